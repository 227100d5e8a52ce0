// SPDX-License-Identifier: Apache-2.0
//
// Box–Cox transformation with the power chosen by profile likelihood around a linear trend.
//
// Formula   z = (y^λ − 1) / λ,  λ = 0: log y.   log L(λ) = −(n/2) log Σ (residual of z / g^{λ−1})², g the geometric
//           mean of y: residuals of a least-squares line with one level per definition.
// When      Positive data whose changes grow with their level. λ is sought on the grid 0, 0.05, …, 1: the likelihood
//           is flat, a finer grid says nothing.
// When not  Zero or negative values: λ = 1, a shift by one, is all that remains.
// Example   y = exp(t/10), t = 1 … 10: profile_lambda gives 0 (an exact line on the log scale)
// Source    Box and Cox (1964); oracle: R forecast::BoxCox.lambda(method = "loglik", lower = 0, upper = 1).
#pragma once

#include <dubao/models/detail/prepared.hpp>
#include <dubao/optim/projection.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

namespace dubao::models::theta {

/// Steps of the grid of λ on [0, 1].
inline constexpr int kLambdaSteps = 20;
/// Smallest argument of the inverse power: where the transformed value has no inverse, the result is the value there.
inline constexpr double kSmallestPower = 1e-8;

/// y > 0.
[[nodiscard]] inline double box_cox(double y, double lambda) noexcept {
  // expm1 keeps the limit λ → 0 exact.
  return lambda == 0.0 ? std::log(y) : std::expm1(lambda * std::log(y)) / lambda;
}
[[nodiscard]] inline double inverse_box_cox(double z, double lambda) noexcept {
  if (lambda == 0.0) return std::exp(z);
  return std::exp(std::log(std::max(lambda * z + 1.0, kSmallestPower)) / lambda);
}

/// Line through values at the observed periods with one level per definition.
struct Line {
  double slope = 0.0;
  std::vector<double> shift;  ///< per definition, added to bring it to the last; 0 for the last
  double sum_of_squares = 0.0;
};

/// values: one per observed period of `data`. The slope is 0 when the values cannot tell it from the levels.
[[nodiscard]] inline Line fit_line(const detail::Prepared& data, std::vector<double> values) {
  const auto n = static_cast<int>(data.count());
  optim::OrthogonalBasis basis;
  basis.reset(n, data.definitions + 1);
  for (int d = data.definitions - 1; d >= 0; --d) {
    double* column = basis.next();
    for (int i = 0; i < n; ++i) {
      const int own = data.definition[detail::at(data.observed[detail::at(i)])];
      column[i] = own == d ? 1.0 : 0.0;
    }
    basis.push();
  }
  double* column = basis.next();
  for (int i = 0; i < n; ++i) {
    column[i] = static_cast<double>(data.observed[detail::at(i)] - data.observed.front());
  }
  basis.push();
  std::vector<double> coefficients(detail::at(data.definitions + 1));
  basis.project_off(values.data(), coefficients.data());
  Line out;
  out.slope = coefficients.back();
  out.shift.resize(detail::at(data.definitions));
  for (int d = 0; d < data.definitions; ++d) {
    out.shift[detail::at(d)] = coefficients[0] - coefficients[detail::at(data.definitions - 1 - d)];
  }
  for (const double r : values) out.sum_of_squares += r * r;
  return out;
}

/// λ in [0, 1] of largest profile likelihood; values > 0, one per observed period.
[[nodiscard]] inline double profile_lambda(const detail::Prepared& data, const std::vector<double>& values) {
  double log_mean = 0.0;
  for (const double y : values) log_mean += std::log(y) / static_cast<double>(values.size());
  double best = 1.0;
  double lowest = std::numeric_limits<double>::infinity();
  std::vector<double> z(values.size());
  for (int step = 0; step <= kLambdaSteps; ++step) {
    const double lambda = static_cast<double>(step) / kLambdaSteps;
    const double scale = std::exp((lambda - 1.0) * log_mean);
    for (std::size_t i = 0; i < values.size(); ++i) z[i] = box_cox(values[i], lambda) / scale;
    const double sum = fit_line(data, z).sum_of_squares;
    if (sum < lowest) {
      lowest = sum;
      best = lambda;
    }
  }
  return best;
}

}  // namespace dubao::models::theta
