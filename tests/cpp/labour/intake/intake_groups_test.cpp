// SPDX-License-Identifier: Apache-2.0
#include <dubao/labour/intake/intake_groups.hpp>

#include "labour/support.hpp"

namespace labour_intake_intake_groups_test {

using namespace dubao;                  // NOLINT: a test
using namespace dubao::labour::intake;  // NOLINT: a test
using labour::testing::array;
using labour::testing::draws;
using labour::testing::Ids;
using labour::testing::kExact;
using labour::testing::problem_ids;
using time::Period;

IntakeGroup group(const char* key, const char* parent = "") {
  IntakeGroup out;
  out.key = key;
  out.parent = parent;
  out.gap = draws(2031, {{100, 120}, {90, 150}});
  out.yield = array({0.5, 0.6});
  out.duration = {4, {0.8, 0.2}};
  out.shortage_cost = 2.0;
  out.surplus_cost = 1.0;
  return out;
}

TEST(IntakeGroups, ExampleOfTheHeaderHolds) {
  IntakeGroup one = group("4802");
  one.last_intake = 400.0;
  one.growth_cap = 1.10;
  const std::vector<GroupLimit> found = own_limits(one, Period::annual(2027), 2);
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[0].name, "growth 4802 2027");
  EXPECT_NEAR(found[0].bound, 440.0, kExact * 440.0);
  EXPECT_EQ(found[1].terms[1].coefficient, -1.10);
  EXPECT_EQ(found[1].bound, 0.0);
}

TEST(IntakeGroups, TargetsTakeEveryIntakeThatReachesThem) {
  const PlanningProblem found = planning_problem({group("4802")}, {}, Period::annual(2027), 2);
  EXPECT_EQ(found.names, (std::vector<std::string>{"4802 2027", "4802 2028"}));
  ASSERT_EQ(found.targets.size(), 2U);
  EXPECT_EQ(found.targets[1].name, "4802 2032");
  EXPECT_EQ(found.targets[1].intakes, (std::vector<Index>{1, 0}));
  EXPECT_NEAR(found.targets[1].yields(1, 1), 0.2 * 0.6, kExact);
  EXPECT_EQ(found.targets[1].wanted(1), 150.0);
}

TEST(IntakeGroups, SplitCountsInItsParentsLimits) {
  IntakeGroup parent = group("4802");
  parent.largest = {300.0};
  const std::vector<GroupLimit> pool = {{"pool", {{"4802", 0, 0.8}}, 400.0, LimitKind::kLaw},
                                        {"split", {{"4802.security", 0, 1.0}}, 50.0, LimitKind::kLaw}};
  const PlanningProblem found =
      planning_problem({parent, group("4802.security", "4802")}, pool, Period::annual(2027), 1);
  EXPECT_EQ(found.limits[0].terms.size(), 2U);
  EXPECT_EQ(found.limits[1].terms, (std::vector<std::pair<Index, double>>{{1, 1.0}}));
  EXPECT_EQ(found.limits[2].terms.size(), 2U);  // the parent's maximum
}

TEST(IntakeGroups, WrongInputIsNamedAllAtOnce) {
  IntakeGroup one = group("a");
  one.growth_cap = 1.1;  // without last year's intake
  one.surplus_cost = data::kMissing;
  IntakeGroup two = group("a");
  two.duration.parts = {0.5};
  EXPECT_EQ(problem_ids([&] {
              (void)planning_problem({one, two}, {}, Period::annual(2027), 2);
            }),
            (Ids{"E-RCM-002", "E-RCM-004", "E-RCM-001", "E-NEED-003"}));
  EXPECT_EQ(problem_ids([&] { (void)planning_problem({group("a")}, {}, Period::annual(2028), 2); }),
            (Ids{"E-NEED-004"}));
  EXPECT_EQ(problem_ids([&] {
              (void)planning_problem({group("a")}, {{"pool", {{"b", 0, 1.0}}, 10.0, LimitKind::kLaw}},
                                     Period::annual(2027), 2);
            }),
            (Ids{"E-RCM-003"}));
}

}  // namespace labour_intake_intake_groups_test
