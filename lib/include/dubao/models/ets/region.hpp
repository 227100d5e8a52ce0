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

#include <algorithm>
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
/// Doubles beside a rounded quotient that are tried by coordinates().
inline constexpr int kNeighboursTried = 4;

/// From search coordinates to natural parameters.
template <typename T>
[[nodiscard]] inline Smoothing<T> natural(const EtsForm& form, const EtsRegion& region, const T* u) {
  Smoothing<T> p{u[0], T(0.0), T(0.0), T(1.0)};
  if (form.has_trend()) p.beta = region.lowest + (u[0] - region.lowest) * u[1];
  if (form.has_season()) p.gamma = region.lowest + (1.0 - u[0] - region.lowest) * u[2];
  if (form.is_damped()) p.phi = u[3];
  return p;
}

/// Search coordinates of natural parameters: the inverse of natural() where it is unique, always the same one where it
/// is not, so that estimates that were written down and read again have the same coordinates bit for bit.
inline void coordinates(const EtsForm& form, const EtsRegion& region, const Smoothing<double>& p, double* u) {
  // A quotient near the value; of its neighbours the first that gives the value back exactly.
  const auto share = [&region](double value, double room, double largest) {
    if (!(room > 0.0)) return 0.0;
    const double middle = std::clamp((value - region.lowest) / room, 0.0, largest);
    for (const double toward : {largest, 0.0}) {
      double candidate = middle;
      for (int step = 0; step < kNeighboursTried; ++step) {
        if (region.lowest + room * candidate == value) return candidate;
        candidate = std::nextafter(candidate, toward);
      }
    }
    return middle;
  };
  u[0] = p.alpha;
  u[1] = form.has_trend() ? share(p.beta, p.alpha - region.lowest, region.largest_trend_share) : 0.0;
  u[2] = form.has_season() ? share(p.gamma, 1.0 - p.alpha - region.lowest, 1.0) : 0.0;
  u[3] = form.is_damped() ? p.phi : 0.0;
}

/// Derivatives of natural() with respect to coordinate c.
[[nodiscard]] inline Smoothing<double> natural_derivative(const EtsForm& form, const EtsRegion& region,
                                                          const double* u, int c) {
  Smoothing<double> d{0.0, 0.0, 0.0, 0.0};
  if (c == 0) {
    d.alpha = 1.0;
    if (form.has_trend()) d.beta = u[1];
    if (form.has_season()) d.gamma = -u[2];
  } else if (c == 1) {
    if (form.has_trend()) d.beta = u[0] - region.lowest;
  } else if (c == 2) {
    if (form.has_season()) d.gamma = 1.0 - u[0] - region.lowest;
  } else if (form.is_damped()) {
    d.phi = 1.0;
  }
  return d;
}

/// Whether all roots of Σ a[i] zⁱ (last coefficient ≠ 0) lie inside the unit circle; changes a. Schur–Cohn recursion,
/// O(d²). Source: Marden (1966), section 42.
[[nodiscard]] inline bool is_stable_in_place(double* a, std::size_t size) noexcept {
  for (; size > 1; --size, ++a) {
    const std::size_t degree = size - 1;
    const double k = a[0] / a[degree];
    if (!(std::abs(k) < 1.0)) return false;
    // a[i] − k a[d − i] for i = 1 … d, the pair (i, d − i) at once; what was a[0] is dropped.
    const double last = a[degree] - k * a[0];
    for (std::size_t i = 1; i <= degree - i; ++i) {
      const double left = a[i];
      const double right = a[degree - i];
      a[i] = left - k * right;
      a[degree - i] = right - k * left;
    }
    a[degree] = last;
  }
  return true;
}
[[nodiscard]] inline bool is_stable(std::vector<double> a) { return is_stable_in_place(a.data(), a.size()); }

/// Whether forecast errors are a stable function of the data: every discount factor inside the unit circle.
/// Without season R's default bounds already imply it. season_length ≥ 2 for seasonal forms. scratch: reused memory.
[[nodiscard]] inline bool is_admissible(const EtsForm& form, const Smoothing<double>& p, Index season_length,
                                        std::vector<double>& scratch) {
  if (!form.has_season() || season_length < 2) return true;
  const double phi = p.phi;
  const auto m = static_cast<std::size_t>(season_length);
  std::vector<double>& a = scratch;
  a.assign(m + 2, p.alpha + p.beta - p.alpha * phi);
  a[0] = phi * (1.0 - p.alpha - p.gamma);
  a[1] = p.alpha + p.beta - p.alpha * phi + p.gamma - 1.0;
  a[m] = p.alpha + p.beta - phi;
  a[m + 1] = 1.0;
  if (m == 2) a[1] = p.alpha + p.beta - p.alpha * phi + p.gamma - 1.0;
  if (form.has_trend()) return is_stable_in_place(a.data(), a.size());
  // Without trend z = 1 is a root by construction (the level's unit root, not a discount factor): divide it out. The
  // quotient's coefficient i − 1 is the sum of those from i on.
  for (std::size_t i = m + 1; i > 1; --i) a[i - 1] += a[i];
  return is_stable_in_place(a.data() + 1, m + 1);
}
[[nodiscard]] inline bool is_admissible(const EtsForm& form, const Smoothing<double>& p,
                                        Index season_length) {
  std::vector<double> scratch;
  return is_admissible(form, p, season_length, scratch);
}

}  // namespace ets
}  // namespace dubao::models
