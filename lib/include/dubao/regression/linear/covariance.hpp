// SPDX-License-Identifier: Apache-2.0
//
// Covariance of least-squares coefficients under what is assumed of the errors.
//
// What      V = (X'X)⁻¹ M (X'X)⁻¹, with M by the assumption:
//             classical    equal variances, no correlation      s² X'X
//             HC0 … HC3    any variances                        Σ f e² x x', f = 1, n/(n − k), 1/(1 − h), 1/(1 − h)²
//             Newey–West   any variances, autocorrelation       Γ₀ + Σ (1 − l/(L + 1)) (Γ_l + Γ_l'), Γ_l = Σ e_t e_{t−l} x_t x_{t−l}'
//             cluster      any dependence within a group        Σ_g (Σ_{i ∈ g} e_i x_i)(…)'
//           With weights, x and e are those of the weighted problem (√w x, √w e).
// When      HC3 when variances differ and n is below some hundreds; Newey–West when rows are periods in their order; cluster
//           when rows share shocks (provinces, panels), with at least some ten groups.
// When not  None of these mends a wrong mean. Few clusters or strong leverage make them too small.
// Small     `small_sample` multiplies Newey–West by n/(n − k) and cluster by G/(G − 1) · (n − 1)/(n − k).
// Leverage  Where h = 1 the residual is 0 by construction and carries no information: the row adds nothing in HC2 and HC3.
// Example   x = (1, 2, 3) without intercept, residuals (1, −1, 1): HC0 = (1 + 4 + 9)/14² = 1/14
// Source    White (1980); MacKinnon and White (1985); Newey and West (1987, 1994); Liang and Zeger (1986); Cameron and
//           Miller (2015).
#pragma once

#include <dubao/data/series.hpp>
#include <dubao/error.hpp>

#include <Eigen/Core>
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace dubao::regression {

enum class CovarianceKind : std::uint8_t { kClassical, kHC0, kHC1, kHC2, kHC3, kNeweyWest, kCluster };

struct CovarianceOptions {
  CovarianceKind kind = CovarianceKind::kClassical;
  Index lags = -1;              ///< of Newey–West; negative: ⌊4 (n/100)^(2/9)⌋
  std::vector<Index> clusters;  ///< group of each observation, any numbers
  bool small_sample = true;     ///< see the banner
};

/// Distance of a leverage from 1 at which the row counts as fitted by construction.
inline constexpr double kFullLeverage = 1e-10;

/// Newey and West's (1994) usual number of lags, ⌊4 (n/100)^(2/9)⌋, at most n − 1.
[[nodiscard]] inline Index usual_newey_west_lags(Index n) {
  const double lags = std::floor(4.0 * std::pow(static_cast<double>(n) / 100.0, 2.0 / 9.0));
  return std::clamp<Index>(static_cast<Index>(lags), 0, std::max<Index>(n - 1, 0));
}

/// Looks for wrong options. \param n observations; \param problems receives E-LIN-005 for lags above n − 1, E-LIN-006 for
/// clusters that are not one an observation or fewer than two.
inline void check_covariance_options(const CovarianceOptions& options, Index n, Problems& problems) {
  if (options.kind == CovarianceKind::kNeweyWest) {
    problems.add_if(options.lags >= n,
                    {"E-LIN-005", "lags",
                     std::to_string(options.lags) + " lag(s) for " + std::to_string(n) + " observation(s)",
                     "give fewer lags than observations", "", ""});
  }
  if (options.kind == CovarianceKind::kCluster) {
    const auto given = static_cast<Index>(options.clusters.size());
    problems.add_if(given != n,
                    {"E-LIN-006", "clusters",
                     std::to_string(given) + " group(s) named for " + std::to_string(n) + " observation(s)",
                     "name the group of each observation", "", ""});
    const bool one = std::adjacent_find(options.clusters.begin(), options.clusters.end(),
                                        std::not_equal_to<>()) == options.clusters.end();
    problems.add_if(given == n && n > 0 && one, {"E-LIN-006", "clusters", "all observations are in one group",
                                                 "give at least two groups", "", ""});
  }
}

struct CoefficientCovariance {
  Eigen::MatrixXd matrix;
  double degrees = 0.0;     ///< of freedom of Student's t: n − k, or groups − 1
  Index lags = 0;           ///< used by Newey–West
  Index groups = 0;         ///< of cluster
  Index full_leverage = 0;  ///< rows of leverage 1 left out of HC2 and HC3
};

namespace detail {

// Factor of the squared residual of one row.
[[nodiscard]] inline double heteroskedastic_factor(CovarianceKind kind, double leverage, double n, double k) {
  switch (kind) {
    case CovarianceKind::kHC1:
      return n / (n - k);
    case CovarianceKind::kHC2:
      return 1.0 / (1.0 - leverage);
    case CovarianceKind::kHC3:
      return 1.0 / ((1.0 - leverage) * (1.0 - leverage));
    default:
      return 1.0;
  }
}

}  // namespace detail

/// Covariance of the coefficients.
/// \param x          n × k kept columns of the problem that was solved (weighted where there are weights)
/// \param residuals  of the same problem
/// \param inverse_triangle R⁻¹, (X'X)⁻¹ = R⁻¹R⁻ᵀ
/// \param options    checked, see check_covariance_options
/// Rows of zero weight are all zero and count neither in n nor in the groups: pass `observations`, the number of the others.
/// NaN where n ≤ k. Cost: nk² (Newey–West: times lags + 1).
[[nodiscard]] inline CoefficientCovariance coefficient_covariance(const Eigen::MatrixXd& x,
                                                                  const Eigen::VectorXd& residuals,
                                                                  const Eigen::MatrixXd& inverse_triangle,
                                                                  Index observations,
                                                                  const CovarianceOptions& options) {
  const auto n = static_cast<double>(observations);
  const auto k = static_cast<double>(x.cols());
  CoefficientCovariance out;
  out.degrees = n - k;
  if (!(out.degrees > 0.0)) {
    out.matrix = Eigen::MatrixXd::Constant(x.cols(), x.cols(), std::nan(""));
    return out;
  }
  if (options.kind == CovarianceKind::kClassical) {
    out.matrix = residuals.squaredNorm() / out.degrees * (inverse_triangle * inverse_triangle.transpose());
    return out;
  }
  // Scores in coordinates where X'X = I: M is then as well conditioned as the errors are.
  Eigen::MatrixXd scores = x * inverse_triangle;
  Eigen::MatrixXd meat = Eigen::MatrixXd::Zero(x.cols(), x.cols());
  if (options.kind == CovarianceKind::kNeweyWest) {
    scores.array().colwise() *= residuals.array();
    out.lags = options.lags < 0 ? usual_newey_west_lags(observations) : options.lags;
    meat.noalias() = scores.transpose() * scores;
    for (Index lag = 1; lag <= out.lags; ++lag) {
      const Index rows = scores.rows() - lag;
      const Eigen::MatrixXd gamma = scores.bottomRows(rows).transpose() * scores.topRows(rows);
      const double weight = 1.0 - static_cast<double>(lag) / (static_cast<double>(out.lags) + 1.0);
      meat += weight * (gamma + gamma.transpose());
    }
    if (options.small_sample) meat *= n / out.degrees;
  } else if (options.kind == CovarianceKind::kCluster) {
    scores.array().colwise() *= residuals.array();
    std::map<Index, Eigen::VectorXd> sums;
    for (Index i = 0; i < scores.rows(); ++i) {
      if (x.row(i).isZero(0.0)) continue;
      auto [place, fresh] = sums.try_emplace(options.clusters[static_cast<std::size_t>(i)]);
      if (fresh) place->second = Eigen::VectorXd::Zero(x.cols());
      place->second += scores.row(i).transpose();
    }
    for (const auto& [group, sum] : sums) meat.noalias() += sum * sum.transpose();
    out.groups = static_cast<Index>(sums.size());
    const auto groups = static_cast<double>(out.groups);
    if (options.small_sample) meat *= groups / (groups - 1.0) * (n - 1.0) / out.degrees;
    out.degrees = groups - 1.0;
  } else {
    const bool weighted_by_leverage =
        options.kind == CovarianceKind::kHC2 || options.kind == CovarianceKind::kHC3;
    for (Index i = 0; i < scores.rows(); ++i) {
      const double h = std::min(scores.row(i).squaredNorm(), 1.0);
      if (weighted_by_leverage && 1.0 - h < kFullLeverage) {
        ++out.full_leverage;
        scores.row(i).setZero();
        continue;
      }
      scores.row(i) *= residuals[i] * std::sqrt(detail::heteroskedastic_factor(options.kind, h, n, k));
    }
    meat.noalias() = scores.transpose() * scores;
  }
  out.matrix = inverse_triangle * meat * inverse_triangle.transpose();
  out.matrix = 0.5 * (out.matrix + out.matrix.transpose()).eval();
  return out;
}

}  // namespace dubao::regression
