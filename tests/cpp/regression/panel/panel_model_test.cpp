// SPDX-License-Identifier: Apache-2.0
#include <dubao/regression/panel/panel_model.hpp>

#include <gtest/gtest.h>

namespace regression_panel_panel_model_test {

using namespace dubao;
using namespace dubao::regression;

TEST(PanelModel, ClusteredScoresAreSummedBeforeTheyAreSquared) {
  Eigen::MatrixXd scores(3, 1);
  scores << 1, 2, -4;
  EXPECT_EQ(detail::clustered_meat({{0, 0, 1}, {"a", "b"}}, scores)(0, 0), 25.0);
  EXPECT_EQ(detail::clustered_meat({{0, 1, 2}, {"a", "b", "c"}}, scores)(0, 0), 21.0);
}

TEST(PanelModel, EntitiesInsideRegionsAreNestedRegionsInsideEntitiesAreNot) {
  const Groups province{{0, 1, 2, 0}, {"a", "b", "c"}};
  const Groups region{{0, 0, 1, 0}, {"north", "south"}};
  EXPECT_TRUE(detail::is_nested(province, region));
  EXPECT_FALSE(detail::is_nested(region, province));
}

TEST(PanelModel, DeviationsThatAreOnlyRoundingAreZero) {
  const Groups groups{{0, 0, 0}, {"a"}};
  const Eigen::Vector3d third = Eigen::Vector3d::Constant(1e6 / 3.0);
  const Eigen::Vector3d ones = Eigen::Vector3d::Ones();
  EXPECT_EQ(detail::deviations(groups, ones, third, group_means(groups, ones, third)).norm(), 0.0);
  const Eigen::Vector3d years(2019, 2020, 2021);
  EXPECT_EQ(detail::deviations(groups, ones, years, group_means(groups, ones, years)),
            Eigen::MatrixXd(Eigen::Vector3d(-1, 0, 1)));
}

TEST(PanelModel, AnExactFitHasNoLikelihood) {
  RegressionResult result;
  detail::gaussian_likelihood(result, 0.0, 5.0, 2.0);
  EXPECT_TRUE(std::isnan(result.loglik));
  EXPECT_EQ(result.notes.size(), 1U);
}

}  // namespace regression_panel_panel_model_test
