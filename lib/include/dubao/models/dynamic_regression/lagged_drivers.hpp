// SPDX-License-Identifier: Apache-2.0
//
// Lagged drivers: each driver with its own past beside it, as further columns.
//
// What      Column order: driver 1 with lags 0 … L, then driver 2, …; a lag k is named "gdp.lag2". The first L periods have no
//           such row: the series is cut to start with period L.
// Example   x = 1, 2, 3 with L = 1: rows (2, 1) and (3, 2), columns "x" and "x.lag1"
#pragma once

#include <dubao/data/driver_paths.hpp>
#include <dubao/data/regressors.hpp>
#include <dubao/models/detail/text.hpp>

#include <Eigen/Core>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

namespace dubao::models::dynamic_regression {

/// Rows t = lags … of the drivers with their lags; (rows − lags) × count · (lags + 1). lags < rows.
[[nodiscard]] inline Eigen::MatrixXd lag_rows(const Eigen::MatrixXd& x, Index lags) {
  Eigen::MatrixXd out(x.rows() - lags, x.cols() * (lags + 1));
  for (Eigen::Index j = 0; j < x.cols(); ++j) {
    for (Eigen::Index k = 0; k <= lags; ++k) {
      out.col(j * (lags + 1) + k) = x.col(j).segment(lags - k, out.rows());
    }
  }
  return out;
}

/// The drivers with lags 0 … lags. With lags = 0 nothing changes.
[[nodiscard]] inline data::Regressors with_lags(const data::Regressors& drivers, Index lags) {
  if (lags == 0) return drivers;
  std::vector<std::string> names;
  for (const std::string& name : drivers.names()) {
    names.push_back(name);
    for (Index k = 1; k <= lags; ++k) names.push_back(detail::concatenate({name, ".lag", std::to_string(k)}));
  }
  return {std::move(names), lag_rows(drivers.rows(), lags)};
}

/// Logarithms of rows; `first`: number of row 0 in messages. Throws InputError with all of: E-DYN-003 for a value that is not
/// above zero.
[[nodiscard]] inline Eigen::MatrixXd logarithms(const Eigen::MatrixXd& x,
                                                const std::vector<std::string>& names,
                                                const std::string& series, Index first = 0) {
  Problems problems;
  Eigen::MatrixXd out(x.rows(), x.cols());
  for (Eigen::Index j = 0; j < x.cols(); ++j) {
    for (Eigen::Index t = 0; t < x.rows(); ++t) {
      problems.add_if(
          !(x(t, j) > 0.0),
          {"E-DYN-003",
           "X",
           "a value that is not above zero has no logarithm",
           "leave log out, or shift the driver",
           series,
           "",
           {},
           static_cast<long>(first + t + 1),
           j < static_cast<Eigen::Index>(names.size()) ? names[static_cast<std::size_t>(j)] : std::string()});
      out(t, j) = std::log(x(t, j));
    }
  }
  problems.throw_if_any();
  return out;
}

}  // namespace dubao::models::dynamic_regression
