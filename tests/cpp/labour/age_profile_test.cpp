// SPDX-License-Identifier: Apache-2.0
#include <dubao/labour/age_profile.hpp>

#include "labour/support.hpp"

namespace labour_age_profile_test {

using namespace dubao;          // NOLINT: a test
using namespace dubao::labour;  // NOLINT: a test
using labour::testing::Ids;
using labour::testing::kExact;
using labour::testing::problem_ids;

TEST(AgeProfile, EvenGroupsGiveEvenYears) {
  const Eigen::ArrayXd years = single_years({{15, 24, 10}, {25, 34, 10}});
  ASSERT_EQ(years.size(), 20);
  EXPECT_TRUE(((years - 1.0).abs() < kExact).all());
}

TEST(AgeProfile, YearsAddUpToEveryGroupAndAreNeverNegative) {
  data::RandomStream stream(1, data::hash_key("groups"), 0);
  for (int trial = 0; trial < 200; ++trial) {
    std::vector<AgeGroup> groups;
    int from = 15;
    for (int k = 0; k < 6; ++k) {
      const int width = 1 + static_cast<int>(stream.below(10));
      const double count = stream.uniform() < 0.3 ? 0.0 : 1000.0 * stream.uniform();
      groups.push_back({from, from + width - 1, count});
      from += width;
    }
    const Eigen::ArrayXd years = single_years(groups);
    EXPECT_GE(years.minCoeff(), 0.0);
    for (const AgeGroup& group : groups) {
      const double sum = years.segment(group.from - 15, group.to - group.from + 1).sum();
      EXPECT_NEAR(sum, group.count, 1000 * kExact);
    }
  }
}

TEST(AgeProfile, YearsFollowTheShapeAndAreNotMovedInFifths) {
  const Eigen::ArrayXd years = single_years({{15, 24, 10}, {25, 34, 30}, {35, 44, 50}, {45, 54, 30}});
  EXPECT_LT(years(10), years(19));  // rising towards the next, larger group
  EXPECT_GT(years(30), years(39));  // falling after the largest
}

TEST(AgeProfile, ASmoothDensityIsRecoveredFarBetterThanByEvenYears) {
  const auto cumulative = [](double age) { return std::erf((age - 38.0) / 15.0); };
  std::vector<AgeGroup> groups;
  for (int from = 15; from < 65; from += 10) {
    groups.push_back({from, from + 9, cumulative(from + 10) - cumulative(from)});
  }
  const Eigen::ArrayXd years = single_years(groups);
  double error = 0.0;
  double error_of_even = 0.0;
  for (Index a = 0; a < years.size(); ++a) {
    const double age = 15.0 + static_cast<double>(a);
    const double exact = cumulative(age + 1) - cumulative(age);
    error += std::abs(years(a) - exact);
    error_of_even += std::abs(groups[static_cast<std::size_t>(a / 10)].count / 10.0 - exact);
  }
  EXPECT_LT(error, 0.25 * error_of_even);
}

TEST(AgeProfile, OneGroupIsEvenAndOneYearGroupsAreThemselves) {
  EXPECT_TRUE(((single_years({{20, 29, 50}}) - 5.0).abs() < kExact).all());
  const Eigen::ArrayXd single = single_years({{20, 20, 3}, {21, 21, 0}, {22, 22, 8}});
  EXPECT_DOUBLE_EQ(single(0), 3);
  EXPECT_DOUBLE_EQ(single(1), 0);
  EXPECT_DOUBLE_EQ(single(2), 8);
}

TEST(AgeProfile, CoarseGroupsDoNotPilePeopleUpAtTheLastAge) {
  const Eigen::ArrayXd years = single_years({{15, 24, 205}, {25, 64, 3643}});
  constexpr double kRounding = 1.05;  // the density bends a little within its last year
  EXPECT_LE(years(49), kRounding * 3643.0 / 40.0);
  EXPECT_LE(years(0), 20.5);
}

TEST(AgeProfile, ABorrowedShapeKeepsTheGroups) {
  Eigen::ArrayXd reference(4);
  reference << 1, 3, 2, 2;
  const Eigen::ArrayXd years = single_years_like({{20, 21, 100}, {22, 23, 10}}, reference);
  EXPECT_DOUBLE_EQ(years(0), 25);
  EXPECT_DOUBLE_EQ(years(1), 75);
  EXPECT_DOUBLE_EQ(years(3), 5);
  reference(2) = reference(3) = 0.0;
  EXPECT_EQ(problem_ids([&] {
              (void)single_years_like({{20, 21, 100}, {22, 23, 10}}, reference);
            }),
            Ids{"E-REP-012"});
  EXPECT_EQ(problem_ids([&] { (void)single_years_like({{20, 21, 100}}, reference); }), Ids{"E-REP-012"});
}

TEST(AgeProfile, NewcomersMayBeSpreadEvenly) {
  const AgeProfile entrants = even_profile("entrants", 15, 64, 22, 25, 0.25);
  EXPECT_NEAR(entrants.shares(7, kMen), 0.75 / 4, kExact);
  EXPECT_NEAR(entrants.shares.sum(), 1.0, kExact);
  EXPECT_EQ(entrants.shares(6, kMen), 0.0);
  EXPECT_EQ(problem_ids([] { (void)even_profile("e", 15, 64, 10, 25, 0.25); }), Ids{"E-REP-002"});
  EXPECT_EQ(problem_ids([] { (void)profile_from_years("e", 15, Eigen::ArrayXXd::Zero(3, 2)); }),
            Ids{"E-REP-002"});
}

TEST(AgeProfile, SharesAreSplitBySex) {
  const AgeProfile profile = age_profile("p", {{15, 24, 10}, {25, 34, 30}}, 0.4);
  EXPECT_NEAR(profile.shares.sum(), 1.0, kExact);
  EXPECT_NEAR(profile.shares.col(kWomen).sum(), 0.4, kExact);
  EXPECT_EQ(profile.last_age(), 34);
  const AgeProfile by_sex = age_profile("p", {{15, 24, 10}}, {{15, 24, 30}});
  EXPECT_NEAR(by_sex.shares.col(kWomen).sum(), 0.75, kExact);
  EXPECT_NEAR(by_sex.mean_age(), 20.0, 20 * kExact);
}

TEST(AgeProfile, NamesEveryGroupThatCannotBeUsed) {
  EXPECT_EQ(problem_ids([] { (void)single_years({}); }), Ids{"E-REP-001"});
  EXPECT_EQ(problem_ids([] {
              (void)single_years({{15, 24, 1}, {30, 34, 1}, {35, 30, 1}, {31, 40, -1}});
            }),
            (Ids{"E-REP-001", "E-REP-001", "E-REP-001"}));
  EXPECT_EQ(problem_ids([] { (void)age_profile("p", {{15, 24, 0}}, 0.5); }), Ids{"E-REP-002"});
  EXPECT_EQ(problem_ids([] { (void)age_profile("p", {{15, 24, 1}}, 1.5); }), Ids{"E-REP-002"});
  EXPECT_EQ(problem_ids([] { (void)age_profile("p", {{15, 24, 1}}, {{15, 34, 1}}); }), Ids{"E-REP-002"});
}

}  // namespace labour_age_profile_test
