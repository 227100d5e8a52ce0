// SPDX-License-Identifier: Apache-2.0
#include <dubao/regression/linear/influence.hpp>

#include <gtest/gtest.h>

#include <cmath>

namespace regression_linear_influence_test {

using namespace dubao::regression;
using Eigen::MatrixXd;
using Eigen::VectorXd;

constexpr double kRounding = 1e-12;

struct Problem {
  MatrixXd x{6, 2};
  VectorXd y{6};
  LeastSquaresFit fit;
  Problem() {
    x << 1, 0, 1, 1, 1, 2, 1, 3, 1, 4, 1, 9;
    y << 1, 2, 2, 5, 4, 12;
    fit = least_squares(x, y);
  }
};

// What influence means: the fit without the observation.
TEST(Influence, AgreesWithLeavingTheObservationOut) {
  const Problem all;
  const Influence found = influence(all.x, all.fit.residuals, all.fit.inverse_triangle, 6);
  const double s2 = all.fit.sum_of_squares / 4.0;
  EXPECT_NEAR(found.leverage.sum(), 2.0, kRounding);
  for (Eigen::Index i = 0; i < 6; ++i) {
    MatrixXd x(5, 2);
    VectorXd y(5);
    for (Eigen::Index k = 0, row = 0; k < 6; ++k) {
      if (k == i) continue;
      x.row(row) = all.x.row(k);
      y[row++] = all.y[k];
    }
    const LeastSquaresFit without = least_squares(x, y);
    const VectorXd moved = all.x * (all.fit.coefficients - without.coefficients);
    EXPECT_NEAR(found.cooks_distance[i], moved.squaredNorm() / (2.0 * s2), kRounding);
    const double s_without = std::sqrt(without.sum_of_squares / 3.0);
    const double h = found.leverage[i];
    EXPECT_NEAR(found.externally_studentized[i], all.fit.residuals[i] / (s_without * std::sqrt(1.0 - h)),
                kRounding);
    EXPECT_NEAR(found.dffits[i], moved[i] / (s_without * std::sqrt(h)), kRounding);
  }
}

TEST(Influence, AnObservationOfLeverageOneHasNoStudentizedResidual) {
  const MatrixXd x = (MatrixXd(4, 2) << 1, 0, 1, 0, 1, 0, 1, 1).finished();
  const VectorXd y = (VectorXd(4) << 1, 2, 4, 9).finished();
  const LeastSquaresFit fit = least_squares(x, y);
  const Influence found = influence(x, fit.residuals, fit.inverse_triangle, 4);
  EXPECT_NEAR(found.leverage[3], 1.0, kRounding);
  EXPECT_TRUE(std::isnan(found.studentized[3]));
  EXPECT_TRUE(std::isfinite(found.cooks_distance[0]));
}

TEST(Influence, InflationIsOneOverWhatTheOtherColumnsLeave) {
  MatrixXd x(6, 3);
  x << 1, 0, 3, 1, 1, 1, 1, 2, 4, 1, 3, 1, 1, 4, 5, 1, 9, 9;
  const LeastSquaresFit fit = least_squares(x, VectorXd::Ones(6));
  const VectorXd found = variance_inflation(x, fit.inverse_triangle, true);
  EXPECT_TRUE(std::isnan(found[0]));
  const LeastSquaresFit auxiliary = least_squares(x.leftCols(2), x.col(2));
  const VectorXd about = x.col(2).array() - x.col(2).mean();
  EXPECT_NEAR(found[2], about.squaredNorm() / auxiliary.sum_of_squares, kRounding);
  EXPECT_NEAR(found[1], found[2], kRounding);  // of two columns they are equal
}

}  // namespace regression_linear_influence_test
