// SPDX-License-Identifier: Apache-2.0
#include <dubao/forecast/transformed.hpp>
#include <dubao/models/damped_drift.hpp>

namespace forecast_transformed_test {

using namespace dubao;
using namespace dubao::forecast;
using data::Series;
using models::DampedDrift;

TEST(Transformed, GrowthOnLogsIsARate) {
  const Transformed model(std::make_shared<DampedDrift>(DampedDrift::Options{.damping = 1.0, .memory = 1.0}),
                          0.0, "log");
  const auto fitted = model.fit(Series::annual(2020, {100, 110, 121, 133.1}));
  constexpr double kRelative = 1e-9;
  EXPECT_NEAR(fitted->mean(2)[1], 133.1 * 1.21, kRelative * 161.0);
  EXPECT_NEAR(fitted->summary().fitted_values[2], 121.0, kRelative * 121.0);
  EXPECT_NEAR(fitted->summary().residuals[2], 0.0, 1e-6);
}

TEST(Transformed, BiasAdjustmentMovesTheMedianToTheMeanOfThePaths) {
  const auto inner = std::make_shared<DampedDrift>();
  const Series series = Series::annual(2000, {100, 112, 104, 121, 118, 131, 125, 140, 139, 152}, "a");
  const Transformed median(inner, 0.0, "log");
  const Transformed mean(inner, 0.0, "log", true);
  const auto plain = median.fit(series)->mean(4);
  const auto adjusted = mean.fit(series)->mean(4);
  const auto paths = mean.fit(series)->draws(4, 20000, 7).paths();
  constexpr double kMonteCarlo = 0.01;
  for (std::size_t h = 0; h < 4; ++h) {
    EXPECT_GT(adjusted[h], plain[h]);
    EXPECT_NEAR(adjusted[h] / paths.col(static_cast<int>(h)).mean(), 1.0, kMonteCarlo) << h;
  }
  // Without a transformation mean and median are one.
  const auto same = Transformed(inner, 1.0, "none", true).fit(series)->mean(4);
  EXPECT_EQ(same, Transformed(inner, 1.0, "none").fit(series)->mean(4));
}

TEST(Transformed, PathsOfAPositiveSeriesArePositive) {
  const Transformed model(std::make_shared<DampedDrift>(), std::nullopt, "box-cox");
  const auto fitted = model.fit(Series::annual(2020, {9, 3, 6, 2, 4, 1, 2}, "a"));
  EXPECT_GE(fitted->draws(8, 500, 1).paths().minCoeff(), 0.0);
}

TEST(Transformed, ScalingByAPowerOfTwoChangesNoBit) {
  const Transformed model(std::make_shared<DampedDrift>(), std::nullopt, "box-cox");
  const std::vector<double> values{9, 10, 12, 11, 14, 15};
  std::vector<double> scaled;
  for (const double v : values) scaled.push_back(1024.0 * v);
  const auto a = model.fit(Series::annual(2020, values))->mean(3);
  const auto b = model.fit(Series::annual(2020, scaled))->mean(3);
  for (std::size_t h = 0; h < 3; ++h) EXPECT_EQ(1024.0 * a[h], b[h]);
}

TEST(Transformed, ValuesThatAreNotPositiveAreFittedAsTheyAre) {
  const auto inner = std::make_shared<DampedDrift>();
  const Series series = Series::annual(2020, {0, 1, 3, 4, 6});
  EXPECT_EQ(Transformed(inner, 0.0, "log").fit(series)->mean(3), inner->fit(series)->mean(3));
  EXPECT_THROW(Transformed(inner, 1.5, "x"), InputError);
}

TEST(Transformed, TheSpreadAssumedForOneValueIsAPartOfTheValueAndKnowsNoUnit) {
  const Transformed model(std::make_shared<DampedDrift>(), 0.0, "logs");
  // Half the distance of the quantiles at −1 and +1, relative to the value: 10 %, and more as the variance is uncertain too.
  const auto spread = [&model](double value) {
    const data::Draws draws = model.fit(Series::annual(2024, {value}))->draws(1, 4000, 1);
    return (draws.quantile(0, 0.8413447460685429) - draws.quantile(0, 0.15865525393145707)) / (2.0 * value);
  };
  EXPECT_GT(spread(1024.0), 0.10);
  EXPECT_LT(spread(1024.0), 0.13);
  constexpr double kRounding = 1e-12;
  for (const double value : {1000.0, 700.0, 1e-3})
    EXPECT_NEAR(spread(value), spread(1024.0), kRounding) << value;
}

TEST(Transformed, NeitherForecastNorPathExplodesOnTheScaleOfTheValues) {
  const std::vector<double> jumps{60, 63, 1e6, 61, 66, 64, 68};
  const auto fitted =
      Transformed(std::make_shared<DampedDrift>(), 0.0, "log").fit(Series::annual(2020, jumps, "a"));
  constexpr int kHorizon = 6;
  const double step = 1e6 - 61.0;
  const auto paths = fitted->draws(kHorizon, 2000, 1).paths();
  for (int h = 0; h < kHorizon; ++h) {
    EXPECT_LE(fitted->mean(kHorizon)[static_cast<std::size_t>(h)], 1e6 + 2.0 * (h + 1) * step);
    EXPECT_LE(paths.col(h).maxCoeff(), 1e6 + 25.0 * (h + 1) * step);
  }
  // Without the bound the largest of these paths is above 1e12.
  EXPECT_EQ(paths.col(kHorizon - 1).maxCoeff(), 1e6 + 25.0 * kHorizon * step);
}

TEST(Transformed, ValuesOfAnyScaleGiveFinitePaths) {
  const auto fitted = Transformed(std::make_shared<DampedDrift>(), 0.0, "log")
                          .fit(Series::annual(2020, {1e-120, 1e20, 1e-100, 1e120, 1e-40, 1e100, 1e-20}, "a"));
  EXPECT_TRUE(fitted->draws(8, 200, 1).paths().allFinite());
}

}  // namespace forecast_transformed_test
