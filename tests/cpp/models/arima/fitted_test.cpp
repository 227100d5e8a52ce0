// SPDX-License-Identifier: Apache-2.0
#include <dubao/models/arima/fitted.hpp>

namespace models_arima_fitted_test {

using dubao::data::kMissing;
using dubao::data::Series;
using dubao::models::ArimaOrder;
namespace models = dubao::models;
namespace arima = dubao::models::arima;

constexpr double kRounding = 1e-12;

arima::FittedArima fitted(const ArimaOrder& order, const std::vector<double>& y,
                          std::vector<double> partials = {}, std::optional<double> lambda = {}) {
  arima::Parts parts;
  parts.series = models::detail::prepare(Series::annual(2000, y));
  parts.order = order;
  parts.partials = std::move(partials);
  parts.lambda = lambda;
  return arima::FittedArima(std::move(parts));
}

TEST(FittedArima, ARandomWalkHasTheNumbersByHand) {
  const auto out = fitted({.d = 1}, {10, 12, 11, 15});
  // Differences 2, −1, 4: S = 21.
  EXPECT_NEAR(out.summary().sigma2, 7.0, kRounding);
  EXPECT_NEAR(out.summary().loglik, -1.5 * (std::log(arima::kTwoPi * 7.0) + 1.0), kRounding);
  EXPECT_NEAR(out.summary().aic, -2.0 * out.summary().loglik + 2.0, kRounding);
  EXPECT_TRUE(std::isnan(out.summary().residuals[0]));
  EXPECT_TRUE(std::isnan(out.summary().fitted_values[0]));
  const double residuals[] = {2.0, -1.0, 4.0};
  for (std::size_t t = 1; t < 4; ++t) EXPECT_NEAR(out.summary().residuals[t], residuals[t - 1], kRounding);
  EXPECT_NEAR(out.summary().fitted_values[3], 11.0, kRounding);
  for (const double v : out.mean(3)) EXPECT_NEAR(v, 15.0, kRounding);
  const auto variance = out.forecast_variance(3);
  for (std::size_t h = 0; h < 3; ++h) EXPECT_NEAR(variance[h], 7.0 * (static_cast<double>(h) + 1.0), 1e-10);
}

TEST(FittedArima, ARandomWalkAcrossAGapIsStandardisedByTheRootOfTheGap) {
  const auto out = fitted({.d = 1}, {10, 12, kMissing, 18, 17, kMissing});
  // 2, (18 − 12) / √2, −1: S = 4 + 18 + 1 over three.
  EXPECT_NEAR(out.summary().sigma2, 23.0 / 3.0, kRounding * 10.0);
  EXPECT_TRUE(std::isnan(out.summary().residuals[2]));
  EXPECT_NEAR(out.summary().residuals[3], 6.0 / std::sqrt(2.0), kRounding * 10.0);
  EXPECT_NEAR(out.summary().fitted_values[3], 12.0, kRounding * 10.0);
  // The forecast begins one period after the missing last one: two steps away from what was seen.
  EXPECT_NEAR(out.forecast_variance(1)[0], 2.0 * 23.0 / 3.0, 1e-10);
  EXPECT_NEAR(out.mean(1)[0], 17.0, kRounding);
}

TEST(FittedArima, AMovingAverageHasTheResidualsOfItsFactor) {
  // θ = 0.5: v = 1.25, 1.05; θ_{2,1} = 0.4 (factorization.hpp).
  const auto out = fitted({.q = 1}, {2.0, -1.0, 0.5}, {0.5});
  EXPECT_NEAR(out.summary().residuals[0], 2.0 / std::sqrt(1.25), kRounding);
  EXPECT_NEAR(out.summary().residuals[1], -1.8 / std::sqrt(1.05), kRounding);
  EXPECT_NEAR(out.summary().fitted_values[1], 0.8, kRounding);
  const auto& params = out.summary().params;
  EXPECT_EQ(params.front().first, "ma1");
  EXPECT_EQ(params.front().second, 0.5);
  EXPECT_EQ(params[1].first, "partial_ma1");
}

TEST(FittedArima, AnAutoregressionReturnsToItsMeanAndItsVarianceToTheProcess) {
  const auto out = fitted({.p = 1, .mean = true}, {8, 11, 9, 12, 10, 9, 11, 10}, {0.5});
  const double mean = out.summary().params[1].second;
  ASSERT_EQ(out.summary().params[1].first, "intercept");
  const auto path = out.mean(60);
  EXPECT_NEAR(path[0] - mean, 0.5 * (10.0 - mean), 1e-10);
  EXPECT_NEAR(path[59], mean, 1e-10);
  const auto variance = out.forecast_variance(60);
  EXPECT_NEAR(variance[1], out.summary().sigma2 * 1.25, 1e-10);
  EXPECT_NEAR(variance[59], out.summary().sigma2 / 0.75, 1e-10);
}

TEST(FittedArima, HeldEffectsAreUsedAsTheyAre) {
  arima::Parts parts;
  parts.series = models::detail::prepare(Series::annual(2000, {8, 11, 9, 12}));
  parts.order = {.mean = true};
  parts.effects = std::vector<double>{7.0};
  const arima::FittedArima out(std::move(parts));
  EXPECT_NEAR(out.mean(1)[0], 7.0, kRounding);
  const double residuals[] = {1.0, 4.0, 2.0, 5.0};
  for (std::size_t t = 0; t < 4; ++t) EXPECT_NEAR(out.summary().residuals[t], residuals[t], kRounding);
}

TEST(FittedArima, BoxCoxWorksOnTransformedValuesAndRefusesWhatIsNotPositive) {
  const auto out = fitted({.d = 1, .drift = true}, {1.0, 2.0, 4.0, 8.0, 16.0}, {}, 0.0);
  // Constant growth of the logarithm: doubling goes on, until the bound on growth in units of the largest change.
  EXPECT_NEAR(out.mean(1)[0], 32.0, 1e-8);
  EXPECT_TRUE(out.forecast_variance(2).empty());
  try {
    (void)fitted({.d = 1}, {1.0, 0.0, 4.0}, {}, 0.0);
    ADD_FAILURE() << "accepted";
  } catch (const dubao::ModelError& error) {
    EXPECT_EQ(error.id(), "E-ARI-003");
  }
}

TEST(FittedArima, PathsScatterAsTheVarianceOfALongSeriesSays) {
  std::vector<double> y;
  dubao::data::RandomStream random(3, 1, 0);
  for (int t = 0; t < 300; ++t) y.push_back(10.0 + random.normal());
  const auto out = fitted({.mean = true}, y);
  constexpr dubao::Index kDraws = 4000;
  const auto paths = out.draws(1, kDraws, 1).paths();
  double sum = 0.0;
  double squares = 0.0;
  for (dubao::Index d = 0; d < kDraws; ++d) {
    const double deviation = paths(d, 0) - out.mean(1)[0];
    sum += deviation;
    squares += deviation * deviation;
  }
  // Four standard errors of a mean and of a variance of so many draws.
  EXPECT_NEAR(sum / kDraws, 0.0, 4.0 / std::sqrt(1.0 * kDraws));
  EXPECT_NEAR(squares / kDraws / out.forecast_variance(1)[0], 1.0, 4.0 * std::sqrt(2.0 / kDraws) + 0.01);
}

}  // namespace models_arima_fitted_test
