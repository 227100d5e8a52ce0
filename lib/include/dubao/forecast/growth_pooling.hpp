// SPDX-License-Identifier: Apache-2.0
//
// Growth pooling: what the series of a panel teach each other about growth.
//
// When      The default forecaster on a panel of related annual series: one short series says little of its own growth,
//           past origins of the whole panel say whether forecast growth was too small or too large, and how far each
//           series should be drawn to what all of them do.
// When not  Few series (kFewestPanelSeries), a season, values that are not above zero; a model that was chosen by name
//           (Naive stays naive).
// Formula   g_h = log(ŷ_h / y_n) of the forecast; μ the median over the series of their mean log growth a year
//           pooled:  ŷ_h = y_n exp(g_h + a g_h + c (h μ − g_h))
//           a, c from past origins: r_h − g_h = a g_h + c (h μ − g_h) + error, both sides over u √h, r_h the growth that
//           came, u the mean |log change| before the origin; every series weighs 1 in all; Huber's loss with bend at 1;
//           prior a, c ~ normal(0, 1 / kGrowthPriorWeight). a in ± kMostOwnGrowth, c in [0, kMostCommonGrowth].
// Prior     Worth kGrowthPriorWeight series, chosen with the model on odd-numbered Demographic and Industry series of M4
//           cut to 15 + 5 (docs/methods.md); on series that have nothing in common it keeps the harm within noise.
// Breaks    no error is taken across a declared break; growth is that inside definitions, since the last break where
//           kFewestRecentChanges or more changes are known.
// Source    Empirical Bayes as in Efron and Morris (1973); Duncan, Gorr and Szczypula (1993) for pooling in panels; Huber
//           (1964). The two-number form is ours.
#pragma once

#include <dubao/data/draws.hpp>
#include <dubao/data/series.hpp>
#include <dubao/forecast/spread.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <string>
#include <vector>

namespace dubao::forecast {

/// Series that the belief "no correction" is worth.
inline constexpr double kGrowthPriorWeight = 10.0;
inline constexpr double kMostOwnGrowth = 0.7;
inline constexpr double kMostCommonGrowth = 0.9;
/// Changes since the last break from which they alone say how a series grows.
inline constexpr int kFewestRecentChanges = 3;

/// Mean log growth a period inside definitions; empty for a series that is not positive or has no change. O(n).
[[nodiscard]] inline std::optional<double> mean_log_growth(const data::Series& series) {
  if (!is_positive(series)) return std::nullopt;
  const std::vector<int> definition = series.segment();
  double all = 0.0;
  double all_length = 0.0;
  double recent = 0.0;
  double recent_length = 0.0;
  int recent_changes = 0;
  Index previous = -1;
  for (Index t = 0; t < series.size(); ++t) {
    if (data::is_missing(series[t])) continue;
    const int own = definition[static_cast<std::size_t>(t)];
    if (previous >= 0 && definition[static_cast<std::size_t>(previous)] == own) {
      const double change = std::log(series[t] / series[previous]);
      all += change;
      all_length += static_cast<double>(t - previous);
      if (own == definition.back()) {
        recent += change;
        recent_length += static_cast<double>(t - previous);
        ++recent_changes;
      }
    }
    previous = t;
  }
  if (recent_changes >= kFewestRecentChanges) return recent / recent_length;
  if (all_length > 0.0) return all / all_length;
  return std::nullopt;
}

/// The median of values that are not empty.
[[nodiscard]] inline double median_growth(std::vector<double> values) {
  if (values.empty()) return 0.0;
  std::sort(values.begin(), values.end());
  return data::sorted_quantile(values, 0.5);
}

/// What a panel has learnt about growth. The default changes nothing.
struct GrowthPooling {
  double own = 0.0;     ///< a: correction of a series' own growth
  double common = 0.0;  ///< c: share of the way to the panel's growth
  double growth = 0.0;  ///< μ at the end of the panel, log growth a period
  double series = 0.0;  ///< series with past errors behind a and c

  [[nodiscard]] bool is_active() const noexcept { return own != 0.0 || common != 0.0; }

  /// Point forecasts of one series from its last observed value on; growth: μ at that origin. Series that are constant, too
  /// short for a spread or not positive keep theirs.
  [[nodiscard]] std::vector<double> apply(const data::Series& known, std::vector<double> centre,
                                          double panel_growth) const {
    if (!is_active() || !is_positive(known)) return centre;
    const std::optional<SeriesSpread> spread = series_spread(known);
    if (!spread || spread->unit == 0.0) return centre;
    Index last = known.size() - 1;
    while (data::is_missing(known[last])) --last;
    const double origin = known[last];
    for (std::size_t h = 0; h < centre.size(); ++h) {
      if (!(centre[h] > 0.0)) continue;
      const double steps = static_cast<double>(known.size() - last) + static_cast<double>(h);
      const double forecast = std::log(centre[h] / origin);
      centre[h] *= std::exp(own * forecast + common * (steps * panel_growth - forecast));
    }
    return centre;
  }

  /// In words, for notes and provenance.
  [[nodiscard]] std::string note() const {
    const auto percent = [](double value) { return std::to_string(std::lround(100.0 * value)) + " %"; };
    return "growth pooled over " + std::to_string(std::lround(series)) + " series: own growth times " +
           percent(1.0 + own) + ", then " + percent(common) + " of the way to the panel's " +
           percent(std::exp(growth) - 1.0) + " a year";
  }
};

/// One past error of growth: r − g against g and h μ − g, all over u √h.
struct GrowthError {
  double error = 0.0;
  std::array<double, 2> regressors{};
  double weight = 0.0;
};

/// a and c by ridge regression with Huber's loss, iteratively reweighted. O(kRounds · errors).
[[nodiscard]] inline GrowthPooling learn_growth(const std::vector<GrowthError>& errors) {
  constexpr int kRounds = 15;
  constexpr double kBend = 1.0;
  GrowthPooling out;
  for (const GrowthError& one : errors) out.series += one.weight;
  for (int round = 0; round < kRounds; ++round) {
    double aa = kGrowthPriorWeight;
    double cc = kGrowthPriorWeight;
    double ac = 0.0;
    double ay = 0.0;
    double cy = 0.0;
    for (const GrowthError& one : errors) {
      const double residual = one.error - out.own * one.regressors[0] - out.common * one.regressors[1];
      const double weight = one.weight * (std::abs(residual) > kBend ? kBend / std::abs(residual) : 1.0);
      aa += weight * one.regressors[0] * one.regressors[0];
      cc += weight * one.regressors[1] * one.regressors[1];
      ac += weight * one.regressors[0] * one.regressors[1];
      ay += weight * one.regressors[0] * one.error;
      cy += weight * one.regressors[1] * one.error;
    }
    const double determinant = aa * cc - ac * ac;  // > 0: the prior makes the matrix positive definite
    out.own = (cc * ay - ac * cy) / determinant;
    out.common = (aa * cy - ac * ay) / determinant;
  }
  out.own = std::clamp(out.own, -kMostOwnGrowth, kMostOwnGrowth);
  out.common = std::clamp(out.common, 0.0, kMostCommonGrowth);
  return out;
}

}  // namespace dubao::forecast
