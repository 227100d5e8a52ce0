// SPDX-License-Identifier: Apache-2.0
//
// Rules for small cells, as data, and what they are applied to: cells, published sums, decisions. The method: small_cells.hpp.
//
// What      A rule names a quantity of a cell, a threshold and what happens beyond it.
// Example   default_small_cell_rules(): fewer than 5 persons suppressed, fewer than 30 in the sample pooled, half-width above 50 %
//           pooled, above 25 % flagged. relative_half_width of 10 equally likely paths 1, 2, …, 10: (9.1 − 1.9) / 2 / 5.5 = 0.6545.
// Source    The threshold of 5 persons stands in the specification of these accounts; the others are own conventions, to be set by
//           who publishes.
#pragma once

#include <dubao/data/draws.hpp>
#include <dubao/data/series.hpp>
#include <dubao/labour/person_table.hpp>

#include <Eigen/Core>
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <string>
#include <vector>

namespace dubao::labour {

enum class CellQuantity : std::uint8_t { kPersons, kSample, kHalfWidth };
enum class CellAction : std::uint8_t { kPublish, kFlag, kPool, kSuppress };

/// One rule: persons and sample act below the threshold, half-width above it.
struct SmallCellRule {
  CellQuantity quantity = CellQuantity::kPersons;
  double threshold = kMinimumPersons;
  CellAction action = CellAction::kSuppress;
};

/// Fewer than 5 persons: suppressed. Fewer than 30 in the sample: pooled; half-width above 50 %: pooled, above 25 %: flagged (own
/// conventions, to be set by who publishes).
[[nodiscard]] inline std::vector<SmallCellRule> default_small_cell_rules() {
  return {{CellQuantity::kPersons, kMinimumPersons, CellAction::kSuppress},
          {CellQuantity::kSample, 30.0, CellAction::kPool},
          {CellQuantity::kHalfWidth, 0.5, CellAction::kPool},
          {CellQuantity::kHalfWidth, 0.25, CellAction::kFlag}};
}

/// A figure of a table, totals included. NaN: not known.
struct TableCell {
  std::string key;
  double level = 0.0;                  ///< the figure, ≥ 0
  double persons = data::kMissing;     ///< persons it stands on or counts, ≥ 0
  double sample = data::kMissing;      ///< of them in the sample, ≥ 0
  double half_width = data::kMissing;  ///< of its central 80 % interval, over the level
  std::string pool_with =
      {};  ///< cell it is pooled with when a rule asks for it; its total, or empty for none
  Eigen::ArrayXd draws = {};     ///< sample paths, in place of half_width
  bool structural_zero = false;  ///< nobody can be in it
};

/// total = Σ parts, both published where nothing is hidden.
struct PublishedSum {
  std::string total;
  std::vector<std::string> parts;
};

enum class CellStatus : std::uint8_t { kPublished, kFlagged, kPooled, kSuppressed };

struct CellDecision {
  std::string key;
  CellStatus status = CellStatus::kPublished;
  std::string pool = {};                  ///< name of the pool, or of the total the reader is sent to
  bool secondary = false;                 ///< hidden to protect another cell
  std::vector<std::string> reasons = {};  ///< one a rule that acted
};

/// A pool under one figure.
struct CellPool {
  std::string name;  ///< its members joined by " + "
  std::vector<std::string> members;
  double level = 0.0;
  bool flagged = false;
};

struct PublicationPlan {
  std::vector<CellDecision> cells;  ///< in the order of the cells given
  std::vector<CellPool> pools;
};

/// Half of the central 80 % interval over the absolute median; infinite when the median is 0 and the interval is not.
[[nodiscard]] inline double relative_half_width(const Eigen::ArrayXd& draws) {
  std::vector<double> sorted(draws.data(), draws.data() + draws.size());
  std::sort(sorted.begin(), sorted.end());
  const double half = 0.5 * (data::sorted_quantile(sorted, 0.9) - data::sorted_quantile(sorted, 0.1));
  const double level = std::abs(data::sorted_quantile(sorted, 0.5));
  if (level > 0.0) return half / level;
  return half > 0.0 ? std::numeric_limits<double>::infinity() : 0.0;
}

}  // namespace dubao::labour
