// SPDX-License-Identifier: Apache-2.0
#include <dubao/forecast/panel_scores.hpp>
#include <dubao/models/naive.hpp>

namespace forecast_panel_scores_test {

using namespace dubao;
using namespace dubao::forecast;
using data::Series;

const ScoreTable& table() { return *find_score_table("Naive", true); }

TEST(PanelScores, ScoresOfARandomWalkAgreeWithTheTable) {
  // Naive on random walks: the mean capped score should be about what M4 says, not twice or half of it.
  data::Panel panel;
  for (std::uint64_t i = 0; i < 60; ++i) {
    data::RandomStream stream(2, i, 0);
    std::vector<double> values;
    double level = 5.0;
    for (int t = 0; t < 24; ++t) values.push_back(std::exp(level += 0.03 + 0.06 * stream.normal()));
    panel.add(Series::annual(2000, values, "w" + std::to_string(i)));
  }
  const models::Naive naive;
  const ScoresByHorizon scores = panel_scores(naive, panel, table(), *find_score_table("Naive", false), 2);
  const PanelVerdict verdict = panel_verdict(scores, table());
  EXPECT_NEAR(verdict.series, 60.0, 1e-9);
  EXPECT_LT(std::abs(verdict.log_ratio), std::log(1.5));
  const ScoresByHorizon one_thread =
      panel_scores(naive, panel, table(), *find_score_table("Naive", false), 1);
  ASSERT_EQ(scores[0].size(), one_thread[0].size());
  for (std::size_t k = 0; k < scores[0].size(); ++k) EXPECT_EQ(scores[0][k].score, one_thread[0][k].score);
}

TEST(PanelScores, APointForecastOfAPositiveSeriesStaysPositive) {
  const Series series = Series::annual(2000, {4, 3, 2});
  EXPECT_DOUBLE_EQ(guarded_centre(series, {-7.0, 1.5})[0], kSmallestCentre * 2.0);
  EXPECT_DOUBLE_EQ(guarded_centre(series, {-7.0, 1.5})[1], 1.5);
  EXPECT_DOUBLE_EQ(guarded_centre(Series::annual(2000, {-1, 2}), {-7.0})[0], -7.0);
}

// Series that all grow by 6 % a year, with noise that hides it from each of them alone.
data::Panel growing(Index count, double noise) {
  data::Panel panel;
  for (Index i = 0; i < count; ++i) {
    data::RandomStream random(5, static_cast<std::uint64_t>(i), 0);
    std::vector<double> values;
    double level = 100.0;
    for (int t = 0; t < 15; ++t) values.push_back(level *= std::exp(0.06 + noise * random.normal()));
    panel.add(data::Series::annual(2000, values, "g" + std::to_string(i)));
  }
  return panel;
}

TEST(PanelScores, GrowthThatThePanelSharesMakesPastForecastsBetter) {
  const models::Naive naive;
  const data::Panel panel = growing(60, 0.1);
  const PanelPast past = panel_past(naive, panel, 12, 2, Origins::kPastAndPresent);
  const GrowthPooling pooling = pool_growth(past, panel, 0);
  constexpr double kNear = 0.015;
  EXPECT_NEAR(pooling.growth, 0.06, kNear);
  EXPECT_GT(pooling.share, 0.3);
  EXPECT_NEAR(pooling.series, 60.0, 1e-9);
  ASSERT_EQ(pooling.forecast.size(), 12U);
  EXPECT_NEAR(pooling.forecast[0], 0.0, 1e-12);  // the random walk's own
  EXPECT_EQ(pool_growth(past, panel, 3).forecast.size(), 3U);
  // Smaller errors: the same origins score better with the pooled growth than without.
  const ScoreTable& additive = *find_score_table("Naive", false);
  const double before = panel_verdict(panel_scores(past, panel, table(), additive), table()).log_ratio;
  const double after = panel_verdict(panel_scores(past, panel, table(), additive, true), table()).log_ratio;
  EXPECT_LT(after, before);
}

TEST(PanelScores, ForecastsOfThePresentGiveNoScore) {
  const models::Naive naive;
  const data::Panel panel = growing(30, 0.1);
  const ScoreTable& additive = *find_score_table("Naive", false);
  const ScoresByHorizon with =
      panel_scores(panel_past(naive, panel, 12, 1, Origins::kPastAndPresent), panel, table(), additive);
  const ScoresByHorizon without = panel_scores(panel_past(naive, panel, 12, 1), panel, table(), additive);
  ASSERT_EQ(with[0].size(), without[0].size());
  for (std::size_t k = 0; k < with[0].size(); ++k) EXPECT_EQ(with[0][k].score, without[0][k].score);
}

TEST(PanelScores, AFewSeriesTeachNothingAboutGrowth) {
  const data::Panel panel = growing(10, 0.1);
  EXPECT_FALSE(
      pool_growth(panel_past(models::Naive(), panel, 12, 1, Origins::kPastAndPresent), panel, 0).is_active());
}

}  // namespace forecast_panel_scores_test
