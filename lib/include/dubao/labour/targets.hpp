// SPDX-License-Identifier: Apache-2.0
//
// Targets: the probability that a forecast meets a dated threshold.
//
// When      A dated target in the same definition and unit as the draws.
// When not  A training target against a forecast of need: different quantities. Past dates: met or not met is a
//           fact, not a probability; only periods of the draws are accepted.
// Formula   P = share of the paths for which  value_d,period  <operator>  value  holds.
// Example   Paths {90, 100, 110} in 2030: "≥ 100" has probability 2/3, "> 100" 1/3.
#pragma once

#include <dubao/data/draws.hpp>
#include <dubao/error.hpp>

#include <Eigen/Core>
#include <cmath>
#include <cstdint>
#include <string>
#include <string_view>

namespace dubao::labour {

enum class TargetOperator : std::uint8_t { kAtLeast, kAbove, kAtMost, kBelow };

/// Reads ">=", ">", "<=", "<" (also "≥", "≤"). Throws InputError E-TGT-002 otherwise.
[[nodiscard]] inline TargetOperator target_operator(std::string_view text) {
  if (text == ">=" || text == "≥") return TargetOperator::kAtLeast;
  if (text == ">") return TargetOperator::kAbove;
  if (text == "<=" || text == "≤") return TargetOperator::kAtMost;
  if (text == "<") return TargetOperator::kBelow;
  throw InputError("E-TGT-002", "operator", "'" + std::string(text) + "' is not a comparison",
                   "use >=, >, <= or <");
}

/// period: one of the draws' periods; value: the target in the draws' unit.
/// Throws InputError E-TGT-001 when the period is not forecast or has another frequency, or value is not finite.
[[nodiscard]] inline double probability_of_meeting(const data::Draws& draws, time::Period period,
                                                   TargetOperator comparison, double value) {
  const bool same_frequency = period.frequency() == draws.start().frequency();
  const Index h = same_frequency ? period - draws.start() : -1;
  if (h < 0 || h >= draws.horizon() || draws.size() == 0 || !std::isfinite(value)) {
    throw InputError("E-TGT-001", "period, value",
                     "the draws do not cover the period, or the target is not a number",
                     "ask for a forecast period; compare past periods with what was observed", draws.id(),
                     period.to_string());
  }
  const Eigen::ArrayXd column = draws.paths().col(h).array();
  Index met = 0;
  switch (comparison) {
    case TargetOperator::kAtLeast:
      met = (column >= value).count();
      break;
    case TargetOperator::kAbove:
      met = (column > value).count();
      break;
    case TargetOperator::kAtMost:
      met = (column <= value).count();
      break;
    case TargetOperator::kBelow:
      met = (column < value).count();
      break;
  }
  return static_cast<double>(met) / static_cast<double>(draws.size());
}

}  // namespace dubao::labour
