// SPDX-License-Identifier: Apache-2.0
#include <dubao/forecast/split_conformal.hpp>
#include <dubao/models/naive.hpp>

namespace forecast_split_conformal_test {

using namespace dubao;
using namespace dubao::forecast;
using data::kMissing;
using data::Series;

Series steps(const std::vector<double>& changes, double first) {
  std::vector<double> y{first};
  for (const double change : changes) y.push_back(y.back() + change);
  return Series::annual(2000, std::move(y), "s");
}

TEST(ConformalQuantile, IsTheOrderStatisticOfTheFiniteSampleRule) {
  const std::vector<double> sizes{1, 2, 3, 4};
  EXPECT_DOUBLE_EQ(conformal_quantile(sizes, 0.6), 3.0);
  EXPECT_DOUBLE_EQ(conformal_quantile(sizes, 0.5), 2.5);
  EXPECT_DOUBLE_EQ(conformal_quantile(sizes, 0.0), 0.0);
  EXPECT_DOUBLE_EQ(conformal_quantile(sizes, 0.8), 4.0);
}

TEST(ConformalQuantile, GoesOnBeyondTheLargestSizeWithoutAStepAndEverWider) {
  const std::vector<double> sizes{1, 2, 3, 4};
  constexpr double kStep = 1e-6;
  EXPECT_NEAR(conformal_quantile(sizes, 0.8 + kStep), 4.0, 1e-4);
  EXPECT_GT(conformal_quantile(sizes, 0.95), 4.0);
  EXPECT_GT(conformal_quantile(sizes, 0.99), conformal_quantile(sizes, 0.95));
}

TEST(ConformalScores, AreTheErrorsAtPastOriginsByHorizon) {
  // Additive, as a value is not positive; naive errors are sums of changes. 12 values: origins 1 … 6 periods back.
  const Series series = steps({1, -2, 3, -4, 5, -6, 7, -8, 9, -10, 11}, 0.0);
  const ConformalScores scores = conformal_scores(models::Naive{}, series);
  EXPECT_EQ(scores.link, evaluation::Link::kAdditive);
  ASSERT_EQ(scores.sizes.size(), 6U);
  EXPECT_EQ(scores.sizes[0], (std::vector<double>{6, 7, 8, 9, 10, 11}));
  // Two steps: |−6 + 7|, |7 − 8|, … are all 1.
  EXPECT_EQ(scores.sizes[1], (std::vector<double>{1, 1, 1, 1, 1}));
  EXPECT_EQ(scores.sizes[5].size(), 1U);
}

TEST(ConformalScores, ArePositiveRelativeErrorsForPositiveSeries) {
  const Series series = Series::annual(2000, {100, 100, 100, 100, 100, 100, 100, 100, 100, 150, 75, 75});
  const ConformalScores scores = conformal_scores(models::Naive{}, series);
  EXPECT_EQ(scores.link, evaluation::Link::kPositive);
  // 100 → 150: +0.5; 150 → 75: 150/75 − 1 = 1.
  EXPECT_EQ(scores.sizes[0], (std::vector<double>{0, 0, 0, 0, 0.5, 1.0}));
}

TEST(ConformalScores, LeaveOutMissingValuesAndValuesAcrossABreak) {
  const std::vector<double> y{-5, 1, 2, 1, 2, 1, 2, 1, kMissing, 1, 2, 1, 9, 8, 9};
  const Series plain = Series::annual(2000, y);
  // Origins 1 … 7 periods back; the value of 2008 is missing.
  EXPECT_EQ(conformal_scores(models::Naive{}, plain).sizes[0].size(), 6U);
  const Series broken = plain.with_break(2012);
  for (const std::vector<double>& of_horizon : conformal_scores(models::Naive{}, broken).sizes) {
    for (const double size : of_horizon) EXPECT_LE(size, 2.0);
  }
}

TEST(ConformalScores, AtMostSoManyOriginsAndNoneOfAShortSeries) {
  std::vector<double> changes(80, 1.0);
  EXPECT_EQ(conformal_scores(models::Naive{}, steps(changes, -3.0)).sizes[0].size(),
            static_cast<std::size_t>(kMostConformalOrigins));
  const ConformalScores few = conformal_scores(models::Naive{}, Series::annual(2000, {1, 2, 3, 4, 5, 6}));
  EXPECT_FALSE(few.are_enough());
  EXPECT_TRUE(conformal_margins(few, {6.0}).empty());
  EXPECT_NE(few.note().find("too few"), std::string::npos);
}

TEST(ConformalMargins, WidenWithTheHorizonAndGoOnAsTheRootOfTime) {
  ConformalScores scores;
  scores.sizes = {{2, 3, 4, 5, 6}, {1, 1, 1, 1, 1}, {3}};
  const std::vector<double> centre(8, 10.0);
  const auto margins = conformal_margins(scores, centre);
  ASSERT_EQ(margins.size(), centre.size());
  for (std::size_t h = 0; h < margins.size(); ++h) {
    EXPECT_DOUBLE_EQ(margins[h].quantile(0.5), 10.0);
    EXPECT_NEAR(margins[h].quantile(0.9) - 10.0, 10.0 - margins[h].quantile(0.1), 1e-12);
    if (h > 0) {
      EXPECT_GE(margins[h].quantile(0.9), margins[h - 1].quantile(0.9));
    }
  }
  // c = 0.8 of five sizes: rank 4.8. Horizon 2 alone would be 1: never narrower than horizon 1.
  EXPECT_NEAR(margins[0].quantile(0.9), 10.0 + 5.8, 1e-9);
  EXPECT_NEAR(margins[1].quantile(0.9), 10.0 + 5.8, 1e-9);
  scores.sizes = {{1, 2, 3, 4, 5}};
  EXPECT_NEAR(conformal_margins(scores, centre)[3].quantile(0.9), 10.0 + 2.0 * 4.8, 1e-9);
}

TEST(ConformalMargins, StayFiniteForErrorsAtTheEndOfTheDoubles) {
  const Series mixed =
      Series::annual(2000, {1e300, 1e-300, 1, 1e300, 1e-300, 1, 1e300, 1e-300, 1, 1e300, 1e-300, 1});
  const ConformalScores scores = conformal_scores(models::Naive{}, mixed);
  ASSERT_TRUE(scores.are_enough());
  for (const auto& margin : conformal_margins(scores, {1.0, 1.0, 1.0})) {
    for (const double q : margin.quantiles) EXPECT_TRUE(std::isfinite(q));
  }
  const data::Draws draws = models::Naive{}.fit(mixed)->draws(3, 50, 1);
  EXPECT_TRUE(evaluation::calibrate(draws, conformal_margins(scores, {1.0, 1.0, 1.0})).paths().allFinite());
}

}  // namespace forecast_split_conformal_test
