// SPDX-License-Identifier: Apache-2.0
#include <dubao/models/state_space/system.hpp>

#include <gtest/gtest.h>
#include <models/state_space/cases.hpp>

#include <Eigen/Core>

namespace models_state_space_system_test {

using dubao::Index;
using namespace dubao::models::state_space;
using dubao::test::Case;
using dubao::test::cases;

// Rounding of sines and cosines of numbers of size ten.
constexpr double kRounding = 1e-13;

const Shape kAll{
    .slope = true, .damped = true, .season = Season::kDummy, .season_length = 3, .cycle = true, .effects = 2};
const Parameters<double> kHalf{0.5, 0.3, 0.05, 0.1, 0.2, 0.5, 0.5, 0.5 * kPi};

TEST(System, StatesStandInTheOrderLevelSlopeSeasonCycleEffects) {
  EXPECT_EQ(kAll.slope_at(), 1);
  EXPECT_EQ(kAll.season_at(), 2);
  EXPECT_EQ(kAll.season_states(), 2);
  EXPECT_EQ(kAll.cycle_at(), 4);
  EXPECT_EQ(kAll.effects_at(), 6);
  EXPECT_EQ(kAll.states(), 8);
  EXPECT_EQ(kAll.diffuse(), 6);
  const Shape level{};
  EXPECT_EQ(level.season_at(), 1);
  EXPECT_EQ(level.states(), 1);
  EXPECT_EQ(level.diffuse(), 1);
}

TEST(System, TheTransitionIsTheOneWrittenOut) {
  const System<double> system(kAll, kHalf);
  std::vector<double> x{10.0, 2.0, 3.0, 5.0, 7.0, 11.0, 13.0, 17.0};
  system.advance(x.data(), 1);
  // level 10 + 2, slope 2/2, season −(3 + 5), cycle turned by a right angle and halved, effects as they were
  const std::vector<double> expected{12.0, 1.0, -8.0, 3.0, 5.5, -3.5, 13.0, 17.0};
  for (std::size_t i = 0; i < x.size(); ++i) EXPECT_NEAR(x[i], expected[i], kRounding) << i;
}

TEST(System, RetreatIsTheTransposeOfAdvance) {
  for (const Case& c : cases()) {
    const System<double> system(c.shape, c.parameters);
    const Index p = system.states();
    Eigen::MatrixXd advanced = Eigen::MatrixXd::Identity(p, p);
    Eigen::MatrixXd retreated = Eigen::MatrixXd::Identity(p, p);
    for (Index j = 0; j < p; ++j) system.advance(advanced.data() + j * p, 1);
    for (Index i = 0; i < p; ++i) system.retreat(retreated.data() + i, p);  // each row: eᵢᵀ T
    EXPECT_EQ(advanced, retreated) << c.name;
  }
}

TEST(System, RecallUndoesAdvanceForAllButTheCycleWhichItTurnsBack) {
  for (const Case& c : cases()) {
    const System<double> system(c.shape, c.parameters);
    const Index p = system.states();
    Eigen::MatrixXd there = Eigen::MatrixXd::Identity(p, p);
    for (Index j = 0; j < p; ++j) system.advance(there.data() + j * p, 1);
    for (Index j = 0; j < p; ++j) system.recall(there.data() + j * p, 1);
    Eigen::MatrixXd expected = Eigen::MatrixXd::Identity(p, p);
    // The cycle forgets: Tᵀ T = ρ² I.
    for (Index i = 0; i < p; ++i) {
      if (system.is_cycle(i)) expected(i, i) = c.parameters.rho * c.parameters.rho;
    }
    EXPECT_LT((there - expected).cwiseAbs().maxCoeff(), kRounding) << c.name;
  }
}

TEST(System, ATrigonometricSeasonReturnsAfterAYearInWhichItSumsToZero) {
  for (const Index m : {2, 4, 5, 12}) {
    const System<double> system({.season = Season::kTrigonometric, .season_length = m}, {});
    std::vector<double> x(static_cast<std::size_t>(m), 0.0);
    for (std::size_t i = 1; i < x.size(); ++i) x[i] = static_cast<double>(i);
    const std::vector<double> start = x;
    double sum = 0.0;
    for (Index t = 0; t < m; ++t) {
      sum += system.observe(x.data(), 1, nullptr);
      system.advance(x.data(), 1);
    }
    EXPECT_NEAR(sum, 0.0, kRounding * 10.0) << m;
    for (std::size_t i = 0; i < x.size(); ++i) EXPECT_NEAR(x[i], start[i], kRounding * 10.0) << m;
  }
}

TEST(System, AnObservationIsTheSumOfItsComponentsAndEffects) {
  const System<double> system(kAll, kHalf);
  const std::vector<double> x{10.0, 2.0, 3.0, 5.0, 7.0, 11.0, 13.0, 17.0};
  const std::vector<double> row{2.0, -1.0};
  EXPECT_EQ(system.observe(x.data(), 1, row.data()), 10.0 + 3.0 + 7.0 + 2.0 * 13.0 - 17.0);
}

TEST(System, NoiseAndStartBelongToTheirStates) {
  const System<double> system(kAll, kHalf);
  const std::vector<double> noise{0.3, 0.05, 0.1, 0.0, 0.2, 0.2, 0.0, 0.0};
  for (Index i = 0; i < 8; ++i) {
    EXPECT_EQ(system.noise(i), noise[static_cast<std::size_t>(i)]) << i;
    // The stationary variance of the cycle: 0.2 / (1 − 0.25).
    EXPECT_EQ(system.initial_variance(i), i == 4 || i == 5 ? 0.2 / 0.75 : 0.0) << i;
  }
  Shape turning = kAll;
  turning.season = Season::kTrigonometric;
  EXPECT_EQ(System<double>(turning, kHalf).noise(3), 0.1);
}

}  // namespace models_state_space_system_test
