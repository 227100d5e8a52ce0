// SPDX-License-Identifier: Apache-2.0
#include <dubao/labour/capacity/determination.hpp>
#include <dubao/labour/capacity/limits.hpp>

#include "labour/capacity/worked_example.hpp"
#include "labour/support.hpp"

namespace labour_capacity_limits_test {

using namespace dubao;                    // NOLINT: a test
using namespace dubao::labour::capacity;  // NOLINT: a test
using labour::capacity::testing::add_lecturers;
using labour::capacity::testing::kArithmetic;
using labour::capacity::testing::rules_of;
using labour::capacity::testing::small_example;
using labour::capacity::testing::worked_example;
using labour::testing::Ids;
using labour::testing::problem_ids;

const Rules& rules() {
  static const Rules kRules = rules_of(2027);
  return kRules;
}

Limits limits_of(const Institution& declared, const Readings& readings = {}) {
  return determine(declared, rules(), readings).limits;
}

const Limit& named(const Limits& limits, const std::string& name) {
  for (const Limit& one : limits.limits) {
    if (one.name == name) return one;
  }
  throw std::runtime_error("no limit " + name);
}

bool has(const Limits& limits, const std::string& name) {
  return std::any_of(limits.limits.begin(), limits.limits.end(),
                     [&](const Limit& one) { return one.name == name; });
}

TEST(CapacityLimits, ExampleOfTheHeaderHolds) {
  const Limits found = limits_of(worked_example());
  const Limit& pool = named(found, "lecturers HN/4802");
  EXPECT_NEAR(pool.bound, 458.4, kArithmetic);
  std::map<std::string, double> weights;
  for (const auto& [v, weight] : pool.terms) weights[found.variables[v].name] = weight;
  EXPECT_EQ(weights.size(), 4U);
  EXPECT_NEAR(weights["HN/4802/bachelor/regular"], 0.8, kArithmetic);
  EXPECT_NEAR(weights["HN/4802/bachelor/blended"], 0.64, kArithmetic);
  EXPECT_NEAR(weights["HN/8480201/master/regular"], 1.2, kArithmetic);
  EXPECT_NEAR(weights["HN/9480201/doctoral/regular"], 1.6, kArithmetic);
}

TEST(CapacityLimits, TheAreaPoolHoldsRegularLearnersOfAllUnitsWithItsOwnWeights) {
  const Limits found = limits_of(worked_example());
  const Limit& pool = named(found, "area HN");
  EXPECT_EQ(pool.terms.size(), 6U);  // blended learners are not in it
  std::map<std::string, double> weights;
  for (const auto& [v, weight] : pool.terms) weights[found.variables[v].name] = weight;
  EXPECT_NEAR(weights["HN/8520201/master/regular"], 1.8, kArithmetic);
  EXPECT_NEAR(weights["HN/9520201/doctoral/regular"], 2.4, kArithmetic);
}

TEST(CapacityLimits, EveryLimitNamesItsClause) {
  for (const Limit& one : limits_of(worked_example()).limits) {
    ASSERT_FALSE(one.clauses.empty()) << one.name;
    EXPECT_EQ(one.clauses.front().rule_set, "TT34-2026");
    EXPECT_EQ(one.clauses.front().article_clause.rfind("Art. 5", 0), 0U);
  }
}

TEST(CapacityLimits, Art5Clause7AllowsANewBachelorMajorThirtyPercentOfItsCapacity) {
  Institution declared = small_example();
  declared.units.push_back({"A", "480199", "New major", 1.0, 1.0, true, true});
  add_lecturers(declared, "480199", 5, Degree::doctoral);  // 40·5 = 200, 30 % = 60
  Learners opened{"A", "480199", Level::bachelor, Form::regular, 0};
  opened.opened = 2027;
  opened.planned = 60;
  declared.learners.push_back(opened);
  const Determination found = determine(declared, rules());
  EXPECT_NEAR(named(found.limits, "new major A/480199").bound, 60.0, kArithmetic);
  EXPECT_EQ(found.maxima.at(1).maximum, 60.0);
  EXPECT_FALSE(has(found.limits, "growth A/480199/bachelor/regular"));
  EXPECT_TRUE(has(found.limits, "growth A/4801/bachelor/regular"));
}

TEST(CapacityLimits, ReadingA2PoolsTheUnitsOfAField) {
  Institution declared = small_example();
  declared.units.push_back({"A", "4802", "Information technology", 1.0, 1.0, true});
  Learners row = declared.learners[0];
  row.unit = "4802";
  declared.learners.push_back(row);  // no lecturers of its own: 0 − 100 + 25
  EXPECT_NEAR(named(limits_of(declared), "lecturers A/4802").bound, -75.0, kArithmetic);
  Readings field;
  field.a2 = LecturerTest::field;
  EXPECT_NEAR(named(limits_of(declared, field), "lecturers A/48").bound, 325.0 - 75.0, kArithmetic);
  EXPECT_NEAR(named(limits_of(declared, field), "reserve A/48").bound, 265.0 - 75.0, kArithmetic);
}

TEST(CapacityLimits, TheHardFloorIsJudgedByThePoolOfTheLecturerTest) {
  Institution declared = small_example();
  Postgraduates major{"A", "8480101", 10};
  major.stock = 60;  // 90 converted postgraduates, ten lecturers: 9
  declared.postgraduates = {major};
  declared.units.push_back({"A", "4802", "Information technology", 1.0, 1.0, true});
  add_lecturers(declared, "4802", 5, Degree::doctoral);  // no postgraduates
  Readings floor;
  floor.a1 = PostgraduateClause::hard_floor;
  EXPECT_FALSE(has(limits_of(declared, floor), "floor A/4801"));
  EXPECT_TRUE(has(limits_of(declared, floor), "floor A/4802"));
  floor.a2 = LecturerTest::field;  // 90/15 = 6
  EXPECT_FALSE(has(limits_of(declared, floor), "floor A/48"));
  declared.postgraduates[0].stock = 59;
  EXPECT_TRUE(has(limits_of(declared, floor), "floor A/48"));
}

TEST(CapacityLimits, ReadingA3CapsGroupsOrTheTotal) {
  const Limits each = limits_of(worked_example());
  EXPECT_FALSE(has(each, "growth total HN/bachelor/regular"));
  Readings total;
  total.a3 = GrowthScope::total;
  const Limits whole = limits_of(worked_example(), total);
  EXPECT_NEAR(named(whole, "growth total HN/bachelor/regular").bound, 902.0, kArithmetic);
  EXPECT_FALSE(has(whole, "growth HN/4802/bachelor/regular"));
  // With 430 in the other group, 472 instead of 462 may be announced.
  EXPECT_EQ(determine(worked_example(), rules(), total).maxima.at(0).maximum, 472.0);
}

TEST(CapacityLimits, ReadingA11LeavesPostgraduatesOutOfThePools) {
  Readings separate;
  separate.a11 = Pool::separate;
  const Limits found = limits_of(worked_example(), separate);
  EXPECT_EQ(named(found, "lecturers HN/4802").terms.size(), 2U);
  EXPECT_NEAR(named(found, "lecturers HN/4802").bound, 458.4, kArithmetic);  // the table stays
  EXPECT_EQ(named(found, "area HN").terms.size(), 2U);
}

TEST(CapacityLimits, BlendedPostgraduatesAreANumberOfTheirOwnInTheSameMajor) {
  Institution declared = worked_example();
  declared.postgraduates[0].planned_regular = 30;  // of 36
  const Limits found = limits_of(declared);
  EXPECT_EQ(found.variables.at(4).name, "HN/8480201/master/blended");
  EXPECT_EQ(found.variables.at(4).planned, 6.0);
  EXPECT_EQ(named(found, "master HN/8480201").terms.size(), 2U);
  EXPECT_EQ(found.variables.at(4).area, 0.0);
}

TEST(CapacityLimits, AFrozenNumberNamesEveryReason) {
  Institution declared = worked_example();
  declared.violation_last_year = true;
  for (Postgraduates& row : declared.postgraduates) row.announced = 20;
  const Limits found = limits_of(declared);
  EXPECT_EQ(named(found, "freeze HN/5202/bachelor/regular").clauses.size(), 2U);
  EXPECT_EQ(named(found, "freeze HN/8480201/master/regular").bound, 20.0);
}

TEST(CapacityLimits, CheckPlanWeighsEveryLimitAndRefusesWhatIsNoPlan) {
  const Limits found = limits_of(small_example());
  const std::vector<PlanRow> rows = check_plan(found, {44.0});
  for (const PlanRow& row : rows) EXPECT_TRUE(row.met);
  int broken = 0;
  for (const PlanRow& row : check_plan(found, {45.0})) broken += row.met ? 0 : 1;
  EXPECT_EQ(broken, 1);
  EXPECT_EQ(problem_ids([&] { static_cast<void>(check_plan(found, {})); }), Ids{"E-CAP-019"});
  EXPECT_EQ(problem_ids([&] { static_cast<void>(check_plan(found, {-1.0})); }), Ids{"E-CAP-019"});
  EXPECT_EQ(problem_ids([&] { static_cast<void>(check_plan(found, {kNotKnown})); }), Ids{"E-CAP-019"});
}

TEST(CapacityLimits, AnOverdrawnPoolAllowsNobodyAndIsNotBrokenByNobody) {
  Institution declared = small_example();
  declared.locations[0].floor_area = 28.0;  // ten learners, a hundred are there
  const Determination found = determine(declared, rules());
  EXPECT_EQ(found.maxima.at(0).maximum, 0.0);
  for (const PlanRow& row : check_plan(found.limits, {0.0})) EXPECT_TRUE(row.met);
  bool broken = false;
  for (const PlanRow& row : check_plan(found.limits, {1.0})) broken = broken || !row.met;
  EXPECT_TRUE(broken);
}

TEST(CapacityLimits, BothLimitsBindAtEachLocation) {
  Institution declared = small_example();
  declared.locations.push_back({"B", "Branch", 140.0});  // fifty converted regular learners
  declared.units.push_back({"B", "4801", "Computing", 1.0, 1.0, true});
  Learners row = declared.learners[0];
  row.location = "B";
  row.stock = 40;
  row.actual = 100;
  row.planned = 10;
  declared.learners.push_back(row);
  declared.lecturers.push_back({"B1", "B", "4801", Degree::doctoral});
  declared.lecturers.push_back({"B2", "B", "4801", Degree::doctoral});
  const Determination found = determine(declared, rules());
  // Lecturers: 80 − 40 + 10 = 50; area: 50 − 40 + 10 = 20; the head office's room does not help the branch.
  EXPECT_EQ(found.maxima.at(1).maximum, 20.0);
  EXPECT_EQ(found.limits.limits.at(static_cast<std::size_t>(found.maxima.at(1).binding)).name, "area B");
}

}  // namespace labour_capacity_limits_test
