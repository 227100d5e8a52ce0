// SPDX-License-Identifier: Apache-2.0
#include <dubao/evaluation/percentage_accuracy.hpp>

namespace evaluation_percentage_accuracy_test {

using namespace dubao;              // NOLINT: a test
using namespace dubao::evaluation;  // NOLINT: a test
using data::kMissing;

constexpr double kExact = 1e-12;

TEST(PercentageAccuracy, ExampleOfTheHeaderHolds) {
  EXPECT_NEAR(absolute_percentage_error(100, 90), 0.1, kExact);
  EXPECT_NEAR(absolute_percentage_error(50, 60), 0.2, kExact);
  EXPECT_NEAR(weighted_absolute_percentage_error({100, 50}, {90, 60}), 20.0 / 150.0, kExact);
}

TEST(PercentageAccuracy, TheActualValueStandsBelow) {
  EXPECT_NEAR(absolute_percentage_error(50, 100), 1.0, kExact);
  EXPECT_NEAR(absolute_percentage_error(100, 50), 0.5, kExact);
}

TEST(PercentageAccuracy, ZeroHasNoPercentageAndDoesNotSpoilTheWeightedOne) {
  EXPECT_TRUE(std::isnan(absolute_percentage_error(0, 5)));
  EXPECT_NEAR(weighted_absolute_percentage_error({0, 10}, {5, 10}), 0.5, kExact);
  EXPECT_TRUE(std::isnan(weighted_absolute_percentage_error({0, 0}, {5, 10})));
}

TEST(PercentageAccuracy, MissingPairsAreLeftOutOfBothSums) {
  EXPECT_NEAR(weighted_absolute_percentage_error({100, kMissing, 100}, {90, 10, kMissing}), 0.1, kExact);
  EXPECT_TRUE(std::isnan(weighted_absolute_percentage_error({kMissing}, {1})));
  EXPECT_THROW((void)weighted_absolute_percentage_error({1}, {1, 2}), InputError);
}

TEST(PercentageAccuracy, DoesNotDependOnTheUnit) {
  EXPECT_NEAR(weighted_absolute_percentage_error({100000, 50000}, {90000, 60000}), 20.0 / 150.0, kExact);
}

}  // namespace evaluation_percentage_accuracy_test
