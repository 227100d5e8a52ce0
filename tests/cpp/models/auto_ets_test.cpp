// SPDX-License-Identifier: Apache-2.0
#include <dubao/models/auto_ets.hpp>

namespace models_auto_ets_test {

using dubao::InputError;
using dubao::data::Draws;
using dubao::data::Series;
using dubao::models::AutoEts;

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

std::unique_ptr<dubao::models::Fitted> fit(const Series& series, AutoEts::Options options = {}) {
  return AutoEts(std::move(options)).fit(series);
}
std::string id_of_refusal(AutoEts::Options options) {
  try {
    (void)AutoEts(std::move(options));
  } catch (const InputError& error) {
    return error.id();
  }
  return {};
}

TEST(AutoEts, ExampleOfTheHeaderHolds) {
  const auto flat = fit(Series::annual(2000, {0, 0.2, -0.1, 0.1, 0, 0.1, -0.2, 0, 0.2, 0}));
  EXPECT_EQ(flat->summary().name, "ETS(A,N,N)");
  EXPECT_EQ(AutoEts().alias(), "AutoETS");
}

TEST(AutoEts, KeepsTheFormWithTheSmallestCriterionAndSaysAmongHowMany) {
  const Series series = Series::annual(2000, employment());
  const auto chosen = fit(series);
  EXPECT_TRUE(has_note(chosen->summary(), "chosen by AICc among 6 form(s)"));
  bool found = false;
  for (const char* form : {"ANN", "AAN", "MNN", "MAN"}) {
    for (const bool damped : {false, true}) {
      const auto one = fit(series, {.form = form, .damped = damped});
      EXPECT_LE(chosen->summary().aicc, one->summary().aicc) << one->summary().name;
      found = found || chosen->summary().name == one->summary().name;
    }
  }
  EXPECT_TRUE(found);
}

TEST(AutoEts, LettersAndDampingNarrowTheChoice) {
  const Series series = Series::annual(2000, employment());
  EXPECT_EQ(fit(series, {.form = "MAN", .damped = true})->summary().name, "ETS(M,Ad,N)");
  EXPECT_EQ(fit(series, {.form = "AAN", .damped = false})->summary().name, "ETS(A,A,N)");
  EXPECT_EQ(fit(series, {.form = "ANZ"})->summary().name, "ETS(A,N,N)");
}

TEST(AutoEts, RefusesAFormThatIsNoneASeasonBelowZeroAndBoundsOutOfOrder) {
  for (const char* form : {"", "ZZ", "ZZZZ", "NZZ", "ZZX", "zzz", "AMN", "AZM", "ZMA"}) {
    EXPECT_EQ(id_of_refusal({.form = form}), "E-ETS-004") << form;
  }
  EXPECT_EQ(id_of_refusal({.season_length = -1}), "E-ETS-003");
  EXPECT_EQ(id_of_refusal({.region = {.lowest = 0.9, .highest = 0.1}}), "E-ETS-005");
  EXPECT_EQ(id_of_refusal({.form = "MAM"}), "");
}

TEST(AutoEts, TakesMultiplicativeTrendsOnRequestOnly) {
  std::vector<double> values;
  for (int t = 0; t < 24; ++t) values.push_back(10.0 * std::pow(1.2, t) * (t % 2 == 0 ? 1.01 : 0.99));
  const Series series = Series::annual(2000, values);
  EXPECT_EQ(fit(series)->summary().name.find("M,M"), std::string::npos);
  const auto growing = fit(series, {.multiplicative_trend = true});
  EXPECT_EQ(growing->summary().name, "ETS(M,M,N)");
  EXPECT_NEAR(growing->mean(1)[0] / values.back(), 1.2, 0.03);
  EXPECT_EQ(fit(series, {.form = "MMN", .damped = true})->summary().name, "ETS(M,Md,N)");
}

TEST(AutoEts, ModelsWeeksOfTheYear) {
  constexpr double kPi = 3.14159265358979;
  constexpr double kNoise = 3.0;  // three standard deviations of the noise
  const auto season = [](int t) { return 100.0 + 20.0 * std::sin(2.0 * kPi * t / 52.0); };
  std::vector<double> values;
  for (int t = 0; t < 156; ++t) {
    dubao::data::RandomStream noise(1, 2, static_cast<std::uint64_t>(t));
    values.push_back(season(t) + noise.normal());
  }
  const auto fitted = fit(Series::annual(1, values), {.season_length = 52, .form = "AZA"});
  EXPECT_EQ(fitted->summary().name.substr(fitted->summary().name.size() - 2), "A)");
  const auto mean = fitted->mean(52);
  for (int h = 0; h < 52; ++h) EXPECT_NEAR(mean[static_cast<std::size_t>(h)], season(h), kNoise) << h;
}

TEST(AutoEts, RefusesASeriesWithoutAnObservedValue) {
  EXPECT_THROW((void)fit(Series::annual(2000, {dubao::data::kMissing, dubao::data::kMissing})), InputError);
}

TEST(AutoEts, DoesWithoutRelativeErrorsForValuesThatAreNotPositive) {
  const auto fitted = fit(Series::annual(2000, {1, 0, 2, -3, 2, 1, 0, 2, 1}));
  EXPECT_EQ(fitted->summary().name.substr(0, 5), "ETS(A");
}

TEST(AutoEts, IsBitIdenticalUnderPowersOfTwo) {
  const auto base = fit(Series::annual(2000, employment(), "s"));
  for (const int k : {-900, -3, 7, 900}) {
    std::vector<double> scaled = employment();
    for (double& v : scaled) v = std::ldexp(v, k);
    const auto other = fit(Series::annual(2000, scaled, "s"));
    EXPECT_EQ(other->summary().name, base->summary().name);
    const auto a = base->mean(5);
    const auto b = other->mean(5);
    for (std::size_t h = 0; h < a.size(); ++h) EXPECT_EQ(std::ldexp(a[h], k), b[h]);
    const Draws p = base->draws(5, 40, 3);
    const Draws q = other->draws(5, 40, 3);
    EXPECT_EQ((p.paths() * std::ldexp(1.0, k)).eval(), q.paths());
  }
}

TEST(AutoEts, ForecastsConstantSeriesExactly) {
  for (const double value : {0.0, 5.0, 0.1, -3.0, 1e300}) {
    const auto fitted = fit(Series::annual(2000, std::vector<double>(9, value)));
    EXPECT_EQ(fitted->mean(4), std::vector<double>(4, value));
    EXPECT_EQ(fitted->draws(4, 20, 1).paths().maxCoeff(), value);
    EXPECT_EQ(fitted->draws(4, 20, 1).paths().minCoeff(), value);
  }
}

TEST(AutoEts, ServesTheLargestAndSmallestNumbers) {
  for (const double scale : {1e-300, 1e300}) {
    std::vector<double> scaled = employment();
    for (double& v : scaled) v *= scale / 100.0;
    const auto fitted = fit(Series::annual(2000, scaled));
    for (const double mean : fitted->mean(5)) {
      EXPECT_TRUE(std::isfinite(mean));
      EXPECT_GT(mean, 0.5 * scale);
      EXPECT_LT(mean, 3.0 * scale);
    }
    EXPECT_TRUE(std::isfinite(fitted->summary().loglik));
  }
}

TEST(AutoEts, OneOutlierDoesNotExplodeTheForecast) {
  std::vector<double> wild = employment();
  wild[6] *= 100.0;
  const auto fitted = fit(Series::annual(2000, wild));
  for (const double mean : fitted->mean(20)) EXPECT_LT(std::abs(mean), 1e5);
}

TEST(AutoEts, SameSeedSameBits) {
  const auto a = fit(Series::annual(2000, employment(), "a"));
  const auto b = fit(Series::annual(2000, employment(), "a"));
  EXPECT_EQ(a->draws(4, 30, 9).paths(), b->draws(4, 30, 9).paths());
  EXPECT_EQ(a->draws(4, 30, 9).paths().topRows(10), a->draws(4, 10, 9).paths());
  EXPECT_NE(a->draws(4, 30, 9).paths(), a->draws(4, 30, 10).paths());
}

TEST(AutoEts, FindsTheSeasonOfAQuarterlySeries) {
  std::vector<double> values;
  const double pattern[] = {1.2, 0.9, 0.7, 1.2};
  const double noise[] = {0.5, -0.4, 0.2, -0.1, 0.3, -0.6, 0.1};
  for (int t = 0; t < 32; ++t) values.push_back((50.0 + t) * pattern[t % 4] + noise[t % 7]);
  const auto fitted = fit(Series::quarterly(2016, 1, values));
  EXPECT_EQ(fitted->summary().name.substr(fitted->summary().name.size() - 2), "M)");
  const auto mean = fitted->mean(8);
  for (std::size_t h = 0; h < 8; ++h) {
    EXPECT_NEAR(mean[h], (82.0 + static_cast<double>(h)) * pattern[h % 4], 3.0) << h;
  }
  const auto without = fit(Series::quarterly(2016, 1, values), {.season_length = 1});
  EXPECT_EQ(without->summary().name.substr(without->summary().name.size() - 2), "N)");
}

}  // namespace models_auto_ets_test
