// SPDX-License-Identifier: Apache-2.0
#include <dubao/models/growth.hpp>

#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <string>
#include <vector>

namespace models_growth_test {

using namespace dubao;
using models::GrowthCurve;
using models::growth::Shape;
using models::growth::Vector4;

constexpr double kExact = 1e-5;

std::map<std::string, double> params(const models::Fitted& fitted) {
  std::map<std::string, double> out;
  for (const auto& [name, value] : fitted.summary().params) out[name] = value;
  return out;
}
std::vector<double> values(Shape shape, const Vector4& x, int n, double sigma, std::uint64_t seed,
                           std::uint64_t key = 77) {
  std::vector<double> out;
  data::RandomStream stream(7, key, seed);
  for (int t = 0; t < n; ++t) {
    const double noise = sigma > 0.0 ? sigma * stream.normal() : 0.0;
    out.push_back(std::max(0.0, models::growth::curve(shape, static_cast<double>(t), x.data()) + noise));
  }
  return out;
}
bool has_note(const models::Fitted& fitted, const std::string& text) {
  for (const std::string& note : fitted.summary().notes) {
    if (note.find(text) != std::string::npos) return true;
  }
  return false;
}
const Vector4 kLogistic{std::log(80.0), 4.0, std::log(0.5), 0.0};

TEST(GrowthCurve, ExactLogisticDataGiveTheirParametersAndTheirFuture) {
  const auto fitted =
      GrowthCurve().fit(data::Series::annual(2010, values(Shape::kLogistic, kLogistic, 12, 0.0, 1)));
  auto p = params(*fitted);
  EXPECT_NEAR(p["ceiling"], 80.0, 80.0 * kExact);
  EXPECT_NEAR(p["midpoint"], 4.0, kExact);
  EXPECT_NEAR(p["rate"], 0.5, kExact);
  const auto mean = fitted->mean(3);
  for (int h = 0; h < 3; ++h) {
    EXPECT_NEAR(mean[static_cast<std::size_t>(h)],
                models::growth::curve(Shape::kLogistic, 12.0 + h, kLogistic.data()), 0.01);
  }
}

// What the intervals promise: 1,000 replications of designs that reach past the inflection. With 95 % and 1,000
// replications the Monte Carlo standard error is 0.7 points.
struct Design {
  const char* name;
  Shape shape;
  Vector4 x;
  int n;
  double sigma;
  double quantile;  // 97.5 % of Student's t with n - 3 degrees of freedom
};

TEST(GrowthCurve, NinetyFivePercentIntervalsCoverNinetyThreeToNinetySevenPercentPastTheInflection) {
  const Design designs[] = {
      {"logistic25", Shape::kLogistic, {std::log(80.0), 10.0, std::log(0.35), 0.0}, 25, 1.5, 2.074},
      {"gompertz25", Shape::kGompertz, {std::log(80.0), 8.0, std::log(0.25), 0.0}, 25, 1.5, 2.074},
      {"asym20", Shape::kAsymptotic, {std::log(80.0), std::log(20.0), std::log(0.15), 0.0}, 20, 1.5, 2.110},
  };
  constexpr int kReplications = 1000;
  constexpr Index kDraws = 1000;
  for (const Design& design : designs) {
    const std::string name = design.name;
    int ceiling = 0;
    int rate = 0;
    int ahead = 0;
    double squares = 0.0;
    for (int k = 0; k < kReplications; ++k) {
      const auto seed = static_cast<std::uint64_t>(k);
      std::vector<double> y =
          values(design.shape, design.x, design.n + 5, design.sigma, seed, data::hash_key(name));
      const std::vector<double> future(y.end() - 5, y.end());
      y.resize(static_cast<std::size_t>(design.n));
      const auto fitted = GrowthCurve({.shape = design.shape}).fit(data::Series::annual(2000, y, "a"));
      auto p = params(*fitted);
      ASSERT_TRUE(p.count("ceiling_lower") == 1 && p.count("ceiling_upper") == 1) << name;
      ceiling += p["ceiling_lower"] <= 80.0 && 80.0 <= p["ceiling_upper"] ? 1 : 0;
      const double z = (p["rate"] - std::exp(design.x[2])) / p["rate_se"];
      squares += z * z / kReplications;
      rate += std::abs(z) <= design.quantile ? 1 : 0;
      const data::Draws draws = fitted->draws(5, kDraws, seed);
      for (Index h = 0; h < 5; ++h) {
        const data::Interval interval = draws.interval(h, 0.95);
        const double value = future[static_cast<std::size_t>(h)];
        ahead += interval.lower <= value && value <= interval.upper ? 1 : 0;
      }
    }
    for (const auto& [what, count] :
         {std::pair{"ceiling", ceiling}, {"rate", rate}, {"next five values", ahead / 5}}) {
      std::printf("[ cover    ] %s, %s: %.1f %%\n", name.c_str(), what, count / 10.0);
      EXPECT_GE(count, 930) << name << ' ' << what;
      EXPECT_LE(count, 970) << name << ' ' << what;
    }
    EXPECT_NEAR(squares, 1.1, 0.15) << name;  // variance of Student's t: 22/20
  }
}

TEST(GrowthCurve, BeforeTheInflectionTheCeilingIsSaidNotToBeIdentified) {
  const Vector4 early{std::log(80.0), 14.0, std::log(0.35), 0.0};
  const auto fitted =
      GrowthCurve().fit(data::Series::annual(2010, values(Shape::kLogistic, early, 11, 0.5, 3)));
  auto p = params(*fitted);
  EXPECT_EQ(p.count("ceiling_upper"), 0U);
  EXPECT_EQ(p.count("ceiling_lower"), 1U);
  EXPECT_LT(p["ceiling_lower"], 80.0);
  EXPECT_TRUE(has_note(*fitted, "ceiling not identified"));
}

TEST(GrowthCurve, PathsStayBetweenZeroAndTheGivenCeiling) {
  const std::vector<double> y{62, 70, 79, 83, 90, 92, 95.5, 96, 98, 97.5};
  for (const bool known : {true, false}) {
    GrowthCurve::Options options;
    (known ? options.ceiling : options.limit) = 100.0;
    const auto fitted = GrowthCurve(options).fit(data::Series::annual(2010, y));
    const data::Draws draws = fitted->draws(10, 2000, 1);
    EXPECT_LE(draws.paths().maxCoeff(), 100.0);
    EXPECT_GE(draws.paths().minCoeff(), 0.0);
    EXPECT_GT(draws.quantile(0, 0.975) - draws.quantile(0, 0.025), 0.5);
    if (known) {
      EXPECT_EQ(params(*fitted)["ceiling"], 100.0);
    }
  }
}

TEST(GrowthCurve, AFitIsRestoredToTheLastBitAndMovesOnWithItsParameters) {
  for (const Shape shape : {Shape::kLogistic, Shape::kRichards, Shape::kBass, Shape::kAsymptotic}) {
    Vector4 x = kLogistic;
    if (shape == Shape::kBass) x = {std::log(80.0), std::log(0.02), std::log(0.4), 0.0};
    if (shape == Shape::kAsymptotic) x = {std::log(80.0), std::log(20.0), std::log(0.2), 0.0};
    const auto series = data::Series::annual(2010, values(shape, x, 14, 1.0, 5), "s");
    const GrowthCurve model({.shape = shape});
    const auto fitted = model.fit(series);
    const auto again = model.fit_with_parameters(series, {}, fitted->summary().params);
    EXPECT_EQ(again->summary().params, fitted->summary().params);
    EXPECT_EQ(again->mean(4), fitted->mean(4));
    EXPECT_TRUE((again->draws(4, 50, 9).paths().array() == fitted->draws(4, 50, 9).paths().array()).all());
    auto wrong = fitted->summary().params;
    wrong.emplace_back("drift2", 1.0);
    EXPECT_THROW((void)model.fit_with_parameters(series, {}, wrong), InputError);
  }
}

TEST(GrowthCurve, KnownStandardErrorsAreSetApartFromDeviations) {
  const auto y = values(Shape::kLogistic, {std::log(80.0), 8.0, std::log(0.4), 0.0}, 20, 2.0, 11);
  const auto plain = GrowthCurve().fit(data::Series::annual(2005, y));
  const auto sampled = GrowthCurve().fit(
      data::Series::annual(2005, y).with_standard_errors(std::vector<double>(y.size(), 2.0)));
  EXPECT_LT(params(*sampled)["sigma"], params(*plain)["sigma"]);
  const auto wide = plain->draws(1, 2000, 1).interval(0, 0.95);
  const auto narrow = sampled->draws(1, 2000, 1).interval(0, 0.95);
  EXPECT_LT(narrow.upper - narrow.lower, wide.upper - wide.lower);
  EXPECT_EQ(sampled->draws(1, 10, 1).target(), data::Target::kSignal);
}

TEST(GrowthCurve, ShortFallingAndNegativeSeriesGetTheDampedDriftInsideTheBounds) {
  const GrowthCurve model({.ceiling = 100.0});
  for (const std::vector<double>& y :
       {std::vector<double>{97.0}, {90.0, 99.0, 99.9}, {90.0, 70.0, 50.0, 30.0, 20.0, 5.0}}) {
    const auto fitted = model.fit(data::Series::annual(2015, y));
    EXPECT_TRUE(has_note(*fitted, "no growth curve"));
    const auto paths = fitted->draws(10, 500, 1).paths();
    EXPECT_LE(paths.maxCoeff(), 100.0);
    EXPECT_GE(paths.minCoeff(), 0.0);
    const auto series = data::Series::annual(2015, y);
    EXPECT_EQ(model.fit_with_parameters(series, {}, fitted->summary().params)->mean(2), fitted->mean(2));
  }
  const auto negative = GrowthCurve().fit(data::Series::annual(2015, {-5.0, -3.0, 0.0, 2.0, 4.0, 5.0, 6.0}));
  EXPECT_TRUE(has_note(*negative, "a value is negative"));
  EXPECT_TRUE(std::isfinite(negative->mean(5)[4]));
}

TEST(GrowthCurve, OnlyTheLastDefinitionIsFitted) {
  std::vector<double> y{300.0, 310.0, 305.0};
  for (const double v : values(Shape::kLogistic, kLogistic, 12, 0.0, 1)) y.push_back(v);
  const auto fitted = GrowthCurve().fit(data::Series::annual(2007, y).with_break(2010));
  EXPECT_NEAR(params(*fitted)["ceiling"], 80.0, 80.0 * kExact);
  EXPECT_NEAR(params(*fitted)["midpoint"], 7.0, kExact);
  EXPECT_TRUE(std::isnan(fitted->summary().fitted_values[0]));
  EXPECT_TRUE(has_note(*fitted, "only the last definition"));
}

TEST(GrowthCurve, ACeilingBelowAValueOrNotPositiveIsRefused) {
  try {
    (void)GrowthCurve({.ceiling = 50.0}).fit(data::Series::annual(2010, {10, 20, 40, 51, 55, 60}, "s"));
    FAIL();
  } catch (const InputError& error) {
    EXPECT_EQ(error.id(), "E-GRO-002");
    EXPECT_EQ(error.problems().front().series, "s");
  }
  EXPECT_THROW(GrowthCurve({.ceiling = -1.0}), InputError);
  EXPECT_THROW(GrowthCurve({.limit = 0.0}), InputError);
}

TEST(GrowthCurve, TheLikelihoodIsThatOfNormalErrorsAboutTheCurve) {
  const auto y = values(Shape::kLogistic, kLogistic, 14, 1.0, 5);
  const auto fitted = GrowthCurve().fit(data::Series::annual(2010, y));
  double squares = 0.0;
  for (const double r : fitted->summary().residuals) squares += r * r;
  const double expected = -7.0 * (std::log(2.0 * M_PI * squares / 14.0) + 1.0);
  EXPECT_NEAR(fitted->summary().loglik, expected, 1e-9);
  EXPECT_NEAR(fitted->summary().aic, -2.0 * expected + 8.0, 1e-9);
  EXPECT_NEAR(fitted->summary().sigma2, squares / 11.0, 1e-9);
}

}  // namespace models_growth_test
