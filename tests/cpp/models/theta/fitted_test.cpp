// SPDX-License-Identifier: Apache-2.0
//
// The fitted model alone, with a season and a power that are given; Theta chooses them in theta_test.cpp.
#include <dubao/models/theta/fitted.hpp>

namespace models_theta_fitted_test {

using dubao::data::kMissing;
using dubao::data::Series;
using dubao::models::FitSummary;
using dubao::models::detail::prepare;
using dubao::models::theta::FittedTheta;
using dubao::models::theta::SeasonalIndices;

constexpr double kAlgebra = 1e-9;
// α is held at 0.9999, so the smoothed level is the last value but for about 1e-4 of a step.
constexpr double kLag = 1e-3;

double parameter(const FitSummary& summary, const std::string& name) {
  for (const auto& [key, value] : summary.params) {
    if (key == name) return value;
  }
  return kMissing;
}
bool has_note(const FitSummary& summary, const std::string& text) {
  for (const auto& note : summary.notes) {
    if (note.find(text) != std::string::npos) return true;
  }
  return false;
}

TEST(ThetaFitted, DriftIsHalfTheSlopeOfTheTrendLineInTheUnitOfTheData) {
  const FittedTheta fitted(prepare(Series::annual(2000, {100, 120, 140, 160, 180, 200})), {}, false, 1.0);
  ASSERT_TRUE(fitted.is_usable());
  EXPECT_EQ(fitted.summary().name, "Theta");
  EXPECT_NEAR(parameter(fitted.summary(), "drift"), 10.0, kAlgebra);
  const auto mean = fitted.mean(3);
  EXPECT_NEAR(mean[0], 210.0, 100.0 * kLag);
  EXPECT_NEAR(mean[2] - mean[1], 10.0, kAlgebra);
  EXPECT_TRUE(has_note(fitted.summary(), "no season"));
}

TEST(ThetaFitted, WithPowerZeroTheDriftIsAFactorAndTheForecastAMedian) {
  std::vector<double> values;
  for (int t = 0; t < 10; ++t) values.push_back(std::exp(0.2 * t));
  const FittedTheta fitted(prepare(Series::annual(2000, values)), {}, true, 0.0);
  EXPECT_EQ(fitted.summary().name, "BoxCoxTheta");
  EXPECT_EQ(parameter(fitted.summary(), "lambda"), 0.0);
  EXPECT_NEAR(parameter(fitted.summary(), "drift"), 0.1, kAlgebra);
  const auto mean = fitted.mean(3);
  EXPECT_NEAR(mean[2] / mean[1], std::exp(0.1), kAlgebra);
  EXPECT_TRUE(has_note(fitted.summary(), "median"));
}

TEST(ThetaFitted, TakesAGivenSeasonOutAndPutsItBackInTheRightQuarter) {
  const double factors[] = {1.5, 0.5, 0.75, 1.25};
  std::vector<double> values;
  for (int t = 0; t < 14; ++t) values.push_back(100.0 * factors[t % 4]);
  SeasonalIndices season;
  season.multiplicative = true;
  season.values = {1.5, 0.5, 0.75, 1.25};
  const FittedTheta fitted(prepare(Series::quarterly(2020, 1, values)), season, false, 1.0);
  EXPECT_EQ(parameter(fitted.summary(), "s1"), 0.5);
  EXPECT_NEAR(parameter(fitted.summary(), "drift"), 0.0, kAlgebra);
  // Fourteen values: the third quarter comes next.
  const auto mean = fitted.mean(4);
  for (std::size_t h = 0; h < 4; ++h)
    EXPECT_NEAR(mean[h], 100.0 * factors[(h + 2) % 4], 100.0 * kAlgebra) << h;
  EXPECT_TRUE(has_note(fitted.summary(), "seasonally adjusted"));
}

TEST(ThetaFitted, OneStepFitAndResidualGiveTheDataBackAndAMissingValueHasNone) {
  const std::vector<double> values{52.6, 49.5, 63.1, kMissing, 68.9, 75.4, 83.0, 79.9, 91.2};
  for (const bool transformed : {false, true}) {
    const FittedTheta fitted(prepare(Series::annual(2000, values)), {}, transformed, transformed ? 0.5 : 1.0);
    const FitSummary& summary = fitted.summary();
    for (std::size_t t = 0; t < values.size(); ++t) {
      if (t == 3) {
        EXPECT_TRUE(std::isnan(summary.fitted_values[t]));
        EXPECT_TRUE(std::isnan(summary.residuals[t]));
      } else {
        EXPECT_NEAR(summary.fitted_values[t] + summary.residuals[t], values[t], kAlgebra * values[t]);
      }
    }
  }
}

TEST(ThetaFitted, SaysWhatBreaksAndStandardErrorsDid) {
  const Series series = Series::annual(2000, {52.6, 49.5, 63.1, 70.2, 368.9, 375.4, 383.0, 379.9});
  const FittedTheta broken(prepare(series.with_break(2004)), {}, false, 1.0);
  EXPECT_TRUE(has_note(broken.summary(), "earlier definitions are moved"));
  // The jump of 300 is no growth.
  EXPECT_LT(parameter(broken.summary(), "drift"), 10.0);
  const FittedTheta weighed(prepare(series.with_standard_errors(std::vector<double>(8, 2.0))), {}, false,
                            1.0);
  EXPECT_TRUE(has_note(weighed.summary(), "weights"));
  EXPECT_FALSE(has_note(broken.summary(), "weights"));
}

TEST(ThetaFitted, PathsDependOnSeedAndNumberAlone) {
  const FittedTheta fitted(prepare(Series::annual(2000, {52.6, 49.5, 63.1, 70.2, 68.9, 75.4}, "s")), {},
                           false, 1.0);
  EXPECT_EQ(fitted.draws(3, 20, 5).paths().topRows(4), fitted.draws(3, 4, 5).paths());
  EXPECT_NE(fitted.draws(3, 4, 5).paths(), fitted.draws(3, 4, 6).paths());
}

TEST(ThetaFitted, PeriodsThatAreMissingAtTheEndArePeriodsAhead) {
  std::vector<double> values{52.6, 49.5, 63.1, 70.2, 68.9, 75.4, 83.0, 79.9, 91.2, 101.7};
  const FittedTheta now(prepare(Series::annual(2000, values)), {}, false, 1.0);
  values.insert(values.end(), {kMissing, kMissing, kMissing});
  const FittedTheta stale(prepare(Series::annual(2000, values)), {}, false, 1.0);
  const auto ahead = now.mean(5);
  for (std::size_t h = 0; h < 2; ++h) EXPECT_NEAR(stale.mean(2)[h], ahead[h + 3], 100.0 * kAlgebra);
  // The first path of both starts with the same random numbers: three periods later it is the same path.
  EXPECT_NEAR(stale.draws(2, 1, 7).paths()(0, 1), now.draws(5, 1, 7).paths()(0, 4), 100.0 * kAlgebra);
}

TEST(ThetaFitted, AGapLetsTheLevelTrailByThePeriodsThatPassed) {
  // α is held at 0.9999 on a line: the level is the last value, whatever the gaps, and the next value half a slope on.
  const std::vector<double> line{10, 12, 14, kMissing, kMissing, 20, 22, kMissing, 26, 28, 30};
  const FittedTheta fitted(prepare(Series::annual(2000, line)), {}, false, 1.0);
  EXPECT_NEAR(fitted.mean(1)[0], 31.0, 10.0 * kLag);
  EXPECT_NEAR(fitted.summary().fitted_values[5], 14.0 + 3.0, 10.0 * kLag);
}

}  // namespace models_theta_fitted_test
