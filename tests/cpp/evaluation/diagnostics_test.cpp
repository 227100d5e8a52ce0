// SPDX-License-Identifier: Apache-2.0
#include <dubao/evaluation/diagnostics.hpp>

#include "golden.hpp"

namespace evaluation_diagnostics_test {

using dubao::Index;
using dubao::InputError;
using dubao::data::kMissing;
using dubao::data::RandomStream;
using namespace dubao::evaluation;

constexpr double kAlgebra = 1e-12;
constexpr double kDigitsOfR = 1e-10;

TEST(LjungBox, IsTheFormulaByHand) {
  const LjungBox test = ljung_box({1, -1, 1, -1, 1, -1}, 1);
  EXPECT_NEAR(test.statistic, 20.0 / 3.0, kAlgebra);
  EXPECT_EQ(test.degrees_of_freedom, 1);
}

TEST(LjungBox, AgreesWithRWithFittedDegreesAndMissingValues) {
  const auto series = golden::series();
  for (const golden::Row& row : golden::rows("ljung_box")) {
    const LjungBox test = ljung_box(series.at(row.name), row.lags, row.degrees);
    EXPECT_NEAR(test.statistic, row.statistic, kDigitsOfR * row.statistic) << row.name << row.lags;
    // R takes 1 − F, which ends at the precision of doubles near one; ours is the tail itself.
    EXPECT_NEAR(test.p_value, row.p_value, kDigitsOfR * row.p_value + 1e-15) << row.name << row.lags;
  }
}

TEST(LjungBox, WithNoDegreesLeftOrNoVariationThereIsNoProbability) {
  EXPECT_TRUE(std::isnan(ljung_box({1, 2, 1, 3, 2}, 2, 2).p_value));
  EXPECT_TRUE(std::isnan(ljung_box({1, 1, 1, 1, 1}, 2).p_value));
  EXPECT_THROW((void)ljung_box({1, 2, 3}, 3), InputError);
  EXPECT_THROW((void)ljung_box({1, 2, 3, kMissing}, 0), InputError);
  EXPECT_EQ(usual_lags(100, 4, 0), 8);
  EXPECT_EQ(usual_lags(100, 1, 2), 10);
  EXPECT_EQ(usual_lags(15, 1, 2), 5);
  EXPECT_EQ(usual_lags(4, 1, 2), 3);
}

TEST(LjungBox, RejectsAboutFiveInAHundredWhiteSeriesAtFivePercent) {
  constexpr int kSeries = 2000;
  int rejected = 0;
  for (int i = 0; i < kSeries; ++i) {
    RandomStream random(5, 0, static_cast<std::uint64_t>(i));
    std::vector<double> white(60);
    for (double& value : white) value = random.normal();
    rejected += ljung_box(white, 5).p_value < 0.05 ? 1 : 0;
  }
  EXPECT_NEAR(rejected / static_cast<double>(kSeries), 0.05, 0.015);
}

TEST(ProbabilityIntegralTransform, IsUniformForDrawsOfTheSameDistributionTiesIncluded) {
  // Counts: many ties, and only nine draws each.
  std::vector<double> values;
  for (std::uint64_t i = 0; i < 4000; ++i) {
    RandomStream random(11, 1, i);
    std::vector<double> draws(9);
    for (double& draw : draws) draw = std::floor(3.0 * random.uniform());
    const double actual = std::floor(3.0 * random.uniform());
    values.push_back(probability_integral_transform(draws, actual, random));
  }
  const PitHistogram histogram = pit_histogram(values, 10);
  EXPECT_EQ(histogram.count, 4000);
  EXPECT_GT(histogram.p_value, 0.01);
}

TEST(ProbabilityIntegralTransform, DrawsThatAreTooNarrowPileUpAtBothEnds) {
  std::vector<double> values;
  for (std::uint64_t i = 0; i < 500; ++i) {
    RandomStream random(11, 2, i);
    std::vector<double> draws(99);
    for (double& draw : draws) draw = 0.5 * random.normal();
    values.push_back(probability_integral_transform(draws, random.normal(), random));
  }
  const PitHistogram histogram = pit_histogram(values, 10);
  EXPECT_LT(histogram.p_value, 1e-6);
  EXPECT_GT(histogram.share.front(), 0.15);
  EXPECT_GT(histogram.share.back(), 0.15);
  EXPECT_LT(histogram.share[5], 0.09);
}

TEST(PitHistogram, CountsByHandAndSkipsMissingValues) {
  const PitHistogram histogram = pit_histogram({0.0, 0.2, 0.6, 1.0, kMissing}, 2);
  EXPECT_EQ(histogram.share, (std::vector<double>{0.5, 0.5}));
  EXPECT_EQ(histogram.statistic, 0.0);
  EXPECT_TRUE(std::isnan(histogram.p_value));  // two values a bin are too few for the distribution
  EXPECT_THROW((void)pit_histogram({0.5}, 1), InputError);
  EXPECT_THROW((void)pit_histogram({1.5}, 4), InputError);
  RandomStream random(1, 1, 1);
  EXPECT_TRUE(std::isnan(probability_integral_transform({1.0}, kMissing, random)));
}

}  // namespace evaluation_diagnostics_test
