// SPDX-License-Identifier: Apache-2.0
#include <dubao/labour/openings.hpp>

#include "labour/support.hpp"

namespace labour_openings_test {

using namespace dubao;          // NOLINT: a test
using namespace dubao::labour;  // NOLINT: a test
using labour::testing::array;
using labour::testing::draws;
using labour::testing::Ids;
using labour::testing::kConserved;
using labour::testing::kExact;
using labour::testing::problem_ids;
using labour::testing::simulated;

TEST(Openings, ExamplesOfTheHeaderHold) {
  // E_0 = 100; ED = 12, −5, −30; ten leavers in each of two years.
  const Openings out = openings(array({100}), draws(2026, {{105, 112}, {99, 95}, {80, 70}}),
                                draws(2026, {{10, 10}, {10, 10}, {10, 10}}));
  EXPECT_DOUBLE_EQ(out.total(0), 32);
  EXPECT_DOUBLE_EQ(out.total(1), 15);
  EXPECT_DOUBLE_EQ(out.total(2), 0);
  EXPECT_DOUBLE_EQ(out.expansion(0), 12);
  EXPECT_DOUBLE_EQ(out.expansion(1), 0);
  EXPECT_DOUBLE_EQ(out.replacement(1), 15);
  EXPECT_DOUBLE_EQ(out.change(2), -30);
  EXPECT_DOUBLE_EQ(out.separations(2), 20);
}

TEST(Openings, YearsGetTheirShareAlongTheGeometricPath) {
  // 100 → 144 in two years is 100 → 120 → 144, whatever the path in between.
  const Openings out = openings(array({100}), draws(2026, {{170, 144}}), draws(2026, {{3, 5}}));
  EXPECT_NEAR(out.expansion_by_year.paths()(0, 0), 20, 100 * kExact);
  EXPECT_NEAR(out.expansion_by_year.paths()(0, 1), 24, 100 * kExact);
  EXPECT_DOUBLE_EQ(out.replacement_by_year.paths()(0, 0), 3);
  EXPECT_DOUBLE_EQ(out.total_by_year.paths()(0, 1), out.expansion_by_year.paths()(0, 1) + 5);
  EXPECT_EQ(out.total_by_year.start().to_string(), "2026");
}

TEST(Openings, LeaversWhoAreNotReplacedAreTakenFromEveryYearAlike) {
  const Openings out = openings(array({100}), draws(2026, {{99, 95}}), draws(2026, {{12, 8}}));
  EXPECT_NEAR(out.replacement_by_year.paths()(0, 0), 12 * 15.0 / 20.0, kExact * 10);
  EXPECT_NEAR(out.replacement_by_year.paths()(0, 1), 8 * 15.0 / 20.0, kExact * 10);
}

TEST(Openings, BoundsHoldAndYearsAddUpOnEveryPath) {
  constexpr Index kPaths = 500;
  for (const double noise : {0.0, 0.01, 0.2, 1.0}) {
    const data::Draws employment = simulated(2026, kPaths, 7, 1000, noise, "employment");
    const data::Draws separations = simulated(2026, kPaths, 7, 30, 0.5, "separations");
    const Openings out = openings(array({1000}), employment, separations);
    for (Index d = 0; d < kPaths; ++d) {
      const double positive = std::max(out.change(d), 0.0);
      const double scale = kConserved * (1.0 + positive + out.separations(d));
      EXPECT_GE(out.total(d), positive - scale);
      EXPECT_LE(out.total(d), positive + out.separations(d) + scale);
      EXPECT_NEAR(out.total_by_year.paths().row(d).sum(), out.total(d), scale);
      EXPECT_NEAR(out.expansion_by_year.paths().row(d).sum(), out.expansion(d), scale);
      EXPECT_GE(out.total_by_year.paths().row(d).minCoeff(), 0.0);
    }
  }
}

TEST(Openings, TheMaximumOverThePeriodIsBelowTheSumOfYearlyMaxima) {
  // Why the maximum stands once: noise without any growth inflates yearly maxima.
  const data::Draws employment = simulated(2026, 2000, 10, 1000, 0.05, "noise");
  const data::Draws nobody(time::Period::annual(2026), data::DrawMatrix::Zero(2000, 10));
  const Openings out = openings(array({1000}), employment, nobody);
  double yearly = 0.0;
  for (Index d = 0; d < 2000; ++d) {
    double before = 1000;
    for (Index h = 0; h < 10; ++h) {
      yearly += std::max(employment.paths()(d, h) - before, 0.0) / 2000.0;
      before = employment.paths()(d, h);
    }
  }
  EXPECT_GT(yearly, 2.5 * out.total.mean());
}

TEST(Openings, EmploymentThatStartsOrEndsAtZeroIsSharedOutEvenly) {
  const Openings out = openings(array({0}), draws(2026, {{1, 10}, {0, 0}}), draws(2026, {{0, 0}, {0, 0}}));
  EXPECT_DOUBLE_EQ(out.expansion_by_year.paths()(0, 0), 5);
  EXPECT_DOUBLE_EQ(out.total(1), 0);
  EXPECT_TRUE(out.total_by_year.paths().allFinite());
}

TEST(Openings, GrowthFromAlmostNothingIsFinite) {
  for (const double base : {2.2250738585072014e-308, 1e-300, 1e-200}) {
    const auto shares = labour::detail::expansion_year_shares(base, 4.0, 4);
    EXPECT_TRUE(shares.allFinite()) << base;
    EXPECT_TRUE((shares >= 0.0).all()) << base;
    EXPECT_NEAR(shares.sum(), 1.0, kExact) << base;
  }
}

TEST(Openings, TinyGrowthIsFinite) {
  const Openings out = openings(array({1e6}), draws(2026, {{1e6, 1e6 + 1e-6}}), draws(2026, {{0, 0}}));
  EXPECT_NEAR(out.expansion_by_year.paths().sum(), out.expansion(0), kConserved * out.expansion(0));
}

TEST(Openings, CellsGetSharesOfTheNationalTotal) {
  Eigen::ArrayXXd shares(2, 1);
  shares << 0.25, 0.75;
  const Eigen::ArrayXXd cells = allocate_openings(array({100, 200}), shares);
  EXPECT_DOUBLE_EQ(cells(0, 1), 50);
  EXPECT_DOUBLE_EQ(cells(1, 0), 75);
  shares << 0.5, 0.6;
  EXPECT_EQ(problem_ids([&] { (void)allocate_openings(array({1}), shares); }), Ids{"E-OPN-005"});
}

TEST(Openings, RefusesWhatWouldBiasOrCannotBeAdded) {
  const data::Draws survey = draws(2026, {{1}}, "x", data::Target::kSurvey);
  EXPECT_EQ(problem_ids([&] { (void)openings(array({-1}), survey, draws(2026, {{0}})); }),
            (Ids{"E-OPN-001", "E-OPN-002"}));
  EXPECT_EQ(problem_ids([&] {
              (void)openings(array({1, 2}), draws(2026, {{1}}), draws(2026, {{0}}));
            }),
            Ids{"E-OPN-002"});
  EXPECT_EQ(problem_ids([&] { (void)openings(array({1}), draws(2026, {{1}}), draws(2025, {{-1}})); }),
            (Ids{"E-OPN-003", "E-OPN-004"}));
}

}  // namespace labour_openings_test
