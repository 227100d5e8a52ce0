// SPDX-License-Identifier: Apache-2.0
//
// Grunfeld's panel and R's answers about it (tests/golden/scripts/panel.R).
#pragma once

#include <dubao/regression/panel/panel_model.hpp>

#include "support/golden.hpp"
#include <algorithm>
#include <set>
#include <string>
#include <vector>

namespace grunfeld {

struct Panel {
  Eigen::MatrixXd x;
  Eigen::VectorXd y;
  dubao::regression::PanelData data;
};

inline dubao::regression::Groups groups(const std::vector<std::string>& labels) {
  dubao::regression::Groups out;
  for (const std::string& label : labels) {
    auto at = std::find(out.labels.begin(), out.labels.end(), label);
    if (at == out.labels.end()) at = out.labels.insert(out.labels.end(), label);
    out.code.push_back(static_cast<dubao::Index>(at - out.labels.begin()));
  }
  return out;
}

/// \param unbalanced without the rows that the script leaves out.
inline Panel panel(bool unbalanced) {
  std::vector<std::vector<double>> rows;
  std::vector<std::string> firm;
  std::vector<std::string> year;
  const std::set<int> gone = {3, 17, 50, 51, 52, 120, 121, 122, 123, 124, 125, 126, 127, 128, 129, 130};
  int number = 0;
  for (const golden::Row& row : golden::read("regression/grunfeld.csv")) {
    if (unbalanced && gone.count(++number) > 0) continue;
    rows.push_back(
        {golden::number(row, "value"), golden::number(row, "capital"), golden::number(row, "invest")});
    firm.push_back(row.at("firm"));
    year.push_back(row.at("year"));
  }
  Panel out;
  const auto n = static_cast<dubao::Index>(rows.size());
  out.x.resize(n, 2);
  out.y.resize(n);
  for (dubao::Index i = 0; i < n; ++i) {
    const auto& row = rows[static_cast<std::size_t>(i)];
    out.x.row(i) << row[0], row[1];
    out.y[i] = row[2];
  }
  out.data.entity = groups(firm);
  out.data.time = groups(year);
  return out;
}

/// R's answers of one case: item and name → value.
inline std::map<std::pair<std::string, std::string>, double> answers(const std::string& name) {
  std::map<std::pair<std::string, std::string>, double> out;
  for (const golden::Row& row : golden::read("regression/panel.csv")) {
    if (row.at("case") == name) out[{row.at("item"), row.at("name")}] = golden::number(row, "value");
  }
  EXPECT_FALSE(out.empty()) << name;
  return out;
}

inline dubao::Index position(const std::vector<std::string>& names, const std::string& name) {
  const auto at = std::find(names.begin(), names.end(), name);
  EXPECT_NE(at, names.end()) << name;
  return static_cast<dubao::Index>(at - names.begin());
}

}  // namespace grunfeld
