// SPDX-License-Identifier: Apache-2.0
#include <dubao/labour/uncertain_rate.hpp>

#include "labour/support.hpp"

namespace labour_uncertain_rate_test {

using namespace dubao;          // NOLINT: a test
using namespace dubao::labour;  // NOLINT: a test

constexpr Index kDraws = 4000;
constexpr double kStandardErrors = 4.0;  // of a mean of kDraws draws

TEST(UncertainRate, PertHasTheMeanOfTheHeader) {
  const UncertainRate rate{0.10, 0.05, 0.20};
  const Eigen::ArrayXd draws = sample_rate(rate, "drop_out.1", kDraws, 1);
  const double deviation = std::sqrt((draws - draws.mean()).square().mean());
  EXPECT_NEAR(draws.mean(), (0.05 + 4 * 0.10 + 0.20) / 6.0,
              kStandardErrors * deviation / std::sqrt(static_cast<double>(kDraws)));
  EXPECT_GE(draws.minCoeff(), 0.05);
  EXPECT_LE(draws.maxCoeff(), 0.20);
}

TEST(UncertainRate, TriangularInvertsItsDistribution) {
  constexpr double kExact = 1e-12;
  const UncertainRate left{0.0, 0.0, 1.0, RateDistribution::kTriangular};
  EXPECT_NEAR(left.quantile(0.5), 1.0 - std::sqrt(0.5), kExact);
  const UncertainRate inner{2.0, 1.0, 5.0, RateDistribution::kTriangular};
  EXPECT_NEAR(inner.quantile(0.25), 2.0, kExact);  // the mode stands at (2 − 1)/(5 − 1)
}

TEST(UncertainRate, PertWithTheModeInTheMiddleIsSymmetric) {
  constexpr double kInverse = 1e-9;  // of the incomplete beta function
  const UncertainRate rate{0.5, 0.0, 1.0};
  EXPECT_NEAR(rate.quantile(0.5), 0.5, kInverse);
  EXPECT_NEAR(rate.quantile(0.1) + rate.quantile(0.9), 1.0, kInverse);
}

TEST(UncertainRate, QuantilesRiseAndStayInsideEvenWithTheModeAtABound) {
  for (const RateDistribution shape : {RateDistribution::kPert, RateDistribution::kTriangular}) {
    for (const double mode : {0.2, 0.3, 0.6}) {
      const UncertainRate rate{mode, 0.2, 0.6, shape};
      double previous = 0.2;
      for (double p = 0.001; p < 1.0; p += 0.001) {
        const double value = rate.quantile(p);
        EXPECT_GE(value, previous);
        EXPECT_LE(value, 0.6);
        previous = value;
      }
    }
  }
}

TEST(UncertainRate, AnExactRateIsItsValueOnEveryPath) {
  EXPECT_TRUE((sample_rate(UncertainRate::exactly(0.3), "x", 5, 1) == 0.3).all());
  EXPECT_EQ(sample_rate(UncertainRate::exactly(0.3), "x", 0, 1).size(), 0);
}

TEST(UncertainRate, SameNameAndSeedGiveTheSameBitsWhateverTheNumberOfPaths) {
  const UncertainRate rate{0.10, 0.05, 0.20};
  const Eigen::ArrayXd many = sample_rate(rate, "a", 100, 1);
  EXPECT_TRUE((many.head(10) == sample_rate(rate, "a", 10, 1)).all());
  EXPECT_FALSE((many == sample_rate(rate, "b", 100, 1)).any());
  EXPECT_FALSE((many == sample_rate(rate, "a", 100, 2)).any());
}

TEST(UncertainRate, ScenariosMeetCommonRandomNumbers) {
  const Eigen::ArrayXd low = sample_rate({0.10, 0.05, 0.20}, "a", 200, 1);
  const Eigen::ArrayXd high = sample_rate({0.15, 0.05, 0.30}, "a", 200, 1);
  EXPECT_TRUE((high > low).all());
}

TEST(UncertainRate, DisorderAndRangeAreReported) {
  Problems problems;
  check_rate(problems, {0.3, 0.4, 0.5}, "E-X-1", "a");
  check_rate(problems, {0.3, 0.1, std::nan("")}, "E-X-2", "b");
  check_rate(problems, {0.3, 0.1, 1.5}, "E-X-3", "c");
  check_rate(problems, {0.3, 0.1, 0.5}, "E-X-4", "d");
  ASSERT_EQ(problems.list().size(), 3U);
  EXPECT_EQ(problems.list()[0].id, "E-X-1");
  EXPECT_EQ(problems.list()[1].argument, "b");
  EXPECT_EQ(problems.list()[2].id, "E-X-3");
}

}  // namespace labour_uncertain_rate_test
