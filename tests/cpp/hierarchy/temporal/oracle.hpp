// SPDX-License-Identifier: Apache-2.0
//
// R's answers to temporal disaggregation (tests/golden/temporal, written by tests/golden/scripts/temporal.R).
#pragma once

#include <gtest/gtest.h>

#include <cmath>
#include <fstream>
#include <map>
#include <string>
#include <vector>

namespace temporal_oracle {

/// Values by name: the first cell of a line names what its last one holds.
inline std::map<std::string, std::vector<double>> oracle() {
  std::ifstream file(DUBAO_GOLDEN_DIR "/temporal/oracle.csv");
  std::map<std::string, std::vector<double>> out;
  for (std::string line; std::getline(file, line);) {
    if (line.empty() || line[0] == '#') continue;
    const auto first = line.find(',');
    out[line.substr(0, first)].push_back(std::stod(line.substr(line.rfind(',') + 1)));
  }
  return out;
}

/// Of two vectors, relative to 1 + |expected|.
inline void expect_near(const std::vector<double>& found, const std::vector<double>& expected,
                        double tolerance, const std::string& what) {
  ASSERT_EQ(found.size(), expected.size()) << what;
  for (std::size_t i = 0; i < found.size(); ++i) {
    EXPECT_NEAR(found[i], expected[i], tolerance * (1.0 + std::abs(expected[i]))) << what << " " << i;
  }
}
}  // namespace temporal_oracle
