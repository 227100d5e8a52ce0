// SPDX-License-Identifier: Apache-2.0
#include <dubao/regression/result.hpp>

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace regression_result_test {

using namespace dubao::regression;
using Eigen::MatrixXd;
using Eigen::VectorXd;

// Values of R: qt(0.975, 4), 2 * pt(-4, 4), qnorm(0.975), 2 * pnorm(-4).
constexpr double kT = 2.7764451051977987;
constexpr double kP = 0.016130089900092532;
constexpr double kZ = 1.9599639845400542;
constexpr double kNormalP = 6.3342483666239957e-05;
constexpr double kDigits = 1e-12;  // relative

RegressionResult example() {
  RegressionResult result;
  result.names = {"b"};
  result.params = VectorXd::Constant(1, 2.0);
  result.covariance = MatrixXd::Constant(1, 1, 0.25);
  result.residual_df = 4.0;
  result.columns = 1;
  result.kept = {0};
  return result;
}

TEST(RegressionResult, TestsAndIntervalsFollowFromTheCovariance) {
  RegressionResult result = example();
  EXPECT_EQ(result.standard_errors()[0], 0.5);
  EXPECT_EQ(result.test_statistics()[0], 4.0);
  EXPECT_NEAR(result.pvalues()[0], kP, kDigits * kP);
  EXPECT_NEAR(result.conf_int(0.95)(0, 1), 2.0 + 0.5 * kT, kDigits);
  result.reference = Reference::kNormal;
  EXPECT_NEAR(result.pvalues()[0], kNormalP, kDigits * kNormalP);
  EXPECT_NEAR(result.conf_int(0.95)(0, 0), 2.0 - 0.5 * kZ, kDigits);
}

TEST(RegressionResult, NothingIsInventedWhereNoDegreeOfFreedomIsLeft) {
  RegressionResult result = example();
  result.residual_df = 0.0;
  EXPECT_TRUE(std::isnan(result.pvalues()[0]));
  EXPECT_TRUE(std::isnan(result.conf_int(0.9)(0, 0)));
  EXPECT_EQ(two_sided_pvalue(std::numeric_limits<double>::infinity(), Reference::kStudent, 3.0), 0.0);
}

TEST(RegressionResult, NewRowsUseTheKeptColumnsOnly) {
  RegressionResult result = example();
  result.intercept = true;
  result.columns = 2;
  result.kept = {0, 2};  // the intercept and the second regressor
  result.params = (VectorXd(2) << 1, 10).finished();
  result.covariance = (MatrixXd(2, 2) << 1, 0, 0, 4).finished();
  const MatrixXd x = (MatrixXd(1, 2) << 99, 3).finished();
  EXPECT_EQ(linear_predictor(result, x)[0], 31.0);
  EXPECT_NEAR(standard_error_of_mean(result, x)[0], std::sqrt(37.0), kDigits);
}

TEST(RegressionResult, KeptAndDroppedColumnsAreNamed) {
  RegressionResult result;
  set_columns({"intercept", "a", "b"}, {0, 2}, {1}, result);
  EXPECT_EQ(result.names, (std::vector<std::string>{"intercept", "b"}));
  EXPECT_EQ(result.dropped, std::vector<std::string>{"a"});
  ASSERT_EQ(result.notes.size(), 1U);
  EXPECT_EQ(result.notes.front(), dropped_note("a"));
}

TEST(RegressionResult, WrongLevelsAndRowsAreRefused) {
  const RegressionResult result = example();
  EXPECT_THROW((void)result.conf_int(95.0), dubao::InputError);
  EXPECT_THROW((void)linear_predictor(result, MatrixXd::Ones(1, 2)), dubao::InputError);
  const MatrixXd gap = MatrixXd::Constant(1, 1, std::numeric_limits<double>::quiet_NaN());
  try {
    (void)linear_predictor(result, gap);
    FAIL();
  } catch (const dubao::InputError& error) {
    EXPECT_EQ(error.id(), "E-DES-002");
    EXPECT_EQ(error.problems().front().row, 1);
  }
}

}  // namespace regression_result_test
