// SPDX-License-Identifier: Apache-2.0
#include <dubao/models/dynamic_regression/bounds_test.hpp>

namespace models_dynamic_regression_bounds_test_test {

namespace dr = dubao::models::dynamic_regression;
using dubao::InputError;
using dubao::models::BoundsCase;
using dubao::models::BoundsVerdict;

TEST(BoundsTest, TheExampleOfTheHeaderHolds) {
  dr::ArdlData data;
  data.y.assign(3, 0.0);
  data.definition.assign(3, 0);
  const dr::ArdlOrder order{1, {}, false, false};
  const auto found = dr::bounds_statistics(BoundsCase::kI, order, data, Eigen::VectorXd::Constant(1, 0.4),
                                           Eigen::MatrixXd::Constant(1, 1, 0.04));
  EXPECT_NEAR(found.t, -3.0, 1e-14);
  EXPECT_NEAR(found.f, 9.0, 1e-13);
}

// Five hundred rows are near the thousand of the published tables; 3,000 replications know a 5 % value to about 3 %.
TEST(BoundsTest, SimulatedBoundsOfALongSampleAreThePublishedOnes) {
  const dr::SimulatedBounds simulated =
      dr::simulate_bounds(BoundsCase::kIII, {1, {0}, true, false}, 500, 3000, 7);
  const auto published = dr::f_critical_value(BoundsCase::kIII, 1, 0.05);
  constexpr double kRelative = 0.07;
  EXPECT_NEAR(simulated.f(0.05).stationary, published->stationary, kRelative * published->stationary);
  EXPECT_NEAR(simulated.f(0.05).integrated, published->integrated, kRelative * published->integrated);
  const auto t = dr::t_critical_value(BoundsCase::kIII, 1, 0.05);
  EXPECT_NEAR(simulated.t(0.05).stationary, t->stationary, kRelative * std::abs(t->stationary));
  EXPECT_NEAR(simulated.t(0.05).integrated, t->integrated, kRelative * std::abs(t->integrated));
}

TEST(BoundsTest, ShortSamplesHaveHigherBounds) {
  const dr::SimulatedBounds simulated =
      dr::simulate_bounds(BoundsCase::kIII, {1, {1}, true, false}, 15, 4000, 7);
  const auto published = dr::f_critical_value(BoundsCase::kIII, 1, 0.05);
  EXPECT_GT(simulated.f(0.05).integrated, 1.2 * published->integrated);
  // A p-value is the share of replications beyond the statistic.
  EXPECT_NEAR(simulated.f_pvalue(simulated.f(0.05).integrated).integrated, 0.05, 0.001);
  EXPECT_NEAR(simulated.t_pvalue(simulated.t(0.1).stationary).stationary, 0.1, 0.001);
}

TEST(BoundsTest, TheSameSeedGivesTheSameBounds) {
  const dr::ArdlOrder order{1, {0}, true, false};
  EXPECT_EQ(dr::simulate_bounds(BoundsCase::kII, order, 20, 50, 3).f_integrated,
            dr::simulate_bounds(BoundsCase::kII, order, 20, 50, 3).f_integrated);
  EXPECT_NE(dr::simulate_bounds(BoundsCase::kII, order, 20, 50, 4).f_integrated,
            dr::simulate_bounds(BoundsCase::kII, order, 20, 50, 3).f_integrated);
}

TEST(BoundsTest, TheVerdictStandsBesideItsBounds) {
  const auto test = dr::make_bounds_test(BoundsCase::kIII, {6.0, -3.0, 2}, 1, 1000, nullptr);
  ASSERT_EQ(test.levels.size(), 4U);
  EXPECT_EQ(test.levels[1].verdict, BoundsVerdict::kRelation);
  EXPECT_EQ(test.levels[2].verdict, BoundsVerdict::kUndecided);
  EXPECT_EQ(test.levels[3].verdict, BoundsVerdict::kNone);
  EXPECT_FALSE(test.levels[0].f_simulated.has_value());
}

TEST(BoundsTest, WhatCannotBeSimulatedIsRefused) {
  EXPECT_THROW((void)dr::simulate_bounds(BoundsCase::kIII, {1, {0}, true, false}, 4, 10), InputError);
  EXPECT_THROW((void)dr::simulate_bounds(BoundsCase::kIII, {0, {0}, true, false}, 40, 10), InputError);
  EXPECT_THROW((void)dr::simulate_bounds(BoundsCase::kIII, {1, {0}, true, false}, 40, 0), InputError);
}

}  // namespace models_dynamic_regression_bounds_test_test
