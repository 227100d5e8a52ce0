// SPDX-License-Identifier: Apache-2.0
#include <dubao/models/dynamic_theta.hpp>

#include "decomposition/golden.hpp"
namespace models_dynamic_theta_test {

using dubao::Index;
using dubao::InputError;
using dubao::data::Draws;
using dubao::data::kMissing;
using dubao::data::RandomStream;
using dubao::data::Series;
using dubao::models::DynamicOptimizedTheta;
using dubao::models::DynamicTheta;
using dubao::models::Fitted;
using dubao::models::Model;
using dubao::models::OptimizedTheta;
using dubao::models::Parameter;
using dubao::models::ThetaFamily;
namespace theta = dubao::models::theta;

// Allowed excess of our sum of squares over the peer's, relative.
constexpr double kSumOfSquares = 1e-8;
// Two optima are the same when the sums of squares differ by less than this share.
constexpr double kSameOptimum = 1e-5;
constexpr double kForecast = 0.05;
constexpr double kOptimum = 1e-6;

std::vector<std::unique_ptr<Model>> all(const ThetaFamily::Options& options = {}) {
  std::vector<std::unique_ptr<Model>> out;
  out.push_back(std::make_unique<OptimizedTheta>(options));
  out.push_back(std::make_unique<DynamicTheta>(options));
  out.push_back(std::make_unique<DynamicOptimizedTheta>(options));
  return out;
}

const std::vector<double>& employment() {
  static const std::vector<double> values{52.6, 49.5, 63.1, 70.2,  68.9, 75.4,
                                          83.0, 79.9, 91.2, 101.7, 99.3, 112.4};
  return values;
}

double parameter(const Fitted& fitted, const std::string& name) {
  for (const auto& [key, value] : fitted.summary().params) {
    if (key == name) return value;
  }
  return kMissing;
}

double counted_squares(const Fitted& fitted) {
  double sum = 0.0;
  for (const double r : fitted.summary().residuals) sum += std::isnan(r) ? 0.0 : r * r;
  return sum;
}

TEST(DynamicTheta, SumOfSquaresIsNeverAboveThatOfStatsforecast) {
  std::map<std::string, std::vector<double>> series;
  for (const auto& row : golden::read("ets/series.csv")) {
    series[row.at("series")].push_back(std::stod(row.at("value")));
  }
  int compared = 0;
  int same = 0;
  for (const auto& row : golden::read("theta/theta.csv")) {
    if (row.at("model") == "STM") continue;
    const std::size_t which = row.at("model") == "OTM" ? 0 : row.at("model") == "DSTM" ? 1 : 2;
    const auto model = std::move(all({.season_length = 1})[which]);
    const auto fitted = model->fit(Series::annual(1, series.at(row.at("series"))));
    const double theirs = std::stod(row.at("sum_of_squares"));
    const double ours = counted_squares(*fitted);
    const std::string where = row.at("series") + " " + row.at("model");
    EXPECT_LE(ours, theirs * (1.0 + kSumOfSquares)) << where;
    ++compared;
    if (ours < theirs * (1.0 - kSameOptimum)) continue;
    ++same;
    const double sigma = std::sqrt(fitted->summary().sigma2);
    EXPECT_NEAR(fitted->mean(6)[0], std::stod(row.at("h1")), kForecast * sigma) << where;
    EXPECT_NEAR(fitted->mean(6)[5], std::stod(row.at("h6")), 6.0 * kForecast * sigma) << where;
  }
  EXPECT_GE(compared, 90);
  EXPECT_GE(same, 30);
  RecordProperty("same", same);
}

TEST(DynamicTheta, ContinuesALineExactlyWithAFreeWeight) {
  std::vector<double> line;
  for (int t = 1; t <= 12; ++t) line.push_back(t);
  const auto fitted = DynamicOptimizedTheta().fit(Series::annual(2000, line));
  EXPECT_NEAR(fitted->mean(1)[0], 13.0, kOptimum);
  EXPECT_NEAR(fitted->mean(5)[4], 17.0, 1e-4);
}

TEST(DynamicTheta, ReportsItsNameParametersAndCertificate) {
  const auto models = all();
  EXPECT_EQ(models[0]->alias(), "OptimizedTheta");
  EXPECT_EQ(models[1]->alias(), "DynamicTheta");
  EXPECT_EQ(models[2]->alias(), "DynamicOptimizedTheta");
  for (const auto& model : models) {
    const auto fitted = model->fit(Series::annual(2000, employment()));
    EXPECT_EQ(fitted->summary().name, model->alias());
    EXPECT_GE(parameter(*fitted, "alpha"), theta::kLowestAlpha);
    EXPECT_LE(parameter(*fitted, "alpha"), theta::kHighestAlpha);
    EXPECT_GE(parameter(*fitted, "theta"), 1.0);
    EXPECT_NE(fitted->summary().notes[0].find("starts led to this optimum"), std::string::npos);
  }
  EXPECT_EQ(parameter(*models[1]->fit(Series::annual(2000, employment())), "theta"), 2.0);
}

TEST(DynamicTheta, IsBitIdenticalUnderPowersOfTwo) {
  for (const bool box_cox : {false, true}) {
    for (const auto& model : all({.box_cox = box_cox})) {
      const auto base = model->fit(Series::annual(2000, employment(), "s"));
      for (const int k : {-900, 5, 900}) {
        std::vector<double> scaled = employment();
        for (double& v : scaled) v = std::ldexp(v, k);
        const auto other = model->fit(Series::annual(2000, scaled, "s"));
        for (std::size_t h = 0; h < 4; ++h) EXPECT_EQ(std::ldexp(base->mean(4)[h], k), other->mean(4)[h]);
        EXPECT_EQ((base->draws(4, 30, 2).paths() * std::ldexp(1.0, k)).eval(),
                  other->draws(4, 30, 2).paths());
      }
    }
  }
}

TEST(DynamicTheta, RestoresAFitBitForBitAndMovesItOn) {
  std::vector<double> quarterly;
  const double pattern[] = {1.2, 0.9, 0.7, 1.2};
  for (int t = 0; t < 32; ++t) quarterly.push_back((50.0 + t + 3.0 * ((t * 7) % 5)) * pattern[t % 4]);
  for (const bool box_cox : {false, true}) {
    for (const auto& model : all({.box_cox = box_cox})) {
      for (const Series& series :
           {Series::annual(2000, employment(), "s").with_break(2004),
            Series::quarterly(2010, 1, quarterly, "q"), Series::annual(2000, {1, 2, 1, 3, 2}, "short")}) {
        const auto first = model->fit(series);
        const auto again = model->fit_with_parameters(series, {}, first->summary().params);
        EXPECT_EQ(first->mean(5), again->mean(5)) << model->alias();
        EXPECT_EQ(first->draws(5, 20, 3).paths(), again->draws(5, 20, 3).paths());
        EXPECT_EQ(first->summary().params, again->summary().params);
        EXPECT_EQ(first->summary().sigma2, again->summary().sigma2);
      }
      const Series head = Series::annual(2000, employment(), "s").head(10);
      const auto held = model->fit_with_parameters(Series::annual(2000, employment(), "s"), {},
                                                   model->fit(head)->summary().params);
      EXPECT_EQ(parameter(*held, "alpha"), parameter(*model->fit(head), "alpha"));
      EXPECT_NE(held->mean(1), model->fit(head)->mean(3));
    }
  }
  EXPECT_THROW((void)DynamicTheta().fit_with_parameters(Series::annual(2000, employment()), {},
                                                        {{"theta", 2.0}, {"nonsense", 1.0}}),
               InputError);
}

TEST(DynamicTheta, ServesEveryLengthAndEveryMonster) {
  std::vector<std::vector<double>> monsters;
  std::vector<double> growing;
  for (const double value : employment()) {
    growing.push_back(value);
    monsters.push_back(growing);
  }
  monsters.push_back(std::vector<double>(12, 0.0));
  monsters.push_back(std::vector<double>(12, 7.0));
  std::vector<double> one = employment();
  for (double& v : one) v = -v;
  monsters.push_back(one);
  one = employment();
  one[5] = 1e6;
  monsters.push_back(one);
  one = employment();
  for (const std::size_t t : {0U, 4U, 11U}) one[t] = kMissing;
  monsters.push_back(one);
  one.clear();
  for (int t = 0; t < 12; ++t) one.push_back(t % 2 == 0 ? 1e300 : -1e300);
  monsters.push_back(one);
  one.clear();
  for (int t = 0; t < 20; ++t) one.push_back(std::exp(0.5 * t));
  monsters.push_back(one);
  for (const auto& values : monsters) {
    for (const bool box_cox : {false, true}) {
      for (const auto& model : all({.box_cox = box_cox})) {
        const auto fitted = model->fit(Series::annual(2000, values));
        for (const double mean : fitted->mean(10)) EXPECT_TRUE(std::isfinite(mean));
        EXPECT_TRUE(fitted->draws(10, 40, 1).paths().allFinite());
        EXPECT_FALSE(fitted->summary().notes.empty());
      }
    }
  }
  EXPECT_THROW((void)DynamicTheta().fit(Series::annual(2000, {kMissing})), InputError);
  EXPECT_THROW((void)DynamicTheta({.season_length = -1}), InputError);
}

TEST(DynamicTheta, ContinuesTheLastDefinitionAfterABreak) {
  std::vector<double> values = employment();
  for (std::size_t t = 8; t < values.size(); ++t) values[t] += 300.0;
  for (const auto& model : all()) {
    const auto broken = model->fit(Series::annual(2000, values).with_break(2008));
    const auto whole = model->fit(Series::annual(2000, employment()));
    EXPECT_NEAR(broken->mean(1)[0] - 300.0, whole->mean(1)[0], 12.0);
    EXPECT_LT(std::abs(broken->summary().residuals[8]), 40.0);
  }
}

TEST(DynamicTheta, SaysThatStandardErrorsAreNotUsed) {
  const auto series = Series::annual(2000, employment()).with_standard_errors(std::vector<double>(12, 2.0));
  const auto fitted = DynamicTheta().fit(series);
  bool said = false;
  for (const std::string& note : fitted->summary().notes) {
    said = said || note.find("standard errors are not used") != std::string::npos;
  }
  EXPECT_TRUE(said);
}

// Values of the dynamic model itself with the given weight.
std::vector<double> simulate(Index n, Index horizon, double alpha, double weight, RandomStream& random) {
  theta::RunningLine line;
  double level = 100.0;
  std::vector<double> out;
  for (Index t = 1; t <= n + horizon; ++t) {
    const double time = static_cast<double>(t);
    double mean = level + weight * theta::line_term(alpha, time, line.intercept(), line.slope());
    // The line is laid down by three values of a steady growth: the model has no stationary start.
    if (t <= 3) mean = 100.0 + 2.0 * time;
    const double z = mean + random.normal();
    level += alpha * (z - level);
    line.add(time, z);
    out.push_back(z);
  }
  return out;
}

TEST(DynamicTheta, UncalibratedIntervalsCoverWhatTheModelSimulates) {
  constexpr Index kSeries = 400;
  constexpr Index kHorizon = 4;
  for (const bool optimized : {false, true}) {
    const auto model = std::move(all()[optimized ? 2 : 1]);
    for (const Index n : {15, 20, 30}) {
      int inside = 0;
      for (Index s = 0; s < kSeries; ++s) {
        RandomStream random(7, static_cast<std::uint64_t>(n), static_cast<std::uint64_t>(s));
        const double weight = optimized ? 0.3 + 0.5 * random.uniform() : 0.5;
        const std::vector<double> values =
            simulate(n, kHorizon, 0.2 + 0.6 * random.uniform(), weight, random);
        const auto fitted = model->fit(Series::annual(1, {values.begin(), values.begin() + n}, "s"));
        const Draws draws = fitted->draws(kHorizon, 400, static_cast<std::uint64_t>(s));
        for (Index h = 0; h < kHorizon; ++h) {
          const auto interval = draws.interval(h, 0.95);
          const double actual = values[static_cast<std::size_t>(n + h)];
          inside += actual >= interval.lower && actual <= interval.upper ? 1 : 0;
        }
      }
      const double cover = 100.0 * inside / static_cast<double>(kSeries * kHorizon);
      EXPECT_GE(cover, 92.0) << n << ' ' << optimized;
      EXPECT_LE(cover, 97.0) << n << ' ' << optimized;
    }
  }
}

}  // namespace models_dynamic_theta_test
