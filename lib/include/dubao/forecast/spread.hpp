// SPDX-License-Identifier: Apache-2.0
//
// Spread: how large the errors of a forecast will be, from what is known of the series at the origin.
//
// What      Scores of past errors are comparable between series only after division by a spread that is known in
//           advance. This one uses the series' own changes, not the model's variance, so that it costs nothing and is
//           the same for every model.
// Formula   changes inside definitions c_i, on logs for positive series, per √gap; n their number + 1
//           features: log sd(c), log √(Σ ρ^age c² / Σ ρ^age) with ρ = 0.9, log mean |c|, log n, 1/n
//           log spread_h = a_h + b·f + log(h) d·f;  a, b, d from the score table (score_table.hpp)
//           Positive series: the spread is relative to the centre. Others: in units of mean |c|, with the first
//           three features relative to it, so that the spread follows the unit of y.
// Noise     Sampling error moves neighbouring values apart but does not add up over the horizon. With ν the share of
//           the squared changes that the standard errors explain (at most kMostNoiseShare):
//           spread_h² ← (1 − ν) spread_h² + ν spread_1²
// Missing, breaks  changes between neighbouring observed values of one definition, as everywhere.
// Short     fewer than kFewestChangesForSpread changes: no spread (the model's own draws must do).
// Constant  all changes 0: spread 0.
#pragma once

#include <dubao/data/series.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <vector>

namespace dubao::forecast {

inline constexpr Index kFewestChangesForSpread = 2;
inline constexpr double kSpreadMemory = 0.9;
/// Standard errors are never taken to explain more of the movement than this.
inline constexpr double kMostNoiseShare = 0.75;
/// Added inside the logarithms: a relative change of 0.01 % is as good as none.
inline constexpr double kSmallestChange = 1e-4;
inline constexpr std::size_t kSpreadFeatures = 5;

using SpreadFeatures = std::array<double, kSpreadFeatures>;

/// What the spread of a series is computed from.
struct SeriesSpread {
  bool positive = false;  ///< changes were taken on logs
  double unit = 0.0;      ///< mean |change|: relative for positive series, else in the unit of y; 0: constant
  double noise_share = 0.0;  ///< ν in [0, kMostNoiseShare]; 0 without standard errors
  SpreadFeatures features{};
};

/// Whether every observed value is positive.
[[nodiscard]] inline bool is_positive(const data::Series& series) noexcept {
  return std::none_of(series.values().begin(), series.values().end(), [](double v) { return v <= 0.0; });
}

/// Features of a series; empty when it has too few changes. additive: take changes of the values even when they are
/// positive. O(n).
[[nodiscard]] inline std::optional<SeriesSpread> series_spread(const data::Series& series,
                                                               bool additive = false) {
  SeriesSpread out;
  out.positive = !additive && is_positive(series);
  const std::vector<int> definition = series.segment();
  const std::vector<double>& errors = series.standard_errors();
  const auto variance = [&](Index t) {
    const auto i = static_cast<std::size_t>(t);
    const double error = i < errors.size() && !data::is_missing(errors[i]) ? errors[i] : 0.0;
    const double relative = out.positive ? error / series[t] : error;
    return relative * relative;
  };
  std::vector<double> changes;
  std::vector<double> ages;
  double noise = 0.0;
  Index previous = -1;
  for (Index t = 0; t < series.size(); ++t) {
    if (data::is_missing(series[t])) continue;
    if (previous >= 0 &&
        definition[static_cast<std::size_t>(previous)] == definition[static_cast<std::size_t>(t)]) {
      const double change =
          out.positive ? std::log(series[t] / series[previous]) : series[t] - series[previous];
      changes.push_back(change / std::sqrt(static_cast<double>(t - previous)));
      ages.push_back(static_cast<double>(series.size() - 1 - t));
      noise += (variance(t) + variance(previous)) / static_cast<double>(t - previous);
    }
    previous = t;
  }
  const auto count = static_cast<double>(changes.size());
  if (static_cast<Index>(changes.size()) < kFewestChangesForSpread) return std::nullopt;
  double sum = 0.0;
  double absolute = 0.0;
  double weighted = 0.0;
  double weights = 0.0;
  for (std::size_t i = 0; i < changes.size(); ++i) {
    const double weight = std::pow(kSpreadMemory, ages[i]);
    sum += changes[i];
    absolute += std::abs(changes[i]);
    weighted += weight * changes[i] * changes[i];
    weights += weight;
  }
  out.unit = absolute / count;
  if (!(out.unit > 0.0)) {
    out.unit = 0.0;
    return out;
  }
  double total = 0.0;
  for (const double change : changes) total += change * change;
  out.noise_share = std::min(kMostNoiseShare, noise / total);
  double squares = 0.0;
  for (const double change : changes) squares += (change - sum / count) * (change - sum / count);
  const double relative = out.positive ? 1.0 : out.unit;
  out.features = {std::log(std::sqrt(squares / count) / relative + kSmallestChange),
                  std::log(std::sqrt(weighted / weights) / relative + kSmallestChange),
                  std::log(out.unit / relative + kSmallestChange), std::log(count + 1.0),
                  1.0 / (count + 1.0)};
  return out;
}

}  // namespace dubao::forecast
