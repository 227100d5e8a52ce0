// SPDX-License-Identifier: Apache-2.0
//
// The linear sets of NIST's Statistical Reference Datasets with their exact answers (tests/golden/regression).
#pragma once

#include "support/golden.hpp"
#include <Eigen/Core>
#include <cmath>
#include <map>
#include <string>
#include <vector>

namespace nist {

struct LinearSet {
  Eigen::MatrixXd x;  // without the intercept
  Eigen::VectorXd y;
  bool intercept = true;
  std::vector<double> estimates, errors;
  double residual_sd = 0.0, r2 = 0.0;
};

/// All eleven, by name. Powers of polynomials are std::pow of the printed x.
inline std::map<std::string, LinearSet> linear_sets() {
  std::map<std::string, std::vector<golden::Row>> rows;
  for (golden::Row& row : golden::read("regression/nist_linear.csv")) rows[row["dataset"]].push_back(row);
  std::map<std::string, LinearSet> out;
  for (const auto& [name, lines] : rows) {
    LinearSet& set = out[name];
    const int degree = std::stoi(lines.front().at("degree"));
    set.intercept = lines.front().at("intercept") == "1";
    int columns = degree;
    for (int j = 1; degree == 0 && j <= 6; ++j)
      columns += lines.front().at("x" + std::to_string(j)).empty() ? 0 : 1;
    set.x.resize(static_cast<Eigen::Index>(lines.size()), columns);
    set.y.resize(set.x.rows());
    for (Eigen::Index t = 0; t < set.x.rows(); ++t) {
      const golden::Row& line = lines[static_cast<std::size_t>(t)];
      set.y[t] = golden::number(line, "y");
      for (int j = 0; j < columns; ++j) {
        set.x(t, j) = degree > 0 ? std::pow(golden::number(line, "x1"), j + 1)
                                 : golden::number(line, "x" + std::to_string(j + 1));
      }
    }
  }
  for (const golden::Row& row : golden::read("regression/nist_linear_certified.csv")) {
    LinearSet& set = out[row.at("dataset")];
    set.estimates.push_back(golden::number(row, "estimate"));
    set.errors.push_back(golden::number(row, "std_error"));
    set.residual_sd = golden::number(row, "residual_sd");
    set.r2 = golden::number(row, "r_squared");
  }
  return out;
}

/// Correct digits: −log₁₀ of the relative error (of the absolute one where the answer is 0), at most 15.
inline double digits(double found, double exact) {
  const double error = exact == 0.0 ? std::abs(found) : std::abs(found - exact) / std::abs(exact);
  return error > 0.0 ? std::min(15.0, -std::log10(error)) : 15.0;
}

}  // namespace nist
