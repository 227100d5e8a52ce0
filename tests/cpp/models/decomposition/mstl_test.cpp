// SPDX-License-Identifier: Apache-2.0
#include <dubao/models/decomposition/mstl.hpp>

#include "golden.hpp"

namespace models_decomposition_mstl_test {

using dubao::Index;
using dubao::InputError;
namespace decomposition = dubao::models::decomposition;

constexpr double kAlgebra = 1e-9;

const std::vector<double>& two_seasons() { return golden::decompositions().at("two seasons mstl").value; }

TEST(Mstl, ComponentsAddUpToTheSeries) {
  const auto parts = decomposition::mstl(two_seasons(), {.season_lengths = {30, 5}});
  ASSERT_EQ(parts.seasonal.size(), 2U);
  EXPECT_EQ(parts.season_lengths, (std::vector<Index>{5, 30}));
  for (std::size_t t = 0; t < two_seasons().size(); ++t) {
    EXPECT_NEAR(parts.trend[t] + parts.season(t) + parts.remainder[t], two_seasons()[t], kAlgebra);
  }
}

TEST(Mstl, DropsASeasonOfWhichTooLittleWasSeenAndSaysSo) {
  const auto parts = decomposition::mstl(two_seasons(), {.season_lengths = {5, 75}});
  EXPECT_EQ(parts.season_lengths, (std::vector<Index>{5}));
  ASSERT_EQ(parts.notes.size(), 1U);
  EXPECT_NE(parts.notes[0].find("75"), std::string::npos);
  EXPECT_THROW((void)decomposition::mstl(two_seasons(), {.season_lengths = {75}}), InputError);
}

TEST(Mstl, DecomposesLogarithmsWhenAsked) {
  const auto logged = decomposition::mstl(two_seasons(), {.season_lengths = {5}, .lambda = 0.0});
  std::vector<double> logs = two_seasons();
  for (double& v : logs) v = std::log(v);
  const auto parts = decomposition::mstl(logs, {.season_lengths = {5}});
  for (std::size_t t = 0; t < logs.size(); ++t) EXPECT_NEAR(logged.trend[t], parts.trend[t], kAlgebra);
  EXPECT_THROW((void)decomposition::mstl({1, 2, 0, 4, 5, 6, 7, 8, 9}, {.season_lengths = {4}, .lambda = 0.0}),
               InputError);
}

TEST(Mstl, TakesWindowsShortestSeasonFirst) {
  const auto fixed = decomposition::mstl(two_seasons(), {.season_lengths = {5}, .season_windows = {0}});
  for (std::size_t t = 5; t < two_seasons().size(); ++t) {
    EXPECT_EQ(fixed.seasonal[0][t], fixed.seasonal[0][t - 5]);
  }
  EXPECT_THROW((void)decomposition::mstl(two_seasons(), {.season_lengths = {5}, .season_windows = {0, 7}}),
               InputError);
}

}  // namespace models_decomposition_mstl_test
