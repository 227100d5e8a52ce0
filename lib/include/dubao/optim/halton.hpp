// SPDX-License-Identifier: Apache-2.0
//
// Halton points: a fixed sequence that fills a box evenly, in any number of its first points.
//
// When      A posterior of a few parameters is to be covered by some dozens of points, the same in every run.
// When not  More than kHaltonBases.size() dimensions, where its planes show; a sample that must be random.
// Formula   coordinate i of point k: the digits of k in the i-th prime base, mirrored behind the point
// Example   halton(1, 0) == 1/2;  halton(2, 0) == 1/4;  halton(3, 0) == 3/4;  halton(1, 1) == 1/3
// Source    Halton (1960), Numerische Mathematik 2, 84-90.
#pragma once

#include <array>
#include <cstddef>

namespace dubao::optim {

/// One base a dimension.
inline constexpr std::array<int, 8> kHaltonBases{2, 3, 5, 7, 11, 13, 17, 19};

/// Coordinate `dimension` (0-based, below kHaltonBases.size()) of point k ≥ 1, in (0, 1). O(log k).
[[nodiscard]] inline double halton(int k, std::size_t dimension) noexcept {
  const int base = kHaltonBases[dimension];
  double fraction = 1.0;
  double position = 0.0;
  for (int rest = k; rest > 0; rest /= base) {
    fraction /= base;
    position += fraction * (rest % base);
  }
  return position;
}

}  // namespace dubao::optim
