// SPDX-License-Identifier: Apache-2.0
#include <dubao/labour/replacement.hpp>

#include "labour/support.hpp"

namespace labour_replacement_test {

using namespace dubao;          // NOLINT: a test
using namespace dubao::labour;  // NOLINT: a test
using labour::testing::array;
using labour::testing::draws;
using labour::testing::Ids;
using labour::testing::kConserved;
using labour::testing::kExact;
using labour::testing::problem_ids;
using labour::testing::simulated;

constexpr Index kAges = 50;  // 15 … 64

// Everybody is a man of one completed age.
AgeProfile all_of_age(int age) {
  AgeProfile out{"one age", 15, Eigen::ArrayXXd::Zero(kAges, 2)};
  out.shares(age - 15, kMen) = 1.0;
  return out;
}

// Legal ages 61 y 3 m for men, 56 y 8 m for women in 2025, three and four months more each year to 2027.
ExitAssumptions nobody_leaves() {
  ExitAssumptions out;
  out.retirement = RetirementPath(2025, {735, 738, 741}, {680, 684, 688});
  out.take_up = out.after = UncertainRate::exactly(0.0);
  out.mortality = Eigen::ArrayXXd::Zero(kAges, 2);
  out.entrants = all_of_age(22).shares;
  return out;
}

TEST(Replacement, ExampleOfTheHeaderHolds) {
  ExitAssumptions assumptions = nobody_leaves();
  assumptions.mortality = Eigen::ArrayXXd::Constant(kAges, 2, 0.01);
  assumptions.care = Eigen::ArrayXXd::Constant(kAges, 2, 0.02);
  const Replacement out = replacement(all_of_age(40), array({100}), draws(2025, {{100}}), assumptions, 1);
  EXPECT_NEAR(out.separations.paths()(0, 0), 100 * (1 - 0.99 * 0.98), 100 * kExact);
  EXPECT_NEAR(out.mortality.paths()(0, 0), 2.98 / 3, 100 * kExact);
  EXPECT_NEAR(out.care.paths()(0, 0), 2 * 2.98 / 3, 100 * kExact);
  EXPECT_EQ(out.emigration.paths()(0, 0), 0.0);
  EXPECT_NEAR(out.newcomers.paths()(0, 0), 2.98, 100 * kExact);
}

TEST(Replacement, WholeBirthYearsRetireOverTheYearsTheyCrossTheMovingAge) {
  // Men of completed age 60 at the start of 2025; legal age 61.25 in 2025 (and before the path), 61.5, 61.75.
  // 2025: exact age 60.25 … 61 reaches 61.25: three quarters. The rest, 60 … 60.25 then 61 … 61.25, reach 61.5
  // in 2026: all.
  ExitAssumptions assumptions = nobody_leaves();
  assumptions.take_up = UncertainRate::exactly(1.0);
  const Replacement out =
      replacement(all_of_age(60), array({100}), draws(2025, {{100, 100, 100}}), assumptions, 1);
  EXPECT_NEAR(out.retirement.paths()(0, 0), 75, 100 * kExact);
  EXPECT_NEAR(out.retirement.paths()(0, 1), 25, 100 * kExact);
  EXPECT_NEAR(out.retirement.paths()(0, 2), 0, 100 * kExact);
}

TEST(Replacement, ThoseWhoStayOnLeaveLaterWithTheirOwnHazard) {
  ExitAssumptions assumptions = nobody_leaves();
  assumptions.take_up = UncertainRate::exactly(0.6);
  assumptions.after = UncertainRate::exactly(0.5);
  const Replacement out =
      replacement(all_of_age(60), array({100}), draws(2025, {{100, 100}}), assumptions, 1);
  EXPECT_NEAR(out.retirement.paths()(0, 0), 75 * 0.6, 100 * kExact);
  EXPECT_NEAR(out.retirement.paths()(0, 1), 25 * 0.6 + 75 * 0.4 * 0.5, 100 * kExact);
}

TEST(Replacement, NewcomersAreSplitAtTheLegalAgeOfTheirYear) {
  // All newcomers are men of 61. Legal age at the end of 2026: 61.5, so half of those of 2026 have not reached it;
  // they do in 2027. The other half stays on (nobody leaves after the legal age here).
  ExitAssumptions assumptions = nobody_leaves();
  assumptions.take_up = UncertainRate::exactly(1.0);
  assumptions.entrants = all_of_age(61).shares;
  const Replacement out =
      replacement(all_of_age(61), array({0}), draws(2025, {{0, 100, 100}}), assumptions, 1);
  EXPECT_NEAR(out.retirement.paths()(0, 2), 50, 100 * kExact);
}

TEST(Replacement, EarlyRetirementReachesOnlyTheWindowBeforeTheLegalAge) {
  ExitAssumptions assumptions = nobody_leaves();
  assumptions.early = UncertainRate::exactly(0.1);
  assumptions.early_window = 2.0;
  const auto retired = [&](int age) {
    return replacement(all_of_age(age), array({100}), draws(2025, {{100}}), assumptions, 1)
        .retirement.paths()(0, 0);
  };
  // Window: exact ages 58.25 … 60.25 at the start of 2025.
  EXPECT_NEAR(retired(57), 0, 100 * kExact);
  EXPECT_NEAR(retired(58), 100 * 0.75 * 0.1, 100 * kExact);
  EXPECT_NEAR(retired(59), 100 * 0.1, 100 * kExact);
  EXPECT_NEAR(retired(60), 100 * 0.25 * 0.1, 100 * kExact);
}

TEST(Replacement, PeopleAreConservedOnEveryPath) {
  constexpr Index kPaths = 200;
  constexpr Index kYears = 10;
  ExitAssumptions assumptions = nobody_leaves();
  assumptions.take_up = {0.7, 0.5, 0.9};
  assumptions.after = {0.2, 0.1, 0.4};
  assumptions.early = {0.02, 0.0, 0.05};
  assumptions.mortality = Eigen::ArrayXXd::Constant(kAges, 2, 0.002);
  assumptions.care = Eigen::ArrayXXd::Constant(kAges, 2, 0.005);
  assumptions.emigration = Eigen::ArrayXXd::Constant(kAges, 2, 0.003);
  assumptions.emigration_scale = {1.0, 0.5, 2.0};
  const AgeProfile profile =
      age_profile("p", {{15, 24, 10}, {25, 34, 30}, {35, 44, 30}, {45, 54, 20}, {55, 64, 10}}, 0.35);
  const data::Draws employment = simulated(2025, kPaths, kYears, 1000, 0.08, "employment");
  const Replacement out = replacement(profile, array({1000}), employment, assumptions, 3);
  for (Index d = 0; d < kPaths; ++d) {
    double stock = 1000;
    for (Index h = 0; h < kYears; ++h) {
      const double causes = out.retirement.paths()(d, h) + out.mortality.paths()(d, h) +
                            out.care.paths()(d, h) + out.emigration.paths()(d, h);
      EXPECT_NEAR(causes, out.separations.paths()(d, h), kConserved * 1000);
      stock += out.newcomers.paths()(d, h) - out.reductions.paths()(d, h) - causes;
      EXPECT_NEAR(stock, employment.paths()(d, h), kConserved * 1000);
      EXPECT_EQ(std::min(out.newcomers.paths()(d, h), out.reductions.paths()(d, h)), 0.0);
      stock = employment.paths()(d, h);
    }
  }
  EXPECT_NEAR(out.final_profile.sum(), employment.paths().col(kYears - 1).mean(), kConserved * 1000);
  EXPECT_GE(out.final_profile.minCoeff(), 0.0);
}

TEST(Replacement, FallingEmploymentReducesEveryAgeAndIsNotReplacement) {
  const Replacement out =
      replacement(all_of_age(40), array({100}), draws(2025, {{70, 0, 10}}), nobody_leaves(), 1);
  EXPECT_DOUBLE_EQ(out.reductions.paths()(0, 0), 30);
  EXPECT_DOUBLE_EQ(out.separations.paths()(0, 0), 0);
  EXPECT_DOUBLE_EQ(out.reductions.paths()(0, 1), 70);
  EXPECT_DOUBLE_EQ(out.newcomers.paths()(0, 2), 10);
}

TEST(Replacement, TheLastAgeIsOpen) {
  ExitAssumptions assumptions = nobody_leaves();
  assumptions.after = UncertainRate::exactly(0.25);
  const Replacement out =
      replacement(all_of_age(64), array({100}), draws(2025, {{75, 56.25}}), assumptions, 1);
  EXPECT_NEAR(out.separations.paths()(0, 0), 25, 100 * kExact);
  EXPECT_NEAR(out.separations.paths()(0, 1), 18.75, 100 * kExact);
}

TEST(Replacement, OlderProfilesLoseMoreAndTheRangeIsOrderedWhateverTheOrderGiven) {
  ExitAssumptions assumptions = nobody_leaves();
  assumptions.take_up = {0.8, 0.6, 1.0};
  const AgeProfile young = age_profile("young", {{15, 34, 80}, {35, 54, 18}, {55, 64, 2}}, 0.3);
  const AgeProfile old = age_profile("old", {{15, 34, 40}, {35, 54, 40}, {55, 64, 20}}, 0.3);
  const data::Draws employment = simulated(2025, 100, 5, 1000, 0.02);
  const ReplacementRange one = replacement_range({young, old}, array({1000}), employment, assumptions, 1);
  const ReplacementRange two = replacement_range({old, young}, array({1000}), employment, assumptions, 1);
  EXPECT_EQ(one.low.profile, "young");
  EXPECT_EQ(two.high.profile, "old");
  EXPECT_TRUE((one.high.total() > one.low.total()).all());
  EXPECT_TRUE((one.high.total() == two.high.total()).all());
  EXPECT_EQ(problem_ids([&] { (void)replacement_range({young}, array({1000}), employment, assumptions, 1); }),
            Ids{"E-REP-009"});
}

TEST(Replacement, ScalesWithTheGroupAndRepeatsItsBits) {
  ExitAssumptions assumptions = nobody_leaves();
  assumptions.take_up = {0.8, 0.6, 1.0};
  const AgeProfile profile = age_profile("p", {{15, 34, 40}, {35, 54, 40}, {55, 64, 20}}, 0.3);
  const data::Draws employment = simulated(2025, 50, 4, 1000, 0.02);
  const data::Draws doubled(employment.start(), 2.0 * employment.paths(), "x");
  const Replacement one = replacement(profile, array({1000}), employment, assumptions, 1);
  const Replacement two = replacement(profile, array({2000}), doubled, assumptions, 1);
  EXPECT_TRUE(two.separations.paths().isApprox(2.0 * one.separations.paths(), kExact));
  const Replacement again = replacement(profile, array({1000}), employment, assumptions, 1);
  EXPECT_TRUE(again.separations.paths() == one.separations.paths());
}

TEST(Replacement, ListsEveryProblemAtOnce) {
  ExitAssumptions assumptions;  // no path, no mortality, no entrants
  assumptions.take_up = {0.5, 0.6, 0.7};
  const auto ids = problem_ids(
      [&] { (void)replacement(all_of_age(40), array({-1}), draws(2025, {{-5}}), assumptions, 1); });
  EXPECT_EQ(ids,
            (Ids{"E-REP-005", "E-REP-005", "E-REP-006", "E-REP-004", "E-REP-007", "E-REP-008", "E-REP-008"}));
  const data::Draws quarterly(time::Period::quarterly(2025, 1), data::DrawMatrix::Ones(1, 1));
  EXPECT_EQ(
      problem_ids([&] { (void)replacement(all_of_age(40), array({1}), quarterly, nobody_leaves(), 1); }),
      Ids{"E-REP-008"});
}

}  // namespace labour_replacement_test
