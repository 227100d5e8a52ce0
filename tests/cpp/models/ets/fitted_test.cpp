// SPDX-License-Identifier: Apache-2.0
#include <dubao/models/ets/fitted.hpp>

namespace models_ets_fitted_test {

using dubao::Index;
using dubao::data::kMissing;
using dubao::data::Series;
using dubao::models::FitSummary;
using dubao::models::parse_form;
using dubao::models::detail::Prepared;
namespace detail = dubao::models::detail;
namespace ets = dubao::models::ets;

constexpr double kAlgebra = 1e-12;
// Sums of a dozen squares and logarithms of values near 100.
constexpr double kSums = 1e-9;

const std::vector<double>& employment() {
  static const std::vector<double> values{52.6, 49.5, 63.1, 70.2,  68.9, 75.4,
                                          83.0, 79.9, 91.2, 101.7, 99.3, 112.4};
  return values;
}
ets::FittedEts fitted_of(const char* error, const char* trend, const Series& series,
                         const char* season = "N") {
  Prepared data = detail::prepare(series);
  ets::Setting setting;
  setting.form = parse_form(error, trend, false, season);
  setting.data = &data;
  setting.season_length = setting.form.has_season() ? data.season_length : 1;
  ets::Estimate estimate = ets::estimate(setting);
  return {std::move(data), std::move(setting), std::move(estimate)};
}
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

TEST(EtsFitted, ExtrapolatesADampedTrendByHand) {
  std::vector<double> path(3);
  ets::extrapolate(parse_form("A", "Ad", false, "N"), {0.5, 0.1, 0.0, 0.5}, {10.0, 4.0, {}}, 0, path);
  // Steps 2, 1, 0.5.
  EXPECT_EQ(path, (std::vector<double>{12.0, 13.0, 13.5}));
}

TEST(EtsFitted, ExtrapolatesSeasonsFromTheOneThatComesNext) {
  std::vector<double> path(5);
  ets::extrapolate(parse_form("A", "N", false, "A"), {0.5, 0.0, 0.1, 1.0}, {10.0, 0.0, {1.0, 2.0, -3.0}}, 2,
                   path);
  EXPECT_EQ(path, (std::vector<double>{7.0, 11.0, 12.0, 7.0, 11.0}));
  ets::extrapolate(parse_form("M", "N", false, "M"), {0.5, 0.0, 0.1, 1.0}, {10.0, 0.0, {0.5, 1.5}}, 1, path);
  EXPECT_EQ(path, (std::vector<double>{15.0, 5.0, 15.0, 5.0, 15.0}));
}

TEST(EtsFitted, APositiveFormStopsJustAboveZeroWhereAnAdditiveOneGoesOn) {
  std::vector<double> path(3);
  ets::extrapolate(parse_form("A", "A", false, "N"), {0.5, 0.1, 0.0, 1.0}, {1.0, -1.0, {}}, 0, path);
  EXPECT_EQ(path[2], -2.0);
  ets::extrapolate(parse_form("M", "A", false, "N"), {0.5, 0.1, 0.0, 1.0}, {1.0, -1.0, {}}, 0, path);
  EXPECT_EQ(path[2], ets::kSmallestPositive);
}

TEST(EtsFitted, CriteriaFollowFromTheLikelihoodInTheUnitOfTheData) {
  for (const char* error : {"A", "M"}) {
    const auto fitted = fitted_of(error, "A", Series::annual(2000, employment()));
    const FitSummary& summary = fitted.summary();
    // −2 log L = n log Σ e² + 2 Σ log μ, e in the form's own scale and μ in the unit of the data.
    double squares = 0.0;
    double logarithms = 0.0;
    for (std::size_t t = 0; t < employment().size(); ++t) {
      squares += summary.residuals[t] * summary.residuals[t];
      if (error[0] == 'M') logarithms += std::log(summary.fitted_values[t]);
    }
    const double deviance = 12.0 * std::log(squares) + 2.0 * logarithms;
    EXPECT_NEAR(summary.loglik, -0.5 * deviance, kSums) << error;
    // α, β, ℓ, b and the variance.
    EXPECT_NEAR(summary.aic, deviance + 2.0 * 5.0, kSums) << error;
    EXPECT_NEAR(summary.bic, deviance + std::log(12.0) * 5.0, kSums) << error;
    EXPECT_NEAR(summary.aicc, summary.aic + 2.0 * 5.0 * 6.0 / 6.0, kSums) << error;
    EXPECT_NEAR(summary.sigma2, squares / 8.0, kSums * summary.sigma2) << error;
  }
}

TEST(EtsFitted, FittedValuesAndInnovationsGiveTheDataBack) {
  const auto additive = fitted_of("A", "A", Series::annual(2000, employment()));
  const auto relative = fitted_of("M", "A", Series::annual(2000, employment()));
  for (std::size_t t = 0; t < employment().size(); ++t) {
    const double y = employment()[t];
    EXPECT_NEAR(additive.summary().fitted_values[t] + additive.summary().residuals[t], y, kAlgebra * y);
    EXPECT_NEAR(relative.summary().fitted_values[t] * (1.0 + relative.summary().residuals[t]), y,
                kAlgebra * y);
  }
}

TEST(EtsFitted, ParametersStandInTheFormsOrderWithTheSeasonsBackwards) {
  std::vector<double> values;
  const double pattern[] = {1.2, 0.9, 0.7, 1.2};
  const double noise[] = {0.5, -0.4, 0.2, -0.1, 0.3, -0.6, 0.1};
  for (int t = 0; t < 32; ++t) values.push_back((50.0 + t) * pattern[t % 4] + noise[t % 7]);
  const auto fitted = fitted_of("M", "Ad", Series::quarterly(2016, 1, values), "M");
  std::vector<std::string> names;
  for (const auto& [name, value] : fitted.summary().params) names.push_back(name);
  // The marks at the end say what the names alone do not: they restore the form (ets/held.hpp).
  EXPECT_EQ(names, (std::vector<std::string>{"alpha", "beta", "gamma", "phi", "l", "b", "s0", "s1", "s2",
                                             "s3", ets::kRelativeError, ets::kRelativeSeason}));
  constexpr double kFactor = 0.05;
  // s3 is the first quarter, s1 the third; factors sum to the length of the season.
  EXPECT_NEAR(parameter(fitted.summary(), "s3"), 1.2, kFactor);
  EXPECT_NEAR(parameter(fitted.summary(), "s1"), 0.7, kFactor);
  double sum = 0.0;
  for (const char* name : {"s0", "s1", "s2", "s3"}) sum += parameter(fitted.summary(), name);
  EXPECT_NEAR(sum, 4.0, kAlgebra);
  EXPECT_NEAR(fitted.mean(2)[0], 82.0 * 1.2, 3.0);
  EXPECT_NEAR(fitted.mean(3)[2], 84.0 * 0.7, 3.0);
}

TEST(EtsFitted, AMissingValueHasNeitherFitNorInnovation) {
  std::vector<double> holes = employment();
  holes[4] = kMissing;
  const auto fitted = fitted_of("A", "N", Series::annual(2000, holes));
  EXPECT_TRUE(std::isnan(fitted.summary().fitted_values[4]));
  EXPECT_TRUE(std::isnan(fitted.summary().residuals[4]));
  EXPECT_TRUE(std::isfinite(fitted.summary().fitted_values[5]));
}

TEST(EtsFitted, ExactDataGivePathsWithoutWidthAndTheNoteSaysSo) {
  const auto fitted = fitted_of("A", "A", Series::annual(2000, {1, 2, 3, 4, 5, 6, 7, 8}));
  EXPECT_TRUE(has_note(fitted.summary(), "fits the data exactly"));
  const auto draws = fitted.draws(2, 20, 1);
  EXPECT_NEAR(draws.paths().col(1).minCoeff(), 10.0, kSums);
  EXPECT_NEAR(draws.paths().col(1).maxCoeff(), 10.0, kSums);
}

TEST(EtsFitted, OnePathIsTheSameInAnyNumberOfPaths) {
  const auto fitted = fitted_of("M", "A", Series::annual(2000, employment(), "s"));
  EXPECT_EQ(fitted.draws(3, 20, 5).paths().topRows(4), fitted.draws(3, 4, 5).paths());
  EXPECT_NE(fitted.draws(3, 4, 5).paths(), fitted.draws(3, 4, 6).paths());
}

}  // namespace models_ets_fitted_test
