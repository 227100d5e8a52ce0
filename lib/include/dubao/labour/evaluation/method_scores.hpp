// SPDX-License-Identifier: Apache-2.0
//
// Scores of methods over cases: the table of an evaluation, against one version of the outturn.
//
// What      The forecast, no change, constant shares, last growth and any other forecast, each with the same measures over the cases it has.
// Formula   see labour/evaluation.hpp
// Example   base {100, 100}, forecast {120, 90}, outturn {110, 100}: WAPE 20/210; no change 10/210; dissimilarity of the
//           forecast ½(|120/210 − 110/210| + |90/210 − 100/210|) = 1/21
// Source    as labour/evaluation.hpp
#pragma once

#include <dubao/data/draws.hpp>
#include <dubao/evaluation/comparison.hpp>
#include <dubao/evaluation/percentage_accuracy.hpp>
#include <dubao/evaluation/probabilistic_accuracy.hpp>
#include <dubao/forecast/target.hpp>
#include <dubao/labour/evaluation/dissimilarity.hpp>
#include <dubao/labour/evaluation/growth_hits.hpp>
#include <dubao/labour/evaluation/naive_benchmarks.hpp>
#include <dubao/labour/evaluation/outturn_case.hpp>

#include <Eigen/Core>
#include <algorithm>
#include <cmath>
#include <functional>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace dubao::labour {

/// Measures of one method over all cases it has. Shares, not percent.
struct MethodScores {
  std::string method;
  Index cases = 0;
  double mean_absolute_error = data::kMissing;  ///< unit of the values
  double mean_error = data::kMissing;           ///< actual − forecast: positive when too low
  double mape = data::kMissing;
  double median_ape = data::kMissing;
  double wape = data::kMissing;
  double mase = data::kMissing;
  double crps = data::kMissing;  ///< unit of the values; of a point forecast its absolute error
  double direction_hit_rate = data::kMissing;
  double faster_hit_rate = data::kMissing;
  double dissimilarity = data::kMissing;
  double skill = data::kMissing;   ///< of the forecast against this method; NaN for itself
  double wins = data::kMissing;    ///< cases in which the forecast is nearer, ties ½; NaN for itself
  std::vector<double> cover = {};  ///< by level, draws against the outturn; NaN without draws
  std::vector<double> cover_with_noise = {};  ///< by level, with sampling error added where it is known
  Index cases_with_draws = 0;
};

namespace detail {

/// A case with everything that is derived from it once.
struct ScoredCase {
  const OutturnCase* source;
  double forecast;
  std::vector<data::Interval> intervals;             // by level; empty without draws
  std::vector<data::Interval> intervals_with_noise;  // by level; empty without draws or standard error
};

[[nodiscard]] inline double median_of(std::vector<double> values) {
  values.erase(std::remove_if(values.begin(), values.end(), [](double x) { return data::is_missing(x); }),
               values.end());
  std::sort(values.begin(), values.end());
  return data::sorted_quantile(values, 0.5);
}

[[nodiscard]] inline std::vector<data::Interval> central_intervals(const data::Draws& draws,
                                                                   const std::vector<double>& levels) {
  std::vector<data::Interval> out;
  out.reserve(levels.size());
  for (const double level : levels) out.push_back(draws.interval(0, level));
  return out;
}

[[nodiscard]] inline ScoredCase scored_case(const OutturnCase& one, const EvaluationOptions& options) {
  ScoredCase out{&one, one.forecast, {}, {}};
  if (one.draws.empty()) return out;
  if (data::is_missing(out.forecast)) out.forecast = median_of(one.draws);
  const data::DrawMatrix paths =
      Eigen::Map<const data::DrawMatrix>(one.draws.data(), static_cast<Index>(one.draws.size()), 1);
  const data::Draws signal(time::Period::annual(1), paths, one.key + " " + one.group);
  out.intervals = central_intervals(signal, options.levels);
  if (!(one.standard_error > 0.0)) return out;
  out.intervals_with_noise = central_intervals(
      forecast::to_survey(signal, {out.forecast}, {one.standard_error}, true, options.seed), options.levels);
  return out;
}

/// Sums of a group for one method, over the cases that have base, forecast and outturn.
struct GroupTotals {
  double base = 0.0;
  double forecast = 0.0;
  double actual = 0.0;
  Index cases = 0;
  std::vector<double> forecasts;
  std::vector<double> actuals;
};

/// Hits of every case of one method; groups of one case have no average to be faster than.
struct Hits {
  std::vector<double> direction;
  std::vector<double> faster;
  double dissimilarity = data::kMissing;  // mean over groups
};

[[nodiscard]] inline Hits hits_of(const std::vector<ScoredCase>& cases, const std::vector<double>& forecast,
                                  const std::vector<double>& actual) {
  std::map<std::string, GroupTotals> groups;
  for (std::size_t c = 0; c < cases.size(); ++c) {
    if (data::is_missing(forecast[c]) || data::is_missing(actual[c])) continue;
    GroupTotals& group = groups[cases[c].source->group];
    group.base += cases[c].source->base;
    group.forecast += forecast[c];
    group.actual += actual[c];
    group.forecasts.push_back(forecast[c]);
    group.actuals.push_back(actual[c]);
    ++group.cases;
  }
  Hits out;
  for (std::size_t c = 0; c < cases.size(); ++c) {
    const double base = cases[c].source->base;
    const auto found = groups.find(cases[c].source->group);
    out.direction.push_back(direction_hit(base, forecast[c], actual[c]));
    out.faster.push_back(found == groups.end() || found->second.cases < 2
                             ? data::kMissing
                             : faster_hit(base, forecast[c], actual[c], found->second.base,
                                          found->second.forecast, found->second.actual));
  }
  std::vector<double> indices;
  for (const auto& [name, group] : groups) {
    if (group.cases >= 2) indices.push_back(dissimilarity_index(group.forecasts, group.actuals));
  }
  out.dissimilarity = evaluation::mean_observed(indices);
  return out;
}

/// All measures of one method that need no draws; `own`: absolute errors of the forecast, for skill and wins.
[[nodiscard]] inline MethodScores point_scores(std::string name, const std::vector<ScoredCase>& cases,
                                               const std::vector<double>& forecast,
                                               const std::vector<double>& actual,
                                               const std::vector<double>* own) {
  MethodScores out;
  out.method = std::move(name);
  std::vector<double> absolute;
  std::vector<double> percentages;
  std::vector<double> scaled;
  for (std::size_t c = 0; c < cases.size(); ++c) {
    absolute.push_back(std::abs(forecast[c] - actual[c]));
    if (!data::is_missing(absolute.back())) ++out.cases;
    percentages.push_back(evaluation::absolute_percentage_error(actual[c], forecast[c]));
    scaled.push_back(evaluation::mase({actual[c]}, {forecast[c]}, cases[c].source->scale));
  }
  const Hits hits = hits_of(cases, forecast, actual);
  out.mean_absolute_error = evaluation::mean_observed(absolute);
  out.mean_error = evaluation::mean_error(actual, forecast);
  out.mape = evaluation::mean_observed(percentages);
  out.median_ape = median_of(percentages);
  out.wape = evaluation::weighted_absolute_percentage_error(actual, forecast);
  out.mase = evaluation::mean_observed(scaled);
  out.crps = out.mean_absolute_error;
  out.direction_hit_rate = evaluation::mean_observed(hits.direction);
  out.faster_hit_rate = evaluation::mean_observed(hits.faster);
  out.dissimilarity = hits.dissimilarity;
  if (own != nullptr) {
    const evaluation::Comparison against = evaluation::compare(*own, absolute);
    out.skill = against.skill;
    out.wins = against.wins;
  }
  return out;
}

/// Cover by level over the cases that have intervals.
[[nodiscard]] inline std::vector<double> cover_by_level(
    const std::vector<ScoredCase>& cases, const std::vector<double>& actual, std::size_t levels,
    const std::function<const std::vector<data::Interval>&(const ScoredCase&)>& intervals) {
  std::vector<double> out;
  for (std::size_t k = 0; k < levels; ++k) {
    std::vector<double> hits;
    for (std::size_t c = 0; c < cases.size(); ++c) {
      const std::vector<data::Interval>& own = intervals(cases[c]);
      if (!own.empty()) hits.push_back(evaluation::covered(actual[c], own[k]));
    }
    out.push_back(evaluation::mean_observed(hits));
  }
  return out;
}

/// The table of all methods against one version of the outturn.
[[nodiscard]] inline std::vector<MethodScores> score_methods(const std::vector<ScoredCase>& cases,
                                                             const std::vector<double>& actual,
                                                             const std::vector<OtherForecast>& others,
                                                             std::size_t levels, bool noise) {
  std::vector<OtherForecast> methods{
      {"forecast", {}}, {"no_change", {}}, {"constant_share", {}}, {"last_growth", {}}};
  std::map<std::string, std::pair<double, double>> totals;  // of base and forecast, by group
  for (const ScoredCase& one : cases) {
    auto& [base, forecast] = totals[one.source->group];
    base += one.source->base;
    forecast += one.forecast;
  }
  for (const ScoredCase& one : cases) {
    const OutturnCase& source = *one.source;
    const auto& [base, forecast] = totals[source.group];
    methods[0].values.push_back(one.forecast);
    methods[1].values.push_back(source.base);
    methods[2].values.push_back(constant_share(source.base, base, forecast));
    methods[3].values.push_back(last_growth(source.before, source.base, source.steps_before, source.steps));
  }
  methods.insert(methods.end(), others.begin(), others.end());
  std::vector<double> own;
  for (std::size_t c = 0; c < cases.size(); ++c) own.push_back(std::abs(cases[c].forecast - actual[c]));
  std::vector<MethodScores> out;
  for (std::size_t m = 0; m < methods.size(); ++m) {
    out.push_back(point_scores(methods[m].name, cases, methods[m].values, actual, m == 0 ? nullptr : &own));
  }
  MethodScores& forecast = out.front();
  std::vector<double> scores;
  for (std::size_t c = 0; c < cases.size(); ++c) {
    const std::vector<double>& draws = cases[c].source->draws;
    if (!draws.empty() && !data::is_missing(actual[c])) ++forecast.cases_with_draws;
    scores.push_back(draws.empty() ? own[c] : evaluation::crps(actual[c], draws));
  }
  forecast.crps = evaluation::mean_observed(scores);
  forecast.cover =
      cover_by_level(cases, actual, levels,
                     [](const ScoredCase& c) -> const std::vector<data::Interval>& { return c.intervals; });
  if (noise) {
    forecast.cover_with_noise =
        cover_by_level(cases, actual, levels, [](const ScoredCase& c) -> const std::vector<data::Interval>& {
          return c.intervals_with_noise.empty() ? c.intervals : c.intervals_with_noise;
        });
  }
  return out;
}

}  // namespace detail

}  // namespace dubao::labour
