// SPDX-License-Identifier: Apache-2.0
#include <dubao/forecast/ensemble.hpp>
#include <dubao/models/drift.hpp>
#include <dubao/models/naive.hpp>

namespace forecast_ensemble_test {

using namespace dubao;
using forecast::Combination;
using forecast::Ensemble;
using forecast::FittedEnsemble;
using models::ModelPointer;

// A model that forecasts one number whatever it sees, or refuses: the ensemble's own logic is what is tested.
class FittedConstant final : public models::Fitted {
 public:
  FittedConstant(double value, const data::Series& series) : value_(value), end_(series.end()) {
    summary_.fitted_values.assign(series.values().size(), value);
    summary_.residuals.assign(series.values().size(), 0.0);
  }
  [[nodiscard]] const models::FitSummary& summary() const noexcept override { return summary_; }
  [[nodiscard]] std::vector<double> mean(Index horizon) const override {
    return std::vector<double>(static_cast<std::size_t>(horizon), value_);
  }
  [[nodiscard]] data::Draws draws(Index horizon, Index n, std::uint64_t) const override {
    return data::Draws(end_, data::DrawMatrix::Constant(n, horizon, value_));
  }

 private:
  double value_;
  time::Period end_;
  models::FitSummary summary_;
};

class Constant final : public models::Model {
 public:
  Constant(double value, std::string alias, bool refuses = false)
      : value_(value), alias_(std::move(alias)), refuses_(refuses) {}
  [[nodiscard]] std::string alias() const override { return alias_; }
  [[nodiscard]] std::unique_ptr<models::Fitted> fit(const data::Series& series) const override {
    if (refuses_) throw ModelError("E-TST-001", "values", "not for me");
    return std::make_unique<FittedConstant>(value_, series);
  }

 private:
  double value_;
  std::string alias_;
  bool refuses_;
};

const data::Series kSeries = data::Series::annual(2020, {1, 2, 3, 4}, "a");

std::vector<ModelPointer> constants(const std::vector<double>& values) {
  std::vector<ModelPointer> out;
  for (const double value : values)
    out.push_back(std::make_shared<Constant>(value, "m" + std::to_string(out.size())));
  return out;
}

TEST(Ensemble, ExampleOfTheHeaderHolds) {
  const Ensemble ensemble(
      {std::make_shared<models::Naive>(), std::make_shared<models::RandomWalkWithDrift>()});
  EXPECT_EQ(ensemble.fit(kSeries)->mean(2), (std::vector<double>{4.5, 5.0}));
}

TEST(Ensemble, TheMedianIgnoresABrokenMember) {
  const Ensemble ensemble(constants({1, 2, 1e12}), {.combination = Combination::kMedian});
  EXPECT_EQ(ensemble.fit(kSeries)->mean(1), std::vector<double>{2.0});
}

TEST(Ensemble, WeightsDecideTheMeanAndWhoseTurnItIs) {
  const Ensemble ensemble(constants({0, 10}), {.weights = {1, 3}});
  const auto fitted = ensemble.fit(kSeries);
  EXPECT_DOUBLE_EQ(fitted->mean(1)[0], 7.5);
  const data::Draws draws = fitted->draws(1, 1000, 1);
  EXPECT_DOUBLE_EQ(draws.mean(0), 7.5);
}

TEST(Ensemble, DrawsMixTheMembersEvenly) {
  const auto fitted = Ensemble(constants({1, 2, 3})).fit(kSeries);
  const data::Draws draws = fitted->draws(2, 300, 1);
  for (const double value : {1.0, 2.0, 3.0}) {
    EXPECT_EQ((draws.paths().col(1).array() == value).count(), 100);
  }
}

TEST(Ensemble, AMemberThatRefusesIsLeftOutAndNamed) {
  const Ensemble ensemble({std::make_shared<Constant>(1, "one"), std::make_shared<Constant>(9, "two", true)});
  const auto fitted = ensemble.fit(kSeries);
  EXPECT_EQ(fitted->mean(1), std::vector<double>{1.0});
  const auto& inside = dynamic_cast<const FittedEnsemble&>(*fitted);
  EXPECT_EQ(inside.aliases(), std::vector<std::string>{"one"});
  EXPECT_EQ(inside.shares(), std::vector<double>{1.0});
  EXPECT_EQ(fitted->summary().notes.front(), "two left out: not for me");
}

TEST(Ensemble, WhenAllRefuseTheRefusalIsThrown) {
  const Ensemble ensemble({std::make_shared<Constant>(1, "one", true)});
  EXPECT_THROW((void)ensemble.fit(kSeries), ModelError);
}

TEST(Ensemble, TheTrimmedMeanLeavesOutTheLowestAndTheHighest) {
  const Ensemble ensemble(constants({-1e12, 1, 2, 6, 1e12}), {.combination = Combination::kTrimmedMean});
  const auto fitted = ensemble.fit(data::Series::annual(2000, {1, 2, 3}));
  EXPECT_DOUBLE_EQ(fitted->mean(1)[0], 3.0);
  EXPECT_EQ(fitted->summary().name.substr(0, 15), "trimmed mean of");
  const Ensemble two(constants({1, 4}), {.combination = Combination::kTrimmedMean});
  EXPECT_DOUBLE_EQ(two.fit(data::Series::annual(2000, {1, 2, 3}))->mean(1)[0], 2.5);
}

TEST(Ensemble, ResidualsAreThoseOfTheCombination) {
  const auto fitted = Ensemble(constants({1, 3})).fit(kSeries);
  EXPECT_EQ(fitted->summary().fitted_values, (std::vector<double>{2, 2, 2, 2}));
  EXPECT_EQ(fitted->summary().residuals, (std::vector<double>{-1, 0, 1, 2}));
}

TEST(Ensemble, RefusesWhatMakesNoEnsembleWithAllProblems) {
  EXPECT_THROW(Ensemble({}), InputError);
  try {
    (void)Ensemble({std::make_shared<Constant>(1, "x"), std::make_shared<Constant>(2, "x")},
                   {.weights = {-1, 2}});
    FAIL();
  } catch (const InputError& error) {
    EXPECT_EQ(error.problems().size(), 2U);
  }
}

TEST(Ensemble, WeightsByScoreFollowPastErrorsAtEveryScale) {
  std::vector<double> line;
  for (int t = 0; t < 14; ++t) line.push_back(3.0 + 2.0 * t + (t % 2 == 0 ? 0.5 : -0.5));
  const Ensemble ensemble(
      {std::make_shared<models::Naive>(), std::make_shared<models::RandomWalkWithDrift>()},
      {.combination = Combination::kScore});
  const auto fitted = ensemble.fit(data::Series::annual(2000, line, "a"));
  const auto& shares = dynamic_cast<const FittedEnsemble&>(*fitted).shares();
  EXPECT_GT(shares[1], 0.6);
  EXPECT_DOUBLE_EQ(shares[0] + shares[1], 1.0);
  EXPECT_EQ(fitted->summary().notes.front(), "weights by the members' errors at 6 past origins");
  const double naive = models::Naive().fit(data::Series::annual(2000, line, "a"))->mean(1)[0];
  const double drift = models::RandomWalkWithDrift().fit(data::Series::annual(2000, line, "a"))->mean(1)[0];
  EXPECT_DOUBLE_EQ(fitted->mean(1)[0], shares[0] * naive + shares[1] * drift);
  std::vector<double> scaled;
  for (const double value : line) scaled.push_back(std::ldexp(value, 900));
  EXPECT_EQ(ensemble.fit(data::Series::annual(2000, scaled, "a"))->mean(1)[0],
            std::ldexp(fitted->mean(1)[0], 900));
}

TEST(Ensemble, WeightsByScoreOfAShortSeriesAreTheGivenOnes) {
  const Ensemble ensemble(
      {std::make_shared<models::Naive>(), std::make_shared<models::RandomWalkWithDrift>()},
      {.combination = Combination::kScore, .weights = {1, 3}});
  const auto fitted = ensemble.fit(kSeries);
  EXPECT_EQ(dynamic_cast<const FittedEnsemble&>(*fitted).shares(), (std::vector<double>{0.25, 0.75}));
  EXPECT_NE(fitted->summary().notes.front().find("no past origin"), std::string::npos);
}

TEST(Ensemble, WeightsByScoreAreHeldByALaterFit) {
  std::vector<double> line;
  for (int t = 0; t < 14; ++t) line.push_back(3.0 + 2.0 * t + (t % 3 == 0 ? 1.0 : -0.5));
  const data::Series series = data::Series::annual(2000, line, "a");
  const Ensemble ensemble(
      {std::make_shared<models::Naive>(), std::make_shared<models::RandomWalkWithDrift>()},
      {.combination = Combination::kScore});
  const auto fitted = ensemble.fit(series);
  const auto again = ensemble.fit_with_parameters(series, {}, fitted->summary().params);
  EXPECT_EQ(again->mean(3), fitted->mean(3));
}

TEST(Ensemble, RefusesAScoreWithoutOrigins) {
  EXPECT_THROW(Ensemble(constants({1, 2}), {.combination = Combination::kScore, .n_windows = 0}), InputError);
}

}  // namespace forecast_ensemble_test
