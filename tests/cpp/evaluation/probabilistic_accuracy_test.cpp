// SPDX-License-Identifier: Apache-2.0
#include <dubao/data/random.hpp>
#include <dubao/evaluation/probabilistic_accuracy.hpp>

namespace evaluation_probabilistic_accuracy_test {

using namespace dubao;
using namespace dubao::evaluation;
using data::kMissing;

TEST(ProbabilisticAccuracy, ExampleOfTheHeaderHolds) {
  EXPECT_DOUBLE_EQ(crps(1.0, {0, 1, 2}), 0.0);
  EXPECT_DOUBLE_EQ(interval_score(10, {8, 12}, 0.8), 4.0);
  EXPECT_DOUBLE_EQ(interval_score(13, {8, 12}, 0.8), 14.0);
  EXPECT_DOUBLE_EQ(interval_score(7, {8, 12}, 0.8), 14.0);
}

TEST(ProbabilisticAccuracy, CrpsOfOneDrawIsTheAbsoluteError) { EXPECT_DOUBLE_EQ(crps(3.0, {5}), 2.0); }

TEST(ProbabilisticAccuracy, CrpsAgreesWithTheDoubleSum) {
  const std::vector<double> draws{3.0, -1.0, 7.5, 2.0, 2.0};
  double distance = 0.0;
  double spread = 0.0;
  for (const double a : draws) {
    distance += std::abs(a - 2.5) / 5.0;
    for (const double b : draws) spread += std::abs(a - b) / (5.0 * 4.0);
  }
  EXPECT_NEAR(crps(2.5, draws), distance - 0.5 * spread, 1e-12);
}

TEST(ProbabilisticAccuracy, CrpsOfManyNormalDrawsIsTheKnownValue) {
  // CRPS of N(0, 1) at 0 is 2φ(0) − 1/√π (Gneiting and Raftery 2007, equation 21).
  constexpr double kPi = 3.14159265358979323846;
  constexpr double kTolerance = 0.01;
  std::vector<double> draws;
  data::RandomStream stream(1, 2, 3);
  for (int i = 0; i < 20000; ++i) draws.push_back(stream.normal());
  EXPECT_NEAR(crps(0.0, draws), 2.0 / std::sqrt(2.0 * kPi) - 1.0 / std::sqrt(kPi), kTolerance);
}

TEST(ProbabilisticAccuracy, PinballLossIsLeastAtTheQuantile) {
  EXPECT_DOUBLE_EQ(pinball_loss(3, 1, 0.9), 1.8);
  EXPECT_NEAR(pinball_loss(1, 3, 0.9), 0.2, 1e-15);
  EXPECT_DOUBLE_EQ(pinball_loss(2, 2, 0.9), 0.0);
}

TEST(ProbabilisticAccuracy, AMissingValueScoresMissing) {
  EXPECT_TRUE(std::isnan(covered(kMissing, {0, 1})));
  EXPECT_TRUE(std::isnan(interval_score(kMissing, {0, 1}, 0.9)));
  EXPECT_TRUE(std::isnan(crps(kMissing, {0.0, 1.0})));
  EXPECT_DOUBLE_EQ(mean_observed({1, kMissing, 3}), 2.0);
  EXPECT_TRUE(std::isnan(mean_observed({kMissing})));
}

TEST(ProbabilisticAccuracy, TheEndsOfAnIntervalAreInside) {
  EXPECT_DOUBLE_EQ(covered(1, {1, 2}), 1.0);
  EXPECT_DOUBLE_EQ(covered(2, {1, 2}), 1.0);
  EXPECT_DOUBLE_EQ(covered(2.01, {1, 2}), 0.0);
}

}  // namespace evaluation_probabilistic_accuracy_test
