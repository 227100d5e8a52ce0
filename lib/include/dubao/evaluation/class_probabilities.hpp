// SPDX-License-Identifier: Apache-2.0
//
// Scores of class probabilities: how good it was to say "shortage with 70 %".
//
// What      Brier score for classes in any order, ranked probability score for classes on a scale.
// When      Ratings and other statements with a probability for each class, once the class that came is known.
// When not  A class named without a probability: a hit rate says all there is. Few cases: both scores are means and need
//           their number beside them.
// Formula   p_k probability of class k, o_k = 1 for the class that came and 0 otherwise, K classes
//           Brier = Σ_k (p_k − o_k)²                                  in [0, 2]; 0: certain and right; 2: certain and wrong
//           RPS   = 1/(K − 1) · Σ_{j<K} (Σ_{k≤j} (p_k − o_k))²        in [0, 1]; a class beside the right one costs less
// Example   p = {0.7, 0.2, 0.1}, class 0 came: Brier 0.09 + 0.04 + 0.01 = 0.14; RPS (0.09 + 0.01)/2 = 0.05.
// Source    Brier (1950); Epstein (1969); Murphy (1971). Both are strictly proper: honesty has the best expected score.
#pragma once

#include <dubao/data/series.hpp>
#include <dubao/error.hpp>

#include <cmath>
#include <string>
#include <vector>

namespace dubao::evaluation {

/// Largest distance of a sum of probabilities from 1 that counts as rounding.
inline constexpr double kProbabilitySumTolerance = 1e-6;

/// Throws InputError E-ACC-010 unless the probabilities are at least two, from 0 to 1, with sum 1, and the outcome is one
/// of their positions.
inline void check_class_probabilities(const std::vector<double>& probabilities, Index outcome,
                                      const std::string& series = {}) {
  double sum = 0.0;
  bool good = probabilities.size() >= 2 && outcome >= 0 && outcome < static_cast<Index>(probabilities.size());
  for (const double p : probabilities) {
    good = good && p >= 0.0 && p <= 1.0 + kProbabilitySumTolerance;
    sum += p;
  }
  if (!good || !(std::abs(sum - 1.0) <= kProbabilitySumTolerance)) {
    throw InputError(
        "E-ACC-010", "probabilities",
        "the probabilities are no distribution over two or more classes, or the class that came is none "
        "of them",
        "give probabilities from 0 to 1 with sum 1 and the position of the class that came, 0 first", series);
  }
}

/// Brier score of one case, in [0, 2]. outcome: position of the class that came, 0 first. E-ACC-010. O(K).
[[nodiscard]] inline double brier_score(const std::vector<double>& probabilities, Index outcome) {
  check_class_probabilities(probabilities, outcome);
  double sum = 0.0;
  for (std::size_t k = 0; k < probabilities.size(); ++k) {
    const double error = probabilities[k] - (static_cast<Index>(k) == outcome ? 1.0 : 0.0);
    sum += error * error;
  }
  return sum;
}

/// Ranked probability score of one case, in [0, 1]; classes in the order of their scale. E-ACC-010. O(K).
[[nodiscard]] inline double ranked_probability_score(const std::vector<double>& probabilities,
                                                     Index outcome) {
  check_class_probabilities(probabilities, outcome);
  double sum = 0.0;
  double below = 0.0;
  for (std::size_t k = 0; k + 1 < probabilities.size(); ++k) {
    below += probabilities[k] - (static_cast<Index>(k) == outcome ? 1.0 : 0.0);
    sum += below * below;
  }
  return sum / static_cast<double>(probabilities.size() - 1);
}

}  // namespace dubao::evaluation
