// SPDX-License-Identifier: Apache-2.0
#include <dubao/forecast/forecaster.hpp>
#include <dubao/forecast/model_intervals.hpp>

namespace forecast_model_intervals_test {

using namespace dubao;
using namespace dubao::forecast;
using data::Panel;
using data::Series;

Series walk(std::uint64_t key, Index n) {
  data::RandomStream stream(8, key, 0);
  std::vector<double> values;
  double level = std::log(100.0);
  for (Index t = 0; t < n; ++t) values.push_back(std::exp(level += 0.03 + 0.06 * stream.normal()));
  return Series::annual(2000, values, "w" + std::to_string(key));
}

Panel walks(Index count, Index n) {
  Panel panel;
  for (Index i = 0; i < count; ++i) panel.add(walk(static_cast<std::uint64_t>(i), n));
  return panel;
}

Forecaster fitted(const Panel& panel, const models::ModelPointer& model, ForecasterOptions options) {
  Forecaster out({model}, options);
  out.fit(panel);
  return out;
}

const models::ModelPointer& drift() {
  static const models::ModelPointer kDrift = std::make_shared<models::RandomWalkWithDrift>();
  return kDrift;
}

TEST(ModelIntervals, TheAnalyticOneOfNaiveIsThatOfTheTextbook) {
  const models::Naive model;
  const Series series = Series::annual(2020, {10, 12, 11});
  const auto fit = model.fit(series);
  constexpr Index kPaths = 2000;
  const data::Draws draws = interval_draws(*fit, nullptr, IntervalSource::kAnalytic, 1, kPaths, 1);
  const double half = 1.959963984540054 * std::sqrt(2.5);
  constexpr double kRelative = 1e-4;
  EXPECT_NEAR(draws.interval(0, 0.95).upper, 11.0 + half, kRelative * half);
  EXPECT_NEAR(draws.interval(0, 0.95).lower, 11.0 - half, kRelative * half);
}

TEST(ModelIntervals, AreThoseOfAForecasterOfALoneSeries) {
  const Series series = walk(3, 24);
  Panel panel;
  panel.add(series);
  const auto fit = drift()->fit(series);
  const FittedSeries of{*drift(), series};
  for (const auto& [word, source] : kIntervalSources) {
    const auto lone = interval_draws(*fit, &of, source, 4, 200, 5).paths();
    EXPECT_EQ(lone,
              fitted(panel, drift(), {.threads = 1, .intervals = source}).draws(0, 4, 200, 5)[0].paths())
        << word;
  }
}

TEST(ModelIntervals, PastErrorsNeedTheModelAndTheSeries) {
  const auto fit = drift()->fit(walk(1, 12));
  for (const IntervalSource source : {IntervalSource::kCalibrated, IntervalSource::kConformal}) {
    try {
      (void)interval_draws(*fit, nullptr, source, 2, 10, 1);
      FAIL() << "not refused";
    } catch (const InputError& error) {
      EXPECT_EQ(error.id(), "E-FOR-012");
    }
  }
}

TEST(ForecasterSources, AllSeriesWithoutAFormulaAreRefusedAtOnce) {
  Forecaster forecaster({std::make_shared<DefaultEnsemble>()},
                        {.threads = 2, .intervals = IntervalSource::kAnalytic});
  try {
    forecaster.fit(walks(3, 12));
    FAIL() << "not refused";
  } catch (const ModelError& error) {
    EXPECT_EQ(error.id(), "E-MOD-009");
    EXPECT_EQ(error.problems().size(), 3U);
  }
  EXPECT_FALSE(forecaster.is_fitted());
}

TEST(ForecasterSources, ACalibrationBesideAnotherSourceIsRefused) {
  const ForecasterOptions options{.calibration = CalibrationMode::kPanel,
                                  .intervals = IntervalSource::kConformal};
  EXPECT_THROW(Forecaster({drift()}, options), InputError);
}

TEST(ForecasterLife, RestoredFromItsStateItGivesTheSameBits) {
  const Panel panel = walks(24, 18);
  for (const auto& [word, source] : kIntervalSources) {
    const ForecasterOptions options{
        .threads = 2, .dependence = Dependence::kGaussianCopula, .intervals = source};
    const Forecaster first = fitted(panel, drift(), options);
    Forecaster second({drift()}, options);
    second.restore(panel, first.state());
    EXPECT_EQ(first.mean(0, 4), second.mean(0, 4)) << word;
    EXPECT_EQ(first.calibration_note(0), second.calibration_note(0)) << word;
    const auto one = first.draws(0, 4, 100, 3);
    const auto two = second.draws(0, 4, 100, 3);
    for (std::size_t i = 0; i < one.size(); ++i) EXPECT_EQ(one[i].paths(), two[i].paths()) << word;
  }
}

TEST(ForecasterLife, AnAnnualPanelPoolsTheGrowthOfTheDefaultAndKeepsItInItsState) {
  const Panel panel = walks(24, 18);
  const models::ModelPointer model = std::make_shared<DefaultEnsemble>();
  const ForecasterOptions options{.threads = 1};
  const Forecaster pooled = fitted(panel, model, options);
  const Forecaster alone = fitted(panel, model, {.threads = 1, .calibration = CalibrationMode::kTable});
  EXPECT_NE(pooled.calibration_note(0).find("growth pooled over 24 series"), std::string::npos);
  EXPECT_EQ(alone.calibration_note(0).find("growth pooled"), std::string::npos);
  constexpr double kRounding = 1e-12;
  // These walks share their growth: forecasts move toward each other, and none by more than half of the way.
  const auto with = pooled.mean(0, 4);
  const auto without = alone.mean(0, 4);
  const GrowthPooling learnt = pooled.state().calibration.front().growth;
  ASSERT_EQ(with.size(), without.size());
  for (std::size_t i = 0; i < with.size(); ++i) {
    for (std::size_t h = 0; h < with[i].size(); ++h) {
      const double last = panel[static_cast<Index>(i)].values().back();
      const double away = learnt.target(h + 1) - std::log(without[i][h] / last);
      const double moved = std::log(with[i][h] / without[i][h]);
      EXPECT_GT(moved * away, 0.0) << i;
      EXPECT_LT(std::abs(moved), kGrowthTrust * std::abs(away) + kRounding) << i;
    }
  }
  Forecaster again({model}, options);
  again.restore(panel, pooled.state());
  EXPECT_EQ(again.mean(0, 4), with);
}

TEST(ForecasterLife, AQuarterlyPanelPoolsGrowthWithoutPastOrigins) {
  Panel panel;
  for (std::uint64_t i = 0; i < 20; ++i) {
    data::RandomStream random(9, i, 0);
    std::vector<double> values;
    for (int t = 0; t < 20; ++t) {
      values.push_back(std::exp(4.0 + 0.01 * t + 0.04 * random.normal()) * (t % 4 == 3 ? 1.2 : 1.0));
    }
    panel.add(data::Series::quarterly(2015, 1, values, "q" + std::to_string(i)));
  }
  const models::ModelPointer model = std::make_shared<DefaultEnsemble>();
  const Forecaster pooled = fitted(panel, model, {.threads = 1});
  EXPECT_NE(pooled.calibration_note(0).find("growth pooled over 20 series"), std::string::npos);
  EXPECT_EQ(pooled.calibration_note(0).find("spreads times"), std::string::npos);
  Forecaster again({model}, {.threads = 1});
  again.restore(panel, pooled.state());
  EXPECT_EQ(again.mean(0, 6), pooled.mean(0, 6));
  // A period ahead is what it is, however many are asked for.
  const auto far = pooled.mean(0, 8);
  for (const Index horizon : {1, 3, 6}) {
    const auto near = pooled.mean(0, horizon);
    for (std::size_t i = 0; i < near.size(); ++i) {
      EXPECT_TRUE(std::equal(near[i].begin(), near[i].end(), far[i].begin())) << i << ", " << horizon;
    }
  }
}

TEST(ForecasterLife, AnUpdateHoldsParametersAndCalibration) {
  Forecaster forecaster = fitted(walks(24, 18), drift(), {.threads = 1});
  const std::string note = forecaster.calibration_note(0);
  const auto params = forecaster.fitted(5, 0).summary().params;
  forecaster.update(walks(24, 20));
  EXPECT_EQ(forecaster.panel()[5].size(), 20);
  EXPECT_EQ(forecaster.fitted(5, 0).summary().params, params);
  EXPECT_EQ(forecaster.calibration_note(0), note);
  EXPECT_NE(fitted(walks(24, 20), drift(), {.threads = 1}).calibration_note(0), note);
}

TEST(ForecasterLife, OtherSeriesModelsOrTablesAreRefused) {
  Forecaster forecaster = fitted(walks(3, 18), drift(), {.threads = 1});
  const auto id_of = [](const auto& call) -> std::string {
    try {
      call();
    } catch (const Error& error) {
      return error.id();
    }
    return "";
  };
  EXPECT_EQ(id_of([&] { forecaster.update(walks(2, 20)); }), "E-FOR-011");
  EXPECT_EQ(id_of([&] { forecaster.update(walks(3, 17)); }), "E-FOR-011");
  ForecasterState state = forecaster.state();
  state.calibration.front().table = "of last year";
  EXPECT_EQ(id_of([&] { forecaster.restore(walks(3, 18), state); }), "E-CAL-002");
  state = forecaster.state();
  state.params.pop_back();
  EXPECT_EQ(id_of([&] { forecaster.restore(walks(3, 18), state); }), "E-FOR-011");
  EXPECT_EQ(forecaster.panel()[0].size(), 18);
}

}  // namespace forecast_model_intervals_test
