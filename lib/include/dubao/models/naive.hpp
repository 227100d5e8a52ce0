// SPDX-License-Identifier: Apache-2.0
//
// Naive: every future value is the last observed one.
//
// When      The yardstick: no model may be published that loses to it. For annual employment it is hard to
// beat. When not  A series with clear growth (see drift.hpp, damped_drift.hpp) or season
// (seasonal_naive.hpp). Formula   y_{n+h} = y_n + ε_1 + … + ε_h,  ε normal(0, sigma²),  sigma² = mean of
//           change² / gap sigma² has as many degrees of freedom as there are changes.
// Missing   Changes are taken between neighbouring observed values; a stale end widens the paths.
// Breaks    The change across a break is not used; the forecast is the last value of the last definition.
// Short     n = 1: the value, with an assumed standard deviation of 10 % a period (noted).
// Example   Naive{}.fit(Series::annual(2020, {10, 12, 11})): mean(2) == {11, 11}, sigma2 == (4 + 1) / 2
// == 2.5 Source    Hyndman and Athanasopoulos (2021), Forecasting: Principles and Practice, section 5.2.
#pragma once

#include <dubao/models/detail/held_parameters.hpp>
#include <dubao/models/detail/random_walk.hpp>
#include <dubao/models/model.hpp>

#include <cmath>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace dubao::models {

class Naive final : public Model {
 public:
  explicit Naive(std::string alias = "Naive") : alias_(std::move(alias)) {}

  [[nodiscard]] std::string alias() const override { return alias_; }
  /// Fits the random walk without drift. Throws InputError E-MOD-001 when no value is observed. O(n).
  [[nodiscard]] std::unique_ptr<Fitted> fit(const data::Series& series) const override {
    return fit_prepared(detail::prepare(series));
  }
  /// There are no parameters to hold: the state is the last value. Throws InputError E-MOD-007 when some are given.
  [[nodiscard]] std::unique_ptr<Fitted> fit_with_parameters(
      const data::Series& series, const data::Regressors& regressors,
      const std::vector<Parameter>& params) const override {
    detail::require_no_regressors(regressors, alias(), series.id());
    return fit_held(detail::prepare(series), params);
  }
  /// The same for a prepared series.
  [[nodiscard]] static std::unique_ptr<Fitted> fit_held(detail::Prepared prepared,
                                                        const std::vector<Parameter>& params) {
    detail::require_no_parameters(params, "Naive", prepared.id);
    return fit_prepared(std::move(prepared));
  }
  /// The same for a series that another model has prepared and noted why it falls back to this one.
  [[nodiscard]] static std::unique_ptr<Fitted> fit_prepared(detail::Prepared prepared) {
    detail::RandomWalk walk;
    walk.degrees_of_freedom = static_cast<double>(prepared.changes.size());
    if (!prepared.changes.empty()) {
      walk.sigma = std::sqrt(detail::change_variance(prepared.changes, 0.0, walk.degrees_of_freedom));
    }
    return std::make_unique<detail::FittedRandomWalk>(std::move(prepared), "Naive", walk,
                                                      std::vector<Parameter>{}, std::vector<std::string>{});
  }

 private:
  std::string alias_;
};

}  // namespace dubao::models
