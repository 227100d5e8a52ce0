// SPDX-License-Identifier: Apache-2.0
//
// OwnDrivers: a model with drivers that forecasts them itself where their future is not given.
//
// When      Nobody gives a scenario, and a forecast is wanted all the same; and in a backtest, where only what was known at the
//           origin may be used. The uncertainty of the drivers then stands in the paths.
// When not  A scenario exists: give its rows, the forecast is then conditional on them.
// Formula   drivers known for the first k periods ahead, drawn after them by a univariate model of each; path d of the forecast
//           follows path d of the drivers (DriverForecast). The point forecast is that at the point forecasts of the drivers.
// Assumes   Paths of different drivers are drawn independently, and independently of the innovations of the series.
// Logs      The drivers' model works on logarithms: no path falls below zero.
// Example   OwnDrivers(std::make_shared<Ardl>(), std::make_shared<Naive>()).fit_with_regressors(series, x)->mean(3) needs no
//           row of x beyond the series
#pragma once

#include <dubao/data/driver_paths.hpp>
#include <dubao/models/driver_forecast.hpp>
#include <dubao/models/dynamic_regression/lagged_drivers.hpp>
#include <dubao/models/model.hpp>

#include <cmath>
#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace dubao::forecast {

/// A fit whose drivers are forecast where they are not known.
class FittedOwnDrivers final : public models::Fitted {
 public:
  /// inner: fitted with `drivers`; series: of the forecast variable, for its first period and length.
  FittedOwnDrivers(std::shared_ptr<const models::Fitted> inner, const data::Series& series,
                   data::Regressors drivers, models::ModelPointer driver_model, bool log)
      : inner_(std::move(inner)),
        series_(series),
        drivers_(std::move(drivers)),
        driver_model_(std::move(driver_model)),
        log_(log),
        summary_(inner_->summary()),
        follows_(follows()) {
    if (!follows_) return;
    const Eigen::MatrixXd rows =
        log_ ? models::dynamic_regression::logarithms(drivers_.rows(), drivers_.names(), series_.id())
             : drivers_.rows();
    for (Eigen::Index j = 0; j < rows.cols(); ++j) {
      const std::string& name = drivers_.names()[static_cast<std::size_t>(j)];
      const data::Series own(series_.start(), {rows.col(j).data(), rows.col(j).data() + rows.rows()},
                             "driver:" + name);
      fits_.push_back(driver_model_->fit(own));
    }
    summary_.notes.push_back("drivers beyond the " + std::to_string(known()) +
                             " known period(s) ahead are forecast by " + driver_model_->alias() +
                             ", each on its own, and enter as sample paths");
  }

  [[nodiscard]] const models::FitSummary& summary() const noexcept override { return summary_; }
  [[nodiscard]] const models::Fitted& inner() const noexcept { return *inner_; }
  [[nodiscard]] std::vector<double> mean(Index horizon) const override {
    if (!follows_ || horizon <= known()) return inner_->mean(horizon);
    Eigen::MatrixXd future = start_of_future(horizon);
    for (std::size_t j = 0; j < fits_.size(); ++j) {
      const std::vector<double> ahead = fits_[j]->mean(horizon - known());
      for (std::size_t h = 0; h < ahead.size(); ++h) {
        future(known() + static_cast<Eigen::Index>(h), static_cast<Eigen::Index>(j)) =
            log_ ? std::exp(ahead[h]) : ahead[h];
      }
    }
    return inner_->with_future(future)->mean(horizon);
  }
  [[nodiscard]] data::Draws draws(Index horizon, Index n, std::uint64_t seed) const override {
    if (!follows_ || horizon <= known()) return inner_->draws(horizon, n, seed);
    return dynamic_cast<const models::DriverForecast&>(*inner_)
        .with_driver_paths(driver_paths(horizon, n, seed))
        ->draws(horizon, n, seed);
  }
  /// Paths of the drivers, horizon > known(); n ≥ 1.
  [[nodiscard]] data::DriverPaths driver_paths(Index horizon, Index n, std::uint64_t seed) const {
    std::vector<Eigen::MatrixXd> paths(static_cast<std::size_t>(n), start_of_future(horizon));
    for (std::size_t j = 0; j < fits_.size(); ++j) {
      const data::Draws ahead = fits_[j]->draws(horizon - known(), n, seed);
      for (Index d = 0; d < n; ++d) {
        for (Index h = 0; h < ahead.horizon(); ++h) {
          const double value = ahead.paths()(d, h);
          paths[static_cast<std::size_t>(d)](known() + h, static_cast<Eigen::Index>(j)) =
              log_ ? std::exp(value) : value;
        }
      }
    }
    return data::DriverPaths(std::move(paths));
  }
  [[nodiscard]] std::unique_ptr<models::Fitted> with_future(
      const data::Regressors::Matrix& future) const override {
    if (!follows_) return inner_->with_future(future);
    return std::make_unique<FittedOwnDrivers>(inner_->with_future(future), series_,
                                              drivers_.with_future(series_.size(), future), driver_model_,
                                              log_);
  }

 private:
  // Periods ahead whose drivers are known.
  [[nodiscard]] Index known() const noexcept { return drivers_.future_rows(series_.size()); }
  // Whether the fit needs the drivers: the short-series ladder may have given them up.
  [[nodiscard]] bool follows() const {
    if (dynamic_cast<const models::DriverForecast*>(inner_.get()) == nullptr) return false;
    try {
      (void)inner_->mean(known() + 1);
      return false;
    } catch (const InputError& error) {
      return error.id() == "E-REG-004";
    }
  }
  // The known rows, zeros after them.
  [[nodiscard]] Eigen::MatrixXd start_of_future(Index horizon) const {
    Eigen::MatrixXd out = Eigen::MatrixXd::Zero(horizon, drivers_.rows().cols());
    out.topRows(known()) = drivers_.rows().middleRows(series_.size(), known());
    return out;
  }

  std::shared_ptr<const models::Fitted> inner_;
  data::Series series_;
  data::Regressors drivers_;
  models::ModelPointer driver_model_;
  bool log_;
  models::FitSummary summary_;
  bool follows_;
  std::vector<std::shared_ptr<const models::Fitted>> fits_;
};

class OwnDrivers final : public models::Model {
 public:
  /// inner: takes drivers and their paths (Ardl, DynamicRegression, Arima); driver_model: for each driver on its own; log: it
  /// works on their logarithms; alias: that of inner when empty.
  OwnDrivers(models::ModelPointer inner, models::ModelPointer driver_model, bool log = false,
             std::string alias = {})
      : inner_(std::move(inner)),
        driver_model_(std::move(driver_model)),
        log_(log),
        alias_(alias.empty() ? inner_->alias() : std::move(alias)) {}

  [[nodiscard]] std::string alias() const override { return alias_; }
  [[nodiscard]] std::unique_ptr<models::Fitted> fit(const data::Series& series) const override {
    return inner_->fit(series);
  }
  /// Throws what the inner model throws, E-DYN-003 for logarithms of drivers that are not above zero.
  [[nodiscard]] std::unique_ptr<models::Fitted> fit_with_regressors(
      const data::Series& series, const data::Regressors& drivers) const override {
    if (drivers.empty()) return fit(series);
    return std::make_unique<FittedOwnDrivers>(inner_->fit_with_regressors(series, drivers), series, drivers,
                                              driver_model_, log_);
  }
  /// Holds the parameters of the inner model; those of the drivers are estimated again.
  [[nodiscard]] std::unique_ptr<models::Fitted> fit_with_parameters(
      const data::Series& series, const data::Regressors& drivers,
      const std::vector<models::Parameter>& params) const override {
    std::unique_ptr<models::Fitted> held = inner_->fit_with_parameters(series, drivers, params);
    if (drivers.empty()) return held;
    return std::make_unique<FittedOwnDrivers>(std::move(held), series, drivers, driver_model_, log_);
  }

 private:
  models::ModelPointer inner_;
  models::ModelPointer driver_model_;
  bool log_;
  std::string alias_;
};

}  // namespace dubao::forecast
