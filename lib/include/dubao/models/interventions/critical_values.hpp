// SPDX-License-Identifier: Apache-2.0
//
// Critical values of the largest evidence in a clean series.
//
// Placeholder until scripts/make_intervention_table.py has run.
#pragma once

#include <array>
#include <cstddef>
#include <string_view>

namespace dubao::models::interventions {

/// Printed in notes.
inline constexpr std::string_view kCriticalValuesVersion = "simulated-0";
/// Probabilities of a false alarm that have a column.
inline constexpr double kFivePercent = 0.05;
inline constexpr double kOnePercent = 0.01;

/// One row: length of a complete series with a constant and a line, and the evidence asked for.
struct CriticalValue {
  int length;
  double at_five_percent;
  double at_one_percent;
};
inline constexpr std::array<CriticalValue, 2> kCriticalValues{{{8, 6.4, 8.4}, {120, 6.9, 8.6}}};

}  // namespace dubao::models::interventions
