// SPDX-License-Identifier: Apache-2.0
//
// Smoother against the same model as one normal vector (brute_force.hpp).
#include <dubao/models/state_space/smoother.hpp>

#include <gtest/gtest.h>
#include <models/state_space/brute_force.hpp>
#include <models/state_space/cases.hpp>

namespace models_state_space_smoother_test {

using dubao::Index;
using namespace dubao::models::state_space;
using dubao::test::Case;
using dubao::test::cases;
using dubao::test::Data;
using dubao::test::data_of;
using dubao::test::kAlgebra;

TEST(Smoother, MeanAndCovarianceAreThoseOfTheNormalVector) {
  for (const Case& c : cases()) {
    const System<double> system(c.shape, c.parameters);
    const Data data = data_of(c);
    const auto exact = dubao::test::brute_force(system, data.observations());
    const Smoothed smoothed = smooth(system, data.observations());
    const Index p = system.states();
    for (Index t = 0; t < c.n; ++t) {
      const auto& mean = smoothed.mean[dubao::models::detail::at(t)];
      const auto& cov = smoothed.cov[dubao::models::detail::at(t)];
      EXPECT_LT((mean - exact.mean.segment(t * p, p)).cwiseAbs().maxCoeff(), kAlgebra * 10.0)
          << c.name << ' ' << t;
      EXPECT_LT((cov - exact.cov.middleRows(t * p, p)).cwiseAbs().maxCoeff(), kAlgebra * 10.0)
          << c.name << ' ' << t;
    }
  }
}

TEST(Smoother, DrawnStatesHaveTheSmoothedMomentsAndReproduceExactObservations) {
  constexpr int kDraws = 4000;
  constexpr double kFourErrors = 4.0;
  const Case c{"trend", {.slope = true}, {0.5, 0.3, 0.05}, false, {3}, 8};
  const System<double> system(c.shape, c.parameters);
  const Data data = data_of(c);
  const Smoothed smoothed = smooth(system, data.observations());
  std::vector<Eigen::VectorXd> mean(8, Eigen::VectorXd::Zero(2));
  std::vector<Eigen::VectorXd> square(8, Eigen::VectorXd::Zero(2));
  for (int d = 0; d < kDraws; ++d) {
    dubao::data::RandomStream random(3, 5, static_cast<std::uint64_t>(d));
    const auto states = simulate_states(system, data.observations(), random);
    for (std::size_t t = 0; t < 8; ++t) {
      mean[t] += states[t] / kDraws;
      square[t] += (states[t] - smoothed.mean[t]).cwiseAbs2() / kDraws;
    }
  }
  for (std::size_t t = 0; t < 8; ++t) {
    for (Index i = 0; i < 2; ++i) {
      const double variance = smoothed.cov[t](i, i);
      EXPECT_NEAR(mean[t][i], smoothed.mean[t][i], kFourErrors * std::sqrt(variance / kDraws)) << t << i;
      EXPECT_NEAR(square[t][i], variance, kFourErrors * variance * std::sqrt(2.0 / kDraws)) << t << i;
    }
  }
  // Without irregular the level is the observation, in every draw.
  const System<double> exact(c.shape, {0.0, 0.3, 0.05});
  dubao::data::RandomStream random(3, 5, 0);
  const auto states = simulate_states(exact, data.observations(), random);
  EXPECT_NEAR(states[2][0], data.y[2], kAlgebra);
}

}  // namespace models_state_space_smoother_test
