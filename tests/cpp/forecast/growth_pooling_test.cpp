// SPDX-License-Identifier: Apache-2.0
#include <dubao/data/random.hpp>
#include <dubao/forecast/growth_pooling.hpp>

namespace forecast_growth_pooling_test {

using namespace dubao;
using namespace dubao::forecast;
using data::Series;

constexpr double kExact = 1e-12;
constexpr double kNearlyExact =
    1e-6;  // of a variance, against the weight that keeps a series without noise finite

std::vector<double> path(const std::vector<double>& changes) {
  std::vector<double> out{100.0};
  for (const double change : changes) out.push_back(out.back() * std::exp(change));
  return out;
}

TEST(OwnGrowth, IsTheMeanChangeWithItsErrorVariance) {
  const OwnGrowth growth = *own_growth(Series::annual(2000, path({0.1, 0.3, 0.2})));
  EXPECT_NEAR(growth.mean, 0.2, kExact);
  EXPECT_NEAR(growth.variance, 0.01 / 3.0, kExact);  // variance of the changes 0.01, three of them
}

TEST(OwnGrowth, AChangeOverAGapCountsForItsPeriods) {
  std::vector<double> values = path({0.1, 0.3, 0.2, 0.2});
  values[2] = data::kMissing;  // changes 0.1 over one period, 0.5 over two, 0.2 over one
  const OwnGrowth growth = *own_growth(Series::annual(2000, values));
  EXPECT_NEAR(growth.mean, 0.2, kExact);
  EXPECT_NEAR(growth.variance, (0.01 + 0.01 / 2.0) / 2.0 / 4.0, kExact);
}

TEST(OwnGrowth, IsThatSinceTheLastBreakWhereItIsKnown) {
  const std::vector<double> values{100, 110, 121, 500, 600, 720, 864};
  EXPECT_NEAR(own_growth(Series::annual(2000, values).with_break(2003))->mean, std::log(1.2), kExact);
  EXPECT_NEAR(own_growth(Series::annual(2000, {100, 110, 121, 500, 600}).with_break(2003))->mean,
              (2.0 * std::log(1.1) + std::log(1.2)) / 3.0, kExact);
  EXPECT_FALSE(own_growth(Series::annual(2000, {-1, 2, 3})).has_value());
  EXPECT_FALSE(own_growth(Series::annual(2000, {5, 6})).has_value());
}

TEST(GrowthPooling, VarianceBetweenSeriesIsWhatTheirErrorsDoNotExplain) {
  // Equal errors: the sample variance of the growth rates (here the median is the mean) less that of an error, or nothing.
  const auto members = [](double variance) {
    std::vector<GrowthMember> out;
    for (int i = 0; i < 25; ++i) out.push_back({{0.01 * (i % 5), variance}, {}});
    return out;
  };
  const double sample = 25.0 * 0.0002 / 24.0;
  EXPECT_NEAR(between_variance(members(0.0001)), sample - 0.0001, kNearlyExact * sample);
  EXPECT_NEAR(between_variance(members(0.001)), 0.0, kNearlyExact * sample);
  EXPECT_DOUBLE_EQ(between_variance(std::vector<GrowthMember>(25)), 0.0);
}

TEST(GrowthPooling, OneSeriesFarFromAllOthersChangesLittle) {
  std::vector<GrowthMember> members;
  for (int i = 0; i < 30; ++i) members.push_back({{0.02 + 0.01 * (i % 3), 0.0001}, {0.02}});
  const GrowthPooling before = pool_members(members);
  members.push_back({{3.0, 0.0001}, {3.0}});
  const GrowthPooling after = pool_members(members);
  constexpr double kLittle = 0.005;
  EXPECT_LT(after.between, before.between + 0.0001);
  EXPECT_NEAR(after.growth, before.growth, kLittle);
  EXPECT_NEAR(after.forecast[0], before.forecast[0], kLittle);
  EXPECT_GT(std::abs((3.0 + 30 * before.growth) / 31 - before.growth),
            10 * kLittle);  // as a plain mean would
}

TEST(GrowthPooling, MovesAForecastByWhatItsSeriesDoesNotKnow) {
  const Series series = Series::annual(2000, path({0.1, 0.3, 0.2}));
  const double last = series[3];
  const std::vector<double> centre{last * std::exp(0.2), last * std::exp(0.3)};
  // v = 0.01/3 = τ²: a quarter of the way, to (h 0.04 + γ_h) / 2; the third γ goes on by the last step.
  const GrowthPooling pooling{
      .growth = 0.04, .between = 0.01 / 3.0, .share = 0.25, .series = 30, .forecast = {0.02, 0.06}};
  EXPECT_NEAR(pooling.weight(*own_growth(series)), 0.25, kExact);
  EXPECT_NEAR(pooling.target(1), 0.03, kExact);
  EXPECT_NEAR(pooling.target(2), 0.07, kExact);
  EXPECT_NEAR(pooling.target(3), (0.12 + 0.10) / 2.0, kExact);
  const auto pooled = pooling.apply(series, centre);
  EXPECT_NEAR(std::log(pooled[0] / last), 0.2 + 0.25 * (0.03 - 0.2), kExact);
  EXPECT_NEAR(std::log(pooled[1] / last), 0.3 + 0.25 * (0.07 - 0.3), kExact);
  EXPECT_NE(pooling.note().find("30 series"), std::string::npos);
  EXPECT_NE(pooling.note().find("25.0 % of the way"), std::string::npos);
}

TEST(GrowthPooling, CountsFromTheLastObservedValue) {
  std::vector<double> values = path({0.1, 0.3, 0.2});
  values.push_back(data::kMissing);
  const Series series = Series::annual(2000, values);
  const GrowthPooling pooling{
      .growth = 0.04, .between = 0.01 / 3.0, .share = 0.25, .series = 30, .forecast = {0.02, 0.06}};
  const double last = values[3];
  EXPECT_NEAR(std::log(pooling.apply(series, {last * std::exp(0.3)})[0] / last), 0.3 + 0.25 * (0.07 - 0.3),
              kExact);
}

TEST(GrowthPooling, LeavesConstantShortAndSignedSeriesAlone) {
  const GrowthPooling pooling{
      .growth = 0.05, .between = 0.001, .share = 0.3, .series = 30, .forecast = {0.05}};
  const std::vector<double> centre{5.0};
  for (const Series& series : {Series::annual(2000, {5, 5, 5, 5}), Series::annual(2000, {4, 5}),
                               Series::annual(2000, {-4, 5, 3, 5})}) {
    EXPECT_EQ(pooling.apply(series, centre), centre);
  }
  EXPECT_EQ(GrowthPooling{}.apply(Series::annual(2000, {3, 5, 4, 6}), centre), centre);
}

TEST(GrowthPooling, SeriesThatDifferKeepTheirGrowthAndSeriesThatDoNotShareIt) {
  // Growth rates spread by `between` around 3 %, each known with a standard error of 1 %.
  const auto pooled = [](double between) {
    data::RandomStream random(11, 1, 1);
    std::vector<GrowthMember> members;
    for (int i = 0; i < 400; ++i) {
      const double truth = 0.03 + between * random.normal();
      const double seen = truth + 0.01 * random.normal();
      members.push_back({{seen, 0.0001}, {0.5 * seen, seen}});
    }
    return pool_members(members);
  };
  const GrowthPooling alike = pooled(0.0);
  EXPECT_GT(alike.share, 0.45);
  EXPECT_NEAR(alike.growth, 0.03, 0.002);
  EXPECT_NEAR(alike.forecast[0], 0.015, 0.001);
  EXPECT_DOUBLE_EQ(alike.series, 400.0);
  const GrowthPooling different = pooled(0.05);
  EXPECT_NEAR(std::sqrt(different.between), 0.05, 0.006);
  EXPECT_LT(different.share, 0.03);
}

TEST(GrowthPooling, FewSeriesAndSeriesWithoutNoiseChangeNothing) {
  EXPECT_FALSE(pool_members({}).is_active());
  const GrowthMember one{{0.02, 0.0001}, {0.02}};
  EXPECT_FALSE(pool_members(std::vector<GrowthMember>(kFewestPooledSeries - 1, one)).is_active());
  EXPECT_TRUE(pool_members(std::vector<GrowthMember>(kFewestPooledSeries, one)).is_active());
  EXPECT_FALSE(pool_members(std::vector<GrowthMember>(30, {{0.02, 0.0}, {0.02}})).is_active());
}

// Two quarters of a year low, two high, and years that grow by the given changes.
std::vector<double> quarters(const std::vector<double>& changes) {
  std::vector<double> out;
  for (const double level : path(changes)) {
    for (const double season : {0.8, 0.9, 1.1, 1.2}) out.push_back(level * season);
  }
  return out;
}

TEST(OwnGrowth, OfASeasonIsThatOfItsYears) {
  const OwnGrowth growth = *own_growth(Series::quarterly(2000, 1, quarters({0.1, 0.3, 0.2})));
  EXPECT_NEAR(growth.mean, 0.2, kExact);
  EXPECT_NEAR(growth.variance, 0.01 / 3.0, kExact);
  // Years are counted back from the end: the first two quarters belong to none.
  std::vector<double> longer{70.0, 75.0};
  for (const double value : quarters({0.1, 0.3, 0.2})) longer.push_back(value);
  EXPECT_NEAR(own_growth(Series::quarterly(1999, 3, longer))->mean, 0.2, kExact);
  // A missing quarter makes its year missing: one change over two years stays, and one over one.
  std::vector<double> gap = quarters({0.1, 0.3, 0.2});
  gap[5] = data::kMissing;
  EXPECT_NEAR(own_growth(Series::quarterly(2000, 1, gap))->mean, 0.2, kExact);
  EXPECT_FALSE(own_growth(Series::quarterly(2000, 1, quarters({0.1}))).has_value());
}

TEST(GrowthPooling, MovesTheQuartersOfAYearByTheirShare) {
  const Series series = Series::quarterly(2000, 1, quarters({0.1, 0.3, 0.2}));
  const GrowthPooling pooling{
      .growth = 0.04, .between = 0.01 / 3.0, .share = 0.25, .series = 30, .forecast = {0.02, 0.06}};
  std::vector<double> centre;
  for (int h = 0; h < 6; ++h) {
    centre.push_back(series[12 + h % 4] * std::exp(h < 4 ? 0.2 : 0.3));
  }
  const auto pooled = pooling.apply(series, centre);
  for (int h = 0; h < 6; ++h) {
    const auto at = static_cast<std::size_t>(h);
    const double year = h < 4 ? 0.25 * (0.03 - 0.2) : 0.25 * (0.07 - 0.3);
    EXPECT_NEAR(std::log(pooled[at] / centre[at]), year * (h + 1) / (h < 4 ? 4.0 : 8.0), kExact) << h;
  }
  // A power of two changes no other bit.
  std::vector<double> large = series.values();
  for (double& value : large) value = std::ldexp(value, 300);
  std::vector<double> large_centre = centre;
  for (double& value : large_centre) value = std::ldexp(value, 300);
  const auto scaled = pooling.apply(Series::quarterly(2000, 1, large), large_centre);
  for (std::size_t h = 0; h < pooled.size(); ++h) EXPECT_EQ(scaled[h], std::ldexp(pooled[h], 300));
}

TEST(GrowthPooling, LeavesASeasonThatEndsInsideAYearAlone) {
  std::vector<double> values = quarters({0.1, 0.3, 0.2});
  values.back() = data::kMissing;
  const GrowthPooling pooling{
      .growth = 0.04, .between = 0.001, .share = 0.25, .series = 30, .forecast = {0.02}};
  const std::vector<double> centre{5.0, 6.0};
  EXPECT_EQ(pooling.apply(Series::quarterly(2000, 1, values), centre), centre);
}

}  // namespace forecast_growth_pooling_test
