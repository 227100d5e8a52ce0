// SPDX-License-Identifier: Apache-2.0
//
// Growth pooling: what the series of a panel teach each other about growth (empirical Bayes).
//
// When      The default forecaster on a panel: one short series says little of its own growth, the panel says how much growth
//           differs between series at all, and so how far to believe each of them.
// When not  Few series (kFewestPooledSeries), values that are not above zero; a model that was chosen by name (Naive stays
//           naive).
// Formula   Years; for annual series a year h is a period.
//           x_i mean log growth a year of series i, v_i = s_i² / n_i its error variance (s_i² of the n_i changes);
//           between-series variance τ²: Σ_i min(z_i², kMostAway²) = k − 1 over k series, z_i = (x_i − median) / √(v_i + τ²):
//           the equation of Paule and Mandel, about the median and with large terms capped
//           μ mean of the x_i with weights min(1, kMostAway / |z_i|) / (v_i + τ²)
//           g_ih = log(ŷ_ih / y_in) of the forecast, γ_h their mean with the same weights
//           pooled:  ŷ_ih = y_in exp(g_ih + w_i ((h μ + γ_h) / 2 − g_ih)),   w_i = kGrowthTrust v_i / (v_i + τ²)
//           A series whose growth is well known keeps its forecast; one whose growth is mostly noise goes up to
//           half of the way. Nothing is learnt from past errors of growth: a shock that all series shared would be
//           taken for a rule.
// Season    Growth of a year is the mean over its periods of the log ratio to the same periods of the year before, g_ih that of a
//           forecast year to the last one known; the correction of a year comes in by its share of the periods, so that
//           a quarter ahead moves by a fourth of it. The last year must be complete.
// Choice    Half of the way, and a target half way between past and forecast growth, on odd-numbered series of M4 cut to
//           15 + 5; even-numbered ones and panels whose growth is made to change confirm, and quarterly and monthly
//           series with the same numbers (docs/models/ensemble.md).
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
#include <limits>
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

/// A series' mean log growth a year, and the error variance of that mean.
struct OwnGrowth {
  double mean = 0.0;
  double variance = 0.0;
};

/// Periods of a year as growth is counted: 1 where the frequency has no season.
[[nodiscard]] inline Index periods_of_growth(const data::Series& series) noexcept {
  return time::periods_per_year(series.frequency());
}

/// The least number of whole years that holds `horizon` periods, in periods: growth ahead is that of whole years, so that a
/// forecast does not depend on how many are asked for.
[[nodiscard]] inline Index whole_years(const data::Series& series, Index horizon) noexcept {
  const Index m = periods_of_growth(series);
  return (horizon + m - 1) / m * m;
}

/// Mean over `count` periods of the log ratio to the periods `before`, one by one: a season cancels, and so does a scale. All
/// values > 0.
[[nodiscard]] inline double mean_log_ratio(const double* values, const double* before, Index count) noexcept {
  double sum = 0.0;
  for (Index j = 0; j < count; ++j) sum += std::log(values[j] / before[j]);
  return sum / static_cast<double>(count);
}

/// Growth inside definitions; empty for a series that is not positive or has fewer than two changes. Years are counted back from
/// the end; one with a missing value or a break inside counts as missing. A change over a gap of d years counts d
/// times, with d times the variance. O(n).
[[nodiscard]] inline std::optional<OwnGrowth> own_growth(const data::Series& series) {
  if (!is_positive(series)) return std::nullopt;
  struct Change {
    double size;
    double gap;
  };
  const Index m = periods_of_growth(series);
  const std::vector<double>& values = series.values();
  const std::vector<int> definition = series.segment();
  const auto is_complete = [&](Index first) {
    for (Index t = first; t < first + m; ++t) {
      if (data::is_missing(values[static_cast<std::size_t>(t)])) return false;
    }
    return definition[static_cast<std::size_t>(first)] == definition[static_cast<std::size_t>(first + m - 1)];
  };
  std::vector<Change> changes;
  std::size_t before_break = 0;  // changes in front of the last definition
  Index previous = -1;
  for (Index t = series.size() % m; t < series.size(); t += m) {
    if (!is_complete(t)) continue;
    const int own = definition[static_cast<std::size_t>(t)];
    if (previous >= 0 && definition[static_cast<std::size_t>(previous)] == own) {
      changes.push_back({mean_log_ratio(values.data() + t, values.data() + previous, m),
                         static_cast<double>((t - previous) / m)});
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

/// Growth of point forecasts from the period after the end of a series on, by years from its last observed one: first `gap`
/// years (of annual series that end with missing values) without a value. Empty where the last year is not complete or no value
/// is observed.
struct GrowthAhead {
  Index gap = 0;
  std::vector<double> by_year;  ///< NaN where there is none
};

/// known: positive. O(horizon).
[[nodiscard]] inline std::optional<GrowthAhead> growth_ahead(const data::Series& known,
                                                             const std::vector<double>& centre) {
  const Index m = periods_of_growth(known);
  Index last = known.size() - 1;
  while (m == 1 && last >= 0 && data::is_missing(known[last])) --last;
  const Index first = last - m + 1;  // of the last year
  if (first < 0) return std::nullopt;
  for (Index t = first; t <= last; ++t) {
    if (data::is_missing(known[t])) return std::nullopt;
  }
  GrowthAhead out{known.size() - 1 - last, {}};
  out.by_year.assign(static_cast<std::size_t>(out.gap), std::numeric_limits<double>::quiet_NaN());
  for (std::size_t h = 0; h < centre.size(); h += static_cast<std::size_t>(m)) {
    const Index count = std::min(m, static_cast<Index>(centre.size() - h));
    bool positive = true;
    for (Index j = 0; j < count; ++j) positive = positive && centre[h + static_cast<std::size_t>(j)] > 0.0;
    out.by_year.push_back(positive ? mean_log_ratio(centre.data() + h, known.values().data() + first, count)
                                   : std::numeric_limits<double>::quiet_NaN());
  }
  return out;
}

/// One series of a panel: its growth, and that of its forecast by years ahead, NaN where there is none.
struct GrowthMember {
  OwnGrowth own;
  std::vector<double> forecast;
};

/// What a panel says about growth. The default changes nothing.
struct GrowthPooling {
  double growth = 0.0;           ///< μ, log growth a year
  double between = 0.0;          ///< τ²
  double share = 0.0;            ///< median of w_i: how far a series goes to the panel's growth
  double series = 0.0;           ///< k
  std::vector<double> forecast;  ///< γ_h, h = 1, 2, … years

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
  /// Point forecasts of one series, from the period after its end on. Series that are constant, have fewer than two changes, are
  /// not positive or end inside a year keep theirs.
  [[nodiscard]] std::vector<double> apply(const data::Series& known, std::vector<double> centre) const {
    if (!is_active()) return centre;
    const std::optional<OwnGrowth> own = own_growth(known);
    if (!own) return centre;
    const double toward = weight(*own);
    if (!(toward > 0.0)) return centre;
    const std::optional<GrowthAhead> ahead = growth_ahead(known, centre);
    if (!ahead) return centre;
    const auto m = static_cast<std::size_t>(periods_of_growth(known));
    const auto gap = static_cast<std::size_t>(ahead->gap);
    for (std::size_t h = 0; h < centre.size(); ++h) {
      const std::size_t year = gap + h / m;
      if (!std::isfinite(ahead->by_year[year])) continue;
      const double share = static_cast<double>(gap + h + 1) / static_cast<double>((year + 1) * m);
      centre[h] *= std::exp(share * toward * (target(year + 1) - ahead->by_year[year]));
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
