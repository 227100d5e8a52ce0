// SPDX-License-Identifier: Apache-2.0
#include <dubao/regression/glm/covariance.hpp>

#include <gtest/gtest.h>

namespace regression_glm_covariance_test {

using namespace dubao;
using namespace dubao::regression;

constexpr double kAlgebra = 1e-12;
constexpr GlmModel kPoisson{Family::kPoisson, Link::kLog, 1.0, false};

struct Fixture {
  Eigen::MatrixXd x{6, 2};
  Eigen::VectorXd y{6};
  Eigen::VectorXd weights{6};
  Eigen::VectorXd offset = Eigen::VectorXd::Zero(6);
  Eigen::VectorXd beta{2};
  Eigen::MatrixXd bread;
  Fixture() {
    x << 1, 0.1, 1, 0.5, 1, -0.4, 1, 1.1, 1, 0.7, 1, -1.2;
    y << 1, 2, 0, 4, 1, 1;
    weights << 1, 2, 1, 1, 3, 1;
    beta << 0.2, 0.5;
    bread = inverse_of_information(irls_point(kPoisson, rows(), &beta).triangle);
  }
  [[nodiscard]] GlmRows rows() const { return {x, y, weights, offset}; }
  [[nodiscard]] Eigen::VectorXd mean() const { return (x * beta).array().exp(); }
};

TEST(GlmCovariance, TheInverseOfTheInformationIsThatOfTheDenseMatrix) {
  const Fixture f;
  const Eigen::VectorXd w = f.weights.cwiseProduct(f.mean());
  const Eigen::MatrixXd information = f.x.transpose() * w.asDiagonal() * f.x;
  EXPECT_LT((information * f.bread - Eigen::MatrixXd::Identity(2, 2)).norm(), kAlgebra);
}

TEST(GlmCovariance, AColumnWithoutInformationHasInfiniteVariance) {
  Eigen::MatrixXd triangle(2, 2);
  triangle << 2.0, 0.0, 0.0, 0.0;
  const Eigen::MatrixXd v = inverse_of_information(triangle);
  EXPECT_NEAR(v(0, 0), 0.25, kAlgebra);
  EXPECT_TRUE(std::isinf(v(1, 1)));
}

TEST(GlmCovariance, TheSandwichIsThatOfItsFormula) {
  const Fixture f;
  const Eigen::VectorXd gap = f.y - f.mean();
  const Eigen::VectorXd prior = f.weights.cwiseProduct(gap).cwiseAbs2();
  const Eigen::VectorXd frequency = f.weights.cwiseProduct(gap.cwiseAbs2());
  const auto dense = [&](const Eigen::VectorXd& squares) -> Eigen::MatrixXd {
    return f.bread * f.x.transpose() * squares.asDiagonal() * f.x * f.bread;
  };
  const Eigen::MatrixXd hc0 =
      robust_covariance(GlmCovariance::kHc0, kPoisson, f.rows(), f.beta, f.bread, 6.0, false, {});
  EXPECT_LT((hc0 - dense(prior)).norm(), kAlgebra);
  const Eigen::MatrixXd hc1 =
      robust_covariance(GlmCovariance::kHc1, kPoisson, f.rows(), f.beta, f.bread, 6.0, false, {});
  EXPECT_LT((hc1 - 1.5 * dense(prior)).norm(), kAlgebra);
  const Eigen::MatrixXd counted =
      robust_covariance(GlmCovariance::kHc0, kPoisson, f.rows(), f.beta, f.bread, 9.0, true, {});
  EXPECT_LT((counted - dense(frequency)).norm(), kAlgebra);
}

TEST(GlmCovariance, ClustersOfOneRowAreHc1WithOneMoreFactor) {
  const Fixture f;
  const Eigen::MatrixXd single = robust_covariance(GlmCovariance::kClustered, kPoisson, f.rows(), f.beta,
                                                   f.bread, 6.0, false, {0, 1, 2, 3, 4, 5});
  const Eigen::MatrixXd hc0 =
      robust_covariance(GlmCovariance::kHc0, kPoisson, f.rows(), f.beta, f.bread, 6.0, false, {});
  EXPECT_LT((single - 6.0 / 5.0 * 5.0 / 4.0 * hc0).norm(), kAlgebra);
  const Eigen::MatrixXd pairs = robust_covariance(GlmCovariance::kClustered, kPoisson, f.rows(), f.beta,
                                                  f.bread, 6.0, false, {0, 0, 1, 1, 2, 2});
  const Eigen::MatrixXd scores = (f.weights.cwiseProduct(f.y - f.mean())).asDiagonal() * f.x;
  Eigen::MatrixXd sums(3, 2);
  for (Index g = 0; g < 3; ++g) sums.row(g) = scores.row(2 * g) + scores.row(2 * g + 1);
  EXPECT_LT((pairs - 3.0 / 2.0 * 5.0 / 4.0 * (f.bread * sums.transpose() * sums * f.bread)).norm(), kAlgebra);
}

}  // namespace regression_glm_covariance_test
