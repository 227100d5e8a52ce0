// SPDX-License-Identifier: Apache-2.0
//
// Required path: what a dated target asks of every period from the last observation on, beside what the past did.
//
// What      The comparable run of a series (from its last break of definition on), and two ways from its last value to the
//           target: even steps, and even growth. Both are arithmetic of the target, not forecasts.
// When      Target and series have one definition, unit and territory.
// When not  A rank, a yes-or-no target, a cumulative count set against a yearly one: no path is meant.
// Formula   n = T − t0,  step s = (Y − y0)/n,  path y0 + k·s;   growth g = (Y/y0)^{1/n} − 1,  path y0·(1 + g)^k,  k = 1…n
//           past of the run, m = t0 − t1:  (y0 − y1)/m  and  (y0/y1)^{1/m} − 1
//           A growth rate exists where both ends are above zero.
// Example   Run 2020: 10, …, 2024: 14; target 20 in 2027. n = 3: step 2, path 16, 18, 20; the past made 1 a year.
//           growth (20/14)^{1/3} − 1 = 0.1262, path 15.77, 17.76, 20; the past grew by (14/10)^{1/4} − 1 = 0.0878 a year.
// Source    Own arithmetic; compound growth as in national accounts.
#pragma once

#include <dubao/data/series.hpp>
#include <dubao/error.hpp>
#include <dubao/time/period.hpp>

#include <Eigen/Core>
#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

namespace dubao::labour {

/// Observations of one definition, from the last declared break on.
struct ComparableRun {
  Index observations = 0;  ///< values that are there; the ends below exist when there is at least one
  time::Period first;
  time::Period last;
  double first_value = data::kMissing;
  double last_value = data::kMissing;
};

/// The run after the last break.
/// start: period of values(0); values: one for each period, NaN = missing; breaks: periods before which the definition
/// changed. A break after the last value leaves no observation: a target is then measured in terms not yet observed.
/// Cost: one pass.
[[nodiscard]] inline ComparableRun comparable_run(time::Period start,
                                                  const Eigen::Ref<const Eigen::ArrayXd>& values,
                                                  const std::vector<time::Period>& breaks = {}) {
  Index from = 0;
  for (const time::Period& one : breaks) from = std::max<Index>(from, one - start);
  ComparableRun run;
  for (Index t = from; t < values.size(); ++t) {
    if (!std::isfinite(values(t))) continue;
    if (run.observations++ == 0) {
      run.first = start + t;
      run.first_value = values(t);
    }
    run.last = start + t;
    run.last_value = values(t);
  }
  return run;
}

/// Two ways to a target, and the pace of the past.
struct RequiredPath {
  Index periods = 0;               ///< n: from the last observation to the due period
  double step = data::kMissing;    ///< per period, unit of the series
  double growth = data::kMissing;  ///< per period, a share (0.05 = 5 %); NaN where an end is not above zero
  Eigen::ArrayXd even_steps;       ///< n values, the last one the target
  Eigen::ArrayXd even_growth;      ///< n values; empty where growth does not exist
  double past_step = data::kMissing;    ///< NaN with a single observation
  double past_growth = data::kMissing;  ///< NaN with a single observation or an end not above zero
};

/// Share by which a value grows per period on the way from one to the other; NaN where an end is not above zero.
[[nodiscard]] inline double even_growth_rate(double from, double to, Index periods) noexcept {
  if (!(from > 0.0) || !(to > 0.0) || periods < 1) return data::kMissing;
  return std::expm1(std::log(to / from) / static_cast<double>(periods));
}

/// From the last observation to the target.
/// run: at least one observation; due: after the last of them, same frequency; target: finite, unit of the series.
/// Throws InputError E-TGT-003 otherwise. Cost: O(n).
[[nodiscard]] inline RequiredPath required_path(const ComparableRun& run, time::Period due, double target) {
  const bool known = run.observations > 0 && run.last.frequency() == due.frequency();
  const Index n = known ? due - run.last : 0;
  if (n < 1 || !std::isfinite(target)) {
    throw InputError("E-TGT-003", "due, value",
                     "a path needs an observation, a later due period and a target that is a number",
                     "compare targets whose date has passed with what was observed", {}, due.to_string());
  }
  RequiredPath path;
  path.periods = n;
  path.step = (target - run.last_value) / static_cast<double>(n);
  path.growth = even_growth_rate(run.last_value, target, n);
  path.even_steps = run.last_value + path.step * Eigen::ArrayXd::LinSpaced(n, 1.0, static_cast<double>(n));
  path.even_steps(n - 1) = target;  // not up to rounding: the path ends at the target
  if (std::isfinite(path.growth)) {
    path.even_growth.resize(n);
    for (Index k = 0; k < n; ++k) {
      path.even_growth(k) = run.last_value * std::exp(std::log1p(path.growth) * static_cast<double>(k + 1));
    }
    path.even_growth(n - 1) = target;
  }
  if (const Index m = run.last - run.first; m > 0) {
    path.past_step = (run.last_value - run.first_value) / static_cast<double>(m);
    path.past_growth = even_growth_rate(run.first_value, run.last_value, m);
  }
  return path;
}

}  // namespace dubao::labour
