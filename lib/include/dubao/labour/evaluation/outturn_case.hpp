// SPDX-License-Identifier: Apache-2.0
//
// Cases of an evaluation: what was forecast, what came, and what was known at the origin.
//
// What      One case is one occupation (industry, region) and one period forecast from an origin. Cases are written by hand,
//           for instance from published projections, or made from draws, histories and outturns by outturn_cases.
// Breaks    A target across a declared break has no comparable outturn: its case stays without one and is counted.
// Example   history 2020–2022: 8, 9, 11; draws of 2023; outturn 12: base 11, before 9, scale (1 + 2)/2 = 1.5, actual 12.
// Source    Own.
#pragma once

#include <dubao/data/panel.hpp>
#include <dubao/evaluation/point_accuracy.hpp>
#include <dubao/labour/keyed_draws.hpp>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace dubao::labour {

/// One occupation (or industry, region) forecast for one period. Levels in one unit, ≥ 0.
struct OutturnCase {
  std::string key;
  std::string group;                       ///< origin and period, for instance "2012 → 2022"
  double base = data::kMissing;            ///< value at the origin
  double forecast = data::kMissing;        ///< point forecast; missing: the median of the draws
  double actual = data::kMissing;          ///< published outturn; missing: not known yet
  double steps = 1.0;                      ///< periods from origin to target, > 0
  double before = data::kMissing;          ///< an earlier value, for last growth
  double steps_before = 1.0;               ///< periods from `before` to the base, > 0
  double scale = data::kMissing;           ///< mean absolute change of the history, for MASE
  double standard_error = data::kMissing;  ///< of the published outturn
  double filtered = data::kMissing;        ///< outturn without sampling noise, where it is known
  std::vector<double> draws = {};          ///< of the signal; may be empty
};

/// Another set of point forecasts to stand beside: one value a case, in the order of the cases, NaN = none.
struct OtherForecast {
  std::string name;
  std::vector<double> values;
};

struct EvaluationOptions {
  std::vector<double> levels = {0.5, 0.8, 0.95};  ///< of the central intervals, in (0, 1)
  std::uint64_t seed = 1;                         ///< of the sampling error that is added for survey cover
};

namespace detail {

inline void check_cases(const std::vector<OutturnCase>& cases, const std::vector<OtherForecast>& others,
                        const EvaluationOptions& options) {
  Problems problems;
  std::set<std::pair<std::string, std::string>> seen;
  for (const OutturnCase& one : cases) {
    problems.add_if(
        !seen.insert({one.key, one.group}).second,
        {"E-ACC-014", "cases", "the case stands twice", "give every key once a group", one.key, one.group});
    const auto level = [&](const char* name, double value, bool may_be_missing) {
      const bool good = data::is_missing(value) ? may_be_missing : value >= 0.0 && std::isfinite(value);
      problems.add_if(!good, {"E-ACC-013", name, std::to_string(value) + " is not a number of persons",
                              "give a finite number ≥ 0", one.key, one.group});
    };
    level("base", one.base, false);
    level("forecast", one.forecast, !one.draws.empty());
    level("actual", one.actual, true);
    level("before", one.before, true);
    level("scale", one.scale, true);
    level("standard_error", one.standard_error, true);
    level("filtered", one.filtered, true);
    problems.add_if(!(one.steps > 0.0 && one.steps_before > 0.0),
                    {"E-ACC-015", "steps", "a distance in time is not above zero",
                     "give the periods from origin to target, and from the earlier value to the origin",
                     one.key, one.group});
    problems.add_if(
        !std::all_of(one.draws.begin(), one.draws.end(), [](double x) { return std::isfinite(x); }),
        {"E-ACC-013", "draws", "a draw is not finite", "give finite draws", one.key, one.group});
  }
  for (const OtherForecast& other : others) {
    problems.add_if(other.values.size() != cases.size(),
                    {"E-ACC-001", "others",
                     "'" + other.name + "': " + std::to_string(other.values.size()) + " values for " +
                         std::to_string(cases.size()) + " cases",
                     "give one value a case, NaN where there is none", "", ""});
  }
  for (const double one : options.levels) {
    problems.add_if(!(one > 0.0 && one < 1.0),
                    {"E-ACC-016", "levels", std::to_string(one) + " is not inside (0, 1)",
                     "give for instance 0.8", "", ""});
  }
  problems.throw_if_any();
}

/// Position of the last observed value before period `end`, −1 when there is none.
[[nodiscard]] inline Index last_observed(const data::Series& series, Index end) noexcept {
  for (Index t = std::min(end, series.size()) - 1; t >= 0; --t) {
    if (!data::is_missing(series[t])) return t;
  }
  return -1;
}

/// Whether a definition declared in the series begins after `from` and not after `to`.
[[nodiscard]] inline bool breaks_between(const data::Series& series, time::Period from, time::Period to) {
  return std::any_of(series.breaks().begin(), series.breaks().end(),
                     [&](const time::Period& at) { return at > from && at <= to; });
}

}  // namespace detail

/// Makes the cases of a forecast: one a key and period, keys ascending.
/// history: what was known at the origin, one series a key (values from the origin on are not used); outturn: what is
/// known now, best with the origin inside so that its breaks show; standard errors of the outturn are taken over. Periods
/// without a comparable outturn give a case without one. Throws InputError E-ACC-017 (a key without history, without
/// outturn, or without an observed value before the origin), all at once. O(keys · (periods + draws · horizon)).
[[nodiscard]] inline std::vector<OutturnCase> outturn_cases(const KeyedDraws& forecast,
                                                            const data::Panel& history,
                                                            const data::Panel& outturn) {
  Problems problems;
  for (const auto& [key, draws] : forecast) {
    const bool known = history.contains(key) &&
                       detail::last_observed(history.at(key), draws.start() - history.at(key).start()) >= 0;
    problems.add_if(!known, {"E-ACC-017", "history", "there is no observed value before the forecast",
                             "give its history, or leave it out of the forecast", key, ""});
    problems.add_if(!outturn.contains(key), {"E-ACC-017", "outturn", "there is no outturn",
                                             "give its outturn, or leave it out of the forecast", key, ""});
  }
  problems.throw_if_any();
  std::vector<OutturnCase> out;
  for (const auto& [key, draws] : forecast) {
    const data::Series& past = history.at(key);
    const data::Series known = past.head(draws.start() - past.start());
    const data::Series& now = outturn.at(key);
    const Index base = detail::last_observed(known, known.size());
    const Index before = detail::last_observed(known, base);
    const std::vector<int> definition = known.segment();
    const time::Period origin = known.period(base);
    OutturnCase common;
    common.key = key;
    common.base = known[base];
    if (before >= 0 &&
        definition[static_cast<std::size_t>(before)] == definition[static_cast<std::size_t>(base)]) {
      common.before = known[before];
      common.steps_before = static_cast<double>(base - before);
    }
    common.scale = evaluation::naive_absolute_scale(known);
    for (Index h = 0; h < draws.horizon(); ++h) {
      const time::Period target = draws.period(h);
      OutturnCase one = common;
      one.group = (draws.start() - 1).to_string() + " → " + target.to_string();
      one.steps = static_cast<double>(target - origin);
      const Index t = target - now.start();
      if (t >= 0 && t < now.size() && !detail::breaks_between(now, origin, target) &&
          !detail::breaks_between(past, origin, target)) {
        one.actual = now[t];
        if (!now.standard_errors().empty()) {
          one.standard_error = now.standard_errors()[static_cast<std::size_t>(t)];
        }
      }
      for (Index d = 0; d < draws.size(); ++d) one.draws.push_back(draws.paths()(d, h));
      out.push_back(std::move(one));
    }
  }
  return out;
}

}  // namespace dubao::labour
