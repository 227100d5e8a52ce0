// SPDX-License-Identifier: Apache-2.0
#include <dubao/data/random.hpp>
#include <dubao/models/dynamic_regression/driver_effect.hpp>

#include <Eigen/Cholesky>

namespace models_dynamic_regression_driver_effect_test {

namespace dr = dubao::models::dynamic_regression;
using dubao::data::RandomStream;

TEST(DriverEffect, TheExampleOfTheHeaderHolds) {
  Eigen::Vector2d params(0.5, 0.25);
  Eigen::Matrix2d covariance = Eigen::Vector2d(0.01, 0.0025).asDiagonal();
  const dr::Derived found = dr::long_run(Eigen::Vector2d(0, 1), Eigen::Vector2d(1, 0), params, covariance);
  EXPECT_DOUBLE_EQ(found.value, 0.5);
  EXPECT_NEAR(found.error * found.error, 0.02, 1e-15);
}

// The delta method against the spread of the ratio itself, where the adjustment is well away from zero.
TEST(DriverEffect, TheStandardErrorIsThatOfSimulatedRatios) {
  const Eigen::Vector3d params(0.5, 0.3, 0.1);
  Eigen::Matrix3d covariance;
  covariance << 4e-4, 1e-4, -5e-5, 1e-4, 9e-4, 2e-4, -5e-5, 2e-4, 2.5e-4;
  const Eigen::Vector3d numerator(0, 1, 1);
  const Eigen::Vector3d own(1, 0, 0);
  const dr::Derived found = dr::long_run(numerator, own, params, covariance);
  const Eigen::Matrix3d root = covariance.llt().matrixL();
  const int n = 40000;
  double sum = 0.0;
  double squares = 0.0;
  for (int d = 0; d < n; ++d) {
    RandomStream random(1, 2, static_cast<std::uint64_t>(d));
    const Eigen::Vector3d z(random.normal(), random.normal(), random.normal());
    const Eigen::Vector3d b = params + root * z;
    const double ratio = numerator.dot(b) / (1.0 - own.dot(b));
    sum += ratio;
    squares += ratio * ratio;
  }
  const double deviation = std::sqrt(squares / n - (sum / n) * (sum / n));
  // Second-order terms of the ratio and 40,000 draws: one per cent.
  EXPECT_NEAR(found.error / deviation, 1.0, 0.01);
  EXPECT_NEAR(found.value, sum / n, 0.005);
}

TEST(DriverEffect, WithoutAnAdjustmentThereIsNoLongRun) {
  const dr::Derived found = dr::long_run(Eigen::Vector2d(0, 1), Eigen::Vector2d(1, 0),
                                         Eigen::Vector2d(1.0, 0.2), Eigen::Matrix2d::Identity());
  EXPECT_TRUE(std::isnan(found.value));
  EXPECT_TRUE(std::isnan(found.error));
}

}  // namespace models_dynamic_regression_driver_effect_test
