// SPDX-License-Identifier: Apache-2.0
#include <dubao/labour/emergence/false_discovery.hpp>

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace labour_emergence_false_discovery_test {

using namespace dubao::labour::emergence;

TEST(FalseDiscovery, TheExampleOfTheHeaderFlagsTwo) {
  const std::vector<double> values{0.0, std::log(30.0), std::log(100.0), 0.0};
  const std::vector<bool> expected{false, true, true, false};
  EXPECT_EQ(flagged_terms(values, 0.1), expected);
}

TEST(FalseDiscovery, TheAdjusterIntegratesToOneOverTheSquare) {
  // ∫₁^∞ A(x)/x² dx with x = e^u is ∫₀^∞ A(e^u) e^−u du; the tail beyond U holds about 1/U (A(e^u) e^−u → u⁻²).
  constexpr double kStep = 1e-3;
  constexpr double kEnd = 400.0;
  double sum = 0.0;
  for (double u = 0.5 * kStep; u < kEnd; u += kStep) sum += std::exp(log_adjusted_maximum(u) - u) * kStep;
  EXPECT_NEAR(sum + 1.0 / kEnd, 1.0, 1e-4);
}

TEST(FalseDiscovery, TheAdjusterGrowsAndStaysBelowTheMaximum) {
  double before = log_adjusted_maximum(1e-6);
  for (double u = 1e-3; u < 60.0; u += 1e-2) {
    const double here = log_adjusted_maximum(u);
    EXPECT_GE(here, before - 1e-9);
    EXPECT_LE(here, u + std::log(0.5) + 1e-3 * u + 1e-9);
    before = here;
  }
  EXPECT_EQ(log_adjusted_maximum(0.0), -std::numeric_limits<double>::infinity());
}

TEST(FalseDiscovery, RefusesALevelOfOneAndAMissingValue) {
  EXPECT_THROW(static_cast<void>(flagged_terms({1.0}, 1.0)), dubao::InputError);
  EXPECT_THROW(static_cast<void>(flagged_terms({std::nan("")}, 0.1)), dubao::InputError);
}

}  // namespace labour_emergence_false_discovery_test
