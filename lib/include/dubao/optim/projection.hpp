// SPDX-License-Identifier: Apache-2.0
//
// OrthogonalBasis: least squares and residual projection by modified Gram–Schmidt.
//
// What      Takes the columns of a tall design matrix one after another and keeps Q and R of X = Q R. Gives the
//           coefficients of a regression, its residuals, and the projection of other columns off the design:
//           what variable projection (Golub and Pereyra 1973) needs in every step.
// When not  Ill-conditioned regression for its own sake: use a rank-revealing decomposition.
// Formula   c = Qᵀ y,  residual = y − Q c (computed column by column),  R b = c
// Rank      A column that loses all but kRankTolerance of its length is dependent: it is left out, coefficient 0.
// Example   X = (1, 1, 1), y = (1, 2, 6): coefficient 3, residual (−2, −1, 3)
// Source    Björck (1967): modified Gram–Schmidt on the augmented matrix is backward stable for least squares.
#pragma once

#include <Eigen/Core>
#include <algorithm>
#include <cmath>
#include <cstddef>
#include <vector>

namespace dubao::optim {

/// Relative length below which a column counts as a combination of the columns before it.
inline constexpr double kRankTolerance = 1e-10;

class OrthogonalBasis {
 public:
  /// rows ≥ 1; capacity: most columns. Allocates once, reset() reuses.
  void reset(int rows, int capacity) {
    rows_ = rows;
    count_ = 0;
    capacity_ = capacity;
    q_.resize(static_cast<std::size_t>(rows) * static_cast<std::size_t>(capacity));
    r_.assign(static_cast<std::size_t>(capacity) * static_cast<std::size_t>(capacity), 0.0);
    dependent_.assign(static_cast<std::size_t>(capacity), false);
  }
  /// Where the caller writes the next column (rows values) before calling push().
  [[nodiscard]] double* next() noexcept { return column(count_); }
  /// Orthogonalises the column written at next().
  void push() noexcept {
    double* v = column(count_);
    const double before = Column(v, rows_).squaredNorm();
    for (int j = 0; j < count_; ++j) {
      if (!dependent_[index(j)]) r(j, count_) = subtract(j, v);
    }
    const double after = Column(v, rows_).squaredNorm();
    if (!(after > kRankTolerance * kRankTolerance * before)) {
      dependent_[index(count_)] = true;
    } else {
      const double length = std::sqrt(after);
      r(count_, count_) = length;
      for (int t = 0; t < rows_; ++t) v[t] /= length;
    }
    ++count_;
  }
  /// Subtracts from y (rows values, changed in place) its projection on the columns; optional coefficients
  /// (one per column) of the regression of y on the original columns.
  void project_off(double* y, double* coefficients = nullptr) const noexcept {
    for (int j = 0; j < count_; ++j) {
      const double c = dependent_[index(j)] ? 0.0 : subtract(j, y);
      if (coefficients != nullptr) coefficients[j] = c;
    }
    if (coefficients != nullptr) back_substitute(coefficients);
  }
  /// Solves R b = c in place; coefficients of dependent columns become 0.
  void back_substitute(double* c) const noexcept {
    for (int i = count_ - 1; i >= 0; --i) {
      if (dependent_[index(i)]) {
        c[i] = 0.0;
        continue;
      }
      for (int j = i + 1; j < count_; ++j) c[i] -= r(i, j) * c[j];
      c[i] /= r(i, i);
    }
  }
  /// log |XᵀX| over the independent columns.
  [[nodiscard]] double log_determinant() const noexcept {
    double sum = 0.0;
    for (int j = 0; j < count_; ++j) {
      if (!dependent_[index(j)]) sum += 2.0 * std::log(r(j, j));
    }
    return sum;
  }
  [[nodiscard]] int columns() const noexcept { return count_; }
  [[nodiscard]] int rank() const noexcept {
    int rank = 0;
    for (int j = 0; j < count_; ++j) rank += dependent_[index(j)] ? 0 : 1;
    return rank;
  }

 private:
  // Sums run in Eigen's several accumulators: one after the other they would wait for each addition.
  using Column = Eigen::Map<const Eigen::VectorXd>;
  [[nodiscard]] static std::size_t index(int i) noexcept { return static_cast<std::size_t>(i); }
  [[nodiscard]] double* column(int j) noexcept { return q_.data() + index(j) * index(rows_); }
  [[nodiscard]] const double* column(int j) const noexcept { return q_.data() + index(j) * index(rows_); }
  [[nodiscard]] double& r(int i, int j) noexcept { return r_[index(i) * index(capacity_) + index(j)]; }
  [[nodiscard]] double r(int i, int j) const noexcept { return r_[index(i) * index(capacity_) + index(j)]; }
  double subtract(int j, double* v) const noexcept {
    const double* q = column(j);
    const double dot = Column(q, rows_).dot(Column(v, rows_));
    for (int t = 0; t < rows_; ++t) v[t] -= dot * q[t];
    return dot;
  }

  int rows_ = 0;
  int count_ = 0;
  int capacity_ = 0;
  std::vector<double> q_;
  std::vector<double> r_;
  std::vector<bool> dependent_;
};

/// Squared length of column i of a Jacobian (rows × count, column-major) off the span of the others: sigma² divided by it
/// is the marginal variance of parameter i. O(rows · count²).
[[nodiscard]] inline double squared_length_off_others(const std::vector<double>& jacobian, int rows,
                                                      int count, int i) {
  const auto column = [&](int j) { return jacobian.data() + static_cast<std::ptrdiff_t>(j) * rows; };
  OrthogonalBasis others;
  others.reset(rows, count);
  for (int j = 0; j < count; ++j) {
    if (j == i) continue;
    std::copy(column(j), column(j) + rows, others.next());
    others.push();
  }
  std::vector<double> rest(column(i), column(i) + rows);
  others.project_off(rest.data());
  double length = 0.0;
  for (const double v : rest) length += v * v;
  return length;
}

}  // namespace dubao::optim
