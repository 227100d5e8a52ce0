// SPDX-License-Identifier: Apache-2.0
#include <dubao/forecast/automatic.hpp>
#include <dubao/forecast/own_drivers.hpp>
#include <dubao/models/ardl.hpp>
#include <dubao/models/drift.hpp>

namespace forecast_own_drivers_test {

using dubao::Index;
using dubao::data::RandomStream;
using dubao::data::Regressors;
using dubao::data::Series;
using dubao::forecast::Automatic;
using dubao::forecast::FittedOwnDrivers;
using dubao::forecast::OwnDrivers;
using dubao::models::Ardl;
using dubao::models::Fitted;
using dubao::models::Naive;
using dubao::models::RandomWalkWithDrift;

struct Sample {
  Series series;
  Regressors drivers;
};

// The series follows last year's driver: what the driver was helps, whatever it will be.
Sample leading(Index n, Index known, std::uint64_t seed) {
  RandomStream random(seed, 1, 1);
  Eigen::MatrixXd x(n + known, 1);
  std::vector<double> y;
  for (Eigen::Index t = 0; t < n + known; ++t) {
    x(t, 0) = 50.0 + 8.0 * random.normal();
    if (t < n) y.push_back(2.0 * (t > 0 ? x(t - 1, 0) : 50.0) + 0.2 * random.normal());
  }
  return {Series::annual(1980, y), Regressors({"orders"}, x)};
}

std::shared_ptr<const Ardl> ardl() {
  return std::make_shared<Ardl>(Ardl::Options{.p = 0, .q = std::vector<int>{1}});
}

TEST(OwnDrivers, TheExampleOfTheHeaderHolds) {
  const Sample s = leading(30, 0, 1);
  const auto fitted = OwnDrivers(ardl(), std::make_shared<Naive>()).fit_with_regressors(s.series, s.drivers);
  // One period ahead: last year's driver is known; later the driver stays where it is.
  const std::vector<double> mean = fitted->mean(3);
  EXPECT_NEAR(mean[0], 2.0 * s.drivers.rows()(29, 0), 1.0);
  EXPECT_NEAR(mean[2], mean[1], 1e-9);
  EXPECT_EQ(fitted->draws(3, 50, 1).paths(), fitted->draws(3, 50, 1).paths());
}

TEST(OwnDrivers, KnownRowsAreUsedBeforeForecasts) {
  const Sample s = leading(30, 2, 1);
  const OwnDrivers model(ardl(), std::make_shared<Naive>());
  const auto fitted = model.fit_with_regressors(s.series, s.drivers);
  const auto plain = ardl()->fit_with_regressors(s.series, s.drivers);
  EXPECT_EQ(fitted->mean(2), plain->mean(2));
  EXPECT_EQ(fitted->draws(2, 20, 1).paths(), plain->draws(2, 20, 1).paths());
  EXPECT_EQ(fitted->mean(4)[1], plain->mean(2)[1]);
  const auto& own = dynamic_cast<const FittedOwnDrivers&>(*fitted);
  const auto paths = own.driver_paths(4, 5, 1);
  for (Index d = 0; d < 5; ++d) EXPECT_EQ(paths.path(d)(1, 0), s.drivers.rows()(31, 0));
}

TEST(OwnDrivers, UncertainDriversWidenTheForecast) {
  const Sample s = leading(40, 0, 2);
  const auto fitted = OwnDrivers(ardl(), std::make_shared<Naive>()).fit_with_regressors(s.series, s.drivers);
  const auto draws = fitted->draws(2, 1000, 1);
  const auto width = [&](Index h) { return draws.quantile(h, 0.9) - draws.quantile(h, 0.1); };
  EXPECT_GT(width(1), 5.0 * width(0));
}

TEST(OwnDrivers, LogarithmsKeepDriversAboveZero) {
  const Sample s = leading(25, 0, 3);
  const auto fitted = OwnDrivers(ardl(), std::make_shared<RandomWalkWithDrift>("Drift"), true)
                          .fit_with_regressors(s.series, s.drivers);
  const auto paths = dynamic_cast<const FittedOwnDrivers&>(*fitted).driver_paths(10, 200, 1);
  for (Index d = 0; d < paths.size(); ++d) EXPECT_GT(paths.path(d).minCoeff(), 0.0);
}

TEST(OwnDrivers, HeldParametersGiveTheSameBits) {
  const Sample s = leading(30, 0, 1);
  const OwnDrivers model(ardl(), std::make_shared<Naive>());
  const auto fitted = model.fit_with_regressors(s.series, s.drivers);
  const auto held = model.fit_with_parameters(s.series, s.drivers, fitted->summary().params);
  EXPECT_EQ(held->draws(3, 20, 1).paths(), fitted->draws(3, 20, 1).paths());
}

Automatic choice() {
  Automatic::Options options;
  options.horizon = 1;
  options.n_windows = 8;
  return Automatic(
      {std::make_shared<Naive>(), std::make_shared<OwnDrivers>(ardl(), std::make_shared<Naive>())}, options);
}

TEST(OwnDrivers, TheChoiceTakesDriversWhereTheBacktestSupportsThem) {
  const Sample s = leading(30, 0, 4);
  const auto fitted = choice().fit_with_regressors(s.series, s.drivers);
  EXPECT_EQ(fitted->summary().params.front().second, 2.0);
  EXPECT_NEAR(fitted->mean(1)[0], 2.0 * s.drivers.rows()(29, 0), 1.0);
  const auto held = choice().fit_with_parameters(s.series, s.drivers, fitted->summary().params);
  EXPECT_EQ(held->mean(3), fitted->mean(3));
}

TEST(OwnDrivers, TheChoiceLeavesDriversOutWhereTheySayNothing) {
  RandomStream random(5, 5, 5);
  Eigen::MatrixXd x(30, 1);
  std::vector<double> y{100.0};
  for (Eigen::Index t = 0; t < 30; ++t) x(t, 0) = 10.0 * random.normal();
  for (int t = 1; t < 30; ++t) y.push_back(y.back() + random.normal());
  const Series series = Series::annual(1990, y);
  const auto fitted = choice().fit_with_regressors(series, Regressors({"noise"}, x));
  EXPECT_EQ(fitted->summary().params.front().second, 1.0);
  EXPECT_EQ(fitted->mean(2), Naive("Naive").fit(series)->mean(2));
  // The future of drivers that were not chosen changes nothing.
  EXPECT_EQ(fitted->with_future(Eigen::MatrixXd::Zero(2, 1))->mean(2), fitted->mean(2));
  EXPECT_EQ(choice().fit_with_parameters(series, Regressors({"noise"}, x), fitted->summary().params)->mean(2),
            fitted->mean(2));
}

TEST(OwnDrivers, WithoutDriversTheFirstCandidateServes) {
  Automatic::Options options;
  options.drivers_only = true;
  const Automatic model({std::make_shared<Naive>(), std::make_shared<RandomWalkWithDrift>("Drift")}, options);
  const Series line = Series::annual(2000, {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14});
  EXPECT_EQ(model.fit(line)->mean(2), Naive("Naive").fit(line)->mean(2));
}

}  // namespace forecast_own_drivers_test
