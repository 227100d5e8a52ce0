// SPDX-License-Identifier: Apache-2.0
#include <dubao/regression/linear/covariance.hpp>

#include <gtest/gtest.h>

#include <cmath>

namespace regression_linear_covariance_test {

using namespace dubao::regression;
using Eigen::MatrixXd;
using Eigen::VectorXd;

constexpr double kRounding = 1e-14;

// The example of the banner: x = (1, 2, 3) without intercept, residuals (1, −1, 1).
double variance(CovarianceOptions options) {
  const MatrixXd x = (MatrixXd(3, 1) << 1, 2, 3).finished();
  const VectorXd e = (VectorXd(3) << 1, -1, 1).finished();
  const MatrixXd inverse = MatrixXd::Constant(1, 1, 1.0 / std::sqrt(14.0));
  return coefficient_covariance(x, e, inverse, 3, options).matrix(0, 0);
}

CovarianceOptions of(CovarianceKind kind, bool small_sample = true) {
  CovarianceOptions options;
  options.kind = kind;
  options.small_sample = small_sample;
  return options;
}

TEST(Covariance, EachKindHasItsFormula) {
  const double square = 14.0 * 14.0;
  EXPECT_NEAR(variance(of(CovarianceKind::kClassical)), 3.0 / 2.0 / 14.0, kRounding);
  EXPECT_NEAR(variance(of(CovarianceKind::kHC0)), 14.0 / square, kRounding);
  EXPECT_NEAR(variance(of(CovarianceKind::kHC1)), 1.5 * 14.0 / square, kRounding);
  const double h[] = {1.0 / 14.0, 4.0 / 14.0, 9.0 / 14.0};
  double hc2 = 0.0;
  double hc3 = 0.0;
  for (int i = 0; i < 3; ++i) {
    const double x = i + 1.0;
    hc2 += x * x / (1.0 - h[i]) / square;
    hc3 += x * x / ((1.0 - h[i]) * (1.0 - h[i])) / square;
  }
  EXPECT_NEAR(variance(of(CovarianceKind::kHC2)), hc2, kRounding);
  EXPECT_NEAR(variance(of(CovarianceKind::kHC3)), hc3, kRounding);
}

TEST(Covariance, NeweyWestAddsTheLagsWithBartlettsWeights) {
  CovarianceOptions options = of(CovarianceKind::kNeweyWest, false);
  options.lags = 0;
  EXPECT_NEAR(variance(options), 14.0 / 196.0, kRounding);
  options.lags = 1;  // scores 1, −2, 3: Γ₁ = −2 − 6
  EXPECT_NEAR(variance(options), (14.0 + 2.0 * 0.5 * -8.0) / 196.0, kRounding);
  options.small_sample = true;
  EXPECT_NEAR(variance(options), 1.5 * 6.0 / 196.0, kRounding);
  EXPECT_EQ(usual_newey_west_lags(100), 4);
  EXPECT_EQ(usual_newey_west_lags(1), 0);
}

TEST(Covariance, ClustersAddTheirScoresFirst) {
  CovarianceOptions options = of(CovarianceKind::kCluster, false);
  options.clusters = {7, 7, 3};  // sums −1 and 3
  EXPECT_NEAR(variance(options), 10.0 / 196.0, kRounding);
  options.small_sample = true;  // 2/1 · 2/2
  EXPECT_NEAR(variance(options), 20.0 / 196.0, kRounding);
}

TEST(Covariance, ARowOfLeverageOneAddsNothing) {
  const MatrixXd x = (MatrixXd(3, 2) << 1, 0, 1, 0, 1, 1).finished();
  const VectorXd e = (VectorXd(3) << 1, -1, 0).finished();
  // R of the two columns: R'R = [3 1; 1 1]
  const double r = std::sqrt(3.0);
  const double s = std::sqrt(2.0 / 3.0);
  const MatrixXd inverse = (MatrixXd(2, 2) << 1.0 / r, -1.0 / (3.0 * s), 0.0, 1.0 / s).finished();
  const CoefficientCovariance found = coefficient_covariance(x, e, inverse, 3, of(CovarianceKind::kHC3));
  EXPECT_EQ(found.full_leverage, 1);
  EXPECT_TRUE(found.matrix.allFinite());
}

TEST(Covariance, WithoutDegreesOfFreedomThereIsNone) {
  const CoefficientCovariance none =
      coefficient_covariance(MatrixXd::Ones(1, 1), VectorXd::Zero(1), MatrixXd::Ones(1, 1), 1, {});
  EXPECT_TRUE(std::isnan(none.matrix(0, 0)));
}

TEST(Covariance, WrongLagsAndClustersAreFound) {
  dubao::Problems problems;
  CovarianceOptions lags = of(CovarianceKind::kNeweyWest);
  lags.lags = 5;
  check_covariance_options(lags, 5, problems);
  CovarianceOptions clusters = of(CovarianceKind::kCluster);
  clusters.clusters = {1, 1, 1};
  check_covariance_options(clusters, 3, problems);
  check_covariance_options(clusters, 4, problems);
  ASSERT_EQ(problems.list().size(), 3U);
  EXPECT_EQ(problems.list()[0].id, "E-LIN-005");
  EXPECT_EQ(problems.list()[1].id, "E-LIN-006");
  EXPECT_EQ(problems.list()[2].id, "E-LIN-006");
}

}  // namespace regression_linear_covariance_test
