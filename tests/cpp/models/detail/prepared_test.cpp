// SPDX-License-Identifier: Apache-2.0
#include <dubao/models/detail/bounds.hpp>
#include <dubao/models/detail/prepared.hpp>

namespace models_detail_prepared_test {

using dubao::data::kMissing;
using dubao::data::Series;
using dubao::models::detail::growth_bound;
using dubao::models::detail::kMeanGrowthBound;
using dubao::models::detail::prepare;
using dubao::models::detail::Prepared;

TEST(Prepared, ScalesByAPowerOfTwoAndBack) {
  for (const double y : {1e-300, 0.3, 1.0, 5e6, 1e300}) {
    const Prepared p = prepare(Series::annual(2000, {y, -0.5 * y}));
    EXPECT_GE(p.y[0], 1.0);
    EXPECT_LT(p.y[0], 2.0);
    EXPECT_EQ(p.unscale(p.y[0]), y);
    EXPECT_EQ(p.unscale(p.y[1]), -0.5 * y);
  }
  EXPECT_TRUE(std::isfinite(prepare(Series::annual(2000, {1e308})).unscale(1e10)));
  EXPECT_EQ(prepare(Series::annual(2000, {0.0})).exponent, 0);
}

TEST(Prepared, JoinsADefinitionWithoutAnObservedValueToTheOneBefore) {
  const Prepared p =
      prepare(Series::annual(2000, {1, 2, kMissing, kMissing, 5, 6}).with_break(2002).with_break(2004));
  EXPECT_EQ(p.definitions, 2);
  EXPECT_EQ(p.definition[1], 0);
  EXPECT_EQ(p.definition[4], 1);
  ASSERT_EQ(p.changes.size(), 2U);
  EXPECT_EQ(p.changes[1].from, 4);
  EXPECT_FALSE(p.notes.empty());
}

TEST(Prepared, ForgetsABreakAfterTheLastObservedValue) {
  const Prepared p = prepare(Series::annual(2000, {1, 2, 3, kMissing}).with_break(2003));
  EXPECT_EQ(p.definitions, 1);
  EXPECT_EQ(p.stale(), 1);
}

TEST(GrowthBound, ExampleOfTheHeaderHolds) {
  const Prepared p = prepare(Series::annual(2000, {10, 12, 11}));
  const auto bound = growth_bound(p);
  const double scale = p.y[0] / 10.0;
  EXPECT_NEAR(bound.clamp(1e9, 1, kMeanGrowthBound), 16.0 * scale, 1e-12);
  EXPECT_NEAR(bound.clamp(-1e9, 1, kMeanGrowthBound), 6.0 * scale, 1e-12);
  EXPECT_EQ(bound.clamp(p.y[1], 1, kMeanGrowthBound), p.y[1]);
}

TEST(GrowthBound, KnowsOnlyTheLastDefinitionsRangeButEveryDefinitionsGrowth) {
  const Prepared p = prepare(Series::annual(2000, {100, 108, 10, 11}).with_break(2002));
  const auto bound = growth_bound(p);
  EXPECT_EQ(p.unscale(bound.highest), 11.0);
  EXPECT_EQ(p.unscale(bound.unit), 8.0);
}

}  // namespace models_detail_prepared_test
