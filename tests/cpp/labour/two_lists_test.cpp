// SPDX-License-Identifier: Apache-2.0
#include <dubao/data/random.hpp>
#include <dubao/labour/two_lists.hpp>

#include "labour/support.hpp"

namespace labour_two_lists_test {

using namespace dubao;          // NOLINT: a test
using namespace dubao::labour;  // NOLINT: a test
using labour::testing::Ids;
using labour::testing::kExact;
using labour::testing::problem_ids;

TEST(TwoLists, ExampleOfTheHeaderHolds) {
  const TwoListEstimate found = two_list_estimate(100, 80, 20, 0.5, 2.0);
  EXPECT_NEAR(found.estimate, 101.0 * 81.0 / 21.0 - 1.0, 400 * kExact);
  EXPECT_NEAR(found.standard_error, 63.62, 0.005);
  EXPECT_EQ(found.seen, 160.0);
  EXPECT_NEAR(found.band_low, 274.29, 0.005);
  EXPECT_NEAR(found.band_high, 617.14, 0.005);
}

TEST(TwoLists, ACopyOfTheOtherListTellsNothingNew) {
  const TwoListEstimate found = two_list_estimate(50, 30, 30);
  EXPECT_EQ(found.estimate, 50.0);
  EXPECT_EQ(found.low, 50.0);
  EXPECT_EQ(found.high, 50.0);
}

TEST(TwoLists, TheIntervalCoversTheTruthWhenListsAreIndependent) {
  constexpr int kUnits = 500;
  constexpr int kTrials = 400;
  int inside = 0;
  double sum = 0.0;
  for (int trial = 0; trial < kTrials; ++trial) {
    data::RandomStream stream(11, data::hash_key("test.two_lists"), static_cast<std::uint64_t>(trial));
    double first = 0;
    double second = 0;
    double both = 0;
    for (int unit = 0; unit < kUnits; ++unit) {
      const bool a = stream.uniform() < 0.4;
      const bool b = stream.uniform() < 0.3;
      first += a ? 1 : 0;
      second += b ? 1 : 0;
      both += a && b ? 1 : 0;
    }
    const TwoListEstimate found = two_list_estimate(first, second, both);
    sum += found.estimate;
    inside += found.low <= kUnits && kUnits <= found.high ? 1 : 0;
  }
  EXPECT_NEAR(sum / kTrials, kUnits, 0.02 * kUnits);
  // 95 % of 400: four binomial standard errors.
  EXPECT_NEAR(static_cast<double>(inside) / kTrials, 0.95, 4 * std::sqrt(0.95 * 0.05 / kTrials));
}

TEST(TwoLists, TheTrueOddsRatioPutsADependentPairRight) {
  // Units of two kinds: those on one board are likelier on the other. θ is known from the probabilities.
  const double joint = 0.25;
  const double only_first = 0.15;
  const double only_second = 0.10;
  const double neither = 0.50;
  const double odds = joint * neither / (only_first * only_second);
  const double n = 20000;
  const TwoListEstimate found =
      two_list_estimate(n * (joint + only_first), n * (joint + only_second), n * joint, 1.0, odds);
  EXPECT_LT(found.estimate, 0.6 * n);
  EXPECT_NEAR(found.band_high, n, 1e-3 * n);
}

TEST(TwoLists, ImpossibleCountsAndOddsAreNamedAllAtOnce) {
  EXPECT_EQ(problem_ids([] { return two_list_estimate(10, 5, 6, 2.0, 1.0, 1.0); }),
            (Ids{"E-LAB-032", "E-LAB-033", "E-LAB-033"}));
  EXPECT_EQ(problem_ids([] { return two_list_estimate(10.5, 5, 1); }), (Ids{"E-LAB-032"}));
}

}  // namespace labour_two_lists_test
