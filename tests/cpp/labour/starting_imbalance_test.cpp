// SPDX-License-Identifier: Apache-2.0
#include <dubao/labour/starting_imbalance.hpp>

#include "labour/support.hpp"

namespace labour_starting_imbalance_test {

using namespace dubao;          // NOLINT: a test
using namespace dubao::labour;  // NOLINT: a test
using labour::testing::array;
using labour::testing::Ids;
using labour::testing::kExact;
using labour::testing::problem_ids;

Balance gaps(const Eigen::ArrayXd& relative) {
  Balance out;
  out.relative_gap = relative;
  return out;
}

TEST(StartingImbalance, ExampleOfTheHeaderHolds) {
  const StartingImbalance start = starting_imbalance(array({30}), array({50}), array({1000}), 0.01);
  EXPECT_DOUBLE_EQ(start.relative(0), -0.02);
  EXPECT_EQ(start.states.front(), InitialState::kSurplus);
  const Rating rating = projected_state(gaps(array({0.05})), start, 0.01);
  EXPECT_STREQ(kProjectedStates[static_cast<std::size_t>(rating.step.value())], "balance");
}

TEST(StartingImbalance, AFixedStateAndTheSameStateOnEveryPathAgree) {
  const Balance flows = gaps(Eigen::ArrayXd::LinSpaced(21, -0.1, 0.1));
  const StartingImbalance shortage = starting_imbalance(array({90}), array({10}), array({1000}), 0.01);
  const Rating one = projected_state(flows, shortage, 0.02);
  const Rating two = projected_state(flows, InitialState::kShortage, 0.02);
  EXPECT_EQ(one.probabilities, two.probabilities);
}

TEST(StartingImbalance, ProbabilitiesOfStatesAndOfRatingsSumToOne) {
  const Eigen::ArrayXd posts = Eigen::ArrayXd::LinSpaced(50, 0, 200);
  const StartingImbalance start = starting_imbalance(posts, array({100}), array({1000}), 0.03);
  EXPECT_NEAR(start.probabilities[0] + start.probabilities[1] + start.probabilities[2], 1.0, kExact);
  const Rating rating = projected_state(gaps(Eigen::ArrayXd::LinSpaced(50, 0.1, -0.1)), start, 0.02);
  double sum = 0.0;
  for (const double one : rating.probabilities) sum += one;
  EXPECT_NEAR(sum, 1.0, kExact);
}

TEST(StartingImbalance, MoreUnfilledPostsNeverMoveTheRatingTowardSurplus) {
  const Balance flows = gaps(array({0.0}));
  Index before = 4;
  for (const double posts : {0.0, 40.0, 50.0, 60.0, 200.0}) {
    const Rating rating =
        projected_state(flows, starting_imbalance(array({posts}), array({50}), array({1000}), 0.005), 0.01);
    EXPECT_LE(rating.median_step, before);
    before = rating.median_step;
  }
}

TEST(StartingImbalance, ListsEveryProblemAtOnce) {
  EXPECT_EQ(problem_ids([] {
              (void)starting_imbalance(array({-1}), array({1, 2}), array({0, 1, 2}), -1.0);
            }),
            (Ids{"E-BAL-010", "E-BAL-010", "E-BAL-010", "E-BAL-010"}));
  const StartingImbalance two = starting_imbalance(array({1, 2}), array({1}), array({10}), 0.1);
  EXPECT_EQ(problem_ids([&] { (void)projected_state(gaps(array({0, 0, 0})), two, 0.1); }), Ids{"E-BAL-010"});
  EXPECT_EQ(problem_ids([&] { (void)projected_state(gaps(array({0, 0})), two, -0.1); }), Ids{"E-BAL-008"});
}

}  // namespace labour_starting_imbalance_test
