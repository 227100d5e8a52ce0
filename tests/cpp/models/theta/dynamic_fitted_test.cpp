// SPDX-License-Identifier: Apache-2.0
#include <dubao/models/theta/dynamic_fitted.hpp>

namespace models_theta_dynamic_fitted_test {

using dubao::data::Series;
namespace detail = dubao::models::detail;
namespace theta = dubao::models::theta;

constexpr double kAlgebra = 1e-9;
constexpr double kOptimality = 1e-5;

const std::vector<double>& employment() {
  static const std::vector<double> values{52.6, 49.5, 63.1, 70.2,  68.9, 75.4,
                                          83.0, 79.9, 91.2, 101.7, 99.3, 112.4};
  return values;
}

double parameter(const theta::FittedDynamicTheta& fitted, const std::string& name) {
  for (const auto& [key, value] : fitted.summary().params) {
    if (key == name) return value;
  }
  return dubao::data::kMissing;
}
theta::FittedDynamicTheta fit(theta::ThetaForm form) {
  return {detail::prepare(Series::annual(2000, employment())), form, {}, false, 1.0};
}

TEST(FittedDynamicTheta, NamesItsForm) {
  EXPECT_EQ((theta::ThetaForm{true, false}.name()), "OptimizedTheta");
  EXPECT_EQ((theta::ThetaForm{false, true}.name()), "DynamicTheta");
  EXPECT_EQ((theta::ThetaForm{true, true}.name()), "DynamicOptimizedTheta");
}

TEST(FittedDynamicTheta, ForecastsByTheRecursionOfTheHeaderFromItsParametersAlone) {
  for (const theta::ThetaForm form :
       {theta::ThetaForm{true, true}, theta::ThetaForm{false, true}, theta::ThetaForm{true, false}}) {
    const auto fitted = fit(form);
    const double alpha = parameter(fitted, "alpha");
    const double w = 1.0 - 1.0 / parameter(fitted, "theta");
    double level = parameter(fitted, "l");
    theta::RunningLine line;
    const auto mean = fitted.mean(4);
    for (std::size_t t = 0; t < 16; ++t) {
      const double time = static_cast<double>(t + 1);
      const double a = form.dynamic ? line.intercept() : parameter(fitted, "intercept");
      const double b = form.dynamic ? line.slope() : parameter(fitted, "slope");
      const double mu = level + w * theta::line_term(alpha, time, a, b);
      const double z = t < 12 ? employment()[t] : mu;
      if (t >= 12) {
        EXPECT_NEAR(mean[t - 12], mu, kAlgebra * mu) << form.name() << t;
      } else if (t >= 3) {
        EXPECT_NEAR(fitted.summary().fitted_values[t], mu, kAlgebra * mu) << form.name() << t;
      }
      level = alpha * z + (1.0 - alpha) * level;
      line.add(time, z);
    }
  }
}

TEST(FittedDynamicTheta, TheVarianceCountsErrorsFromTheFourthValueOnLessWhatWasEstimated) {
  for (const bool optimized : {false, true}) {
    const auto fitted = fit({optimized, true});
    double squares = 0.0;
    for (std::size_t t = 0; t < 12; ++t) {
      const double r = fitted.summary().residuals[t];
      EXPECT_EQ(std::isnan(r), t < 3) << t;
      if (t >= 3) squares += r * r;
    }
    EXPECT_NEAR(fitted.summary().sigma2, squares / (9.0 - (optimized ? 3.0 : 2.0)), kAlgebra);
    EXPECT_LE(fitted.certificate(), kOptimality);
  }
}

TEST(FittedDynamicTheta, AFreeThetaIsNeverWorseThanTwo) {
  EXPECT_LE(fit({true, true}).sum_of_squares(), fit({false, true}).sum_of_squares());
}

TEST(FittedDynamicTheta, AppliesTheSeasonalIndicesItWasGiven) {
  // Indices times a line: adjusted, the line is continued; the season comes back on top.
  std::vector<double> y;
  const std::vector<double> index{1.25, 0.75};
  for (int t = 0; t < 12; ++t) y.push_back((10.0 + t) * index[static_cast<std::size_t>(t % 2)]);
  const theta::FittedDynamicTheta fitted(detail::prepare(Series::annual(2000, y)), {true, true},
                                         {index, true}, false, 1.0);
  EXPECT_NEAR(fitted.mean(2)[0], 22.0 * 1.25, 1e-6);
  EXPECT_NEAR(fitted.mean(2)[1], 23.0 * 0.75, 1e-6);
}

}  // namespace models_theta_dynamic_fitted_test
