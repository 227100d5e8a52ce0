// SPDX-License-Identifier: Apache-2.0
//
// Dispersion θ of the negative binomial (NB2, variance μ + μ²/θ) by maximum likelihood.
//
// What      Given means μ, θ maximises Σ w log f(y; μ, θ). Means and θ are information-orthogonal, so alternating between the
//           two converges in a few rounds, and the errors of the coefficients need no correction for θ.
// Formula   ∂/∂θ = Σ w [ψ(y + θ) − ψ(θ) + log θ + 1 − log(θ + μ) − (y + θ)/(μ + θ)]
//           standard error: (−∂²/∂θ²)^(−1/2) at the given means, as R's MASS::theta.ml
// Infinite  When Σ w [(y − μ)² − y] ≤ 0 the likelihood still rises as θ → ∞: the counts vary no more than Poisson counts do,
//           and the Poisson model is the maximum-likelihood fit. found == false says so.
// When not  θ below about 1: the counts are nearly all zero with a few large ones, and θ is poorly known.
// Source    Lawless (1987); Venables and Ripley (2002), Modern Applied Statistics with S, section 7.4.
#pragma once

#include <dubao/data/series.hpp>
#include <dubao/regression/glm/family.hpp>

#include <boost/math/special_functions/digamma.hpp>
#include <boost/math/special_functions/trigamma.hpp>

#include <Eigen/Core>
#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <utility>
#include <vector>

namespace dubao::regression {

/// Relative change of θ at which its search ends.
inline constexpr double kThetaTolerance = 1e-12;
inline constexpr int kThetaIterations = 200;
/// θ above this multiple of the mean count is reported as infinite: the variance is then that of Poisson to a millionth.
inline constexpr double kLargestTheta = 1e6;

struct ThetaFit {
  double theta = std::numeric_limits<double>::infinity();
  double standard_error = std::numeric_limits<double>::quiet_NaN();
  bool found = false;  ///< false: θ is infinite, the Poisson model
};

class ThetaLikelihood {
 public:
  /// \param y whole counts ≥ 0; \param weights ≥ 0, same size. Cost: n log n once, equal counts are put together.
  ThetaLikelihood(const Eigen::VectorXd& y, const Eigen::VectorXd& weights) : y_(y), weights_(weights) {
    std::map<double, double> counts;
    for (Index i = 0; i < y.size(); ++i) {
      if (weights[i] > 0.0) counts[y[i]] += weights[i];
    }
    counts_.assign(counts.begin(), counts.end());
  }

  /// First and second derivative of the log-likelihood by θ at means μ. Cost: one logarithm a row.
  [[nodiscard]] std::pair<double, double> derivatives(const Eigen::VectorXd& mean, double theta) const {
    double first = 0.0;
    double second = 0.0;
    for (const auto& [y, weight] : counts_) {
      const auto [rise, bend] = rising(y, theta);
      first += weight * rise;
      second += weight * bend;
    }
    for (Index i = 0; i < y_.size(); ++i) {
      if (!(weights_[i] > 0.0)) continue;
      // log(θ/(θ + μ)) + 1 − (y + θ)/(θ + μ) and its derivative, without cancellation for large θ
      const double total = theta + mean[i];
      first += weights_[i] * ((mean[i] - y_[i]) / total - std::log1p(mean[i] / theta));
      second += weights_[i] * (mean[i] / (theta * total) - (mean[i] - y_[i]) / (total * total));
    }
    return {first, second};
  }

  /// Maximum-likelihood θ at means μ. \param start > 0. Safeguarded Newton in log θ.
  [[nodiscard]] ThetaFit maximise(const Eigen::VectorXd& mean, double start) const {
    ThetaFit fit;
    double excess = 0.0;
    double weight = 0.0;
    double total = 0.0;
    for (Index i = 0; i < y_.size(); ++i) {
      const double gap = y_[i] - mean[i];
      excess += weights_[i] * (gap * gap - y_[i]);
      weight += weights_[i];
      total += weights_[i] * mean[i];
    }
    const double largest = kLargestTheta * std::max(1.0, total / weight);
    double low = 0.0;
    double high = std::numeric_limits<double>::infinity();
    double theta = start;
    for (int iteration = 0; iteration < kThetaIterations; ++iteration) {
      if (theta > largest) break;
      const auto [first, second] = derivatives(mean, theta);
      (first > 0.0 ? low : high) = theta;
      // d/d log θ = θ l', d²/d(log θ)² = θ² l'' + θ l'
      const double curvature = theta * second + first;
      double factor =
          curvature < 0.0 ? std::exp(std::clamp(-first / curvature, -2.0, 2.0)) : (first > 0.0 ? 4.0 : 0.25);
      double next = theta * factor;
      if (!(next > low && next < high)) {
        next = low > 0.0 && std::isfinite(high) ? std::sqrt(low * high) : (first > 0.0 ? 4.0 : 0.25) * theta;
      }
      const double change = std::abs(next - theta);
      theta = next;
      if (change <= kThetaTolerance * theta) {
        const double information = -derivatives(mean, theta).second;
        fit.found = true;
        fit.theta = theta;
        if (information > 0.0) fit.standard_error = 1.0 / std::sqrt(information);
        return fit;
      }
    }
    // Rounding moves the last digits of a θ that has a maximum on either side; otherwise it is infinite.
    if (excess > 0.0 && std::isfinite(high)) {
      fit.found = true;
      fit.theta = theta;
    }
    return fit;
  }

 private:
  /// ψ(θ + y) − ψ(θ) and its derivative: Σ_{k<y} 1/(θ + k), −Σ_{k<y} 1/(θ + k)².
  [[nodiscard]] static std::pair<double, double> rising(double y, double theta) {
    constexpr double kSummed = 256.0;
    if (y <= kSummed) {
      double first = 0.0;
      double second = 0.0;
      for (int k = 0; k < y; ++k) {
        const double share = 1.0 / (theta + k);
        first += share;
        second -= share * share;
      }
      return {first, second};
    }
    return {boost::math::digamma(theta + y) - boost::math::digamma(theta),
            boost::math::trigamma(theta + y) - boost::math::trigamma(theta)};
  }

  const Eigen::VectorXd& y_;
  const Eigen::VectorXd& weights_;
  std::vector<std::pair<double, double>> counts_;
};

}  // namespace dubao::regression
