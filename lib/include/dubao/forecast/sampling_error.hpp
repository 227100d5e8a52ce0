// SPDX-License-Identifier: Apache-2.0
//
// Sampling error: how much of a series' movement is the survey's noise.
//
// What      Standard errors are often an upper bound (a design effect read off a table). The fit may shrink them
//           by a factor k in [0, 1], common to the panel. target.hpp uses the result.
// Formula   Inside one definition, in relative terms (logs of positive values, otherwise the values):
//           y_t = signal_t + k s_t e_t,  signal a random walk with drift b and variance σ² a period
//           change_t has variance gap σ² + k² (s_t² + s_{t−1}²) and covariance −k² s_t² with the next change
//           L(k) = max over σ² ≥ 0 of the restricted likelihood (b integrated out), multiplied over the series
//           k̂ = ∫ k L(k) dk / ∫ L(k) dk on [0, 1]: posterior mean under a uniform prior; no information gives ½
// When not  Errors correlated between years (rotating panels): the covariance above assumes independent samples.
// Source    Scott and Smith (1974), Analysis of repeated surveys; Patterson and Thompson (1971) for the restricted
//           likelihood; the estimator of k is ours.
#pragma once

#include <dubao/data/draws.hpp>
#include <dubao/data/panel.hpp>
#include <dubao/data/random.hpp>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <numeric>
#include <utility>
#include <vector>

namespace dubao::forecast {

/// Floor of the relative variance of a change, so that a constant series has a likelihood.
inline constexpr double kLeastRelativeVariance = 1e-12;
/// Points of the grid on [0, 1] over which k is integrated; the likelihood is smooth in k.
inline constexpr int kScaleGrid = 41;

/// The estimate of k with its posterior.
struct SamplingScale {
  double scale = 1.0;  ///< k̂ in [0, 1]
  double lower = 0.0;  ///< 5 % quantile of the posterior
  double upper = 1.0;  ///< 95 % quantile of the posterior
  double mode = 1.0;   ///< most likely k
  Index changes = 0;   ///< changes that carried information
};

namespace detail {

/// Changes of one series inside definitions, relative for positive series, with the variances of sampling error.
struct NoisyChanges {
  struct One {
    double value = 0.0;
    double gap = 1.0;
    double before = 0.0;     ///< sampling variance of the earlier value, at k = 1
    double after = 0.0;      ///< … of the later value
    bool continues = false;  ///< its earlier value is the later value of the change before
  };
  std::vector<One> changes;
};

[[nodiscard]] inline NoisyChanges noisy_changes(const data::Series& series) {
  NoisyChanges out;
  const std::vector<double>& y = series.values();
  const std::vector<double>& errors = series.standard_errors();
  bool positive = true;
  double largest = 0.0;
  for (const double value : y) {
    positive = positive && !(value <= 0.0);
    if (!data::is_missing(value)) largest = std::max(largest, std::abs(value));
  }
  if (largest == 0.0) return out;
  const auto variance = [&](std::size_t t) {
    const double error = t < errors.size() && !data::is_missing(errors[t]) ? errors[t] : 0.0;
    const double relative = error / (positive ? y[t] : largest);
    return relative * relative;
  };
  const std::vector<int> definition = series.segment();
  Index previous = -1;
  bool chained = false;
  for (Index t = 0; t < series.size(); ++t) {
    const auto now = static_cast<std::size_t>(t);
    if (data::is_missing(y[now])) continue;
    if (previous >= 0) {
      const auto before = static_cast<std::size_t>(previous);
      if (definition[before] == definition[now]) {
        const double change = positive ? std::log(y[now] / y[before]) : (y[now] - y[before]) / largest;
        out.changes.push_back(
            {change, static_cast<double>(t - previous), variance(before), variance(now), chained});
        chained = true;
      } else {
        chained = false;
      }
    }
    previous = t;
  }
  return out;
}

/// Restricted log likelihood of the changes at (σ², k²), the drift integrated out. The covariance is tridiagonal;
/// one pass of its Cholesky factor. Minus infinity when it is not positive definite.
[[nodiscard]] inline double restricted_log_likelihood(const NoisyChanges& series, double variance,
                                                      double scale_squared) noexcept {
  double log_determinant = 0.0;
  double x_x = 0.0;
  double x_y = 0.0;
  double y_y = 0.0;
  double pivot = 0.0;
  double whitened_x = 0.0;
  double whitened_y = 0.0;
  for (std::size_t i = 0; i < series.changes.size(); ++i) {
    const NoisyChanges::One& c = series.changes[i];
    const double diagonal = c.gap * variance + scale_squared * (c.before + c.after);
    const double link = i > 0 && c.continues ? -scale_squared * c.before / pivot : 0.0;
    const double square = diagonal - link * link;
    if (!(square > 0.0)) return -std::numeric_limits<double>::infinity();
    pivot = std::sqrt(square);
    whitened_x = (c.gap - link * whitened_x) / pivot;
    whitened_y = (c.value - link * whitened_y) / pivot;
    log_determinant += 2.0 * std::log(pivot);
    x_x += whitened_x * whitened_x;
    x_y += whitened_x * whitened_y;
    y_y += whitened_y * whitened_y;
  }
  return -0.5 * (log_determinant + std::log(x_x) + y_y - x_y * x_y / x_x);
}

/// Maximum over σ² of the restricted log likelihood at k: golden section in log σ on a range that holds every
/// plausible value, and σ² = 0 where the sampling error alone explains the changes.
[[nodiscard]] inline double profile_log_likelihood(const NoisyChanges& series, double scale) noexcept {
  double mean_square = 0.0;
  double mean_error = 0.0;
  for (const NoisyChanges::One& c : series.changes) {
    mean_square += c.value * c.value / c.gap;
    mean_error += c.before + c.after;
  }
  const auto n = static_cast<double>(series.changes.size());
  const double unit = std::max(mean_square / n, kLeastRelativeVariance);
  const auto value = [&](double log_ratio) {
    return restricted_log_likelihood(series, unit * std::exp(log_ratio), scale * scale);
  };
  constexpr double kGolden = 0.6180339887498949;
  double low = -12.0;
  double high = 2.5;
  double a = high - kGolden * (high - low);
  double b = low + kGolden * (high - low);
  double at_a = value(a);
  double at_b = value(b);
  constexpr int kSteps = 30;  // 14.5 · 0.618³⁰ < 1e-5 in log σ²
  for (int step = 0; step < kSteps; ++step) {
    if (at_a >= at_b) {
      high = b;
      b = a;
      at_b = at_a;
      a = high - kGolden * (high - low);
      at_a = value(a);
    } else {
      low = a;
      a = b;
      at_a = at_b;
      b = low + kGolden * (high - low);
      at_b = value(b);
    }
  }
  double best = std::max(at_a, at_b);
  if (scale > 0.0 && mean_error > 0.0) {
    best = std::max(best, restricted_log_likelihood(series, 0.0, scale * scale));
  }
  return best;
}

}  // namespace detail

/// Estimates the common factor on the standard errors of a panel. Series without standard errors or with fewer
/// than three changes tell nothing and are left out; when none is left, k̂ = 1 (the errors stand as given).
/// Cost: kScaleGrid · 30 passes over the changes.
[[nodiscard]] inline SamplingScale estimate_sampling_scale(const data::Panel& panel) {
  constexpr std::size_t kFewestChanges = 3;
  std::vector<double> log_likelihood(kScaleGrid, 0.0);
  SamplingScale out;
  for (const data::Series& series : panel) {
    if (!series.has_standard_errors()) continue;
    const detail::NoisyChanges changes = detail::noisy_changes(series);
    if (changes.changes.size() < kFewestChanges) continue;
    out.changes += static_cast<Index>(changes.changes.size());
    for (int k = 0; k < kScaleGrid; ++k) {
      log_likelihood[static_cast<std::size_t>(k)] +=
          detail::profile_log_likelihood(changes, k / (kScaleGrid - 1.0));
    }
  }
  if (out.changes == 0) return out;
  const double highest = *std::max_element(log_likelihood.begin(), log_likelihood.end());
  // Trapezoidal rule; the grid's spacing cancels.
  double total = 0.0;
  double first_moment = 0.0;
  std::vector<double> weight(kScaleGrid);
  for (int k = 0; k < kScaleGrid; ++k) {
    const auto i = static_cast<std::size_t>(k);
    const double end = k == 0 || k == kScaleGrid - 1 ? 0.5 : 1.0;
    weight[i] = end * std::exp(log_likelihood[i] - highest);
    total += weight[i];
    first_moment += weight[i] * k / (kScaleGrid - 1.0);
    if (log_likelihood[i] == highest) out.mode = k / (kScaleGrid - 1.0);
  }
  out.scale = first_moment / total;
  double below = 0.0;
  bool lower_found = false;
  for (int k = 0; k < kScaleGrid; ++k) {
    below += weight[static_cast<std::size_t>(k)] / total;
    if (!lower_found && below >= 0.05) {
      out.lower = k / (kScaleGrid - 1.0);
      lower_found = true;
    }
    if (below >= 0.95) {
      out.upper = k / (kScaleGrid - 1.0);
      break;
    }
  }
  return out;
}

}  // namespace dubao::forecast
