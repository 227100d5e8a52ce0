// SPDX-License-Identifier: Apache-2.0
#include <dubao/models/dynamic_regression.hpp>

#include "models/dynamic_regression/denmark.hpp"

namespace models_dynamic_regression_test {

namespace dr = dubao::models::dynamic_regression;
namespace models = dubao::models;
using dubao::Index;
using dubao::data::DriverPaths;
using dubao::data::RandomStream;
using dubao::data::Regressors;
using dubao::data::Series;
using models::DynamicRegression;

// Two optimisers of one likelihood; R's start of an integrated series is a large variance instead of a diffuse one.
constexpr double kLikelihood = 1e-4;
constexpr double kCoefficient = 2e-4;
// Standard errors at two optima that differ by kCoefficient.
constexpr double kError = 2e-3;

const dr::FittedRegression& own(const models::Fitted& fitted) {
  return dynamic_cast<const dr::FittedRegression&>(fitted);
}

DynamicRegression::Options options(std::optional<models::ArimaOrder> order, Index lags, bool log = false) {
  DynamicRegression::Options out;
  out.order = order;
  out.lags = lags;
  out.log = log;
  out.season_length = 1;
  return out;
}

void expect_r(const std::string& name, models::ArimaOrder order) {
  const auto fitted = DynamicRegression(options(order, 0))
                          .fit_with_regressors(denmark::series(), denmark::drivers({"LRY", "IBO"}, 6));
  const denmark::Values summary = denmark::oracle(name, "summary");
  EXPECT_NEAR(fitted->summary().loglik, summary.at("loglik"), kLikelihood);
  EXPECT_NEAR(fitted->summary().aicc, summary.at("aicc"), 2.0 * kLikelihood);
  const denmark::Values b = denmark::oracle(name, "coefficient");
  const denmark::Values errors = denmark::oracle(name, "error");
  const denmark::Values gls = denmark::oracle(name, "gls_error");
  const denmark::Values params(fitted->summary().params.begin(), fitted->summary().params.end());
  for (const auto& [key, value] : b)
    EXPECT_NEAR(params.at(key), value, kCoefficient * std::abs(value)) << key;
  const auto effects = own(*fitted).effects();
  ASSERT_EQ(effects.size(), 2U);
  for (const auto& effect : effects) {
    EXPECT_NEAR(effect.short_run_error / gls.at(effect.driver), 1.0, kError) << effect.driver;
    // R inverts the Hessian of all coefficients, ARMA ones among them, and divides by n: up to a tenth larger here.
    const double scale = std::sqrt(effect.degrees_of_freedom / summary.at("nobs"));
    const double ratio = effect.short_run_error * scale / errors.at(effect.driver);
    EXPECT_LE(ratio, 1.0) << effect.driver;
    EXPECT_GE(ratio, 0.9) << effect.driver;
    EXPECT_EQ(effect.long_run, effect.short_run);
  }
  const std::vector<double> mean = fitted->mean(6);
  for (const auto& [h, value] : denmark::oracle(name, "mean"))
    EXPECT_NEAR(mean[static_cast<std::size_t>(std::stoi(h) - 1)], value, 1e-4) << h;
}

TEST(DynamicRegression, AutoregressiveErrorsHaveTheNumbersOfR) { expect_r("r100", {.p = 1, .mean = true}); }
TEST(DynamicRegression, IntegratedErrorsHaveTheNumbersOfR) { expect_r("r011", {.d = 1, .q = 1}); }

struct Sample {
  Series series;
  Regressors drivers;
};

// y = 3 x_t + 2 x_{t−1} + autoregressive errors.
Sample sample(Index n, Index ahead) {
  RandomStream random(6, 2, 8);
  Eigen::MatrixXd x(n + ahead, 1);
  std::vector<double> y;
  double error = 0.0;
  for (Eigen::Index t = 0; t < n + ahead; ++t) {
    x(t, 0) = 10.0 + 2.0 * random.normal();
    error = 0.5 * error + 0.3 * random.normal();
    if (t < n) y.push_back(3.0 * x(t, 0) + 2.0 * (t > 0 ? x(t - 1, 0) : 10.0) + error);
  }
  return {Series::annual(1980, y), Regressors({"x"}, x)};
}

TEST(DynamicRegression, LagsAreChosenByAiccAndTheLongRunIsTheirSum) {
  const Sample s = sample(48, 2);
  const auto fitted = DynamicRegression().fit_with_regressors(s.series, s.drivers);
  EXPECT_EQ(own(*fitted).lags(), 1);
  const auto effect = own(*fitted).effects()[0];
  EXPECT_NEAR(effect.short_run, 3.0, 4.0 * effect.short_run_error);
  EXPECT_NEAR(effect.long_run, 5.0, 4.0 * effect.long_run_error);
  EXPECT_EQ(fitted->summary().fitted_values.size(), 48U);
  EXPECT_TRUE(dubao::data::is_missing(fitted->summary().fitted_values[0]));
}

TEST(DynamicRegression, AFutureGivenLaterIsTheFutureGivenAtOnce) {
  const Sample s = sample(40, 3);
  const DynamicRegression model(options(models::ArimaOrder{.p = 1, .mean = true}, 1));
  const auto whole = model.fit_with_regressors(s.series, s.drivers);
  const auto later = model.fit_with_regressors(s.series, Regressors({"x"}, s.drivers.rows().topRows(40)));
  const auto ahead = later->with_future(s.drivers.rows().bottomRows(3));
  EXPECT_EQ(ahead->draws(3, 40, 1).paths(), whole->draws(3, 40, 1).paths());
  const DriverPaths paths({s.drivers.rows().bottomRows(3)});
  const auto followed = own(*later).with_driver_paths(paths);
  EXPECT_EQ(followed->draws(3, 40, 1).paths(), whole->draws(3, 40, 1).paths());
  EXPECT_THROW((void)later->mean(1), dubao::InputError);
}

TEST(DynamicRegression, LogarithmsGiveElasticities) {
  RandomStream random(1, 1, 1);
  Eigen::MatrixXd x(33, 1);
  std::vector<double> y;
  for (Eigen::Index t = 0; t < 33; ++t) {
    x(t, 0) = std::exp(0.06 * static_cast<double>(t) + 0.2 * random.normal());
    if (t < 30) y.push_back(50.0 * std::pow(x(t, 0), 0.7) * std::exp(0.02 * random.normal()));
  }
  const auto fitted = DynamicRegression(options(models::ArimaOrder{.mean = true}, 0, true))
                          .fit_with_regressors(Series::annual(1990, y), Regressors({"x"}, x));
  const auto effect = own(*fitted).effects()[0];
  EXPECT_NEAR(effect.long_run, 0.7, 4.0 * effect.long_run_error);
  EXPECT_NEAR(fitted->mean(1)[0] / (50.0 * std::pow(x(30, 0), 0.7)), 1.0, 0.05);
  EXPECT_THROW((void)DynamicRegression(options({}, 0, true))
                   .fit_with_regressors(Series::annual(1990, y), Regressors({"x"}, -x)),
               dubao::InputError);
}

TEST(DynamicRegression, HeldParametersGiveTheSameBits) {
  const Sample s = sample(30, 3);
  const DynamicRegression model(options(models::ArimaOrder{.p = 1, .mean = true}, 1));
  const auto fitted = model.fit_with_regressors(s.series, s.drivers);
  const auto held = model.fit_with_parameters(s.series, s.drivers, fitted->summary().params);
  EXPECT_EQ(held->draws(3, 30, 2).paths(), fitted->draws(3, 30, 2).paths());
  EXPECT_EQ(own(*held).lags(), 1);
}

TEST(DynamicRegression, EveryNumberOfValuesGivesAForecast) {
  for (Index n = 1; n <= 12; ++n) {
    const Sample s = sample(n, 2);
    const auto fitted = DynamicRegression(options({}, 1)).fit_with_regressors(s.series, s.drivers);
    for (const double value : fitted->mean(2)) EXPECT_TRUE(std::isfinite(value)) << n;
    EXPECT_TRUE(fitted->draws(2, 20, 1).paths().allFinite()) << n;
  }
}

TEST(DynamicRegression, WithoutDriversItIsArima) {
  const auto fitted = DynamicRegression().fit(Series::annual(2000, {1, 2, 3, 4, 5, 6, 7, 8, 9, 10}));
  EXPECT_EQ(fitted->summary().name, "ARIMA(0,1,0) with drift");
  EXPECT_THROW(DynamicRegression(options({}, 25)), dubao::InputError);
}

}  // namespace models_dynamic_regression_test
