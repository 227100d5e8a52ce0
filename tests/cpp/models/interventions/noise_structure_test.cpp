// SPDX-License-Identifier: Apache-2.0
#include <dubao/models/interventions/noise_structure.hpp>

#include <Eigen/Cholesky>
#include <numeric>

namespace models_interventions_noise_structure_test {

using dubao::Index;
using dubao::models::interventions::covariance;
using dubao::models::interventions::kNoiseStructures;
using dubao::models::interventions::NoiseStructure;

constexpr double kExact = 1e-10;

std::vector<Index> counted(Index n) {
  std::vector<Index> out(static_cast<std::size_t>(n));
  std::iota(out.begin(), out.end(), Index{0});
  return out;
}

TEST(Covariance, IsThatOfTheProcessItStandsFor) {
  const std::vector<Index> times{0, 1, 4};
  const Eigen::MatrixXd walk = covariance({.white = 2.0, .walk = 3.0}, times);
  EXPECT_EQ(walk(0, 0), 2.0 + 3.0);
  EXPECT_EQ(walk(2, 1), 3.0 * 2.0);
  EXPECT_EQ(walk(2, 2), 2.0 + 3.0 * 5.0);
  const Eigen::MatrixXd ar = covariance({.autoregressive = 1.0, .persistence = 0.5}, times);
  EXPECT_NEAR(ar(2, 1), 0.125, kExact);
  // A cumulated random walk: value t is Σ_{i ≤ t} (t − i + 1) ε_i.
  const Eigen::MatrixXd smooth = covariance({.slope = 1.0}, counted(3));
  EXPECT_NEAR(smooth(2, 2), 9.0 + 4.0 + 1.0, kExact);
  EXPECT_NEAR(smooth(2, 1), 3.0 * 2.0 + 2.0 * 1.0, kExact);
}

TEST(Covariance, OfEveryStructureIsPositiveDefiniteAtTheLongestLength) {
  for (const NoiseStructure& structure : kNoiseStructures) {
    const Eigen::LLT<Eigen::MatrixXd> root(covariance(structure, counted(120)));
    EXPECT_EQ(root.info(), Eigen::Success);
  }
}

// A cumulated stationary autoregression: u_t = Σ_{i ≤ t} a_i with cov(a_i, a_j) = φ^|i − j|.
TEST(Covariance, OfAPersistentSlopeIsTheDoubleSumOfItsAutoregression) {
  constexpr double kPhi = 0.7;
  const std::vector<Index> times{0, 2, 5};
  const Eigen::MatrixXd found = covariance({.slope = 2.0, .slope_persistence = kPhi}, times);
  for (Eigen::Index i = 0; i < 3; ++i) {
    for (Eigen::Index j = 0; j < 3; ++j) {
      double sum = 0.0;
      for (Index s = 0; s <= times[static_cast<std::size_t>(i)]; ++s) {
        for (Index t = 0; t <= times[static_cast<std::size_t>(j)]; ++t)
          sum += std::pow(kPhi, static_cast<double>(std::abs(s - t)));
      }
      EXPECT_NEAR(found(i, j), 2.0 * sum, kExact) << i << j;
    }
  }
}

TEST(Covariance, CountsTimesFromTheFirstOne) {
  for (const NoiseStructure& structure : kNoiseStructures) {
    EXPECT_EQ(covariance(structure, {0, 1, 4}), covariance(structure, {7, 8, 11}));
  }
}

TEST(NoiseStructures, AreAllDifferentProcesses) {
  for (std::size_t i = 0; i < kNoiseStructures.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      const Eigen::MatrixXd gap =
          covariance(kNoiseStructures[i], counted(8)) - covariance(kNoiseStructures[j], counted(8));
      EXPECT_GT(gap.cwiseAbs().maxCoeff(), kExact) << i << ' ' << j;
    }
  }
}

}  // namespace models_interventions_noise_structure_test
