// SPDX-License-Identifier: Apache-2.0
//
// Growth: the mean change a period, and what growth before a declared break still says about growth after it.
//
// Formula   one definition   b = Σ w change / Σ w gap,  w = ρ^(age of the change);  var(b) = σ² Σ w² gap / (Σ w gap)²
//           σ² = Σ (change − gap b̄)² / gap ÷ (changes − 1),  b̄ with w = 1
//           after a break    b₁, v₁ of the last definition, b₀, v₀ of all changes before it;
//           τ² = max(0, (b₁ − b₀)² − v₀ − v₁): how much more the two differ than their errors explain
//           b = (1 − s) b₁ + s b₀,  s = v₁ / (v₁ + v₀ + τ²);  var(b) = v₁ (v₀ + τ²) / (v₁ + v₀ + τ²)
//           σ² around each part's own mean, over changes − 2
// Meaning   The empirical-Bayes mean of b₁ under b₁ ~ normal(b₀, τ²): equal growth is pooled by its precision; growth that
//           clearly differs is that of the new definition. A change across the break is never used.
// Short     no change in the last definition, or fewer than kFewestToSplit in all: the changes are pooled.
// Example   2, 2, 2 before and 8, 8 after with σ² near 0: s near 0, b = 8.   1, 3, 2 before and 3 after: s > 0.5.
// Source    Efron and Morris (1973) for the positive-part estimate of τ²; DerSimonian and Laird (1986) for two groups.
#pragma once

#include <dubao/models/detail/prepared.hpp>
#include <dubao/models/detail/random_walk.hpp>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

namespace dubao::models::detail {

/// Fewest changes from which the part before a break is told from the part after it: two means and a variance.
inline constexpr std::size_t kFewestToSplit = 3;

/// Mean growth a period, scaled.
struct Growth {
  double mean = 0.0;
  double mean_variance = 0.0;       ///< of the estimate of the mean
  double variance = 0.0;            ///< σ² of a change of one period around its mean
  double degrees_of_freedom = 0.0;  ///< of σ²
  double past_share = 0.0;          ///< s: weight of the growth before the break; 0 without a break
  bool is_split = false;            ///< whether a break divides the changes
};

namespace growth {

struct Part {
  double sum = 0.0;
  double length = 0.0;
  double square = 0.0;
  std::vector<Change> changes;
  void add(const Change& change, double weight) {
    sum += weight * change.value;
    length += weight * change.gap();
    square += weight * weight * change.gap();
    changes.push_back(change);
  }
  [[nodiscard]] double mean() const noexcept { return sum / length; }
  [[nodiscard]] double variance_of_mean(double variance) const noexcept {
    return variance * square / (length * length);
  }
  [[nodiscard]] double plain_mean() const noexcept {
    const ChangeStatistics all = change_statistics(changes);
    return all.sum / all.length;
  }
};

}  // namespace growth

/// Growth of a prepared series with at least two changes. memory: ρ in (0, 1]. O(n).
[[nodiscard]] inline Growth estimate_growth(const Prepared& prepared, double memory) {
  growth::Part all;
  growth::Part past;
  growth::Part recent;
  const int last = prepared.definition[at(prepared.last())];
  for (const Change& change : prepared.changes) {
    const double weight = std::pow(memory, static_cast<double>(prepared.last() - change.to));
    all.add(change, weight);
    (prepared.definition[at(change.to)] == last ? recent : past).add(change, weight);
  }
  Growth out;
  const auto count = static_cast<double>(prepared.changes.size());
  if (past.changes.empty() || recent.changes.empty() || prepared.changes.size() < kFewestToSplit) {
    out.degrees_of_freedom = count - 1.0;
    out.variance = change_variance(all.changes, all.plain_mean(), out.degrees_of_freedom);
    out.mean = all.mean();
    out.mean_variance = all.variance_of_mean(out.variance);
    return out;
  }
  out.is_split = true;
  out.degrees_of_freedom = count - 2.0;
  out.variance = change_variance(past.changes, past.plain_mean(), out.degrees_of_freedom) +
                 change_variance(recent.changes, recent.plain_mean(), out.degrees_of_freedom);
  const double before = past.variance_of_mean(out.variance);
  const double after = recent.variance_of_mean(out.variance);
  const double difference = recent.mean() - past.mean();
  const double between = std::max(0.0, difference * difference - before - after);
  const double total = after + before + between;
  // Without any error or difference the two means are the same number.
  out.past_share = total > 0.0 ? after / total : 0.0;
  out.mean = (1.0 - out.past_share) * recent.mean() + out.past_share * past.mean();
  out.mean_variance = total > 0.0 ? after * (before + between) / total : 0.0;
  return out;
}

/// How a break was treated, for the notes of a fit.
[[nodiscard]] inline std::string growth_note(double past_share) {
  return "growth since the break; growth before it weighs " +
         std::to_string(std::lround(100.0 * past_share)) + " %";
}

}  // namespace dubao::models::detail
