// SPDX-License-Identifier: Apache-2.0
#include <dubao/models/ces/fitted.hpp>

namespace models_ces_fitted_test {

using dubao::Index;
using dubao::data::kMissing;
using dubao::data::Series;
namespace ces = dubao::models::ces;

constexpr double kAlgebra = 1e-9;

std::vector<double> quarterly(int n) {
  std::vector<double> out;
  const double season[] = {12, -9, -7, 4};
  for (int t = 0; t < n; ++t) out.push_back(80.0 + 0.6 * t + season[t % 4] + 1.5 * ((t * 7) % 5 - 2));
  return out;
}
struct Fit {
  Fit(const Series& series, ces::Season form)
      : prepared(dubao::models::detail::prepare(series)),
        setting(prepared, form, 4),
        estimate(ces::estimate(setting)),
        fitted(prepared, setting, estimate) {}
  dubao::models::detail::Prepared prepared;
  ces::Setting setting;
  ces::Estimate estimate;
  ces::FittedCes fitted;
};

TEST(FittedCes, ForecastsByItsRecursionWithoutInnovations) {
  std::vector<double> y = quarterly(30);
  y[7] = kMissing;
  for (const ces::Season form :
       {ces::Season::kNone, ces::Season::kSimple, ces::Season::kPartial, ces::Season::kFull}) {
    const Fit fit(Series::quarterly(2000, 1, y), form);
    ces::State<double> state = fit.estimate.final_state;
    const auto mean = fit.fitted.mean(6);
    for (std::size_t h = 0; h < 6; ++h) {
      const std::size_t season = form == ces::Season::kNone ? 0 : (30 + h) % 4;
      EXPECT_NEAR(mean[h], fit.prepared.unscale(ces::predict(form, state, season)), kAlgebra)
          << ces::letter(form);
      ces::update(form, fit.estimate.smoothing, 0.0, state, season);
    }
  }
}

TEST(FittedCes, FittedValuesAndResidualsMakeTheSeries) {
  std::vector<double> y = quarterly(30);
  y[7] = kMissing;
  const Fit fit(Series::quarterly(2000, 1, y), ces::Season::kPartial);
  const auto& summary = fit.fitted.summary();
  EXPECT_EQ(summary.name, "CES(P)");
  double squares = 0.0;
  for (std::size_t t = 0; t < y.size(); ++t) {
    if (t == 7) {
      EXPECT_TRUE(std::isnan(summary.residuals[t]));
      continue;
    }
    EXPECT_NEAR(summary.fitted_values[t] + summary.residuals[t], y[t], kAlgebra);
    squares += summary.residuals[t] * summary.residuals[t];
  }
  EXPECT_NEAR(summary.sigma2, squares / (29.0 - static_cast<double>(fit.setting.parameters())), kAlgebra);
}

TEST(FittedCes, CriteriaAreThoseOfItsLikelihoodInTheUnitOfTheSeries) {
  const Fit fit(Series::quarterly(2000, 1, quarterly(30)), ces::Season::kNone);
  const auto& summary = fit.fitted.summary();
  double squares = 0.0;
  for (const double r : summary.residuals) squares += r * r;
  const double k = 5.0;  // two smoothing parameters, two states and the variance
  EXPECT_NEAR(summary.loglik, -0.5 * 30.0 * std::log(squares), kAlgebra * 1e3);
  EXPECT_NEAR(summary.aic, -2.0 * summary.loglik + 2.0 * k, kAlgebra);
  EXPECT_NEAR(summary.bic, -2.0 * summary.loglik + std::log(30.0) * k, kAlgebra);
  EXPECT_NEAR(summary.aicc, summary.aic + 2.0 * k * (k + 1.0) / (30.0 - k - 1.0), kAlgebra);
}

}  // namespace models_ces_fitted_test
