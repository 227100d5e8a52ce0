// SPDX-License-Identifier: Apache-2.0
//
// Robust losses ρ(s) of a squared residual s: what an outlier costs less than its square.
//
// What      Five losses in the form of Ceres' LossFunction, as plain formulas (Ceres' own need its compiled library):
//           ρ(0) = 0, ρ'(0) = 1, and the weight of an observation in iteratively reweighted least squares is ρ'(s).
// Formula   with c the tuning constant and u = s / c²
//             none      s
//             Huber     s for u ≤ 1, 2c√s − c² beyond                  weight 1, then c/√s
//             soft L1   2c²(√(1 + u) − 1)                              weight 1/√(1 + u)
//             Cauchy    c² log(1 + u)                                  weight 1/(1 + u)
//             Tukey     c²/3 (1 − (1 − u)³) for u ≤ 1, c²/3 beyond     weight (1 − u)², then 0
// When      Huber: few moderate outliers, convex, one optimum. Tukey, Cauchy: gross outliers, which lose all or nearly all
//           influence; several optima are possible, so start from Huber's.
// Constants At the usual constants a location estimate keeps 95 % of the efficiency of least squares at the normal.
// Example   Huber, c = 1, s = 4: ρ = 3, ρ' = 0.5, ρ'' = −1/16
// Source    Huber (1964); Holland and Welsch (1977), for the constants; Triggs et al. (2000), section 4, for the form.
#pragma once

#include <cmath>
#include <cstdint>

namespace dubao::optim {

enum class RobustLoss : std::uint8_t { kNone, kHuber, kSoftL1, kCauchy, kTukey };

/// Value and derivatives of ρ with respect to s.
struct LossValue {
  double value = 0.0;
  double first = 1.0;
  double second = 0.0;
};

/// Constant of 95 % efficiency at the normal for residuals in units of their standard deviation; 0 for kNone. Soft L1: by
/// quadrature of the asymptotic efficiency.
[[nodiscard]] constexpr double usual_tuning(RobustLoss loss) noexcept {
  switch (loss) {
    case RobustLoss::kHuber:
      return 1.345;
    case RobustLoss::kSoftL1:
      return 1.287;
    case RobustLoss::kCauchy:
      return 2.385;
    case RobustLoss::kTukey:
      return 4.685;
    case RobustLoss::kNone:
      break;
  }
  return 0.0;
}

/// ρ, ρ', ρ'' at s. \param tuning c > 0, unused for kNone; \param s squared residual ≥ 0, in the units of tuning².
[[nodiscard]] inline LossValue robust_loss(RobustLoss loss, double tuning, double s) noexcept {
  const double square = tuning * tuning;
  switch (loss) {
    case RobustLoss::kHuber: {
      if (s <= square) return {s, 1.0, 0.0};
      const double root = std::sqrt(s);
      return {2.0 * tuning * root - square, tuning / root, -0.5 * tuning / (root * s)};
    }
    case RobustLoss::kSoftL1: {
      const double root = std::sqrt(1.0 + s / square);
      // s / (root + 1) is c²(root − 1) without cancellation.
      return {2.0 * s / (root + 1.0), 1.0 / root, -0.5 / (square * root * root * root)};
    }
    case RobustLoss::kCauchy: {
      const double weight = 1.0 / (1.0 + s / square);
      return {square * std::log1p(s / square), weight, -weight * weight / square};
    }
    case RobustLoss::kTukey: {
      if (s > square) return {square / 3.0, 0.0, 0.0};
      const double u = s / square;
      const double left = 1.0 - u;
      // 1 − (1 − u)³ = u (3 − 3u + u²)
      return {s * (3.0 - 3.0 * u + u * u) / 3.0, left * left, -2.0 * left / square};
    }
    case RobustLoss::kNone:
      break;
  }
  return {s, 1.0, 0.0};
}

}  // namespace dubao::optim
