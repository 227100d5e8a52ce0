// SPDX-License-Identifier: Apache-2.0
#include <dubao/hierarchy/temporal/denton.hpp>

#include "oracle.hpp"

namespace hierarchy_temporal_denton_test {

using dubao::InputError;
using dubao::data::kMissing;
using namespace dubao::hierarchy;
using temporal_oracle::expect_near;
using temporal_oracle::oracle;

constexpr double kIdentity = 1e-12;
constexpr double kDigitsOfR = 1e-7;  // explicit inverses on the other side
// Least gain of a feasible path over another, relative to the larger cost: rounding alone.
constexpr double kRounding = 1e-12;

TEST(Denton, AgreesWithItsConditionsSolvedInR) {
  auto expected = oracle();
  const auto constraint = temporal_constraint(expected["low"], 4, 88, TemporalAggregation::kMean);
  expect_near(denton(constraint, expected["indicator"], false), expected["denton.additive"], kDigitsOfR,
              "additive");
  expect_near(denton(constraint, expected["indicator"], true), expected["denton.proportional"], kDigitsOfR,
              "proportional");
}

TEST(Denton, IsTheIndicatorTimesAConstantWhereThatAddsUp) {
  const auto constraint = temporal_constraint({4, 8}, 2, 5, TemporalAggregation::kSum);
  const auto proportional = denton(constraint, {1, 1, 2, 2, 3}, true);
  const std::vector<double> expected{2, 2, 4, 4, 6};
  expect_near(proportional, expected, kIdentity, "ratio carried on");
  const auto additive =
      denton(temporal_constraint({8, 12}, 2, 4, TemporalAggregation::kSum), {1, 1, 3, 3}, false);
  expect_near(additive, {4, 4, 6, 6}, kIdentity, "additive: difference 3 everywhere");
}

// Cost of the movements, the formula of the banner.
double cost(const std::vector<double>& x, const std::vector<double>& p, bool proportional) {
  double sum = 0.0;
  for (std::size_t t = 1; t < x.size(); ++t) {
    const double change =
        proportional ? x[t] / p[t] - x[t - 1] / p[t - 1] : (x[t] - p[t]) - (x[t - 1] - p[t - 1]);
    sum += change * change;
  }
  return sum;
}

TEST(Denton, HasTheSmallestCostOfAllPathsThatAddUp) {
  const std::vector<double> p{2, 5, 3, 4, 6, 2, 7};
  const auto constraint = temporal_constraint({9, 5, 14}, 2, 7, TemporalAggregation::kSum);
  // Directions that leave the sums as they are: within a year, and the extrapolated period.
  const std::vector<std::vector<double>> directions{
      {1, -1, 0, 0, 0, 0, 0}, {0, 0, 1, -1, 0, 0, 0}, {0, 0, 0, 0, 1, -1, 0}, {0, 0, 0, 0, 0, 0, 1}};
  for (const bool proportional : {false, true}) {
    const auto best = denton(constraint, p, proportional);
    const double lowest = cost(best, p, proportional);
    EXPECT_GT(lowest, 0.0);
    for (const auto& direction : directions) {
      for (const double step : {0.01, -0.01}) {
        std::vector<double> other = best;
        for (std::size_t t = 0; t < other.size(); ++t) other[t] += step * direction[t];
        EXPECT_GT(cost(other, p, proportional), lowest * (1.0 + kRounding)) << proportional << step;
      }
    }
  }
}

std::string refusal(const std::vector<double>& indicator, bool proportional) {
  const auto constraint = temporal_constraint({1, 2, 3, 4, 6}, 4, 20, TemporalAggregation::kSum);
  try {
    (void)denton(constraint, indicator, proportional);
  } catch (const InputError& error) {
    return error.problems().front().id;
  }
  return "";
}

TEST(Denton, EachRefusalHasItsOwnId) {
  EXPECT_EQ(refusal(std::vector<double>(20, 0.0), true), "E-TMP-004");
  EXPECT_EQ(refusal(std::vector<double>(20, kMissing), false), "E-TMP-005");
  std::vector<double> mixed(20, 1.0);
  mixed[7] = -1.0;
  EXPECT_EQ(refusal(mixed, true), "E-TMP-004");
  EXPECT_EQ(refusal(mixed, false), "");
}

}  // namespace hierarchy_temporal_denton_test
