// SPDX-License-Identifier: Apache-2.0
#include <dubao/data/random.hpp>
#include <dubao/labour/postings_nowcast.hpp>

#include "labour/support.hpp"

namespace labour_postings_nowcast_test {

using namespace dubao;          // NOLINT: a test
using namespace dubao::labour;  // NOLINT: a test
using data::Series;
using labour::testing::draws;
using labour::testing::Ids;
using labour::testing::kExact;
using labour::testing::problem_ids;
using labour::testing::simulated;

/// A random index, and official figures that follow it with `strength` and noise of their own.
struct Pair {
  std::vector<double> official;
  std::vector<double> index;
  std::vector<double> naive;  ///< the value before
};
Pair simulated_pair(double strength, double noise, std::uint64_t seed, int n = 24) {
  data::RandomStream stream(seed, data::hash_key("test.nowcast"), 0);
  Pair out{{100.0}, {50.0}, {}};
  for (int t = 1; t <= n; ++t) {
    const double growth = 0.1 * stream.normal();
    const double own = noise * stream.normal();
    out.index.push_back(out.index.back() * std::exp(growth));
    if (t == n) break;
    out.naive.push_back(out.official.back());
    out.official.push_back(out.official.back() * std::exp(0.01 + strength * growth + own));
  }
  return out;
}

Nowcast run(const Pair& pair, const data::Draws& forecast, const NowcastOptions& options = {}) {
  return nowcast(Series::annual(2000, pair.official, "y"), Series::annual(2000, pair.index, "x"), pair.naive,
                 forecast, options);
}

TEST(PostingsNowcast, AnExactRelationIsReadExactly) {
  Pair pair = simulated_pair(1.0, 0.0, 1);
  pair.index.back() = 1.1 * pair.index[pair.index.size() - 2];
  const Nowcast found = run(pair, simulated(2024, 200, 3, 90.0, 0.2));
  EXPECT_TRUE(found.used);
  EXPECT_NEAR(found.slope, 1.0, 1e-9);
  EXPECT_NEAR(found.value, 1.1 * std::exp(0.01) * pair.official.back(), 1e-6);
  EXPECT_NEAR(found.forecast.median(0), found.value, 1e-6 * found.value);
}

TEST(PostingsNowcast, AnIndexThatHelpsMovesTheFirstPeriodAndCarriesTheRestAlong) {
  const Pair pair = simulated_pair(0.8, 0.03, 2);
  const data::Draws before = simulated(2024, 400, 3, 120.0, 0.1);
  const Nowcast found = run(pair, before);
  ASSERT_TRUE(found.used) << found.note;
  EXPECT_LT(found.loss_with, found.loss_without);
  EXPECT_NEAR(found.forecast.median(0), found.value, 1e-3 * found.value);
  const data::DrawMatrix growth = (before.paths().col(2).array() / before.paths().col(0).array()).matrix();
  const data::DrawMatrix after =
      (found.forecast.paths().col(2).array() / found.forecast.paths().col(0).array()).matrix();
  EXPECT_TRUE(growth.isApprox(after, kExact));
  // Ranks of the first period stay.
  Eigen::Index highest = 0;
  Eigen::Index same = 0;
  before.paths().col(0).maxCoeff(&highest);
  found.forecast.paths().col(0).maxCoeff(&same);
  EXPECT_EQ(highest, same);
  const double width = found.forecast.interval(0, 0.8).upper - found.forecast.interval(0, 0.8).lower;
  EXPECT_LT(width, before.interval(0, 0.8).upper - before.interval(0, 0.8).lower);
}

TEST(PostingsNowcast, AChangeOfDefinitionIsNoGrowthAndNoOrigin) {
  Pair pair = simulated_pair(1.0, 0.0, 5);
  for (std::size_t t = 12; t < pair.official.size(); ++t) pair.official[t] *= 1.5;
  const data::Draws before = simulated(2024, 50, 1, 120.0, 0.1);
  const Nowcast bare = run(pair, before);
  const Nowcast found = run(pair, before, {6, 6, {12}});
  EXPECT_GT(std::abs(bare.slope - 1.0), 1e-3);
  EXPECT_NEAR(found.slope, 1.0, 1e-9);
  EXPECT_EQ(found.origins, bare.origins - 1);
}

TEST(PostingsNowcast, TheGainHasAnIntervalAndThePValueOfDieboldAndMariano) {
  const Pair pair = simulated_pair(0.8, 0.03, 2);
  const Nowcast found = run(pair, simulated(2024, 50, 1, 120.0, 0.1));
  EXPECT_NEAR(found.gain, 1.0 - found.loss_with / found.loss_without, kExact);
  EXPECT_LT(found.gain_low, found.gain);
  EXPECT_GT(found.gain_high, found.gain);
  EXPECT_NEAR(0.5 * (found.gain_low + found.gain_high), found.gain, kExact);
  // The interval excludes 0 exactly where the two-sided test is below 5 %.
  EXPECT_EQ(found.gain_low > 0.0, 2.0 * found.p_better < 1.0 - kGainLevel);
  EXPECT_TRUE(found.used);
  EXPECT_LT(found.p_better, 0.05);
}

TEST(PostingsNowcast, AnIndexThatIsNoiseLeavesEveryBitAsItWasAndSaysSo) {
  const Pair pair = simulated_pair(0.0, 0.05, 3);
  const data::Draws before = simulated(2024, 50, 2, 120.0, 0.1);
  const Nowcast found = run(pair, before);
  EXPECT_FALSE(found.used);
  EXPECT_TRUE(found.forecast.paths() == before.paths());
  EXPECT_NE(found.note.find("unchanged"), std::string::npos);
}

TEST(PostingsNowcast, TooFewOriginsOrAnIndexThatNeverMovedChangeNothing) {
  const Pair few = simulated_pair(1.0, 0.01, 4, 9);
  const data::Draws before = simulated(2009, 20, 1, 100.0, 0.1);
  const Nowcast found = run(few, before);
  EXPECT_FALSE(found.used);
  EXPECT_TRUE(found.forecast.paths() == before.paths());
  Pair still = simulated_pair(0.0, 0.05, 5);
  std::fill(still.index.begin(), still.index.end(), 7.0);
  EXPECT_FALSE(run(still, simulated(2024, 20, 1, 100.0, 0.1)).used);
}

TEST(PostingsNowcast, MissingYearsAreSteppedOver) {
  Pair pair = simulated_pair(0.9, 0.02, 6, 30);
  pair.official[10] = data::kMissing;
  pair.index[4] = data::kMissing;
  const Nowcast found = run(pair, simulated(2030, 100, 2, 120.0, 0.1));
  EXPECT_TRUE(found.used) << found.note;
  EXPECT_TRUE(std::isfinite(found.value));
}

TEST(PostingsNowcast, WrongSeriesAndOptionsAreNamedAllAtOnce) {
  const Pair good = simulated_pair(1.0, 0.02, 7);
  Pair bad = good;
  bad.official.back() = -1.0;
  bad.index.pop_back();
  EXPECT_EQ(problem_ids([&] {
              return run(bad, draws(2024, {{1.0}}), {3, 3});
            }),
            (Ids{"E-LAB-034", "E-LAB-035", "E-LAB-036"}));
  EXPECT_EQ(problem_ids([&] { return run(good, draws(2025, {{-1.0}})); }),
            (Ids{"E-LAB-034", "E-LAB-035", "E-LAB-035"}));
}

}  // namespace labour_postings_nowcast_test
