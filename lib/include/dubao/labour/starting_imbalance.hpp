// SPDX-License-Identifier: Apache-2.0
//
// Starting imbalance: where an occupation stands before the period begins, and the rating that depends on it.
//
// What      Openings above newcomers in an occupation that starts with a surplus may only bring balance, and the
//           reverse. The state at the start is read from unfilled posts and people looking for work in the
//           occupation, path by path, with the probability of each state.
// When      Both counts are known, or at least ranges of them. When neither is: give the state as an assumption to
//           projected_state (balance.hpp); the reliability is then C.
// When not  Counts of different definitions (postings against registered unemployed): calibrate them first. A flow
//           counted in demand has its counterpart in supply: with unfilled posts in the demand of the period, the
//           unemployed stand in its supply, and neither is added to the gap again here.
// Formula   F11:  s = (unfilled − unemployed)/E_0;  shortage when s > tolerance, surplus when s < −tolerance
//           rating = R(state at the start, gap over the period), as in balance.hpp, both from path d
// Example   unfilled 30, unemployed 50, E_0 = 1000: s = −0.02, a surplus within a tolerance of 0.01. With a relative
//           gap of +0.05 over the period: balance.
// Source    Two-argument rating: COPS, Canada; reading of the start from the two counts and tolerance: own.
#pragma once

#include <dubao/error.hpp>
#include <dubao/labour/balance.hpp>
#include <dubao/labour/rating.hpp>

#include <Eigen/Core>
#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <string>
#include <vector>

namespace dubao::labour {

/// States of the start by path and their probabilities.
struct StartingImbalance {
  Eigen::ArrayXd relative;                   ///< s, one value a path
  std::vector<InitialState> states;          ///< one a path
  std::array<double, 3> probabilities = {};  ///< of shortage, balance, surplus; they sum to 1
};

/// Reads the start. unfilled, unemployed: persons ≥ 0; base: E_0 > 0; each one value or one a path, with the same
/// number of paths where more than one; tolerance: relative imbalance taken as none, ≥ 0 (no published value: give it with
/// its source). Throws InputError E-BAL-010, all problems at once. O(paths).
[[nodiscard]] inline StartingImbalance starting_imbalance(const Eigen::ArrayXd& unfilled,
                                                          const Eigen::ArrayXd& unemployed,
                                                          const Eigen::ArrayXd& base, double tolerance) {
  const Index n = std::max({unfilled.size(), unemployed.size(), base.size()});
  Problems problems;
  const auto check = [&](const Eigen::ArrayXd& values, const char* name, bool positive) {
    const bool shaped = values.size() == 1 || (values.size() == n && n > 0);
    problems.add_if(
        !shaped || !values.allFinite() || (values < 0.0).any() || (positive && !(values > 0.0).all()),
        {"E-BAL-010", name, std::to_string(values.size()) + " values, or one that is not finite or too small",
         positive ? "give employment > 0, one value or one a path"
                  : "give persons ≥ 0, one value or one a path",
         "", ""});
  };
  check(unfilled, "unfilled", false);
  check(unemployed, "unemployed", false);
  check(base, "base", true);
  problems.add_if(
      !(tolerance >= 0.0) || !std::isfinite(tolerance),
      {"E-BAL-010", "tolerance", "is not ≥ 0", "give a relative imbalance, with its source", "", ""});
  problems.throw_if_any();
  const auto at = [](const Eigen::ArrayXd& values, Index d) { return values(values.size() == 1 ? 0 : d); };
  StartingImbalance out;
  out.relative.resize(n);
  for (Index d = 0; d < n; ++d) {
    const double s = (at(unfilled, d) - at(unemployed, d)) / at(base, d);
    out.relative(d) = s;
    out.states.push_back(s > tolerance    ? InitialState::kShortage
                         : s < -tolerance ? InitialState::kSurplus
                                          : InitialState::kBalance);
    out.probabilities[static_cast<std::size_t>(1 - static_cast<int>(out.states.back()))] += 1.0;
  }
  for (double& one : out.probabilities) one /= static_cast<double>(n);
  return out;
}

/// Rates the projected state, start and gap from the same path. flows: with relative_gap; start: one state for all paths or
/// one a path; tolerance: of the gap. Throws InputError E-BAL-008, and E-BAL-010 when the numbers of paths differ.
[[nodiscard]] inline Rating projected_state(const Balance& flows, const StartingImbalance& start,
                                            double tolerance, const RatingRule& rule = {}) {
  const std::vector<Index> gaps = detail::gap_signs(flows, tolerance);
  const auto paths = flows.relative_gap.size();
  const auto starts = static_cast<Index>(start.states.size());
  if (starts != 1 && starts != paths) {
    throw InputError("E-BAL-010", "start",
                     std::to_string(starts) + " starts for " + std::to_string(paths) + " paths",
                     "give one start, or one a path");
  }
  std::vector<Index> steps;
  for (std::size_t d = 0; d < gaps.size(); ++d) {
    steps.push_back(2 - (static_cast<Index>(start.states[starts == 1 ? 0 : d]) + gaps[d]));
  }
  return rate_classes(steps, static_cast<Index>(kProjectedStates.size()), rule);
}

}  // namespace dubao::labour
