// SPDX-License-Identifier: Apache-2.0
#include <dubao/forecast/target.hpp>

namespace forecast_target_test {

using namespace dubao;
using namespace dubao::forecast;
using data::RandomStream;
using data::Series;

TEST(Target, ExampleOfTheHeaderHolds) {
  data::DrawMatrix paths(2, 1);
  paths << 95, 105;  // variance 25
  const data::Draws survey(time::Period::annual(2025), paths);
  const data::Draws signal = to_signal(survey, {100.0}, {3.0});
  EXPECT_DOUBLE_EQ(signal.paths()(0, 0), 96.0);
  EXPECT_DOUBLE_EQ(signal.paths()(1, 0), 104.0);
}

TEST(Target, SurveyHasTheVarianceOfSignalPlusSamplingError) {
  constexpr Index kPaths = 20000;
  constexpr double kSampling = 0.4;
  data::DrawMatrix paths(kPaths, 1);
  for (Index d = 0; d < kPaths; ++d)
    paths(d, 0) = 100.0 + 4.0 * RandomStream(1, 2, static_cast<std::uint64_t>(d)).normal();
  const data::Draws survey(time::Period::annual(2025), paths, "a");
  const auto variance = [](const data::Draws& draws) {
    return (draws.paths().col(0).array() - draws.mean(0)).square().mean();
  };
  const data::Draws signal = to_signal(survey, {100.0}, {3.0});
  EXPECT_NEAR(variance(signal), 16.0 - 9.0, kSampling);
  const data::Draws again = to_survey(signal, {100.0}, {3.0}, true, 1);
  EXPECT_NEAR(variance(again), 16.0, 2 * kSampling);
  EXPECT_EQ(again.target(), data::Target::kSurvey);
  EXPECT_GT(again.paths().minCoeff(), 0.0);
}

TEST(Target, WithoutStandardErrorsBothTargetsAreTheSameDraws) {
  data::DrawMatrix paths(2, 1);
  paths << 1, 2;
  const data::Draws draws(time::Period::annual(2025), paths);
  EXPECT_EQ(to_signal(draws, {1.5}, {}).paths(), paths);
  EXPECT_EQ(to_survey(draws, {1.5}, {}, true, 1).paths(), paths);
}

TEST(Target, SamplingErrorGrowsWithTheRootOfTheCount) {
  const Series series = Series::annual(2000, {80, 100}).with_standard_errors({8, 10});
  const std::vector<double> errors = future_standard_errors(series, 0.5, {100, 400});
  EXPECT_DOUBLE_EQ(errors[0], 5.0);
  EXPECT_DOUBLE_EQ(errors[1], 10.0);
  EXPECT_TRUE(future_standard_errors(Series::annual(2000, {1, 2}), 1.0, {1}).empty());
}

}  // namespace forecast_target_test
