// SPDX-License-Identifier: Apache-2.0
//
// Does the posterior describe what is not known? Cover on simulated series with a fixed seed.
#include <dubao/models/ets.hpp>
#include <dubao/models/naive.hpp>

namespace models_ets_posterior_test {

using dubao::Index;
using dubao::data::Draws;
using dubao::data::RandomStream;
using dubao::data::Series;
using dubao::models::Ets;

// Cover of a level in a sequence of independent series is binomial: trusted to this many standard errors.
constexpr double kStandardErrors = 3.5;

// One series of ETS(A,A,N) with n values and h more.
std::vector<double> simulate(std::uint64_t series, int length, double alpha, double beta) {
  RandomStream random(11, series, 0);
  std::vector<double> out;
  double level = 100.0;
  double trend = 1.0;
  for (int t = 0; t < length; ++t) {
    const double error = 3.0 * random.normal();
    out.push_back(level + trend + error);
    level += trend + alpha * error;
    trend += beta * error;
  }
  return out;
}

struct Cover {
  double first = 0.0;
  double last = 0.0;
};

Cover cover(int n, const Ets& model, double alpha, double beta, int series, double level) {
  constexpr int kHorizon = 5;
  int first = 0;
  int last = 0;
  for (int i = 0; i < series; ++i) {
    const auto values = simulate(static_cast<std::uint64_t>(i), n + kHorizon, alpha, beta);
    const auto fitted =
        model.fit(Series::annual(2000, {values.begin(), values.begin() + n}, "s" + std::to_string(i)));
    const Draws draws = fitted->draws(kHorizon, 1000, 1);
    const auto inside = [&](Index h) {
      const auto interval = draws.interval(h, level);
      const double y = values[static_cast<std::size_t>(n + h)];
      return y >= interval.lower && y <= interval.upper;
    };
    first += inside(0) ? 1 : 0;
    last += inside(kHorizon - 1) ? 1 : 0;
  }
  return {static_cast<double>(first) / series, static_cast<double>(last) / series};
}

TEST(EtsPosterior, IntervalsOfATrendModelCoverWhatTheyPromiseOnTwentyValues) {
  constexpr int kSeries = 400;
  constexpr double kLevel = 0.9;
  const Cover found = cover(20, Ets({.trend = "A"}), 0.4, 0.1, kSeries, kLevel);
  const double error = kStandardErrors * std::sqrt(kLevel * (1.0 - kLevel) / kSeries);
  EXPECT_NEAR(found.first, kLevel, error);
  EXPECT_NEAR(found.last, kLevel, error);
}

TEST(EtsPosterior, IntervalsHoldOnTenValuesToo) {
  constexpr int kSeries = 400;
  constexpr double kLevel = 0.9;
  const Cover found = cover(10, Ets({.trend = "A"}), 0.4, 0.1, kSeries, kLevel);
  const double error = kStandardErrors * std::sqrt(kLevel * (1.0 - kLevel) / kSeries);
  EXPECT_GT(found.first, kLevel - error);
  EXPECT_GT(found.last, kLevel - error);
}

TEST(EtsPosterior, NarrowsToThePlugInIntervalOnALongSeries) {
  const auto values = simulate(7, 400, 0.4, 0.1);
  const auto fitted = Ets({.trend = "A"}).fit(Series::annual(1600, values, "long"));
  const Draws draws = fitted->draws(1, 20000, 1);
  const double plug_in = 2.0 * 1.959964 * std::sqrt(fitted->summary().sigma2);
  EXPECT_NEAR((draws.interval(0, 0.95).upper - draws.interval(0, 0.95).lower) / plug_in, 1.0, 0.04);
}

}  // namespace models_ets_posterior_test
