// SPDX-License-Identifier: Apache-2.0
#include <dubao/time/iso_week.hpp>

#include <boost/date_time/gregorian/gregorian_types.hpp>

namespace time_iso_week_test {

namespace iso_week = dubao::time::iso_week;

TEST(IsoWeek, TheExamplesOfTheHeaderHold) {
  static_assert(iso_week::weeks_in_year(2020) == 53);
  static_assert(iso_week::first_week(2021) - iso_week::first_week(2020) == 53);
}

TEST(IsoWeek, YearsOf53WeeksAreThoseOfTheStandard) {
  // Years that begin on a Thursday, and leap years that begin on a Wednesday.
  std::vector<int> found;
  for (int year = 1990; year <= 2040; ++year) {
    if (iso_week::weeks_in_year(year) == 53) found.push_back(year);
  }
  EXPECT_EQ(found, (std::vector<int>{1992, 1998, 2004, 2009, 2015, 2020, 2026, 2032, 2037}));
  // The cycle of 400 years has 71 of them and is a whole number of weeks.
  int long_years = 0;
  for (int year = 1600; year < 2000; ++year) long_years += iso_week::weeks_in_year(year) == 53 ? 1 : 0;
  EXPECT_EQ(long_years, 71);
  EXPECT_EQ(iso_week::first_week(2000) - iso_week::first_week(1600), 52 * 400 + 71);
}

TEST(IsoWeek, EveryDayLiesInTheWeekTheCalendarLibraryGivesIt) {
  using boost::gregorian::date;
  for (date day(1998, 12, 20); day < date(2028, 1, 20); day += boost::gregorian::days(1)) {
    const std::int64_t week = iso_week::week_of_day(static_cast<std::int64_t>(day.julian_day()));
    ASSERT_EQ(iso_week::number_of(week), day.week_number()) << day.year() << day.month() << day.day();
    // The year is that of the week's Thursday.
    const date thursday(boost::gregorian::gregorian_calendar::from_day_number(
        static_cast<date::date_int_type>(7 * week + 3)));
    ASSERT_EQ(iso_week::year_of(week), static_cast<int>(thursday.year()));
  }
}

TEST(IsoWeek, YearAndNumberLeadBackToTheWeekInEveryCentury) {
  for (std::int64_t week = iso_week::first_week(-3); week < iso_week::first_week(2500); week += 5) {
    const std::int64_t year = iso_week::year_of(week);
    ASSERT_EQ(iso_week::first_week(year) + iso_week::number_of(week) - 1, week);
    ASSERT_GE(iso_week::number_of(week), 1);
    ASSERT_LE(iso_week::number_of(week), iso_week::weeks_in_year(year));
  }
}

}  // namespace time_iso_week_test
