// SPDX-License-Identifier: Apache-2.0
//
// The recursion of complex exponential smoothing, and the region where it forgets its start.
//
// Formula   none      ŷ_t = ℓ_{t−1};  ℓ_t = ℓ_{t−1} − (1 − a₁) c_{t−1} + (a₀ − a₁) e_t
//                                     c_t = ℓ_{t−1} + (1 − a₀) c_{t−1} + (a₀ + a₁) e_t
//           simple    the same with t − m in place of t − 1: one pair of states for each season
//           partial   none plus s_{t−m} in the prediction,  s_t = s_{t−m} + b₀ e_t
//           full      none plus a second complex pair (s, r) with lag m and parameters b₀, b₁
// Region    none and simple: the roots of 1 − τ L + δ L², τ = 2 − 2 a₀ + a₁, δ = (1 − a₀)(2 − a₀) + a₁² − a₁, lie outside the
//           unit circle. For every a₁ in (−0.7, 1.7) these a₀ are an interval: position 0 … 1 in it is the search
//           coordinate, so that the region is a box. Partial and full: besides, the joint polynomial is tested (Schur–Cohn).
// Missing   the error is zero.
// Example   none with a₀ = 1.5, a₁ = 1: simple exponential smoothing with α = 0.5
// Source    Svetunkov, Kourentzes and Ord (2022), Naval Research Logistics 69, 1108–1123.
#pragma once

#include <dubao/models/detail/prepared.hpp>
#include <dubao/optim/jet.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <string>
#include <vector>

namespace dubao::models::ces {

enum class Season : std::uint8_t { kNone, kSimple, kPartial, kFull };

[[nodiscard]] constexpr char letter(Season season) noexcept {
  return "NSPF"[static_cast<std::size_t>(season)];
}

inline constexpr int kCoordinates = 4;
/// Range of a₁ and b₁ in which the region is an interval of a₀ and b₀.
inline constexpr double kLowestImaginary = -0.7;
inline constexpr double kHighestImaginary = 1.7;
/// Distance kept from the ends of the interval, in shares of it.
inline constexpr double kRegionMargin = 1e-4;
/// Largest reflection coefficient of an admissible joint polynomial.
inline constexpr double kLargestReflection = 1.0 - 1e-8;

template <typename T>
struct Smoothing {
  T a0{};
  T a1{};
  T b0{};
  T b1{};
};

/// Ends of the interval of the real part for an imaginary part x.
template <typename T>
struct Interval {
  T low;
  T high;
};
template <typename T>
[[nodiscard]] inline Interval<T> real_interval(const T& x) {
  using optim::value_of;
  using std::sqrt;
  const auto root = [](const T& v) { return value_of(v) > 0.0 ? sqrt(v) : T(0.0); };
  const T half = root(1.5 - (x - 0.5) * (x - 0.5));
  const T near = root(0.25 - (x - 1.0) * (x - 1.0));
  const T far = root(1.25 - x * x);
  Interval<T> out{1.5 - half, 1.5 + half};
  const bool by_near = value_of(near) > 0.0 && value_of(0.5 + near) > value_of(out.low);
  const bool by_far = value_of(far) > 0.0 && value_of(2.5 - far) < value_of(out.high);
  if (by_near) out.low = 0.5 + near;
  if (by_far) out.high = 2.5 - far;
  return out;
}

/// From search coordinates (position of a₀, a₁, position of b₀, b₁) to parameters. Partial: b₀ itself.
template <typename T>
[[nodiscard]] inline Smoothing<T> natural(Season season, const T* u) {
  const auto place = [](const T& position, const T& x) {
    const Interval<T> room = real_interval(x);
    return room.low + position * (room.high - room.low);
  };
  Smoothing<T> p;
  p.a1 = u[1];
  p.a0 = place(u[0], u[1]);
  if (season == Season::kPartial) p.b0 = u[2];
  if (season == Season::kFull) {
    p.b1 = u[3];
    p.b0 = place(u[2], u[3]);
  }
  return p;
}
/// The inverse of natural.
[[nodiscard]] inline std::array<double, kCoordinates> coordinates(Season season, const Smoothing<double>& p) {
  const auto position = [](double real, double x) {
    const Interval<double> room = real_interval(x);
    return std::clamp((real - room.low) / (room.high - room.low), 0.0, 1.0);
  };
  std::array<double, kCoordinates> u{position(p.a0, p.a1), p.a1, 0.0, 0.0};
  if (season == Season::kPartial) u[2] = p.b0;
  if (season == Season::kFull) {
    u[2] = position(p.b0, p.b1);
    u[3] = p.b1;
  }
  return u;
}

/// Whether all roots of 1 + c₁ L + … lie outside the unit circle; c[0] = 1. Changes c. O(length²).
[[nodiscard]] inline bool is_stable(std::vector<double>& c) {
  for (std::size_t order = c.size() - 1; order >= 1; --order) {
    const double k = c[order];
    if (!(std::abs(k) < kLargestReflection)) return false;
    const double scale = 1.0 / (1.0 - k * k);
    for (std::size_t i = 1; i <= order / 2; ++i) {
      const double first = c[i];
      const double last = c[order - i];
      c[i] = (first - k * last) * scale;
      c[order - i] = (last - k * first) * scale;
    }
  }
  return true;
}

/// Whether the recursion forgets its start. The box of coordinates answers it for none and simple.
[[nodiscard]] inline bool is_admissible(Season season, const Smoothing<double>& p, Index m) {
  if (season == Season::kNone || season == Season::kSimple) return true;
  // y = (θ₁/φ₁ + θₛ/φₛ − 1) e: the moving-average polynomial is θ₁ φₛ + θₛ φ₁ − φ₁ φₛ.
  const auto forgetting = [](double real, double x) {
    return std::array<double, 3>{1.0, -(2.0 - 2.0 * real + x), (1.0 - real) * (2.0 - real) + x * x - x};
  };
  const std::array<double, 3> theta = forgetting(p.a0, p.a1);
  const std::array<double, 3> phi{1.0, -(2.0 - p.a0), 2.0 - p.a0 - p.a1};
  std::array<double, 3> theta_s{1.0, -(1.0 - p.b0), 0.0};
  std::array<double, 3> phi_s{1.0, -1.0, 0.0};
  if (season == Season::kFull) {
    theta_s = forgetting(p.b0, p.b1);
    phi_s = {1.0, -(2.0 - p.b0), 2.0 - p.b0 - p.b1};
  }
  const std::size_t lags = season == Season::kFull ? 2 : 1;
  std::vector<double> joint(lags * detail::at(m) + 3, 0.0);
  for (std::size_t i = 0; i < 3; ++i) {
    for (std::size_t j = 0; j <= lags; ++j) {
      joint[i + j * detail::at(m)] += theta[i] * phi_s[j] + theta_s[j] * phi[i] - phi[i] * phi_s[j];
    }
  }
  return is_stable(joint);
}

/// States: one pair (none, partial, full) or m pairs (simple), and m seasons s (partial), with r (full).
template <typename T>
struct State {
  std::vector<T> level;
  std::vector<T> potential;
  std::vector<T> season;
  std::vector<T> season_potential;
};

/// Initial states of a form: levels, potentials, seasons, seasonal potentials, in this order.
[[nodiscard]] constexpr Index initial_states(Season season, Index m) noexcept {
  switch (season) {
    case Season::kNone:
      return 2;
    case Season::kSimple:
      return 2 * m;
    case Season::kPartial:
      return 2 + m;
    case Season::kFull:
      break;
  }
  return 2 + 2 * m;
}
[[nodiscard]] constexpr Index smoothing_parameters(Season season) noexcept {
  if (season == Season::kPartial) return 3;
  return season == Season::kFull ? 4 : 2;
}

template <typename T>
inline void unpack(Season season, Index m, const T* initial, State<T>& state) {
  const std::size_t pairs = season == Season::kSimple ? detail::at(m) : 1;
  const std::size_t seasons = season == Season::kPartial || season == Season::kFull ? detail::at(m) : 0;
  state.level.assign(initial, initial + pairs);
  state.potential.assign(initial + pairs, initial + 2 * pairs);
  const T* rest = initial + 2 * pairs;
  state.season.assign(rest, rest + seasons);
  if (season == Season::kFull) {
    state.season_potential.assign(rest + seasons, rest + 2 * seasons);
  } else {
    state.season_potential.clear();
  }
}

/// Prediction for season of the cycle j = t mod m.
template <typename T>
[[nodiscard]] inline T predict(Season form, const State<T>& state, std::size_t j) {
  if (form == Season::kNone) return state.level[0];
  if (form == Season::kSimple) return state.level[j];
  return state.level[0] + state.season[j];
}

template <typename T>
inline void update(Season form, const Smoothing<T>& p, const T& error, State<T>& state, std::size_t j) {
  const auto step = [&error](T& level, T& potential, const T& real, const T& imaginary) {
    const T before = level;
    level = before - (1.0 - imaginary) * potential + (real - imaginary) * error;
    potential = before + (1.0 - real) * potential + (real + imaginary) * error;
  };
  const std::size_t pair = form == Season::kSimple ? j : 0;
  step(state.level[pair], state.potential[pair], p.a0, p.a1);
  if (form == Season::kPartial) state.season[j] = state.season[j] + p.b0 * error;
  if (form == Season::kFull) step(state.season[j], state.season_potential[j], p.b0, p.b1);
}

/// Runs over y (NaN = missing): state is initial on entry, final on exit; errors: one per observed value.
template <typename T>
inline void filter(Season form, Index m, const std::vector<T>& y, const std::vector<bool>& observed,
                   const Smoothing<T>& p, State<T>& state, T* errors) {
  std::size_t row = 0;
  std::size_t j = 0;
  for (std::size_t t = 0; t < y.size(); ++t) {
    T error(0.0);
    if (observed[t]) {
      error = y[t] - predict(form, state, j);
      errors[row++] = error;
    }
    update(form, p, error, state, j);
    if (++j == detail::at(m)) j = 0;
  }
}

}  // namespace dubao::models::ces
