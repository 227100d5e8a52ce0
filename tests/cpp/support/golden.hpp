// SPDX-License-Identifier: Apache-2.0
//
// Reads the oracle files under tests/golden: comma-separated, a header line, '#' before remarks.
#pragma once

#include <dubao/data/series.hpp>

#include <gtest/gtest.h>

#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <vector>

namespace golden {

/// Cells by the name of their column; blanks before a cell are dropped, cells that a line lacks are empty.
using Row = std::map<std::string, std::string>;

/// Rows of tests/golden/<name>; the test that asks fails when there are none.
inline std::vector<Row> read(const std::string& name) {
  std::ifstream in(std::string(DUBAO_GOLDEN_DIR "/") + name);
  EXPECT_TRUE(in.good()) << name;
  std::vector<std::string> header;
  std::vector<Row> rows;
  for (std::string line; std::getline(in, line);) {
    if (line.empty() || line[0] == '#') continue;
    std::stringstream cells(line);
    std::vector<std::string> values;
    for (std::string cell; std::getline(cells, cell, ',');) {
      const std::size_t first = cell.find_first_not_of(' ');
      values.push_back(first == std::string::npos ? "" : cell.substr(first));
    }
    if (header.empty()) {
      header = values;
      continue;
    }
    values.resize(header.size());
    Row row;
    for (std::size_t i = 0; i < header.size(); ++i) row[header[i]] = values[i];
    rows.push_back(std::move(row));
  }
  EXPECT_FALSE(rows.empty()) << name;
  return rows;
}

/// A cell as a number; NaN where it is empty or NA.
inline double number(const Row& row, const std::string& column) {
  const std::string& text = row.at(column);
  return text.empty() || text == "NA" ? dubao::data::kMissing : std::stod(text);
}

/// One series of a series.csv; regressor only where the file has that column.
struct TimeSeries {
  dubao::Index season_length = 1;
  std::vector<double> values;
  std::vector<double> regressor;
};

/// Series of tests/golden/<name> by their names: columns series, season_length, value.
inline std::map<std::string, TimeSeries> read_series(const std::string& name) {
  std::map<std::string, TimeSeries> out;
  for (const Row& row : read(name)) {
    TimeSeries& one = out[row.at("series")];
    one.season_length = std::stol(row.at("season_length"));
    one.values.push_back(number(row, "value"));
    if (row.count("regressor") > 0) one.regressor.push_back(number(row, "regressor"));
  }
  return out;
}

}  // namespace golden
