// SPDX-License-Identifier: Apache-2.0
#include <dubao/optim/levenberg_marquardt.hpp>

#include <gtest/gtest.h>

#include <cmath>
#include <functional>
#include <limits>

namespace optim_levenberg_marquardt_test {

using dubao::optim::Convergence;
using dubao::optim::Grade;
using dubao::optim::LevenbergMarquardt;
using dubao::optim::StepScaling;
using dubao::optim::VectorFunction;
using Eigen::MatrixXd;
using Eigen::VectorXd;

constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr double kTolerance = 1e-12;

// Residuals and Jacobian written out.
class Written final : public VectorFunction {
 public:
  using Both = std::function<bool(const VectorXd& b, VectorXd& r, MatrixXd* j)>;
  Written(Eigen::Index parameters, Eigen::Index size, Both both)
      : parameters_(parameters), size_(size), both_(std::move(both)) {}
  [[nodiscard]] Eigen::Index parameters() const override { return parameters_; }
  [[nodiscard]] Eigen::Index size() const override { return size_; }
  bool evaluate(const VectorXd& b, VectorXd& r) override { return both_(b, r, nullptr) && r.allFinite(); }
  bool differentiate(const VectorXd& b, const VectorXd& r, MatrixXd& j, Grade /*grade*/) override {
    VectorXd same = r;
    ++jacobians;
    return both_(b, same, &j);
  }
  [[nodiscard]] bool has_one_grade() const override { return one_grade; }

  bool one_grade = false;
  int jacobians = 0;

 private:
  Eigen::Index parameters_;
  Eigen::Index size_;
  Both both_;
};

// Rosenbrock's valley beside a residual that is left at the optimum, so that its offset falls step by step.
bool valley_with_rest(const VectorXd& b, VectorXd& r, MatrixXd* j) {
  r << 10.0 * (b[1] - b[0] * b[0]), 1.0 - b[0], b[1] + 1.0;
  if (j != nullptr) *j << -20.0 * b[0], 10.0, -1.0, 0.0, 0.0, 1.0;
  return true;
}

bool rosenbrock(const VectorXd& b, VectorXd& r, MatrixXd* j) {
  r << 10.0 * (b[1] - b[0] * b[0]), 1.0 - b[0];
  if (j != nullptr) *j << -20.0 * b[0], 10.0, -1.0, 0.0;
  return true;
}

VectorXd pair(double a, double b) { return (VectorXd(2) << a, b).finished(); }
const VectorXd kUnder = VectorXd::Constant(2, -kInfinity);
const VectorXd kOver = VectorXd::Constant(2, kInfinity);

TEST(LevenbergMarquardt, FollowsTheBentValleyOfRosenbrockWithEitherScaling) {
  for (const StepScaling scaling : {StepScaling::kParameter, StepScaling::kLargestColumn}) {
    Written f(2, 2, rosenbrock);
    LevenbergMarquardt search(f, kUnder, kOver, {.scaling = scaling});
    const auto result = search.solve(pair(-1.2, 1.0));
    EXPECT_NEAR(result.b[0], 1.0, kTolerance);
    EXPECT_NEAR(result.b[1], 1.0, kTolerance);
    EXPECT_TRUE(result.reason == Convergence::kZeroResidual || result.reason == Convergence::kOptimal);
  }
}

TEST(LevenbergMarquardt, ABoundInTheWayIsHeldAndTheGradientIsZeroAlongIt) {
  // b1 ≤ 0.5: then b2 = 0.25 and the sum of squares is 0.25.
  Written f(2, 2, rosenbrock);
  LevenbergMarquardt search(f, kUnder, pair(0.5, kInfinity));
  const auto result = search.solve(pair(-1.2, 1.0));
  EXPECT_EQ(result.b[0], 0.5);
  EXPECT_NEAR(result.b[1], 0.25, kTolerance);
  EXPECT_NEAR(result.sum_of_squares, 0.25, kTolerance);
  EXPECT_EQ(result.reason, Convergence::kOptimal);
  EXPECT_EQ(search.held()[0], 1);
  EXPECT_EQ(search.held()[1], 0);
}

TEST(LevenbergMarquardt, LargeResidualsSlowGaussNewtonAndSecondDerivativesHelpItToTheLastDigit) {
  // min over b of Σ (y_t − exp(b t))² with data far from any exponential: the stationary point by bisection.
  const VectorXd y = (VectorXd(4) << 4.0, 1.0, 3.0, 2.0).finished();
  const auto both = [&y](const VectorXd& b, VectorXd& r, MatrixXd* j) {
    for (Eigen::Index t = 0; t < 4; ++t) {
      const double value = std::exp(b[0] * static_cast<double>(t));
      r[t] = value - y[t];
      if (j != nullptr) (*j)(t, 0) = static_cast<double>(t) * value;
    }
    return true;
  };
  Written f(1, 4, both);
  LevenbergMarquardt search(f, VectorXd::Constant(1, -kInfinity), VectorXd::Constant(1, kInfinity));
  const auto result = search.solve(VectorXd::Constant(1, 1.0));
  const auto gradient = [&](double b) {
    VectorXd r(4);
    MatrixXd j(4, 1);
    both(VectorXd::Constant(1, b), r, &j);
    return j.col(0).dot(r);
  };
  double low = 0.1;
  double high = 1.0;
  ASSERT_LT(gradient(low), 0.0);
  ASSERT_GT(gradient(high), 0.0);
  for (int k = 0; k < 200; ++k) {
    const double middle = 0.5 * (low + high);
    (gradient(middle) > 0.0 ? high : low) = middle;
  }
  EXPECT_NEAR(result.b[0], low, kTolerance);
  EXPECT_EQ(result.reason, Convergence::kOptimal);
  EXPECT_LT(result.certificate, kTolerance);
}

TEST(LevenbergMarquardt, AStartThatCannotBeEvaluatedIsToldAndAWallIsWalkedAround) {
  const auto root = [](const VectorXd& b, VectorXd& r, MatrixXd* j) {
    if (b[0] < 0.0) return false;
    r[0] = std::sqrt(b[0]) - 2.0;
    r[1] = b[1] - 1.0;
    if (j != nullptr) *j << 0.5 / std::sqrt(b[0]), 0.0, 0.0, 1.0;
    return true;
  };
  Written f(2, 2, root);
  LevenbergMarquardt search(f, kUnder, kOver);
  EXPECT_EQ(search.solve(pair(-1.0, 0.0)).reason, Convergence::kNotFinite);
  const auto result = search.solve(pair(100.0, 3.0));
  EXPECT_NEAR(result.b[0], 4.0, 1e-10);
}

TEST(LevenbergMarquardt, AParameterWithoutEffectLeavesTheConditionInfinite) {
  const auto one = [](const VectorXd& b, VectorXd& r, MatrixXd* j) {
    r << b[0] - 1.0, b[0] - 2.0;
    if (j != nullptr) *j << 1.0, 0.0, 1.0, 0.0;
    return true;
  };
  Written f(2, 2, one);
  LevenbergMarquardt search(f, kUnder, kOver);
  const auto result = search.solve(pair(5.0, 5.0));
  EXPECT_NEAR(result.b[0], 1.5, kTolerance);
  EXPECT_EQ(result.b[1], 5.0);
  EXPECT_GT(result.condition, 1e12);
}

TEST(LevenbergMarquardt, AFunctionOfOneGradeIsNotDifferentiatedAgainWhereTheGradeChanges) {
  const VectorXd free = VectorXd::Constant(2, kInfinity);
  const VectorXd start{{-1.2, 1.0}};
  Written two(2, 3, valley_with_rest);
  Written one(2, 3, valley_with_rest);
  one.one_grade = true;
  const auto with_two = LevenbergMarquardt(two, -free, free).solve(start);
  const auto with_one = LevenbergMarquardt(one, -free, free).solve(start);
  EXPECT_EQ(with_one.b, with_two.b);
  EXPECT_EQ(with_one.iterations, with_two.iterations);
  EXPECT_EQ(one.jacobians, two.jacobians - 1);
}

}  // namespace optim_levenberg_marquardt_test
