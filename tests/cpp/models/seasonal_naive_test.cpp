// SPDX-License-Identifier: Apache-2.0
#include <dubao/models/seasonal_naive.hpp>

namespace models_seasonal_naive_test {

using dubao::InputError;
using dubao::data::Draws;
using dubao::data::kMissing;
using dubao::data::Series;
using dubao::models::SeasonalNaive;
using dubao::time::Period;

constexpr double kExact = 1e-12;

TEST(SeasonalNaive, ExampleOfTheHeaderHolds) {
  const auto fitted = SeasonalNaive{4}.fit(Series::quarterly(2023, 1, {1, 2, 3, 4, 2, 3, 4, 5}));
  EXPECT_EQ(fitted->mean(5), (std::vector<double>{2, 3, 4, 5, 2}));
  EXPECT_NEAR(fitted->summary().sigma2, 1.0, kExact);
}

TEST(SeasonalNaive, TakesTheSeasonFromTheFrequency) {
  const auto fitted = SeasonalNaive{}.fit(Series::quarterly(2023, 2, {1, 2, 3, 4, 2}));
  EXPECT_EQ(fitted->mean(4), (std::vector<double>{2, 3, 4, 2}));
  EXPECT_EQ(SeasonalNaive{}.fit(Series::annual(2020, {1, 2}))->summary().name, "Naive");
  EXPECT_THROW((void)SeasonalNaive{-1}, InputError);
}

TEST(SeasonalNaive, MovesSeasonsFromBeforeABreakByTheLevelShift) {
  const auto series =
      Series::quarterly(2022, 1, {1, 2, 3, 4, 1, 2, 3, 4, 11, 12}).with_break(Period::quarterly(2024, 1));
  const auto fitted = SeasonalNaive{}.fit(series);
  EXPECT_EQ(fitted->mean(4), (std::vector<double>{13, 14, 11, 12}));
}

TEST(SeasonalNaive, ReachesBackOverAMissingValue) {
  const auto fitted = SeasonalNaive{}.fit(Series::quarterly(2022, 1, {1, 2, 3, 4, 2, kMissing, 4, 5}));
  EXPECT_EQ(fitted->mean(2), (std::vector<double>{2, 2}));
}

TEST(SeasonalNaive, WidensOncePerYearAhead) {
  const auto fitted =
      SeasonalNaive{}.fit(Series::quarterly(2018, 1, {1, 2, 3, 4, 2, 3, 1, 4, 3, 2, 3, 5, 1, 2, 4, 4}));
  const Draws draws = fitted->draws(8, 20000, 1);
  const auto width = [&draws](dubao::Index h) {
    return draws.interval(h, 0.8).upper - draws.interval(h, 0.8).lower;
  };
  constexpr double kMonteCarlo = 0.04;
  EXPECT_NEAR(width(3) / width(0), 1.0, kMonteCarlo);
  EXPECT_NEAR(width(4) / width(0), std::sqrt(2.0), kMonteCarlo * 1.5);
}

TEST(SeasonalNaive, ServesASeriesShorterThanASeason) {
  const auto fitted = SeasonalNaive{12}.fit(Series::monthly(2024, 1, {5, 6}));
  const auto mean = fitted->mean(12);
  EXPECT_EQ(mean[10], 5.0);
  EXPECT_EQ(mean[0], 6.0);
  EXPECT_TRUE(fitted->draws(12, 5, 1).paths().allFinite());
}

}  // namespace models_seasonal_naive_test
