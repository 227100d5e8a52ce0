// SPDX-License-Identifier: Apache-2.0
#include <dubao/forecast/cross_validation.hpp>

namespace forecast_cross_validation_test {

using namespace dubao;
using namespace dubao::forecast;
using data::Panel;
using data::RandomStream;
using data::Series;

std::vector<models::ModelPointer> default_model() { return {std::make_shared<DefaultEnsemble>()}; }

Panel walks(Index count, Index n) {
  Panel panel;
  for (Index i = 0; i < count; ++i) {
    RandomStream stream(8, static_cast<std::uint64_t>(i), 0);
    std::vector<double> values;
    double level = std::log(100.0);
    for (Index t = 0; t < n; ++t) values.push_back(std::exp(level += 0.03 + 0.06 * stream.normal()));
    panel.add(Series::annual(2005, values, "w" + std::to_string(i)));
  }
  return panel;
}

TEST(CrossValidation, ForecastsOnlyWithWhatWasKnown) {
  const Panel panel = walks(4, 12);
  const evaluation::BacktestOptions options{.horizon = 2, .n_windows = 2, .n_draws = 200};
  const auto before = cross_validation(default_model(), {}, panel, options, {0.1, 0.9});
  Panel changed;
  for (const Series& series : panel) {
    std::vector<double> values = series.values();
    values.back() *= 50.0;
    changed.add(Series(series.start(), values, series.id()));
  }
  const auto after = cross_validation(default_model(), {}, changed, options, {0.1, 0.9});
  ASSERT_EQ(before.size(), 8U);
  for (std::size_t k = 0; k < before.size(); ++k) {
    EXPECT_EQ(before[k].models[0].mean, after[k].models[0].mean);
    EXPECT_EQ(before[k].models[0].quantiles, after[k].models[0].quantiles);
    EXPECT_TRUE(before[k].models[0].crps[0] > 0.0);
  }
  EXPECT_EQ(before[0].id, "w0");
  EXPECT_LT(before[0].cutoff, before[1].cutoff);
}

TEST(CrossValidation, LeavesOutSeriesTooShortForAWindow) {
  Panel panel = walks(2, 10);
  panel.add(Series::annual(2010, {1, 2, 3}, "short"));
  const evaluation::BacktestOptions options{.horizon = 2, .n_windows = 3, .n_draws = 0};
  const auto found = cross_validation(default_model(), {}, panel, options, {});
  EXPECT_EQ(found.size(), 7U);
  EXPECT_EQ(found.back().id, "short");
  EXPECT_EQ(found.back().cutoff.to_string(), "2010");
  EXPECT_TRUE(found.back().models[0].quantiles.empty());
}

TEST(CrossValidation, ColumnQuantilesAgreeWithTheDraws) {
  data::DrawMatrix paths(5, 2);
  paths << 1, 9, 2, 8, 3, 7, 4, 6, 5, 5;
  const data::Draws draws(time::Period::annual(2025), paths);
  const auto quantiles = column_quantiles(draws, {0.1, 0.5});
  EXPECT_DOUBLE_EQ(quantiles[0][1], draws.quantile(1, 0.1));
  EXPECT_DOUBLE_EQ(quantiles[1][0], 3.0);
}

}  // namespace forecast_cross_validation_test
