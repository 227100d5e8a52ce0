// SPDX-License-Identifier: Apache-2.0
//
// Forecaster: models over a panel; what everybody calls.
//
// What      Fits every model to every series in parallel and gives draws: calibrated on past errors, of the signal
//           or of the next survey figure, jointly over the series where asked for.
// When not  One series, one model, no calibration: use the model itself (models/).
// Order     fit: standard errors scaled by k (sampling_error.hpp) → models → scores of past errors (calibration.hpp)
//           draws: model's paths → margins of the interval source (interval_source.hpp), calibrated ones by default →
//           dependence → target → non-negativity
// Life      update moves the fits to the end of a longer panel with held parameters; state and restore make the same
//           forecaster again (forecaster_state.hpp).
// Threads   Same bits for any number of threads; a permutation of the panel changes no result of any series.
// Example   Forecaster f({std::make_shared<models::Naive>()}, {}); f.fit(panel); f.draws(0, 5, 1000, 1)[0].median(4)
// Errors    All series that cannot be fitted are listed in one InputError or ModelError; nothing is left half fitted.
#pragma once

#include <dubao/data/panel.hpp>
#include <dubao/forecast/calibration.hpp>
#include <dubao/forecast/dependence.hpp>
#include <dubao/forecast/forecaster_state.hpp>
#include <dubao/forecast/interval_source.hpp>
#include <dubao/forecast/model_intervals.hpp>
#include <dubao/forecast/parallel.hpp>
#include <dubao/forecast/sampling_error.hpp>
#include <dubao/forecast/split_conformal.hpp>
#include <dubao/forecast/target.hpp>
#include <dubao/models/analytic_forecast.hpp>
#include <dubao/models/model.hpp>
#include <dubao/models/resampled_paths.hpp>

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
  IntervalSource intervals = IntervalSource::kCalibrated;  ///< the others leave `calibration` unused
};

class Forecaster {
 public:
  /// Throws InputError E-FOR-001 without models, E-FOR-002 when two have one alias, E-FOR-003 for a sampling_scale
  /// outside [0, 1], E-FOR-010 for a calibration by table or panel with intervals from another source.
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
    problems.add_if(
        options_.intervals != IntervalSource::kCalibrated &&
            (options_.calibration == CalibrationMode::kTable ||
             options_.calibration == CalibrationMode::kPanel),
        {"E-FOR-010", "calibration",
         "intervals " + std::string(to_word(options_.intervals)) + " are not calibrated by table or panel",
         "leave calibration out, or use intervals calibrated", "", ""});
    problems.throw_if_any();
  }

  /// Fits all models to all series. Throws InputError E-FOR-004 for an empty panel, and for all series at once what the
  /// models throw and ModelError E-MOD-009 or E-MOD-010 where a model does not have the intervals asked for.
  void fit(const data::Panel& panel) {
    if (panel.size() == 0) {
      throw InputError("E-FOR-004", "df", "the table has no series", "give at least one series");
    }
    SamplingScale scale = estimate_sampling_scale(panel);
    if (options_.sampling_scale)
      scale.scale = scale.lower = scale.upper = scale.mode = *options_.sampling_scale;
    Fits found =
        fits_of(scaled_errors(panel, scale.scale),
                [this](const data::Series& series, Index, Index m) { return models_[at(m)]->fit(series); });
    std::vector<Calibrator> calibration = calibrate_models(
        models_, found.panel,
        options_.intervals == IntervalSource::kCalibrated ? options_.calibration : CalibrationMode::kNone,
        options_.threads);
    std::vector<std::vector<ConformalScores>> conformal = conformal_of(found);
    take(std::move(found), std::move(calibration), std::move(conformal), scale);
  }

  /// Everything that was learnt. With models, options and the panel as it was given, restore makes the same forecaster.
  [[nodiscard]] ForecasterState state() const {
    require_fitted();
    ForecasterState out;
    out.scale = scale_;
    for (std::size_t m = 0; m < models_.size(); ++m) {
      out.calibration.push_back(calibration_[m].learnt());
      out.calibration.back().table = calibration_tables(*models_[m], panel_[0].frequency()).version;
    }
    out.conformal = conformal_;
    for (const auto& of_series : fitted_) {
      out.params.emplace_back();
      for (const auto& fit : of_series) out.params.back().push_back(fit->summary().params);
    }
    return out;
  }
  /// Filters a panel with the parameters of a state and estimates nothing; standard errors as they were given to fit. Throws
  /// InputError E-FOR-011 for a state of other series or models, E-CAL-002 for one of other score tables, E-MOD-006 when a
  /// model cannot hold its parameters, E-MOD-007 for parameters that are not its own, ModelError E-MOD-008 when they cannot
  /// describe the values, for all series at once.
  void restore(const data::Panel& panel, const ForecasterState& state) {
    const bool has_errors = options_.intervals != IntervalSource::kConformal || !state.conformal.empty();
    if (!has_errors || !state.fits(panel.size(), static_cast<Index>(models_.size()))) {
      throw InputError("E-FOR-011", "state", "the state is one of other series or models",
                       "give the panel and the models it was made with");
    }
    Fits found =
        fits_of(scaled_errors(panel, state.scale.scale), [&](const data::Series& series, Index i, Index m) {
          return models_[at(m)]->fit_with_parameters(series, {}, state.params[at(i)][at(m)]);
        });
    std::vector<Calibrator> calibration;
    for (std::size_t m = 0; m < models_.size(); ++m) {
      calibration.push_back(
          restored_calibrator(*models_[m], found.panel[0].frequency(), state.calibration[m]));
    }
    take(std::move(found), std::move(calibration), state.conformal, state.scale);
  }
  /// Moves every fit to the end of a longer panel: the same series in the same order, with what was given to fit before the
  /// new values. Parameters, factor on the standard errors, calibration and past errors are held. Throws as restore.
  void update(const data::Panel& longer) {
    require_fitted();
    bool same = longer.size() == panel_.size();
    for (Index i = 0; same && i < longer.size(); ++i) {
      same = longer[i].id() == panel_[i].id() && longer[i].start() == panel_[i].start() &&
             longer[i].size() >= panel_[i].size();
    }
    if (!same) {
      throw InputError("E-FOR-011", "df", "the panel does not continue the one that was fitted",
                       "give the same series, each from its first value on");
    }
    restore(longer, state());
  }
  /// The same fits with intervals from another source; for calibrated ones by automatic calibration when the forecaster was
  /// fitted with another source. Throws as fit.
  [[nodiscard]] Forecaster with_intervals(IntervalSource source) const {
    require_fitted();
    Forecaster out = *this;
    out.options_.intervals = source;
    if (source == options_.intervals) return out;
    if (source == IntervalSource::kCalibrated) {
      out.calibration_ = calibrate_models(models_, panel_, options_.calibration, options_.threads);
    }
    Fits found{panel_, fitted_};
    out.require_source(found);
    out.conformal_ = out.conformal_of(found);
    return out;
  }

  [[nodiscard]] bool is_fitted() const noexcept { return !fitted_.empty(); }
  [[nodiscard]] const data::Panel& panel() const noexcept { return panel_; }
  [[nodiscard]] const std::vector<models::ModelPointer>& models() const noexcept { return models_; }
  [[nodiscard]] const ForecasterOptions& options() const noexcept { return options_; }
  /// The factor on the standard errors that was used.
  [[nodiscard]] const SamplingScale& sampling_scale() const noexcept { return scale_; }
  /// How the draws of a model are made, in words.
  [[nodiscard]] std::string calibration_note(Index model) const {
    return options_.intervals == IntervalSource::kCalibrated
               ? calibration_[at(model)].note()
               : "intervals " + std::string(to_word(options_.intervals));
  }
  /// What stands behind the intervals of one series, in words; empty for calibrated, analytic and simulated ones.
  [[nodiscard]] std::string interval_note(Index series, Index model) const {
    if (options_.intervals == IntervalSource::kBootstrap) {
      const Index count = models::resampling(fitted(series, model)).resampled();
      return count > 0 ? "intervals: " + std::to_string(count) + " residuals resampled"
                       : "intervals: too few residuals to resample, innovations are normal";
    }
    if (options_.intervals == IntervalSource::kConformal) return conformal_[at(series)][at(model)].note();
    return {};
  }
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
                 [&](Index i) { out[at(i)] = sourced(i, model, horizon, n, seed); });
    if (options_.dependence == Dependence::kGaussianCopula) make_joint(out, model, seed);
    parallel_for(panel_.size(), options_.threads,
                 [&](Index i) { out[at(i)] = targeted(i, model, std::move(out[at(i)]), seed); });
    return out;
  }

  /// Shrunken one-step residual correlation of the series under one model, rows in the order of the sorted ids. Joint draws
  /// take that of accumulated residuals where it is larger (path_correlation).
  [[nodiscard]] ShrunkenCorrelation correlation(Index model) const {
    require_fitted();
    return shrunken_correlation(residuals_by_id(model));
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
    const Calibrator& calibrator = calibration_[at(model)];
    const Index asked = calibrator.growth().is_active() ? whole_years(panel_[i], horizon) : horizon;
    std::vector<double> out =
        guarded_centre(panel_[i], calibrator.pooled(panel_[i], fitted_[at(i)][at(model)]->mean(asked)));
    out.resize(at(horizon));
    if (options_.non_negative) {
      for (double& value : out) value = std::max(0.0, value);
    }
    return out;
  }
  // The panel with errors scaled and its fits, series × models.
  using FittedPointer = std::shared_ptr<const models::Fitted>;
  struct Fits {
    data::Panel panel;
    std::vector<std::vector<FittedPointer>> fitted;
  };
  // fit_one(series, row, model); what is refused is thrown for all series at once.
  template <typename FitOne>
  [[nodiscard]] Fits fits_of(data::Panel panel, const FitOne& fit_one) const {
    Fits out{std::move(panel), {}};
    out.fitted.resize(at(out.panel.size()));
    for_all_series(out.panel, [&](Index i) {
      for (std::size_t m = 0; m < models_.size(); ++m) {
        out.fitted[at(i)].push_back(fit_one(out.panel[i], i, static_cast<Index>(m)));
      }
    });
    require_source(out);
    return out;
  }
  template <typename Work>
  void for_all_series(const data::Panel& panel, const Work& work) const {
    std::vector<std::vector<Problem>> refused(at(panel.size()));
    std::vector<char> by_model(refused.size(), 0);
    parallel_for(panel.size(), options_.threads, [&](Index i) {
      try {
        work(i);
      } catch (const ModelError& error) {
        by_model[at(i)] = 1;
        refused[at(i)] = error.problems();
      } catch (const Error& error) {
        refused[at(i)] = error.problems();
      }
    });
    Problems problems;
    bool only_models = true;
    for (std::size_t i = 0; i < refused.size(); ++i) {
      only_models = only_models && (refused[i].empty() || by_model[i] != 0);
      for (const Problem& problem : refused[i]) problems.add(problem);
    }
    if (problems.empty()) return;
    if (only_models) throw ModelError(problems.list());
    problems.throw_if_any();
  }
  void require_source(const Fits& fits) const {
    for_all_series(fits.panel, [&](Index i) {
      for (const FittedPointer& fit : fits.fitted[at(i)]) {
        const std::string& id = fits.panel[i].id();
        if (options_.intervals == IntervalSource::kAnalytic) (void)models::required_variance(*fit, 1, id);
        if (options_.intervals == IntervalSource::kBootstrap) (void)models::resampling(*fit, id).resampled();
      }
    });
  }
  [[nodiscard]] std::vector<std::vector<ConformalScores>> conformal_of(const Fits& fits) const {
    std::vector<std::vector<ConformalScores>> out;
    if (options_.intervals != IntervalSource::kConformal) return out;
    out.resize(fits.fitted.size());
    for_all_series(fits.panel, [&](Index i) {
      for (const models::ModelPointer& model : models_) {
        out[at(i)].push_back(conformal_scores(*model, fits.panel[i]));
      }
    });
    return out;
  }
  void take(Fits fits, std::vector<Calibrator> calibration,
            std::vector<std::vector<ConformalScores>> conformal, const SamplingScale& scale) {
    panel_ = std::move(fits.panel);
    fitted_ = std::move(fits.fitted);
    calibration_ = std::move(calibration);
    conformal_ = std::move(conformal);
    scale_ = scale;
  }
  // The paths of one series with the margins of the source.
  [[nodiscard]] data::Draws sourced(Index i, Index model, Index horizon, Index n, std::uint64_t seed) const {
    return sourced_draws(*fitted_[at(i)][at(model)], options_.intervals, horizon, n, seed,
                         [&](const data::Draws&) {
                           const std::vector<double> middle = centre(i, model, horizon);
                           return options_.intervals == IntervalSource::kConformal
                                      ? conformal_margins(conformal_[at(i)][at(model)], middle)
                                      : calibration_[at(model)].margins(panel_[i], middle);
                         });
  }
  void make_joint(std::vector<data::Draws>& draws, Index model, std::uint64_t seed) const {
    const std::vector<Index> order = by_id();
    std::vector<data::Draws> sorted;
    sorted.reserve(order.size());
    for (const Index i : order) sorted.push_back(std::move(draws[at(i)]));
    std::vector<std::vector<double>> weights;
    std::vector<double> sizes;
    for (const data::Draws& one : sorted) {
      weights.push_back(error_weights(one));
      sizes.push_back(error_size(one));
    }
    impose_dependence(sorted, path_correlation(residuals_by_id(model), weights, sizes), seed);
    for (std::size_t k = 0; k < order.size(); ++k) draws[at(order[k])] = std::move(sorted[k]);
  }
  [[nodiscard]] data::Draws targeted(Index i, Index model, data::Draws draws, std::uint64_t seed) const {
    const data::Series& series = panel_[i];
    const std::vector<double> centres = centre(i, model, draws.horizon());
    // The panel's standard errors are scaled already.
    const std::vector<double> errors = future_standard_errors(series, 1.0, centres);
    if (draws.target() == data::Target::kSurvey) draws = to_signal(draws, centres, errors);
    if (options_.target == data::Target::kSurvey) {
      draws = to_survey(draws, centres, errors, is_positive(series), seed);
    }
    if (!options_.non_negative || draws.paths().minCoeff() >= 0.0) return draws;
    data::DrawMatrix paths = draws.paths().cwiseMax(0.0);
    return data::Draws(draws.start(), std::move(paths), draws.id(), draws.target()).with_unit(draws.unit());
  }
  [[nodiscard]] std::vector<ResidualSeries> residuals_by_id(Index model) const {
    std::vector<ResidualSeries> out;
    for (const Index i : by_id()) {
      out.push_back({panel_[i].id(), panel_[i].start(), fitted(i, model).summary().residuals});
    }
    return out;
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
  std::vector<std::vector<FittedPointer>> fitted_;       ///< series × models
  std::vector<Calibrator> calibration_;                  ///< per model
  std::vector<std::vector<ConformalScores>> conformal_;  ///< series × models; empty for other sources
  SamplingScale scale_;
};

}  // namespace dubao::forecast
