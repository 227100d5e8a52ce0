// SPDX-License-Identifier: Apache-2.0
#include <dubao/models/average.hpp>

namespace models_average_test {

using dubao::InputError;
using dubao::data::Draws;
using dubao::data::kMissing;
using dubao::data::Series;
using dubao::models::HistoricAverage;
using dubao::models::WindowAverage;

constexpr double kExact = 1e-12;

TEST(Average, ExamplesOfTheHeaderHold) {
  const auto series = Series::annual(2020, {1, 2, 3, 6});
  const auto all = HistoricAverage{}.fit(series);
  EXPECT_NEAR(all->mean(1)[0], 3.0, kExact);
  EXPECT_NEAR(all->summary().sigma2, 14.0 / 3.0, kExact);
  const auto window = WindowAverage{2}.fit(series);
  EXPECT_NEAR(window->mean(1)[0], 4.5, kExact);
  EXPECT_TRUE(std::isnan(window->summary().fitted_values[1]));
  EXPECT_NEAR(window->summary().fitted_values[3], 4.5, kExact);
}

TEST(Average, UsesTheLastDefinitionOnly) {
  const auto fitted = HistoricAverage{}.fit(Series::annual(2020, {100, 101, 1, 3}).with_break(2022));
  EXPECT_NEAR(fitted->mean(1)[0], 2.0, kExact);
}

TEST(Average, SkipsMissingValues) {
  const auto fitted = WindowAverage{2}.fit(Series::annual(2020, {1, 4, kMissing, 6, kMissing}));
  EXPECT_NEAR(fitted->mean(1)[0], 5.0, kExact);
}

TEST(Average, SaysWhenTheWindowIsNotFull) {
  const auto fitted = WindowAverage{5}.fit(Series::annual(2020, {1, 4}));
  bool noted = false;
  for (const auto& note : fitted->summary().notes) noted = noted || note.find("window") != std::string::npos;
  EXPECT_TRUE(noted);
  EXPECT_THROW((void)WindowAverage{0}, InputError);
}

TEST(Average, DrawsDoNotWidenWithTheHorizon) {
  const auto fitted = HistoricAverage{}.fit(Series::annual(2000, {1, 2, 3, 4, 3, 2, 1, 2, 3, 4, 3, 2}));
  const Draws draws = fitted->draws(6, 20000, 3);
  const auto width = [&draws](dubao::Index h) {
    return draws.interval(h, 0.9).upper - draws.interval(h, 0.9).lower;
  };
  constexpr double kMonteCarlo =
      0.03;  // relative standard error of the width of a 90 % interval is about 1 %
  EXPECT_NEAR(width(5) / width(0), 1.0, kMonteCarlo);
}

}  // namespace models_average_test
