// SPDX-License-Identifier: Apache-2.0
#include <dubao/regression/glm/separation.hpp>

#include <gtest/gtest.h>

#include <random>

namespace regression_glm_separation_test {

using namespace dubao;
using namespace dubao::regression;

std::vector<Pull> shares(const std::vector<double>& y) {
  std::vector<Pull> out;
  for (const double v : y) out.push_back(v == 1.0 ? Pull::kUp : v == 0.0 ? Pull::kDown : Pull::kStays);
  return out;
}
Eigen::MatrixXd with_ones(const std::vector<double>& x) {
  Eigen::MatrixXd out(static_cast<Index>(x.size()), 2);
  for (Index i = 0; i < out.rows(); ++i) out.row(i) << 1.0, x[static_cast<std::size_t>(i)];
  return out;
}

TEST(Separation, TheExamplesOfTheHeader) {
  const Eigen::MatrixXd x = with_ones({1, 2, 3, 4});
  const Separation found = find_separation(x, shares({0, 0, 1, 1}));
  ASSERT_TRUE(found.found());
  EXPECT_TRUE(found.complete);
  const Eigen::VectorXd eta = x * found.direction;
  EXPECT_LT(eta[1], 0.0);
  EXPECT_GT(eta[2], 0.0);
  EXPECT_FALSE(find_separation(x, shares({0, 1, 0, 1})).found());
}

TEST(Separation, OneOverlappingValueMakesItQuasiComplete) {
  // x = 3 has both responses: every other row is moved.
  const Eigen::MatrixXd x = with_ones({1, 2, 3, 3, 4});
  const Separation found = find_separation(x, shares({0, 0, 0, 1, 1}));
  ASSERT_TRUE(found.found());
  EXPECT_FALSE(found.complete);
  EXPECT_EQ(found.rows, (std::vector<Index>{0, 1, 4}));
  const Eigen::VectorXd eta = x * found.direction;
  EXPECT_NEAR(eta[2], 0.0, 1e-10);
}

TEST(Separation, AShareInsideTheIntervalMayNotMove) {
  EXPECT_FALSE(find_separation(with_ones({1, 2, 3, 4}), shares({0.3, 0.2, 0.5, 1})).found());
  const Separation found = find_separation(with_ones({0, 0, 0, 1}), shares({0.3, 0.2, 0.5, 1}));
  ASSERT_TRUE(found.found());
  EXPECT_EQ(found.rows, (std::vector<Index>{3}));
  EXPECT_EQ(found.direction[0], 0.0);
}

TEST(Separation, TwoCategoriesInOppositeDirectionsAreBothFound) {
  Eigen::MatrixXd x(8, 3);
  x << 1, 0, 0, 1, 0, 0, 1, 0, 0, 1, 0, 0, 1, 1, 0, 1, 1, 0, 1, 0, 1, 1, 0, 1;
  const std::vector<Pull> pulls = shares({0, 1, 0, 1, 1, 1, 0, 0});
  const Separation found = find_separation(x, pulls);
  EXPECT_EQ(found.rows, (std::vector<Index>{4, 5, 6, 7}));
  EXPECT_EQ(separating_columns(x, pulls, found, true), (std::vector<Index>{1, 2}));
  EXPECT_GT(found.direction[1], 0.0);
  EXPECT_LT(found.direction[2], 0.0);
}

TEST(Separation, WhereEveryRowMovesOnlyTheColumnsThatAreNeededAreNamed) {
  Eigen::MatrixXd x(6, 4);
  x << 1, 0.3, 1, 5, 1, -1, 2, 1, 1, 0.8, 3, 4, 1, 0.1, 4, 2, 1, -0.4, 5, 9, 1, 1.2, 6, 3;
  const std::vector<Pull> pulls = shares({0, 0, 0, 1, 1, 1});
  const Separation found = find_separation(x, pulls);
  EXPECT_TRUE(found.complete);
  EXPECT_EQ(separating_columns(x, pulls, found, true), (std::vector<Index>{2}));
}

TEST(Separation, RandomResponsesAgreeWithACutAlongTheTruth) {
  // y = 1 where x'd > 0 is separable by construction, however badly the columns are scaled; flipping an inner row ends it
  // unless the cut can move, which the check by all orders of a single column decides exactly.
  std::mt19937_64 random(3);
  std::normal_distribution<double> normal;
  int separable = 0;
  for (int trial = 0; trial < 60; ++trial) {
    const Index n = 12;
    Eigen::MatrixXd x(n, 4);
    std::vector<double> y;
    for (Index i = 0; i < n; ++i) {
      x.row(i) << 1.0, 1e6 * normal(random), 1e-6 * normal(random), normal(random);
      y.push_back(x(i, 0) * 0.2 + 1e-6 * x(i, 1) - 2e6 * x(i, 2) + x(i, 3) > 0.0 ? 1.0 : 0.0);
    }
    if (std::all_of(y.begin(), y.end(), [&](double v) { return v == y[0]; })) continue;
    const Separation found = find_separation(x, shares(y));
    ASSERT_TRUE(found.complete) << trial;
    // One column alone: separable exactly when the largest x of one kind lies below the smallest of the other.
    std::vector<double> values;
    std::vector<double> coin;
    for (Index i = 0; i < 6; ++i) {
      values.push_back(normal(random));
      coin.push_back(normal(random) > 0.0 ? 1.0 : 0.0);
    }
    double low[2] = {1e9, 1e9};
    double high[2] = {-1e9, -1e9};
    for (std::size_t i = 0; i < 6; ++i) {
      const auto k = static_cast<std::size_t>(coin[i]);
      low[k] = std::min(low[k], values[i]);
      high[k] = std::max(high[k], values[i]);
    }
    const bool expected = high[0] < low[1] || high[1] < low[0];
    separable += expected ? 1 : 0;
    EXPECT_EQ(find_separation(with_ones(values), shares(coin)).complete, expected) << trial;
  }
  EXPECT_GT(separable, 5);
  EXPECT_LT(separable, 55);
}

}  // namespace regression_glm_separation_test
