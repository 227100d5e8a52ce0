// SPDX-License-Identifier: Apache-2.0
#include <dubao/labour/targets.hpp>

#include "labour/support.hpp"

namespace labour_targets_test {

using namespace dubao;          // NOLINT: a test
using namespace dubao::labour;  // NOLINT: a test
using labour::testing::draws;
using labour::testing::Ids;
using labour::testing::problem_ids;
using time::Period;

TEST(Targets, ExampleOfTheHeaderHolds) {
  const data::Draws paths = draws(2029, {{0, 90}, {0, 100}, {0, 110}});
  const auto probability = [&](const char* comparison) {
    return probability_of_meeting(paths, Period::annual(2030), target_operator(comparison), 100);
  };
  EXPECT_DOUBLE_EQ(probability(">="), 2.0 / 3.0);
  EXPECT_DOUBLE_EQ(probability(">"), 1.0 / 3.0);
  EXPECT_DOUBLE_EQ(probability("≤"), 2.0 / 3.0);
  EXPECT_DOUBLE_EQ(probability("<"), 1.0 / 3.0);
}

TEST(Targets, OnlyForecastPeriodsHaveAProbability) {
  const data::Draws paths = draws(2029, {{90}});
  for (const Period period : {Period::annual(2028), Period::annual(2030), Period::quarterly(2029, 1)}) {
    EXPECT_EQ(problem_ids([&] { (void)probability_of_meeting(paths, period, TargetOperator::kAbove, 1); }),
              Ids{"E-TGT-001"});
  }
  EXPECT_EQ(problem_ids([] { (void)target_operator("=="); }), Ids{"E-TGT-002"});
}

}  // namespace labour_targets_test
