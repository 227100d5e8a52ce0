// SPDX-License-Identifier: Apache-2.0
//
// The bounds test with everything a reader needs: statistics, bounds of both kinds at every level, p-values, verdict.
//
// When      Before a long-run elasticity is quoted: without a level relation it is a ratio of noise.
// Verdict   F beyond the I(1) bound: a level relation, whatever the drivers are; below the I(0) bound: none; between: undecided.
//           The bounds of the sample's own size decide where they were simulated, the published ones otherwise.
// Assumes   No driver is integrated of order two, errors are not autocorrelated: look at the residuals first.
// Example   F = 6 with one driver, case III, a thousand rows: at 5 % the bounds are 4.94 and 5.73: a level relation
// Source    Pesaran, Shin and Smith (2001), Journal of Applied Econometrics 16, 289–326.
#pragma once

#include <dubao/models/dynamic_regression/bounds_simulation.hpp>

#include <cstdint>
#include <optional>
#include <vector>

namespace dubao::models {

enum class BoundsVerdict : std::uint8_t { kNone, kUndecided, kRelation };

/// Bounds at one level of significance. Published ones are empty where the paper has none, simulated ones where not asked.
struct BoundsLevel {
  double level = 0.0;
  std::optional<Bounds> f_published{};
  std::optional<Bounds> t_published{};
  std::optional<Bounds> f_simulated{};
  std::optional<Bounds> t_simulated{};
  BoundsVerdict verdict = BoundsVerdict::kUndecided;  ///< of F
};

struct BoundsTest {
  BoundsCase which = BoundsCase::kIII;
  double f = data::kMissing;
  double t = data::kMissing;
  Index drivers = 0;
  Index rows = 0;                    ///< of the regression
  std::optional<Bounds> f_pvalue{};  ///< by simulation
  std::optional<Bounds> t_pvalue{};
  std::vector<BoundsLevel> levels;  ///< 10, 5, 2.5 and 1 per cent
};

namespace dynamic_regression {

/// F against its bounds. NaN decides nothing.
[[nodiscard]] inline BoundsVerdict judge(double f, const Bounds& bounds) noexcept {
  if (f > bounds.integrated) return BoundsVerdict::kRelation;
  if (f < bounds.stationary) return BoundsVerdict::kNone;
  return BoundsVerdict::kUndecided;
}

/// Puts statistics beside their bounds. simulated: of the same case, order and number of rows; null: published bounds only.
[[nodiscard]] inline BoundsTest make_bounds_test(BoundsCase which, const BoundsStatistics& statistics,
                                                 Index drivers, Index rows,
                                                 const SimulatedBounds* simulated) {
  BoundsTest out{which, statistics.f, statistics.t, drivers, rows, {}, {}, {}};
  if (simulated != nullptr) {
    out.f_pvalue = simulated->f_pvalue(statistics.f);
    out.t_pvalue = simulated->t_pvalue(statistics.t);
  }
  for (const double level : kFLevels) {
    BoundsLevel one;
    one.level = level;
    one.f_published = f_critical_value(which, drivers, level);
    one.t_published = t_critical_value(which, drivers, level);
    if (simulated != nullptr) {
      one.f_simulated = simulated->f(level);
      one.t_simulated = simulated->t(level);
    }
    if (one.f_simulated) {
      one.verdict = judge(statistics.f, *one.f_simulated);
    } else if (one.f_published) {
      one.verdict = judge(statistics.f, *one.f_published);
    }
    out.levels.push_back(one);
  }
  return out;
}

}  // namespace dynamic_regression

}  // namespace dubao::models
