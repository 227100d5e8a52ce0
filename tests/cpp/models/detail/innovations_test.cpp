// SPDX-License-Identifier: Apache-2.0
#include <dubao/models/detail/innovations.hpp>

#include <algorithm>
#include <limits>

namespace models_detail_innovations_test {

using namespace dubao;
using models::detail::Innovations;
using models::detail::standardise;

constexpr double kRounding = 1e-12;
constexpr double kMissing = data::kMissing;

TEST(Innovations, ResidualsAreCentredAndDividedByTheirRootMeanSquare) {
  // −1, 3, 1: mean 1, deviations −2, 2, 0, root mean square √(8/3).
  const std::vector<double> pool = standardise({-1.0, kMissing, 3.0, 1.0}, 3);
  ASSERT_EQ(pool.size(), 3U);
  EXPECT_NEAR(pool[0], -2.0 / std::sqrt(8.0 / 3.0), kRounding);
  EXPECT_NEAR(pool[1], 2.0 / std::sqrt(8.0 / 3.0), kRounding);
  EXPECT_NEAR(pool[2], 0.0, kRounding);
}

TEST(Innovations, AFactorOfTwoChangesNoBitFromTheSmallestToTheLargestNumbers) {
  const std::vector<double> residuals{-1.25, 3.1, 0.7, 0.2, -2.9, 1.7, 0.1, 5.3};
  const std::vector<double> pool = standardise(residuals);
  for (const int exponent : {-900, -1, 1, 1000}) {
    std::vector<double> scaled = residuals;
    for (double& r : scaled) r = std::ldexp(r, exponent);
    EXPECT_EQ(standardise(scaled), pool) << exponent;
  }
}

TEST(Innovations, TooFewResidualsOrNoneThatDifferLeaveNoPool) {
  EXPECT_TRUE(standardise({1, 2, 3, 4, 5, 6, 7}).empty());
  EXPECT_EQ(standardise({1, 2, 3, 4, 5, 6, 7, 8}).size(), 8U);
  EXPECT_TRUE(standardise(std::vector<double>(12, 0.0)).empty());
  EXPECT_TRUE(standardise(std::vector<double>(12, 3.5)).empty());
  EXPECT_TRUE(standardise(std::vector<double>(12, kMissing)).empty());
}

TEST(Innovations, AnEmptyPoolIsTheNormalDistributionBitForBit) {
  data::RandomStream one(3, 5, 7);
  data::RandomStream other(3, 5, 7);
  for (int i = 0; i < 20; ++i) EXPECT_EQ(Innovations().draw(one), other.normal());
}

TEST(Innovations, EveryResidualIsDrawnAboutEquallyOften) {
  const std::vector<double> pool{-1.0, 0.0, 0.5, 2.0};
  const Innovations innovations(pool);
  EXPECT_EQ(innovations.size(), 4);
  data::RandomStream random(1, 2, 3);
  constexpr int kDraws = 40000;
  std::vector<int> count(pool.size(), 0);
  for (int i = 0; i < kDraws; ++i) {
    const auto found = std::find(pool.begin(), pool.end(), innovations.draw(random));
    ASSERT_NE(found, pool.end());
    ++count[static_cast<std::size_t>(found - pool.begin())];
  }
  // Four standard deviations of a binomial number with p = 1/4.
  const double tolerance = 4.0 * std::sqrt(kDraws * 0.25 * 0.75);
  for (const int number : count) EXPECT_NEAR(number, kDraws / 4.0, tolerance);
}

}  // namespace models_detail_innovations_test
