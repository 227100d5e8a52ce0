// SPDX-License-Identifier: Apache-2.0
//
// Likely date: the first forecast period in which a stated share of the paths meets a target.
//
// What      For every forecast period the share of paths that meet the target in that period, and for every stated
//           probability the earliest period where that share is reached.
// When      A future target in the definition and unit of the draws; the draws should reach past the due date, so that a
//           target that comes late has a date too.
// When not  A date read as certain: at 80 % one path in five still misses it. Nothing is said beyond the horizon.
// Formula   p_h = #{d : y_dh ∘ Y} / n;   date(q) = min{h : p_h ≥ q};   it holds when p_h ≥ q for all later h too
// Example   Three paths, 2026–2028: {9, 10, 11}, {8, 9, 10}, {7, 8, 9}; "≥ 10": shares 0, 1/3, 2/3. At 50 % the date is 2028,
//           at 80 % there is none within the horizon.
// Source    First-passage by period, own; shares as in targets.hpp.
#pragma once

#include <dubao/labour/targets.hpp>

#include <Eigen/Core>
#include <optional>
#include <vector>

namespace dubao::labour {

/// When a stated probability is reached.
struct LikelyDate {
  double probability = data::kMissing;  ///< as asked for, (0, 1)
  std::optional<time::Period> period;   ///< empty: not within the horizon
  bool holds = false;  ///< the share stays at or above the probability until the horizon ends
};

/// Share of the paths that meet the target, one for each forecast period. Throws E-TGT-001 as probability_of_meeting.
[[nodiscard]] inline Eigen::ArrayXd meeting_shares(const data::Draws& draws, TargetOperator comparison,
                                                   double value) {
  Eigen::ArrayXd shares(draws.horizon());
  for (Index h = 0; h < draws.horizon(); ++h) {
    shares(h) = probability_of_meeting(draws, draws.period(h), comparison, value);
  }
  return shares;
}

/// The earliest periods for several probabilities, in the order asked.
/// shares: from meeting_shares; start: its first period; probabilities: each in (0, 1).
/// Throws InputError E-TGT-004 for a probability outside. Cost: O(horizon · probabilities).
[[nodiscard]] inline std::vector<LikelyDate> likely_dates(const Eigen::Ref<const Eigen::ArrayXd>& shares,
                                                          time::Period start,
                                                          const std::vector<double>& probabilities) {
  std::vector<LikelyDate> dates;
  dates.reserve(probabilities.size());
  for (const double probability : probabilities) {
    if (!(probability > 0.0 && probability < 1.0)) {
      throw InputError("E-TGT-004", "probabilities", "a probability is not between 0 and 1",
                       "give shares such as 0.5 and 0.8");
    }
    LikelyDate one;
    one.probability = probability;
    for (Index h = 0; h < shares.size(); ++h) {
      const bool reached = shares(h) >= probability;
      if (reached && !one.period) {
        one.period = start + h;
        one.holds = true;
      }
      if (!reached) one.holds = false;
    }
    dates.push_back(one);
  }
  return dates;
}

}  // namespace dubao::labour
