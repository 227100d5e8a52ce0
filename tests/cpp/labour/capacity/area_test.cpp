// SPDX-License-Identifier: Apache-2.0
#include <dubao/labour/capacity/area.hpp>

#include "labour/capacity/worked_example.hpp"
#include "labour/support.hpp"

namespace labour_capacity_area_test {

using namespace dubao::labour::capacity;  // NOLINT: a test
using dubao::labour::capacity::testing::kArithmetic;
using dubao::labour::capacity::testing::rules_of;
using dubao::labour::capacity::testing::small_example;
using dubao::labour::capacity::testing::worked_example;

std::vector<AreaRow> table(const Institution& declared, const Readings& readings = {}) {
  const Rules rules = rules_of(2027);
  return area_table(declared, rules, readings, stocks(declared, rules));
}

TEST(CapacityArea, ExampleOfTheHeaderHolds) {
  const std::vector<AreaRow> found = table(worked_example());
  ASSERT_EQ(found.size(), 3U);
  EXPECT_NEAR(found[0].capacity, 4800.0, kArithmetic);
  EXPECT_NEAR(found[0].scale, 3578.4, kArithmetic);
  EXPECT_NEAR(found[0].expected_graduates, 939.6, kArithmetic);
  EXPECT_NEAR(found[0].maximum, 2161.2, kArithmetic);
}

TEST(CapacityArea, Art5Clause1aDividesTheAreaByTwoPointEightSquareMetres) {
  // 2,800 m² / 2.80 = 1,000; scale 100, 25 leave: 1,000 − 100 + 25 = 925.
  const AreaRow location = table(small_example()).at(0);
  EXPECT_NEAR(location.capacity, 1000.0, kArithmetic);
  EXPECT_NEAR(location.maximum, 925.0, kArithmetic);
}

TEST(CapacityArea, Table1AWeighsCollegeBachelorMasterAndDoctoral) {
  Institution declared = small_example();
  declared.learners.push_back({"A", "4801", Level::college, Form::regular, 30, 3, 0, 0, 0});
  Postgraduates master{"A", "8480101", 5};
  master.stock = 20;
  Postgraduates doctoral{"A", "9480101", 5};
  doctoral.stock = 8;
  declared.postgraduates = {master, doctoral};
  const AreaRow unit = table(declared).at(1);
  // 30 + 100 + 1.5·20 + 2·8 = 176; 30/3 + 100/4 + 1.5·20/2 + 2·8/4 = 54.
  EXPECT_NEAR(unit.scale, 176.0, kArithmetic);
  EXPECT_NEAR(unit.expected_graduates, 54.0, kArithmetic);
  EXPECT_EQ(unit.college + unit.bachelor + unit.master + unit.doctoral, 158.0);
}

TEST(CapacityArea, ReadingA12DecidesWhetherBlendedAndDistanceLearnersNeedFloor) {
  Institution declared = small_example();
  declared.learners.push_back({"A", "4801", Level::bachelor, Form::blended, 50, 5, 10, 10, 10});
  declared.learners.push_back({"A", "4801", Level::bachelor, Form::distance, 40, 4, 10, 10, 10});
  EXPECT_NEAR(table(declared).at(0).scale, 100.0, kArithmetic);
  Readings all;
  all.a12 = AreaForms::all;
  // 100 + 0.8·50 + 0.5·40 = 160.
  EXPECT_NEAR(table(declared, all).at(0).scale, 160.0, kArithmetic);
}

TEST(CapacityArea, ReadingA16TakesSeventyPercentOfGrossAreaOrAllOfIt) {
  Institution declared = small_example();
  declared.locations[0].area_kind = AreaKind::gross;
  EXPECT_NEAR(table(declared).at(0).counted_area, 1960.0, kArithmetic);
  EXPECT_NEAR(table(declared).at(0).capacity, 700.0, kArithmetic);
  Readings declared_area;
  declared_area.a16 = AreaCounted::as_declared;
  EXPECT_NEAR(table(declared, declared_area).at(0).capacity, 1000.0, kArithmetic);
}

TEST(CapacityArea, EachLocationIsAPoolOfItsOwn) {
  Institution declared = small_example();
  declared.locations.push_back({"B", "Branch", 280.0});
  declared.units.push_back({"B", "4801", "Computing", 1.0, 1.0, true});
  declared.learners.push_back({"B", "4801", Level::bachelor, Form::regular, 40, 4, 10, 10, 10});
  const std::vector<AreaRow> found = table(declared);
  ASSERT_EQ(found.size(), 4U);
  EXPECT_NEAR(found[0].maximum, 925.0, kArithmetic);
  EXPECT_NEAR(found[2].maximum, 100.0 - 40.0 + 10.0, kArithmetic);
}

TEST(CapacityArea, JointForeignLearnersCountAsRegular) {
  Institution declared = small_example();
  declared.learners.push_back({"A", "4801", Level::bachelor, Form::joint_foreign, 20, 4, 5, 5, 5});
  EXPECT_NEAR(table(declared).at(0).scale, 120.0, kArithmetic);
}

}  // namespace labour_capacity_area_test
