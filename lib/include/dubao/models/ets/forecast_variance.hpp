// SPDX-License-Identifier: Apache-2.0
//
// Variance of the forecast errors of exponential smoothing, parameters known.
//
// Formula   additive errors and components:  v_h = σ² (1 + Σ_{j<h} c_j²),
//             c_j = α + β (φ + … + φ^j) + γ [j divisible by m]
//           relative errors, additive components:  v_h = (1 + σ²) θ_h − μ_h²,
//             θ_h = μ_h² + σ² Σ_{j<h} c_j² θ_{h−j}
//           relative errors, additive trend, multiplicative season: first and second moments of the product of the
//             level-and-trend vector and the season vector are carried forward step by step (their Kronecker form)
// When not  Multiplicative trend, or additive errors with a multiplicative season: no formula (an empty answer).
// Example   ETS(A,N,N), α = 0.5, σ² = 4: v = 4, 5, 6
// Source    Hyndman, Koehler, Ord, Snyder (2008), sections 6.2 to 6.4. Oracle: R forecast::forecast.ets.
#pragma once

#include <dubao/models/detail/prepared.hpp>
#include <dubao/models/ets/form.hpp>
#include <dubao/models/ets/recursion.hpp>

#include <Eigen/Core>
#include <vector>

namespace dubao::models::ets {

namespace internal {

/// c_1 … c_{horizon−1}: what an innovation of j periods ago adds to a forecast.
[[nodiscard]] inline std::vector<double> response(const EtsForm& form, const Smoothing<double>& p,
                                                  Index season_length, Index horizon) {
  std::vector<double> out;
  double growth = 0.0;
  double power = 1.0;
  for (Index j = 1; j < horizon; ++j) {
    power = j == 1 ? p.phi : power * p.phi;
    growth += power;
    double c = p.alpha;
    if (form.has_trend()) c += p.beta * growth;
    if (form.has_season() && j % season_length == 0) c += p.gamma;
    out.push_back(c);
  }
  return out;
}

/// Kronecker product.
[[nodiscard]] inline Eigen::MatrixXd kronecker(const Eigen::MatrixXd& a, const Eigen::MatrixXd& b) {
  Eigen::MatrixXd out(a.rows() * b.rows(), a.cols() * b.cols());
  for (Eigen::Index i = 0; i < a.rows(); ++i) {
    for (Eigen::Index j = 0; j < a.cols(); ++j)
      out.block(i * b.rows(), j * b.cols(), b.rows(), b.cols()) = a(i, j) * b;
  }
  return out;
}

/// Relative errors, multiplicative season: y = (h₁ x)(h₂ z)(1 + ε) with x ← (F₁ + G₁ ε) x, z ← (F₂ + G₂ ε) z, so the
/// product x ⊗ z moves by F₂⊗F₁ + (F₂⊗G₁ + G₂⊗F₁) ε + (G₂⊗G₁) ε², whose moments need E ε² = σ² and E ε⁴ = 3 σ⁴ only.
[[nodiscard]] inline std::vector<double> product_variance(const EtsForm& form, const Smoothing<double>& p,
                                                          const State<double>& state, Index first_season,
                                                          double sigma2, Index horizon) {
  using Eigen::MatrixXd;
  using Eigen::VectorXd;
  const auto m = static_cast<Eigen::Index>(state.season.size());
  const Eigen::Index k = form.has_trend() ? 2 : 1;
  MatrixXd h1 = MatrixXd::Ones(1, k);
  MatrixXd f1 = MatrixXd::Ones(1, 1);
  MatrixXd g1 = MatrixXd::Constant(1, 1, p.alpha);
  VectorXd x = VectorXd::Constant(1, state.level);
  if (k == 2) {
    h1(0, 1) = p.phi;
    f1.resize(2, 2);
    f1 << 1.0, p.phi, 0.0, p.phi;
    g1.resize(2, 2);
    g1 << p.alpha, p.alpha * p.phi, p.beta, p.beta * p.phi;
    x.resize(2);
    x << state.level, state.trend;
  }
  // The season that is due stands first; it moves to the end, changed by its share of the error.
  MatrixXd h2 = MatrixXd::Zero(1, m);
  h2(0, 0) = 1.0;
  MatrixXd f2 = MatrixXd::Zero(m, m);
  for (Eigen::Index i = 0; i + 1 < m; ++i) f2(i, i + 1) = 1.0;
  f2(m - 1, 0) = 1.0;
  MatrixXd g2 = MatrixXd::Zero(m, m);
  g2(m - 1, 0) = p.gamma;
  VectorXd z(m);
  for (Eigen::Index i = 0; i < m; ++i) z[i] = state.season[static_cast<std::size_t>((first_season + i) % m)];

  const MatrixXd h = kronecker(h2, h1);
  const MatrixXd still = kronecker(f2, f1);
  const MatrixXd once = kronecker(f2, g1) + kronecker(g2, f1);
  const MatrixXd twice = kronecker(g2, g1);
  VectorXd mean = kronecker(z, x);
  MatrixXd second = mean * mean.transpose();  // E of the product with itself
  std::vector<double> out;
  for (Index step = 0; step < horizon; ++step) {
    const double mu = (h * mean)(0, 0);
    out.push_back((1.0 + sigma2) * (h * second * h.transpose())(0, 0) - mu * mu);
    const MatrixXd mixed = still * second * twice.transpose();
    second = (still * second * still.transpose() +
              sigma2 * (once * second * once.transpose() + mixed + mixed.transpose()) +
              3.0 * sigma2 * sigma2 * (twice * second * twice.transpose()))
                 .eval();
    mean = (still * mean + sigma2 * (twice * mean)).eval();
  }
  return out;
}

}  // namespace internal

/// mean: forecasts of steps 1 … horizon from `state`; sigma2: variance of the (relative) errors. Squared unit of the
/// mean; empty when the form has no formula. O(horizon²), with a multiplicative season O(horizon · (2m)³).
[[nodiscard]] inline std::vector<double> forecast_variance(const EtsForm& form, const Smoothing<double>& p,
                                                           const State<double>& state, Index first_season,
                                                           double sigma2, const std::vector<double>& mean) {
  if (form.has_growth_factor()) return {};
  const auto horizon = static_cast<Index>(mean.size());
  const bool product = form.season == EtsSeason::kMultiplicative;
  if (product && !form.is_relative()) return {};
  if (product) return internal::product_variance(form, p, state, first_season, sigma2, horizon);
  const std::vector<double> c =
      internal::response(form, p, static_cast<Index>(std::max<std::size_t>(state.season.size(), 1)), horizon);
  std::vector<double> out;
  if (!form.is_relative()) {
    double sum = 1.0;
    for (Index h = 0; h < horizon; ++h) {
      out.push_back(sigma2 * sum);
      if (h + 1 < horizon) sum += c[detail::at(h)] * c[detail::at(h)];
    }
    return out;
  }
  std::vector<double> theta;
  for (Index h = 0; h < horizon; ++h) {
    const double square = mean[detail::at(h)] * mean[detail::at(h)];
    double sum = square;
    for (Index j = 1; j <= h; ++j)
      sum += sigma2 * c[detail::at(j - 1)] * c[detail::at(j - 1)] * theta[detail::at(h - j)];
    theta.push_back(sum);
    out.push_back((1.0 + sigma2) * sum - square);
  }
  return out;
}

}  // namespace dubao::models::ets
