// SPDX-License-Identifier: Apache-2.0
//
// What holds for the generated tables of every frequency.
#pragma once

#include <dubao/forecast/score_table_type.hpp>

#include <gtest/gtest.h>

#include <cmath>
#include <set>
#include <string>
#include <vector>

namespace score_tables {

/// Columns of the spread's slopes are bounded: features are shares and logarithms, so a larger number is a slip of the
/// generator.
inline constexpr double kLargestSlope = 30.0;

/// Every key has a table of its own for both kinds of error, with a spread and quantiles for each horizon. An array that
/// the generator filled in part ends in zeros.
template <typename Find>
void expect_complete(const Find& find, const std::vector<std::string>& keys, std::size_t horizons) {
  std::set<std::vector<double>> levels;
  for (const std::string& key : keys) {
    for (const bool positive : {true, false}) {
      const dubao::forecast::ScoreTable* table = find(key, positive);
      ASSERT_NE(table, nullptr) << key;
      ASSERT_EQ(table->level.size(), horizons) << key;
      ASSERT_EQ(table->quantiles.size(), horizons) << key;
      EXPECT_NE(table->level.back(), 0.0) << key;
      for (std::size_t h = 0; h < horizons; ++h) {
        EXPECT_TRUE(std::isfinite(table->level[h])) << key << ' ' << h;
        EXPECT_GT(table->quantiles[h].back(), 0.0) << key << ' ' << h;
      }
      for (std::size_t i = 0; i < table->slope.size(); ++i) {
        EXPECT_LT(std::abs(table->slope[i]), kLargestSlope) << key << ' ' << i;
        EXPECT_LT(std::abs(table->slope_by_log_horizon[i]), kLargestSlope) << key << ' ' << i;
      }
      levels.insert({table->level.begin(), table->level.end()});
    }
  }
  EXPECT_EQ(levels.size(), 2 * keys.size()) << "two keys share their numbers";
}

}  // namespace score_tables
