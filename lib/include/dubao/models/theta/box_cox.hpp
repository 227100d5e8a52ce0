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
#include <utility>
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

/// The design of that line, for any number of values at the same periods.
class LineDesign {
 public:
  explicit LineDesign(const detail::Prepared& data)
      : rows_(static_cast<int>(data.count())), definitions_(data.definitions) {
    basis_.reset(rows_, definitions_ + 1);
    for (int d = definitions_ - 1; d >= 0; --d) {
      double* column = basis_.next();
      for (int i = 0; i < rows_; ++i) {
        const int own = data.definition[detail::at(data.observed[detail::at(i)])];
        column[i] = own == d ? 1.0 : 0.0;
      }
      basis_.push();
    }
    double* column = basis_.next();
    for (int i = 0; i < rows_; ++i) {
      column[i] = static_cast<double>(data.observed[detail::at(i)] - data.observed.front());
    }
    basis_.push();
  }

  /// values: one per observed period. The slope is 0 when the values cannot tell it from the levels.
  [[nodiscard]] Line fit(std::vector<double> values) const {
    std::vector<double> coefficients(detail::at(definitions_ + 1));
    basis_.project_off(values.data(), coefficients.data());
    Line out;
    out.slope = coefficients.back();
    out.shift.resize(detail::at(definitions_));
    for (int d = 0; d < definitions_; ++d) {
      out.shift[detail::at(d)] = coefficients[0] - coefficients[detail::at(definitions_ - 1 - d)];
    }
    out.sum_of_squares = squares(values);
    return out;
  }
  /// Sum of squares around the line alone; values become the residuals.
  [[nodiscard]] double sum_of_squares(std::vector<double>& values) const noexcept {
    basis_.project_off(values.data());
    return squares(values);
  }

 private:
  [[nodiscard]] static double squares(const std::vector<double>& residuals) noexcept {
    double sum = 0.0;
    for (const double r : residuals) sum += r * r;
    return sum;
  }

  int rows_;
  int definitions_;
  optim::OrthogonalBasis basis_;
};

/// values: one per observed period of `data`.
[[nodiscard]] inline Line fit_line(const detail::Prepared& data, std::vector<double> values) {
  return LineDesign(data).fit(std::move(values));
}

/// λ in [0, 1] of largest profile likelihood; values > 0, one per observed period. A line has a level, so residuals do
/// not feel a constant: up to one, z / g^{λ−1} is g ((y/g)^λ − 1) / λ, and on the grid every power is the one before it times
/// (y/g)^{1/steps}: no logarithm and no exponential is left in the loop.
[[nodiscard]] inline double profile_lambda(const detail::Prepared& data, const std::vector<double>& values) {
  const std::size_t n = values.size();
  std::vector<double> logarithm(n);
  double log_mean = 0.0;
  for (std::size_t i = 0; i < n; ++i) {
    logarithm[i] = std::log(values[i]);
    log_mean += logarithm[i] / static_cast<double>(n);
  }
  std::vector<double> factor(n);
  for (std::size_t i = 0; i < n; ++i) factor[i] = std::exp((logarithm[i] - log_mean) / kLambdaSteps);

  const LineDesign design(data);
  double best = 0.0;
  std::vector<double> z = std::move(logarithm);  // λ = 0
  double lowest = design.sum_of_squares(z);
  std::vector<double> power(n, 1.0);
  for (int step = 1; step <= kLambdaSteps; ++step) {
    const double lambda = static_cast<double>(step) / kLambdaSteps;
    for (std::size_t i = 0; i < n; ++i) {
      power[i] *= factor[i];
      z[i] = (power[i] - 1.0) / lambda;
    }
    const double sum = design.sum_of_squares(z);
    if (sum < lowest) {
      lowest = sum;
      best = lambda;
    }
  }
  return best;
}

}  // namespace dubao::models::theta
