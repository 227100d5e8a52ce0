// SPDX-License-Identifier: Apache-2.0
//
// Calibration: the marginal distributions a forecaster's draws get, from the errors of past forecasts.
//
// Table     Scores of the same model on M4 ship with the library (score_table.hpp): what a lone short series uses. They
//           are taken as symmetric: other people's series say how wide, not which way.
// Panel     With many series the rolling origins inside the panel say whether its errors are larger or smaller than
//           the table's: all spreads are multiplied by
//           exp(w log(m / m₀)),  m the mean of min(|score|, kScoreCap) in the panel, m₀ the table's,
//           w = S / (S + kTableWorth) for S series with scores; every series weighs the same.
//           One factor, not a new distribution: on panels drawn from M4, quantiles learnt inside the panel covered no
//           better and scored worse (docs/benchmarks.md).
// No table  (a model of one's own, a frequency other than annual): quantiles of the panel's scores by horizon, made
//           symmetric, when kFewestPanelSeries series or more have them; else the draws as the model made them.
// Formula   score = link⁻¹(actual; centre) / spread_h (spread.hpp); margins by conformal.hpp; intervals are made to
//           widen with the horizon.
// Assumption  Errors to come are like errors of the same age in the past, relative to the spread.
// Source    conformal.hpp; the pooled spread and the blend are ours, measured in docs/benchmarks.md.
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
#include <string>
#include <utility>
#include <vector>

namespace dubao::forecast {

/// Where the scores of a calibration come from.
enum class CalibrationMode : std::uint8_t { kNone, kTable, kPanel, kAutomatic };

/// Series of a panel that weigh as much as the table. Chosen on panels drawn from M4, see docs/benchmarks.md.
inline constexpr double kTableWorth = 200.0;
/// Scores are capped before they are averaged, so that one broken series does not widen all.
inline constexpr double kScoreCap = 4.0;
/// Fewest series from which a panel teaches by itself.
inline constexpr Index kFewestPanelSeries = 20;
/// Most series that are backtested for calibration: more cost time and move no quantile visibly.
inline constexpr Index kMostPanelSeries = 300;
/// Fewest observed values of a training part from which a score is taken.
inline constexpr Index kFewestTraining = 5;
/// Smallest centre of a positive series, in units of its smallest observed value.
inline constexpr double kSmallestCentre = 0.05;
/// Past origins a series.
inline constexpr Index kPanelOrigins = 6;

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

/// Spread at horizon h ≥ 1 by a table; beyond the table's last horizon it goes on growing as a power of h.
[[nodiscard]] inline double spread_at(const ScoreTable& table, const SeriesSpread& series, Index h) noexcept {
  if (series.unit == 0.0) return 0.0;
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
  return std::exp(level) * (series.positive ? 1.0 : series.unit);
}

/// Scores by horizon: scores[h − 1].
using ScoresByHorizon = std::vector<std::vector<evaluation::WeightedScore>>;

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

/// The margins of one model's draws.
class Calibrator {
 public:
  /// Draws as the model made them.
  Calibrator() = default;
  /// By a model's own tables (positive and additive), all spreads multiplied by `factor` > 0.
  Calibrator(const ScoreTable& positive, const ScoreTable& additive, double factor, std::string note)
      : positive_(&positive), additive_(&additive), factor_(factor), note_(std::move(note)) {}
  /// By the panel's scores alone, on the spread of borrowed tables. scores: by horizon, the first not empty.
  Calibrator(const ScoreTable& positive, const ScoreTable& additive, const ScoresByHorizon& scores,
             std::string note)
      : positive_(&positive), additive_(&additive), note_(std::move(note)) {
    for (const auto& of_horizon : scores) {
      double series = 0.0;
      std::vector<evaluation::WeightedScore> both;
      for (const evaluation::WeightedScore& score : of_horizon) {
        series += score.weight;
        both.push_back(score);
        both.push_back({-score.score, score.weight});
      }
      // Beyond the last horizon with enough series its verdict is carried on.
      if (!own_.empty() && series < static_cast<double>(kFewestPanelSeries)) break;
      own_.push_back(evaluation::quantiles_of_scores(std::move(both)));
    }
  }

  /// How the draws are calibrated, in words.
  [[nodiscard]] const std::string& note() const noexcept { return note_; }
  /// The panel's factor on the spreads; 1 when the table stands alone.
  [[nodiscard]] double factor() const noexcept { return factor_; }

  /// One margin per centre; empty when the draws stand as the model made them. centre: point forecasts, positive for
  /// positive series.
  [[nodiscard]] std::vector<evaluation::CalibratedMargin> margins(const data::Series& series,
                                                                  const std::vector<double>& centre) const {
    std::vector<evaluation::CalibratedMargin> out;
    if (positive_ == nullptr) return out;
    const std::optional<SeriesSpread> known = series_spread(series);
    if (!known) return out;
    const ScoreTable& table = known->positive ? *positive_ : *additive_;
    const auto& quantiles = [&](std::size_t h) -> const evaluation::ScoreQuantiles& {
      return own_.empty() ? table.quantiles[std::min(h, table.quantiles.size() - 1)]
                          : own_[std::min(h, own_.size() - 1)];
    };
    evaluation::ScoreQuantiles widest{};
    for (std::size_t h = 0; h < centre.size(); ++h) {
      evaluation::CalibratedMargin margin;
      margin.centre = centre[h];
      margin.link = known->positive ? evaluation::Link::kPositive : evaluation::Link::kAdditive;
      margin.spread = factor_ * spread_at(table, *known, static_cast<Index>(h) + 1);
      margin.quantiles = quantiles(h);
      // No interval may be narrower, relative to its centre, than that of the year before.
      for (std::size_t k = 0; k < widest.size() && margin.spread > 0.0; ++k) {
        const double offset = margin.spread * margin.quantiles[k];
        widest[k] = offset < 0.0 ? std::min(widest[k], offset) : std::max(widest[k], offset);
        margin.quantiles[k] = widest[k] / margin.spread;
      }
      out.push_back(margin);
    }
    return out;
  }

 private:
  const ScoreTable* positive_ = nullptr;
  const ScoreTable* additive_ = nullptr;
  double factor_ = 1.0;
  std::vector<evaluation::ScoreQuantiles> own_;
  std::string note_ = "draws as the model made them";
};

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

/// log(m / m₀) of the banner, and the number of series behind it.
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

/// Learns the calibration of one model. Throws InputError E-CAL-001 when the panel is asked for and gives no score.
/// Cost: up to kPanelOrigins fits for each of at most kMostPanelSeries series, when the panel is learnt from.
[[nodiscard]] inline Calibrator calibrate_model(const models::Model& model, const data::Panel& panel,
                                                CalibrationMode mode, int threads) {
  if (mode == CalibrationMode::kNone) return {};
  const ScoreTable* positive = find_score_table(model.alias(), true);
  const bool annual = panel.size() == 0 || panel[0].frequency() == time::Frequency::kAnnual;
  const bool has_table = positive != nullptr && annual;
  // Without tables of its own a model borrows the yardstick's spread; the panel's scores then decide alone.
  const std::string source = positive != nullptr ? model.alias() : std::string(kYardstick);
  positive = find_score_table(source, true);
  const ScoreTable* additive = find_score_table(source, false);
  const std::string table_note =
      has_table ? "scores of this model on M4 (table " + std::string(kScoreTableVersion) + ")" : "";
  const bool learn = mode == CalibrationMode::kPanel ||
                     (mode == CalibrationMode::kAutomatic && panel.size() >= kFewestPanelSeries);
  if (learn) {
    const ScoresByHorizon scores = panel_scores(model, panel, *positive, *additive, threads);
    const PanelVerdict verdict = panel_verdict(scores, *positive);
    if (mode == CalibrationMode::kPanel && scores.front().empty()) {
      throw InputError("E-CAL-001", "calibration", "no series is long enough for a past origin",
                       "use calibration table, or longer series");
    }
    const std::string own =
        "scores of " + std::to_string(static_cast<int>(verdict.series)) + " series of the panel";
    const bool enough = verdict.series >= static_cast<double>(kFewestPanelSeries);
    if (has_table && (enough || mode == CalibrationMode::kPanel)) {
      const double weight =
          mode == CalibrationMode::kPanel ? 1.0 : verdict.series / (verdict.series + kTableWorth);
      const double factor = std::exp(weight * verdict.log_ratio);
      return {*positive, *additive, factor,
              table_note + ", spreads times " + std::to_string(factor) + " by " + own};
    }
    if (!has_table && (enough || mode == CalibrationMode::kPanel)) return {*positive, *additive, scores, own};
  }
  if (!has_table) return {};
  return {*positive, *additive, 1.0, table_note};
}

/// One calibration a model, in the order given.
[[nodiscard]] inline std::vector<Calibrator> calibrate_models(const std::vector<models::ModelPointer>& models,
                                                              const data::Panel& panel, CalibrationMode mode,
                                                              int threads) {
  std::vector<Calibrator> out;
  out.reserve(models.size());
  for (const models::ModelPointer& model : models) {
    out.push_back(calibrate_model(*model, panel, mode, threads));
  }
  return out;
}

}  // namespace dubao::forecast
