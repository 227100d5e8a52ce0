// SPDX-License-Identifier: Apache-2.0
#include <dubao/labour/dirichlet.hpp>

#include "labour/support.hpp"

namespace labour_dirichlet_test {

using namespace dubao;          // NOLINT: a test
using namespace dubao::labour;  // NOLINT: a test
using labour::testing::array;
using labour::testing::Ids;
using labour::testing::kExact;
using labour::testing::problem_ids;

constexpr Index kDraws = 4000;

TEST(Dirichlet, MomentsAreThoseOfTheHeader) {
  const Eigen::ArrayXXd draws = sample_dirichlet(array({7, 3}), "m", kDraws, 1);
  const Eigen::ArrayXd first = draws.col(0);
  const double deviation = std::sqrt((first - first.mean()).square().mean());
  // Four standard errors of a mean and of a standard deviation at this number of draws.
  EXPECT_NEAR(first.mean(), 0.7, 4.0 * 0.138 / std::sqrt(static_cast<double>(kDraws)));
  EXPECT_NEAR(deviation, std::sqrt(0.21 / 11.0), 4.0 * 0.138 / std::sqrt(2.0 * kDraws));
}

TEST(Dirichlet, RowsSumToOneAndStayPositiveHoweverSmallTheConcentration) {
  for (const double scale : {1e-6, 1e-3, 0.1, 1.0, 1e3, 1e8}) {
    const Eigen::ArrayXXd draws = sample_dirichlet(scale * array({0.2, 0.5, 0.3}), "s", 200, 3);
    EXPECT_TRUE(draws.allFinite());
    EXPECT_TRUE((draws >= 0.0).all());
    EXPECT_LT((draws.rowwise().sum() - 1.0).abs().maxCoeff(), kExact) << scale;
  }
}

TEST(Dirichlet, APartWithoutConcentrationIsZeroOnEveryPath) {
  const Eigen::ArrayXXd draws = sample_dirichlet(array({0, 2, 0, 5}), "z", 100, 1);
  EXPECT_EQ(draws.col(0).maxCoeff(), 0.0);
  EXPECT_EQ(draws.col(2).maxCoeff(), 0.0);
  EXPECT_DOUBLE_EQ(sample_dirichlet(array({0, 4}), "one", 1, 1)(0, 1), 1.0);
}

TEST(Dirichlet, PathsDependOnSeedNameAndPathAlone) {
  const Eigen::ArrayXd alpha = array({1, 2, 3});
  const Eigen::ArrayXXd many = sample_dirichlet(alpha, "k", 50, 9);
  EXPECT_TRUE((many.topRows(10) == sample_dirichlet(alpha, "k", 10, 9)).all());
  EXPECT_FALSE((many == sample_dirichlet(alpha, "k", 50, 8)).all());
  EXPECT_FALSE((many == sample_dirichlet(alpha, "other", 50, 9)).all());
}

TEST(Dirichlet, RefusesNegativeMissingAndEmptyConcentrations) {
  for (const Eigen::ArrayXd& alpha : {array({-1, 2}), array({0, 0}), array({}), array({NAN, 1})}) {
    EXPECT_EQ(problem_ids([&] { (void)sample_dirichlet(alpha, "x", 1, 1); }), Ids{"E-LAB-005"});
  }
}

}  // namespace labour_dirichlet_test
