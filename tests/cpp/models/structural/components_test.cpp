// SPDX-License-Identifier: Apache-2.0
#include <dubao/models/structural/components.hpp>

#include <gtest/gtest.h>

namespace models_structural_components_test {

using dubao::data::kMissing;
using dubao::data::Series;
using namespace dubao::models::structural;
using dubao::models::state_space::Season;

// Exact sums of numbers of size ten.
constexpr double kRounding = 1e-9;

std::vector<Component> components_of(const std::vector<double>& values, const Form& form,
                                     const Deviations& deviations,
                                     const std::vector<Intervention>& interventions = {}) {
  auto series = dubao::models::detail::prepare(Series::annual(2000, values));
  Ingredients parts;
  parts.form = form;
  parts.deviations = deviations;
  parts.data = working_data(series, false);
  auto effects = list_effects(series, interventions, {});
  const auto most = static_cast<dubao::Index>(effects.size());
  set_effects(parts.data, series, form, std::move(effects), most);
  return components(FittedStructural(std::move(series), std::move(parts)));
}

TEST(StructuralComponents, AConstantIsTheMeanWithItsStandardError) {
  Form form;
  form.trend = parse_trend("constant");
  // 10, 12, 9, 13 stand in units of 2: a deviation of one there is one of two here.
  const auto series = dubao::models::detail::prepare(Series::annual(2000, {10, 12, 9, kMissing, 13}));
  const double unit = std::ldexp(1.0, working_data(series, false).exponent + series.exponent);
  const auto parts = components_of({10, 12, 9, kMissing, 13}, form, {.irregular = 1.0});
  ASSERT_EQ(parts.size(), 2U);
  EXPECT_EQ(parts[0].name, "level");
  EXPECT_EQ(parts[1].name, "signal");
  for (std::size_t t = 0; t < 5; ++t) {
    EXPECT_NEAR(parts[0].values[t], 11.0, kRounding) << t;
    EXPECT_NEAR(parts[0].standard_errors[t], unit / 2.0, kRounding) << t;
    EXPECT_NEAR(parts[1].values[t], 11.0, kRounding) << t;
  }
}

TEST(StructuralComponents, StandInTheirOrderAndSumToTheSignal) {
  Form form;
  form.trend = parse_trend("local linear");
  form.season = Season::kDummy;
  form.season_length = 4;
  form.cycle = true;
  const std::vector<double> values{5, 9, 7, 3, 8, 11, 8, 6, 9, 30, 11, 8, 12, 16, 13, 9};
  const auto parts = components_of(values, form, {0.5, 0.4, 0.1, 0.2, 0.3, 1.0, 0.7, 0.6},
                                   {{Kind::kOutlier, 9}, {Kind::kLevelShift, 6}});
  const std::vector<std::string> names{"level",   "slope",     "season",        "cycle",
                                       "effects", "outlier_9", "level_shift_6", "signal"};
  ASSERT_EQ(parts.size(), names.size());
  for (std::size_t i = 0; i < names.size(); ++i) EXPECT_EQ(parts[i].name, names[i]);
  for (std::size_t t = 0; t < values.size(); ++t) {
    EXPECT_NEAR(parts[5].values[t] + parts[6].values[t], parts[4].values[t], kRounding) << t;
    EXPECT_NEAR(parts[0].values[t] + parts[2].values[t] + parts[3].values[t] + parts[4].values[t],
                parts[7].values[t], kRounding)
        << t;
    EXPECT_EQ(parts[5].values[t] != 0.0, t == 9) << t;
    EXPECT_EQ(parts[6].standard_errors[t] > 0.0, t >= 6) << t;
  }
}

TEST(StructuralComponents, WithoutIrregularTheSignalIsTheSeriesAndAGapIsLessSure) {
  Form form;
  form.trend = parse_trend("random walk");
  form.irregular = false;
  const auto parts = components_of({1, 3, kMissing, 7, 8}, form, {.level = 1.0});
  for (const std::size_t t : {0U, 1U, 3U, 4U}) EXPECT_NEAR(parts[1].standard_errors[t], 0.0, 1e-6);
  EXPECT_NEAR(parts[1].values[3], 7.0, kRounding);
  EXPECT_NEAR(parts[1].values[2], 5.0, kRounding);  // half way
  EXPECT_GT(parts[1].standard_errors[2], 0.1);
}

}  // namespace models_structural_components_test
