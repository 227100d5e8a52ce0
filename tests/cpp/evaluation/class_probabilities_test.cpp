// SPDX-License-Identifier: Apache-2.0
#include <dubao/data/random.hpp>
#include <dubao/evaluation/class_probabilities.hpp>

namespace evaluation_class_probabilities_test {

using namespace dubao;              // NOLINT: a test
using namespace dubao::evaluation;  // NOLINT: a test

constexpr double kExact = 1e-12;

TEST(ClassProbabilities, ExampleOfTheHeaderHolds) {
  EXPECT_NEAR(brier_score({0.7, 0.2, 0.1}, 0), 0.14, kExact);
  EXPECT_NEAR(ranked_probability_score({0.7, 0.2, 0.1}, 0), 0.05, kExact);
}

TEST(ClassProbabilities, CertaintyScoresTheEndsOfTheRange) {
  EXPECT_EQ(brier_score({0, 1, 0}, 1), 0.0);
  EXPECT_EQ(brier_score({1, 0, 0}, 2), 2.0);
  EXPECT_EQ(ranked_probability_score({0, 1, 0}, 1), 0.0);
  EXPECT_EQ(ranked_probability_score({1, 0, 0}, 2), 1.0);
}

TEST(ClassProbabilities, TwoClassesGiveTheUsualBrierScore) {
  EXPECT_NEAR(brier_score({0.3, 0.7}, 1), 2 * 0.3 * 0.3, kExact);
  EXPECT_NEAR(ranked_probability_score({0.3, 0.7}, 1), 0.3 * 0.3, kExact);
}

TEST(ClassProbabilities, AClassBesideTheRightOneCostsLessOnAScale) {
  EXPECT_LT(ranked_probability_score({0, 1, 0}, 0), ranked_probability_score({0, 0, 1}, 0));
  EXPECT_EQ(brier_score({0, 1, 0}, 0), brier_score({0, 0, 1}, 0));
}

TEST(ClassProbabilities, HonestyHasTheBestExpectedScore) {
  const std::vector<double> truth{0.2, 0.5, 0.3};
  const auto expected = [&](const std::vector<double>& said) {
    double brier = 0.0;
    double ranked = 0.0;
    for (Index k = 0; k < 3; ++k) {
      brier += truth[static_cast<std::size_t>(k)] * brier_score(said, k);
      ranked += truth[static_cast<std::size_t>(k)] * ranked_probability_score(said, k);
    }
    return std::pair(brier, ranked);
  };
  data::RandomStream stream(4, 4, 4);
  for (int trial = 0; trial < 100; ++trial) {
    const double a = stream.uniform();
    const double b = stream.uniform() * (1.0 - a);
    const auto other = expected({a, b, 1.0 - a - b});
    EXPECT_GE(other.first, expected(truth).first - kExact);
    EXPECT_GE(other.second, expected(truth).second - kExact);
  }
}

TEST(ClassProbabilities, WhatIsNoDistributionIsRefused) {
  EXPECT_THROW((void)brier_score({0.5, 0.4}, 0), InputError);
  EXPECT_THROW((void)brier_score({-0.5, 1.5}, 0), InputError);
  EXPECT_THROW((void)brier_score({1.0}, 0), InputError);
  EXPECT_THROW((void)brier_score({0.5, 0.5}, 2), InputError);
  EXPECT_THROW((void)ranked_probability_score({0.5, std::nan("")}, 0), InputError);
}

}  // namespace evaluation_class_probabilities_test
