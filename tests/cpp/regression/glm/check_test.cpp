// SPDX-License-Identifier: Apache-2.0
#include <dubao/regression/glm/check.hpp>

#include <gtest/gtest.h>

namespace regression_glm_check_test {

using namespace dubao;
using namespace dubao::regression;

std::vector<Problem> check(Family family, const Eigen::VectorXd& y, bool quasi = false,
                           const Eigen::VectorXd& offset = {}, const std::vector<Index>& clusters = {},
                           bool needs_clusters = false, Eigen::VectorXd weights = {}) {
  Problems problems;
  if (weights.size() == 0) weights = Eigen::VectorXd::Ones(y.size());
  collect_glm_problems(family, quasi, y, weights, offset, clusters, needs_clusters, problems);
  return problems.list();
}

TEST(GlmCheck, EveryResponseOutsideTheRangeIsReportedWithItsRow) {
  const Eigen::Vector4d y(3.0, -1.0, 2.0, -0.5);
  const auto found = check(Family::kPoisson, y);
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[0].id, "E-GLM-001");
  EXPECT_EQ(found[0].row, 2);
  EXPECT_EQ(found[1].row, 4);
  EXPECT_EQ(check(Family::kBinomial, Eigen::Vector2d(0.5, 1.5), true)[0].id, "E-GLM-002");
  EXPECT_EQ(check(Family::kGamma, Eigen::Vector2d(0.0, 1.5))[0].id, "E-GLM-003");
  EXPECT_EQ(check(Family::kNegativeBinomial, Eigen::Vector2d(1.0, 1.5))[0].id, "E-GLM-004");
}

TEST(GlmCheck, AShareNeedsTrialsUnlessTheLikelihoodIsQuasi) {
  const Eigen::Vector2d y(0.25, 1.0);
  EXPECT_EQ(check(Family::kBinomial, y)[0].id, "E-GLM-004");
  EXPECT_TRUE(check(Family::kBinomial, y, true).empty());
  EXPECT_TRUE(check(Family::kBinomial, y, false, {}, {}, false, Eigen::Vector2d(4.0, 3.0)).empty());
}

TEST(GlmCheck, ResponsesAllAtOneEdgeAreRefused) {
  EXPECT_EQ(check(Family::kPoisson, Eigen::Vector3d::Zero())[0].id, "E-GLM-006");
  EXPECT_EQ(check(Family::kBinomial, Eigen::Vector3d::Ones())[0].id, "E-GLM-006");
  EXPECT_EQ(check(Family::kBinomial, Eigen::Vector3d::Zero())[0].id, "E-GLM-006");
  // The only success has weight 0.
  EXPECT_EQ(
      check(Family::kBinomial, Eigen::Vector2d(0, 1), false, {}, {}, false, Eigen::Vector2d(1, 0))[0].id,
      "E-GLM-006");
}

TEST(GlmCheck, OffsetsAndClustersMustFit) {
  const Eigen::Vector2d y(1.0, 2.0);
  EXPECT_EQ(check(Family::kPoisson, y, false, Eigen::Vector3d::Zero())[0].id, "E-GLM-005");
  EXPECT_EQ(check(Family::kPoisson, y, false, Eigen::Vector2d(0.0, -INFINITY))[0].row, 2);
  EXPECT_EQ(check(Family::kPoisson, y, false, {}, {0}, true)[0].id, "E-GLM-009");
  EXPECT_EQ(check(Family::kPoisson, y, false, {}, {0, 0}, true)[0].id, "E-GLM-009");
  EXPECT_TRUE(check(Family::kPoisson, y, false, {}, {0, 1}, true).empty());
}

TEST(GlmCheck, WholeNumbersAreToldFromOthers) {
  const Eigen::Vector2d ones(1.0, 1.0);
  EXPECT_TRUE(is_whole(Eigen::Vector2d(3.0, 1e9), ones));
  EXPECT_FALSE(is_whole(Eigen::Vector2d(3.0, 1.5), ones));
  EXPECT_TRUE(is_whole(Eigen::Vector2d(3.0, 1.5), Eigen::Vector2d(1.0, 0.0)));
}

}  // namespace regression_glm_check_test
