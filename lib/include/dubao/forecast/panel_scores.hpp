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
#include <dubao/forecast/growth_pooling.hpp>
#include <dubao/forecast/parallel.hpp>
#include <dubao/forecast/score_table.hpp>
#include <dubao/forecast/spread.hpp>
#include <dubao/models/model.hpp>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <map>
#include <optional>
#include <utility>
#include <vector>

namespace dubao::forecast {

/// Most series that are backtested: more cost time and move no quantile visibly.
inline constexpr Index kMostPanelSeries = 300;
/// Fewest observed values of a training part from which a score is taken.
inline constexpr Index kFewestTraining = 5;
/// Fewest series from which a panel teaches by itself.
inline constexpr Index kFewestPanelSeries = 20;
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

/// Forecasts of one model from one past origin of one series.
struct PastForecast {
  Index back = 0;              ///< periods before the end
  Index length = 0;            ///< values known at the origin
  std::vector<double> centre;  ///< point forecasts, at most `back` of them
};

/// Forecasts from the past origins of a series that leave enough to learn from. horizons: at most this many periods ahead.
[[nodiscard]] inline std::vector<PastForecast> past_forecasts(const data::Series& series,
                                                              const models::Model& model, Index horizons) {
  std::vector<PastForecast> out;
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
    out.push_back(
        {back, length, guarded_centre(training, model.fit(training)->mean(std::min(back, horizons)))});
  }
  return out;
}

/// The series of a panel that are backtested, and what was forecast for them.
struct PanelPast {
  std::vector<Index> rows;                           ///< in the panel
  std::vector<std::vector<PastForecast>> forecasts;  ///< same order
};

/// From where the series of a panel are forecast; the present, their end, is the origin with `back` 0.
enum class Origins : std::uint8_t { kPast, kPresent, kPastAndPresent };

/// Forecasts at most kMostPanelSeries series, those with the smallest keys: a choice that no order of the panel changes.
[[nodiscard]] inline PanelPast panel_past(const models::Model& model, const data::Panel& panel,
                                          Index horizons, int threads, Origins origins = Origins::kPast) {
  std::vector<std::pair<std::uint64_t, Index>> chosen;
  for (Index i = 0; i < panel.size(); ++i) chosen.emplace_back(data::hash_key(panel[i].id()), i);
  std::sort(chosen.begin(), chosen.end());
  chosen.resize(static_cast<std::size_t>(std::min(panel.size(), kMostPanelSeries)));
  PanelPast out;
  for (const auto& [key, row] : chosen) out.rows.push_back(row);
  out.forecasts.resize(out.rows.size());
  parallel_for(static_cast<Index>(out.rows.size()), threads, [&](Index k) {
    const auto at = static_cast<std::size_t>(k);
    const data::Series& series = panel[out.rows[at]];
    if (origins != Origins::kPresent) out.forecasts[at] = past_forecasts(series, model, horizons);
    if (origins != Origins::kPast && series.observed() >= kFewestTraining) {
      out.forecasts[at].push_back(
          {0, series.size(), guarded_centre(series, model.fit(series)->mean(whole_years(series, horizons)))});
    }
  });
  return out;
}

/// What the panel says about growth as it stood `back` periods ago (0: at its end), over the
/// series that were forecast from there; changes nothing with fewer than kFewestPooledSeries of them.
[[nodiscard]] inline GrowthPooling pool_growth(const PanelPast& past, const data::Panel& panel, Index back) {
  std::vector<GrowthMember> members;
  for (std::size_t k = 0; k < past.rows.size(); ++k) {
    for (const PastForecast& one : past.forecasts[k]) {
      if (one.back != back) continue;
      const data::Series training = panel[past.rows[k]].head(one.length);
      const std::optional<OwnGrowth> own = own_growth(training);
      if (!own) continue;
      std::optional<GrowthAhead> ahead = growth_ahead(training, one.centre);
      if (ahead) members.push_back({*own, std::move(ahead->by_year)});
    }
  }
  return pool_members(members);
}

/// Scores of one series' past forecasts: scores[h − 1], weights summing to 1 per horizon. pooling: by `back`, corrects the centres
/// first where there is one.
[[nodiscard]] inline ScoresByHorizon scores_of_past(const data::Series& series,
                                                    const std::vector<PastForecast>& past,
                                                    const ScoreTable& positive, const ScoreTable& additive,
                                                    const std::map<Index, GrowthPooling>& pooling) {
  ScoresByHorizon out(positive.level.size());
  const std::vector<int> definition = series.segment();
  for (const PastForecast& one : past) {
    if (one.back == 0) continue;  // of the present: nothing came of it yet
    const data::Series training = series.head(one.length);
    const SeriesSpread known = *series_spread(training);
    const auto pool = pooling.find(one.back);
    const std::vector<double> centre =
        pool == pooling.end() ? one.centre : pool->second.apply(training, one.centre);
    const auto link = known.positive ? evaluation::Link::kPositive : evaluation::Link::kAdditive;
    for (std::size_t h = 0; h < centre.size(); ++h) {
      const auto t = static_cast<std::size_t>(one.length) + h;
      if (data::is_missing(series.values()[t]) ||
          definition[t] != definition[static_cast<std::size_t>(one.length - 1)]) {
        continue;
      }
      const double spread = spread_at(known.positive ? positive : additive, known, static_cast<Index>(h) + 1);
      const double error = evaluation::invert_link(link, centre[h], series.values()[t]);
      if (std::isfinite(error)) out[h].push_back({error / spread, 1.0});
    }
  }
  for (auto& of_horizon : out) {
    for (evaluation::WeightedScore& score : of_horizon) {
      score.weight = 1.0 / static_cast<double>(of_horizon.size());
    }
  }
  return out;
}

/// Past scores of a backtested panel, by horizon. with_growth: of forecasts with growth pooled as the panel stood at each
/// origin.
[[nodiscard]] inline ScoresByHorizon panel_scores(const PanelPast& past, const data::Panel& panel,
                                                  const ScoreTable& positive, const ScoreTable& additive,
                                                  bool with_growth = false) {
  std::map<Index, GrowthPooling> pooling;
  for (const auto& of_series : past.forecasts) {
    for (const PastForecast& one : of_series) {
      if (with_growth && one.back > 0 && pooling.count(one.back) == 0) {
        pooling[one.back] = pool_growth(past, panel, one.back);
      }
    }
  }
  ScoresByHorizon pooled(positive.level.size());
  for (std::size_t k = 0; k < past.rows.size(); ++k) {
    const ScoresByHorizon own =
        scores_of_past(panel[past.rows[k]], past.forecasts[k], positive, additive, pooling);
    for (std::size_t h = 0; h < own.size(); ++h)
      pooled[h].insert(pooled[h].end(), own[h].begin(), own[h].end());
  }
  return pooled;
}

/// Backtests a panel and scores it.
[[nodiscard]] inline ScoresByHorizon panel_scores(const models::Model& model, const data::Panel& panel,
                                                  const ScoreTable& positive, const ScoreTable& additive,
                                                  int threads) {
  return panel_scores(panel_past(model, panel, static_cast<Index>(positive.level.size()), threads), panel,
                      positive, additive);
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
