// SPDX-License-Identifier: Apache-2.0
//
// Multiple comparison with the best: which of several methods are not clearly worse than the best one?
//
// When      Several methods over many series; mean losses are ruled by a few series, ranks are not.
// When not  Two methods (comparison.hpp, diebold_mariano.hpp); a handful of series.
// Formula   ranks within each series (1 = best, ties share the mean), R_j their mean over N series, K methods;
//           Friedman  F = [12 N / (K (K + 1))] (Σ R_j² − K (K + 1)² / 4), divided by 1 − Σ (t³ − t) / (N K (K² − 1)) for
//           ties of length t;  F ~ χ²(K − 1)
//           interval  R_j ± ½ q √(K (K + 1) / (12 N)),  q the quantile of the studentised range of K normals, ∞ degrees.
//           A method whose interval lies above that of the best is worse than it.
// Missing   A series with a missing loss is left out.
// Example   ranks of three methods on four series {1 2 3}, {1 2 3}, {1 3 2}, {2 1 3}: R = 1.25, 2, 2.75, F = 4.5
// Source    Koning, Franses, Hibon and Stekler (2005); Friedman (1937); Nemenyi (1963). Oracle: R qtukey, friedman.test.
#pragma once

#include <dubao/error.hpp>
#include <dubao/evaluation/diagnostics.hpp>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <string>
#include <vector>

namespace dubao::evaluation {

namespace internal {

/// Interval (in standard deviations) and steps of the integral of studentised_range_probability: error below 1e-12.
inline constexpr double kRangeReach = 9.0;
inline constexpr int kRangeSteps = 1800;

[[nodiscard]] inline double normal_probability(double z) noexcept {
  return 0.5 * std::erfc(-z / std::sqrt(2.0));
}

}  // namespace internal

/// P(range of k independent standard normals ≤ q) = k ∫ φ(z) [Φ(z) − Φ(z − q)]^{k−1} dz, by the trapezoidal rule, which
/// converges geometrically for such an integrand. k ≥ 2.
[[nodiscard]] inline double studentised_range_probability(double q, Index k) noexcept {
  if (!(q > 0.0)) return 0.0;
  constexpr double kStep = 2.0 * internal::kRangeReach / internal::kRangeSteps;
  double sum = 0.0;
  for (int i = 0; i <= internal::kRangeSteps; ++i) {
    const double z = -internal::kRangeReach + kStep * i;
    const double inside = internal::normal_probability(z) - internal::normal_probability(z - q);
    sum += std::exp(-0.5 * z * z) * std::pow(inside, static_cast<double>(k - 1));
  }
  constexpr double kRootTwoPi = 2.506628274631000502;
  return std::min(1.0, static_cast<double>(k) * kStep * sum / kRootTwoPi);
}

/// Quantile of the studentised range with infinite degrees of freedom: probability in (0, 1), k ≥ 2. By bisection.
[[nodiscard]] inline double studentised_range_quantile(double probability, Index k) noexcept {
  double low = 0.0;
  double high = 2.0 * internal::kRangeReach;
  while (high - low > 1e-12 * high) {
    const double middle = 0.5 * (low + high);
    (studentised_range_probability(middle, k) < probability ? low : high) = middle;
  }
  return 0.5 * (low + high);
}

/// Ranks from 1, ties share their mean rank.
[[nodiscard]] inline std::vector<double> ranks(const std::vector<double>& values) {
  std::vector<std::size_t> order(values.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(),
            [&values](std::size_t a, std::size_t b) { return values[a] < values[b]; });
  std::vector<double> out(values.size());
  for (std::size_t first = 0; first < order.size();) {
    std::size_t end = first + 1;
    while (end < order.size() && values[order[end]] == values[order[first]]) ++end;
    for (std::size_t i = first; i < end; ++i) out[order[i]] = 0.5 * static_cast<double>(first + 1 + end);
    first = end;
  }
  return out;
}

struct MultipleComparison {
  std::vector<double> mean_rank;     ///< one a method
  std::vector<double> lower, upper;  ///< ends of the intervals
  std::vector<bool> worse;           ///< whether a method is clearly worse than the best
  Index best = 0;                    ///< position of the smallest mean rank
  Index count = 0;                   ///< series compared
  double critical_distance = data::kMissing;
  double friedman = data::kMissing;  ///< statistic
  double p_value = data::kMissing;   ///< of "all methods are alike"
};

/// losses[i][j]: loss of method j on series i. level in (0, 1), for instance 0.95. Throws InputError E-CMP-003 for fewer
/// than two methods, rows of different length, or no complete series; E-CMP-004 for a level outside (0, 1).
/// O(N K log K).
[[nodiscard]] inline MultipleComparison compare_with_best(const std::vector<std::vector<double>>& losses,
                                                          double level) {
  if (!(level > 0.0 && level < 1.0)) {
    throw InputError("E-CMP-004", "level", std::to_string(level) + " is outside (0, 1)",
                     "give 0.95, for instance");
  }
  const std::size_t methods = losses.empty() ? 0 : losses.front().size();
  MultipleComparison out;
  out.mean_rank.assign(methods, 0.0);
  double ties = 0.0;
  bool good = methods >= 2;
  for (const std::vector<double>& row : losses) {
    good = good && row.size() == methods;
    if (!good) break;
    if (std::any_of(row.begin(), row.end(), [](double v) { return data::is_missing(v); })) continue;
    const std::vector<double> own = ranks(row);
    for (std::size_t j = 0; j < methods; ++j) out.mean_rank[j] += own[j];
    // Σ over the values of (length of their tie)² − 1 is Σ over the ties of t³ − t.
    for (const double value : row) {
      const auto length = static_cast<double>(std::count(row.begin(), row.end(), value));
      ties += length * length - 1.0;
    }
    ++out.count;
  }
  if (!good || out.count == 0) {
    throw InputError("E-CMP-003", "losses", "there are not two methods with losses on the same series",
                     "give one row a series and one column a method");
  }
  const auto n = static_cast<double>(out.count);
  const auto k = static_cast<double>(methods);
  double squares = 0.0;
  for (double& rank : out.mean_rank) {
    rank /= n;
    squares += rank * rank;
  }
  const double untied = 1.0 - ties / (n * k * (k * k - 1.0));
  if (untied > 0.0) {
    out.friedman = 12.0 * n / (k * (k + 1.0)) * (squares - k * (k + 1.0) * (k + 1.0) / 4.0) / untied;
    out.friedman = std::max(0.0, out.friedman);
    out.p_value = chi_square_tail(out.friedman, k - 1.0);
  }
  out.critical_distance =
      studentised_range_quantile(level, static_cast<Index>(methods)) * std::sqrt(k * (k + 1.0) / (12.0 * n));
  out.best = static_cast<Index>(std::min_element(out.mean_rank.begin(), out.mean_rank.end()) -
                                out.mean_rank.begin());
  const double least = out.mean_rank[static_cast<std::size_t>(out.best)];
  for (const double rank : out.mean_rank) {
    out.lower.push_back(rank - 0.5 * out.critical_distance);
    out.upper.push_back(rank + 0.5 * out.critical_distance);
    out.worse.push_back(rank - least > out.critical_distance);
  }
  return out;
}

}  // namespace dubao::evaluation
