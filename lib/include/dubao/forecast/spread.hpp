// SPDX-License-Identifier: Apache-2.0
//
// Spread: how large the errors of a forecast will be, from what is known of the series at the origin.
//
// What      Scores of past errors are comparable between series only after division by a spread that is known in
//           advance. This one uses the series' own changes, not the model's variance, so that it costs nothing and is
//           the same for every model.
// Formula   changes inside definitions c_i, on logs for positive series, per √gap; n their number + 1
//           features: log sd(c), log √(Σ ρ^age c² / Σ ρ^age) with ρ = 0.9, log mean |c|, log n, 1/n, and with a season
//           log mean |y_t − y_{t−m}| (0 without)
//           log spread_h = a_h + b·f + log(h) d·f;  a, b, d from the score table (score_table.hpp)
//           Positive series: the spread is relative to the centre. Others: in units of mean |c|, with the first
//           three features relative to it, so that the spread follows the unit of y.
// Season    Quarterly and monthly changes are taken after removing the mean change of their quarter or month, with the
//           variance corrected for the m − 1 means; fewer than kSeasonsForMeans full seasons: the changes as they are.
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
inline constexpr std::size_t kSpreadFeatures = 6;
/// Full seasons of changes from which the mean change of each quarter or month is removed.
inline constexpr Index kSeasonsForMeans = 2;

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

namespace detail {

/// Removes the mean change of each season position; returns the factor that corrects sums of squares for the means taken.
/// changes and periods (of the change's end): same length. 1 when the series is too short for it.
[[nodiscard]] inline double remove_seasonal_means(std::vector<double>& changes,
                                                  const std::vector<Index>& periods, Index season) {
  const auto count = static_cast<Index>(changes.size());
  if (season < 2 || count < kSeasonsForMeans * season) return 1.0;
  std::vector<double> sums(static_cast<std::size_t>(season), 0.0);
  std::vector<double> numbers(sums.size(), 0.0);
  double total = 0.0;
  for (std::size_t i = 0; i < changes.size(); ++i) {
    const auto position = static_cast<std::size_t>(periods[i] % season);
    sums[position] += changes[i];
    numbers[position] += 1.0;
    total += changes[i];
  }
  const double mean = total / static_cast<double>(count);
  for (std::size_t i = 0; i < changes.size(); ++i) {
    const auto position = static_cast<std::size_t>(periods[i] % season);
    changes[i] += mean - sums[position] / numbers[position];
  }
  return static_cast<double>(count) / static_cast<double>(count - season + 1);
}

/// Mean absolute change over a whole season inside definitions; 0 when there is none.
template <typename Difference>
[[nodiscard]] double seasonal_change(const data::Series& series, const std::vector<int>& definition,
                                     Index season, const Difference& difference) {
  double sum = 0.0;
  double count = 0.0;
  for (Index t = season; t < series.size(); ++t) {
    if (data::is_missing(series[t]) || data::is_missing(series[t - season]) ||
        definition[static_cast<std::size_t>(t)] != definition[static_cast<std::size_t>(t - season)]) {
      continue;
    }
    sum += std::abs(difference(series[t - season], series[t]));
    count += 1.0;
  }
  return count > 0.0 ? sum / count : 0.0;
}

}  // namespace detail

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
  std::vector<Index> periods;
  const auto difference = [&out](double from, double to) {
    return out.positive ? std::log(to / from) : to - from;
  };
  double noise = 0.0;
  Index previous = -1;
  for (Index t = 0; t < series.size(); ++t) {
    if (data::is_missing(series[t])) continue;
    if (previous >= 0 &&
        definition[static_cast<std::size_t>(previous)] == definition[static_cast<std::size_t>(t)]) {
      changes.push_back(difference(series[previous], series[t]) /
                        std::sqrt(static_cast<double>(t - previous)));
      periods.push_back(t);
      ages.push_back(static_cast<double>(series.size() - 1 - t));
      noise += (variance(t) + variance(previous)) / static_cast<double>(t - previous);
    }
    previous = t;
  }
  const auto count = static_cast<double>(changes.size());
  if (static_cast<Index>(changes.size()) < kFewestChangesForSpread) return std::nullopt;
  const Index season = time::periods_per_year(series.frequency());
  const double correction = std::sqrt(detail::remove_seasonal_means(changes, periods, season));
  for (double& change : changes) change *= correction;
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
                  std::log(out.unit / relative + kSmallestChange),
                  std::log(count + 1.0),
                  1.0 / (count + 1.0),
                  0.0};
  if (season > 1) {
    const double seasonal = detail::seasonal_change(series, definition, season, difference);
    out.features[5] = std::log((seasonal > 0.0 ? seasonal : out.unit) / relative + kSmallestChange);
  }
  return out;
}

}  // namespace dubao::forecast
