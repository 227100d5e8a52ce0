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
//           One factor, not a new distribution: on panels of 100 and 300 series of one M4 category (ten draws of
//           each of six) the MSIS of 95 % intervals was 24.98 and 25.12 with the factor, 25.00 and 25.21 with the
//           table alone, 25.20 and 25.25 with quantiles learnt inside the panel at the same weight.
// Growth    Of a panel of kFewestPanelSeries series or more the growth of the default forecaster's point forecasts is pooled
//           (growth_pooling.hpp), at the past origins too, so that the factor is that of pooled forecasts. Unrelated series of M4
//           taken as one panel gain as well, so that it need not be asked for. With a season only the forecasts from
//           the end are made anew for it.
// No table  (a model of one's own): quantiles of the panel's scores by horizon, made symmetric, when
//           kFewestPanelSeries series or more have them; else the draws as the model made them.
// Frequency Annual, quarterly and monthly series have their own table (score_table.hpp). Half-yearly, weekly and daily ones
//           have none: there the draws stand as the model made them, which the note says, unless the panel is asked for;
//           then its own scores decide, on the spread that the table of annual series gives the yardstick.
//           With a season the panel is backtested only where it is asked for: refitting seasonal models at past origins
//           costs more than the table leaves to be learnt.
// Formula   score = link⁻¹(actual; centre) / spread_h (spread.hpp); margins by conformal.hpp; intervals are made to
//           widen with the horizon.
// Assumption  Errors to come are like errors of the same age in the past, relative to the spread.
// Source    conformal.hpp; the pooled spread and the factor are ours, measured in docs/benchmarks.md.
#pragma once

#include <dubao/data/panel.hpp>
#include <dubao/evaluation/conformal.hpp>
#include <dubao/forecast/calibration_key.hpp>
#include <dubao/forecast/forecaster_state.hpp>
#include <dubao/forecast/panel_scores.hpp>
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

/// Series of a panel that weigh as much as the table: of 50, 200 and 500 the one with the best MSIS on M4 (banner).
inline constexpr double kTableWorth = 200.0;

/// Largest spread: scores are below a thousand of them.
inline constexpr double kLargestSpread = std::numeric_limits<double>::max() / 1e4;

/// The margins of one model's draws.
class Calibrator {
 public:
  /// Draws as the model made them.
  Calibrator() = default;
  /// The same, with the reason.
  explicit Calibrator(std::string note) : note_(std::move(note)) {}
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

  /// As it was learnt, by the tables it was learnt with.
  Calibrator(const ScoreTable& positive, const ScoreTable& additive, const LearntCalibration& learnt)
      : positive_(&positive),
        additive_(&additive),
        factor_(learnt.factor),
        growth_(learnt.growth),
        own_(learnt.quantiles),
        note_(learnt.note) {}

  /// What it takes to make it again, but the version of the table.
  [[nodiscard]] LearntCalibration learnt() const {
    return {positive_ != nullptr, factor_, growth_, own_, {}, note_};
  }
  /// How the draws are calibrated, in words.
  [[nodiscard]] const std::string& note() const noexcept { return note_; }
  /// The panel's factor on the spreads; 1 when the table stands alone.
  [[nodiscard]] double factor() const noexcept { return factor_; }

  /// What the panel has learnt about growth; changes nothing where it has not.
  void set_growth(const GrowthPooling& growth) { growth_ = growth; }
  [[nodiscard]] const GrowthPooling& growth() const noexcept { return growth_; }
  /// Point forecasts of a series of the panel with the panel's growth pooled in.
  [[nodiscard]] std::vector<double> pooled(const data::Series& series, std::vector<double> centre) const {
    return growth_.apply(series, std::move(centre));
  }

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
      // Changes near the largest double have a sum that is none; scores times the spread must stay one.
      if (!(margin.spread < kLargestSpread)) margin.spread = kLargestSpread;
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
  GrowthPooling growth_{};
  std::vector<evaluation::ScoreQuantiles> own_;
  std::string note_ = "draws as the model made them";
};

/// The tables a model is calibrated by: its own, or the yardstick's, whose spread it borrows while the panel's scores decide
/// alone; where the frequency has none, those of annual series.
struct CalibrationTables {
  std::string key;  ///< of the model; empty when it has no table of its own kind
  bool has_own = false;
  bool has_frequency = false;
  const ScoreTable* positive = nullptr;
  const ScoreTable* additive = nullptr;
  std::string version;
};

[[nodiscard]] inline CalibrationTables calibration_tables(const models::Model& model,
                                                          time::Frequency frequency) {
  CalibrationTables out;
  out.key = calibration_key(model, frequency);
  out.has_own = find_score_table(out.key, true, frequency) != nullptr;
  const std::string source = out.has_own ? out.key : std::string(kYardstick);
  out.has_frequency = find_score_table(source, true, frequency) != nullptr;
  const time::Frequency lender = out.has_frequency ? frequency : time::Frequency::kAnnual;
  out.positive = find_score_table(source, true, lender);
  out.additive = find_score_table(source, false, lender);
  out.version = score_table_version(lender);
  return out;
}

/// The calibration of one model as it was learnt. Throws InputError E-CAL-002 when it was learnt by tables of another version.
[[nodiscard]] inline Calibrator restored_calibrator(const models::Model& model, time::Frequency frequency,
                                                    const LearntCalibration& learnt) {
  if (!learnt.has_margins) {
    Calibrator out(learnt.note);
    out.set_growth(learnt.growth);
    return out;
  }
  const CalibrationTables tables = calibration_tables(model, frequency);
  if (tables.version != learnt.table) {
    throw InputError("E-CAL-002", "calibration",
                     "learnt with score table " + learnt.table + ", this release has " + tables.version,
                     "fit the forecaster again, or use the release that wrote the file");
  }
  return {*tables.positive, *tables.additive, learnt};
}

/// Learns the calibration of one model. Throws InputError E-CAL-001 when the panel is asked for and gives no score.
/// Cost: up to kPanelOrigins fits for each of at most kMostPanelSeries series, when the panel is learnt from, and one where
/// growth is pooled.
[[nodiscard]] inline Calibrator calibrate_model(const models::Model& model, const data::Panel& panel,
                                                CalibrationMode mode, int threads) {
  if (mode == CalibrationMode::kNone) return {};
  const time::Frequency frequency = panel.size() == 0 ? time::Frequency::kAnnual : panel[0].frequency();
  const CalibrationTables tables = calibration_tables(model, frequency);
  const auto& [key, has_table, is_known, positive, additive, version] = tables;
  const bool annual = frequency == time::Frequency::kAnnual;
  const std::string table_note =
      has_table ? "scores of this model on competition series (table " + version + ")" : "";
  const bool learn = mode == CalibrationMode::kPanel ||
                     (mode == CalibrationMode::kAutomatic && annual && panel.size() >= kFewestPanelSeries);
  // Growth is pooled for the default alone: a model that was asked for by name stays what its name says.
  const bool pools =
      is_known && key == "Ensemble" && panel.size() >= kFewestPanelSeries && mode != CalibrationMode::kTable;
  const auto horizons = static_cast<Index>(positive->level.size());
  if (learn) {
    const PanelPast past =
        panel_past(model, panel, horizons, threads, pools ? Origins::kPastAndPresent : Origins::kPast);
    const GrowthPooling pooling = pools ? pool_growth(past, panel, 0) : GrowthPooling{};
    const ScoresByHorizon scores = panel_scores(past, panel, *positive, *additive, pooling.is_active());
    const PanelVerdict verdict = panel_verdict(scores, *positive);
    if (mode == CalibrationMode::kPanel && scores.front().empty()) {
      throw InputError("E-CAL-001", "calibration", "no series is long enough for a past origin",
                       "use calibration table, or longer series");
    }
    const std::string own =
        "scores of " + std::to_string(std::lround(verdict.series)) + " series of the panel";
    const bool enough = verdict.series >= static_cast<double>(kFewestPanelSeries);
    if (has_table && (enough || mode == CalibrationMode::kPanel)) {
      const double weight = verdict.series / (verdict.series + kTableWorth);
      const double factor = std::exp(weight * verdict.log_ratio);
      Calibrator out(*positive, *additive, factor,
                     table_note + ", spreads times " + std::to_string(factor) + " by " + own +
                         (pooling.is_active() ? "; " + pooling.note() : ""));
      out.set_growth(pooling);
      return out;
    }
    if (!has_table && (enough || mode == CalibrationMode::kPanel)) return {*positive, *additive, scores, own};
  }
  if (!is_known) {
    return Calibrator("no score table of " + std::string(time::to_word(frequency)) +
                      " series: draws as the model made them (calibration panel learns from the panel)");
  }
  if (!has_table) return {};
  const GrowthPooling pooling =
      pools && !learn ? pool_growth(panel_past(model, panel, horizons, threads, Origins::kPresent), panel, 0)
                      : GrowthPooling{};
  Calibrator out(*positive, *additive, 1.0, table_note + (pooling.is_active() ? "; " + pooling.note() : ""));
  out.set_growth(pooling);
  return out;
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
