// SPDX-License-Identifier: Apache-2.0
#include <dubao/regression/orthogonal.hpp>

#include <gtest/gtest.h>

#include <Eigen/LU>
#include <cmath>

namespace regression_orthogonal_test {

using namespace dubao::regression;
using Eigen::MatrixXd;
using Eigen::VectorXd;
using Columns = std::vector<dubao::Index>;

constexpr double kRounding = 1e-13;
constexpr Precision kBoth[] = {Precision::kDouble, Precision::kDoubleDouble};

// n × n of Hilbert's matrix: condition 1.5e10 for n = 8.
MatrixXd hilbert(Eigen::Index n) {
  MatrixXd x(n, n);
  for (Eigen::Index i = 0; i < n; ++i) {
    for (Eigen::Index j = 0; j < n; ++j) x(i, j) = 1.0 / static_cast<double>(i + j + 1);
  }
  return x;
}

TEST(Orthogonal, TheLaterOfTwoColumnsThatSayTheSameIsLeftOut) {
  const MatrixXd x = (MatrixXd(3, 3) << 1, 1, 2, 1, 2, 4, 1, 3, 6).finished();
  for (const Precision precision : kBoth) {
    const OrthogonalFactor factor(x, kRankTolerance, precision);
    EXPECT_EQ(factor.kept(), (Columns{0, 1}));
    EXPECT_EQ(factor.dropped(), (Columns{2}));
    EXPECT_LT((factor.solve((VectorXd(3) << 2, 4, 6).finished()) - VectorXd((VectorXd(2) << 0, 2).finished()))
                  .cwiseAbs()
                  .maxCoeff(),
              kRounding);
  }
}

TEST(Orthogonal, ZeroColumnsAndColumnsBeyondTheRowsAreLeftOut) {
  const MatrixXd x = (MatrixXd(2, 4) << 0, 1, 2, 5, 0, 3, 4, 6).finished();
  for (const Precision precision : kBoth) {
    const OrthogonalFactor factor(x, kRankTolerance, precision);
    EXPECT_EQ(factor.kept(), (Columns{1, 2}));
    EXPECT_EQ(factor.dropped(), (Columns{0, 3}));
  }
}

TEST(Orthogonal, DoubleDoubleSolvesWhatDoubleLoses) {
  const MatrixXd x = hilbert(8);
  const VectorXd b = VectorXd::LinSpaced(8, 1, 8);
  const VectorXd y = x * b;  // rounded: the answer is b up to the condition times 1e-16
  const VectorXd extended = OrthogonalFactor(x, 1e-15, Precision::kDoubleDouble).solve(y);
  const VectorXd residual = y - x * extended;
  EXPECT_LT(residual.norm(), 1e-15 * y.norm());
  EXPECT_LT((extended - b).norm(), 1e-5 * b.norm());
  EXPECT_EQ(OrthogonalFactor(x, 1e-15).rank(), 8);
}

TEST(Orthogonal, CovarianceLeverageAndResidualsAreThoseOfTheNormalEquations) {
  MatrixXd x(6, 2);
  x << 1, 1e6, 1, 2e6, 1, 4e6, 1, 5e6, 1, 7e6, 1, 9e6;
  const VectorXd y = (VectorXd(6) << 1, 2, 2, 4, 5, 5).finished();
  const Eigen::Matrix2d inverse = Eigen::Matrix2d(x.transpose() * x).inverse();
  for (const Precision precision : kBoth) {
    const OrthogonalFactor factor(x, kRankTolerance, precision);
    const MatrixXd covariance = factor.unscaled_covariance();
    for (Eigen::Index i = 0; i < 4; ++i) EXPECT_NEAR(covariance(i) / inverse(i), 1.0, 1e-9);
    const VectorXd leverage = factor.leverage();
    EXPECT_NEAR(leverage.sum(), 2.0, kRounding);
    for (Eigen::Index i = 0; i < 6; ++i)
      EXPECT_NEAR(leverage[i], x.row(i) * inverse * x.row(i).transpose(), 1e-9);
    const LeastSquaresSolution solution = factor.solve_fully(y);
    EXPECT_NEAR((x.transpose() * solution.residuals).cwiseAbs().maxCoeff(), 0.0, 1e-6 * 1e-3);
    EXPECT_NEAR(solution.sum_of_squares, solution.residuals.squaredNorm(), kRounding);
    EXPECT_LT((x * solution.coefficients + solution.residuals - y).norm(), kRounding);
  }
}

TEST(Orthogonal, ColumnsOfAnySizeAreScaled) {
  MatrixXd x(4, 2);
  x << 1e-200, 1e200, 2e-200, 1e200, 3e-200, 3e200, 5e-200, 2e200;
  const VectorXd y = (VectorXd(4) << 1, 2, 4, 5).finished();
  for (const Precision precision : kBoth) {
    const VectorXd b = OrthogonalFactor(x, kRankTolerance, precision).solve(y);
    MatrixXd unit = x;
    unit.col(0) *= 1e200;
    unit.col(1) *= 1e-200;
    const VectorXd expected = OrthogonalFactor(unit, kRankTolerance, precision).solve(y);
    EXPECT_NEAR(b[0] * 1e-200, expected[0], 1e-12);
    EXPECT_NEAR(b[1] * 1e200, expected[1], 1e-12);
  }
}

TEST(Orthogonal, PrecisionFollowsTheSize) {
  EXPECT_TRUE(OrthogonalFactor::is_extended(1000, 10, Precision::kAutomatic));
  EXPECT_FALSE(OrthogonalFactor::is_extended(1000000, 10, Precision::kAutomatic));
  EXPECT_FALSE(OrthogonalFactor::is_extended(100, 65, Precision::kAutomatic));
  EXPECT_EQ(power_of_two_scale(5.0), 0.125);
  EXPECT_EQ(power_of_two_scale(0.0), 1.0);
}

}  // namespace regression_orthogonal_test
