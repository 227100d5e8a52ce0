// SPDX-License-Identifier: Apache-2.0
//
// OrthogonalFactor: least squares by Householder reflections, with the rank found on the way.
//
// What      min ‖y − Xb‖² on columns scaled by powers of two to length near 1. A column whose part that the earlier kept
//           columns do not explain is at most kRankTolerance of its length is left out: the later of two columns that say the
//           same is dropped, as R's lm does, and the caller names it.
// Precision Double loses as many digits as the columns are nearly dependent: six to eight of sixteen on a polynomial of degree
//           five. Up to 64 columns and kExtendedWork operations the reflections are therefore computed in double-double, which leaves
//           every digit of the coefficients and of their covariance for any matrix that passes the rank tolerance.
// When not  Penalised problems (penalized.hpp); a million rows (least_squares.hpp takes them in blocks).
// Example   X = [1 1 2; 1 2 4; 1 3 6]: the third column is twice the second: kept() == {0, 1}, dropped() == {2};
//           solve(2, 4, 6) == (0, 2)
// Source    Businger and Golub (1965); Björck (1996), Numerical Methods for Least Squares Problems, sections 2.4 and 2.7.
#pragma once

#include <dubao/data/series.hpp>
#include <dubao/regression/double_double.hpp>

#include <Eigen/Core>
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <vector>

namespace dubao::regression {

/// Share of a column's length that must be left after the earlier columns are projected out. Rounding leaves shares near
/// 1e-16 of an exact copy; a polynomial of degree ten on a short range (Filip) leaves 6e-8 and is still told apart.
inline constexpr double kRankTolerance = 1e-11;
/// Most columns for which double-double is worth its time.
inline constexpr Index kExtendedColumns = 64;
/// Most operations (rows × columns²) spent in double-double without being asked: about 10 ms.
inline constexpr double kExtendedWork = 1e6;

enum class Precision : std::uint8_t {
  kAutomatic,  ///< double-double up to kExtendedColumns and kExtendedWork, double beyond
  kDouble,
  kDoubleDouble,
};

/// Power of two that brings a positive length near 1; 1 for zero.
[[nodiscard]] inline double power_of_two_scale(double length) noexcept {
  if (!(length > 0.0) || !std::isfinite(length)) return 1.0;
  int exponent = 0;
  (void)std::frexp(length, &exponent);
  // Two steps would be needed beyond ±1000; such data are at the end of what double holds.
  return std::ldexp(1.0, std::clamp(-exponent, -1000, 1000));
}

namespace detail {

// Σ a b and a += factor b over n numbers, in the precision of the numbers.
[[nodiscard]] inline double dot(const double* a, const double* b, Index n) {
  return Eigen::Map<const Eigen::VectorXd>(a, n).dot(Eigen::Map<const Eigen::VectorXd>(b, n));
}
inline void add_multiple(double* a, double factor, const double* b, Index n) {
  Eigen::Map<Eigen::VectorXd>(a, n) += factor * Eigen::Map<const Eigen::VectorXd>(b, n);
}
[[nodiscard]] inline DoubleDouble dot(const DoubleDouble* a, const DoubleDouble* b, Index n) {
  DoubleDouble sum;
  for (Index i = 0; i < n; ++i) sum += a[i] * b[i];
  return sum;
}
inline void add_multiple(DoubleDouble* a, const DoubleDouble& factor, const DoubleDouble* b, Index n) {
  for (Index i = 0; i < n; ++i) a[i] += factor * b[i];
}

/// Householder triangulation column by column in the order of the data, leaving out dependent columns.
template <typename Real>
class Triangulation {
 public:
  Triangulation(const Eigen::MatrixXd& x, double tolerance) : rows_(x.rows()) {
    using std::sqrt;
    for (Index j = 0; j < x.cols(); ++j) {
      const double largest = rows_ > 0 ? x.col(j).cwiseAbs().maxCoeff() : 0.0;
      const double scale = power_of_two_scale(largest);
      std::vector<Real> column(static_cast<std::size_t>(rows_));
      for (Index i = 0; i < rows_; ++i) column[at(i)] = x(i, j) * scale;
      const Real length = sqrt(dot(column.data(), column.data(), rows_));
      const Index k = rank();
      reflect(column);
      if (k >= rows_ || !(largest > 0.0)) {
        dropped_.push_back(j);
        continue;
      }
      const Real left = sqrt(dot(column.data() + k, column.data() + k, rows_ - k));
      if (!(static_cast<double>(left) > tolerance * static_cast<double>(length))) {
        dropped_.push_back(j);
        continue;
      }
      smallest_share_ = std::min(smallest_share_, static_cast<double>(left) / static_cast<double>(length));
      // v is the rest of the column with its first entry changed, so that I − βvv' turns the rest into `diagonal` e₁.
      const Real head = column[at(k)];
      const Real diagonal = static_cast<double>(head) > 0.0 ? -left : left;
      column[at(k)] = head - diagonal;
      beta_.push_back(Real(2.0) / dot(column.data() + k, column.data() + k, rows_ - k));
      diagonal_.push_back(diagonal);
      scale_.push_back(scale);
      columns_.push_back(std::move(column));
      kept_.push_back(j);
    }
  }

  [[nodiscard]] Index rank() const noexcept { return static_cast<Index>(kept_.size()); }
  [[nodiscard]] const std::vector<Index>& kept() const noexcept { return kept_; }
  [[nodiscard]] const std::vector<Index>& dropped() const noexcept { return dropped_; }
  [[nodiscard]] double smallest_share() const noexcept { return smallest_share_; }

  /// Q'y in place.
  void reflect(std::vector<Real>& y) const {
    for (Index k = 0; k < rank(); ++k) reflect_by(k, y);
  }
  /// Qy in place.
  void reflect_back(std::vector<Real>& y) const {
    for (Index k = rank(); k-- > 0;) reflect_by(k, y);
  }
  /// R⁻¹c for the first rank() values of c, in the units of X.
  [[nodiscard]] std::vector<Real> back_substitute(const std::vector<Real>& c) const {
    std::vector<Real> b(c.begin(), c.begin() + rank());
    for (Index k = rank(); k-- > 0;) {
      for (Index j = k + 1; j < rank(); ++j) b[at(k)] -= columns_[at(j)][at(k)] * b[at(j)];
      b[at(k)] = b[at(k)] / diagonal_[at(k)];
    }
    for (Index k = 0; k < rank(); ++k) b[at(k)] *= scale_[at(k)];
    return b;
  }
  [[nodiscard]] Index rows() const noexcept { return rows_; }

 private:
  [[nodiscard]] static std::size_t at(Index i) noexcept { return static_cast<std::size_t>(i); }
  void reflect_by(Index k, std::vector<Real>& y) const {
    const Real* v = columns_[at(k)].data() + k;
    Real* tail = y.data() + k;
    const Real factor = beta_[at(k)] * dot(v, tail, rows_ - k);
    add_multiple(tail, -factor, v, rows_ - k);
  }

  Index rows_;
  std::vector<Index> kept_;
  std::vector<Index> dropped_;
  std::vector<double> scale_;
  std::vector<Real> diagonal_;
  std::vector<Real> beta_;
  std::vector<std::vector<Real>> columns_;  // above k: R; from k on: the Householder vector
  double smallest_share_ = 1.0;
};

}  // namespace detail

/// Solution of one least-squares problem.
struct LeastSquaresSolution {
  Eigen::VectorXd coefficients;  ///< of the kept columns
  Eigen::VectorXd residuals;     ///< y − Xb
  double sum_of_squares = 0.0;   ///< of the residuals, before they are rounded to double
};

class OrthogonalFactor {
  // Declared before its uses: its type is deduced.
  template <typename Function>
  decltype(auto) visit(Function&& function) const {
    return extended_.empty() ? function(plain_.front()) : function(extended_.front());
  }

 public:
  /// Factors x (n × p, finite). \param rank_tolerance see kRankTolerance. Cost: 2np² operations, of double or double-double.
  explicit OrthogonalFactor(const Eigen::MatrixXd& x, double rank_tolerance = kRankTolerance,
                            Precision precision = Precision::kAutomatic) {
    if (is_extended(x.rows(), x.cols(), precision)) {
      extended_.emplace_back(x, rank_tolerance);
    } else {
      plain_.emplace_back(x, rank_tolerance);
    }
  }

  /// Whether double-double would be used.
  [[nodiscard]] static bool is_extended(Index rows, Index columns, Precision precision) noexcept {
    if (precision != Precision::kAutomatic) return precision == Precision::kDoubleDouble;
    const auto p = static_cast<double>(columns);
    return columns <= kExtendedColumns && static_cast<double>(rows) * p * p <= kExtendedWork;
  }

  [[nodiscard]] Index rank() const { return static_cast<Index>(kept().size()); }
  /// Column numbers kept, ascending.
  [[nodiscard]] const std::vector<Index>& kept() const {
    return visit([](const auto& t) -> const std::vector<Index>& { return t.kept(); });
  }
  /// Column numbers left out, ascending.
  [[nodiscard]] const std::vector<Index>& dropped() const {
    return visit([](const auto& t) -> const std::vector<Index>& { return t.dropped(); });
  }
  /// Smallest share of its length that a kept column has of its own, in (0, 1]: its reciprocal is about the loss of digits.
  [[nodiscard]] double smallest_share() const {
    return visit([](const auto& t) { return t.smallest_share(); });
  }

  /// Coefficients of the kept columns that minimise ‖y − Xb‖. Cost: 4np.
  [[nodiscard]] Eigen::VectorXd solve(const Eigen::VectorXd& y) const { return solve_fully(y).coefficients; }

  /// Coefficients, residuals and their sum of squares. Cost: 8np.
  [[nodiscard]] LeastSquaresSolution solve_fully(const Eigen::VectorXd& y) const {
    return visit([&](const auto& t) { return solve_by(t, y); });
  }

  /// R⁻¹ (rank × rank, rows in the units of X): (X'X)⁻¹ is this times its transpose. Cost: p³/3.
  [[nodiscard]] Eigen::MatrixXd inverse_triangle() const {
    return visit([](const auto& t) { return inverse_of(t); });
  }

  /// (X'X)⁻¹ of the kept columns: the covariance of the coefficients when multiplied by the residual variance. Cost: p³.
  [[nodiscard]] Eigen::MatrixXd unscaled_covariance() const {
    const Eigen::MatrixXd inverse = inverse_triangle();
    return inverse * inverse.transpose();
  }

  /// Diagonal of the projection on the columns of X: one value in [0, 1] an observation, their sum the rank. Cost: 2np².
  [[nodiscard]] Eigen::VectorXd leverage() const {
    return visit([](const auto& t) { return leverage_of(t); });
  }

 private:
  template <typename Real>
  [[nodiscard]] static LeastSquaresSolution solve_by(const detail::Triangulation<Real>& t,
                                                     const Eigen::VectorXd& y) {
    const double scale = power_of_two_scale(y.size() > 0 ? y.cwiseAbs().maxCoeff() : 0.0);
    std::vector<Real> rotated(static_cast<std::size_t>(y.size()));
    for (Index i = 0; i < y.size(); ++i) rotated[static_cast<std::size_t>(i)] = y[i] * scale;
    t.reflect(rotated);
    LeastSquaresSolution out;
    const std::vector<Real> b = t.back_substitute(rotated);
    out.coefficients.resize(t.rank());
    for (Index k = 0; k < t.rank(); ++k)
      out.coefficients[k] = static_cast<double>(b[static_cast<std::size_t>(k)]) / scale;
    for (Index k = 0; k < t.rank(); ++k) rotated[static_cast<std::size_t>(k)] = Real(0.0);
    out.sum_of_squares =
        static_cast<double>(detail::dot(rotated.data(), rotated.data(), y.size())) / scale / scale;
    t.reflect_back(rotated);
    out.residuals.resize(y.size());
    for (Index i = 0; i < y.size(); ++i)
      out.residuals[i] = static_cast<double>(rotated[static_cast<std::size_t>(i)]) / scale;
    return out;
  }

  template <typename Real>
  [[nodiscard]] static Eigen::MatrixXd inverse_of(const detail::Triangulation<Real>& t) {
    Eigen::MatrixXd out(t.rank(), t.rank());
    std::vector<Real> unit(static_cast<std::size_t>(t.rank()));
    for (Index j = 0; j < t.rank(); ++j) {
      std::fill(unit.begin(), unit.end(), Real(0.0));
      unit[static_cast<std::size_t>(j)] = Real(1.0);
      const std::vector<Real> column = t.back_substitute(unit);
      for (Index k = 0; k < t.rank(); ++k)
        out(k, j) = static_cast<double>(column[static_cast<std::size_t>(k)]);
    }
    return out;
  }

  template <typename Real>
  [[nodiscard]] static Eigen::VectorXd leverage_of(const detail::Triangulation<Real>& t) {
    Eigen::VectorXd out = Eigen::VectorXd::Zero(t.rows());
    std::vector<Real> unit(static_cast<std::size_t>(t.rows()));
    for (Index j = 0; j < t.rank(); ++j) {
      std::fill(unit.begin(), unit.end(), Real(0.0));
      unit[static_cast<std::size_t>(j)] = Real(1.0);
      t.reflect_back(unit);
      for (Index i = 0; i < t.rows(); ++i) {
        const auto value = static_cast<double>(unit[static_cast<std::size_t>(i)]);
        out[i] += value * value;
      }
    }
    return out.cwiseMin(1.0);
  }

  // One of the two, chosen at construction.
  std::vector<detail::Triangulation<double>> plain_;
  std::vector<detail::Triangulation<DoubleDouble>> extended_;
};

}  // namespace dubao::regression
