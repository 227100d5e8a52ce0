// SPDX-License-Identifier: Apache-2.0
//
// Draws: a forecast as equally likely sample paths (draws × horizon).
//
// What      Every figure is computed on draws and only then summarised: sums, ratios, gaps, probabilities.
//           The quantile of a sum is the quantile of the summed draws, not the sum of quantiles.
// Target    kSignal: what is true (used by the report and the accounts); kSurvey: what the next survey will
//           publish (signal plus sampling error; used to score).
// Formula   quantile(p): Hyndman and Fan (1996), type 7: linear interpolation at (n − 1)p of the sorted
// draws. Example   Draws with column {1, 2, 3, 4}: mean 2.5, median 2.5, quantile(0, 0.25) == 1.75,
// probability_above(0, 3) == 0.25
#pragma once

#include <dubao/data/series.hpp>
#include <dubao/error.hpp>
#include <dubao/time/period.hpp>

#include <Eigen/Core>
#include <algorithm>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

namespace dubao::data {

/// draws × horizon, one row a path; row-major so that a path is contiguous.
using DrawMatrix = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

/// What the paths are paths of.
enum class Target : std::uint8_t { kSignal, kSurvey };

/// Type 7 quantile of values that are already sorted ascending; NaN when empty. p in [0, 1].
[[nodiscard]] inline double sorted_quantile(const std::vector<double>& sorted, double p) noexcept {
  if (sorted.empty()) return kMissing;
  const double position = p * static_cast<double>(sorted.size() - 1);
  const auto below = static_cast<std::size_t>(std::floor(position));
  const std::size_t above = std::min(below + 1, sorted.size() - 1);
  const double weight = position - std::floor(position);
  const double distance = sorted[above] - sorted[below];
  // Two doubles may lie further apart than the largest one.
  if (!std::isfinite(distance)) return (1.0 - weight) * sorted[below] + weight * sorted[above];
  return sorted[below] + weight * distance;
}

/// Lower and upper end of an interval.
struct Interval {
  double lower = kMissing;
  double upper = kMissing;
};

class Draws {
 public:
  Draws() = default;
  /// paths: draws × horizon, finite. start: period of the first column. Throws InputError E-DRW-001 when not
  /// finite.
  Draws(time::Period start, DrawMatrix paths, std::string id = {}, Target target = Target::kSignal)
      : id_(std::move(id)), start_(start), paths_(std::move(paths)), target_(target) {
    if (!paths_.allFinite()) {
      throw InputError("E-DRW-001", "paths", "a sample path is not finite",
                       "this is a defect of the model that made it", id_);
    }
  }
  [[nodiscard]] Draws with_unit(std::string unit) const {
    Draws copy = *this;
    copy.unit_ = std::move(unit);
    return copy;
  }

  [[nodiscard]] const std::string& id() const noexcept { return id_; }
  [[nodiscard]] const std::string& unit() const noexcept { return unit_; }
  [[nodiscard]] time::Period start() const noexcept { return start_; }
  [[nodiscard]] time::Period period(Index h) const noexcept { return start_ + h; }
  [[nodiscard]] Target target() const noexcept { return target_; }
  /// Number of paths.
  [[nodiscard]] Index size() const noexcept { return paths_.rows(); }
  [[nodiscard]] Index horizon() const noexcept { return paths_.cols(); }
  [[nodiscard]] const DrawMatrix& paths() const noexcept { return paths_; }

  /// h: 0-based column.
  [[nodiscard]] double mean(Index h) const { return paths_.col(h).mean(); }
  [[nodiscard]] double median(Index h) const { return quantile(h, 0.5); }
  [[nodiscard]] double quantile(Index h, double p) const { return sorted_quantile(sorted(h), p); }
  /// Central interval; level in (0, 1), for instance 0.95.
  [[nodiscard]] Interval interval(Index h, double level) const {
    const std::vector<double> column = sorted(h);
    return {sorted_quantile(column, 0.5 * (1.0 - level)), sorted_quantile(column, 0.5 * (1.0 + level))};
  }
  /// Share of the paths strictly above a threshold.
  [[nodiscard]] double probability_above(Index h, double threshold) const {
    return static_cast<double>((paths_.col(h).array() > threshold).count()) /
           static_cast<double>(paths_.rows());
  }

 private:
  [[nodiscard]] std::vector<double> sorted(Index h) const {
    std::vector<double> column(static_cast<std::size_t>(paths_.rows()));
    for (Index d = 0; d < paths_.rows(); ++d) column[static_cast<std::size_t>(d)] = paths_(d, h);
    std::sort(column.begin(), column.end());
    return column;
  }

  std::string id_;
  std::string unit_;
  time::Period start_;
  DrawMatrix paths_;
  Target target_ = Target::kSignal;
};

}  // namespace dubao::data
