// SPDX-License-Identifier: Apache-2.0
#include <dubao/evaluation/comparison.hpp>

namespace evaluation_comparison_test {

using namespace dubao;
using namespace dubao::evaluation;

TEST(Comparison, ExampleOfTheHeaderHolds) {
  const Comparison c = compare({1, 2, 3}, {2, 2, 4});
  EXPECT_EQ(c.pairs, 3);
  EXPECT_DOUBLE_EQ(c.relative_loss, 0.75);
  EXPECT_DOUBLE_EQ(c.skill, 0.25);
  EXPECT_DOUBLE_EQ(c.wins, 5.0 / 6.0);
  // d = {1, 0, 1}: mean 2/3, variance 1/3, t = (2/3) / √(1/9) = 2
  EXPECT_NEAR(c.t_statistic, 2.0, 1e-12);
}

TEST(Comparison, LeavesOutMissingPairsAndSaysHowManyAreLeft) {
  const Comparison c = compare({1, data::kMissing}, {2, 5});
  EXPECT_EQ(c.pairs, 1);
  EXPECT_DOUBLE_EQ(c.relative_loss, 0.5);
  EXPECT_TRUE(std::isnan(c.t_statistic));
  EXPECT_EQ(compare({}, {}).pairs, 0);
}

TEST(Comparison, RefusesDifferentLengths) { EXPECT_THROW((void)compare({1}, {1, 2}), InputError); }

}  // namespace evaluation_comparison_test
