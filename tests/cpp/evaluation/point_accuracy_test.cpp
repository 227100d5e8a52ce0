// SPDX-License-Identifier: Apache-2.0
#include <dubao/evaluation/point_accuracy.hpp>

namespace evaluation_point_accuracy_test {

using namespace dubao;
using namespace dubao::evaluation;
using data::kMissing;
using data::Series;

TEST(PointAccuracy, ExampleOfTheHeaderHolds) {
  const std::vector<double> actual{10, 12};
  const std::vector<double> forecast{11, 12};
  EXPECT_DOUBLE_EQ(mean_absolute_error(actual, forecast), 0.5);
  EXPECT_DOUBLE_EQ(root_mean_squared_error(actual, forecast), std::sqrt(0.5));
  EXPECT_DOUBLE_EQ(mean_error(actual, forecast), -0.5);
  const double scale = naive_absolute_scale(Series::annual(2000, {7, 8, 10}));
  EXPECT_DOUBLE_EQ(scale, 1.5);
  EXPECT_DOUBLE_EQ(mase(actual, forecast, scale), 1.0 / 3.0);
}

TEST(PointAccuracy, SymmetricPercentageErrorIsBoundedBy200) {
  EXPECT_DOUBLE_EQ(smape({100}, {100}), 0.0);
  EXPECT_DOUBLE_EQ(smape({100}, {-50}), 200.0);
  EXPECT_DOUBLE_EQ(smape({0}, {0}), 0.0);
  EXPECT_DOUBLE_EQ(smape({150}, {50}), 100.0);
}

TEST(PointAccuracy, LeavesOutPairsThatAreNotComplete) {
  EXPECT_DOUBLE_EQ(mean_absolute_error({1, kMissing, 3}, {2, 2, kMissing}), 1.0);
  EXPECT_TRUE(std::isnan(mean_absolute_error({kMissing}, {1})));
  EXPECT_TRUE(std::isnan(mean_absolute_error({}, {})));
}

TEST(PointAccuracy, RefusesDifferentLengths) { EXPECT_THROW((void)smape({1, 2}, {1}), InputError); }

TEST(PointAccuracy, ScaleUsesTheSeasonAndSkipsBreaksAndHoles) {
  const Series quarterly = Series::quarterly(2000, 1, {1, 2, 3, 4, 3, 5, 7, 9});
  EXPECT_DOUBLE_EQ(naive_absolute_scale(quarterly, 4), (2 + 3 + 4 + 5) / 4.0);
  EXPECT_DOUBLE_EQ(naive_squared_scale(quarterly, 4), (4 + 9 + 16 + 25) / 4.0);
  const Series broken = Series::annual(2000, {1, 2, 100, 103}).with_break(2002);
  EXPECT_DOUBLE_EQ(naive_absolute_scale(broken), 2.0);
  EXPECT_DOUBLE_EQ(naive_absolute_scale(Series::annual(2000, {1, kMissing, 4, 6})), 2.0);
}

TEST(PointAccuracy, AScaleOfZeroGivesNoScaledError) {
  const double scale = naive_absolute_scale(Series::annual(2000, {5, 5, 5}));
  EXPECT_DOUBLE_EQ(scale, 0.0);
  EXPECT_TRUE(std::isnan(mase({5}, {6}, scale)));
  EXPECT_TRUE(std::isnan(rmsse({5}, {6}, scale)));
  EXPECT_DOUBLE_EQ(rmsse({5}, {7}, 4.0), 1.0);
}

}  // namespace evaluation_point_accuracy_test
