// SPDX-License-Identifier: Apache-2.0
//
// least_squares: one regression of any size, by the most accurate way that its size allows.
//
// What      Coefficients, residuals and R⁻¹ of min ‖y − Xb‖².
//             small or nearly dependent: double-double (orthogonal.hpp), up to kLongExtendedWork operations
//             otherwise: [X y] is triangulated in blocks of rows that stay in the cache, without a copy of X; up to
//             kRefinedCells cells the solution is then refined with residuals in double-double
//           Nearly dependent: the smallest share of its length that a column has of its own is below kEnoughShare. Beyond
//           kLongExtendedWork the condition is reported and the answer is that of double.
// Example   X = [1 0; 1 1; 1 2], y = (1, 3, 5): coefficients (1, 2), sum of squares 0
// Source    Golub and Van Loan (2013), section 5.2; Björck (1987), Linear Algebra and its Applications 88/89, 31–48 (refinement
//           by the seminormal equations); Demmel et al. (2012) for triangles in blocks.
#pragma once

#include <dubao/regression/orthogonal.hpp>

#include <Eigen/Core>
#include <Eigen/QR>
#include <algorithm>
#include <cmath>
#include <vector>

namespace dubao::regression {

/// Share of its own below which double loses more than four digits.
inline constexpr double kEnoughShare = 1e-4;
/// Most operations in double-double when the columns ask for it: about one second.
inline constexpr double kLongExtendedWork = 1e8;
/// Most cells whose residuals are computed in double-double to refine a solution of double.
inline constexpr double kRefinedCells = 2e6;
/// Most steps of refinement; each gains the digits that double has to spare.
inline constexpr int kRefinements = 4;
/// Rows of a block: with fifty columns 200 kB.
inline constexpr Index kTriangleRows = 512;

struct LeastSquaresFit {
  std::vector<Index> kept;           ///< columns, ascending
  std::vector<Index> dropped;        ///< columns, ascending
  Eigen::VectorXd coefficients;      ///< of the kept columns
  Eigen::VectorXd residuals;         ///< y − Xb
  double sum_of_squares = 0.0;       ///< of the residuals
  Eigen::MatrixXd inverse_triangle;  ///< R⁻¹: (X'X)⁻¹ of the kept columns is this times its transpose
  double smallest_share = 1.0;       ///< see OrthogonalFactor::smallest_share
  bool extended = false;             ///< whether double-double was used throughout

  [[nodiscard]] Eigen::MatrixXd unscaled_covariance() const {
    return inverse_triangle * inverse_triangle.transpose();
  }
};

namespace detail {

/// The kept columns; a reference to x itself would need that none is dropped.
[[nodiscard]] inline Eigen::MatrixXd kept_columns(const Eigen::MatrixXd& x, const std::vector<Index>& kept) {
  if (static_cast<Index>(kept.size()) == x.cols()) return x;
  Eigen::MatrixXd out(x.rows(), static_cast<Index>(kept.size()));
  for (Index k = 0; k < out.cols(); ++k) out.col(k) = x.col(kept[static_cast<std::size_t>(k)]);
  return out;
}

/// Triangle of [X y], each column scaled by the given powers of two. Rows beyond the data are zero. Cost: 2n(p + 1)².
[[nodiscard]] inline Eigen::MatrixXd triangle_of_blocks(const Eigen::MatrixXd& x, const Eigen::VectorXd& y,
                                                        const Eigen::VectorXd& scale) {
  const Index n = x.rows();
  const Index p = x.cols() + 1;
  const Index height = std::max(kTriangleRows, 4 * p);
  Eigen::MatrixXd stack = Eigen::MatrixXd::Zero(height + p, p);
  for (Index first = 0; first < n; first += height) {
    const Index count = std::min(height, n - first);
    stack.middleRows(p, count).leftCols(p - 1) = x.middleRows(first, count) * scale.head(p - 1).asDiagonal();
    stack.col(p - 1).segment(p, count) = y.segment(first, count) * scale[p - 1];
    stack.bottomRows(height - count).setZero();
    Eigen::HouseholderQR<Eigen::Ref<Eigen::MatrixXd>> in_place(stack);
    stack.topRows(p).triangularView<Eigen::StrictlyLower>().setZero();
  }
  return stack.topRows(p);
}

/// y − Xb with one rounding a value.
inline void exact_residuals(const Eigen::MatrixXd& x, const Eigen::VectorXd& y, const Eigen::VectorXd& high,
                            const Eigen::VectorXd& low, std::vector<DoubleDouble>& out) {
  out.resize(static_cast<std::size_t>(y.size()));
  for (Index i = 0; i < y.size(); ++i) out[static_cast<std::size_t>(i)] = DoubleDouble(y[i]);
  for (Index j = 0; j < x.cols(); ++j) {
    const DoubleDouble b(high[j], low[j]);
    for (Index i = 0; i < y.size(); ++i) out[static_cast<std::size_t>(i)] -= b * DoubleDouble(x(i, j));
  }
}

/// Refines the coefficients by the seminormal equations R'Rδ = X'(y − Xb), residuals in double-double, until δ no longer
/// shrinks; then sets residuals and their sum of squares.
inline void refine(const Eigen::MatrixXd& x, const Eigen::VectorXd& y, LeastSquaresFit& fit) {
  Eigen::VectorXd& high = fit.coefficients;
  Eigen::VectorXd low = Eigen::VectorXd::Zero(high.size());
  std::vector<DoubleDouble> residual;
  double before = std::numeric_limits<double>::infinity();
  for (int step = 0; step < kRefinements; ++step) {
    exact_residuals(x, y, high, low, residual);
    Eigen::VectorXd gradient(high.size());
    for (Index j = 0; j < x.cols(); ++j) {
      DoubleDouble sum;
      for (Index i = 0; i < y.size(); ++i)
        sum += residual[static_cast<std::size_t>(i)] * DoubleDouble(x(i, j));
      gradient[j] = static_cast<double>(sum);
    }
    // Length of the change of the fitted values: the same for any units of the columns.
    const Eigen::VectorXd rotated = fit.inverse_triangle.transpose() * gradient;
    const double change = rotated.norm();
    if (!(change < 0.5 * before) || change == 0.0) break;
    before = change;
    const Eigen::VectorXd delta = fit.inverse_triangle * rotated;
    for (Index j = 0; j < high.size(); ++j) {
      const DoubleDouble sum = DoubleDouble(high[j], low[j]) + DoubleDouble(delta[j]);
      high[j] = sum.high;
      low[j] = sum.low;
    }
  }
  exact_residuals(x, y, high, low, residual);
  DoubleDouble sum;
  for (Index i = 0; i < y.size(); ++i) {
    const DoubleDouble& r = residual[static_cast<std::size_t>(i)];
    fit.residuals[i] = static_cast<double>(r);
    sum += r * r;
  }
  fit.sum_of_squares = static_cast<double>(sum);
}

[[nodiscard]] inline LeastSquaresFit fit_by_factor(const Eigen::MatrixXd& x, const Eigen::VectorXd& y,
                                                   Precision precision) {
  const OrthogonalFactor factor(x, kRankTolerance, precision);
  LeastSquaresSolution solution = factor.solve_fully(y);
  LeastSquaresFit fit;
  fit.kept = factor.kept();
  fit.dropped = factor.dropped();
  fit.coefficients = std::move(solution.coefficients);
  fit.residuals = std::move(solution.residuals);
  fit.sum_of_squares = solution.sum_of_squares;
  fit.inverse_triangle = factor.inverse_triangle();
  fit.smallest_share = factor.smallest_share();
  fit.extended = OrthogonalFactor::is_extended(x.rows(), x.cols(), precision);
  return fit;
}

[[nodiscard]] inline LeastSquaresFit fit_by_blocks(const Eigen::MatrixXd& x, const Eigen::VectorXd& y) {
  const Index p = x.cols();
  Eigen::VectorXd scale(p + 1);
  for (Index j = 0; j < p; ++j) scale[j] = power_of_two_scale(x.col(j).cwiseAbs().maxCoeff());
  scale[p] = power_of_two_scale(y.cwiseAbs().maxCoeff());
  const Eigen::MatrixXd triangle = triangle_of_blocks(x, y, scale);
  // The rank is found on the triangle: its columns have the lengths and angles of those of X.
  const OrthogonalFactor factor(triangle.topLeftCorner(p, p), kRankTolerance, Precision::kAutomatic);
  LeastSquaresFit fit;
  fit.kept = factor.kept();
  fit.dropped = factor.dropped();
  fit.smallest_share = factor.smallest_share();
  const LeastSquaresSolution solution = factor.solve_fully(triangle.col(p).head(p));
  fit.coefficients = solution.coefficients / scale[p];
  fit.inverse_triangle = factor.inverse_triangle();
  for (Index k = 0; k < factor.rank(); ++k) {
    const double unit = scale[fit.kept[static_cast<std::size_t>(k)]];
    fit.coefficients[k] *= unit;
    fit.inverse_triangle.row(k) *= unit;
  }
  return fit;
}

}  // namespace detail

/// Least squares of y on the columns of x.
/// \param x n × p, finite, n ≥ 1; dependent columns are left out (kRankTolerance)
/// \param y n values, finite
/// Cost: 2np², of double-double where the banner says so.
[[nodiscard]] inline LeastSquaresFit least_squares(const Eigen::MatrixXd& x, const Eigen::VectorXd& y) {
  const auto n = static_cast<double>(x.rows());
  const auto p = static_cast<double>(x.cols());
  if (OrthogonalFactor::is_extended(x.rows(), x.cols(), Precision::kAutomatic))
    return detail::fit_by_factor(x, y, Precision::kDoubleDouble);
  LeastSquaresFit fit = detail::fit_by_blocks(x, y);
  const bool nearly_dependent = fit.smallest_share < kEnoughShare;
  if (nearly_dependent && x.cols() <= kExtendedColumns && n * p * p <= kLongExtendedWork)
    return detail::fit_by_factor(x, y, Precision::kDoubleDouble);
  if (x.cols() <= kExtendedColumns && n * p <= kRefinedCells) {
    fit.residuals.resize(y.size());
    detail::refine(detail::kept_columns(x, fit.kept), y, fit);
    return fit;
  }
  if (fit.dropped.empty()) {
    fit.residuals = y - x * fit.coefficients;
  } else {
    fit.residuals = y - detail::kept_columns(x, fit.kept) * fit.coefficients;
  }
  fit.sum_of_squares = fit.residuals.squaredNorm();
  return fit;
}

/// Diagonal of X(X'X)⁻¹X' from R⁻¹: one value in [0, 1] an observation. Cost: np².
[[nodiscard]] inline Eigen::VectorXd leverage(const Eigen::MatrixXd& kept_x,
                                              const Eigen::MatrixXd& inverse_triangle) {
  Eigen::VectorXd out(kept_x.rows());
  for (Index first = 0; first < kept_x.rows(); first += kTriangleRows) {
    const Index count = std::min(kTriangleRows, kept_x.rows() - first);
    out.segment(first, count) =
        (kept_x.middleRows(first, count) * inverse_triangle).rowwise().squaredNorm().cwiseMin(1.0);
  }
  return out;
}

}  // namespace dubao::regression
