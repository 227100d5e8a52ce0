// SPDX-License-Identifier: Apache-2.0
//
// Growth hits: was the direction right, and was it right that a group would grow faster than the average?
//
// When      Judging what readers take from a projection: does the occupation grow, and more than others?
// When not  Alone: a direction is easy where everything grows; the second question is the hard one.
// Formula   direction hit: sign(forecast − base) = sign(actual − base); a change within rounding has sign 0
//           faster hit: [forecast/base > Σ forecast/Σ base] = [actual/base > Σ actual/Σ base], sums over the group
// Limits    "No change" hits a direction only where nothing changed, and calls nothing faster than average: its rates are
//           what they are, not 0.5.
// Example   base {100, 100}, forecast {120, 101}, actual {105, 110}: both directions right, both "faster" calls wrong.
// Source    BLS, evaluations of employment projections (direction of change, faster than average).
#pragma once

#include <dubao/data/series.hpp>

#include <cmath>

namespace dubao::labour {

/// Relative difference of two sizes below which they count as equal: what a change of unit does to the last digits.
inline constexpr double kSameSize = 1e-12;

/// Sign of a change: −1, 0 or 1; 0 within kSameSize of the larger size.
[[nodiscard]] inline int direction_of(double base, double later) noexcept {
  const double change = later - base;
  if (std::abs(change) <= kSameSize * std::fmax(std::abs(base), std::abs(later))) return 0;
  return change > 0.0 ? 1 : -1;
}

/// 1 when forecast and actual moved the same way from the base, else 0; NaN when a value is missing.
[[nodiscard]] inline double direction_hit(double base, double forecast, double actual) noexcept {
  if (data::is_missing(base) || data::is_missing(forecast) || data::is_missing(actual)) return data::kMissing;
  return direction_of(base, forecast) == direction_of(base, actual) ? 1.0 : 0.0;
}

/// Whether a part grew faster than its total; parts and totals ≥ 0, bases > 0.
[[nodiscard]] inline bool is_faster(double base, double later, double total_base,
                                    double total_later) noexcept {
  return direction_of(total_later / total_base, later / base) > 0;
}

/// 1 when forecast and actual agree on whether the part grows faster than its total, else 0; NaN when a value is missing
/// or a base is not above zero.
[[nodiscard]] inline double faster_hit(double base, double forecast, double actual, double total_base,
                                       double total_forecast, double total_actual) noexcept {
  const bool known = base > 0.0 && total_base > 0.0 && !data::is_missing(forecast + total_forecast) &&
                     !data::is_missing(actual + total_actual);
  if (!known) return data::kMissing;
  return is_faster(base, forecast, total_base, total_forecast) ==
                 is_faster(base, actual, total_base, total_actual)
             ? 1.0
             : 0.0;
}

}  // namespace dubao::labour
