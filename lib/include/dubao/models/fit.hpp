// SPDX-License-Identifier: Apache-2.0
//
// One series, one model, in one line: fitted models as values.
//
// Example   const auto fitted = auto_ets(Series::annual(2015, {10, 11, 12, 13, 14, 15, 16, 17}));
//           const auto forecast = fitted.forecast(5);
//           forecast.mean()[0] == 18;  forecast.interval(0, 0.95).lower <= 18
#pragma once

#include <dubao/models/auto_ets.hpp>
#include <dubao/models/model.hpp>

#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

namespace dubao::models {

/// Paths made when a forecast is asked for quantiles: the Monte Carlo error of a 95 % bound is then about 2 % of the
/// interval's width.
inline constexpr Index kDefaultDraws = 4000;
/// The seed of those paths: fixed, so that the same series gives the same interval.
inline constexpr std::uint64_t kDefaultSeed = 1;

/// A forecast of one fitted model. Quantiles are those of kDefaultDraws paths with kDefaultSeed.
class Forecast {
 public:
  Forecast(std::shared_ptr<const Fitted> fitted, Index horizon)
      : fitted_(std::move(fitted)),
        mean_(fitted_->mean(horizon)),
        draws_(fitted_->draws(horizon, kDefaultDraws, kDefaultSeed)) {}

  /// Point forecasts, length horizon, unit of y.
  [[nodiscard]] const std::vector<double>& mean() const noexcept { return mean_; }
  /// h: 0-based step; p in (0, 1).
  [[nodiscard]] double quantile(Index h, double p) const { return draws_.quantile(h, p); }
  /// h: 0-based step; level in (0, 1).
  [[nodiscard]] data::Interval interval(Index h, double level) const { return draws_.interval(h, level); }
  /// Other paths of the same forecast.
  [[nodiscard]] data::Draws draws(Index n, std::uint64_t seed) const {
    return fitted_->draws(static_cast<Index>(mean_.size()), n, seed);
  }

 private:
  std::shared_ptr<const Fitted> fitted_;
  std::vector<double> mean_;
  data::Draws draws_;
};

/// A fitted model as a copyable value.
class FittedModel {
 public:
  explicit FittedModel(std::shared_ptr<const Fitted> fitted) : fitted_(std::move(fitted)) {}
  [[nodiscard]] const FitSummary& summary() const noexcept { return fitted_->summary(); }
  /// horizon ≥ 1. Throws InputError E-MOD-002 otherwise.
  [[nodiscard]] Forecast forecast(Index horizon) const { return {fitted_, horizon}; }
  [[nodiscard]] const std::shared_ptr<const Fitted>& get() const noexcept { return fitted_; }

 private:
  std::shared_ptr<const Fitted> fitted_;
};

/// Fits any model.
[[nodiscard]] inline FittedModel fit(const Model& model, const data::Series& series) {
  return FittedModel(model.fit(series));
}
/// Fits exponential smoothing with the form chosen by AICc.
[[nodiscard]] inline FittedModel auto_ets(const data::Series& series, AutoEts::Options options = {}) {
  return fit(AutoEts(std::move(options)), series);
}

}  // namespace dubao::models
