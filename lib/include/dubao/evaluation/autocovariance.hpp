// SPDX-License-Identifier: Apache-2.0
//
// Autocovariances with missing values, as R's acf(na.action = na.pass) counts them.
//
// Formula   c_k = Σ (x_t − x̄)(x_{t−k} − x̄) / (pairs_k + k), the sum over the pairs_k pairs of which both are known; without
//           missing values the divisor is n for every lag, so that the sequence is positive semidefinite.
// Example   {1, 2, 3, 4}: c_0 = 1.25, c_1 = 0.3125
// Source    Brockwell and Davis (1991), section 7.2. Oracle: R stats::acf.
#pragma once

#include <dubao/data/series.hpp>

#include <cstddef>
#include <vector>

namespace dubao::evaluation {

/// Number of values that are not missing.
[[nodiscard]] inline Index count_known(const std::vector<double>& values) noexcept {
  Index known = 0;
  for (const double value : values) known += data::is_missing(value) ? 0 : 1;
  return known;
}

/// Mean of the values that are not missing; NaN when there is none.
[[nodiscard]] inline double mean_known(const std::vector<double>& values) noexcept {
  double sum = 0.0;
  for (const double value : values) sum += data::is_missing(value) ? 0.0 : value;
  return sum / static_cast<double>(count_known(values));
}

/// c_0 … c_lags; 0 where no pair is known. O(n · lags).
[[nodiscard]] inline std::vector<double> autocovariances(const std::vector<double>& values, Index lags) {
  const double mean = mean_known(values);
  std::vector<double> out;
  for (std::size_t lag = 0; lag <= static_cast<std::size_t>(lags); ++lag) {
    double sum = 0.0;
    double pairs = 0.0;
    for (std::size_t t = lag; t < values.size(); ++t) {
      if (data::is_missing(values[t]) || data::is_missing(values[t - lag])) continue;
      sum += (values[t] - mean) * (values[t - lag] - mean);
      pairs += 1.0;
    }
    out.push_back(pairs > 0.0 ? sum / (pairs + static_cast<double>(lag)) : 0.0);
  }
  return out;
}

}  // namespace dubao::evaluation
