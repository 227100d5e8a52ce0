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
  EXPECT_EQ(names(Series::quarterly(2000, 1, {1, 2, 3})).size(), 4U);
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

TEST(DefaultEnsemble, FollowsASeasonFromTwoYearsOfQuarters) {
  std::vector<double> values;
  for (int t = 0; t < 24; ++t) values.push_back(100.0 + 2.0 * t + (t % 4 == 3 ? 30.0 : 0.0));
  const auto mean = DefaultEnsemble().fit(Series::quarterly(2015, 1, values))->mean(4);
  constexpr double kNear = 5.0;
  for (int h = 0; h < 4; ++h) {
    EXPECT_NEAR(mean[static_cast<std::size_t>(h)], 148.0 + 2.0 * h + (h == 3 ? 30.0 : 0.0), kNear);
  }
}

}  // namespace forecast_default_ensemble_test
