// SPDX-License-Identifier: Apache-2.0
//
// Scores of ratings once the class that came is known.
//
// What      Brier and ranked probability score of the class probabilities, beside two references: every class equally
//           likely, and the frequencies of the outcomes themselves; and how often a named class came.
// When not  Fewer than some twenty ratings: the standard error of the mean is stated so that the reader sees it.
// Formula   evaluation/class_probabilities.hpp;  skill = 1 − Brier / Brier of equal probabilities, which is 1 − 1/K;
//           Brier of the outcome frequencies f: 1 − Σ f_k², known only afterwards, a hard reference
// Example   two ratings {0.7, 0.2, 0.1} and {0.1, 0.2, 0.7}, outcomes 0 and 1: Brier (0.14 + 1.14)/2 = 0.64,
//           reference 2/3, skill 0.04.
// Source    Brier (1950); Murphy (1973).
#pragma once

#include <dubao/evaluation/class_probabilities.hpp>
#include <dubao/labour/rating.hpp>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

namespace dubao::labour {

/// A rating that was published, and what came. outcome: position of the class, 0 first.
struct RatedOutcome {
  std::string key;  ///< occupation or field, for messages
  Rating rating;
  Index outcome = 0;
};

struct RatingScores {
  Index cases = 0;
  double brier = data::kMissing;              ///< mean, in [0, 2]
  double brier_error = data::kMissing;        ///< standard error of that mean; NaN for one case
  double ranked = data::kMissing;             ///< mean ranked probability score, in [0, 1]
  double brier_equal = data::kMissing;        ///< of equal probabilities: 1 − 1/K
  double brier_frequencies = data::kMissing;  ///< of the frequencies of the outcomes
  double skill = data::kMissing;              ///< 1 − brier / brier_equal
  Index named = 0;                            ///< ratings that named a class
  double named_hits = data::kMissing;         ///< share of the named ones that came; NaN when none was named
  double mean_probability = data::kMissing;   ///< mean probability of the named ones: should equal named_hits
};

/// Scores ratings on one scale. Throws InputError E-ACC-010 naming every rating whose probabilities are no distribution,
/// whose outcome is off the scale, or whose scale has another number of classes; E-ACC-011 for no rating. O(ratings · K).
[[nodiscard]] inline RatingScores rating_scores(const std::vector<RatedOutcome>& cases) {
  if (cases.empty()) {
    throw InputError("E-ACC-011", "ratings", "there is nothing to score",
                     "give at least one case with its outturn");
  }
  const std::size_t classes = cases.front().rating.probabilities.size();
  Problems problems;
  for (const RatedOutcome& one : cases) {
    try {
      evaluation::check_class_probabilities(one.rating.probabilities, one.outcome, one.key);
    } catch (const InputError& error) {
      problems.add(error.problems().front());
      continue;
    }
    problems.add_if(one.rating.probabilities.size() != classes,
                    {"E-ACC-010", "ratings", "the scale has another number of classes than the first rating",
                     "score ratings of one scale at a time", one.key, ""});
  }
  problems.throw_if_any();
  RatingScores out;
  out.cases = static_cast<Index>(cases.size());
  const auto n = static_cast<double>(out.cases);
  std::vector<double> count(classes, 0.0);
  double sum = 0.0;
  double squares = 0.0;
  double ranked = 0.0;
  double hits = 0.0;
  double probability = 0.0;
  for (const RatedOutcome& one : cases) {
    const double brier = evaluation::brier_score(one.rating.probabilities, one.outcome);
    sum += brier;
    squares += brier * brier;
    ranked += evaluation::ranked_probability_score(one.rating.probabilities, one.outcome);
    count[static_cast<std::size_t>(one.outcome)] += 1.0;
    if (!one.rating.step) continue;
    ++out.named;
    hits += *one.rating.step == one.outcome ? 1.0 : 0.0;
    probability += one.rating.probability;
  }
  out.brier = sum / n;
  if (out.cases > 1) {
    out.brier_error = std::sqrt(std::max(0.0, squares / n - out.brier * out.brier) / (n - 1.0));
  }
  out.ranked = ranked / n;
  out.brier_equal = 1.0 - 1.0 / static_cast<double>(classes);
  out.brier_frequencies = 1.0;
  for (const double one : count) out.brier_frequencies -= (one / n) * (one / n);
  out.skill = 1.0 - out.brier / out.brier_equal;
  if (out.named > 0) {
    out.named_hits = hits / static_cast<double>(out.named);
    out.mean_probability = probability / static_cast<double>(out.named);
  }
  return out;
}

}  // namespace dubao::labour
