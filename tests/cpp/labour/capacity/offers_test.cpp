// SPDX-License-Identifier: Apache-2.0
#include <dubao/data/random.hpp>
#include <dubao/labour/capacity/offers.hpp>
#include <dubao/labour/capacity/overshoot.hpp>
#include <dubao/labour/detail/gamma_quantile.hpp>

#include <gtest/gtest.h>

#include "labour/capacity/worked_example.hpp"
#include "labour/support.hpp"

namespace labour_capacity_offers_test {

using namespace dubao;                    // NOLINT: a test
using namespace dubao::labour::capacity;  // NOLINT: a test
using labour::testing::Ids;
using labour::testing::problem_ids;

const ShowUpRate kRate({{2024, 600, 420}, {2025, 500, 330}, {2026, 650, 470}});

OfferTarget target(double level = 0.05, Index enrolled = 0) {
  OfferTarget out;
  out.announced = 462;
  out.limit = static_cast<Index>(largest_actual_intake(462, labour::capacity::testing::rules_of(2027)));
  out.level = level;
  out.enrolled = enrolled;
  return out;
}

TEST(Offers, ExampleOfTheHeaderHolds) {
  const OfferPlan plan = plan_offers(kRate, target());
  EXPECT_EQ(plan.offers, 613);
  EXPECT_NEAR(plan.expected, 423.4, 0.1);
  EXPECT_LT(plan.lower, plan.upper);
  EXPECT_GT(plan.underfill_probability,
            0.8);  // to be nearly sure of no breach is to fall short of the number
  EXPECT_LT(plan.share_underfill_probability, plan.underfill_probability);
}

TEST(Offers, BreachProbabilityIsBelowTheLevelAndAboveItWithOneOfferMore) {
  for (const double level : {0.001, 0.01, 0.05, 0.2, 0.5, 0.9}) {
    const OfferPlan plan = plan_offers(kRate, target(level));
    EXPECT_LE(plan.breach_probability, level);
    EXPECT_GT(plan.breach_probability_next, level);
    EXPECT_FALSE(plan.capped);
  }
}

TEST(Offers, FallWhenTheLevelGetsStricterAndWhenMoreHaveEnrolled) {
  Index before = kMostOffers;
  for (const double level : {0.5, 0.2, 0.05, 0.01, 0.001}) {
    const Index now = plan_offers(kRate, target(level)).offers;
    EXPECT_LT(now, before);
    before = now;
  }
  before = kMostOffers;
  for (const Index enrolled : {0, 100, 300, 450, 491}) {
    const OfferPlan plan = plan_offers(kRate, target(0.05, enrolled));
    EXPECT_LT(plan.offers, before);
    EXPECT_GE(plan.lower, enrolled);
    before = plan.offers;
  }
  EXPECT_EQ(before, 0);
}

TEST(Offers, ThoseEnrolledAboveTheLimitLeaveNoOfferRight) {
  const OfferPlan plan = plan_offers(kRate, target(0.05, 492));
  EXPECT_TRUE(plan.already_above);
  EXPECT_EQ(plan.offers, 0);
  EXPECT_EQ(plan.breach_probability, 1.0);
}

TEST(Offers, NoHistoryOffersLittleMoreThanThePlaces) {
  const OfferPlan plan = plan_offers(ShowUpRate({}), target());
  EXPECT_GE(plan.offers, 491);
  EXPECT_LT(plan.offers, 530);
  EXPECT_EQ(plan.years, 0);
  EXPECT_GT(plan.upper - plan.lower, 300);
}

TEST(Offers, HardlyAnyoneShowingUpReachesTheCapAndSaysSo) {
  std::vector<ShowUp> history;
  for (int y = 2010; y < 2026; ++y) history.push_back({y, 100000, 0});
  const OfferPlan plan = plan_offers(ShowUpRate(history), target(0.2));
  EXPECT_TRUE(plan.capped);
  EXPECT_EQ(plan.offers, kMostOffers);
}

TEST(Offers, TotalOfTwoUnitsIsTheConvolution) {
  const std::vector<double> one = {0.25, 0.5, 0.25};
  EXPECT_DOUBLE_EQ(total_breach_probability({one, one}, 4), 0.0);
  EXPECT_DOUBLE_EQ(total_breach_probability({one, one}, 3), 0.0625);
  EXPECT_DOUBLE_EQ(total_breach_probability({one, one}, 0), 0.9375);
  EXPECT_DOUBLE_EQ(total_breach_probability({one}, -1), 1.0);
  EXPECT_DOUBLE_EQ(total_breach_probability({}, 0), 0.0);
}

/// Beta(μ/ρ', (1−μ)/ρ') by two gammas.
double beta_draw(data::RandomStream& stream, double mu, double rho) {
  const double size = (1.0 - rho) / rho;
  const double a = labour::detail::gamma_quantile(mu * size, stream.uniform());
  const double b = labour::detail::gamma_quantile((1.0 - mu) * size, stream.uniform());
  return a / (a + b);
}

double binomial_draw(data::RandomStream& stream, int n, double p) {
  int count = 0;
  for (int i = 0; i < n; ++i) count += stream.uniform() < p ? 1 : 0;
  return count;
}

TEST(Offers, BreachesOnSimulatedHistoriesAreAsRareAsPromised) {
  // μ and ρ from the prior (μ held where institutions live), five years; the true breach probability of the offers is summed, not drawn.
  constexpr int kRuns = 60;
  double sum = 0.0;
  for (int run = 0; run < kRuns; ++run) {
    data::RandomStream stream(6, data::hash_key("offers.calibration"), static_cast<std::uint64_t>(run));
    const double mu = 0.3 + 0.6 * stream.uniform();
    const double rho = 1.0 - std::pow(stream.uniform(), 1.0 / kDispersionPrior);
    std::vector<ShowUp> history;
    for (int y = 0; y < 5; ++y)
      history.push_back({2022 + y, 300, binomial_draw(stream, 300, beta_draw(stream, mu, rho))});
    OfferTarget goal;
    goal.announced = 150;
    goal.limit = 179;
    goal.level = 0.1;
    const OfferPlan plan = plan_offers(ShowUpRate(history), goal);
    std::vector<double> truth(static_cast<std::size_t>(std::min<Index>(plan.offers, goal.limit)) + 1, 0.0);
    const double size = (1.0 - rho) / rho;
    labour::capacity::detail::add_beta_binomial(mu * size, (1.0 - mu) * size, plan.offers, 1.0, truth);
    double inside = 0.0;
    for (const double one : truth) inside += one;
    sum += 1.0 - inside;
  }
  EXPECT_GT(sum / kRuns, 0.06);
  EXPECT_LT(sum / kRuns, 0.14);
}

TEST(Offers, RefusesLevelsAndNumbersOutOfRange) {
  OfferTarget wrong = target(1.5);
  wrong.announced = -1;
  wrong.fill_share = 0.0;
  wrong.interval_level = 0.0;
  EXPECT_EQ(problem_ids([&] { (void)plan_offers(kRate, wrong); }),
            (Ids{"E-CAP-062", "E-CAP-063", "E-CAP-063", "E-CAP-063"}));
}

}  // namespace labour_capacity_offers_test
