// SPDX-License-Identifier: Apache-2.0
#include <dubao/forecast/score_table.hpp>

namespace {

using namespace dubao;
using namespace dubao::forecast;
using time::Frequency;

const std::vector<std::string> kAnnualKeys{"Ensemble",    "AutoETS", "AutoTheta", "Theta",
                                           "DampedDrift", "Drift",   "Naive"};
const std::vector<std::string> kSeasonalKeys{"Ensemble", "AutoTheta", "Theta", "SeasonalNaive", "Naive"};
const std::vector<Frequency> kFrequencies{Frequency::kAnnual, Frequency::kQuarterly, Frequency::kMonthly};

const std::vector<std::string>& keys(Frequency frequency) {
  return frequency == Frequency::kAnnual ? kAnnualKeys : kSeasonalKeys;
}

TEST(ScoreTable, QuantilesAscendAreSymmetricAndHaveAUsualSize) {
  for (const Frequency frequency : kFrequencies) {
    for (const std::string& key : keys(frequency)) {
      for (const bool positive : {true, false}) {
        const ScoreTable* table = find_score_table(key, positive, frequency);
        ASSERT_NE(table, nullptr) << key;
        ASSERT_EQ(table->level.size(), table->quantiles.size());
        for (const evaluation::ScoreQuantiles& q : table->quantiles) {
          EXPECT_TRUE(std::is_sorted(q.begin(), q.end())) << key;
          for (std::size_t k = 0; k < q.size(); ++k) EXPECT_DOUBLE_EQ(q[k], -q[q.size() - 1 - k]) << key;
          // The table's fit makes the mean of |score| 1. Of such laws the uniform has its 95 % quantile of |score| at
          // 1.9 (forecast errors have heavier shoulders), and no symmetric unimodal one beyond 1 / (2 · 0.05) = 10: a
          // mixture of uniforms on ±a of mean 1 leaves (2 / a)(1 − q / a) ≤ 1 / (2 q) outside ±q.
          EXPECT_GT(q[16], 1.9) << key;
          EXPECT_LT(q[16], 10.0) << key;
        }
      }
    }
  }
}

TEST(ScoreTable, LevelsRiseWithTheHorizonFromSeasonToSeason) {
  for (const Frequency frequency : kFrequencies) {
    const auto season = static_cast<std::size_t>(time::periods_per_year(frequency));
    for (const std::string& key : keys(frequency)) {
      // The monthly tables of Theta and AutoTheta put their growth with the horizon into the slopes: their level falls after a
      // year. They were learnt from 983 series and are named in the changelog as the weakest of the tables.
      if ((key == "Theta" || key == "AutoTheta") && frequency == Frequency::kMonthly) continue;
      const ScoreTable& table = *find_score_table(key, true, frequency);
      for (std::size_t h = season; h < table.level.size(); ++h) {
        EXPECT_GT(table.level[h], table.level[h - season]) << key << ' ' << h;
      }
    }
  }
}

TEST(ScoreTable, SaysItsVersionAndKnowsNoOtherModel) {
  EXPECT_EQ(score_table_version(Frequency::kAnnual).substr(0, 9), "m4-yearly");
  EXPECT_EQ(score_table_version(Frequency::kQuarterly).substr(0, 12), "m4-quarterly");
  EXPECT_EQ(score_table_version(Frequency::kDaily), "");
  EXPECT_EQ(find_score_table("NoSuchModel", true), nullptr);
  EXPECT_EQ(find_score_table("Naive", true, Frequency::kDaily), nullptr);
  EXPECT_NE(find_score_table(kYardstick, true), nullptr);
}

}  // namespace
