// SPDX-License-Identifier: Apache-2.0
#include <dubao/regression/design.hpp>

#include <gtest/gtest.h>

#include <limits>

namespace regression_design_test {

using namespace dubao::regression;
using Eigen::MatrixXd;
using Eigen::VectorXd;

std::vector<std::string> ids(const MatrixXd& x, const VectorXd& y, const VectorXd& weights = {},
                             const std::vector<std::string>& names = {}, bool intercept = true) {
  dubao::Problems problems;
  collect_regression_problems(x, y, weights, names, intercept, problems);
  std::vector<std::string> out;
  for (const dubao::Problem& problem : problems.list()) out.push_back(problem.id);
  return out;
}

using Ids = std::vector<std::string>;

TEST(Design, PutsTheInterceptFirst) {
  const Design design = make_design((MatrixXd(2, 1) << 3, 4).finished(), {"gdp"}, true);
  EXPECT_EQ(design.x, (MatrixXd(2, 2) << 1, 3, 1, 4).finished());
  EXPECT_EQ(design.names, (Ids{"intercept", "gdp"}));
  EXPECT_EQ(make_design(MatrixXd::Ones(1, 2), {}, false).names, (Ids{"x1", "x2"}));
}

TEST(Design, GoodInputHasNoProblem) {
  EXPECT_EQ(ids(MatrixXd::Ones(3, 2), VectorXd::Ones(3), VectorXd::Ones(3), {"a", "b"}), Ids{});
  EXPECT_NO_THROW(check_regression_input(MatrixXd::Ones(3, 0), VectorXd::Ones(3), {}, {}));
}

TEST(Design, EveryProblemIsFoundWithItsPlace) {
  MatrixXd x = MatrixXd::Ones(3, 2);
  x(1, 0) = std::numeric_limits<double>::quiet_NaN();
  x(2, 1) = std::numeric_limits<double>::infinity();
  VectorXd y = VectorXd::Ones(4);
  y[3] = std::numeric_limits<double>::quiet_NaN();
  const VectorXd weights = (VectorXd(3) << 1, -1, 1).finished();
  dubao::Problems problems;
  collect_regression_problems(x, y, weights, {"a", "a"}, true, problems);
  Ids found;
  for (const dubao::Problem& problem : problems.list()) found.push_back(problem.id);
  EXPECT_EQ(found,
            (Ids{"E-DES-001", "E-DES-009", "E-DES-002", "E-DES-003", "E-DES-004", "E-DES-005", "E-DES-005"}));
  EXPECT_EQ(problems.list()[2].row, 2);
  EXPECT_EQ(problems.list()[2].column, "a");
  EXPECT_EQ(problems.list()[3].row, 3);
  EXPECT_EQ(problems.list()[4].row, 4);
}

TEST(Design, EmptyInputAndZeroWeightsAreRefused) {
  EXPECT_EQ(ids(MatrixXd(0, 2), VectorXd(0)), Ids{"E-DES-007"});
  EXPECT_EQ(ids(MatrixXd(3, 0), VectorXd::Ones(3), {}, {}, false), Ids{"E-DES-007"});
  EXPECT_EQ(ids(MatrixXd::Ones(2, 1), VectorXd::Ones(2), VectorXd::Zero(2)), Ids{"E-DES-006"});
}

TEST(Design, NamesMustBeOneAColumnAndDifferent) {
  EXPECT_EQ(ids(MatrixXd::Ones(2, 2), VectorXd::Ones(2), {}, {"a"}), Ids{"E-DES-008"});
  EXPECT_EQ(ids(MatrixXd::Ones(2, 1), VectorXd::Ones(2), {}, {"intercept"}), Ids{"E-DES-009"});
  EXPECT_EQ(ids(MatrixXd::Ones(2, 1), VectorXd::Ones(2), {}, {"intercept"}, false), Ids{});
  EXPECT_THROW((void)make_design(MatrixXd::Ones(2, 2), {"a", "a"}, true), dubao::InputError);
}

TEST(Design, ManyWrongCellsAreReportedShortly) {
  const MatrixXd x = MatrixXd::Constant(500, 2, std::numeric_limits<double>::quiet_NaN());
  EXPECT_EQ(ids(x, VectorXd::Zero(500)).size(), static_cast<std::size_t>(kReportedCells) + 1U);
}

}  // namespace regression_design_test
