// SPDX-License-Identifier: Apache-2.0
#include <dubao/forecast/score_table_type.hpp>

namespace forecast_score_table_type_test {

using namespace dubao::forecast;

// As the generated headers make them: constants of static storage, seen through a view.
constexpr StoredScores<2> kNumbers = {{0.5, 0.75}, {1.0, 2.0}, {-1.0}, {{{-3.0, -2.0}, {-4.0}}}};
constexpr ScoreTable kTable{kNumbers};

TEST(ScoreTableType, LooksAtItsStorageWithoutCopyingIt) {
  EXPECT_EQ(kTable.level.data(), kNumbers.level.data());
  EXPECT_EQ(kTable.quantiles.data(), kNumbers.quantiles.data());
  ASSERT_EQ(kTable.level.size(), 2U);
  ASSERT_EQ(kTable.quantiles.size(), 2U);
  EXPECT_EQ(kTable.level[1], 0.75);
  EXPECT_EQ(kTable.quantiles[1][0], -4.0);
}

TEST(ScoreTableType, KeepsTheTwoSlopesApart) {
  EXPECT_EQ(kTable.slope[1], 2.0);
  EXPECT_EQ(kTable.slope_by_log_horizon[0], -1.0);
  EXPECT_EQ(kTable.slope_by_log_horizon[1], 0.0);
}

TEST(ScoreTableType, TakesAnyNumberOfHorizons) {
  static constexpr StoredScores<3> kLonger = {{1.0, 2.0, 3.0}, {}, {}, {}};
  constexpr ScoreTable kView = kLonger;
  EXPECT_EQ(kView.level.size(), 3U);
  EXPECT_EQ(kView.quantiles.size(), 3U);
}

}  // namespace forecast_score_table_type_test
