// SPDX-License-Identifier: Apache-2.0
//
// Drivers as sample paths, on the model that is cheapest to compile; ARIMA errors stand in dynamic_regression_test.cpp.
#include <dubao/models/ardl.hpp>
#include <dubao/models/driver_forecast.hpp>

namespace models_driver_forecast_test {

using dubao::Index;
using dubao::InputError;
using dubao::data::DriverPaths;
using dubao::data::RandomStream;
using dubao::data::Regressors;
using dubao::data::Series;
using dubao::models::Ardl;
using dubao::models::DriverForecast;
using dubao::models::Fitted;

std::unique_ptr<Fitted> fitted() {
  RandomStream random(5, 5, 5);
  Eigen::MatrixXd x(30, 1);
  std::vector<double> y;
  for (Eigen::Index t = 0; t < 30; ++t) {
    x(t, 0) = 10.0 + 3.0 * random.normal();
    y.push_back(2.0 * x(t, 0) + 0.5 * random.normal());
  }
  return Ardl({.p = 0, .q = std::vector<int>{0}})
      .fit_with_regressors(Series::annual(1990, y), Regressors({"x"}, x));
}

// var y = β² var x + var y given x: the spread of the drivers comes on top.
TEST(DriverForecast, DrawnDriversWidenTheForecastByTheirOwnVariance) {
  const auto fit = fitted();
  const Index n = 4000;
  std::vector<Eigen::MatrixXd> paths;
  for (Index d = 0; d < n; ++d) {
    RandomStream random(9, 9, static_cast<std::uint64_t>(d));
    paths.emplace_back(Eigen::MatrixXd::Constant(1, 1, 10.0 + 4.0 * random.normal()));
  }
  const DriverPaths drivers(paths);
  const auto drawn = dynamic_cast<const DriverForecast&>(*fit).with_driver_paths(drivers);
  const auto fixed = fit->with_future(drivers.mean());
  EXPECT_EQ(drawn->mean(1), fixed->mean(1));
  const auto variance = [](const dubao::data::Draws& draws) {
    return (draws.paths().col(0).array() - draws.mean(0)).square().mean();
  };
  const double own = variance(fixed->draws(1, n, 1));
  const double all = variance(drawn->draws(1, n, 1));
  // 4000 draws: relative error of a variance about 2 %.
  EXPECT_NEAR(all, own + 4.0 * 16.0, 0.1 * 64.0);
  EXPECT_LT(own, 1.0);
  EXPECT_EQ(drawn->summary().notes.back(), dubao::models::kDriverPathsNote);
}

TEST(DriverForecast, PathDFollowsDriverPathD) {
  const auto fit = fitted();
  std::vector<Eigen::MatrixXd> paths;
  for (int d = 0; d < 2; ++d) paths.emplace_back(Eigen::MatrixXd::Constant(1, 1, d == 0 ? 5.0 : 50.0));
  const auto drawn = dynamic_cast<const DriverForecast&>(*fit).with_driver_paths(DriverPaths(paths));
  const auto draws = drawn->draws(1, 6, 3);
  for (Index d = 0; d < 6; ++d) EXPECT_NEAR(draws.paths()(d, 0), d % 2 == 0 ? 10.0 : 100.0, 5.0);
}

TEST(DriverForecast, AnotherNumberOfDriversIsRefused) {
  const auto fit = fitted();
  try {
    (void)dynamic_cast<const DriverForecast&>(*fit).with_driver_paths(
        DriverPaths({Eigen::MatrixXd::Zero(1, 2)}));
    FAIL() << "accepted";
  } catch (const InputError& error) {
    EXPECT_EQ(error.id(), "E-REG-001");
  }
}

}  // namespace models_driver_forecast_test
