// SPDX-License-Identifier: Apache-2.0
//
// Interventions: what is known to have happened at one period, entered as a regression effect.
//
// Kinds     level shift       0 0 0 1 1 1 …     the level is another from here on
//           outlier           0 0 0 1 0 0 …     this value alone is off
//           temporary change  0 0 0 1 δ δ² …    an effect that fades, δ = kTemporaryDecay
//           slope change      0 0 0 1 2 3 …     growth is another from here on
// Declared breaks of a series are level shifts.
// When not  Nothing is known of the period: an intervention chosen by looking at the residuals overstates its own
//           significance.
// Example   pattern(Kind::kSlopeChange, 3 - 2) == 2
// Source    Box and Tiao (1975); Harvey (1989), section 7.6.
#pragma once

#include <dubao/error.hpp>
#include <dubao/models/detail/prepared.hpp>

#include <cmath>
#include <cstdint>
#include <string>
#include <string_view>

namespace dubao::models::structural {

/// Share of a temporary change left after one period; the customary value (Chen and Liu 1993).
inline constexpr double kTemporaryDecay = 0.7;

enum class Kind : std::uint8_t { kLevelShift, kOutlier, kTemporaryChange, kSlopeChange };

struct Intervention {
  Kind kind = Kind::kLevelShift;
  Index position = 0;  ///< 0-based period of the series
};

/// Value of an intervention `since` periods after it began; 0 before.
[[nodiscard]] inline double pattern(Kind kind, Index since) noexcept {
  if (since < 0) return 0.0;
  switch (kind) {
    case Kind::kLevelShift:
      return 1.0;
    case Kind::kOutlier:
      return since == 0 ? 1.0 : 0.0;
    case Kind::kTemporaryChange:
      return std::pow(kTemporaryDecay, static_cast<double>(since));
    case Kind::kSlopeChange:
      break;
  }
  return static_cast<double>(since + 1);
}

[[nodiscard]] constexpr std::string_view to_string(Kind kind) noexcept {
  switch (kind) {
    case Kind::kLevelShift:
      return "level_shift";
    case Kind::kOutlier:
      return "outlier";
    case Kind::kTemporaryChange:
      return "temporary_change";
    case Kind::kSlopeChange:
      break;
  }
  return "slope_change";
}

/// The kind of a name (spaces or underscores). Throws InputError E-STR-002 for a name that is none.
[[nodiscard]] inline Kind parse_kind(std::string name) {
  for (char& c : name) {
    if (c == ' ') c = '_';
  }
  for (const Kind kind : {Kind::kLevelShift, Kind::kOutlier, Kind::kTemporaryChange, Kind::kSlopeChange}) {
    if (name == to_string(kind)) return kind;
  }
  throw InputError("E-STR-002", "interventions", "'" + name + "' is no kind of intervention",
                   "give level shift, outlier, temporary change or slope change");
}

}  // namespace dubao::models::structural
