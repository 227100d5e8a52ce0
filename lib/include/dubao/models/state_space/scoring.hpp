// SPDX-License-Identifier: Apache-2.0
//
// BoundedScoring: minimises a Gaussian deviance over a box by Fisher's method of scoring.
//
// What      Newton steps with the expected instead of the observed curvature, damped as Levenberg and Marquardt do, with
//           coordinates held on a bound while the gradient points outward.
// Why       Both forms of the likelihood of a state-space model, with the variance concentrated out and with known
//           sampling variances, are served by the same first derivatives of v and f; least squares on v/√f multiplied by
//           the geometric mean of √f (the other way) serves only the first.
// Formula   step = −(B + λ diag B)⁻¹ g on the free coordinates;  B = expected second derivatives of the deviance, corrected
//           by the last kSecants steps s and changes of gradient y: B − B s sᵀB/(sᵀBs) + y yᵀ/(yᵀs). The correction makes
//           the end fast where expected and observed curvature differ, as they do on short series.
// Soft bounds  Where the deviance has no slope on a bound (a standard deviation of zero) a step that lands there would never
//           leave: such bounds are approached, never reached; the caller tries them explicitly.
// Objective double value(const double* u); bool expand(const double* u, double& value, Vector& g, Matrix& I);
//           bool is_soft(i): whether the bounds of coordinate i are soft; a value that is not finite is the worst.
// When not  More than kMostCoordinates coordinates.
// Source    Engle and Watson (1981) for scoring in state-space models; Madsen, Nielsen and Tingleff (2004) for the damping;
//           Nocedal and Wright (2006), section 6.1, for the secant correction.
#pragma once

#include <dubao/optim/convergence.hpp>

#include <Eigen/Cholesky>
#include <Eigen/Core>
#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace dubao::models::state_space {

inline constexpr int kMostCoordinates = 8;
using Vector = Eigen::Matrix<double, Eigen::Dynamic, 1, 0, kMostCoordinates, 1>;
using Matrix = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, 0, kMostCoordinates, kMostCoordinates>;

/// Decrease of the deviance that a full step promises at which the search ends.
inline constexpr double kPromisedDecrease = 1e-11;
/// The same while starts are compared.
inline constexpr double kCoarseDecrease = 1e-2;
/// Information below which a coordinate does not move the deviance: it stands on a face where it has no slope.
inline constexpr double kNoInformation = 1e-12;
/// Damping above which no step can be found.
inline constexpr double kStrongestDamping = 1e8;
/// Share of the way to a soft bound that one step may go, and the longest step toward it.
inline constexpr double kTowardSoftBound = 0.8;
inline constexpr double kLongestSoftStep = 0.3;
/// Past steps that correct the information toward the observed curvature.
inline constexpr int kSecants = 3;

struct ScoringResult {
  Vector u;
  double value = std::numeric_limits<double>::infinity();
  optim::Convergence reason = optim::Convergence::kNotFinite;
  int iterations = 0;
};

namespace internal {

/// B ← B − B s sᵀB/(sᵀBs) + y yᵀ/(yᵀs); left as it is where the curvature along s is not positive.
inline void correct(Matrix& b, const Vector& s, const Vector& y) {
  const Vector bs = b * s;
  const double before = s.dot(bs);
  const double after = y.dot(s);
  constexpr double kLeast = 1e-3;  // a smaller share of the expected curvature is noise or another basin
  if (!(before > 0.0) || !(after > kLeast * before)) return;
  b += y * y.transpose() / after - bs * bs.transpose() / before;
}

}  // namespace internal

/// Searches from one start (projected on the box lower ≤ u ≤ upper). decrease: kPromisedDecrease or kCoarseDecrease.
template <typename Objective>
[[nodiscard]] inline ScoringResult minimise(Objective& objective, const Vector& start, const Vector& lower,
                                            const Vector& upper, double decrease, int iterations) {
  ScoringResult out;
  out.u = start.cwiseMax(lower).cwiseMin(upper);
  const Eigen::Index count = start.size();
  Vector g(count);
  Vector trial(count);
  Vector step(count);
  Matrix information(count, count);
  if (!objective.expand(out.u.data(), out.value, g, information)) {
    out.value = std::numeric_limits<double>::infinity();
    return out;
  }
  double damping = 1e-3;
  std::array<Vector, kSecants> steps;
  std::array<Vector, kSecants> changes;
  int secants = 0;
  out.reason = optim::Convergence::kIterationLimit;
  while (out.iterations < iterations) {
    ++out.iterations;
    Matrix system = information;
    for (int k = std::max(0, secants - kSecants); k < secants; ++k) {
      internal::correct(system, steps[static_cast<std::size_t>(k % kSecants)],
                        changes[static_cast<std::size_t>(k % kSecants)]);
    }
    Vector slope = g;
    for (Eigen::Index i = 0; i < count; ++i) {
      const bool outward = (out.u[i] <= lower[i] && g[i] >= 0.0) || (out.u[i] >= upper[i] && g[i] <= 0.0);
      if (!outward && information(i, i) > kNoInformation) continue;
      system.row(i).setZero();
      system.col(i).setZero();
      system(i, i) = 1.0;
      slope[i] = 0.0;
    }
    bool moved = false;
    while (damping <= kStrongestDamping) {
      Matrix damped = system;
      damped.diagonal() *= 1.0 + damping;
      step = -damped.ldlt().solve(slope);
      const double promised = -0.5 * slope.dot(step);
      if (!(promised > decrease)) {
        out.reason = optim::Convergence::kOptimal;
        if (damping > 1.0) out.reason = optim::Convergence::kNoProgress;
        return out;
      }
      trial = (out.u + step).cwiseMax(lower).cwiseMin(upper);
      for (Eigen::Index i = 0; i < count; ++i) {
        if (!objective.is_soft(i)) continue;
        const double down = std::min(kTowardSoftBound * (out.u[i] - lower[i]), kLongestSoftStep);
        const double up = std::min(kTowardSoftBound * (upper[i] - out.u[i]), kLongestSoftStep);
        trial[i] = std::clamp(trial[i], out.u[i] - down, out.u[i] + up);
      }
      if (objective.value(trial.data()) < out.value) {
        moved = true;
        break;
      }
      damping = std::max(4.0 * damping, 1e-2);
    }
    if (!moved) {
      out.reason = optim::Convergence::kNoProgress;
      return out;
    }
    damping = std::max(0.1 * damping, 1e-6);
    const auto slot = static_cast<std::size_t>(secants++ % kSecants);
    steps[slot] = trial - out.u;
    changes[slot] = -g;
    out.u = trial;
    if (!objective.expand(out.u.data(), out.value, g, information)) {
      out.value = std::numeric_limits<double>::infinity();
      out.reason = optim::Convergence::kNotFinite;
      return out;
    }
    changes[slot] += g;
  }
  return out;
}

}  // namespace dubao::models::state_space
