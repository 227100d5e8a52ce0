// SPDX-License-Identifier: Apache-2.0
#include <dubao/regression/panel/groups.hpp>

#include <gtest/gtest.h>

namespace regression_panel_groups_test {

using namespace dubao;
using namespace dubao::regression;

std::vector<std::string> ids(const Groups& groups, Index rows, bool repeated) {
  Problems problems;
  collect_group_problems(groups, Eigen::VectorXd::Ones(rows), "entity", repeated, problems);
  std::vector<std::string> out;
  for (const Problem& problem : problems.list()) out.push_back(problem.id);
  return out;
}

TEST(Groups, MeansAndDeviationsAreThoseOfTheHeader) {
  const Groups groups{{0, 0, 1}, {"a", "b"}};
  const Eigen::Vector3d values(1, 3, 5);
  const Eigen::MatrixXd means = group_means(groups, Eigen::Vector3d::Ones(), values);
  EXPECT_EQ(means, Eigen::MatrixXd(Eigen::Vector2d(2, 5)));
  EXPECT_EQ(less_group_means(groups, means, values, Eigen::Vector2d(1, 0)),
            Eigen::MatrixXd(Eigen::Vector3d(-1, 1, 5)));
  EXPECT_EQ(group_means(groups, Eigen::Vector3d(3, 1, 0), values)(0, 0), 1.5);
}

TEST(Groups, ALargeCommonLevelCostsNoDigits) {
  const Groups groups{{0, 0, 0}, {"a"}};
  const Eigen::Vector3d values(1e15 + 1, 1e15 + 2, 1e15 + 3);
  EXPECT_EQ(group_means(groups, Eigen::Vector3d::Ones(), values)(0, 0), 1e15 + 2);
}

TEST(Groups, WrongLabelsAreRefused) {
  EXPECT_EQ(ids({{0, 1}, {"a", "b"}}, 3, false), (std::vector<std::string>{"E-PNL-001"}));
  EXPECT_EQ(ids({{0, 0}, {"a"}}, 2, true), (std::vector<std::string>{"E-PNL-002"}));
  EXPECT_EQ(ids({{0, 1}, {"a", "b"}}, 2, true), (std::vector<std::string>{"E-PNL-003"}));
  EXPECT_TRUE(ids({{0, 1}, {"a", "b"}}, 2, false).empty());
  EXPECT_TRUE(ids({{0, 1, 1}, {"a", "b"}}, 3, true).empty());
}

TEST(Groups, TheSameEntityAndPeriodTwiceIsNamedWithBothRows) {
  Problems problems;
  collect_duplicate_problems({{0, 1, 0}, {"Hà Nội", "Huế"}}, {{0, 0, 0}, {"2020"}}, problems);
  ASSERT_EQ(problems.list().size(), 1U);
  EXPECT_EQ(problems.list()[0].id, "E-PNL-004");
  EXPECT_EQ(problems.list()[0].row, 3);
  EXPECT_NE(problems.list()[0].message.find("row 1"), std::string::npos);
}

}  // namespace regression_panel_groups_test
