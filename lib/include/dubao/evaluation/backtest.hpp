// SPDX-License-Identifier: Apache-2.0
//
// Rolling-origin backtest: forecast from past origins with only what was known then, and compare with what came.
//
// When      Before any forecast is published, against the naive one; it is also where conformal calibration
// learns. When not  As proof on the data by which a method was chosen: keep a part that no choice has seen.
// Formula   window w = 0, …, n_windows − 1 ends its training part step_size · (n_windows − 1 − w) periods
//           before the last window's, and the last window's is `horizon` periods before the end of the series (the
//           ecosystem's convention).
// Vintage   The history is today's version of the data: revisions since then are not undone. Say so in print.
// Example   n = 10, horizon 3, n_windows 2, step_size 1: training parts of 6 and 7 values.
// Source    Tashman (2000), Out-of-sample tests of forecasting accuracy.
#pragma once

#include <dubao/data/draws.hpp>
#include <dubao/data/panel.hpp>
#include <dubao/models/model.hpp>

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace dubao::evaluation {

struct BacktestOptions {
  Index horizon = 1;           ///< periods ahead, ≥ 1
  Index n_windows = 1;         ///< origins per series, ≥ 1; fewer where the series is too short
  Index step_size = 1;         ///< periods between origins, ≥ 1
  Index minimum_training = 1;  ///< fewest observed values of a training part, ≥ 1
  Index n_draws = 1000;        ///< sample paths per forecast; 0: point forecasts only
  std::uint64_t seed = 1;      ///< of the draws
};

/// All problems of the options at once; empty when they are good. Ids E-BCK-001.
[[nodiscard]] inline Problems validate(const BacktestOptions& options) {
  Problems problems;
  const auto at_least = [&problems](const char* name, Index value, Index least) {
    problems.add_if(value < least, {"E-BCK-001", name, std::to_string(value) + " is too small",
                                    "give a whole number ≥ " + std::to_string(least), "", ""});
  };
  at_least("h", options.horizon, 1);
  at_least("n_windows", options.n_windows, 1);
  at_least("step_size", options.step_size, 1);
  at_least("minimum_training", options.minimum_training, 1);
  at_least("n_draws", options.n_draws, 0);
  return problems;
}

/// One forecast of the past. Keyed by series and origin, never by position.
struct BacktestForecast {
  std::string id;                  ///< series id
  time::Period cutoff;             ///< last period of the training part
  data::Series training;           ///< what was known at the origin
  std::vector<double> actual;      ///< length horizon, NaN = missing
  std::vector<double> mean;        ///< point forecast, length horizon
  data::Draws draws;               ///< n_draws × horizon; empty when none were asked for
  std::vector<std::string> notes;  ///< of the fit
  /// Whether the definition changed between the origin and this horizon (0-based): the forecast is of the old
  /// definition and the value of the new one, so that they are not to be compared.
  std::vector<bool> across_break;
};

/// Lengths of the training parts of one series, ascending; empty when it is too short. O(n_windows).
[[nodiscard]] inline std::vector<Index> training_lengths(const data::Series& series,
                                                         const BacktestOptions& options) {
  std::vector<Index> lengths;
  for (Index w = 0; w < options.n_windows; ++w) {
    const Index length = series.size() - options.horizon - options.step_size * (options.n_windows - 1 - w);
    if (length >= 1 && series.head(length).observed() >= options.minimum_training) lengths.push_back(length);
  }
  return lengths;
}

/// The forecast of one model from one origin: training part = first `length` values.
[[nodiscard]] inline BacktestForecast forecast_from_origin(const data::Series& series,
                                                           const models::Model& model, Index length,
                                                           const BacktestOptions& options) {
  BacktestForecast out;
  out.id = series.id();
  out.training = series.head(length);
  out.cutoff = out.training.end() - 1;
  const auto fitted = model.fit(out.training);
  out.mean = fitted->mean(options.horizon);
  if (options.n_draws > 0) out.draws = fitted->draws(options.horizon, options.n_draws, options.seed);
  out.notes = fitted->summary().notes;
  const std::vector<int> definition = series.segment();
  for (Index h = 0; h < options.horizon; ++h) {
    const Index t = length + h;
    const bool inside = t < series.size();
    out.actual.push_back(inside ? series[t] : data::kMissing);
    out.across_break.push_back(inside && definition[static_cast<std::size_t>(t)] !=
                                             definition[static_cast<std::size_t>(length - 1)]);
  }
  return out;
}

/// All origins of one series, oldest first. Throws InputError E-BCK-001 for bad options; a series too short
/// for any window gives an empty result. Cost: one fit per origin.
[[nodiscard]] inline std::vector<BacktestForecast> backtest(const data::Series& series,
                                                            const models::Model& model,
                                                            const BacktestOptions& options) {
  validate(options).throw_if_any();
  std::vector<BacktestForecast> out;
  for (const Index length : training_lengths(series, options)) {
    out.push_back(forecast_from_origin(series, model, length, options));
  }
  return out;
}

/// All series of a panel, in its order. See forecast/forecaster.hpp for the parallel form.
[[nodiscard]] inline std::vector<BacktestForecast> backtest(const data::Panel& panel,
                                                            const models::Model& model,
                                                            const BacktestOptions& options) {
  std::vector<BacktestForecast> out;
  for (const data::Series& series : panel) {
    for (BacktestForecast& one : backtest(series, model, options)) out.push_back(std::move(one));
  }
  return out;
}

}  // namespace dubao::evaluation
