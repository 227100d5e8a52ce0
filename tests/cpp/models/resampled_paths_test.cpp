// SPDX-License-Identifier: Apache-2.0
#include <dubao/models/analytic_forecast.hpp>
#include <dubao/models/average.hpp>
#include <dubao/models/detail/noted.hpp>
#include <dubao/models/naive.hpp>
#include <dubao/models/resampled_paths.hpp>
#include <dubao/models/seasonal_naive.hpp>

#include <algorithm>

namespace models_resampled_paths_test {

using namespace dubao;
using data::Series;

// Innovations that take two values: nine small falls for every large rise.
Series skewed(Index n) {
  std::vector<double> y{100.0};
  for (Index t = 1; t < n; ++t) y.push_back(y.back() + (t % 10 == 0 ? 9.0 : -1.0));
  return Series::annual(1950, std::move(y), "skewed");
}

// A fit that has neither interface.
class Plain final : public models::Fitted {
 public:
  Plain() { summary_.name = "Plain"; }
  [[nodiscard]] const models::FitSummary& summary() const noexcept override { return summary_; }
  [[nodiscard]] std::vector<double> mean(Index horizon) const override {
    return std::vector<double>(static_cast<std::size_t>(horizon), 0.0);
  }
  [[nodiscard]] data::Draws draws(Index horizon, Index n, std::uint64_t) const override {
    return {time::Period::annual(2000), data::DrawMatrix::Zero(n, horizon)};
  }

 private:
  models::FitSummary summary_;
};

TEST(ResampledPaths, InnovationsHaveTheShapeOfTheResiduals) {
  const auto fit = models::HistoricAverage{}.fit(Series::annual(1990, {1, 2, 3, 2, 1, 2, 3, 2, 1, 14}));
  EXPECT_EQ(models::resampling(*fit).resampled(), 10);
  constexpr Index kPaths = 4000;
  const data::Draws normal = fit->draws(1, kPaths, 4);
  const data::Draws resampled = models::resampled_draws(*fit, 1, kPaths, 4);
  // One value in ten is far above: the upper tail is longer than the lower one, in normal paths it is not.
  const auto skew = [](const data::Draws& draws) {
    return (draws.quantile(0, 0.975) - draws.median(0)) / (draws.median(0) - draws.quantile(0, 0.025));
  };
  EXPECT_NEAR(skew(normal), 1.0, 0.15);
  EXPECT_GT(skew(resampled), 2.0);
  // The same variance up to chance: sampled innovations are standardised.
  const auto deviation = [](const data::Draws& draws) {
    return std::sqrt((draws.paths().array() - draws.paths().mean()).square().mean());
  };
  EXPECT_NEAR(deviation(resampled) / deviation(normal), 1.0, 0.1);
}

TEST(ResampledPaths, AreTheNormalPathsBitForBitWhenThereAreTooFewResiduals) {
  const auto fit = models::Naive{}.fit(Series::annual(2015, {10, 12, 11, 13, 12}));
  EXPECT_EQ(models::resampling(*fit).resampled(), 0);
  EXPECT_EQ(models::resampled_draws(*fit, 3, 50, 2).paths(), fit->draws(3, 50, 2).paths());
}

TEST(ResampledPaths, SameSeedSameBitsAndAPathDoesNotDependOnHowManyThereAre) {
  const auto fit = models::Naive{}.fit(skewed(40));
  const auto many = models::resampled_draws(*fit, 4, 100, 9).paths();
  EXPECT_EQ(many, models::resampled_draws(*fit, 4, 100, 9).paths());
  EXPECT_EQ(many.topRows(10), models::resampled_draws(*fit, 4, 10, 9).paths());
  EXPECT_NE(many, models::resampled_draws(*fit, 4, 100, 10).paths());
}

TEST(ResampledPaths, AFitWithoutThemIsRefusedByNameAndThroughAWrapper) {
  const Plain plain;
  for (int round = 0; round < 2; ++round) {
    try {
      if (round == 0) {
        (void)models::resampling(plain, "s");
      } else {
        (void)models::detail::Noted(std::make_unique<Plain>(), "stands in").resampled();
      }
      FAIL() << "not refused";
    } catch (const ModelError& error) {
      EXPECT_EQ(error.id(), "E-MOD-010");
      EXPECT_NE(error.problems().front().message.find("Plain"), std::string::npos);
    }
  }
}

void expect_variances(const models::Fitted& fit, const std::vector<double>& expected) {
  constexpr double kRounding = 1e-14;  // relative: the variance is the square of a stored root
  const std::vector<double> found = models::analytic_variance(fit, static_cast<Index>(expected.size()));
  ASSERT_EQ(found.size(), expected.size());
  for (std::size_t h = 0; h < found.size(); ++h) EXPECT_NEAR(found[h], expected[h], kRounding * expected[h]);
}

TEST(AnalyticVariance, NaiveGrowsByOneVarianceAPeriodAndAnAverageKeepsIts) {
  expect_variances(*models::Naive{}.fit(Series::annual(2020, {10, 12, 11})), {2.5, 5.0});
  const double own = 14.0 / 3.0 * 1.25;
  expect_variances(*models::HistoricAverage{}.fit(Series::annual(2020, {1, 2, 3, 6})), {own, own});
  const auto season = models::SeasonalNaive{4}.fit(Series::quarterly(2023, 1, {1, 2, 3, 4, 2, 3, 4, 5}));
  expect_variances(*season, {1, 1, 1, 1, 2});
}

TEST(AnalyticVariance, AStaleEndCountsAsPeriodsAhead) {
  expect_variances(*models::Naive{}.fit(Series::annual(2020, {10, 12, 11, data::kMissing})), {5.0});
}

TEST(AnalyticVariance, AFitWithoutAFormulaIsRefusedByName) {
  const Plain plain;
  EXPECT_TRUE(models::analytic_variance(plain, 3).empty());
  EXPECT_TRUE(models::detail::Noted(std::make_unique<Plain>(), "stands in").forecast_variance(2).empty());
  try {
    (void)models::required_variance(plain, 3, "s");
    FAIL() << "not refused";
  } catch (const ModelError& error) {
    EXPECT_EQ(error.id(), "E-MOD-009");
    EXPECT_EQ(error.problems().front().series, "s");
  }
}

}  // namespace models_resampled_paths_test
