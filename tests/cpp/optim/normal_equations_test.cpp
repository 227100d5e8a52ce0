// SPDX-License-Identifier: Apache-2.0
#include <dubao/optim/normal_equations.hpp>

#include <Eigen/Cholesky>
#include <limits>

namespace optim_normal_equations_test {

using Equations = dubao::optim::NormalEquations<Eigen::Dynamic>;

constexpr double kRounding = 1e-13;
const auto kAllFree = [](Eigen::Index) { return false; };

// Six rows, three columns of different lengths, and residuals outside their span.
struct Example {
  Eigen::MatrixXd jacobian{{1.0, 0.2, 30.0},  {2.0, -0.1, 10.0}, {0.5, 0.4, -20.0},
                           {-1.0, 0.3, 15.0}, {1.5, 0.0, 5.0},   {0.1, -0.2, 40.0}};
  Eigen::VectorXd residuals{{1.0, -2.0, 0.5, 3.0, -1.0, 0.25}};
};

TEST(NormalEquations, ExampleOfTheHeaderHolds) {
  Equations equations;
  equations.begin(2);
  equations.linearise(Eigen::MatrixXd{{1.0, 0.0}, {0.0, 2.0}}, Eigen::VectorXd{{-1.0, -4.0}}, 1.0, kAllFree);
  Eigen::VectorXd step(2);
  ASSERT_TRUE(equations.solve(0.0, step));
  EXPECT_NEAR(step[0], 1.0, kRounding);
  EXPECT_NEAR(step[1], 2.0, kRounding);
}

TEST(NormalEquations, TheDampedStepSolvesTheScaledSystem) {
  const Example example;
  constexpr double kUnit = 0.25;
  constexpr double kDamping = 0.3;
  const Eigen::MatrixXd j = std::sqrt(kUnit) * example.jacobian;
  const Eigen::VectorXd r = std::sqrt(kUnit) * example.residuals;
  const Eigen::VectorXd scale = 1.0 / (1.0 + j.colwise().norm().transpose().array());
  Eigen::MatrixXd matrix = scale.asDiagonal() * j.transpose() * j * scale.asDiagonal();
  const Eigen::VectorXd downhill = -(scale.asDiagonal() * (j.transpose() * r));
  matrix.diagonal() *= 1.0 + kDamping;
  const Eigen::VectorXd expected = scale.asDiagonal() * matrix.ldlt().solve(downhill);
  Equations equations;
  equations.begin(3);
  equations.linearise(example.jacobian, example.residuals, kUnit, kAllFree);
  Eigen::VectorXd step(3);
  ASSERT_TRUE(equations.solve(kDamping, step));
  EXPECT_LT((step - expected).norm(), kRounding * expected.norm());
  EXPECT_NEAR(equations.largest_gradient(), downhill.cwiseAbs().maxCoeff(), kRounding);
}

TEST(NormalEquations, ThePredictedDecreaseIsTheOneOfTheLinearProblem) {
  const Example example;
  for (const double damping : {0.0, 1e-3, 1.0}) {
    Equations equations;
    equations.begin(3);
    equations.linearise(example.jacobian, example.residuals, 1.0, kAllFree);
    Eigen::VectorXd step(3);
    ASSERT_TRUE(equations.solve(damping, step));
    const double after = (example.residuals + example.jacobian * step).squaredNorm();
    EXPECT_NEAR(equations.predicted_decrease(), example.residuals.squaredNorm() - after, kRounding * 100.0)
        << damping;
  }
}

TEST(NormalEquations, FixedAndBrokenColumnsDoNotMoveAndTheOthersMoveAsWithoutThem) {
  Example example;
  Equations without;
  without.begin(1);
  without.linearise(example.jacobian.col(1), example.residuals, 1.0, kAllFree);
  Eigen::VectorXd alone(1);
  ASSERT_TRUE(without.solve(1e-4, alone));
  example.jacobian(2, 0) = std::numeric_limits<double>::quiet_NaN();
  Equations equations;
  equations.begin(3);
  equations.linearise(example.jacobian, example.residuals, 1.0, [](Eigen::Index i) { return i == 2; });
  Eigen::VectorXd step(3);
  ASSERT_TRUE(equations.solve(1e-4, step));
  EXPECT_EQ(step[0], 0.0);
  EXPECT_EQ(step[1], alone[0]);
  EXPECT_EQ(step[2], 0.0);
}

TEST(NormalEquations, DependentColumnsAreRefusedUndampedAndSolvedDamped) {
  Example example;
  example.jacobian.col(2).setZero();
  Equations equations;
  equations.begin(3);
  equations.linearise(example.jacobian, example.residuals, 1.0, kAllFree);
  Eigen::VectorXd step(3);
  EXPECT_FALSE(equations.solve(0.0, step));
  EXPECT_TRUE(equations.solve(1e-4, step));
  EXPECT_EQ(step[2], 0.0);
}

}  // namespace optim_normal_equations_test
