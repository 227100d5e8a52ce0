// SPDX-License-Identifier: Apache-2.0
//
// The optimum of one form: against a search over a grid, and where it has no freedom left. R is in oracle_test.cpp.
#include <dubao/models/ets/estimate.hpp>

namespace models_ets_estimate_test {

using dubao::Index;
using dubao::data::Series;
using dubao::models::parse_form;
using dubao::models::detail::Prepared;
using dubao::optim::Convergence;
namespace detail = dubao::models::detail;
namespace ets = dubao::models::ets;

constexpr double kAlgebra = 1e-12;
// Allowed shortfall of an optimum against any point of a grid, relative to −2 log L.
constexpr double kOptimum = 1e-9;
// Two searches of one optimum, in −2 log L.
constexpr double kSameOptimum = 1e-6;

const std::vector<double>& employment() {
  static const std::vector<double> values{52.6, 49.5, 63.1, 70.2,  68.9, 75.4,
                                          83.0, 79.9, 91.2, 101.7, 99.3, 112.4};
  return values;
}
ets::Setting setting_of(const char* error, const char* trend, const Prepared& data,
                        const char* season = "N") {
  ets::Setting setting;
  setting.form = parse_form(error, trend, false, season);
  setting.data = &data;
  setting.season_length = setting.form.has_season() ? data.season_length : 1;
  return setting;
}

TEST(EtsEstimate, IsUnusableWithAnInfiniteCriterionUntilItIsMade) {
  const ets::Estimate nothing;
  EXPECT_FALSE(nothing.is_usable());
  EXPECT_EQ(nothing.reason, Convergence::kNotFinite);
  EXPECT_TRUE(std::isinf(nothing.aicc(100)));
}

TEST(EtsEstimate, SecondOrderCriterionFollowsItsFormula) {
  ets::Estimate estimate;
  estimate.minus_two_log_likelihood = 10.0;
  estimate.parameters = 2;
  // k = 3 with the variance: 10 + 6 + 24 / (10 − 4).
  EXPECT_NEAR(estimate.aicc(10), 20.0, kAlgebra);
  EXPECT_NEAR(estimate.aicc(5), 40.0, kAlgebra);
  EXPECT_TRUE(std::isinf(estimate.aicc(4)));
}

TEST(EtsEstimate, NoPointOfAGridIsBetterForAdditiveAndRelativeErrors) {
  const Prepared data = detail::prepare(Series::annual(2000, employment()));
  for (const char* error : {"A", "M"}) {
    const ets::Setting setting = setting_of(error, "N", data);
    const ets::Estimate best = ets::estimate(setting);
    ASSERT_TRUE(best.is_usable()) << error;
    const auto n = static_cast<double>(data.count());
    for (int i = 1; i < 50; ++i) {
      for (int j = 20; j <= 100; ++j) {
        const ets::Smoothing<double> p{0.02 * i, 0.0, 0.0, 1.0};
        ets::State<double> state{0.02 * j, 0.0, {}};
        std::vector<double> errors(employment().size());
        double log_scale = 0.0;
        if (!ets::filter<double>(setting.form, data, {}, 1, p, nullptr, state, errors.data(), log_scale)) {
          continue;
        }
        double squares = 0.0;
        for (const double e : errors) squares += e * e;
        EXPECT_GE(n * std::log(squares) + 2.0 * log_scale,
                  best.minus_two_log_likelihood - kOptimum * std::abs(best.minus_two_log_likelihood))
            << error << ' ' << p.alpha << ' ' << 0.02 * j;
      }
    }
  }
}

TEST(EtsEstimate, LikelihoodErrorsAndFinalStateBelongTogether) {
  const Prepared data = detail::prepare(Series::annual(2000, employment()));
  for (const char* error : {"A", "M"}) {
    const ets::Estimate found = ets::estimate(setting_of(error, "A", data));
    ASSERT_EQ(found.errors.size(), employment().size());
    double squares = 0.0;
    for (const double e : found.errors) squares += e * e;
    EXPECT_NEAR(found.sum_of_squares, squares, kAlgebra);
    EXPECT_NEAR(found.minus_two_log_likelihood, 12.0 * std::log(squares) + 2.0 * found.log_scale, kOptimum);
    EXPECT_EQ(found.parameters, 4);
    EXPECT_GE(found.agreed, 1);
    EXPECT_LE(found.agreed, found.starts);
    EXPECT_GE(found.smoothing.beta, 1e-4 - kAlgebra);
    EXPECT_LE(found.smoothing.beta, found.smoothing.alpha + kAlgebra);
    // Scaled by 2^−6, a level between the last values.
    EXPECT_GT(found.final_state.level, 95.0 / 64.0) << error;
    EXPECT_LT(found.final_state.level, 120.0 / 64.0) << error;
  }
}

TEST(EtsEstimate, ALargerFormIsNeverLessLikely) {
  const Prepared data = detail::prepare(Series::annual(2000, employment()));
  const auto deviance = [&data](const char* trend) {
    return ets::estimate(setting_of("A", trend, data)).minus_two_log_likelihood;
  };
  // φ stops at 0.98, so the damped form does not contain the undamped one; both contain a level that hardly trends.
  EXPECT_LE(deviance("A"), deviance("N"));
  EXPECT_LE(deviance("Ad"), deviance("N"));
}

TEST(EtsEstimate, KeepsAFiniteLikelihoodOnDataWithoutNoise) {
  const Prepared data = detail::prepare(Series::annual(2000, {1, 2, 3, 4, 5, 6, 7, 8}));
  const ets::Estimate found = ets::estimate(setting_of("A", "A", data));
  EXPECT_TRUE(found.is_usable());
  EXPECT_LE(found.sum_of_squares, 8.0 * ets::kExactFit * ets::kExactFit);
  EXPECT_DOUBLE_EQ(found.minus_two_log_likelihood, 8.0 * std::log(8.0 * ets::kExactFit * ets::kExactFit));
}

TEST(EtsEstimate, AHintIsAnExtraStartAndDoesNotWorsenTheOptimum) {
  const Prepared data = detail::prepare(Series::annual(2000, employment()));
  const ets::Estimate additive = ets::estimate(setting_of("A", "A", data));
  const ets::Setting relative = setting_of("M", "A", data);
  const ets::Estimate alone = ets::estimate(relative);
  const ets::Estimate hinted = ets::estimate(relative, &additive.point);
  EXPECT_EQ(alone.starts, static_cast<int>(ets::kUndampedStarts));
  EXPECT_EQ(hinted.starts, static_cast<int>(ets::kUndampedStarts) + 1);
  EXPECT_NEAR(hinted.minus_two_log_likelihood, alone.minus_two_log_likelihood, kSameOptimum);
}

TEST(EtsEstimate, FewStartsAreThoseWithTheSmallestErrorsAndACoarseEndIsNoBetterThanTheOptimum) {
  const Prepared data = detail::prepare(Series::annual(2000, employment()));
  for (const char* error : {"A", "M"}) {
    const ets::Setting setting = setting_of(error, "A", data);
    const ets::Estimate full = ets::estimate(setting);
    const ets::Estimate few = ets::estimate(setting, nullptr, 3);
    const ets::Estimate coarse = ets::estimate(setting, nullptr, 3, ets::Effort::kCoarse);
    EXPECT_EQ(few.starts, 3) << error;
    EXPECT_NEAR(few.minus_two_log_likelihood, full.minus_two_log_likelihood, kSameOptimum) << error;
    EXPECT_GE(coarse.minus_two_log_likelihood, full.minus_two_log_likelihood - kSameOptimum) << error;
    EXPECT_NEAR(coarse.minus_two_log_likelihood, full.minus_two_log_likelihood, 0.1) << error;
  }
}

TEST(EtsEstimate, GrowthFactorsFollowAnExactExponential) {
  const Prepared data =
      detail::prepare(Series::annual(2000, {10, 11, 12.1, 13.31, 14.641, 16.1051, 17.71561}));
  const ets::Estimate found = ets::estimate(setting_of("M", "M", data));
  ASSERT_TRUE(found.is_usable());
  EXPECT_NEAR(found.final_state.trend, 1.1, 1e-6);
  EXPECT_NEAR(found.sum_of_squares, 0.0, kAlgebra);
}

TEST(EtsEstimate, RelativeFormsCannotDescribeValuesBelowZero) {
  const Prepared data = detail::prepare(Series::annual(2000, {-1, -2, -1, -2, -1, -2}));
  EXPECT_FALSE(ets::estimate(setting_of("M", "N", data)).is_usable());
  EXPECT_TRUE(ets::estimate(setting_of("A", "N", data)).is_usable());
}

TEST(EtsEstimate, StaysInsideTheRegionAskedFor) {
  const Prepared data = detail::prepare(Series::annual(2000, employment()));
  ets::Setting setting = setting_of("A", "Ad", data);
  setting.region.lowest = 0.3;
  setting.region.highest = 0.4;
  setting.region.phi_lowest = setting.region.phi_highest = 0.85;
  const ets::Estimate found = ets::estimate(setting);
  EXPECT_GE(found.smoothing.alpha, 0.3);
  EXPECT_LE(found.smoothing.alpha, 0.4);
  EXPECT_EQ(found.smoothing.phi, 0.85);
}

TEST(EtsEstimate, ASearchInStagesEndsWhereTheSearchInOneGoDoes) {
  const Prepared data = detail::prepare(Series::annual(2000, employment()));
  for (const char* error : {"A", "M"}) {
    for (const char* trend : {"N", "A"}) {
      const ets::Setting setting = setting_of(error, trend, data);
      ets::FormSearch search(setting);
      const ets::Estimate first = search.best(nullptr, 2, ets::Effort::kCoarse);
      (void)search.best(&first.point, 3, ets::Effort::kCoarse);
      const ets::Estimate staged = search.best(&first.point, 6, ets::Effort::kFull);
      const ets::Estimate alone = ets::estimate(setting, &first.point, 6);
      EXPECT_EQ(staged.minus_two_log_likelihood, alone.minus_two_log_likelihood) << error << trend;
      EXPECT_EQ(staged.point.u, alone.point.u) << error << trend;
      EXPECT_EQ(staged.point.initial, alone.point.initial) << error << trend;
      EXPECT_EQ(staged.agreed, alone.agreed) << error << trend;
    }
  }
}

}  // namespace models_ets_estimate_test
