// SPDX-License-Identifier: Apache-2.0
#include <dubao/data/random.hpp>
#include <dubao/labour/evaluation/dissimilarity.hpp>

namespace labour_evaluation_dissimilarity_test {

using namespace dubao;          // NOLINT: a test
using namespace dubao::labour;  // NOLINT: a test

constexpr double kExact = 1e-12;

TEST(Dissimilarity, ExampleOfTheHeaderHolds) {
  EXPECT_NEAR(dissimilarity_index({60, 40}, {50, 50}), 0.1, kExact);
  EXPECT_EQ(dissimilarity_index({1, 0}, {0, 1}), 1.0);
}

TEST(Dissimilarity, LiesInTheUnitIntervalIsSymmetricAndFreeOfTheUnit) {
  data::RandomStream stream(1, 2, 3);
  for (int trial = 0; trial < 200; ++trial) {
    std::vector<double> one;
    std::vector<double> other;
    for (int o = 0; o < 1 + trial % 20; ++o) {
      one.push_back(std::floor(5.0 * stream.uniform()));
      other.push_back(1e6 * std::pow(stream.uniform(), 8));
    }
    one.push_back(1.0);
    other.push_back(1.0);
    const double index = dissimilarity_index(one, other);
    EXPECT_GE(index, 0.0);
    EXPECT_LE(index, 1.0);
    EXPECT_NEAR(dissimilarity_index(other, one), index, kExact);
    for (double& value : one) value *= 1000.0;
    EXPECT_NEAR(dissimilarity_index(one, other), index, kExact);
    EXPECT_NEAR(dissimilarity_index(one, one), 0.0, kExact);
  }
}

TEST(Dissimilarity, MissingPairsLeaveBothTotals) {
  EXPECT_NEAR(dissimilarity_index({60, 40, data::kMissing}, {50, 50, 900}), 0.1, kExact);
}

TEST(Dissimilarity, NothingHasNoStructure) {
  EXPECT_TRUE(std::isnan(dissimilarity_index({0, 0}, {1, 2})));
  EXPECT_TRUE(std::isnan(dissimilarity_index({}, {})));
  EXPECT_THROW((void)dissimilarity_index({1}, {1, 2}), InputError);
}

}  // namespace labour_evaluation_dissimilarity_test
