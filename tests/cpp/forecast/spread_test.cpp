// SPDX-License-Identifier: Apache-2.0
#include <dubao/forecast/panel_scores.hpp>
#include <dubao/forecast/spread.hpp>

namespace forecast_spread_test {

using namespace dubao;
using namespace dubao::forecast;
using data::Series;

const ScoreTable& table() { return *find_score_table("Naive", true); }

TEST(Spread, IsTheSameForEveryUnit) {
  const std::vector<double> values{10, 12, 11, 13, 15, 14};
  std::vector<double> thousand;
  for (const double v : values) thousand.push_back(1000.0 * v);
  const auto a = series_spread(Series::annual(2000, values));
  const auto b = series_spread(Series::annual(2000, thousand));
  constexpr double kRelative = 1e-12;
  for (std::size_t k = 0; k < kSpreadFeatures; ++k) EXPECT_NEAR(a->features[k], b->features[k], kRelative);
  // The additive spread is in the unit of y.
  const auto c = series_spread(Series::annual(2000, values), true);
  const auto d = series_spread(Series::annual(2000, thousand), true);
  EXPECT_NEAR(spread_at(table(), *d, 2), 1000.0 * spread_at(table(), *c, 2), 1e-6);
}

TEST(Spread, AJumpAcrossADeclaredBreakDoesNotCount) {
  const std::vector<double> values{10, 11, 12, 60, 66, 72};
  const auto declared = series_spread(Series::annual(2000, values).with_break(2003));
  const auto hidden = series_spread(Series::annual(2000, values));
  EXPECT_LT(spread_at(table(), *declared, 1), 0.5 * spread_at(table(), *hidden, 1));
}

TEST(Spread, AConstantSeriesHasNoneAndAShortOneSaysNothing) {
  const auto constant = series_spread(Series::annual(2000, {5, 5, 5, 5}));
  EXPECT_DOUBLE_EQ(spread_at(table(), *constant, 3), 0.0);
  EXPECT_FALSE(series_spread(Series::annual(2000, {5, 6})).has_value());
  EXPECT_FALSE(series_spread(Series::annual(2000, {5, 6, 7}).with_break(2002)).has_value());
}

TEST(Spread, ARepeatingSeasonIsNoSpread) {
  std::vector<double> values;
  data::RandomStream random(3, 3, 3);
  double level = 100.0;
  for (int t = 0; t < 40; ++t)
    values.push_back((level *= std::exp(0.01 * random.normal())) * (t % 4 == 0 ? 1.5 : 1.0));
  const auto seasonal = series_spread(Series::quarterly(2010, 1, values));
  const auto plain = series_spread(Series::annual(2010, values));
  // Changes of 1 % and their seasonal means remain; without the season's means they would be of the order of 40 %.
  EXPECT_LT(std::exp(seasonal->features[0]), 0.015);
  EXPECT_GT(std::exp(plain->features[0]), 0.2);
  EXPECT_DOUBLE_EQ(plain->features[5], 0.0);
  EXPECT_LT(std::exp(seasonal->features[5]), 0.05);
}

TEST(Spread, SkipsMissingValues) {
  const auto spread = series_spread(Series::annual(2000, {5, data::kMissing, 6, 7, 8}));
  EXPECT_NEAR(spread->features[3], std::log(4.0), 1e-12);
}

TEST(Spread, GrowsWithTheHorizonAlsoBeyondTheTable) {
  const auto spread = series_spread(Series::annual(2000, {10, 12, 11, 13, 15, 14, 17, 16}));
  for (Index h = 1; h < 20; ++h)
    EXPECT_LT(spread_at(table(), *spread, h), spread_at(table(), *spread, h + 1)) << h;
}

TEST(Spread, SamplingErrorCountsOnceOverTheHorizon) {
  const Series plain = Series::annual(2000, {10, 12, 11, 13, 11, 14, 12, 13});
  const Series noisy = plain.with_standard_errors(std::vector<double>(8, 0.8));
  const auto a = series_spread(plain);
  const auto b = series_spread(noisy);
  EXPECT_DOUBLE_EQ(a->noise_share, 0.0);
  EXPECT_GT(b->noise_share, 0.2);
  EXPECT_DOUBLE_EQ(spread_at(table(), *a, 1), spread_at(table(), *b, 1));
  EXPECT_LT(spread_at(table(), *b, 6), spread_at(table(), *a, 6));
  EXPECT_LE(series_spread(plain.with_standard_errors(std::vector<double>(8, 50.0)))->noise_share,
            kMostNoiseShare);
}

}  // namespace forecast_spread_test
