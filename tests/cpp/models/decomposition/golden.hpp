// SPDX-License-Identifier: Apache-2.0
//
// The oracle files of the decompositions (tests/golden/stl, written by tests/golden/scripts/stl.R).
#pragma once

#include <gtest/gtest.h>

#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <vector>

namespace golden {

using Row = std::map<std::string, std::string>;

inline std::vector<Row> read(const std::string& name) {
  std::ifstream in(std::string(DUBAO_GOLDEN_DIR) + "/" + name);
  EXPECT_TRUE(in.good()) << name;
  std::vector<std::string> header;
  std::vector<Row> rows;
  for (std::string line; std::getline(in, line);) {
    std::stringstream cells(line);
    std::vector<std::string> values;
    for (std::string cell; std::getline(cells, cell, ',');) values.push_back(cell);
    if (header.empty()) {
      header = values;
      continue;
    }
    values.resize(header.size());
    Row row;
    for (std::size_t i = 0; i < header.size(); ++i) row[header[i]] = values[i];
    rows.push_back(std::move(row));
  }
  return rows;
}

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
