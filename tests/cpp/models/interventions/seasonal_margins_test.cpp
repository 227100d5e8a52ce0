// SPDX-License-Identifier: Apache-2.0
#include <dubao/models/interventions/seasonal_margins.hpp>

namespace models_interventions_seasonal_margins_test {

using dubao::models::interventions::kSeasonalMargins;

TEST(SeasonalMargins, HoldEachSeasonByAscendingYearsAndAskForMoreThanNothing) {
  int season = 0;
  int years = 0;
  for (const auto& row : kSeasonalMargins) {
    EXPECT_TRUE(row.season == 2 || row.season == 4 || row.season == 12);
    EXPECT_GE(row.season, season);
    EXPECT_TRUE(row.season > season || row.years > years);
    EXPECT_GT(row.at_five_percent, 0.0);
    EXPECT_GT(row.at_one_percent, 0.0);
    season = row.season;
    years = row.years;
  }
}

}  // namespace models_interventions_seasonal_margins_test
