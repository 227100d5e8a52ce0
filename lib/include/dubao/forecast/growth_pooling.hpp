// SPDX-License-Identifier: Apache-2.0
//
// Growth pooling: what the series of a panel teach each other about growth (empirical Bayes).
//
// When      The default forecaster on a panel of related annual series: one short series says little of its own growth, the
//           panel says how much growth differs between series at all, and so how far to believe each of them.
// When not  Few series (kFewestPooledSeries), a season, values that are not above zero; a model that was chosen by name
//           (Naive stays naive).
// Formula   x_i mean log growth a period of series i, v_i = s_i² / n_i its error variance (s_i² of the n_i changes);
//           between-series variance τ²: Σ_i min(z_i², kMostAway²) = k − 1 over k series, z_i = (x_i − median) / √(v_i + τ²):
//           the equation of Paule and Mandel, about the median and with large terms capped
//           μ mean of the x_i with weights min(1, kMostAway / |z_i|) / (v_i + τ²)
//           g_ih = log(ŷ_ih / y_in) of the forecast, γ_h their mean with the same weights
//           pooled:  ŷ_ih = y_in exp(g_ih + w_i ((h μ + γ_h) / 2 − g_ih)),   w_i = kGrowthTrust v_i / (v_i + τ²)
//           A series whose growth is well known keeps its forecast; one whose growth is mostly noise goes up to
//           half of the way. Nothing is learnt from past errors of growth: a shock that all series shared would be
//           taken for a rule.
// Choice    Half of the way, and a target half way between past and forecast growth, on odd-numbered series of M4 cut to
//           15 + 5; even-numbered ones and panels whose growth is made to change confirm (docs/models/ensemble.md).
// Breaks    Growth is that inside definitions, since the last break where kFewestRecentChanges or more changes are known.
// Source    James and Stein (1961), Efron and Morris (1973); Paule and Mandel (1982), J. Res. NBS 87, 377–385, for τ²; Huber
//           (1964) for the weights;
//           Duncan, Gorr and Szczypula (1993) for pooling in panels. Cap, trust and target are ours.
#pragma once

#include <dubao/data/draws.hpp>
#include <dubao/data/series.hpp>
#include <dubao/forecast/spread.hpp>

#include <algorithm>
#include <cmath>
#include <optional>
#include <string>
#include <vector>

namespace dubao::forecast {

/// Fewest series from which growth is pooled.
inline constexpr std::size_t kFewestPooledSeries = 20;
/// Share of the full empirical-Bayes step: the forecasts are damped and drawn to zero growth already.
inline constexpr double kGrowthTrust = 0.5;
/// Standard deviations from the median beyond which a series counts no more than there.
inline constexpr double kMostAway = 3.0;
/// Changes since the last break from which they alone say how a series grows.
inline constexpr std::size_t kFewestRecentChanges = 3;

/// A series' mean log growth a period, and the error variance of that mean.
struct OwnGrowth {
  double mean = 0.0;
  double variance = 0.0;
};

/// Growth inside definitions; empty for a series that is not positive or has fewer than two changes. A change over a gap of
/// d periods counts d times, with d times the variance. O(n).
[[nodiscard]] inline std::optional<OwnGrowth> own_growth(const data::Series& series) {
  if (!is_positive(series)) return std::nullopt;
  struct Change {
    double size;
    double gap;
  };
  const std::vector<int> definition = series.segment();
  std::vector<Change> changes;
  std::size_t before_break = 0;  // changes in front of the last definition
  Index previous = -1;
  for (Index t = 0; t < series.size(); ++t) {
    if (data::is_missing(series[t])) continue;
    const int own = definition[static_cast<std::size_t>(t)];
    if (previous >= 0 && definition[static_cast<std::size_t>(previous)] == own) {
      changes.push_back({std::log(series[t] / series[previous]), static_cast<double>(t - previous)});
      if (own != definition.back()) before_break = changes.size();
    }
    previous = t;
  }
  if (changes.size() - before_break >= kFewestRecentChanges) {
    changes.erase(changes.begin(), changes.begin() + static_cast<std::ptrdiff_t>(before_break));
  }
  if (changes.size() < 2) return std::nullopt;
  double sum = 0.0;
  double length = 0.0;
  for (const Change& change : changes) {
    sum += change.size;
    length += change.gap;
  }
  OwnGrowth out;
  out.mean = sum / length;
  double squares = 0.0;
  for (const Change& change : changes) {
    const double away = change.size - out.mean * change.gap;
    squares += away * away / change.gap;
  }
  out.variance = squares / static_cast<double>(changes.size() - 1) / length;
  return out;
}

/// One series of a panel: its growth, and log(ŷ_h / y_n) of its forecast by h = 1, 2, …, NaN where there is none.
struct GrowthMember {
  OwnGrowth own;
  std::vector<double> forecast;
};

/// What a panel says about growth. The default changes nothing.
struct GrowthPooling {
  double growth = 0.0;           ///< μ, log growth a period
  double between = 0.0;          ///< τ²
  double share = 0.0;            ///< median of w_i: how far a series goes to the panel's growth
  double series = 0.0;           ///< k
  std::vector<double> forecast;  ///< γ_h, h = 1, 2, …

  [[nodiscard]] bool is_active() const noexcept { return series > 0.0 && !forecast.empty(); }

  /// w of a series, in [0, kGrowthTrust]; 0 without an error of its growth.
  [[nodiscard]] double weight(const OwnGrowth& own) const noexcept {
    return own.variance > 0.0 ? kGrowthTrust * own.variance / (own.variance + between) : 0.0;
  }
  /// (h μ + γ_h) / 2, h ≥ 1; beyond the last γ the last step goes on.
  [[nodiscard]] double target(std::size_t h) const noexcept {
    const std::size_t known = forecast.size();
    double panel = forecast[std::min(h, known) - 1];
    if (h > known) {
      const double step = known > 1 ? forecast[known - 1] - forecast[known - 2] : forecast[0];
      panel += step * static_cast<double>(h - known);
    }
    return 0.5 * (growth * static_cast<double>(h) + panel);
  }
  /// Point forecasts of one series, from the period after its end on. Series that are constant, have fewer than two changes or are
  /// not positive keep theirs.
  [[nodiscard]] std::vector<double> apply(const data::Series& known, std::vector<double> centre) const {
    if (!is_active()) return centre;
    const std::optional<OwnGrowth> own = own_growth(known);
    if (!own) return centre;
    const double toward = weight(*own);
    if (!(toward > 0.0)) return centre;
    Index last = known.size() - 1;
    while (data::is_missing(known[last])) --last;
    for (std::size_t h = 0; h < centre.size(); ++h) {
      if (!(centre[h] > 0.0)) continue;
      const std::size_t steps = static_cast<std::size_t>(known.size() - last) + h;
      centre[h] *= std::exp(toward * (target(steps) - std::log(centre[h] / known[last])));
    }
    return centre;
  }

  /// In words, for notes and provenance.
  [[nodiscard]] std::string note() const {
    const auto percent = [](double value) {
      const long tenths = std::lround(1000.0 * value);
      return std::string(tenths < 0 ? "-" : "") + std::to_string(std::labs(tenths) / 10) + "." +
             std::to_string(std::labs(tenths) % 10) + " %";
    };
    return "growth pooled over " + std::to_string(std::lround(series)) +
           " series: the series in the middle goes " + percent(share) +
           " of the way to the panel's growth (" + percent(std::expm1(growth)) +
           " a year so far; standard deviation between series " + percent(std::sqrt(between)) + ")";
  }
};

/// Added to all variances, as a share of the typical one: a series without noise must not weigh without end.
inline constexpr double kSmallestVariance = 1e-9;

/// The median of the members' growth. members: not empty.
[[nodiscard]] inline double median_growth(const std::vector<GrowthMember>& members) {
  std::vector<double> each;
  for (const GrowthMember& one : members) each.push_back(one.own.mean);
  std::sort(each.begin(), each.end());
  return data::sorted_quantile(each, 0.5);
}

/// τ² of the banner by bisection; 0 when the errors explain all differences. members: not empty. O(rounds · series).
[[nodiscard]] inline double between_variance(const std::vector<GrowthMember>& members) {
  constexpr int kRounds = 60;
  constexpr double kLargest =
      10.0;  // times the mean squared distance: above the solution, which it is without errors
  const auto count = static_cast<double>(members.size());
  const double middle = median_growth(members);
  const auto squared = [middle](const GrowthMember& one) {
    return (one.own.mean - middle) * (one.own.mean - middle);
  };
  double squares = 0.0;
  for (const GrowthMember& one : members) squares += squared(one);
  double low = 0.0;
  double high = kLargest * squares / count;
  if (!(high > 0.0)) return 0.0;
  const double smallest = kSmallestVariance * high;
  for (int round = 0; round < kRounds; ++round) {
    const double between = 0.5 * (low + high);
    double found = 0.0;
    for (const GrowthMember& one : members) {
      found += std::min(squared(one) / (one.own.variance + between + smallest), kMostAway * kMostAway);
    }
    (found > count - 1.0 ? low : high) = between;
  }
  return 0.5 * (low + high);
}

/// What the members of a panel say about growth; changes nothing with fewer than kFewestPooledSeries of them or when
/// none has an error of its growth. O(series · horizons).
[[nodiscard]] inline GrowthPooling pool_members(const std::vector<GrowthMember>& members) {
  GrowthPooling out;
  if (members.size() < kFewestPooledSeries) return out;
  double typical = 0.0;
  for (const GrowthMember& one : members) {
    typical += one.own.variance / static_cast<double>(members.size());
  }
  if (!(typical > 0.0)) return out;
  out.between = between_variance(members);
  const double smallest = kSmallestVariance * (out.between + typical);
  const double middle = median_growth(members);
  std::vector<double> sums;
  std::vector<double> totals;
  std::vector<double> shares;
  double sum = 0.0;
  double total = 0.0;
  for (const GrowthMember& one : members) {
    const double variance = one.own.variance + out.between + smallest;
    const double away = std::abs(one.own.mean - middle) / std::sqrt(variance);
    const double weight = (away > kMostAway ? kMostAway / away : 1.0) / variance;
    sum += weight * one.own.mean;
    total += weight;
    shares.push_back(out.weight(one.own));
    if (sums.size() < one.forecast.size()) {
      sums.resize(one.forecast.size(), 0.0);
      totals.resize(one.forecast.size(), 0.0);
    }
    for (std::size_t h = 0; h < one.forecast.size(); ++h) {
      if (!std::isfinite(one.forecast[h])) continue;
      sums[h] += weight * one.forecast[h];
      totals[h] += weight;
    }
  }
  out.growth = sum / total;
  for (std::size_t h = 0; h < sums.size() && totals[h] > 0.0; ++h)
    out.forecast.push_back(sums[h] / totals[h]);
  std::sort(shares.begin(), shares.end());
  out.share = data::sorted_quantile(shares, 0.5);
  out.series = static_cast<double>(members.size());
  return out;
}

}  // namespace dubao::forecast
