// SPDX-License-Identifier: Apache-2.0
#include <dubao/models/growth/estimate.hpp>

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace models_growth_estimate_test {

using namespace dubao::models::growth;

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
constexpr double kExact = 1e-6;
constexpr Shape kShapes[] = {Shape::kLogistic, Shape::kGompertz, Shape::kRichards, Shape::kBass,
                             Shape::kAsymptotic};

Vector4 usual(Shape shape) {
  if (shape == Shape::kBass) return {0.4, std::log(0.02), std::log(0.4), 0.0};
  if (shape == Shape::kAsymptotic) return {0.4, std::log(0.3), std::log(0.2), 0.0};
  return {0.4, 9.0, std::log(0.5), shape == Shape::kRichards ? std::log(2.0) : 0.0};
}
Observations exact(Shape shape, int n) {
  Observations data;
  const Vector4 x = usual(shape);
  for (int t = 0; t < n; ++t) {
    data.t.push_back(t);
    data.y.push_back(curve(shape, static_cast<double>(t), x.data()));
  }
  return data;
}

TEST(EstimateCurve, ExactDataGiveTheirParametersBackForEveryShape) {
  for (const Shape shape : kShapes) {
    const Observations data = exact(shape, 25);
    const Box box = box_of(shape, data, kNone, kNone);
    CurveProblem problem(shape, data);
    const Estimate estimate = estimate_curve(problem, shape, data, box);
    EXPECT_LT((estimate.x - usual(shape)).norm(), kExact) << to_string(shape);
    EXPECT_EQ(estimate.free, coordinates(shape));
  }
}

TEST(EstimateCurve, AKnownCeilingIsNotEstimated) {
  const Observations data = exact(Shape::kLogistic, 12);
  const Box box = box_of(Shape::kLogistic, data, std::exp(0.4), kNone);
  CurveProblem problem(Shape::kLogistic, data);
  const Estimate estimate = estimate_curve(problem, Shape::kLogistic, data, box);
  EXPECT_EQ(estimate.free, 2);
  EXPECT_NEAR(estimate.x[0], 0.4, 1e-15);
  EXPECT_NEAR(estimate.x[1], 9.0, kExact);
}

TEST(EstimateCurve, ALimitBoundsTheCeiling) {
  const Observations data = exact(Shape::kLogistic, 12);
  const double limit = 0.9 * std::exp(0.4);
  const Box box = box_of(Shape::kLogistic, data, kNone, limit);
  CurveProblem problem(Shape::kLogistic, data);
  EXPECT_LE(estimate_curve(problem, Shape::kLogistic, data, box).x[0], std::log(limit));
}

TEST(EstimateCurve, KnownSamplingErrorsTakeTheirShareOfTheVariance) {
  // Deviations ± 0.03 about the curve: with standard errors of 0.04 sampling explains them, with 0.01 it does not.
  Observations data = exact(Shape::kLogistic, 25);
  for (std::size_t k = 0; k < data.y.size(); ++k)
    data.y[k] = std::max(0.0, data.y[k] + (k % 2 == 0 ? 0.03 : -0.03));
  for (const double se : {0.04, 0.01}) {
    data.se.assign(data.y.size(), se);
    const Box box = box_of(Shape::kLogistic, data, kNone, kNone);
    CurveProblem problem(Shape::kLogistic, data);
    const Estimate estimate = estimate_curve(problem, Shape::kLogistic, data, box);
    EXPECT_EQ(estimate.known_variances, se > 0.03);
    if (se > 0.03) {
      EXPECT_LT(estimate.variance, 1e-10);
      EXPECT_NEAR(estimate.reference, se * se, 1e-9);
    } else {
      // Σ r² / (σ² + se²) = n − 3
      EXPECT_NEAR(estimate.sum_of_squares / (22.0 * estimate.reference), 1.0, 1e-6);
      EXPECT_NEAR(estimate.variance + se * se, 25.0 / 22.0 * 0.0009, 1e-4);
    }
  }
}

TEST(StraightenedLine, IsExactAtTheTrueCeiling) {
  const Observations data = exact(Shape::kLogistic, 15);
  const auto [intercept, slope] = straightened_line(Shape::kLogistic, data, std::exp(0.4));
  EXPECT_NEAR(slope, 0.5, 0.02);  // the shares beyond 0.5 % are held there
  EXPECT_NEAR(-intercept / slope, 9.0, 0.2);
}

}  // namespace models_growth_estimate_test
