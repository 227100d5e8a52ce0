// SPDX-License-Identifier: Apache-2.0
#include <dubao/labour/staffing_pooled.hpp>

#include "labour/support.hpp"

namespace labour_staffing_pooled_test {

using namespace dubao;          // NOLINT: a test
using namespace dubao::labour;  // NOLINT: a test
using labour::testing::Ids;
using labour::testing::kExact;
using labour::testing::problem_ids;
using time::Period;

// `industries` of 1,000 with two occupations; the log-ratio of industry i in year t is z(i, t), NaN = missing.
StaffingHistory from_log_ratios(const Eigen::MatrixXd& z) {
  std::vector<Eigen::MatrixXd> counts;
  std::vector<std::string> industries;
  for (Index i = 0; i < z.rows(); ++i) industries.push_back(std::string("i") + static_cast<char>('a' + i));
  for (Index t = 0; t < z.cols(); ++t) {
    Eigen::MatrixXd year(z.rows(), 2);
    for (Index i = 0; i < z.rows(); ++i) {
      year(i, 0) = 1000.0 * std::exp(z(i, t)) / (1.0 + std::exp(z(i, t)));
      year(i, 1) = 1000.0 / (1.0 + std::exp(z(i, t)));
    }
    counts.push_back(year);
  }
  return {Period::annual(2010), industries, {"a", "b"}, counts};
}

// Slopes `slope(i)` and random walks of standard deviation `noise(i)` a year.
Eigen::MatrixXd walks(const std::vector<double>& slope, const std::vector<double>& noise, Index years,
                      std::uint64_t seed = 5) {
  Eigen::MatrixXd z(static_cast<Index>(slope.size()), years);
  for (Index i = 0; i < z.rows(); ++i) {
    data::RandomStream stream(seed, 1, static_cast<std::uint64_t>(i));
    double value = 0.0;
    for (Index t = 0; t < years; ++t) {
      z(i, t) = value;
      value += slope[static_cast<std::size_t>(i)] + noise[static_cast<std::size_t>(i)] * stream.normal();
    }
  }
  return z;
}

TEST(StaffingPooled, WeightsFollowTheFormulaAndShrinkTowardTheCommonSlope) {
  const StaffingHistory history =
      from_log_ratios(walks({0.10, 0.02, 0.06, 0.12, 0.0, 0.05}, {0.01, 0.01, 0.02, 0.02, 0.3, 0.01}, 12));
  const PooledTrend trend = pooled_share_trend(history, {.horizon = 2, .draws = 10, .seed = 1});
  ASSERT_EQ(trend.slopes.size(), 12U);
  EXPECT_EQ(trend.estimator, "Paule-Mandel");
  double thin = 1.0;
  double thick = 0.0;
  for (const PooledSlope& s : trend.slopes) {
    const double tau2 = s.between * s.between;
    EXPECT_NEAR(s.weight, tau2 / (tau2 + s.own_error * s.own_error), kExact);
    EXPECT_NEAR(s.pooled, s.weight * s.own + (1.0 - s.weight) * s.common, kExact);
    EXPECT_LE(s.pooled_error, s.own_error * (1.0 + kExact));
    EXPECT_TRUE(s.weight >= 0.0 && s.weight <= 1.0);
    if (s.industry == "ie") thin = std::min(thin, s.weight);
    if (s.industry == "ia") thick = std::max(thick, s.weight);
  }
  EXPECT_LT(thin, 0.5);  // the noisy industry leans on the others
  EXPECT_GT(thick, 0.8);
}

TEST(StaffingPooled, ExampleOfTheHeaderHolds) {
  const regression::GroupEstimates group{{0.0, 0.2}, {0.1, 0.1}};
  const double tau2 = regression::paule_mandel({group}).variance;
  EXPECT_NEAR(tau2, 0.01, 1e-12);
  EXPECT_NEAR(regression::group_mean(group, tau2), 0.1, kExact);
}

TEST(StaffingPooled, EqualExactSlopesAreOneAndStayExact) {
  Eigen::MatrixXd z(3, 8);
  for (Index i = 0; i < 3; ++i) {
    for (Index t = 0; t < 8; ++t) z(i, t) = 0.5 * static_cast<double>(i) + 0.1 * static_cast<double>(t);
  }
  const PooledTrend trend =
      pooled_share_trend(from_log_ratios(z), {.horizon = 1, .draws = 3, .seed = 1, .damping = 1.0});
  const double share = trend.shares.at("ia", "a")(2, 0);
  EXPECT_NEAR(std::log(share / (1.0 - share)), 0.8, 1e-9);
}

TEST(StaffingPooled, AnIndustryWithTooFewYearsTakesTheCommonSlope) {
  Eigen::MatrixXd z = walks({0.1, 0.1, 0.1, 0.1}, {0.01, 0.01, 0.01, 0.01}, 10);
  z.row(3).head(7).setConstant(std::nan(""));
  const PooledTrend trend =
      pooled_share_trend(from_log_ratios(z), {.horizon = 1, .draws = 400, .seed = 1, .damping = 1.0});
  const PooledSlope& thin = trend.slopes[6];
  ASSERT_EQ(thin.industry, "id");
  EXPECT_EQ(thin.weight, 0.0);
  EXPECT_TRUE(std::isnan(thin.own));
  EXPECT_NEAR(thin.pooled, thin.common, kExact);
  EXPECT_NEAR(thin.pooled, 0.05, 0.01);  // centred log-ratios of two occupations: half the slope each
  ASSERT_EQ(trend.shares.notes.size(), 1U);
  EXPECT_NE(trend.shares.notes[0].find("in the other industries"), std::string::npos);
  const Eigen::ArrayXd share = trend.shares.at("id", "a").col(0);
  const double last = z(3, 9);
  EXPECT_NEAR((share / (1.0 - share)).log().mean(), last + 0.1, 0.02);
}

TEST(StaffingPooled, OneIndustryIsNotPooled) {
  const StaffingHistory history = from_log_ratios(walks({0.1}, {0.05}, 10));
  const StaffingTrendOptions options{.horizon = 3, .draws = 20, .seed = 4};
  const PooledTrend trend = pooled_share_trend(history, options);
  EXPECT_TRUE(std::isnan(trend.slopes[0].between));
  EXPECT_EQ(trend.slopes[0].weight, 1.0);
  ASSERT_EQ(trend.shares.notes.size(), 1U);
  EXPECT_NE(trend.shares.notes[0].find("not pooled"), std::string::npos);
  EXPECT_TRUE(
      trend.shares.at("ia", "a").isApprox(damped_share_trend(history, options).at("ia", "a"), kExact));
}

TEST(StaffingPooled, TheVarianceMayDifferByOccupation) {
  const StaffingHistory history = from_log_ratios(walks({0.2, 0.0, 0.1}, {0.02, 0.02, 0.02}, 12));
  const PooledTrend common = pooled_share_trend(history, {.horizon = 1, .draws = 2});
  const PooledTrend own =
      pooled_share_trend(history, {.horizon = 1, .draws = 2}, SlopeVariance::kByOccupation);
  // Two occupations mirror each other, so both ways agree here.
  for (std::size_t k = 0; k < common.slopes.size(); ++k) {
    EXPECT_NEAR(own.slopes[k].between, common.slopes[k].between, 1e-8);
  }
}

TEST(StaffingPooled, PathsSumToOneAndStructuralZerosStay) {
  data::RandomStream stream(8, 8, 8);
  std::vector<Eigen::MatrixXd> counts;
  for (int t = 0; t < 9; ++t) {
    Eigen::MatrixXd year(4, 3);
    for (Index k = 0; k < year.size(); ++k) year(k) = 5.0 + 50.0 * stream.uniform();
    year(1, 2) = 0.0;
    if (t == 3) year(2, 0) = 0.0;
    counts.push_back(year);
  }
  const StaffingHistory history(Period::annual(2010), {"i", "j", "k", "l"}, {"a", "b", "c"}, counts);
  const StaffingShares shares = pooled_share_trend(history, {.horizon = 5, .draws = 100, .seed = 2}).shares;
  EXPECT_NO_THROW(check_shares(shares));
  EXPECT_TRUE((shares.at("j", "c").array() == 0.0).all());
}

TEST(StaffingPooled, PoolingBeatsOwnSlopesWhereSlopesAreAlikeAndDataThin) {
  // Twelve industries with the same slope 0.05 and yearly noise 0.15 over seven years: squared errors of the slopes.
  double own = 0.0;
  double pooled = 0.0;
  for (std::uint64_t trial = 0; trial < 20; ++trial) {
    const StaffingHistory history =
        from_log_ratios(walks(std::vector<double>(12, 0.05), std::vector<double>(12, 0.15), 7, 100 + trial));
    for (const PooledSlope& s : pooled_share_trend(history, {.horizon = 1, .draws = 1}).slopes) {
      if (s.occupation != "a") continue;
      own += std::pow(s.own - 0.025, 2);
      pooled += std::pow(s.pooled - 0.025, 2);
    }
  }
  EXPECT_LT(pooled, 0.5 * own);
}

TEST(StaffingPooled, OptionsOutOfRangeAreListedTogether) {
  const StaffingHistory history = from_log_ratios(walks({0.1}, {0.05}, 6));
  EXPECT_EQ(problem_ids([&] { (void)pooled_share_trend(history, {.horizon = 0, .damping = 2.0}); }),
            (Ids{"E-STA-005", "E-STA-005"}));
}

}  // namespace labour_staffing_pooled_test
