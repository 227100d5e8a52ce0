// SPDX-License-Identifier: Apache-2.0
#include <dubao/labour/evaluation/naive_benchmarks.hpp>

namespace labour_evaluation_naive_benchmarks_test {

using namespace dubao;          // NOLINT: a test
using namespace dubao::labour;  // NOLINT: a test

constexpr double kExact = 1e-12;

TEST(NaiveBenchmarks, ExampleOfTheHeaderHolds) {
  EXPECT_NEAR(last_growth(80, 100, 10, 5), 100.0 * std::sqrt(1.25), 100 * kExact);
}

TEST(NaiveBenchmarks, AConstantShareTakesItsPartOfTheTotal) {
  EXPECT_NEAR(constant_share(30, 100, 150), 45.0, 100 * kExact);
  EXPECT_TRUE(std::isnan(constant_share(0, 0, 150)));
}

TEST(NaiveBenchmarks, GrowthIsCompoundedOverThePeriods) {
  EXPECT_NEAR(last_growth(100, 110, 1, 3), 146.41, 100 * kExact);
  EXPECT_NEAR(last_growth(110, 100, 1, 2), 100.0 / 1.21, 100 * kExact);
}

TEST(NaiveBenchmarks, WithoutGrowthNothingChanges) {
  EXPECT_EQ(last_growth(100, 100, 1, 9), 100.0);
  EXPECT_EQ(last_growth(0, 100, 1, 9), 100.0);
  EXPECT_EQ(last_growth(100, 0, 1, 9), 0.0);
}

TEST(NaiveBenchmarks, NoEarlierValueMeansNoGrowthIsKnown) {
  EXPECT_TRUE(std::isnan(last_growth(data::kMissing, 100, 1, 1)));
}

TEST(NaiveBenchmarks, AnExplosionStaysFinite) {
  EXPECT_TRUE(std::isfinite(last_growth(1e-300, 1e300, 1, 10)));
}

}  // namespace labour_evaluation_naive_benchmarks_test
