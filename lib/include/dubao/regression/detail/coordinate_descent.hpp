// SPDX-License-Identifier: Apache-2.0
//
// Coordinate descent with covariance updates for ½ b'Gb − c'b + l₁‖b‖₁ + l₂/2 ‖b‖², G = X'WX, c = X'Wy.
//
// The gradient c − Gb is kept for all coordinates: a step costs p, not n. Steps run over the coordinates that are not zero
// until they rest, then once over all; where that moves none, the Karush–Kuhn–Tucker conditions hold. When the steps
// are slow (columns nearly dependent) the coordinates that are not zero are solved for at once; where they are more than the
// rank of G, one of them leaves first, along a direction in which the fit does not change.
// Source: Friedman, Hastie and Tibshirani (2010), Journal of Statistical Software 33(1); Lee, Battle, Raina and Ng (2007).
#pragma once

#include <dubao/regression/detail/standardized.hpp>

#include <Eigen/Cholesky>
#include <Eigen/Core>
#include <Eigen/Eigenvalues>
#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

namespace dubao::regression::detail {

/// Largest violation of the optimality conditions, in units of the response's standard deviation.
inline constexpr double kKktTolerance = 1e-10;
/// Sweeps over the coordinates that are not zero before they are solved for at once, and again after as many.
inline constexpr int kSweepsBeforeSolving = 40;
/// Smallest eigenvalue (or squared pivot) over the largest from which columns count as dependent.
inline constexpr double kDependence = 1e-12;
/// Rise of the objective, in variances of y, that is rounding.
inline constexpr double kObjectiveRounding = 1e-14;
/// Sweeps for one penalty at most.
inline constexpr int kMostSweeps = 20000;

class CoordinateDescent {
 public:
  explicit CoordinateDescent(Moments& moments)
      : moments_(moments),
        b_(Eigen::VectorXd::Zero(moments.columns())),
        gradient_(moments.standardized().right) {}

  /// Goes from where it stands to the optimum of the penalties l₁ and l₂ ≥ 0; false when kMostSweeps were not enough.
  bool solve(double absolute, double square) {
    absolute_ = absolute;
    square_ = square;
    int sweeps = 0;
    int since_solved = 0;
    while (sweeps < kMostSweeps) {
      for (; sweeps < kMostSweeps; ++sweeps) {
        if (sweep(active_) <= kKktTolerance) break;
        if (++since_solved >= kSweepsBeforeSolving) {
          since_solved = 0;
          solve_active();
        }
      }
      ++sweeps;
      const std::size_t before = active_.size();
      const double moved = sweep_all();
      if (moved <= kKktTolerance && active_.size() == before) return true;
    }
    return false;
  }

  [[nodiscard]] const Eigen::VectorXd& coefficients() const noexcept { return b_; }
  /// Coefficients that are not zero.
  [[nodiscard]] Index active() const { return (b_.array() != 0.0).count(); }
  /// Largest violation of the optimality conditions at the present coefficients.
  [[nodiscard]] double violation() const {
    double worst = 0.0;
    for (Index j = 0; j < b_.size(); ++j) {
      if (!(moments_.variances()[j] > 0.0)) continue;
      const double slope = gradient_[j] - square_ * b_[j];
      const double bound = absolute_;
      worst = std::max(
          worst, b_[j] == 0.0 ? std::abs(slope) - bound : std::abs(slope - std::copysign(bound, b_[j])));
    }
    return worst;
  }

 private:
  // One coordinate; returns how far its gradient was from optimal.
  double step(Index j) {
    const double variance = moments_.variances()[j];
    if (!(variance > 0.0)) return 0.0;
    const double old = b_[j];
    const double z = gradient_[j] + variance * old;
    const double over = std::abs(z) - absolute_;
    const double curvature = variance + square_;
    const double next = over > 0.0 ? std::copysign(over, z) / curvature : 0.0;
    const double change = next - old;
    if (change == 0.0) return 0.0;
    b_[j] = next;
    gradient_ -= change * Eigen::Map<const Eigen::VectorXd>(moments_.column(j), b_.size());
    return std::abs(change) * curvature;
  }
  double sweep(const std::vector<Index>& coordinates) {
    double moved = 0.0;
    for (const Index j : coordinates) moved = std::max(moved, step(j));
    return moved;
  }
  double sweep_all() {
    double moved = 0.0;
    active_.clear();
    for (Index j = 0; j < b_.size(); ++j) {
      moved = std::max(moved, step(j));
      if (b_[j] != 0.0) active_.push_back(j);
    }
    return moved;
  }
  // Goes to the minimum over the coordinates that are not zero, (G_AA + l₂I) b_A = c_A − l₁ sign(b_A); where a sign would
  // turn, only as far as the first zero, which leaves the set (feature-sign search). Undone unless the objective falls.
  void solve_active() {
    std::vector<Index> set;
    for (const Index j : active_) {
      if (b_[j] != 0.0) set.push_back(j);
    }
    const Eigen::VectorXd kept = b_;
    const Eigen::VectorXd kept_gradient = gradient_;
    const double before = objective();
    while (!set.empty()) {
      const Eigen::VectorXd solved = minimum_over(set);
      if (solved.size() == 0) {
        if (square_ > 0.0 || !leave_by_dependence(set)) break;
        continue;
      }
      double share = 1.0;
      std::size_t first = set.size();
      for (std::size_t k = 0; k < set.size(); ++k) {
        const double old = b_[set[k]];
        const double next = solved[static_cast<Index>(k)];
        if (next * old > 0.0) continue;
        const double here = old / (old - next);
        if (here < share || first == set.size()) {
          share = here;
          first = k;
        }
      }
      for (std::size_t k = 0; k < set.size(); ++k)
        b_[set[k]] += share * (solved[static_cast<Index>(k)] - b_[set[k]]);
      if (first == set.size()) break;
      b_[set[first]] = 0.0;
      set.erase(set.begin() + static_cast<std::ptrdiff_t>(first));
    }
    gradient_ = moments_.standardized().right;
    for (const Index j : set)
      gradient_ -= b_[j] * Eigen::Map<const Eigen::VectorXd>(moments_.column(j), b_.size());
    if (!(objective() <= before + kObjectiveRounding)) {
      b_ = kept;
      gradient_ = kept_gradient;
    }
  }
  // Columns of the set that depend on each other: along Gv = 0 the fit stays and only l₁‖b‖₁ changes, linearly. Goes where
  // it does not rise until a coordinate is zero, which leaves the set; false where no such direction is clear.
  bool leave_by_dependence(std::vector<Index>& set) {
    const auto m = static_cast<Index>(set.size());
    Eigen::MatrixXd g(m, m);
    for (Index k = 0; k < m; ++k) {
      const double* column = moments_.column(set[static_cast<std::size_t>(k)]);
      for (Index i = 0; i < m; ++i) g(i, k) = column[set[static_cast<std::size_t>(i)]];
    }
    const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> eigen(g);
    if (eigen.info() != Eigen::Success) return false;
    if (!(eigen.eigenvalues()[0] <= kDependence * eigen.eigenvalues()[m - 1])) return false;
    Eigen::VectorXd direction = eigen.eigenvectors().col(0);
    double slope = 0.0;
    for (Index k = 0; k < m; ++k)
      slope += std::copysign(1.0, b_[set[static_cast<std::size_t>(k)]]) * direction[k];
    if (slope > 0.0) direction = -direction;
    double length = std::numeric_limits<double>::infinity();
    Index first = m;
    for (Index k = 0; k < m; ++k) {
      const double here = -b_[set[static_cast<std::size_t>(k)]] / direction[k];
      if (here > 0.0 && here < length) {
        length = here;
        first = k;
      }
    }
    if (first == m) return false;
    for (Index k = 0; k < m; ++k) b_[set[static_cast<std::size_t>(k)]] += length * direction[k];
    b_[set[static_cast<std::size_t>(first)]] = 0.0;
    set.erase(set.begin() + first);
    return true;
  }
  // Empty where the system is singular or as good as that.
  [[nodiscard]] Eigen::VectorXd minimum_over(const std::vector<Index>& set) {
    const auto m = static_cast<Index>(set.size());
    Eigen::MatrixXd g(m, m);
    Eigen::VectorXd right(m);
    for (Index k = 0; k < m; ++k) {
      const Index j = set[static_cast<std::size_t>(k)];
      const double* column = moments_.column(j);
      for (Index i = 0; i < m; ++i) g(i, k) = column[set[static_cast<std::size_t>(i)]];
      g(k, k) += square_;
      right[k] = moments_.standardized().right[j] - std::copysign(absolute_, b_[j]);
    }
    const Eigen::LLT<Eigen::MatrixXd> factor(g);
    if (factor.info() != Eigen::Success) return {};
    const double smallest = factor.matrixLLT().diagonal().cwiseAbs2().minCoeff();
    if (!(smallest > kDependence * g.diagonal().maxCoeff())) return {};
    Eigen::VectorXd solved = factor.solve(right);
    if (!solved.allFinite()) return {};
    return solved;
  }
  // ½ b'Gb − c'b + penalties, with Gb = c − gradient.
  [[nodiscard]] double objective() const {
    return -0.5 * b_.dot(moments_.standardized().right + gradient_) + absolute_ * b_.cwiseAbs().sum() +
           0.5 * square_ * b_.squaredNorm();
  }

  Moments& moments_;
  double absolute_ = 0.0;  // l₁
  double square_ = 0.0;    // l₂
  Eigen::VectorXd b_;
  Eigen::VectorXd gradient_;  // c − Gb
  std::vector<Index> active_;
};

}  // namespace dubao::regression::detail
