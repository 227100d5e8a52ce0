// SPDX-License-Identifier: Apache-2.0
//
// Comparison of a method with a yardstick, normally the naive forecast.
//
// When      Beside every published forecast: a method that loses to "no change" is not worth its words.
// When not  As a test of significance on a handful of origins: the count is printed so that the reader can
// judge. Formula   relative loss = mean loss of the method / mean loss of the yardstick, over the same pairs
//           skill = 1 − relative loss;   wins = share of the pairs in which the method's loss is smaller
//           (a tie counts one half)
//           t = mean(d) / √(var(d) / n), d = loss of the yardstick − loss of the method, one d per series,
//           since origins of one series overlap and are no independent evidence
// Missing   Pairs with a missing loss are left out.
// Example   method {1, 2, 3}, yardstick {2, 2, 4}: relative 6/8 = 0.75, skill 0.25, wins (1 + ½ + 1)/3 = 5/6
// Source    Hyndman and Koehler (2006); Diebold and Mariano (1995) for the statistic, here across series.
#pragma once

#include <dubao/data/series.hpp>
#include <dubao/error.hpp>

#include <cmath>
#include <string>
#include <vector>

namespace dubao::evaluation {

struct Comparison {
  Index pairs = 0;                        ///< pairs compared
  double relative_loss = data::kMissing;  ///< below 1: better than the yardstick
  double skill = data::kMissing;          ///< 1 − relative_loss
  double wins = data::kMissing;           ///< share in [0, 1]
  double t_statistic = data::kMissing;    ///< NaN for fewer than two pairs or no variance
};

/// Compares two vectors of losses (≥ 0, same order, one a series). Throws InputError E-CMP-001 when their
/// lengths differ. O(n).
[[nodiscard]] inline Comparison compare(const std::vector<double>& method,
                                        const std::vector<double>& yardstick) {
  if (method.size() != yardstick.size()) {
    throw InputError("E-CMP-001", "yardstick",
                     std::to_string(yardstick.size()) + " losses against " + std::to_string(method.size()),
                     "compare the same series and origins");
  }
  Comparison out;
  double sum_method = 0.0;
  double sum_yardstick = 0.0;
  double sum_wins = 0.0;
  double sum_difference = 0.0;
  double sum_square = 0.0;
  for (std::size_t i = 0; i < method.size(); ++i) {
    if (data::is_missing(method[i]) || data::is_missing(yardstick[i])) continue;
    const double difference = yardstick[i] - method[i];
    ++out.pairs;
    sum_method += method[i];
    sum_yardstick += yardstick[i];
    if (difference > 0.0) {
      sum_wins += 1.0;
    } else if (difference == 0.0) {
      sum_wins += 0.5;
    }
    sum_difference += difference;
    sum_square += difference * difference;
  }
  if (out.pairs == 0) return out;
  const auto n = static_cast<double>(out.pairs);
  if (sum_yardstick > 0.0) {
    out.relative_loss = sum_method / sum_yardstick;
    out.skill = 1.0 - out.relative_loss;
  }
  out.wins = sum_wins / n;
  const double mean = sum_difference / n;
  const double variance = out.pairs > 1 ? (sum_square - n * mean * mean) / (n - 1.0) : 0.0;
  if (variance > 0.0) out.t_statistic = mean / std::sqrt(variance / n);
  return out;
}

}  // namespace dubao::evaluation
