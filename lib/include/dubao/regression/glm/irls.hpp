// SPDX-License-Identifier: Apache-2.0
//
// Iteratively reweighted least squares: the maximum-likelihood coefficients of a generalised linear model.
//
// What      Fisher scoring with increments: at β the step δ solves min ‖√W (s/w − Xδ)‖², with s the score and w the
//           information of each row. Because a step is an increment, its own rounding error does not stay in β: the fixed point
//           is X's = 0 as accurately as that product can be computed.
// Blocks    Rows are taken kBlockRows at a time and the matrix is never copied: each block is appended to the triangle of
//           those before it and triangulated again (Householder). From kGramRows rows on, the blocks are added to X'WX
//           instead, a third of the work; where its Cholesky factor shows that columns are nearly dependent, the same
//           point is evaluated again by Householder. One thread; the same bits on every run.
// Steps     A step that raises the deviance or leaves the range of the link is halved (a non-finite deviance is the worst).
// Stop      At δ'X'WXδ ≤ kDecrement²: no coefficient is further than kDecrement standard errors (for dispersion 1) from the
//           optimum, to first order; where rounding does not let it become so short, when it no longer becomes shorter; or
//           at kIterations. converged: at most kSettledDecrement.
// Formula   w = a (dμ/dη)² / V(μ),  s = a (y − μ)(dμ/dη) / V(μ),  a the prior weight
// Source    Nelder and Wedderburn (1972); Green (1984); Golub and Van Loan (2013), section 5.2 (block triangulation).
#pragma once

#include <dubao/data/series.hpp>
#include <dubao/regression/glm/family.hpp>
#include <dubao/regression/orthogonal.hpp>

#include <Eigen/Cholesky>
#include <Eigen/Core>
#include <algorithm>
#include <cmath>
#include <limits>

namespace dubao::regression {

inline constexpr Index kBlockRows = 256;
inline constexpr Index kGramRows = 20000;
/// Smallest diagonal of the Cholesky factor of the scaled X'WX that is still trusted: a column with less than this share of
/// its length of its own goes to Householder.
inline constexpr double kTrustedShare = 1e-3;
/// Length of the step, in standard errors, at which the search ends.
inline constexpr double kDecrement = 1e-10;
/// Where rounding keeps the step above kDecrement: no shorter step in kStanding iterations, and none longer than this.
inline constexpr double kSettledDecrement = 1e-6;
inline constexpr int kStanding = 8;
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
  Eigen::MatrixXd triangle;                                    ///< R, R'R = X'WX
  Eigen::VectorXd step;                                        ///< δ
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

/// Least squares from the triangle: the step, without columns that carry no information of their own.
inline void solve_step(const Eigen::VectorXd& right, IrlsPoint& point) {
  const OrthogonalFactor factor(point.triangle, kWeightedRank, Precision::kDouble);
  const Eigen::VectorXd kept = factor.solve(right);
  point.step = Eigen::VectorXd::Zero(point.triangle.cols());
  for (Index k = 0; k < factor.rank(); ++k) point.step[factor.kept()[static_cast<std::size_t>(k)]] = kept[k];
  point.decrement = (point.triangle * point.step).norm();
}

/// Runs over the rows in blocks, calls add(first row, roots of the information, scores) and returns the deviance.
/// \param beta coefficients, or null: the start of the family.
template <typename Add>
inline double for_each_block(const GlmModel& model, const GlmRows& rows, const Eigen::VectorXd* beta,
                             Add&& add) {
  const Index n = rows.x.rows();
  Eigen::VectorXd eta(kBlockRows);
  Eigen::VectorXd information(kBlockRows);
  Eigen::VectorXd score(kBlockRows);
  double deviance = 0.0;
  for (Index first = 0; first < n; first += kBlockRows) {
    const Index count = std::min(kBlockRows, n - first);
    const double* y = rows.y.data() + first;
    const double* weights = rows.weights.data() + first;
    eta.head(count) = rows.offset.segment(first, count);
    if (beta != nullptr) {
      for (Index j = 0; j < beta->size(); ++j)
        eta.head(count) += (*beta)[j] * rows.x.col(j).segment(first, count);
    } else {
      for (Index i = 0; i < count; ++i) {
        if (weights[i] > 0.0) eta[i] = apply_link(model.link, starting_mean(model.family, y[i], weights[i]));
      }
    }
    deviance += evaluate_rows(model, count, y, weights, eta.data(), information.data(), score.data());
    // The first step starts from means, not from coefficients.
    if (beta == nullptr)
      score.head(count).array() +=
          information.head(count).array() * (eta.head(count) - rows.offset.segment(first, count)).array();
    information.head(count) = information.head(count).cwiseSqrt();
    add(first, information.head(count), score.head(count));
  }
  return deviance;
}

/// Rotates the rows of block (changed) into the triangle: R'R grows by block'block. Householder reflections of a row of R and
/// the block, column by column. Cost: 2 rows p².
inline void append_rows(Eigen::MatrixXd& triangle, Eigen::Ref<Eigen::MatrixXd> block) {
  for (Index k = 0; k < triangle.cols(); ++k) {
    const double below = block.col(k).squaredNorm();
    if (!(below > 0.0)) continue;
    const double head = triangle(k, k);
    const double length = std::sqrt(head * head + below);
    const double diagonal = head > 0.0 ? -length : length;
    const double v = head - diagonal;
    const double beta = 2.0 / (v * v + below);
    triangle(k, k) = diagonal;
    for (Index j = k + 1; j < triangle.cols(); ++j) {
      const double along = beta * (v * triangle(k, j) + block.col(k).dot(block.col(j)));
      triangle(k, j) -= along * v;
      block.col(j) -= along * block.col(k);
    }
  }
}

inline IrlsPoint point_by_householder(const GlmModel& model, const GlmRows& rows,
                                      const Eigen::VectorXd* beta) {
  const Index p = rows.x.cols();
  Eigen::MatrixXd triangle = Eigen::MatrixXd::Zero(p + 1, p + 1);
  Eigen::MatrixXd work(kBlockRows, p + 1);
  IrlsPoint point;
  const double deviance =
      for_each_block(model, rows, beta, [&](Index first, const auto& root, const auto& score) {
        const Index count = root.size();
        for (Index j = 0; j < p; ++j)
          work.col(j).head(count) = rows.x.col(j).segment(first, count).cwiseProduct(root);
        // A row that carries no information cannot pull.
        for (Index i = 0; i < count; ++i) work(i, p) = root[i] > 0.0 ? score[i] / root[i] : 0.0;
        append_rows(triangle, work.topRows(count));
      });
  if (!std::isfinite(deviance) || !triangle.allFinite()) return point;
  point.deviance = deviance;
  point.triangle = triangle.topLeftCorner(p, p);
  solve_step(triangle.col(p).head(p), point);
  return point;
}

/// R with R'R = gram (its lower triangle is read and scaled); false when the columns are too nearly dependent for this way.
inline bool trusted_triangle(Eigen::MatrixXd& gram, Eigen::MatrixXd& triangle) {
  const Index p = gram.cols();
  const Eigen::VectorXd length = gram.diagonal().cwiseSqrt();
  if (p == 0 || !(length.minCoeff() > 0.0) || !length.allFinite()) return false;
  for (Index j = 0; j < p; ++j) {
    for (Index i = j; i < p; ++i) gram(i, j) /= length[i] * length[j];
  }
  const Eigen::LLT<Eigen::MatrixXd> factor(gram);
  if (factor.info() != Eigen::Success || factor.matrixLLT().diagonal().minCoeff() < kTrustedShare)
    return false;
  triangle = factor.matrixU();
  for (Index j = 0; j < p; ++j) triangle.col(j) *= length[j];
  return true;
}

/// False when the columns are too nearly dependent for this way.
inline bool point_by_gram(const GlmModel& model, const GlmRows& rows, const Eigen::VectorXd* beta,
                          IrlsPoint& point) {
  const Index p = rows.x.cols();
  Eigen::MatrixXd gram = Eigen::MatrixXd::Zero(p, p);
  Eigen::VectorXd gradient = Eigen::VectorXd::Zero(p);
  Eigen::MatrixXd work(kBlockRows, p);
  const double deviance =
      for_each_block(model, rows, beta, [&](Index first, const auto& root, const auto& score) {
        const Index count = root.size();
        for (Index j = 0; j < p; ++j) {
          work.col(j).head(count) = rows.x.col(j).segment(first, count).cwiseProduct(root);
          gradient[j] += rows.x.col(j).segment(first, count).dot(score);
        }
        gram.selfadjointView<Eigen::Lower>().rankUpdate(work.topRows(count).transpose());
      });
  if (!std::isfinite(deviance)) {
    point.deviance = std::numeric_limits<double>::infinity();
    return true;
  }
  if (!gradient.allFinite() || !trusted_triangle(gram, point.triangle)) return false;
  point.deviance = deviance;
  const auto upper = point.triangle.triangularView<Eigen::Upper>();
  point.step = point.triangle.transpose().triangularView<Eigen::Lower>().solve(gradient);
  point.decrement = point.step.norm();
  point.step = upper.solve(point.step).eval();
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
[[nodiscard]] inline IrlsFit fit_irls(const GlmModel& asked, const GlmRows& rows,
                                      const Eigen::VectorXd& start = {}, const Eigen::VectorXd& fallback = {},
                                      int max_iterations = kIterations) {
  const bool newton = asked.link == Link::kLog &&
                      (asked.family == Family::kGamma || asked.family == Family::kNegativeBinomial);
  GlmModel model = asked;
  model.observed = newton;
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
  double shortest = point.decrement;
  int standing = 0;
  while (point.decrement > kDecrement && standing < kStanding && fit.iterations < max_iterations) {
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
    standing = point.decrement < 0.5 * shortest || point.decrement > kSettledDecrement ? 0 : standing + 1;
    shortest = std::min(shortest, point.decrement);
  }
  fit.converged = point.decrement <= kSettledDecrement;
  fit.deviance = point.deviance;
  // Errors are those of the expected information, as everywhere.
  if (newton) point = irls_point(asked, rows, &fit.beta);
  fit.triangle = point.triangle;
  return fit;
}

}  // namespace dubao::regression
