// SPDX-License-Identifier: Apache-2.0
#include <dubao/labour/staffing_trend.hpp>

#include "labour/support.hpp"

namespace labour_staffing_trend_test {

using namespace dubao;          // NOLINT: a test
using namespace dubao::labour;  // NOLINT: a test
using labour::testing::Ids;
using labour::testing::kExact;
using labour::testing::problem_ids;
using time::Period;

// Shares of two occupations whose log-ratio is `log_ratio[t]`, in an industry of 1,000.
StaffingHistory from_log_ratios(const std::vector<double>& log_ratio, std::vector<Period> breaks = {}) {
  std::vector<Eigen::MatrixXd> counts;
  for (const double z : log_ratio) {
    Eigen::MatrixXd year(1, 2);
    year << 1000.0 * std::exp(z) / (1.0 + std::exp(z)), 1000.0 / (1.0 + std::exp(z));
    counts.push_back(year);
  }
  return {Period::annual(2015), {"i"}, {"a", "b"}, counts, std::move(breaks)};
}

double logit(double share) { return std::log(share / (1.0 - share)); }

TEST(StaffingTrend, ConstantSharesStayOnEveryPath) {
  const StaffingShares shares = damped_share_trend(from_log_ratios(std::vector<double>(8, std::log(0.25))),
                                                   {.horizon = 3, .draws = 20, .seed = 1});
  EXPECT_TRUE(((shares.at("i", "a").array() - 0.2).abs() < kExact).all());
  EXPECT_TRUE(shares.notes.empty());
}

TEST(StaffingTrend, AnExactTrendIsDampedAsTheFormulaSays) {
  const StaffingShares shares = damped_share_trend(from_log_ratios({0, 0.1, 0.2, 0.3, 0.4, 0.5}),
                                                   {.horizon = 4, .draws = 3, .seed = 1, .damping = 0.8});
  double z = 0.5;
  double step = 0.1;
  for (Index h = 0; h < 4; ++h) {
    step *= 0.8;
    z += step;
    EXPECT_NEAR(logit(shares.at("i", "a")(1, h)), z, 1e-10);
  }
}

TEST(StaffingTrend, EveryPathSumsToOneAndIsPositive) {
  data::RandomStream stream(4, 4, 0);
  std::vector<Eigen::MatrixXd> counts;
  for (int t = 0; t < 10; ++t) {
    Eigen::MatrixXd year(3, 4);
    for (Index k = 0; k < year.size(); ++k) year(k) = 100.0 * stream.uniform();
    year(1, 2) = 0.0;              // structural zero
    if (t == 5) year(2, 3) = 0.0;  // a zero among positive values
    if (t == 4) year(0, 0) = std::nan("");
    counts.push_back(year);
  }
  const StaffingHistory history(Period::annual(2015), {"i", "j", "k"}, {"a", "b", "c", "d"}, counts);
  const StaffingShares shares = damped_share_trend(history, {.horizon = 6, .draws = 200, .seed = 9});
  for (Index i = 0; i < 3; ++i) {
    data::DrawMatrix sum = data::DrawMatrix::Zero(200, 6);
    for (Index o = 0; o < 4; ++o) {
      sum += shares.cell(i, o);
      EXPECT_TRUE((shares.cell(i, o).array() >= 0.0).all());
    }
    EXPECT_TRUE(((sum.array() - 1.0).abs() < kExact).all());
  }
  EXPECT_TRUE((shares.at("j", "c").array() == 0.0).all());
  EXPECT_TRUE((shares.at("k", "d").array() > 0.0).all());
}

TEST(StaffingTrend, SpreadOfARandomWalkMatchesTheFormula) {
  // Log-ratio changes of ±0.1 alternating, eight years. Slope by least squares; the variance of z at step h is
  // σ²·(h + c²·(Σ φ^k)²)·df/(df − 2), where for two occupations σ is the scale of the log-ratio's residual changes and
  // df = 6: the scale is drawn, so that paths have Student's tails.
  const std::vector<double> z = {0, 0.1, 0, 0.1, 0, 0.1, 0, 0.1};
  constexpr Index kPaths = 20000;
  const StaffingShares shares =
      damped_share_trend(from_log_ratios(z), {.horizon = 6, .draws = kPaths, .seed = 2, .damping = 0.9});
  double slope = 0.0;
  double spread = 0.0;
  for (int t = 0; t < 8; ++t) {
    slope += (t - 3.5) * z[static_cast<std::size_t>(t)];
    spread += (t - 3.5) * (t - 3.5);
  }
  slope /= spread;
  double variance = 0.0;
  double error = 0.0;  // c²
  for (int t = 1; t < 8; ++t) {
    const double residual = z[static_cast<std::size_t>(t)] - z[static_cast<std::size_t>(t - 1)] - slope;
    variance += residual * residual / 6.0;
    double weight = 0.0;
    for (int k = t; k < 8; ++k) weight += (k - 3.5) / spread;
    error += weight * weight;
  }
  double damped_years = 0.0;  // Σ φ^k
  for (int k = 1; k <= 6; ++k) damped_years += std::pow(0.9, k);
  Eigen::ArrayXd last(kPaths);
  for (Index d = 0; d < kPaths; ++d) last(d) = logit(shares.at("i", "a")(d, 5));
  const double expected = 6.0 / 4.0 * variance * (6.0 + error * damped_years * damped_years);
  const double observed = (last - last.mean()).square().sum() / (kPaths - 1.0);
  // Kurtosis of Student's t with 6 degrees of freedom is 6: variance of the variance 5/n instead of 2/n.
  EXPECT_NEAR(observed / expected, 1.0, 4.0 * std::sqrt(5.0 / kPaths));
  EXPECT_NEAR(last.mean(), 0.1 + damped_years * slope, 4.0 * std::sqrt(expected / kPaths));
}

TEST(StaffingTrend, IntervalsHoldWhatTheyPromise) {
  // Six industries of three occupations whose log-ratios walk with drift; three years ahead, interval of 95 %.
  constexpr Index kIndustries = 6;
  constexpr Index kOccupations = 3;
  constexpr Index kAhead = 3;
  constexpr int kEconomies = 50;
  for (const Index years : {8, 15, 20, 30}) {
    double inside = 0.0;
    double cases = 0.0;
    for (std::uint64_t economy = 0; economy < kEconomies; ++economy) {
      data::RandomStream stream(77, static_cast<std::uint64_t>(years), economy);
      Eigen::MatrixXd z = Eigen::MatrixXd::Zero(kIndustries, kOccupations);
      Eigen::MatrixXd slope = z;
      for (Index k = 0; k < slope.size(); ++k) slope(k) = 0.05 * stream.normal();
      std::vector<Eigen::MatrixXd> counts;
      for (Index t = 0; t < years + kAhead; ++t) {
        for (Index k = 0; k < z.size(); ++k) z(k) += slope(k) + 0.1 * stream.normal();
        counts.push_back((1000.0 * z.array().exp()).matrix());
      }
      const StaffingHistory all(Period::annual(2000), {"i", "j", "k", "l", "m", "n"}, {"a", "b", "c"},
                                counts);
      const StaffingShares shares =
          damped_share_trend(*all.head(years), {.horizon = kAhead, .draws = 300, .seed = 1, .damping = 1.0});
      for (Index i = 0; i < kIndustries; ++i) {
        const Eigen::RowVectorXd actual = all.shares(i, years + kAhead - 1);
        for (Index o = 0; o < kOccupations; ++o) {
          const data::Interval interval =
              data::Draws(shares.start, shares.cell(i, o)).interval(kAhead - 1, 0.95);
          inside += actual(o) >= interval.lower && actual(o) <= interval.upper ? 1.0 : 0.0;
          cases += 1.0;
        }
      }
    }
    EXPECT_GT(inside / cases, 0.92) << years;
    EXPECT_LT(inside / cases, 0.97) << years;
  }
}

TEST(StaffingTrend, ADeclaredBreakMovesTheLevelNotTheSlope) {
  const std::vector<double> jump = {0, 0.1, 0.2, 0.3, 2.4, 2.5, 2.6, 2.7};
  const StaffingShares shares = damped_share_trend(from_log_ratios(jump, {Period::annual(2019)}),
                                                   {.horizon = 1, .draws = 2, .seed = 1, .damping = 1.0});
  EXPECT_NEAR(logit(shares.at("i", "a")(0, 0)), 2.8, 1e-10);
}

TEST(StaffingTrend, FewYearsFallBackAndSaySo) {
  const StaffingShares short_one =
      damped_share_trend(from_log_ratios({0, 0.1, 0.3}), {.horizon = 2, .draws = 500, .seed = 1});
  ASSERT_EQ(short_one.notes.size(), 1U);
  EXPECT_NEAR(short_one.at("i", "a").col(0).mean(), std::exp(0.3) / (1 + std::exp(0.3)), 0.02);
  const StaffingShares single =
      damped_share_trend(from_log_ratios({0.3}), {.horizon = 2, .draws = 5, .seed = 1});
  EXPECT_TRUE((single.at("i", "a").array() == single.at("i", "a")(0, 0)).all());
  EXPECT_NE(single.notes[0].find("held constant"), std::string::npos);
}

TEST(StaffingTrend, PathsRepeatTheirBitsAndDoNotDependOnHowManyThereAre) {
  const StaffingHistory history = from_log_ratios({0, 0.1, 0, 0.2, 0.1, 0.3});
  const StaffingShares many = damped_share_trend(history, {.horizon = 3, .draws = 50, .seed = 1});
  const StaffingShares few = damped_share_trend(history, {.horizon = 3, .draws = 10, .seed = 1});
  EXPECT_TRUE(many.at("i", "a").topRows(10) == few.at("i", "a"));
  EXPECT_FALSE(many.at("i", "a") ==
               damped_share_trend(history, {.horizon = 3, .draws = 50, .seed = 2}).at("i", "a"));
}

TEST(StaffingTrend, OptionsOutOfRangeAreListedTogether) {
  EXPECT_EQ(problem_ids([] {
              (void)damped_share_trend(from_log_ratios({0}),
                                       {.horizon = 0, .draws = 1, .damping = 1.1, .minimum_years = 2});
            }),
            (Ids{"E-STA-005", "E-STA-005", "E-STA-005"}));
}

}  // namespace labour_staffing_trend_test
