// SPDX-License-Identifier: Apache-2.0
#include <dubao/forecast/score_table_annual.hpp>

#include "score_table_checks.hpp"

namespace forecast_score_table_annual_test {

using namespace dubao::forecast;

constexpr std::size_t kHorizons = 12;

TEST(ScoreTableAnnual, HasSpreadAndQuantilesOfEveryModelForEveryHorizon) {
  score_tables::expect_complete(
      find_annual_scores, {"Ensemble", "AutoETS", "AutoTheta", "Theta", "DampedDrift", "Drift", "Naive"},
      kHorizons);
}

TEST(ScoreTableAnnual, HasNoTableOfOtherModelsAndServesTheYardstick) {
  for (const char* key : {"SeasonalNaive", "", "naive", "Naive "}) {
    EXPECT_EQ(find_annual_scores(key, true), nullptr) << key;
    EXPECT_EQ(find_annual_scores(key, false), nullptr) << key;
  }
  EXPECT_EQ(find_annual_scores(kYardstick, true), &annual_scores::kNaivePositive);
  EXPECT_EQ(find_annual_scores(kYardstick, false), &annual_scores::kNaiveAdditive);
}

}  // namespace forecast_score_table_annual_test
