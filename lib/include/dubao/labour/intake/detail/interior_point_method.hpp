// SPDX-License-Identifier: Apache-2.0
//
// The iteration of interior_point.hpp on a scaled programme: predictor, corrector, step, and when to stop.
#pragma once

#include <dubao/labour/intake/detail/interior_point_state.hpp>

#include <Eigen/Cholesky>
#include <Eigen/Core>
#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace dubao::labour::intake {

struct InteriorPointOptions {
  double tolerance = 1e-10;  ///< of the relative gap and of both residuals: what is aimed at
  double accepted = 1e-8;    ///< what counts as converged where rounding allows no more
  int most_iterations = 200;
};

namespace detail {

/// Part of the way to the boundary that a step goes.
inline constexpr double kStepPart = 0.9995;
/// Iterations without a better point after which an accepted one is taken.
inline constexpr int kMostStagnant = 3;
/// A point is remembered from this merit on; before, the last one is as good.
inline constexpr double kWorthKeeping = 1e-4;
/// A step shorter than this is none.
inline constexpr double kShortestStep = 1e-12;
/// Added to the diagonal, relative to its largest entry, when the normal matrix cannot be factored.
inline constexpr double kRidge = 1e-14;

/// A piece's number on the long arrays.
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

/// One run of the method on a scaled programme. u − v = b − A x holds from the first point on and every step keeps it: its rounding
/// is not fed back, where weights of 1/u would blow it up.
class InteriorPoint {
 public:
  InteriorPoint(const Programme& programme, const InteriorPointOptions& options)
      : programme_(programme),
        options_(options),
        h_(programme.row_bounds()),
        plus_(spread(programme, &Piece::plus)),
        minus_(spread(programme, &Piece::minus)) {
    programme.missing(Eigen::ArrayXd::Zero(programme.unknowns), b_);
    for (const Piece& piece : programme_.pieces) {
      if (!piece.target) continue;
      for (Index j = 0; j < piece.a.cols(); ++j) {
        target_slope_ =
            std::max(target_slope_, std::max(piece.plus, piece.minus) * piece.a.col(j).abs().sum());
      }
    }
  }

  /// start: x to begin with. reference: scaled loss below which gaps are relative to it.
  [[nodiscard]] Point solve(const Eigen::ArrayXd& start, double reference, int& iterations,
                            bool& converged) const {
    Workspace work;
    Point at = first_point(start, work);
    Point best;
    double best_merit = std::numeric_limits<double>::infinity();
    int since = 0;  // iterations without a better point
    const double size_b = 1.0 + (h_.size() > 0 ? h_.abs().maxCoeff() : 0.0);
    for (iterations = 0; iterations < options_.most_iterations; ++iterations) {
      programme_.missing(at.x, work.missing);
      const Eigen::ArrayXd row_gap = h_ - programme_.rows_apply(at.x) - at.z;
      const Eigen::ArrayXd gradient = programme_.transposed(at.y) - programme_.rows_transposed(at.lambda);
      const double loss = (plus_ * work.missing.max(0.0) + minus_ * (-work.missing).max(0.0)).sum();
      const double gap = std::abs(loss - dual_value(at)) / std::max(loss, reference);
      const double limits = row_gap.size() > 0 ? row_gap.abs().maxCoeff() / size_b : 0.0;
      const double slope = gradient.abs().maxCoeff() / gradient_size(at);
      const double merit = std::max({gap, limits, slope});
      if (!std::isfinite(merit)) break;
      if (merit < best_merit) {
        best_merit = merit;
        since = 0;
        if (merit <= kWorthKeeping) best = at;
      } else if (++since >= kMostStagnant && best_merit <= options_.accepted) {
        break;
      }
      if (merit <= options_.tolerance || !step(at, row_gap, gradient, work)) break;
    }
    converged = best_merit <= options_.accepted;
    return best.x.size() > 0 ? best : at;
  }

  [[nodiscard]] double dual_value(const Point& at) const {
    return (b_ * at.y).sum() - (h_ * at.lambda).sum();
  }
  [[nodiscard]] double gradient_residual(const Point& at) const {
    return (programme_.transposed(at.y) - programme_.rows_transposed(at.lambda)).abs().maxCoeff() /
           gradient_size(at);
  }

 private:
  /// Size of what is added up in the dual's equations.
  [[nodiscard]] double gradient_size(const Point& at) const {
    return std::max({target_slope_, at.y.abs().maxCoeff(), 1e-12});
  }

  [[nodiscard]] Point first_point(const Eigen::ArrayXd& start, Workspace& work) const {
    Point at;
    at.x = start;
    programme_.missing(start, work.missing);
    const double shift = std::max(0.1 * work.missing.abs().mean(), 1e-3);
    at.u = work.missing.max(0.0) + shift;
    at.v = (-work.missing).max(0.0) + shift;
    at.y = 0.5 * (plus_ - minus_);
    at.q = plus_ - at.y;
    at.p = at.y + minus_;
    const double mu =
        ((at.u * at.q).sum() + (at.v * at.p).sum()) / (2.0 * static_cast<double>(programme_.draws));
    at.z = (h_ - programme_.rows_apply(start)).max(1e-2);
    at.lambda = mu / at.z;
    return at;
  }

  /// Direction for the right sides r_u (of u·q) and r_v (of v·p) in `work`, r_z (of z·λ).
  void direction(const Point& at, const Factor& factor, const Eigen::ArrayXd& row_gap,
                 const Eigen::ArrayXd& gradient, const Eigen::ArrayXd& r_z, Workspace& work,
                 Direction& to) const {
    work.rho = work.theta * (work.r_v / at.p - work.r_u / at.q);
    const Eigen::ArrayXd row_part = (r_z - at.lambda * row_gap) / at.z;
    to.x = factor.solve(programme_.transposed(work.rho) - programme_.rows_transposed(row_part) + gradient);
    programme_.apply(to.x, work.along);
    to.y = work.rho - work.theta * work.along;
    to.u = (work.r_u + at.u * to.y) / at.q;
    to.v = (work.r_v - at.v * to.y) / at.p;
    to.z = row_gap - programme_.rows_apply(to.x);
    to.lambda = (r_z - at.lambda * to.z) / at.z;
  }

  /// Moves the point; false when no step can be made.
  bool step(Point& at, const Eigen::ArrayXd& row_gap, const Eigen::ArrayXd& gradient, Workspace& work) const {
    const auto count = static_cast<double>(2 * programme_.draws + programme_.row_count());
    const double mu = at.complementarity() / count;
    work.theta = at.p * at.q / (at.u * at.p + at.v * at.q);
    const Factor factor(programme_.normal_matrix(work.theta, at.lambda / at.z));
    work.r_u = -at.u * at.q;
    work.r_v = -at.v * at.p;
    Direction& affine = work.affine;
    direction(at, factor, row_gap, gradient, -at.z * at.lambda, work, affine);
    const auto [affine_primal, affine_dual] = step_lengths(at, affine, 1.0);
    const double reached =
        (((at.u + affine_primal * affine.u) * (at.q - affine_dual * affine.y)).sum() +
         ((at.v + affine_primal * affine.v) * (at.p + affine_dual * affine.y)).sum() +
         ((at.z + affine_primal * affine.z) * (at.lambda + affine_dual * affine.lambda)).sum()) /
        count;
    const double ratio = std::min(1.0, std::max(0.0, reached / mu));
    const double target = ratio * ratio * ratio * mu;
    work.r_u = target - at.u * at.q + affine.u * affine.y;
    work.r_v = target - at.v * at.p - affine.v * affine.y;
    Direction& to = work.step;
    direction(at, factor, row_gap, gradient, target - at.z * at.lambda - affine.z * affine.lambda, work, to);
    const auto [primal, dual] = step_lengths(at, to, kStepPart);
    if (!to.x.allFinite() || std::max(primal, dual) < kShortestStep) return false;
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
    const double dual = std::min(
        {longest_step(at.p, to.y), longest_step(at.q, to.y, -1.0), longest_step(at.lambda, to.lambda)});
    return {primal < 1.0 ? part * primal : 1.0, dual < 1.0 ? part * dual : 1.0};
  }

  const Programme& programme_;
  InteriorPointOptions options_;
  Eigen::ArrayXd b_, h_, plus_, minus_;
  double target_slope_ = 0.0;  ///< largest slope of the targets' loss
};

}  // namespace detail

}  // namespace dubao::labour::intake
