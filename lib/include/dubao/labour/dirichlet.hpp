// SPDX-License-Identifier: Apache-2.0
//
// Dirichlet draws: shares that are positive, sum to one and are uncertain.
//
// What      Rows of a flexibility matrix, weights of an index: shares m with a concentration c, the number of
//           observations their knowledge is worth.
// Formula   α = c·m;  part k has mean m_k and standard deviation √(m_k(1 − m_k)/(c + 1)).
//           X_k = G_k / Σ G,  G_k ~ Gamma(α_k) = Gamma(α_k + 1)·U^{1/α_k},  computed in logarithms so that a small
//           α_k never makes a row of zeros. Both are inverted, not rejected: path d changes smoothly with α.
// Draws     One row a path, keyed by (seed, name, path). A part with α = 0 is 0 on every path.
// When not  Shares that move with other shares (two occupations that grow together): Dirichlet parts can only compete.
// Example   α = (7, 3): mean 0.7 and 0.3, standard deviation √(0.21/11) = 0.138.
// Source    Dirichlet from gammas, and Gamma(α) from Gamma(α + 1): Devroye (1986), Non-Uniform Random Variate
//           Generation, chapters IX.3.5 and XI.4.1.
#pragma once

#include <dubao/data/random.hpp>
#include <dubao/data/series.hpp>
#include <dubao/error.hpp>
#include <dubao/labour/detail/gamma_quantile.hpp>

#include <Eigen/Core>
#include <cmath>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>

namespace dubao::labour {

/// Rows of shares, paths × parts. alpha: ≥ 0, finite, at least one > 0; name: key of the stream; n ≥ 0 paths.
/// Throws InputError E-LAB-005 for another alpha. Each row sums to 1 up to rounding. O(n · parts), about 1 µs a part.
[[nodiscard]] inline Eigen::ArrayXXd sample_dirichlet(const Eigen::ArrayXd& alpha, std::string_view name,
                                                      Index n, std::uint64_t seed) {
  if (alpha.size() == 0 || !alpha.allFinite() || (alpha < 0.0).any() || !(alpha.maxCoeff() > 0.0)) {
    throw InputError("E-LAB-005", "alpha", "a concentration is negative or not finite, or all are 0",
                     "give finite numbers ≥ 0, at least one above 0", std::string(name));
  }
  const std::uint64_t key = data::hash_key("labour.dirichlet." + std::string(name));
  Eigen::ArrayXXd out(n, alpha.size());
  Eigen::ArrayXd logs(alpha.size());
  for (Index d = 0; d < n; ++d) {
    data::RandomStream stream(seed, key, static_cast<std::uint64_t>(d));
    for (Index k = 0; k < alpha.size(); ++k) {
      const double first = stream.uniform();
      const double second = stream.uniform();
      logs(k) = alpha(k) > 0.0
                    ? std::log(detail::gamma_quantile(alpha(k) + 1.0, first)) + std::log(second) / alpha(k)
                    : -std::numeric_limits<double>::infinity();
    }
    // A part without concentration is 0, not the smallest number an approximate exponential gives.
    const Eigen::ArrayXd parts = (alpha > 0.0).select((logs - logs.maxCoeff()).exp(), 0.0);
    out.row(d) = (parts / parts.sum()).transpose();
  }
  return out;
}

}  // namespace dubao::labour
