// SPDX-License-Identifier: Apache-2.0
//
// The bound on growth: no forecast and no path explodes.
//
// What      After s steps a point forecast stays within kMeanGrowthBound · s · u of the range of the last
//           definition, a sample path within kPathGrowthBound · s · u, where u is the largest change of one
//           period seen inside a definition. The bound is a guard against a broken fit (an unguarded engine's
//           average error is ruled by a few explosions); an ordinary forecast never meets it.
// Formula   range − factor · s · u ≤ forecast ≤ range + factor · s · u
// Example   history 10, 12, 11 (u = 2): one step ahead the point forecast lies in [10 − 4, 12 + 4].
#pragma once

#include <dubao/models/detail/prepared.hpp>

#include <algorithm>
#include <cmath>

namespace dubao::models::detail {

/// Largest growth a point forecast may show per period, in units of the largest change seen.
inline constexpr double kMeanGrowthBound = 2.0;
/// The same for sample paths: wide enough for every path that carries probability worth counting.
inline constexpr double kPathGrowthBound = 25.0;
/// Standard deviation of a change when no change was ever observed, relative to the value: an assumption, not
/// an estimate, used for a series of one value only and always noted.
inline constexpr double kAssumedRelativeChange = 0.10;

/// Range of the last definition and the unit of growth, in scaled values.
struct GrowthBound {
  double lowest = 0.0;
  double highest = 0.0;
  double unit = 0.0;

  [[nodiscard]] double clamp(double value, Index step, double factor) const noexcept {
    const double room = factor * static_cast<double>(step) * unit;
    return std::clamp(value, lowest - room, highest + room);
  }
};

/// step counts from the last observed value: 1 is the period after it.
[[nodiscard]] inline GrowthBound growth_bound(const Prepared& series) {
  GrowthBound bound;
  bound.lowest = bound.highest = series.y[at(series.last())];
  for (const Index t : series.observed) {
    if (!series.is_last_definition(t)) continue;
    bound.lowest = std::min(bound.lowest, series.y[at(t)]);
    bound.highest = std::max(bound.highest, series.y[at(t)]);
  }
  for (const Change& change : series.changes) {
    bound.unit = std::max(bound.unit, std::abs(change.value) / change.gap());
  }
  if (series.changes.empty()) bound.unit = kAssumedRelativeChange * std::abs(bound.highest);
  return bound;
}

}  // namespace dubao::models::detail
