// SPDX-License-Identifier: Apache-2.0
//
// temporal_tree: a year and its quarters and months as an aggregation tree.
//
// What      The leaves are the shortest periods of one cycle (12 months), the aggregates spans of them (quarter, half, year).
//           Forecasts at every frequency, made by different models, are then reconciled as any other hierarchy.
// When not  Only the annual value is forecast and quarters are wanted: temporal.hpp.
// Formula   span s, number j: Σ (or mean) of the leaves (j − 1) s + 1 … j s. Its parts: the longest shorter span that divides it.
// Example   periods 4, spans 2 and 4: nodes 4[1], 2[1], 2[2], 1[1] … 1[4]; 4[1] = 2[1] + 2[2]
// Errors    E-HIE-011 a span that does not divide the cycle.
// Source    Athanasopoulos, Hyndman, Kourentzes and Petropoulos (2017), "Forecasting with temporal hierarchies".
#pragma once

#include <dubao/hierarchy/tree.hpp>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace dubao::hierarchy {

/// periods: shortest periods in a cycle, ≥ 2; spans: lengths of the aggregates in such periods, ≥ 2, divisors of `periods`;
/// mean: whether an aggregate is the mean of its periods (a stock on average) instead of their sum (a flow). Throws
/// InputError E-HIE-011.
[[nodiscard]] inline AggregationTree temporal_tree(Index periods, std::vector<Index> spans,
                                                   bool mean = false) {
  std::sort(spans.begin(), spans.end());
  spans.erase(std::unique(spans.begin(), spans.end()), spans.end());
  Problems problems;
  for (const Index span : spans) {
    problems.add_if(span < 2 || span > periods || periods % span != 0,
                    {"E-HIE-011", "spans",
                     std::to_string(span) + " periods do not divide a cycle of " + std::to_string(periods),
                     "give divisors of the cycle, for instance 3 and 12 for months", "", ""});
  }
  problems.add_if(periods < 2 || spans.empty(), {"E-HIE-011", "spans", "there is no span or no cycle",
                                                 "give at least one span, and two periods or more", "", ""});
  problems.throw_if_any();
  spans.insert(spans.begin(), 1);
  std::vector<std::string> names;
  std::vector<std::string> levels;
  std::vector<std::vector<Part>> parts;
  std::vector<Index> start(spans.size());
  for (std::size_t k = 0; k < spans.size(); ++k) {
    start[k] = static_cast<Index>(names.size());
    std::size_t finer = 0;
    for (std::size_t other = 1; other < k; ++other) {
      if (spans[k] % spans[other] == 0) finer = other;
    }
    const Index ratio = k == 0 ? 0 : spans[k] / spans[finer];
    for (Index j = 0; j < periods / spans[k]; ++j) {
      names.push_back(std::to_string(spans[k]) + "[" + std::to_string(j + 1) + "]");
      levels.push_back(std::to_string(spans[k]));
      parts.emplace_back();
      for (Index i = 0; i < ratio; ++i) {
        parts.back().push_back({start[finer] + j * ratio + i, mean ? 1.0 / static_cast<double>(ratio) : 1.0});
      }
    }
  }
  return {std::move(names), std::move(parts), std::move(levels)};
}

}  // namespace dubao::hierarchy
