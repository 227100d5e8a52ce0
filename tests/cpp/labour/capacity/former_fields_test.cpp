// SPDX-License-Identifier: Apache-2.0
#include <dubao/labour/capacity/former_fields.hpp>

#include <gtest/gtest.h>

#include "labour/capacity/former_example.hpp"
#include "labour/capacity/worked_example.hpp"
#include "labour/support.hpp"

namespace labour_capacity_former_fields_test {

using namespace dubao;                             // NOLINT: a test
using namespace dubao::labour::capacity;           // NOLINT: a test
using namespace dubao::labour::capacity::testing;  // NOLINT: a test
using labour::testing::Ids;
using labour::testing::problem_ids;

constexpr double kPersons = 1e-9;

TEST(FormerFields, WorkedExampleOldStaffAllowThirteenHundredAndTwelveRegularLearners) {
  const FormerFieldRow row = former_fields(former_example(2024), rules_of(2024))[0];
  EXPECT_EQ(row.students_per_lecturer, 20.0);
  EXPECT_NEAR(row.capacity, 1312.0, kPersons);
  EXPECT_NEAR(row.maximum_regular, 1312.0 - 1100.0 + 275.0, kPersons);
  EXPECT_NEAR(row.maximum_in_service, 0.3 * 487.0, kPersons);
}

TEST(FormerFields, TheRatioIsThatOfTheField) {
  for (const auto& [code, ratio] :
       {std::pair{"2101", 15.0}, std::pair{"3401", 25.0}, std::pair{"7201", 15.0}, std::pair{"5202", 20.0}}) {
    Institution one{"INV", "Invented", 2024};
    one.units = {former_unit(code)};
    EXPECT_EQ(former_fields(one, rules_of(2024))[0].students_per_lecturer, ratio) << code;
  }
}

TEST(FormerFields, InServiceIsAShareOfThePlannedNumberIn2022AndOfTheNumberByCapacityFrom2023) {
  Institution one = former_example(2022);
  one.learners[0].planned = 400;
  EXPECT_NEAR(former_fields(one, rules_of(2022))[0].maximum_in_service, 120.0, kPersons);
  EXPECT_NEAR(former_fields(one, rules_of(2023))[0].maximum_in_service, 146.1, kPersons);
  EXPECT_NEAR(former_fields(one, rules_of(2026))[0].maximum_in_service, 146.1, kPersons);
  one.units[0].special_major = SpecialMajor::arts;
  EXPECT_NEAR(former_fields(one, rules_of(2022))[0].maximum_in_service, 200.0, kPersons);
}

TEST(FormerFields, DistanceNeedsLecturersAndSupportStaff) {
  Institution one = former_example(2024);
  one.learners.push_back(former_learners("4802", Form::distance, 400, 100, 100));
  add_staff(one, "4802", 10, Degree::doctoral, Title::none, Category::permanent, 1.0, Form::distance);
  EXPECT_TRUE(std::isnan(former_fields(one, rules_of(2024))[0].maximum_distance));
  one.units[0].support_staff = 1.75;
  FormerFieldRow row = former_fields(one, rules_of(2024))[0];
  EXPECT_EQ(row.distance_by_lecturers, 400.0);
  EXPECT_EQ(row.distance_by_staff, 350.0);
  EXPECT_NEAR(row.maximum_distance, 350.0 - 400.0 + 100.0, kPersons);
  one.units[0].support_staff = 4.0;
  row = former_fields(one, rules_of(2024))[0];
  EXPECT_NEAR(row.maximum_distance, 400.0 - 400.0 + 100.0, kPersons);
}

TEST(FormerFields, FloorAreaCountsHeadsOfRegularLearners) {
  Institution one = former_example(2024);
  one.learners.push_back(former_learners("4802", Form::joint_foreign, 100, 30, 30));
  one.learners.push_back(former_learners("4802", Form::blended, 500, 30, 30));
  const FormerAreaRow area = former_area(one, rules_of(2024));
  EXPECT_NEAR(area.capacity, 4800.0, kPersons);
  EXPECT_EQ(area.regular.stock, 1200.0);
  EXPECT_NEAR(area.maximum, 4800.0 - 1200.0 + 300.0, kPersons);
}

TEST(FormerFields, ACollegeOfPreschoolEducationHasTwentyFiveAndItsOwnInServiceShare) {
  Institution one{"INV", "Invented college", 2024};
  one.units = {former_unit("1402", SpecialMajor::teacher_training)};
  one.learners = {{"HN", "1402", Level::college, Form::regular, 300, 3.0, 100, 100}};
  one.learners[0].planned = 80;
  add_staff(one, "1402", 10, Degree::master);
  const FormerFieldRow row = former_fields(one, rules_of(2024))[0];
  EXPECT_NEAR(row.capacity, 25.0 * 15.0, kPersons);
  EXPECT_NEAR(row.maximum_in_service, 40.0, kPersons);
}

TEST(FormerFields, MoreLecturersOrAreaNeverLowerAMaximum) {
  Institution one = former_example(2024);
  FormerFieldRow before = former_fields(one, rules_of(2024))[0];
  for (int i = 0; i < 5; ++i) {
    add_staff(one, "4802", 1, Degree::bachelor);
    const FormerFieldRow now = former_fields(one, rules_of(2024))[0];
    EXPECT_GE(now.maximum_regular, before.maximum_regular);
    EXPECT_GE(now.maximum_in_service, before.maximum_in_service);
    before = now;
  }
  const double area = former_area(one, rules_of(2024)).maximum;
  one.locations[0].floor_area += 28.0;
  EXPECT_NEAR(former_area(one, rules_of(2024)).maximum, area + 10.0, kPersons);
}

TEST(FormerFields, AFieldWithoutRatioIsAnErrorThatNamesIt) {
  Institution other{"INV", "Invented", 2024};
  other.units = {former_unit("9901")};
  EXPECT_EQ(problem_ids([&] { (void)former_fields(other, rules_of(2024)); }), Ids{"E-CAP-001"});
}

}  // namespace labour_capacity_former_fields_test
