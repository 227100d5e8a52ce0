// SPDX-License-Identifier: Apache-2.0
#include <dubao/models/detail/growth.hpp>

namespace models_detail_growth_test {

using namespace dubao;
using data::Series;
using models::detail::estimate_growth;
using models::detail::Growth;

constexpr double kExact = 1e-12;

// Growth in the unit of y: preparation scales by a power of two.
Growth growth_of(const Series& series, double memory = 1.0) {
  const models::detail::Prepared prepared = models::detail::prepare(series);
  Growth out = estimate_growth(prepared, memory);
  out.mean = prepared.unscale(out.mean);
  return out;
}

TEST(Growth, WithoutABreakIsTheMeanChange) {
  const Growth growth = growth_of(Series::annual(2000, {10, 12, 11, 13}));
  EXPECT_NEAR(growth.mean, 1.0, kExact);
  EXPECT_FALSE(growth.is_split);
  EXPECT_DOUBLE_EQ(growth.past_share, 0.0);
}

TEST(Growth, ThatClearlyDiffersAfterTheBreakIsThatOfTheNewDefinition) {
  const Growth growth =
      growth_of(Series::annual(2000, {10, 12.1, 14, 15.9, 18, 40, 48.1, 55.9, 64}).with_break(2005));
  EXPECT_TRUE(growth.is_split);
  EXPECT_NEAR(growth.mean, 8.0, 0.05);
  EXPECT_LT(growth.past_share, 0.01);
}

TEST(Growth, ThatDoesNotDifferIsPooledByItsPrecision) {
  // Eight changes before, two after, the same scatter: s = v₁ / (v₁ + v₀) = (1/2) / (1/2 + 1/8) = 0.8.
  const Growth growth =
      growth_of(Series::annual(2000, {0, 1, 4, 5, 8, 9, 12, 13, 16, 50, 51, 54}).with_break(2009));
  EXPECT_NEAR(growth.past_share, 0.8, kExact);
  EXPECT_NEAR(growth.mean, 2.0, kExact);
}

TEST(Growth, WithOneValueAfterTheBreakIsThatOfThePast) {
  const Growth growth = growth_of(Series::annual(2000, {1, 2, 3, 4, 9}).with_break(2004));
  EXPECT_FALSE(growth.is_split);
  EXPECT_NEAR(growth.mean, 1.0, kExact);
}

TEST(Growth, VarianceOfTheMeanLiesBetweenThoseOfThePartsAndOfThePool) {
  const Growth growth =
      growth_of(Series::annual(2000, {10, 12, 11, 14, 13, 30, 35, 37, 43}).with_break(2005));
  EXPECT_GT(growth.mean_variance, 0.0);
  EXPECT_LT(growth.mean_variance, growth.variance / 3.0);
  EXPECT_GT(growth.mean_variance, growth.variance / 7.0 - kExact);
}

}  // namespace models_detail_growth_test
