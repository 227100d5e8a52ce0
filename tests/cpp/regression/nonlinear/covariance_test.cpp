// SPDX-License-Identifier: Apache-2.0
#include <dubao/regression/nonlinear/covariance.hpp>

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace regression_nonlinear_covariance_test {

using namespace dubao::regression;
using dubao::optim::DifferencedFunction;
using dubao::optim::RobustLoss;
using Eigen::MatrixXd;
using Eigen::VectorXd;

constexpr double kRounding = 1e-14;

VectorXd vector(std::initializer_list<double> values) {
  VectorXd out(static_cast<Eigen::Index>(values.size()));
  std::copy(values.begin(), values.end(), out.begin());
  return out;
}

TEST(RobustScale, IsTheScaledMedianOfTheAbsoluteValues) {
  EXPECT_NEAR(robust_scale(vector({-3.0, -1.0, 1.0, 2.0})), kMedianDeviationFactor * 1.5, kRounding);
  EXPECT_NEAR(robust_scale(vector({-3.0, 1.0, 2.0})), kMedianDeviationFactor * 2.0, kRounding);
}

TEST(InverseInformation, IsTheInverseOfTheNormalMatrixWithOrWithoutASecondTerm) {
  MatrixXd j(3, 2);
  j << 1.0, 0.0, 1.0, 1.0, 1.0, 2.0;
  const MatrixXd plain = inverse_information(j, {}, {0, 1});
  EXPECT_LT((plain - (j.transpose() * j).inverse()).norm(), kRounding);
  MatrixXd extra(2, 2);
  extra << 0.5, 0.1, 0.1, 0.3;
  const MatrixXd bent = inverse_information(j, extra, {0, 1});
  EXPECT_LT((bent - (j.transpose() * j + extra).inverse()).norm(), kRounding);
}

TEST(InverseInformation, AHeldParameterIsLeftOutAndADependentOneLeavesNothing) {
  MatrixXd j(4, 2);
  j << 1.0, 2.0, 1.0, 2.0, 1.0, 2.0, 1.0, 2.0;
  const MatrixXd one = inverse_information(j, {}, {0});
  EXPECT_NEAR(one(0, 0), 0.25, kRounding);
  EXPECT_TRUE(std::isnan(one(1, 1)));
  EXPECT_TRUE(std::isnan(inverse_information(j, {}, {0, 1})(0, 0)));
}

TEST(SecondOrderTerm, IsTheSumOfResidualsTimesSecondDerivatives) {
  // r = (b1² b2, b2³) at (2, 3): Σ r ∇²r by hand.
  constexpr double kInfinity = std::numeric_limits<double>::infinity();
  DifferencedFunction f(
      2,
      [](const VectorXd& b, VectorXd& r) {
        r << b[0] * b[0] * b[1], b[1] * b[1] * b[1];
        return true;
      },
      VectorXd::Constant(2, -kInfinity), VectorXd::Constant(2, kInfinity));
  const MatrixXd s = second_order_term(f, vector({2.0, 3.0}), vector({12.0, 27.0}));
  EXPECT_NEAR(s(0, 0), 12.0 * 6.0, 1e-6);
  EXPECT_NEAR(s(0, 1), 12.0 * 4.0, 1e-6);
  EXPECT_NEAR(s(1, 1), 27.0 * 18.0, 1e-3);  // the third derivative shows at a relative step of 1e-3
}

TEST(RobustVariance, WithSmallResidualsIsThatOfLeastSquares) {
  const VectorXd r = vector({-0.1, 0.2, 0.1, -0.2, 0.05});
  EXPECT_NEAR(robust_variance(RobustLoss::kHuber, 1.345, r, 2.0), r.squaredNorm() / 3.0, kRounding);
}

TEST(RobustVariance, AnOutlierCountsWithItsClippedInfluence) {
  // Huber, c = 1, residuals (0.5, −0.5, 10, 0.5): ψ = (0.5, −0.5, 1, 0.5), ψ' = (1, 1, 0, 1).
  const VectorXd r = vector({0.5, -0.5, 10.0, 0.5});
  const double k = 1.0 + 0.25 * (0.75 - 0.75 * 0.75) / (0.75 * 0.75);
  EXPECT_NEAR(robust_variance(RobustLoss::kHuber, 1.0, r, 1.0), k * k * (1.75 / 3.0) / (0.75 * 0.75),
              kRounding);
}

}  // namespace regression_nonlinear_covariance_test
