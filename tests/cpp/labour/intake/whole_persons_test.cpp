// SPDX-License-Identifier: Apache-2.0
#include <dubao/labour/intake/interior_point.hpp>
#include <dubao/labour/intake/whole_persons.hpp>

#include "labour/intake/support.hpp"
#include "labour/support.hpp"

namespace labour_intake_whole_persons_test {

using namespace dubao;                  // NOLINT: a test
using namespace dubao::labour::intake;  // NOLINT: a test
using labour::testing::array;
using labour::testing::random_problem;
using labour::testing::single_target;

constexpr double kLocalSearch = 0.005;  // of the loss

TEST(WholePersons, ExampleOfTheHeaderHolds) {
  PlanningProblem problem;
  problem.names = {"blended", "regular"};
  for (Index i = 0; i < 2; ++i) {
    LossTarget target = single_target(array({1000}), array({1.0}), 1.0, 1.0).targets[0];
    target.intakes = {i};
    problem.targets.push_back(target);
  }
  problem.limits = {{"pool", {{0, 1.0}}, 475.8, LimitKind::kLaw},
                    {"growth", {{1, 1.0}}, 462.0, LimitKind::kLaw}};
  const Eigen::ArrayXd found = whole_persons(problem, array({475.8, 461.9999999}));
  EXPECT_EQ(found(0), 475.0);
  EXPECT_EQ(found(1), 462.0);
}

TEST(WholePersons, KeepTheLawAndLoseHardlyMoreThanFractions) {
  for (std::uint64_t seed = 1; seed <= 8; ++seed) {
    const PlanningProblem problem = random_problem(3, 3, 80, seed);
    const PlanningSolution fractions = solve_planning(problem);
    const Eigen::ArrayXd whole = whole_persons(problem, fractions.intake);
    ASSERT_EQ(whole.size(), 9);
    EXPECT_TRUE((whole == whole.floor()).all() && (whole >= 0.0).all());
    for (const LinearLimit& limit : problem.limits) EXPECT_EQ(excess_of(limit, whole), 0.0) << limit.name;
    // A person moves the loss by at most the dearer cost times the yield; nine intakes, one person each.
    EXPECT_GE(expected_loss(problem, whole), fractions.lower_bound - 1e-6);
    EXPECT_LE(expected_loss(problem, whole), fractions.loss + 9.0 * 3.0 * 0.6) << seed;
  }
}

// Against every plan in whole persons: a local search is no proof, but it must come this near.
TEST(WholePersons, ComeNearTheBestOfAllPlansOfASmallProblem) {
  for (std::uint64_t seed = 1; seed <= 6; ++seed) {
    PlanningProblem problem = random_problem(2, 1, 15, seed);
    for (LossTarget& target : problem.targets) target.wanted *= 0.15;
    for (LinearLimit& limit : problem.limits) limit.bound *= 0.12;
    const Eigen::ArrayXd whole = whole_persons(problem, solve_planning(problem).intake);
    double best = std::numeric_limits<double>::infinity();
    for (int a = 0; a <= 60; ++a) {
      for (int b = 0; b <= 60; ++b) {
        const Eigen::ArrayXd x = array({static_cast<double>(a), static_cast<double>(b)});
        bool kept = true;
        for (const LinearLimit& limit : problem.limits) kept = kept && excess_of(limit, x) == 0.0;
        if (kept) best = std::min(best, expected_loss(problem, x));
      }
    }
    EXPECT_GE(expected_loss(problem, whole), best * (1.0 - 1e-12)) << seed;
    EXPECT_LE(expected_loss(problem, whole), best * (1.0 + kLocalSearch)) << seed;
  }
}

TEST(WholePersons, ClassBelowItsSizeIsClosed) {
  PlanningProblem problem = single_target(array({10}), array({1.0}), 1.0, 1.0);
  problem.smallest_class = {20.0};
  EXPECT_EQ(whole_persons(problem, array({19.0}))(0), 0.0);
  EXPECT_EQ(whole_persons(problem, array({20.0}))(0), 20.0);
}

TEST(WholePersons, FloorOfTheLawRaisesWhatRoundingTookOff) {
  PlanningProblem problem = random_problem(1, 2, 10, 1);
  problem.limits = {{"at most", {{0, 1.0}, {1, 1.0}}, 3.0, LimitKind::kLaw},
                    {"at least", {{0, -1.0}, {1, -1.0}}, -3.0, LimitKind::kLaw}};
  EXPECT_EQ(whole_persons(problem, array({1.4, 1.6})).sum(), 3.0);
}

TEST(WholePersons, NothingFitsWhenNobodyIsTooMany) {
  PlanningProblem problem = single_target(array({10}), array({1.0}), 1.0, 1.0);
  problem.limits = {{"negative", {{0, 1.0}}, -1.0, LimitKind::kLaw}};
  EXPECT_EQ(whole_persons(problem, array({5.0})).size(), 0);
}

}  // namespace labour_intake_whole_persons_test
