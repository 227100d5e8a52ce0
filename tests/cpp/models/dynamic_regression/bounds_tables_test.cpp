// SPDX-License-Identifier: Apache-2.0
#include <dubao/models/dynamic_regression/bounds_tables.hpp>

#include "support/golden.hpp"

namespace models_dynamic_regression_bounds_tables_test {

namespace dr = dubao::models::dynamic_regression;
using dubao::models::BoundsCase;

TEST(BoundsTables, TheExampleOfTheHeaderHolds) {
  const auto found = dr::f_critical_value(BoundsCase::kIII, 1, 0.05);
  ASSERT_TRUE(found.has_value());
  EXPECT_EQ(found->stationary, 4.94);
  EXPECT_EQ(found->integrated, 5.73);
}

// The published values come from 40,000 replications of 1,000 periods; another simulation used 32 million.
TEST(BoundsTables, PublishedValuesAgreeWithALargerSimulation) {
  // Relative: Monte Carlo error of the published 1 % values.
  constexpr double kRelative = 0.03;
  int compared = 0;
  for (const golden::Row& row : golden::read("regression/bounds.csv")) {
    const auto found = dr::f_critical_value(static_cast<BoundsCase>(std::stoi(row.at("case"))),
                                            std::stol(row.at("drivers")), golden::number(row, "level"));
    if (!found) continue;
    const double value = golden::number(row, "value");
    EXPECT_NEAR(row.at("integrated") == "1" ? found->integrated : found->stationary, value, kRelative * value)
        << row.at("case") << " " << row.at("drivers") << " " << row.at("level");
    ++compared;
  }
  // 5 cases, 1 to 10 drivers, I(0) and I(1), levels 10, 5 and 1 per cent.
  EXPECT_EQ(compared, 300);
}

TEST(BoundsTables, RowsAreOrderedAsTheTheoryHasIt) {
  for (int which = 1; which <= 5; ++which) {
    for (dubao::Index k = 0; k <= dr::kMostTabulatedDrivers; ++k) {
      double below = 0.0;
      for (const double level : dr::kFLevels) {
        const auto found = dr::f_critical_value(static_cast<BoundsCase>(which), k, level);
        ASSERT_TRUE(found.has_value());
        EXPECT_LE(found->stationary, found->integrated);
        EXPECT_GT(found->stationary, below);
        below = found->stationary;
      }
      for (const double level : dr::kTLevels) {
        const auto found = dr::t_critical_value(static_cast<BoundsCase>(which), k, level);
        EXPECT_EQ(found.has_value(), which % 2 == 1);
        if (found) {
          EXPECT_GE(found->stationary, found->integrated);
        }
      }
    }
  }
}

TEST(BoundsTables, WhatIsNotPublishedIsEmpty) {
  EXPECT_FALSE(dr::f_critical_value(BoundsCase::kIII, 11, 0.05).has_value());
  EXPECT_FALSE(dr::f_critical_value(BoundsCase::kIII, 1, 0.07).has_value());
  EXPECT_FALSE(dr::t_critical_value(BoundsCase::kII, 1, 0.05).has_value());
}

}  // namespace models_dynamic_regression_bounds_tables_test
