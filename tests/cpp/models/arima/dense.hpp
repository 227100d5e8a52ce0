// SPDX-License-Identifier: Apache-2.0
//
// Another way to the numbers of ARMA models: dense covariance matrices from truncated sums of ψ weights.
#pragma once

#include <dubao/data/random.hpp>
#include <dubao/models/arima/polynomial.hpp>

#include <Eigen/Cholesky>
#include <Eigen/Core>
#include <cstdint>
#include <vector>

namespace dubao::test {

/// Covariance matrix of n values of an ARMA process with unit innovation variance; moduli of the roots well above 1.
inline Eigen::MatrixXd dense_covariance(const models::arima::Polynomials<double>& polynomials, int n) {
  constexpr int kTerms = 2000;
  const auto size = static_cast<std::size_t>(kTerms + n);
  std::vector<double> psi(size, 0.0);
  psi[0] = 1.0;
  for (std::size_t j = 1; j < size; ++j) {
    if (j <= polynomials.ma.size()) psi[j] = polynomials.ma[j - 1];
    for (std::size_t i = 1; i <= std::min(j, polynomials.ar.size()); ++i)
      psi[j] += polynomials.ar[i - 1] * psi[j - i];
  }
  Eigen::MatrixXd out(n, n);
  for (int lag = 0; lag < n; ++lag) {
    double sum = 0.0;
    for (std::size_t j = 0; j < kTerms; ++j) sum += psi[j] * psi[j + static_cast<std::size_t>(lag)];
    for (int i = lag; i < n; ++i) out(i, i - lag) = out(i - lag, i) = sum;
  }
  return out;
}

inline double log_determinant(const Eigen::MatrixXd& v) {
  return 2.0 * Eigen::LLT<Eigen::MatrixXd>(v).matrixL().toDenseMatrix().diagonal().array().log().sum();
}

/// n values of x_t = φ x_{t−1} + e_t + θ e_{t−1}, started twenty periods before.
inline std::vector<double> simulated_arma(int n, double phi, double theta, std::uint64_t seed) {
  data::RandomStream random(seed, 7, 0);
  std::vector<double> out;
  double x = 0.0;
  double before = random.normal();
  for (int t = -20; t < n; ++t) {
    const double e = random.normal();
    x = phi * x + e + theta * before;
    before = e;
    if (t >= 0) out.push_back(x);
  }
  return out;
}

}  // namespace dubao::test
