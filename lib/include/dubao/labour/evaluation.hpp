// SPDX-License-Identifier: Apache-2.0
//
// Evaluation of employment projections once the outturn is known, beside naive benchmarks.
//
// What      Cases (an occupation, a period forecast from an origin) in, one table of measures by method out: the forecast,
//           no change, constant shares, last growth, and whatever else is to stand beside them. Every case is kept with its own scores.
// When      A projection has come true, or a back-test made past ones.
// When not  Classifications changed between origin and outturn: leave those cases out and say how many.
// Formula   F26.  absolute percentage error |Ê − E|/E; direction and faster-than-average hits (evaluation/growth_hits.hpp);
//           dissimilarity index (evaluation/dissimilarity.hpp), where "no change" is the constant-share naive model;
//           WAPE; MASE (mean absolute error over each case's own scale); cover and CRPS on draws.
//           Averages and dissimilarity belong to a group: the cases of one origin and period. Hits are pooled over groups;
//           the dissimilarity is the mean over groups.
//           skill of the forecast against a method: 1 − Σ|error| / Σ|error of the method| over the cases both have.
// Noise     With standard errors of the outturn: cover also of draws with sampling error added, and what the noise alone
//           would give (evaluation/outturn_noise.hpp). With filtered outturns: the whole table against those too.
// Missing   A case without outturn is counted and left out.
// Example   base {100, 100}, forecast {120, 90}, outturn {110, 100}: errors 10 and 10, WAPE 20/210 = 0.095238, percentage
//           errors 1/11 and 0.1; no change: WAPE 10/210. Skill against it 1 − 20/10 = −1.
// Source    BLS evaluations of employment projections; Hyndman and Koehler (2006); Gneiting and Raftery (2007).
#pragma once

#include <dubao/labour/evaluation/method_scores.hpp>
#include <dubao/labour/evaluation/outturn_case.hpp>
#include <dubao/labour/evaluation/outturn_noise.hpp>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace dubao::labour {

/// Scores of one case.
struct CaseScore {
  std::string key;
  std::string group;
  double base = data::kMissing;
  double forecast = data::kMissing;
  double actual = data::kMissing;
  double no_change = data::kMissing;
  double last_growth = data::kMissing;
  double standard_error = data::kMissing;
  double error = data::kMissing;  ///< forecast − actual
  double absolute_percentage_error = data::kMissing;
  double direction_hit = data::kMissing;
  double faster_hit = data::kMissing;
  double crps = data::kMissing;
  std::vector<double> covered = {};  ///< by level
};

struct Evaluation {
  std::vector<MethodScores> scores;  ///< forecast, no_change, constant_share, last_growth, then the others
  std::vector<MethodScores>
      scores_filtered;           ///< the same against filtered outturns; empty when there is none
  OutturnNoise noise;            ///< of the forecast's errors
  std::vector<CaseScore> cases;  ///< with outturn, in the order given
  std::vector<double> levels;
  Index left_out = 0;  ///< cases without outturn
};

/// Evaluates cases against their outturn (see the banner).
/// Throws InputError, all problems at once and each naming its case: E-ACC-013 (a level, standard error or draw that is
/// negative or not finite; base and forecast may not be missing), E-ACC-014 (a case twice), E-ACC-015 (a distance in time
/// not above zero), E-ACC-001 (another forecast of another length), E-ACC-016 (a level outside (0, 1)), E-ACC-011 (no case
/// has an outturn). Cost O(cases · (methods + draws · log draws)).
[[nodiscard]] inline Evaluation evaluate_outturns(const std::vector<OutturnCase>& cases,
                                                  const std::vector<OtherForecast>& others = {},
                                                  const EvaluationOptions& options = {}) {
  detail::check_cases(cases, others, options);
  Evaluation out;
  out.levels = options.levels;
  std::vector<detail::ScoredCase> scored;
  std::vector<OtherForecast> kept;
  kept.reserve(others.size());
  for (const OtherForecast& other : others) kept.push_back({other.name, {}});
  for (std::size_t c = 0; c < cases.size(); ++c) {
    if (data::is_missing(cases[c].actual)) {
      ++out.left_out;
      continue;
    }
    scored.push_back(detail::scored_case(cases[c], options));
    for (std::size_t m = 0; m < others.size(); ++m) kept[m].values.push_back(others[m].values[c]);
  }
  if (scored.empty()) {
    throw InputError("E-ACC-011", "cases", "there is nothing to score",
                     "give at least one case with its outturn");
  }
  std::vector<double> actual;
  std::vector<double> filtered;
  std::vector<double> forecast;
  std::vector<double> errors;
  for (const detail::ScoredCase& one : scored) {
    actual.push_back(one.source->actual);
    filtered.push_back(one.source->filtered);
    forecast.push_back(one.forecast);
    errors.push_back(one.source->standard_error);
  }
  out.noise = outturn_noise(actual, forecast, errors);
  out.scores = detail::score_methods(scored, actual, kept, options.levels.size(), out.noise.cases > 0);
  if (!std::all_of(filtered.begin(), filtered.end(), [](double x) { return data::is_missing(x); })) {
    out.scores_filtered = detail::score_methods(scored, filtered, kept, options.levels.size(), false);
  }
  const detail::Hits hits = detail::hits_of(scored, forecast, actual);
  for (std::size_t c = 0; c < scored.size(); ++c) {
    const OutturnCase& source = *scored[c].source;
    CaseScore score;
    score.key = source.key;
    score.group = source.group;
    score.base = score.no_change = source.base;
    score.forecast = forecast[c];
    score.actual = actual[c];
    score.last_growth = last_growth(source.before, source.base, source.steps_before, source.steps);
    score.standard_error = source.standard_error;
    score.error = forecast[c] - actual[c];
    score.absolute_percentage_error = evaluation::absolute_percentage_error(actual[c], forecast[c]);
    score.direction_hit = hits.direction[c];
    score.faster_hit = hits.faster[c];
    score.crps = source.draws.empty() ? std::abs(score.error) : evaluation::crps(actual[c], source.draws);
    for (const data::Interval& interval : scored[c].intervals) {
      score.covered.push_back(evaluation::covered(actual[c], interval));
    }
    out.cases.push_back(std::move(score));
  }
  return out;
}

}  // namespace dubao::labour
