// SPDX-License-Identifier: Apache-2.0
#include <dubao/data/random.hpp>
#include <dubao/forecast/automatic.hpp>
#include <dubao/models/drift.hpp>
#include <dubao/models/naive.hpp>

namespace forecast_automatic_test {

using namespace dubao;
using data::Series;
using forecast::Automatic;

std::vector<models::ModelPointer> candidates() {
  return {std::make_shared<models::Naive>(), std::make_shared<models::RandomWalkWithDrift>()};
}

TEST(Automatic, ChoosesDriftWhereTheSeriesGrowsSteadily) {
  const auto fitted =
      Automatic(candidates()).fit(Series::annual(2000, {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14}));
  EXPECT_DOUBLE_EQ(fitted->mean(1)[0], 15.0);
  EXPECT_EQ(fitted->summary().notes.front().rfind("chosen: Drift on 6 past origins", 0), 0U);
}

TEST(Automatic, KeepsTheFirstWhenTheDifferenceIsNoise) {
  int drift = 0;
  constexpr int kRepetitions = 200;
  for (int r = 0; r < kRepetitions; ++r) {
    data::RandomStream stream(3, 1, static_cast<std::uint64_t>(r));
    std::vector<double> values;
    double level = 100.0;
    for (int t = 0; t < 16; ++t) values.push_back(level += stream.normal());
    const auto fitted = Automatic(candidates()).fit(Series::annual(2000, values));
    drift += fitted->summary().notes.front().rfind("chosen: Drift", 0) == 0 ? 1 : 0;
  }
  EXPECT_LT(drift, kRepetitions / 2);
}

TEST(Automatic, AShortSeriesGetsTheFirstAndSaysWhy) {
  const auto fitted = Automatic(candidates()).fit(Series::annual(2000, {1, 2, 3, 4}));
  EXPECT_DOUBLE_EQ(fitted->mean(1)[0], 4.0);
  EXPECT_NE(fitted->summary().notes.front().find("too few to choose"), std::string::npos);
}

TEST(Automatic, RefusesNoCandidatesAndBadOptions) {
  EXPECT_THROW(Automatic({}), InputError);
  EXPECT_THROW(Automatic(candidates(), {.horizon = 0}), InputError);
}

TEST(Automatic, ChoosesTheSameAtEveryScale) {
  std::vector<double> values{12, 10, 14, 15, 19, 18, 23, 22, 25, 29, 28, 33, 34, 37};
  const double mean = Automatic(candidates()).fit(Series::annual(2000, values))->mean(1)[0];
  for (const int exponent : {-800, 800}) {
    std::vector<double> scaled;
    for (const double value : values) scaled.push_back(std::ldexp(value, exponent));
    EXPECT_EQ(Automatic(candidates()).fit(Series::annual(2000, scaled))->mean(1)[0],
              std::ldexp(mean, exponent));
  }
}

}  // namespace forecast_automatic_test
