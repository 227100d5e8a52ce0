// SPDX-License-Identifier: Apache-2.0
#include <dubao/labour/intake/smallest_class.hpp>

#include "labour/intake/support.hpp"
#include "labour/support.hpp"

namespace labour_intake_smallest_class_test {

using namespace dubao;                  // NOLINT: a test
using namespace dubao::labour::intake;  // NOLINT: a test
using labour::testing::array;
using labour::testing::random_problem;
using labour::testing::single_target;

TEST(SmallestClass, OpensOrClosesWhicheverLosesLess) {
  PlanningProblem problem = single_target(array({12}), array({1.0}), 1.0, 1.0);
  problem.smallest_class = {20.0};
  EXPECT_NEAR(solve_with_classes(problem).solution.intake(0), 20.0, 1e-5);  // loses 8, closed loses 12
  problem.targets[0].wanted(0) = 9.0;
  EXPECT_NEAR(solve_with_classes(problem).solution.intake(0), 0.0, 1e-5);  // loses 9, open loses 11
}

TEST(SmallestClass, EqualsEveryChoiceOfClassesOnSmallProblems) {
  for (std::uint64_t seed = 1; seed <= 5; ++seed) {
    PlanningProblem problem = random_problem(4, 1, 20, seed);
    problem.limits.back().bound *= 0.5;
    problem.smallest_class = {90.0, 90.0, 90.0, 90.0};
    const ClassSizePlan found = solve_with_classes(problem);
    EXPECT_TRUE(found.proven);
    double best = std::numeric_limits<double>::infinity();
    for (int choice = 0; choice < 16; ++choice) {
      Eigen::ArrayXd least = Eigen::ArrayXd::Zero(4);
      Eigen::ArrayXd largest = Eigen::ArrayXd::Constant(4, 1e6);
      for (Index i = 0; i < 4; ++i) {
        if (((choice >> i) & 1) != 0) {
          least(i) = 90.0;
        } else {
          largest(i) = 0.0;
        }
      }
      const PlanningSolution one = solve_planning(problem, {}, least, largest);
      if (one.contradicted < 0) best = std::min(best, one.loss);
    }
    EXPECT_NEAR(found.solution.loss, best, 1e-6 * best) << seed;
    for (Index i = 0; i < 4; ++i) {
      EXPECT_TRUE(found.solution.intake(i) < 1e-4 || found.solution.intake(i) > 90.0 - 1e-4);
    }
  }
}

TEST(SmallestClass, StoppedSearchSaysSo) {
  PlanningProblem problem = random_problem(6, 1, 20, 3);
  problem.limits.back().bound *= 0.4;
  problem.smallest_class.assign(6, 95.0);
  ClassSizeOptions options;
  options.most_nodes = 1;
  const ClassSizePlan found = solve_with_classes(problem, options);
  EXPECT_LE(found.lower_bound, found.solution.loss + 1e-9);
  EXPECT_TRUE(found.proven || found.lower_bound < found.solution.loss);
}

TEST(SmallestClass, WithoutSizesItIsOneSolve) {
  const ClassSizePlan found = solve_with_classes(random_problem(2, 2, 30, 9));
  EXPECT_EQ(found.nodes, 1);
  EXPECT_TRUE(found.proven);
}

}  // namespace labour_intake_smallest_class_test
