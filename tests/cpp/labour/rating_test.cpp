// SPDX-License-Identifier: Apache-2.0
#include <dubao/labour/rating.hpp>

#include "labour/support.hpp"

namespace labour_rating_test {

using namespace dubao;          // NOLINT: a test
using namespace dubao::labour;  // NOLINT: a test
using labour::testing::Ids;
using labour::testing::problem_ids;

TEST(Rating, ExamplesOfTheHeaderHold) {
  RatingRule rule;
  rule.evidence = Evidence::kOfficial;
  const Rating named = rate_classes({0, 0, 0, 1}, 5, rule);
  EXPECT_EQ(named.step, Index{0});
  EXPECT_DOUBLE_EQ(named.probability, 0.75);
  EXPECT_EQ(named.reliability, 'B');
  EXPECT_EQ(rate_classes({0, 0, 0, 1}, 5).reliability, 'C');
  const Rating open = rate_classes({0, 1, 2, 3, 4}, 5, rule);
  EXPECT_FALSE(open.step.has_value());
  EXPECT_EQ(open.median_step, 2);
  EXPECT_DOUBLE_EQ(open.probability, 0.2);
}

TEST(Rating, CarriesTheReliabilityOfItsInputsWhateverItsProbability) {
  RatingRule rule;
  EXPECT_EQ(rate_classes({0, 0}, 2, rule).reliability, 'C');
  rule.evidence = Evidence::kOfficial;
  EXPECT_EQ(rate_classes({0, 1, 2, 3, 4}, 5, rule).reliability, 'B');
  rule.backtest_origins = 4;
  EXPECT_EQ(rate_classes({0, 1, 2, 3, 4}, 5, rule).reliability, 'A');
  rule.backtest_origins = -1;
  EXPECT_EQ(problem_ids([&] { (void)rate_classes({0}, 5, rule); }), Ids{"E-BAL-009"});
}

TEST(Rating, TheMinimumProbabilityIsARule) {
  RatingRule rule;
  rule.minimum_probability = 0.8;
  EXPECT_FALSE(rate_classes({0, 0, 0, 1}, 2, rule).step.has_value());
  rule.minimum_probability = 0.75;
  EXPECT_TRUE(rate_classes({0, 0, 0, 1}, 2, rule).step.has_value());
}

TEST(Rating, RefusesEmptyPathsForeignClassesAndImpossibleRules) {
  EXPECT_EQ(problem_ids([] { (void)rate_classes({}, 5); }), Ids{"E-BAL-007"});
  EXPECT_EQ(problem_ids([] { (void)rate_classes({5}, 5); }), Ids{"E-BAL-007"});
  RatingRule rule;
  rule.minimum_probability = 1.5;
  EXPECT_EQ(problem_ids([&] { (void)rate_classes({0}, 5, rule); }), Ids{"E-BAL-007"});
}

}  // namespace labour_rating_test
