// SPDX-License-Identifier: Apache-2.0
//
// Influence of single observations on a linear fit, and variance inflation of its columns.
//
// What      h leverage: how far the fit follows the observation (its own weight in its fitted value, between 0 and 1);
//           studentized residuals: the residual in units of its own standard error; Cook's distance: how far all
//           fitted values move when the observation is left out, in units of k s².
// Formula   r = e / (s √(1 − h)),  t = r √((n − k − 1) / (n − k − r²)),  D = r² h / (k (1 − h)),  DFFITS = t √(h / (1 − h))
//           VIF_j = 1 / (1 − R²_j): by how much the other columns raise the variance of coefficient j
// Reading   h above 2k/n is large; |t| above 3 is rare; D above 4/n is worth a look; VIF above 10 means that the data hardly
//           tell the columns apart.
// NaN       Where h = 1 the fit passes through the observation and r, t, D are not defined.
// Source    Cook (1977); Belsley, Kuh and Welsch (1980).
#pragma once

#include <dubao/data/series.hpp>
#include <dubao/regression/least_squares.hpp>
#include <dubao/regression/linear/covariance.hpp>

#include <Eigen/Core>
#include <cmath>
#include <limits>

namespace dubao::regression {

struct Influence {
  Eigen::VectorXd leverage;
  Eigen::VectorXd studentized;             ///< internally: s from all observations
  Eigen::VectorXd externally_studentized;  ///< s without the observation: Student's t with n − k − 1 degrees
  Eigen::VectorXd cooks_distance;
  Eigen::VectorXd dffits;
};

/// Influence of each observation. \param x, residuals, inverse_triangle of the problem that was solved (weighted where there
/// are weights); \param observations rows of positive weight. Cost: nk².
[[nodiscard]] inline Influence influence(const Eigen::MatrixXd& x, const Eigen::VectorXd& residuals,
                                         const Eigen::MatrixXd& inverse_triangle, Index observations) {
  constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
  const auto k = static_cast<double>(x.cols());
  const double degrees = static_cast<double>(observations) - k;
  const double s = std::sqrt(residuals.squaredNorm() / degrees);
  Influence out;
  out.leverage = leverage(x, inverse_triangle);
  const Index n = x.rows();
  out.studentized = Eigen::VectorXd::Constant(n, kNone);
  out.externally_studentized = out.cooks_distance = out.dffits = out.studentized;
  if (!(degrees > 0.0) || !(s > 0.0)) return out;
  for (Index i = 0; i < n; ++i) {
    const double h = out.leverage[i];
    if (1.0 - h < kFullLeverage) continue;
    const double r = residuals[i] / (s * std::sqrt(1.0 - h));
    out.studentized[i] = r;
    out.cooks_distance[i] = r * r * h / (k * (1.0 - h));
    const double left = degrees - r * r;
    if (degrees > 1.0 && left > 0.0) {
      out.externally_studentized[i] = r * std::sqrt((degrees - 1.0) / left);
      out.dffits[i] = out.externally_studentized[i] * std::sqrt(h / (1.0 - h));
    }
  }
  return out;
}

/// Variance inflation factors, one a column of x; the intercept's is NaN.
/// \param x          kept columns of the weighted problem
/// \param intercept  column 0 (√w where there are weights) is the intercept: sums of squares are then about the mean
/// Without an intercept they are about zero. Cost: nk.
[[nodiscard]] inline Eigen::VectorXd variance_inflation(const Eigen::MatrixXd& x,
                                                        const Eigen::MatrixXd& inverse_triangle,
                                                        bool intercept) {
  Eigen::VectorXd out(x.cols());
  for (Index j = 0; j < x.cols(); ++j) {
    if (intercept && j == 0) {
      out[0] = std::numeric_limits<double>::quiet_NaN();
      continue;
    }
    Eigen::VectorXd column = x.col(j);
    if (intercept) {
      const auto ones = x.col(0);
      column -= ones * (ones.dot(column) / ones.squaredNorm());
    }
    out[j] = inverse_triangle.row(j).squaredNorm() * column.squaredNorm();
  }
  return out;
}

}  // namespace dubao::regression
