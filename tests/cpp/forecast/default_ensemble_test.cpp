// SPDX-License-Identifier: Apache-2.0
#include <dubao/forecast/default_ensemble.hpp>

namespace forecast_default_ensemble_test {

using namespace dubao;
using namespace dubao::forecast;
using data::Series;

TEST(DefaultEnsemble, ChoosesItsMembersByFrequencyAndServesEverySign) {
  const DefaultEnsemble ensemble;
  const auto names = [&](const Series& series) {
    std::vector<std::string> out;
    for (const auto& member : ensemble.chosen(series).members()) out.push_back(member->alias());
    return out;
  };
  EXPECT_EQ(names(Series::annual(2000, {1, 2, 3})).size(), 5U);
  EXPECT_EQ(names(Series::quarterly(2000, 1, {1, 2, 3})).size(), 5U);
  EXPECT_EQ(ensemble.fit(Series::annual(2000, {-1, 2, -3, 4, 1, 2}))->mean(1).size(), 1U);
}

TEST(DefaultEnsemble, FollowsSteadyGrowthAndIsDamped) {
  std::vector<double> values;
  for (int t = 0; t < 15; ++t) values.push_back(100.0 * std::pow(1.05, t));
  const auto mean = DefaultEnsemble().fit(Series::annual(2000, values))->mean(6);
  EXPECT_GT(mean[5], values.back() * 1.15);
  EXPECT_LT(mean[5], values.back() * std::pow(1.05, 6) * 1.001);
}

TEST(DefaultEnsemble, SaysWhoItsMembersAre) {
  const auto fitted = DefaultEnsemble().fit(Series::annual(2000, {1, 2, 3, 5, 4, 6, 7}));
  EXPECT_EQ(fitted->summary().params[4].first, "share drift");
  EXPECT_EQ(fitted->summary().params[1].first, "share AutoETS");
  EXPECT_DOUBLE_EQ(fitted->summary().params[1].second, 0.2);
}

TEST(DefaultEnsemble, SaysWhoItsSeasonalMembersAre) {
  std::vector<double> values;
  for (int t = 0; t < 16; ++t) values.push_back(100.0 + 2.0 * t + (t % 4 == 3 ? 30.0 : 0.0) + t % 3);
  const auto fitted = DefaultEnsemble().fit(Series::quarterly(2015, 1, values));
  const std::string common =
      "trimmed mean of Theta on Box-Cox data, damped ETS, additive ETS on logs, damped drift on logs without "
      "the season, ";
  EXPECT_EQ(fitted->summary().name, common + "AutoARIMA");
  const DefaultEnsemble ensemble;
  const auto last = [&](const Series& series) { return ensemble.chosen(series).members().back()->alias(); };
  EXPECT_EQ(last(Series({time::Frequency::kHalfYearly, 4000}, values)), "AutoARIMA");
  EXPECT_EQ(last(Series({time::Frequency::kMonthly, 24000}, values)), "damped additive ETS");
}

TEST(DefaultEnsemble, TheParametersOfASeasonalFitGiveTheSameBitsAndMoveWithLongerData) {
  std::vector<double> values;
  for (int t = 0; t < 21; ++t) values.push_back((80.0 + 2.0 * t + t % 3) * (t % 4 == 3 ? 1.3 : 1.0));
  const Series series = Series::quarterly(2015, 1, values);
  const DefaultEnsemble ensemble;
  const auto fitted = ensemble.fit(series.head(20));
  const auto again = ensemble.fit_with_parameters(series.head(20), {}, fitted->summary().params);
  EXPECT_EQ(again->mean(4), fitted->mean(4));
  const auto moved = ensemble.fit_with_parameters(series, {}, fitted->summary().params);
  EXPECT_EQ(moved->summary().params, fitted->summary().params);
  EXPECT_NE(moved->mean(1), fitted->mean(1));
}

TEST(DefaultEnsemble, FollowsASeasonFromTwoYearsOfQuarters) {
  std::vector<double> values;
  for (int t = 0; t < 24; ++t) values.push_back(100.0 + 2.0 * t + (t % 4 == 3 ? 30.0 : 0.0));
  const auto mean = DefaultEnsemble().fit(Series::quarterly(2015, 1, values))->mean(4);
  constexpr double kNear = 5.0;
  for (int h = 0; h < 4; ++h) {
    EXPECT_NEAR(mean[static_cast<std::size_t>(h)], 148.0 + 2.0 * h + (h == 3 ? 30.0 : 0.0), kNear);
  }
}

TEST(DefaultEnsemble, AGivenSeasonIsForecastWhereTheFrequencyHasNone) {
  std::vector<double> values;
  for (int t = 0; t < 70; ++t) values.push_back(100.0 + 0.5 * t + (t % 7 >= 5 ? -40.0 : 0.0) + t % 3);
  const Series days(time::Period::daily(2024, 1, 1), values);
  const auto mean = DefaultEnsemble("Ensemble", 7).fit(days)->mean(7);
  constexpr double kNear = 6.0;
  for (int h = 0; h < 7; ++h) {
    EXPECT_NEAR(mean[static_cast<std::size_t>(h)], 136.0 + 0.5 * h + (h >= 5 ? -40.0 : 0.0), kNear);
  }
  const DefaultEnsemble quarters("Ensemble", 4);
  EXPECT_EQ(quarters.chosen(days).members().back()->alias(), "AutoARIMA");
  EXPECT_EQ(
      DefaultEnsemble("Ensemble", 1).chosen(Series::quarterly(2000, 1, values)).members().back()->alias(),
      "drift");
  EXPECT_THROW(DefaultEnsemble("Ensemble", -1), InputError);
}

}  // namespace forecast_default_ensemble_test
