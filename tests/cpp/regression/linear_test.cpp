// SPDX-License-Identifier: Apache-2.0
#include <dubao/regression/linear.hpp>

#include <gtest/gtest.h>

#include "nist_linear.hpp"
#include <algorithm>
#include <cstdio>

namespace regression_linear_test {

using namespace dubao::regression;

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

}  // namespace regression_linear_test
