// SPDX-License-Identifier: Apache-2.0
//
// Interior point: the least expected loss over draws under linear limits, exactly, with its proof.
//
// What      Primal–dual interior-point method with predictor and corrector on the linear programme
//             min Σ_d c₊u_d + c₋v_d,  u − v = b − A x,  u, v ≥ 0,  G x ≤ h,
//           whose dual has one bounded variable a draw (−c₋ ≤ y ≤ c₊) and one multiplier a limit. What belongs to a draw is
//           eliminated by hand: each iteration factors one matrix in x alone.
// Proof     Every solution carries the duality gap (no intake can lose less than the dual value, up to the residuals), the primal
//           and the dual residual. Multipliers are the shadow prices: how much one unit more of a limit lowers the loss.
// Ties      Where many intakes lose the same, the method goes to the analytic centre of the set: deterministic. An
//           unknown that no target sees goes to its least (a cost of kTieCost of the mean cost draws it there).
// Cost      O(iterations · draws · m²) for m intakes a target, plus a factorisation of (unknowns)²; 15 to 30 iterations.
// When not  A loss that is not convex in x, or limits that are not linear. Whole persons: whole_persons.hpp.
// Source    Mehrotra (1992), SIAM J. Optimization 2(4); Portnoy and Koenker (1997), "The Gaussian hare and the Laplacian
//           tortoise", Statistical Science 12(4) (bounded dual variables of a piecewise linear loss).
#pragma once

#include <dubao/labour/intake/detail/interior_point_method.hpp>
#include <dubao/labour/intake/detail/scaled_programme.hpp>
#include <dubao/labour/intake/intake_bounds.hpp>
#include <dubao/labour/intake/planning_problem.hpp>

#include <Eigen/Core>
#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>
#include <vector>

namespace dubao::labour::intake {

/// A loss smaller than this part of the size of the problem (every target missed by all that is wanted, at both costs)
/// counts as this much when gaps are made relative: an optimum may lose nothing at all.
inline constexpr double kLossFloor = 1e-3;

/// An optimum with its proof. Prices are in loss per unit of the limit's right side.
struct PlanningSolution {
  Eigen::ArrayXd intake;            ///< x
  std::vector<double> limit_price;  ///< one a limit of the problem, ≥ 0
  double loss = 0.0;                ///< expected loss of x, wishes apart
  double wish_cost = 0.0;           ///< what passing wishes was charged
  double lower_bound = 0.0;         ///< dual value: nothing loses less, wishes charged
  double relative_gap =
      0.0;  ///< (charged − lower_bound) ÷ max(charged, floor); charged: loss + wish_cost, floor: kLossFloor
  double limit_residual = 0.0;     ///< largest excess over a limit of the law, in parts of the limit
  double gradient_residual = 0.0;  ///< largest residual of the dual's equations, in parts of the costs
  int iterations = 0;
  bool converged = false;
  Index contradicted = -1;  ///< limit that cannot hold together with the others, −1: none; then x is empty
};

namespace detail {

/// An excess over a limit beyond this part of it, at the intakes that pass all limits least, is a contradiction.
inline constexpr double kContradiction = 1e-6;

/// Loss if every target were missed by all that is wanted, at both costs: the scale of losses.
inline double size_of(const PlanningProblem& problem) {
  double out = 0.0;
  for (const LossTarget& one : problem.targets) {
    out += (one.shortage_cost + one.surplus_cost) * one.wanted.abs().mean();
  }
  return out;
}

/// Multipliers of limits that fixed an unknown: what one person more of it would save, shared by the limit's coefficient. Later
/// unknowns first, so that a chain of growth caps hands its value down.
inline void price_fixed(const PlanningProblem& problem, const IntakeBounds& bounds,
                        PlanningSolution& solution) {
  const auto n = static_cast<Index>(problem.names.size());
  for (Index i = n - 1; i >= 0; --i) {
    const Index l = bounds.largest_limit[static_cast<std::size_t>(i)];
    if (!bounds.fixed(i) || l < 0) continue;
    double saved = 0.0;
    for (const LossTarget& target : problem.targets) {
      const auto found = std::find(target.intakes.begin(), target.intakes.end(), i);
      if (found == target.intakes.end()) continue;
      const auto column = target.yields.col(static_cast<Index>(found - target.intakes.begin()));
      Eigen::ArrayXd missing = target.wanted;
      for (std::size_t j = 0; j < target.intakes.size(); ++j) {
        missing -= target.yields.col(static_cast<Index>(j)) * solution.intake(target.intakes[j]);
      }
      saved += (missing > 0.0).select(target.shortage_cost * column, -target.surplus_cost * column).mean();
    }
    double coefficient = 0.0;
    for (std::size_t k = 0; k < problem.limits.size(); ++k) {
      for (const auto& [j, a] : problem.limits[k].terms) {
        if (j != i) continue;
        if (static_cast<Index>(k) == l) coefficient = a;
        saved -= a * solution.limit_price[k];
      }
    }
    if (coefficient > 0.0 && saved > 0.0)
      solution.limit_price[static_cast<std::size_t>(l)] += saved / coefficient;
  }
}

/// The limit of the law that is passed most at the intakes that pass all of them least, −1 when all can be kept.
[[nodiscard]] inline Index contradicted_limit(const PlanningProblem& problem,
                                              const InteriorPointOptions& options,
                                              const Eigen::ArrayXd& least, const Eigen::ArrayXd& largest) {
  PlanningProblem excesses;  // one target a limit: persons over it
  excesses.names = problem.names;
  std::vector<Index> position;
  for (std::size_t l = 0; l < problem.limits.size(); ++l) {
    const LinearLimit& limit = problem.limits[l];
    if (limit.kind != LimitKind::kLaw || limit.terms.empty()) continue;
    LossTarget one;
    one.name = limit.name;
    one.yields.resize(1, static_cast<Index>(limit.terms.size()));
    for (const auto& [i, a] : limit.terms) {
      one.yields(0, static_cast<Index>(one.intakes.size())) = a;
      one.intakes.push_back(i);
    }
    // In parts of the limit: what is large in one is no excuse in another.
    const double size = std::max({one.yields.abs().maxCoeff(), std::abs(limit.bound), 1e-12});
    one.yields /= size;
    one.wanted = Eigen::ArrayXd::Constant(1, limit.bound / size);
    one.shortage_cost = 0.0;
    one.surplus_cost = 1.0;
    excesses.targets.push_back(std::move(one));
    position.push_back(static_cast<Index>(l));
  }
  if (excesses.targets.empty()) return -1;
  const IntakeBounds bounds = intake_bounds(excesses, least, largest);
  const Scaled scaled = scaled_programme(excesses, bounds);
  Eigen::ArrayXd x = bounds.least;
  if (scaled.programme.unknowns > 0) {
    int iterations = 0;
    bool converged = false;
    const Point at = InteriorPoint(scaled.programme, options)
                         .solve(starting_intake(scaled, bounds), 1.0, iterations, converged);
    for (std::size_t k = 0; k < scaled.free.size(); ++k) {
      x(scaled.free[k]) = at.x(static_cast<Index>(k)) * scaled.persons;
    }
  }
  Index worst = -1;
  double most = kContradiction;
  for (const Index l : position) {
    const LinearLimit& limit = problem.limits[static_cast<std::size_t>(l)];
    const double part = (use_of(limit, x) - limit.bound) / (1.0 + std::abs(limit.bound));
    if (part > most) {
      most = part;
      worst = l;
    }
  }
  return worst;
}

}  // namespace detail

/// Solves the problem without regard to whole persons and smallest classes. least, largest: further bounds of the unknowns
/// (empty: 0 and none). Throws InputError E-RCM-001 … E-RCM-003 (see check_problem). A contradiction between limits is reported in
/// `contradicted`, not thrown.
[[nodiscard]] inline PlanningSolution solve_planning(const PlanningProblem& problem,
                                                     const InteriorPointOptions& options = {},
                                                     const Eigen::ArrayXd& least = {},
                                                     const Eigen::ArrayXd& largest = {}) {
  check_problem(problem);
  const IntakeBounds bounds = intake_bounds(problem, least, largest);
  PlanningSolution out;
  out.limit_price.assign(problem.limits.size(), 0.0);
  if (bounds.contradicted >= 0) {
    out.contradicted = bounds.contradicted;
    return out;
  }
  const detail::Scaled scaled = detail::scaled_programme(problem, bounds);
  out.intake = bounds.least;
  const double unit = scaled.cost * scaled.persons / scaled.draws;
  const double reference =
      std::max(kLossFloor * detail::size_of(problem), std::numeric_limits<double>::min());
  if (scaled.programme.unknowns == 0) {
    out.loss = expected_loss(problem, out.intake);
    out.lower_bound = out.loss;
    out.converged = true;
  } else {
    const detail::InteriorPoint method(scaled.programme, options);
    const detail::Point at = method.solve(detail::starting_intake(scaled, bounds), reference / unit,
                                          out.iterations, out.converged);
    if (!out.converged) {
      out.contradicted = detail::contradicted_limit(problem, options, least, largest);
      if (out.contradicted >= 0) {
        out.intake.resize(0);
        return out;
      }
    }
    for (std::size_t k = 0; k < scaled.free.size(); ++k) {
      const Index i = scaled.free[k];
      out.intake(i) = std::min(bounds.largest(i),
                               std::max(bounds.least(i), at.x(static_cast<Index>(k)) * scaled.persons));
    }
    for (std::size_t r = 0; r < scaled.row_limit.size(); ++r) {
      if (scaled.row_limit[r] < 0) continue;
      out.limit_price[static_cast<std::size_t>(scaled.row_limit[r])] =
          at.lambda(static_cast<Index>(r)) * unit / (scaled.persons * scaled.row_scale[r]);
    }
    Eigen::ArrayXd missing;
    scaled.programme.missing(at.x, missing);
    for (std::size_t k = 0; k < scaled.wish_limit.size(); ++k) {
      const detail::Piece& piece = scaled.programme.pieces[k];
      if (scaled.wish_limit[k] == -1) continue;
      const double excess = -missing(piece.from);
      out.wish_cost += piece.minus * std::max(0.0, excess) * unit;
      if (scaled.wish_limit[k] < 0) continue;
      out.limit_price[static_cast<std::size_t>(scaled.wish_limit[k])] =
          std::max(0.0, -at.y(piece.from)) * unit / (scaled.persons * scaled.piece_scale[k]);
    }
    out.loss = expected_loss(problem, out.intake);
    out.lower_bound = method.dual_value(at) * unit;
    out.gradient_residual = method.gradient_residual(at);
  }
  out.relative_gap =
      std::abs(out.loss + out.wish_cost - out.lower_bound) / std::max(out.loss + out.wish_cost, reference);
  for (const LinearLimit& limit : problem.limits) {
    if (limit.kind != LimitKind::kLaw) continue;
    double size = std::abs(limit.bound);
    for (const auto& [i, a] : limit.terms) size = std::max(size, std::abs(a) * scaled.persons);
    out.limit_residual =
        std::max(out.limit_residual, (use_of(limit, out.intake) - limit.bound) / std::max(size, 1e-12));
  }
  detail::price_fixed(problem, bounds, out);
  return out;
}

}  // namespace dubao::labour::intake
