// SPDX-License-Identifier: Apache-2.0
//
// EtsRegion: where smoothing parameters may lie, and the coordinates in which they are searched.
//
// Region    R's default: 1e−4 ≤ α, β, γ ≤ 0.9999, β ≤ α, γ ≤ 1 − α, 0.8 ≤ φ ≤ 0.98, and admissible (the forecast
//           errors are a stable function of the data). The same region, the same likelihoods.
// Coordinates  u = (α, β*, γ*, φ) with β = l + (α − l) β*, γ = l + (1 − α − l) γ*, l = 1e−4: the triangle becomes a
//           box, and its edges become faces, without moving any boundary to infinity as a logistic map would.
// Example   α = 0.5, β* = 1, γ* = 0: β = 0.5, γ = 1e−4
// Source    Hyndman, Koehler, Ord, Snyder (2008), chapter 10; R forecast: admissible().
#pragma once

#include <dubao/models/ets/form.hpp>
#include <dubao/models/ets/recursion.hpp>

#include <cmath>
#include <vector>

namespace dubao::models {

/// Bounds of the smoothing parameters; the defaults are those of R's forecast::ets.
struct EtsRegion {
  double lowest = 1e-4;       ///< of α, β, γ
  double highest = 0.9999;    ///< of α, β, γ
  double phi_lowest = 0.8;    ///< strongest damping
  double phi_highest = 0.98;  ///< weakest damping
  /// Largest β* (about β/α). R allows 1; on short annual series such trends follow noise, see kShortSeriesTrendShare.
  double largest_trend_share = 1.0;
};

/// The share recommended where accuracy matters more than the likelihood: on every twelfth annual series of M4 (1917
/// series, 6 years ahead) the automatic choice has MASE 3.10 at 0.05, 3.05 at 0.15, 3.13 at 0.3, 3.27 at 0.5, and on
/// every twenty-fifth 3.65 at 1.
inline constexpr double kShortSeriesTrendShare = 0.15;

/// Throws InputError E-ETS-005 naming every bound that is out of order.
inline void validate(const EtsRegion& region) {
  Problems problems;
  const auto require = [&problems](bool good, const char* name, const char* remedy) {
    problems.add_if(!good, {"E-ETS-005", name, "the bounds of the smoothing parameters are out of order",
                            remedy, "", ""});
  };
  require(region.lowest > 0.0 && region.lowest < region.highest, "lowest", "give 0 < lowest < highest");
  require(region.highest < 1.0, "highest", "give a number below 1");
  require(region.phi_lowest > 0.0 && region.phi_lowest <= region.phi_highest && region.phi_highest <= 1.0,
          "phi_lowest, phi_highest", "give 0 < phi_lowest <= phi_highest <= 1");
  require(region.largest_trend_share >= 0.0 && region.largest_trend_share <= 1.0, "largest_trend_share",
          "give a share between 0 and 1");
  problems.throw_if_any();
}

namespace ets {

/// Number of search coordinates: α, β*, γ*, φ; those the form lacks are fixed.
inline constexpr int kCoordinates = 4;

/// From search coordinates to natural parameters.
template <typename T>
[[nodiscard]] inline Smoothing<T> natural(const EtsForm& form, const EtsRegion& region, const T* u) {
  Smoothing<T> p{u[0], T(0.0), T(0.0), T(1.0)};
  if (form.has_trend()) p.beta = region.lowest + (u[0] - region.lowest) * u[1];
  if (form.has_season()) p.gamma = region.lowest + (1.0 - u[0] - region.lowest) * u[2];
  if (form.is_damped()) p.phi = u[3];
  return p;
}

/// Whether all roots of Σ a[i] zⁱ (a.back() ≠ 0) lie inside the unit circle. Schur–Cohn recursion, O(d²).
/// Source: Marden (1966), section 42.
[[nodiscard]] inline bool is_stable(std::vector<double> a) {
  while (a.size() > 1) {
    const std::size_t degree = a.size() - 1;
    const double k = a[0] / a[degree];
    if (!(std::abs(k) < 1.0)) return false;
    std::vector<double> next(degree);
    for (std::size_t i = 0; i < degree; ++i) next[i] = a[i + 1] - k * a[degree - 1 - i];
    a.swap(next);
  }
  return true;
}

/// Whether forecast errors are a stable function of the data: every discount factor inside the unit circle.
/// Without season R's default bounds already imply it. season_length ≥ 2 for seasonal forms.
[[nodiscard]] inline bool is_admissible(const EtsForm& form, const Smoothing<double>& p,
                                        Index season_length) {
  if (!form.has_season() || season_length < 2) return true;
  const double phi = p.phi;
  const auto m = static_cast<std::size_t>(season_length);
  std::vector<double> a(m + 2, p.alpha + p.beta - p.alpha * phi);
  a[0] = phi * (1.0 - p.alpha - p.gamma);
  a[1] = p.alpha + p.beta - p.alpha * phi + p.gamma - 1.0;
  a[m] = p.alpha + p.beta - phi;
  a[m + 1] = 1.0;
  if (m == 2) a[1] = p.alpha + p.beta - p.alpha * phi + p.gamma - 1.0;
  if (!form.has_trend()) {
    // Without trend z = 1 is a root by construction (the level's unit root, not a discount factor): divide it out.
    std::vector<double> quotient(m + 1);
    double carry = 0.0;
    for (std::size_t i = m + 1; i > 0; --i) {
      carry += a[i];
      quotient[i - 1] = carry;
    }
    a.swap(quotient);
  }
  return is_stable(std::move(a));
}

}  // namespace ets
}  // namespace dubao::models
