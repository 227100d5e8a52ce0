// SPDX-License-Identifier: Apache-2.0
//
// Breaks and outliers of a short series, found by themselves: level shift, additive outlier, temporary change.
//
// When      Official series of 8 to a few dozen values, whose definitions changed or whose surveys failed without a word in
//           the metadata.
// When not  The break is known: declare it (Series::with_break); a declared break is in the model before the search
//           starts and is never removed. Very irregular counts: their ordinary jumps are no interventions.
// Method    Forward selection: the candidate (kind and period) with the largest evidence (evidence.hpp) is taken in while the
//           evidence exceeds the critical value (critical_values.hpp); then those that the later ones made superfluous are
//           taken out, weakest first. At most one intervention for every kValuesPerIntervention values.
// Promise   In a clean series — white noise, autoregression, random walk with or without drift, local level, local linear
//           and damped trend, with Gaussian errors — something is found with probability of at most 5 % in total, over
//           all kinds and periods. Heavy-tailed errors are flagged more often: they do hold outliers.
// Scale     automatic: positive series are searched on their own scale and on logs, and only what is remarkable on both
//           counts: growth that is proportional to the level makes no late "shift", values near zero no "outlier" on logs.
// Ends      The last value alone cannot tell an outlier from a shift; it is reported as additive outlier, `undecided`. A
//           level shift needs two values on either side, a temporary change one before and two after.
// Seasons   Fixed seasonal columns, from three years on, and a little more evidence is asked for (seasonal_margin); shorter
//           series, or seasons above twelve: not searched, noted.
// Missing   values are left out. Standard errors weigh the values (evidence.hpp).
// Short     fewer than kFewestFreeForInterventions + 2 values: nothing is searched, noted.
// Example   values of about 10 with a fall to 5.9 in the fifth: one additive outlier, at == 4.
// Source    Chen and Liu (1993) for kinds and selection; Harvey and Koopman (1992), J. Business Econ. Statist. 10, 377–389.
#pragma once

#include <dubao/data/regressors.hpp>
#include <dubao/data/series.hpp>
#include <dubao/models/detail/prepared.hpp>
#include <dubao/models/detail/text.hpp>
#include <dubao/models/interventions/intervention.hpp>
#include <dubao/models/interventions/search.hpp>

#include <array>
#include <cstdio>
#include <string>
#include <vector>

namespace dubao::models {

/// What a search says.
struct InterventionSearch {
  std::vector<Intervention> found;  ///< by period
  std::vector<std::string> notes;   ///< each found one in words, or why nothing was searched
  double critical_value =
      data::kMissing;  ///< evidence that was asked for at the start; NaN when nothing was searched
};

namespace interventions {

/// "+12.34", four significant digits.
[[nodiscard]] inline std::string signed_number(double value) {
  std::array<char, 32> buffer{};
  std::snprintf(buffer.data(), buffer.size(), "%+.4g", value);
  return buffer.data();
}

[[nodiscard]] inline std::string in_words(const Intervention& one, bool relative, bool is_last) {
  std::array<char, 32> error{};
  std::snprintf(error.data(), error.size(), "%.4g", one.standard_error);
  return detail::concatenate(
      {"found: ", intervention_name(one.kind), " in ", one.period.to_string(), ", size ",
       signed_number(one.size), relative ? " of the level" : "", " (standard error ", error.data(), ")",
       is_last ? "; undecided between outlier and level shift, the last value alone cannot tell" : ""});
}

}  // namespace interventions

/// Looks for level shifts, additive outliers and temporary changes. Throws InputError E-MOD-001 when no value is observed,
/// E-IVN-001 for a false_alarm that has no table, E-REG-004 for too few rows of regressors.
/// Cost: about 1 ms for a clean series of 30 values, growing with the cube of the length; with standard errors tens of it.
[[nodiscard]] inline InterventionSearch find_interventions(const data::Series& series,
                                                           const InterventionOptions& options = {},
                                                           const data::Regressors& regressors = {}) {
  if (options.false_alarm != interventions::kFivePercent &&
      options.false_alarm != interventions::kOnePercent) {
    throw InputError("E-IVN-001", "false_alarm",
                     std::to_string(options.false_alarm) + " has no table of critical values",
                     "use 0.05 or 0.01", series.id());
  }
  regressors.require_rows(series.size(), series.id());
  const detail::Prepared prepared = detail::prepare(series);
  const interventions::Search search(prepared, regressors, options);
  InterventionSearch out;
  if (!search.season_is_known()) {
    out.notes.emplace_back(
        "breaks and outliers not searched: a season needs three years of at most twelve periods");
    return out;
  }
  if (search.too_short()) {
    out.notes.emplace_back("breaks and outliers not searched: fewer than " +
                           std::to_string(kFewestFreeForInterventions) + " values more than columns");
    return out;
  }
  out.critical_value = search.threshold(0);
  out.found = search.run();
  for (Intervention& one : out.found) {
    one.period = series.period(one.at);
    out.notes.push_back(interventions::in_words(one, search.logs_alone(), one.at == prepared.last()));
  }
  if (out.found.empty()) out.notes.emplace_back("searched for breaks and outliers: none found");
  if (search.is_cut()) {
    out.notes.push_back("breaks and outliers searched in the last " + std::to_string(kLongestSearched) +
                        " values only");
  }
  return out;
}

}  // namespace dubao::models
