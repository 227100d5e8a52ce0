// SPDX-License-Identifier: Apache-2.0
#include <dubao/models/arima/ladder.hpp>

namespace models_arima_ladder_test {

using dubao::data::Series;
using dubao::models::ArimaOrder;
namespace models = dubao::models;
namespace arima = dubao::models::arima;

models::detail::Prepared values(int n) {
  std::vector<double> y;
  for (int t = 0; t < n; ++t) y.push_back(100.0 + t);
  return models::detail::prepare(Series::annual(2000, y));
}

std::string reduced(const ArimaOrder& order, int n, dubao::Index regressors = 0) {
  return arima::reduce(order, values(n), regressors).name();
}

TEST(ArimaLadder, TheExampleOfTheHeaderHolds) {
  const ArimaOrder order{.p = 2, .d = 1, .q = 2, .drift = true};
  EXPECT_TRUE(arima::is_carried(order, values(8), 0));
  EXPECT_FALSE(arima::is_carried(order, values(7), 0));
  EXPECT_EQ(reduced(order, 8), "ARIMA(2,1,2) with drift");
  EXPECT_EQ(reduced(order, 7), "ARIMA(2,1,1) with drift");
}

TEST(ArimaLadder, RegressorsAndLevelShiftsCountAsCoefficients) {
  const ArimaOrder order{.p = 1, .mean = true};
  EXPECT_TRUE(arima::is_carried(order, values(5), 1));
  EXPECT_FALSE(arima::is_carried(order, values(5), 2));
  const auto broken =
      models::detail::prepare(Series::annual(2000, {1, 2, 3, 8, 9}).with_break(2003).with_break(2004));
  ASSERT_EQ(broken.definitions, 3);
  EXPECT_TRUE(arima::is_carried({.mean = true}, broken, 0));
  EXPECT_FALSE(arima::is_carried(order, broken, 0));
}

TEST(ArimaLadder, SeasonalTermsGoFirstThenTheSeasonalDifference) {
  const ArimaOrder order{.p = 1, .q = 1, .P = 1, .D = 1, .Q = 1, .season_length = 4};
  EXPECT_EQ(reduced(order, 10), "ARIMA(1,0,1)(1,1,1)[4]");
  EXPECT_EQ(reduced(order, 9), "ARIMA(1,0,1)(0,1,0)[4]");
  EXPECT_EQ(arima::reduce(order, values(7), 0).D, 0);
}

TEST(ArimaLadder, AMeanTakesThePlaceOfTheDifferencesThatAreGivenUp) {
  EXPECT_EQ(reduced({.d = 1}, 3), "ARIMA(0,1,0)");
  EXPECT_EQ(reduced({.d = 2}, 3), "ARIMA(0,1,0)");
  // Without a mean the forecast of a level of 100 would be zero.
  EXPECT_EQ(reduced({.p = 1, .q = 1, .D = 1, .season_length = 4}, 7), "ARIMA(1,0,1) with non-zero mean");
  EXPECT_EQ(reduced({.p = 1, .D = 1, .season_length = 1}, 20), "ARIMA(1,0,0) with non-zero mean");
  EXPECT_EQ(reduced({.D = 1, .season_length = 4}, 5), "ARIMA(0,0,0) with non-zero mean");
}

TEST(ArimaLadder, TheDriftGoesBeforeTheDifference) {
  EXPECT_EQ(reduced({.p = 1, .d = 1, .q = 1, .drift = true}, 4), "ARIMA(0,1,0) with drift");
  EXPECT_EQ(reduced({.p = 1, .d = 1, .q = 1, .drift = true}, 3), "ARIMA(0,1,0)");
}

TEST(ArimaLadder, ConstantsThatTheDifferencesRemoveAreLeftOut) {
  const ArimaOrder once = arima::reduce({.d = 1, .mean = true, .drift = true}, values(20), 0);
  EXPECT_FALSE(once.mean);
  EXPECT_TRUE(once.drift);
  EXPECT_FALSE(arima::reduce({.d = 2, .drift = true}, values(20), 0).drift);
}

TEST(ArimaLadder, WhatIsReducedIsCarriedOrHasNothingMoreToGive) {
  for (int n = 1; n <= 30; ++n) {
    for (const ArimaOrder& order :
         {ArimaOrder{.p = 3, .d = 2, .q = 3}, ArimaOrder{.p = 2, .P = 1, .D = 1, .Q = 1, .season_length = 4},
          ArimaOrder{.p = 1, .d = 1, .q = 2, .drift = true}}) {
      const ArimaOrder out = arima::reduce(order, values(n), 0);
      if (arima::is_carried(out, values(n), 0)) {
        EXPECT_LE(out.arma(), order.arma());
      } else {
        EXPECT_EQ(out, (ArimaOrder{.mean = true})) << n << order.name();
        EXPECT_LT(n, 3);
      }
    }
  }
}

}  // namespace models_arima_ladder_test
