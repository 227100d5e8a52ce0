// SPDX-License-Identifier: Apache-2.0
//
// What can happen to an official series besides its ordinary movement, and the shape it leaves.
//
// Kinds     additive outlier  one value is wrong or exceptional            shape 1, 0, 0, 0, …
//           temporary change  a shock that dies away                       shape 1, δ, δ², δ³, …   (δ = 0.7)
//           level shift       the level changes and stays: new definition  shape 1, 1, 1, 1, …
// Formula   y_t = ordinary_t + Σ size · shape(t − at)
// Source    Chen and Liu (1993), J. Amer. Statist. Assoc. 88, 284–297; δ = 0.7 is their value.
#pragma once

#include <dubao/data/series.hpp>
#include <dubao/time/period.hpp>

#include <cmath>
#include <cstdint>
#include <string_view>

namespace dubao::models {

enum class InterventionKind : std::uint8_t { kAdditiveOutlier, kTemporaryChange, kLevelShift };

/// Share of a temporary change that is left one period later (Chen and Liu 1993).
inline constexpr double kTemporaryChangeDecay = 0.7;

[[nodiscard]] constexpr std::string_view intervention_name(InterventionKind kind) noexcept {
  switch (kind) {
    case InterventionKind::kAdditiveOutlier:
      return "additive outlier";
    case InterventionKind::kTemporaryChange:
      return "temporary change";
    case InterventionKind::kLevelShift:
      return "level shift";
  }
  return {};
}

/// Share of the size that is felt `lag` periods after the start; 0 before it (lag < 0).
[[nodiscard]] inline double intervention_shape(InterventionKind kind, Index lag) noexcept {
  if (lag < 0) return 0.0;
  switch (kind) {
    case InterventionKind::kAdditiveOutlier:
      return lag == 0 ? 1.0 : 0.0;
    case InterventionKind::kTemporaryChange:
      return std::pow(kTemporaryChangeDecay, static_cast<double>(lag));
    case InterventionKind::kLevelShift:
      return 1.0;
  }
  return 0.0;
}

/// One that was found.
struct Intervention {
  InterventionKind kind = InterventionKind::kAdditiveOutlier;
  Index at = 0;                 ///< 0-based position of the first value it touches
  time::Period period;          ///< the same as a period
  double size = 0.0;            ///< estimated effect on that value; unit of y, on logs: relative (0.1 = 10 %)
  double standard_error = 0.0;  ///< of size; includes that the noise structure is not known
  double evidence = 0.0;  ///< log-likelihood gained by it beside all the others, the smaller of both scales
};

}  // namespace dubao::models
