// SPDX-License-Identifier: Apache-2.0
//
// Rating: a five-step class with its probability, or "undetermined".
//
// What      Names a class only when the draws make it more likely than not, and says how likely. Every rating carries
//           the reliability of its inputs (reliability.hpp): A back-tested, B too short to back-test, C assumptions.
// Formula   class = the one that holds the median; probability = share of the paths in it;
//           undetermined when probability < minimum_probability (0.5: more likely than not).
// When not  As a substitute for the distribution: print the class probabilities beside it.
// Example   Paths in classes {0, 0, 0, 1} of five: class 0 with probability 0.75. Paths {0, 1, 2, 3, 4}: median class
//           2, probability 0.2: undetermined. Either way reliability C on assumptions, B on official figures.
// Source    Own. The threshold is data: publish it beside the ratings.
#pragma once

#include <dubao/data/series.hpp>
#include <dubao/error.hpp>
#include <dubao/labour/reliability.hpp>

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

namespace dubao::labour {

/// What decides whether a class is named, and its reliability.
struct RatingRule {
  double minimum_probability = 0.5;           ///< below it the rating is undetermined, [0, 1]
  Evidence evidence = Evidence::kAssumption;  ///< of the weakest input
  Index backtest_origins = 0;                 ///< past origins the method was scored at, ≥ 0
};

struct Rating {
  std::optional<Index> step;          ///< position of the class, 0 first; empty: undetermined
  Index median_step = 0;              ///< class that holds the median, named or not
  double probability = 0.0;           ///< share of the paths in the median class
  std::vector<double> probabilities;  ///< of every class; they sum to 1
  char reliability = 'C';             ///< A, B or C: of the inputs, see reliability.hpp
};

/// Rates paths that are already classified. classes: class of each path, 0 … steps − 1, ordered from one end of
/// the scale to the other; at least one path. The median class is the lower one when paths split evenly.
/// Throws InputError E-BAL-007 for no path, a class out of range or a rule out of range, E-BAL-009 for a negative
/// number of origins. O(paths).
[[nodiscard]] inline Rating rate_classes(const std::vector<Index>& classes, Index steps,
                                         const RatingRule& rule = {}) {
  const bool inside =
      std::all_of(classes.begin(), classes.end(), [steps](Index one) { return one >= 0 && one < steps; });
  if (classes.empty() || !inside || !(rule.minimum_probability >= 0.0 && rule.minimum_probability <= 1.0)) {
    throw InputError("E-BAL-007", "classes, rule",
                     "no path, a class outside the scale, or a minimum probability outside [0, 1]",
                     "give at least one path, classes on the scale, and a probability");
  }
  Rating out;
  out.reliability = reliability(rule.evidence, rule.backtest_origins).letter;
  std::vector<Index> count(static_cast<std::size_t>(steps), 0);
  for (const Index one : classes) ++count[static_cast<std::size_t>(one)];
  const auto n = static_cast<double>(classes.size());
  Index below = 0;
  bool found = false;
  for (Index step = 0; step < steps; ++step) {
    const Index here = count[static_cast<std::size_t>(step)];
    out.probabilities.push_back(static_cast<double>(here) / n);
    below += here;
    if (!found && 2 * below >= static_cast<Index>(classes.size())) {
      out.median_step = step;
      found = true;
    }
  }
  out.probability = out.probabilities[static_cast<std::size_t>(out.median_step)];
  if (out.probability >= rule.minimum_probability) out.step = out.median_step;
  return out;
}

}  // namespace dubao::labour
