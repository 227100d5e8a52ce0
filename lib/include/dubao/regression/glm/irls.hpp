// SPDX-License-Identifier: Apache-2.0
//
// Iteratively reweighted least squares: the maximum-likelihood coefficients of a generalised linear model.
//
// What      Fisher scoring with increments: at β the step δ solves min ‖√W (s/w − Xδ)‖², with s the scores and w the
//           informations of the rows. Because a step is an increment, its own rounding error does not stay in β: the fixed point
//           is X's = 0 as accurately as that product can be computed.
// Blocks    Rows are taken kBlockRows at a time and the matrix is never copied: each block is appended to the triangle of
//           those before it and triangulated again (Householder). From kGramRows rows on, the blocks are added to X'WX
//           instead, a third of the work; where its Cholesky factor shows that columns are nearly dependent, the same
//           point is evaluated again by Householder. One thread; the same bits on every run.
// Steps     A step that raises the deviance or leaves the range of the link is halved (a non-finite deviance is the worst).
// Stop      At δ'X'WXδ ≤ kDecrement²: no coefficient is further than kDecrement standard errors (for dispersion 1) from the
//           optimum, to first order; or at kIterations.
// Formula   w = a (dμ/dη)² / V(μ),  s = a (y − μ)(dμ/dη) / V(μ),  a the prior weight
// Source    Nelder and Wedderburn (1972); Green (1984); Golub and Van Loan (2013), section 5.2 (block triangulation).
#pragma once

#include <dubao/data/series.hpp>
#include <dubao/regression/glm/family.hpp>

#include <Eigen/Cholesky>
#include <Eigen/Core>
#include <Eigen/QR>
#include <algorithm>
#include <cmath>
#include <limits>

namespace dubao::regression {

inline constexpr Index kBlockRows = 512;
inline constexpr Index kGramRows = 20000;
/// Smallest diagonal of the Cholesky factor of the scaled X'WX that is still trusted: a column with less than this share of
/// its length of its own goes to Householder.
inline constexpr double kTrustedShare = 1e-3;
/// Length of the step, in standard errors, at which the search ends.
inline constexpr double kDecrement = 1e-10;
inline constexpr int kIterations = 200;
inline constexpr int kHalvings = 40;
/// Share of its length below which a weighted column counts as dependent on the others: its increment is zero.
inline constexpr double kWeightedRank = 1e-13;
/// Relative rise of the deviance that is rounding.
inline constexpr double kDevianceRounding = 1e-11;

/// Rows of a generalised linear model as the kernels take them: checked, weights ≥ 0, all vectors of x.rows() values.
struct GlmRows {
  const Eigen::MatrixXd& x;
  const Eigen::VectorXd& y;
  const Eigen::VectorXd& weights;
  const Eigen::VectorXd& offset;
};

/// The weighted least-squares problem at one point.
struct IrlsPoint {
  double deviance = std::numeric_limits<double>::infinity();
  Eigen::MatrixXd triangle;  ///< R, R'R = X'WX
  Eigen::VectorXd step;      ///< δ
  double decrement = std::numeric_limits<double>::infinity();  ///< √(δ'X'WXδ)
};

struct IrlsFit {
  Eigen::VectorXd beta;
  double deviance = std::numeric_limits<double>::infinity();
  Eigen::MatrixXd triangle;  ///< R at beta
  int iterations = 0;
  bool converged = false;
};

namespace detail {

/// Solves from [R c], upper triangular: the step, without columns that carry no information of their own.
inline void solve_step(const Eigen::VectorXd& right, IrlsPoint& point) {
  const Index p = point.triangle.cols();
  Eigen::VectorXd length = point.triangle.colwise().norm();
  for (Index j = 0; j < p; ++j) {
    if (!(length[j] > 0.0)) length[j] = 1.0;
  }
  Eigen::ColPivHouseholderQR<Eigen::MatrixXd> qr(point.triangle * length.cwiseInverse().asDiagonal());
  qr.setThreshold(kWeightedRank);
  point.step = length.cwiseInverse().asDiagonal() * qr.solve(right).eval();
  point.decrement = (point.triangle * point.step).norm();
}

/// Runs over the rows in blocks. \param beta coefficients, or none: the start of the family.
template <typename Add>
inline double for_each_block(const GlmModel& model, const GlmRows& rows, const Eigen::VectorXd* beta,
                             Add&& add) {
  const Index n = rows.x.rows();
  Eigen::VectorXd eta(kBlockRows);
  Eigen::VectorXd root(kBlockRows);
  Eigen::VectorXd score(kBlockRows);
  double deviance = 0.0;
  with_row_terms(model, [&](auto&& terms) {
    for (Index first = 0; first < n; first += kBlockRows) {
      const Index count = std::min(kBlockRows, n - first);
      const auto block = rows.x.middleRows(first, count);
      if (beta != nullptr) {
        eta.head(count) = rows.offset.segment(first, count);
        eta.head(count).noalias() += block * *beta;
      }
      double sum = 0.0;
      for (Index i = 0; i < count; ++i) {
        const double y = rows.y[first + i];
        const double weight = rows.weights[first + i];
        if (!(weight > 0.0)) {
          root[i] = 0.0;
          score[i] = 0.0;
          continue;
        }
        if (beta == nullptr) eta[i] = apply_link(model.link, starting_mean(model.family, y, weight));
        const RowTerms row = terms(y, weight, eta[i]);
        sum += row.deviance;
        root[i] = std::sqrt(row.information);
        score[i] = row.score;
        // The first step starts from the means, not from coefficients.
        if (beta == nullptr) score[i] += row.information * (eta[i] - rows.offset[first + i]);
      }
      deviance += sum;
      add(block, root.head(count), score.head(count));
    }
  });
  return deviance;
}

inline IrlsPoint point_by_householder(const GlmModel& model, const GlmRows& rows,
                                      const Eigen::VectorXd* beta) {
  const Index p = rows.x.cols();
  Eigen::MatrixXd stack = Eigen::MatrixXd::Zero(kBlockRows + p + 1, p + 1);
  Eigen::HouseholderQR<Eigen::MatrixXd> qr(kBlockRows + p + 1, p + 1);
  IrlsPoint point;
  point.deviance =
      for_each_block(model, rows, beta, [&](const auto& block, const auto& root, const auto& score) {
        const Index count = block.rows();
        stack.middleRows(p + 1, count).leftCols(p) = root.asDiagonal() * block;
        // A row that carries no information cannot pull.
        stack.col(p).segment(p + 1, count) = (root.array() > 0.0).select(score.array() / root.array(), 0.0);
        stack.bottomRows(kBlockRows - count).setZero();
        if (!stack.allFinite()) return;
        qr.compute(stack);
        stack.topRows(p + 1) = qr.matrixQR().topRows(p + 1).template triangularView<Eigen::Upper>();
      });
  if (!std::isfinite(point.deviance) || !stack.topRows(p + 1).allFinite()) {
    point.deviance = std::numeric_limits<double>::infinity();
    return point;
  }
  point.triangle = stack.topLeftCorner(p, p);
  solve_step(stack.col(p).head(p), point);
  return point;
}

/// False when the columns are too nearly dependent for this way.
inline bool point_by_gram(const GlmModel& model, const GlmRows& rows, const Eigen::VectorXd* beta,
                          IrlsPoint& point) {
  const Index p = rows.x.cols();
  Eigen::MatrixXd gram = Eigen::MatrixXd::Zero(p, p);
  Eigen::VectorXd gradient = Eigen::VectorXd::Zero(p);
  Eigen::MatrixXd weighted(p, kBlockRows);
  point.deviance =
      for_each_block(model, rows, beta, [&](const auto& block, const auto& root, const auto& score) {
        weighted.leftCols(block.rows()).noalias() = block.transpose() * root.asDiagonal();
        gram.selfadjointView<Eigen::Lower>().rankUpdate(weighted.leftCols(block.rows()));
        gradient.noalias() += block.transpose() * score;
      });
  if (!std::isfinite(point.deviance)) {
    point.deviance = std::numeric_limits<double>::infinity();
    return true;
  }
  const Eigen::VectorXd length = gram.diagonal().cwiseSqrt();
  if (!(length.minCoeff() > 0.0) || !length.allFinite() || !gradient.allFinite()) return false;
  const Eigen::MatrixXd scaled = length.cwiseInverse().asDiagonal() *
                                 Eigen::MatrixXd(gram.selfadjointView<Eigen::Lower>()) *
                                 length.cwiseInverse().asDiagonal();
  const Eigen::LLT<Eigen::MatrixXd> factor(scaled);
  if (factor.info() != Eigen::Success || factor.matrixLLT().diagonal().minCoeff() < kTrustedShare)
    return false;
  point.triangle = factor.matrixU();
  point.triangle = point.triangle * length.asDiagonal();
  const Eigen::VectorXd solved = factor.solve(gradient.cwiseQuotient(length));
  point.step = solved.cwiseQuotient(length);
  point.decrement = (point.triangle * point.step).norm();
  return true;
}

}  // namespace detail

/// Deviance, triangle and step at β. \param beta coefficients, or null for the start of the family. A deviance that is not
/// finite is +∞, and nothing else is then set. Cost: np² (Gram) to 3np² (Householder).
[[nodiscard]] inline IrlsPoint irls_point(const GlmModel& model, const GlmRows& rows,
                                          const Eigen::VectorXd* beta) {
  if (rows.x.rows() >= kGramRows) {
    IrlsPoint point;
    if (detail::point_by_gram(model, rows, beta, point)) return point;
  }
  return detail::point_by_householder(model, rows, beta);
}

/// Maximum-likelihood coefficients.
/// \param rows   columns of x linearly independent; y in the range of the family
/// \param start  coefficients to start from; empty: one weighted regression from the family's starting means, and, where
///               that leaves the range of the link, `fallback`
/// \param fallback coefficients inside the range of the link (may be empty: none known)
/// Returns deviance +∞ and converged false when no start has a finite deviance. Cost: iterations × irls_point.
[[nodiscard]] inline IrlsFit fit_irls(const GlmModel& model, const GlmRows& rows,
                                      const Eigen::VectorXd& start = {}, const Eigen::VectorXd& fallback = {},
                                      int max_iterations = kIterations) {
  IrlsFit fit;
  fit.beta = start;
  if (start.size() == 0) {
    const IrlsPoint first = irls_point(model, rows, nullptr);
    fit.beta = std::isfinite(first.deviance) ? first.step : fallback;
    ++fit.iterations;
  }
  if (fit.beta.size() != rows.x.cols()) return fit;
  IrlsPoint point = irls_point(model, rows, &fit.beta);
  if (!std::isfinite(point.deviance) && fallback.size() == rows.x.cols()) {
    fit.beta = fallback;
    point = irls_point(model, rows, &fit.beta);
  }
  if (!std::isfinite(point.deviance)) return fit;
  while (point.decrement > kDecrement && fit.iterations < max_iterations) {
    ++fit.iterations;
    const double rounding = kDevianceRounding * (std::abs(point.deviance) + 1.0);
    Eigen::VectorXd candidate = fit.beta + point.step;
    IrlsPoint next = irls_point(model, rows, &candidate);
    int halvings = 0;
    while (!(next.deviance <= point.deviance + rounding) && halvings < kHalvings) {
      ++halvings;
      candidate = fit.beta + std::ldexp(1.0, -halvings) * point.step;
      next = irls_point(model, rows, &candidate);
    }
    if (!(next.deviance <= point.deviance + rounding)) break;
    fit.beta = candidate;
    point = std::move(next);
  }
  fit.converged = point.decrement <= kDecrement;
  fit.deviance = point.deviance;
  fit.triangle = point.triangle;
  return fit;
}

}  // namespace dubao::regression
