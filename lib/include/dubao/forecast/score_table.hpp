// SPDX-License-Identifier: Apache-2.0
//
// Score tables that ship with the library: which one serves a model at a frequency.
//
// Annual    learnt on M4's annual series; quarterly on M4's quarterly ones; monthly on the monthly series of M1 and of the
//           tourism competition (M4's are not at hand). All by scripts/make_score_table.py; the version names say which.
// When not  Half-yearly, weekly and daily series: no table, as no public collection of them was at hand to learn one from.
//           calibration.hpp says what stands in.
#pragma once

#include <dubao/forecast/score_table_annual.hpp>
#include <dubao/forecast/score_table_monthly.hpp>
#include <dubao/forecast/score_table_quarterly.hpp>
#include <dubao/forecast/score_table_type.hpp>
#include <dubao/time/period.hpp>

#include <string_view>

namespace dubao::forecast {

/// The table of a model, by its calibration key; null when there is none at that frequency. positive: errors relative to
/// the centre, for positive series; otherwise in units of the mean absolute change.
[[nodiscard]] inline const ScoreTable* find_score_table(
    std::string_view key, bool positive, time::Frequency frequency = time::Frequency::kAnnual) noexcept {
  switch (frequency) {
    case time::Frequency::kAnnual:
      return find_annual_scores(key, positive);
    case time::Frequency::kQuarterly:
      return find_quarterly_scores(key, positive);
    case time::Frequency::kMonthly:
      return find_monthly_scores(key, positive);
    case time::Frequency::kHalfYearly:
    case time::Frequency::kWeekly:
    case time::Frequency::kDaily:
      break;
  }
  return nullptr;
}

/// Printed in notes and provenance; empty where there is no table.
[[nodiscard]] constexpr std::string_view score_table_version(time::Frequency frequency) noexcept {
  switch (frequency) {
    case time::Frequency::kAnnual:
      return kAnnualScoresVersion;
    case time::Frequency::kQuarterly:
      return kQuarterlyScoresVersion;
    case time::Frequency::kMonthly:
      return kMonthlyScoresVersion;
    case time::Frequency::kHalfYearly:
    case time::Frequency::kWeekly:
    case time::Frequency::kDaily:
      break;
  }
  return {};
}

}  // namespace dubao::forecast
