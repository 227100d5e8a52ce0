// SPDX-License-Identifier: Apache-2.0
//
// What the ordinary movement of a clean series may look like: a short list of covariance structures.
//
// Why       Whether a jump is remarkable depends on the noise: a jump of three units is nothing in a random walk of unit
//           variance and a break in white noise. Fifteen values cannot tell the structure, so none is chosen: the
//           evidence is averaged over all of them (evidence.hpp).
// Formula   cov(u) = white · I + walk · W + slope · S(φ_s) + autoregressive · A(φ_a)
//           W: random walk, cov = min(s, t);  S(φ): cumulated first-order autoregression φ (φ = 1: cumulated random walk);
//           A(φ): stationary first-order autoregression. A constant and a line are removed beside it.
// Choice    Local level with six signal-to-noise ratios, autoregression, autoregressive growth, local linear and damped
//           trend: the processes that exponential smoothing and low-order ARIMA models stand for.
// Source    Harvey (1989), chapters 2 and 4, for the structural forms.
#pragma once

#include <dubao/data/series.hpp>

#include <Eigen/Core>
#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

namespace dubao::models::interventions {

/// One structure; weights of the four parts, see the banner.
struct NoiseStructure {
  double white = 0.0;
  double walk = 0.0;
  double slope = 0.0;
  double slope_persistence = 1.0;
  double autoregressive = 0.0;
  double persistence = 0.0;
};

inline constexpr std::array<NoiseStructure, 22> kNoiseStructures{{
    {.white = 1.0},
    {.white = 1.0, .walk = 0.03},
    {.white = 1.0, .walk = 0.1},
    {.white = 1.0, .walk = 0.3},
    {.white = 1.0, .walk = 1.0},
    {.white = 1.0, .walk = 4.0},
    {.walk = 1.0},
    {.autoregressive = 1.0, .persistence = -0.4},
    {.autoregressive = 1.0, .persistence = 0.3},
    {.autoregressive = 1.0, .persistence = 0.6},
    {.autoregressive = 1.0, .persistence = 0.85},
    {.slope = 1.0, .slope_persistence = -0.3},
    {.slope = 1.0, .slope_persistence = 0.4},
    {.slope = 1.0, .slope_persistence = 0.7},
    {.slope = 1.0, .slope_persistence = 0.9},
    {.white = 1.0, .slope = 0.02},
    {.white = 1.0, .slope = 0.3},
    {.white = 1.0, .walk = 0.5, .slope = 0.1},
    {.walk = 1.0, .slope = 0.1},
    {.walk = 1.0, .slope = 0.3, .slope_persistence = 0.8},
    {.walk = 1.0, .slope = 1.0},
    {.slope = 1.0},
}};

/// Covariance of the structure at the given times (ascending, the first one is period 0). Positive definite.
[[nodiscard]] inline Eigen::MatrixXd covariance(const NoiseStructure& structure,
                                                const std::vector<Index>& times) {
  const auto n = static_cast<Eigen::Index>(times.size());
  const Index length = times.back() - times.front() + 1;
  Eigen::MatrixXd growth;  // of a cumulated slope, over all periods
  if (structure.slope > 0.0) {
    const double phi = structure.slope_persistence;
    const bool walks = phi == 1.0;
    growth.resize(length, length);
    for (Index s = 0; s < length; ++s) {
      for (Index t = 0; t < length; ++t) {
        const double own = walks ? static_cast<double>(std::min(s, t) + 1)
                                 : std::pow(phi, std::abs(static_cast<double>(s - t)));
        // Twice cumulated, by inclusion and exclusion.
        growth(s, t) = own + (s > 0 ? growth(s - 1, t) : 0.0) + (t > 0 ? growth(s, t - 1) : 0.0) -
                       (s > 0 && t > 0 ? growth(s - 1, t - 1) : 0.0);
      }
    }
  }
  Eigen::MatrixXd out(n, n);
  for (Eigen::Index i = 0; i < n; ++i) {
    for (Eigen::Index j = 0; j <= i; ++j) {
      const Index s = times[static_cast<std::size_t>(i)] - times.front();
      const Index t = times[static_cast<std::size_t>(j)] - times.front();
      double value = structure.walk * static_cast<double>(t + 1);  // t ≤ s
      if (i == j) value += structure.white;
      if (structure.slope > 0.0) value += structure.slope * growth(s, t);
      if (structure.autoregressive > 0.0) {
        value += structure.autoregressive * std::pow(structure.persistence, static_cast<double>(s - t));
      }
      out(i, j) = out(j, i) = value;
    }
  }
  return out;
}

}  // namespace dubao::models::interventions
