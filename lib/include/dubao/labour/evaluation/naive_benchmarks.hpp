// SPDX-License-Identifier: Apache-2.0
//
// Naive benchmarks of a projection: no change, constant shares of the total that was forecast, and last growth goes on.
//
// When      Beside every evaluation: a projection that loses to them has told nothing.
// Formula   no change: base
//           constant share: base · Σ forecast / Σ base over the group: the structure of the origin in the total of the
//           forecast, so that the difference to it is the structure's alone
//           last growth: base · (base/before)^(steps / steps_before); no change where base or before is not above zero
// Example   100 ten years after 80, five years ahead: 100 · 1.25^½ = 111.803.
// Source    BLS, evaluations of employment projections (naive models); geometric growth: own choice, it keeps levels ≥ 0.
#pragma once

#include <dubao/data/series.hpp>

#include <cmath>
#include <limits>

namespace dubao::labour {

/// Level when the part keeps its share of a total that goes from total_base to total_forecast; NaN when the total was not
/// above zero.
[[nodiscard]] inline double constant_share(double base, double total_base, double total_forecast) noexcept {
  return total_base > 0.0 ? base * (total_forecast / total_base) : data::kMissing;
}

/// Level after `steps` periods when the growth from `before` to `base`, `steps_before` > 0 periods, goes on. NaN when
/// `before` is missing: there is no last growth. Growth beyond the largest number is held at it.
[[nodiscard]] inline double last_growth(double before, double base, double steps_before,
                                        double steps) noexcept {
  if (data::is_missing(before) || data::is_missing(base)) return data::kMissing;
  if (!(base > 0.0 && before > 0.0)) return base;
  const double level = base * std::pow(base / before, steps / steps_before);
  return std::isfinite(level) ? level : std::numeric_limits<double>::max();
}

}  // namespace dubao::labour
