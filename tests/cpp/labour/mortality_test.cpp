// SPDX-License-Identifier: Apache-2.0
#include <dubao/labour/mortality.hpp>

#include "labour/support.hpp"

namespace labour_mortality_test {

using namespace dubao;          // NOLINT: a test
using namespace dubao::labour;  // NOLINT: a test
using labour::testing::Ids;
using labour::testing::kExact;
using labour::testing::problem_ids;

TEST(Mortality, ExampleOfTheHeaderHolds) {
  const Eigen::ArrayXd q = death_probabilities({{50, 0.01}, {55, 0.01}}, 52, 1);
  EXPECT_NEAR(q(0), 1 - std::exp(-0.01), kExact);
}

TEST(Mortality, FollowsGompertzExactlyBetweenMidPoints) {
  // m(x) = a·exp(bx) at the mid-points: ln m is linear, so every single year lies on the curve.
  const auto rate = [](double age) { return 1e-4 * std::exp(0.09 * age); };
  std::vector<DeathRate> rates;
  for (int from = 15; from <= 70; from += 5) rates.push_back({from, rate(from + 2.5)});
  const Eigen::ArrayXd q = death_probabilities(rates, 18, 50);
  for (Index a = 0; a < q.size(); ++a) {
    EXPECT_NEAR(q(a), -std::expm1(-rate(18.5 + static_cast<double>(a))), kExact);
  }
}

TEST(Mortality, IsFlatOutsideTheMidPointsAndLinearAcrossAZero) {
  const Eigen::ArrayXd q = death_probabilities({{20, 0.0}, {30, 0.1}}, 15, 30);
  EXPECT_EQ(q(0), 0.0);
  EXPECT_NEAR(q(14), -std::expm1(-0.1 * 0.45), kExact);  // exact age 29.5, mid-points 25 and 35
  EXPECT_NEAR(q(29), -std::expm1(-0.1), kExact);
}

TEST(Mortality, ProbabilitiesStayBelowOneForAnyRate) {
  const Eigen::ArrayXd q = death_probabilities({{0, 0.02}, {1, 5.0}, {100, 50.0}}, 0, 110);
  EXPECT_GE(q.minCoeff(), 0.0);
  EXPECT_LE(q.maxCoeff(), 1.0);
}

TEST(Mortality, RefusesUnorderedOrNegativeRates) {
  EXPECT_EQ(problem_ids([] { (void)death_probabilities({}, 15, 1); }), Ids{"E-REP-003"});
  EXPECT_EQ(problem_ids([] { (void)death_probabilities({{20, 0.1}, {20, -0.1}}, 15, 1); }), Ids{"E-REP-003"});
  EXPECT_EQ(problem_ids([] { (void)death_probabilities({{20, std::nan("")}}, 15, 1); }), Ids{"E-REP-003"});
}

}  // namespace labour_mortality_test
