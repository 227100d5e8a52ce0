// SPDX-License-Identifier: Apache-2.0
#include <dubao/models/ets/ladder.hpp>

namespace models_ets_ladder_test {

using dubao::Index;
using dubao::data::kMissing;
using dubao::data::Series;
using dubao::models::FitSummary;
using dubao::models::parse_form;
using dubao::models::detail::Prepared;
namespace detail = dubao::models::detail;
namespace ets = dubao::models::ets;

constexpr double kAlgebra = 1e-12;

ets::Setting setting_of(const char* error, const char* trend, const Prepared& data,
                        const char* season = "N") {
  ets::Setting setting;
  setting.form = parse_form(error, trend, false, season);
  setting.data = &data;
  setting.season_length = setting.form.has_season() ? data.season_length : 1;
  return setting;
}
bool has_note(const FitSummary& summary, const std::string& text) {
  for (const auto& note : summary.notes) {
    if (note.find(text) != std::string::npos) return true;
  }
  return false;
}

TEST(EtsLadder, AFormNeedsTwoValuesMoreThanParametersAndACriterionOneMore) {
  // Level alone: α and ℓ, so four values estimate and five compare; with trend four parameters, six and seven.
  const std::vector<double> values{1, 2, 1.5, 2.5, 2, 3, 2.5};
  for (std::size_t n = 1; n <= values.size(); ++n) {
    const auto end = values.begin() + static_cast<std::ptrdiff_t>(n);
    const Prepared data = detail::prepare(Series::annual(2000, {values.begin(), end}));
    EXPECT_EQ(ets::is_estimable(setting_of("A", "N", data)), n >= 4) << n;
    EXPECT_EQ(ets::is_comparable(setting_of("A", "N", data)), n >= 5) << n;
    EXPECT_EQ(ets::is_estimable(setting_of("A", "A", data)), n >= 6) << n;
    EXPECT_EQ(ets::is_comparable(setting_of("A", "A", data)), n >= 7) << n;
  }
}

TEST(EtsLadder, MissingValuesDoNotCountAndABreakCountsAsAParameter) {
  const Prepared holes = detail::prepare(Series::annual(2000, {1, kMissing, 2, 1, kMissing}));
  EXPECT_FALSE(ets::is_estimable(setting_of("A", "N", holes)));
  const Series series = Series::annual(2000, {1, 2, 5, 6});
  const Prepared whole = detail::prepare(series);
  const Prepared broken = detail::prepare(series.with_break(2002));
  EXPECT_TRUE(ets::is_estimable(setting_of("A", "N", whole)));
  EXPECT_FALSE(ets::is_estimable(setting_of("A", "N", broken)));
}

TEST(EtsLadder, ASeasonIsCoveredWhenEachOfItsPeriodsWasSeenOnce) {
  const Prepared three = detail::prepare(Series::quarterly(2020, 1, {1, 2, 3}));
  const Prepared across = detail::prepare(Series::quarterly(2020, 1, {1, kMissing, 3, 4, kMissing, 2}));
  const Prepared never = detail::prepare(Series::quarterly(2020, 1, {1, kMissing, 3, 4, 5, kMissing}));
  EXPECT_FALSE(ets::covers_season(three, 4));
  EXPECT_TRUE(ets::covers_season(across, 4));
  EXPECT_FALSE(ets::covers_season(never, 4));
  EXPECT_TRUE(ets::covers_season(never, 1));
}

TEST(EtsLadder, PositiveMeansEveryObservedValueIsAboveZero) {
  EXPECT_TRUE(ets::is_positive(detail::prepare(Series::annual(2000, {1e-5, kMissing, 2}))));
  EXPECT_FALSE(ets::is_positive(detail::prepare(Series::annual(2000, {1, 0, 2}))));
  EXPECT_FALSE(ets::is_positive(detail::prepare(Series::annual(2000, {1, -1, 2}))));
}

// The weights that follow an unweighted fit.
std::vector<double> weights_after(const ets::Setting& setting, const ets::Estimate& unweighted) {
  return ets::weights(setting, ets::own_deviation(setting, unweighted));
}

TEST(EtsLadder, WeightsFollowTheirFormulaWithGeometricMeanOne) {
  // Variances 0.01, 0.01, 0.01, 0.09 (mean 0.03) and an unweighted fit with variance 0.12: v = 0.09.
  const Prepared data =
      detail::prepare(Series::annual(2000, {1, 1.5, 1.25, 1.75}).with_standard_errors({0.1, 0.1, 0.1, 0.3}));
  ASSERT_EQ(data.exponent, 0);
  ets::Estimate unweighted;
  unweighted.parameters = 2;
  unweighted.sum_of_squares = 0.24;
  const std::vector<double> w = weights_after(setting_of("A", "N", data), unweighted);
  ASSERT_EQ(w.size(), 4U);
  EXPECT_NEAR(w[0] / w[3], std::sqrt((0.09 + 0.09) / (0.09 + 0.01)), kAlgebra);
  EXPECT_NEAR(w[0] * w[1] * w[2] * w[3], 1.0, kAlgebra);
  EXPECT_DOUBLE_EQ(w[0], w[2]);
  // Sampling variance that exceeds the residual one leaves the model its least share of 0.03.
  unweighted.sum_of_squares = 0.06;
  const double least = ets::kLeastModelShare * 0.03;
  const std::vector<double> floored = weights_after(setting_of("A", "N", data), unweighted);
  EXPECT_NEAR(floored[0] / floored[3], std::sqrt((least + 0.09) / (least + 0.01)), kAlgebra);
}

TEST(EtsLadder, WeightsAreEqualForEqualErrorsAndTakeUnknownOnesAsExact) {
  const Series series = Series::annual(2000, {1, 1.5, 1.25, 1.75});
  ets::Estimate unweighted;
  unweighted.parameters = 2;
  unweighted.sum_of_squares = 0.24;
  const Prepared equal = detail::prepare(series.with_standard_errors({0.2, 0.2, 0.2, 0.2}));
  for (const double w : weights_after(setting_of("A", "N", equal), unweighted)) EXPECT_NEAR(w, 1.0, kAlgebra);
  const Prepared unknown = detail::prepare(series.with_standard_errors({0.2, kMissing, 0.2, 0.2}));
  const auto w = weights_after(setting_of("A", "N", unknown), unweighted);
  EXPECT_GT(w[1], w[0]);
  // Relative forms: the same relative error is the same weight.
  const Prepared relative = detail::prepare(series.with_standard_errors({0.1, 0.15, 0.125, 0.175}));
  for (const double one : weights_after(setting_of("M", "N", relative), unweighted)) {
    EXPECT_NEAR(one, 1.0, kAlgebra);
  }
}

TEST(EtsLadder, EstimatesTwiceOnlyWhereStandardErrorsAreKnown) {
  const Series series = Series::annual(2000, {1, 1.5, 1.25, 1.75, 1.5, 1.9});
  const Prepared plain = detail::prepare(series);
  ets::Setting setting = setting_of("A", "N", plain);
  EXPECT_TRUE(ets::estimate_weighted(setting).is_usable());
  EXPECT_TRUE(setting.weights.empty());
  const Prepared known = detail::prepare(series.with_standard_errors({0.1, 0.1, 0.1, 0.1, 0.1, 0.9}));
  setting = setting_of("A", "N", known);
  EXPECT_TRUE(ets::estimate_weighted(setting).is_usable());
  ASSERT_EQ(setting.weights.size(), 6U);
  EXPECT_LT(setting.weights[5], setting.weights[0]);
}

TEST(EtsLadder, BelowFourValuesTheLastValueThenDampedDriftServeAndSayWhy) {
  const auto served = [](std::vector<double> values) {
    return ets::fit_below(detail::prepare(Series::annual(2000, std::move(values))), "the form asked for");
  };
  EXPECT_EQ(served({4})->summary().name, "Naive");
  EXPECT_EQ(served({4, 5})->summary().name, "Naive");
  EXPECT_EQ(served({4, 5})->mean(3), (std::vector<double>{5, 5, 5}));
  EXPECT_EQ(served({4, 5, 6.5})->summary().name, "DampedDrift");
  EXPECT_TRUE(has_note(served({4})->summary(),
                       "ladder: 1 observed value(s) and 0 break(s) do not carry the form asked for; the last "
                       "value instead"));
  EXPECT_TRUE(has_note(served({4, 5, 6.5})->summary(), "damped shrunken drift instead"));
}

TEST(EtsLadder, WhatCannotBeEvaluatedIsServedAllTheSame) {
  const auto fitted = ets::fit_instead(detail::prepare(Series::annual(2000, {4, 5, 6.5, 7})), "the form");
  EXPECT_EQ(fitted->summary().name, "DampedDrift");
  EXPECT_TRUE(has_note(fitted->summary(), "the form could not be evaluated on these values"));
  EXPECT_GE(fitted->mean(1)[0], 7.0);
}

}  // namespace models_ets_ladder_test
