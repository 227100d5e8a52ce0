// SPDX-License-Identifier: Apache-2.0
//
// DriverEffect: what a driver does to the series, at once and in the end, with standard errors.
//
// What      For y_t = Σ φ_i y_{t−i} + Σ_j Σ_k β_{jk} x_{j,t−k} + …: the short-run effect is β_{j0}, the long-run effect is
//           θ_j = Σ_k β_{jk} / (1 − Σ_i φ_i). In logarithms of both sides these are elasticities: by how many per cent y moves
//           when x moves by one per cent.
// Formula   Delta method: var θ ≈ g'Vg with ∂θ/∂β_k = 1/(1 − Σφ) and ∂θ/∂φ_i = θ/(1 − Σφ).
// When not  1 − Σφ near zero: there is no long run, the ratio has no moments and its standard error means little. An
//           interval of Student's t is then too narrow on one side; the draws of the forecast do not use it.
// Example   φ = 0.5, β = 0.25: long run 0.5; with var φ = 0.01, var β = 0.0025, cov = 0: variance 0.02
// Source    Pesaran and Shin (1999), "An autoregressive distributed-lag modelling approach to cointegration analysis".
#pragma once

#include <dubao/data/series.hpp>

#include <Eigen/Core>
#include <cmath>
#include <limits>
#include <string>

namespace dubao::models {

/// Effect of one driver. NaN where it is not defined: no long run when the own lags sum to one or more.
struct DriverEffect {
  std::string driver;
  double short_run = data::kMissing;        ///< of the same period; elasticity when both sides are logarithms
  double short_run_error = data::kMissing;  ///< its standard error
  double long_run = data::kMissing;         ///< of a lasting change, in the end
  double long_run_error = data::kMissing;   ///< by the delta method
  double degrees_of_freedom = data::kMissing;  ///< of Student's t for both
};

namespace dynamic_regression {

/// Smallest 1 − Σφ that still counts as a long run.
inline constexpr double kLeastAdjustment = 1e-6;

/// Value and standard error of a function of the parameters.
struct Derived {
  double value = data::kMissing;
  double error = data::kMissing;
};

/// a'b and √(a'Va).
[[nodiscard]] inline Derived linear_combination(const Eigen::VectorXd& weights, const Eigen::VectorXd& params,
                                                const Eigen::MatrixXd& covariance) {
  return {weights.dot(params), std::sqrt(std::max(0.0, weights.dot(covariance * weights)))};
}

/// a'b / (1 − c'b) with its standard error by the delta method; NaN when 1 − c'b is at most kLeastAdjustment.
[[nodiscard]] inline Derived long_run(const Eigen::VectorXd& numerator, const Eigen::VectorXd& own_lags,
                                      const Eigen::VectorXd& params, const Eigen::MatrixXd& covariance) {
  const double adjustment = 1.0 - own_lags.dot(params);
  if (!(adjustment > kLeastAdjustment)) return {};
  const double value = numerator.dot(params) / adjustment;
  const Eigen::VectorXd gradient = (numerator + value * own_lags) / adjustment;
  return {value, std::sqrt(std::max(0.0, gradient.dot(covariance * gradient)))};
}

}  // namespace dynamic_regression

}  // namespace dubao::models
