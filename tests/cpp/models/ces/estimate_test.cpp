// SPDX-License-Identifier: Apache-2.0
#include <dubao/models/ces/estimate.hpp>

namespace models_ces_estimate_test {

using dubao::Index;
using dubao::data::kMissing;
using dubao::data::Series;
namespace ces = dubao::models::ces;

// Largest relative gap of the certificate at an optimum inside the box.
constexpr double kOptimality = 1e-5;
// What rounding may take from a smallest sum of squares, relative.
constexpr double kRounding = 1e-9;

std::vector<double> quarterly(int n) {
  std::vector<double> out;
  const double season[] = {12, -9, -7, 4};
  for (int t = 0; t < n; ++t) out.push_back(80.0 + 0.6 * t + season[t % 4] + 1.5 * ((t * 7) % 5 - 2));
  return out;
}
TEST(CesEstimate, DerivativesAgreeWithFiniteDifferences) {
  constexpr double kStep = 1e-6;
  std::vector<double> y = quarterly(32);
  y[9] = kMissing;
  const auto prepared = dubao::models::detail::prepare(
      Series::quarterly(2000, 1, y).with_break(dubao::time::Period::quarterly(2004, 1)));
  for (const ces::Season form :
       {ces::Season::kNone, ces::Season::kSimple, ces::Season::kPartial, ces::Season::kFull}) {
    const ces::Setting setting(prepared, form, 4);
    ces::Problem problem(setting);
    const auto rows = static_cast<std::size_t>(problem.residuals());
    std::vector<double> r(rows);
    std::vector<double> j(rows * ces::kCoordinates);
    std::array<double, ces::kCoordinates> u{0.4, 0.9, 0.3, 0.95};
    const auto cost = [&] {
      EXPECT_TRUE(problem(u.data(), r.data(), nullptr));
      double sum = 0.0;
      for (const double e : r) sum += e * e;
      return sum;
    };
    for (Index i = 0; i < ces::smoothing_parameters(form); ++i) {
      const auto c = static_cast<std::size_t>(i);
      const double kept = u[c];
      u[c] = kept + kStep;
      const double above = cost();
      u[c] = kept - kStep;
      const double below = cost();
      u[c] = kept;
      ASSERT_TRUE(problem(u.data(), r.data(), j.data()));
      double analytic = 0.0;
      for (std::size_t t = 0; t < rows; ++t) analytic += 2.0 * r[t] * j[c * rows + t];
      EXPECT_NEAR(analytic, (above - below) / (2.0 * kStep), 1e-5 * (1.0 + std::abs(analytic)))
          << ces::letter(form) << i;
    }
    // The recursion at the projected initial values gives the same errors.
    std::vector<double> errors;
    ces::State<double> state;
    problem.run(ces::natural(form, u.data()), problem.initial(), state, errors);
    for (std::size_t t = 0; t < rows; ++t) EXPECT_NEAR(errors[t], r[t], 1e-8);
  }
}

double squares(const std::vector<double>& errors) {
  double sum = 0.0;
  for (const double e : errors) sum += e * e;
  return sum;
}

TEST(CesEstimate, IsNoWorseThanAnyPointOfTheBoxOrAnyOtherInitialState) {
  const auto prepared = dubao::models::detail::prepare(Series::quarterly(2000, 1, quarterly(24)));
  const ces::Setting setting(prepared, ces::Season::kNone, 4);
  const ces::Estimate best = ces::estimate(setting);
  ASSERT_TRUE(best.is_usable());
  EXPECT_GE(best.agreed, 1);
  EXPECT_LE(best.certificate, kOptimality);
  EXPECT_EQ(best.sum_of_squares, squares(best.errors));
  ces::Problem problem(setting);
  std::vector<double> r(static_cast<std::size_t>(problem.residuals()));
  for (double position = 0.01; position < 1.0; position += 0.02) {
    for (double imaginary = -0.6; imaginary < 1.7; imaginary += 0.05) {
      const std::array<double, ces::kCoordinates> u{position, imaginary, 0.0, 0.0};
      ASSERT_TRUE(problem(u.data(), r.data(), nullptr));
      EXPECT_GE(squares(r), best.sum_of_squares * (1.0 - kRounding)) << position << ' ' << imaginary;
    }
  }
  for (std::size_t i = 0; i < best.initial.size(); ++i) {
    for (const double step : {0.01, -0.01}) {
      std::vector<double> initial = best.initial;
      initial[i] += step;
      std::vector<double> errors;
      ces::State<double> state;
      problem.run(best.smoothing, initial, state, errors);
      EXPECT_GT(squares(errors), best.sum_of_squares) << i << ' ' << step;
    }
  }
}

TEST(CesEstimate, CountsParametersAndPunishesThemAsTheSecondOrderCriterionDoes) {
  const auto prepared = dubao::models::detail::prepare(
      Series::quarterly(2000, 1, quarterly(24)).with_break(dubao::time::Period::quarterly(2003, 1)));
  // Smoothing parameters, initial states and one shift.
  const std::map<char, Index> expected{
      {'N', 2 + 2 + 1}, {'S', 2 + 8 + 1}, {'P', 3 + 6 + 1}, {'F', 4 + 10 + 1}};
  for (const ces::Season form :
       {ces::Season::kNone, ces::Season::kSimple, ces::Season::kPartial, ces::Season::kFull}) {
    const ces::Setting setting(prepared, form, 4);
    EXPECT_EQ(setting.parameters(), expected.at(ces::letter(form)));
    ces::Estimate some;
    some.minus_two_log_likelihood = 100.0;
    const double k = static_cast<double>(setting.parameters()) + 1.0;
    EXPECT_DOUBLE_EQ(ces::aicc(setting, some), 100.0 + 2.0 * k * 24.0 / (24.0 - k - 1.0));
  }
}

}  // namespace models_ces_estimate_test
