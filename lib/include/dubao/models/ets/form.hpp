// SPDX-License-Identifier: Apache-2.0
//
// EtsForm: which exponential-smoothing model: error, trend, season.
//
// What      ETS(error, trend, season) in the taxonomy of Hyndman, Koehler, Ord and Snyder (2008), chapter 2: error
//           A or M, trend N, A, Ad (damped), M or Md, season N, A or M. Multiplicative trends forecast exponential growth:
//           on request only, never in the automatic choice by default.
// Example   parse_form("M", "A", true, "N").name() == "ETS(M,Ad,N)"
#pragma once

#include <dubao/data/series.hpp>
#include <dubao/error.hpp>
#include <dubao/models/detail/text.hpp>

#include <cstdint>
#include <string>
#include <string_view>

namespace dubao::models {

enum class EtsError : std::uint8_t { kAdditive, kMultiplicative };
enum class EtsTrend : std::uint8_t { kNone, kAdditive, kDamped, kMultiplicative, kDampedMultiplicative };
enum class EtsSeason : std::uint8_t { kNone, kAdditive, kMultiplicative };

struct EtsForm {
  EtsError error = EtsError::kAdditive;
  EtsTrend trend = EtsTrend::kNone;
  EtsSeason season = EtsSeason::kNone;

  [[nodiscard]] constexpr bool has_trend() const noexcept { return trend != EtsTrend::kNone; }
  [[nodiscard]] constexpr bool is_damped() const noexcept {
    return trend == EtsTrend::kDamped || trend == EtsTrend::kDampedMultiplicative;
  }
  /// Whether the trend is a factor per period.
  [[nodiscard]] constexpr bool has_growth_factor() const noexcept {
    return trend == EtsTrend::kMultiplicative || trend == EtsTrend::kDampedMultiplicative;
  }
  [[nodiscard]] constexpr bool has_season() const noexcept { return season != EtsSeason::kNone; }
  [[nodiscard]] constexpr bool is_relative() const noexcept { return error == EtsError::kMultiplicative; }
  /// Whether the one-step errors are linear in the initial state.
  [[nodiscard]] constexpr bool is_linear() const noexcept {
    return error == EtsError::kAdditive && season != EtsSeason::kMultiplicative && !has_growth_factor();
  }
  /// Whether all values must be above zero.
  [[nodiscard]] constexpr bool needs_positive() const noexcept {
    return error == EtsError::kMultiplicative || season == EtsSeason::kMultiplicative || has_growth_factor();
  }
  /// Smoothing parameters: α, and β, φ, γ where the form has them.
  [[nodiscard]] Index smoothing_parameters() const noexcept {
    return 1 + (has_trend() ? 1 : 0) + (is_damped() ? 1 : 0) + (has_season() ? 1 : 0);
  }
  /// Free initial states: level, trend, season_length − 1 seasonal ones.
  [[nodiscard]] Index initial_states(Index season_length) const noexcept {
    return 1 + (has_trend() ? 1 : 0) + (has_season() ? season_length - 1 : 0);
  }
  [[nodiscard]] std::string name() const {
    const char* trends[] = {"N", "A", "Ad", "M", "Md"};
    const char* seasons[] = {"N", "A", "M"};
    return detail::concatenate({"ETS(", is_relative() ? "M," : "A,", trends[static_cast<std::size_t>(trend)],
                                ",", seasons[static_cast<std::size_t>(season)], ")"});
  }
  constexpr bool operator==(const EtsForm&) const noexcept = default;
};

/// Reads the letters. Throws InputError E-ETS-001 naming every letter that is none, and damped without trend.
[[nodiscard]] inline EtsForm parse_form(std::string_view error, std::string_view trend, bool damped,
                                        std::string_view season) {
  Problems problems;
  EtsForm form;
  const auto refuse = [&problems](const char* argument, std::string_view value, const char* remedy) {
    problems.add(
        {"E-ETS-001", argument, detail::concatenate({"'", value, "' is not possible"}), remedy, "", ""});
  };
  if (error == "M") {
    form.error = EtsError::kMultiplicative;
  } else if (error != "A") {
    refuse("error", error, "give A or M");
  }
  if (trend == "A") {
    form.trend = damped ? EtsTrend::kDamped : EtsTrend::kAdditive;
  } else if (trend == "Ad") {
    form.trend = EtsTrend::kDamped;
  } else if (trend == "M") {
    form.trend = damped ? EtsTrend::kDampedMultiplicative : EtsTrend::kMultiplicative;
  } else if (trend == "Md") {
    form.trend = EtsTrend::kDampedMultiplicative;
  } else if (trend != "N") {
    refuse("trend", trend, "give N, A, Ad, M or Md");
  } else if (damped) {
    refuse("damped", "true", "a damped trend needs trend = A or M");
  }
  if (season == "A") {
    form.season = EtsSeason::kAdditive;
  } else if (season == "M") {
    form.season = EtsSeason::kMultiplicative;
  } else if (season != "N") {
    refuse("season", season, "give N, A or M");
  }
  problems.throw_if_any();
  return form;
}

}  // namespace dubao::models
