// SPDX-License-Identifier: Apache-2.0
#include <dubao/labour/balance.hpp>

#include "labour/support.hpp"

namespace labour_balance_test {

using namespace dubao;          // NOLINT: a test
using namespace dubao::labour;  // NOLINT: a test
using labour::testing::array;
using labour::testing::Ids;
using labour::testing::kExact;
using labour::testing::problem_ids;

const Scope kScope = {{"field", "748"}, {"period", "2026/2030"}};

Balance flows(const Eigen::ArrayXd& supply, const Eigen::ArrayXd& demand, const Eigen::ArrayXd& base = {}) {
  return balance({supply, kScope}, {demand, kScope}, base);
}

TEST(Balance, ExampleOfTheHeaderHolds) {
  const SupplyDemandRatio ratio =
      supply_demand_ratio(flows(array({80, 120, 50}), array({100, 100, 0})), RatioClasses::netherlands());
  ASSERT_TRUE(ratio.median.has_value());
  EXPECT_DOUBLE_EQ(*ratio.median, 1.2);
  EXPECT_DOUBLE_EQ(ratio.class_probabilities.front(), 1.0 / 3.0);
  EXPECT_DOUBLE_EQ(ratio.class_probabilities[4], 1.0 / 3.0);
  EXPECT_DOUBLE_EQ(ratio.probability_no_demand, 1.0 / 3.0);
  EXPECT_EQ(ratio.class_names.back(), "no demand");
}

TEST(Balance, TheGapIsDemandMinusSupply) {
  const Balance out = flows(array({80, 120}), array({100, 100}), array({1000}));
  EXPECT_DOUBLE_EQ(out.gap(0), 20);
  EXPECT_DOUBLE_EQ(out.relative_gap(1), -0.02);
  EXPECT_DOUBLE_EQ(out.probability_of_shortage, 0.5);
}

TEST(Balance, FewNewcomersForManyOpeningsIsVeryGoodForGraduates) {
  const SupplyDemandRatio ratio =
      supply_demand_ratio(flows(array({10, 20}), array({100, 100})), RatioClasses::netherlands());
  EXPECT_LT(*ratio.median, 0.85);
  ASSERT_TRUE(ratio.rating.step.has_value());
  EXPECT_EQ(ratio.class_names[static_cast<std::size_t>(*ratio.rating.step)], "very good");
}

TEST(Balance, MoreSupplyNeverMovesProbabilityTowardsTheGoodClasses) {
  const Eigen::ArrayXd demand = Eigen::ArrayXd::LinSpaced(50, -10, 200);
  double previous = 1.0;
  for (const double factor : {0.1, 0.5, 0.9, 1.0, 1.1, 2.0, 5.0}) {
    const SupplyDemandRatio ratio = supply_demand_ratio(
        flows(Eigen::ArrayXd::Constant(50, 100.0 * factor), demand), RatioClasses::netherlands());
    const double good = ratio.class_probabilities[0] + ratio.class_probabilities[1];
    EXPECT_LE(good, previous);
    previous = good;
    double sum = 0.0;
    for (const double one : ratio.class_probabilities) sum += one;
    EXPECT_NEAR(sum, 1.0, kExact);
  }
}

TEST(Balance, ABoundBelongsToTheBetterClass) {
  const SupplyDemandRatio ratio = supply_demand_ratio(
      flows(array({85, 100, 105, 115, 116}), array({100, 100, 100, 100, 100})), RatioClasses::netherlands());
  for (std::size_t k = 0; k < 5; ++k) EXPECT_DOUBLE_EQ(ratio.class_probabilities[k], 0.2);
  EXPECT_FALSE(ratio.rating.step.has_value());  // undetermined: no class is more likely than not
}

TEST(Balance, WithoutDemandThereIsNoMedian) {
  const SupplyDemandRatio ratio =
      supply_demand_ratio(flows(array({1, 1, 1}), array({2, 0, -1})), RatioClasses::netherlands());
  EXPECT_FALSE(ratio.median.has_value());
  EXPECT_TRUE(ratio.lower.has_value() == false || std::isfinite(*ratio.lower));
  EXPECT_EQ(ratio.class_names[static_cast<std::size_t>(*ratio.rating.step)], "no demand");
}

TEST(Balance, OrderOfThePathsChangesNothing) {
  const SupplyDemandRatio one =
      supply_demand_ratio(flows(array({80, 120, 50}), array({100, 90, 70})), RatioClasses::netherlands());
  const SupplyDemandRatio two =
      supply_demand_ratio(flows(array({50, 80, 120}), array({70, 100, 90})), RatioClasses::netherlands());
  EXPECT_EQ(*one.median, *two.median);
  EXPECT_EQ(one.class_probabilities, two.class_probabilities);
}

TEST(Balance, ThresholdsAreData) {
  const RatioClasses two{{1.0}, {"short", "long"}, "test"};
  const SupplyDemandRatio ratio = supply_demand_ratio(flows(array({1, 3}), array({2, 2})), two);
  EXPECT_EQ(ratio.class_probabilities, (std::vector<double>{0.5, 0.5, 0.0}));
  const Balance any = flows(array({1}), array({2}));
  EXPECT_EQ(problem_ids([&] {
              (void)supply_demand_ratio(any, {{1.0, 0.9}, {"a", "b", "c"}, ""});
            }),
            Ids{"E-BAL-006"});
  EXPECT_EQ(problem_ids([&] { (void)supply_demand_ratio(any, {{1.0}, {"a"}, ""}); }), Ids{"E-BAL-006"});
  EXPECT_EQ(problem_ids([&] { (void)supply_demand_ratio(any, two, {}, 1.0); }), Ids{"E-BAL-006"});
}

TEST(Balance, TheProjectedStateNeedsBothTheStartAndTheGap) {
  const Balance out = flows(array({100, 100}), array({200, 200}), array({1000}));  // relative gap +0.1
  const auto state = [&](InitialState initial, double tolerance) {
    const Rating rating = projected_state(out, initial, tolerance);
    return std::string(kProjectedStates[static_cast<std::size_t>(rating.step.value())]);
  };
  EXPECT_EQ(state(InitialState::kShortage, 0.02), "strong shortage");
  EXPECT_EQ(state(InitialState::kBalance, 0.02), "moderate shortage");
  EXPECT_EQ(state(InitialState::kSurplus, 0.02), "balance");
  EXPECT_EQ(state(InitialState::kSurplus, 0.2), "moderate surplus");
  EXPECT_EQ(problem_ids([&] { (void)projected_state(out, InitialState::kBalance, -1); }), Ids{"E-BAL-008"});
  EXPECT_EQ(
      problem_ids([&] { (void)projected_state(flows(array({1}), array({1})), InitialState::kBalance, 0.1); }),
      Ids{"E-BAL-008"});
}

TEST(Balance, FlowsOfDifferentScopeAreNeverDivided) {
  const Flow supply{array({100}), {{"field", "748"}, {"territory", "VN"}}};
  const Flow demand{array({100}), {{"field", "ISCO 25"}, {"territory", "VN"}}};
  EXPECT_EQ(problem_ids([&] { (void)balance(supply, demand); }), Ids{"E-BAL-001"});
  const ScopeBridge bridge{"field", "748", "ISCO 25", BalanceSide::kSupply, UncertainRate::exactly(0.45),
                           "survey"};
  const Balance out = balance(supply, demand, {}, {bridge});
  EXPECT_DOUBLE_EQ(out.supply(0), 45);
  EXPECT_DOUBLE_EQ(out.demand(0), 100);
}

TEST(Balance, ListsEveryProblemAtOnce) {
  EXPECT_EQ(problem_ids([] {
              (void)balance({array({-1}), {}}, {array({1, 2}), kScope}, array({0}));
            }),
            (Ids{"E-BAL-002", "E-BAL-001", "E-BAL-001", "E-BAL-005", "E-BAL-005", "E-BAL-005"}));
}

}  // namespace labour_balance_test
