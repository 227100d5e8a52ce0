// SPDX-License-Identifier: Apache-2.0
//
// Scores of a panel: how wrong a model was at past origins of the panel's own series, relative to the spread.
//
// When      Calibration (calibration.hpp). For judging a method use cross_validation.hpp, which relearns everything.
// Formula   score = link⁻¹(actual; centre) / spread_h,  centre the point forecast from the past origin
//           origins 1, 2, 3, 5, 7, 10 periods before the end, none with fewer than half of the values
// Missing   A missing actual value gives no score; neither does one across a declared break.
// Weights   Every series weighs 1 at each horizon where it has a score, however many origins gave one.
#pragma once

#include <dubao/data/panel.hpp>
#include <dubao/data/random.hpp>
#include <dubao/evaluation/conformal.hpp>
#include <dubao/forecast/parallel.hpp>
#include <dubao/forecast/score_table.hpp>
#include <dubao/forecast/spread.hpp>
#include <dubao/models/model.hpp>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <optional>
#include <utility>
#include <vector>

namespace dubao::forecast {

/// Most series that are backtested: more cost time and move no quantile visibly.
inline constexpr Index kMostPanelSeries = 300;
/// Fewest observed values of a training part from which a score is taken.
inline constexpr Index kFewestTraining = 5;
/// Past origins a series.
inline constexpr Index kPanelOrigins = 6;
/// Scores are capped before they are averaged, so that one broken series does not widen all.
inline constexpr double kScoreCap = 4.0;
/// Smallest centre of a positive series, in units of its smallest observed value.
inline constexpr double kSmallestCentre = 0.05;

/// Point forecasts of a positive series, kept positive: a line that falls through zero is no forecast of a count.
[[nodiscard]] inline std::vector<double> guarded_centre(const data::Series& series,
                                                        std::vector<double> centre) {
  if (!is_positive(series)) return centre;
  double smallest = std::numeric_limits<double>::infinity();
  for (const double value : series.values()) {
    if (!data::is_missing(value)) smallest = std::min(smallest, value);
  }
  for (double& value : centre) value = std::max(value, kSmallestCentre * smallest);
  return centre;
}

namespace detail {

/// exp(level_h + b·f + log(h) d·f); beyond the table's last horizon it goes on growing as a power of h.
[[nodiscard]] inline double table_spread(const ScoreTable& table, const SeriesSpread& series,
                                         Index h) noexcept {
  const double log_h = std::log(static_cast<double>(h));
  const auto last = static_cast<Index>(table.level.size());
  double level = table.level[static_cast<std::size_t>(std::min(h, last) - 1)];
  if (h > last) {
    const Index middle = last / 2;
    const double slope = (table.level[static_cast<std::size_t>(last - 1)] -
                          table.level[static_cast<std::size_t>(middle - 1)]) /
                         std::log(static_cast<double>(last) / static_cast<double>(middle));
    level += slope * (log_h - std::log(static_cast<double>(last)));
  }
  for (std::size_t k = 0; k < kSpreadFeatures; ++k) {
    level += (table.slope[k] + log_h * table.slope_by_log_horizon[k]) * series.features[k];
  }
  return std::exp(level);
}

}  // namespace detail

/// Spread at horizon h ≥ 1: relative to the centre for positive series, else in the unit of y. Sampling error counts
/// once, whatever the horizon (see spread.hpp).
[[nodiscard]] inline double spread_at(const ScoreTable& table, const SeriesSpread& series, Index h) noexcept {
  if (series.unit == 0.0) return 0.0;
  double spread = detail::table_spread(table, series, h);
  if (series.noise_share > 0.0) {
    const double first = detail::table_spread(table, series, 1);
    spread = std::sqrt((1.0 - series.noise_share) * spread * spread + series.noise_share * first * first);
  }
  return spread * (series.positive ? 1.0 : series.unit);
}

/// Scores by horizon: scores[h − 1].
using ScoresByHorizon = std::vector<std::vector<evaluation::WeightedScore>>;

/// Scores of one model at past origins of one series: scores[h − 1], weights summing to 1 per horizon.
[[nodiscard]] inline ScoresByHorizon past_scores(const data::Series& series, const models::Model& model,
                                                 const ScoreTable& positive, const ScoreTable& additive) {
  const auto horizons = static_cast<Index>(positive.level.size());
  ScoresByHorizon out(static_cast<std::size_t>(horizons));
  const std::vector<int> definition = series.segment();
  // Origins near the end are like the forecast to come; steps grow, so that every horizon has some.
  Index back = 1;
  for (Index origin = 0; origin < kPanelOrigins; ++origin, back += (origin + 1) / 2) {
    const Index length = series.size() - back;
    // A training part shorter than half of the series is another kind of forecast.
    if (length < std::max(kFewestTraining, series.size() / 2)) break;
    const data::Series training = series.head(length);
    if (training.observed() < kFewestTraining) break;
    const std::optional<SeriesSpread> known = series_spread(training);
    if (!known || known->unit == 0.0) continue;
    const Index reach = std::min(back, horizons);
    const std::vector<double> centre = guarded_centre(training, model.fit(training)->mean(reach));
    const auto link = known->positive ? evaluation::Link::kPositive : evaluation::Link::kAdditive;
    for (Index h = 1; h <= reach; ++h) {
      const auto t = static_cast<std::size_t>(length + h - 1);
      if (data::is_missing(series.values()[t]) ||
          definition[t] != definition[static_cast<std::size_t>(length - 1)]) {
        continue;
      }
      const double spread = spread_at(known->positive ? positive : additive, *known, h);
      const double error =
          evaluation::invert_link(link, centre[static_cast<std::size_t>(h - 1)], series.values()[t]);
      if (std::isfinite(error)) out[static_cast<std::size_t>(h - 1)].push_back({error / spread, 1.0});
    }
  }
  for (auto& of_horizon : out) {
    for (evaluation::WeightedScore& score : of_horizon) {
      score.weight = 1.0 / static_cast<double>(of_horizon.size());
    }
  }
  return out;
}

/// Past scores of a whole panel, by horizon; at most kMostPanelSeries series, those with the smallest keys: a choice
/// that no order of the panel changes.
[[nodiscard]] inline ScoresByHorizon panel_scores(const models::Model& model, const data::Panel& panel,
                                                  const ScoreTable& positive, const ScoreTable& additive,
                                                  int threads) {
  std::vector<std::pair<std::uint64_t, Index>> chosen;
  for (Index i = 0; i < panel.size(); ++i) chosen.emplace_back(data::hash_key(panel[i].id()), i);
  std::sort(chosen.begin(), chosen.end());
  chosen.resize(static_cast<std::size_t>(std::min(panel.size(), kMostPanelSeries)));
  std::vector<ScoresByHorizon> each(chosen.size());
  parallel_for(static_cast<Index>(chosen.size()), threads, [&](Index k) {
    const auto row = static_cast<std::size_t>(k);
    each[row] = past_scores(panel[chosen[row].second], model, positive, additive);
  });
  ScoresByHorizon pooled(positive.level.size());
  for (const ScoresByHorizon& of_series : each) {
    for (std::size_t h = 0; h < of_series.size(); ++h) {
      pooled[h].insert(pooled[h].end(), of_series[h].begin(), of_series[h].end());
    }
  }
  return pooled;
}

/// Mean of min(|score|, kScoreCap) under a quantile function, by the midpoint rule on kSteps probabilities.
[[nodiscard]] inline double capped_mean(const evaluation::ScoreQuantiles& quantiles) noexcept {
  constexpr int kSteps = 400;
  double sum = 0.0;
  for (int i = 0; i < kSteps; ++i) {
    const double p = (i + 0.5) / kSteps;
    sum += std::min(std::abs(evaluation::score_quantile(quantiles, p)), kScoreCap);
  }
  return sum / kSteps;
}

/// log(m / m₀): mean capped score of the panel over the one its table expects, and the number of series behind it.
struct PanelVerdict {
  double log_ratio = 0.0;
  double series = 0.0;
};

[[nodiscard]] inline PanelVerdict panel_verdict(const ScoresByHorizon& scores, const ScoreTable& table) {
  double found = 0.0;
  double expected = 0.0;
  PanelVerdict out;
  for (std::size_t h = 0; h < scores.size(); ++h) {
    double series = 0.0;
    for (const evaluation::WeightedScore& score : scores[h]) {
      found += score.weight * std::min(std::abs(score.score), kScoreCap);
      series += score.weight;
    }
    expected += series * capped_mean(table.quantiles[h]);
    out.series = std::max(out.series, series);
  }
  if (found > 0.0 && expected > 0.0) out.log_ratio = std::log(found / expected);
  return out;
}

}  // namespace dubao::forecast
