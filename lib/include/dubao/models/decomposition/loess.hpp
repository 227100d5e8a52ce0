// SPDX-License-Identifier: Apache-2.0
//
// Loess: local regression on equally spaced values, the building block of the seasonal-trend decomposition.
//
// What      The value at position x is that of a weighted mean (degree 0) or weighted line (degree 1) through the `span`
//           nearest values; weights (1 − (|j − x| / h)³)³, h the distance to the farthest of them.
// When      Smoothing inside stl.hpp. When not: unequally spaced data; inference about the curve.
// Jump      Only every jump-th position is fitted, those between are interpolated linearly.
// Missing   NaN carries no weight. Where a window has no weight at all the nearest observed value stands in.
// Example   loess({1, 2, 4, 4, 5}, {.span = 5, .degree = 1}) at position 2 lies between 3 and 4
// Source    Cleveland (1979); Cleveland, Cleveland, McRae and Terpenning (1990), section 2. Oracle: R stats::stl.
#pragma once

#include <dubao/models/detail/prepared.hpp>

#include <algorithm>
#include <cmath>
#include <vector>

namespace dubao::models::decomposition {

/// Distances below this share of the bandwidth have weight 1, above the second weight 0.
inline constexpr double kFullWeightShare = 0.001;
inline constexpr double kNoWeightShare = 0.999;
/// A local line is fitted when its positions spread at least this share of the whole range.
inline constexpr double kLeastSpread = 0.001;

struct LoessOptions {
  Index span = 7;  ///< values in a window, ≥ 1; wider than the data: all of them, with flatter weights
  int degree = 1;  ///< 0 mean, 1 line
  Index jump = 1;  ///< ≥ 1
};

/// Fits at one position. y: n values, NaN = missing; weights: n robustness weights or nullptr; the window is
/// left … right (inclusive). work: room for n numbers. Returns false when nothing in the window has weight. O(right − left).
[[nodiscard]] inline bool loess_at(const double* y, Index n, const LoessOptions& options, double x,
                                   Index left, Index right, const double* weights, double* work,
                                   double& out) noexcept {
  double h = std::max(x - static_cast<double>(left), static_cast<double>(right) - x);
  const Index beyond = (options.span - n) / 2;  // whole points, as in R
  if (beyond > 0) h += static_cast<double>(beyond);
  double sum = 0.0;
  for (Index j = left; j <= right; ++j) {
    const double r = std::abs(static_cast<double>(j) - x);
    double w = 0.0;
    if (!data::is_missing(y[j]) && r <= kNoWeightShare * h) {
      const double u = r / h;
      const double tail = 1.0 - u * u * u;
      w = r <= kFullWeightShare * h ? 1.0 : tail * tail * tail;
      if (weights != nullptr) w *= weights[j];
    }
    work[j] = w;
    sum += w;
  }
  if (!(sum > 0.0)) return false;
  double centre = 0.0;
  for (Index j = left; j <= right; ++j) {
    work[j] /= sum;
    centre += work[j] * static_cast<double>(j);
  }
  if (h > 0.0 && options.degree > 0) {
    double spread = 0.0;
    for (Index j = left; j <= right; ++j) {
      const double d = static_cast<double>(j) - centre;
      spread += work[j] * d * d;
    }
    if (std::sqrt(spread) > kLeastSpread * static_cast<double>(n - 1)) {
      const double slope = (x - centre) / spread;
      for (Index j = left; j <= right; ++j) work[j] *= slope * (static_cast<double>(j) - centre) + 1.0;
    }
  }
  out = 0.0;
  for (Index j = left; j <= right; ++j) {
    if (work[j] != 0.0) out += work[j] * y[j];
  }
  return true;
}

/// Nearest observed value of y to position i; 0 when none is observed.
[[nodiscard]] inline double nearest_observed(const double* y, Index n, Index i) noexcept {
  for (Index d = 0; d < n; ++d) {
    if (i - d >= 0 && !data::is_missing(y[i - d])) return y[i - d];
    if (i + d < n && !data::is_missing(y[i + d])) return y[i + d];
  }
  return 0.0;
}

/// Smooths n values into out (all positions, missing ones too). work: room for n numbers. O(n · span / jump).
inline void loess(const double* y, Index n, const LoessOptions& options, const double* weights, double* out,
                  double* work) noexcept {
  if (n < 1) return;
  if (n < 2) {
    out[0] = nearest_observed(y, n, 0);
    return;
  }
  const Index jump = std::min(options.jump, n - 1);
  const Index span = options.span;
  const Index half = (span + 1) / 2;
  Index left = 0;
  Index right = std::min(span, n) - 1;
  const auto fit = [&](Index i) {
    if (!loess_at(y, n, options, static_cast<double>(i), left, right, weights, work, out[i])) {
      out[i] = nearest_observed(y, n, i);
    }
  };
  for (Index i = 0; i < n; i += jump) {
    if (span < n) {
      left = std::clamp<Index>(i + 1 - half, 0, n - span);
      right = left + span - 1;
    }
    fit(i);
  }
  if (jump == 1) return;
  const auto interpolate = [&](Index from, Index to) {
    const double step = (out[to] - out[from]) / static_cast<double>(to - from);
    for (Index j = from + 1; j < to; ++j) out[j] = out[from] + step * static_cast<double>(j - from);
  };
  Index last = 0;
  for (; last + jump < n; last += jump) interpolate(last, last + jump);
  if (last != n - 1) {
    fit(n - 1);
    interpolate(last, n - 1);
  }
}

/// Moving averages of `length` values: n − length + 1 of them into out. n ≥ length. O(n).
inline void moving_average(const double* x, Index n, Index length, double* out) noexcept {
  double sum = 0.0;
  for (Index i = 0; i < length; ++i) sum += x[i];
  const auto count = static_cast<double>(length);
  out[0] = sum / count;
  for (Index i = length; i < n; ++i) {
    sum += x[i] - x[i - length];
    out[i - length + 1] = sum / count;
  }
}

}  // namespace dubao::models::decomposition
