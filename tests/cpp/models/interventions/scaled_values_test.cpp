// SPDX-License-Identifier: Apache-2.0
#include <dubao/models/interventions/scaled_values.hpp>

namespace models_interventions_scaled_values_test {

using dubao::data::Series;
using dubao::models::detail::prepare;
using dubao::models::interventions::kRoundingShare;
using dubao::models::interventions::scaled_values;
using dubao::models::interventions::spacing;

constexpr double kDecimals = 1e-9;

TEST(Spacing, IsTheStepThatPublishedFiguresStandOn) {
  EXPECT_EQ(spacing({10, 30, 20, 70}), 10.0);
  EXPECT_NEAR(spacing({5.0, 5.1, 4.7, 6.2}), 0.1, kDecimals);
  EXPECT_NEAR(spacing({1234.25, 1200.5, 1300.75}), 0.25, kDecimals);
  EXPECT_EQ(spacing({7, 7, 7}), 0.0);
}

TEST(Spacing, OfShiftedValuesIsTheSame) { EXPECT_EQ(spacing({1003, 1009, 1006}), spacing({3, 9, 6})); }

TEST(Spacing, OfMeasuredNumbersIsNothing) {
  EXPECT_LT(spacing({1.0, 1.41421356237, 2.71828182846, 3.14159265359, 0.57721566490}), 1e-6);
}

TEST(ScaledValues, OnLogsCarryErrorsByTheDerivative) {
  const auto prepared = prepare(Series::annual(2000, {8, 4, 16}).with_standard_errors({0.8, 0.4, 1.6}));
  const auto logs = scaled_values(prepared, {0, 1, 2}, true);
  EXPECT_NEAR(logs.y[2] - logs.y[1], std::log(4.0), 1e-15);
  for (int i = 0; i < 3; ++i) EXPECT_NEAR(logs.sampling_variance[i], 0.01, 1e-15);
  EXPECT_NEAR(logs.rounding, kRoundingShare * 4.0 / 8.0, 1e-15);
}

}  // namespace models_interventions_scaled_values_test
