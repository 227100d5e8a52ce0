// SPDX-License-Identifier: Apache-2.0
//
// How the periods of a low frequency are made of those of a high one: y = C x.
//
// Formula   ratio r periods a year: sum Σ x, mean Σ x / r, last x of the last period
// Flow or stock  value added and hours are sums; employment as a yearly average of quarters is a mean; a count at the end
//           of the year is the last.
// Missing   A missing low value is no constraint: its row is left out.
// Example   ratio 2, mean, y of two years: C = [½ ½ 0 0; 0 0 ½ ½]
#pragma once

#include <dubao/data/series.hpp>
#include <dubao/error.hpp>

#include <Eigen/Core>
#include <cmath>
#include <cstdint>
#include <string>
#include <vector>

namespace dubao::hierarchy {

enum class TemporalAggregation : std::uint8_t { kSum, kMean, kLast };

/// Low-frequency values that are known, and the matrix that makes them of n high-frequency ones.
struct TemporalConstraint {
  Eigen::VectorXd values;  ///< known ones, unit of y
  Eigen::MatrixXd matrix;  ///< one row a known value, n columns
};

/// low: one value a year, NaN = missing; ratio ≥ 2 high periods a year; high_periods ≥ ratio · years: the periods after
/// the last year are extrapolated. The first high period is the first of the first year. Throws InputError with all of:
/// E-TMP-001 for a ratio below two, E-TMP-002 when no low value is known or one is infinite, E-TMP-003 for too few high
/// periods.
[[nodiscard]] inline TemporalConstraint temporal_constraint(const std::vector<double>& low, Index ratio,
                                                            Index high_periods,
                                                            TemporalAggregation aggregation) {
  Problems problems;
  problems.add_if(ratio < 2, {"E-TMP-001", "ratio", std::to_string(ratio) + " high periods in a low one",
                              "give 4 for quarters of a year, 12 for months", "", ""});
  std::vector<std::size_t> known;
  bool infinite = false;
  for (std::size_t t = 0; t < low.size(); ++t) {
    if (!data::is_missing(low[t])) known.push_back(t);
    infinite = infinite || std::isinf(low[t]);
  }
  problems.add_if(known.empty() || infinite,
                  {"E-TMP-002", "low", infinite ? "a value is infinite" : "no value is known",
                   "give finite values, NaN where one is missing", "", ""});
  problems.add_if(
      high_periods < ratio * static_cast<Index>(low.size()),
      {"E-TMP-003", "indicator",
       std::to_string(high_periods) + " high periods for " + std::to_string(low.size()) + " low ones",
       "give the indicator for every high period of every low one, and further ones to extrapolate", "", ""});
  problems.throw_if_any();
  TemporalConstraint out;
  out.values.resize(static_cast<Eigen::Index>(known.size()));
  out.matrix = Eigen::MatrixXd::Zero(static_cast<Eigen::Index>(known.size()), high_periods);
  for (std::size_t row = 0; row < known.size(); ++row) {
    const auto i = static_cast<Eigen::Index>(row);
    const Eigen::Index first = ratio * static_cast<Eigen::Index>(known[row]);
    out.values[i] = low[known[row]];
    if (aggregation == TemporalAggregation::kLast) {
      out.matrix(i, first + ratio - 1) = 1.0;
    } else {
      const double weight =
          aggregation == TemporalAggregation::kMean ? 1.0 / static_cast<double>(ratio) : 1.0;
      out.matrix.row(i).segment(first, ratio).setConstant(weight);
    }
  }
  return out;
}

}  // namespace dubao::hierarchy
