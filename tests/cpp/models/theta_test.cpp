// SPDX-License-Identifier: Apache-2.0
#include <dubao/models/theta.hpp>

namespace models_theta_test {

using dubao::Index;
using dubao::InputError;
using dubao::data::Draws;
using dubao::data::kMissing;
using dubao::data::Series;
using dubao::models::AutoTheta;
using dubao::models::Theta;

constexpr double kOptimum = 1e-6;

const std::vector<double>& employment() {
  static const std::vector<double> values{52.6, 49.5, 63.1, 70.2,  68.9, 75.4,
                                          83.0, 79.9, 91.2, 101.7, 99.3, 112.4};
  return values;
}
double parameter(const dubao::models::Fitted& fitted, const std::string& name) {
  for (const auto& [key, value] : fitted.summary().params) {
    if (key == name) return value;
  }
  return kMissing;
}
std::vector<double> quarterly() {
  std::vector<double> values;
  const double pattern[] = {1.2, 0.9, 0.7, 1.2};
  const double noise[] = {0.5, -0.4, 0.2, -0.1, 0.3, -0.6, 0.1};
  for (int t = 0; t < 32; ++t) values.push_back((50.0 + t) * pattern[t % 4] + noise[t % 7]);
  return values;
}

TEST(Theta, ExampleOfTheHeaderHolds) {
  const auto fitted = Theta().fit(Series::annual(2000, {1, 2, 3, 4, 5, 6, 7, 8, 9, 10}));
  EXPECT_NEAR(parameter(*fitted, "drift"), 0.5, kOptimum);
  // α is held at 0.9999, so the smoothed level is the last value but for 1e-4 of it.
  EXPECT_NEAR(fitted->mean(1)[0], 10.5, 1e-3);
}

TEST(Theta, GrowsExponentiallyOnAnExponentialSeriesWithBoxCox) {
  std::vector<double> values;
  for (int t = 0; t < 12; ++t) values.push_back(std::exp(0.1 * t));
  const auto fitted = AutoTheta().fit(Series::annual(2000, values));
  EXPECT_EQ(parameter(*fitted, "lambda"), 0.0);
  const auto mean = fitted->mean(3);
  EXPECT_NEAR(mean[2] / mean[1], std::exp(0.05), kOptimum);
}

TEST(Theta, LeavesDataThatAreNotPositiveUntransformedAndSaysSo) {
  const auto fitted = AutoTheta().fit(Series::annual(2000, {1, 0, 2, 1, -1, 2, 3, 1}));
  EXPECT_TRUE(std::isnan(parameter(*fitted, "lambda")));
  EXPECT_EQ(fitted->summary().name, "Theta");
}

TEST(Theta, RecognisesASeasonAndPutsItBack) {
  const auto fitted = Theta().fit(Series::quarterly(2016, 1, quarterly()));
  EXPECT_NEAR(parameter(*fitted, "s0"), 1.2, 0.02);
  EXPECT_NEAR(parameter(*fitted, "s2"), 0.7, 0.02);
  const auto mean = fitted->mean(8);
  EXPECT_GT(mean[0], 1.5 * mean[2]);
  const auto flat = Theta({.season_length = 1}).fit(Series::quarterly(2016, 1, quarterly()));
  EXPECT_TRUE(std::isnan(parameter(*flat, "s0")));
}

TEST(Theta, TakesAnAdditiveSeasonForDataThatAreNotPositive) {
  std::vector<double> values = quarterly();
  for (double& v : values) v -= 60.0;
  const auto fitted = Theta().fit(Series::quarterly(2016, 1, values));
  EXPECT_GT(parameter(*fitted, "s0"), 5.0);
  const auto mean = fitted->mean(4);
  EXPECT_GT(mean[0], mean[2] + 20.0);
}

TEST(Theta, IsBitIdenticalUnderPowersOfTwo) {
  for (const bool box_cox : {false, true}) {
    const auto base = Theta({.box_cox = box_cox}).fit(Series::annual(2000, employment(), "s"));
    for (const int k : {-900, 5, 900}) {
      std::vector<double> scaled = employment();
      for (double& v : scaled) v = std::ldexp(v, k);
      const auto other = Theta({.box_cox = box_cox}).fit(Series::annual(2000, scaled, "s"));
      for (std::size_t h = 0; h < 4; ++h) EXPECT_EQ(std::ldexp(base->mean(4)[h], k), other->mean(4)[h]);
      EXPECT_EQ((base->draws(4, 30, 2).paths() * std::ldexp(1.0, k)).eval(), other->draws(4, 30, 2).paths());
    }
  }
}

TEST(Theta, MovesWithTheSeriesWithoutTransformation) {
  std::vector<double> shifted = employment();
  for (double& v : shifted) v += 500.0;
  const auto a = Theta().fit(Series::annual(2000, employment()));
  const auto b = Theta().fit(Series::annual(2000, shifted));
  for (std::size_t h = 0; h < 4; ++h) {
    EXPECT_NEAR(b->mean(4)[h] - 500.0, a->mean(4)[h], std::sqrt(kOptimum) * a->mean(4)[h]);
  }
}

TEST(Theta, ServesEveryLengthFromOneAndConstants) {
  std::vector<double> values;
  for (const double value : employment()) {
    values.push_back(value);
    for (const bool box_cox : {false, true}) {
      const auto fitted = Theta({.box_cox = box_cox}).fit(Series::annual(2000, values));
      for (const double mean : fitted->mean(10)) EXPECT_TRUE(std::isfinite(mean));
      EXPECT_TRUE(fitted->draws(10, 50, 1).paths().allFinite());
      EXPECT_FALSE(fitted->summary().notes.empty());
    }
  }
  for (const double value : {0.0, 7.0, 1e-300}) {
    const auto fitted = AutoTheta().fit(Series::annual(2000, std::vector<double>(8, value)));
    EXPECT_EQ(fitted->mean(3), std::vector<double>(3, value));
  }
}

TEST(Theta, ContinuesTheLastDefinitionAfterABreak) {
  std::vector<double> values = employment();
  for (std::size_t t = 8; t < values.size(); ++t) values[t] += 300.0;
  const auto broken = Theta().fit(Series::annual(2000, values).with_break(2008));
  const auto whole = Theta().fit(Series::annual(2000, employment()));
  // The shift is estimated, not known: the same growth, about the same level.
  EXPECT_NEAR(broken->mean(1)[0] - 300.0, whole->mean(1)[0], 10.0);
  EXPECT_NEAR(parameter(*broken, "drift"), parameter(*whole, "drift"), 1.0);
  EXPECT_LT(std::abs(broken->summary().residuals[8]), 40.0);
}

TEST(Theta, SkipsMissingValuesAndStaysFinite) {
  std::vector<double> holes = employment();
  holes[0] = kMissing;
  holes[5] = kMissing;
  holes[11] = kMissing;
  const auto fitted = AutoTheta().fit(Series::annual(2000, holes));
  EXPECT_TRUE(std::isfinite(fitted->mean(2)[1]));
  EXPECT_TRUE(std::isnan(fitted->summary().fitted_values[5]));
}

TEST(Theta, PathsSurroundTheForecast) {
  const auto fitted = AutoTheta().fit(Series::annual(2000, employment()));
  const Draws draws = fitted->draws(5, 8000, 1);
  for (Index h = 0; h < 5; ++h) {
    const double width = draws.interval(h, 0.8).upper - draws.interval(h, 0.8).lower;
    EXPECT_NEAR(draws.median(h), fitted->mean(5)[static_cast<std::size_t>(h)], 0.1 * width);
  }
  EXPECT_GT(draws.paths().minCoeff(), 0.0);
  EXPECT_THROW((void)Theta({.season_length = -1}), InputError);
}

}  // namespace models_theta_test
