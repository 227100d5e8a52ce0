// SPDX-License-Identifier: Apache-2.0
//
// ISO weeks: from Monday to Sunday, numbered within the year that holds their Thursday.
//
// What      A week as an integer (weeks since the Monday of Julian day 0), and back to year and number. Exact, constexpr.
// When      Weekly series. A year has 52 weeks or 53 (2015, 2020, 2026); the last days of December may lie in week 1 of
//           the next year, the first of January in the last week of the year before.
// When not  Weeks that begin on another day: a date is counted to the ISO week it lies in, whatever day it is.
// Formula   week 1 holds 4 January; day number of 1 January of year Y = 1721426 + 365 (Y−1) + ⌊(Y−1)/4⌋ − ⌊(Y−1)/100⌋ +
//           ⌊(Y−1)/400⌋; Julian day 0 is a Monday, so that week = ⌊day / 7⌋.
// Example   weeks_in_year(2020) == 53;   first_week(2021) − first_week(2020) == 53
// Source    ISO 8601-1:2019, section 4.3.4; Gregorian calendar, proleptic before 1582.
#pragma once

#include <cstdint>

namespace dubao::time::iso_week {

/// ⌊a / b⌋ for b > 0.
[[nodiscard]] constexpr std::int64_t floor_divide(std::int64_t a, std::int64_t b) noexcept {
  const std::int64_t quotient = a / b;
  return (a % b < 0) ? quotient - 1 : quotient;
}

/// Julian day number of 1 January.
[[nodiscard]] constexpr std::int64_t new_year(std::int64_t year) noexcept {
  constexpr std::int64_t kFirstOfYearOne = 1721426;
  const std::int64_t past = year - 1;
  return kFirstOfYearOne + 365 * past + floor_divide(past, 4) - floor_divide(past, 100) +
         floor_divide(past, 400);
}

/// The week a day lies in. day: Julian day number.
[[nodiscard]] constexpr std::int64_t week_of_day(std::int64_t day) noexcept { return floor_divide(day, 7); }

/// Week 1 of a year.
[[nodiscard]] constexpr std::int64_t first_week(std::int64_t year) noexcept {
  return week_of_day(new_year(year) + 3);
}

/// 52 or 53.
[[nodiscard]] constexpr int weeks_in_year(std::int64_t year) noexcept {
  return static_cast<int>(first_week(year + 1) - first_week(year));
}

/// The year a week belongs to: that of its Thursday.
[[nodiscard]] constexpr std::int64_t year_of(std::int64_t week) noexcept {
  // Years of the 400-year cycle have 146097 / 400 days: a guess that is at most one year off.
  std::int64_t year = 1 + floor_divide(400 * (7 * week + 3 - new_year(1)), 146097);
  while (first_week(year) > week) --year;
  while (first_week(year + 1) <= week) ++year;
  return year;
}

/// Number of a week within its year, 1…53.
[[nodiscard]] constexpr int number_of(std::int64_t week) noexcept {
  return static_cast<int>(week - first_week(year_of(week))) + 1;
}

}  // namespace dubao::time::iso_week
