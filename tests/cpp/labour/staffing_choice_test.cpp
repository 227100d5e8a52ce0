// SPDX-License-Identifier: Apache-2.0
#include <dubao/labour/staffing_choice.hpp>
#include <dubao/labour/staffing_trend.hpp>

#include "labour/support.hpp"

namespace labour_staffing_choice_test {

using namespace dubao;          // NOLINT: a test
using namespace dubao::labour;  // NOLINT: a test
using labour::testing::Ids;
using labour::testing::kExact;
using labour::testing::problem_ids;
using time::Period;

StaffingHistory from_shares(const std::vector<double>& share, std::vector<Period> breaks = {}) {
  std::vector<Eigen::MatrixXd> counts;
  for (const double s : share)
    counts.push_back((Eigen::MatrixXd(1, 2) << 1000 * s, 1000 * (1 - s)).finished());
  return {Period::annual(2010), {"i"}, {"a", "b"}, counts, std::move(breaks)};
}

// The logit grows by 0.1 a year.
std::vector<double> trending(int years) {
  std::vector<double> out;
  for (int t = 0; t < years; ++t) out.push_back(1.0 / (1.0 + std::exp(1.0 - 0.1 * t)));
  return out;
}

ShareMethod trend() {
  return {"trend", [](const StaffingHistory& known, Index horizon) {
            return damped_share_trend(known, {.horizon = horizon, .draws = 50, .seed = 1, .damping = 1.0});
          }};
}

TEST(StaffingChoice, ConstantSharesAreKeptWhereNothingMoves) {
  const ShareChoice choice = choose_share_method(from_shares(std::vector<double>(12, 0.2)), {trend()}, {});
  EXPECT_EQ(choice.method, "constant");
  EXPECT_EQ(choice.scores[0].loss, 0.0);
  EXPECT_NE(choice.reason.find("no method has a smaller loss"), std::string::npos);
}

TEST(StaffingChoice, ATrendThatHoldsIsChosenAndItsTableIsRight) {
  const std::vector<double> share = trending(12);
  const ShareChoice choice = choose_share_method(from_shares(share), {trend()}, {.horizon = 2});
  EXPECT_EQ(choice.method, "trend");
  ASSERT_EQ(choice.origins.size(), 7U);  // 5 … 11 years known
  EXPECT_EQ(choice.origins.front(), Period::annual(2014));
  ASSERT_EQ(choice.scores.size(), 2U);
  // Constant shares: the dissimilarity of two occupations is the change of either share.
  double one = 0.0;
  double two = 0.0;
  for (std::size_t t = 5; t < 12; ++t) one += share[t] - share[t - 1];
  for (std::size_t t = 6; t < 12; ++t) two += share[t] - share[t - 2];
  EXPECT_NEAR(choice.scores[0].by_horizon[0], one / 7.0, kExact);
  EXPECT_NEAR(choice.scores[0].by_horizon[1], two / 6.0, kExact);
  EXPECT_NEAR(choice.scores[0].loss, (one + two) / 13.0, kExact);
  EXPECT_EQ(choice.scores[1].comparisons, 13);
  EXPECT_NEAR(choice.scores[1].loss, 0.0, 1e-10);
  EXPECT_NEAR(choice.scores[1].skill, 1.0, 1e-8);
  EXPECT_EQ(choice.scores[1].wins, 1.0);
}

TEST(StaffingChoice, ShortHistoriesHoldSharesConstantAndSayWhy) {
  const ShareChoice choice = choose_share_method(from_shares(trending(7)), {trend()}, {});
  EXPECT_EQ(choice.method, "constant");
  EXPECT_EQ(choice.origins.size(), 2U);
  EXPECT_EQ(choice.reason, "past origins: 2, needed to choose: 3; shares are held constant");
  EXPECT_LT(choice.scores[1].loss, choice.scores[0].loss);  // the table is returned all the same
  const ShareChoice none = choose_share_method(from_shares(trending(3)), {trend()}, {});
  EXPECT_TRUE(none.origins.empty());
  EXPECT_TRUE(std::isnan(none.scores[1].loss));
}

TEST(StaffingChoice, ComparisonsAcrossABreakAreLeftOut) {
  std::vector<double> share(10, 0.2);
  for (std::size_t t = 6; t < 10; ++t) share[t] = 0.6;
  const ShareChoice choice =
      choose_share_method(from_shares(share, {Period::annual(2016)}), {}, {.minimum_training = 4});
  EXPECT_EQ(choice.scores[0].loss, 0.0);
  EXPECT_EQ(choice.origins.size(), 5U);  // 4, 5, 7, 8, 9 known years; not 6
}

TEST(StaffingChoice, IndustriesCountByTheirEmployment) {
  // Industry "big" never moves, "small" moves by 0.1 a year: 1 % of the jobs.
  std::vector<Eigen::MatrixXd> counts;
  for (int t = 0; t < 4; ++t) {
    Eigen::MatrixXd year(2, 2);
    year << 4950, 4950, 10 + 10 * t, 90 - 10 * t;
    counts.push_back(year);
  }
  const StaffingHistory history(Period::annual(2010), {"big", "small"}, {"a", "b"}, counts);
  const ShareChoice choice = choose_share_method(history, {}, {.minimum_training = 1});
  EXPECT_NEAR(choice.scores[0].loss, 0.01 * 0.1, kExact);
}

TEST(StaffingChoice, CrpsOfOnePathIsTheDissimilarity) {
  const StaffingHistory history = from_shares(trending(10));
  const ShareChoice points = choose_share_method(history, {}, {});
  const ShareChoice crps = choose_share_method(history, {}, {.loss = ShareLoss::kCrps});
  EXPECT_NEAR(crps.scores[0].loss, points.scores[0].loss, kExact);
}

TEST(StaffingChoice, LossesLieInTheUnitInterval) {
  data::RandomStream stream(1, 1, 1);
  std::vector<double> share;
  for (int t = 0; t < 12; ++t) share.push_back(stream.uniform());
  const ShareChoice choice = choose_share_method(from_shares(share), {trend()}, {.horizon = 3});
  for (const ShareScore& score : choice.scores) {
    EXPECT_GE(score.loss, 0.0);
    EXPECT_LE(score.loss, 1.0);
  }
}

TEST(StaffingChoice, MethodsAndOptionsAreChecked) {
  const StaffingHistory history = from_shares(trending(8));
  EXPECT_EQ(problem_ids([&] {
              (void)choose_share_method(history, {trend(), trend(), {"", nullptr}}, {.horizon = 0});
            }),
            (Ids{"E-STA-005", "E-STA-012", "E-STA-012"}));
  EXPECT_EQ(problem_ids([&] {
              (void)choose_share_method(history, {{"constant", trend().forecast}}, {});
            }),
            Ids{"E-STA-012"});
}

}  // namespace labour_staffing_choice_test
