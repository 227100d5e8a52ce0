// SPDX-License-Identifier: Apache-2.0
#include <dubao/optim/halton.hpp>

#include <algorithm>

namespace optim_halton_test {

using dubao::optim::halton;
using dubao::optim::kHaltonBases;

constexpr double kRounding = 1e-15;

TEST(Halton, TheBannersExampleHolds) {
  EXPECT_NEAR(halton(1, 0), 0.5, kRounding);
  EXPECT_NEAR(halton(2, 0), 0.25, kRounding);
  EXPECT_NEAR(halton(3, 0), 0.75, kRounding);
  EXPECT_NEAR(halton(1, 1), 1.0 / 3.0, kRounding);
}

// The first b − 1, b² − 1, … points of base b are the multiples of 1/b, 1/b², …, each once.
TEST(Halton, EveryBaseFillsItsGrid) {
  for (std::size_t i = 0; i < kHaltonBases.size(); ++i) {
    const int cells = kHaltonBases[i] * kHaltonBases[i];
    std::vector<double> points;
    for (int k = 1; k < cells; ++k) points.push_back(halton(k, i));
    std::sort(points.begin(), points.end());
    for (int k = 1; k < cells; ++k) {
      EXPECT_NEAR(points[static_cast<std::size_t>(k - 1)], static_cast<double>(k) / cells, kRounding)
          << cells;
    }
  }
}

}  // namespace optim_halton_test
