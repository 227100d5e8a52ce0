// SPDX-License-Identifier: Apache-2.0
#include <dubao/regression/glm/link.hpp>

#include <gtest/gtest.h>

namespace regression_glm_link_test {

using namespace dubao::regression;

// Central differences of step 1e-5 leave about ten digits.
constexpr double kDifference = 1e-8;
constexpr double kRounding = 1e-14;
constexpr Link kAll[] = {Link::kLog, Link::kLogit, Link::kProbit, Link::kComplementaryLogLog, Link::kInverse};

TEST(Link, TheInverseUndoesTheLinkAndTheDerivativeIsThatOfTheMean) {
  for (const Link link : kAll) {
    for (const double eta : {0.2, 0.7, 1.3}) {
      const LinkedMean m = inverse_link(link, eta);
      EXPECT_NEAR(apply_link(link, m.mean), eta, 10.0 * kRounding) << to_string(link);
      const double h = 1e-5;
      const double slope = (inverse_link(link, eta + h).mean - inverse_link(link, eta - h).mean) / (2.0 * h);
      EXPECT_NEAR(m.derivative, slope, kDifference * std::max(1.0, std::abs(slope))) << to_string(link);
    }
  }
}

TEST(Link, LogitAtZeroIsOneHalfWithDerivativeOneQuarter) {
  const LinkedMean m = inverse_link(Link::kLogit, 0.0);
  EXPECT_EQ(m.mean, 0.5);
  EXPECT_EQ(m.rest, 0.5);
  EXPECT_EQ(m.derivative, 0.25);
}

TEST(Link, BothTailsKeepTheirDigits) {
  for (const Link link : {Link::kLogit, Link::kProbit}) {
    const LinkedMean high = inverse_link(link, 12.0);
    const LinkedMean low = inverse_link(link, -12.0);
    EXPECT_EQ(high.rest, low.mean);
    EXPECT_EQ(high.mean, low.rest);
    EXPECT_GT(high.rest, 0.0);
  }
  EXPECT_NEAR(inverse_link(Link::kLogit, 12.0).rest / std::exp(-12.0), 1.0, 1e-5);
  // Φ(−12) by its asymptotic series: φ(12)/12 (1 − 1/144 + 3/144²)
  EXPECT_NEAR(inverse_link(Link::kProbit, 12.0).rest / 1.7764821e-33, 1.0, 1e-7);
  EXPECT_NEAR(inverse_link(Link::kComplementaryLogLog, 3.0).rest / std::exp(-std::exp(3.0)), 1.0, kRounding);
  EXPECT_NEAR(inverse_link(Link::kComplementaryLogLog, -40.0).mean / std::exp(-40.0), 1.0, kRounding);
}

TEST(Link, FarOutEverythingStaysFinite) {
  for (const Link link : {Link::kLogit, Link::kProbit, Link::kComplementaryLogLog}) {
    for (const double eta : {-1e6, 1e6}) {
      const LinkedMean m = inverse_link(link, eta);
      EXPECT_TRUE(std::isfinite(std::log(m.mean)) && std::isfinite(std::log(m.rest)));
      EXPECT_GT(m.derivative, 0.0);
    }
  }
  EXPECT_TRUE(std::isinf(inverse_link(Link::kInverse, 0.0).mean));
  EXPECT_TRUE(std::isinf(inverse_link(Link::kInverse, -1.0).mean));
}

}  // namespace regression_glm_link_test
