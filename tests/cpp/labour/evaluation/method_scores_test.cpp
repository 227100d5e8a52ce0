// SPDX-License-Identifier: Apache-2.0
#include <dubao/labour/evaluation/method_scores.hpp>

#include "labour/support.hpp"

namespace labour_evaluation_method_scores_test {

using namespace dubao;          // NOLINT: a test
using namespace dubao::labour;  // NOLINT: a test
using labour::testing::kExact;

OutturnCase one(const char* key, const char* group, double base, double forecast, double actual) {
  OutturnCase out;
  out.key = key;
  out.group = group;
  out.base = base;
  out.forecast = forecast;
  out.actual = actual;
  return out;
}

std::vector<MethodScores> scores(const std::vector<OutturnCase>& cases,
                                 const std::vector<OtherForecast>& others = {}) {
  std::vector<detail::ScoredCase> scored;
  std::vector<double> actual;
  for (const OutturnCase& c : cases) {
    scored.push_back(detail::scored_case(c, {}));
    actual.push_back(c.actual);
  }
  return detail::score_methods(scored, actual, others, 3, false);
}

TEST(MethodScores, ExampleOfTheHeaderHolds) {
  const auto table = scores({one("a", "g", 100, 120, 110), one("b", "g", 100, 90, 100)});
  EXPECT_EQ(table[0].method, "forecast");
  EXPECT_NEAR(table[0].wape, 20.0 / 210.0, kExact);
  EXPECT_NEAR(table[0].dissimilarity, 1.0 / 21.0, kExact);
  EXPECT_EQ(table[1].method, "no_change");
  EXPECT_NEAR(table[1].wape, 10.0 / 210.0, kExact);
  EXPECT_NEAR(table[1].dissimilarity, 0.5 * (110.0 / 210.0 - 100.0 / 210.0), kExact);
  EXPECT_EQ(table[2].method, "constant_share");
  EXPECT_NEAR(table[2].wape, (5.0 + 5.0) / 210.0, kExact);  // 105 each
  EXPECT_NEAR(table[2].dissimilarity, table[1].dissimilarity, kExact);
}

TEST(MethodScores, DissimilarityAndAveragesBelongToAGroup) {
  // Two groups, each perfect in its structure and off by a factor in its total.
  const auto table = scores({one("a", "g", 1, 20, 10), one("b", "g", 1, 40, 20), one("a", "h", 1, 5, 10),
                             one("b", "h", 1, 10, 20)});
  EXPECT_NEAR(table[0].dissimilarity, 0.0, kExact);
  EXPECT_EQ(table[0].faster_hit_rate, 1.0);
  EXPECT_EQ(table[0].direction_hit_rate, 1.0);
  EXPECT_NEAR(table[0].mape, (1.0 + 1.0 + 0.5 + 0.5) / 4.0, kExact);
  EXPECT_NEAR(table[0].median_ape, 0.75, kExact);
}

TEST(MethodScores, AGroupOfOneHasNoAverageToBeFasterThan) {
  const auto table = scores({one("a", "g", 10, 20, 10)});
  EXPECT_TRUE(std::isnan(table[0].faster_hit_rate));
  EXPECT_TRUE(std::isnan(table[0].dissimilarity));
  EXPECT_EQ(table[0].direction_hit_rate, 0.0);
}

TEST(MethodScores, LastGrowthIsScoredWhereItIsKnown) {
  std::vector<OutturnCase> cases{one("a", "g", 110, 110, 121), one("b", "g", 100, 100, 100)};
  cases[0].before = 100;
  const auto table = scores(cases);
  EXPECT_EQ(table[3].method, "last_growth");
  EXPECT_EQ(table[3].cases, 1);
  EXPECT_NEAR(table[3].wape, 0.0, kExact);
}

TEST(MethodScores, SkillAndWinsAreOverTheCasesBothHave) {
  const auto table = scores({one("a", "g", 10, 12, 13), one("b", "g", 10, 9, 13), one("c", "g", 1, 1, 1)},
                            {{"other", {11, data::kMissing, 1}}});
  ASSERT_EQ(table.size(), 5U);
  EXPECT_EQ(table[4].method, "other");
  EXPECT_EQ(table[4].cases, 2);
  EXPECT_NEAR(table[4].skill, 1.0 - 1.0 / 2.0, kExact);
  EXPECT_NEAR(table[4].wins, 0.75, kExact);
  EXPECT_TRUE(std::isnan(table[0].skill));
}

TEST(MethodScores, MaseUsesEachCasesOwnScale) {
  std::vector<OutturnCase> cases{one("a", "g", 1, 12, 10), one("b", "g", 1, 300, 200)};
  cases[0].scale = 1.0;
  cases[1].scale = 50.0;
  EXPECT_NEAR(scores(cases)[0].mase, 2.0, kExact);
}

TEST(MethodScores, DrawsGiveCoverAndCrps) {
  std::vector<OutturnCase> cases{one("a", "g", 1, data::kMissing, 1.0),
                                 one("b", "g", 1, data::kMissing, 9.0)};
  for (OutturnCase& c : cases) c.draws = {0, 1, 2};
  const auto table = scores(cases);
  EXPECT_EQ(table[0].cases_with_draws, 2);
  for (const double cover : table[0].cover) EXPECT_NEAR(cover, 0.5, kExact);
  EXPECT_NEAR(table[0].crps, 0.5 * (0.0 + 8.0 - 2.0 / 3.0), kExact);
  EXPECT_NEAR(table[0].mean_absolute_error, 4.0, kExact);  // the median of the draws is the point
}

}  // namespace labour_evaluation_method_scores_test
