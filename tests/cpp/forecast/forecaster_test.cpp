// SPDX-License-Identifier: Apache-2.0
#include <dubao/evaluation/probabilistic_accuracy.hpp>
#include <dubao/forecast/forecaster.hpp>

namespace forecast_forecaster_test {

using namespace dubao;
using namespace dubao::forecast;
using data::Panel;
using data::RandomStream;
using data::Series;
using models::ModelPointer;

// Random walk with drift on logs, from one stream per series.
Series walk(std::uint64_t key, Index n, double growth, double noise) {
  RandomStream stream(8, key, 0);
  std::vector<double> values;
  double level = std::log(100.0);
  for (Index t = 0; t < n; ++t) values.push_back(std::exp(level += growth + noise * stream.normal()));
  return Series::annual(2005, values, "w" + std::to_string(key));
}

Panel walks(Index count, Index n = 18) {
  Panel panel;
  for (Index i = 0; i < count; ++i) panel.add(walk(static_cast<std::uint64_t>(i), n, 0.03, 0.06));
  return panel;
}

std::vector<ModelPointer> default_model() { return {std::make_shared<DefaultEnsemble>()}; }

Forecaster fitted(const Panel& panel, ForecasterOptions options = {}) {
  Forecaster forecaster(default_model(), options);
  forecaster.fit(panel);
  return forecaster;
}

TEST(Forecaster, SameSeedSameBitsForAnyNumberOfThreadsAndAnyOrderOfThePanel) {
  const Panel panel = walks(25);
  Panel turned;
  for (Index i = panel.size() - 1; i >= 0; --i) turned.add(panel[i]);
  ForecasterOptions options{.threads = 1, .dependence = Dependence::kGaussianCopula};
  const auto one = fitted(panel, options).draws(0, 4, 200, 7);
  options.threads = 2;
  const auto two = fitted(turned, options).draws(0, 4, 200, 7);
  for (Index i = 0; i < panel.size(); ++i) {
    EXPECT_EQ(one[static_cast<std::size_t>(i)].paths(),
              two[static_cast<std::size_t>(panel.size() - 1 - i)].paths());
  }
}

TEST(Forecaster, TheMedianOfTheDrawsIsThePointForecast) {
  const Forecaster forecaster = fitted(walks(3));
  const auto mean = forecaster.mean(0, 5);
  const auto draws = forecaster.draws(0, 5, 2000, 1);
  constexpr double kRelative = 0.002;
  for (std::size_t i = 0; i < 3; ++i) {
    for (Index h = 0; h < 5; ++h) {
      const double point = mean[i][static_cast<std::size_t>(h)];
      EXPECT_NEAR(draws[i].median(h), point, kRelative * point);
    }
  }
}

TEST(Forecaster, IntervalsWidenArePositiveAndDoNotExplode) {
  const auto draws = fitted(walks(10, 9)).draws(0, 12, 1000, 1);
  for (const data::Draws& one : draws) {
    EXPECT_GT(one.paths().minCoeff(), 0.0);
    for (Index h = 1; h < 12; ++h) {
      const data::Interval before = one.interval(h - 1, 0.95);
      const data::Interval now = one.interval(h, 0.95);
      EXPECT_GE(now.upper / one.median(h), before.upper / one.median(h - 1) * 0.999);
    }
    EXPECT_LT(one.interval(11, 0.95).upper, 20.0 * one.median(11));
  }
}

TEST(Forecaster, CoversWhatItPromisesOnSimulatedSeries) {
  // 300 random walks with drift, 16 years, 4 ahead. The table was learnt on M4, so this is another population.
  constexpr Index kSeries = 300;
  constexpr double kLowest = 0.92;
  Panel whole = walks(kSeries, 20);
  Panel past;
  for (const Series& series : whole) past.add(series.head(16));
  const auto draws = fitted(past).draws(0, 4, 500, 1);
  double hits = 0.0;
  for (Index i = 0; i < kSeries; ++i) {
    for (Index h = 0; h < 4; ++h) {
      hits += evaluation::covered(whole[i][16 + h], draws[static_cast<std::size_t>(i)].interval(h, 0.95));
    }
  }
  EXPECT_GE(hits / (4.0 * kSeries), kLowest);
}

TEST(Forecaster, ServesEveryLengthFromOne) {
  Panel panel;
  for (Index n = 1; n <= 12; ++n) panel.add(walk(static_cast<std::uint64_t>(n), n, 0.05, 0.1));
  panel.add(Series::annual(2000, {5, 5, 5, 5, 5}, "constant"));
  panel.add(Series::annual(2000, {0, 0, 0, 0}, "zeros"));
  panel.add(Series::annual(2000, {-2, 1, -3, 4, 0, 2}, "both signs"));
  panel.add(Series::annual(2000, {1e300, 1.1e300, 1.2e300, 1.25e300}, "huge"));
  panel.add(Series::annual(2000, {1e-300, 1.1e-300, 1.2e-300, 1.25e-300}, "tiny"));
  panel.add(Series::annual(2000, {data::kMissing, 3, data::kMissing, 4, 5, data::kMissing}, "holes"));
  const Forecaster forecaster = fitted(panel);
  const auto mean = forecaster.mean(0, 6);
  const auto draws = forecaster.draws(0, 6, 100, 1);  // Draws refuses a path that is not finite
  for (Index i = 0; i < panel.size(); ++i) {
    for (const double value : mean[static_cast<std::size_t>(i)])
      EXPECT_TRUE(std::isfinite(value)) << panel[i].id();
  }
  EXPECT_DOUBLE_EQ(draws[12].interval(5, 0.95).upper, 5.0);
}

TEST(Forecaster, NonNegativeHoldsForEveryDraw) {
  Panel panel({Series::annual(2000, {0, 3, 1, 0, 2, 1, 0, 1}, "counts")});
  const auto free = fitted(panel).draws(0, 6, 500, 1);
  const auto kept = fitted(panel, {.non_negative = true}).draws(0, 6, 500, 1);
  EXPECT_LT(free[0].paths().minCoeff(), 0.0);
  EXPECT_GE(kept[0].paths().minCoeff(), 0.0);
}

TEST(Forecaster, GrowthAcrossADeclaredBreakIsNotLearnt) {
  const std::vector<double> values{50, 51, 53, 54, 55, 57, 58, 60, 61, 63, 190, 194, 198, 203};
  const Series plain = Series::annual(2010, values, "b");
  const auto declared = fitted(Panel({plain.with_break(2020)})).mean(0, 5);
  const auto hidden = fitted(Panel({plain})).mean(0, 5);
  EXPECT_LT(declared[0][4], 1.25 * 203.0);
  EXPECT_GT(hidden[0][4], declared[0][4]);
}

TEST(Forecaster, TheSurveyIsWiderThanTheSignalAndBothShareTheirCentre) {
  const std::vector<double> values{100, 112, 97, 110, 101, 115, 104, 118, 109, 117};
  const Series series = Series::annual(2010, values, "n").with_standard_errors(std::vector<double>(10, 6.0));
  ForecasterOptions options{.sampling_scale = 1.0};
  const auto signal = fitted(Panel({series}), options).draws(0, 3, 4000, 1);
  options.target = data::Target::kSurvey;
  const auto survey = fitted(Panel({series}), options).draws(0, 3, 4000, 1);
  const auto width = [](const data::Draws& d) { return d.interval(0, 0.9).upper - d.interval(0, 0.9).lower; };
  EXPECT_GT(width(survey[0]), 1.05 * width(signal[0]));
  EXPECT_NEAR(survey[0].median(0), signal[0].median(0), 0.02 * signal[0].median(0));
  EXPECT_EQ(signal[0].target(), data::Target::kSignal);
}

// Naive, whose paths say of themselves what they are draws of.
class FittedTargeted final : public models::Fitted {
 public:
  FittedTargeted(std::unique_ptr<models::Fitted> inner, data::Target target)
      : inner_(std::move(inner)), target_(target) {}
  [[nodiscard]] const models::FitSummary& summary() const noexcept override { return inner_->summary(); }
  [[nodiscard]] std::vector<double> mean(Index horizon) const override { return inner_->mean(horizon); }
  [[nodiscard]] data::Draws draws(Index horizon, Index n, std::uint64_t seed) const override {
    const data::Draws own = inner_->draws(horizon, n, seed);
    return {own.start(), own.paths(), own.id(), target_};
  }

 private:
  std::unique_ptr<models::Fitted> inner_;
  data::Target target_;
};
class Targeted final : public models::Model {
 public:
  explicit Targeted(data::Target target) : target_(target) {}
  [[nodiscard]] std::string alias() const override { return "Targeted"; }
  [[nodiscard]] std::unique_ptr<models::Fitted> fit(const Series& series) const override {
    return std::make_unique<FittedTargeted>(models::Naive().fit(series), target_);
  }

 private:
  data::Target target_;
};

TEST(Forecaster, PathsThatAreOfTheSignalAlreadyAreNotShrunkAgain) {
  const std::vector<double> values{100, 112, 97, 110, 101, 115, 104, 118, 109, 117};
  const Panel panel({Series::annual(2010, values, "n").with_standard_errors(std::vector<double>(10, 6.0))});
  const auto paths = [&](data::Target of_model, data::Target wanted) {
    Forecaster forecaster({std::make_shared<Targeted>(of_model)}, {.target = wanted, .sampling_scale = 1.0});
    forecaster.fit(panel);
    return forecaster.draws(0, 2, 500, 1)[0];
  };
  const data::Draws own = models::Naive().fit(panel[0])->draws(2, 500, 1);
  const data::Draws signal = paths(data::Target::kSignal, data::Target::kSignal);
  EXPECT_EQ(signal.paths(), own.paths());
  EXPECT_EQ(signal.target(), data::Target::kSignal);
  const data::Draws survey = paths(data::Target::kSurvey, data::Target::kSignal);
  const auto variance = [](const data::Draws& d) {
    return (d.paths().col(0).array() - d.mean(0)).square().mean();
  };
  EXPECT_LT(variance(survey), 0.95 * variance(own));
  // Asked for the survey figure, the sampling error comes on top of the signal.
  EXPECT_GT(variance(paths(data::Target::kSignal, data::Target::kSurvey)), variance(own) + 18.0);
}

TEST(Forecaster, ListsEverySeriesThatCannotBeFitted) {
  Panel panel({walk(1, 8, 0, 0.1), Series::annual(2000, {data::kMissing}, "empty one"),
               Series::annual(2000, {data::kMissing, data::kMissing}, "empty two")});
  try {
    (void)fitted(panel);
    FAIL();
  } catch (const InputError& error) {
    ASSERT_EQ(error.problems().size(), 2U);
    EXPECT_EQ(error.problems()[1].series, "empty two");
    EXPECT_EQ(error.id(), "E-MOD-001");
  }
}

TEST(Forecaster, RefusesBadOptionsAndUseBeforeFit) {
  EXPECT_THROW(Forecaster({}, {}), InputError);
  EXPECT_THROW(Forecaster(default_model(), {.sampling_scale = 1.5}), InputError);
  const Forecaster forecaster(default_model(), {});
  EXPECT_THROW((void)forecaster.mean(0, 1), InputError);
  EXPECT_THROW((void)fitted(Panel{}), InputError);
}

}  // namespace forecast_forecaster_test
