// SPDX-License-Identifier: Apache-2.0
#include <dubao/hierarchy/temporal_tree.hpp>

#include <gtest/gtest.h>

namespace hierarchy_temporal_tree_test {

using dubao::InputError;
using dubao::data::DrawMatrix;
using namespace dubao::hierarchy;

TEST(TemporalTree, AddsMonthsToQuartersAndYears) {
  const auto tree = temporal_tree(12, {3, 12});
  EXPECT_EQ(tree.size(), 1 + 4 + 12);
  EXPECT_EQ(tree.name(0), "12[1]");
  EXPECT_EQ(tree.parts(0).size(), 4u);
  DrawMatrix block = DrawMatrix::Zero(tree.size(), 1);
  for (int month = 1; month <= 12; ++month) block(tree.index("1[" + std::to_string(month) + "]"), 0) = month;
  tree.aggregate(block);
  EXPECT_EQ(block(tree.index("12[1]"), 0), 78);
  EXPECT_EQ(block(tree.index("3[2]"), 0), 4 + 5 + 6);
}

TEST(TemporalTree, HoldsSpansThatDoNotNestInOneAnother) {
  const auto tree = temporal_tree(12, {2, 3, 12}, true);
  DrawMatrix block = DrawMatrix::Zero(tree.size(), 1);
  for (int month = 1; month <= 12; ++month) block(tree.index("1[" + std::to_string(month) + "]"), 0) = month;
  tree.aggregate(block);
  EXPECT_DOUBLE_EQ(block(tree.index("12[1]"), 0), 6.5);
  EXPECT_DOUBLE_EQ(block(tree.index("2[6]"), 0), 11.5);
  EXPECT_DOUBLE_EQ(block(tree.index("3[1]"), 0), 2.0);
}

TEST(TemporalTree, RefusesSpansThatDoNotDivideTheCycle) {
  for (const std::vector<dubao::Index>& spans : {std::vector<dubao::Index>{5}, {1}, {24}, {0}, {}}) {
    EXPECT_THROW(static_cast<void>(temporal_tree(12, spans)), InputError);
  }
}

}  // namespace hierarchy_temporal_tree_test
