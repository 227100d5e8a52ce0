// SPDX-License-Identifier: Apache-2.0
#include <dubao/regression/glm/likelihood_fit.hpp>

#include <gtest/gtest.h>

#include <random>

namespace regression_glm_likelihood_fit_test {

using namespace dubao;
using namespace dubao::regression;

constexpr double kFixedPoint = 1e-8;

TEST(GlmLikelihoodFit, TheRankIsTheSameFromTheGramMatrixAndFromReflections) {
  std::mt19937_64 random(1);
  std::normal_distribution<double> normal;
  Eigen::MatrixXd x(kGramRows, 4);
  for (Index i = 0; i < x.rows(); ++i) x.row(i) << 1.0, normal(random), normal(random), 0.0;
  Eigen::VectorXd weights = Eigen::VectorXd::Ones(x.rows());
  x.col(3) = x.col(1) - x.col(2);
  EXPECT_EQ(detail::column_rank(x, weights).kept(), (std::vector<Index>{0, 1, 2}));
  EXPECT_EQ(detail::column_rank(x.topRows(100), weights.head(100)).dropped(), (std::vector<Index>{3}));
  x(5, 3) += 1.0;
  EXPECT_EQ(detail::column_rank(x, weights).rank(), 4);
  weights[5] = 0.0;
  EXPECT_EQ(detail::column_rank(x, weights).rank(), 3);
}

TEST(GlmLikelihoodFit, TheFlatStartIsTheMeanOrNearItWithoutAnIntercept) {
  Eigen::MatrixXd x(3, 1);
  x << 1, 2, 3;
  const Eigen::VectorXd y = Eigen::Vector3d(2, 4, 6);
  const Eigen::VectorXd ones = Eigen::Vector3d::Ones();
  const Eigen::VectorXd zeros = Eigen::Vector3d::Zero();
  const GlmModel inverse{Family::kGamma, Link::kInverse, 1.0, false};
  EXPECT_EQ(detail::flat_start(inverse, {x, y, ones, zeros}, true)[0], 0.25);
  EXPECT_GT(detail::flat_start(inverse, {x, y, ones, zeros}, false)[0], 0.0);
}

TEST(GlmLikelihoodFit, ThetaAndCoefficientsAreBothAtTheirMaximum) {
  Eigen::MatrixXd x(10, 2);
  Eigen::VectorXd y(10);
  y << 0, 3, 1, 9, 2, 14, 4, 30, 1, 8;
  for (Index i = 0; i < 10; ++i) x.row(i) << 1.0, 0.1 * static_cast<double>(i);
  const Eigen::VectorXd ones = Eigen::VectorXd::Ones(10);
  const Eigen::VectorXd zeros = Eigen::VectorXd::Zero(10);
  GlmOptions options;
  options.family = Family::kNegativeBinomial;
  GlmModel model{Family::kNegativeBinomial, Link::kLog, 1.0, false};
  ThetaFit theta;
  const IrlsFit fit = detail::fit_likelihood(model, options, {x, y, ones, zeros}, true, &theta);
  ASSERT_TRUE(fit.converged && theta.found);
  EXPECT_EQ(model.theta, theta.theta);
  const Eigen::VectorXd mean = (x * fit.beta).array().exp();
  EXPECT_NEAR(ThetaLikelihood(y, ones).derivatives(mean, model.theta).first, 0.0, kFixedPoint);
  const Eigen::VectorXd score = (y - mean).array() / (1.0 + mean.array() / model.theta);
  EXPECT_LT((x.transpose() * score).norm(), kFixedPoint);
}

TEST(GlmLikelihoodFit, OnlyEdgesArePulled) {
  const Eigen::VectorXd y = Eigen::Vector3d(0.0, 0.4, 1.0);
  EXPECT_EQ(detail::pulls_of(Family::kBinomial, y),
            (std::vector<Pull>{Pull::kDown, Pull::kStays, Pull::kUp}));
  EXPECT_EQ(detail::pulls_of(Family::kPoisson, y),
            (std::vector<Pull>{Pull::kDown, Pull::kStays, Pull::kStays}));
}

}  // namespace regression_glm_likelihood_fit_test
