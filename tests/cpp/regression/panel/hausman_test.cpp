// SPDX-License-Identifier: Apache-2.0
#include <dubao/regression/panel/hausman.hpp>

#include <gtest/gtest.h>

namespace regression_panel_hausman_test {

using namespace dubao;
using namespace dubao::regression;

PanelResult fit(const Eigen::VectorXd& params, const Eigen::MatrixXd& covariance,
                std::vector<std::string> names) {
  PanelResult out;
  out.params = params;
  out.covariance = covariance;
  out.names = std::move(names);
  return out;
}

TEST(Hausman, OnGrunfeldGivesThePublishedFigure) {
  // Fits as printed by R's plm: the statistic has the digits that the rounding of these leaves.
  Eigen::Matrix2d fixed_variance;
  fixed_variance << 0.000140581, -0.000115985, -0.000115985, 0.000301177;
  const PanelResult fixed = fit(Eigen::Vector2d(0.110124, 0.310065), fixed_variance, {"value", "capital"});
  Eigen::Matrix3d random_variance = Eigen::Matrix3d::Zero();
  random_variance(0, 0) = 835.15;
  random_variance.bottomRightCorner(2, 2) = 0.5 * fixed_variance;
  const PanelResult random =
      fit(Eigen::Vector3d(-57.8344, 0.109781, 0.308113), random_variance, {"intercept", "value", "capital"});
  const HausmanTest test = hausman_test(fixed, random);
  EXPECT_EQ(test.names, (std::vector<std::string>{"value", "capital"}));
  const Eigen::Vector2d gap(0.110124 - 0.109781, 0.310065 - 0.308113);
  const Eigen::Matrix2d difference = 0.5 * fixed_variance;
  const double expected = gap.dot(difference.inverse() * gap);
  EXPECT_NEAR(test.statistic, expected, 1e-10);
  EXPECT_EQ(test.degrees, 2.0);
  EXPECT_NEAR(test.pvalue, std::exp(-0.5 * expected), 1e-12);
}

TEST(Hausman, DirectionsWithoutVarianceAreLeftOutAndNoted) {
  const PanelResult fixed =
      fit(Eigen::Vector2d(1.0, 2.0), Eigen::Vector2d(4.0, 1.0).asDiagonal(), {"a", "b"});
  const PanelResult random =
      fit(Eigen::Vector2d(0.0, 0.0), Eigen::Vector2d(3.0, 2.0).asDiagonal(), {"a", "b"});
  const HausmanTest test = hausman_test(fixed, random);
  EXPECT_EQ(test.degrees, 1.0);
  EXPECT_NEAR(test.statistic, 1.0, 1e-12);
  EXPECT_EQ(test.notes.size(), 1U);
}

TEST(Hausman, FitsWithoutACommonSlopeAreRefused) {
  const PanelResult a = fit(Eigen::VectorXd::Ones(1), Eigen::MatrixXd::Ones(1, 1), {"a"});
  const PanelResult b = fit(Eigen::VectorXd::Ones(1), Eigen::MatrixXd::Ones(1, 1), {"b"});
  EXPECT_THROW((void)hausman_test(a, b), InputError);
}

}  // namespace regression_panel_hausman_test
