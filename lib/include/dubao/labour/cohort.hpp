// SPDX-License-Identifier: Apache-2.0
//
// Cohort completion: graduates from intake when only completion is known, not drop-out by year of study.
//
// What      Of each entering cohort a part graduates, most of them after the standard length, the rest a year
//           later. What is left has dropped out.
// When      Intake by year, a completion rate and a share on time, at least as assumptions.
// When not  Drop-out and repetition by year of study are known: pipeline.hpp.
// Formula   G_t = c·[w·B_{t−L+1} + (1 − w)·B_{t−L}],  B_s = intake_s·show-up, c completion,
//           w share on time, L standard length in years. Period t is the academic year at whose end they graduate: the cohort that
//           begins in autumn s with L = 4 finishes academic year s + 3.
//           Only periods whose two cohorts are both given are returned: nothing is completed silently.
// Example   Intake 100 (2022), 200 (2023), L = 4, c = 0.7, w = 0.75: academic year 2026 has
//           0.7·(0.75·200 + 0.25·100) = 122.5 graduates.
// Source    Own; standard cohort accounting.
#pragma once

#include <dubao/data/draws.hpp>
#include <dubao/error.hpp>
#include <dubao/labour/entry.hpp>
#include <dubao/labour/uncertain_rate.hpp>

#include <Eigen/Core>
#include <cstdint>
#include <string>
#include <utility>

namespace dubao::labour {

struct CohortRates {
  UncertainRate completion;                             ///< part of a cohort that ever graduates, [0, 1]
  UncertainRate on_time = UncertainRate::exactly(1.0);  ///< part of graduates within the standard length
  UncertainRate show_up = UncertainRate::exactly(1.0);  ///< enrolled ÷ admitted; 1 when intake is enrolled
  EntryRates entry;                                     ///< what graduates do
};

struct CohortOptions {
  Index standard_length = 4;  ///< L, years of the programme, ≥ 1
  Index calendar_lag = 1;     ///< academic year t → entry in calendar year t + 1
  std::string programme;      ///< names the streams of the uncertain rates
  std::uint64_t seed = 1;
};

/// Flows, draws × periods, persons. Cohort flows start with the first cohort; graduates with the first academic
/// year whose cohorts are both known; entry flows `calendar_lag` periods after those.
struct CohortFlows {
  data::Draws beginners;       ///< intake·show-up, by cohort
  data::Draws non_completers;  ///< beginners·(1 − c), by cohort
  data::Draws graduates;       ///< by academic year of graduation
  EntryFlows entry;
};

/// Graduates by cohort completion (see the banner). intake: by academic year, ≥ 0, two cohorts or more.
/// Throws InputError E-PIP-003 (intake), E-PIP-004 (rates), E-PIP-005 (length, lag), E-PIP-007 (fewer than two
/// cohorts); all problems at once. O(draws · cohorts).
[[nodiscard]] inline CohortFlows cohort_graduates(const data::Draws& intake, const CohortRates& rates,
                                                  const CohortOptions& options = {}) {
  Problems problems;
  problems.add_if(intake.size() == 0 || (intake.paths().array() < 0.0).any(),
                  {"E-PIP-003", "intake", "there is no path, or an intake is negative", "give persons ≥ 0",
                   intake.id(), ""});
  problems.add_if(intake.horizon() < 2,
                  {"E-PIP-007", "intake", "fewer than two cohorts",
                   "graduates of a year come from two cohorts: give both", intake.id(), ""});
  problems.add_if(options.standard_length < 1 || options.calendar_lag < 0,
                  {"E-PIP-005", "standard_length, calendar_lag", "out of range",
                   "give a length ≥ 1 and a lag ≥ 0", "", ""});
  check_rate(problems, rates.completion, "E-PIP-004", "completion");
  check_rate(problems, rates.on_time, "E-PIP-004", "on_time");
  check_rate(problems, rates.show_up, "E-PIP-004", "show_up");
  check_entry_rates(problems, rates.entry);
  problems.throw_if_any();

  const Index n = intake.size();
  const auto sampled = [&](const UncertainRate& rate, const char* name) {
    return sample_rate(rate, options.programme + "." + name, n, options.seed);
  };
  const Eigen::ArrayXd completion = sampled(rates.completion, "completion");
  const Eigen::ArrayXd on_time = sampled(rates.on_time, "on_time");
  data::DrawMatrix beginners = intake.paths();
  beginners.array().colwise() *= sampled(rates.show_up, "show_up");
  data::DrawMatrix lost = beginners;
  lost.array().colwise() *= 1.0 - completion;
  const Index cohorts = intake.horizon();
  data::DrawMatrix graduates = beginners.rightCols(cohorts - 1);
  graduates.array().colwise() *= completion * on_time;
  data::DrawMatrix late = beginners.leftCols(cohorts - 1);
  late.array().colwise() *= completion * (1.0 - on_time);
  graduates += late;

  const auto named = [&](data::DrawMatrix paths, const char* part, Index shift) {
    return data::Draws(intake.start() + shift, std::move(paths), intake.id() + "." + part, intake.target())
        .with_unit(intake.unit());
  };
  CohortFlows out;
  out.beginners = named(std::move(beginners), "beginners", 0);
  out.non_completers = named(std::move(lost), "non_completers", 0);
  out.graduates = named(std::move(graduates), "graduates", options.standard_length);
  out.entry =
      labour_market_entry(out.graduates, rates.entry, options.programme, options.calendar_lag, options.seed);
  return out;
}

}  // namespace dubao::labour
