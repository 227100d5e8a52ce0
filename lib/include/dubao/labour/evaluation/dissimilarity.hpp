// SPDX-License-Identifier: Apache-2.0
//
// Dissimilarity index of two structures: the part of the total that stands in the wrong group.
//
// When      The total and the structure are to be judged apart: an error that is the same in every group leaves it at 0.
// When not  One group, or totals of zero.
// Formula   DI = ½ Σ_o |p̂_o − p_o|,  p = share of group o in its own total; in [0, 1]
// Example   forecast {60, 40}, actual {50, 50}: 0.1.  {1, 0} and {0, 1}: 1.
// Source    Duncan and Duncan (1955); BLS, evaluations of occupational projections, against constant shares.
#pragma once

#include <dubao/data/series.hpp>
#include <dubao/error.hpp>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

namespace dubao::labour {

/// Dissimilarity of two lists of sizes ≥ 0, same order (they need not sum to 1). Pairs with a missing member are left out
/// of both; NaN when a total is then zero. Throws InputError E-ACC-001 when the lengths differ. O(n).
[[nodiscard]] inline double dissimilarity_index(const std::vector<double>& one,
                                                const std::vector<double>& other) {
  if (one.size() != other.size()) {
    throw InputError("E-ACC-001", "forecast",
                     std::to_string(one.size()) + " groups against " + std::to_string(other.size()),
                     "give the same groups in the same order");
  }
  const auto known = [&](std::size_t i) { return !data::is_missing(one[i]) && !data::is_missing(other[i]); };
  double total_one = 0.0;
  double total_other = 0.0;
  for (std::size_t i = 0; i < one.size(); ++i) {
    if (!known(i)) continue;
    total_one += one[i];
    total_other += other[i];
  }
  if (!(total_one > 0.0 && total_other > 0.0)) return data::kMissing;
  double sum = 0.0;
  for (std::size_t i = 0; i < one.size(); ++i) {
    if (known(i)) sum += std::abs(one[i] / total_one - other[i] / total_other);
  }
  return std::min(0.5 * sum, 1.0);
}

}  // namespace dubao::labour
