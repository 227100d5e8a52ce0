// SPDX-License-Identifier: Apache-2.0
#include <dubao/models/seasonal_window_average.hpp>

namespace models_seasonal_window_average_test {

using dubao::InputError;
using dubao::data::kMissing;
using dubao::data::Series;
using dubao::models::SeasonalWindowAverage;

const std::vector<double>& quarters() {
  static const std::vector<double> values{1, 2, 3, 4, 3, 4, 5, 6};
  return values;
}

TEST(SeasonalWindowAverage, ExampleOfTheHeaderHolds) {
  const auto fitted = SeasonalWindowAverage(2, 4).fit(Series::quarterly(2023, 1, quarters()));
  EXPECT_EQ(fitted->mean(5), (std::vector<double>{2, 3, 4, 5, 2}));
  EXPECT_DOUBLE_EQ(fitted->summary().sigma2, 2.0);
  EXPECT_EQ(SeasonalWindowAverage(1).fit(Series::quarterly(2023, 1, quarters()))->mean(4),
            (std::vector<double>{3, 4, 5, 6}));
}

TEST(SeasonalWindowAverage, ServesEveryLengthGapsAndBreaks) {
  std::vector<double> values;
  for (const double v : quarters()) {
    values.push_back(v);
    const auto fitted = SeasonalWindowAverage(2, 4).fit(Series::quarterly(2023, 1, values));
    for (const double mean : fitted->mean(6)) EXPECT_TRUE(std::isfinite(mean));
    EXPECT_TRUE(fitted->draws(6, 30, 1).paths().allFinite());
  }
  values = quarters();
  values[5] = kMissing;
  EXPECT_EQ(SeasonalWindowAverage(2, 4).fit(Series::quarterly(2023, 1, values))->mean(2)[1], 2.0);
  values = quarters();
  for (std::size_t t = 4; t < 8; ++t) values[t] += 100.0;
  const auto broken = SeasonalWindowAverage(2, 4).fit(
      Series::quarterly(2023, 1, values).with_break(dubao::time::Period::quarterly(2024, 1)));
  EXPECT_GT(broken->mean(1)[0], 100.0);
  EXPECT_THROW((void)SeasonalWindowAverage(0, -1), InputError);
}

TEST(SeasonalWindowAverage, RestoresAFitBitForBit) {
  const Series series = Series::quarterly(2023, 1, quarters(), "s");
  const SeasonalWindowAverage model(2);
  EXPECT_EQ(model.fit(series)->draws(5, 10, 1).paths(),
            model.fit_with_parameters(series, {}, {})->draws(5, 10, 1).paths());
  EXPECT_THROW((void)model.fit_with_parameters(series, {}, {{"mean", 1.0}}), InputError);
}

}  // namespace models_seasonal_window_average_test
