// SPDX-License-Identifier: Apache-2.0
#include <dubao/models/structural/ladder.hpp>

#include <gtest/gtest.h>

namespace models_structural_ladder_test {

using dubao::Index;
using dubao::data::kMissing;
using dubao::data::Series;
using namespace dubao::models::structural;
using dubao::models::detail::prepare;
using dubao::models::detail::Prepared;
using dubao::models::state_space::Season;

Prepared series_of(Index n) {
  std::vector<double> y;
  for (Index t = 0; t < n; ++t) y.push_back(1.0 + static_cast<double>((7 * t) % 5));
  return prepare(Series::annual(2000, y));
}
Form form_of(const char* trend) {
  Form form;
  form.trend = parse_trend(trend);
  form.irregular = form.trend.irregular;
  return form;
}
Form quarterly(const char* trend) {
  Form form = form_of(trend);
  form.season = Season::kDummy;
  form.season_length = 4;
  return form;
}

TEST(StructuralLadder, OneDegreeOfFreedomIsLeftForTheScale) {
  // local level: one diffuse state, two variances, one more
  EXPECT_TRUE(is_estimable(form_of("local level"), 0, 4));
  EXPECT_FALSE(is_estimable(form_of("local level"), 0, 3));
  EXPECT_FALSE(is_estimable(form_of("local level"), 1, 4));
  // local linear with four quarters: five diffuse states, four variances, one more
  EXPECT_TRUE(is_estimable(quarterly("local linear"), 0, 10));
  EXPECT_FALSE(is_estimable(quarterly("local linear"), 0, 9));
}

TEST(StructuralLadder, EveryStepGivesUpTheNextPart) {
  struct Step {
    Index n;
    const char* asked;
    const char* left;
  };
  for (const Step& step :
       {Step{7, "damped", "damped"}, Step{6, "damped", "local linear"}, Step{5, "damped", "drift"},
        Step{4, "damped", "random walk with drift"}, Step{3, "damped", "random walk"},
        Step{4, "smooth", "line"}, Step{3, "smooth", "constant"}, Step{3, "local level", "random walk"}}) {
    Prepared series = series_of(step.n);
    Form form = form_of(step.asked);
    Index effects = 0;
    ASSERT_TRUE(reduce(form, 0, effects, series)) << step.asked << step.n;
    EXPECT_EQ(form.trend.name, step.left) << step.asked << step.n;
    if (std::string(step.asked) == step.left) {
      EXPECT_TRUE(series.notes.empty());
      continue;
    }
    ASSERT_EQ(series.notes.size(), 1U) << step.asked << step.n;
    EXPECT_EQ(series.notes[0], "ladder: " + std::to_string(step.n) + " values do not carry Structural(" +
                                   step.asked + "): Structural(" + step.left + ")");
  }
}

TEST(StructuralLadder, BelowARandomWalkNothingIsEstimated) {
  for (const Trend& trend : kTrends) {
    Prepared series = series_of(2);
    Form form = form_of(std::string(trend.name).c_str());
    Index effects = 0;
    EXPECT_FALSE(reduce(form, 0, effects, series)) << trend.name;
  }
}

TEST(StructuralLadder, EffectsGoBeforeTheIrregularAndBreaksStay) {
  Prepared series = series_of(5);
  Form form = form_of("local level");
  Index effects = 2;
  ASSERT_TRUE(reduce(form, 0, effects, series));
  EXPECT_EQ(effects, 1);
  EXPECT_EQ(form.trend.name, "local level");
  effects = 1;
  ASSERT_TRUE(reduce(form, 2, effects, series));
  EXPECT_EQ(effects, 0);
  EXPECT_EQ(form.trend.name, "random walk");
}

TEST(StructuralLadder, CycleAndSeasonGoFirst) {
  Prepared series = series_of(9);
  Form form = quarterly("local linear");
  form.cycle = true;
  Index effects = 0;
  ASSERT_TRUE(reduce(form, 0, effects, series));
  EXPECT_EQ(form.name(), "Structural(local linear)");
  EXPECT_EQ(form.season_length, 1);
}

TEST(StructuralLadder, ASeasonMustBeObservedAndToldFromTheTrend) {
  EXPECT_TRUE(covers_season(quarterly("local level"), series_of(4)));
  EXPECT_FALSE(covers_season(quarterly("drift"), series_of(4)));  // four values, five states
  EXPECT_TRUE(covers_season(quarterly("drift"), series_of(5)));
  std::vector<double> y{1, 2, 3, kMissing, 2, 3, 4, kMissing, 3, 4, 5, kMissing, 4, 5, 6, kMissing};
  Prepared gaps = prepare(Series::annual(2000, y));
  EXPECT_FALSE(covers_season(quarterly("local level"), gaps));
  Form form = quarterly("local level");
  Index effects = 0;
  ASSERT_TRUE(reduce(form, 0, effects, gaps));
  EXPECT_FALSE(form.has_season());
  Form yearly = form_of("local level");
  yearly.season = Season::kDummy;
  yearly.season_length = kLongestSeason;
  EXPECT_TRUE(covers_season(yearly, series_of(120)));
  yearly.season_length = kLongestSeason + 1;
  EXPECT_FALSE(covers_season(yearly, series_of(120)));
}

}  // namespace models_structural_ladder_test
