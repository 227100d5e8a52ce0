// SPDX-License-Identifier: Apache-2.0
#include <dubao/optim/bounded_least_squares.hpp>
#include <dubao/optim/jet.hpp>

#include <functional>
#include <limits>

namespace optim_bounded_least_squares_test {

using dubao::optim::BoundedLeastSquares;
using dubao::optim::Convergence;
using dubao::optim::Dual;
using dubao::optim::kOptimalityTolerance;
using dubao::optim::partial;
using dubao::optim::variable;

constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr double kOptimum = 1e-6;

// Two parameters; residuals given by a function of dual numbers.
struct Problem {
  static constexpr int kParameters = 2;
  int rows;
  std::function<void(const Dual*, Dual*)> function;
  int calls = 0;

  [[nodiscard]] int parameters() const { return 2; }
  [[nodiscard]] int residuals() const { return rows; }
  bool operator()(const double* x, double* residuals, double* jacobian) {
    ++calls;
    const Dual at[2] = {variable(x[0], 0), variable(x[1], 1)};
    std::vector<Dual> r(static_cast<std::size_t>(rows));
    function(at, r.data());
    for (int t = 0; t < rows; ++t) {
      const Dual& one = r[static_cast<std::size_t>(t)];
      residuals[t] = one.a;
      if (jacobian == nullptr) continue;
      for (int i = 0; i < 2; ++i) jacobian[i * rows + t] = partial(one, i);
    }
    return true;
  }
};

using Solver = BoundedLeastSquares<Problem>;

Problem example() {
  return {2, [](const Dual* x, Dual* r) {
            r[0] = x[0] - 3.0;
            r[1] = 10.0 * (x[1] - 2.0);
          }};
}
Problem rosenbrock() {
  return {2, [](const Dual* x, Dual* r) {
            r[0] = 10.0 * (x[1] - x[0] * x[0]);
            r[1] = 1.0 - x[0];
          }};
}

TEST(BoundedLeastSquares, ExampleOfTheHeaderHolds) {
  Problem problem = example();
  Solver solver(problem, {0.0, 0.0}, {1.0, 5.0});
  const auto result = solver.solve({{0.5, 0.5}});
  EXPECT_EQ(result.x[0], 1.0);
  EXPECT_NEAR(result.x[1], 2.0, kOptimum);
  EXPECT_NEAR(result.sum_of_squares, 4.0, kOptimum);
  EXPECT_EQ(result.reason, Convergence::kOptimal);
  EXPECT_LE(result.certificate, kOptimalityTolerance);
}

TEST(BoundedLeastSquares, FindsAFreeMinimumInACurvedValley) {
  Problem problem = rosenbrock();
  Solver solver(problem, {-kInfinity, -kInfinity}, {kInfinity, kInfinity});
  const auto result = solver.solve({{-1.2, 1.0}});
  EXPECT_NEAR(result.x[0], 1.0, kOptimum);
  EXPECT_NEAR(result.x[1], 1.0, kOptimum);
}

TEST(BoundedLeastSquares, FindsTheMinimumOnAFaceOfACurvedValley) {
  // With x ≤ 0.5 the best point of Rosenbrock's valley is (0.5, 0.25).
  Problem problem = rosenbrock();
  Solver solver(problem, {-2.0, -2.0}, {0.5, 2.0});
  const auto result = solver.solve({{-1.2, 1.0}});
  EXPECT_EQ(result.x[0], 0.5);
  EXPECT_NEAR(result.x[1], 0.25, kOptimum);
  EXPECT_EQ(result.reason, Convergence::kOptimal);
}

TEST(BoundedLeastSquares, LeavesAFaceItWasStartedOn) {
  Problem problem = example();
  Solver solver(problem, {0.0, 0.0}, {9.0, 9.0});
  const auto result = solver.solve({{0.0, 9.0}});
  EXPECT_NEAR(result.x[0], 3.0, kOptimum);
  EXPECT_NEAR(result.x[1], 2.0, kOptimum);
}

TEST(BoundedLeastSquares, HoldsAParameterWithEqualBounds) {
  Problem problem = rosenbrock();
  Solver solver(problem, {0.3, -kInfinity}, {0.3, kInfinity});
  const auto result = solver.solve({{0.3, 5.0}});
  EXPECT_EQ(result.x[0], 0.3);
  EXPECT_NEAR(result.x[1], 0.09, kOptimum);
}

TEST(BoundedLeastSquares, TakesANonFiniteValueAsTheWorst) {
  // Not a number for x > 1, and the minimum of the rest at x = 0.9.
  Problem problem{2, [](const Dual* x, Dual* r) {
                    using std::sqrt;
                    r[0] = sqrt(1.0 - x[0]) - std::sqrt(0.1);
                    r[1] = x[1];
                  }};
  Solver solver(problem, {-5.0, -5.0}, {5.0, 5.0});
  const auto result = solver.solve({{-4.0, 1.0}});
  EXPECT_NEAR(result.x[0], 0.9, kOptimum);
  const auto outside = solver.solve({{4.0, 1.0}});
  EXPECT_EQ(outside.reason, Convergence::kNotFinite);
  EXPECT_EQ(outside.sum_of_squares, kInfinity);
  // One good start among bad ones is enough.
  EXPECT_NEAR(solver.solve({{4.0, 1.0}, {0.0, 1.0}}).x[0], 0.9, kOptimum);
}

TEST(BoundedLeastSquares, KeepsTheBestOfSeveralStartsAndCountsThoseThatAgree) {
  // (x² − 1)² has two minima; the second residual prefers the one near +1.
  Problem problem{2, [](const Dual* x, Dual* r) {
                    r[0] = x[0] * x[0] - 1.0;
                    r[1] = 0.1 * (x[0] - 2.0) + 0.0 * x[1];
                  }};
  Solver solver(problem, {-3.0, -1.0}, {3.0, 1.0});
  const auto result = solver.solve({{-1.0, 0.0}, {0.8, 0.0}, {1.4, 0.0}});
  EXPECT_GT(result.x[0], 0.9);
  EXPECT_EQ(result.starts, 3);
  EXPECT_EQ(result.agreed, 2);
}

TEST(BoundedLeastSquares, ReportsAnExactFit) {
  Problem problem = example();
  Solver solver(problem, {0.0, 0.0}, {9.0, 9.0});
  const auto result = solver.solve({{3.0, 2.0}});
  EXPECT_EQ(result.reason, Convergence::kZeroResidual);
  EXPECT_EQ(result.sum_of_squares, 0.0);
}

TEST(BoundedLeastSquares, DoesNotDependOnTheScaleOfTheResiduals) {
  for (const double scale : {1e-120, 1e120}) {
    Problem problem{2, [scale](const Dual* x, Dual* r) {
                      r[0] = scale * 10.0 * (x[1] - x[0] * x[0]);
                      r[1] = scale * (1.0 - x[0]) + scale * 0.5;
                    }};
    Solver solver(problem, {-2.0, -2.0}, {1.2, 9.0});
    const auto result = solver.solve({{-1.2, 1.0}});
    EXPECT_EQ(result.x[0], 1.2);
    EXPECT_NEAR(result.x[1], 1.44, kOptimum);
  }
}

}  // namespace optim_bounded_least_squares_test
