// SPDX-License-Identifier: Apache-2.0
#include <dubao/models/arima/design.hpp>

namespace models_arima_design_test {

using dubao::Index;
using dubao::data::kMissing;
using dubao::data::Regressors;
using dubao::data::Series;
using dubao::models::ArimaOrder;
namespace models = dubao::models;
namespace arima = dubao::models::arima;

constexpr double kRounding = 1e-14;

// A design in the unit of the values.
arima::Design design_of(const ArimaOrder& order, const Series& series, const Regressors& regressors = {}) {
  return arima::make_design(order, models::detail::prepare(series), {series.values(), 0}, regressors);
}

std::vector<double> column(const arima::Design& design, int j) {
  return {design.column(j), design.column(j) + design.rows};
}

TEST(ArimaDesign, TheExampleOfTheHeaderHolds) {
  const auto design = design_of({.d = 1, .drift = true}, Series::annual(2000, {1, 3, 6}));
  EXPECT_EQ(design.w, (std::vector<double>{2, 3}));
  EXPECT_EQ(column(design, 0), (std::vector<double>{1, 1}));
  EXPECT_EQ(design.used(), 2);
}

TEST(ArimaDesign, WorkingValuesAreScaledByAPowerOfTwo) {
  const auto working = arima::scale_working({6.0, kMissing, -20.0});
  EXPECT_EQ(working.exponent, 4);
  EXPECT_EQ(working.y[0], 0.375);
  EXPECT_TRUE(std::isnan(working.y[1]));
  EXPECT_EQ(working.y[2], -1.25);
  EXPECT_EQ(arima::scale_working({0.0, 0.0}).exponent, 0);
}

TEST(ArimaDesign, MissingValuesInsideHaveIndicatorsAndThoseAtTheEndsAreCutOff) {
  const auto design =
      design_of({.d = 1}, Series::annual(2000, {kMissing, 4, kMissing, 9, 11, kMissing, kMissing}));
  EXPECT_EQ(design.first, 1);
  EXPECT_EQ(design.last, 4);
  EXPECT_EQ(design.holes, (std::vector<Index>{1}));
  EXPECT_EQ(design.undifferenced, (std::vector<double>{4, 0, 9, 11}));
  EXPECT_EQ(design.w, (std::vector<double>{-4, 9, 2}));
  EXPECT_EQ(column(design, 0), (std::vector<double>{1, -1, 0}));
  EXPECT_EQ(design.used(), 2);
}

TEST(ArimaDesign, ADifferenceOfDifferencesTakesTheSeasonToo) {
  const std::vector<double> y{1, 5, 2, 8, 4, 9, 7, 3};
  const auto design = design_of({.d = 1, .D = 1, .season_length = 3}, Series::annual(2000, y));
  ASSERT_EQ(design.rows, 4);
  for (std::size_t t = 4; t < y.size(); ++t) {
    EXPECT_EQ(design.w[t - 4], (y[t] - y[t - 3]) - (y[t - 1] - y[t - 4])) << t;
  }
}

TEST(ArimaDesign, TheDiffuseDeterminantIsThatOfTheFirstObservedValues) {
  // d = 2: with the second of three values missing, y_3 = 2 y_2 − y_1 + w determines y_2 with the factor 2.
  const auto hole = design_of({.d = 2}, Series::annual(2000, {1, kMissing, 3, 4, 6}));
  EXPECT_NEAR(hole.log_diffuse, std::log(2.0), kRounding);
  // The third missing as well: y_4 = 3 y_2 − 2 y_1 + …
  const auto two = design_of({.d = 2}, Series::annual(2000, {1, kMissing, kMissing, 4, 6}));
  EXPECT_NEAR(two.log_diffuse, std::log(3.0), kRounding);
  EXPECT_EQ(design_of({.d = 2}, Series::annual(2000, {1, 2, kMissing, 4, 6})).log_diffuse, 0.0);
  EXPECT_EQ(design_of({.d = 2}, Series::annual(2000, {1, 2, 3, 4, 6})).log_diffuse, 0.0);
}

TEST(ArimaDesign, EffectsComeInTheOrderConstantsShiftsRegressors) {
  Regressors::Matrix x(6, 1);
  x << 100, 300, 200, 500, 1000, 700;
  const Series series = Series::annual(2000, {1, 2, 3, 8, 9, 10}).with_break(2003);
  const Regressors regressors({"wages"}, x);
  const auto design = design_of({.mean = true, .drift = true}, series, regressors);
  ASSERT_EQ(design.effects.size(), 4U);
  const char* names[] = {"intercept", "drift", "shift1", "wages"};
  for (std::size_t j = 0; j < 4; ++j) EXPECT_EQ(design.effects[j].name, names[j]);
  EXPECT_EQ(column(design, 0), std::vector<double>(6, 1.0));
  EXPECT_EQ(column(design, 1), (std::vector<double>{1, 2, 3, 4, 5, 6}));
  EXPECT_EQ(column(design, 2), (std::vector<double>{1, 1, 1, 0, 0, 0}));
  // 1000 lies in [512, 1024): divided by 512.
  EXPECT_EQ(design.effects[3].scale, 1.0 / 512.0);
  EXPECT_EQ(column(design, 3)[4], 1000.0 / 512.0);
  const auto prepared = models::detail::prepare(series);
  EXPECT_EQ(arima::effect_at(design.effects[1], prepared, regressors, 9), 10.0);
  EXPECT_EQ(arima::effect_at(design.effects[2], prepared, regressors, 9), 0.0);
}

}  // namespace models_arima_design_test
