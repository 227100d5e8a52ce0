// SPDX-License-Identifier: Apache-2.0
#include <dubao/labour/capacity/stocks.hpp>

#include "labour/capacity/worked_example.hpp"
#include "labour/support.hpp"

namespace labour_capacity_stocks_test {

using namespace dubao::labour::capacity;  // NOLINT: a test
using dubao::labour::capacity::testing::kArithmetic;
using dubao::labour::capacity::testing::rules_of;
using dubao::labour::capacity::testing::worked_example;

TEST(CapacityStocks, ExampleOfTheHeaderHolds) {
  const std::vector<UnitStock> found = stocks(worked_example(), rules_of(2027));
  EXPECT_EQ(found.at(0).stock(Level::bachelor, Form::regular), 1600.0);
  EXPECT_NEAR(found.at(0).leavers.at(1).at(0), 400.0, kArithmetic);
}

TEST(CapacityStocks, PostgraduatesComeFromTheirMajorsWithTheDurationsOfTheLaw) {
  Institution declared = worked_example();
  declared.postgraduates[0].stock_regular = 45;  // of 60
  const std::vector<UnitStock> found = stocks(declared, rules_of(2027));
  EXPECT_EQ(found.at(0).stock(Level::master, Form::regular), 45.0);
  EXPECT_EQ(found.at(0).stock(Level::master, Form::blended), 15.0);
  EXPECT_NEAR(found.at(0).leavers.at(2).at(0) + found.at(0).leavers.at(2).at(1), 30.0, kArithmetic);
  EXPECT_NEAR(found.at(0).leavers.at(3).at(0), 2.0, kArithmetic);
}

TEST(CapacityStocks, RowsOfPostgraduateLearnersCountOnlyWhereNoMajorIsDeclared) {
  Institution declared = worked_example();
  declared.learners.push_back({"HN", "4802", Level::master, Form::regular, 60});
  EXPECT_EQ(stocks(declared, rules_of(2027)).at(0).stock(Level::master, Form::regular), 60.0);
  declared.postgraduates.clear();
  EXPECT_EQ(stocks(declared, rules_of(2027)).at(0).stock(Level::master, Form::regular), 60.0);
  EXPECT_EQ(stocks(declared, rules_of(2027)).at(0).stock(Level::doctoral, Form::regular), 0.0);
}

TEST(CapacityStocks, AMajorBelongsToItsOwnUnitBeforeItsGroup) {
  Institution declared = worked_example();
  EXPECT_EQ(unit_of_major(declared, "HN", "8480201"), 0U);
  declared.units.push_back({"HN", "480201", "IT", 0.8, 1.2, true, true});
  EXPECT_EQ(unit_of_major(declared, "HN", "8480201"), 2U);
  EXPECT_EQ(unit_of_major(declared, "HN", "8480202"), 0U);
  EXPECT_FALSE(unit_of_major(declared, "HN", "8340101").has_value());
  EXPECT_FALSE(unit_of_major(declared, "HN", "84802").has_value());
  EXPECT_EQ(level_of_major("9480201"), Level::doctoral);
  EXPECT_FALSE(level_of_major("7480201").has_value());
}

}  // namespace labour_capacity_stocks_test
