// SPDX-License-Identifier: Apache-2.0
#include <dubao/regression/nonlinear/residuals.hpp>

#include <gtest/gtest.h>

#include <cmath>

namespace regression_nonlinear_residuals_test {

using dubao::optim::Grade;
using dubao::optim::RobustLoss;
using dubao::regression::FunctorValues;
using dubao::regression::Residuals;
using dubao::regression::Rows;
using Eigen::MatrixXd;
using Eigen::VectorXd;

constexpr double kTolerance = 1e-14;
constexpr double kDifferenceTolerance = 1e-8;

// b1 exp(b2 x)
struct Exponential {
  static constexpr int kParameters = 2;
  template <typename T>
  T operator()(const double* x, const T* b) const {
    using std::exp;
    return b[0] * exp(b[1] * x[0]);
  }
};

VectorXd pair(double a, double b) { return (VectorXd(2) << a, b).finished(); }

TEST(FunctorValues, DerivativesOfATemplatedModelAreExact) {
  Rows x(2, 1);
  x << 1.0, 2.0;
  FunctorValues<Exponential> f(Exponential{}, x);
  VectorXd values(2);
  MatrixXd j(2, 2);
  ASSERT_TRUE(f.evaluate(pair(3.0, 0.5), values));
  ASSERT_TRUE(f.differentiate(pair(3.0, 0.5), values, j, Grade::kFine));
  EXPECT_NEAR(values[1], 3.0 * std::exp(1.0), kTolerance * 10.0);
  EXPECT_NEAR(j(1, 0), std::exp(1.0), kTolerance);
  EXPECT_NEAR(j(1, 1), 6.0 * std::exp(1.0), kTolerance * 20.0);
  EXPECT_FALSE(f.evaluate(pair(3.0, 1e6), values));
}

TEST(Residuals, AWeightOfFourDoublesResidualAndDerivative) {
  Rows x = Rows::Zero(1, 1);
  FunctorValues<Exponential> f(Exponential{}, x);
  Residuals r(f, VectorXd::Constant(1, 3.0), VectorXd::Constant(1, 2.0));
  VectorXd values(1);
  MatrixXd j(1, 2);
  ASSERT_TRUE(r.evaluate(pair(5.0, 0.0), values));
  ASSERT_TRUE(r.differentiate(pair(5.0, 0.0), values, j, Grade::kFine));
  EXPECT_EQ(values[0], 4.0);
  EXPECT_EQ(j(0, 0), 2.0);
}

TEST(Residuals, SquaresAddUpToTheLossAndDerivativesAgreeWithDifferences) {
  Rows x(3, 1);
  x << 0.0, 1.0, 2.0;
  FunctorValues<Exponential> f(Exponential{}, x);
  const VectorXd y = (VectorXd(3) << 1.05, 9.0, -4.0).finished();
  for (const RobustLoss loss :
       {RobustLoss::kHuber, RobustLoss::kSoftL1, RobustLoss::kCauchy, RobustLoss::kTukey}) {
    constexpr double kTuning = 2.0;
    Residuals u(f, y, VectorXd());
    VectorXd plain(3);
    const VectorXd b = pair(1.0, 0.3);
    ASSERT_TRUE(u.evaluate(b, plain));
    u.set_loss(loss, kTuning);
    VectorXd values(3);
    MatrixXd j(3, 2);
    ASSERT_TRUE(u.evaluate(b, values));
    ASSERT_TRUE(u.differentiate(b, values, j, Grade::kFine));
    constexpr double kStep = 1e-6;
    VectorXd up(3);
    VectorXd down(3);
    ASSERT_TRUE(u.evaluate(pair(1.0, 0.3 + kStep), up));
    ASSERT_TRUE(u.evaluate(pair(1.0, 0.3 - kStep), down));
    for (Eigen::Index t = 0; t < 3; ++t) {
      EXPECT_NEAR(values[t] * values[t], dubao::optim::robust_loss(loss, kTuning, plain[t] * plain[t]).value,
                  kTolerance * 100.0);
      EXPECT_EQ(values[t] > 0.0, plain[t] > 0.0);
      EXPECT_NEAR(j(t, 1), (up[t] - down[t]) / (2.0 * kStep), kDifferenceTolerance);
    }
  }
}

}  // namespace regression_nonlinear_residuals_test
