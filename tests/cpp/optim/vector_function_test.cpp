// SPDX-License-Identifier: Apache-2.0
#include <dubao/optim/vector_function.hpp>

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace optim_vector_function_test {

using dubao::optim::DifferencedFunction;
using dubao::optim::Grade;
using Eigen::MatrixXd;
using Eigen::VectorXd;

constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr double kFineTolerance = 1e-12;
constexpr double kCoarseTolerance = 1e-6;

const VectorXd kUnder = VectorXd::Constant(1, -kInfinity);
const VectorXd kOver = VectorXd::Constant(1, kInfinity);

bool exponential(const VectorXd& b, VectorXd& values) {
  values[0] = std::exp(b[0]);
  return true;
}

TEST(VectorFunction, FiniteMeansEveryEntryAndLargeOnesDoNotOverflow) {
  VectorXd values = VectorXd::Constant(5, std::numeric_limits<double>::max());
  EXPECT_TRUE(dubao::optim::all_finite(values));
  EXPECT_TRUE(dubao::optim::all_finite(VectorXd()));
  for (const double broken : {kInfinity, -kInfinity, std::numeric_limits<double>::quiet_NaN()}) {
    values[3] = broken;
    EXPECT_FALSE(dubao::optim::all_finite(values)) << broken;
  }
}

TEST(DifferencedFunction, TheFineDerivativeOfTheExponentialIsItselfToTwelveDigits) {
  DifferencedFunction f(1, exponential, kUnder, kOver);
  const VectorXd b = VectorXd::Constant(1, 1.0);
  VectorXd values(1);
  MatrixXd jacobian(1, 1);
  ASSERT_TRUE(f.evaluate(b, values));
  ASSERT_TRUE(f.differentiate(b, values, jacobian, Grade::kFine));
  EXPECT_NEAR(jacobian(0, 0) / std::exp(1.0), 1.0, kFineTolerance);
  EXPECT_GT(f.jacobian_error(), 0.0);
  EXPECT_LT(f.jacobian_error(), 1e-9);
  ASSERT_TRUE(f.differentiate(b, values, jacobian, Grade::kCoarse));
  EXPECT_NEAR(jacobian(0, 0) / std::exp(1.0), 1.0, kCoarseTolerance);
}

TEST(DifferencedFunction, AFunctionThatBendsWithinAThousandthOfItsParameterIsDifferentiatedWithAShorterStep) {
  const auto fast = [](const VectorXd& b, VectorXd& values) {
    values[0] = std::sin(1000.0 * b[0]);
    values[1] = std::cos(1000.0 * b[0]);
    return true;
  };
  DifferencedFunction f(2, fast, kUnder, kOver);
  const VectorXd b = VectorXd::Constant(1, 1.0);
  VectorXd values(2);
  MatrixXd jacobian(2, 1);
  ASSERT_TRUE(f.evaluate(b, values));
  ASSERT_TRUE(f.differentiate(b, values, jacobian, Grade::kFine));
  EXPECT_NEAR(jacobian(0, 0), 1000.0 * std::cos(1000.0), 1e-6);
  EXPECT_NEAR(jacobian(1, 0), -1000.0 * std::sin(1000.0), 1e-6);
}

TEST(DifferencedFunction, NoPointOutsideTheBoundsIsEvaluated) {
  // log b with b ≥ 0.5, at the bound.
  const auto logarithm = [](const VectorXd& b, VectorXd& values) {
    EXPECT_GE(b[0], 0.5);
    values[0] = std::log(b[0]);
    return true;
  };
  DifferencedFunction f(1, logarithm, VectorXd::Constant(1, 0.5), kOver);
  const VectorXd b = VectorXd::Constant(1, 0.5);
  VectorXd values(1);
  MatrixXd jacobian(1, 1);
  ASSERT_TRUE(f.evaluate(b, values));
  ASSERT_TRUE(f.differentiate(b, values, jacobian, Grade::kFine));
  EXPECT_NEAR(jacobian(0, 0), 2.0, 1e-7);
  ASSERT_TRUE(f.differentiate(b, values, jacobian, Grade::kCoarse));
  EXPECT_NEAR(jacobian(0, 0), 2.0, 1e-6);
}

TEST(DifferencedFunction, AParameterAtZeroAndOneWithoutEffectAreServed) {
  const auto line = [](const VectorXd& b, VectorXd& values) {
    values[0] = 3.0 * b[0];
    return true;
  };
  DifferencedFunction f(1, line, VectorXd::Constant(2, -kInfinity), VectorXd::Constant(2, kInfinity));
  VectorXd values(1);
  MatrixXd jacobian(1, 2);
  const VectorXd b = (VectorXd(2) << 0.0, 7.0).finished();
  ASSERT_TRUE(f.evaluate(b, values));
  ASSERT_TRUE(f.differentiate(b, values, jacobian, Grade::kFine));
  EXPECT_NEAR(jacobian(0, 0), 3.0, kFineTolerance);
  EXPECT_EQ(jacobian(0, 1), 0.0);
}

TEST(DifferencedFunction, AFunctionThatCannotBeEvaluatedNearbySaysSo) {
  const auto alone = [](const VectorXd& b, VectorXd& values) {
    values[0] = 1.0;
    return b[0] == 1.0;
  };
  DifferencedFunction f(1, alone, kUnder, kOver);
  const VectorXd b = VectorXd::Constant(1, 1.0);
  VectorXd values(1);
  MatrixXd jacobian(1, 1);
  ASSERT_TRUE(f.evaluate(b, values));
  EXPECT_FALSE(f.differentiate(b, values, jacobian, Grade::kFine));
  EXPECT_FALSE(f.differentiate(b, values, jacobian, Grade::kCoarse));
}

}  // namespace optim_vector_function_test
