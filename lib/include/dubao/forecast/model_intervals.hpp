// SPDX-License-Identifier: Apache-2.0
//
// Draws of one fit of one series with intervals from any source.
//
// When      A model is used by itself, on a bare array. On a panel: Forecaster, which pools what the series teach.
// Sources   as in interval_source.hpp; calibrated: by the score table that ships with the library
// Example   Naive on 10, 12, 11, source analytic: 95 % interval of step 1 is 11 ± 1.96 √2.5
#pragma once

#include <dubao/data/panel.hpp>
#include <dubao/data/regressors.hpp>
#include <dubao/forecast/calibration.hpp>
#include <dubao/forecast/interval_source.hpp>
#include <dubao/forecast/split_conformal.hpp>
#include <dubao/models/analytic_forecast.hpp>
#include <dubao/models/model.hpp>
#include <dubao/models/resampled_paths.hpp>

#include <cstdint>
#include <vector>

namespace dubao::forecast {

/// n paths of a fit, horizon long, with the margins of the source. margins(): those of past errors, for the calibrated and
/// conformal source; empty leaves the paths as the model made them. Past errors were measured against published figures: with
/// their margins the paths are paths of those. Throws ModelError E-MOD-009, E-MOD-010 or E-MOD-011 when the fit does not have
/// such intervals.
template <typename Margins>
[[nodiscard]] data::Draws sourced_draws(const models::Fitted& fit, IntervalSource source, Index horizon,
                                        Index n, std::uint64_t seed, const Margins& margins) {
  if (source == IntervalSource::kBootstrap) return models::resampled_draws(fit, horizon, n, seed);
  data::Draws raw = fit.draws(horizon, n, seed);
  if (source == IntervalSource::kSimulated) return raw;
  if (source == IntervalSource::kAnalytic) return analytic_draws(fit, raw);
  const std::vector<evaluation::CalibratedMargin> of_errors = margins(raw);
  if (of_errors.empty()) return raw;
  const data::Draws out = evaluation::calibrate(raw, of_errors);
  return data::Draws(out.start(), out.paths(), out.id(), data::Target::kSurvey).with_unit(out.unit());
}

/// What was fitted: for the sources that look at past errors.
struct FittedSeries {
  const models::Model& model;
  const data::Series& series;
  data::Regressors regressors = {};  ///< known future included
};

/// n sample paths, horizon long; the same bits as Forecaster where both apply. of: only needed by calibrated and conformal
/// intervals. Throws ModelError E-MOD-009, E-MOD-010 or E-MOD-011 when the fit does not have such intervals, InputError E-FOR-012 when
/// `of` is needed and missing, E-MOD-002 when horizon or n is below 1. Conformal: up to kMostConformalOrigins fits.
[[nodiscard]] inline data::Draws interval_draws(const models::Fitted& fit, const FittedSeries* of,
                                                IntervalSource source, Index horizon, Index n,
                                                std::uint64_t seed) {
  return sourced_draws(fit, source, horizon, n, seed, [&](const data::Draws& raw) {
    if (of == nullptr) {
      throw InputError("E-FOR-012", "intervals", "model and series of this fit are not known",
                       "fit with the model, or use intervals simulated", raw.id());
    }
    const std::vector<double> centre = guarded_centre(of->series, fit.mean(horizon));
    if (source == IntervalSource::kConformal) {
      return conformal_margins(conformal_scores(of->model, of->series, of->regressors), centre);
    }
    data::Panel panel;
    panel.add(of->series);
    return calibrate_model(of->model, panel, CalibrationMode::kTable, 1).margins(of->series, centre);
  });
}

}  // namespace dubao::forecast
