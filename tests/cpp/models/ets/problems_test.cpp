// SPDX-License-Identifier: Apache-2.0
//
// The two least-squares problems: layout of the unknowns, exact derivatives, what they refuse.
#include <dubao/models/ets/problems.hpp>

namespace models_ets_problems_test {

using dubao::data::kMissing;
using dubao::data::Series;
using dubao::models::EtsForm;
using dubao::models::parse_form;
using dubao::models::detail::Prepared;
namespace detail = dubao::models::detail;
namespace ets = dubao::models::ets;

constexpr double kExact = 1e-13;
// Central differences with step 1e-6 are good to about 1e-8 here.
constexpr double kDifferences = 1e-6;

std::vector<EtsForm> all_forms() {
  std::vector<EtsForm> out;
  for (const char* error : {"A", "M"}) {
    for (const char* trend : {"N", "A", "Ad", "M", "Md"}) {
      for (const char* season : {"N", "A", "M"}) out.push_back(parse_form(error, trend, false, season));
    }
  }
  return out;
}

Prepared quarterly() {
  return detail::prepare(Series::quarterly(2018, 1,
                                           {1.21, 0.93, 0.78, 1.15, 1.30, 1.02, 0.85, 1.22, kMissing, 1.11,
                                            0.91, 1.35, 1.45, 1.17, 1.0, 1.4})
                             .with_break(dubao::time::Period::quarterly(2020, 1)));
}

ets::Setting setting_of(const EtsForm& form, const Prepared& data) {
  ets::Setting setting;
  setting.form = form;
  setting.data = &data;
  setting.season_length = form.has_season() ? 4 : 1;
  return setting;
}

// A plausible point: coordinates then unknowns, for the joint problem.
std::vector<double> plausible(const ets::Setting& setting, const ets::JointProblem& problem) {
  const double u[] = {0.4, 0.3, 0.2, 0.9};
  std::vector<double> x;
  for (const int i : problem.active()) x.push_back(u[i]);
  x.push_back(1.0);
  if (setting.form.has_trend()) x.push_back(setting.form.has_growth_factor() ? 1.02 : 0.01);
  if (setting.form.has_season()) {
    const bool ratio = setting.form.season == dubao::models::EtsSeason::kMultiplicative;
    for (const double s : {0.1, -0.05, -0.2}) x.push_back(ratio ? 1.0 + s : s);
  }
  x.push_back(0.03);  // level shift
  return x;
}

TEST(EtsProblems, UnknownsAreLevelTrendSeasonsAndShifts) {
  const Prepared data = quarterly();
  const ets::Setting setting = setting_of(parse_form("A", "Ad", false, "A"), data);
  EXPECT_EQ(setting.states(), 5);
  EXPECT_EQ(setting.shifts(), 1);
  EXPECT_EQ(setting.unknowns(), 6);
  EXPECT_EQ(setting.parameters(), 10);
  const double initial[] = {1.0, 0.25, 0.5, -0.125, 0.25, 0.75};
  ets::State<double> state;
  std::vector<double> shift;
  ets::unpack(setting, initial, state, shift);
  EXPECT_EQ(state.level, 1.0);
  EXPECT_EQ(state.trend, 0.25);
  // Additive seasons sum to zero.
  EXPECT_EQ(state.season, (std::vector<double>{0.5, -0.125, 0.25, -0.625}));
  EXPECT_EQ(shift, std::vector<double>{0.75});
}

TEST(EtsProblems, FactorsSumToTheLengthOfTheSeasonAndAFormWithoutTrendHasNone) {
  const Prepared data = quarterly();
  const ets::Setting setting = setting_of(parse_form("M", "N", false, "M"), data);
  const double initial[] = {1.0, 1.5, 0.875, 1.25, 0.75};
  ets::State<double> state;
  state.trend = 9.0;
  std::vector<double> shift;
  ets::unpack(setting, initial, state, shift);
  EXPECT_EQ(state.trend, 0.0);
  EXPECT_EQ(state.season, (std::vector<double>{1.5, 0.875, 1.25, 0.375}));
  EXPECT_EQ(shift, std::vector<double>{0.75});
}

TEST(EtsProblems, DerivativesOfTheJointProblemAgreeWithDifferencesForEveryForm) {
  const Prepared data = quarterly();
  for (const EtsForm& form : all_forms()) {
    const ets::Setting setting = setting_of(form, data);
    ets::JointProblem problem(setting);
    const std::vector<double> x = plausible(setting, problem);
    ASSERT_EQ(static_cast<int>(x.size()), problem.parameters()) << form.name();
    const int n = problem.residuals();
    std::vector<double> r(static_cast<std::size_t>(n));
    std::vector<double> up = r;
    std::vector<double> down = r;
    std::vector<double> jacobian(static_cast<std::size_t>(n) * x.size());
    ASSERT_TRUE(problem(x.data(), r.data(), jacobian.data())) << form.name();
    for (std::size_t i = 0; i < x.size(); ++i) {
      constexpr double kStep = 1e-6;
      std::vector<double> moved = x;
      moved[i] = x[i] + kStep;
      ASSERT_TRUE(problem(moved.data(), up.data(), nullptr));
      moved[i] = x[i] - kStep;
      ASSERT_TRUE(problem(moved.data(), down.data(), nullptr));
      for (int t = 0; t < n; ++t) {
        const auto row = static_cast<std::size_t>(t);
        const double difference = (up[row] - down[row]) / (2.0 * kStep);
        EXPECT_NEAR(jacobian[i * static_cast<std::size_t>(n) + row], difference, kDifferences)
            << form.name() << " parameter " << i << " row " << t;
      }
    }
  }
}

TEST(EtsProblems, TheProjectedStateIsTheBestAndItsGradientIsExact) {
  const Prepared data = quarterly();
  const ets::Setting setting = setting_of(parse_form("A", "Ad", false, "A"), data);
  ets::ProjectedProblem projected(setting);
  ets::JointProblem joint(setting);
  const double u[] = {0.4, 0.3, 0.2, 0.9};
  const auto n = static_cast<std::size_t>(projected.residuals());
  std::vector<double> r(n);
  std::vector<double> jacobian(n * 4);
  const auto squares = [](const std::vector<double>& v) {
    double sum = 0.0;
    for (const double one : v) sum += one * one;
    return sum;
  };
  ASSERT_TRUE(projected(u, r.data(), jacobian.data()));
  const double best = squares(r);
  // The joint problem at the projected state has the same errors; any other state has larger ones.
  std::vector<double> x{u[0], u[1], u[2], u[3]};
  x.insert(x.end(), projected.initial().begin(), projected.initial().end());
  std::vector<double> other(n);
  ASSERT_TRUE(joint(x.data(), other.data(), nullptr));
  EXPECT_NEAR(squares(other), best, kExact);
  for (std::size_t i = 4; i < x.size(); ++i) {
    std::vector<double> moved = x;
    moved[i] += 1e-3;
    ASSERT_TRUE(joint(moved.data(), other.data(), nullptr));
    EXPECT_GT(squares(other), best) << i;
  }
  for (std::size_t i = 0; i < 4; ++i) {
    constexpr double kStep = 1e-5;
    double moved[] = {u[0], u[1], u[2], u[3]};
    moved[i] += kStep;
    ASSERT_TRUE(projected(moved, other.data(), nullptr));
    const double up = squares(other);
    moved[i] -= 2.0 * kStep;
    ASSERT_TRUE(projected(moved, other.data(), nullptr));
    double gradient = 0.0;
    for (std::size_t t = 0; t < n; ++t) gradient += 2.0 * jacobian[i * n + t] * r[t];
    EXPECT_NEAR(gradient, (up - squares(other)) / (2.0 * kStep), kDifferences) << i;
  }
}

TEST(EtsProblems, RelativeResidualsCarryTheGeometricMeanOfThePredictions) {
  // n log Σ (G e)² = n log Σ e² + 2 Σ log μ, with e and Σ log μ of the recursion.
  const Prepared data = detail::prepare(Series::annual(2000, {1.0, 1.5, 1.25}));
  const ets::Setting setting = setting_of(parse_form("M", "N", false, "N"), data);
  ets::JointProblem problem(setting);
  ASSERT_EQ(problem.parameters(), 2);
  // α = 0.5, level 1: μ = 1, 1, 1.25, so e = 0, 0.5, 0 and G = 1.25^(1/3).
  const double x[] = {0.5, 1.0};
  double residuals[3];
  ASSERT_TRUE(problem(x, residuals, nullptr));
  EXPECT_NEAR(problem.geometric(), std::cbrt(1.25), kExact);
  EXPECT_NEAR(residuals[0], 0.0, kExact);
  EXPECT_NEAR(residuals[1], 0.5 * std::cbrt(1.25), kExact);
  EXPECT_NEAR(residuals[2], 0.0, kExact);
}

TEST(EtsProblems, RefusesFactorsThatAreNotPositiveAndPointsThatAreNotAdmissible) {
  const Prepared data = quarterly();
  const ets::Setting ratio = setting_of(parse_form("M", "N", false, "M"), data);
  ets::JointProblem joint(ratio);
  std::vector<double> x = plausible(ratio, joint);
  std::vector<double> residuals(static_cast<std::size_t>(joint.residuals()));
  ASSERT_TRUE(joint(x.data(), residuals.data(), nullptr));
  x[3] = 0.0;  // the first factor
  EXPECT_FALSE(joint(x.data(), residuals.data(), nullptr));

  // α + γ above 1: past errors would count more and more. R's admissible() refuses it too.
  const ets::Setting additive = setting_of(parse_form("A", "A", false, "A"), data);
  ets::ProjectedProblem projected(additive);
  const double good[] = {0.4, 0.3, 0.2, 1.0};
  const double bad[] = {0.9, 1.0, 30.0, 1.0};
  EXPECT_TRUE(projected(good, residuals.data(), nullptr));
  EXPECT_FALSE(projected(bad, residuals.data(), nullptr));
  EXPECT_TRUE(projected(good, residuals.data(), nullptr));
}

}  // namespace models_ets_problems_test
