// SPDX-License-Identifier: Apache-2.0
#include <dubao/models/structural/estimate.hpp>

#include <gtest/gtest.h>

namespace models_structural_estimate_test {

using dubao::data::Series;
using namespace dubao::models::structural;
using dubao::optim::Convergence;

// Roots and quotients of numbers of size one.
constexpr double kRounding = 1e-12;

const std::vector<double> kValues{1120, 1160, 963,  1210, 1160, 1160, 813,  1230, 1370, 1140,
                                  995,  935,  1110, 994,  1020, 960,  1180, 799,  958,  1140};

WorkingData data_of(const std::vector<double>& values, const Form& form) {
  auto series = dubao::models::detail::prepare(Series::annual(2000, values));
  WorkingData data = working_data(series, false);
  set_effects(data, series, form, {}, 0);
  return data;
}
Form form_of(const char* trend) {
  Form form;
  form.trend = parse_trend(trend);
  form.irregular = form.trend.irregular;
  return form;
}

TEST(StructuralEstimate, OfAConstantIsTheSampleVariance) {
  const Form form = form_of("constant");
  const WorkingData data = data_of({10.0, 12.0, 9.0, 13.0}, form);
  Likelihood likelihood(data, form, {});
  const Estimate e = estimate(likelihood);
  ASSERT_TRUE(e.is_usable());
  // Mean 11, squares 1 + 1 + 4 + 4 over three degrees of freedom; 13 stands as 13/8.
  const double unit = std::ldexp(1.0, data.exponent + 3);
  EXPECT_NEAR(e.deviations.irregular * unit, std::sqrt(10.0 / 3.0), kRounding);
  EXPECT_EQ(e.deviations.level, 0.0);
  EXPECT_EQ(e.reason, Convergence::kOptimal);
}

TEST(StructuralEstimate, OfARandomWalkWithDriftIsTheVarianceOfTheChanges) {
  const Form form = form_of("random walk with drift");
  const WorkingData data = data_of({1.0, 2.0, 4.0, 5.0, 8.0}, form);
  Likelihood likelihood(data, form, {});
  const Estimate e = estimate(likelihood);
  // Changes 1, 2, 1, 3 about 7/4: squares 2.75 over three degrees of freedom; 8 stands as 8/8.
  const double unit = std::ldexp(1.0, data.exponent + 3);
  EXPECT_NEAR(e.deviations.level * unit, std::sqrt(2.75 / 3.0), kRounding);
}

TEST(StructuralEstimate, NoPointOfAGridIsBetterThanTheOptimum) {
  const Form form = form_of("local level");
  const WorkingData data = data_of(kValues, form);
  Likelihood likelihood(data, form, {});
  const Estimate e = estimate(likelihood);
  ASSERT_EQ(likelihood.count(), 1);
  for (int k = 0; k <= 200; ++k) {
    const double u = k / 200.0;
    EXPECT_GE(likelihood.value(&u), e.deviance - kBetter) << u;
  }
  EXPECT_LE(e.certificate, kOptimality);
  EXPECT_EQ(e.starts, 6);
  EXPECT_GE(e.agreed, 1);
}

TEST(StructuralEstimate, AVarianceThatTheDataDoNotAskForIsAnExactZero) {
  // Alternating values: any movement of the level would make the innovations larger.
  const Form form = form_of("local level");
  std::vector<double> values;
  for (int t = 0; t < 16; ++t) values.push_back(t % 2 == 0 ? 10.0 : 12.0);
  const WorkingData data = data_of(values, form);
  Likelihood likelihood(data, form, {});
  const Estimate e = estimate(likelihood);
  EXPECT_EQ(e.deviations.level, 0.0);
  EXPECT_EQ(e.u[0], 0.0);
  EXPECT_LE(e.certificate, kOptimality);
}

TEST(StructuralEstimate, TheCertificateRefusesAPointThatIsNotOptimal) {
  const Form form = form_of("local level");
  const WorkingData data = data_of(kValues, form);
  Likelihood likelihood(data, form, {});
  Vector u(1);
  u[0] = 0.9;
  ASSERT_TRUE(std::isfinite(likelihood.value(u.data())));
  EXPECT_GT(certificate(likelihood, u, deviations_at(likelihood, u)), 100.0 * kOptimality);
}

TEST(StructuralEstimate, DeviationsAreTheRootsOfTheScaledVariances) {
  const Form form = form_of("local level");
  const WorkingData data = data_of(kValues, form);
  Likelihood likelihood(data, form, {});
  Vector u(1);
  u[0] = 1.0 / 3.0;  // cos² 30° = 3/4, sin² 30° = 1/4
  (void)likelihood.value(u.data());
  const Deviations d = deviations_at(likelihood, u);
  EXPECT_NEAR(d.variances().irregular, 0.75 * likelihood.scale(), kRounding * likelihood.scale());
  EXPECT_NEAR(d.variances().level, 0.25 * likelihood.scale(), kRounding * likelihood.scale());
}

}  // namespace models_structural_estimate_test
