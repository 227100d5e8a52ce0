// SPDX-License-Identifier: Apache-2.0
//
// The short-series ladder of exponential smoothing, and what a form asks of the data.
//
// Ladder    observed values   what is fitted
//           1                 the value (naive)
//           2                 naive: one change cannot tell drift from noise
//           3                 damped shrunken drift
//           4 and more        simple exponential smoothing, then every form with n ≥ parameters + 2
//           A level shift at a declared break counts as a parameter.
// Limits    n ≥ parameters + 2 (without the variance) is R's limit for a form; a criterion needs one more.
#pragma once

#include <dubao/models/damped_drift.hpp>
#include <dubao/models/ets/fitted.hpp>
#include <dubao/models/naive.hpp>

#include <algorithm>
#include <cmath>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace dubao::models::ets {

/// Longest season the automatic choice models with one state a period: weeks of a year (R stops at 24). The cost of a
/// fit grows with its square; a form that is asked for by name has no limit but the number of values.
inline constexpr Index kLongestSeason = 60;
/// Share of the variance that is never ascribed to sampling error.
inline constexpr double kLeastModelShare = 0.1;

/// Whether n observed values are enough to estimate the form.
[[nodiscard]] inline bool is_estimable(const Setting& setting) noexcept {
  return setting.data->count() >= setting.parameters() + 2;
}
/// Whether AICc is finite for the form.
[[nodiscard]] inline bool is_comparable(const Setting& setting) noexcept {
  return setting.data->count() >= setting.parameters() + 3;
}
/// Whether every season of the cycle has an observed value.
[[nodiscard]] inline bool covers_season(const detail::Prepared& data, Index season_length) {
  std::vector<bool> seen(detail::at(season_length), false);
  for (const Index t : data.observed) seen[detail::at(t % season_length)] = true;
  return std::all_of(seen.begin(), seen.end(), [](bool s) { return s; });
}
[[nodiscard]] inline bool is_positive(const detail::Prepared& data) {
  return std::all_of(data.observed.begin(), data.observed.end(),
                     [&data](Index t) { return data.y[detail::at(t)] > kSmallestPositive; });
}

/// Squared standard errors of the observed values, relative for relative forms; unknown ones count as 0.
[[nodiscard]] inline std::vector<double> sampling_variance(const Setting& setting) {
  const detail::Prepared& data = *setting.data;
  std::vector<double> out;
  for (const Index t : data.observed) {
    double se = data.se[detail::at(t)];
    if (data::is_missing(se)) se = 0.0;
    if (setting.form.is_relative()) se /= data.y[detail::at(t)];
    out.push_back(se * se);
  }
  return out;
}

/// √v of the weights below.
[[nodiscard]] inline double own_deviation(const Setting& setting, const Estimate& unweighted) {
  const double count = static_cast<double>(setting.data->count());
  double mean = 0.0;
  for (const double variance : sampling_variance(setting)) mean += variance / count;
  const double room = std::max(1.0, count - static_cast<double>(unweighted.parameters));
  const double total = std::max(unweighted.sum_of_squares / room, kExactFit * kExactFit);
  return std::sqrt(std::max(total - mean, kLeastModelShare * total));
}

/// Weights of the one-step errors from known standard errors: w_t² ∝ 1 / (v + se_t²), where v is the innovation
/// variance that an unweighted fit leaves after the mean sampling variance; geometric mean 1. Equal standard errors
/// give equal weights. Relative forms take relative standard errors. An unknown standard error counts as 0.
[[nodiscard]] inline std::vector<double> weights(const Setting& setting, double own_deviation) {
  std::vector<double> out;
  double log_sum = 0.0;
  for (const double sampling : sampling_variance(setting)) {
    out.push_back(1.0 / std::sqrt(own_deviation * own_deviation + sampling));
    log_sum += std::log(out.back());
  }
  const double geometric = std::exp(log_sum / static_cast<double>(out.size()));
  for (double& w : out) w /= geometric;
  return out;
}

/// Estimates a form, with weights where standard errors are known (a second pass).
[[nodiscard]] inline Estimate estimate_weighted(Setting& setting, const Point* hint = nullptr) {
  Estimate out = estimate(setting, hint);
  if (setting.data->se.empty() || !out.is_usable()) return out;
  setting.own_deviation = own_deviation(setting, out);
  setting.weights = weights(setting, setting.own_deviation);
  return estimate(setting, &out.point);
}

/// The rungs below exponential smoothing: naive for one and two values, damped shrunken drift from three on.
/// asked: the name of the model that cannot be served, for the note.
[[nodiscard]] inline std::unique_ptr<Fitted> fit_below(detail::Prepared data, const std::string& asked) {
  const bool drift = data.count() >= 3;
  data.notes.push_back(
      detail::concatenate({"ladder: ", std::to_string(data.count()), " observed value(s) and ",
                           std::to_string(data.definitions - 1), " break(s) do not carry ", asked, "; ",
                           drift ? "damped shrunken drift" : "the last value", " instead"}));
  if (drift) return DampedDrift{}.fit_prepared(std::move(data));
  return Naive::fit_prepared(std::move(data));
}

/// When no start of any form could be evaluated: never seen on a real series, and served all the same.
[[nodiscard]] inline std::unique_ptr<Fitted> fit_instead(detail::Prepared data, const std::string& asked) {
  data.notes.push_back(asked + " could not be evaluated on these values; damped shrunken drift instead");
  return DampedDrift{}.fit_prepared(std::move(data));
}

}  // namespace dubao::models::ets
