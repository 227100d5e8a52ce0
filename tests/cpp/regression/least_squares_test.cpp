// SPDX-License-Identifier: Apache-2.0
#include <dubao/regression/least_squares.hpp>

#include <gtest/gtest.h>

#include "nist_linear.hpp"
#include <cmath>

namespace regression_least_squares_test {

using namespace dubao::regression;
using Eigen::MatrixXd;
using Eigen::VectorXd;

constexpr double kRounding = 1e-12;

MatrixXd waves(Eigen::Index n, Eigen::Index p) {
  MatrixXd x(n, p);
  for (Eigen::Index j = 0; j < p; ++j) {
    for (Eigen::Index i = 0; i < n; ++i)
      x(i, j) = std::sin(0.7 * static_cast<double>((i + 1) * (j + 1)) + static_cast<double>(i * i % 17));
  }
  return x;
}

TEST(LeastSquares, TheExampleOfTheBanner) {
  const MatrixXd x = (MatrixXd(3, 2) << 1, 0, 1, 1, 1, 2).finished();
  const LeastSquaresFit fit = least_squares(x, (VectorXd(3) << 1, 3, 5).finished());
  EXPECT_NEAR(fit.coefficients[0], 1.0, kRounding);
  EXPECT_NEAR(fit.coefficients[1], 2.0, kRounding);
  EXPECT_NEAR(fit.sum_of_squares, 0.0, kRounding);
}

TEST(LeastSquares, BlocksAgreeWithTheSmallWayAndDropTheSameColumns) {
  MatrixXd x = waves(3000, 20);
  x.col(7) = x.col(2) - 3.0 * x.col(5);
  const VectorXd y = waves(3000, 21).col(20) + x.rowwise().sum();
  ASSERT_FALSE(OrthogonalFactor::is_extended(3000, 20, Precision::kAutomatic));
  const LeastSquaresFit blocks = least_squares(x, y);
  const LeastSquaresFit small = detail::fit_by_factor(x, y, Precision::kDoubleDouble);
  EXPECT_EQ(blocks.dropped, (std::vector<dubao::Index>{7}));
  EXPECT_EQ(blocks.kept, small.kept);
  EXPECT_LT((blocks.coefficients - small.coefficients).cwiseAbs().maxCoeff(), 1e-14);
  EXPECT_LT((blocks.residuals - small.residuals).cwiseAbs().maxCoeff(), 1e-13);
  EXPECT_NEAR(blocks.sum_of_squares / small.sum_of_squares, 1.0, kRounding);
  EXPECT_LT((blocks.unscaled_covariance() - small.unscaled_covariance()).cwiseAbs().maxCoeff(), 1e-13);
  EXPECT_NEAR(leverage(detail::kept_columns(x, blocks.kept), blocks.inverse_triangle).sum(), 19.0, 1e-9);
}

TEST(LeastSquares, NearlyDependentColumnsOfManyRowsAreSolvedInDoubleDouble) {
  MatrixXd x = waves(3000, 20);
  x.col(19) = x.col(0) + 1e-8 * x.col(19);
  const LeastSquaresFit fit = least_squares(x, x.rowwise().sum());
  EXPECT_TRUE(fit.extended);
  EXPECT_EQ(fit.kept.size(), 20U);
  EXPECT_LT(fit.smallest_share, kEnoughShare);
}

// Wampler 5 has a residual variance 10⁵ times the signal: what refinement of a solution of double is for.
TEST(LeastSquares, RefinementGivesBackTheDigitsThatDoubleLoses) {
  const nist::LinearSet set = nist::linear_sets().at("wampler5");
  MatrixXd x(set.x.rows(), 6);
  x << VectorXd::Ones(set.x.rows()), set.x;
  LeastSquaresFit fit = detail::fit_by_blocks(x, set.y);
  double plain = 15.0;
  double refined = 15.0;
  for (Eigen::Index j = 0; j < 6; ++j)
    plain = std::min(plain, nist::digits(fit.coefficients[j], set.estimates[static_cast<std::size_t>(j)]));
  fit.residuals.resize(set.y.size());
  detail::refine(x, set.y, fit);
  for (Eigen::Index j = 0; j < 6; ++j)
    refined =
        std::min(refined, nist::digits(fit.coefficients[j], set.estimates[static_cast<std::size_t>(j)]));
  EXPECT_LT(plain, 9.0);
  EXPECT_GE(refined, 12.0);
}

}  // namespace regression_least_squares_test
