// SPDX-License-Identifier: Apache-2.0
#include <dubao/regression/glm/irls.hpp>

#include <gtest/gtest.h>

#include <random>

namespace regression_glm_irls_test {

using namespace dubao;
using namespace dubao::regression;

constexpr double kFixedPoint = 1e-9;
constexpr GlmModel kPoisson{Family::kPoisson, Link::kLog, 1.0, false};

struct Counts {
  Eigen::MatrixXd x;
  Eigen::VectorXd y;
  Eigen::VectorXd ones;
  Eigen::VectorXd zeros;
  [[nodiscard]] GlmRows rows() const { return {x, y, ones, zeros}; }
};

Counts counts(Index n, Index p) {
  std::mt19937_64 random(7);
  std::normal_distribution<double> normal;
  Counts out{Eigen::MatrixXd(n, p), Eigen::VectorXd(n), Eigen::VectorXd::Ones(n), Eigen::VectorXd::Zero(n)};
  for (Index i = 0; i < n; ++i) {
    double eta = 0.5;
    out.x(i, 0) = 1.0;
    for (Index j = 1; j < p; ++j) {
      out.x(i, j) = normal(random);
      eta += 0.2 * out.x(i, j);
    }
    out.y[i] = static_cast<double>(std::poisson_distribution<long>(std::exp(eta))(random));
  }
  return out;
}

TEST(Irls, TheScoresOfTheEstimateAreOrthogonalToEveryColumn) {
  const Counts data = counts(1000, 4);
  const IrlsFit fit = fit_irls(kPoisson, data.rows());
  ASSERT_TRUE(fit.converged);
  const Eigen::VectorXd mean = (data.x * fit.beta).array().exp();
  EXPECT_LT((data.x.transpose() * (data.y - mean)).cwiseAbs().maxCoeff(), kFixedPoint);
  const Eigen::MatrixXd information = data.x.transpose() * mean.asDiagonal() * data.x;
  EXPECT_LT((fit.triangle.transpose() * fit.triangle - information).norm(), kFixedPoint * information.norm());
}

TEST(Irls, BothWaysToTheTriangleAgree) {
  const Counts data = counts(1500, 5);
  Eigen::VectorXd beta(5);
  beta << 0.4, 0.1, 0.2, 0.3, 0.0;
  const IrlsPoint a = detail::point_by_householder(kPoisson, data.rows(), &beta);
  IrlsPoint b;
  ASSERT_TRUE(detail::point_by_gram(kPoisson, data.rows(), &beta, b));
  EXPECT_EQ(a.deviance, b.deviance);
  EXPECT_LT((a.step - b.step).norm(), kFixedPoint * a.step.norm());
  EXPECT_LT((a.triangle.cwiseAbs() - b.triangle.cwiseAbs()).norm(), kFixedPoint * a.triangle.norm());
}

TEST(Irls, NearlyDependentColumnsAreNotTrustedToTheGramMatrix) {
  Counts data = counts(400, 3);
  data.x.col(2) = data.x.col(1) + 1e-5 * data.x.col(2);
  Eigen::VectorXd beta = Eigen::VectorXd::Zero(3);
  IrlsPoint point;
  EXPECT_FALSE(detail::point_by_gram(kPoisson, data.rows(), &beta, point));
  const IrlsFit fit = fit_irls(kPoisson, data.rows());
  EXPECT_TRUE(fit.converged);
}

TEST(Irls, RowsInSeveralBlocksGiveWhatOneRowAtATimeGives) {
  const Counts data = counts(kBlockRows + 37, 3);
  Eigen::MatrixXd triangle = Eigen::MatrixXd::Zero(3, 3);
  for (Index i = 0; i < data.x.rows(); ++i) {
    Eigen::MatrixXd row = data.x.row(i);
    detail::append_rows(triangle, row);
  }
  const Eigen::MatrixXd gram = data.x.transpose() * data.x;
  EXPECT_LT((triangle.transpose() * triangle - gram).norm(), kFixedPoint * gram.norm());
  EXPECT_EQ(Eigen::MatrixXd(triangle.triangularView<Eigen::StrictlyLower>()).norm(), 0.0);
}

TEST(Irls, AStepThatOvershootsIsHalved) {
  // From far below the optimum the Newton step of a Poisson mean is exp(large): it must be cut back.
  const Counts data = counts(50, 1);
  Eigen::VectorXd start(1);
  start << -20.0;
  const IrlsFit fit = fit_irls(kPoisson, data.rows(), start);
  EXPECT_TRUE(fit.converged);
  EXPECT_NEAR(fit.beta[0], std::log(data.y.mean()), kFixedPoint);
}

TEST(Irls, WithoutAnAdmissiblePointTheDevianceIsInfinite) {
  Counts data = counts(20, 1);
  data.x.setOnes();
  data.y.setOnes();
  data.zeros.setConstant(800.0);
  const IrlsFit fit = fit_irls(kPoisson, data.rows(), Eigen::VectorXd::Zero(1));
  EXPECT_FALSE(fit.converged);
  EXPECT_TRUE(std::isinf(fit.deviance));
}

}  // namespace regression_glm_irls_test
