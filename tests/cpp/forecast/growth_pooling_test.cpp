// SPDX-License-Identifier: Apache-2.0
#include <dubao/data/random.hpp>
#include <dubao/forecast/growth_pooling.hpp>

namespace forecast_growth_pooling_test {

using namespace dubao;
using namespace dubao::forecast;
using data::Series;

constexpr double kExact = 1e-12;

TEST(GrowthPooling, MeanGrowthIsThatSinceTheLastBreakWhereItIsKnown) {
  const std::vector<double> values{100, 110, 121, 500, 600, 720, 864};
  EXPECT_NEAR(*mean_log_growth(Series::annual(2000, values).with_break(2003)), std::log(1.2), kExact);
  EXPECT_NEAR(*mean_log_growth(Series::annual(2000, {100, 110, 121, 500, 600}).with_break(2003)),
              (2.0 * std::log(1.1) + std::log(1.2)) / 3.0, kExact);
  EXPECT_FALSE(mean_log_growth(Series::annual(2000, {-1, 2, 3})).has_value());
  EXPECT_FALSE(mean_log_growth(Series::annual(2000, {5})).has_value());
}

TEST(GrowthPooling, MovesAForecastTowardThePanelAndStretchesItsOwnGrowth) {
  const Series series = Series::annual(2000, {90, 95, 93, 100});
  const std::vector<double> centre{110, 120};
  const GrowthPooling half{.own = 0.0, .common = 0.5, .growth = 0.0, .series = 30};
  const auto toward = half.apply(series, centre, 0.0);
  EXPECT_NEAR(toward[0], 100.0 * std::sqrt(1.1), 1e-9);
  const GrowthPooling stretched{.own = 0.2, .common = 0.0, .growth = 0.0, .series = 30};
  EXPECT_NEAR(stretched.apply(series, centre, 0.3)[1], 100.0 * std::pow(1.2, 1.2), 1e-9);
  EXPECT_NE(half.note().find("30 series"), std::string::npos);
}

TEST(GrowthPooling, LeavesConstantShortAndSignedSeriesAlone) {
  const GrowthPooling pooling{.own = 0.1, .common = 0.5, .growth = 0.05, .series = 30};
  const std::vector<double> centre{5.0};
  for (const Series& series : {Series::annual(2000, {5, 5, 5, 5}), Series::annual(2000, {4, 5}),
                               Series::annual(2000, {-4, 5, 3, 5})}) {
    EXPECT_EQ(pooling.apply(series, centre, 0.05), centre);
  }
}

TEST(GrowthPooling, LearnsWhatManyErrorsSayAndLittleFromFew) {
  const auto errors = [](int count) {
    std::vector<GrowthError> out;
    data::RandomStream random(11, 1, 1);
    for (int i = 0; i < count; ++i) {
      const double own = random.normal();
      const double away = random.normal();
      out.push_back({0.3 * own + 0.4 * away + 0.1 * random.normal(), {own, away}, 1.0});
    }
    return out;
  };
  const GrowthPooling many = learn_growth(errors(2000));
  constexpr double kNear = 0.02;
  EXPECT_NEAR(many.own, 0.3, kNear);
  EXPECT_NEAR(many.common, 0.4, kNear);
  EXPECT_DOUBLE_EQ(many.series, 2000.0);
  const GrowthPooling few = learn_growth(errors(5));
  EXPECT_LT(std::abs(few.own), 0.2);
  EXPECT_LT(few.common, 0.25);
  EXPECT_FALSE(learn_growth({}).is_active());
}

}  // namespace forecast_growth_pooling_test
