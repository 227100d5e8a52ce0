// SPDX-License-Identifier: Apache-2.0
#include <dubao/labour/evaluation.hpp>

#include "labour/support.hpp"

namespace labour_evaluation_test {

using namespace dubao;          // NOLINT: a test
using namespace dubao::labour;  // NOLINT: a test
using labour::testing::Ids;
using labour::testing::kExact;
using labour::testing::problem_ids;

OutturnCase one(std::string key, std::string group, double base, double forecast, double actual) {
  OutturnCase out;
  out.key = std::move(key);
  out.group = std::move(group);
  out.base = base;
  out.forecast = forecast;
  out.actual = actual;
  return out;
}

// Two groups of ten occupations with draws, standard errors and everything else known.
std::vector<OutturnCase> random_cases(double unit, std::uint64_t seed = 1) {
  data::RandomStream stream(seed, 7, 7);
  std::vector<OutturnCase> out;
  for (int g = 0; g < 2; ++g) {
    for (int o = 0; o < 10; ++o) {
      const double base = 50.0 + 100.0 * stream.uniform();
      OutturnCase c =
          one("o" + std::to_string(o), g == 0 ? "g" : "h", unit * base,
              unit * base * std::exp(0.2 * stream.normal()), unit * base * std::exp(0.2 * stream.normal()));
      c.before = unit * base * std::exp(0.1 * stream.normal());
      c.steps = 5;
      c.scale = unit * 3.0;
      c.standard_error = unit * 4.0;
      c.filtered = c.actual + unit * 2.0 * stream.normal();
      for (int d = 0; d < 200; ++d) c.draws.push_back(c.forecast * std::exp(0.2 * stream.normal()));
      out.push_back(std::move(c));
    }
  }
  return out;
}

TEST(Evaluation, ExampleOfTheHeaderHolds) {
  const Evaluation found = evaluate_outturns({one("a", "g", 100, 120, 110), one("b", "g", 100, 90, 100)});
  EXPECT_NEAR(found.scores[0].wape, 20.0 / 210.0, kExact);
  EXPECT_NEAR(found.scores[0].mape, 0.5 * (1.0 / 11.0 + 0.1), kExact);
  EXPECT_NEAR(found.scores[1].wape, 10.0 / 210.0, kExact);
  EXPECT_NEAR(found.scores[1].skill, -1.0, kExact);
  EXPECT_NEAR(found.cases[0].absolute_percentage_error, 1.0 / 11.0, kExact);
  EXPECT_EQ(found.cases[0].direction_hit, 1.0);
  EXPECT_EQ(found.cases[1].direction_hit, 0.0);
  EXPECT_EQ(found.noise.cases, 0);
  EXPECT_TRUE(found.scores_filtered.empty());
}

TEST(Evaluation, APerfectForecastIsPerfectInEveryMeasure) {
  std::vector<OutturnCase> cases = random_cases(1.0);
  for (OutturnCase& c : cases) {
    c.forecast = c.actual;
    c.draws.assign(50, c.actual);
  }
  const Evaluation found = evaluate_outturns(cases);
  const MethodScores& s = found.scores[0];
  for (const double zero :
       {s.mean_absolute_error, s.mean_error, s.mape, s.median_ape, s.wape, s.mase, s.crps, s.dissimilarity}) {
    EXPECT_NEAR(zero, 0.0, kExact);
  }
  EXPECT_EQ(s.direction_hit_rate, 1.0);
  EXPECT_EQ(s.faster_hit_rate, 1.0);
  for (const double cover : s.cover) EXPECT_EQ(cover, 1.0);
  EXPECT_EQ(found.scores[1].skill, 1.0);
  EXPECT_EQ(found.scores[1].wins, 1.0);
  EXPECT_EQ(found.noise.root_mean_square, 0.0);
}

TEST(Evaluation, SharesAndRatesDoNotDependOnTheUnit) {
  const Evaluation one_unit = evaluate_outturns(random_cases(1.0));
  const Evaluation other = evaluate_outturns(random_cases(1e-3));
  ASSERT_EQ(one_unit.scores.size(), other.scores.size());
  constexpr double kUnit = 1e-9;
  for (std::size_t m = 0; m < other.scores.size(); ++m) {
    const MethodScores& a = one_unit.scores[m];
    const MethodScores& b = other.scores[m];
    EXPECT_NEAR(a.mape, b.mape, kUnit);
    EXPECT_NEAR(a.wape, b.wape, kUnit);
    EXPECT_NEAR(a.mase, b.mase, kUnit);
    EXPECT_NEAR(a.dissimilarity, b.dissimilarity, kUnit);
    EXPECT_EQ(a.direction_hit_rate, b.direction_hit_rate);
    EXPECT_EQ(a.faster_hit_rate, b.faster_hit_rate);
    EXPECT_NEAR(a.crps, 1e3 * b.crps, kUnit * a.crps);
    EXPECT_EQ(a.cover, b.cover);
    EXPECT_EQ(a.cover_with_noise, b.cover_with_noise);
  }
  EXPECT_NEAR(one_unit.noise.wape_of_noise, other.noise.wape_of_noise, kUnit);
}

TEST(Evaluation, SamplingErrorWidensTheIntervalsThatPublishedFiguresAreHeldAgainst) {
  // Draws of the truth, published figures with sampling error as large as the spread: cover needs the noise.
  data::RandomStream stream(2, 7, 7);
  std::vector<OutturnCase> cases;
  for (int o = 0; o < 400; ++o) {
    const double truth = 1000.0 + 50.0 * stream.normal();
    OutturnCase c = one("o" + std::to_string(o), "g", 1000, 1000, truth + 50.0 * stream.normal());
    c.standard_error = 50.0;
    for (int d = 0; d < 400; ++d) c.draws.push_back(1000.0 + 50.0 * stream.normal());
    cases.push_back(std::move(c));
  }
  const MethodScores s = evaluate_outturns(cases, {}, {.levels = {0.8}}).scores[0];
  EXPECT_LT(s.cover[0], 0.7);
  EXPECT_NEAR(s.cover_with_noise[0], 0.8, 0.06);
}

TEST(Evaluation, FilteredOutturnsGiveASecondTable) {
  std::vector<OutturnCase> cases = random_cases(1.0);
  for (OutturnCase& c : cases) c.filtered = c.forecast;
  cases[0].filtered = data::kMissing;
  const Evaluation found = evaluate_outturns(cases);
  ASSERT_EQ(found.scores_filtered.size(), found.scores.size());
  EXPECT_EQ(found.scores_filtered[0].cases, 19);
  EXPECT_NEAR(found.scores_filtered[0].wape, 0.0, kExact);
  EXPECT_GT(found.scores[0].wape, 0.05);
}

TEST(Evaluation, CasesWithoutAnOutturnAreCountedAndLeftOut) {
  std::vector<OutturnCase> cases = random_cases(1.0);
  cases[3].actual = data::kMissing;
  const Evaluation found = evaluate_outturns(cases, {{"published", std::vector<double>(20, 100.0)}});
  EXPECT_EQ(found.left_out, 1);
  EXPECT_EQ(found.cases.size(), 19U);
  EXPECT_EQ(found.scores[4].method, "published");
  EXPECT_EQ(found.scores[4].cases, 19);
}

TEST(Evaluation, EveryProblemIsListedAndNamesItsCase) {
  std::vector<OutturnCase> cases{one("a", "g", -1, 1, 1), one("a", "g", 1, data::kMissing, 1)};
  cases[0].steps = 0;
  cases[1].standard_error = -2;
  EXPECT_EQ(problem_ids([&] {
              (void)evaluate_outturns(cases, {{"x", {1}}}, {.levels = {1.0}});
            }),
            (Ids{"E-ACC-013", "E-ACC-015", "E-ACC-014", "E-ACC-013", "E-ACC-013", "E-ACC-001", "E-ACC-016"}));
  try {
    (void)evaluate_outturns(cases);
    FAIL();
  } catch (const InputError& error) {
    EXPECT_EQ(error.problems()[0].series, "a");
    EXPECT_EQ(error.problems()[0].argument, "base");
    EXPECT_EQ(error.problems()[0].period, "g");
  }
  EXPECT_EQ(problem_ids([] { (void)evaluate_outturns({one("a", "g", 1, 1, data::kMissing)}); }),
            Ids{"E-ACC-011"});
}

}  // namespace labour_evaluation_test
