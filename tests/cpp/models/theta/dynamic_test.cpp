// SPDX-License-Identifier: Apache-2.0
#include <dubao/models/theta/dynamic.hpp>

#include <support/allocations.hpp>

namespace models_theta_dynamic_test {

using dubao::data::kMissing;
namespace theta = dubao::models::theta;

constexpr double kAlgebra = 1e-10;
// A weight ends 1 / kLargestTheta = 1e-10 below one, which leaves that share of the line.
constexpr double kAtTheBound = 1e-8;
constexpr double kOptimum = 1e-6;

const std::vector<double>& employment() {
  static const std::vector<double> values{52.6, 49.5, 63.1, 70.2,  68.9, 75.4,
                                          83.0, 79.9, 91.2, 101.7, 99.3, 112.4};
  return values;
}

TEST(ThetaProblem, EvaluationsAllocateNothing) {
  std::vector<double> z = employment();
  z[6] = kMissing;
  for (const bool dynamic : {false, true}) {
    const theta::ThetaData data(z, dynamic);
    for (const std::optional<double> weight : {std::optional<double>(), std::optional<double>(0.5)}) {
      theta::ThetaProblem problem(data, weight);
      std::vector<double> r(static_cast<std::size_t>(problem.residuals()));
      std::vector<double> j(r.size());
      std::vector<double> fitted;
      double sum = problem.run(0.4, 50.0, 0.5, fitted);
      const long before = dubao::test::allocations;
      ASSERT_GT(before, 0);  // the count is alive
      bool good = true;
      for (const double at : {0.15, 0.3, 0.6, 0.9}) {
        good = good && problem(&at, r.data(), j.data());
        sum += problem.run(at, problem.level(), problem.weight(), fitted);
      }
      EXPECT_EQ(dubao::test::allocations - before, 0) << dynamic << weight.has_value();
      EXPECT_TRUE(good && std::isfinite(sum));
    }
  }
}

TEST(ThetaProblem, DerivativeAgreesWithFiniteDifferences) {
  std::vector<double> z = employment();
  z[6] = kMissing;
  constexpr double kStep = 1e-6;
  for (const bool dynamic : {false, true}) {
    const theta::ThetaData data(z, dynamic);
    for (const std::optional<double> weight : {std::optional<double>(), std::optional<double>(0.5)}) {
      theta::ThetaProblem problem(data, weight);
      const auto rows = static_cast<std::size_t>(problem.residuals());
      std::vector<double> r(rows);
      std::vector<double> j(rows);
      const auto cost = [&](double alpha) {
        EXPECT_TRUE(problem(&alpha, r.data(), nullptr));
        double sum = 0.0;
        for (const double e : r) sum += e * e;
        return sum;
      };
      for (const double alpha : {0.2, 0.45, 0.8}) {
        const double numeric = (cost(alpha + kStep) - cost(alpha - kStep)) / (2.0 * kStep);
        ASSERT_TRUE(problem(&alpha, r.data(), j.data()));
        double analytic = 0.0;
        for (std::size_t i = 0; i < rows; ++i) analytic += 2.0 * r[i] * j[i];
        EXPECT_NEAR(analytic, numeric, 1e-4 * (1.0 + std::abs(numeric)));
        // The forward recursion at the projected level and weight gives the same sum of squares.
        std::vector<double> fitted;
        EXPECT_NEAR(problem.run(alpha, problem.level(), problem.weight(), fitted), cost(alpha), kOptimum);
      }
    }
  }
}

TEST(ThetaProblem, TheBannersExampleHolds) {
  std::vector<double> line(10);
  for (std::size_t t = 0; t < line.size(); ++t) line[t] = static_cast<double>(t + 1);
  const theta::ThetaData data(line, true);
  theta::ThetaProblem problem(data, {});
  ASSERT_EQ(problem.residuals(), 7);
  std::vector<double> r(7, 1.0);
  const double alpha = 0.5;
  ASSERT_TRUE(problem(&alpha, r.data(), nullptr));
  for (const double e : r) EXPECT_NEAR(e, 0.0, kAtTheBound);
}

TEST(ThetaProblem, NoOtherLevelOrWeightHasASmallerSumOfSquares) {
  const theta::ThetaData data(employment(), true);
  theta::ThetaProblem problem(data, {});
  std::vector<double> r(static_cast<std::size_t>(problem.residuals()));
  std::vector<double> means;
  for (const double alpha : {0.15, 0.5, 0.9}) {
    ASSERT_TRUE(problem(&alpha, r.data(), nullptr));
    const double lowest = problem.run(alpha, problem.level(), problem.weight(), means);
    for (int i = 0; i <= 20; ++i) {
      for (const double step : {-5.0, -0.1, 0.0, 0.1, 5.0}) {
        EXPECT_GE(
            problem.run(alpha, problem.level() + step, std::min(0.05 * i, theta::kLargestWeight), means),
            lowest - kAlgebra)
            << alpha << i;
      }
    }
  }
}

TEST(LineTerm, IsTheSumThatTheRecursionOfTheLineLeaves) {
  // B (1 − (1 − α)^t) / α is the geometric sum B Σ_{j<t} (1 − α)^j.
  for (const int time : {1, 2, 7}) {
    double sum = 0.0;
    for (int j = 0; j < time; ++j) sum += std::pow(0.7, j);
    EXPECT_NEAR(theta::line_term(0.3, time, 4.0, 2.0), 4.0 * std::pow(0.7, time - 1) + 2.0 * sum, kAlgebra);
  }
}

TEST(RunningLine, IsTheLeastSquaresLineOfWhatItHasSeen) {
  theta::RunningLine line;
  EXPECT_EQ(line.slope(), 0.0);
  line.add(1.0, 4.0);
  EXPECT_EQ(line.slope(), 0.0);
  EXPECT_EQ(line.intercept(), 4.0);
  line.add(2.0, 6.0);
  EXPECT_NEAR(line.slope(), 2.0, kAlgebra);
  EXPECT_NEAR(line.intercept(), 2.0, kAlgebra);
  // Times 1, 2, 4 and values 4, 6, 5: means 7/3 and 5, Σ dt dz = 1, Σ dt² = 14/3.
  line.add(4.0, 5.0);
  EXPECT_NEAR(line.slope(), 3.0 / 14.0, kAlgebra);
  EXPECT_NEAR(line.intercept(), 5.0 - 3.0 / 14.0 * 7.0 / 3.0, kAlgebra);
}

TEST(ThetaData, ADynamicLineKnowsOnlyThePastAStaticOneKnowsAll) {
  const std::vector<double> z{2, 5, kMissing, 8, 20};
  const theta::ThetaData dynamic(z, true);
  const theta::ThetaData fixed(z, false);
  EXPECT_EQ(dynamic.counted, 1);
  EXPECT_EQ(dynamic.intercept[0], 0.0);
  EXPECT_EQ(dynamic.intercept[1], 2.0);
  EXPECT_NEAR(dynamic.slope[2], 3.0, kAlgebra);
  EXPECT_NEAR(dynamic.slope[3], 3.0, kAlgebra);
  for (std::size_t t = 0; t < z.size(); ++t) {
    EXPECT_EQ(fixed.slope[t], dynamic.line.slope());
    EXPECT_EQ(fixed.intercept[t], dynamic.line.intercept());
  }
}

}  // namespace models_theta_dynamic_test
