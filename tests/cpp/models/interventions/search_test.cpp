// SPDX-License-Identifier: Apache-2.0
#include <dubao/models/interventions/search.hpp>

namespace models_interventions_search_test {

using dubao::models::interventions::critical_value;
using dubao::models::interventions::kCriticalValues;
using dubao::models::interventions::kFivePercent;
using dubao::models::interventions::kOnePercent;

TEST(CriticalValue, IsThatOfTheTableForACompleteSeries) {
  for (const auto& row : kCriticalValues) {
    const dubao::Index complete = 3 * row.length - 6;
    EXPECT_DOUBLE_EQ(critical_value(row.length, complete, kFivePercent), row.at_five_percent);
    EXPECT_DOUBLE_EQ(critical_value(row.length, complete, kOnePercent), row.at_one_percent);
    EXPECT_GT(row.at_one_percent, row.at_five_percent);
  }
}

TEST(CriticalValue, LiesBetweenItsNeighboursAndAsksMoreOfMoreCandidates) {
  const double at_25 = critical_value(25, 69, kFivePercent);
  const double at_20 = critical_value(20, 54, kFivePercent);
  const double at_30 = critical_value(30, 84, kFivePercent);
  EXPECT_GE(at_25, std::min(at_20, at_30));
  EXPECT_LE(at_25, std::max(at_20, at_30));
  EXPECT_NEAR(critical_value(25, 138, kFivePercent) - at_25, std::log(2.0), 1e-12);
}

TEST(CriticalValue, BeyondTheTableIsThatOfItsEnd) {
  EXPECT_GE(critical_value(500, 1494, kFivePercent), kCriticalValues.back().at_five_percent);
  EXPECT_GE(critical_value(3, 3, kFivePercent), kCriticalValues.front().at_five_percent);
}

TEST(CriticalValue, ASeasonAsksForMoreEvidenceTheLongerItLasts) {
  using dubao::models::interventions::kSeasonalMargins;
  using dubao::time::Period;
  const auto added = [](const Period& start, int season, dubao::Index length, double false_alarm) {
    const dubao::models::InterventionOptions options{.false_alarm = false_alarm};
    const std::vector<double> values(static_cast<std::size_t>(length), 1.0);
    const auto series = dubao::models::detail::prepare(dubao::data::Series(start, values));
    const dubao::models::interventions::Search search(series, {}, options);
    // One column for each season but the first, beside a constant and a line.
    return search.threshold(0) - critical_value(length - (season - 1), 3 * length - 6, false_alarm);
  };
  constexpr double kRounding = 1e-12;
  for (const auto& row : kSeasonalMargins) {
    const Period start = row.season == 2   ? Period::half_yearly(2000, 1)
                         : row.season == 4 ? Period::quarterly(2000, 1)
                                           : Period::monthly(2000, 1);
    const auto length = static_cast<dubao::Index>(row.season) * row.years;
    EXPECT_NEAR(added(start, row.season, length, kFivePercent), row.at_five_percent, kRounding);
    EXPECT_NEAR(added(start, row.season, length, kOnePercent), row.at_one_percent, kRounding);
  }
  EXPECT_NEAR(added(Period::annual(1900), 1, 48, kFivePercent), 0.0, kRounding);
  // A year of weeks is not searched: nothing is asked for beside it.
  EXPECT_NEAR(added(Period::weekly(2020, 1), 1, 48, kFivePercent), 0.0, kRounding);
}

TEST(CriticalValue, BetweenTwoLengthsOfASeasonLiesWhatIsAskedForBetweenThem) {
  using dubao::models::interventions::kSeasonalMargins;
  using dubao::models::interventions::seasonal_margin;
  const auto& five = kSeasonalMargins[6];
  const auto& eight = kSeasonalMargins[7];
  ASSERT_EQ(five.season, 12);
  ASSERT_EQ(five.years, 5);
  ASSERT_EQ(eight.years, 8);
  constexpr double kRounding = 1e-12;
  EXPECT_NEAR(seasonal_margin(12, 6.5, kFivePercent), 0.5 * (five.at_five_percent + eight.at_five_percent),
              kRounding);
  EXPECT_NEAR(seasonal_margin(12, 2.0, kOnePercent), kSeasonalMargins[5].at_one_percent, kRounding);
  EXPECT_NEAR(seasonal_margin(12, 40.0, kOnePercent), kSeasonalMargins[8].at_one_percent, kRounding);
  EXPECT_DOUBLE_EQ(seasonal_margin(52, 4.0, kFivePercent), 0.0);
}

}  // namespace models_interventions_search_test
