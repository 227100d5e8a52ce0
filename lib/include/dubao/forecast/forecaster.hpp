// SPDX-License-Identifier: Apache-2.0
//
// Forecaster: models over a panel; what everybody calls.
//
// What      Fits every model to every series in parallel and gives draws: calibrated on past errors, of the signal
//           or of the next survey figure, jointly over the series where asked for.
// When not  One series, one model, no calibration: use the model itself (models/).
// Order     fit: standard errors scaled by k (sampling_error.hpp) → models → scores of past errors (calibration.hpp)
//           draws: model's paths → calibrated margins → dependence → target → non-negativity
// Threads   Same bits for any number of threads; a permutation of the panel changes no result of any series.
// Example   Forecaster f({std::make_shared<models::Naive>()}, {}); f.fit(panel); f.draws(0, 5, 1000, 1)[0].median(4)
// Errors    All series that cannot be fitted are listed in one InputError or ModelError; nothing is left half fitted.
#pragma once

#include <dubao/data/panel.hpp>
#include <dubao/forecast/calibration.hpp>
#include <dubao/forecast/dependence.hpp>
#include <dubao/forecast/parallel.hpp>
#include <dubao/forecast/sampling_error.hpp>
#include <dubao/forecast/target.hpp>
#include <dubao/models/model.hpp>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace dubao::forecast {

/// How the series of a panel hang together in joint draws.
enum class Dependence : std::uint8_t { kIndependent, kGaussianCopula };

struct ForecasterOptions {
  int threads = 0;                              ///< 0: all cores
  bool non_negative = false;                    ///< every path and point forecast is raised to 0 at least
  data::Target target = data::Target::kSignal;  ///< what the draws are draws of
  Dependence dependence = Dependence::kIndependent;  ///< between series
  CalibrationMode calibration = CalibrationMode::kAutomatic;
  std::optional<double> sampling_scale{};  ///< k in [0, 1]; estimated on the panel when not given
};

class Forecaster {
 public:
  /// Throws InputError E-FOR-001 without models, E-FOR-002 when two have one alias, E-FOR-003 for a sampling_scale
  /// outside [0, 1].
  Forecaster(std::vector<models::ModelPointer> models, ForecasterOptions options)
      : models_(std::move(models)), options_(options) {
    Problems problems;
    problems.add_if(models_.empty(),
                    {"E-FOR-001", "models", "no model was given", "give a list of models", "", ""});
    std::vector<std::string> names;
    for (const models::ModelPointer& model : models_) {
      const std::string name = model->alias();
      problems.add_if(std::find(names.begin(), names.end(), name) != names.end(),
                      {"E-FOR-002", "models", "two models are named '" + name + "'",
                       "give one of them another alias", "", ""});
      names.push_back(name);
    }
    problems.add_if(
        options_.sampling_scale && !(*options_.sampling_scale >= 0.0 && *options_.sampling_scale <= 1.0),
        {"E-FOR-003", "se_scale", "the factor on the standard errors is outside [0, 1]",
         "give a number in [0, 1], or leave it out to estimate it", "", ""});
    problems.throw_if_any();
  }

  /// Fits all models to all series. Throws InputError E-FOR-004 for an empty panel and what the models throw, for
  /// all series at once.
  void fit(const data::Panel& panel) {
    if (panel.size() == 0) {
      throw InputError("E-FOR-004", "df", "the table has no series", "give at least one series");
    }
    SamplingScale scale = estimate_sampling_scale(panel);
    if (options_.sampling_scale)
      scale.scale = scale.lower = scale.upper = scale.mode = *options_.sampling_scale;
    data::Panel prepared = scaled_errors(panel, scale.scale);
    std::vector<std::vector<std::unique_ptr<models::Fitted>>> fitted(static_cast<std::size_t>(panel.size()));
    std::vector<std::vector<Problem>> refused(fitted.size());
    parallel_for(panel.size(), options_.threads, [&](Index i) {
      const auto row = static_cast<std::size_t>(i);
      for (const models::ModelPointer& model : models_) {
        try {
          fitted[row].push_back(model->fit(prepared[i]));
        } catch (const Error& error) {
          refused[row].insert(refused[row].end(), error.problems().begin(), error.problems().end());
          break;
        }
      }
    });
    Problems problems;
    for (const auto& of_series : refused) {
      for (const Problem& problem : of_series) problems.add(problem);
    }
    problems.throw_if_any();
    calibration_ = calibrate_models(models_, prepared, options_.calibration, options_.threads);
    panel_ = std::move(prepared);
    fitted_ = std::move(fitted);
    scale_ = scale;
  }

  [[nodiscard]] bool is_fitted() const noexcept { return !fitted_.empty(); }
  [[nodiscard]] const data::Panel& panel() const noexcept { return panel_; }
  [[nodiscard]] const std::vector<models::ModelPointer>& models() const noexcept { return models_; }
  [[nodiscard]] const ForecasterOptions& options() const noexcept { return options_; }
  /// The factor on the standard errors that was used.
  [[nodiscard]] const SamplingScale& sampling_scale() const noexcept { return scale_; }
  /// How the draws of a model are calibrated, in words.
  [[nodiscard]] std::string calibration_note(Index model) const { return calibration_[at(model)].note(); }
  [[nodiscard]] const models::Fitted& fitted(Index series, Index model) const {
    require_fitted();
    return *fitted_[at(series)][at(model)];
  }

  /// Point forecasts of one model, one vector of length horizon per series.
  [[nodiscard]] std::vector<std::vector<double>> mean(Index model, Index horizon) const {
    require_fitted();
    std::vector<std::vector<double>> out(fitted_.size());
    parallel_for(panel_.size(), options_.threads, [&](Index i) { out[at(i)] = centre(i, model, horizon); });
    return out;
  }

  /// n joint sample paths of one model per series. Path d of every series belongs together.
  [[nodiscard]] std::vector<data::Draws> draws(Index model, Index horizon, Index n,
                                               std::uint64_t seed) const {
    require_fitted();
    std::vector<data::Draws> out(fitted_.size());
    parallel_for(panel_.size(), options_.threads,
                 [&](Index i) { out[at(i)] = calibrated(i, model, horizon, n, seed); });
    if (options_.dependence == Dependence::kGaussianCopula) make_joint(out, model, seed);
    parallel_for(panel_.size(), options_.threads,
                 [&](Index i) { out[at(i)] = targeted(i, model, std::move(out[at(i)]), seed); });
    return out;
  }

  /// Shrunken residual correlation of the series under one model, rows in the order of the sorted ids.
  [[nodiscard]] ShrunkenCorrelation correlation(Index model) const {
    require_fitted();
    std::vector<ResidualSeries> residuals;
    for (const Index i : by_id()) {
      residuals.push_back({panel_[i].id(), panel_[i].start(), fitted(i, model).summary().residuals});
    }
    return shrunken_correlation(residuals);
  }

 private:
  static std::size_t at(Index i) noexcept { return static_cast<std::size_t>(i); }
  void require_fitted() const {
    if (!is_fitted()) {
      throw InputError("E-FOR-005", "fit", "the forecaster is not fitted", "call fit first");
    }
  }
  [[nodiscard]] static data::Panel scaled_errors(const data::Panel& panel, double scale) {
    data::Panel out;
    for (const data::Series& series : panel) {
      if (!series.has_standard_errors()) {
        out.add(series);
        continue;
      }
      std::vector<double> errors = series.standard_errors();
      for (double& error : errors) error *= scale;
      out.add(series.with_standard_errors(std::move(errors)));
    }
    return out;
  }
  [[nodiscard]] std::vector<double> centre(Index i, Index model, Index horizon) const {
    std::vector<double> out = guarded_centre(
        panel_[i], calibration_[at(model)].pooled(panel_[i], fitted_[at(i)][at(model)]->mean(horizon)));
    if (options_.non_negative) {
      for (double& value : out) value = std::max(0.0, value);
    }
    return out;
  }
  [[nodiscard]] data::Draws calibrated(Index i, Index model, Index horizon, Index n,
                                       std::uint64_t seed) const {
    const models::Fitted& fit = *fitted_[at(i)][at(model)];
    data::Draws raw = fit.draws(horizon, n, seed);
    const std::vector<evaluation::CalibratedMargin> margins =
        calibration_[at(model)].margins(panel_[i], centre(i, model, horizon));
    return margins.empty() ? raw : evaluation::calibrate(raw, margins);
  }
  void make_joint(std::vector<data::Draws>& draws, Index model, std::uint64_t seed) const {
    const std::vector<Index> order = by_id();
    std::vector<data::Draws> sorted;
    sorted.reserve(order.size());
    for (const Index i : order) sorted.push_back(std::move(draws[at(i)]));
    impose_dependence(sorted, correlation(model), seed);
    for (std::size_t k = 0; k < order.size(); ++k) draws[at(order[k])] = std::move(sorted[k]);
  }
  [[nodiscard]] data::Draws targeted(Index i, Index model, data::Draws draws, std::uint64_t seed) const {
    const data::Series& series = panel_[i];
    const std::vector<double> centres = centre(i, model, draws.horizon());
    // The panel's standard errors are scaled already.
    const std::vector<double> errors = future_standard_errors(series, 1.0, centres);
    draws = to_signal(draws, centres, errors);
    if (options_.target == data::Target::kSurvey) {
      draws = to_survey(draws, centres, errors, is_positive(series), seed);
    }
    if (!options_.non_negative || draws.paths().minCoeff() >= 0.0) return draws;
    data::DrawMatrix paths = draws.paths().cwiseMax(0.0);
    return data::Draws(draws.start(), std::move(paths), draws.id(), draws.target()).with_unit(draws.unit());
  }
  [[nodiscard]] std::vector<Index> by_id() const {
    std::vector<Index> order(at(panel_.size()));
    std::iota(order.begin(), order.end(), Index{0});
    std::sort(order.begin(), order.end(),
              [this](Index a, Index b) { return panel_[a].id() < panel_[b].id(); });
    return order;
  }

  std::vector<models::ModelPointer> models_;
  ForecasterOptions options_;
  data::Panel panel_;
  std::vector<std::vector<std::unique_ptr<models::Fitted>>> fitted_;  ///< series × models
  std::vector<Calibrator> calibration_;                               ///< per model
  SamplingScale scale_;
};

}  // namespace dubao::forecast
