// SPDX-License-Identifier: Apache-2.0
#include <dubao/forecast/score_table_quarterly.hpp>

#include "score_table_checks.hpp"

namespace forecast_score_table_quarterly_test {

using namespace dubao::forecast;

constexpr std::size_t kHorizons = 12;

TEST(ScoreTableQuarterly, HasSpreadAndQuantilesOfEveryModelForEveryHorizon) {
  score_tables::expect_complete(find_quarterly_scores,
                                {"Ensemble", "AutoTheta", "Theta", "SeasonalNaive", "Naive"}, kHorizons);
}

TEST(ScoreTableQuarterly, HasNoTableOfOtherModelsAndServesTheYardstick) {
  for (const char* key : {"Drift", "", "naive", "Naive "}) {
    EXPECT_EQ(find_quarterly_scores(key, true), nullptr) << key;
    EXPECT_EQ(find_quarterly_scores(key, false), nullptr) << key;
  }
  EXPECT_EQ(find_quarterly_scores(kYardstick, true), &quarterly_scores::kNaivePositive);
  EXPECT_EQ(find_quarterly_scores(kYardstick, false), &quarterly_scores::kNaiveAdditive);
}

}  // namespace forecast_score_table_quarterly_test
