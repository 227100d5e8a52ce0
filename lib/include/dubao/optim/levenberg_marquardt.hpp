// SPDX-License-Identifier: Apache-2.0
//
// LevenbergMarquardt: minimises Σ r_i(b)² over a box from one start, to the last digit the residuals carry.
//
// When      Nonlinear regression with functions that are somebody else's: unknown scale, flat valleys, parameters
//           that run away. It takes steps that go round the bend of a valley.
// When not  Large or sparse problems; hot loops over many small series (bounded_least_squares.hpp).
// Formula   (JᵀJ + λ D²) v = −Jᵀ r;   (JᵀJ + λ D²) a = −Jᵀ r″(v, v);   b ← b + v + a/2
//           a is the geodesic acceleration, taken when it is small beside v. D shapes the trust region (StepScaling).
// Algebra   On the way normal equations of scaled columns serve; near the end J = Q R by Householder reflections,
//           since normal equations square the condition.
// End       The search stops at a relative offset ‖Qᵀ r‖ / ‖r‖ ≤ kOffsetTolerance (Bates and Watts): what the best
//           step of the linearised problem could still win. Undamped Gauss–Newton steps with the fine Jacobian follow
//           for as long as they get shorter: the rounding error of r decides, no tolerance.
// Bounds    A parameter at its bound with the gradient pointing outward is held; trial points are projected on the box.
// Example   r = (10 (b2 − b1²), 1 − b1) from (−1.2, 1): b = (1, 1)
// Source    Moré (1978); Transtrum and Sethna (2012) for the acceleration; Nielsen (1999) for λ; Bates and Watts
//           (1981) for the offset.
#pragma once

#include <dubao/optim/convergence.hpp>
#include <dubao/optim/vector_function.hpp>

#include <Eigen/Cholesky>
#include <Eigen/Core>
#include <Eigen/QR>
#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace dubao::optim {

/// Relative offset at which the fine Jacobian and Q R take over.
inline constexpr double kFineOffset = 1e-3;
/// Relative offset at which the damped search ends.
inline constexpr double kOffsetTolerance = 1e-5;
/// Relative length of a step, in every parameter, below which nothing moves any more.
inline constexpr double kStillStep = 1e-14;
/// Largest acceleration, as a share of the velocity, that is still trusted (Transtrum and Sethna).
inline constexpr double kAccelerationShare = 0.75;
/// Step of the second directional derivative, as a share of the velocity (the same).
inline constexpr double kAccelerationStep = 0.1;
/// First damping, relative to the squared lengths of the scaled columns.
inline constexpr double kFirstDamping = 1e-3;
inline constexpr double kSmallestDamping = 1e-16;
inline constexpr double kLargestDamping = 1e16;
/// Most the damping falls after one good step (Nielsen has 1/3; valleys that bend want more).
inline constexpr double kDampingFall = 0.2;
/// Most Gauss–Newton steps at the end.
inline constexpr int kPolishSteps = 40;
/// A short Gauss–Newton step longer than this share of the one before it has not shrunk.
inline constexpr double kPolishShrink = 0.9;
/// So many of them one after the other: rounding error is reached.
inline constexpr int kPolishLonger = 2;
/// Relative length of a Gauss–Newton step that counts as short.
inline constexpr double kPolishShort = 1e-6;
/// Relative distance to the limit of the steps, extrapolated from their shrinking, that is near enough.
inline constexpr double kPolishNear = 1e-15;
/// Shrinking of Gauss–Newton steps, as a factor a step, from which second derivatives are worth their cost.
inline constexpr double kSlowRate = 0.1;
/// Relative length of a step below which second derivatives are formed.
inline constexpr double kPolishBend = 1e-2;
/// Relative step of the second derivatives.
inline constexpr double kBendStep = 1e-4;
/// Condition of unit columns from which the optimum is not a point.
inline constexpr double kPolishSingular = 1e12;
/// Rise of the sum of squares that rounding explains in the last steps.
inline constexpr double kPolishRise = 1e-9;
/// Largest cosine between a free column of J and r that counts as optimal.
inline constexpr double kOptimalCosine = 1e-6;
/// A diagonal of R below this share of the largest: the last steps leave that direction alone.
inline constexpr double kPolishRank = 1e-14;

/// How the trust region is shaped.
enum class StepScaling : unsigned char {
  kParameter,      ///< by the size of each parameter at the start: all may change by the same share
  kLargestColumn,  ///< by the largest length its column of J has shown (Moré): what stops to matter stays near
};

struct LevenbergMarquardtOptions {
  int max_iterations = 400;
  StepScaling scaling = StepScaling::kParameter;
};

class LevenbergMarquardt {
 public:
  struct Result {
    Eigen::VectorXd b;  ///< inside the box
    double sum_of_squares = std::numeric_limits<double>::infinity();
    double certificate = 1.0;  ///< largest cosine between a free column of J and r
    double last_step =
        std::numeric_limits<double>::infinity();  ///< relative length of the last polishing step
    double condition = std::numeric_limits<double>::infinity();  ///< ratio of the diagonal of R, unit columns
    Convergence reason = Convergence::kNotFinite;
    int iterations = 0;
  };

  /// lower ≤ upper; either may be infinite; equal bounds fix a parameter. The function is used, not copied.
  LevenbergMarquardt(VectorFunction& function, Eigen::VectorXd lower, Eigen::VectorXd upper,
                     LevenbergMarquardtOptions options = {})
      : function_(function), lower_(std::move(lower)), upper_(std::move(upper)), options_(options) {
    const Eigen::Index p = function_.parameters();
    jacobian_.resize(function_.size(), p);
    residuals_.resize(function_.size());
    trial_residuals_.resize(function_.size());
    held_.setZero(p);
    lengths_.setZero(p);
    near_.resize(function_.size(), p);
    far_.resize(function_.size(), p);
  }

  /// Damped search, then the last digits. One Jacobian and one factorisation, O(n p²), a step.
  [[nodiscard]] Result solve(const Eigen::VectorXd& start) {
    Result result = search(start);
    if (result.reason != Convergence::kNotFinite) polish(result);
    return result;
  }

  /// The damped search alone.
  [[nodiscard]] Result search(const Eigen::VectorXd& start) {
    Result result;
    result.b = project(start);
    if (!function_.evaluate(result.b, residuals_)) return result;
    result.sum_of_squares = residuals_.squaredNorm();
    result.reason = Convergence::kIterationLimit;
    scale_.setZero(start.size());
    fresh_ = true;
    current_ = false;
    double damping = kFirstDamping;
    double growth = 2.0;
    grade_ = Grade::kCoarse;
    bool differentiated = false;
    while (result.iterations < options_.max_iterations) {
      if (result.sum_of_squares == 0.0) {
        result.reason = Convergence::kZeroResidual;
        return result;
      }
      if (!differentiated && !function_.differentiate(result.b, residuals_, jacobian_, grade_)) {
        result.reason = Convergence::kNoProgress;
        return result;
      }
      const double offset = factorise(result.b);
      if (grade_ == Grade::kCoarse && offset <= kFineOffset) {
        grade_ = Grade::kFine;
        differentiated = function_.has_one_grade();
        continue;
      }
      if (offset <= kOffsetTolerance) {
        result.reason = Convergence::kOptimal;
        current_ = grade_ == Grade::kFine;
        return result;
      }
      ++result.iterations;
      differentiated = false;
      if (advance(result, damping, growth)) continue;
      if (grade_ == Grade::kFine) {
        result.reason = Convergence::kNoProgress;
        return result;
      }
      grade_ = Grade::kFine;
      differentiated = function_.has_one_grade();
      damping = kFirstDamping;
      growth = 2.0;
    }
    return result;
  }

  /// Gauss–Newton steps for as long as they get shorter, Newton steps where these shrink slowly; fills certificate,
  /// condition and last_step.
  void polish(Result& result) {
    double before = std::numeric_limits<double>::infinity();
    const bool known = current_;
    current_ = false;
    if (!known && !function_.evaluate(result.b, residuals_)) return;
    result.sum_of_squares = residuals_.squaredNorm();
    grade_ = Grade::kFine;
    curvature_.resize(0, 0);
    int longer = 0;
    for (int k = 0; k < kPolishSteps; ++k) {
      if (k > 0 || !known) {
        if (!function_.differentiate(result.b, residuals_, jacobian_, Grade::kFine)) return;
        (void)factorise(result.b);
      }
      result.certificate = cosine();
      if (result.sum_of_squares == 0.0) break;
      const Eigen::VectorXd next = project(result.b + undamped_step());
      const double length = relative_length(next - result.b, result.b);
      if (!std::isfinite(length)) break;
      result.last_step = length;
      longer = length < kPolishShort && length > kPolishShrink * before ? longer + 1 : 0;
      if (length == 0.0 || longer == kPolishLonger || !function_.evaluate(next, trial_residuals_)) break;
      const double cost = trial_residuals_.squaredNorm();
      if (!(cost <= result.sum_of_squares * (1.0 + kPolishRise))) break;
      result.b = next;
      result.sum_of_squares = cost;
      std::swap(residuals_, trial_residuals_);
      ++result.iterations;
      if (k > 0) {
        const double rate = length / before;
        if (rate < kPolishShrink && length * rate < kPolishNear * (1.0 - rate)) break;
        if (rate > kSlowRate && curvature_.size() == 0 && length < kPolishBend) bend(result.b);
      }
      before = length;
    }
    result.condition = condition();
    const bool still = result.last_step <= kPolishShort && result.condition < kPolishSingular;
    if ((result.certificate <= kOptimalCosine || still) && result.reason != Convergence::kZeroResidual) {
      result.reason = Convergence::kOptimal;
    }
  }

  /// Residuals at the result of solve().
  [[nodiscard]] const Eigen::VectorXd& residuals() const noexcept { return residuals_; }
  /// Fine Jacobian there, or one Gauss–Newton step of relative length last_step before.
  [[nodiscard]] const Eigen::MatrixXd& jacobian() const noexcept { return jacobian_; }
  /// 1 for parameters held at a bound.
  [[nodiscard]] const Eigen::VectorXi& held() const noexcept { return held_; }

 private:
  [[nodiscard]] Eigen::VectorXd project(const Eigen::VectorXd& b) const {
    return b.cwiseMax(lower_).cwiseMin(upper_);
  }
  // Lengths of the columns, active set, scale.
  void prepare(const Eigen::VectorXd& b) {
    const Eigen::Index p = b.size();
    gradient_.noalias() = jacobian_.transpose() * residuals_;
    for (Eigen::Index i = 0; i < p; ++i) {
      const bool at_lower = b[i] <= lower_[i];
      const bool at_upper = b[i] >= upper_[i];
      const bool outward = (at_lower && gradient_[i] >= 0.0) || (at_upper && gradient_[i] <= 0.0);
      held_[i] = outward || (at_lower && at_upper) ? 1 : 0;
      lengths_[i] = jacobian_.col(i).norm();
      if (options_.scaling == StepScaling::kLargestColumn) scale_[i] = std::max(scale_[i], lengths_[i]);
    }
    if (options_.scaling == StepScaling::kParameter && fresh_) {
      double largest = 0.0;
      for (Eigen::Index i = 0; i < p; ++i) largest = std::max(largest, lengths_[i] * std::abs(b[i]));
      for (Eigen::Index i = 0; i < p; ++i) {
        scale_[i] = b[i] != 0.0 && largest > 0.0 ? largest / std::abs(b[i]) : lengths_[i];
      }
      fresh_ = false;
    }
    for (Eigen::Index i = 0; i < p; ++i) {
      if (!(scale_[i] > 0.0)) scale_[i] = lengths_[i] > 0.0 ? lengths_[i] : 1.0;
    }
    scaled_ = jacobian_;
    for (Eigen::Index i = 0; i < p; ++i) {
      if (held_[i] != 0) {
        scaled_.col(i).setZero();
      } else {
        scaled_.col(i) /= scale_[i];
      }
    }
  }
  // Factorises; returns the relative offset, 1 where the normal equations are singular.
  double factorise(const Eigen::VectorXd& b) {
    prepare(b);
    const double length = residuals_.norm();
    if (grade_ == Grade::kFine) {
      qr_.compute(scaled_);
      right_ = reduced(residuals_);
      return length > 0.0 ? right_.norm() / length : 0.0;
    }
    normal_.setZero(b.size(), b.size());
    normal_.selfadjointView<Eigen::Lower>().rankUpdate(scaled_.transpose());
    for (Eigen::Index i = 0; i < b.size(); ++i) {
      if (normal_(i, i) == 0.0) normal_(i, i) = 1.0;
    }
    right_ = reduced(residuals_);
    cholesky_.compute(normal_);
    if (cholesky_.info() != Eigen::Success || !(length > 0.0)) return 1.0;
    const double explained = right_.dot(cholesky_.solve(right_));
    return explained >= 0.0 && std::isfinite(explained) ? std::sqrt(explained) / length : 1.0;
  }
  // First entries of Qᵀ v, or the right side Jᵀ v of the normal equations.
  [[nodiscard]] Eigen::VectorXd reduced(const Eigen::VectorXd& v) {
    if (grade_ == Grade::kCoarse) return scaled_.transpose() * v;
    work_ = v;
    work_.applyOnTheLeft(qr_.householderQ().adjoint());
    Eigen::VectorXd head = Eigen::VectorXd::Zero(scaled_.cols());
    const Eigen::Index rows = std::min(v.size(), scaled_.cols());
    head.head(rows) = work_.head(rows);
    return head;
  }
  // Solves (JᵀJ + λ D²) s = −right; held parameters do not move.
  [[nodiscard]] Eigen::VectorXd damped_step(double damping, const Eigen::VectorXd& right) {
    const Eigen::Index p = scaled_.cols();
    Eigen::VectorXd s;
    if (grade_ == Grade::kCoarse) {
      damped_ = normal_;
      damped_.diagonal().array() += damping;
      cholesky_.compute(damped_);
      s = -cholesky_.solve(right);
    } else {
      const Eigen::Index rows = std::min(p, scaled_.rows());
      damped_.setZero(2 * p, p);
      damped_.topRows(rows) = qr_.matrixQR().topRows(rows).triangularView<Eigen::Upper>();
      damped_.bottomRows(p).diagonal().setConstant(std::sqrt(damping));
      stacked_.setZero(2 * p);
      stacked_.head(p) = -right;
      damped_qr_.compute(damped_);
      s = damped_qr_.solve(stacked_);
    }
    return unscaled(std::move(s));
  }
  [[nodiscard]] Eigen::VectorXd unscaled(Eigen::VectorXd s) const {
    for (Eigen::Index i = 0; i < s.size(); ++i) s[i] = held_[i] != 0 ? 0.0 : s[i] / scale_[i];
    return s;
  }
  // Gauss–Newton with unit columns; directions without information are left alone.
  [[nodiscard]] Eigen::VectorXd undamped_step() {
    const Eigen::Index p = scaled_.cols();
    const Eigen::Index rows = std::min(p, scaled_.rows());
    damped_.setZero(p, p);
    damped_.topRows(rows) = qr_.matrixQR().topRows(rows).triangularView<Eigen::Upper>();
    Eigen::VectorXd unit = damped_.colwise().norm();
    for (Eigen::Index i = 0; i < p; ++i) {
      if (unit[i] == 0.0) unit[i] = 1.0;
      damped_.col(i) /= unit[i];
    }
    pivoted_.setThreshold(kPolishRank);
    pivoted_.compute(damped_);
    if (curvature_.size() == 0) return unscaled(pivoted_.solve(-right_).cwiseQuotient(unit));
    // (RᵀR + S) s = −Rᵀ q as s = −R⁻¹ (I + R⁻ᵀ S R⁻¹)⁻¹ q, which keeps the condition of R.
    return unscaled(pivoted_.solve(-inner_.solve(right_)).cwiseQuotient(unit));
  }
  // R⁻ᵀ S R⁻¹ with S = Σ r ∇²r by differences of the Jacobian at b, whose residuals are in residuals_. Its eigenvalues are
  // the rates of Gauss–Newton. Left empty where it cannot be formed or b is no minimum.
  void bend(const Eigen::VectorXd& b) {
    const Eigen::Index p = b.size();
    const auto rows = std::min(p, scaled_.rows());
    if (rows < p || held_.sum() > 0) return;
    if (!function_.differentiate(b, residuals_, near_, Grade::kCoarse)) return;
    Eigen::MatrixXd second(p, p);
    for (Eigen::Index k = 0; k < p; ++k) {
      Eigen::VectorXd moved = b;
      const double size = b[k] != 0.0 ? std::abs(b[k]) : residuals_.norm() / std::max(lengths_[k], 1e-300);
      moved[k] += b[k] + kBendStep * size <= upper_[k] ? kBendStep * size : -kBendStep * size;
      moved = project(moved);
      const double h = moved[k] - b[k];
      if (h == 0.0 || !function_.evaluate(moved, trial_residuals_) ||
          !function_.differentiate(moved, trial_residuals_, far_, Grade::kCoarse)) {
        return;
      }
      second.col(k) = ((far_ - near_).transpose() * residuals_) / (h * scale_[k]);
    }
    for (Eigen::Index i = 0; i < p; ++i) second.row(i) /= scale_[i];
    second = 0.5 * (second + second.transpose()).eval();
    const auto upper = qr_.matrixQR().topRows(p).triangularView<Eigen::Upper>();
    upper.transpose().solveInPlace(second);
    upper.solveInPlace<Eigen::OnTheRight>(second);
    if (!second.allFinite()) return;
    second.diagonal().array() += 1.0;
    inner_.compute(second);
    if (inner_.info() == Eigen::Success && inner_.isPositive()) curvature_ = second;
  }
  // Of unit columns, by the pivoted diagonal; infinite when a free parameter has no column.
  [[nodiscard]] double condition() const {
    double smallest = std::numeric_limits<double>::infinity();
    double largest = 0.0;
    const auto free = static_cast<Eigen::Index>(held_.size()) - held_.sum();
    if (pivoted_.matrixQR().size() == 0) return std::numeric_limits<double>::infinity();
    for (Eigen::Index i = 0; i < free; ++i) {
      const double d = std::abs(pivoted_.matrixQR()(i, i));
      smallest = std::min(smallest, d);
      largest = std::max(largest, d);
    }
    if (free == 0) return 1.0;
    return smallest > 0.0 ? largest / smallest : std::numeric_limits<double>::infinity();
  }
  // One accepted step; false when none can be found.
  bool advance(Result& result, double& damping, double& growth) {
    for (;;) {
      const Eigen::VectorXd velocity = damped_step(damping, right_);
      if (!velocity.allFinite()) return false;
      Eigen::VectorXd step = velocity;
      const bool trusted = accelerate(result.b, damping, velocity, step);
      const Eigen::VectorXd next = project(result.b + step);
      if (relative_length(next - result.b, result.b) <= kStillStep) return false;
      if (trusted && function_.evaluate(next, trial_residuals_)) {
        const double cost = trial_residuals_.squaredNorm();
        const double won = result.sum_of_squares - cost;
        if (won > 0.0) {
          work_ = residuals_;
          work_.noalias() += jacobian_ * velocity;
          const double predicted = result.sum_of_squares - work_.squaredNorm();
          const double ratio = predicted > 0.0 ? std::min(won / predicted, 2.0) : 0.0;
          const double shape = 2.0 * ratio - 1.0;
          damping *= std::max(kDampingFall, 1.0 - shape * shape * shape);
          damping = std::max(damping, kSmallestDamping);
          growth = 2.0;
          result.b = next;
          result.sum_of_squares = cost;
          std::swap(residuals_, trial_residuals_);
          return true;
        }
      }
      damping *= growth;
      growth *= 2.0;
      if (damping > kLargestDamping) return false;
    }
  }
  // Adds half the geodesic acceleration; false when it is too large beside the velocity.
  bool accelerate(const Eigen::VectorXd& b, double damping, const Eigen::VectorXd& velocity,
                  Eigen::VectorXd& step) {
    const Eigen::VectorXd probe = b + kAccelerationStep * velocity;
    if (((probe - lower_).array() < 0.0).any() || ((upper_ - probe).array() < 0.0).any()) return true;
    if (!function_.evaluate(probe, trial_residuals_)) return false;
    work_.noalias() = jacobian_ * velocity;
    second_ = (2.0 / kAccelerationStep) * ((trial_residuals_ - residuals_) / kAccelerationStep - work_);
    const Eigen::VectorXd acceleration = damped_step(damping, reduced(second_));
    if (!acceleration.allFinite()) return false;
    const double a = scale_.cwiseProduct(acceleration).norm();
    const double v = scale_.cwiseProduct(velocity).norm();
    if (2.0 * a > kAccelerationShare * v) return false;
    step += 0.5 * acceleration;
    return true;
  }
  [[nodiscard]] static double relative_length(const Eigen::VectorXd& step, const Eigen::VectorXd& b) {
    double longest = 0.0;
    for (Eigen::Index i = 0; i < b.size(); ++i) {
      if (step[i] == 0.0) continue;
      const double size = b[i] != 0.0 ? std::abs(b[i]) : std::abs(b[i] + step[i]);
      longest = std::max(longest, std::abs(step[i]) / size);
    }
    return longest;
  }
  // Largest cosine between a free column and the residuals.
  [[nodiscard]] double cosine() const {
    const double length = residuals_.norm();
    double worst = 0.0;
    for (Eigen::Index i = 0; i < gradient_.size(); ++i) {
      const double size = lengths_[i] * length;
      if (held_[i] == 0 && size > 0.0) worst = std::max(worst, std::abs(gradient_[i]) / size);
    }
    return worst;
  }

  VectorFunction& function_;
  Eigen::VectorXd lower_;
  Eigen::VectorXd upper_;
  LevenbergMarquardtOptions options_;
  Grade grade_ = Grade::kCoarse;
  bool current_ = false;  // residuals, fine Jacobian and Q R are those of the end of the search
  bool fresh_ = true;     // no scale yet
  Eigen::MatrixXd jacobian_;
  Eigen::MatrixXd scaled_;
  Eigen::MatrixXd normal_;
  Eigen::MatrixXd damped_;
  Eigen::MatrixXd curvature_;
  Eigen::MatrixXd near_;
  Eigen::MatrixXd far_;
  Eigen::VectorXd residuals_;
  Eigen::VectorXd trial_residuals_;
  Eigen::VectorXd second_;
  Eigen::VectorXd gradient_;
  Eigen::VectorXd lengths_;
  Eigen::VectorXd scale_;
  Eigen::VectorXd right_;
  Eigen::VectorXd stacked_;
  Eigen::VectorXd work_;
  Eigen::VectorXi held_;
  Eigen::LDLT<Eigen::MatrixXd> cholesky_;
  Eigen::LDLT<Eigen::MatrixXd> inner_;
  Eigen::HouseholderQR<Eigen::MatrixXd> qr_;
  Eigen::HouseholderQR<Eigen::MatrixXd> damped_qr_;
  Eigen::ColPivHouseholderQR<Eigen::MatrixXd> pivoted_;
};

}  // namespace dubao::optim
