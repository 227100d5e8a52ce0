// SPDX-License-Identifier: Apache-2.0
//
// MSTL: one trend, several seasons, one remainder; STL applied in turn, the shortest season first.
//
// When      Weekly data with a month and a year in them, hourly ones with a day and a week; with one season it is stl.hpp.
// When not  Annual data; a season of which fewer than two whole cycles were seen is dropped and noted.
// Formula   for each season i, shortest first: y_i = y − Σ_{k ≠ i} S_k; S_i = season of STL(y_i) with window 7 + 4 i; the
//           round is repeated; the trend is that of the last STL; the remainder is y − T − Σ S.
// Box–Cox   by option: the values are transformed first and all components are on that scale.
// Missing   as in stl.hpp: no weight, nothing interpolated.
// Example   mstl(y, {.season_lengths = {5, 30}}) on a series with both: seasonal.size() is 2
// Source    Bandara, Hyndman and Bergmeir (2021), arXiv:2107.13462. Oracle: R forecast::mstl, to 1e-8 of the range.
#pragma once

#include <dubao/models/decomposition/stl.hpp>
#include <dubao/models/theta/box_cox.hpp>

#include <algorithm>
#include <cmath>
#include <optional>
#include <string>
#include <vector>

namespace dubao::models::decomposition {

struct MstlOptions {
  std::vector<Index> season_lengths;  ///< each ≥ 2; order and repetition do not matter
  std::vector<Index> season_windows =
      {};               ///< one per season, shortest first; empty: 11, 15, 19, …; 0: a fixed season
  bool robust = false;  ///< against outliers
  int iterations = 2;   ///< rounds over the seasons, ≥ 1; one is enough for one season
  std::optional<double> lambda = {};  ///< Box–Cox power in [0, 1]; values must then be above zero
};

struct MstlDecomposition {
  std::vector<double> data;                   ///< what was decomposed: y, or its Box–Cox transform
  std::vector<double> trend;                  ///< as long as y
  std::vector<Index> season_lengths;          ///< those used, ascending
  std::vector<std::vector<double>> seasonal;  ///< one per season used
  std::vector<double> remainder;              ///< NaN where the value is missing
  std::vector<std::string> notes;             ///< seasons that were dropped

  /// Sum of all seasons at t.
  [[nodiscard]] double season(std::size_t t) const noexcept {
    double sum = 0.0;
    for (const std::vector<double>& one : seasonal) sum += one[t];
    return sum;
  }
};

/// Window of the i-th shortest season, counted from 0: 11, 15, 19, …
[[nodiscard]] constexpr Index default_season_window(std::size_t i) noexcept {
  return kFirstSeasonWindow + 4 * static_cast<Index>(i);
}

/// Decomposes. y: oldest first, NaN = missing. Throws InputError E-STL-001 for an option out of range, E-STL-002 when no
/// season is left, E-STL-003 for λ on values that are not above zero. O(seasons · rounds · n).
[[nodiscard]] inline MstlDecomposition mstl(const std::vector<double>& y, const MstlOptions& options) {
  MstlDecomposition out;
  out.data = y;
  std::vector<Index> lengths = options.season_lengths;
  std::sort(lengths.begin(), lengths.end());
  lengths.erase(std::unique(lengths.begin(), lengths.end()), lengths.end());
  Problems problems;
  const std::size_t windows = options.season_windows.size();
  problems.add_if(windows != 0 && windows != lengths.size(),
                  {"E-STL-001", "season_windows",
                   std::to_string(windows) + " windows for " + std::to_string(lengths.size()) + " seasons",
                   "give one window per season, shortest first, or none", "", ""});
  problems.add_if(options.iterations < 1,
                  {"E-STL-001", "iterations", std::to_string(options.iterations) + " is out of range",
                   "give a number of at least 1", "", ""});
  if (options.lambda) {
    problems.add_if(!(*options.lambda >= 0.0 && *options.lambda <= 1.0),
                    {"E-STL-001", "lambda", std::to_string(*options.lambda) + " is out of range",
                     "give a power between 0 (logarithm) and 1", "", ""});
    const bool positive =
        std::all_of(y.begin(), y.end(), [](double v) { return data::is_missing(v) || v > 0.0; });
    problems.add_if(!positive,
                    {"E-STL-003", "lambda", "values that are not above zero have no such transform",
                     "leave lambda out", "", ""});
  }
  problems.throw_if_any();
  if (options.lambda) {
    for (double& v : out.data) {
      if (!data::is_missing(v)) v = theta::box_cox(v, *options.lambda);
    }
  }
  std::vector<Index> used_windows;
  for (std::size_t i = 0; i < lengths.size(); ++i) {
    if (lengths[i] >= 2 && !is_decomposable(y, lengths[i])) {
      out.notes.push_back(detail::concatenate({"season of ", std::to_string(lengths[i]),
                                               " dropped: not more than two whole cycles were observed"}));
      continue;
    }
    out.season_lengths.push_back(lengths[i]);
    used_windows.push_back(windows == 0 ? default_season_window(used_windows.size())
                                        : options.season_windows[i]);
  }
  if (out.season_lengths.empty()) {
    throw InputError("E-STL-002", "y", std::to_string(y.size()) + " values do not show any of the seasons",
                     "give more than two whole years with every season of the year observed");
  }
  out.seasonal.assign(out.season_lengths.size(), std::vector<double>(y.size(), 0.0));
  std::vector<double> adjusted = out.data;
  const int rounds = out.season_lengths.size() > 1 ? options.iterations : 1;
  for (int round = 0; round < rounds; ++round) {
    for (std::size_t i = 0; i < out.season_lengths.size(); ++i) {
      std::vector<double>& own = out.seasonal[i];
      for (std::size_t t = 0; t < y.size(); ++t) adjusted[t] += own[t];
      StlDecomposition parts = stl(adjusted, {.season_length = out.season_lengths[i],
                                              .season_window = used_windows[i],
                                              .robust = options.robust});
      own = std::move(parts.seasonal);
      out.trend = std::move(parts.trend);
      for (std::size_t t = 0; t < y.size(); ++t) adjusted[t] -= own[t];
    }
  }
  out.remainder.resize(y.size());
  for (std::size_t t = 0; t < y.size(); ++t) out.remainder[t] = adjusted[t] - out.trend[t];
  return out;
}

}  // namespace dubao::models::decomposition
