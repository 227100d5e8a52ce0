// SPDX-License-Identifier: Apache-2.0
#include <dubao/models/structural/likelihood.hpp>

#include <gtest/gtest.h>
#include <models/state_space/brute_force.hpp>
#include <support/allocations.hpp>

namespace models_structural_likelihood_test {

using dubao::Index;
using dubao::data::kMissing;
using dubao::data::Series;
namespace structural = dubao::models::structural;

// Two exact computations of one deviance of size a hundred.
constexpr double kAlgebra = 1e-9;

// Annual flow of the Nile at Aswan, 1871–1970 (R datasets::Nile).
const std::vector<double>& nile() {
  static const std::vector<double> values{
      1120, 1160, 963,  1210, 1160, 1160, 813,  1230, 1370, 1140, 995,  935,  1110, 994, 1020, 960,  1180,
      799,  958,  1140, 1100, 1210, 1150, 1250, 1260, 1220, 1030, 1100, 774,  840,  874, 694,  940,  833,
      701,  916,  692,  1020, 1050, 969,  831,  726,  456,  824,  702,  1120, 1100, 832, 764,  821,  768,
      845,  864,  862,  698,  845,  744,  796,  1040, 759,  781,  865,  845,  944,  984, 897,  822,  1010,
      771,  676,  649,  846,  812,  742,  801,  1040, 860,  874,  848,  890,  744,  749, 838,  1050, 918,
      986,  797,  923,  975,  815,  1020, 906,  901,  1170, 912,  746,  919,  718,  714, 740};
  return values;
}

TEST(StructuralLikelihood, DerivativesAgreeWithFiniteDifferences) {
  constexpr double kStep = 1e-6;
  constexpr double kDifference =
      1e-4;  // relative; rounding in the difference is about 1e-9 / kStep of the deviance
  auto series = dubao::models::detail::prepare(Series::annual(1871, nile()));
  structural::Form form;
  form.trend = structural::parse_trend("damped");
  form.season = dubao::models::state_space::Season::kTrigonometric;
  form.season_length = 4;
  form.cycle = true;
  for (const bool known : {false, true}) {
    auto data = structural::working_data(series, false);
    if (known) data.known.assign(data.y.size(), 0.3);
    structural::set_effects(data, series, form, {}, 0);
    structural::Likelihood likelihood(data, form, {3.0, 12.0});
    structural::Vector u(likelihood.count());
    for (Eigen::Index i = 0; i < u.size(); ++i) {
      const auto& c = likelihood.coordinates()[static_cast<std::size_t>(i)];
      u[i] = c.lower + (0.3 + 0.05 * static_cast<double>(i)) * (c.upper - c.lower);
    }
    double value = 0.0;
    structural::Vector gradient;
    structural::Matrix information;
    ASSERT_TRUE(likelihood.expand(u.data(), value, gradient, information));
    EXPECT_NEAR(value, likelihood.value(u.data()), 1e-9 * std::abs(value));
    for (Eigen::Index i = 0; i < u.size(); ++i) {
      structural::Vector above = u;
      structural::Vector below = u;
      above[i] += kStep;
      below[i] -= kStep;
      const double difference =
          (likelihood.value(above.data()) - likelihood.value(below.data())) / (2.0 * kStep);
      EXPECT_NEAR(gradient[i], difference, kDifference * (1.0 + std::abs(difference))) << i << known;
    }
  }
}

structural::Form form_of(const char* trend) {
  structural::Form form;
  form.trend = structural::parse_trend(trend);
  form.irregular = form.trend.irregular;
  return form;
}
structural::WorkingData data_of(const std::vector<double>& values, const structural::Form& form) {
  auto series = dubao::models::detail::prepare(Series::annual(1871, values));
  auto data = structural::working_data(series, false);
  structural::set_effects(data, series, form, {}, 0);
  return data;
}
// A share of every coordinate's range, another for each.
structural::Vector inside(const structural::Likelihood& likelihood, double share) {
  structural::Vector u(likelihood.count());
  for (Eigen::Index i = 0; i < u.size(); ++i) {
    const auto& c = likelihood.coordinates()[static_cast<std::size_t>(i)];
    u[i] = c.lower + (share + 0.05 * static_cast<double>(i)) * (c.upper - c.lower);
  }
  return u;
}

TEST(StructuralLikelihood, TheConcentratedDevianceIsThatOfTheNormalVectorAtItsScale) {
  const std::vector<double> values(nile().begin(), nile().begin() + 10);
  for (const char* trend : {"local level", "drift", "damped"}) {
    const structural::Form form = form_of(trend);
    const auto data = data_of(values, form);
    structural::Likelihood likelihood(data, form, {});
    const structural::Vector u = inside(likelihood, 0.3);
    const double deviance = likelihood.value(u.data());
    auto absolute = likelihood.parameters(u.data());
    absolute.irregular *= likelihood.scale();
    absolute.level *= likelihood.scale();
    absolute.slope *= likelihood.scale();
    const auto exact = dubao::test::brute_force({likelihood.shape(), absolute}, data.observations());
    EXPECT_NEAR(deviance, exact.deviance, kAlgebra * 100.0) << trend;
    EXPECT_EQ(likelihood.innovations(), 10 - likelihood.shape().diffuse()) << trend;
  }
}

TEST(StructuralLikelihood, CoordinatesAndVariancesLeadBackToEachOther) {
  structural::Form form = form_of("damped");
  form.season = dubao::models::state_space::Season::kDummy;
  form.season_length = 4;
  form.cycle = true;
  for (const bool known : {false, true}) {
    auto data = data_of(nile(), form);
    if (known) data.known.assign(data.y.size(), 0.3);
    const structural::Likelihood likelihood(data, form, {3.0, 12.0});
    EXPECT_EQ(likelihood.is_concentrated(), !known);
    // One scale is concentrated out.
    EXPECT_EQ(likelihood.count(), form.searched() - (known ? 0 : 1));
    const structural::Vector u = inside(likelihood, 0.2);
    const structural::Vector again = likelihood.coordinates_of(likelihood.parameters(u.data()));
    EXPECT_LT((u - again).cwiseAbs().maxCoeff(), 1e-12) << known;
  }
}

TEST(StructuralLikelihood, TheEndsOfAShareAreExactZeros) {
  const structural::Form form = form_of("local level");
  const auto data = data_of(nile(), form);
  const structural::Likelihood likelihood(data, form, {});
  const double none = 0.0;
  const double all = 1.0;
  EXPECT_EQ(likelihood.parameters(&none).level, 0.0);
  EXPECT_EQ(likelihood.parameters(&none).irregular, 1.0);
  EXPECT_EQ(likelihood.parameters(&all).irregular, 0.0);
  EXPECT_EQ(likelihood.parameters(&all).level, 1.0);
}

TEST(StructuralLikelihood, AllocatesNothingAfterTheFirstEvaluation) {
  using dubao::models::state_space::Season;
  const std::vector<double> values(nile().begin(), nile().begin() + 40);
  for (const bool known : {false, true}) {
    for (const Season season : {Season::kDummy, Season::kTrigonometric}) {
      structural::Form form = form_of("damped");
      form.season = season;
      form.season_length = 4;
      form.cycle = true;
      auto data = data_of(values, form);
      if (known) data.known.assign(data.y.size(), 0.3);
      structural::Likelihood likelihood(data, form, {3.0, 12.0});
      structural::Vector u = inside(likelihood, 0.2);
      double value = 0.0;
      structural::Vector gradient;
      structural::Matrix information;
      ASSERT_TRUE(likelihood.expand(u.data(), value, gradient, information));
      ASSERT_TRUE(std::isfinite(likelihood.value(u.data())));
      const long before = dubao::test::allocations;
      ASSERT_GT(before, 0);  // the count is alive
      u[0] += 0.1;
      const bool good = likelihood.expand(u.data(), value, gradient, information);
      const double again = likelihood.value(u.data());
      EXPECT_EQ(dubao::test::allocations - before, 0) << known;
      EXPECT_TRUE(good) << known;
      EXPECT_NEAR(again, value, kAlgebra * 100.0) << known;
    }
  }
}

TEST(StructuralLikelihood, AWholeSearchAllocatesNothingAfterTheFirstEvaluation) {
  const structural::Form form = form_of("local linear");
  const auto data = data_of(nile(), form);
  structural::Likelihood likelihood(data, form, {});
  const structural::Vector start = inside(likelihood, 0.3);
  const structural::Vector lower = structural::Vector::Zero(start.size());
  const structural::Vector upper = structural::Vector::Ones(start.size());
  double value = 0.0;
  structural::Vector gradient;
  structural::Matrix information;
  ASSERT_TRUE(likelihood.expand(start.data(), value, gradient, information));
  ASSERT_TRUE(std::isfinite(likelihood.value(start.data())));
  const long before = dubao::test::allocations;
  ASSERT_GT(before, 0);  // the count is alive
  const auto found = dubao::models::state_space::minimise(likelihood, start, lower, upper,
                                                          dubao::models::state_space::kPromisedDecrease, 100);
  EXPECT_EQ(dubao::test::allocations - before, 0);
  EXPECT_LT(found.value, value);
  EXPECT_GT(found.iterations, 1);
}

TEST(StructuralLikelihood, MissingPeriodsBeforeTheFirstValueDoNotMoveTheDeviance) {
  for (const char* trend : {"local level", "local linear", "damped"}) {
    structural::Form form = form_of(trend);
    form.season = dubao::models::state_space::Season::kDummy;
    form.season_length = 4;
    form.cycle = true;
    const std::vector<double> values(nile().begin(), nile().begin() + 24);
    const auto plain = data_of(values, form);
    structural::Likelihood short_one(plain, form, {3.0, 12.0});
    const structural::Vector u = inside(short_one, 0.3);
    double value = 0.0;
    structural::Vector gradient;
    structural::Matrix information;
    ASSERT_TRUE(short_one.expand(u.data(), value, gradient, information));
    // From about 45 on, φ^(2·lead) at φ = 0.8 is below what the filter takes for a diffuse variance.
    for (const std::size_t lead : {1U, 4U, 11U, 30U, 45U, 300U}) {
      std::vector<double> later(lead, kMissing);
      later.insert(later.end(), values.begin(), values.end());
      const auto data = data_of(later, form);
      structural::Likelihood likelihood(data, form, {3.0, 12.0});
      double own = 0.0;
      structural::Vector slope;
      ASSERT_TRUE(likelihood.expand(u.data(), own, slope, information)) << trend << lead;
      EXPECT_EQ(own, value) << trend << lead;
      EXPECT_EQ(likelihood.value(u.data()), short_one.value(u.data())) << trend << lead;
      EXPECT_EQ(slope, gradient) << trend << lead;
    }
  }
}

}  // namespace models_structural_likelihood_test
