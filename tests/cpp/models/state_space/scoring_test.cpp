// SPDX-License-Identifier: Apache-2.0
#include <dubao/models/state_space/scoring.hpp>

#include <gtest/gtest.h>

namespace models_state_space_scoring_test {

using dubao::optim::Convergence;
using namespace dubao::models::state_space;

// A promised decrease of kPromisedDecrease leaves about its root in the coordinates.
constexpr double kCoordinates = 1e-5;
constexpr int kEnough = 100;

// (u − c)ᵀ A (u − c): information 2A.
struct Quadratic {
  Eigen::Matrix2d a{{2.0, 1.0}, {1.0, 2.0}};
  Eigen::Vector2d centre{2.0, 1.0};
  bool soft = false;
  double scale = 1.0;  ///< of the information: 1 is the true one

  [[nodiscard]] double value(const double* u) const {
    const Eigen::Vector2d d = Eigen::Map<const Eigen::Vector2d>(u) - centre;
    return d.dot(a * d);
  }
  [[nodiscard]] bool expand(const double* u, double& value, Vector& g, Matrix& information) const {
    const Eigen::Vector2d d = Eigen::Map<const Eigen::Vector2d>(u) - centre;
    value = d.dot(a * d);
    g = 2.0 * a * d;
    information = scale * 2.0 * a;
    return std::isfinite(value);
  }
  [[nodiscard]] bool is_soft(Eigen::Index /*i*/) const { return soft; }
};

Vector vector(double a, double b) { return Eigen::Vector2d(a, b); }

TEST(Scoring, EndsInTheMiddleOfAQuadratic) {
  Quadratic q;
  for (const double scale : {0.5, 1.0, 4.0}) {  // secants mend information that is wrong by a factor
    q.scale = scale;
    const ScoringResult r =
        minimise(q, vector(-3.0, 4.0), vector(-5.0, -5.0), vector(5.0, 5.0), kPromisedDecrease, kEnough);
    EXPECT_EQ(r.reason, Convergence::kOptimal) << scale;
    EXPECT_NEAR(r.u[0], 2.0, kCoordinates) << scale;
    EXPECT_NEAR(r.u[1], 1.0, kCoordinates) << scale;
  }
}

TEST(Scoring, AnActiveBoundIsReachedExactlyAndTheRestIsBestGivenIt) {
  Quadratic q;
  const ScoringResult r =
      minimise(q, vector(-3.0, 4.0), vector(-5.0, -5.0), vector(1.0, 5.0), kPromisedDecrease, kEnough);
  EXPECT_EQ(r.reason, Convergence::kOptimal);
  EXPECT_EQ(r.u[0], 1.0);
  // At u₀ = 1: −2 + 4 (u₁ − 1) = 0, value 2 − 1 + 1/2.
  EXPECT_NEAR(r.u[1], 1.5, kCoordinates);
  EXPECT_NEAR(r.value, 1.5, kPromisedDecrease);
}

TEST(Scoring, AStartOutsideTheBoxIsProjectedOnIt) {
  Quadratic q;
  const ScoringResult r =
      minimise(q, vector(-9.0, 9.0), vector(-5.0, -5.0), vector(1.0, 5.0), kPromisedDecrease, 0);
  EXPECT_EQ(r.reason, Convergence::kIterationLimit);
  EXPECT_EQ(r.u[0], -5.0);
  EXPECT_EQ(r.u[1], 5.0);
}

TEST(Scoring, ASoftBoundIsApproachedByBoundedStepsAndNeverReached) {
  Quadratic q;
  q.a = Eigen::Vector2d(1.0, 1.0).asDiagonal();
  q.centre = {-1.0, 0.5};
  q.soft = true;
  const Vector lower = vector(0.0, 0.0);
  const Vector upper = vector(1.0, 1.0);
  EXPECT_DOUBLE_EQ(minimise(q, vector(0.9, 0.5), lower, upper, kPromisedDecrease, 1).u[0],
                   0.9 - kLongestSoftStep);
  EXPECT_DOUBLE_EQ(minimise(q, vector(0.1, 0.5), lower, upper, kPromisedDecrease, 1).u[0],
                   0.1 * (1.0 - kTowardSoftBound));
  const ScoringResult r = minimise(q, vector(0.9, 0.5), lower, upper, kPromisedDecrease, kEnough);
  EXPECT_GT(r.u[0], 0.0);
  EXPECT_LT(r.u[0], kCoordinates);
  q.soft = false;
  EXPECT_EQ(minimise(q, vector(0.9, 0.5), lower, upper, kPromisedDecrease, kEnough).u[0], 0.0);
}

TEST(Scoring, ACoordinateWithoutInformationStaysWhereItIs) {
  Quadratic q;
  q.a = Eigen::Vector2d(1.0, 0.0).asDiagonal();
  const ScoringResult r =
      minimise(q, vector(0.0, 3.0), vector(-5.0, -5.0), vector(5.0, 5.0), kPromisedDecrease, kEnough);
  EXPECT_NEAR(r.u[0], 2.0, kCoordinates);
  EXPECT_EQ(r.u[1], 3.0);
}

TEST(Scoring, AStartWithoutAValueIsReportedAsNotFinite) {
  Quadratic q;
  q.centre[0] = std::numeric_limits<double>::quiet_NaN();
  const ScoringResult r =
      minimise(q, vector(0.0, 0.0), vector(-5.0, -5.0), vector(5.0, 5.0), kPromisedDecrease, kEnough);
  EXPECT_EQ(r.reason, Convergence::kNotFinite);
  EXPECT_TRUE(std::isinf(r.value));
}

TEST(Scoring, ACorrectedMatrixMapsTheStepToTheChangeOfTheGradient) {
  Matrix b = Matrix::Identity(2, 2);
  const Vector step = vector(1.0, 2.0);
  const Vector change = vector(3.0, 1.0);
  internal::correct(b, step, change);
  EXPECT_NEAR((b * step - change).norm(), 0.0, 1e-14);
  const Matrix before = b;
  internal::correct(b, step, vector(-3.0, 1.0));  // negative curvature: left as it is
  EXPECT_EQ(b, before);
}

}  // namespace models_state_space_scoring_test
