// SPDX-License-Identifier: Apache-2.0
//
// Accuracy of intervals and draws: whether what was promised held, and how wide the promise was.
//
// When      Always beside the point accuracy: a narrow interval that misses is worse than a wide one.
// When not  Cover alone: an infinite interval covers everything. Read it together with the interval score.
// Formula   interval score (Winkler), level 1 − α:  (u − l) + 2/α (l − y)⁺ + 2/α (y − u)⁺
//           MSIS = mean interval score / mean |y_t − y_{t−m}| of the training part
//           pinball loss at p:  p (y − q)⁺ + (1 − p)(q − y)⁺
//           CRPS = E|X − y| − ½ E|X − X'|, with the fair estimate of the second term (n(n − 1) pairs)
// Missing   A missing actual value gives NaN; the means leave it out.
// Example   draws {0, 1, 2}, y = 1: E|X − y| = 2/3, fair ½E|X − X'| = 2/3, CRPS 0
//           interval [8, 12] at level 0.8: y = 10 scores 4, y = 13 scores 4 + 10·1 = 14
// Source    Gneiting and Raftery (2007), Strictly proper scoring rules; Ferro (2014) for the fair CRPS; MSIS
//           as in the M4 competition (Makridakis, Spiliotis, Assimakopoulos 2020).
#pragma once

#include <dubao/data/draws.hpp>

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

namespace dubao::evaluation {

/// Whether the actual value lies inside, ends included: 1 or 0, NaN when the value is missing.
[[nodiscard]] inline double covered(double actual, const data::Interval& interval) noexcept {
  if (data::is_missing(actual)) return data::kMissing;
  return actual >= interval.lower && actual <= interval.upper ? 1.0 : 0.0;
}

/// Winkler's interval score, in the unit of the values, smaller is better. level in (0, 1).
[[nodiscard]] inline double interval_score(double actual, const data::Interval& interval,
                                           double level) noexcept {
  if (data::is_missing(actual)) return data::kMissing;
  const double penalty = 2.0 / (1.0 - level);
  return (interval.upper - interval.lower) + penalty * std::max(0.0, interval.lower - actual) +
         penalty * std::max(0.0, actual - interval.upper);
}

/// Pinball (quantile) loss of a forecast quantile, in the unit of the values. probability in (0, 1).
[[nodiscard]] inline double pinball_loss(double actual, double quantile, double probability) noexcept {
  if (data::is_missing(actual)) return data::kMissing;
  const double error = actual - quantile;
  return error >= 0.0 ? probability * error : (probability - 1.0) * error;
}

/// Continuous ranked probability score of draws, in the unit of the values, smaller is better.
/// draws: any order, n ≥ 1; for n = 1 it is the absolute error. O(n log n).
[[nodiscard]] inline double crps(double actual, std::vector<double> draws) {
  if (data::is_missing(actual) || draws.empty()) return data::kMissing;
  std::sort(draws.begin(), draws.end());
  const auto n = static_cast<double>(draws.size());
  double distance = 0.0;
  double spread = 0.0;  // Σ_i (2i − n + 1) x_(i) = Σ_{i<j} (x_(j) − x_(i)), i from 0
  for (std::size_t i = 0; i < draws.size(); ++i) {
    distance += std::abs(draws[i] - actual);
    spread += (2.0 * static_cast<double>(i) - n + 1.0) * draws[i];
  }
  distance /= n;
  return draws.size() == 1 ? distance : distance - spread / (n * (n - 1.0));
}

/// As above, for one horizon (0-based column) of a forecast.
[[nodiscard]] inline double crps(double actual, const data::Draws& forecast, Index h) {
  std::vector<double> column(static_cast<std::size_t>(forecast.size()));
  for (Index d = 0; d < forecast.size(); ++d) column[static_cast<std::size_t>(d)] = forecast.paths()(d, h);
  return crps(actual, std::move(column));
}

/// Mean of the values that are not missing; NaN when there is none.
[[nodiscard]] inline double mean_observed(const std::vector<double>& values) noexcept {
  double sum = 0.0;
  Index count = 0;
  for (const double value : values) {
    if (data::is_missing(value)) continue;
    sum += value;
    ++count;
  }
  return count == 0 ? data::kMissing : sum / static_cast<double>(count);
}

}  // namespace dubao::evaluation
