// SPDX-License-Identifier: Apache-2.0
//
// DriverPaths: the future of drivers as sample paths, so that their uncertainty enters a forecast path by path.
//
// What      One matrix a path: rows are the periods after the end of the series, columns the regressors in their order.
//           Path d of a forecast follows driver path d (modulo their number): what moves together in the drivers moves
//           together in the forecast.
// Why       The forecast at the mean of the drivers has the right centre and too narrow an interval: the variance of
//           x'b is lost. Drawn drivers give it back, and with it dependence over time and between drivers.
// When not  A driver that a scenario fixes: give its rows (regressors.hpp), and say that the forecast is conditional.
// Example   DriverPaths paths({(Matrix(2, 1) << 1, 2).finished(), (Matrix(2, 1) << 3, 6).finished()});
//           paths.mean()(1, 0) == 4;  paths.path(2)(0, 0) == 1
#pragma once

#include <dubao/data/regressors.hpp>
#include <dubao/data/series.hpp>
#include <dubao/error.hpp>

#include <string>
#include <utility>
#include <vector>

namespace dubao::data {

class DriverPaths {
 public:
  using Matrix = Regressors::Matrix;

  /// paths: at least one, all of the same shape (horizon × columns), finite. Throws InputError with all of: E-DYN-001
  /// for no path, no period or another shape than the first, E-DYN-002 for a value that is not finite.
  explicit DriverPaths(std::vector<Matrix> paths) : paths_(std::move(paths)) {
    Problems problems;
    problems.add_if(paths_.empty() || paths_.front().size() == 0,
                    {"E-DYN-001", "X", "there is no path of the drivers",
                     "give at least one path of one period", "", ""});
    for (std::size_t d = 0; d < paths_.size(); ++d) {
      const Matrix& path = paths_[d];
      problems.add_if(
          path.rows() != paths_.front().rows() || path.cols() != paths_.front().cols(),
          {"E-DYN-001", "X", "driver path " + std::to_string(d + 1) + " has another shape than the first",
           "give every path the same periods and columns", "", ""});
      problems.add_if(
          !path.allFinite(),
          {"E-DYN-002", "X", "driver path " + std::to_string(d + 1) + " holds a value that is not finite",
           "fill the gap in the driver's paths", "", ""});
    }
    problems.throw_if_any();
  }

  /// Number of paths.
  [[nodiscard]] Index size() const noexcept { return static_cast<Index>(paths_.size()); }
  [[nodiscard]] Index horizon() const noexcept { return static_cast<Index>(paths_.front().rows()); }
  /// Number of drivers.
  [[nodiscard]] Index count() const noexcept { return static_cast<Index>(paths_.front().cols()); }
  /// The driver path that sample path d follows; d ≥ 0, beyond the number of paths they are taken in turn again.
  [[nodiscard]] const Matrix& path(Index d) const noexcept {
    return paths_[static_cast<std::size_t>(d) % paths_.size()];
  }
  /// Mean over the paths: where the point forecast of a linear model stands. O(size · horizon · count).
  [[nodiscard]] Matrix mean() const {
    Matrix sum = Matrix::Zero(paths_.front().rows(), paths_.front().cols());
    for (const Matrix& path : paths_) sum += path / static_cast<double>(paths_.size());
    return sum;
  }

 private:
  std::vector<Matrix> paths_;
};

}  // namespace dubao::data
