// SPDX-License-Identifier: Apache-2.0
#include <dubao/labour/intake/planning_problem.hpp>

#include "labour/intake/support.hpp"
#include "labour/support.hpp"

namespace labour_intake_planning_problem_test {

using namespace dubao;                  // NOLINT: a test
using namespace dubao::labour::intake;  // NOLINT: a test
using labour::testing::array;
using labour::testing::Ids;
using labour::testing::kExact;
using labour::testing::problem_ids;
using labour::testing::single_target;

TEST(PlanningProblem, ExampleOfTheHeaderHolds) {
  const PlanningProblem problem = single_target(array({10, 20}), array({0.5, 0.5}), 3.0, 1.0);
  EXPECT_NEAR(expected_loss(problem, array({30})), 10.0, kExact);
  EXPECT_NEAR(expected_loss(problem, array({40})), 5.0, kExact);
  const TargetOutcome found = outcome_of(problem.targets[0], array({30}));
  EXPECT_NEAR(found.expected_shortage, 2.5, kExact);
  EXPECT_NEAR(found.expected_surplus, 2.5, kExact);
  EXPECT_NEAR(found.probability_closed, 0.5, kExact);
}

TEST(PlanningProblem, ExcessCountsOnlyBeyondRounding) {
  const LinearLimit growth{"growth", {{0, 1.0}}, 1.1 * 400.0, LimitKind::kLaw};
  EXPECT_EQ(excess_of(growth, array({440})), 0.0);
  EXPECT_NEAR(excess_of(growth, array({441})), 1.0, 1e-9);
  const LinearLimit chain{"chain", {{1, 1.0}, {0, -1.1}}, 0.0, LimitKind::kLaw};
  EXPECT_NEAR(use_of(chain, array({100, 120})), 10.0, 1e-9);
}

TEST(PlanningProblem, EveryProblemIsNamedAtOnce) {
  PlanningProblem problem = single_target(array({10}), array({1.0}), 0.0, 0.0);
  problem.smallest_class = {-1.0};
  problem.limits.push_back({"pool", {{7, 1.0}}, 10.0, LimitKind::kLaw});
  EXPECT_EQ(problem_ids([&] { check_problem(problem); }), (Ids{"E-RCM-001", "E-RCM-002", "E-RCM-003"}));
  EXPECT_EQ(problem_ids([] { check_problem({}); }), (Ids{"E-RCM-001"}));
}

}  // namespace labour_intake_planning_problem_test
