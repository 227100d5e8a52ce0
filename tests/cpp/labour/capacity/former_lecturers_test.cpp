// SPDX-License-Identifier: Apache-2.0
#include <dubao/labour/capacity/former_lecturers.hpp>

#include <gtest/gtest.h>

#include "labour/capacity/former_example.hpp"
#include "labour/capacity/worked_example.hpp"
#include "labour/support.hpp"

namespace labour_capacity_former_lecturers_test {

using namespace dubao;                             // NOLINT: a test
using namespace dubao::labour::capacity;           // NOLINT: a test
using namespace dubao::labour::capacity::testing;  // NOLINT: a test
using labour::testing::kExact;

FormerLecturers lecturers(const Institution& institution, int year, bool preschool = false) {
  return former_lecturers(institution, rules_of(year), preschool).begin()->second;
}

/// One unit with given lecturers and nothing else.
Institution staffed(SpecialMajor special) {
  Institution out{"INV", "Invented", 2024};
  out.units = {former_unit("4802", special)};
  add_staff(out, "4802", 10, Degree::master);
  return out;
}

TEST(FormerLecturers, StaffOfTheWorkedExampleAreSixtyFivePointSix) {
  const FormerLecturers row = lecturers(former_example(2024), 2024);
  EXPECT_NEAR(row.full_time, 0.6 + 20.0 + 36.0 + 9.0, kExact);
  EXPECT_NEAR(row.converted, 65.6, kExact);  // co-permanent lecturers are unknown to these rules
  EXPECT_EQ(row.full_time_heads, 43.0);
}

TEST(FormerLecturers, ProfessorsCountFiveAndPreschoolCollegesHaveTheirOwnColumn) {
  Institution one = staffed(SpecialMajor::none);
  add_staff(one, "4802", 1, Degree::doctoral, Title::professor);
  EXPECT_NEAR(lecturers(one, 2022).converted, 15.0, kExact);
  EXPECT_NEAR(lecturers(one, 2022, true).converted, 20.0, kExact);  // master 1.5
}

TEST(FormerLecturers, OrdinaryMajorsTakeVisitingLecturersUpToTenPercent) {
  Institution one = staffed(SpecialMajor::none);
  add_staff(one, "4802", 2, Degree::doctoral, Title::none, Category::visiting);
  FormerLecturers row = lecturers(one, 2024);
  EXPECT_NEAR(row.visiting_ordinary, 0.8, kExact);
  EXPECT_NEAR(row.converted, 10.8, kExact);
  add_staff(one, "4802", 2, Degree::doctoral, Title::none, Category::visiting);
  row = lecturers(one, 2024);
  EXPECT_NEAR(row.visiting_ordinary, 1.6, kExact);
  EXPECT_NEAR(row.visiting_counted, 1.0, kExact);
}

TEST(FormerLecturers, HighDemandAndArtsMajorsTakeFortyPercentAndTheirOwnCoefficients) {
  for (const SpecialMajor special : {SpecialMajor::high_demand, SpecialMajor::arts}) {
    Institution one = staffed(special);
    add_staff(one, "4802", 3, Degree::doctoral, Title::none, Category::visiting);
    EXPECT_NEAR(lecturers(one, 2024).converted, 13.0, kExact);
    add_staff(one, "4802", 5, Degree::doctoral, Title::none, Category::visiting);
    EXPECT_NEAR(lecturers(one, 2024).converted, 14.0, kExact);
  }
}

TEST(FormerLecturers, ExpertsOfEnterprisesCountInHighDemandMajorsOnly) {
  for (const auto& [special, expected] :
       {std::pair{SpecialMajor::high_demand, 10.4}, std::pair{SpecialMajor::none, 10.0},
        std::pair{SpecialMajor::arts, 10.0}}) {
    Institution one = staffed(special);
    add_staff(one, "4802", 2, Degree::bachelor, Title::none, Category::enterprise_expert);
    EXPECT_NEAR(lecturers(one, 2024).converted, expected, kExact);
  }
}

TEST(FormerLecturers, TeacherTrainingTakesNoVisitingLecturersAndIsAFieldOfItsOwn) {
  Institution one = staffed(SpecialMajor::none);
  one.units = {former_unit("1402", SpecialMajor::teacher_training), former_unit("1401")};
  one.lecturers.clear();
  add_staff(one, "1402", 10, Degree::master);
  add_staff(one, "1402", 3, Degree::doctoral, Title::none, Category::visiting);
  const auto rows = former_lecturers(one, rules_of(2024), false);
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_NEAR(rows.at({"14", true}).converted, 10.0, kExact);
  EXPECT_EQ(rows.at({"14", false}).converted, 0.0);
}

TEST(FormerLecturers, JointForeignProgrammesReachFortyPercentSince2023) {
  Institution one = staffed(SpecialMajor::none);
  add_staff(one, "4802", 5, Degree::doctoral, Title::none, Category::visiting, 1.0, Form::joint_foreign);
  EXPECT_NEAR(lecturers(one, 2023).converted, 12.0, kExact);  // 5 × 0.4, limit 4
  EXPECT_NEAR(lecturers(one, 2022).converted, 11.0, kExact);  // an ordinary visiting lecturer: 10 %
  add_staff(one, "4802", 5, Degree::doctoral, Title::none, Category::visiting);
  EXPECT_NEAR(lecturers(one, 2023).converted, 13.0, kExact);  // 1.0 of 2.0 ordinary, and 2.0 joint
}

TEST(FormerLecturers, ALecturerBelongsToOneMainFieldIn2022AndIsSplitFrom2023) {
  Institution one{"INV", "Invented", 2022};
  one.units = {former_unit("4802"), former_unit("5202")};
  one.lecturers = {{"L1", "HN", "4802", Degree::doctoral, Title::none, Category::permanent, 0.6},
                   {"L1", "HN", "5202", Degree::doctoral, Title::none, Category::permanent, 0.4}};
  auto rows = former_lecturers(one, rules_of(2022), false);
  EXPECT_NEAR(rows.at({"48", false}).converted, 2.0, kExact);
  EXPECT_EQ(rows.at({"52", false}).converted, 0.0);
  rows = former_lecturers(one, rules_of(2023), false);
  EXPECT_NEAR(rows.at({"48", false}).converted, 1.2, kExact);
  EXPECT_NEAR(rows.at({"52", false}).converted, 0.8, kExact);
}

TEST(FormerLecturers, DistanceTrainingHasItsOwnLecturersByHours) {
  Institution one = staffed(SpecialMajor::none);
  add_staff(one, "4802", 3, Degree::doctoral, Title::none, Category::permanent, 1.0, Form::distance);
  one.lecturers[10].weekly_hours = 8.0;
  one.lecturers[11].weekly_hours = 4.0;
  one.lecturers[12].weekly_hours = 12.0;
  const FormerLecturers row = lecturers(one, 2024);
  EXPECT_NEAR(row.distance_converted, 2.0 * (1.0 + 0.5 + 1.0), kExact);
  EXPECT_NEAR(row.converted, 10.0, kExact);
}

TEST(FormerLecturers, MoreLecturersNeverCountLess) {
  for (const SpecialMajor special : {SpecialMajor::none, SpecialMajor::high_demand, SpecialMajor::arts}) {
    for (const Category category :
         {Category::permanent, Category::visiting, Category::co_permanent, Category::enterprise_expert}) {
      Institution one = staffed(special);
      double before = lecturers(one, 2024).converted;
      for (int i = 0; i < 8; ++i) {
        add_staff(one, "4802", 1, Degree::doctoral, Title::none, category);
        const double now = lecturers(one, 2024).converted;
        EXPECT_GE(now, before - kExact);
        before = now;
      }
    }
  }
}

}  // namespace labour_capacity_former_lecturers_test
