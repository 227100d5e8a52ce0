// SPDX-License-Identifier: Apache-2.0
#include <dubao/labour/targets/likely_date.hpp>

#include <gtest/gtest.h>

#include "labour/support.hpp"

namespace labour_targets_likely_date_test {

using namespace dubao;          // NOLINT: a test
using namespace dubao::labour;  // NOLINT: a test
using data::kMissing;
using labour::testing::array;
using labour::testing::draws;
using labour::testing::Ids;
using labour::testing::kExact;
using labour::testing::problem_ids;
using time::Period;

TEST(LikelyDate, ExampleOfTheHeaderHolds) {
  const data::Draws paths = draws(2026, {{9, 10, 11}, {8, 9, 10}, {7, 8, 9}});
  const Eigen::ArrayXd shares = meeting_shares(paths, TargetOperator::kAtLeast, 10);
  EXPECT_TRUE(shares.isApprox(array({0, 1.0 / 3.0, 2.0 / 3.0}), kExact));
  const std::vector<LikelyDate> dates = likely_dates(shares, paths.start(), {0.5, 0.8});
  ASSERT_EQ(dates.size(), 2U);
  EXPECT_EQ(dates[0].period, Period::annual(2028));
  EXPECT_TRUE(dates[0].holds);
  EXPECT_FALSE(dates[1].period.has_value());
  EXPECT_FALSE(dates[1].holds);
}

TEST(LikelyDate, SharesThatFallBackDoNotHold) {
  const std::vector<LikelyDate> dates =
      likely_dates(array({0.2, 0.6, 0.4, 0.7}), Period::annual(2026), {0.5, 0.1});
  EXPECT_EQ(dates[0].period, Period::annual(2027));
  EXPECT_FALSE(dates[0].holds);
  EXPECT_EQ(dates[1].period, Period::annual(2026));
  EXPECT_TRUE(dates[1].holds);
}

TEST(LikelyDate, AHigherProbabilityIsNeverReachedEarlier) {
  const data::Draws paths = labour::testing::simulated(2026, 500, 12, 100, 0.1);
  const Eigen::ArrayXd shares = meeting_shares(paths, TargetOperator::kAbove, 104);
  const auto dates = likely_dates(shares, paths.start(), {0.2, 0.3, 0.35});
  for (std::size_t k = 1; k < dates.size(); ++k) {
    if (dates[k].period) {
      EXPECT_LE(*dates[k - 1].period, *dates[k].period);
    }
  }
  EXPECT_TRUE(dates[0].period.has_value());
}

TEST(LikelyDate, ProbabilitiesOutsideZeroToOneAreRefused) {
  for (const double wrong : {0.0, 1.0, 80.0, kMissing}) {
    EXPECT_EQ(problem_ids([&] { (void)likely_dates(array({0.5}), Period::annual(2026), {wrong}); }),
              Ids{"E-TGT-004"});
  }
}

}  // namespace labour_targets_likely_date_test
