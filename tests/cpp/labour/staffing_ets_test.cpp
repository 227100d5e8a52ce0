// SPDX-License-Identifier: Apache-2.0
#include <dubao/labour/staffing_ets.hpp>

#include "labour/support.hpp"

namespace labour_staffing_ets_test {

using namespace dubao;          // NOLINT: a test
using namespace dubao::labour;  // NOLINT: a test
using labour::testing::problem_ids;
using time::Period;

StaffingHistory from_log_ratios(const std::vector<double>& log_ratio, std::vector<Period> breaks = {}) {
  std::vector<Eigen::MatrixXd> counts;
  for (const double z : log_ratio) {
    Eigen::MatrixXd year(1, 2);
    year << 1000.0 * std::exp(z) / (1.0 + std::exp(z)), 1000.0 / (1.0 + std::exp(z));
    counts.push_back(year);
  }
  return {Period::annual(2010), {"i"}, {"a", "b"}, counts, std::move(breaks)};
}

double logit(double share) { return std::log(share / (1.0 - share)); }

TEST(StaffingEts, ExampleOfTheHeaderHolds) {
  const StaffingShares shares = ets_shares(from_log_ratios(std::vector<double>(8, std::log(0.25))),
                                           {.horizon = 3, .draws = 20, .seed = 1});
  EXPECT_TRUE(((shares.at("i", "a").array() - 0.2).abs() < 1e-4).all());
}

TEST(StaffingEts, ATrendOfTheLogRatioIsCarriedOn) {
  std::vector<double> z;
  data::RandomStream stream(2, 2, 2);
  for (int t = 0; t < 20; ++t) z.push_back(-1.0 + 0.1 * t + 0.005 * stream.normal());
  const StaffingShares shares = ets_shares(from_log_ratios(z), {.horizon = 4, .draws = 400, .seed = 1}, "A");
  EXPECT_NO_THROW(check_shares(shares));
  EXPECT_NEAR(logit(shares.at("i", "a").col(3).mean()), -1.0 + 0.1 * 23, 0.12);
  // On shares the same history is no straight line, but the direction is the same.
  const StaffingShares on_shares = ets_shares(
      from_log_ratios(z), {.horizon = 4, .draws = 100, .seed = 1, .scale = ShareScale::kShare}, "A");
  EXPECT_NO_THROW(check_shares(on_shares));
  EXPECT_GT(on_shares.at("i", "a").col(3).mean(), shares.at("i", "b").col(0).mean());
}

TEST(StaffingEts, ADeclaredBreakIsNoGrowth) {
  const std::vector<double> jump = {0, 0.02, -0.01, 0.01, 0, 1.01, 1.0, 0.99, 1.02, 1.0};
  const StaffingShares shares =
      ets_shares(from_log_ratios(jump, {Period::annual(2015)}), {.horizon = 3, .draws = 200, .seed = 1}, "N");
  EXPECT_NEAR(logit(shares.at("i", "a").col(2).mean()), 1.0, 0.1);
}

TEST(StaffingEts, ATrendThatIsNoneIsRefused) {
  const auto ids = problem_ids([] {
    (void)ets_shares(from_log_ratios(std::vector<double>(8, 0.1)), {.horizon = 1, .draws = 5}, "X");
  });
  ASSERT_EQ(ids.size(), 1U);
  EXPECT_EQ(ids[0], "E-ETS-004");
}

}  // namespace labour_staffing_ets_test
