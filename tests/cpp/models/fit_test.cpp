// SPDX-License-Identifier: Apache-2.0
#include <dubao/models/fit.hpp>

namespace models_fit_test {

using dubao::Index;
using dubao::InputError;
using dubao::data::Series;
using dubao::models::auto_ets;
using dubao::models::AutoEts;
using dubao::models::fit;
using dubao::models::FittedModel;
using dubao::models::kDefaultDraws;
using dubao::models::kDefaultSeed;

// An optimum is found to this relative accuracy, whatever the arithmetic on the way.
constexpr double kOptimum = 1e-6;

Series employment() {
  return Series::annual(2000, {52.6, 49.5, 63.1, 70.2, 68.9, 75.4, 83.0, 79.9, 91.2, 101.7, 99.3, 112.4},
                        "employment");
}

TEST(Fit, ExampleOfTheHeaderHolds) {
  const auto fitted = auto_ets(Series::annual(2015, {10, 11, 12, 13, 14, 15, 16, 17}));
  const auto forecast = fitted.forecast(5);
  ASSERT_EQ(forecast.mean().size(), 5U);
  EXPECT_NEAR(forecast.mean()[0], 18.0, kOptimum);
  EXPECT_LE(forecast.interval(0, 0.95).lower, 18.0 + kOptimum);
}

TEST(Fit, QuantilesAreThoseOfTheDefaultDraws) {
  const FittedModel fitted = auto_ets(employment());
  const auto forecast = fitted.forecast(3);
  const auto draws = fitted.get()->draws(3, kDefaultDraws, kDefaultSeed);
  EXPECT_EQ(forecast.mean(), fitted.get()->mean(3));
  for (Index h = 0; h < 3; ++h) {
    EXPECT_EQ(forecast.quantile(h, 0.3), draws.quantile(h, 0.3));
    EXPECT_EQ(forecast.interval(h, 0.8).lower, forecast.quantile(h, 0.5 * (1.0 - 0.8)));
    EXPECT_LT(forecast.quantile(h, 0.1), forecast.quantile(h, 0.9));
  }
}

TEST(Fit, OtherDrawsHaveTheForecastsHorizonAndTheSeedAskedFor) {
  const FittedModel fitted = auto_ets(employment());
  const auto forecast = fitted.forecast(3);
  const auto draws = forecast.draws(7, 42);
  EXPECT_EQ(draws.size(), 7);
  EXPECT_EQ(draws.horizon(), 3);
  EXPECT_EQ(draws.paths(), fitted.get()->draws(3, 7, 42).paths());
  EXPECT_NE(draws.paths(), forecast.draws(7, 43).paths());
}

TEST(Fit, AForecastOutlivesTheModelItCameFrom) {
  const auto forecast = auto_ets(employment()).forecast(2);
  FittedModel copy = auto_ets(employment());
  {
    const FittedModel inner = fit(AutoEts({.form = "ANN"}), employment());
    copy = inner;
  }
  EXPECT_EQ(copy.summary().name, "ETS(A,N,N)");
  EXPECT_TRUE(forecast.draws(5, 1).paths().allFinite());
}

TEST(Fit, OptionsReachTheModel) {
  EXPECT_EQ(auto_ets(employment(), {.form = "AAN", .damped = true}).summary().name, "ETS(A,Ad,N)");
  EXPECT_EQ(fit(AutoEts({.form = "AAN", .damped = true}), employment()).forecast(4).mean(),
            auto_ets(employment(), {.form = "AAN", .damped = true}).forecast(4).mean());
}

TEST(Fit, RefusesAHorizonBelowOne) {
  const FittedModel fitted = auto_ets(employment());
  for (const Index horizon : {Index{0}, Index{-1}}) {
    try {
      (void)fitted.forecast(horizon);
      FAIL() << horizon;
    } catch (const InputError& error) {
      EXPECT_EQ(error.id(), "E-MOD-002");
      EXPECT_EQ(error.problems().front().argument, "horizon");
    }
  }
}

}  // namespace models_fit_test
