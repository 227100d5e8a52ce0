// SPDX-License-Identifier: Apache-2.0
#include <dubao/time/period.hpp>

namespace time_period_test {

using dubao::InputError;
using dubao::time::Frequency;
using dubao::time::Period;

TEST(Period, ParsesTheSixFormsAndPrintsThemBack) {
  for (const char* text : {"2024", "2024-H1", "2024-H2", "2024-Q3", "2024-07", "2024-W07", "2020-W53",
                           "2024-W52", "2024-07-01", "1999-12-31", "2024-02-29"}) {
    EXPECT_EQ(Period::parse(text).to_string(), text);
  }
}

TEST(Period, RefusesWhatItWouldHaveToGuess) {
  for (const char* text :
       {"",         "24",      "2024Q3",  "2024-Q5",  "2024-Q0",  "2024-13", "2024-00",  "2023-02-29",
        "2024-7",   "2024/07", "07-2024", " 2024",    "2024 ",    "-204",    "2024-1-1", "20x4",
        "1234",     "2024--1", "2024-H0", "2024-H3",  "2024H1",   "2024-h1", "2024-H",   "2024-W00",
        "2024-W53", "2024-W7", "2024W07", "2024-w07", "2024-W-1", "2020-W54"}) {
    EXPECT_FALSE(Period::try_parse(text).has_value()) << text;
  }
  try {
    (void)Period::parse("2024-Q5");
    FAIL() << "accepted 2024-Q5";
  } catch (const InputError& error) {
    EXPECT_EQ(error.id(), "E-TIM-001");
    EXPECT_NE(std::string(error.what()).find("2024-Q5"), std::string::npos);
  }
}

TEST(Period, ExampleOfTheHeaderHolds) {
  EXPECT_EQ(Period::parse("2024-Q3") + 2, Period::parse("2025-Q1"));
  EXPECT_EQ(Period::parse("2024") - Period::parse("2009"), 15);
  EXPECT_EQ(Period::parse("2020-W53") + 1, Period::parse("2021-W01"));
}

TEST(Period, CountsAcrossYearEndsAndLeapDays) {
  EXPECT_EQ((Period::monthly(2024, 12) + 1).to_string(), "2025-01");
  EXPECT_EQ((Period::monthly(2024, 1) - 1).to_string(), "2023-12");
  EXPECT_EQ((Period::daily(2024, 2, 28) + 1).to_string(), "2024-02-29");
  EXPECT_EQ(Period::daily(2025, 1, 1) - Period::daily(2024, 1, 1), 366);
  EXPECT_EQ(Period::quarterly(2024, 4).season(), 3);
  EXPECT_EQ(Period::monthly(2024, 7).first_day(), boost::gregorian::date(2024, 7, 1));
  EXPECT_EQ(Period::quarterly(2024, 3).first_day(), boost::gregorian::date(2024, 7, 1));
}

TEST(Period, HalfYearsCountAcrossYearEnds) {
  const Period first = Period::half_yearly(2023, 2);
  EXPECT_EQ((first + 1).to_string(), "2024-H1");
  EXPECT_EQ((first - 2).to_string(), "2022-H2");
  EXPECT_EQ(Period::parse("2030-H1") - first, 13);
  EXPECT_EQ(first.year(), 2023);
  EXPECT_EQ(first.season(), 1);
  EXPECT_EQ(first.first_day(), boost::gregorian::date(2023, 7, 1));
  EXPECT_EQ((first + 1).first_day(), boost::gregorian::date(2024, 1, 1));
}

TEST(Period, WeeksCountAcrossYearsOf52And53Weeks) {
  EXPECT_EQ((Period::parse("2019-W52") + 1).to_string(), "2020-W01");
  EXPECT_EQ((Period::parse("2021-W01") - 1).to_string(), "2020-W53");
  EXPECT_EQ(Period::parse("2021-W10") - Period::parse("2020-W10"), 53);
  EXPECT_EQ(Period::parse("2022-W10") - Period::parse("2021-W10"), 52);
  const Period week = Period::weekly(2020, 53);
  EXPECT_EQ(week.year(), 2020);
  EXPECT_EQ(week.season(), 52);
  // 30 December 2024 is the Monday of the first week of 2025; 1 January 2021 lies in the last of 2020.
  EXPECT_EQ(Period::weekly(2025, 1).first_day(), boost::gregorian::date(2024, 12, 30));
  EXPECT_EQ(week.first_day(), boost::gregorian::date(2020, 12, 28));
  for (Period p = Period::weekly(2014, 1); p < Period::weekly(2028, 1); p = p + 1) {
    ASSERT_EQ(Period::parse(p.to_string()), p);
  }
}

TEST(Period, PrintsTheFirstYearsOfABareArray) {
  EXPECT_EQ(Period::weekly(1, 1).to_string(), "1-W01");
  EXPECT_EQ(Period::half_yearly(1, 2).to_string(), "1-H2");
}

TEST(Period, ComparesWithinOneFrequencyOnly) {
  EXPECT_LT(Period::annual(2020), Period::annual(2021));
  EXPECT_THROW((void)(Period::annual(2020) < Period::monthly(2020, 1)), InputError);
  EXPECT_THROW((void)(Period::annual(2020) - Period::monthly(2020, 1)), InputError);
  EXPECT_FALSE(Period::annual(2020) == Period::monthly(2020, 1));
}

TEST(Frequency, AliasesRoundTrip) {
  for (const auto frequency : {Frequency::kAnnual, Frequency::kHalfYearly, Frequency::kQuarterly,
                               Frequency::kMonthly, Frequency::kWeekly, Frequency::kDaily}) {
    EXPECT_EQ(dubao::time::frequency_from_alias(dubao::time::to_alias(frequency)), frequency);
  }
  for (const char* alias : {"HYE", "HYS", "2QE", "2QS-JAN", "6ME", "6MS", "HYE-DEC"}) {
    EXPECT_EQ(dubao::time::frequency_from_alias(alias), Frequency::kHalfYearly) << alias;
  }
  EXPECT_EQ(dubao::time::frequency_from_alias("W-MON"), Frequency::kWeekly);
  EXPECT_EQ(dubao::time::frequency_from_alias("QE-DEC"), Frequency::kQuarterly);
  for (const char* alias : {"", "-", "h", "2W", "3QE", "YEARLY"}) {
    EXPECT_THROW((void)dubao::time::frequency_from_alias(alias), InputError) << alias;
  }
}

TEST(Frequency, SaysHowManyPeriodsAYearHasAndItsWord) {
  EXPECT_EQ(dubao::time::periods_per_year(Frequency::kAnnual), 1);
  EXPECT_EQ(dubao::time::periods_per_year(Frequency::kHalfYearly), 2);
  EXPECT_EQ(dubao::time::periods_per_year(Frequency::kQuarterly), 4);
  EXPECT_EQ(dubao::time::periods_per_year(Frequency::kMonthly), 12);
  EXPECT_EQ(dubao::time::periods_per_year(Frequency::kWeekly), 52);
  EXPECT_EQ(dubao::time::periods_per_year(Frequency::kDaily), 1);
  EXPECT_EQ(dubao::time::to_word(Frequency::kHalfYearly), "half-yearly");
  EXPECT_EQ(dubao::time::to_word(Frequency::kAnnual), "annual");
}

}  // namespace time_period_test
