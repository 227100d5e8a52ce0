// SPDX-License-Identifier: Apache-2.0
//
// What a structural model asks of the data, and what it gives up when they are too few.
//
// Limit     n ≥ diffuse states + searched parameters + 1: one degree of freedom is left for the scale.
// Order     cycle, season, damping, moving slope, regressors and interventions, irregular, slope; below a random walk
//           (three values) the last value, or damped shrunken drift (ets/ladder.hpp). The notes name what was given up.
#pragma once

#include <dubao/models/ets/ladder.hpp>
#include <dubao/models/structural/likelihood.hpp>

#include <algorithm>
#include <string>
#include <vector>

namespace dubao::models::structural {

/// Longest season that is modelled with one state a period.
inline constexpr Index kLongestSeason = 53;

/// Whether n observed values carry the form with this many effects.
[[nodiscard]] inline bool is_estimable(const Form& form, Index effects, Index n) noexcept {
  return n >= form.shape(effects).diffuse() + form.searched() + 1;
}

/// Whether every season is observed and can be told from the trend.
[[nodiscard]] inline bool covers_season(const Form& form, const detail::Prepared& series) {
  if (form.season_length < 2 || form.season_length > kLongestSeason) return false;
  if (!ets::covers_season(series, form.season_length)) return false;
  const auto states = static_cast<int>(form.shape(0).diffuse());
  optim::OrthogonalBasis basis;
  basis.reset(static_cast<int>(series.count()), states);
  internal::push_form(form, series, basis);
  return basis.rank() == states;
}

/// Gives up parts of the form until the data carry it. breaks: effects that stay; effects: all others, reduced too.
/// False when not even a random walk can be estimated.
[[nodiscard]] inline bool reduce(Form& form, Index breaks, Index& effects, detail::Prepared& series) {
  const std::string asked = form.name();
  const Index n = series.count();
  const auto become = [&form](std::string_view name) { form.trend = parse_trend(name); };
  if (form.has_season() && !covers_season(form, series)) form.season = state_space::Season::kNone;
  while (!is_estimable(form, breaks + effects, n)) {
    if (form.cycle) {
      form.cycle = false;
    } else if (form.has_season()) {
      form.season = state_space::Season::kNone;
    } else if (form.trend.damped) {
      become("local linear");
    } else if (form.trend.slope_moves) {
      become(form.trend.level_moves ? "drift" : "line");
    } else if (effects > 0) {
      --effects;
    } else if (form.trend.level_moves && form.irregular) {
      form.irregular = false;
      become(form.trend.slope ? "random walk with drift" : "random walk");
    } else if (form.trend.slope) {
      become(form.trend.level_moves ? "random walk" : "constant");
    } else {
      return false;
    }
  }
  if (!form.has_season()) form.season_length = 1;
  if (form.name() != asked) {
    series.notes.push_back(detail::concatenate(
        {"ladder: ", std::to_string(n), " values do not carry ", asked, ": ", form.name()}));
  }
  return true;
}

}  // namespace dubao::models::structural
