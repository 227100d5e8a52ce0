// SPDX-License-Identifier: Apache-2.0
#include <dubao/models/analytic_forecast.hpp>
#include <dubao/models/arima.hpp>
#include <dubao/models/ets.hpp>

namespace models_analytic_forecast_test {

using dubao::Index;
using dubao::data::kMissing;
using dubao::data::Series;
using namespace dubao::models;

// Formulas of a few terms against the library's recursions, relative.
constexpr double kAlgebra = 1e-9;

const std::vector<double>& employment() {
  static const std::vector<double> values{52.6, 49.5, 63.1, 70.2,  68.9, 75.4,
                                          83.0, 79.9, 91.2, 101.7, 99.3, 112.4};
  return values;
}
double parameter(const Fitted& fitted, const std::string& name) {
  for (const auto& [key, value] : fitted.summary().params) {
    if (key == name) return value;
  }
  return kMissing;
}
// What a caller sees who knows the interface alone.
std::vector<double> variance(const Fitted& fitted, Index horizon) {
  return dynamic_cast<const AnalyticForecast&>(fitted).forecast_variance(horizon);
}

TEST(AnalyticForecast, OfEtsWithAdditiveErrorsGrowsByTheSquaredSmoothingParameter) {
  const auto fitted = Ets({.error = "A", .trend = "N", .season = "N"}).fit(Series::annual(1, employment()));
  ASSERT_EQ(fitted->summary().name, "ETS(A,N,N)");
  const double alpha = parameter(*fitted, "alpha");
  const auto v = variance(*fitted, 6);
  ASSERT_EQ(v.size(), 6U);
  for (std::size_t h = 0; h < 6; ++h) {
    const double expected = fitted->summary().sigma2 * (1.0 + static_cast<double>(h) * alpha * alpha);
    EXPECT_NEAR(v[h] / expected, 1.0, kAlgebra) << h;
  }
}

TEST(AnalyticForecast, OfEtsWithRelativeErrorsIsInTheSquaredUnitOfTheSeries) {
  const auto fitted = Ets({.error = "M", .trend = "N", .season = "N"}).fit(Series::annual(1, employment()));
  ASSERT_EQ(fitted->summary().name, "ETS(M,N,N)");
  const double mean = fitted->mean(1)[0];
  EXPECT_NEAR(variance(*fitted, 1)[0] / (fitted->summary().sigma2 * mean * mean), 1.0, kAlgebra);
}

TEST(AnalyticForecast, OfEtsMovesWithTheUnitBitForBit) {
  constexpr int kPower = 40;
  std::vector<double> large = employment();
  for (double& value : large) value = std::ldexp(value, kPower);
  for (const char* error : {"A", "M"}) {
    const Ets model({.error = error, .trend = "A", .season = "N"});
    std::vector<double> expected = variance(*model.fit(Series::annual(1, employment())), 5);
    for (double& v : expected) v = std::ldexp(v, 2 * kPower);
    EXPECT_EQ(variance(*model.fit(Series::annual(1, large)), 5), expected) << error;
  }
}

TEST(AnalyticForecast, OfEtsCountsPeriodsAfterTheLastObservedValueAsSteps) {
  std::vector<double> values = employment();
  std::vector<double> stale = values;
  stale.push_back(kMissing);
  stale.push_back(kMissing);
  for (const char* error : {"A", "M"}) {
    const Ets model({.error = error, .trend = "A", .damped = true, .season = "N"});
    const auto whole = variance(*model.fit(Series::annual(1, values)), 5);
    const auto later = variance(*model.fit(Series::annual(1, stale)), 3);
    ASSERT_EQ(later.size(), 3U);
    for (std::size_t h = 0; h < 3; ++h) EXPECT_NEAR(later[h] / whole[h + 2], 1.0, kAlgebra) << error << h;
  }
}

TEST(AnalyticForecast, OfAFormWithoutFormulaIsEmpty) {
  const auto fitted = Ets({.error = "M", .trend = "M", .season = "N"}).fit(Series::annual(1, employment()));
  ASSERT_EQ(fitted->summary().name, "ETS(M,M,N)");
  EXPECT_TRUE(variance(*fitted, 4).empty());
}

TEST(AnalyticForecast, OfAnAutoregressionSumsTheSquaredPowersOfItsCoefficient) {
  Arima::Options options;
  options.order = {.p = 1, .mean = true};
  const auto fitted = Arima(options).fit(Series::annual(1, {3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8, 9, 7, 9}));
  const double phi = parameter(*fitted, "ar1");
  ASSERT_NE(phi, 0.0);
  const auto v = variance(*fitted, 5);
  ASSERT_EQ(v.size(), 5U);
  double sum = 0.0;
  for (std::size_t h = 0; h < 5; ++h) {
    sum += std::pow(phi, 2.0 * static_cast<double>(h));
    EXPECT_NEAR(v[h] / (fitted->summary().sigma2 * sum), 1.0, kAlgebra) << h;
  }
}

}  // namespace models_analytic_forecast_test
