// SPDX-License-Identifier: Apache-2.0
//
// Against R's forecast package (tests/golden/ets, written by tests/golden/scripts/ets_theta.R).
//
// R maximises with Nelder–Mead, which stops early on many of these series; so our likelihood may be higher, and is not
// allowed to be lower. Where both found the same optimum, parameters, variance, criteria and forecasts must agree.
#include <dubao/models/auto_ets.hpp>
#include <dubao/models/drift.hpp>
#include <dubao/models/ets.hpp>
#include <dubao/models/theta.hpp>

#include "support/golden.hpp"

namespace models_oracle_test {

using dubao::Index;
using dubao::data::Series;
namespace models = dubao::models;

// Allowed shortfall of the log-likelihood, relative to its size.
constexpr double kLikelihood = 1e-6;
// Two optima are the same when the log-likelihoods differ by less than this.
constexpr double kSameOptimum = 1e-4;
// Then forecasts agree within this share of the innovation standard deviation: the likelihood is flat to 1e-4.
constexpr double kForecast = 0.1;
constexpr double kAlgebra = 1e-9;

const std::map<std::string, golden::TimeSeries>& series() {
  static const auto all = golden::read_series("ets/series.csv");
  return all;
}

models::Ets::Options options_of(const std::string& form, Index season_length) {
  models::Ets::Options options;
  options.error = form.substr(0, 1);
  options.trend = form.substr(1, 1);
  options.damped = form.size() == 4;
  options.season = form.substr(form.size() - 1);
  options.season_length = season_length;
  return options;
}

double parameter(const models::FitSummary& summary, const std::string& name) {
  for (const auto& [key, value] : summary.params) {
    if (key == name) return value;
  }
  return dubao::data::kMissing;
}

TEST(Oracle, LikelihoodIsNeverBelowThatOfRForTheSameForm) {
  int compared = 0;
  int higher = 0;
  for (const golden::Row& row : golden::read("ets/ets.csv")) {
    const golden::TimeSeries& own = series().at(row.at("series"));
    const auto fitted =
        models::Ets(options_of(row.at("form"), own.season_length)).fit(Series::annual(1, own.values));
    const double theirs = std::stod(row.at("loglik"));
    const double ours = fitted->summary().loglik;
    EXPECT_GE(ours, theirs - kLikelihood * std::abs(theirs))
        << row.at("series") << ' ' << row.at("form") << " fitted " << fitted->summary().name << " alpha "
        << parameter(fitted->summary(), "alpha") << " R alpha " << row.at("alpha") << " beta "
        << row.at("beta") << " gamma " << row.at("gamma") << " phi " << row.at("phi");
    ++compared;
    higher += ours > theirs + kSameOptimum ? 1 : 0;
  }
  EXPECT_GE(compared, 300);
  RecordProperty("compared", compared);
  RecordProperty("higher", higher);
}

TEST(Oracle, CriteriaVarianceAndForecastsAgreeWhereTheOptimumIsTheSame) {
  int same = 0;
  for (const golden::Row& row : golden::read("ets/ets.csv")) {
    const golden::TimeSeries& own = series().at(row.at("series"));
    const auto fitted =
        models::Ets(options_of(row.at("form"), own.season_length)).fit(Series::annual(1, own.values));
    const models::FitSummary& summary = fitted->summary();
    const double shortfall = summary.loglik - std::stod(row.at("loglik"));
    if (std::abs(shortfall) > kSameOptimum) continue;
    ++same;
    const std::string where = row.at("series") + " " + row.at("form");
    EXPECT_NEAR(summary.aic, std::stod(row.at("aic")), 3.0 * kSameOptimum) << where;
    EXPECT_NEAR(summary.bic, std::stod(row.at("bic")), 3.0 * kSameOptimum) << where;
    EXPECT_NEAR(summary.aicc, std::stod(row.at("aicc")), 3.0 * kSameOptimum) << where;
    const double sigma2 = std::stod(row.at("sigma2"));
    EXPECT_NEAR(summary.sigma2 / sigma2, 1.0, 10.0 * kSameOptimum) << where;
    const Index horizon = own.season_length > 1 ? 8 : 5;
    const double first = std::stod(row.at("h1"));
    const double last = std::stod(row.at("hlast"));
    const double sigma = std::sqrt(sigma2) * (summary.name[4] == 'M' ? std::abs(first) : 1.0);
    const auto mean = fitted->mean(horizon);
    EXPECT_NEAR(mean.front(), first, kForecast * sigma) << where;
    EXPECT_NEAR(mean.back(), last, kForecast * sigma * static_cast<double>(horizon)) << where;
  }
  EXPECT_GE(same, 70);
}

TEST(Oracle, ThetaAgreesWithThetaf) {
  int compared = 0;
  for (const golden::Row& row : golden::read("ets/thetaf.csv")) {
    const golden::TimeSeries& own = series().at(row.at("series"));
    const auto fitted =
        models::Theta({.season_length = own.season_length}).fit(Series::annual(1, own.values));
    const models::FitSummary& summary = fitted->summary();
    const double drift = std::stod(row.at("drift"));
    EXPECT_NEAR(parameter(summary, "drift"), drift, kAlgebra * (1.0 + std::abs(drift))) << row.at("series");
    const double sigma = std::sqrt(summary.sigma2);
    const Index horizon = own.season_length > 1 ? 8 : 5;
    const double alpha = std::stod(row.at("alpha"));
    // R's simple exponential smoothing may stop elsewhere; the forecasts then differ by a fraction of sigma.
    if (std::abs(parameter(summary, "alpha") - alpha) > 0.02) continue;
    ++compared;
    EXPECT_NEAR(fitted->mean(horizon).front(), std::stod(row.at("h1")), kForecast * sigma)
        << row.at("series");
    EXPECT_NEAR(fitted->mean(horizon).back(), std::stod(row.at("hlast")), kForecast * sigma)
        << row.at("series");
  }
  EXPECT_GE(compared, 30);
}

TEST(Oracle, BoxCoxPowerAgreesOnAnnualSeries) {
  constexpr double kStep = 0.05;
  int compared = 0;
  for (const golden::Row& row : golden::read("ets/thetaf.csv")) {
    const golden::TimeSeries& own = series().at(row.at("series"));
    if (own.season_length > 1) continue;
    const auto fitted = models::AutoTheta().fit(Series::annual(1, own.values));
    EXPECT_NEAR(parameter(fitted->summary(), "lambda"), std::stod(row.at("lambda")), 0.1 * kStep)
        << row.at("series");
    ++compared;
  }
  EXPECT_GE(compared, 20);
}

TEST(Oracle, DriftAgreesWithRwf) {
  for (const golden::Row& row : golden::read("ets/thetaf.csv")) {
    const golden::TimeSeries& own = series().at(row.at("series"));
    const auto fitted = models::RandomWalkWithDrift().fit(Series::annual(1, own.values));
    const double theirs = std::stod(row.at("drift_h5"));
    EXPECT_NEAR(fitted->mean(5)[4], theirs, kAlgebra * std::abs(theirs)) << row.at("series");
  }
}

}  // namespace models_oracle_test
