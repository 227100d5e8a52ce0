// SPDX-License-Identifier: Apache-2.0
//
// Variance between groups, from estimates whose standard errors are known: the estimator of Paule and Mandel.
//
// What      Several estimates y_i of the same kind, each with its standard error s_i, differ by more than their errors
//           explain. τ² is the variance of the true values; with it each estimate is drawn toward the common mean by
//           w_i = τ²/(τ² + s_i²). Groups may have several means with one τ² for all.
// When      Empirical Bayes from a table of estimates, when the data behind them are gone or were fitted elsewhere.
// When not  The observations themselves are at hand and share one error variance: partial_pooling.hpp (REML) uses more.
//           Fewer than about five estimates: τ² is hardly known, whatever the estimator.
// Formula   τ² solves Q(τ²) = Σ_g Σ_i (y_gi − μ_g)²/(τ² + s_gi²) = Σ_g (k_g − 1),  μ_g = Σ_i y_gi v_gi / Σ_i v_gi,
//           v = 1/(τ² + s²);  τ² = 0 when Q(0) is not above the right-hand side. Q falls in τ², so the root is unique.
// Example   y = {0, 2}, s = {1, 1}: Q = 2/(τ² + 1) = 1, τ² = 1, weights ½.
// Source    Paule and Mandel (1982); DerSimonian and Kacker (2007), section 2.3.
#pragma once

#include <dubao/data/series.hpp>
#include <dubao/error.hpp>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

namespace dubao::regression {

/// Estimates of one group with their standard errors, same order and unit.
struct GroupEstimates {
  std::vector<double> values;
  std::vector<double> errors;  ///< > 0
};

struct BetweenVariance {
  double variance = 0.0;  ///< τ²; 0 when the errors explain all differences, NaN without degrees of freedom
  Index degrees = 0;      ///< Σ_g (k_g − 1)
  double excess = 0.0;    ///< Q(0) / degrees: above 1, the estimates differ by more than their errors
  bool determined = false;  ///< whether there was a degree of freedom
};

/// Weighted mean of a group at τ².
[[nodiscard]] inline double group_mean(const GroupEstimates& group, double variance) noexcept {
  double sum = 0.0;
  double weight = 0.0;
  for (std::size_t i = 0; i < group.values.size(); ++i) {
    const double v = 1.0 / (variance + group.errors[i] * group.errors[i]);
    sum += v * group.values[i];
    weight += v;
  }
  return sum / weight;
}

/// Variance of that mean, 1/Σ v.
[[nodiscard]] inline double group_mean_variance(const GroupEstimates& group, double variance) noexcept {
  double weight = 0.0;
  for (const double error : group.errors) weight += 1.0 / (variance + error * error);
  return 1.0 / weight;
}

/// Estimates τ² (see the banner). Groups of one estimate tell nothing and cost nothing. Throws InputError E-PNL-021 when
/// lengths differ, a value is not finite or an error is not above zero. Cost: some sixty passes over the estimates.
[[nodiscard]] inline BetweenVariance paule_mandel(const std::vector<GroupEstimates>& groups) {
  BetweenVariance out;
  for (const GroupEstimates& group : groups) {
    bool good = group.values.size() == group.errors.size();
    for (std::size_t i = 0; good && i < group.values.size(); ++i) {
      good = std::isfinite(group.values[i]) && std::isfinite(group.errors[i]) && group.errors[i] > 0.0;
    }
    if (!good) {
      throw InputError("E-PNL-021", "groups", "an estimate has no standard error above zero",
                       "give one finite estimate and one standard error > 0 each");
    }
    out.degrees += std::max<Index>(static_cast<Index>(group.values.size()) - 1, 0);
  }
  out.determined = out.degrees > 0;
  if (!out.determined) {
    out.variance = data::kMissing;
    return out;
  }
  const auto degrees = static_cast<double>(out.degrees);
  const auto distance = [&groups](double variance) {
    double sum = 0.0;
    for (const GroupEstimates& group : groups) {
      if (group.values.size() < 2) continue;
      const double mean = group_mean(group, variance);
      for (std::size_t i = 0; i < group.values.size(); ++i) {
        const double d = group.values[i] - mean;
        sum += d * d / (variance + group.errors[i] * group.errors[i]);
      }
    }
    return sum;
  };
  out.excess = distance(0.0) / degrees;
  if (!(out.excess > 1.0)) return out;
  // Q(τ²) < Σ (y − mean)²/τ² at every τ² > 0, so the root lies below the sum of squares over the degrees of freedom.
  double high = 0.0;
  for (const GroupEstimates& group : groups) {
    if (group.values.empty()) continue;
    const double mean = group_mean(group, 0.0);
    for (const double value : group.values) high += (value - mean) * (value - mean);
  }
  high /= degrees;
  double low = 0.0;
  constexpr int kMostHalvings = 200;
  for (int step = 0; step < kMostHalvings && low < high; ++step) {
    const double middle = 0.5 * (low + high);
    if (middle <= low || middle >= high) break;
    (distance(middle) > degrees ? low : high) = middle;
  }
  out.variance = 0.5 * (low + high);
  return out;
}

}  // namespace dubao::regression
