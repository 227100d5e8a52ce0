// SPDX-License-Identifier: Apache-2.0
//
// VectorFunction: what a search sees of a problem, a vector f(b) and its Jacobian; DifferencedFunction: the same for a
// function that gives values only.
//
// What      Values and Jacobian are asked for apart, since a trial point that is refused needs no Jacobian. The Jacobian
//           has two grades: coarse, cheap, for the way to the optimum, and fine, as exact as it can be had, for the last
//           steps and for standard errors. A function with exact derivatives has one grade.
// Formula   coarse: (f(b + h e) − f(b)) / h with h = √ε |b|
//           fine:   central differences at h, h/2, h/4, extrapolated to h → 0 (Richardson); h is chosen so that
//                   ‖f(b + h e) − 2 f(b) + f(b − h e)‖ / ‖f(b + h e) − f(b − h e)‖ is small, that is: in units of the
//                   length over which the derivative changes, not of b
//           at a bound: one-sided quotients at h, h/2, h/4, h/8, extrapolated
// When not  Noisy functions (simulations, inner iterations): their noise, not rounding, decides the step.
// Example   f(b) = exp(b) at b = 1: the fine derivative is e to 12 digits
// Source    Richardson (1911); Ridders (1982), for derivatives by extrapolation.
#pragma once

#include <ceres/jet.h>

#include <Eigen/Core>
#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <utility>

namespace dubao::optim {

/// A number with N partial derivatives, N known when the function is written (jet.hpp has the fixed width of recursions).
template <int N>
using DualOf = ceres::Jet<double, N>;

/// How exact a Jacobian has to be.
enum class Grade : unsigned char { kCoarse, kFine };

/// Whether no entry is NaN or infinite: x − x is 0 for a number and NaN otherwise, a sum without branches.
template <typename Matrix>
[[nodiscard]] inline bool all_finite(const Matrix& values) noexcept {
  return (values - values).sum() == 0.0;
}

class VectorFunction {
 public:
  virtual ~VectorFunction() = default;
  VectorFunction(const VectorFunction&) = delete;
  VectorFunction& operator=(const VectorFunction&) = delete;

  [[nodiscard]] virtual Eigen::Index parameters() const = 0;
  /// Length of f(b).
  [[nodiscard]] virtual Eigen::Index size() const = 0;
  /// f(b); `values` has size() entries. False where it cannot be evaluated or is not finite.
  virtual bool evaluate(const Eigen::VectorXd& b, Eigen::VectorXd& values) = 0;
  /// ∂f/∂b at b, where f has these values; size() × parameters(). False as in evaluate.
  virtual bool differentiate(const Eigen::VectorXd& b, const Eigen::VectorXd& values,
                             Eigen::MatrixXd& jacobian, Grade grade) = 0;
  /// Whether both grades give the same Jacobian.
  [[nodiscard]] virtual bool has_one_grade() const { return false; }
  /// Estimate of the relative error of the columns of the last fine Jacobian.
  [[nodiscard]] virtual double jacobian_error() const { return std::numeric_limits<double>::epsilon(); }

 protected:
  VectorFunction() = default;
};

/// First fine step, relative to the parameter.
inline constexpr double kFineStep = 0.02;
/// Largest fine step, relative to the parameter.
inline constexpr double kLargestFineStep = 0.1;
/// Bend over a step (second by first difference) above which the step is shortened, and below which it may grow.
inline constexpr double kMuchBend = 0.05;
inline constexpr double kLittleBend = 0.005;
/// Most attempts to find a step.
inline constexpr int kStepAttempts = 12;
/// Share of the last correction of the extrapolation that is counted as its error: the next term is smaller by the square of
/// the bend, 1/400 or less.
inline constexpr double kCorrectionShare = 0.01;

class DifferencedFunction final : public VectorFunction {
 public:
  /// Writes f(b), false where it cannot.
  using Evaluate = std::function<bool(const Eigen::VectorXd& b, Eigen::VectorXd& values)>;

  /// size: length of f(b). No point outside [lower, upper] is evaluated.
  DifferencedFunction(Eigen::Index size, Evaluate evaluate, Eigen::VectorXd lower, Eigen::VectorXd upper)
      : size_(size),
        evaluate_(std::move(evaluate)),
        lower_(std::move(lower)),
        upper_(std::move(upper)),
        step_(Eigen::VectorXd::Zero(lower_.size())),
        typical_(Eigen::VectorXd::Zero(lower_.size())),
        ahead_(size),
        behind_(size) {}

  [[nodiscard]] Eigen::Index parameters() const override { return lower_.size(); }
  [[nodiscard]] Eigen::Index size() const override { return size_; }
  [[nodiscard]] double jacobian_error() const override { return error_; }

  bool evaluate(const Eigen::VectorXd& b, Eigen::VectorXd& values) override {
    return evaluate_(b, values) && all_finite(values);
  }

  bool differentiate(const Eigen::VectorXd& b, const Eigen::VectorXd& values, Eigen::MatrixXd& jacobian,
                     Grade grade) override {
    typical_ = typical_.cwiseMax(b.cwiseAbs());
    if (grade == Grade::kFine) error_ = std::numeric_limits<double>::epsilon();
    for (Eigen::Index i = 0; i < b.size(); ++i) {
      if (lower_[i] == upper_[i]) {
        jacobian.col(i).setZero();
        continue;
      }
      const bool good =
          grade == Grade::kCoarse ? forward(b, values, i, jacobian) : extrapolated(b, values, i, jacobian);
      if (!good) return false;
    }
    return true;
  }

 private:
  [[nodiscard]] double size_of(Eigen::Index i, double value) const {
    if (value != 0.0) return std::abs(value);
    return typical_[i] > 0.0 ? typical_[i] : 1.0;
  }
  // f at b with b_i moved by h; the move that was made, 0 when it cannot be evaluated or leaves the box.
  double probe(const Eigen::VectorXd& b, Eigen::Index i, double h, Eigen::VectorXd& values) {
    moved_ = b;
    moved_[i] += h;
    if (moved_[i] < lower_[i] || moved_[i] > upper_[i]) return 0.0;
    return evaluate(moved_, values) ? moved_[i] - b[i] : 0.0;
  }
  bool forward(const Eigen::VectorXd& b, const Eigen::VectorXd& values, Eigen::Index i,
               Eigen::MatrixXd& jacobian) {
    const double h = std::sqrt(std::numeric_limits<double>::epsilon()) * size_of(i, b[i]);
    double moved = probe(b, i, h, ahead_);
    if (moved == 0.0) moved = probe(b, i, -h, ahead_);
    if (moved == 0.0) return false;
    jacobian.col(i) = (ahead_ - values) / moved;
    return true;
  }
  bool extrapolated(const Eigen::VectorXd& b, const Eigen::VectorXd& values, Eigen::Index i,
                    Eigen::MatrixXd& jacobian) {
    const double size = size_of(i, b[i]);
    double h = step_[i] > 0.0 ? std::min(step_[i], kLargestFineStep * size) : kFineStep * size;
    const double room = std::min(b[i] - lower_[i], upper_[i] - b[i]);
    if (room < 1e-3 * h) return one_sided(b, values, i, h, jacobian);
    h = std::min(h, room);
    for (int attempt = 0; attempt < kStepAttempts; ++attempt) {
      const double up = probe(b, i, h, ahead_);
      const double down = up == 0.0 ? 0.0 : probe(b, i, -h, behind_);
      if (down == 0.0) {
        h *= 0.1;
        continue;
      }
      const double first = (ahead_ - behind_).norm();
      const double bend = first > 0.0 ? (ahead_ - 2.0 * values + behind_).norm() / first : 0.0;
      if (bend > kMuchBend && attempt + 1 < kStepAttempts) {
        h *= std::max(0.4 * kMuchBend / bend, 0.01);
        continue;
      }
      step_[i] = bend < kLittleBend ? std::min(2.0 * h, kLargestFineStep * size) : h;
      return central(b, i, h, up - down, jacobian);
    }
    return false;
  }
  // Richardson's table; ahead_ and behind_ hold the values at ± h.
  bool central(const Eigen::VectorXd& b, Eigen::Index i, double h, double width, Eigen::MatrixXd& jacobian) {
    Eigen::VectorXd level[3];
    level[0] = (ahead_ - behind_) / width;
    for (int k = 1; k < 3; ++k) {
      h *= 0.5;
      const double up = probe(b, i, h, ahead_);
      const double down = up == 0.0 ? 0.0 : probe(b, i, -h, behind_);
      if (down == 0.0) return false;
      level[k] = (ahead_ - behind_) / (up - down);
    }
    const Eigen::VectorXd second = level[1] + (level[1] - level[0]) / 3.0;
    const Eigen::VectorXd third = level[2] + (level[2] - level[1]) / 3.0;
    const Eigen::VectorXd correction = (third - second) / 15.0;
    jacobian.col(i) = third + correction;
    record(jacobian.col(i).norm(), correction.norm(), ahead_.norm(), h);
    return true;
  }
  bool one_sided(const Eigen::VectorXd& b, const Eigen::VectorXd& values, Eigen::Index i, double h,
                 Eigen::MatrixXd& jacobian) {
    const double sign = upper_[i] - b[i] >= b[i] - lower_[i] ? 1.0 : -1.0;
    h = sign * std::min(h, 0.5 * (upper_[i] - lower_[i]));
    for (int attempt = 0; attempt < kStepAttempts; ++attempt, h *= 0.1) {
      Eigen::VectorXd level[4];
      bool good = true;
      for (int k = 0; k < 4 && good; ++k) {
        const double moved = probe(b, i, std::ldexp(h, -k), ahead_);
        good = moved != 0.0;
        if (good) level[k] = (ahead_ - values) / moved;
      }
      if (!good) continue;
      double weight = 2.0;
      Eigen::VectorXd correction;
      for (int k = 1; k < 4; ++k, weight *= 2.0) {
        for (int j = 3; j >= k; --j) {
          correction = (level[j] - level[j - 1]) / (weight - 1.0);
          if (j == 3)
            record(level[j].norm(), k == 3 ? correction.norm() : 0.0, values.norm(), std::abs(h) / 8.0);
          level[j] += correction;
        }
      }
      jacobian.col(i) = level[3];
      return true;
    }
    return false;
  }
  void record(double length, double correction, double size, double h) {
    if (!(length > 0.0)) return;
    const double noise = std::numeric_limits<double>::epsilon() * size / h;
    error_ = std::max(error_, (kCorrectionShare * correction + noise) / length);
  }

  Eigen::Index size_;
  Evaluate evaluate_;
  Eigen::VectorXd lower_;
  Eigen::VectorXd upper_;
  Eigen::VectorXd step_;     // of the last fine Jacobian, 0: none yet
  Eigen::VectorXd typical_;  // largest size seen
  Eigen::VectorXd ahead_;
  Eigen::VectorXd behind_;
  Eigen::VectorXd moved_;
  double error_ = 0.0;
};

}  // namespace dubao::optim
