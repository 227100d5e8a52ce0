// SPDX-License-Identifier: Apache-2.0
#include <dubao/evaluation/backtest.hpp>
#include <dubao/models/naive.hpp>

namespace evaluation_backtest_test {

using namespace dubao;
using namespace dubao::evaluation;
using data::Panel;
using data::Series;

TEST(Backtest, ExampleOfTheHeaderHolds) {
  const Series series = Series::annual(2000, {1, 2, 3, 4, 5, 6, 7, 8, 9, 10});
  const BacktestOptions options{.horizon = 3, .n_windows = 2};
  EXPECT_EQ(training_lengths(series, options), (std::vector<Index>{6, 7}));
}

TEST(Backtest, NeverShowsTheModelWhatCameLater) {
  std::vector<double> values{3, 5, 4, 6, 7, 9, 8, 10};
  const BacktestOptions options{.horizon = 2, .n_windows = 3, .n_draws = 50};
  const models::Naive naive;
  const auto before = backtest(Series::annual(2000, values, "a"), naive, options);
  values[7] = 1000.0;  // the last value is in no training part
  const auto after = backtest(Series::annual(2000, values, "a"), naive, options);
  ASSERT_EQ(before.size(), 3U);
  for (std::size_t w = 0; w < 3; ++w) {
    EXPECT_EQ(before[w].mean, after[w].mean);
    EXPECT_EQ(before[w].draws.paths(), after[w].draws.paths());
  }
  EXPECT_DOUBLE_EQ(after[2].actual[1], 1000.0);
}

TEST(Backtest, CutoffsAndActualsStandAtTheRightPeriods) {
  const auto result = backtest(Series::annual(2000, {1, 2, 3, 4, 5, 6}, "a"), models::Naive{},
                               {.horizon = 2, .n_windows = 2, .step_size = 2, .n_draws = 0});
  ASSERT_EQ(result.size(), 2U);
  EXPECT_EQ(result[0].cutoff.to_string(), "2001");
  EXPECT_EQ(result[0].actual, (std::vector<double>{3, 4}));
  EXPECT_EQ(result[1].cutoff.to_string(), "2003");
  EXPECT_EQ(result[1].mean, (std::vector<double>{4, 4}));
  EXPECT_EQ(result[1].draws.size(), 0);
}

TEST(Backtest, AShortSeriesHasFewerWindowsOrNone) {
  const BacktestOptions options{.horizon = 3, .n_windows = 5, .minimum_training = 2, .n_draws = 0};
  EXPECT_EQ(backtest(Series::annual(2000, {1, 2, 3, 4, 5, 6}), models::Naive{}, options).size(), 2U);
  EXPECT_TRUE(backtest(Series::annual(2000, {1, 2}), models::Naive{}, options).empty());
}

TEST(Backtest, MarksHorizonsAcrossABreak) {
  const Series series = Series::annual(2000, {1, 2, 3, 40, 50, 60}).with_break(2004);
  const auto result = backtest(series, models::Naive{}, {.horizon = 3, .n_draws = 0});
  ASSERT_EQ(result.size(), 1U);
  EXPECT_EQ(result[0].across_break, (std::vector<bool>{false, true, true}));
}

TEST(Backtest, ListsAllBadOptionsAtOnce) {
  try {
    (void)backtest(Series::annual(2000, {1, 2}), models::Naive{},
                   {.horizon = 0, .n_windows = 0, .step_size = 0});
    FAIL();
  } catch (const InputError& error) {
    EXPECT_EQ(error.problems().size(), 3U);
    EXPECT_EQ(error.id(), "E-BCK-001");
  }
}

TEST(Backtest, APanelKeepsEachSeriesApart) {
  const Panel panel({Series::annual(2000, {1, 2, 3}, "a"), Series::annual(2010, {7, 7, 9}, "b")});
  const auto result = backtest(panel, models::Naive{}, {.horizon = 1, .n_draws = 0});
  ASSERT_EQ(result.size(), 2U);
  EXPECT_EQ(result[1].id, "b");
  EXPECT_DOUBLE_EQ(result[1].mean[0], 7.0);
}

}  // namespace evaluation_backtest_test
