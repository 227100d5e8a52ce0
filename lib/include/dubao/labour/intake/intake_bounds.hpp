// SPDX-License-Identifier: Apache-2.0
//
// Intake bounds: the least and the largest intake that the limits of the law leave for each unknown.
//
// What      Tightens 0 ≤ x from every limit in turn until nothing changes: the largest intake of one unknown is what a limit
//           leaves when all others take their least. That is the legal maximum of the unknown alone, growth cap after
//           growth cap.
// Why       An intake whose least is its largest is no unknown: it is taken out before the problem is solved, and the limit
//           that fixed it is named.
// Formula   Σ a_i x_i ≤ h:  x_i ≤ (h − Σ_{j≠i} least of a_j x_j) / a_i for a_i > 0, and ≥ the same for a_i < 0.
// Example   x_1 ≤ 110, x_2 − 1.1·x_1 ≤ 0: largest 110 and 121.
// Source    Savelsbergh (1994), "Preprocessing and probing techniques", ORSA Journal on Computing 6(4).
#pragma once

#include <dubao/labour/intake/planning_problem.hpp>

#include <Eigen/Core>
#include <algorithm>
#include <cmath>
#include <limits>
#include <string>
#include <utility>
#include <vector>

namespace dubao::labour::intake {

/// Below this width, relative to 1 + the size of the ends, an intake is fixed.
inline constexpr double kFixedWidth = 1e-9;

struct IntakeBounds {
  Eigen::ArrayXd least;
  Eigen::ArrayXd largest;            ///< infinite where the law sets none
  std::vector<Index> least_limit;    ///< the limit that gave it, −1: none (0 persons)
  std::vector<Index> largest_limit;  ///< the limit that gave it, −1: none
  Index contradicted = -1;           ///< a limit that cannot hold, −1: none found

  [[nodiscard]] bool fixed(Index i) const {
    return largest(i) - least(i) <= kFixedWidth * (1.0 + std::abs(least(i)));
  }
};

namespace detail {

/// Largest number of rounds over the limits; chains of growth caps need one round a year.
inline constexpr int kMostRounds = 200;

/// Tightens by one limit; true when something moved by more than rounding.
inline bool tighten(const LinearLimit& limit, Index position, IntakeBounds& bounds) {
  constexpr double kInfinite = std::numeric_limits<double>::infinity();
  bool moved = false;
  for (const auto& [i, a] : limit.terms) {
    if (a == 0.0) continue;
    double rest = limit.bound;
    for (const auto& [j, other] : limit.terms) {
      if (j == i || other == 0.0) continue;
      rest -= other > 0.0 ? other * bounds.least(j) : other * bounds.largest(j);
    }
    if (!(rest < kInfinite)) continue;
    const double end = rest / a;
    const double step = kFixedWidth * (1.0 + std::abs(end));
    if (a > 0.0 && end < bounds.largest(i) - step) {
      bounds.largest(i) = end;
      bounds.largest_limit[static_cast<std::size_t>(i)] = position;
      moved = true;
    } else if (a < 0.0 && end > bounds.least(i) + step) {
      bounds.least(i) = end;
      bounds.least_limit[static_cast<std::size_t>(i)] = position;
      moved = true;
    }
    if (bounds.largest(i) < bounds.least(i)) {
      if (bounds.largest(i) < bounds.least(i) - kFixedWidth * (1.0 + std::abs(bounds.least(i)))) {
        bounds.contradicted = position;
        return false;
      }
      bounds.largest(i) = bounds.least(i);
    }
  }
  return moved;
}

}  // namespace detail

/// Bounds from the limits of the law (wishes do not count). least, largest: where to start, one value an unknown (empty: 0 and
/// infinite). Never throws: `contradicted` names a limit that cannot hold. O(rounds · Σ terms²).
[[nodiscard]] inline IntakeBounds intake_bounds(const PlanningProblem& problem,
                                                const Eigen::ArrayXd& least = {},
                                                const Eigen::ArrayXd& largest = {}) {
  const auto n = static_cast<Index>(problem.names.size());
  IntakeBounds out;
  out.least = least.size() == n ? least : Eigen::ArrayXd::Zero(n);
  out.largest =
      largest.size() == n ? largest : Eigen::ArrayXd::Constant(n, std::numeric_limits<double>::infinity());
  out.least_limit.assign(problem.names.size(), -1);
  out.largest_limit.assign(problem.names.size(), -1);
  bool moved = true;
  for (int round = 0; moved && round < detail::kMostRounds && out.contradicted < 0; ++round) {
    moved = false;
    for (std::size_t l = 0; l < problem.limits.size() && out.contradicted < 0; ++l) {
      const LinearLimit& limit = problem.limits[l];
      if (limit.kind != LimitKind::kLaw) continue;
      if (limit.terms.empty()) {
        if (limit.bound < 0.0) out.contradicted = static_cast<Index>(l);
        continue;
      }
      moved = detail::tighten(limit, static_cast<Index>(l), out) || moved;
    }
  }
  return out;
}

}  // namespace dubao::labour::intake
