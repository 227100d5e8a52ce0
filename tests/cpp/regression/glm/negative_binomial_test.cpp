// SPDX-License-Identifier: Apache-2.0
#include <dubao/regression/glm/negative_binomial.hpp>

#include <gtest/gtest.h>

namespace regression_glm_negative_binomial_test {

using namespace dubao;
using namespace dubao::regression;

// Differences of a log-likelihood near 100 with step 1e-4.
constexpr double kDifference = 1e-6;

struct Counts {
  Eigen::VectorXd y{8};
  Eigen::VectorXd mean{8};
  Eigen::VectorXd weights{8};
  Counts() {
    y << 0, 1, 12, 3, 300, 7, 0, 25;
    mean << 1, 2, 9, 8, 210, 4, 2, 12;
    weights << 1, 1, 2, 1, 1, 1, 0, 1;
  }
  [[nodiscard]] double loglik(double theta) const {
    double sum = 0.0;
    for (Index i = 0; i < y.size(); ++i) {
      if (weights[i] > 0.0)
        sum += log_density({Family::kNegativeBinomial, Link::kLog, theta, false}, y[i], weights[i],
                           {mean[i], 0.0, mean[i]}, 1.0);
    }
    return sum;
  }
};

TEST(NegativeBinomialTheta, TheDerivativesAreThoseOfTheLikelihood) {
  const Counts c;
  const ThetaLikelihood likelihood(c.y, c.weights);
  for (const double theta : {0.4, 3.0, 40.0}) {
    const double h = 1e-4 * theta;
    const auto [first, second] = likelihood.derivatives(c.mean, theta);
    EXPECT_NEAR(first, (c.loglik(theta + h) - c.loglik(theta - h)) / (2.0 * h), kDifference);
    const double rise =
        likelihood.derivatives(c.mean, theta + h).first - likelihood.derivatives(c.mean, theta - h).first;
    EXPECT_NEAR(second, rise / (2.0 * h), kDifference);
  }
}

TEST(NegativeBinomialTheta, TheMaximumIsTheSameFromEveryStart) {
  const Counts c;
  const ThetaLikelihood likelihood(c.y, c.weights);
  const ThetaFit first = likelihood.maximise(c.mean, 1.0);
  ASSERT_TRUE(first.found);
  EXPECT_NEAR(likelihood.derivatives(c.mean, first.theta).first, 0.0, 1e-12);
  EXPECT_GT(first.standard_error, 0.0);
  for (const double start : {1e-3, 30.0, 1e3}) {
    const ThetaFit other = likelihood.maximise(c.mean, start);
    EXPECT_NEAR(other.theta, first.theta, 1e-10 * first.theta);
  }
  EXPECT_GT(c.loglik(first.theta), c.loglik(1.1 * first.theta));
  EXPECT_GT(c.loglik(first.theta), c.loglik(0.9 * first.theta));
}

TEST(NegativeBinomialTheta, CountsNearerTheirMeansThanPoissonHaveNone) {
  Eigen::VectorXd y(4);
  y << 2, 4, 6, 8;
  Eigen::VectorXd mean(4);
  mean << 2.1, 3.9, 6.2, 7.8;
  const Eigen::VectorXd weights = Eigen::VectorXd::Ones(4);
  const ThetaFit fit = ThetaLikelihood(y, weights).maximise(mean, 1.0);
  EXPECT_FALSE(fit.found);
  EXPECT_TRUE(std::isinf(fit.theta));
}

}  // namespace regression_glm_negative_binomial_test
