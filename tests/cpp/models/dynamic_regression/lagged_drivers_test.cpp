// SPDX-License-Identifier: Apache-2.0
#include <dubao/models/dynamic_regression/lagged_drivers.hpp>

namespace models_dynamic_regression_lagged_drivers_test {

namespace dr = dubao::models::dynamic_regression;
using dubao::InputError;
using dubao::data::Regressors;

TEST(LaggedDrivers, TheExampleOfTheHeaderHolds) {
  const Regressors lagged =
      dr::with_lags(Regressors({"x"}, (Eigen::MatrixXd(3, 1) << 1, 2, 3).finished()), 1);
  EXPECT_EQ(lagged.names(), (std::vector<std::string>{"x", "x.lag1"}));
  EXPECT_EQ(lagged.rows(), (Eigen::MatrixXd(2, 2) << 2, 1, 3, 2).finished());
}

TEST(LaggedDrivers, EveryDriverKeepsItsOwnPast) {
  const Eigen::MatrixXd x = (Eigen::MatrixXd(4, 2) << 1, 10, 2, 20, 3, 30, 4, 40).finished();
  EXPECT_EQ(dr::lag_rows(x, 2),
            (Eigen::MatrixXd(2, 6) << 3, 2, 1, 30, 20, 10, 4, 3, 2, 40, 30, 20).finished());
}

TEST(LaggedDrivers, LogarithmsNeedValuesAboveZeroAndSayWhereTheyAreNot) {
  try {
    (void)dr::logarithms((Eigen::MatrixXd(2, 2) << 1, 0, -1, 2).finished(), {"a", "b"}, "jobs", 5);
    FAIL() << "accepted";
  } catch (const InputError& error) {
    ASSERT_EQ(error.problems().size(), 2U);
    EXPECT_EQ(error.id(), "E-DYN-003");
    EXPECT_EQ(error.problems()[0].column, "a");
    EXPECT_EQ(error.problems()[0].row, 7);
    EXPECT_EQ(error.problems()[1].column, "b");
  }
  EXPECT_NEAR(dr::logarithms(Eigen::MatrixXd::Constant(1, 1, std::exp(2.0)), {"a"}, "")(0, 0), 2.0, 1e-15);
}

}  // namespace models_dynamic_regression_lagged_drivers_test
