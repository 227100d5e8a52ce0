// SPDX-License-Identifier: Apache-2.0
//
// Accuracy of point forecasts: how far one number was from what came.
//
// When      Comparing methods on what has been observed. MASE and RMSSE compare series of different size;
//           sMAPE needs positive values.
// When not  Judging intervals or draws: see probabilistic_accuracy.hpp. Percentage errors near zero.
// Formula   e_t = actual_t − forecast_t
//           MAE = mean |e|    RMSE = √mean e²    ME = mean e    sMAPE = mean 200 |e| / (|actual| +
//           |forecast|) MASE = MAE / q,  RMSSE = √(mean e² / r);  q = mean |y_t − y_{t−m}|, r = mean (y_t −
//           y_{t−m})² over the training values, m the season length
// Missing   Pairs with a missing member are left out; NaN when none is left, or when the scale is not known
// or 0. Example   actual {10, 12}, forecast {11, 12}, training {7, 8, 10}: MAE 0.5, RMSE √0.5, q = 1.5, MASE
// 1/3 Source    Hyndman and Koehler (2006), Another look at measures of forecast accuracy; sMAPE as in the M3
//           and M4 competitions (Makridakis, Spiliotis, Assimakopoulos 2020).
#pragma once

#include <dubao/data/series.hpp>

#include <cmath>
#include <string>
#include <vector>

namespace dubao::evaluation {

namespace detail {

/// Mean of loss(actual, forecast) over the pairs that are complete; NaN when there is none.
template <typename Loss>
[[nodiscard]] double mean_loss(const std::vector<double>& actual, const std::vector<double>& forecast,
                               Loss loss) {
  if (actual.size() != forecast.size()) {
    throw InputError("E-ACC-001", "forecast",
                     std::to_string(forecast.size()) + " forecasts for " + std::to_string(actual.size()) +
                         " actual values",
                     "give one forecast per actual value");
  }
  double sum = 0.0;
  Index count = 0;
  for (std::size_t t = 0; t < actual.size(); ++t) {
    if (data::is_missing(actual[t]) || data::is_missing(forecast[t])) continue;
    sum += loss(actual[t], forecast[t]);
    ++count;
  }
  return count == 0 ? data::kMissing : sum / static_cast<double>(count);
}

[[nodiscard]] inline double ratio(double loss, double scale) noexcept {
  return scale > 0.0 ? loss / scale : data::kMissing;
}

}  // namespace detail

/// Mean absolute error, in the unit of the values. Throws InputError E-ACC-001 when the lengths differ.
[[nodiscard]] inline double mean_absolute_error(const std::vector<double>& actual,
                                                const std::vector<double>& forecast) {
  return detail::mean_loss(actual, forecast, [](double a, double f) { return std::abs(a - f); });
}

/// Mean error (actual − forecast): positive when the forecasts were too low. E-ACC-001.
[[nodiscard]] inline double mean_error(const std::vector<double>& actual,
                                       const std::vector<double>& forecast) {
  return detail::mean_loss(actual, forecast, [](double a, double f) { return a - f; });
}

/// Mean squared error, in the squared unit of the values. E-ACC-001.
[[nodiscard]] inline double mean_squared_error(const std::vector<double>& actual,
                                               const std::vector<double>& forecast) {
  return detail::mean_loss(actual, forecast, [](double a, double f) { return (a - f) * (a - f); });
}

/// Root mean squared error, in the unit of the values. E-ACC-001.
[[nodiscard]] inline double root_mean_squared_error(const std::vector<double>& actual,
                                                    const std::vector<double>& forecast) {
  return std::sqrt(mean_squared_error(actual, forecast));
}

/// Symmetric mean absolute percentage error, percent in [0, 200]; a pair of two zeros counts 0. E-ACC-001.
[[nodiscard]] inline double smape(const std::vector<double>& actual, const std::vector<double>& forecast) {
  return detail::mean_loss(actual, forecast, [](double a, double f) {
    const double size = std::abs(a) + std::abs(f);
    return size > 0.0 ? 200.0 * std::abs(a - f) / size : 0.0;
  });
}

/// Mean absolute change over one season inside the training values: the error of the seasonal naive forecast
/// in sample. season_length ≥ 1 (annual: 1). Changes across a declared break are left out: they are no
/// growth. NaN when no such pair is observed.
[[nodiscard]] inline double naive_absolute_scale(const data::Series& training, int season_length = 1) {
  const std::vector<int> definition = training.segment();
  double sum = 0.0;
  Index count = 0;
  for (Index t = season_length; t < training.size(); ++t) {
    const auto now = static_cast<std::size_t>(t);
    const auto before = static_cast<std::size_t>(t - season_length);
    const double change = training.values()[now] - training.values()[before];
    if (data::is_missing(change) || definition[now] != definition[before]) continue;
    sum += std::abs(change);
    ++count;
  }
  return count == 0 ? data::kMissing : sum / static_cast<double>(count);
}

/// As naive_absolute_scale, for squared changes.
[[nodiscard]] inline double naive_squared_scale(const data::Series& training, int season_length = 1) {
  const std::vector<int> definition = training.segment();
  double sum = 0.0;
  Index count = 0;
  for (Index t = season_length; t < training.size(); ++t) {
    const auto now = static_cast<std::size_t>(t);
    const auto before = static_cast<std::size_t>(t - season_length);
    const double change = training.values()[now] - training.values()[before];
    if (data::is_missing(change) || definition[now] != definition[before]) continue;
    sum += change * change;
    ++count;
  }
  return count == 0 ? data::kMissing : sum / static_cast<double>(count);
}

/// Mean absolute scaled error; scale from naive_absolute_scale of the training part. E-ACC-001.
[[nodiscard]] inline double mase(const std::vector<double>& actual, const std::vector<double>& forecast,
                                 double absolute_scale) {
  return detail::ratio(mean_absolute_error(actual, forecast), absolute_scale);
}

/// Root mean squared scaled error; scale from naive_squared_scale of the training part. E-ACC-001.
[[nodiscard]] inline double rmsse(const std::vector<double>& actual, const std::vector<double>& forecast,
                                  double squared_scale) {
  return std::sqrt(detail::ratio(mean_squared_error(actual, forecast), squared_scale));
}

}  // namespace dubao::evaluation
