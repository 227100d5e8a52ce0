// SPDX-License-Identifier: Apache-2.0
#include <dubao/models/dynamic_regression/error_correction.hpp>

namespace models_dynamic_regression_error_correction_test {

namespace dr = dubao::models::dynamic_regression;

TEST(ErrorCorrection, TheExampleOfTheHeaderHolds) {
  dr::ArdlData data;
  data.y.assign(5, 0.0);
  data.definition.assign(5, 0);
  const dr::ArdlOrder order{2, {}, false, false};
  const auto form = dr::error_correction(order, data, Eigen::Vector2d(0.5, 0.2), Eigen::Matrix2d::Identity());
  ASSERT_EQ(form.size(), 2U);
  EXPECT_EQ(form[0].name, "y.lag1");
  EXPECT_NEAR(form[0].value, -0.3, 1e-15);
  EXPECT_NEAR(form[0].error, std::sqrt(2.0), 1e-15);
  EXPECT_EQ(form[1].name, "d(y).lag1");
  EXPECT_NEAR(form[1].value, -0.2, 1e-15);
}

// The form must say the same: rebuild Δy from it and compare with the levels at arbitrary values.
TEST(ErrorCorrection, TheFormGivesTheSameChangeAsTheLevels) {
  dr::ArdlData data;
  data.y.assign(5, 0.0);
  data.definition.assign(5, 0);
  data.names = {"x"};
  data.x.resize(5, 1);
  const dr::ArdlOrder order{2, {2}, true, false};
  Eigen::VectorXd b(6);
  b << 0.7, 0.5, 0.2, 0.3, -0.1, 0.05;
  const auto form = dr::error_correction(order, data, b, Eigen::MatrixXd::Zero(6, 6));
  const double y1 = 4.0, y2 = 2.5, x0 = 1.0, x1 = 3.0, x2 = -2.0;
  const double level = b[0] + b[1] * y1 + b[2] * y2 + b[3] * x0 + b[4] * x1 + b[5] * x2;
  const std::map<std::string, double> values{{"intercept", 1.0}, {"y.lag1", y1},
                                             {"x.lag1", x1},     {"d(y).lag1", y1 - y2},
                                             {"d(x)", x0 - x1},  {"d(x).lag1", x1 - x2}};
  double change = 0.0;
  for (const auto& one : form) change += one.value * values.at(one.name);
  EXPECT_EQ(form.size(), values.size());
  EXPECT_NEAR(change, level - y1, 1e-14);
}

}  // namespace models_dynamic_regression_error_correction_test
