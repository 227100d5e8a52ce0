// SPDX-License-Identifier: Apache-2.0
#include <dubao/models/arima/order.hpp>

namespace models_arima_order_test {

using dubao::models::ArimaOrder;

TEST(ArimaOrder, TheExampleOfTheHeaderHolds) {
  ArimaOrder order;
  order.p = 1;
  order.d = 1;
  order.drift = true;
  EXPECT_EQ(order.name(), "ARIMA(1,1,0) with drift");
}

TEST(ArimaOrder, NamesAreThoseOfR) {
  EXPECT_EQ((ArimaOrder{.p = 1, .d = 1, .q = 1, .D = 1, .Q = 1, .season_length = 4, .drift = true}.name()),
            "ARIMA(1,1,1)(0,1,1)[4] with drift");
  EXPECT_EQ((ArimaOrder{.mean = true}.name()), "ARIMA(0,0,0) with non-zero mean");
  EXPECT_EQ((ArimaOrder{.q = 2}.name()), "ARIMA(0,0,2) with zero mean");
  EXPECT_EQ((ArimaOrder{.d = 2}.name()), "ARIMA(0,2,0)");
  // A seasonal difference alone leaves no mean to speak of, and a season length without seasonal terms is not named.
  EXPECT_EQ((ArimaOrder{.D = 1, .season_length = 12}.name()), "ARIMA(0,0,0)(0,1,0)[12]");
  EXPECT_EQ((ArimaOrder{.p = 1, .d = 1, .season_length = 12}.name()), "ARIMA(1,1,0)");
}

TEST(ArimaOrder, DegreesAndLostValuesCountTheSeason) {
  const ArimaOrder order{.p = 2, .d = 1, .q = 1, .P = 1, .D = 2, .Q = 3, .season_length = 4, .drift = true};
  EXPECT_EQ(order.arma(), 7);
  EXPECT_EQ(order.lost(), 9);
  EXPECT_EQ(order.ar_degree(), 6);
  EXPECT_EQ(order.ma_degree(), 13);
  EXPECT_EQ(order.constants(), 1);
  EXPECT_TRUE(order.has_season());
  EXPECT_FALSE((ArimaOrder{.p = 3, .d = 1, .season_length = 4}.has_season()));
}

TEST(ArimaOrder, EveryFieldMakesAnotherOrder) {
  const ArimaOrder order{.p = 1, .d = 1, .q = 1, .P = 1, .D = 1, .Q = 1, .season_length = 4};
  EXPECT_EQ(order, ArimaOrder(order));
  for (int ArimaOrder::*field : {&ArimaOrder::p, &ArimaOrder::d, &ArimaOrder::q, &ArimaOrder::P,
                                 &ArimaOrder::D, &ArimaOrder::Q, &ArimaOrder::season_length}) {
    ArimaOrder other = order;
    ++(other.*field);
    EXPECT_FALSE(order == other) << other.name();
  }
  for (bool ArimaOrder::*field : {&ArimaOrder::mean, &ArimaOrder::drift}) {
    ArimaOrder other = order;
    other.*field = true;
    EXPECT_FALSE(order == other) << other.name();
  }
}

}  // namespace models_arima_order_test
