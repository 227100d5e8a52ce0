// SPDX-License-Identifier: Apache-2.0
#include <dubao/models/structural.hpp>
#include <dubao/models/structural/components.hpp>

#include <gtest/gtest.h>

namespace models_structural_test {

using dubao::Index;
using dubao::InputError;
using dubao::data::kMissing;
using dubao::data::Series;
using dubao::models::FitSummary;
using dubao::models::Structural;
namespace structural = dubao::models::structural;

double parameter(const FitSummary& summary, const std::string& name) {
  for (const auto& [key, value] : summary.params) {
    if (key == name) return value;
  }
  return kMissing;
}
bool has_note(const FitSummary& summary, const std::string& text) {
  for (const auto& note : summary.notes) {
    if (note.find(text) != std::string::npos) return true;
  }
  return false;
}

// Annual flow of the Nile at Aswan, 1871–1970 (R datasets::Nile).
const std::vector<double>& nile() {
  static const std::vector<double> values{
      1120, 1160, 963,  1210, 1160, 1160, 813,  1230, 1370, 1140, 995,  935,  1110, 994, 1020, 960,  1180,
      799,  958,  1140, 1100, 1210, 1150, 1250, 1260, 1220, 1030, 1100, 774,  840,  874, 694,  940,  833,
      701,  916,  692,  1020, 1050, 969,  831,  726,  456,  824,  702,  1120, 1100, 832, 764,  821,  768,
      845,  864,  862,  698,  845,  744,  796,  1040, 759,  781,  865,  845,  944,  984, 897,  822,  1010,
      771,  676,  649,  846,  812,  742,  801,  1040, 860,  874,  848,  890,  744,  749, 838,  1050, 918,
      986,  797,  923,  975,  815,  1020, 906,  901,  1170, 912,  746,  919,  718,  714, 740};
  return values;
}

TEST(Structural, ExampleOfTheHeaderHolds) {
  const auto fitted =
      Structural({.trend = "drift"}).fit(Series::annual(2000, {10, 12, 13, 15, 18, 19, 21, 22}));
  EXPECT_GT(fitted->mean(1)[0], 23.0);
  EXPECT_LT(fitted->mean(1)[0], 25.0);
}

TEST(Structural, LocalLevelOfTheNileIsThatOfDurbinAndKoopman) {
  // Durbin and Koopman (2012), section 2.10: variances 15099 and 1469.1; diffuse log-likelihood −632.54 as printed,
  // which rounds off −632.5457.
  const auto fitted = Structural({.trend = "local level"}).fit(Series::annual(1871, nile()));
  const FitSummary& summary = fitted->summary();
  constexpr double kPrinted = 0.5;
  EXPECT_NEAR(std::pow(parameter(summary, "sigma_irregular"), 2), 15099.0, kPrinted);
  EXPECT_NEAR(std::pow(parameter(summary, "sigma_level"), 2), 1469.1, kPrinted);
  EXPECT_NEAR(summary.loglik, -632.54, 0.01);
}

TEST(Structural, ServesEveryLengthFromOneWithAFiniteForecastAndTheReason) {
  std::vector<double> values;
  for (int n = 1; n <= 12; ++n) {
    values.push_back(nile()[static_cast<std::size_t>(n - 1)]);
    for (const structural::Trend& trend : structural::kTrends) {
      const auto fitted =
          Structural({.trend = std::string(trend.name), .season = "dummy", .season_length = 4, .cycle = true})
              .fit(Series::annual(2000, values));
      for (const double mean : fitted->mean(10)) EXPECT_TRUE(std::isfinite(mean)) << n << trend.name;
      EXPECT_TRUE(fitted->draws(10, 30, 1).paths().allFinite()) << n << trend.name;
      // Up to eight values no trend carries season and cycle besides.
      EXPECT_TRUE(n > 8 || has_note(fitted->summary(), "ladder")) << n << fitted->summary().name;
    }
  }
}

TEST(Structural, ForecastsOfATwoPowerTimesTheSeriesHaveTheSameBits) {
  for (const char* trend : {"local level", "local linear", "damped"}) {
    for (const int exponent : {-900, 3, 900}) {
      std::vector<double> scaled = nile();
      scaled.resize(20);
      std::vector<double> plain = scaled;
      for (double& y : scaled) y = std::ldexp(y, exponent);
      const auto a = Structural({.trend = trend}).fit(Series::annual(1871, plain));
      const auto b = Structural({.trend = trend}).fit(Series::annual(1871, scaled));
      for (std::size_t h = 0; h < 4; ++h)
        EXPECT_EQ(std::ldexp(a->mean(4)[h], exponent), b->mean(4)[h]) << trend;
      const auto paths = a->draws(3, 20, 1).paths();
      const auto others = b->draws(3, 20, 1).paths();
      for (Index i = 0; i < 20; ++i) EXPECT_EQ(std::ldexp(paths(i, 2), exponent), others(i, 2)) << trend;
    }
  }
}

TEST(Structural, ShiftedAndScaledDataGiveShiftedAndScaledForecasts) {
  // The search ends within about 1e-6 of the optimum; forecasts are flat there.
  constexpr double kOptimum = 1e-4;
  std::vector<double> changed(nile().begin(), nile().begin() + 30);
  const std::vector<double> plain = changed;
  for (double& y : changed) y = 3.0 * y + 50000.0;
  for (const structural::Trend& trend : structural::kTrends) {
    const auto a = Structural({.trend = std::string(trend.name)}).fit(Series::annual(1871, plain));
    const auto b = Structural({.trend = std::string(trend.name)}).fit(Series::annual(1871, changed));
    EXPECT_NEAR(b->mean(3)[2], 3.0 * a->mean(3)[2] + 50000.0, kOptimum * 3000.0) << trend.name;
  }
}

TEST(Structural, MonstersGiveFiniteForecastsInsideTheBounds) {
  const std::vector<std::vector<double>> monsters{{5, 5, 5, 5, 5, 5, 5, 5},
                                                  {0, 0, 0, 0, 0, 0, 0},
                                                  {-3, -5, -4, -8, -7, -9, -12},
                                                  {1, 2, 3, 4, 5, 6, 7, 8, 9, 10},
                                                  {1, 1, 1, 1e6, 1, 1, 1, 1, 1},
                                                  {1, -1, 1, -1, 1, -1, 1, -1, 1, -1},
                                                  {kMissing, 3, kMissing, 4, 6, kMissing, 5, 7, 8, kMissing},
                                                  {1, 2, 4, 8, 16, 32, 64, 128, 256, 512},
                                                  {1e-300, 2e-300, 3e-300, 2e-300, 4e-300, 5e-300},
                                                  {1e300, 2e300, 3e300, 2e300, 4e300, 5e300}};
  for (std::size_t i = 0; i < monsters.size(); ++i) {
    for (const structural::Trend& trend : structural::kTrends) {
      for (const bool log : {false, true}) {
        const auto fitted =
            Structural({.trend = std::string(trend.name), .log = log}).fit(Series::annual(2000, monsters[i]));
        for (const double mean : fitted->mean(8)) EXPECT_TRUE(std::isfinite(mean)) << i << trend.name;
        EXPECT_TRUE(fitted->draws(8, 40, 1).paths().allFinite()) << i << trend.name;
      }
    }
  }
  const auto line = Structural({.trend = "local linear"}).fit(Series::annual(2000, monsters[3]));
  EXPECT_NEAR(line->mean(2)[1], 12.0, 1e-6);
}

TEST(Structural, ABreakIsALevelShiftAndAMissingValueIsSkipped) {
  std::vector<double> values;
  const std::vector<double> noise{0.3, -0.2, 0.1, -0.4, 0.2, 0.0, -0.1, 0.3, -0.3, 0.2, -0.2, 0.1};
  for (int t = 0; t < 12; ++t) {
    values.push_back(10.0 + 2.0 * t + noise[static_cast<std::size_t>(t)] + (t >= 8 ? 50.0 : 0.0));
  }
  const auto fitted = Structural({.trend = "drift"}).fit(Series::annual(2000, values).with_break(2008));
  EXPECT_NEAR(parameter(fitted->summary(), "shift1"), 50.0, 1.5);
  EXPECT_NEAR(fitted->mean(1)[0], 84.0, 1.5);
  const auto declared = Structural({.trend = "drift", .interventions = {{structural::Kind::kLevelShift, 8}}})
                            .fit(Series::annual(2000, values));
  EXPECT_NEAR(declared->mean(3)[2], fitted->mean(3)[2], 1e-9);
  values[5] = 1000.0;
  const auto outlier = Structural({.trend = "drift", .interventions = {{structural::Kind::kOutlier, 5}}})
                           .fit(Series::annual(2000, values).with_break(2008));
  values[5] = kMissing;
  const auto missing = Structural({.trend = "drift"}).fit(Series::annual(2000, values).with_break(2008));
  // An outlier effect and a missing value leave the same information.
  EXPECT_NEAR(outlier->mean(3)[2], missing->mean(3)[2], 1e-4);
  EXPECT_TRUE(has_note(missing->summary(), "1 missing value(s) skipped"));
}

TEST(Structural, ASeriesThatBeginsLateIsFittedAsTheSameSeriesWithoutTheGap) {
  const std::vector<double> head(nile().begin(), nile().begin() + 25);
  for (const std::size_t lead : {45U, 600U}) {
    std::vector<double> late(lead, kMissing);
    late.insert(late.end(), head.begin(), head.end());
    const int first = 1871 - static_cast<int>(lead);
    const Structural model({.trend = "damped"});
    const auto own = model.fit(Series::annual(1871, head));
    const auto other = model.fit(Series::annual(first, late));
    EXPECT_EQ(other->summary().name, own->summary().name);
    EXPECT_EQ(own->mean(5), other->mean(5)) << lead;
    EXPECT_EQ(own->draws(3, 50, 1).paths(), other->draws(3, 50, 1).paths()) << lead;
    EXPECT_EQ(own->summary().loglik, other->summary().loglik) << lead;
    const auto parts = structural::components(dynamic_cast<const structural::FittedStructural&>(*other));
    const auto plain = structural::components(dynamic_cast<const structural::FittedStructural&>(*own));
    constexpr double kRounding = 1e-9;
    for (std::size_t t = 0; t < head.size(); ++t) {
      EXPECT_NEAR(parts[0].values[lead + t], plain[0].values[t], kRounding * 1000.0);
    }
    // What is known of the time before the first value: the slope was larger by 1/φ a period.
    const double phi = parameter(other->summary(), "phi");
    ASSERT_EQ(parts[1].name, "slope");
    EXPECT_NEAR(parts[1].values[lead - 1] * phi, parts[1].values[lead],
                kRounding * (1.0 + std::abs(parts[1].values[lead])));
    EXPECT_GT(parts[1].standard_errors[lead - 1], parts[1].standard_errors[lead]);
    for (std::size_t t = 0; t < lead; ++t) ASSERT_TRUE(std::isfinite(parts[0].standard_errors[t])) << t;
  }
}

TEST(Structural, KnownVariancesCountAsVariances) {
  const std::vector<double> head(nile().begin(), nile().begin() + 25);
  const Series series = Series::annual(1871, head);
  const auto plain = Structural({.trend = "local level"}).fit(series);
  const auto zero =
      Structural({.trend = "local level"}).fit(series.with_standard_errors(std::vector<double>(25, 0.0)));
  EXPECT_EQ(plain->mean(1)[0], zero->mean(1)[0]);
  // Errors far larger than the movements: everything is noise, and the level is the mean.
  const auto huge =
      Structural({.trend = "local level"}).fit(series.with_standard_errors(std::vector<double>(25, 1e4)));
  double mean = 0.0;
  for (const double y : head) mean += y / 25.0;
  EXPECT_NEAR(huge->mean(1)[0], mean, 0.01 * mean);
  // The signal is surer than the survey figure.
  const auto known =
      Structural({.trend = "local level"}).fit(series.with_standard_errors(std::vector<double>(25, 120.0)));
  const auto& fitted = dynamic_cast<const structural::FittedStructural&>(*known);
  const auto survey = fitted.draws(1, 2000, 1);
  const auto signal = fitted.signal_draws(1, 2000, 1);
  EXPECT_EQ(survey.target(), dubao::data::Target::kSurvey);
  EXPECT_EQ(signal.target(), dubao::data::Target::kSignal);
  const auto width = [](const dubao::data::Draws& d) {
    return d.interval(0, 0.95).upper - d.interval(0, 0.95).lower;
  };
  EXPECT_GT(width(survey), width(signal) + 100.0);
}

TEST(Structural, HeldParametersGiveTheSameBitsAndFollowALongerSeries) {
  const std::vector<double> head(nile().begin(), nile().begin() + 24);
  for (const bool log : {false, true}) {
    for (const structural::Trend& trend : structural::kTrends) {
      const Structural model({.trend = std::string(trend.name),
                              .season = "dummy",
                              .season_length = 4,
                              .cycle = true,
                              .log = log});
      const Series series = Series::annual(1871, head).with_break(1880);
      const auto fitted = model.fit(series);
      const auto again = model.fit_with_parameters(series, {}, fitted->summary().params);
      EXPECT_EQ(fitted->mean(3), again->mean(3)) << trend.name;
      EXPECT_EQ(fitted->draws(3, 20, 1).paths(), again->draws(3, 20, 1).paths()) << trend.name;
      EXPECT_EQ(fitted->summary().loglik, again->summary().loglik) << trend.name;
      std::vector<double> longer = head;
      longer.push_back(900.0);
      const auto moved = model.fit_with_parameters(Series::annual(1871, longer).with_break(1880), {},
                                                   fitted->summary().params);
      EXPECT_TRUE(std::isfinite(moved->mean(1)[0]));
    }
  }
  EXPECT_THROW((void)Structural({}).fit_with_parameters(Series::annual(1871, head), {}, {{"alpha", 0.5}}),
               InputError);
}

TEST(Structural, RegressorsExplainAndTheirFutureIsNeeded) {
  dubao::data::RandomStream random(4, 2, 0);
  const Index n = 30;
  Eigen::MatrixXd x(n + 2, 1);
  std::vector<double> y;
  double level = 50.0;
  for (Index t = 0; t < n + 2; ++t) x(t, 0) = 1000.0 + 100.0 * random.normal();
  for (Index t = 0; t < n; ++t) {
    y.push_back(level + 0.2 * x(t, 0) + 0.5 * random.normal());
    level += 0.3 * random.normal();
  }
  const dubao::data::Regressors regressors({"driver"}, x);
  const Series series = Series::annual(2000, y);
  const auto fitted = Structural({.trend = "local level"}).fit_with_regressors(series, regressors);
  constexpr double kFourErrors = 0.006;  // 4 · 0.6 / (100 √30) and the level's movement
  EXPECT_NEAR(parameter(fitted->summary(), "driver"), 0.2, kFourErrors);
  EXPECT_NO_THROW((void)fitted->mean(2));
  EXPECT_THROW((void)fitted->mean(3), InputError);
  const auto other = fitted->with_future(Eigen::MatrixXd::Constant(4, 1, 1100.0));
  EXPECT_NEAR(other->mean(4)[3] - other->mean(1)[0], 0.0, 1e-9);
  EXPECT_NEAR(other->mean(1)[0] - fitted->mean(1)[0], 0.2 * (1100.0 - x(n, 0)), 1.0);
  // The parts sum to the signal.
  const auto parts = structural::components(dynamic_cast<const structural::FittedStructural&>(*fitted));
  ASSERT_EQ(parts.size(), 4U);
  EXPECT_EQ(parts[0].name, "level");
  EXPECT_EQ(parts[1].name, "effects");
  EXPECT_NEAR(parts[0].values[7] + parts[1].values[7], parts[3].values[7], 1e-9);
  EXPECT_NEAR(parts[0].values[7], 50.0, 10.0);
}

TEST(Structural, RefusesWhatIsNoOptionAllAtOnce) {
  try {
    (void)Structural({.trend = "upward", .season = "lunar", .season_length = -1});
    FAIL();
  } catch (const InputError& error) {
    EXPECT_EQ(error.id(), "E-STR-001");
    EXPECT_EQ(error.problems().size(), 3U);
  }
}

// Data drawn from the model; the uncertain variances must be in the paths (engines that plug estimates in cover 80 to 90 %).
TEST(StructuralCoverage, NinetyFivePercentIntervalsCoverNinetyTwoToNinetySevenPercent) {
  struct Process {
    const char* trend;
    double irregular, level, slope, phi;
  };
  constexpr int kSeries = 300;
  constexpr Index kHorizon = 3;
  for (const Process& p : {Process{"local level", 1.0, 0.7, 0.0, 1.0}, Process{"drift", 1.0, 0.7, 0.0, 1.0},
                           Process{"smooth", 1.0, 0.0, 0.3, 1.0}}) {
    for (const int n : {15, 20, 30}) {
      int hits = 0;
      for (int s = 0; s < kSeries; ++s) {
        dubao::data::RandomStream random(99, static_cast<std::uint64_t>(n), static_cast<std::uint64_t>(s));
        double level = 100.0;
        double slope = std::string(p.trend) == "local level" ? 0.0 : 0.5;
        std::vector<double> y;
        for (Index t = 0; t < n + kHorizon; ++t) {
          y.push_back(level + p.irregular * random.normal());
          level += slope + p.level * random.normal();
          slope = p.phi * slope + p.slope * random.normal();
        }
        const std::vector<double> past(y.begin(), y.begin() + n);
        const auto fitted = Structural({.trend = p.trend}).fit(Series::annual(2000, past));
        const auto draws = fitted->draws(kHorizon, 400, static_cast<std::uint64_t>(s));
        for (Index h = 0; h < kHorizon; ++h) {
          const auto interval = draws.interval(h, 0.95);
          const double truth = y[static_cast<std::size_t>(n + h)];
          hits += truth >= interval.lower && truth <= interval.upper ? 1 : 0;
        }
      }
      const double cover = hits / static_cast<double>(kSeries * kHorizon);
      EXPECT_GE(cover, 0.92) << p.trend << ' ' << n;
      EXPECT_LE(cover, 0.97) << p.trend << ' ' << n;
      std::cout << p.trend << " n " << n << " cover " << cover << '\n';
    }
  }
}

}  // namespace models_structural_test
