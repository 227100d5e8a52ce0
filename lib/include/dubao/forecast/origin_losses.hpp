// SPDX-License-Identifier: Apache-2.0
//
// Losses of a model at past origins of one series: what choices between models and their weights rest on.
//
// When      Models are compared on the series itself (automatic.hpp, score_weights.hpp).
// When not  Intervals are calibrated: that needs the errors with their sign and horizon (panel_scores.hpp).
// Formula   loss of an origin: mean |y − ŷ| over the periods ahead that are observed and of the same definition, in units of
//           2^exponent: squares and quotients of losses neither overflow nor vanish at any scale of the series.
// Missing   Missing actual values and values across a declared break are not compared; an origin without any is left out.
// Example   {1, 2, 3, 4, 5}, the naive forecast one period ahead at two origins: {1, 1}.
// Cost      one fit per origin.
// Source    Tashman (2000), Out-of-sample tests of forecasting accuracy.
#pragma once

#include <dubao/evaluation/backtest.hpp>

#include <cmath>
#include <vector>

namespace dubao::forecast {

/// One loss per origin that has anything to compare, oldest first, divided by 2^exponent; empty when the model refuses
/// the series (ModelError) at any origin or no origin has anything to compare. Throws InputError E-BCK-001 for bad options, and what else
/// the model throws.
[[nodiscard]] inline std::vector<double> origin_losses(const data::Series& series, const models::Model& model,
                                                       const evaluation::BacktestOptions& options,
                                                       int exponent) {
  std::vector<double> out;
  try {
    for (const evaluation::BacktestForecast& origin : evaluation::backtest(series, model, options)) {
      double sum = 0.0;
      int count = 0;
      for (std::size_t h = 0; h < origin.mean.size(); ++h) {
        if (data::is_missing(origin.actual[h]) || origin.across_break[h]) continue;
        sum += std::abs(std::ldexp(origin.actual[h], -exponent) - std::ldexp(origin.mean[h], -exponent));
        ++count;
      }
      if (count > 0) out.push_back(sum / count);
    }
  } catch (const ModelError&) {
    out.clear();
  }
  return out;
}

}  // namespace dubao::forecast
