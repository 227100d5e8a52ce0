// SPDX-License-Identifier: Apache-2.0
//
// The recursion, its derivatives and the two least-squares problems built on it.
#include <dubao/models/ets/problems.hpp>

namespace {

using dubao::Index;
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
    for (const char* trend : {"N", "A", "Ad"}) {
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

// A plausible point: coordinates then unknowns, for the joint problem.
std::vector<double> plausible(const ets::Setting& setting, const ets::JointProblem& problem) {
  const double u[] = {0.4, 0.3, 0.2, 0.9};
  std::vector<double> x;
  for (const int i : problem.active()) x.push_back(u[i]);
  x.push_back(1.0);
  if (setting.form.has_trend()) x.push_back(0.01);
  if (setting.form.has_season()) {
    const bool ratio = setting.form.season == dubao::models::EtsSeason::kMultiplicative;
    for (const double s : {0.1, -0.05, -0.2}) x.push_back(ratio ? 1.0 + s : s);
  }
  x.push_back(0.03);  // level shift
  return x;
}

TEST(EtsRecursion, FollowsTheTextbookForHoltByHand) {
  const Prepared data = detail::prepare(Series::annual(2000, {1.0, 1.5, 1.25}));
  const EtsForm form = parse_form("A", "A", false, "N");
  const ets::Smoothing<double> p{0.5, 0.25, 0.0, 1.0};
  ets::State<double> state{1.0, 0.25, {}};
  double errors[3];
  double log_scale = 0.0;
  ASSERT_TRUE(ets::filter<double>(form, data, {}, 1, p, nullptr, state, errors, log_scale));
  // q1 = 1.25, e1 = −0.25, l1 = 1.125, b1 = 0.1875; q2 = 1.3125, e2 = 0.1875, l2 = 1.40625, b2 = 0.234375;
  // q3 = 1.640625, e3 = −0.390625.
  EXPECT_NEAR(errors[0], -0.25, kExact);
  EXPECT_NEAR(errors[1], 0.1875, kExact);
  EXPECT_NEAR(errors[2], -0.390625, kExact);
  EXPECT_NEAR(state.level, 1.640625 - 0.5 * 0.390625, kExact);
  EXPECT_EQ(log_scale, 0.0);
}

TEST(EtsRecursion, RelativeErrorsHaveTheStatesOfAdditiveOnes) {
  const Prepared data = quarterly();
  const ets::Smoothing<double> p{0.4, 0.1, 0.0, 0.9};
  std::vector<double> a(16);
  std::vector<double> m(16);
  const double none[] = {0.0};
  ets::State<double> additive{1.0, 0.01, {}};
  ets::State<double> relative = additive;
  double log_scale = 0.0;
  ASSERT_TRUE(
      ets::filter(parse_form("A", "Ad", false, "N"), data, {}, 1, p, none, additive, a.data(), log_scale));
  ASSERT_TRUE(
      ets::filter(parse_form("M", "Ad", false, "N"), data, {}, 1, p, none, relative, m.data(), log_scale));
  EXPECT_NEAR(additive.level, relative.level, kExact);
  EXPECT_NEAR(additive.trend, relative.trend, kExact);
}

TEST(EtsRecursion, DerivativesOfTheJointProblemAgreeWithDifferencesForEveryForm) {
  const Prepared data = quarterly();
  for (const EtsForm& form : all_forms()) {
    ets::Setting setting;
    setting.form = form;
    setting.data = &data;
    setting.season_length = form.has_season() ? 4 : 1;
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

TEST(EtsRecursion, TheProjectedStateIsTheBestAndItsGradientIsExact) {
  const Prepared data = quarterly();
  ets::Setting setting;
  setting.form = parse_form("A", "Ad", false, "A");
  setting.data = &data;
  setting.season_length = 4;
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

TEST(EtsRecursion, RefusesARelativeFormWhoseMeanIsNotPositive) {
  const Prepared data = detail::prepare(Series::annual(2000, {1.0, 1.2, 1.1}));
  ets::State<double> state{0.1, -1.0, {}};
  double errors[3];
  double log_scale = 0.0;
  EXPECT_FALSE(ets::filter<double>(parse_form("M", "A", false, "N"), data, {}, 1, {0.1, 0.1, 0.0, 1.0},
                                   nullptr, state, errors, log_scale));
}

}  // namespace
