// SPDX-License-Identifier: Apache-2.0
//
// Regressors: named columns beside a series, past rows and as many future rows as are known.
//
// What      Row t belongs to the t-th period of the series (0-based); rows beyond the series' last period are the future
//           path that a forecast needs. A model forecasts as far as rows are known, never further.
// When not  Breaks and outliers of the series itself: declare a break (series.hpp), or let the model look for them.
// Missing   A regressor has no missing values: a gap in a driver is the caller's decision, not the model's.
// Example   Regressors x({"value added"}, (Matrix(4, 1) << 1, 2, 3, 4).finished());
//           x.future_rows(3) == 1 for a series of three values
#pragma once

#include <dubao/data/series.hpp>
#include <dubao/error.hpp>

#include <Eigen/Core>
#include <algorithm>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

namespace dubao::data {

class Regressors {
 public:
  /// Rows are periods, columns regressors.
  using Matrix = Eigen::MatrixXd;

  /// None.
  Regressors() = default;
  /// Throws InputError with all of: E-REG-001 when names and columns differ in number, E-REG-002 for a value that is not
  /// finite, E-REG-003 when two columns have one name.
  Regressors(std::vector<std::string> names, Matrix rows) : names_(std::move(names)), rows_(std::move(rows)) {
    Problems problems;
    problems.add_if(
        static_cast<Eigen::Index>(names_.size()) != rows_.cols(),
        {"E-REG-001", "regressors",
         std::to_string(names_.size()) + " name(s) for " + std::to_string(rows_.cols()) + " column(s)",
         "give each column one name", "", ""});
    for (Eigen::Index j = 0; j < rows_.cols(); ++j) {
      for (Eigen::Index t = 0; t < rows_.rows(); ++t) {
        problems.add_if(
            !std::isfinite(rows_(t, j)),
            {"E-REG-002", "regressors",
             "column " + std::to_string(j + 1) + ", row " + std::to_string(t + 1) + " is not a finite number",
             "fill the gap in the driver, or shorten the series to where it is known", "", ""});
      }
    }
    for (std::size_t j = 0; j < names_.size(); ++j) {
      const auto here = names_.begin() + static_cast<std::ptrdiff_t>(j);
      problems.add_if(std::find(names_.begin(), here, *here) != here,
                      {"E-REG-003", "regressors", "two columns are named '" + names_[j] + "'",
                       "give one of them another name", "", ""});
    }
    problems.throw_if_any();
  }

  [[nodiscard]] bool empty() const noexcept { return names_.empty(); }
  /// Number of columns.
  [[nodiscard]] Index count() const noexcept { return static_cast<Index>(names_.size()); }
  [[nodiscard]] const std::vector<std::string>& names() const noexcept { return names_; }
  [[nodiscard]] const Matrix& rows() const noexcept { return rows_; }
  /// Rows after the n periods of a series.
  [[nodiscard]] Index future_rows(Index n) const noexcept {
    return std::max<Index>(0, static_cast<Index>(rows_.rows()) - n);
  }
  /// The first n rows, followed by `future` (columns in the same order). Throws InputError E-REG-001 when the number of
  /// columns differs, E-REG-002 for a value that is not finite.
  [[nodiscard]] Regressors with_future(Index n, const Matrix& future) const {
    if (future.cols() != rows_.cols()) {
      throw InputError(
          "E-REG-001", "X",
          std::to_string(future.cols()) + " column(s) where the fit had " + std::to_string(rows_.cols()),
          "give the same columns in the same order");
    }
    Matrix rows(n + future.rows(), rows_.cols());
    rows.topRows(n) = rows_.topRows(n);
    rows.bottomRows(future.rows()) = future;
    return {names_, std::move(rows)};
  }
  /// Throws InputError E-REG-004 when fewer than n rows are known.
  void require_rows(Index n, const std::string& series) const {
    if (!empty() && static_cast<Index>(rows_.rows()) < n) {
      throw InputError(
          "E-REG-004", "regressors",
          std::to_string(rows_.rows()) + " row(s) are known where " + std::to_string(n) + " are needed",
          "give the regressors of every period, the future ones too", series);
    }
  }

 private:
  std::vector<std::string> names_;
  Matrix rows_;
};

}  // namespace dubao::data
