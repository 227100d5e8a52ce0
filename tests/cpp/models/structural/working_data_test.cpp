// SPDX-License-Identifier: Apache-2.0
#include <dubao/models/structural/working_data.hpp>

#include <gtest/gtest.h>

namespace models_structural_working_data_test {

using dubao::Index;
using dubao::data::is_missing;
using dubao::data::kMissing;
using dubao::data::Regressors;
using dubao::data::Series;
using namespace dubao::models::structural;
using dubao::models::detail::prepare;
using dubao::models::detail::Prepared;

// One rounding of a logarithm or a quotient.
constexpr double kRounding = 1e-14;

const std::vector<double> kValues{kMissing, 10.0, 12.0, kMissing, 20.0};

TEST(WorkingData, TheUnitIsThePowerOfTwoBelowATypicalChange) {
  const WorkingData data = working_data(prepare(Series::annual(2000, kValues)), false);
  // Scaled by 1/16: changes 0.125 and, over two periods, 0.5; mean square 0.0703, root 0.265: 2^-2.
  EXPECT_EQ(data.exponent, -2);
  EXPECT_EQ(data.origin, 0.625);
  EXPECT_EQ(data.y[1], 0.0);
  EXPECT_EQ(data.y[2], 0.5);
  EXPECT_EQ(data.y[4], 2.5);
  EXPECT_TRUE(is_missing(data.y[0]) && is_missing(data.y[3]));
  EXPECT_EQ(data.observations().lead(), 1);
  EXPECT_FALSE(data.has_known());
}

TEST(WorkingData, OutwardLeadsBackToTheScaledValueOrItsLogarithm) {
  const Prepared series = prepare(Series::annual(2000, kValues));
  const WorkingData plain = working_data(series, false);
  const WorkingData logs = working_data(series, true);
  for (const std::size_t t : {1U, 2U, 4U}) {
    EXPECT_EQ(plain.outward(plain.y[t]), series.y[t]) << t;
    EXPECT_NEAR(logs.outward(logs.y[t]), std::log(series.y[t]), kRounding) << t;
  }
}

TEST(WorkingData, ATwoPowerTimesTheSeriesHasTheSameBits) {
  std::vector<double> large = kValues;
  for (double& y : large) y = std::ldexp(y, 700);
  const WorkingData a = working_data(prepare(Series::annual(2000, kValues)), false);
  const WorkingData b = working_data(prepare(Series::annual(2000, large)), false);
  for (const std::size_t t : {1U, 2U, 4U}) EXPECT_EQ(a.y[t], b.y[t]);
  EXPECT_EQ(a.exponent, b.exponent);
}

TEST(WorkingData, KnownVariancesStandInTheSameUnit) {
  const Series series = Series::annual(2000, {10.0, 12.0, 20.0}).with_standard_errors({1.6, kMissing, 4.0});
  const WorkingData plain = working_data(prepare(series), false);
  for (const std::size_t t : {0U, 2U}) {
    const double se = std::ldexp(std::sqrt(plain.known[t]), plain.exponent + 4);
    EXPECT_NEAR(se, t == 0 ? 1.6 : 4.0, 4.0 * kRounding);
  }
  EXPECT_EQ(plain.known[1], 0.0);
  const WorkingData logs = working_data(prepare(series), true);
  EXPECT_NEAR(std::ldexp(std::sqrt(logs.known[2]), logs.exponent), 4.0 / 20.0, kRounding);
}

TEST(WorkingData, EffectsAreBreaksThenInterventionsThenCentredRegressors) {
  Eigen::MatrixXd x(6, 1);
  x << 1.0, 2.0, 3.0, 6.0, 8.0, 20.0;
  Prepared series = prepare(Series::annual(2000, {1, 3, 2, 9, 8}).with_break(2003));
  WorkingData data = working_data(series, false);
  data.regressors = Regressors({"level"}, x);
  set_effects(data, series, Form{}, list_effects(series, {{Kind::kOutlier, 1}}, data.regressors), 3);
  ASSERT_EQ(data.count(), 3);
  EXPECT_EQ(data.effects[0].name, "shift1");
  EXPECT_EQ(data.effects[1].name, "outlier_1");
  EXPECT_EQ(data.effects[2].name, "x:level");  // `level` is a parameter's name
  // centre 4, largest distance 4 = 2^2; the sixth row is the future
  EXPECT_EQ(data.effect(2, 0), -0.75);
  EXPECT_EQ(data.effect(2, 5), 4.0);
  EXPECT_EQ(data.effect(0, 7), 1.0);
  EXPECT_EQ(data.rows, (std::vector<double>{0, 0, -0.75, 0, 1, -0.5, 0, 0, -0.25, 1, 0, 0.5, 1, 0, 1}));
}

TEST(WorkingData, AnEffectThatCannotBeToldFromTheTrendIsLeftOutAndNamed) {
  Form line;
  line.trend = parse_trend("line");
  Prepared series = prepare(Series::annual(2000, {1, 3, 2, 9, 8}));
  WorkingData data = working_data(series, false);
  const std::vector<Intervention> asked{{Kind::kSlopeChange, 0}, {Kind::kLevelShift, 2}, {Kind::kOutlier, 4}};
  set_effects(data, series, line, list_effects(series, asked, {}), 1);
  ASSERT_EQ(data.count(), 1);
  EXPECT_EQ(data.effects[0].name, "level_shift_2");
  ASSERT_EQ(series.notes.size(), 2U);
  EXPECT_EQ(series.notes[0].rfind("slope_change_0 cannot be told from the trend", 0), 0U);
  EXPECT_EQ(series.notes[1], "ladder: too few values to estimate outlier_4: it is left out");
}

TEST(WorkingData, NamesOfParametersAreReserved) {
  for (const char* name : {"level", "phi", "sigma_x", "shift1", "outlier_3", "cycle_period"}) {
    EXPECT_TRUE(is_reserved(name)) << name;
  }
  for (const char* name : {"wage", "levels", "Level", "my_outlier_3"})
    EXPECT_FALSE(is_reserved(name)) << name;
}

}  // namespace models_structural_working_data_test
