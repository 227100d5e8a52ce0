// SPDX-License-Identifier: Apache-2.0
#include <dubao/labour/emergence/beta_binomial.hpp>

#include <gtest/gtest.h>

#include <cmath>

namespace labour_emergence_beta_binomial_test {

using namespace dubao::labour::emergence;

TEST(BetaBinomial, TheExampleOfTheHeaderIsUniform) {
  EXPECT_NEAR(std::exp(share_log_likelihood(1.0, 2.0, 0.5, 2.0)), 1.0 / 6.0, 1e-12);
  EXPECT_NEAR(std::exp(share_log_likelihood(0.0, 2.0, 0.5, 2.0)), 1.0 / 3.0, 1e-12);
}

TEST(BetaBinomial, ProbabilitiesOfAllCountsSumToOne) {
  for (const double concentration : {0.5, 30.0, 1e6, kNoWobble}) {
    double sum = 0.0;
    for (int c = 0; c <= 40; ++c) {
      const double coefficient = std::lgamma(41.0) - std::lgamma(c + 1.0) - std::lgamma(41.0 - c);
      sum += std::exp(coefficient + share_log_likelihood(c, 40.0, 0.07, concentration));
    }
    EXPECT_NEAR(sum, 1.0, 1e-9) << concentration;
  }
}

TEST(BetaBinomial, DerivativesAreThoseOfTheValue) {
  constexpr double kStep = 1e-4;
  const auto value = [](double logit, double count, double concentration) {
    return share_log_likelihood(count, 200.0, 1.0 / (1.0 + std::exp(-logit)), concentration);
  };
  for (const double concentration : {5.0, 300.0, kNoWobble}) {
    for (const double count : {0.0, 3.0, 60.0, 200.0}) {
      const double logit = -1.3;
      const auto found = share_likelihood(count, 200.0, 1.0 / (1.0 + std::exp(-logit)), concentration);
      const double up = value(logit + kStep, count, concentration);
      const double down = value(logit - kStep, count, concentration);
      const double scale = 1.0 + std::abs(found.slope);
      EXPECT_NEAR(found.slope, (up - down) / (2.0 * kStep), 1e-6 * scale);
      EXPECT_NEAR(found.curvature, (up - 2.0 * found.value + down) / (kStep * kStep),
                  1e-3 * (1.0 + std::abs(found.curvature)));
    }
  }
}

TEST(BetaBinomial, ALargeConcentrationIsTheBinomial) {
  EXPECT_NEAR(share_log_likelihood(7.0, 90.0, 0.1, 1e9), share_log_likelihood(7.0, 90.0, 0.1, kNoWobble),
              1e-4);
}

}  // namespace labour_emergence_beta_binomial_test
