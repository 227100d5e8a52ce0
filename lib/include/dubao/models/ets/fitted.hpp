// SPDX-License-Identifier: Apache-2.0
//
// FittedEts: an exponential-smoothing model with its estimates; forecasts and paths.
//
// Paths     Each path draws parameters, state and variance from the posterior (posterior.hpp) and then innovations.
//           Innovations of multiplicative errors are cut at kSmallestFactor, and a level that would reach zero
//           stops just above it, so that no path of a positive series turns negative through its own formula.
#pragma once

#include <dubao/models/analytic_forecast.hpp>
#include <dubao/models/detail/innovations.hpp>
#include <dubao/models/ets/estimate.hpp>
#include <dubao/models/ets/forecast_variance.hpp>
#include <dubao/models/ets/posterior.hpp>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

namespace dubao::models::ets {

/// Smallest factor 1 + ε a multiplicative innovation may apply in one period.
inline constexpr double kSmallestFactor = 0.05;

/// Marks among the parameters (1 where they stand): multiplicative errors, trend, season; and the innovation
/// standard deviation behind the weights of standard errors (unit of y, relative for multiplicative errors).
inline constexpr const char* kRelativeError = "relative_error";
inline constexpr const char* kRelativeTrend = "relative_trend";
inline constexpr const char* kRelativeSeason = "relative_season";
inline constexpr const char* kOwnDeviation = "own_deviation";

/// Shape of the forecast from a final state: predictions of steps 1 … path.size() − 1 without innovations.
inline void extrapolate(const EtsForm& form, const Smoothing<double>& p, State<double> state,
                        Index first_season, std::vector<double>& path) {
  const auto m = static_cast<Index>(std::max<std::size_t>(state.season.size(), 1));
  for (std::size_t h = 0; h < path.size(); ++h) {
    const Index season = (first_season + static_cast<Index>(h)) % m;
    path[h] = predict(form, p, state, season).mean;
    if (form.needs_positive()) path[h] = std::max(path[h], kSmallestPositive);
    skip(form, p, state);
  }
}

class FittedEts final : public detail::FittedWithInnovations, public AnalyticForecast {
 public:
  /// setting.data is replaced by this object's own copy of the series.
  /// held: the parameters of an earlier fit, which are then shown as they are.
  FittedEts(detail::Prepared series, Setting setting, Estimate estimate, std::vector<Parameter> held = {})
      : FittedWithInnovations(std::move(series)),
        setting_(std::move(setting)),
        estimate_(std::move(estimate)) {
    setting_.data = &series_;
    if (held.empty()) settle();
    coordinates(setting_.form, setting_.region, estimate_.smoothing, estimate_.point.u.data());
    const auto n = static_cast<double>(series_.count());
    const auto parameters = static_cast<double>(estimate_.parameters);
    const auto k = parameters + 1.0;
    // Likelihood of the data in their own unit: every density is divided by 2^exponent.
    const double deviance = estimate_.minus_two_log_likelihood + 2.0 * n * series_.exponent * std::log(2.0);
    summary_.name = estimate_.form.name();
    summary_.loglik = -0.5 * deviance;
    summary_.aic = deviance + 2.0 * k;
    summary_.bic = deviance + std::log(n) * k;
    if (n - k - 1.0 > 0.0) summary_.aicc = summary_.aic + 2.0 * k * (k + 1.0) / (n - k - 1.0);
    const double variance = estimate_.sum_of_squares / std::max(1.0, n - parameters);
    summary_.sigma2 = estimate_.form.is_relative() ? variance : unscale_variance(variance);
    if (held.empty()) {
      set_parameters();
    } else {
      summary_.params = std::move(held);
    }
    set_errors();
    describe();
  }

  [[nodiscard]] const Estimate& estimate() const noexcept { return estimate_; }

  /// Variance of the forecast errors of steps 1 … horizon (after the end of the series) at the estimates, squared unit of
  /// the series; empty for forms without a formula (forecast_variance.hpp). Periods after the last observed value count
  /// as steps; inside the series a missing value has no innovation, as in the recursion. horizon ≥ 1.
  [[nodiscard]] std::vector<double> forecast_variance(Index horizon) const override {
    const EtsForm& form = estimate_.form;
    if (form.has_growth_factor()) return {};
    const Index stale = series_.stale();
    // The state after the last observed value: skip() undone.
    State<double> state = estimate_.final_state;
    for (Index t = 0; form.has_trend() && t < stale; ++t) {
      state.level -= state.trend;
      state.trend /= estimate_.smoothing.phi;
    }
    const Index first_season = (series_.last() + 1) % setting_.season_length;
    std::vector<double> mean(detail::at(stale + horizon), 0.0);
    extrapolate(form, estimate_.smoothing, state, first_season, mean);
    const double sigma2 =
        estimate_.sum_of_squares / std::max(1.0, static_cast<double>(series_.count() - estimate_.parameters));
    std::vector<double> out =
        ets::forecast_variance(form, estimate_.smoothing, state, first_season, sigma2, mean);
    if (out.empty()) return out;
    out.erase(out.begin(), out.begin() + stale);
    for (double& variance : out) variance = unscale_variance(variance);
    return out;
  }

 private:
  // Brings the optimum to what its parameters say when they are read again: the same search coordinates, values that
  // the unit of the series can hold, and factors of breaks through their logarithms.
  void settle() {
    const EtsForm& form = estimate_.form;
    std::vector<double> initial = estimate_.point.initial;
    const Index first_season = form.has_trend() ? 2 : 1;
    for (Index i = 0; i < static_cast<Index>(initial.size()); ++i) {
      double& value = initial[detail::at(i)];
      const bool is_season = i >= first_season && i < setting_.states();
      const bool is_factor =
          (is_season && form.season == EtsSeason::kMultiplicative) || (i == 1 && form.has_growth_factor());
      if (i >= setting_.states() && form.is_relative()) {
        value = std::log(std::exp(value));
      } else if (!is_factor) {
        value = series_.settled(value);
      }
    }
    if (initial == estimate_.point.initial) return;
    estimate_.point.initial = std::move(initial);
    internal::run(setting_, estimate_);
  }

  void set_parameters() {
    const EtsForm& form = estimate_.form;
    auto& out = summary_.params;
    out.emplace_back("alpha", estimate_.smoothing.alpha);
    if (form.has_trend()) out.emplace_back("beta", estimate_.smoothing.beta);
    if (form.has_season()) out.emplace_back("gamma", estimate_.smoothing.gamma);
    if (form.is_damped()) out.emplace_back("phi", estimate_.smoothing.phi);
    State<double> initial;
    std::vector<double> shift;
    unpack(setting_, estimate_.point.initial.data(), initial, shift);
    out.emplace_back("l", series_.unscale(initial.level));
    if (form.has_trend()) {
      out.emplace_back("b", form.has_growth_factor() ? initial.trend : series_.unscale(initial.trend));
    }
    // R's order: s0 is the season just before the first value, then backwards.
    for (std::size_t j = 0; j < initial.season.size(); ++j) {
      const double value = initial.season[initial.season.size() - 1 - j];
      out.emplace_back(detail::concatenate({"s", std::to_string(j)}),
                       form.season == EtsSeason::kAdditive ? series_.unscale(value) : value);
    }
    for (std::size_t d = 0; d < shift.size(); ++d) {
      out.emplace_back(detail::concatenate({"shift", std::to_string(d + 1)}),
                       form.is_relative() ? std::exp(shift[d]) : series_.unscale(shift[d]));
    }
    // What the names alone do not say, for fit_with_parameters.
    if (form.is_relative()) out.emplace_back(kRelativeError, 1.0);
    if (form.has_growth_factor()) out.emplace_back(kRelativeTrend, 1.0);
    if (form.season == EtsSeason::kMultiplicative) out.emplace_back(kRelativeSeason, 1.0);
    if (!setting_.weights.empty()) {
      out.emplace_back(kOwnDeviation,
                       form.is_relative() ? setting_.own_deviation : series_.unscale(setting_.own_deviation));
    }
  }

  void set_errors() {
    std::vector<double> fitted(series_.y.size(), data::kMissing);
    summary_.residuals.assign(series_.y.size(), data::kMissing);
    for (Index row = 0; row < series_.count(); ++row) {
      const Index t = series_.observed[detail::at(row)];
      const double weight = setting_.weights.empty() ? 1.0 : setting_.weights[detail::at(row)];
      const double error = estimate_.errors[detail::at(row)] / weight;
      const double y = series_.y[detail::at(t)];
      // Relative: e = (y r − μ) / μ with r = exp(shift), so the prediction in the value's own definition is
      // μ / r = y / (1 + e).
      const bool relative = estimate_.form.is_relative();
      fitted[detail::at(t)] = relative ? y / (1.0 + error) : y - error;
      summary_.residuals[detail::at(t)] = relative ? error : series_.unscale(error);
    }
    summary_.fitted_values = series_.unscale(fitted);
  }

  void describe() {
    if (estimate_.starts > 0) {
      note(detail::concatenate({std::to_string(estimate_.agreed), " of ", std::to_string(estimate_.starts),
                                " starts led to this optimum (", optim::to_string(estimate_.reason), ")"}));
    }
    if (estimate_.sum_of_squares <= static_cast<double>(series_.count()) * kExactFit * kExactFit) {
      note("the form fits the data exactly: likelihood and criteria are bounded, paths have no width");
    }
    if (series_.definitions > 1) {
      note(estimate_.form.is_relative()
               ? "breaks enter as factors on the earlier definitions, estimated with the initial state"
               : "breaks enter as level shifts of the earlier definitions, estimated with the initial state");
    }
    if (!setting_.weights.empty()) {
      note(
          "standard errors are used as weights of the one-step errors; the forecast is of the survey figure");
    }
    note("paths include innovations, the uncertain variance, states, shifts and smoothing parameters");
  }

  [[nodiscard]] std::vector<double> innovation_residuals() const override { return estimate_.errors; }

  void mean_path(std::vector<double>& path) const override {
    extrapolate(estimate_.form, estimate_.smoothing, estimate_.final_state,
                series_.size() % setting_.season_length, path);
  }

  void simulate_with(data::DrawMatrix& paths, std::uint64_t seed,
                     const detail::Innovations& innovations) const override {
    std::call_once(once_, [this] { posterior_ = std::make_unique<Posterior>(setting_, estimate_); });
    const Posterior& posterior = *posterior_;
    const EtsForm& form = estimate_.form;
    const Index m = setting_.season_length;
    Posterior::Sample sample;
    for (Index d = 0; d < paths.rows(); ++d) {
      data::RandomStream random = stream(seed, d);
      if (posterior.is_empty()) {
        sample = {estimate_.smoothing, estimate_.final_state, 0.0};
      } else {
        posterior.draw(random, sample);
      }
      for (Index h = 0; h < paths.cols(); ++h) {
        const Index season = (series_.size() + h) % m;
        Prediction<double> at_h = predict(form, sample.smoothing, sample.state, season);
        const double z = innovations.draw(random);
        double error = sample.sigma * z;
        if (form.needs_positive() && !(at_h.base > kSmallestPositive && at_h.mean > kSmallestPositive)) {
          const double still = form.has_growth_factor() ? 1.0 : 0.0;
          at_h = {kSmallestPositive, kSmallestPositive, still};
          sample.state.trend = still;
        }
        if (form.is_relative()) error = at_h.mean * std::max(error, kSmallestFactor - 1.0);
        if (form.needs_positive()) error = std::max(error, (kSmallestFactor - 1.0) * at_h.mean);
        paths(d, h) = at_h.mean + error;
        update(form, sample.smoothing, at_h, error, sample.state, season);
      }
    }
  }

  Setting setting_;
  Estimate estimate_;
  // Made when paths are first asked for; call_once keeps a const model shareable between threads.
  mutable std::once_flag once_;
  mutable std::unique_ptr<Posterior> posterior_;
};

}  // namespace dubao::models::ets
