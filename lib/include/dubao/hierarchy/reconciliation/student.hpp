// SPDX-License-Identifier: Apache-2.0
//
// Reconciliation with an uncertain covariance: inverse-Wishart prior, Student t result, for short histories.
//
// When      Few periods of residuals: the covariance is itself uncertain, and intervals from a known one are too narrow.
// When not  Long histories (it then agrees with mint_shrink), or residuals far from normal.
// Formula   prior W ~ IW(ν₀, Ψ₀ = (ν₀ − N − 1) Σ₀), residuals R (n × N): ν = ν₀ + n, Ψ = Ψ₀ + R'R.
//           ỹ is the projection with W = Ψ. Given the forecast errors' t distribution, the reconciled one is t with
//           ν̃ = ν − N + q + 1 degrees of freedom and scale C · (reconciled Ψ), C = (1 + r'(A Ψ A')⁻¹ r) / ν̃, r = A ŷ, q sums
//           and held nodes: forecasts that contradict each other widen the result.
//           Σ₀: shrunk covariance of the errors of the naive forecast (of the seasonal naive one, for each series whose sum of
//           squares it makes smaller); without a history the residuals' own variances, uncorrelated (our choice).
//           ν₀ in [N + 2, max(5 N, n)]: largest leave-one-out log density of the residuals, the lowest tenth left out.
//           With c = ν₀ − N − 1 and G = R Σ₀⁻¹ R' (n × n): leverage h_t = 1 − [(I + G/c)⁻¹]_tt and
//           log|Ψ| = const + N log c + log|I + G/c|. Nothing of size N × N.
// Example   one sum, residuals (1), (−1) of every node: see the test against the dense formulas
// Source    Carrara, Corani, Azzimonti and Zambon (2025), "Modeling the uncertainty on the covariance matrix for
//           probabilistic forecast reconciliation", arXiv:2506.19554. χ² by Marsaglia and Tsang (2000).
#pragma once

#include <dubao/data/random.hpp>
#include <dubao/hierarchy/reconciliation/error_covariance.hpp>

#include <Eigen/Core>
#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

namespace dubao::hierarchy {

/// Share of the periods, those of lowest density, that do not count in the choice of ν₀.
inline constexpr double kTrimmedShare = 0.1;

struct StudentCovariance {
  ErrorCovariance covariance;      ///< Ψ, in unit² of the residuals
  double prior_degrees = 0.0;      ///< ν₀
  double posterior_degrees = 0.0;  ///< ν
};

namespace detail {

/// Errors of the naive forecast of every series, or of the seasonal naive one where these have the smaller sum of squares;
/// rows from period `season` on. history: periods × nodes.
[[nodiscard]] inline Dense naive_errors(const Dense& history, Index season) {
  const Index first = std::max<Index>(1, season);
  const Index rows = history.rows() - first;
  if (rows < 1) return Dense(0, history.cols());
  const auto errors = [&](Index lag) -> Dense {
    return history.bottomRows(rows) - history.middleRows(first - lag, rows);
  };
  Dense out = errors(1);
  if (first == 1) return out;
  const Dense seasonal = errors(first);
  for (Index i = 0; i < out.cols(); ++i) {
    // A comparison with NaN keeps the naive errors, which complete_residuals then judges.
    if (seasonal.col(i).squaredNorm() < out.col(i).squaredNorm()) out.col(i) = seasonal.col(i);
  }
  return out;
}

/// Largest of a function of one variable between two positive bounds: grid on a logarithmic scale, then golden section.
template <typename Function>
[[nodiscard]] double largest_between(double low, double high, const Function& f) {
  constexpr int kGrid = 64;
  constexpr int kSections = 60;
  const double ratio = std::log(high / low);
  if (!(ratio > 0.0)) return low;
  const auto at = [&](double share) { return low * std::exp(share * ratio); };
  int best = 0;
  for (int k = 1; k <= kGrid; ++k) {
    if (f(at(double(k) / kGrid)) > f(at(double(best) / kGrid))) best = k;
  }
  double left = double(std::max(best - 1, 0)) / kGrid;
  double right = double(std::min(best + 1, kGrid)) / kGrid;
  const double golden = 0.5 * (std::sqrt(5.0) - 1.0);
  for (int k = 0; k < kSections; ++k) {
    const double a = right - golden * (right - left);
    const double b = left + golden * (right - left);
    if (f(at(a)) < f(at(b))) {
      left = a;
    } else {
      right = b;
    }
  }
  const double inside = at(0.5 * (left + right));
  return f(inside) >= f(at(double(best) / kGrid)) ? inside : at(double(best) / kGrid);
}

/// χ² with any positive degrees of freedom ≥ 2.
[[nodiscard]] inline double chi_squared(double degrees, data::RandomStream& random) {
  const double d = 0.5 * degrees - 1.0 / 3.0;
  const double c = 1.0 / std::sqrt(9.0 * d);
  while (true) {
    const double x = random.normal();
    const double v = std::pow(1.0 + c * x, 3);
    if (v > 0.0 && std::log(random.uniform()) < 0.5 * x * x + d - d * v + d * std::log(v)) return 2.0 * d * v;
  }
}

}  // namespace detail

/// residuals: periods × nodes of the base forecasts; history: periods × nodes of the series, or empty; season: 1, 4, 12 …
/// Throws what shrunk_covariance throws. O((n + m)² N) for n residuals and m naive errors.
[[nodiscard]] inline StudentCovariance student_covariance(const AggregationTree& tree,
                                                          const detail::Dense& residuals,
                                                          const detail::Dense& history = {},
                                                          Index season = 1) {
  StudentCovariance out;
  ErrorCovariance prior;
  const detail::Dense errors = history.size() > 0 ? detail::naive_errors(history, season) : detail::Dense();
  Index naive_periods = 0;
  for (Index t = 0; t < errors.rows(); ++t) naive_periods += errors.row(t).allFinite() ? 1 : 0;
  if (naive_periods >= 2) {
    prior = shrunk_covariance(tree, errors);
    prior.notes.emplace_back("prior: shrunk covariance of naive errors over " +
                             std::to_string(naive_periods) + " periods");
  } else {
    prior = variance_covariance(tree, residuals);
    prior.notes.emplace_back("prior: variances of the residuals, uncorrelated; no history was given");
  }
  detail::CompleteResiduals complete = detail::complete_residuals(tree, residuals);
  const detail::Dense r = complete.values * (complete.unit / prior.unit);
  prior.notes.insert(prior.notes.end(), complete.notes.begin(), complete.notes.end());

  // G = R Σ₀⁻¹ R'.
  const Eigen::VectorXd inverse_root = prior.diagonal.cwiseSqrt().cwiseInverse();
  const detail::Dense white = r * inverse_root.asDiagonal();
  detail::Dense gram = detail::outer_gram(white);
  if (prior.factor.cols() > 0) {
    const detail::Dense u = inverse_root.asDiagonal() * prior.factor;
    const detail::Dense cross = detail::product(white, u);
    const detail::DenseCholesky inner(detail::Dense::Identity(u.cols(), u.cols()) +
                                      detail::transposed_product(u, u));
    gram -= detail::product(cross, inner.solve(cross.transpose()));
  }
  const auto n = static_cast<double>(r.rows());
  const auto nodes = static_cast<double>(tree.size());
  const auto trimmed = static_cast<std::size_t>(std::lround(kTrimmedShare * n));
  const auto log_density = [&](double c) {
    const double nu = c + nodes + 1.0;
    const detail::DenseCholesky cholesky(detail::Dense::Identity(r.rows(), r.rows()) + gram / c);
    const detail::Dense inverse = cholesky.solve(detail::Dense::Identity(r.rows(), r.rows()));
    double log_determinant = 0.0;
    for (Index t = 0; t < r.rows(); ++t) log_determinant += 2.0 * std::log(cholesky.matrixLLT()(t, t));
    const double common = std::lgamma(0.5 * (nu + n)) - std::lgamma(0.5 * (nu + n - nodes)) -
                          0.5 * (nodes * std::log(c) + log_determinant);
    std::vector<double> terms;
    for (Index t = 0; t < r.rows(); ++t) {
      terms.push_back(common + 0.5 * (nu + n - 1.0) * std::log(inverse(t, t)));
    }
    std::sort(terms.begin(), terms.end());
    double sum = 0.0;
    for (std::size_t t = trimmed; t < terms.size(); ++t) sum += terms[t];
    return sum;
  };
  const double most = std::max(5.0 * nodes, n);
  const double c = detail::largest_between(1.0, std::max(1.0, most - nodes - 1.0), log_density);
  out.prior_degrees = c + nodes + 1.0;
  out.posterior_degrees = out.prior_degrees + n;
  out.covariance.diagonal = c * prior.diagonal;
  out.covariance.factor.resize(tree.size(), prior.factor.cols() + r.rows());
  out.covariance.factor << std::sqrt(c) * prior.factor, r.transpose();
  out.covariance.shrinkage = prior.shrinkage;
  out.covariance.unit = prior.unit;
  out.covariance.notes = std::move(prior.notes);
  return out;
}

}  // namespace dubao::hierarchy
