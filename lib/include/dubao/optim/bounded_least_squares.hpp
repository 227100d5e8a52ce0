// SPDX-License-Identifier: Apache-2.0
//
// BoundedLeastSquares: minimises Σ r_t(x)² over a box, from several starts.
//
// When      Small problems (up to some twenty parameters) whose optimum often lies on the boundary, as the
//           maximum-likelihood estimates of annual series do.
// When not  Large or sparse problems; objectives that are no sum of squares.
// How       Levenberg–Marquardt (no allocation after the first search) in natural coordinates.
//           The residuals are evaluated at the projection of the trial point on the box; a parameter that has
//           left the box has a zero column and so stays on its face. After each run the multipliers are checked:
//           a face whose gradient points inward is released and the search goes on (active set).
// Scaling   Sums of squares are divided by the one a run starts from, so the tolerances below are relative ones.
// Not finite  An evaluation that fails or is not finite counts as the worst value and its step is refused.
// Example   r = (x − 3, 10 (y − 2)) over [0, 1] × [0, 5] from (0.5, 0.5): x = (1, 2), Σ r² = 4, kOptimal
// Source    Madsen, Nielsen, Tingleff (2004) for the inner solver; Nocedal and Wright (2006), section 16.7, for the
//           projection and the multipliers.
#pragma once

#include <dubao/optim/convergence.hpp>
#include <dubao/optim/normal_equations.hpp>

#include <Eigen/Core>
#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>
#include <vector>

namespace dubao::optim {

/// Relative change of the sum of squares at which a run stops.
inline constexpr double kCostTolerance = 1e-13;
/// The same while the starts are compared: the best is then refined to kCostTolerance.
inline constexpr double kCoarseCostTolerance = 1e-4;
/// A start whose coarse end is within this share of the best is refined too.
inline constexpr double kRefineShare = 2e-3;
/// Relative length of a step at which a run stops.
inline constexpr double kStepTolerance = 1e-10;
/// Gradient of the scaled problem at which a run stops; finer than the certificate asks.
inline constexpr double kGradientTolerance = 1e-8;
/// Largest cosine between a free column of the Jacobian and the residuals that counts as optimal.
inline constexpr double kOptimalityTolerance = 1e-6;
/// A coarse end this near (largest difference of a coordinate) to a refined optimum is the same optimum.
inline constexpr double kSamePoint = 1e-2;
/// First damping of a run; most it falls after one good step; and what it grows by after a bad one, twice as much each time.
inline constexpr double kStartDamping = 1e-4;
inline constexpr double kStartDampingFall = 1.0 / 3.0;
inline constexpr double kStartDampingGrowth = 2.0;

struct LeastSquaresOptions {
  int max_iterations = 100;    ///< of Levenberg–Marquardt in one run
  int max_rounds = 8;          ///< runs with changed active sets
  int coarse_iterations = 12;  ///< of the first run of each start, when starts are compared
};

/// Problem: `static constexpr int kParameters` (a number or Eigen::Dynamic), `int parameters() const`,
/// `int residuals() const`, and `bool operator()(const double* x, double* residuals, double* jacobian)` with a
/// column-major jacobian or nullptr, returning false where the point cannot be evaluated.
template <typename Problem>
class BoundedLeastSquares {
 public:
  using Vector = Eigen::Matrix<double, Problem::kParameters, 1>;
  using Jacobian = Eigen::Matrix<double, Eigen::Dynamic, Problem::kParameters>;

  struct Result {
    Vector x;                     ///< inside the box
    double sum_of_squares = 0.0;  ///< infinite when no start could be evaluated
    double certificate = 1.0;     ///< largest violation of optimality, a cosine in [0, 1]
    Convergence reason = Convergence::kNotFinite;
    int iterations = 0;  ///< of all runs of the best start
    int starts = 0;
    int agreed = 0;  ///< starts whose coarse end is within kRefineShare of the best
  };

  /// lower ≤ upper, either may be infinite; equal bounds fix a parameter. The problem is used, not copied.
  BoundedLeastSquares(Problem& problem, Vector lower, Vector upper, LeastSquaresOptions options = {})
      : problem_(problem), lower_(std::move(lower)), upper_(std::move(upper)), options_(options) {}

  /// Best of all starts (each is projected on the box); deterministic. All starts are first run coarsely; the best
  /// end, and those so near that the order may change, are refined.
  [[nodiscard]] Result solve(const std::vector<Vector>& starts) {
    std::vector<Result> ends;
    for (const Vector& start : starts) ends.push_back(approach(start));
    return refine(ends);
  }

  /// The second half of solve: ends of approach(), at least one.
  [[nodiscard]] Result refine(const std::vector<Result>& ends) {
    double lowest = std::numeric_limits<double>::infinity();
    for (const Result& end : ends) lowest = std::min(lowest, end.sum_of_squares);
    Result best;
    best.x = ends.front().x;
    best.sum_of_squares = std::numeric_limits<double>::infinity();
    for (const Result& end : ends) {
      if (!std::isfinite(end.sum_of_squares) || end.sum_of_squares > lowest * (1.0 + kRefineShare)) continue;
      if (is_near(end, best)) continue;
      const int before = end.iterations;
      Result refined = run(end.x);
      refined.iterations += before;
      if (refined.sum_of_squares < best.sum_of_squares) best = std::move(refined);
    }
    best.starts = static_cast<int>(ends.size());
    for (const Result& end : ends) {
      if (end.sum_of_squares <= best.sum_of_squares * (1.0 + kRefineShare)) ++best.agreed;
    }
    return best;
  }

  /// One start.
  [[nodiscard]] Result run(const Vector& start) {
    Result result;
    result.x = project(start);
    const int n = problem_.residuals();
    residuals_.resize(n);
    jacobian_.resize(n, problem_.parameters());
    if (!evaluate(result)) return result;
    for (int round = 0; round < options_.max_rounds; ++round) {
      if (result.sum_of_squares == 0.0) {
        result.reason = Convergence::kZeroResidual;
        result.certificate = 0.0;
        return result;
      }
      certify(result);
      if (result.certificate <= kOptimalityTolerance) {
        result.reason = Convergence::kOptimal;
        return result;
      }
      const double before = result.sum_of_squares;
      const Vector kept = result.x;
      search(result, kCostTolerance, options_.max_iterations);
      if (!evaluate(result) || !(result.sum_of_squares < before * (1.0 - kCostTolerance))) {
        if (!(result.sum_of_squares <= before)) {
          result.x = kept;
          (void)evaluate(result);
        }
        certify(result);
        result.reason =
            result.certificate <= kOptimalityTolerance ? Convergence::kOptimal : Convergence::kNoProgress;
        return result;
      }
    }
    certify(result);
    result.reason =
        result.certificate <= kOptimalityTolerance ? Convergence::kOptimal : Convergence::kIterationLimit;
    return result;
  }

  /// One coarse run (kCoarseCostTolerance): where a start leads. No certificate.
  [[nodiscard]] Result approach(const Vector& start) {
    Result result;
    result.x = project(start);
    residuals_.resize(problem_.residuals());
    jacobian_.resize(problem_.residuals(), problem_.parameters());
    if (!evaluate(result) || result.sum_of_squares == 0.0) return result;
    certify(result);
    const Vector kept = result.x;
    const double before = result.sum_of_squares;
    search(result, kCoarseCostTolerance, options_.coarse_iterations);
    if (!(result.sum_of_squares <= before)) {
      result.x = kept;
      result.sum_of_squares = before;
    }
    return result;
  }

 private:
  [[nodiscard]] static bool is_near(const Result& end, const Result& best) {
    return std::isfinite(best.sum_of_squares) && (end.x - best.x).cwiseAbs().maxCoeff() < kSamePoint;
  }

  [[nodiscard]] Vector project(const Vector& x) const { return x.cwiseMax(lower_).cwiseMin(upper_); }

  // Residuals and Jacobian at result.x.
  bool evaluate(Result& result) {
    if (!problem_(result.x.data(), residuals_.data(), jacobian_.data()) || !residuals_.allFinite()) {
      result.sum_of_squares = std::numeric_limits<double>::infinity();
      return false;
    }
    result.sum_of_squares = residuals_.squaredNorm();
    return true;
  }

  // Active set and certificate from the current residuals and Jacobian.
  void certify(Result& result) {
    const int count = problem_.parameters();
    held_.assign(static_cast<std::size_t>(count), 0);
    result.certificate = 0.0;
    const double length = std::sqrt(result.sum_of_squares);
    for (int i = 0; i < count; ++i) {
      const double gradient = jacobian_.col(i).dot(residuals_);
      const bool at_lower = result.x[i] <= lower_[i];
      const bool at_upper = result.x[i] >= upper_[i];
      const bool outward = (at_lower && gradient >= 0.0) || (at_upper && gradient <= 0.0);
      const bool held = outward || (at_lower && at_upper);
      held_[static_cast<std::size_t>(i)] = held ? 1 : 0;
      const double scale = jacobian_.col(i).norm() * length;
      if (!held && scale > 0.0) result.certificate = std::max(result.certificate, std::abs(gradient) / scale);
    }
  }

  // Levenberg–Marquardt from result.x, where residuals_ and jacobian_ belong. All sums of squares relative to the first.
  void search(Result& result, double cost_tolerance, int most_iterations) {
    const double unit = 1.0 / result.sum_of_squares;
    Vector x = result.x;  // may leave the box: what is evaluated is its projection
    double sum = 1.0;
    double damping = kStartDamping;
    double growth = kStartDampingGrowth;
    equations_.begin(problem_.parameters());
    step_.resize(problem_.parameters());
    const auto is_fixed = [&](Eigen::Index i) {
      return held_[static_cast<std::size_t>(i)] != 0 || x[i] < lower_[i] || x[i] > upper_[i];
    };
    equations_.linearise(jacobian_, residuals_, unit, is_fixed);
    int iteration = 1;
    for (; iteration < most_iterations; ++iteration) {
      if (equations_.largest_gradient() < kGradientTolerance) break;
      bool better = false;
      double change = std::numeric_limits<double>::infinity();
      if (equations_.solve(damping, step_)) {
        if (step_.norm() < kStepTolerance * (x.norm() + kStepTolerance)) break;
        moved_ = x + step_;
        const double trial = unit * sum_of_squares_at(moved_);
        change = sum - trial;
        better = change / equations_.predicted_decrease() > 0.0;
        if (better) {
          x = moved_;
          sum = trial;
        }
      }
      if (std::abs(change) < cost_tolerance) break;
      if (!better) {
        damping *= growth;
        growth *= kStartDampingGrowth;
        continue;
      }
      // Nielsen's rule: the better the prediction, the less damping.
      const double gain = 2.0 * change / equations_.predicted_decrease() - 1.0;
      damping *= std::max(kStartDampingFall, 1.0 - gain * gain * gain);
      growth = kStartDampingGrowth;
      inside_ = x.cwiseMax(lower_).cwiseMin(upper_);
      (void)problem_(inside_.data(), residuals_.data(), jacobian_.data());
      equations_.linearise(jacobian_, residuals_, unit, is_fixed);
    }
    result.iterations += iteration;
    result.x = project(x);
    result.sum_of_squares = sum / unit;
  }

  // At the projection of x; infinite where the problem cannot be evaluated. Leaves the residuals in trial_.
  [[nodiscard]] double sum_of_squares_at(const Vector& x) {
    inside_ = x.cwiseMax(lower_).cwiseMin(upper_);
    trial_.resize(problem_.residuals());
    if (!problem_(inside_.data(), trial_.data(), nullptr)) return std::numeric_limits<double>::infinity();
    const double sum = trial_.squaredNorm();
    return std::isfinite(sum) ? sum : std::numeric_limits<double>::infinity();
  }

  Problem& problem_;
  Vector lower_;
  Vector upper_;
  LeastSquaresOptions options_;
  NormalEquations<Problem::kParameters> equations_;
  Eigen::VectorXd residuals_;
  Jacobian jacobian_;
  Eigen::VectorXd trial_;
  Vector step_;
  Vector moved_;
  Vector inside_;
  std::vector<char> held_;  // parameters on a face with the gradient pointing outward
};

}  // namespace dubao::optim
