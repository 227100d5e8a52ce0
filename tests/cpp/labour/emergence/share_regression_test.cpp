// SPDX-License-Identifier: Apache-2.0
#include <dubao/labour/emergence/share_regression.hpp>

#include <gtest/gtest.h>

#include <cmath>

namespace labour_emergence_share_regression_test {

using namespace dubao::labour::emergence;
using dubao::Index;

ShareData line(Index rows, double level, double slope) {
  ShareData data;
  data.count.resize(rows);
  data.postings = Eigen::ArrayXd::Constant(rows, 400.0);
  data.columns = Eigen::MatrixXd::Ones(rows, 2);
  for (Index i = 0; i < rows; ++i) {
    data.columns(i, 1) = static_cast<double>(i) / 12.0;
    data.count(i) = std::round(400.0 / (1.0 + std::exp(-(level + slope * data.columns(i, 1)))));
  }
  return data;
}

TEST(ShareRegression, TheExampleOfTheHeader) {
  ShareData data;
  data.count = Eigen::Array2d(10.0, 30.0);
  data.postings = Eigen::Array2d(100.0, 100.0);
  data.columns = Eigen::MatrixXd::Ones(2, 1);
  const auto fit = fit_shares(data, kNoWobble, Eigen::ArrayXd::Zero(1), Eigen::VectorXd::Zero(1));
  EXPECT_NEAR(fit.coefficients(0), std::log(0.2 / 0.8), 1e-6);
  EXPECT_NEAR(fit.information(0, 0), 200.0 * 0.16, 1e-3);
  EXPECT_TRUE(fit.converged);
}

TEST(ShareRegression, TheGradientIsZeroAtTheFitOfAWobblingShare) {
  const ShareData data = line(48, -2.0, 0.4);
  const auto sure = fit_shares(data, kNoWobble, Eigen::ArrayXd::Zero(2), Eigen::VectorXd::Zero(2));
  EXPECT_NEAR(sure.coefficients(0), -2.0, 0.01);  // counts are whole numbers
  EXPECT_NEAR(sure.coefficients(1), 0.4, 0.01);
  const auto fit = fit_shares(data, 50.0, Eigen::ArrayXd::Zero(2), Eigen::VectorXd::Zero(2));
  for (const double step : {-1e-3, 1e-3}) {
    for (Index j = 0; j < 2; ++j) {
      Eigen::VectorXd beside = fit.coefficients;
      beside(j) += step;
      EXPECT_LE(detail::shares_log_likelihood(data, beside, 50.0), fit.log_likelihood + 1e-9);
    }
  }
}

TEST(ShareRegression, ABoundHoldsAndCostsLikelihood) {
  const ShareData data = line(48, -2.0, 0.4);
  const auto free = fit_shares(data, 300.0, Eigen::ArrayXd::Zero(2), Eigen::VectorXd::Zero(2));
  const auto bound = fit_shares(data, 300.0, Eigen::ArrayXd::Zero(2), Eigen::VectorXd::Zero(2), {1, 0.0});
  EXPECT_EQ(bound.coefficients(1), 0.0);
  EXPECT_LT(bound.log_likelihood, free.log_likelihood);
}

TEST(ShareRegression, ATermThatIsNeverMentionedHasALikelihoodOfOne) {
  ShareData data = line(24, -2.0, 0.0);
  data.count.setZero();
  const auto fit = fit_shares(data, 100.0, Eigen::ArrayXd::Zero(2), Eigen::VectorXd::Zero(2));
  EXPECT_TRUE(fit.coefficients.allFinite());
  EXPECT_NEAR(fit.log_likelihood, 0.0, 1e-4);
}

}  // namespace labour_emergence_share_regression_test
