// SPDX-License-Identifier: Apache-2.0
#include <dubao/forecast/score_table_monthly.hpp>

#include "score_table_checks.hpp"

namespace forecast_score_table_monthly_test {

using namespace dubao::forecast;

constexpr std::size_t kHorizons = 24;

TEST(ScoreTableMonthly, HasSpreadAndQuantilesOfEveryModelForEveryHorizon) {
  score_tables::expect_complete(find_monthly_scores,
                                {"Ensemble", "AutoTheta", "Theta", "SeasonalNaive", "Naive"}, kHorizons);
}

TEST(ScoreTableMonthly, HasNoTableOfOtherModelsAndServesTheYardstick) {
  for (const char* key : {"Drift", "", "naive", "Naive "}) {
    EXPECT_EQ(find_monthly_scores(key, true), nullptr) << key;
    EXPECT_EQ(find_monthly_scores(key, false), nullptr) << key;
  }
  EXPECT_EQ(find_monthly_scores(kYardstick, true), &monthly_scores::kNaivePositive);
  EXPECT_EQ(find_monthly_scores(kYardstick, false), &monthly_scores::kNaiveAdditive);
}

}  // namespace forecast_score_table_monthly_test
