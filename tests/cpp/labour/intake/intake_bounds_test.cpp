// SPDX-License-Identifier: Apache-2.0
#include <dubao/labour/intake/intake_bounds.hpp>

#include "labour/intake/support.hpp"
#include "labour/support.hpp"

namespace labour_intake_intake_bounds_test {

using namespace dubao;                  // NOLINT: a test
using namespace dubao::labour::intake;  // NOLINT: a test
using labour::testing::array;
using labour::testing::kConserved;

PlanningProblem two_years() {
  PlanningProblem out;
  out.names = {"2027", "2028"};
  out.limits = {{"growth 2027", {{0, 1.0}}, 110.0, LimitKind::kLaw},
                {"growth 2028", {{1, 1.0}, {0, -1.1}}, 0.0, LimitKind::kLaw}};
  return out;
}

TEST(IntakeBounds, ExampleOfTheHeaderHolds) {
  const IntakeBounds found = intake_bounds(two_years());
  EXPECT_NEAR(found.largest(0), 110.0, kConserved * 110.0);
  EXPECT_NEAR(found.largest(1), 121.0, kConserved * 121.0);
  EXPECT_EQ(found.largest_limit, (std::vector<Index>{0, 1}));
  EXPECT_EQ(found.contradicted, -1);
}

TEST(IntakeBounds, PoolLeavesWhatTheLeastOfTheOthersLeaves) {
  PlanningProblem problem = two_years();
  problem.limits = {{"pool", {{0, 0.8}, {1, 1.2}}, 240.0, LimitKind::kLaw}};
  const IntakeBounds found = intake_bounds(problem, array({30, 0}), array({1e9, 1e9}));
  EXPECT_NEAR(found.largest(0), 300.0, kConserved * 300.0);
  EXPECT_NEAR(found.largest(1), 180.0, kConserved * 180.0);
}

TEST(IntakeBounds, NoRoomClosesTheWholeChain) {
  PlanningProblem problem = two_years();
  problem.limits[0].bound = 0.0;
  const IntakeBounds found = intake_bounds(problem);
  EXPECT_TRUE(found.fixed(0) && found.fixed(1));
}

TEST(IntakeBounds, LimitThatCannotHoldIsNamedAndWishesDoNotCount) {
  PlanningProblem problem = two_years();
  problem.limits.push_back({"floor", {{0, -1.0}}, -120.0, LimitKind::kWish});
  EXPECT_EQ(intake_bounds(problem).contradicted, -1);
  problem.limits.back().kind = LimitKind::kLaw;
  EXPECT_GE(intake_bounds(problem).contradicted, 0);
  problem.limits = {{"empty", {}, -1.0, LimitKind::kLaw}};
  EXPECT_EQ(intake_bounds(problem).contradicted, 0);
}

}  // namespace labour_intake_intake_bounds_test
