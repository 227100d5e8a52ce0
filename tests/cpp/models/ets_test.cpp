// SPDX-License-Identifier: Apache-2.0
#include <dubao/models/fit.hpp>

namespace models_ets_test {

using dubao::InputError;
using dubao::ModelError;
using dubao::data::kMissing;
using dubao::data::Series;
using dubao::models::auto_ets;
using dubao::models::Ets;
using dubao::models::fit;

// An optimum is found to this relative accuracy, whatever the arithmetic on the way.
constexpr double kOptimum = 1e-6;

const std::vector<double>& growing() {
  static const std::vector<double> values{10, 11.2, 11.9, 13.1, 13.8, 15.2, 15.9, 17.1, 18.2, 18.8};
  return values;
}
// A dozen annual values with growth and noise, all positive.
const std::vector<double>& employment() {
  static const std::vector<double> values{52.6, 49.5, 63.1, 70.2,  68.9, 75.4,
                                          83.0, 79.9, 91.2, 101.7, 99.3, 112.4};
  return values;
}

bool has_note(const dubao::models::FitSummary& summary, const std::string& text) {
  for (const auto& note : summary.notes) {
    if (note.find(text) != std::string::npos) return true;
  }
  return false;
}

TEST(Ets, ExampleOfTheHeaderHolds) {
  const auto damped = fit(Ets({.trend = "A", .damped = true}), Series::annual(2000, growing()));
  EXPECT_EQ(damped.summary().name, "ETS(A,Ad,N)");
  EXPECT_GT(damped.forecast(1).mean()[0], 19.0);
  EXPECT_LT(damped.forecast(1).mean()[0], 20.5);
}

TEST(Ets, RefusesLettersThatAreNoneAllAtOnce) {
  try {
    (void)Ets({.error = "X", .trend = "Y", .season = "Q"});
    FAIL();
  } catch (const InputError& error) {
    EXPECT_EQ(error.id(), "E-ETS-001");
    EXPECT_EQ(error.problems().size(), 3U);
  }
  EXPECT_THROW((void)Ets({.trend = "N", .damped = true}), InputError);
}

TEST(Ets, RefusesRelativeErrorsForValuesThatAreNotPositive) {
  EXPECT_THROW((void)Ets({.error = "M"}).fit(Series::annual(2000, {1, 0, 2, 3, 2, 1})), ModelError);
}

TEST(Ets, MovesWithTheSeriesWhenErrorsAreAdditive) {
  constexpr double kShift = 1000.0;
  std::vector<double> shifted = employment();
  for (double& v : shifted) v += kShift;
  for (const char* trend : {"N", "A", "Ad"}) {
    const auto a = Ets({.trend = trend}).fit(Series::annual(2000, employment()));
    const auto b = Ets({.trend = trend}).fit(Series::annual(2000, shifted));
    EXPECT_NEAR(a->summary().loglik, b->summary().loglik, kOptimum * std::abs(a->summary().loglik)) << trend;
    for (std::size_t h = 0; h < 5; ++h) {
      // A flat optimum lets parameters differ by the root of the tolerance on the likelihood.
      EXPECT_NEAR(b->mean(5)[h] - kShift, a->mean(5)[h], std::sqrt(kOptimum) * a->mean(5)[h]) << trend;
    }
  }
}

TEST(Ets, ServesEveryLengthFromOneWithAFiniteForecastAndTheReason) {
  std::vector<double> values;
  for (int n = 1; n <= 12; ++n) {
    values.push_back(employment()[static_cast<std::size_t>(n - 1)]);
    for (const bool automatic : {true, false}) {
      const Series series = Series::annual(2000, values);
      const auto fitted =
          automatic ? auto_ets(series) : fit(Ets({.error = "M", .trend = "A", .damped = true}), series);
      for (const double mean : fitted.get()->mean(10)) EXPECT_TRUE(std::isfinite(mean)) << n;
      EXPECT_TRUE(fitted.get()->draws(10, 50, 1).paths().allFinite()) << n;
      EXPECT_FALSE(fitted.summary().notes.empty()) << n;
    }
  }
  EXPECT_TRUE(has_note(auto_ets(Series::annual(2000, {4.0})).summary(), "ladder: 1 observed value"));
  EXPECT_TRUE(
      has_note(auto_ets(Series::annual(2000, {4, 5, 6.5})).summary(), "damped shrunken drift instead"));
  EXPECT_EQ(auto_ets(Series::annual(2000, {4.0})).summary().name, "Naive");
  EXPECT_EQ(auto_ets(Series::annual(2000, {4, 5})).summary().name, "Naive");
  EXPECT_EQ(auto_ets(Series::annual(2000, {4, 5, 6.5})).summary().name, "DampedDrift");
  EXPECT_EQ(auto_ets(Series::annual(2000, {4, 5, 6.5, 7})).summary().name, "ETS(A,N,N)");
}

TEST(Ets, GivesUpWhatTheDataCannotCarryAndSaysSo) {
  const auto fitted = Ets({.trend = "A", .damped = true}).fit(Series::annual(2000, {4, 5, 6.5, 7, 8.2}));
  EXPECT_EQ(fitted->summary().name, "ETS(A,N,N)");
  EXPECT_TRUE(has_note(fitted->summary(), "do not carry ETS(A,Ad,N)"));
}

TEST(Ets, SkipsMissingValuesAtBothEndsAndInside) {
  std::vector<double> holes = employment();
  holes[4] = kMissing;
  holes.insert(holes.begin(), kMissing);
  holes.push_back(kMissing);
  const auto fitted = auto_ets(Series::annual(1999, holes));
  EXPECT_TRUE(has_note(fitted.summary(), "3 missing value(s) skipped"));
  EXPECT_TRUE(std::isnan(fitted.summary().fitted_values[0]));
  EXPECT_TRUE(std::isnan(fitted.summary().residuals[5]));
  EXPECT_TRUE(std::isfinite(fitted.summary().fitted_values[6]));
  // On a line without noise a hole changes nothing.
  const auto line =
      fit(Ets({.trend = "A"}), Series::annual(2000, {1, 2, 3, kMissing, 5, 6, 7, 8, 9, kMissing}));
  EXPECT_NEAR(line.get()->mean(1)[0], 11.0, std::sqrt(kOptimum));
}

TEST(Ets, LearnsTheLevelShiftOfABreakAndContinuesTheLastDefinition) {
  // A line with slope 2; from 2008 on everything is 50 higher by definition.
  std::vector<double> values;
  const std::vector<double> noise{0.3, -0.2, 0.1, -0.4, 0.2, 0.0, -0.1, 0.3, -0.3, 0.2, -0.2, 0.1};
  for (int t = 0; t < 12; ++t) {
    values.push_back(10.0 + 2.0 * t + noise[static_cast<std::size_t>(t)] + (t >= 8 ? 50.0 : 0.0));
  }
  const Series series = Series::annual(2000, values).with_break(2008);
  for (const char* error : {"A", "M"}) {
    const auto fitted = fit(Ets({.error = error, .trend = "A"}), series);
    const auto mean = fitted.get()->mean(3);
    constexpr double kNoise = 1.5;
    EXPECT_NEAR(mean[0], 84.0, error[0] == 'A' ? kNoise : 10.0 * kNoise) << error;
    EXPECT_NEAR(mean[2] - mean[1], 2.0, error[0] == 'A' ? 0.5 : 4.0) << error;
    EXPECT_TRUE(has_note(fitted.summary(), "break")) << error;
  }
  const auto additive = fit(Ets({.trend = "A"}), series);
  double shift = 0.0;
  for (const auto& [name, value] : additive.summary().params) {
    if (name == "shift1") shift = value;
  }
  EXPECT_NEAR(shift, 50.0, 1.5);
}

TEST(Ets, GivesTheSameFitWhenAllStandardErrorsAreEqual) {
  const Series series = Series::annual(2000, employment());
  const auto plain = Ets({.trend = "A"}).fit(series);
  const auto equal = Ets({.trend = "A"}).fit(series.with_standard_errors(std::vector<double>(12, 2.0)));
  EXPECT_NEAR(plain->summary().loglik, equal->summary().loglik, kOptimum * std::abs(plain->summary().loglik));
  EXPECT_TRUE(has_note(equal->summary(), "weights"));
  // A value known badly pulls less.
  std::vector<double> values(12, 10.0);
  for (std::size_t t = 0; t < values.size(); t += 2) values[t] = 10.4;
  values.back() = 30.0;
  std::vector<double> se(12, 0.1);
  se.back() = 20.0;
  const auto trusted = Ets({}).fit(Series::annual(2000, values));
  const auto doubted = Ets({}).fit(Series::annual(2000, values).with_standard_errors(se));
  EXPECT_LT(doubted->mean(1)[0], trusted->mean(1)[0]);
}

TEST(Ets, PathsOfAPositiveFormStayPositive) {
  const auto fitted =
      fit(Ets({.error = "M", .trend = "A"}), Series::annual(2000, {100, 80, 90, 60, 65, 40, 42, 25, 20, 12}));
  EXPECT_GT(fitted.get()->draws(15, 500, 1).paths().minCoeff(), 0.0);
  for (const double mean : fitted.get()->mean(15)) EXPECT_GE(mean, 0.0);
}

}  // namespace models_ets_test
