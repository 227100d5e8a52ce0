// SPDX-License-Identifier: Apache-2.0
//
// ScoreTable: how wrong one model was on past data, by horizon, relative to the spread of the series.
//
// Formula   log spread_h = level_h + slope·f + log(h) slope_by_log_horizon·f, features f of spread.hpp;
//           quantiles of error / spread at evaluation::kScoreProbabilities.
// Storage   The numbers stand in generated headers (score_table_annual.hpp and its neighbours); a ScoreTable looks at them.
#pragma once

#include <dubao/evaluation/conformal.hpp>
#include <dubao/forecast/spread.hpp>

#include <array>
#include <cstddef>
#include <span>
#include <string_view>

namespace dubao::forecast {

/// The model whose spread serves models without a table of their own.
inline constexpr std::string_view kYardstick = "Naive";

/// Generated numbers for horizons 1 … H.
template <std::size_t H>
struct StoredScores {
  std::array<double, H> level;
  SpreadFeatures slope;
  SpreadFeatures slope_by_log_horizon;
  std::array<evaluation::ScoreQuantiles, H> quantiles;
};

/// A view of one model's numbers; beyond the last horizon the spread is extrapolated.
struct ScoreTable {
  std::span<const double> level;
  SpreadFeatures slope;
  SpreadFeatures slope_by_log_horizon;
  std::span<const evaluation::ScoreQuantiles> quantiles;

  template <std::size_t H>
  // NOLINTNEXTLINE(google-explicit-constructor): a view of its storage.
  constexpr ScoreTable(const StoredScores<H>& stored)
      : level(stored.level),
        slope(stored.slope),
        slope_by_log_horizon(stored.slope_by_log_horizon),
        quantiles(stored.quantiles) {}
};

}  // namespace dubao::forecast
