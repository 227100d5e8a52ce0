// SPDX-License-Identifier: Apache-2.0
#include <dubao/regression/double_double.hpp>

#include <gtest/gtest.h>

#include <cmath>

namespace regression_double_double_test {

using dubao::regression::DoubleDouble;
using dubao::regression::sqrt;

constexpr double kRounding = 0x1p-102;  // a few operations of relative error 2⁻¹⁰⁴

TEST(DoubleDouble, KeepsWhatDoubleLoses) {
  const DoubleDouble sum = DoubleDouble(1e16) + DoubleDouble(1.0) - DoubleDouble(1e16);
  EXPECT_EQ(static_cast<double>(sum), 1.0);
  const DoubleDouble product = DoubleDouble(1.0 + 0x1p-40) * DoubleDouble(1.0 - 0x1p-40);
  EXPECT_EQ(product.high, 1.0);
  EXPECT_EQ(product.low, -0x1p-80);
}

TEST(DoubleDouble, DivisionAndRootInvertTheProduct) {
  for (const double value : {2.0, 3.0, 1e-150, 7.25e90}) {
    const DoubleDouble third = DoubleDouble(value) / DoubleDouble(3.0);
    EXPECT_LE(std::abs(static_cast<double>(third * DoubleDouble(3.0) - DoubleDouble(value))),
              kRounding * value);
    const DoubleDouble root = sqrt(DoubleDouble(value));
    EXPECT_LE(std::abs(static_cast<double>(root * root - DoubleDouble(value))), kRounding * value);
  }
  EXPECT_EQ(static_cast<double>(sqrt(DoubleDouble(0.0))), 0.0);
}

// Σ 1/k! to twenty-eight digits: e = 2.71828182845904523536028747135…
TEST(DoubleDouble, CarriesThirtyDigitsThroughASum) {
  DoubleDouble sum(1.0);
  DoubleDouble term(1.0);
  for (int k = 1; k < 40; ++k) {
    term = term / DoubleDouble(k);
    sum += term;
  }
  EXPECT_EQ(sum.high, 0x1.5bf0a8b145769p+1);
  EXPECT_NEAR(sum.low, 0x1.4d57ee2b1013ap-53, 0x1p-102);
}

}  // namespace regression_double_double_test
