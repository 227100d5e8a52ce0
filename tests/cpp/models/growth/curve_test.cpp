// SPDX-License-Identifier: Apache-2.0
#include <dubao/models/growth/curve.hpp>

#include <gtest/gtest.h>

#include <array>
#include <cmath>

namespace models_growth_curve_test {

using namespace dubao::models::growth;
using dubao::optim::Dual;

constexpr double kRounding = 1e-12;
constexpr double kDifference = 1e-6;
constexpr Shape kShapes[] = {Shape::kLogistic, Shape::kGompertz, Shape::kRichards, Shape::kBass,
                             Shape::kAsymptotic};
using Coordinates = std::array<double, 4>;

Coordinates usual(Shape shape) {
  if (shape == Shape::kBass) return {std::log(80.0), std::log(0.02), std::log(0.4), 0.0};
  if (shape == Shape::kAsymptotic) return {std::log(80.0), std::log(20.0), std::log(0.2), 0.0};
  return {std::log(80.0), 4.0, std::log(0.5), std::log(2.0)};
}

TEST(GrowthCurve, TheLogisticHasTheValuesOfTheBanner) {
  const Coordinates x = usual(Shape::kLogistic);
  EXPECT_NEAR(curve(Shape::kLogistic, 4.0, x.data()), 40.0, kRounding);
  EXPECT_NEAR(curve(Shape::kLogistic, 8.0, x.data()), 80.0 / (1.0 + std::exp(-2.0)), kRounding);
}

TEST(GrowthCurve, AtTheInflectionEachShapeStandsAtItsShareOfTheCeiling) {
  const Coordinates gompertz = usual(Shape::kGompertz);
  EXPECT_NEAR(curve(Shape::kGompertz, 4.0, gompertz.data()), 80.0 / std::exp(1.0), kRounding);
  const Coordinates richards = usual(Shape::kRichards);
  EXPECT_NEAR(curve(Shape::kRichards, 4.0, richards.data()), 80.0 / std::sqrt(3.0), kRounding);
  // Bass: K (q − p) / 2q.
  const Coordinates bass = usual(Shape::kBass);
  EXPECT_NEAR(curve(Shape::kBass, inflection(Shape::kBass, bass.data()), bass.data()), 80.0 * 0.38 / 0.8,
              kRounding);
  EXPECT_TRUE(std::isnan(inflection(Shape::kAsymptotic, usual(Shape::kAsymptotic).data())));
}

TEST(GrowthCurve, SlopesAreSteepestAtTheInflection) {
  for (const Shape shape : kShapes) {
    if (shape == Shape::kAsymptotic) continue;
    const Coordinates x = usual(shape);
    const double m = inflection(shape, x.data());
    const auto slope = [&](double t) {
      return curve(shape, t + kDifference, x.data()) - curve(shape, t - kDifference, x.data());
    };
    EXPECT_GT(slope(m), slope(m - 0.5)) << to_string(shape);
    EXPECT_GT(slope(m), slope(m + 0.5)) << to_string(shape);
  }
}

TEST(GrowthCurve, EveryShapeRisesFromZeroOrItsStartToTheCeilingAndIsFiniteFarAway) {
  for (const Shape shape : kShapes) {
    const Coordinates x = usual(shape);
    double before = -1.0;
    for (double t = 0.0; t < 40.0; t += 1.0) {
      const double value = curve(shape, t, x.data());
      EXPECT_GT(value, before) << to_string(shape);
      before = value;
    }
    EXPECT_NEAR(curve(shape, 500.0, x.data()), 80.0, 1e-6) << to_string(shape);
    if (shape == Shape::kBass || shape == Shape::kAsymptotic) continue;
    EXPECT_NEAR(curve(shape, -1e4, x.data()), 0.0, 1e-6) << to_string(shape);
    std::array<Dual, 4> dual;
    for (int i = 0; i < 4; ++i)
      dual[static_cast<std::size_t>(i)] = dubao::optim::variable(x[static_cast<std::size_t>(i)], i);
    for (const double t : {-1e4, -900.0, -30.0, 1e4}) {
      EXPECT_TRUE(curve(shape, t, dual.data()).v.allFinite()) << to_string(shape) << t;
    }
  }
}

TEST(GrowthCurve, DerivativesAreThoseOfTheValues) {
  for (const Shape shape : kShapes) {
    const Coordinates x = usual(shape);
    std::array<Dual, 4> dual;
    for (int i = 0; i < 4; ++i)
      dual[static_cast<std::size_t>(i)] = dubao::optim::variable(x[static_cast<std::size_t>(i)], i);
    const Dual value = curve(shape, 5.0, dual.data());
    for (int i = 0; i < coordinates(shape); ++i) {
      Coordinates up = x;
      Coordinates down = x;
      up[static_cast<std::size_t>(i)] += kDifference;
      down[static_cast<std::size_t>(i)] -= kDifference;
      const double slope =
          (curve(shape, 5.0, up.data()) - curve(shape, 5.0, down.data())) / (2.0 * kDifference);
      EXPECT_NEAR(dubao::optim::partial(value, i), slope, 1e-7) << to_string(shape) << i;
    }
  }
}

TEST(GrowthCurve, RichardsWithShapeOneIsTheLogistic) {
  Coordinates x = usual(Shape::kRichards);
  x[3] = 0.0;
  for (const double t : {0.0, 3.0, 9.0}) {
    EXPECT_NEAR(curve(Shape::kRichards, t, x.data()), curve(Shape::kLogistic, t, x.data()), kRounding);
  }
}

}  // namespace models_growth_curve_test
