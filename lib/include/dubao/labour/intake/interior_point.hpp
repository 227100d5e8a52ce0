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

#include <dubao/labour/intake/detail/interior_point_state.hpp>
#include <dubao/labour/intake/intake_bounds.hpp>
#include <dubao/labour/intake/planning_problem.hpp>

#include <Eigen/Cholesky>
#include <Eigen/Core>
#include <algorithm>
#include <cmath>
#include <limits>
#include <string>
#include <utility>
#include <vector>

namespace dubao::labour::intake {

/// Cost of one person of an intake that no target sees, in parts of the mean cost per person of the targets.
inline constexpr double kTieCost = 1e-6;
/// A loss smaller than this part of the loss of admitting nobody counts as this much when gaps are made relative: an optimum may
/// lose nothing at all.
inline constexpr double kLossFloor = 1e-3;

struct InteriorPointOptions {
  double tolerance = 1e-10;  ///< of the relative gap and of both residuals
  int most_iterations = 200;
};

/// An optimum with its proof. Prices are in loss per unit of the limit's right side.
struct PlanningSolution {
  Eigen::ArrayXd intake;            ///< x
  std::vector<double> limit_price;  ///< one a limit of the problem, ≥ 0
  double loss = 0.0;                ///< expected loss of x, wishes apart
  double wish_cost = 0.0;           ///< what passing wishes was charged
  double lower_bound = 0.0;         ///< dual value: nothing loses less, wishes charged
  double relative_gap = 0.0;  ///< (loss + wish_cost − lower_bound) ÷ max(loss, kLossFloor·loss of nobody)
  double limit_residual = 0.0;     ///< largest excess over a limit of the law, in parts of the limit
  double gradient_residual = 0.0;  ///< largest residual of the dual's equations, in parts of the costs
  int iterations = 0;
  bool converged = false;
  Index contradicted = -1;  ///< limit that cannot hold together with the others, −1: none; then x is empty
};

namespace detail {

/// Factor of a wish's cost over what keeping it can be worth to the targets: large enough to keep it wherever possible.
inline constexpr double kWishFactor = 100.0;
/// Part of the way to the boundary that a step goes.
inline constexpr double kStepPart = 0.9995;
/// An excess over a limit beyond this part of it, at the intakes that pass all limits least, is a contradiction.
inline constexpr double kContradiction = 1e-6;
/// Added to the diagonal, relative to its largest entry, when the normal matrix cannot be factored.
inline constexpr double kRidge = 1e-14;

/// Scaled programme with what is needed to go back.
struct Scaled {
  Programme programme;
  std::vector<Index> free;          ///< unknowns of the problem that stand in the programme
  std::vector<Index> row_limit;     ///< limit of each row, −1: a bound (0 or an override)
  std::vector<double> row_scale;    ///< row = limit ÷ scale
  std::vector<Index> wish_limit;    ///< limit of each piece, −1: a target
  std::vector<double> piece_scale;  ///< wish pieces: limit ÷ scale
  double persons = 1.0;             ///< x = persons · x'
  double cost = 1.0;                ///< costs = cost · scaled costs
  double draws = 1.0;               ///< N: targets weigh 1/N
};

inline double largest_cost(const PlanningProblem& problem) {
  double out = 0.0;
  for (const LossTarget& one : problem.targets) out = std::max({out, one.shortage_cost, one.surplus_cost});
  return out;
}

/// A typical number of persons: the largest mean of |wanted| over the mean yield, at least 1.
inline double typical_persons(const PlanningProblem& problem) {
  double out = 1.0;
  for (const LossTarget& one : problem.targets) {
    const double yield = one.yields.size() > 0 ? one.yields.mean() : 0.0;
    if (yield > 0.0) out = std::max(out, one.wanted.abs().mean() / yield);
  }
  return out;
}

[[nodiscard]] inline Scaled scaled_programme(const PlanningProblem& problem, const IntakeBounds& bounds) {
  Scaled out;
  const auto n = static_cast<Index>(problem.names.size());
  std::vector<Index> place(problem.names.size(), -1);
  std::vector<bool> seen(problem.names.size(), false);
  double fixed_size = 0.0;
  for (Index i = 0; i < n; ++i) {
    if (bounds.fixed(i)) {
      fixed_size = std::max(fixed_size, std::abs(bounds.least(i)));
      continue;
    }
    place[static_cast<std::size_t>(i)] = static_cast<Index>(out.free.size());
    out.free.push_back(i);
  }
  Programme& programme = out.programme;
  programme.unknowns = static_cast<Index>(out.free.size());
  out.persons = typical_persons(problem);
  out.cost = largest_cost(problem);
  out.draws = static_cast<double>(problem.targets.front().wanted.size());
  double largest_yield = 0.0;
  for (const LossTarget& one : problem.targets) {
    Piece piece;
    piece.b = one.wanted / out.persons;
    std::vector<Index> columns;
    for (std::size_t j = 0; j < one.intakes.size(); ++j) {
      const Index i = one.intakes[j];
      const auto column = one.yields.col(static_cast<Index>(j));
      largest_yield = std::max(largest_yield, column.maxCoeff());
      if (column.maxCoeff() > 0.0) seen[static_cast<std::size_t>(i)] = true;
      if (place[static_cast<std::size_t>(i)] < 0) {
        piece.b -= column * (bounds.least(i) / out.persons);
        continue;
      }
      piece.unknowns.push_back(place[static_cast<std::size_t>(i)]);
      columns.push_back(static_cast<Index>(j));
    }
    piece.a.resize(piece.b.size(), static_cast<Index>(columns.size()));
    for (std::size_t j = 0; j < columns.size(); ++j)
      piece.a.col(static_cast<Index>(j)) = one.yields.col(columns[j]);
    piece.target = true;
    piece.plus = one.shortage_cost / out.cost;
    piece.minus = one.surplus_cost / out.cost;
    out.wish_limit.push_back(-1);
    out.piece_scale.push_back(1.0);
    programme.pieces.push_back(std::move(piece));
  }
  const auto add_row = [&](Row row, Index limit, double scale) {
    programme.rows.push_back(std::move(row));
    out.row_limit.push_back(limit);
    out.row_scale.push_back(scale);
  };
  const double wish = kWishFactor * out.draws * std::max(1.0, largest_yield);
  for (std::size_t l = 0; l < problem.limits.size(); ++l) {
    const LinearLimit& limit = problem.limits[l];
    Row row;
    row.bound = limit.bound;
    double scale = 0.0;
    for (const auto& [i, coefficient] : limit.terms) {
      if (coefficient == 0.0) continue;
      if (place[static_cast<std::size_t>(i)] < 0) {
        row.bound -= coefficient * bounds.least(i);
        continue;
      }
      row.terms.emplace_back(place[static_cast<std::size_t>(i)], coefficient);
      scale = std::max(scale, std::abs(coefficient));
    }
    if (row.terms.empty()) continue;
    row.bound /= scale * out.persons;
    for (auto& term : row.terms) term.second /= scale;
    if (limit.kind == LimitKind::kLaw) {
      add_row(std::move(row), static_cast<Index>(l), scale);
      continue;
    }
    Piece piece;
    piece.b = Eigen::ArrayXd::Constant(1, row.bound);
    piece.a.resize(1, static_cast<Index>(row.terms.size()));
    for (std::size_t j = 0; j < row.terms.size(); ++j) {
      piece.unknowns.push_back(row.terms[j].first);
      piece.a(0, static_cast<Index>(j)) = row.terms[j].second;
    }
    piece.minus = wish;
    out.wish_limit.push_back(static_cast<Index>(l));
    out.piece_scale.push_back(scale);
    programme.pieces.push_back(std::move(piece));
  }
  for (Index k = 0; k < programme.unknowns; ++k) {
    const Index i = out.free[static_cast<std::size_t>(k)];
    // A bound that a limit gave is kept by that limit's row; 0 and overrides need rows of their own.
    if (bounds.least_limit[static_cast<std::size_t>(i)] < 0) {
      add_row({{{k, -1.0}}, -bounds.least(i) / out.persons}, -1, 1.0);
    }
    if (bounds.largest_limit[static_cast<std::size_t>(i)] < 0 && std::isfinite(bounds.largest(i))) {
      add_row({{{k, 1.0}}, bounds.largest(i) / out.persons}, -1, 1.0);
    }
    if (seen[static_cast<std::size_t>(i)]) continue;
    Piece piece;  // kTieCost · max(0, x): draws an intake that no target sees to its least
    piece.unknowns = {k};
    piece.a = Eigen::ArrayXXd::Ones(1, 1);
    piece.b = Eigen::ArrayXd::Zero(1);
    piece.minus = kTieCost * out.draws;
    out.wish_limit.push_back(-2);
    out.piece_scale.push_back(1.0);
    programme.pieces.push_back(std::move(piece));
  }
  for (Piece& piece : programme.pieces) {
    piece.from = programme.draws;
    programme.draws += piece.b.size();
  }
  return out;
}

/// Value of the scaled loss at x and of the dual at (y, λ).
struct Values {
  double primal = 0.0;
  double dual = 0.0;
};

[[nodiscard]] inline Eigen::ArrayXd spread(const Programme& programme, double Piece::*part) {
  Eigen::ArrayXd out(programme.draws);
  for (const Piece& piece : programme.pieces)
    out.segment(piece.from, piece.b.size()).setConstant(piece.*part);
  return out;
}

/// Factor of the normal matrix; a tiny ridge where rounding made it indefinite.
class Factor {
 public:
  explicit Factor(Eigen::MatrixXd matrix) : solver_(matrix) {
    double ridge = kRidge * std::max(matrix.diagonal().maxCoeff(), std::numeric_limits<double>::min());
    while (solver_.info() != Eigen::Success && std::isfinite(ridge)) {
      matrix.diagonal().array() += ridge;
      solver_.compute(matrix);
      ridge *= 100.0;
    }
  }
  [[nodiscard]] Eigen::ArrayXd solve(const Eigen::ArrayXd& right) const {
    return solver_.solve(right.matrix()).array();
  }

 private:
  Eigen::LLT<Eigen::MatrixXd> solver_;
};

struct Direction {
  Eigen::ArrayXd x, u, v, y, z, lambda;
};

/// One run of the method on a scaled programme. u − v = b − A x holds from the first point on and every step keeps it: its rounding
/// is not fed back, where weights of 1/u would blow it up.
class InteriorPoint {
 public:
  InteriorPoint(const Programme& programme, const InteriorPointOptions& options)
      : programme_(programme),
        options_(options),
        b_(programme.missing(Eigen::ArrayXd::Zero(programme.unknowns))),
        h_(programme.row_bounds()),
        plus_(spread(programme, &Piece::plus)),
        minus_(spread(programme, &Piece::minus)) {}

  /// start: x to begin with. reference: scaled loss below which gaps are relative to it.
  [[nodiscard]] Point solve(const Eigen::ArrayXd& start, double reference, int& iterations,
                            bool& converged) const {
    Point at = first_point(start);
    converged = false;
    Point best = at;
    double best_merit = std::numeric_limits<double>::infinity();
    const double size_b = 1.0 + h_.abs().maxCoeff();
    for (iterations = 0; iterations < options_.most_iterations; ++iterations) {
      const Eigen::ArrayXd missing = programme_.missing(at.x);
      const Eigen::ArrayXd row_gap = h_ - programme_.rows_apply(at.x) - at.z;
      const Eigen::ArrayXd gradient = programme_.transposed(at.y) - programme_.rows_transposed(at.lambda);
      const double loss = (plus_ * missing.max(0.0) + minus_ * (-missing).max(0.0)).sum();
      const double dual = (b_ * at.y).sum() - (h_ * at.lambda).sum();
      const double gap = std::abs(loss - dual) / std::max(loss, reference);
      const double limits = row_gap.size() > 0 ? row_gap.abs().maxCoeff() / size_b : 0.0;
      const double slope = gradient.abs().maxCoeff() / gradient_size(at);
      const double merit = std::max({gap, limits, slope});
      if (!std::isfinite(merit)) break;
      if (merit < best_merit) {
        best_merit = merit;
        best = at;
      }
      if (merit <= options_.tolerance) {
        converged = true;
        break;
      }
      if (!step(at, row_gap, gradient)) break;
    }
    return converged ? at : best;
  }

  [[nodiscard]] double dual_value(const Point& at) const {
    return (b_ * at.y).sum() - (h_ * at.lambda).sum();
  }
  [[nodiscard]] double gradient_residual(const Point& at) const {
    return (programme_.transposed(at.y) - programme_.rows_transposed(at.lambda)).abs().maxCoeff() /
           gradient_size(at);
  }

 private:
  /// Size of what is added up in the dual's equations: targets alone.
  [[nodiscard]] double gradient_size(const Point& at) const {
    double out = 0.0;
    for (const Piece& piece : programme_.pieces) {
      if (!piece.target) continue;
      for (Index j = 0; j < piece.a.cols(); ++j) {
        out = std::max(out, std::max(piece.plus, piece.minus) * piece.a.col(j).sum());
      }
    }
    return std::max({out, at.y.abs().maxCoeff(), 1e-12});
  }

  [[nodiscard]] Point first_point(const Eigen::ArrayXd& start) const {
    Point at;
    at.x = start;
    const Eigen::ArrayXd missing = programme_.missing(start);
    const double shift = std::max(0.1 * missing.abs().mean(), 1e-3);
    at.u = missing.max(0.0) + shift;
    at.v = (-missing).max(0.0) + shift;
    at.y = 0.5 * (plus_ - minus_);
    at.q = plus_ - at.y;
    at.p = at.y + minus_;
    const double mu =
        ((at.u * at.q).sum() + (at.v * at.p).sum()) / (2.0 * static_cast<double>(programme_.draws));
    const Eigen::ArrayXd room = h_ - programme_.rows_apply(start);
    at.z = room.max(1e-2);
    at.lambda = mu / at.z;
    return at;
  }

  /// Direction for right sides r_u (of u·q), r_v (of v·p), r_z (of z·λ).
  [[nodiscard]] Direction direction(const Point& at, const Factor& factor, const Eigen::ArrayXd& theta,
                                    const Eigen::ArrayXd& row_gap, const Eigen::ArrayXd& gradient,
                                    const Eigen::ArrayXd& r_u, const Eigen::ArrayXd& r_v,
                                    const Eigen::ArrayXd& r_z) const {
    const Eigen::ArrayXd rho = r_v / at.p - r_u / at.q;
    const Eigen::ArrayXd row_part = (r_z - at.lambda * row_gap) / at.z;
    Direction to;
    to.x = factor.solve(programme_.transposed(theta * rho) - programme_.rows_transposed(row_part) + gradient);
    to.y = theta * (rho - programme_.apply(to.x));
    to.u = (r_u + at.u * to.y) / at.q;
    to.v = (r_v - at.v * to.y) / at.p;
    to.z = row_gap - programme_.rows_apply(to.x);
    to.lambda = (r_z - at.lambda * to.z) / at.z;
    return to;
  }

  /// Moves the point; false when no step can be made.
  bool step(Point& at, const Eigen::ArrayXd& row_gap, const Eigen::ArrayXd& gradient) const {
    const auto count = static_cast<double>(2 * programme_.draws + programme_.row_count());
    const double mu = at.complementarity() / count;
    const Eigen::ArrayXd theta = at.p * at.q / (at.u * at.p + at.v * at.q);
    const Factor factor(programme_.normal_matrix(theta, at.lambda / at.z));
    const Direction affine =
        direction(at, factor, theta, row_gap, gradient, -at.u * at.q, -at.v * at.p, -at.z * at.lambda);
    const auto [affine_primal, affine_dual] = step_lengths(at, affine, 1.0);
    const double reached =
        (((at.u + affine_primal * affine.u) * (at.q - affine_dual * affine.y)).sum() +
         ((at.v + affine_primal * affine.v) * (at.p + affine_dual * affine.y)).sum() +
         ((at.z + affine_primal * affine.z) * (at.lambda + affine_dual * affine.lambda)).sum()) /
        count;
    const double ratio = std::min(1.0, std::max(0.0, reached / mu));
    const double target = ratio * ratio * ratio * mu;
    const Direction to = direction(
        at, factor, theta, row_gap, gradient, target - at.u * at.q + affine.u * affine.y,
        target - at.v * at.p - affine.v * affine.y, target - at.z * at.lambda - affine.z * affine.lambda);
    const auto [primal, dual] = step_lengths(at, to, kStepPart);
    if (!to.x.allFinite() || std::max(primal, dual) < 1e-12) return false;
    at.x += primal * to.x;
    at.u += primal * to.u;
    at.v += primal * to.v;
    at.z += primal * to.z;
    at.y += dual * to.y;
    at.p += dual * to.y;
    at.q -= dual * to.y;
    at.lambda += dual * to.lambda;
    return true;
  }

  [[nodiscard]] static std::pair<double, double> step_lengths(const Point& at, const Direction& to,
                                                              double part) {
    const double primal =
        std::min({longest_step(at.u, to.u), longest_step(at.v, to.v), longest_step(at.z, to.z)});
    const double dual =
        std::min({longest_step(at.p, to.y), longest_step(at.q, -to.y), longest_step(at.lambda, to.lambda)});
    return {primal < 1.0 ? part * primal : 1.0, dual < 1.0 ? part * dual : 1.0};
  }

  const Programme& programme_;
  InteriorPointOptions options_;
  Eigen::ArrayXd b_, h_, plus_, minus_;
};

/// A point inside the bounds to start from: half the typical number, or half way where the bounds are narrower.
[[nodiscard]] inline Eigen::ArrayXd starting_intake(const Scaled& scaled, const IntakeBounds& bounds) {
  Eigen::ArrayXd out(scaled.programme.unknowns);
  for (Index k = 0; k < out.size(); ++k) {
    const Index i = scaled.free[static_cast<std::size_t>(k)];
    const double width = std::min(1.0, (bounds.largest(i) - bounds.least(i)) / scaled.persons);
    out(k) = bounds.least(i) / scaled.persons + 0.5 * width;
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
    one.yields /= std::max(one.yields.abs().maxCoeff(), std::numeric_limits<double>::min());
    one.wanted = Eigen::ArrayXd::Constant(1, limit.bound);
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
  const auto n = static_cast<Index>(problem.names.size());
  const detail::Scaled scaled = detail::scaled_programme(problem, bounds);
  out.intake = bounds.least;
  const double unit = scaled.cost * scaled.persons / scaled.draws;
  const double nobody = expected_loss(problem, Eigen::ArrayXd::Zero(n));
  const double reference = std::max(kLossFloor * nobody, std::numeric_limits<double>::min());
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
    for (std::size_t k = 0; k < scaled.wish_limit.size(); ++k) {
      const detail::Piece& piece = scaled.programme.pieces[k];
      if (scaled.wish_limit[k] == -1) continue;
      const double excess = -scaled.programme.missing(at.x)(piece.from);
      out.wish_cost += piece.minus * std::max(0.0, excess) * unit;
      if (scaled.wish_limit[k] < 0) continue;
      out.limit_price[static_cast<std::size_t>(scaled.wish_limit[k])] =
          std::max(0.0, -at.y(piece.from)) * unit / (scaled.persons * scaled.piece_scale[k]);
    }
    out.loss = expected_loss(problem, out.intake);
    out.lower_bound = method.dual_value(at) * unit;
    out.gradient_residual = method.gradient_residual(at);
  }
  out.relative_gap = std::abs(out.loss + out.wish_cost - out.lower_bound) / std::max(out.loss, reference);
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
