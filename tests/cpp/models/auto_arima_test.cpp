// SPDX-License-Identifier: Apache-2.0
#include <dubao/models/auto_arima.hpp>

#include <models/arima/dense.hpp>

namespace models_auto_arima_test {

using dubao::data::Series;
namespace models = dubao::models;
using models::AutoArima;

// Refinement of an optimum moves the criterion by less than this.
constexpr double kSameCriterion = 1e-6;

std::map<std::string, double> params_of(const models::Fitted& fitted) {
  return {fitted.summary().params.begin(), fitted.summary().params.end()};
}

TEST(AutoArima, TheExampleOfTheHeaderHolds) {
  EXPECT_EQ(AutoArima().fit(Series::annual(2000, {1, 2, 3, 4, 5, 6, 7, 8, 9, 10}))->summary().name,
            "ARIMA(0,1,0) with drift");
}

TEST(AutoArima, AnExactLineGoesOnAsALine) {
  std::vector<double> line;
  for (int t = 0; t < 12; ++t) line.push_back(3.0 + 2.0 * t);
  const auto fitted = models::AutoArima().fit(Series::annual(2000, line));
  EXPECT_EQ(fitted->summary().name, "ARIMA(0,1,0) with drift");
  EXPECT_NEAR(fitted->mean(3)[2], 31.0, 1e-8);
}

TEST(AutoArima, DifferencesThatAreAskedForAreTaken) {
  const Series series = Series::annual(1980, dubao::test::simulated_arma(30, 0.4, 0.0, 3));
  AutoArima::Options options;
  EXPECT_EQ(params_of(*AutoArima(options).fit(series)).at("d"), 0.0);
  options.d = 1;
  EXPECT_EQ(params_of(*AutoArima(options).fit(series)).at("d"), 1.0);
  options.stationary = true;
  EXPECT_EQ(params_of(*AutoArima(options).fit(series)).at("d"), 0.0);
}

TEST(AutoArima, TheConstantIsLeftOutWhereItIsNotAllowed) {
  std::vector<double> y = dubao::test::simulated_arma(30, 0.0, 0.0, 5);
  for (double& v : y) v += 50.0;
  AutoArima::Options options;
  EXPECT_NEAR(params_of(*AutoArima(options).fit(Series::annual(1, y))).at("intercept"), 50.0, 1.0);
  options.allow_mean = false;
  EXPECT_EQ(params_of(*AutoArima(options).fit(Series::annual(1, y))).count("intercept"), 0U);
  for (std::size_t t = 0; t < y.size(); ++t) y[t] += 5.0 * static_cast<double>(t);
  EXPECT_NEAR(params_of(*AutoArima().fit(Series::annual(1, y))).at("drift"), 5.0, 1.0);
  options.allow_drift = false;
  EXPECT_EQ(params_of(*AutoArima(options).fit(Series::annual(1, y))).count("drift"), 0U);
}

TEST(AutoArima, TheExhaustiveChoiceIsNoWorseThanTheStepwiseOne) {
  AutoArima::Options options;
  options.limits = {.max_p = 2, .max_q = 2, .max_order = 4};
  const Series series = Series::annual(1, dubao::test::simulated_arma(40, 0.5, 0.5, 7));
  const double stepwise = AutoArima(options).fit(series)->summary().aicc;
  options.stepwise = false;
  EXPECT_LE(AutoArima(options).fit(series)->summary().aicc, stepwise + kSameCriterion);
}

TEST(AutoArima, AStrongSeasonIsDifferencedAndGoesOn) {
  std::vector<double> y = dubao::test::simulated_arma(32, 0.0, 0.0, 9);
  const double pattern[] = {40.0, -10.0, 15.0, -45.0};
  for (std::size_t t = 0; t < y.size(); ++t) y[t] += 100.0 + pattern[t % 4];
  AutoArima::Options options;
  options.common.season_length = 4;
  const auto fitted = AutoArima(options).fit(Series::annual(1, y));
  EXPECT_EQ(params_of(*fitted).at("D"), 1.0);
  const auto mean = fitted->mean(4);
  for (std::size_t h = 0; h < 4; ++h) EXPECT_NEAR(mean[h], 100.0 + pattern[h], 3.0) << h;
  options.seasonal = false;
  EXPECT_EQ(params_of(*AutoArima(options).fit(Series::annual(1, y))).at("D"), 0.0);
}

TEST(AutoArima, LimitsOutOfRangeAreRefusedByName) {
  AutoArima::Options options;
  options.limits.max_q = -1;
  try {
    (void)AutoArima(options);
    ADD_FAILURE() << "accepted";
  } catch (const dubao::InputError& error) {
    EXPECT_EQ(error.id(), "E-ARI-001");
  }
}

TEST(AutoArima, TheNotesSayHowTheModelWasChosen) {
  const auto fitted = AutoArima().fit(Series::annual(1, dubao::test::simulated_arma(30, 0.5, 0.0, 11)));
  bool is_said = false;
  for (const std::string& note : fitted->summary().notes) {
    is_said = is_said ||
              (note.find("chosen by AICc") != std::string::npos && note.find("KPSS") != std::string::npos);
  }
  EXPECT_TRUE(is_said);
}

}  // namespace models_auto_arima_test
