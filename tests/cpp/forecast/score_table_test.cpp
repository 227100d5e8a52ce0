// SPDX-License-Identifier: Apache-2.0
#include <dubao/forecast/score_table.hpp>

namespace {

using namespace dubao;
using namespace dubao::forecast;

const std::vector<std::string> kKeys{"Ensemble",    "AutoETS", "AutoTheta", "Theta",
                                     "DampedDrift", "Drift",   "Naive"};

TEST(ScoreTable, QuantilesAscendAreSymmetricAndHaveAUsualSize) {
  for (const std::string& key : kKeys) {
    for (const bool positive : {true, false}) {
      for (const evaluation::ScoreQuantiles& q : find_score_table(key, positive)->quantiles) {
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

TEST(ScoreTable, LevelsRiseWithTheHorizon) {
  for (const std::string& key : kKeys) {
    const ScoreTable& table = *find_score_table(key, true);
    EXPECT_TRUE(std::is_sorted(table.level.begin(), table.level.end())) << key;
  }
}

TEST(ScoreTable, SaysItsVersionAndKnowsNoOtherModel) {
  EXPECT_EQ(kScoreTableVersion.substr(0, 9), "m4-yearly");
  EXPECT_EQ(find_score_table("NoSuchModel", true), nullptr);
  EXPECT_NE(find_score_table(kYardstick, true), nullptr);
}

}  // namespace
