// SPDX-License-Identifier: Apache-2.0
//
// PlanningProblem: intakes to choose, what a choice loses on the draws, and the limits it must keep.
//
// What      Unknown intakes x (persons). Each target (a group in a year of entry) compares what is wanted with the sum of
//           yield × intake on every draw. Limits are linear inequalities.
// Formula   F25:  minimise  Σ_k mean_d [ c₊·max(0, b_kd − a_kdᵀx) + c₋·max(0, a_kdᵀx − b_kd) ]
//           b: demand − supply that comes anyway; a: yield of each intake in that year; c₊, c₋: cost of one person too
//           few, one too many; over x ≥ 0 with G x ≤ h. Convex and piecewise linear: a linear programme.
// Kinds     A limit of the law holds on whole persons. A wish (smoothing) gives way where the law leaves no room, and by
//           rounding; the result says by how much.
// Example   One intake, yield 0.5, wanted 10 or 20, c₊ = 3, c₋ = 1: x = 30 loses ½·1·(15 − 10) + ½·3·(20 − 15) = 10,
//           x = 40 loses ½·1·(20 − 10) = 5.
// Source    Newsvendor with random yield: Yano and Lee (1995), "Lot sizing with random yields", Operations Research 43(2).
#pragma once

#include <dubao/data/series.hpp>
#include <dubao/error.hpp>

#include <Eigen/Core>
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <string>
#include <utility>
#include <vector>

namespace dubao::labour::intake {

/// How far the left side of a limit may pass the right one, relative to the size of its terms: rounding of doubles.
inline constexpr double kLimitRounding = 1e-9;

/// One target: wanted against what the intakes bring.
struct LossTarget {
  std::string name;
  std::vector<Index> intakes;  ///< the unknowns that reach this target, each once
  Eigen::ArrayXXd yields;      ///< draws × intakes, a ≥ 0
  Eigen::ArrayXd wanted;       ///< b, one a draw; negative where supply exceeds demand without any intake
  double shortage_cost = data::kMissing;  ///< c₊, per person too few, ≥ 0
  double surplus_cost = data::kMissing;   ///< c₋, per person too many, ≥ 0; not both 0
};

enum class LimitKind : std::uint8_t {
  kLaw,   ///< must hold, on whole persons too
  kWish,  ///< holds where the law leaves room
};

/// Σ coefficient·x ≤ bound.
struct LinearLimit {
  std::string name;
  std::vector<std::pair<Index, double>> terms;  ///< unknown, coefficient; each unknown once
  double bound = 0.0;
  LimitKind kind = LimitKind::kLaw;
};

/// The whole problem; `names` has one entry an unknown.
struct PlanningProblem {
  std::vector<std::string> names;
  std::vector<LossTarget> targets;
  std::vector<LinearLimit> limits;
  std::vector<double> smallest_class;  ///< empty, or one an unknown: x = 0 or x ≥ this
};

/// What one target loses and reaches with given intakes.
struct TargetOutcome {
  double loss = 0.0;                ///< c₊·expected_shortage + c₋·expected_surplus
  double expected_shortage = 0.0;   ///< mean of max(0, b − aᵀx), persons
  double expected_surplus = 0.0;    ///< mean of max(0, aᵀx − b), persons
  double probability_closed = 0.0;  ///< share of the draws with aᵀx ≥ b
};

/// Judges intakes on one target. x: one value an unknown of the problem. O(draws · intakes of the target).
[[nodiscard]] inline TargetOutcome outcome_of(const LossTarget& target, const Eigen::ArrayXd& x) {
  Eigen::ArrayXd missing = target.wanted;
  for (std::size_t j = 0; j < target.intakes.size(); ++j) {
    missing -= target.yields.col(static_cast<Index>(j)) * x(target.intakes[j]);
  }
  TargetOutcome out;
  const auto n = static_cast<double>(missing.size());
  out.expected_shortage = missing.max(0.0).sum() / n;
  out.expected_surplus = (-missing).max(0.0).sum() / n;
  out.probability_closed = static_cast<double>((missing <= 0.0).count()) / n;
  out.loss = target.shortage_cost * out.expected_shortage + target.surplus_cost * out.expected_surplus;
  return out;
}

/// Expected loss of all targets. O(draws · Σ intakes).
[[nodiscard]] inline double expected_loss(const PlanningProblem& problem, const Eigen::ArrayXd& x) {
  double out = 0.0;
  for (const LossTarget& target : problem.targets) out += outcome_of(target, x).loss;
  return out;
}

/// Left side of a limit.
[[nodiscard]] inline double use_of(const LinearLimit& limit, const Eigen::ArrayXd& x) {
  double out = 0.0;
  for (const auto& [i, coefficient] : limit.terms) out += coefficient * x(i);
  return out;
}

/// By how much intakes pass a limit; 0 when it holds up to rounding.
[[nodiscard]] inline double excess_of(const LinearLimit& limit, const Eigen::ArrayXd& x) {
  double size = std::abs(limit.bound);
  for (const auto& [i, coefficient] : limit.terms) size = std::max(size, std::abs(coefficient * x(i)));
  const double excess = use_of(limit, x) - limit.bound;
  return excess > kLimitRounding * size ? excess : 0.0;
}

/// Throws InputError E-RCM-001 (shapes, unknowns that are not there), E-RCM-002 (a yield, wanted number or cost that is not
/// finite or has the wrong sign; naming the target), E-RCM-003 (a limit's coefficient or bound); all problems at once.
inline void check_problem(const PlanningProblem& problem) {
  Problems problems;
  const auto n = static_cast<Index>(problem.names.size());
  problems.add_if(n == 0 || problem.targets.empty(),
                  {"E-RCM-001", "groups", "there is no intake to choose, or no target to meet",
                   "give at least one group with a need", "", ""});
  problems.add_if(
      !problem.smallest_class.empty() && problem.smallest_class.size() != problem.names.size(),
      {"E-RCM-001", "minimum_class",
       std::to_string(problem.smallest_class.size()) + " sizes for " + std::to_string(n) + " intakes",
       "give one an intake, 0 where there is none", "", ""});
  for (const double size : problem.smallest_class) {
    problems.add_if(!(size >= 0.0) || !std::isfinite(size),
                    {"E-RCM-001", "minimum_class", std::to_string(size) + " is no size of a class",
                     "give persons ≥ 0", "", ""});
  }
  const Index draws = problem.targets.empty() ? 0 : problem.targets.front().wanted.size();
  for (const LossTarget& one : problem.targets) {
    const bool shaped =
        one.wanted.size() == draws && draws > 0 && one.yields.rows() == draws &&
        one.yields.cols() == static_cast<Index>(one.intakes.size()) &&
        std::all_of(one.intakes.begin(), one.intakes.end(), [n](Index i) { return i >= 0 && i < n; });
    problems.add_if(!shaped,
                    {"E-RCM-001", "targets", "other draws than the first target, or an unknown intake",
                     "simulate all groups on the same draws", one.name, ""});
    if (!shaped) continue;
    problems.add_if(!one.wanted.allFinite() || !one.yields.allFinite() || (one.yields < 0.0).any(),
                    {"E-RCM-002", "need, yield", "a value is not finite, or a yield negative",
                     "give persons, and yields as shares ≥ 0", one.name, ""});
    const bool costs = std::isfinite(one.shortage_cost) && std::isfinite(one.surplus_cost) &&
                       one.shortage_cost >= 0.0 && one.surplus_cost >= 0.0 &&
                       one.shortage_cost + one.surplus_cost > 0.0;
    problems.add_if(!costs, {"E-RCM-002", "shortage_cost, surplus_cost",
                             std::to_string(one.shortage_cost) + " and " + std::to_string(one.surplus_cost) +
                                 " are no costs",
                             "give costs per person ≥ 0, not both 0", one.name, ""});
  }
  for (const LinearLimit& limit : problem.limits) {
    const bool fits = std::isfinite(limit.bound) &&
                      std::all_of(limit.terms.begin(), limit.terms.end(), [n](const auto& term) {
                        return term.first >= 0 && term.first < n && std::isfinite(term.second);
                      });
    problems.add_if(!fits, {"E-RCM-003", "limits",
                            "bound " + std::to_string(limit.bound) + ", or a coefficient, cannot be used",
                            "give finite numbers for known groups and years", limit.name, ""});
  }
  problems.throw_if_any();
}

}  // namespace dubao::labour::intake
