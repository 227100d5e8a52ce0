// SPDX-License-Identifier: Apache-2.0
//
// Percentage errors with the actual value below, one by one and weighted.
//
// When      Comparing forecasts of persons with what came, as evaluations of employment projections print them.
// When not  Actual values of zero: the single percentage has no value there (NaN); WAPE stays defined while any is above 0.
//           Choosing between methods by the mean percentage alone: it prefers forecasts that are too low.
// Formula   APE = |forecast − actual| / |actual|;   WAPE = Σ |forecast − actual| / Σ |actual|     (shares, not percent)
// Missing   Pairs with a missing member are left out; NaN when none is left.
// Example   actual {100, 50}, forecast {90, 60}: APE 0.1 and 0.2, WAPE 20/150 = 0.133333
// Source    Hyndman and Koehler (2006); Kolassa and Schütz (2007) for WAPE (there MAD/mean ratio).
#pragma once

#include <dubao/evaluation/point_accuracy.hpp>

#include <cmath>
#include <vector>

namespace dubao::evaluation {

/// Absolute percentage error as a share: 0.1 is ten percent. NaN when the actual value is zero or either is missing.
[[nodiscard]] inline double absolute_percentage_error(double actual, double forecast) noexcept {
  return actual == 0.0 ? data::kMissing : std::abs(forecast - actual) / std::abs(actual);
}

/// Weighted absolute percentage error as a share. Throws InputError E-ACC-001 when the lengths differ; NaN when the actual
/// values are all zero. O(n).
[[nodiscard]] inline double weighted_absolute_percentage_error(const std::vector<double>& actual,
                                                               const std::vector<double>& forecast) {
  const double size = detail::mean_loss(actual, forecast, [](double a, double) { return std::abs(a); });
  return detail::ratio(mean_absolute_error(actual, forecast), size);
}

}  // namespace dubao::evaluation
