// SPDX-License-Identifier: Apache-2.0
#include <dubao/models/ces.hpp>

#include "decomposition/golden.hpp"

namespace models_ces_test {

using dubao::Index;
using dubao::InputError;
using dubao::data::kMissing;
using dubao::data::RandomStream;
using dubao::data::Series;
using dubao::models::AutoCes;
using dubao::models::Ces;
using dubao::models::Fitted;
namespace ces = dubao::models::ces;

// Allowed shortfall of the log-likelihood behind the peer's, which computes in single precision.
constexpr double kLikelihood = 1e-3;

const std::vector<double>& employment() {
  static const std::vector<double> values{52.6, 49.5, 63.1, 70.2,  68.9, 75.4,
                                          83.0, 79.9, 91.2, 101.7, 99.3, 112.4};
  return values;
}
std::vector<double> quarterly(int n) {
  std::vector<double> out;
  const double season[] = {12, -9, -7, 4};
  for (int t = 0; t < n; ++t) out.push_back(80.0 + 0.6 * t + season[t % 4] + 1.5 * ((t * 7) % 5 - 2));
  return out;
}
double parameter(const Fitted& fitted, const std::string& name) {
  for (const auto& [key, value] : fitted.summary().params) {
    if (key == name) return value;
  }
  return kMissing;
}
double number(const std::string& text) { return text.empty() || text == "nan" ? 0.0 : std::stod(text); }

bool is_inside(ces::Season form, const ces::Smoothing<double>& p, Index m) {
  const auto fits = [](double real, double x) {
    if (!(x > ces::kLowestImaginary && x < ces::kHighestImaginary)) return false;
    const ces::Interval<double> room = ces::real_interval(x);
    const double margin = ces::kRegionMargin * (room.high - room.low);
    return real >= room.low + margin && real <= room.high - margin;
  };
  if (!fits(p.a0, p.a1)) return false;
  if (form == ces::Season::kPartial && !(p.b0 >= 0.0 && p.b0 <= 1.0 - ces::kRegionMargin)) return false;
  if (form == ces::Season::kFull && !fits(p.b0, p.b1)) return false;
  return ces::is_admissible(form, p, m);
}

TEST(Ces, LikelihoodIsNeverBelowThatOfStatsforecastInsideTheRegion) {
  std::map<std::string, std::vector<double>> series;
  for (const auto& row : golden::read("ets/series.csv")) {
    series[row.at("series")].push_back(std::stod(row.at("value")));
  }
  int compared = 0;
  int outside = 0;
  for (const auto& row : golden::read("ces/ces.csv")) {
    const Index m = std::stol(row.at("season_length"));
    const auto form = static_cast<ces::Season>(std::string("NSPF").find(row.at("form")));
    const ces::Smoothing<double> theirs{number(row.at("alpha_0")), number(row.at("alpha_1")),
                                        number(row.at("beta_0")), number(row.at("beta_1"))};
    if (!is_inside(form, theirs, m)) {
      ++outside;
      continue;
    }
    const auto fitted = Ces({.season = row.at("form"), .season_length = m})
                            .fit(Series::annual(1, series.at(row.at("series"))));
    const std::string where = row.at("series") + " " + row.at("form");
    if (fitted->summary().name != "CES(" + row.at("form") + ")") continue;
    EXPECT_GE(fitted->summary().loglik, std::stod(row.at("loglik")) - kLikelihood) << where;
    ++compared;
  }
  EXPECT_GE(compared, 30);
  RecordProperty("outside", outside);
  RecordProperty("compared", compared);
}

TEST(Ces, ExampleOfTheHeaderHolds) {
  const auto fitted = Ces({.season = "N"}).fit(Series::annual(2000, {1, 2, 3, 4, 5, 6, 7, 8}));
  EXPECT_NEAR(fitted->mean(1)[0], 9.0, 0.5);
  EXPECT_EQ(fitted->summary().name, "CES(N)");
}

TEST(Ces, AutomaticChoiceTakesTheFormOfSmallestCriterion) {
  const Series series = Series::quarterly(2000, 1, quarterly(40), "q");
  const auto chosen = AutoCes().fit(series);
  double lowest = std::numeric_limits<double>::infinity();
  for (const char* form : {"N", "S", "P", "F"}) {
    lowest = std::min(lowest, Ces({.season = form}).fit(series)->summary().aicc);
  }
  EXPECT_EQ(chosen->summary().aicc, lowest);
  EXPECT_NE(chosen->summary().name, "CES(N)");
  EXPECT_EQ(AutoCes().fit(Series::annual(2000, employment()))->summary().name, "CES(N)");
}

TEST(Ces, IsBitIdenticalUnderPowersOfTwo) {
  const std::vector<double> y = quarterly(24);
  const auto base = AutoCes().fit(Series::quarterly(2000, 1, y, "s"));
  for (const int k : {-900, 5, 900}) {
    std::vector<double> scaled = y;
    for (double& v : scaled) v = std::ldexp(v, k);
    const auto other = AutoCes().fit(Series::quarterly(2000, 1, scaled, "s"));
    for (std::size_t h = 0; h < 4; ++h) EXPECT_EQ(std::ldexp(base->mean(4)[h], k), other->mean(4)[h]);
    EXPECT_EQ((base->draws(4, 30, 2).paths() * std::ldexp(1.0, k)).eval(), other->draws(4, 30, 2).paths());
  }
}

TEST(Ces, RestoresAFitBitForBitAndMovesItOn) {
  for (const char* form : {"N", "S", "P", "F"}) {
    for (const Series& series :
         {Series::quarterly(2000, 1, quarterly(40), "q").with_break(dubao::time::Period::quarterly(2005, 1)),
          Series::annual(2000, {3, 1, 2}, "short")}) {
      const Ces model({.season = form});
      const auto first = model.fit(series);
      const auto again = model.fit_with_parameters(series, {}, first->summary().params);
      EXPECT_EQ(first->mean(6), again->mean(6)) << form;
      EXPECT_EQ(first->draws(5, 20, 3).paths(), again->draws(5, 20, 3).paths()) << form;
      EXPECT_EQ(first->summary().params, again->summary().params) << form;
      const double loglik = first->summary().loglik;
      EXPECT_TRUE(std::isnan(loglik) || loglik == again->summary().loglik);
    }
  }
  const auto head = AutoCes().fit(Series::annual(2000, employment()).head(10));
  const auto held =
      AutoCes().fit_with_parameters(Series::annual(2000, employment()), {}, head->summary().params);
  EXPECT_EQ(parameter(*held, "alpha_0"), parameter(*head, "alpha_0"));
  EXPECT_THROW((void)AutoCes().fit_with_parameters(Series::annual(2000, employment()), {},
                                                   {{"alpha_0", 1.5}, {"alpha_1", 9.0}}),
               InputError);
}

TEST(Ces, ServesEveryLengthAndEveryMonster) {
  std::vector<std::vector<double>> monsters;
  for (int n = 1; n <= 24; ++n) monsters.push_back(quarterly(n));
  monsters.push_back(std::vector<double>(16, 0.0));
  monsters.push_back(std::vector<double>(16, 7.0));
  std::vector<double> one = quarterly(20);
  for (double& v : one) v = -v;
  monsters.push_back(one);
  one = quarterly(20);
  one[9] = 1e6;
  monsters.push_back(one);
  one = quarterly(20);
  for (const std::size_t t : {0U, 6U, 7U, 19U}) one[t] = kMissing;
  monsters.push_back(one);
  one.clear();
  for (int t = 0; t < 20; ++t) one.push_back(t % 2 == 0 ? 1e300 : -1e300);
  monsters.push_back(one);
  one.clear();
  for (int t = 0; t < 20; ++t) one.push_back(std::exp(0.5 * t));
  monsters.push_back(one);
  for (const auto& values : monsters) {
    for (const char* form : {"N", "S", "P", "F", "auto"}) {
      const Series series = Series::quarterly(2000, 1, values);
      const auto fitted =
          std::string(form) == "auto" ? AutoCes().fit(series) : Ces({.season = form}).fit(series);
      for (const double mean : fitted->mean(10)) EXPECT_TRUE(std::isfinite(mean)) << form << values.size();
      EXPECT_TRUE(fitted->draws(10, 30, 1).paths().allFinite()) << form << values.size();
      EXPECT_FALSE(fitted->summary().notes.empty());
    }
  }
  EXPECT_THROW((void)AutoCes().fit(Series::annual(2000, {kMissing})), InputError);
  EXPECT_THROW((void)Ces({.season = "Q"}), InputError);
  EXPECT_THROW((void)AutoCes({.season_length = -1}), InputError);
}

TEST(Ces, UncalibratedIntervalsCoverWhatTheModelSimulates) {
  constexpr Index kSeries = 300;
  constexpr Index kHorizon = 4;
  for (const Index n : {15, 20, 30}) {
    int inside = 0;
    for (Index s = 0; s < kSeries; ++s) {
      RandomStream random(5, static_cast<std::uint64_t>(n), static_cast<std::uint64_t>(s));
      const ces::Smoothing<double> p{1.2 + 0.6 * random.uniform(), 0.95 + 0.1 * random.uniform(), 0.0, 0.0};
      ces::State<double> state{{100.0}, {100.0 + 20.0 * random.normal()}, {}, {}};
      std::vector<double> y;
      for (Index t = 0; t < n + kHorizon; ++t) {
        const double error = 3.0 * random.normal();
        y.push_back(ces::predict(ces::Season::kNone, state, 0) + error);
        ces::update(ces::Season::kNone, p, error, state, 0);
      }
      const auto fitted = Ces({.season = "N"}).fit(Series::annual(1, {y.begin(), y.begin() + n}, "s"));
      const auto draws = fitted->draws(kHorizon, 400, static_cast<std::uint64_t>(s));
      for (Index h = 0; h < kHorizon; ++h) {
        const auto interval = draws.interval(h, 0.95);
        const double actual = y[static_cast<std::size_t>(n + h)];
        inside += actual >= interval.lower && actual <= interval.upper ? 1 : 0;
      }
    }
    const double cover = 100.0 * inside / static_cast<double>(kSeries * kHorizon);
    EXPECT_GE(cover, 92.0) << n;
    EXPECT_LE(cover, 97.5) << n;
  }
}

}  // namespace models_ces_test
