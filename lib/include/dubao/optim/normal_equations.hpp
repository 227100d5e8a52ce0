// SPDX-License-Identifier: Apache-2.0
//
// NormalEquations: the damped step of a small least-squares problem, over the columns that are free.
//
// When      In the inner loop of a search with few parameters (up to some twenty) and a Jacobian of some dozen rows, where the
//           general products of a matrix library cost more than the numbers themselves.
// When not  The last digits of an ill-conditioned problem: normal equations square the condition (levenberg_marquardt.hpp
//           ends with Q R).
// Formula   (S JᵀJ S + μ D) v = −S Jᵀ r,  step = S v,  S = 1/(1 + ‖J_i‖) at the first linearisation, D the diagonal of S JᵀJ S
//           kept above kSmallestDiagonal
// Example   J = (1, 0; 0, 2), r = (−1, −4), no damping: step (1, 2)
// Source    Marquardt (1963) for D; Madsen, Nielsen, Tingleff (2004), section 3.2; the scaling is that of Ceres' small solver.
#pragma once

#include <Eigen/Core>
#include <algorithm>
#include <cmath>

namespace dubao::optim {

/// Smallest diagonal element that damping is proportional to: directions the residuals do not feel are damped too.
inline constexpr double kSmallestDiagonal = 1e-6;

/// kParameters: how many there are, or Eigen::Dynamic.
template <int kParameters>
class NormalEquations {
 public:
  using Vector = Eigen::Matrix<double, kParameters, 1>;
  using Jacobian = Eigen::Matrix<double, Eigen::Dynamic, kParameters>;

  /// Begins a search of `count` parameters: the next linearisation sets the scaling. Allocates when count grows.
  void begin(Eigen::Index count) {
    normal_.resize(count, count);
    factor_.resize(count, count);
    gradient_.resize(count);
    scaling_.resize(count);
    solution_.resize(count);
    free_.resize(count);
    is_scaled_ = false;
  }

  /// Takes residuals and Jacobian at a point, both multiplied by √unit. is_fixed(i): parameter i does not move. A column
  /// that is not finite does not either. O(rows · parameters²).
  template <typename IsFixed>
  void linearise(const Jacobian& jacobian, const Eigen::VectorXd& residuals, double unit,
                 const IsFixed& is_fixed) {
    size_ = 0;
    largest_ = 0.0;
    for (Eigen::Index i = 0; i < jacobian.cols(); ++i) {
      const bool fixed = is_fixed(i);
      const double squares = fixed ? 0.0 : unit * jacobian.col(i).squaredNorm();
      const bool usable = std::isfinite(squares);
      if (!is_scaled_) scaling_[i] = usable ? 1.0 / (1.0 + std::sqrt(squares)) : 1.0;
      if (fixed || !usable) continue;
      const double scale = unit * scaling_[i];
      for (Eigen::Index j = 0; j < size_; ++j) {
        normal_(size_, j) = scale * scaling_[free_[j]] * jacobian.col(i).dot(jacobian.col(free_[j]));
      }
      normal_(size_, size_) = scaling_[i] * scaling_[i] * squares;
      gradient_[size_] = -scale * jacobian.col(i).dot(residuals);
      largest_ = std::max(largest_, std::abs(gradient_[size_]));
      free_[size_++] = i;
    }
    is_scaled_ = true;
  }

  /// Largest element of the scaled gradient.
  [[nodiscard]] double largest_gradient() const noexcept { return largest_; }

  /// The step of all parameters, 0 for those that do not move. False where rounding left the matrix indefinite:
  /// more damping is needed. O(parameters³).
  [[nodiscard]] bool solve(double damping, Vector& step) {
    // Cholesky, L in the lower triangle.
    for (Eigen::Index i = 0; i < size_; ++i) {
      for (Eigen::Index j = 0; j <= i; ++j) {
        double sum = normal_(i, j);
        if (i == j) sum += damping * std::max(sum, kSmallestDiagonal);
        for (Eigen::Index k = 0; k < j; ++k) sum -= factor_(i, k) * factor_(j, k);
        if (i != j) {
          factor_(i, j) = sum / factor_(j, j);
        } else if (sum > 0.0) {
          factor_(i, i) = std::sqrt(sum);
        } else {
          return false;
        }
      }
    }
    for (Eigen::Index i = 0; i < size_; ++i) {
      double sum = gradient_[i];
      for (Eigen::Index k = 0; k < i; ++k) sum -= factor_(i, k) * solution_[k];
      solution_[i] = sum / factor_(i, i);
    }
    for (Eigen::Index i = size_ - 1; i >= 0; --i) {
      double sum = solution_[i];
      for (Eigen::Index k = i + 1; k < size_; ++k) sum -= factor_(k, i) * solution_[k];
      solution_[i] = sum / factor_(i, i);
    }
    step.setZero();
    for (Eigen::Index i = 0; i < size_; ++i) step[free_[i]] = scaling_[free_[i]] * solution_[i];
    return true;
  }

  /// By how much the linearised problem says the last step lowers the sum of squares (times unit).
  [[nodiscard]] double predicted_decrease() const noexcept {
    double out = 0.0;
    for (Eigen::Index i = 0; i < size_; ++i) {
      double product = 2.0 * gradient_[i] - normal_(i, i) * solution_[i];
      for (Eigen::Index j = 0; j < i; ++j) product -= 2.0 * normal_(i, j) * solution_[j];
      out += solution_[i] * product;
    }
    return out;
  }

 private:
  using Matrix = Eigen::Matrix<double, kParameters, kParameters>;
  Eigen::Index size_ = 0;  // free parameters: only so much of the arrays below is in use
  Eigen::Matrix<Eigen::Index, kParameters, 1> free_;
  Matrix normal_;  // lower triangle
  Matrix factor_;
  Vector gradient_;  // downhill
  Vector solution_;
  Vector scaling_;  // of all parameters
  double largest_ = 0.0;
  bool is_scaled_ = false;
};

}  // namespace dubao::optim
