// SPDX-License-Identifier: Apache-2.0
//
// The oracle files of the decompositions (tests/golden/stl, written by tests/golden/scripts/stl.R).
#pragma once

#include "support/golden.hpp"
#include <algorithm>
#include <map>
#include <string>
#include <vector>

namespace golden {

/// One case of stl.csv.
struct Components {
  Row options;
  std::vector<double> value;
  std::vector<double> trend;
  std::vector<double> seasonal1;
  std::vector<double> seasonal2;
  std::vector<double> remainder;

  [[nodiscard]] long option(const std::string& name) const { return std::stol(options.at(name)); }
  [[nodiscard]] double range() const {
    double low = value.front();
    double high = value.front();
    for (const double v : value) {
      low = std::min(low, v);
      high = std::max(high, v);
    }
    return high - low;
  }
};

inline const std::map<std::string, Components>& decompositions() {
  static const std::map<std::string, Components> all = [] {
    std::map<std::string, Components> out;
    for (const Row& row : read("stl/cases.csv")) out[row.at("case")].options = row;
    for (const Row& row : read("stl/stl.csv")) {
      Components& one = out.at(row.at("case"));
      one.value.push_back(std::stod(row.at("value")));
      one.trend.push_back(std::stod(row.at("trend")));
      one.seasonal1.push_back(std::stod(row.at("seasonal1")));
      if (!row.at("seasonal2").empty()) one.seasonal2.push_back(std::stod(row.at("seasonal2")));
      one.remainder.push_back(std::stod(row.at("remainder")));
    }
    return out;
  }();
  return all;
}

}  // namespace golden
