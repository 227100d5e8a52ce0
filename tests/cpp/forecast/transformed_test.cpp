// SPDX-License-Identifier: Apache-2.0
#include <dubao/forecast/transformed.hpp>
#include <dubao/models/damped_drift.hpp>

namespace {

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

}  // namespace
