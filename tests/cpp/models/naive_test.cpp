// SPDX-License-Identifier: Apache-2.0
#include <dubao/models/naive.hpp>

namespace models_naive_test {

using dubao::Index;
using dubao::InputError;
using dubao::data::Draws;
using dubao::data::kMissing;
using dubao::data::Series;
using dubao::models::Naive;

constexpr double kExact = 1e-12;
// A Monte Carlo mean or share of n draws is trusted to four standard errors.
constexpr double kStandardErrors = 4.0;

TEST(Naive, ExampleOfTheHeaderHolds) {
  const auto fitted = Naive{}.fit(Series::annual(2020, {10, 12, 11}));
  EXPECT_EQ(fitted->mean(2), (std::vector<double>{11, 11}));
  EXPECT_NEAR(fitted->summary().sigma2, 2.5, kExact);
  EXPECT_TRUE(std::isnan(fitted->summary().fitted_values[0]));
  EXPECT_EQ(fitted->summary().fitted_values[2], 12.0);
  EXPECT_EQ(fitted->summary().residuals[2], -1.0);
}

TEST(Naive, RefusesASeriesWithoutAnObservedValue) {
  try {
    (void)Naive{}.fit(Series::annual(2020, {kMissing, kMissing}, "x"));
    FAIL();
  } catch (const InputError& error) {
    EXPECT_EQ(error.id(), "E-MOD-001");
    EXPECT_EQ(error.problems()[0].series, "x");
  }
}

TEST(Naive, RefusesAHorizonOfZero) {
  const auto fitted = Naive{}.fit(Series::annual(2020, {1, 2}));
  EXPECT_THROW((void)fitted->mean(0), InputError);
  EXPECT_THROW((void)fitted->draws(1, 0, 1), InputError);
}

TEST(Naive, ServesOneValueAndNamesTheAssumption) {
  const auto fitted = Naive{}.fit(Series::annual(2020, {100}));
  EXPECT_EQ(fitted->mean(3), (std::vector<double>{100, 100, 100}));
  EXPECT_NEAR(fitted->summary().sigma2, 100.0, kExact);
  bool noted = false;
  for (const auto& note : fitted->summary().notes) noted = noted || note.find("assumed") != std::string::npos;
  EXPECT_TRUE(noted);
}

TEST(Naive, ForecastsAConstantSeriesWithoutWidth) {
  const auto fitted = Naive{}.fit(Series::annual(2020, {7, 7, 7, 7}));
  const Draws draws = fitted->draws(4, 50, 1);
  EXPECT_EQ(draws.paths().minCoeff(), 7.0);
  EXPECT_EQ(draws.paths().maxCoeff(), 7.0);
}

TEST(Naive, WidensWithTheHorizonAndAfterAStaleEnd) {
  const auto fresh = Naive{}.fit(Series::annual(2000, {1, 2, 1, 3, 2, 4, 2, 3, 1, 2, 3, 2}));
  const auto stale =
      Naive{}.fit(Series::annual(2000, {1, 2, 1, 3, 2, 4, 2, 3, 1, 2, 3, 2, kMissing, kMissing}));
  const Draws a = fresh->draws(3, 4000, 1);
  const Draws b = stale->draws(1, 4000, 1);
  const auto width = [](const Draws& d, Index h) {
    return d.interval(h, 0.8).upper - d.interval(h, 0.8).lower;
  };
  EXPECT_GT(width(a, 2), width(a, 0));
  // Two years without a value and one ahead are three steps of the walk: the same numbers, the same path.
  EXPECT_EQ(width(a, 2), width(b, 0));
}

TEST(Naive, DrawsHaveTheStudentSpreadOfTheFormula) {
  const auto fitted = Naive{}.fit(Series::annual(2000, {1, 2, 1, 3, 2, 4, 2, 3, 1, 2, 3, 2}));
  constexpr Index kDraws = 20000;
  const Draws draws = fitted->draws(1, kDraws, 7);
  // 97.5 % point of Student's t with 11 degrees of freedom (tables): 2.201.
  const double edge = 2.0 + 2.201 * std::sqrt(fitted->summary().sigma2);
  const double standard_error = std::sqrt(0.025 * 0.975 / static_cast<double>(kDraws));
  EXPECT_NEAR(draws.probability_above(0, edge), 0.025, kStandardErrors * standard_error);
}

TEST(Naive, NeverReadsAChangeAcrossABreakAsGrowthOrNoise) {
  const auto fitted = Naive{}.fit(Series::annual(2020, {10, 11, 500, 501}).with_break(2022));
  EXPECT_NEAR(fitted->summary().sigma2, 1.0, kExact);
  EXPECT_EQ(fitted->mean(1)[0], 501.0);
}

TEST(Naive, SaysThatStandardErrorsAreNotUsedAndThatTheForecastIsOfTheSurveyFigure) {
  const auto fitted = Naive{}.fit(Series::annual(2020, {10, 11, 12}).with_standard_errors({1, 1, 1}));
  bool noted = false;
  for (const auto& note : fitted->summary().notes)
    noted = noted || note.find("not used") != std::string::npos;
  EXPECT_TRUE(noted);
  EXPECT_EQ(fitted->draws(1, 2, 1).target(), dubao::data::Target::kSurvey);
  EXPECT_EQ(Naive{}.fit(Series::annual(2020, {10, 11}))->draws(1, 2, 1).target(),
            dubao::data::Target::kSignal);
}

TEST(Naive, SameSeedSameBitsAndOtherSeriesOtherPaths) {
  const auto a = Naive{}.fit(Series::annual(2020, {1, 3, 2}, "a"));
  const auto b = Naive{}.fit(Series::annual(2020, {1, 3, 2}, "b"));
  EXPECT_EQ(a->draws(3, 20, 5).paths(), a->draws(3, 20, 5).paths());
  EXPECT_NE(a->draws(3, 20, 5).paths(), a->draws(3, 20, 6).paths());
  EXPECT_NE(a->draws(3, 20, 5).paths(), b->draws(3, 20, 5).paths());
  // A path does not depend on how many are asked for.
  EXPECT_EQ(a->draws(3, 20, 5).paths().row(7), a->draws(3, 8, 5).paths().row(7));
}

}  // namespace models_naive_test
