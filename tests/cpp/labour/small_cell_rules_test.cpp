// SPDX-License-Identifier: Apache-2.0
#include <dubao/labour/small_cell_rules.hpp>

#include "labour/support.hpp"

namespace labour_small_cell_rules_test {

using namespace dubao::labour;  // NOLINT: a test
using dubao::labour::testing::array;
using dubao::labour::testing::kExact;

TEST(SmallCellRules, HalfWidthOfTheHeaderHolds) {
  EXPECT_NEAR(relative_half_width(array({10, 3, 1, 2, 9, 4, 8, 5, 7, 6})), 3.6 / 5.5, kExact);
}

TEST(SmallCellRules, APointHasNoWidthAndASpreadAroundZeroAnInfiniteOne) {
  EXPECT_EQ(relative_half_width(array({7, 7, 7})), 0.0);
  EXPECT_EQ(relative_half_width(array({0, 0, 0})), 0.0);
  EXPECT_TRUE(std::isinf(relative_half_width(array({0, 0, 0, 0, 9}))));
}

TEST(SmallCellRules, TheDefaultsSuppressBelowFivePersonsFirst) {
  const std::vector<SmallCellRule> rules = default_small_cell_rules();
  ASSERT_EQ(rules.size(), 4U);
  EXPECT_EQ(rules[0].quantity, CellQuantity::kPersons);
  EXPECT_EQ(rules[0].threshold, 5.0);
  EXPECT_EQ(rules[0].action, CellAction::kSuppress);
}

}  // namespace labour_small_cell_rules_test
