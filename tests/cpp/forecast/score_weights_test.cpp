// SPDX-License-Identifier: Apache-2.0
#include <dubao/forecast/score_weights.hpp>

#include <gtest/gtest.h>

#include <numeric>

namespace forecast_score_weights_test {

using dubao::forecast::score_weights;

constexpr double kRounding = 1e-15;

TEST(ScoreWeights, ExampleOfTheHeaderHolds) {
  const auto found = score_weights({{1, 1}, {3, 3}}, {1, 1});
  EXPECT_EQ(found.origins, 2U);
  EXPECT_NEAR(found.weights[0], 5.0 / 8.0, kRounding);
  EXPECT_NEAR(found.weights[1], 3.0 / 8.0, kRounding);
}

TEST(ScoreWeights, WithoutOriginsThePriorWeightsStay) {
  const auto found = score_weights({{}, {}}, {1, 3});
  EXPECT_EQ(found.origins, 0U);
  EXPECT_EQ(found.weights, (std::vector<double>{0.25, 0.75}));
}

TEST(ScoreWeights, MoreOriginsAreTrustedMore) {
  const double few = score_weights({{1}, {3}}, {1, 1}).weights[0];
  const double many =
      score_weights({std::vector<double>(20, 1.0), std::vector<double>(20, 3.0)}, {1, 1}).weights[0];
  EXPECT_LT(few, many);
  EXPECT_LT(many, 0.75);
}

TEST(ScoreWeights, AMemberThatRefusedAtAnOriginCountsAsTheMeanOfTheOthers) {
  const auto found = score_weights({{1, 1}, {3, 3}, {}}, {1, 1, 1});
  EXPECT_NEAR(found.weights[2], score_weights({{1, 1}, {3, 3}, {2, 2}}, {1, 1, 1}).weights[2], kRounding);
}

TEST(ScoreWeights, MembersWithoutErrorShareTheTrust) {
  const auto found = score_weights({{0, 0}, {0, 0}, {1, 1}}, {1, 1, 1});
  EXPECT_NEAR(found.weights[0], found.weights[1], kRounding);
  EXPECT_NEAR(found.weights[2], 1.0 / 6.0, kRounding);
}

TEST(ScoreWeights, SumToOneAtTheExtremesOfDoubles) {
  const auto found = score_weights({{1e300, 1e300}, {1e-300, 1e-300}, {5e-324, 1e-300}}, {2, 1, 0});
  EXPECT_NEAR(std::accumulate(found.weights.begin(), found.weights.end(), 0.0), 1.0, kRounding);
  EXPECT_EQ(found.weights[2], 0.0);
  EXPECT_GT(found.weights[1], found.weights[0]);
}

}  // namespace forecast_score_weights_test
