// SPDX-License-Identifier: Apache-2.0
#include <dubao/labour/intake/interior_point.hpp>

#include "labour/intake/support.hpp"
#include "labour/support.hpp"

namespace labour_intake_interior_point_test {

using namespace dubao;                  // NOLINT: a test
using namespace dubao::labour::intake;  // NOLINT: a test
using labour::testing::array;
using labour::testing::Ids;
using labour::testing::problem_ids;
using labour::testing::random_problem;
using labour::testing::single_target;

constexpr double kSolved = 1e-6;  // persons, loss: relative, of an optimum
constexpr double kGap = 1e-8;     // duality gap, relative
constexpr double kStep = 1e-4;    // step of finite differences, persons

TEST(InteriorPoint, OneDrawAndNoLimitGivesExactlyTheNeed) {
  PlanningProblem problem = single_target(array({40.0}), array({0.5}), 3.0, 1.0);
  const PlanningSolution found = solve_planning(problem);
  EXPECT_TRUE(found.converged);
  EXPECT_NEAR(found.intake(0), 80.0, kSolved * 80.0);
  EXPECT_LE(found.relative_gap, kGap);
}

TEST(InteriorPoint, ThreeDrawsGiveTheNewsvendorQuantile) {
  // c₊/(c₊ + c₋) = 0.75 of equally likely 10, 20, 40: the first number whose share of draws reaches 0.75 is 40.
  const PlanningSolution found =
      solve_planning(single_target(array({10.0, 20.0, 40.0}), array({1, 1, 1}), 3.0, 1.0));
  EXPECT_NEAR(found.intake(0), 40.0, kSolved * 40.0);
  EXPECT_NEAR(found.loss, (30.0 + 20.0) / 3.0, kSolved * 20.0);
}

TEST(InteriorPoint, RandomYieldGivesTheYieldWeightedQuantile) {
  const Index n = 501;
  Eigen::ArrayXd wanted(n);
  Eigen::ArrayXd yields(n);
  for (Index d = 0; d < n; ++d) {
    data::RandomStream stream(3, 1, static_cast<std::uint64_t>(d));
    wanted(d) = 100.0 + 30.0 * stream.normal();
    yields(d) = 0.3 + 0.4 * stream.uniform();
  }
  for (const double ratio : {0.5, 1.0, 4.0}) {
    const PlanningSolution found = solve_planning(single_target(wanted, yields, ratio, 1.0));
    EXPECT_NEAR(found.intake(0),
                labour::testing::weighted_quantile(wanted / yields, yields, ratio / (1.0 + ratio)),
                kSolved * 300.0)
        << ratio;
    EXPECT_LE(found.relative_gap, kGap);
  }
}

TEST(InteriorPoint, LimitIsKeptAndItsPriceIsTheFiniteDifference) {
  for (const std::uint64_t seed : {1U, 2U, 3U, 4U, 5U, 6U}) {
    PlanningProblem problem = random_problem(4, 3, 60, seed);
    const PlanningSolution found = solve_planning(problem);
    ASSERT_TRUE(found.converged) << seed;
    EXPECT_LE(found.relative_gap, kGap);
    EXPECT_LE(found.limit_residual, kGap);
    for (std::size_t l = 0; l < problem.limits.size(); ++l) {
      const double bound = problem.limits[l].bound;
      problem.limits[l].bound = bound + kStep;
      const double more = solve_planning(problem).loss;
      problem.limits[l].bound = bound - kStep;
      const double less = solve_planning(problem).loss;
      problem.limits[l].bound = bound;
      // At a kink the price lies between the two one-sided differences.
      EXPECT_GE(found.limit_price[l], (found.loss - more) / kStep - 1e-3) << seed << " " << l;
      EXPECT_LE(found.limit_price[l], (less - found.loss) / kStep + 1e-3) << seed << " " << l;
    }
  }
}

TEST(InteriorPoint, NoPointOfAGridLosesLess) {
  for (const std::uint64_t seed : {11U, 12U, 13U}) {
    const PlanningProblem problem = random_problem(1, 3, 25, seed);
    const PlanningSolution found = solve_planning(problem);
    double best = std::numeric_limits<double>::infinity();
    Eigen::ArrayXd x(3);
    for (double a = 0.0; a <= 300.0; a += 10.0) {
      for (double b = 0.0; b <= 300.0; b += 10.0) {
        for (double c = 0.0; c <= 300.0; c += 10.0) {
          x << a, b, c;
          bool kept = true;
          for (const LinearLimit& limit : problem.limits) kept = kept && excess_of(limit, x) == 0.0;
          if (kept) best = std::min(best, expected_loss(problem, x));
        }
      }
    }
    EXPECT_LE(found.loss, best * (1.0 + kGap)) << seed;
    EXPECT_LE(found.lower_bound, found.loss * (1.0 + kGap));
    EXPECT_GE(found.loss, best - 0.2 * best - 20.0) << seed;  // the grid is 10 persons wide
  }
}

TEST(InteriorPoint, DearerShortageNeverLowersTheIntake) {
  const PlanningProblem one = random_problem(1, 1, 200, 21);
  double last = 0.0;
  for (const double ratio : {0.25, 0.5, 1.0, 2.0, 4.0, 8.0}) {
    PlanningProblem problem = one;
    problem.limits.clear();
    problem.targets[0].shortage_cost = ratio;
    problem.targets[0].surplus_cost = 1.0;
    const double x = solve_planning(problem).intake(0);
    EXPECT_GE(x, last - kSolved * 100.0);
    last = x;
  }
}

TEST(InteriorPoint, WishGivesWayToTheLawAndHoldsOtherwise) {
  PlanningProblem problem = single_target(array({10.0}), array({1.0}), 1.0, 1.0);
  problem.limits.push_back({"smoothing", {{0, -1.0}}, -90.0, LimitKind::kWish});  // x ≥ 90
  PlanningSolution found = solve_planning(problem);
  EXPECT_NEAR(found.intake(0), 90.0, 1e-4);
  EXPECT_NEAR(found.limit_price[0], 1.0, 1e-4);  // one person less to keep would save one unit
  problem.limits.push_back({"law", {{0, 1.0}}, 50.0, LimitKind::kLaw});
  found = solve_planning(problem);
  EXPECT_NEAR(found.intake(0), 50.0, 1e-4);
}

TEST(InteriorPoint, ContradictionNamesTheLimit) {
  PlanningProblem problem = single_target(array({10.0}), array({1.0}), 1.0, 1.0);
  problem.limits.push_back({"negative", {{0, 1.0}}, -5.0, LimitKind::kLaw});
  EXPECT_EQ(solve_planning(problem).contradicted, 0);
  PlanningProblem pair = random_problem(1, 2, 10, 5);
  pair.limits = {{"sum", {{0, 1.0}, {1, 1.0}}, 10.0, LimitKind::kLaw},
                 {"both large", {{0, -1.0}, {1, -1.0}}, -30.0, LimitKind::kLaw}};
  EXPECT_GE(solve_planning(pair).contradicted, 0);
}

TEST(InteriorPoint, ClosedGroupIsPricedByTheLimitThatClosedIt) {
  PlanningProblem problem = single_target(array({10.0, 20.0}), array({0.5, 0.5}), 3.0, 1.0);
  problem.limits.push_back({"no room", {{0, 2.0}}, 0.0, LimitKind::kLaw});
  const PlanningSolution found = solve_planning(problem);
  EXPECT_EQ(found.intake(0), 0.0);
  EXPECT_NEAR(found.limit_price[0], 3.0 * 0.5 / 2.0, kSolved);
}

// One-sided costs, no uncertainty, supply beyond demand, limits given twice, numbers a thousand times as large.
TEST(InteriorPoint, DegenerateProblemsEndProvenToo) {
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    const std::uint64_t kind = seed % 6;
    PlanningProblem problem = random_problem(1 + static_cast<Index>(seed % 4), 3, 20, seed);
    for (LossTarget& target : problem.targets) {
      if (kind == 1) target.wanted.setConstant(target.wanted(0));
      if (kind == 1) target.yields = target.yields.row(0).replicate(20, 1).eval();
      if (kind == 2) target.surplus_cost = 0.0;
      if (kind == 3) target.shortage_cost = 0.0;
      if (kind == 4) target.wanted = 1000.0 * target.wanted - 30000.0;
      if (kind == 5) target.wanted -= 60.0;
    }
    for (LinearLimit& limit : problem.limits) limit.bound *= kind == 4 ? 1000.0 : 1.0;
    if (kind == 0) {
      const std::vector<LinearLimit> once = problem.limits;
      problem.limits.insert(problem.limits.end(), once.begin(), once.end());
      problem.limits[0].bound = 0.0;
    }
    problem.limits.push_back({"wish", {{0, -1.0}}, -100.0, LimitKind::kWish});
    const PlanningSolution found = solve_planning(problem);
    EXPECT_TRUE(found.converged) << seed;
    EXPECT_LE(found.relative_gap, kGap) << seed;
    EXPECT_LE(found.limit_residual, kGap) << seed;
  }
}

TEST(InteriorPoint, IntakeThatNoTargetSeesGoesToItsLeast) {
  PlanningProblem problem = single_target(array({40.0}), array({0.5}), 3.0, 1.0);
  problem.names.emplace_back("unseen");
  problem.limits.push_back({"room", {{1, 1.0}}, 50.0, LimitKind::kLaw});
  const PlanningSolution found = solve_planning(problem);
  EXPECT_TRUE(found.converged);
  EXPECT_NEAR(found.intake(1), 0.0, 1e-3);
  EXPECT_NEAR(found.intake(0), 80.0, 1e-3);
}

TEST(InteriorPoint, SameBitsEveryTime) {
  const PlanningProblem problem = random_problem(3, 4, 100, 31);
  EXPECT_TRUE((solve_planning(problem).intake == solve_planning(problem).intake).all());
}

TEST(InteriorPoint, WrongInputIsNamed) {
  PlanningProblem problem = single_target(array({10.0}), array({1.0}), -1.0, 1.0);
  problem.targets[0].yields(0, 0) = -0.5;
  EXPECT_EQ(problem_ids([&] { (void)solve_planning(problem); }), (Ids{"E-RCM-002", "E-RCM-002"}));
}

}  // namespace labour_intake_interior_point_test
