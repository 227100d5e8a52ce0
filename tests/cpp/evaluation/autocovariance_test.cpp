// SPDX-License-Identifier: Apache-2.0
#include <dubao/evaluation/autocovariance.hpp>

namespace evaluation_autocovariance_test {

using dubao::data::kMissing;
using dubao::evaluation::autocovariances;

TEST(Autocovariance, IsThatOfTheDefinition) {
  EXPECT_EQ(autocovariances({1, 2, 3, 4}, 1), (std::vector<double>{1.25, 0.3125}));
}

TEST(Autocovariance, CountsThePairsThatAreKnown) {
  // Mean 3 of {1, 3, 5}; lag 1: one known pair (3, 5), divisor 1 + 1; lag 3: none.
  EXPECT_EQ(autocovariances({1, kMissing, 3, 5}, 3), (std::vector<double>{8.0 / 3.0, 0.0, 0.0, -4.0 / 4.0}));
  EXPECT_EQ(autocovariances({1, 3, kMissing}, 2), (std::vector<double>{1.0, -0.5, 0.0}));
}

}  // namespace evaluation_autocovariance_test
