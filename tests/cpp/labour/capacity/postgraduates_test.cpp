// SPDX-License-Identifier: Apache-2.0
#include <dubao/labour/capacity/postgraduates.hpp>

#include "labour/capacity/worked_example.hpp"
#include "labour/support.hpp"

namespace labour_capacity_postgraduates_test {

using namespace dubao::labour::capacity;  // NOLINT: a test
using dubao::labour::capacity::testing::kArithmetic;
using dubao::labour::capacity::testing::rules_of;
using dubao::labour::capacity::testing::small_example;
using dubao::labour::capacity::testing::worked_example;

TEST(CapacityPostgraduates, ExampleOfTheHeaderHolds) {
  const Rules rules = rules_of(2027);
  const MasterRow master = master_table(worked_example(), rules).at(0);
  EXPECT_EQ(master.unit, "4802");
  EXPECT_NEAR(master.yearly_maximum, 126.0, kArithmetic);
  const DoctoralRow doctoral = doctoral_table(worked_example(), rules, {}).at(0);
  EXPECT_NEAR(doctoral.capacity, 72.0, kArithmetic);
  EXPECT_NEAR(doctoral.maximum, 66.0, kArithmetic);
}

TEST(CapacityPostgraduates, Art5Clause1cMasterIsTheSmallerOfAYearAndWhatTheStockLeaves) {
  Institution declared = small_example();
  Postgraduates row{"A", "8480101", 4, 1, 0};  // M = 6·5 = 30, capacity 60
  row.stock = 40;                              // 60 − 20 = 40: a year binds
  declared.postgraduates = {row};
  EXPECT_NEAR(master_table(declared, rules_of(2027)).at(0).maximum, 30.0, kArithmetic);
  declared.postgraduates[0].stock = 90;  // 60 − 45 = 15: the stock binds
  EXPECT_NEAR(master_table(declared, rules_of(2027)).at(0).maximum, 15.0, kArithmetic);
}

TEST(CapacityPostgraduates, Art5Clause1cDoctoralCountsThreeSixAndEightAndThreeQuartersOfTheStock) {
  Institution declared = small_example();
  Postgraduates row{"A", "9480101", 4, 2, 1};  // 3·4 + 6·2 + 8·1 = 32
  row.stock = 20;                              // ¾·20 = 15
  declared.postgraduates = {row};
  const DoctoralRow found = doctoral_table(declared, rules_of(2027), {}).at(0);
  EXPECT_NEAR(found.capacity, 32.0, kArithmetic);
  EXPECT_NEAR(found.maximum, 17.0, kArithmetic);
}

TEST(CapacityPostgraduates, ReadingA7CountsADoctorOfScienceThreeOrSix) {
  Institution declared = small_example();
  Postgraduates row{"A", "9480101", 4};
  row.doctors_of_science = 1;
  declared.postgraduates = {row};
  EXPECT_NEAR(doctoral_table(declared, rules_of(2027), {}).at(0).capacity, 12.0, kArithmetic);
  Readings raised;
  raised.a7 = DoctorOfScience::as_associate_professor;
  EXPECT_NEAR(doctoral_table(declared, rules_of(2027), raised).at(0).capacity, 15.0, kArithmetic);
}

TEST(CapacityPostgraduates, Art5Clause1bFirstDashAsksForSixAndLeavesThirtyFour) {
  const Rules rules = rules_of(2027);
  const Institution declared = worked_example();
  const std::vector<UnitStock> learners = stocks(declared, rules);
  const auto found =
      postgraduate_floor(declared, rules, {}, lecturer_table(declared, rules, {}, learners), learners);
  ASSERT_EQ(found.size(), 3U);
  EXPECT_NEAR(found[1].required, 6.0, kArithmetic);
  EXPECT_NEAR(found[1].postgraduates, 84.8, kArithmetic);
  EXPECT_NEAR(found[1].bachelor_capacity, 1326.0, kArithmetic);
  EXPECT_NEAR(found[1].bachelor_scale, 1408.0, kArithmetic);
  EXPECT_NEAR(found[1].bachelor_graduates, 352.0, kArithmetic);
  EXPECT_NEAR(found[1].bachelor_maximum, 270.0, kArithmetic);
  // The institution: 84.8 + 76 postgraduates, 76.5 lecturers.
  EXPECT_NEAR(found[0].per_lecturer, 160.8 / 76.5, kArithmetic);
  EXPECT_FALSE(found[0].met);
}

TEST(CapacityPostgraduates, TheFloorIsMetFromSixOn) {
  const Rules rules = rules_of(2027);
  Institution declared = small_example();  // ten converted lecturers
  Postgraduates row{"A", "8480101", 10};
  row.stock = 40;  // 1.5·40 = 60 = 6·10
  declared.postgraduates = {row};
  const std::vector<UnitStock> learners = stocks(declared, rules);
  const auto found =
      postgraduate_floor(declared, rules, {}, lecturer_table(declared, rules, {}, learners), learners);
  EXPECT_TRUE(found[1].met);
  EXPECT_FALSE(meets_floor(59.9, 10.0, 6.0));
  EXPECT_TRUE(meets_floor(6.0 * 7.3 * (1.0 - 1e-15), 7.3, 6.0));  // rounding is no breach
  EXPECT_FALSE(meets_floor(0.0, 0.0, 6.0));
  EXPECT_TRUE(found[1].taught);
}

}  // namespace labour_capacity_postgraduates_test
