// SPDX-License-Identifier: Apache-2.0
#include <dubao/regression/linear.hpp>

#include <gtest/gtest.h>

#include "nist_linear.hpp"
#include <algorithm>
#include <cstdio>

namespace regression_linear_test {

using namespace dubao::regression;

constexpr double kRounding = 1e-13;
constexpr double kCertifiedDigits = 9.0;
constexpr double kFilipDigits = 7.0;  // the powers of x, rounded to double, are not those of the printed x

TEST(Linear, EveryCertifiedValueOfNistIsReached) {
  const auto sets = nist::linear_sets();
  ASSERT_EQ(sets.size(), 11U);
  for (const auto& [name, set] : sets) {
    const LinearFit fit = fit_ols(set.x, set.y, {}, {set.intercept, {}});
    ASSERT_TRUE(fit.result.dropped.empty()) << name;
    double estimates = 15.0;
    double errors = 15.0;
    const Eigen::VectorXd standard_errors = fit.result.standard_errors();
    for (Eigen::Index j = 0; j < fit.result.params.size(); ++j) {
      estimates =
          std::min(estimates, nist::digits(fit.result.params[j], set.estimates[static_cast<std::size_t>(j)]));
      errors = std::min(errors, nist::digits(standard_errors[j], set.errors[static_cast<std::size_t>(j)]));
    }
    const double scale = nist::digits(std::sqrt(fit.result.scale), set.residual_sd);
    const double r2 = nist::digits(fit.result.statistics.at("r2"), set.r2);
    std::printf("%-9s coefficients %5.1f  standard errors %5.1f  residual sd %5.1f  R2 %5.1f\n", name.c_str(),
                estimates, errors, scale, r2);
    const double wanted = name == "filip" ? kFilipDigits : kCertifiedDigits;
    EXPECT_GE(estimates, wanted) << name;
    EXPECT_GE(errors, wanted) << name;
    EXPECT_GE(scale, wanted) << name;
    EXPECT_GE(r2, wanted) << name;
  }
}

TEST(Linear, TheExampleOfTheBanner) {
  const Eigen::MatrixXd x = (Eigen::MatrixXd(3, 1) << 0, 1, 2).finished();
  const LinearFit fit = fit_ols(x, (Eigen::VectorXd(3) << 1, 3, 6).finished());
  EXPECT_NEAR(fit.result.params[0], 5.0 / 6.0, kRounding);
  EXPECT_NEAR(fit.result.params[1], 2.5, kRounding);
  EXPECT_NEAR(fit.result.scale, 1.0 / 6.0, kRounding);
  EXPECT_NEAR(fit.result.standard_errors()[1], 0.28867513459481287, kRounding);
  EXPECT_NEAR(fit.result.statistics.at("r2"), 1.0 - (1.0 / 6.0) / (38.0 / 3.0), kRounding);
}

TEST(Linear, WeightsOfZeroTakeARowOutAndSigmaSaysTheSameAsWeights) {
  const Eigen::MatrixXd x = (Eigen::MatrixXd(5, 1) << 0, 1, 2, 3, 4).finished();
  const Eigen::VectorXd y = (Eigen::VectorXd(5) << 1, 3, 6, 7, 99).finished();
  const Eigen::VectorXd weights = (Eigen::VectorXd(5) << 1, 2, 1, 4, 0).finished();
  const LinearFit all = fit_wls(x, y, weights);
  const LinearFit four = fit_wls(x.topRows(4), y.head(4), weights.head(4));
  const Eigen::MatrixXd sigma = weights.head(4).cwiseInverse().asDiagonal();
  const LinearFit general = fit_gls(x.topRows(4), y.head(4), sigma);
  EXPECT_EQ(all.result.observations, 4);
  EXPECT_EQ(all.result.fitted.size(), 5);
  for (const LinearFit* other : {&all, &general}) {
    EXPECT_LT((other->result.params - four.result.params).norm(), kRounding);
    EXPECT_LT((other->result.covariance - four.result.covariance).norm(), kRounding);
    EXPECT_NEAR(other->result.loglik, four.result.loglik, 1e-11);
  }
}

TEST(Linear, DroppedColumnsAreNamedAndTooManyAreRefused) {
  Eigen::MatrixXd x(4, 2);
  x << 1, 2, 2, 4, 3, 6, 5, 10;
  const Eigen::VectorXd y = (Eigen::VectorXd(4) << 1, 2, 2, 4).finished();
  const LinearFit fit = fit_ols(x, y, {"a", "twice"});
  EXPECT_EQ(fit.result.dropped, std::vector<std::string>{"twice"});
  EXPECT_EQ(fit.result.names, (std::vector<std::string>{"intercept", "a"}));
  try {
    (void)fit_ols(x.topRows(2), y.head(2));
    FAIL();
  } catch (const dubao::InputError& error) {
    EXPECT_EQ(error.id(), "E-LIN-001");
  }
}

}  // namespace regression_linear_test
