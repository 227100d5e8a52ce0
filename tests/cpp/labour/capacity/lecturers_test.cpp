// SPDX-License-Identifier: Apache-2.0
#include <dubao/labour/capacity/lecturers.hpp>

#include "labour/capacity/worked_example.hpp"
#include "labour/support.hpp"

namespace labour_capacity_lecturers_test {

using namespace dubao::labour::capacity;  // NOLINT: a test
using dubao::labour::capacity::testing::add_lecturers;
using dubao::labour::capacity::testing::kArithmetic;
using dubao::labour::capacity::testing::rules_of;
using dubao::labour::capacity::testing::small_example;
using dubao::labour::capacity::testing::worked_example;

std::vector<LecturerRow> table(const Institution& declared, const Readings& readings = {}) {
  const Rules rules = rules_of(2027);
  return lecturer_table(declared, rules, readings, stocks(declared, rules));
}

/// The small example without its ten doctors.
Institution without_lecturers() {
  Institution out = small_example();
  out.lecturers.clear();
  return out;
}

TEST(CapacityLecturers, ExampleOfTheHeaderHolds) {
  const LecturerRow row = table(worked_example()).at(0);
  EXPECT_NEAR(row.converted, 39.0, kArithmetic);
  EXPECT_NEAR(row.capacity, 1560.0, kArithmetic);
  EXPECT_NEAR(row.bachelors, 2.0, kArithmetic);
  EXPECT_NEAR(row.masters, 20.0, kArithmetic);
  EXPECT_NEAR(row.doctors, 23.0, kArithmetic);
}

TEST(CapacityLecturers, Art5Clause3WeighsBachelorMasterAndDoctorByHalfThreeQuartersAndOne) {
  Institution declared = without_lecturers();
  add_lecturers(declared, "4801", 1, Degree::bachelor);
  EXPECT_NEAR(table(declared).at(0).converted, 0.5, kArithmetic);
  add_lecturers(declared, "4801", 1, Degree::master);
  EXPECT_NEAR(table(declared).at(0).converted, 1.25, kArithmetic);
  add_lecturers(declared, "4801", 1, Degree::doctoral);
  EXPECT_NEAR(table(declared).at(0).converted, 2.25, kArithmetic);
  add_lecturers(declared, "4801", 1, Degree::master, Title::associate_professor);  // the title counts 1.00
  EXPECT_NEAR(table(declared).at(0).converted, 3.25, kArithmetic);
}

TEST(CapacityLecturers, Art5Clause3HasOtherCoefficientsForCollegesOfPreschoolEducation) {
  Institution declared = without_lecturers();
  declared.learners = {{"A", "4801", Level::college, Form::regular, 90, 3, 30, 30, 30}};
  add_lecturers(declared, "4801", 1, Degree::bachelor);
  add_lecturers(declared, "4801", 1, Degree::master);
  EXPECT_TRUE(is_preschool_college(declared));
  EXPECT_NEAR(table(declared).at(0).converted, 0.75 + 1.0, kArithmetic);
}

TEST(CapacityLecturers, Art3CountsNoVisitingLecturersAndNoExpertsOfEnterprises) {
  Institution declared = small_example();
  add_lecturers(declared, "4801", 4, Degree::doctoral, Title::professor, Category::visiting);
  add_lecturers(declared, "4801", 2, Degree::master, Title::none, Category::enterprise_expert);
  EXPECT_NEAR(table(declared).at(0).converted, 10.0, kArithmetic);
  EXPECT_NEAR(table(declared).at(0).not_counted, 6.0, kArithmetic);
}

TEST(CapacityLecturers, Art5Clause1bGivesFortyConvertedLearnersToEachConvertedLecturer) {
  const LecturerRow row = table(small_example()).at(0);
  EXPECT_NEAR(row.capacity, 400.0, kArithmetic);
  EXPECT_NEAR(row.maximum, 400.0 - 100.0 + 25.0, kArithmetic);
}

TEST(CapacityLecturers, Table1BWeighsFormsAndLevelsAndTheField) {
  Institution declared = small_example();
  declared.units[0].teaching_coefficient = 2.0;
  declared.learners.push_back({"A", "4801", Level::bachelor, Form::blended, 50, 5, 10, 10, 10});
  declared.learners.push_back({"A", "4801", Level::bachelor, Form::distance, 40, 4, 10, 10, 10});
  Postgraduates master{"A", "8480101", 5};
  master.stock = 20;
  Postgraduates doctoral{"A", "9480101", 5};
  doctoral.stock = 8;
  declared.postgraduates = {master, doctoral};
  const LecturerRow row = table(declared).at(0);
  // 2 (100 + 0.8·50 + 0.5·40 + 1.5·20 + 2·8) = 412; 2 (25 + 0.8·10 + 0.5·10 + 1.5·10 + 2·2) = 114.
  EXPECT_NEAR(row.scale, 412.0, kArithmetic);
  EXPECT_NEAR(row.expected_graduates, 114.0, kArithmetic);
  EXPECT_NEAR(row.maximum, 400.0 - 412.0 + 114.0, kArithmetic);
}

TEST(CapacityLecturers, Art5Clause2SplittingALecturerKeepsTheSum) {
  Institution whole = without_lecturers();
  whole.units.push_back({"A", "4802", "Information technology", 1.0, 1.0, true});
  whole.lecturers = {{"L1", "A", "4801", Degree::master}};
  Institution split = whole;
  split.lecturers = {{"L1", "A", "4801", Degree::master, Title::none, Category::permanent, 0.3},
                     {"L1", "A", "4802", Degree::master, Title::none, Category::permanent, 0.7}};
  const auto sum = [](const std::vector<LecturerRow>& rows) { return rows[0].converted + rows[1].converted; };
  EXPECT_NEAR(sum(table(split)), sum(table(whole)), kArithmetic);
  EXPECT_NEAR(table(split).at(1).converted, 0.7 * 0.75, kArithmetic);
}

TEST(CapacityLecturers, ReadingA14MultipliesTheWeightOfACoPermanentLecturerOrTakesItAlone) {
  Institution declared = without_lecturers();
  add_lecturers(declared, "4801", 1, Degree::master, Title::none, Category::co_permanent, 0.5);
  EXPECT_NEAR(table(declared).at(0).converted, 0.375, kArithmetic);
  Readings alone;
  alone.a14 = CoPermanentWeight::weight_alone;
  EXPECT_NEAR(table(declared, alone).at(0).converted, 0.5, kArithmetic);
}

TEST(CapacityLecturers, ReadingA6LetsAJointForeignLearnerWeighOneOrThreeQuarters) {
  Institution declared = small_example();
  declared.learners.push_back({"A", "4801", Level::bachelor, Form::joint_foreign, 40, 4, 10, 10, 10});
  EXPECT_NEAR(table(declared).at(0).scale, 140.0, kArithmetic);
  Readings minimum;
  minimum.a6 = JointWeight::minimum;
  EXPECT_NEAR(table(declared, minimum).at(0).scale, 130.0, kArithmetic);
  EXPECT_NEAR(table(declared, minimum).at(0).regular, 140.0, kArithmetic);
}

TEST(CapacityLecturers, FieldsSumTheirUnitsAtEachLocation) {
  Institution declared = worked_example();
  declared.units.push_back({"HN", "4801", "Computing", 0.8, 1.2});
  add_lecturers(declared, "4801", 2, Degree::doctoral);
  const std::vector<LecturerRow> units = table(declared);
  const std::vector<LecturerRow> fields = field_table(units);
  ASSERT_EQ(fields.size(), 2U);
  EXPECT_EQ(fields[0].field, "48");
  EXPECT_NEAR(fields[0].converted, 41.0, kArithmetic);
  EXPECT_NEAR(fields[0].maximum, 458.4 + 80.0, kArithmetic);
  EXPECT_NEAR(fields[1].maximum, 558.0, kArithmetic);
}

}  // namespace labour_capacity_lecturers_test
