// SPDX-License-Identifier: Apache-2.0
#include <dubao/models/theta/box_cox.hpp>

namespace models_theta_box_cox_test {

using dubao::data::Series;
using dubao::models::detail::prepare;
namespace theta = dubao::models::theta;

constexpr double kExact = 1e-12;

TEST(BoxCox, IsUndoneByItsInverse) {
  for (const double lambda : {0.0, 0.05, 0.5, 1.0}) {
    for (const double y : {1e-3, 0.7, 1.0, 1.9}) {
      EXPECT_NEAR(theta::inverse_box_cox(theta::box_cox(y, lambda), lambda), y, kExact) << lambda;
    }
  }
  EXPECT_NEAR(theta::box_cox(1.7, 1e-9), std::log(1.7), 1e-8);
}

TEST(BoxCox, StaysFiniteWhereTheInverseHasNoValue) {
  EXPECT_TRUE(std::isfinite(theta::inverse_box_cox(-100.0, 0.5)));
  EXPECT_GE(theta::inverse_box_cox(-100.0, 0.5), 0.0);
}

TEST(BoxCox, ChoosesTheLogarithmForAnExponential) {
  std::vector<double> y;
  for (int t = 1; t <= 10; ++t) y.push_back(std::exp(t / 10.0));
  EXPECT_EQ(theta::profile_lambda(prepare(Series::annual(2000, y)), y), 0.0);
}

TEST(BoxCox, ChoosesTheIdentityForALine) {
  std::vector<double> y;
  for (int t = 1; t <= 10; ++t) y.push_back(3.0 + t);
  EXPECT_EQ(theta::profile_lambda(prepare(Series::annual(2000, y)), y), 1.0);
}

TEST(BoxCox, FitsALineWithALevelPerDefinition) {
  const auto data = prepare(Series::annual(2000, {1.0, 1.1, 1.2, 0.3, 0.4, 0.5}).with_break(2003));
  const theta::Line line = theta::fit_line(data, {1.0, 1.1, 1.2, 0.3, 0.4, 0.5});
  EXPECT_NEAR(line.slope, 0.1, kExact);
  EXPECT_NEAR(line.shift[0], -1.0, kExact);
  EXPECT_EQ(line.shift[1], 0.0);
  EXPECT_NEAR(line.sum_of_squares, 0.0, kExact);
}

}  // namespace models_theta_box_cox_test
