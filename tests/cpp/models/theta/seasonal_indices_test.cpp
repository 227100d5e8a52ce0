// SPDX-License-Identifier: Apache-2.0
#include <dubao/models/theta/seasonal_indices.hpp>

namespace models_theta_seasonal_indices_test {

using dubao::data::kMissing;
using dubao::data::Series;
using dubao::models::detail::prepare;
namespace theta = dubao::models::theta;

constexpr double kExact = 1e-12;

std::vector<double> repeated(int years) {
  std::vector<double> values;
  for (int i = 0; i < years; ++i) values.insert(values.end(), {1, 2, 3, 2});
  return values;
}

TEST(SeasonalIndices, ExampleOfTheHeaderHolds) {
  const auto indices = theta::seasonal_indices(prepare(Series::quarterly(2020, 1, repeated(3))), 4);
  ASSERT_EQ(indices.values.size(), 4U);
  const double expected[] = {0.5, 1.0, 1.5, 1.0};
  for (std::size_t j = 0; j < 4; ++j) EXPECT_NEAR(indices.values[j], expected[j], kExact);
  EXPECT_TRUE(indices.multiplicative);
  EXPECT_NEAR(indices.apply(indices.remove(3.0, 2), 2), 3.0, kExact);
}

TEST(SeasonalIndices, AreFoundOnlyWhereThereIsASeason) {
  EXPECT_TRUE(theta::is_seasonal(prepare(Series::quarterly(2020, 1, repeated(4))), 4));
  EXPECT_FALSE(theta::is_seasonal(prepare(Series::quarterly(2020, 1, repeated(2))), 4));  // n ≤ 2m
  const std::vector<double> noise{1.0, 1.4, 0.7, 1.9, 1.1, 0.3, 1.6, 0.9, 1.2, 1.5, 0.6, 0.8};
  EXPECT_FALSE(theta::is_seasonal(prepare(Series::quarterly(2020, 1, noise)), 4));
  EXPECT_FALSE(theta::is_seasonal(prepare(Series::quarterly(2020, 1, std::vector<double>(12, 3.0))), 4));
}

TEST(SeasonalIndices, IgnoreAveragesOverAHoleOrABreak) {
  std::vector<double> values = repeated(6);
  values[9] = kMissing;
  for (std::size_t t = 16; t < values.size(); ++t) values[t] *= 10.0;
  const Series series =
      Series::quarterly(2015, 1, values).with_break(dubao::time::Period::quarterly(2019, 1));
  const auto indices = theta::seasonal_indices(prepare(series), 4);
  ASSERT_FALSE(indices.is_empty());
  EXPECT_NEAR(indices.values[0], 0.5, kExact);
  EXPECT_NEAR(indices.values[2], 1.5, kExact);
}

TEST(SeasonalIndices, AreLeftOutWhenASeasonIsNeverAveraged) {
  EXPECT_TRUE(theta::seasonal_indices(prepare(Series::quarterly(2020, 1, {1, 2, 3, 2, 1})), 4).is_empty());
}

}  // namespace models_theta_seasonal_indices_test
