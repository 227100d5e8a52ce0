// SPDX-License-Identifier: Apache-2.0
//
// Against R (tests/golden/structural, written by tests/golden/scripts/structural.R, which says what its rows are).
//
// R searches with L-BFGS-B and often stops early, so our likelihood may be higher, and is not allowed to be lower. Where
// both found the same optimum, variances, forecasts and their variances must agree.
#include <dubao/models/structural.hpp>

#include <gtest/gtest.h>

#include "support/golden.hpp"

namespace models_structural_oracle_test {

using dubao::Index;
using dubao::data::Series;
using dubao::models::FitSummary;
using dubao::models::Structural;

// R's prior is 1e6 (1e4 in StructTS) times the variance of the data, not infinite: its likelihood is off by about the
// inverse. Two likelihoods nearer than this are one optimum.
constexpr double kShortfall = 2e-3;
constexpr double kSameOptimum = 5e-3;
// At one optimum the likelihood is flat to kSameOptimum, so forecasts may differ by this share of their standard deviation,
constexpr double kForecast = 0.1;
// and forecast variances by this share.
constexpr double kVariance = 0.15;

const std::map<std::string, golden::TimeSeries>& series() {
  static const auto all = golden::read_series("structural/series.csv");
  return all;
}

double square(const FitSummary& summary, const std::string& name) {
  for (const auto& [key, value] : summary.params) {
    if (key == name) return value * value;
  }
  return dubao::data::kMissing;
}

Structural::Options options_of(const std::string& type) {
  Structural::Options options;
  options.trend = type == "level" ? "local level" : "local linear";
  if (type == "BSM") {
    options.season = "dummy";
    options.season_length = 4;
  }
  return options;
}

TEST(StructuralOracle, LikelihoodIsNeverBelowThatOfR) {
  int compared = 0;
  int higher = 0;
  int optimal = 0;
  for (const golden::Row& row : golden::read("structural/structts.csv")) {
    if (row.at("loglik") == "NA") continue;
    const golden::TimeSeries& own = series().at(row.at("series"));
    const auto fitted = Structural(options_of(row.at("type"))).fit(Series::annual(1, own.values));
    const double theirs = std::stod(row.at("loglik"));
    const double ours = fitted->summary().loglik;
    EXPECT_GE(ours, theirs - kShortfall)
        << row.at("series") << ' ' << row.at("type") << ' ' << row.at("source");
    ++compared;
    higher += ours > theirs + kSameOptimum ? 1 : 0;
    const auto& structural = dynamic_cast<const dubao::models::structural::FittedStructural&>(*fitted);
    optimal += structural.estimate()->certificate <= dubao::models::structural::kOptimality ? 1 : 0;
  }
  EXPECT_GE(compared, 140);
  // The certificate of Karush, Kuhn and Tucker holds nearly everywhere; likelihoods that rise without end are the rest.
  EXPECT_GE(optimal, compared - 3);
  std::cout << compared << " compared, " << higher << " higher than R's, " << optimal << " certified\n";
}

TEST(StructuralOracle, VariancesAndForecastsAgreeWhereTheOptimumIsTheSame) {
  int same = 0;
  for (const golden::Row& row : golden::read("structural/structts.csv")) {
    if (row.at("loglik") == "NA") continue;
    const golden::TimeSeries& own = series().at(row.at("series"));
    const auto fitted = Structural(options_of(row.at("type"))).fit(Series::annual(1, own.values));
    const FitSummary& summary = fitted->summary();
    if (std::abs(summary.loglik - std::stod(row.at("loglik"))) > kSameOptimum) continue;
    ++same;
    const std::string where = row.at("series") + " " + row.at("type") + " " + row.at("source");
    const Index horizon = own.season_length > 1 ? 8 : 5;
    const double sigma = std::sqrt(std::stod(row.at("var1")));
    const auto mean = fitted->mean(horizon);
    EXPECT_NEAR(mean.front(), std::stod(row.at("h1")), kForecast * sigma) << where;
    EXPECT_NEAR(mean.back(), std::stod(row.at("hlast")), kForecast * std::sqrt(std::stod(row.at("varlast"))))
        << where;
    EXPECT_NEAR(summary.sigma2 / std::stod(row.at("var1")), 1.0, kVariance) << where;
    const auto variance = dubao::models::analytic_variance(*fitted, horizon);
    ASSERT_EQ(variance.size(), static_cast<std::size_t>(horizon));
    EXPECT_NEAR(variance.front() / std::stod(row.at("var1")), 1.0, kVariance) << where;
    EXPECT_NEAR(variance.back() / std::stod(row.at("varlast")), 1.0, kVariance) << where;
  }
  EXPECT_GE(same, 100);
  std::cout << same << " at the same optimum\n";
}

TEST(StructuralOracle, WellDeterminedVariancesAgreeToFourDigits) {
  constexpr double kDigits = 5e-4;
  for (const golden::Row& row : golden::read("structural/structts.csv")) {
    if (row.at("series") != "Nile" || row.at("source") != "diagonal") continue;
    const auto fitted =
        Structural(options_of(row.at("type"))).fit(Series::annual(1871, series().at("Nile").values));
    const FitSummary& summary = fitted->summary();
    EXPECT_NEAR(square(summary, "sigma_level") / std::stod(row.at("level")), 1.0, kDigits) << row.at("type");
    EXPECT_NEAR(square(summary, "sigma_irregular") / std::stod(row.at("epsilon")), 1.0, kDigits)
        << row.at("type");
    EXPECT_NEAR(summary.sigma2 / std::stod(row.at("var1")), 1.0, kDigits) << row.at("type");
    EXPECT_NEAR(fitted->mean(5).back() / std::stod(row.at("hlast")), 1.0, kDigits) << row.at("type");
    EXPECT_NEAR(dubao::models::analytic_variance(*fitted, 5).back() / std::stod(row.at("varlast")), 1.0,
                kDigits)
        << row.at("type");
  }
}

}  // namespace models_structural_oracle_test
