// SPDX-License-Identifier: Apache-2.0
//
// What all fitted models share: scaling back, the bound on growth, the streams of the draws.
//
// A model implements mean_path and simulate in scaled values; here they are bounded, scaled back and wrapped.
#pragma once

#include <dubao/models/detail/bounds.hpp>
#include <dubao/models/detail/prepared.hpp>
#include <dubao/models/model.hpp>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace dubao::models::detail {

/// Fewest degrees of freedom a drawn variance is given: below three a Student path has no finite variance and
/// says more about the formula than about the series.
inline constexpr double kMinimumDegreesOfFreedom = 3.0;
/// Smallest cube root of chi-square / degrees that is drawn (the approximation below may cross zero).
inline constexpr double kSmallestChiSquareRoot = 0.15;

/// Standard deviation drawn from its posterior under the reference prior: sigma² · ν / χ²_ν.
/// χ²_ν by Wilson and Hilferty (1931): ν (1 − 2/(9ν) + z √(2/(9ν)))³. One normal is used.
[[nodiscard]] inline double draw_standard_deviation(data::RandomStream& stream, double sigma,
                                                    double degrees_of_freedom) noexcept {
  const double df = std::max(degrees_of_freedom, kMinimumDegreesOfFreedom);
  const double c = 2.0 / (9.0 * df);
  const double root = std::max(1.0 - c + std::sqrt(c) * stream.normal(), kSmallestChiSquareRoot);
  return sigma / std::sqrt(root * root * root);
}

class FittedBase : public Fitted {
 public:
  [[nodiscard]] const FitSummary& summary() const noexcept final { return summary_; }

  /// Throws InputError E-MOD-002 when horizon < 1.
  [[nodiscard]] std::vector<double> mean(Index horizon) const final {
    require(horizon >= 1, "horizon", horizon);
    std::vector<double> path(at(horizon), 0.0);
    mean_path(path);
    for (Index h = 0; h < horizon; ++h) {
      path[at(h)] = series_.unscale(bounded(path[at(h)], h, kMeanGrowthBound));
    }
    return path;
  }

  /// Throws InputError E-MOD-002 when horizon < 1 or n < 1. O(n · horizon) and the model's own preparation.
  [[nodiscard]] data::Draws draws(Index horizon, Index n, std::uint64_t seed) const final {
    return bounded_draws(horizon, n, [&](data::DrawMatrix& paths) { simulate(paths, seed); });
  }

 protected:
  explicit FittedBase(Prepared series) : series_(std::move(series)), bound_(growth_bound(series_)) {
    summary_.notes = series_.notes;
  }

  /// Fills the point forecasts of steps 1 … path.size(), scaled.
  virtual void mean_path(std::vector<double>& path) const = 0;
  /// Fills the paths, scaled; row d draws from stream(seed, d) alone.
  virtual void simulate(data::DrawMatrix& paths, std::uint64_t seed) const = 0;
  /// Draws of paths that fill(paths) makes, scaled: bounded and scaled back. Throws as draws.
  template <typename Fill>
  [[nodiscard]] data::Draws bounded_draws(Index horizon, Index n, const Fill& fill) const {
    require(horizon >= 1, "horizon", horizon);
    require(n >= 1, "n", n);
    data::DrawMatrix paths = data::DrawMatrix::Zero(n, horizon);
    fill(paths);
    for (Index d = 0; d < n; ++d) {
      for (Index h = 0; h < horizon; ++h) {
        paths(d, h) = series_.unscale(bounded(paths(d, h), h, kPathGrowthBound));
      }
    }
    return data::Draws(series_.end, std::move(paths), series_.id, series_.target).with_unit(series_.unit);
  }

  [[nodiscard]] data::RandomStream stream(std::uint64_t seed, Index draw) const noexcept {
    return {seed, series_.key, static_cast<std::uint64_t>(draw)};
  }
  /// For models that cannot weigh their values.
  void note_unused_standard_errors() {
    if (series_.se.empty()) return;
    note(
        "standard errors are not used: sampling error stays in the innovations; the forecast is of the "
        "survey figure");
  }
  void note(std::string text) { summary_.notes.push_back(std::move(text)); }
  /// Fitted values as given (scaled), residuals y − fitted, both scaled back.
  void set_fitted(const std::vector<double>& fitted) {
    std::vector<double> residuals(fitted.size());
    for (std::size_t t = 0; t < fitted.size(); ++t) residuals[t] = series_.y[t] - fitted[t];
    summary_.fitted_values = series_.unscale(fitted);
    summary_.residuals = series_.unscale(residuals);
  }
  /// Scaled variance to the squared unit of the series.
  [[nodiscard]] double unscale_variance(double variance) const noexcept {
    constexpr double kLargest = std::numeric_limits<double>::max();
    return std::min(std::ldexp(variance, 2 * series_.exponent), kLargest);
  }

  Prepared series_;
  GrowthBound bound_;
  FitSummary summary_;

 private:
  void require(bool good, const char* argument, Index value) const {
    if (!good) {
      throw InputError("E-MOD-002", argument, std::to_string(value) + " is not a positive count",
                       "give a whole number ≥ 1", series_.id);
    }
  }
  // A non-finite value becomes the last observed one: never seen in tests, and never an infinite forecast.
  [[nodiscard]] double bounded(double value, Index h, double factor) const noexcept {
    if (!std::isfinite(value)) value = series_.y[at(series_.last())];
    return bound_.clamp(value, series_.stale() + h + 1, factor);
  }
};

}  // namespace dubao::models::detail
