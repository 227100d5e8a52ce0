// SPDX-License-Identifier: Apache-2.0
//
// Smallest class: an intake is nobody, or at least a class.
//
// What      Branch and bound over "nobody" and "at least m" for every intake whose optimum lies between: each node is one
//           solve of interior_point.hpp with a bound moved; a node that cannot beat the best plan so far is dropped.
// Proof     All nodes done: the optimum, exactly (`proven`). Stopped by the limit of nodes: the best plan found, with
//           the lower bound of what was left open.
// When not  Hundreds of intakes near their class size: the tree grows twofold with each.
// Example   Optimum 12 with m = 20: the cheaper of x = 0 and x = 20.
// Source    Land and Doig (1960), "An automatic method of solving discrete programming problems", Econometrica 28(3).
#pragma once

#include <dubao/labour/intake/interior_point.hpp>

#include <Eigen/Core>
#include <algorithm>
#include <limits>
#include <utility>
#include <vector>

namespace dubao::labour::intake {

struct ClassSizeOptions {
  InteriorPointOptions solver;
  int most_nodes = 200;  ///< solves before the search stops with the best plan so far
};

/// Optimum with class sizes kept; the multipliers are those of the limits with the choice of classes as it stands.
struct ClassSizePlan {
  PlanningSolution solution;
  Eigen::ArrayXd without_classes;  ///< optimum if there were no class sizes
  double lower_bound = 0.0;        ///< nothing with class sizes kept loses less
  int nodes = 0;                   ///< solves
  bool proven = true;              ///< false: stopped by the limit of nodes
};

namespace detail {

/// How far below its class, in persons, an optimum may lie by rounding.
inline constexpr double kClassRounding = 1e-5;

struct ClassNode {
  Eigen::ArrayXd least, largest;
  double bound;  ///< lower bound of its parent
};

/// The intake furthest from both nobody and its class, −1: all are one or the other.
[[nodiscard]] inline Index undecided_class(const PlanningProblem& problem, const Eigen::ArrayXd& x) {
  Index out = -1;
  double furthest = kClassRounding;
  for (Index i = 0; i < x.size() && !problem.smallest_class.empty(); ++i) {
    const double distance = std::min(x(i), problem.smallest_class[static_cast<std::size_t>(i)] - x(i));
    if (distance > furthest) {
      furthest = distance;
      out = i;
    }
  }
  return out;
}

}  // namespace detail

/// Solves with class sizes (see the banner). Errors as solve_planning; a contradiction between limits is reported in the
/// solution. O(nodes · one solve).
[[nodiscard]] inline ClassSizePlan solve_with_classes(const PlanningProblem& problem,
                                                      const ClassSizeOptions& options = {}) {
  const auto n = static_cast<Index>(problem.names.size());
  constexpr double kInfinite = std::numeric_limits<double>::infinity();
  ClassSizePlan out;
  double best = kInfinite;
  double open = kInfinite;  // lower bound of what is left
  std::vector<detail::ClassNode> stack;
  stack.push_back({Eigen::ArrayXd::Zero(n), Eigen::ArrayXd::Constant(n, kInfinite), -kInfinite});
  while (!stack.empty()) {
    const detail::ClassNode node = std::move(stack.back());
    stack.pop_back();
    const double margin = options.solver.tolerance * 10.0 * (1.0 + std::abs(best));
    if (std::isfinite(best) && node.bound >= best - margin) continue;
    if (out.nodes >= options.most_nodes && std::isfinite(best)) {
      out.proven = false;
      open = std::min(open, node.bound);
      continue;
    }
    PlanningSolution solution = solve_planning(problem, options.solver, node.least, node.largest);
    ++out.nodes;
    if (out.nodes == 1) out.without_classes = solution.intake;
    if (solution.contradicted >= 0) {
      if (out.nodes == 1) out.solution = std::move(solution);
      continue;
    }
    const double value = solution.loss + solution.wish_cost;
    if (std::isfinite(best) && value >= best - margin) continue;
    const Index i = detail::undecided_class(problem, solution.intake);
    if (i < 0) {
      best = value;
      out.solution = std::move(solution);
      continue;
    }
    const double size = problem.smallest_class[static_cast<std::size_t>(i)];
    detail::ClassNode closed = node;
    detail::ClassNode held = node;
    closed.bound = held.bound = solution.lower_bound;
    closed.largest(i) = 0.0;
    held.least(i) = size;
    if (solution.intake(i) >= 0.5 * size) std::swap(closed, held);
    stack.push_back(std::move(held));
    stack.push_back(std::move(closed));  // the nearer one is solved first
  }
  out.lower_bound = std::min(open, out.solution.lower_bound);
  return out;
}

}  // namespace dubao::labour::intake
