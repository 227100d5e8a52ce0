// SPDX-License-Identifier: Apache-2.0
#include <dubao/forecast/origin_losses.hpp>
#include <dubao/models/drift.hpp>
#include <dubao/models/naive.hpp>

#include <gtest/gtest.h>

namespace forecast_origin_losses_test {

using namespace dubao;
using data::Series;
using forecast::origin_losses;

evaluation::BacktestOptions options(Index horizon, Index n_windows) {
  return {.horizon = horizon, .n_windows = n_windows, .minimum_training = 2, .n_draws = 0};
}

TEST(OriginLosses, ExampleOfTheHeaderHolds) {
  EXPECT_EQ(origin_losses(Series::annual(2000, {1, 2, 3, 4, 5}), models::Naive(), options(1, 2), 0),
            (std::vector<double>{1.0, 1.0}));
}

TEST(OriginLosses, MissingValuesAreNotCompared) {
  const Series series = Series::annual(2000, {1, 2, 3, 4, data::kMissing, 6});
  EXPECT_EQ(origin_losses(series, models::Naive(), options(2, 2), 0), (std::vector<double>{1.0, 2.0}));
}

TEST(OriginLosses, AScaleIsTakenOutByItsExponent) {
  const Series large =
      Series::annual(2000, {std::ldexp(1.0, 900), std::ldexp(2.0, 900), std::ldexp(4.0, 900)});
  EXPECT_EQ(origin_losses(large, models::Naive(), options(1, 1), 900), std::vector<double>{2.0});
}

TEST(OriginLosses, AShortSeriesHasNone) {
  EXPECT_TRUE(origin_losses(Series::annual(2000, {1, 2}), models::Naive(), options(3, 4), 0).empty());
}

}  // namespace forecast_origin_losses_test
