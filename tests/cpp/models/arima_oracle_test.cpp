// SPDX-License-Identifier: Apache-2.0
//
// Against R's forecast package (tests/golden/arima, written by tests/golden/scripts/arima.R).
//
// R's optimiser stops early on some of these series; so our likelihood may be higher, and is not allowed to be lower.
// Where both found the same optimum, criteria, variance, forecasts and standard errors must agree.
#include <dubao/models/auto_arima.hpp>

#include "support/golden.hpp"

namespace models_arima_oracle_test {

using dubao::Index;
using dubao::data::Regressors;
using dubao::data::Series;
namespace models = dubao::models;

// Allowed shortfall of the log-likelihood.
constexpr double kLikelihood = 0.01;
// Two optima are the same when the log-likelihoods differ by less than this.
constexpr double kSameOptimum = 1e-5;
// Then forecasts agree within this share of the innovation standard deviation: R stops where the likelihood is flat.
constexpr double kForecast = 0.01;
// … and standard errors and variances within this share.
constexpr double kSpread = 5e-3;
// Share of automatic choices whose AICc may be worse than R's by more than kWorse.
constexpr double kWorse = 0.1;
constexpr double kWorseShare = 0.03;

const std::map<std::string, golden::TimeSeries>& series() {
  static const std::map<std::string, golden::TimeSeries> all = [] {
    auto out = golden::read_series("arima/series.csv");
    // Rows behind the last value are the future of the driver.
    golden::TimeSeries& regression = out.at("Regression");
    while (std::isnan(regression.values.back())) regression.values.pop_back();
    return out;
  }();
  return all;
}

models::Arima model_of(const golden::Row& row, Index season_length) {
  models::Arima::Options options;
  const auto digit = [&row](const char* key, std::size_t i) { return row.at(key)[i] - '0'; };
  options.order = {.p = digit("order", 0),
                   .d = digit("order", 1),
                   .q = digit("order", 2),
                   .P = digit("seasonal", 0),
                   .D = digit("seasonal", 1),
                   .Q = digit("seasonal", 2),
                   .mean = row.at("mean") == "1",
                   .drift = row.at("drift") == "1"};
  options.common.season_length = season_length;
  return models::Arima(options);
}

TEST(ArimaAgainstR, LikelihoodIsNeverLowerAndTheSameOptimumGivesTheSameNumbers) {
  int fits = 0;
  int same = 0;
  for (const golden::Row& row : golden::read("arima/fits.csv")) {
    const std::string& id = row.at("series");
    const golden::TimeSeries& own = series().at(id);
    const std::string label = id + " " + row.at("order") + row.at("seasonal") + row.at("drift");
    Regressors regressors;
    if (id == "Regression") {
      regressors = Regressors(
          {"driver"},
          Eigen::Map<const Eigen::VectorXd>(own.regressor.data(), static_cast<Index>(own.regressor.size())));
    }
    const auto fitted =
        model_of(row, own.season_length).fit_with_regressors(Series::annual(1, own.values, id), regressors);
    const models::FitSummary& summary = fitted->summary();
    ++fits;
    const double loglik = golden::number(row, "loglik");
    EXPECT_GE(summary.loglik, loglik - kLikelihood) << label;
    if (std::abs(summary.loglik - loglik) > kSameOptimum) continue;
    ++same;
    EXPECT_NEAR(summary.aic, golden::number(row, "aic"), 4.0 * kSameOptimum) << label;
    if (!std::isnan(golden::number(row, "aicc"))) {
      EXPECT_NEAR(summary.aicc, golden::number(row, "aicc"), 4.0 * kSameOptimum) << label;
    }
    const double sigma2 = golden::number(row, "sigma2");
    if (!std::isnan(sigma2)) {
      EXPECT_NEAR(summary.sigma2, sigma2, kSpread * sigma2) << label;
    }
    const std::vector<double> mean = fitted->mean(6);
    const auto* arima = dynamic_cast<const models::arima::FittedArima*>(fitted.get());
    ASSERT_NE(arima, nullptr) << label;
    const std::vector<double> variance = arima->forecast_variance(6);
    for (std::size_t h = 0; h < mean.size(); ++h) {
      const std::string step = std::to_string(h + 1);
      const double se = golden::number(row, "se" + step);
      EXPECT_NEAR(mean[h], golden::number(row, "h" + step), kForecast * se) << label << " h" << step;
      EXPECT_NEAR(std::sqrt(variance[h]), se, kSpread * se) << label << " se" << step;
    }
  }
  std::printf("%d fits, %d at the same optimum as R's\n", fits, same);
  EXPECT_GT(fits, 350);
  EXPECT_GT(same, fits / 2);
}

TEST(ArimaAgainstR, AirlineModelOfAirPassengersHasTheKnownLikelihood) {
  models::Arima::Options options;
  options.order = {.d = 1, .q = 1, .D = 1, .Q = 1};
  options.common.season_length = 12;
  const auto fitted = models::Arima(options).fit(Series::annual(1, series().at("AirPassengersLog").values));
  EXPECT_NEAR(fitted->summary().loglik, 244.6965, 1e-4);
  EXPECT_NEAR(fitted->summary().params[0].second, -0.4018, 1e-3);
  EXPECT_NEAR(fitted->summary().params[1].second, -0.5569, 1e-3);
}

TEST(ArimaAgainstR, AutomaticChoiceTakesRsDifferencesAndHasAnAiccNoWorse) {
  int choices = 0;
  int worse = 0;
  for (const golden::Row& row : golden::read("arima/choices.csv")) {
    const std::string& id = row.at("series");
    const golden::TimeSeries& own = series().at(id);
    models::AutoArima::Options options;
    options.common.season_length = own.season_length;
    const auto fitted = models::AutoArima(options).fit(Series::annual(1, own.values, id));
    std::map<std::string, double> params(fitted->summary().params.begin(), fitted->summary().params.end());
    EXPECT_EQ(params.at("d"), golden::number(row, "d")) << id;
    EXPECT_EQ(params.at("D"), golden::number(row, "D")) << id;
    ++choices;
    // R counts missing values among the observations of its AICc.
    if (id.find("Holes") != std::string::npos) continue;
    if (!(fitted->summary().aicc < golden::number(row, "aicc") + kWorse)) {
      ++worse;
      std::printf("%s: %s %.3f, R %.3f\n", id.c_str(), fitted->summary().name.c_str(), fitted->summary().aicc,
                  golden::number(row, "aicc"));
    }
  }
  EXPECT_GT(choices, 90);
  EXPECT_LE(worse, kWorseShare * choices);
}

}  // namespace models_arima_oracle_test
