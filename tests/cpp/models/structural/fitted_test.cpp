// SPDX-License-Identifier: Apache-2.0
#include <dubao/models/structural/fitted.hpp>

#include <gtest/gtest.h>

namespace models_structural_fitted_test {

using dubao::data::kMissing;
using dubao::data::Series;
using namespace dubao::models::structural;

constexpr double kByHand = 1e-12;

// A local level with given deviations in the unit of y.
FittedStructural local_level(const std::vector<double>& values, double irregular, double level) {
  auto series = dubao::models::detail::prepare(Series::annual(2000, values));
  Ingredients parts;
  parts.data = working_data(series, false);
  set_effects(parts.data, series, parts.form, {}, 0);
  const int exponent = parts.data.exponent + series.exponent;
  parts.deviations.irregular = std::ldexp(irregular, -exponent);
  parts.deviations.level = std::ldexp(level, -exponent);
  return FittedStructural(std::move(series), std::move(parts));
}

TEST(StructuralFitted, FollowsTheLocalLevelByHand) {
  // Variances 1 and 2: after 1 and 3 the level is 2.5 with variance 2.75 (state_space/filter_test.cpp); after 4 it is
  // 2.5 + 2.75/3.75 · 1.5 = 3.6.
  const FittedStructural fitted = local_level({1.0, 3.0, 4.0}, 1.0, std::sqrt(2.0));
  const auto& summary = fitted.summary();
  EXPECT_TRUE(dubao::data::is_missing(summary.fitted_values[0]));  // it fixed the level
  EXPECT_NEAR(summary.fitted_values[1], 1.0, kByHand);
  EXPECT_NEAR(summary.residuals[1], 2.0, kByHand);
  EXPECT_NEAR(summary.fitted_values[2], 2.5, kByHand);
  EXPECT_NEAR(fitted.mean(3)[2], 3.6, kByHand);
  EXPECT_NEAR(summary.sigma2, 2.75 / 3.75 + 2.0 + 1.0, kByHand);
  // Innovations 2 and 1.5 with variances 4 and 3.75.
  const double deviance =
      2.0 * std::log(2.0 * dubao::models::state_space::kPi) + std::log(4.0 * 3.75) + 4.0 / 4.0 + 2.25 / 3.75;
  EXPECT_NEAR(summary.loglik, -0.5 * deviance, kByHand);
  EXPECT_NEAR(summary.aic, deviance + 2.0 * 3.0, kByHand);
  EXPECT_NEAR(summary.bic, deviance + 3.0 * std::log(3.0), kByHand);
  const auto standardised = fitted.standardised_innovations();
  EXPECT_TRUE(dubao::data::is_missing(standardised[0]));
  EXPECT_NEAR(standardised[1], 1.0, kByHand);
  EXPECT_NEAR(standardised[2], 1.5 / std::sqrt(3.75), kByHand);
}

TEST(StructuralFitted, ForecastVarianceOfALocalLevelGrowsByTheLevelNoise) {
  const std::vector<double> variance = local_level({1.0, 3.0, 4.0}, 1.0, std::sqrt(2.0)).forecast_variance(3);
  for (std::size_t h = 0; h < 3; ++h) {
    const double ahead = static_cast<double>(h) + 1.0;
    EXPECT_NEAR(variance[h], 2.75 / 3.75 + 2.0 * ahead + 1.0, kByHand) << h;
  }
}

TEST(StructuralFitted, ALevelAndADifferenceLeadBackToTheUnitOfTheSeries) {
  const FittedStructural fitted = local_level({100.0, 104.0, 103.0, 107.0}, 1.0, 1.0);
  const auto& y = fitted.data().y;
  EXPECT_EQ(fitted.unscale_level(y[3]), 107.0);
  EXPECT_EQ(fitted.unscale_difference(y[3] - y[2]), 4.0);
}

TEST(StructuralFitted, AFilterThatBreaksDownIsAnError) {
  try {
    (void)local_level({1.0, 3.0, 4.0}, 0.0, 0.0);
    FAIL();
  } catch (const dubao::ModelError& error) {
    EXPECT_EQ(error.id(), "E-MOD-008");
  }
}

TEST(StructuralFitted, MissingPeriodsBeforeTheFirstValueDoNotMoveLikelihoodOrForecast) {
  const FittedStructural plain = local_level({1.0, 3.0, 4.0}, 1.0, 1.5);
  const FittedStructural later = local_level({kMissing, kMissing, 1.0, 3.0, 4.0}, 1.0, 1.5);
  EXPECT_NEAR(later.summary().loglik, plain.summary().loglik, kByHand);
  EXPECT_NEAR(later.mean(2)[1], plain.mean(2)[1], kByHand);
}

}  // namespace models_structural_fitted_test
