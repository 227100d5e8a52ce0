// SPDX-License-Identifier: Apache-2.0
//
// WeightedChoice: one of several points, in proportion to densities known up to a factor.
//
// Formula   P(i) = exp(l_i) / Σ exp(l_j), computed from l_i − max l, so that no density overflows
// Example   WeightedChoice choice({0.0, std::log(3.0)}):  choice.at(0.2) == 0;  choice.at(0.3) == 1
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <vector>

namespace dubao::models::detail {

class WeightedChoice {
 public:
  /// Nothing to choose from.
  WeightedChoice() = default;
  /// log_densities: finite.
  explicit WeightedChoice(const std::vector<double>& log_densities) {
    if (log_densities.empty()) return;
    const double highest = *std::max_element(log_densities.begin(), log_densities.end());
    double sum = 0.0;
    for (const double one : log_densities) {
      sum += std::exp(one - highest);
      cumulative_.push_back(sum);
    }
    for (double& value : cumulative_) value /= sum;
  }

  [[nodiscard]] bool is_empty() const noexcept { return cumulative_.empty(); }
  /// The point at a position in (0, 1) of the weights. There must be one. O(log points).
  [[nodiscard]] std::size_t at(double position) const noexcept {
    const auto found = std::lower_bound(cumulative_.begin(), cumulative_.end(), position);
    return std::min(static_cast<std::size_t>(found - cumulative_.begin()), cumulative_.size() - 1);
  }
  /// Probability of point i.
  [[nodiscard]] double weight(std::size_t i) const noexcept {
    return i == 0 ? cumulative_[0] : cumulative_[i] - cumulative_[i - 1];
  }

 private:
  std::vector<double> cumulative_;
};

/// The choice among nodes that carry their log_density.
template <typename Node>
[[nodiscard]] WeightedChoice choose_by_density(const std::vector<Node>& nodes) {
  std::vector<double> log_densities;
  log_densities.reserve(nodes.size());
  for (const Node& node : nodes) log_densities.push_back(node.log_density);
  return WeightedChoice(log_densities);
}

}  // namespace dubao::models::detail
