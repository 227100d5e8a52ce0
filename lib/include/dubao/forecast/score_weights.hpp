// SPDX-License-Identifier: Apache-2.0
//
// Weights of an ensemble's members by their errors at past origins of the series itself.
//
// When      The members are of unequal worth for this series and it has some dozens of values.
// When not  Short series: a handful of overlapping errors says little, and the trimmed mean needs none of it
//           (docs/models/ensemble.md has the measurement).
// Formula   L_m mean loss of member m over k past origins (origin_losses.hpp), w⁰ the prior weights (sum 1)
//           w_m = (1 − λ) w⁰_m + λ (w⁰_m / L_m) / Σ_j (w⁰_j / L_j),   λ = k / (k + kPriorOrigins)
//           A member without losses (it refuses the series at a past origin) counts with the mean of the others' L.
// Zero loss Members that made no error share λ among themselves.
// Example   Losses {1, 1} and {3, 3}, equal prior weights: λ = 1/2, 1/L gives {3/4, 1/4}, so weights {5/8, 3/8}.
// Source    Bates and Granger (1969) for inverse errors; Diebold and Pauly (1990) for the pull toward equal weights. Power 1 and
//           kPriorOrigins: chosen on 3,000 odd-numbered quarterly series of M4.
#pragma once

#include <algorithm>
#include <cstddef>
#include <vector>

namespace dubao::forecast {

/// Origins that the prior weights are worth.
inline constexpr double kPriorOrigins = 2.0;

/// Weights of members by their losses at past origins.
struct ScoreWeights {
  std::vector<double> weights;  ///< ≥ 0, sum 1, one a member
  std::size_t origins = 0;      ///< that were compared; 0: the weights are the prior ones
};

/// losses: for each member one loss ≥ 0 an origin, all of the same origins and unit, or empty where it has none. prior: ≥ 0, at
/// least one > 0, same length. A member whose number of losses differs from the largest is taken as one without. O(members × origins).
[[nodiscard]] inline ScoreWeights score_weights(const std::vector<std::vector<double>>& losses,
                                                std::vector<double> prior) {
  double sum = 0.0;
  for (const double weight : prior) sum += weight;
  for (double& weight : prior) weight /= sum;
  ScoreWeights out{prior, 0};
  for (const std::vector<double>& own : losses) out.origins = std::max(out.origins, own.size());
  if (out.origins == 0) return out;

  const auto count = static_cast<double>(out.origins);
  const auto judged = [&](std::size_t m) { return losses[m].size() == out.origins; };
  std::vector<double> mean(losses.size(), 0.0);
  double all = 0.0;
  double members = 0.0;
  for (std::size_t m = 0; m < losses.size(); ++m) {
    if (!judged(m)) continue;
    for (const double loss : losses[m]) mean[m] += loss / count;
    all += mean[m];
    members += 1.0;
  }
  double least = 0.0;
  bool first = true;
  for (std::size_t m = 0; m < losses.size(); ++m) {
    if (!judged(m)) mean[m] = all / members;
    if (prior[m] > 0.0 && (first || mean[m] < least)) least = mean[m];
    first = first && prior[m] == 0.0;
  }
  // Relative to the smallest, so that no quotient overflows.
  std::vector<double> inverse(losses.size());
  double inverses = 0.0;
  for (std::size_t m = 0; m < losses.size(); ++m) {
    const double relative = least > 0.0 ? least / mean[m] : (mean[m] > 0.0 ? 0.0 : 1.0);
    inverse[m] = prior[m] > 0.0 ? prior[m] * relative : 0.0;
    inverses += inverse[m];
  }
  const double trust = count / (count + kPriorOrigins);
  for (std::size_t m = 0; m < losses.size(); ++m) {
    out.weights[m] = (1.0 - trust) * prior[m] + trust * inverse[m] / inverses;
  }
  return out;
}

}  // namespace dubao::forecast
