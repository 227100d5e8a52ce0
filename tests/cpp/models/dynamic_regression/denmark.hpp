// SPDX-License-Identifier: Apache-2.0
//
// The Danish money demand data and R's numbers on them (tests/golden/scripts/ardl.R).
#pragma once

#include <dubao/data/regressors.hpp>
#include <dubao/data/series.hpp>

#include "support/golden.hpp"
#include <map>
#include <string>
#include <vector>

namespace denmark {

using Values = std::map<std::string, double>;

/// Column LRM as a quarterly series.
inline dubao::data::Series series() {
  std::vector<double> y;
  for (const golden::Row& row : golden::read("regression/denmark.csv"))
    y.push_back(golden::number(row, "LRM"));
  return {dubao::time::Period::quarterly(1974, 1), y, "LRM"};
}

/// Drivers by name, followed by `ahead` rows that repeat the last one.
inline dubao::data::Regressors drivers(const std::vector<std::string>& names, Eigen::Index ahead = 0) {
  const std::vector<golden::Row> rows = golden::read("regression/denmark.csv");
  const auto n = static_cast<Eigen::Index>(rows.size());
  Eigen::MatrixXd x(n + ahead, static_cast<Eigen::Index>(names.size()));
  for (Eigen::Index t = 0; t < n + ahead; ++t) {
    for (Eigen::Index j = 0; j < x.cols(); ++j) {
      x(t, j) = golden::number(rows[static_cast<std::size_t>(std::min(t, n - 1))],
                               names[static_cast<std::size_t>(j)]);
    }
  }
  return {names, x};
}

/// name → value of one model and quantity.
inline Values oracle(const std::string& model, const std::string& quantity) {
  Values out;
  for (const golden::Row& row : golden::read("regression/ardl.csv")) {
    if (row.at("model") == model && row.at("quantity") == quantity)
      out[row.at("name")] = golden::number(row, "value");
  }
  EXPECT_FALSE(out.empty()) << model << " " << quantity;
  return out;
}

}  // namespace denmark
