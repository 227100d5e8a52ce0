// SPDX-License-Identifier: Apache-2.0
//
// Reads tests/golden/evaluation: the series and R's answers.
#pragma once

#include <gtest/gtest.h>

#include <fstream>
#include <limits>
#include <map>
#include <sstream>
#include <string>
#include <vector>

namespace golden {

struct Row {
  std::string test, name;
  long lags = 0;
  long degrees = 0;
  double statistic = 0.0;
  double p_value = 0.0;
};

inline std::vector<std::string> split(const std::string& line) {
  std::vector<std::string> cells;
  std::stringstream stream(line);
  for (std::string cell; std::getline(stream, cell, ',');) cells.push_back(cell);
  return cells;
}

/// Rows of one test; fails the test that asks when there are none.
inline std::vector<Row> rows(const std::string& test) {
  std::ifstream file(std::string(DUBAO_GOLDEN_DIR) + "/evaluation/oracle.csv");
  std::vector<Row> out;
  for (std::string line; std::getline(file, line);) {
    const auto cells = split(line);
    if (cells.size() != 6 || cells[0] != test) continue;
    out.push_back({cells[0], cells[1], std::stol(cells[2]), std::stol(cells[3]), std::stod(cells[4]),
                   std::stod(cells[5])});
  }
  EXPECT_FALSE(out.empty()) << test;
  return out;
}

inline std::map<std::string, std::vector<double>> series() {
  std::ifstream file(std::string(DUBAO_GOLDEN_DIR) + "/evaluation/series.csv");
  std::map<std::string, std::vector<double>> out;
  for (std::string line; std::getline(file, line);) {
    const auto cells = split(line);
    if (cells.size() < 2) continue;
    for (std::size_t i = 1; i < cells.size(); ++i) out[cells[0]].push_back(std::stod(cells[i]));
  }
  out["lh_holes"] = out["lh"];
  for (const std::size_t hole : {4U, 16U, 17U}) {
    out["lh_holes"][hole] = std::numeric_limits<double>::quiet_NaN();
  }
  return out;
}

}  // namespace golden
