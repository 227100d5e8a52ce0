// SPDX-License-Identifier: Apache-2.0
#include <dubao/time/period.hpp>

namespace {

using dubao::InputError;
using dubao::time::Frequency;
using dubao::time::Period;

TEST(Period, ParsesTheFourFormsAndPrintsThemBack) {
  for (const char* text : {"2024", "2024-Q3", "2024-07", "2024-07-01", "1999-12-31", "2024-02-29"}) {
    EXPECT_EQ(Period::parse(text).to_string(), text);
  }
}

TEST(Period, RefusesWhatItWouldHaveToGuess) {
  for (const char* text :
       {"", "24", "2024Q3", "2024-Q5", "2024-Q0", "2024-13", "2024-00", "2023-02-29", "2024-7", "2024/07",
        "07-2024", " 2024", "2024 ", "-204", "2024-1-1", "20x4", "1234", "2024--1"}) {
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

TEST(Period, ComparesWithinOneFrequencyOnly) {
  EXPECT_LT(Period::annual(2020), Period::annual(2021));
  EXPECT_THROW((void)(Period::annual(2020) < Period::monthly(2020, 1)), InputError);
  EXPECT_THROW((void)(Period::annual(2020) - Period::monthly(2020, 1)), InputError);
  EXPECT_FALSE(Period::annual(2020) == Period::monthly(2020, 1));
}

TEST(Frequency, AliasesRoundTrip) {
  for (const auto frequency :
       {Frequency::kAnnual, Frequency::kQuarterly, Frequency::kMonthly, Frequency::kDaily}) {
    EXPECT_EQ(dubao::time::frequency_from_alias(dubao::time::to_alias(frequency)), frequency);
  }
  EXPECT_THROW((void)dubao::time::frequency_from_alias("W"), InputError);
  EXPECT_EQ(dubao::time::periods_per_year(Frequency::kQuarterly), 4);
}

}  // namespace
