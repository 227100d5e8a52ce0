// SPDX-License-Identifier: Apache-2.0
#include <dubao/labour/evaluation/growth_hits.hpp>

namespace labour_evaluation_growth_hits_test {

using namespace dubao;          // NOLINT: a test
using namespace dubao::labour;  // NOLINT: a test
using data::kMissing;

TEST(GrowthHits, ExampleOfTheHeaderHolds) {
  // totals: base 200, forecast 221, actual 215
  EXPECT_EQ(direction_hit(100, 120, 105), 1.0);
  EXPECT_EQ(direction_hit(100, 101, 110), 1.0);
  EXPECT_EQ(faster_hit(100, 120, 105, 200, 221, 215), 0.0);
  EXPECT_EQ(faster_hit(100, 101, 110, 200, 221, 215), 0.0);
}

TEST(GrowthHits, DirectionsAreComparedBySign) {
  EXPECT_EQ(direction_hit(100, 99, 101), 0.0);
  EXPECT_EQ(direction_hit(100, 99, 1), 1.0);
  EXPECT_EQ(direction_hit(100, 100, 100), 1.0);
  EXPECT_EQ(direction_hit(100, 100, 101), 0.0);
  EXPECT_EQ(direction_hit(0, 0, 5), 0.0);
}

TEST(GrowthHits, RoundingIsNoChange) {
  EXPECT_EQ(direction_of(0.3, 0.1 + 0.2), 0);
  EXPECT_EQ(direction_of(3e8, (0.1 + 0.2) * 1e9), 0);
  EXPECT_EQ(direction_of(0.3, 0.3001), 1);
}

TEST(GrowthHits, TheTotalItselfIsNeverFasterThanItself) {
  EXPECT_FALSE(is_faster(70, 77, 70, 77));
  EXPECT_TRUE(is_faster(70, 78, 140, 154));
  EXPECT_FALSE(is_faster(70, 76, 140, 154));
}

TEST(GrowthHits, UnknownValuesGiveNone) {
  EXPECT_TRUE(std::isnan(direction_hit(kMissing, 1, 1)));
  EXPECT_TRUE(std::isnan(direction_hit(1, 1, kMissing)));
  EXPECT_TRUE(std::isnan(faster_hit(0, 1, 1, 10, 11, 12)));
  EXPECT_TRUE(std::isnan(faster_hit(1, kMissing, 1, 10, 11, 12)));
}

}  // namespace labour_evaluation_growth_hits_test
