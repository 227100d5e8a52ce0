// SPDX-License-Identifier: Apache-2.0
#include <dubao/models/damped_drift.hpp>
#include <dubao/models/decomposed.hpp>
#include <dubao/models/drift.hpp>
#include <dubao/models/ets.hpp>
#include <dubao/models/naive.hpp>

namespace models_decomposed_test {

using dubao::Index;
using dubao::InputError;
using dubao::data::kMissing;
using dubao::data::RandomStream;
using dubao::data::Series;
using dubao::models::Decomposed;
using dubao::models::Ets;
using dubao::models::ModelPointer;
using dubao::models::Naive;
using dubao::models::RandomWalkWithDrift;

ModelPointer drift() { return std::make_shared<RandomWalkWithDrift>(); }
ModelPointer level() { return std::make_shared<Ets>(Ets::Options{.season_length = 1}); }

std::vector<double> quarters(int n) {
  const double season[] = {5, -5, 3, -3};
  std::vector<double> out;
  for (int t = 0; t < n; ++t) out.push_back(100.0 + 2.0 * t + season[t % 4]);
  return out;
}
Series noisy(Index n, std::uint64_t draw) {
  RandomStream random(11, 4, draw);
  std::vector<double> out;
  const double season[] = {9, -4, -11, 6};
  for (Index t = 0; t < n; ++t) out.push_back(200.0 + season[t % 4] + random.normal());
  return Series::quarterly(2000, 1, out, "noisy");
}
bool has_note(const dubao::models::Fitted& fitted, const std::string& part) {
  for (const std::string& note : fitted.summary().notes) {
    if (note.find(part) != std::string::npos) return true;
  }
  return false;
}

TEST(Decomposed, ExampleOfTheHeaderHolds) {
  const auto fitted = Decomposed(drift()).fit(Series::quarterly(2010, 1, quarters(24)));
  const std::vector<double> expected{153, 145, 155, 151};
  for (std::size_t h = 0; h < 4; ++h) EXPECT_NEAR(fitted->mean(4)[h], expected[h], 1.0);
  EXPECT_EQ(fitted->summary().name, "MSTL(4) + RandomWalkWithDrift");
}

TEST(Decomposed, ServesShortSeriesByTheBaseModelAndSaysSo) {
  for (int n = 1; n <= 12; ++n) {
    const auto fitted = Decomposed(level()).fit(Series::quarterly(2010, 1, quarters(n)));
    for (const double v : fitted->mean(6)) EXPECT_TRUE(std::isfinite(v));
    EXPECT_TRUE(fitted->draws(6, 20, 1).paths().allFinite());
    EXPECT_EQ(has_note(*fitted, "without decomposition"), n <= 8);
  }
  EXPECT_TRUE(
      has_note(*Decomposed(level()).fit(Series::annual(2000, quarters(20))), "without decomposition"));
}

TEST(Decomposed, IsBitIdenticalUnderPowersOfTwo) {
  std::vector<double> base = noisy(30, 1).values();
  for (const bool box_cox : {false, true}) {
    const Decomposed model(level(), {.box_cox = box_cox});
    const auto a = model.fit(Series::quarterly(2010, 1, base, "s"));
    for (const int k : {-300, 7, 300}) {
      std::vector<double> scaled = base;
      for (double& v : scaled) v = std::ldexp(v, k);
      const auto b = model.fit(Series::quarterly(2010, 1, scaled, "s"));
      for (std::size_t h = 0; h < 5; ++h) EXPECT_EQ(std::ldexp(a->mean(5)[h], k), b->mean(5)[h]);
      EXPECT_EQ((a->draws(5, 20, 2).paths() * std::ldexp(1.0, k)).eval(), b->draws(5, 20, 2).paths());
    }
  }
}

TEST(Decomposed, RestoresAFitBitForBit) {
  for (const bool box_cox : {false, true}) {
    for (const Index n : {6, 30}) {
      const Decomposed model(level(), {.robust = true, .box_cox = box_cox});
      const Series series = noisy(n, 2);
      const auto first = model.fit(series);
      const auto again = model.fit_with_parameters(series, {}, first->summary().params);
      EXPECT_EQ(first->mean(5), again->mean(5));
      EXPECT_EQ(first->draws(5, 20, 3).paths(), again->draws(5, 20, 3).paths());
      EXPECT_EQ(first->summary().params, again->summary().params);
    }
  }
  EXPECT_THROW((void)Decomposed(level()).fit_with_parameters(noisy(30, 2), {}, {{"season_length0", 1e9}}),
               dubao::Error);
}

TEST(Decomposed, MonstersGetAFiniteForecast) {
  std::vector<std::vector<double>> monsters{std::vector<double>(20, 0.0), std::vector<double>(20, 7.0),
                                            quarters(20), quarters(20), quarters(20)};
  for (double& v : monsters[2]) v = -v;
  monsters[3][10] = 1e6;
  for (const std::size_t t : {0U, 9U, 10U, 19U}) monsters[4][t] = kMissing;
  for (const auto& values : monsters) {
    for (const bool robust : {false, true}) {
      const auto fitted =
          Decomposed(level(), {.robust = robust, .box_cox = true}).fit(Series::quarterly(2010, 1, values));
      for (const double v : fitted->mean(8)) EXPECT_TRUE(std::isfinite(v));
      EXPECT_TRUE(fitted->draws(8, 30, 1).paths().allFinite());
    }
  }
  EXPECT_THROW((void)Decomposed(nullptr), InputError);
  EXPECT_THROW((void)Decomposed(level(), {.season_lengths = {0}}), InputError);
}

TEST(Decomposed, BreaksReachTheBaseModelAndDoNotEnterTheSeason) {
  std::vector<double> values = quarters(32);
  for (std::size_t t = 18; t < values.size(); ++t) values[t] += 500.0;
  const auto fitted = Decomposed(drift()).fit(
      Series::quarterly(2010, 1, values).with_break(dubao::time::Period::quarterly(2014, 3)));
  EXPECT_NEAR(fitted->mean(4)[0], 100.0 + 64.0 + 500.0 + 5.0, 4.0);
  EXPECT_NEAR(fitted->mean(4)[0] - fitted->mean(4)[1], 8.0, 1.5);
}

TEST(Decomposed, UncalibratedIntervalsCoverWhatTheModelSimulates) {
  constexpr Index kSeries = 300;
  constexpr Index kHorizon = 4;
  for (const Index n : {15, 20, 30}) {
    int inside = 0;
    for (Index s = 0; s < kSeries; ++s) {
      const Series all = noisy(n + kHorizon, static_cast<std::uint64_t>(1000 * n + s));
      const auto fitted = Decomposed(level()).fit(all.head(n));
      const auto draws = fitted->draws(kHorizon, 400, static_cast<std::uint64_t>(s));
      for (Index h = 0; h < kHorizon; ++h) {
        const auto interval = draws.interval(h, 0.95);
        const double actual = all.values()[static_cast<std::size_t>(n + h)];
        inside += actual >= interval.lower && actual <= interval.upper ? 1 : 0;
      }
    }
    const double cover = 100.0 * inside / static_cast<double>(kSeries * kHorizon);
    EXPECT_GE(cover, 92.0) << n;
    EXPECT_LE(cover, 97.5) << n;
  }
}

}  // namespace models_decomposed_test
