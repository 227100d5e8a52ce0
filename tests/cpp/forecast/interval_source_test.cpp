// SPDX-License-Identifier: Apache-2.0
#include <dubao/forecast/interval_source.hpp>
#include <dubao/models/naive.hpp>

#include <limits>

namespace forecast_interval_source_test {

using namespace dubao;
using namespace dubao::forecast;

data::Draws column(std::vector<double> values) {
  data::DrawMatrix paths(static_cast<Index>(values.size()), 1);
  for (Index d = 0; d < paths.rows(); ++d) paths(d, 0) = values[static_cast<std::size_t>(d)];
  return {time::Period::annual(2030), std::move(paths), "s", data::Target::kSurvey};
}

TEST(IntervalSource, EveryNameIsReadBackAndNoOther) {
  for (const auto& [word, source] : kIntervalSources) {
    EXPECT_EQ(interval_source(word), source);
    EXPECT_EQ(to_word(source), word);
  }
  EXPECT_EQ(interval_source("Analytic"), std::nullopt);
  EXPECT_EQ(interval_source(""), std::nullopt);
}

TEST(NormalDraws, TakeTheRanksOfTheDraws) {
  const data::Draws out = normal_draws(column({7, 12, 9}), {10.0}, {4.0});
  const double quarter = data::normal_quantile(0.25);
  EXPECT_EQ(out.paths()(0, 0), 10.0 + 2.0 * quarter);
  EXPECT_EQ(out.paths()(1, 0), 10.0 - 2.0 * quarter);
  EXPECT_EQ(out.paths()(2, 0), 10.0);
  EXPECT_EQ(out.target(), data::Target::kSurvey);
  EXPECT_EQ(normal_draws(column({7}), {10.0}, {4.0}).paths()(0, 0), 10.0);
}

TEST(NormalDraws, TheirQuantilesAreThoseOfTheNormalDistribution) {
  std::vector<double> values;
  for (int d = 0; d < 2000; ++d) values.push_back(static_cast<double>((d * 7919) % 2000));
  const data::Draws out = normal_draws(column(values), {50.0}, {9.0});
  constexpr double kRelative = 3e-4;
  for (const double p : {0.005, 0.025, 0.1, 0.3, 0.6, 0.9, 0.975, 0.995}) {
    const double exact = 3.0 * data::normal_quantile(p);
    EXPECT_NEAR(out.quantile(0, p) - 50.0, exact, kRelative * std::abs(exact)) << p;
  }
}

TEST(NormalDraws, WithoutVarianceThePathsAreTheMean) {
  const data::Draws out = normal_draws(column({1, 2, 2, 5}), {3.0}, {0.0});
  for (Index d = 0; d < 4; ++d) EXPECT_EQ(out.paths()(d, 0), 3.0);
}

TEST(AnalyticDraws, SeriesWhoseVarianceIsNoDoubleAreRefused) {
  for (const double scale : {1e-200, 1e200}) {
    const auto fit = models::Naive{}.fit(data::Series::annual(2020, {10 * scale, 12 * scale, 11 * scale}));
    try {
      (void)analytic_draws(*fit, fit->draws(2, 10, 1));
      FAIL() << "not refused";
    } catch (const ModelError& error) {
      EXPECT_EQ(error.id(), "E-MOD-011");
    }
  }
  const auto zero = models::Naive{}.fit(data::Series::annual(2020, {0, 0, 0}));
  EXPECT_EQ(analytic_draws(*zero, zero->draws(2, 10, 1)).paths().cwiseAbs().maxCoeff(), 0.0);
}

TEST(NormalDraws, StayDoublesAtTheEndOfTheirRange) {
  constexpr double kLargest = std::numeric_limits<double>::max();
  const data::Draws out = normal_draws(column({1, 2, 3}), {0.9 * kLargest}, {kLargest});
  EXPECT_TRUE(out.paths().allFinite());
  const data::Draws wide = evaluation::map_ranks(column({1, 2}), [](Index, Index r) {
    return r == 0 ? -std::numeric_limits<double>::infinity() : kLargest;
  });
  EXPECT_EQ(wide.paths()(0, 0), -kLargest);
}

}  // namespace forecast_interval_source_test
