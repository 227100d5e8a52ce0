// SPDX-License-Identifier: Apache-2.0
//
// OrthogonalFactor: least squares by orthogonal triangles, with the rank found on the way.
//
// What      min ‖y − Xb‖² by Householder reflections on columns scaled to length near 1. A column whose part that the earlier
//           kept columns do not explain is at most kRankTolerance of its length is left out: the later of two columns that say
//           the same is dropped, as R's lm does, and the caller names it.
// When not  Penalised problems (penalized.hpp); more than some thousand columns.
// Example   X = [1 1 2; 1 2 4; 1 3 6]: the third column is twice the second: kept() == {0, 1}, dropped() == {2};
//           solve(2, 4, 6) == (0, 2)
// Source    Businger and Golub (1965); Björck (1996), Numerical Methods for Least Squares Problems, sections 2.4 and 2.7.
#pragma once

#include <dubao/data/series.hpp>

#include <Eigen/Core>
#include <Eigen/QR>
#include <cmath>
#include <vector>

namespace dubao::regression {

/// Share of a column's length that must be left after the earlier columns are projected out. Rounding leaves shares near
/// 1e-16 of an exact copy; a polynomial of degree ten on a short range leaves 1e-8 and is still told apart.
inline constexpr double kRankTolerance = 1e-11;

class OrthogonalFactor {
 public:
  /// Factors x (n × p, finite). \param rank_tolerance see kRankTolerance. Cost: 2np².
  explicit OrthogonalFactor(const Eigen::MatrixXd& x, double rank_tolerance = kRankTolerance)
      : rows_(x.rows()) {
    Eigen::MatrixXd work(x.rows(), std::min(x.rows(), x.cols()));
    Index rank = 0;
    std::vector<double> beta;
    for (Index j = 0; j < x.cols(); ++j) {
      const double length = x.col(j).stableNorm();
      Eigen::VectorXd column = x.col(j);
      const double scale = length > 0.0 ? std::exp2(-std::round(std::log2(length))) : 1.0;
      column *= scale;
      for (Index k = 0; k < rank; ++k) reflect(work, k, beta[static_cast<std::size_t>(k)], column);
      const double left = rank < x.rows() ? column.tail(x.rows() - rank).stableNorm() : 0.0;
      if (!(left > rank_tolerance * length * scale) || rank >= x.rows()) {
        dropped_.push_back(j);
        continue;
      }
      // Householder vector v = column tail with its first entry changed; R's diagonal is ∓ left.
      const double head = column[rank];
      const double diagonal = head > 0.0 ? -left : left;
      column[rank] = head - diagonal;
      beta.push_back(2.0 / column.tail(x.rows() - rank).squaredNorm());
      diagonal_.push_back(diagonal);
      scale_.push_back(scale);
      work.col(rank) = column;
      kept_.push_back(j);
      ++rank;
    }
    vectors_ = work.leftCols(rank);
    beta_ = beta;
    r_ = Eigen::MatrixXd::Zero(rank, rank);
    for (Index k = 0; k < rank; ++k) {
      r_.col(k).head(k) = vectors_.col(k).head(k);
      r_(k, k) = diagonal_[static_cast<std::size_t>(k)];
    }
  }

  [[nodiscard]] Index rank() const noexcept { return static_cast<Index>(kept_.size()); }
  /// Column numbers kept, ascending.
  [[nodiscard]] const std::vector<Index>& kept() const noexcept { return kept_; }
  /// Column numbers left out, ascending.
  [[nodiscard]] const std::vector<Index>& dropped() const noexcept { return dropped_; }

  /// Coefficients of the kept columns that minimise ‖y − Xb‖. Cost: 4np.
  [[nodiscard]] Eigen::VectorXd solve(const Eigen::VectorXd& y) const {
    Eigen::VectorXd rotated = y;
    for (Index k = 0; k < rank(); ++k) reflect(vectors_, k, beta_[static_cast<std::size_t>(k)], rotated);
    Eigen::VectorXd b = r_.triangularView<Eigen::Upper>().solve(rotated.head(rank()));
    for (Index k = 0; k < rank(); ++k) b[k] *= scale_[static_cast<std::size_t>(k)];
    return b;
  }

  /// (X'X)⁻¹ of the kept columns: the covariance of the coefficients when multiplied by the residual variance. Cost: p³.
  [[nodiscard]] Eigen::MatrixXd unscaled_covariance() const {
    Eigen::MatrixXd inverse = inverse_triangle();
    return inverse * inverse.transpose();
  }

  /// Diagonal of the projection on the columns of X: one value in [0, 1] an observation, their sum the rank. Cost: 4np².
  [[nodiscard]] Eigen::VectorXd leverage() const {
    Eigen::VectorXd out = Eigen::VectorXd::Zero(rows_);
    Eigen::VectorXd unit(rows_);
    for (Index j = 0; j < rank(); ++j) {
      unit.setZero();
      unit[j] = 1.0;
      for (Index k = rank(); k-- > 0;) reflect(vectors_, k, beta_[static_cast<std::size_t>(k)], unit);
      out += unit.cwiseAbs2();
    }
    return out.cwiseMin(1.0);
  }

 private:
  static void reflect(const Eigen::MatrixXd& vectors, Index k, double beta, Eigen::VectorXd& column) {
    const Index tail = column.size() - k;
    const auto v = vectors.col(k).tail(tail);
    column.tail(tail) -= beta * v.dot(column.tail(tail)) * v;
  }
  // Rows of the inverse are in the units of X.
  [[nodiscard]] Eigen::MatrixXd inverse_triangle() const {
    Eigen::MatrixXd inverse =
        r_.triangularView<Eigen::Upper>().solve(Eigen::MatrixXd::Identity(rank(), rank()));
    for (Index k = 0; k < rank(); ++k) inverse.row(k) *= scale_[static_cast<std::size_t>(k)];
    return inverse;
  }

  Index rows_ = 0;
  std::vector<Index> kept_;
  std::vector<Index> dropped_;
  std::vector<double> scale_;
  std::vector<double> diagonal_;
  std::vector<double> beta_;
  Eigen::MatrixXd vectors_;
  Eigen::MatrixXd r_;
};

}  // namespace dubao::regression
