// SPDX-License-Identifier: Apache-2.0
//
// The contract of fit_with_parameters for every model: same series, same bits; longer series, the state moves.
#include <dubao/forecast/automatic.hpp>
#include <dubao/forecast/default_ensemble.hpp>
#include <dubao/forecast/ensemble.hpp>
#include <dubao/forecast/transformed.hpp>
#include <dubao/models/auto_ets.hpp>
#include <dubao/models/average.hpp>
#include <dubao/models/seasonal_naive.hpp>
#include <dubao/models/theta.hpp>

#include <cstring>

namespace forecast_held_parameters_test {

using namespace dubao;
using data::kMissing;
using data::Series;
using models::Model;
using models::ModelPointer;

// Equal bits, missing values included.
bool same_bits(const std::vector<double>& a, const std::vector<double>& b) {
  return a.size() == b.size() &&
         (a.empty() || std::memcmp(a.data(), b.data(), a.size() * sizeof(double)) == 0);
}
std::vector<double> flat(const data::Draws& draws) {
  return {draws.paths().data(), draws.paths().data() + draws.paths().size()};
}

std::vector<ModelPointer> every_model() {
  using models::AutoEts;
  using models::Ets;
  const ModelPointer theta = std::make_shared<models::Theta>(
      models::Theta::Options{.box_cox = true, .alias = "Theta on Box-Cox data"});
  const ModelPointer drift = std::make_shared<models::DampedDrift>();
  return {
      std::make_shared<models::Naive>(),
      std::make_shared<models::SeasonalNaive>(),
      std::make_shared<models::HistoricAverage>(),
      std::make_shared<models::WindowAverage>(5),
      std::make_shared<models::RandomWalkWithDrift>(),
      drift,
      std::make_shared<Ets>(Ets::Options{.trend = "A"}),
      std::make_shared<Ets>(Ets::Options{.trend = "A", .damped = true}),
      std::make_shared<Ets>(Ets::Options{.season = "A"}),
      std::make_shared<AutoEts>(),
      std::make_shared<models::Theta>(),
      std::make_shared<models::AutoTheta>(),
      std::make_shared<forecast::Transformed>(drift, 0.0, "damped drift on logs"),
      std::make_shared<forecast::Transformed>(std::make_shared<AutoEts>(), std::nullopt,
                                              "ETS on Box-Cox data"),
      std::make_shared<forecast::Ensemble>(
          std::vector<ModelPointer>{theta, drift, std::make_shared<AutoEts>()}),
      std::make_shared<forecast::DefaultEnsemble>(),
      std::make_shared<forecast::Automatic>(
          std::vector<ModelPointer>{drift, std::make_shared<models::Naive>()}),
  };
}

Series growing(Index n, double scale = 1.0) {
  std::vector<double> values;
  data::RandomStream random(7, 7, 7);
  for (Index t = 0; t < n; ++t)
    values.push_back(scale * (100.0 * std::exp(0.04 * static_cast<double>(t)) + 3.0 * random.normal()));
  return Series::annual(2000, values, "held");
}
Series quarterly(Index n) {
  std::vector<double> values;
  data::RandomStream random(9, 9, 9);
  const double factors[] = {0.8, 1.0, 1.3, 0.9};
  for (Index t = 0; t < n; ++t) {
    values.push_back((50.0 + static_cast<double>(t)) * factors[t % 4] * std::exp(0.03 * random.normal()));
  }
  return Series::quarterly(2010, 1, values, "held");
}
std::vector<double> with(std::vector<double> values, std::size_t at, double value) {
  values[at] = value;
  return values;
}

// What a fit is asked for: everything with the same bits.
void expect_restored(const Model& model, const Series& series, const std::string& about) {
  std::unique_ptr<models::Fitted> fitted;
  try {
    fitted = model.fit(series);
  } catch (const ModelError&) {
    return;  // this form does not serve the series
  }
  const auto again = model.fit_with_parameters(series, {}, fitted->summary().params);
  const std::string where = model.alias() + ", " + about;
  EXPECT_EQ(again->summary().params, fitted->summary().params) << where;
  EXPECT_EQ(again->summary().name, fitted->summary().name) << where;
  EXPECT_TRUE(same_bits(again->summary().fitted_values, fitted->summary().fitted_values)) << where;
  EXPECT_TRUE(same_bits(again->summary().residuals, fitted->summary().residuals)) << where;
  EXPECT_TRUE(same_bits({again->summary().sigma2, again->summary().loglik, again->summary().aicc},
                        {fitted->summary().sigma2, fitted->summary().loglik, fitted->summary().aicc}))
      << where;
  EXPECT_TRUE(same_bits(again->mean(4), fitted->mean(4))) << where;
  EXPECT_TRUE(same_bits(flat(again->draws(4, 50, 3)), flat(fitted->draws(4, 50, 3)))) << where;
}

TEST(HeldParameters, TheSameSeriesWithItsOwnParametersGivesTheSameBits) {
  const Series annual = growing(18);
  const std::vector<double> values = annual.values();
  std::vector<std::pair<std::string, Series>> series{
      {"annual", annual},
      {"large", growing(18, 1e200)},
      {"small", growing(18, 1e-200)},
      {"with a hole", Series::annual(2000, with(values, 6, kMissing), "held")},
      {"with a negative value", Series::annual(2000, with(values, 3, -5.0), "held")},
      {"with a break", annual.with_break(time::Period::annual(2009))},
      {"with standard errors", annual.with_standard_errors(with(std::vector<double>(18, 2.0), 4, 9.0))},
      {"with both",
       annual.with_standard_errors(std::vector<double>(18, 2.0)).with_break(time::Period::annual(2011))},
      {"quarterly", quarterly(24)},
      {"quarterly with a break", quarterly(32).with_break(time::Period::quarterly(2014, 1))},
  };
  for (const Index n : {1, 2, 3, 4, 5, 7}) series.emplace_back("n = " + std::to_string(n), growing(n));
  for (const ModelPointer& model : every_model()) {
    for (const auto& [about, one] : series) expect_restored(*model, one, about);
  }
}

TEST(HeldParameters, MultiplicativeFormsAreRestoredTooFactorsOfBreaksIncluded) {
  using models::Ets;
  for (const char* season : {"N", "A", "M"}) {
    for (const char* trend : {"N", "A", "Ad", "M", "Md"}) {
      const Ets model(Ets::Options{.error = "M", .trend = trend, .season = season});
      expect_restored(model, quarterly(28), std::string("trend ") + trend + " season " + season);
      expect_restored(model, quarterly(32).with_break(time::Period::quarterly(2014, 1)), "break");
    }
  }
}

TEST(HeldParameters, ALongerSeriesMovesTheStateAndKeepsTheParameters) {
  const Series longer = growing(20);
  const Series shorter = longer.head(18);
  for (const ModelPointer& model : every_model()) {
    const auto fitted = model->fit(shorter);
    const auto moved = model->fit_with_parameters(longer, {}, fitted->summary().params);
    EXPECT_EQ(moved->summary().params, fitted->summary().params) << model->alias();
    ASSERT_EQ(moved->summary().fitted_values.size(), 20U) << model->alias();
    EXPECT_EQ(moved->draws(1, 2, 1).start(), time::Period::annual(2020)) << model->alias();
    // One step ahead of the shorter series is what the longer one calls its fitted value.
    const double step = moved->summary().fitted_values[18];
    if (!data::is_missing(step)) {
      EXPECT_NEAR(step, fitted->mean(1)[0], 0.02 * std::abs(step)) << model->alias();
    }
  }
}

TEST(HeldParameters, AMultiplicativeFitRefusesAValueThatIsNotAboveZeroWithItsOwnError) {
  const Series series = growing(12);
  std::vector<double> values = series.values();
  values.push_back(0.0);
  const Series longer = Series::annual(2000, values, "held");
  const models::Ets relative(models::Ets::Options{.error = "M"});
  const models::AutoTheta theta;
  const forecast::Transformed logs(std::make_shared<models::DampedDrift>(), 0.0, "logs");
  for (const Model* model : std::vector<const Model*>{&relative, &theta, &logs}) {
    const auto params = model->fit(series)->summary().params;
    try {
      (void)model->fit_with_parameters(longer, {}, params);
      FAIL() << model->alias();
    } catch (const ModelError& error) {
      EXPECT_EQ(error.problems().front().id, "E-MOD-008") << model->alias();
      EXPECT_EQ(error.problems().front().series, "held") << model->alias();
    }
  }
}

TEST(HeldParameters, ABreakDeclaredAfterTheFitIsRefused) {
  const Series series = growing(14);
  const models::AutoEts model;
  const auto params = model.fit(series.head(12))->summary().params;
  EXPECT_THROW((void)model.fit_with_parameters(series.with_break(time::Period::annual(2012)), {}, params),
               ModelError);
}

TEST(HeldParameters, ForeignMissingDoubledAndNonFiniteParametersAreRefused) {
  const Series series = growing(12);
  for (const ModelPointer& model : every_model()) {
    const auto own = model->fit(series)->summary().params;
    std::vector<std::vector<models::Parameter>> wrong;
    wrong.push_back(own);
    wrong.back().emplace_back("foreign", 1.0);
    if (!own.empty()) {
      wrong.emplace_back(own.begin() + 1, own.end());
      wrong.push_back(own);
      wrong.back().push_back(own.front());
      wrong.push_back(own);
      wrong.back().front().second = kMissing;
    }
    for (std::size_t i = 0; i < wrong.size(); ++i) {
      try {
        (void)model->fit_with_parameters(series, {}, wrong[i]);
        ADD_FAILURE() << model->alias() << ", list " << i;
      } catch (const InputError& error) {
        EXPECT_EQ(error.problems().front().id, "E-MOD-007") << model->alias() << ", list " << i;
      }
    }
  }
}

}  // namespace forecast_held_parameters_test
