// SPDX-License-Identifier: Apache-2.0
#include <dubao/regression/penalized.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

namespace regression_penalized_test {

using namespace dubao::regression;
using Eigen::MatrixXd;
using Eigen::VectorXd;

constexpr double kOptimal = 1e-9;  // in standard deviations of y
constexpr double kClosedForm = 1e-12;

// Smooth numbers without a generator: far from collinear, of unequal scales.
MatrixXd columns(Eigen::Index n, Eigen::Index p) {
  MatrixXd x(n, p);
  for (Eigen::Index j = 0; j < p; ++j) {
    for (Eigen::Index i = 0; i < n; ++i) {
      const auto a = static_cast<double>(i + 1);
      const auto b = static_cast<double>(j + 1);
      x(i, j) = std::sin(a * a * 0.37 * b + b) * (1.0 + 3.0 * b) + b;
    }
  }
  return x;
}

VectorXd response(const MatrixXd& x) {
  VectorXd y = 0.5 * x.col(0) - 0.2 * x.col(2);
  for (Eigen::Index i = 0; i < y.size(); ++i) y[i] += std::cos(static_cast<double>(7 * i)) + 4.0;
  return y;
}

// The optimality conditions by their definition.
double violation(const MatrixXd& x, const VectorXd& y, const VectorXd& slopes, double intercept,
                 double penalty, double mixing, bool standardize = true) {
  const auto n = static_cast<double>(x.rows());
  const VectorXd residual = (y - x * slopes).array() - intercept;
  double worst = std::abs(residual.sum()) / n;
  for (Eigen::Index j = 0; j < x.cols(); ++j) {
    const VectorXd centred = x.col(j).array() - x.col(j).mean();
    const double unit = standardize ? std::sqrt(centred.squaredNorm() / n) : 1.0;
    const double b = slopes[j] * unit;
    const double slope = centred.dot(residual) / n / unit - penalty * (1.0 - mixing) * b;
    worst = std::max(worst, b == 0.0 ? std::abs(slope) - penalty * mixing
                                     : std::abs(slope - std::copysign(penalty * mixing, b)));
  }
  const VectorXd about = y.array() - y.mean();
  return worst / std::sqrt(about.squaredNorm() / n);
}

TEST(Penalized, TheExampleOfTheBanner) {
  const MatrixXd x = (MatrixXd(2, 1) << 1, -1).finished();
  const VectorXd y = (VectorXd(2) << 0.8, -0.8).finished();
  EXPECT_NEAR(fit_penalized(x, y, {}, {}, {false, false, 1.0}, 0.3).params[0], 0.5, kClosedForm);
  EXPECT_NEAR(fit_penalized(x, y, {}, {}, {false, false, 0.0}, 0.25).params[0], 0.64, kClosedForm);
}

TEST(Penalized, TheOptimalityConditionsHoldOverTheWholePath) {
  for (const Eigen::Index p : {6, 60}) {
    const MatrixXd x = columns(40, p);
    const VectorXd y = response(x);
    for (const double mixing : {1.0, 0.5, 0.0}) {
      const PenalizedPath path = penalized_path(x, y, {}, {true, true, mixing});
      ASSERT_EQ(path.penalties.size(), static_cast<std::size_t>(kPathLength));
      EXPECT_TRUE(path.converged);
      for (Eigen::Index l = 0; l < kPathLength; l += 9) {
        EXPECT_LE(violation(x, y, path.coefficients.col(l), path.intercepts[l],
                            path.penalties[static_cast<std::size_t>(l)], mixing),
                  kOptimal)
            << p << " columns, mixing " << mixing << ", penalty " << l;
      }
    }
  }
}

TEST(Penalized, ASmallPenaltyReachesTheOptimumWithFewerRowsThanColumns) {
  const MatrixXd x = columns(20, 50);
  const VectorXd y = response(x);
  PenalizedOptions options;
  options.mixing = 1.0;
  options.standardize = false;
  for (const double penalty : {0.1, 0.002, 1e-4}) {
    const RegressionResult result = fit_penalized(x, y, {}, {}, options, penalty);
    EXPECT_TRUE(result.converged) << penalty;
    const VectorXd slopes = result.params.tail(50);
    const double scale = x.cwiseAbs().maxCoeff();
    EXPECT_LE(violation(x, y, slopes, result.params[0], penalty, 1.0, false), kOptimal * scale) << penalty;
    EXPECT_LE((slopes.array() != 0.0).count(), 20) << penalty;
  }
}

TEST(Penalized, TheFirstPenaltyOfThePathIsTheSmallestAtWhichAllSlopesAreZero) {
  const MatrixXd x = columns(40, 6);
  const PenalizedPath path = penalized_path(x, response(x));
  EXPECT_EQ(path.degrees[0], 0.0);
  EXPECT_GE(path.degrees[1], 1.0);
}

TEST(Penalized, ASingleFitIsThatOfThePath) {
  const MatrixXd x = columns(30, 5);
  const VectorXd y = response(x);
  const PenalizedPath path = penalized_path(x, y, {}, {true, true, 0.7}, {0.05, 0.5});
  const RegressionResult fit = fit_penalized(x, y, {}, {}, {true, true, 0.7}, 0.05);
  EXPECT_EQ(path.penalties.front(), 0.5);
  EXPECT_LT((fit.params.tail(5) - path.coefficients.col(1)).cwiseAbs().maxCoeff(), 1e-9);
  EXPECT_NEAR(fit.params[0], path.intercepts[1], 1e-8);
  EXPECT_TRUE(fit.params.allFinite());
}

TEST(Penalized, WrongOptionsAreListedTogether) {
  const MatrixXd x = columns(10, 2);
  try {
    (void)fit_penalized(x, response(columns(10, 3)), {}, {}, {true, true, 2.0}, -1.0);
    FAIL();
  } catch (const dubao::InputError& error) {
    ASSERT_EQ(error.problems().size(), 2U);
    EXPECT_EQ(error.problems()[0].id, "E-PEN-001");
    EXPECT_EQ(error.problems()[1].id, "E-PEN-002");
  }
}

}  // namespace regression_penalized_test
