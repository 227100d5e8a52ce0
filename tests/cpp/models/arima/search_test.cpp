// SPDX-License-Identifier: Apache-2.0
#include <dubao/models/arima/search.hpp>

#include <models/arima/dense.hpp>

namespace models_arima_search_test {

using dubao::data::Series;
using dubao::models::ArimaOrder;
namespace models = dubao::models;
namespace arima = dubao::models::arima;

// Refinement of an optimum moves the criterion by less than this.
constexpr double kSameCriterion = 1e-6;

struct Data {
  explicit Data(std::vector<double> y)
      : series(models::detail::prepare(Series::annual(1, y))), working{std::move(y), 0} {}
  [[nodiscard]] arima::OrderSearch search(const ArimaOrder& base, const arima::SearchLimits& limits,
                                          bool constant) const {
    return {base, limits, constant, series, working, none};
  }
  models::detail::Prepared series;
  arima::Working working;
  dubao::data::Regressors none;
};

constexpr arima::SearchLimits kSmall{.max_p = 2, .max_q = 1, .max_order = 2, .start_p = 1, .start_q = 1};

TEST(ArimaSearch, TheExhaustiveSearchKeepsTheBestOfAllOrdersWithinTheLimit) {
  const Data data(dubao::test::simulated_arma(40, 0.6, 0.0, 3));
  auto search = data.search({}, kSmall, true);
  const auto best = search.exhaustive();
  ASSERT_TRUE(best);
  // (p, q) of 3 · 2 less (2, 1), with and without the mean.
  EXPECT_EQ(search.visited(), 10U);
  double least = std::numeric_limits<double>::infinity();
  for (int p = 0; p <= 2; ++p) {
    for (int q = 0; q <= 1; ++q) {
      for (const bool mean : {false, true}) {
        if (p + q > 2) continue;
        const ArimaOrder order{.p = p, .q = q, .mean = mean};
        const auto design = arima::make_design(order, data.series, data.working, {});
        const auto one = arima::estimate(order, design);
        if (arima::is_admissible(one)) least = std::min(least, one.aicc());
      }
    }
  }
  EXPECT_NEAR(best->score, least, kSameCriterion);
  EXPECT_NEAR(best->estimate.aicc(), best->score, kSameCriterion);
}

TEST(ArimaSearch, TheStepwiseSearchStaysInTheLimitsAndIsNeverBetterThanTheExhaustive) {
  for (const std::uint64_t seed : {5U, 6U, 7U}) {
    const Data data(dubao::test::simulated_arma(35, 0.5, 0.5, seed));
    auto search = data.search({}, kSmall, true);
    arima::SearchLimits all = kSmall;
    all.max_order = 3;
    auto exhaustive = data.search({}, all, true);
    const auto stepwise = search.stepwise();
    const auto best = exhaustive.exhaustive();
    ASSERT_TRUE(stepwise && best);
    EXPECT_LE(stepwise->estimate.order.p, 2);
    EXPECT_LE(stepwise->estimate.order.q, 1);
    EXPECT_GE(stepwise->score, best->score - kSameCriterion) << seed;
    EXPECT_LE(search.visited(), exhaustive.visited());
  }
}

TEST(ArimaSearch, TheConstantFollowsTheDifferences) {
  const Data data(dubao::test::simulated_arma(30, 0.3, 0.0, 9));
  auto level = data.search({}, kSmall, true);
  EXPECT_EQ(level.constant_only()->estimate.order.name(), "ARIMA(0,0,0) with non-zero mean");
  EXPECT_EQ(level.visited(), 1U);
  EXPECT_EQ(data.search({.d = 1}, kSmall, true).constant_only()->estimate.order.name(),
            "ARIMA(0,1,0) with drift");
  EXPECT_EQ(data.search({.d = 1}, kSmall, false).constant_only()->estimate.order.name(), "ARIMA(0,1,0)");
  EXPECT_EQ(data.search({.d = 2}, kSmall, true).constant_only()->estimate.order.name(), "ARIMA(0,2,0)");
}

TEST(ArimaSearch, ASeriesThatCarriesNothingHasNoModel) {
  const Data data({1.0, 3.0});
  EXPECT_FALSE(data.search({.d = 1}, kSmall, true).stepwise());
}

TEST(ArimaSearch, ModelsWithARootNearTheCircleAreNotAdmissible) {
  arima::Estimate estimate;
  estimate.order = {.p = 1, .q = 1};
  estimate.u = {std::asin(0.98), 0.98};
  EXPECT_TRUE(arima::is_admissible(estimate));
  estimate.u = {std::asin(0.995), 0.5};
  EXPECT_FALSE(arima::is_admissible(estimate));
  for (const double root : {-1.0, 1.0, 0.995}) {
    estimate.u = {0.3, root};
    EXPECT_FALSE(arima::is_admissible(estimate)) << root;
  }
}

}  // namespace models_arima_search_test
