// SPDX-License-Identifier: Apache-2.0
#include <dubao/regression/nonlinear/search.hpp>

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace regression_nonlinear_search_test {

using dubao::optim::DifferencedFunction;
using dubao::regression::find_optimum;
using dubao::regression::spread_starts;
using Eigen::VectorXd;

constexpr double kInfinity = std::numeric_limits<double>::infinity();

VectorXd one(double value) { return VectorXd::Constant(1, value); }

// r = (b² − 4, (b − 2.2)/2): minima near 2 and, worse, near −2.
DifferencedFunction two_valleys() {
  return {2,
          [](const VectorXd& b, VectorXd& r) {
            r << b[0] * b[0] - 4.0, 0.5 * (b[0] - 2.2);
            return true;
          },
          one(-kInfinity), one(kInfinity)};
}

TEST(FindOptimum, TheBestOfSeveralStartsCountsAndTheOthersAreCounted) {
  auto f = two_valleys();
  const auto alone = find_optimum(f, one(-kInfinity), one(kInfinity), {one(-3.0)}, 100);
  EXPECT_LT(alone.b[0], 0.0);
  EXPECT_EQ(alone.certificate.agreed, 1);
  const auto best = find_optimum(f, one(-kInfinity), one(kInfinity), {one(-3.0), one(1.0), one(5.0)}, 100);
  EXPECT_GT(best.b[0], 0.0);
  EXPECT_LT(best.sum_of_squares, alone.sum_of_squares);
  EXPECT_EQ(best.certificate.starts, 3);
  EXPECT_EQ(best.certificate.agreed, 2);
  EXPECT_LT(best.certificate.gradient, 1e-8);
}

TEST(FindOptimum, ARunawayIsSearchedASecondTime) {
  // y = 1 − exp(−b x) at small x = 1 from a b so large that the derivative has vanished: the plateau is no optimum.
  DifferencedFunction f(
      2,
      [](const VectorXd& b, VectorXd& r) {
        r << std::exp(-b[0]) - 0.5, std::exp(-2.0 * b[0]) - 0.25;
        return true;
      },
      one(-kInfinity), one(kInfinity));
  const auto found = find_optimum(f, one(-kInfinity), one(kInfinity), {one(800.0)}, 100);
  EXPECT_EQ(found.certificate.searches, 2);
  EXPECT_GT(found.certificate.condition, 1e12);
}

TEST(FindOptimum, NoFiniteStartLeavesTheSumOfSquaresInfinite) {
  DifferencedFunction f(
      1, [](const VectorXd&, VectorXd&) { return false; }, one(-kInfinity), one(kInfinity));
  EXPECT_TRUE(std::isinf(find_optimum(f, one(-kInfinity), one(kInfinity), {one(1.0)}, 10).sum_of_squares));
}

TEST(SpreadStarts, LieInsideFiniteBoundsOrWithinATenfoldOfTheFirst) {
  const VectorXd first = (VectorXd(3) << 2.0, -5.0, 0.0).finished();
  const VectorXd lower = (VectorXd(3) << 1.0, -kInfinity, -kInfinity).finished();
  const VectorXd upper = (VectorXd(3) << 4.0, kInfinity, kInfinity).finished();
  const auto starts = spread_starts(first, 20, lower, upper);
  ASSERT_EQ(starts.size(), 20U);
  EXPECT_EQ(starts[0], first);
  EXPECT_DOUBLE_EQ(starts[1][0], 2.5);  // Halton's 1/2
  for (const VectorXd& b : starts) {
    EXPECT_TRUE(b[0] >= 1.0 && b[0] <= 4.0);
    EXPECT_TRUE(b[1] >= -50.0 && b[1] <= -0.5);
    EXPECT_TRUE(std::abs(b[2]) <= 1.0);
  }
}

TEST(ExpectedDigits, AWellConditionedExactDerivativeLeavesNearlyAllDigits) {
  dubao::regression::Optimum optimum;
  optimum.b = one(1.0);
  optimum.jacobian = Eigen::MatrixXd::Ones(4, 1);
  optimum.residuals = VectorXd::Constant(4, 0.1);
  const VectorXd values = VectorXd::Ones(4);
  EXPECT_GT(expected_digits(optimum, values, 2e-16), 15.0);
  EXPECT_LT(expected_digits(optimum, values, 1e-6), 8.0);
}

}  // namespace regression_nonlinear_search_test
