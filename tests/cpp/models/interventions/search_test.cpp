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

TEST(CriticalValue, ASeasonAsksForMoreEvidence) {
  using dubao::time::Period;
  const dubao::models::InterventionOptions options;
  const auto threshold = [&](const Period& start, int season) {
    const std::vector<double> values(48, 1.0);
    const auto series = dubao::models::detail::prepare(dubao::data::Series(start, values));
    const dubao::models::interventions::Search search(series, {}, options);
    // One column for each season but the first, beside a constant and a line.
    return search.threshold(0) - critical_value(48 - (season - 1), 3 * 48 - 6, kFivePercent);
  };
  constexpr double kRounding = 1e-12;
  EXPECT_NEAR(threshold(Period::annual(1900), 1), 0.0, kRounding);
  EXPECT_NEAR(threshold(Period::half_yearly(1990, 1), 2), 0.4, kRounding);
  EXPECT_NEAR(threshold(Period::quarterly(2000, 1), 4), 0.1, kRounding);
  EXPECT_NEAR(threshold(Period::monthly(2010, 1), 12), 0.1, kRounding);
  // A year of weeks is not searched: nothing is asked for beside it.
  EXPECT_NEAR(threshold(Period::weekly(2020, 1), 1), 0.0, kRounding);
}

}  // namespace models_interventions_search_test
