// SPDX-License-Identifier: Apache-2.0
#include <dubao/optim/robust_loss.hpp>

#include <gtest/gtest.h>

#include <cmath>

namespace optim_robust_loss_test {

using namespace dubao::optim;

constexpr RobustLoss kLosses[] = {RobustLoss::kNone, RobustLoss::kHuber, RobustLoss::kSoftL1,
                                  RobustLoss::kCauchy, RobustLoss::kTukey};
constexpr double kRounding = 1e-14;
constexpr double kDifferences = 1e-6;  // central differences with step 1e-5
constexpr double kStep = 1e-5;
constexpr double kEfficiency = 5e-4;  // the constants have three or four digits

TEST(RobustLoss, IsTheSquareNearZero) {
  for (const RobustLoss loss : kLosses) {
    const LossValue at = robust_loss(loss, 2.0, 0.0);
    EXPECT_EQ(at.value, 0.0);
    EXPECT_EQ(at.first, 1.0);
    EXPECT_NEAR(robust_loss(loss, 2.0, 1e-9).value, 1e-9, 1e-17);
  }
}

TEST(RobustLoss, HasTheValuesOfTheBanner) {
  const LossValue huber = robust_loss(RobustLoss::kHuber, 1.0, 4.0);
  EXPECT_NEAR(huber.value, 3.0, kRounding);
  EXPECT_NEAR(huber.first, 0.5, kRounding);
  EXPECT_NEAR(huber.second, -1.0 / 16.0, kRounding);
  EXPECT_NEAR(robust_loss(RobustLoss::kCauchy, 2.0, 4.0).value, 4.0 * std::log(2.0), kRounding);
  EXPECT_NEAR(robust_loss(RobustLoss::kSoftL1, 1.0, 3.0).value, 2.0, kRounding);
  EXPECT_NEAR(robust_loss(RobustLoss::kTukey, 2.0, 2.0).value, 4.0 / 3.0 * (1.0 - 0.125), kRounding);
  EXPECT_NEAR(robust_loss(RobustLoss::kTukey, 2.0, 5.0).value, 4.0 / 3.0, kRounding);
  EXPECT_EQ(robust_loss(RobustLoss::kTukey, 2.0, 5.0).first, 0.0);
}

TEST(RobustLoss, DerivativesAreThoseOfTheValue) {
  for (const RobustLoss loss : kLosses) {
    for (const double s : {0.3, 1.7, 3.9, 4.3, 25.0}) {  // none within a step of the knee at 4
      const LossValue at = robust_loss(loss, 2.0, s);
      const LossValue up = robust_loss(loss, 2.0, s + kStep);
      const LossValue down = robust_loss(loss, 2.0, s - kStep);
      EXPECT_NEAR(at.first, (up.value - down.value) / (2.0 * kStep), kDifferences);
      EXPECT_NEAR(at.second, (up.first - down.first) / (2.0 * kStep), kDifferences);
    }
  }
}

// Asymptotic efficiency of the location estimate at the normal: (E ψ')² / E ψ², ψ = x ρ'(x²), by the trapezium rule.
TEST(RobustLoss, UsualConstantsKeepNinetyFivePercentOfTheEfficiency) {
  for (const RobustLoss loss : kLosses) {
    if (loss == RobustLoss::kNone) continue;
    double slope = 0.0;
    double square = 0.0;
    constexpr double kWidth = 1e-3;
    for (double x = -9.0 + 0.5 * kWidth; x < 9.0; x += kWidth) {
      const LossValue at = robust_loss(loss, usual_tuning(loss), x * x);
      const double density = std::exp(-0.5 * x * x) / std::sqrt(2.0 * M_PI) * kWidth;
      slope += (at.first + 2.0 * x * x * at.second) * density;
      square += x * x * at.first * at.first * density;
    }
    EXPECT_NEAR(slope * slope / square, 0.95, kEfficiency);
  }
}

}  // namespace optim_robust_loss_test
