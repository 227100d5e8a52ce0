// SPDX-License-Identifier: Apache-2.0
#include <dubao/evaluation/multiple_comparison.hpp>

#include "golden.hpp"

namespace evaluation_multiple_comparison_test {

using dubao::InputError;
using dubao::data::kMissing;
using namespace dubao::evaluation;

constexpr double kAlgebra = 1e-12;
constexpr double kDigitsOfR = 1e-8;

TEST(MultipleComparison, IsTheFormulaByHand) {
  const auto found = compare_with_best({{1, 2, 3}, {10, 20, 30}, {1, 3, 2}, {2, 1, 3}}, 0.95);
  EXPECT_EQ(found.mean_rank, (std::vector<double>{1.25, 2.0, 2.75}));
  EXPECT_NEAR(found.friedman, 4.5, kAlgebra);
  EXPECT_EQ(found.best, 0);
  // q(0.95; 3, ∞) = 3.3145, √(3 · 4 / (12 · 4)) = 1/2
  EXPECT_NEAR(found.critical_distance, 3.31449315755301 / 2.0, kDigitsOfR);
  EXPECT_EQ(found.worse, (std::vector<bool>{false, false, false}));
}

TEST(MultipleComparison, QuantilesOfTheStudentisedRangeAgreeWithR) {
  for (const golden::Row& row : golden::rows("qtukey")) {
    // R's own table is good to about 1e-8 here.
    EXPECT_NEAR(studentised_range_quantile(row.p_value, row.lags), row.statistic, 1e-6) << row.lags;
    EXPECT_NEAR(studentised_range_probability(row.statistic, row.lags), row.p_value, 1e-7) << row.lags;
  }
  // Two normals: the range is √2 |z|, so the quantile is √2 times that of |z|.
  EXPECT_NEAR(studentised_range_quantile(0.95, 2), std::sqrt(2.0) * 1.959963984540054, 1e-10);
}

TEST(MultipleComparison, FriedmansStatisticWithTiesAgreesWithR) {
  const auto series = golden::series();
  std::vector<std::vector<double>> losses;
  for (std::size_t t = 0; t < 40; ++t) {
    std::vector<double> row;
    // R rounds halves to even; no value of the series ends in exactly one half.
    for (const double centre : {577.0, 578.5, 580.0}) {
      row.push_back(std::abs(std::round(series.at("LakeHuron")[t]) - centre));
    }
    losses.push_back(row);
  }
  const auto expected = golden::rows("friedman").front();
  const auto found = compare_with_best(losses, 0.95);
  EXPECT_NEAR(found.friedman, expected.statistic, kDigitsOfR);
  EXPECT_NEAR(found.p_value, expected.p_value, kDigitsOfR * expected.p_value);
}

TEST(MultipleComparison, AMethodThatIsAlwaysLastIsWorseAndOneAsGoodAsTheBestIsNot) {
  std::vector<std::vector<double>> losses;
  for (int i = 0; i < 30; ++i) losses.push_back({i % 2 == 0 ? 1.0 : 2.0, i % 2 == 0 ? 2.0 : 1.0, 3.0});
  losses.push_back({1.0, kMissing, 2.0});
  const auto found = compare_with_best(losses, 0.95);
  EXPECT_EQ(found.count, 30);
  EXPECT_EQ(found.worse, (std::vector<bool>{false, false, true}));
  EXPECT_GT(found.lower[2], found.upper[0]);
  EXPECT_LT(found.p_value, 1e-6);
}

TEST(MultipleComparison, RefusesWhatCannotBeRanked) {
  EXPECT_THROW((void)compare_with_best({}, 0.95), InputError);
  EXPECT_THROW((void)compare_with_best({{1.0}}, 0.95), InputError);
  EXPECT_THROW((void)compare_with_best({{1.0, 2.0}, {1.0}}, 0.95), InputError);
  EXPECT_THROW((void)compare_with_best({{1.0, kMissing}}, 0.95), InputError);
  EXPECT_THROW((void)compare_with_best({{1.0, 2.0}}, 95.0), InputError);
}

}  // namespace evaluation_multiple_comparison_test
