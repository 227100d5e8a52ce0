// SPDX-License-Identifier: Apache-2.0
#include <dubao/hierarchy/temporal/chow_lin.hpp>

#include <Eigen/LU>

namespace hierarchy_temporal_chow_lin_test {

using namespace dubao::hierarchy;

// Dense inverses of small matrices on the other side.
constexpr double kAlgebra = 1e-8;

const TemporalConstraint& constraint() {
  static const auto one = temporal_constraint({12, 15, 14, 19, 23, 22}, 3, 20, TemporalAggregation::kSum);
  return one;
}
Eigen::MatrixXd indicators() {
  Eigen::MatrixXd x(20, 2);
  for (Eigen::Index t = 0; t < 20; ++t) {
    x(t, 0) = 1.0;
    x(t, 1) = 2.0 + 0.3 * static_cast<double>(t) + std::sin(1.3 * static_cast<double>(t));
  }
  return x;
}
// cov(u) / σ² from the definition of the process: u = T e, e independent (the first of a stationary process with its own
// variance), T the inverse of the difference equation.
Eigen::MatrixXd covariance(TemporalRegression kind, double rho) {
  Eigen::MatrixXd walk = Eigen::MatrixXd::Identity(20, 20);
  Eigen::MatrixXd autoregression = walk;
  for (Eigen::Index t = 1; t < 20; ++t) {
    walk(t, t - 1) = -1.0;
    autoregression(t, t - 1) = -rho;
  }
  Eigen::VectorXd variance = Eigen::VectorXd::Ones(20);
  Eigen::MatrixXd equation = walk;
  if (kind == TemporalRegression::kChowLin) {
    equation = autoregression;
    variance[0] = 1.0 / (1.0 - rho * rho);
  }
  if (kind == TemporalRegression::kLitterman) equation = autoregression * walk;
  const Eigen::MatrixXd inverse = equation.inverse();
  return inverse * variance.asDiagonal() * inverse.transpose();
}

TEST(TemporalFit, IsTheFormulaOfTheBannerForEveryProcess) {
  const Eigen::MatrixXd x = indicators();
  const Eigen::MatrixXd& c = constraint().matrix;
  const Eigen::VectorXd& y = constraint().values;
  for (const auto kind :
       {TemporalRegression::kChowLin, TemporalRegression::kFernandez, TemporalRegression::kLitterman}) {
    const TemporalFit found(kind, constraint(), x, 0.6);
    ASSERT_TRUE(found.is_good());
    const Eigen::MatrixXd v = covariance(kind, 0.6);
    const Eigen::MatrixXd w = c * v * c.transpose();
    const Eigen::MatrixXd precision = w.inverse();
    const Eigen::MatrixXd of_beta = (x.transpose() * c.transpose() * precision * c * x).inverse();
    const Eigen::VectorXd beta = of_beta * (x.transpose() * c.transpose() * precision * y);
    const Eigen::VectorXd rest = y - c * x * beta;
    const Eigen::MatrixXd spread = v * c.transpose() * precision;
    const double squares = rest.dot(precision * rest);
    EXPECT_LT((found.beta() - beta).norm(), kAlgebra);
    EXPECT_LT((found.mean() - (x * beta + spread * rest)).norm(), kAlgebra);
    EXPECT_NEAR(found.sum_of_squares(), squares, kAlgebra);
    EXPECT_NEAR(found.deviance(), 6.0 * std::log(squares / 6.0) + std::log(w.determinant()), kAlgebra);
    const Eigen::MatrixXd a = x - spread * c * x;
    const Eigen::MatrixXd of_path = v - spread * c * v + a * of_beta * a.transpose();
    EXPECT_LT((found.beta_deviation() - of_beta.diagonal().cwiseSqrt()).norm(), kAlgebra);
    EXPECT_LT((found.path_deviation(constraint()) - of_path.diagonal().cwiseSqrt()).norm(), kAlgebra);
  }
}

TEST(TemporalFit, ASearchedRhoIsNoWorseThanAnyOfAFineGrid) {
  const Eigen::MatrixXd x = indicators();
  for (const auto kind : {TemporalRegression::kChowLin, TemporalRegression::kLitterman}) {
    const TemporalFit best = fit_temporal(kind, constraint(), x);
    EXPECT_GE(best.rho(), 0.0);
    EXPECT_LE(best.rho(), kLargestRho);
    for (int i = 0; i < 200; ++i) {
      const double rho = kLargestRho * i / 199.0;
      EXPECT_LE(best.deviance(), TemporalFit(kind, constraint(), x, rho).deviance() + kAlgebra) << rho;
    }
  }
}

TEST(TemporalFit, IsNotGoodWhereIndicatorsAreCombinationsOfEachOther) {
  Eigen::MatrixXd x = indicators();
  x.col(1).setConstant(3.0);
  EXPECT_FALSE(TemporalFit(TemporalRegression::kChowLin, constraint(), x, 0.5).is_good());
  x.col(1).setZero();
  EXPECT_FALSE(TemporalFit(TemporalRegression::kChowLin, constraint(), x, 0.5).is_good());
}

}  // namespace hierarchy_temporal_chow_lin_test
