// SPDX-License-Identifier: Apache-2.0
//
// Form of a structural model: which components it has and which of them move.
//
// Trends    constant                a level that stays, and noise
//           local level             a level that walks, and noise
//           random walk             a level that walks
//           line                    a straight line, and noise
//           drift                   a level that walks with a steady slope, and noise
//           random walk with drift  a level that walks with a steady slope
//           local linear            level and slope walk, and noise
//           smooth                  the slope walks (integrated random walk), and noise
//           damped                  as local linear, the slope shrinks by φ a period
// Seasons   none, dummy, trigonometric; fixed: dummies that do not move
// Example   parse_trend("local linear").slope_moves == true
// Source    Harvey (1989), section 2.3; names as in statsmodels and R's StructTS where they have one.
#pragma once

#include <dubao/error.hpp>
#include <dubao/models/state_space/system.hpp>

#include <array>
#include <string>
#include <string_view>
#include <utility>

namespace dubao::models::structural {

using detail::at;

struct Trend {
  std::string_view name = "local level";
  bool irregular = true;
  bool level_moves = true;
  bool slope = false;
  bool slope_moves = false;
  bool damped = false;
};

inline constexpr std::array<Trend, 9> kTrends{{
    {"constant", true, false, false, false, false},
    {"local level", true, true, false, false, false},
    {"random walk", false, true, false, false, false},
    {"line", true, false, true, false, false},
    {"drift", true, true, true, false, false},
    {"random walk with drift", false, true, true, false, false},
    {"local linear", true, true, true, true, false},
    {"smooth", true, false, true, true, false},
    {"damped", true, true, true, true, true},
}};

/// Other names of the same trends.
inline constexpr std::array<std::pair<std::string_view, std::string_view>, 12> kTrendNames{{
    {"deterministic constant", "constant"},
    {"fixed level", "constant"},
    {"level", "local level"},
    {"llevel", "local level"},
    {"rwalk", "random walk"},
    {"deterministic trend", "line"},
    {"fixed trend", "line"},
    {"local linear deterministic trend", "drift"},
    {"rwdrift", "random walk with drift"},
    {"local linear trend", "local linear"},
    {"smooth trend", "smooth"},
    {"damped trend", "damped"},
}};

/// The trend of a name; throws InputError E-STR-001 for a name that is none.
[[nodiscard]] inline Trend parse_trend(std::string_view name) {
  for (const auto& [other, own] : kTrendNames) {
    if (name == other) name = own;
  }
  for (const Trend& trend : kTrends) {
    if (trend.name == name) return trend;
  }
  throw InputError(
      "E-STR-001", "trend", "'" + std::string(name) + "' is no trend",
      "give constant, local level, random walk, line, drift, random walk with drift, local linear, smooth "
      "or damped");
}

struct Form {
  Trend trend = kTrends[1];
  state_space::Season season = state_space::Season::kNone;
  bool season_moves = true;
  Index season_length = 1;
  bool cycle = false;
  bool irregular = true;  ///< whether an irregular variance is estimated

  [[nodiscard]] bool has_season() const noexcept { return season != state_space::Season::kNone; }
  /// Variances and transition parameters that are searched.
  [[nodiscard]] Index searched() const noexcept {
    return Index{irregular} + Index{trend.level_moves} + Index{trend.slope_moves} + Index{trend.damped} +
           Index{has_season() && season_moves} + (cycle ? 3 : 0);
  }
  [[nodiscard]] state_space::Shape shape(Index effects) const noexcept {
    state_space::Shape out;
    out.slope = trend.slope;
    out.damped = trend.damped;
    out.season = season;
    out.season_length = season_length;
    out.cycle = cycle;
    out.effects = effects;
    return out;
  }
  [[nodiscard]] std::string name() const {
    std::string out = "Structural(";
    out += trend.name;
    if (has_season()) {
      out += season == state_space::Season::kTrigonometric ? ", trigonometric season " : ", dummy season ";
      out += std::to_string(season_length);
    }
    if (cycle) out += ", cycle";
    out += ")";
    return out;
  }
};

}  // namespace dubao::models::structural
