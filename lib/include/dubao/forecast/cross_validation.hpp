// SPDX-License-Identifier: Apache-2.0
//
// Cross-validation of a whole forecaster: at each past origin the panel is cut, and everything that is learnt
// (models, factor on the standard errors, calibration, dependence) is learnt again from what was known then.
//
// When      Before publishing: it judges the forecast as it would have been issued, intervals included.
// When not  One model on one series: evaluation/backtest.hpp is enough.
// Windows   As in evaluation/backtest.hpp; series too short for a window are left out of that window.
// Cost      n_windows fits of the panel.
#pragma once

#include <dubao/evaluation/backtest.hpp>
#include <dubao/evaluation/probabilistic_accuracy.hpp>
#include <dubao/forecast/forecaster.hpp>

#include <algorithm>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace dubao::forecast {

/// What one model said at one origin.
struct ModelForecast {
  std::vector<double> mean;                    ///< length horizon
  std::vector<std::vector<double>> quantiles;  ///< one vector of length horizon per probability
  std::vector<double> crps;                    ///< length horizon, NaN where the actual value is missing
};

/// One origin of one series, all models.
struct OriginForecast {
  std::string id;
  time::Period cutoff;             ///< last period of the training part
  std::vector<double> actual;      ///< length horizon, NaN = missing
  std::vector<bool> across_break;  ///< length horizon: the definition changed after the origin
  std::vector<ModelForecast> models;
};

/// Quantiles of each column, one vector per probability.
[[nodiscard]] inline std::vector<std::vector<double>> column_quantiles(
    const data::Draws& draws, const std::vector<double>& probabilities) {
  std::vector<std::vector<double>> out(probabilities.size(),
                                       std::vector<double>(static_cast<std::size_t>(draws.horizon())));
  std::vector<double> column(static_cast<std::size_t>(draws.size()));
  for (Index h = 0; h < draws.horizon(); ++h) {
    for (Index d = 0; d < draws.size(); ++d) column[static_cast<std::size_t>(d)] = draws.paths()(d, h);
    std::sort(column.begin(), column.end());
    for (std::size_t k = 0; k < probabilities.size(); ++k) {
      out[k][static_cast<std::size_t>(h)] = data::sorted_quantile(column, probabilities[k]);
    }
  }
  return out;
}

/// Cross-validates. Result: by series in the order of the panel, then by origin, oldest first. Throws InputError
/// E-BCK-001 for bad options and what Forecaster throws.
[[nodiscard]] inline std::vector<OriginForecast> cross_validation(
    const std::vector<models::ModelPointer>& models, const ForecasterOptions& forecaster_options,
    const data::Panel& panel, const evaluation::BacktestOptions& options,
    const std::vector<double>& probabilities) {
  evaluation::validate(options).throw_if_any();
  std::vector<std::vector<OriginForecast>> by_series(static_cast<std::size_t>(panel.size()));
  for (Index window = 0; window < options.n_windows; ++window) {
    const Index back = options.horizon + options.step_size * (options.n_windows - 1 - window);
    data::Panel training;
    std::vector<Index> source;
    for (Index i = 0; i < panel.size(); ++i) {
      const Index length = panel[i].size() - back;
      if (length < 1) continue;
      data::Series head = panel[i].head(length);
      if (head.observed() < options.minimum_training) continue;
      training.add(std::move(head));
      source.push_back(i);
    }
    if (training.size() == 0) continue;
    Forecaster forecaster(models, forecaster_options);
    forecaster.fit(training);
    std::vector<OriginForecast> found(source.size());
    for (std::size_t k = 0; k < source.size(); ++k) {
      const data::Series& series = panel[source[k]];
      const Index length = training[static_cast<Index>(k)].size();
      const std::vector<int> definition = series.segment();
      found[k].id = series.id();
      found[k].cutoff = series.period(length - 1);
      found[k].models.resize(models.size());
      for (Index h = 0; h < options.horizon; ++h) {
        found[k].actual.push_back(series[length + h]);
        found[k].across_break.push_back(definition[static_cast<std::size_t>(length + h)] !=
                                        definition[static_cast<std::size_t>(length - 1)]);
      }
    }
    for (std::size_t m = 0; m < models.size(); ++m) {
      const auto model = static_cast<Index>(m);
      const auto means = forecaster.mean(model, options.horizon);
      for (std::size_t k = 0; k < found.size(); ++k) found[k].models[m].mean = means[k];
      if (options.n_draws == 0) continue;
      const auto draws = forecaster.draws(model, options.horizon, options.n_draws, options.seed);
      parallel_for(static_cast<Index>(found.size()), forecaster_options.threads, [&](Index k) {
        const auto row = static_cast<std::size_t>(k);
        found[row].models[m].quantiles = column_quantiles(draws[row], probabilities);
        for (Index h = 0; h < options.horizon; ++h) {
          found[row].models[m].crps.push_back(
              evaluation::crps(found[row].actual[static_cast<std::size_t>(h)], draws[row], h));
        }
      });
    }
    for (std::size_t k = 0; k < found.size(); ++k) {
      by_series[static_cast<std::size_t>(source[k])].push_back(std::move(found[k]));
    }
  }
  std::vector<OriginForecast> out;
  for (auto& of_series : by_series) {
    for (OriginForecast& one : of_series) out.push_back(std::move(one));
  }
  return out;
}

}  // namespace dubao::forecast
