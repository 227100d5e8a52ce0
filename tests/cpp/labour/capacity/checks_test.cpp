// SPDX-License-Identifier: Apache-2.0
#include <dubao/labour/capacity/checks.hpp>

#include "labour/capacity/worked_example.hpp"
#include "labour/support.hpp"

namespace labour_capacity_checks_test {

using namespace dubao;                    // NOLINT: a test
using namespace dubao::labour::capacity;  // NOLINT: a test
using labour::capacity::testing::rules_of;
using labour::capacity::testing::small_example;
using labour::capacity::testing::worked_example;
using labour::testing::Ids;

const Rules& rules() {
  static const Rules kRules = rules_of(2027);
  return kRules;
}

Ids ids(const Institution& declared, const std::vector<FieldCoefficients>& fields = {}) {
  Ids out;
  const Problems found = check_institution(declared, rules(), fields);
  for (const Problem& one : found.list()) out.push_back(one.id);
  return out;
}

Problem only(const Institution& declared) {
  const Problems found = check_institution(declared, rules());
  EXPECT_EQ(found.list().size(), 1U);
  return found.list().at(0);
}

TEST(CapacityChecks, SoundDeclarationsHaveNoProblems) {
  EXPECT_TRUE(ids(worked_example()).empty());
  EXPECT_TRUE(ids(small_example()).empty());
}

TEST(CapacityChecks, ExampleOfTheHeaderHolds) {
  Institution declared = worked_example();
  declared.lecturers = {{"L01", "HN", "4802", Degree::master, Title::none, Category::permanent, 0.7},
                        {"L01", "HN", "5202", Degree::master, Title::none, Category::permanent, 0.7}};
  const Problem found = only(declared);
  EXPECT_EQ(found.id, "E-CAP-012");
  EXPECT_EQ(found.argument, "lecturers[0].weight");
  EXPECT_EQ(found.series, "L01");
  EXPECT_EQ(found.message, "1.4 in all, at most 1");
}

TEST(CapacityChecks, Art5Clause2HoldsOneLecturerToOneAndACoPermanentToHalf) {
  Institution declared = small_example();
  LecturerShare half{"C1", "A", "4801", Degree::doctoral, Title::none, Category::co_permanent, 0.5};
  declared.lecturers = {half};
  EXPECT_TRUE(ids(declared).empty());
  declared.lecturers[0].weight = 0.51;
  EXPECT_EQ(ids(declared), Ids{"E-CAP-012"});
  declared.lecturers[0].weight = 1.2;
  EXPECT_EQ(ids(declared), (Ids{"E-CAP-012", "E-CAP-012"}));  // no part of a time, and above the limit
}

TEST(CapacityChecks, OneLecturerHasOneDegreeOneTitleOneCategory) {
  Institution declared = small_example();
  declared.lecturers = {{"L1", "A", "4801", Degree::master, Title::none, Category::permanent, 0.5},
                        {"L1", "A", "4801", Degree::doctoral, Title::none, Category::permanent, 0.5}};
  EXPECT_EQ(ids(declared), Ids{"E-CAP-013"});
}

TEST(CapacityChecks, PlacesMustHaveAreaAndBeKnown) {
  Institution declared = small_example();
  declared.locations[0].floor_area = -1.0;
  EXPECT_EQ(only(declared).argument, "locations[0].floor_area");
  EXPECT_EQ(ids(declared), Ids{"E-CAP-006"});
  declared.locations[0].floor_area = kNotKnown;
  EXPECT_EQ(ids(declared), Ids{"E-CAP-006"});
  declared = small_example();
  declared.units.push_back({"Z", "4802", "", 1.0, 1.0});
  EXPECT_EQ(ids(declared), Ids{"E-CAP-003"});
  declared = small_example();
  declared.locations.push_back(declared.locations[0]);
  EXPECT_EQ(ids(declared), Ids{"E-CAP-005"});
  EXPECT_EQ(ids(Institution{}), Ids{"E-CAP-020"});
}

TEST(CapacityChecks, CodesMustHaveTheirDigitsAndAFieldOfTheList) {
  Institution declared = small_example();
  declared.units[0].code = "74801";
  declared.learners[0].unit = "74801";
  declared.lecturers.clear();
  EXPECT_EQ(ids(declared), Ids{"E-CAP-004"});
  declared = small_example();
  EXPECT_EQ(ids(declared, {{"752", 1.0, 1.2}}), Ids{"E-CAP-004"});
  EXPECT_TRUE(ids(declared, {{"748", 1.0, 1.2}}).empty());
  declared.postgraduates = {{"A", "7480101", 1}};
  EXPECT_EQ(ids(declared), Ids{"E-CAP-004"});
}

TEST(CapacityChecks, UnitsMustBeListedOnceWithTheirCoefficients) {
  Institution declared = small_example();
  declared.units.push_back(declared.units[0]);
  EXPECT_EQ(ids(declared), Ids{"E-CAP-005"});
  declared = small_example();
  declared.units[0].teaching_coefficient = kNotKnown;
  declared.units[0].area_coefficient = 0.0;
  EXPECT_EQ(ids(declared), (Ids{"E-CAP-007", "E-CAP-007"}));
  declared = small_example();
  declared.learners[0].unit = "4802";
  EXPECT_EQ(ids(declared), Ids{"E-CAP-008"});
  declared = small_example();
  declared.postgraduates = {{"A", "8340101", 3}};
  EXPECT_EQ(ids(declared), Ids{"E-CAP-008"});
}

TEST(CapacityChecks, PersonsRatesAndDurationsMustBeWhatTheyAre) {
  Institution declared = small_example();
  declared.learners[0].stock = -5.0;
  declared.learners[0].planned = -1.0;
  EXPECT_EQ(ids(declared), (Ids{"E-CAP-009", "E-CAP-009"}));
  declared = small_example();
  declared.learners[0].first_year_dropout = 1.2;
  EXPECT_EQ(only(declared).id, "E-CAP-010");
  EXPECT_EQ(only(declared).argument, "learners[0].first_year_dropout");
  declared = small_example();
  declared.learners[0].duration = kNotKnown;
  EXPECT_EQ(ids(declared), Ids{"E-CAP-011"});
  declared = small_example();
  declared.working_age_permanent_share = 70.0;
  EXPECT_EQ(ids(declared), Ids{"E-CAP-010"});
  declared = small_example();
  declared.land_per_learner = -1.0;
  EXPECT_EQ(ids(declared), Ids{"E-CAP-006"});
}

TEST(CapacityChecks, PartsMustNotExceedTheirWhole) {
  Institution declared = small_example();
  declared.learners[0].bridging = 41.0;
  EXPECT_EQ(ids(declared), Ids{"E-CAP-017"});
  declared = worked_example();
  declared.postgraduates[0].stock_regular = 61.0;
  declared.postgraduates[0].planned_regular = 37.0;
  declared.postgraduates[0].doctors_of_science = 19.0;
  EXPECT_EQ(ids(declared), (Ids{"E-CAP-017", "E-CAP-017", "E-CAP-017"}));
}

TEST(CapacityChecks, Art4Clause1cANewMajorIsAUnitOfItsOwn) {
  Institution declared = small_example();
  declared.learners[0].opened = 2027;
  EXPECT_EQ(ids(declared), Ids{"E-CAP-016"});
}

TEST(CapacityChecks, PostgraduatesStatedTwiceMustAgree) {
  Institution declared = worked_example();
  declared.learners.push_back({"HN", "4802", Level::master, Form::regular, 60});
  EXPECT_TRUE(ids(declared).empty());
  declared.learners.back().stock = 61;
  EXPECT_EQ(ids(declared), Ids{"E-CAP-014"});
  declared.postgraduates.clear();
  declared.learners.back().planned = 10;
  EXPECT_EQ(ids(declared), Ids{"E-CAP-014"});
}

TEST(CapacityChecks, RowsListedTwiceAreFoundOnEverySheet) {
  Institution declared = worked_example();
  declared.learners.push_back(declared.learners[0]);
  declared.postgraduates.push_back(declared.postgraduates[0]);
  EXPECT_EQ(ids(declared), (Ids{"E-CAP-005", "E-CAP-005"}));
}

TEST(CapacityChecks, AllProblemsComeAtOnce) {
  Institution declared = small_example();
  declared.locations[0].floor_area = -1.0;
  declared.units[0].area_coefficient = kNotKnown;
  declared.learners[0].employment_rate = 83.0;
  declared.lecturers[0].unit = "9999";
  EXPECT_EQ(ids(declared), (Ids{"E-CAP-006", "E-CAP-007", "E-CAP-010", "E-CAP-008"}));
}

TEST(CapacityChecks, LastYearsNumbersAreNeededWhereABrakeRestsOnThem) {
  Institution declared = small_example();
  declared.learners[0].actual = kNotKnown;
  EXPECT_EQ(check_last_year(brakes(declared, rules(), {})).list().at(0).id, "E-CAP-015");
  declared = small_example();
  declared.learners[0].announced = kNotKnown;
  EXPECT_TRUE(check_last_year(brakes(declared, rules(), {})).empty());
  declared.accredited = false;
  const Problem found = check_last_year(brakes(declared, rules(), {})).list().at(0);
  EXPECT_EQ(found.argument, "learners[0].announced");
  EXPECT_NE(found.message.find("freeze_if_no_valid_accreditation"), std::string::npos);
  // Of the rows of one number the one that lacks the figure is named.
  declared = small_example();
  declared.learners.push_back({"A", "4801", Level::bachelor, Form::joint_foreign, 20, 4, 5, kNotKnown, 5});
  EXPECT_EQ(check_last_year(brakes(declared, rules(), {})).list().at(0).argument, "learners[1].actual");
}

}  // namespace labour_capacity_checks_test
