// SPDX-License-Identifier: Apache-2.0
#include <dubao/models/arima/unit_root.hpp>

#include <models/arima/dense.hpp>

namespace models_arima_unit_root_test {

using dubao::Index;
using dubao::data::kMissing;
using dubao::data::Regressors;
using dubao::data::Series;
namespace models = dubao::models;
namespace arima = dubao::models::arima;

constexpr double kAlgebra = 1e-9;

// The formula of the header with the long-run variance as a double sum over a Bartlett window.
double kpss_by_double_sum(const std::vector<double>& y) {
  const auto n = static_cast<double>(y.size());
  const double window = std::floor(3.0 * std::sqrt(n) / 13.0) + 1.0;
  double mean = 0.0;
  for (const double v : y) mean += v / n;
  double partial = 0.0;
  double squares = 0.0;
  double variance = 0.0;
  for (std::size_t i = 0; i < y.size(); ++i) {
    partial += y[i] - mean;
    squares += partial * partial;
    for (std::size_t j = 0; j < y.size(); ++j) {
      const double lag = std::abs(static_cast<double>(i) - static_cast<double>(j));
      variance += std::max(0.0, 1.0 - lag / window) * (y[i] - mean) * (y[j] - mean) / n;
    }
  }
  return squares / (n * n) / variance;
}

TEST(ArimaUnitRoot, UnitRootTestsGiveKnownValues) {
  std::vector<double> line;
  for (int t = 1; t <= 10; ++t) line.push_back(t);
  // R: urca::ur.kpss(1:10, use.lag = 0)@teststat
  EXPECT_NEAR(arima::kpss_statistic(line), 1.01, 1e-9);
  EXPECT_EQ(arima::choose_differences(line, 2), 1);
  EXPECT_EQ(arima::choose_differences(std::vector<double>(9, 4.0), 2), 0);
}

TEST(ArimaUnitRoot, TheStatisticOfFourValuesIsTheOneByHand) {
  // Deviations −1.5, −0.5, 0.5, 1.5; partial sums −1.5, −2, −1.5, 0: 8.5 / 16 / 1.25.
  EXPECT_NEAR(arima::kpss_statistic({1, 2, 3, 4}), 0.425, kAlgebra);
  EXPECT_EQ(arima::kpss_statistic({5, 5, 5}), 0.0);
}

TEST(ArimaUnitRoot, TheStatisticIsThatOfTheDoubleSum) {
  for (const int n : {5, 18, 19, 40, 90}) {
    const auto y = dubao::test::simulated_arma(n, 0.6, 0.3, 17);
    EXPECT_NEAR(arima::kpss_statistic(y), kpss_by_double_sum(y), kAlgebra) << n;
  }
}

TEST(ArimaUnitRoot, TheStatisticKnowsNeitherUnitNorLevelNorDirectionOfTime) {
  const auto y = dubao::test::simulated_arma(30, 0.6, 0.3, 19);
  const double own = arima::kpss_statistic(y);
  std::vector<double> other(y.rbegin(), y.rend());
  EXPECT_NEAR(arima::kpss_statistic(other), own, kAlgebra);
  for (double& v : other) v = 50.0 - 7.0 * v;
  EXPECT_NEAR(arima::kpss_statistic(other), own, kAlgebra);
}

TEST(ArimaUnitRoot, AParabolaIsDifferencedTwiceUnlessTheLimitForbidsIt) {
  std::vector<double> y;
  for (int t = 1; t <= 30; ++t) y.push_back(t * t);
  EXPECT_EQ(arima::choose_differences(y, 2), 2);
  EXPECT_EQ(arima::choose_differences(y, 1), 1);
  EXPECT_EQ(arima::choose_differences(y, 0), 0);
  y[3] = kMissing;
  EXPECT_GE(arima::choose_differences(y, 1), 1);
  EXPECT_EQ(arima::choose_differences(dubao::test::simulated_arma(60, 0.0, 0.0, 23), 2), 0);
}

TEST(ArimaUnitRoot, AStrongSeasonIsDifferencedAndNoiseIsNot) {
  const auto noise = dubao::test::simulated_arma(40, 0.0, 0.0, 29);
  std::vector<double> seasonal = noise;
  const double pattern[] = {10.0, -4.0, 3.0, -9.0};
  for (std::size_t t = 0; t < seasonal.size(); ++t) seasonal[t] += pattern[t % 4];
  EXPECT_EQ(arima::choose_seasonal_differences(seasonal, 4, 1), 1);
  EXPECT_EQ(arima::choose_seasonal_differences(seasonal, 4, 0), 0);
  EXPECT_EQ(arima::choose_seasonal_differences(seasonal, 1, 1), 0);
  EXPECT_EQ(arima::choose_seasonal_differences(noise, 4, 1), 0);
  seasonal.resize(8);
  EXPECT_EQ(arima::choose_seasonal_differences(seasonal, 4, 1), 0);
}

TEST(ArimaUnitRoot, ConstantMeansEqualUpToItsTolerance) {
  EXPECT_TRUE(arima::is_constant({kMissing, 3.0, 3.0, kMissing, 3.0 * (1.0 + 1e-9)}));
  EXPECT_FALSE(arima::is_constant({3.0, 3.0 * (1.0 + 1e-7)}));
  EXPECT_TRUE(arima::is_constant({kMissing}));
}

TEST(ArimaUnitRoot, ADifferenceWithAMissingValueIsMissing) {
  const auto out = arima::difference({1, 4, kMissing, 9, 16}, 1);
  ASSERT_EQ(out.size(), 4U);
  EXPECT_EQ(out[0], 3.0);
  EXPECT_TRUE(std::isnan(out[1]));
  EXPECT_TRUE(std::isnan(out[2]));
  EXPECT_EQ(out[3], 7.0);
  EXPECT_EQ(arima::difference({1, 4, 9}, 2), (std::vector<double>{8}));
}

TEST(ArimaUnitRoot, ABreakIsClosedByTheUsualChangeBeforeTheTests) {
  const Series series = Series::annual(2000, {kMissing, 0, 2, 4, 50, 52, 54, kMissing}).with_break(2004);
  const auto prepared = models::detail::prepare(series);
  const auto y = arima::values_to_test(prepared, {series.values(), 0}, {});
  EXPECT_EQ(y, (std::vector<double>{0, 2, 4, 6, 8, 10}));
}

TEST(ArimaUnitRoot, RegressorsAreTakenOutBeforeTheTests) {
  Regressors::Matrix x(6, 1);
  x << 1, 5, 2, 8, 3, 4;
  std::vector<double> values;
  for (Index t = 0; t < 6; ++t) values.push_back(3.0 + 2.0 * x(t, 0));
  const Series series = Series::annual(2000, values);
  const auto y = arima::values_to_test(models::detail::prepare(series), {values, 0}, Regressors({"x"}, x));
  ASSERT_EQ(y.size(), 6U);
  for (const double v : y) EXPECT_NEAR(v, 0.0, kAlgebra);
}

}  // namespace models_arima_unit_root_test
