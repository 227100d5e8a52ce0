// SPDX-License-Identifier: Apache-2.0
#include <dubao/data/random.hpp>
#include <dubao/regression/between_variance.hpp>

namespace regression_between_variance_test {

using namespace dubao;              // NOLINT: a test
using namespace dubao::regression;  // NOLINT: a test

constexpr double kRoot = 1e-10;

TEST(BetweenVariance, ExampleOfTheHeaderHolds) {
  const BetweenVariance found = paule_mandel({{{0, 2}, {1, 1}}});
  EXPECT_NEAR(found.variance, 1.0, kRoot);
  EXPECT_EQ(found.degrees, 1);
  EXPECT_DOUBLE_EQ(found.excess, 2.0);
}

TEST(BetweenVariance, TheRootMeetsItsEquation) {
  data::RandomStream stream(3, 3, 3);
  for (int trial = 0; trial < 50; ++trial) {
    std::vector<GroupEstimates> groups(3);
    for (GroupEstimates& group : groups) {
      for (int i = 0; i < 6; ++i) {
        group.values.push_back(3.0 * stream.normal());
        group.errors.push_back(0.1 + stream.uniform());
      }
    }
    const BetweenVariance found = paule_mandel(groups);
    double q = 0.0;
    for (const GroupEstimates& group : groups) {
      const double mean = group_mean(group, found.variance);
      for (std::size_t i = 0; i < group.values.size(); ++i) {
        q += std::pow(group.values[i] - mean, 2) / (found.variance + std::pow(group.errors[i], 2));
      }
    }
    ASSERT_GT(found.variance, 0.0);
    EXPECT_NEAR(q, 15.0, 1e-8);
  }
}

TEST(BetweenVariance, EqualErrorsGiveTheSampleVarianceLessTheirOwn) {
  // With s_i = s the estimator is closed: sample variance − s².
  const BetweenVariance found = paule_mandel({{{1, 2, 4, 9}, {0.5, 0.5, 0.5, 0.5}}});
  EXPECT_NEAR(found.variance, 38.0 / 3.0 - 0.25, kRoot);
}

TEST(BetweenVariance, DifferencesThatErrorsExplainGiveZero) {
  EXPECT_EQ(paule_mandel({{{1.0, 1.1}, {1, 1}}}).variance, 0.0);
  EXPECT_EQ(paule_mandel({{{1.0, 1.0}, {1e-9, 1e-9}}}).variance, 0.0);
}

TEST(BetweenVariance, SimulatedVarianceIsFoundOnAverage) {
  // 200 groups of 8 estimates, τ = 0.5, errors between 0.2 and 1: one τ² for all.
  data::RandomStream stream(1, 2, 3);
  std::vector<GroupEstimates> groups(200);
  for (GroupEstimates& group : groups) {
    const double mean = 10.0 * stream.normal();
    for (int i = 0; i < 8; ++i) {
      group.errors.push_back(0.2 + 0.8 * stream.uniform());
      group.values.push_back(mean + 0.5 * stream.normal() + group.errors.back() * stream.normal());
    }
  }
  EXPECT_NEAR(paule_mandel(groups).variance, 0.25, 0.05);
}

TEST(BetweenVariance, ScalesWithTheSquareOfTheUnit) {
  const double one = paule_mandel({{{1, 2, 5}, {0.1, 0.4, 0.2}}}).variance;
  EXPECT_NEAR(paule_mandel({{{1024, 2048, 5120}, {102.4, 409.6, 204.8}}}).variance / (1024.0 * 1024.0), one,
              kRoot);
}

TEST(BetweenVariance, WithoutADegreeOfFreedomItIsNotDetermined) {
  const BetweenVariance found = paule_mandel({{{1.0}, {1.0}}, {{}, {}}});
  EXPECT_FALSE(found.determined);
  EXPECT_TRUE(std::isnan(found.variance));
}

TEST(BetweenVariance, EstimatesWithoutAnErrorAreRefused) {
  EXPECT_THROW((void)paule_mandel({{{1.0, 2.0}, {1.0, 0.0}}}), InputError);
  EXPECT_THROW((void)paule_mandel({{{1.0, 2.0}, {1.0}}}), InputError);
  EXPECT_THROW((void)paule_mandel({{{std::nan(""), 2.0}, {1.0, 1.0}}}), InputError);
}

}  // namespace regression_between_variance_test
