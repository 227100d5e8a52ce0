// SPDX-License-Identifier: Apache-2.0
//
// Regional factors of shift_share.hpp: how the shares of the regions in one industry move, fitted once and simulated on every path.
//
// The regions of an industry are a composition as the occupations of an industry are: StaffingHistory and its trend in centred
// log-ratios serve both. What is added here is the choice of the factor and the shrinkage of the slopes.
#pragma once

#include <dubao/labour/staffing_trend.hpp>
#include <dubao/regression/between_variance.hpp>

#include <Eigen/Core>
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <string>
#include <vector>

namespace dubao::labour {

/// q of F5. kConstant: 1. kLast: growth relative to the nation over the last periods goes on. kDamped: damped trend of log-ratios,
/// slopes shrunk toward 0.
enum class RegionalFactor : std::uint8_t { kConstant, kLast, kDamped };

namespace detail {

/// The regions of one industry whose base is not 0.
struct RegionalTrend {
  std::vector<Index> regions;
  Eigen::VectorXd last;         ///< centred log-ratios of the base period
  Eigen::VectorXd slope;        ///< a period, after shrinkage
  Eigen::MatrixXd residuals;    ///< regions × history periods, scaled by 1/√df
  Eigen::VectorXd slope_error;  ///< one a region: multiplies residuals · ε
};

/// Rows of a fit whose base share is positive: a cell that is 0 at the base stays 0.
[[nodiscard]] inline RegionalTrend kept_regions(const IndustryTrend& fit, const Eigen::RowVectorXd& base) {
  RegionalTrend out;
  std::vector<Index> rows;
  for (std::size_t k = 0; k < fit.positive.size(); ++k) {
    if (!(base(fit.positive[k]) > 0.0)) continue;
    rows.push_back(static_cast<Index>(k));
    out.regions.push_back(fit.positive[k]);
  }
  const auto n = static_cast<Index>(rows.size());
  out.last.resize(n);
  out.slope.resize(n);
  out.residuals.resize(n, fit.residuals.cols());
  out.slope_error.resize(n);
  for (Index k = 0; k < n; ++k) {
    const Index row = rows[static_cast<std::size_t>(k)];
    out.last(k) = fit.last(row);
    out.slope(k) = fit.slope(row);
    out.slope_error(k) = fit.slope_error_scale(row);
    out.residuals.row(k) = fit.residuals.row(row);
  }
  return out;
}

/// Slope of the last `window` periods of each region (fewer where there are fewer since the last break), and its error if
/// log-ratios are random walks: the mean of w changes of variance 1 has variance 1/w.
inline void set_last_growth(const StaffingHistory& history, Index industry, Index window,
                            RegionalTrend& trend) {
  const std::vector<Index> years = history.usable_periods(industry);
  const Index end = years.back();
  Index first = end;
  for (const Index year : years) {
    if (end - year <= window && history.segment(year) == history.segment(end)) {
      first = year;
      break;
    }
  }
  trend.slope.setZero();
  trend.slope_error.setZero();
  if (first == end) return;
  const Eigen::RowVectorXd before = history.shares(industry, first);
  const Eigen::RowVectorXd after = history.shares(industry, end);
  const auto steps = static_cast<double>(end - first);
  for (Index k = 0; k < trend.slope.size(); ++k) {
    const Index r = trend.regions[static_cast<std::size_t>(k)];
    // From nothing no rate of growth can be read: such a cell keeps its share.
    if (before(r) > 0.0) trend.slope(k) = std::log(after(r) / before(r)) / steps;
  }
  trend.slope_error.setConstant(1.0 / std::sqrt(steps));
}

/// Empirical Bayes: the slopes of an industry's regions vary by τ² around their weighted mean μ, one τ² for all industries:
/// w = τ²/(τ² + v), slope μ + w(β − μ), its error √w of what it was. A slope without error is kept. Returns the mean of w over the
/// slopes that were estimated, 0 without any.
inline double shrink_slopes(std::vector<RegionalTrend>& trends) {
  const auto error = [](const RegionalTrend& trend, Index k) {
    return trend.slope_error(k) * trend.residuals.row(k).norm();
  };
  std::vector<regression::GroupEstimates> groups(trends.size());
  for (std::size_t i = 0; i < trends.size(); ++i) {
    for (Index k = 0; k < trends[i].slope.size(); ++k) {
      if (!(error(trends[i], k) > 0.0)) continue;
      groups[i].values.push_back(trends[i].slope(k));
      groups[i].errors.push_back(error(trends[i], k));
    }
  }
  const regression::BetweenVariance between = regression::paule_mandel(groups);
  const double spread = between.determined ? between.variance : 0.0;
  double sum = 0.0;
  double count = 0.0;
  for (std::size_t i = 0; i < trends.size(); ++i) {
    RegionalTrend& trend = trends[i];
    const double mean = groups[i].values.empty() ? 0.0 : regression::group_mean(groups[i], spread);
    for (Index k = 0; k < trend.slope.size(); ++k) {
      const double own = error(trend, k);
      if (!(own > 0.0) && trend.slope(k) == 0.0) continue;
      const double weight = own > 0.0 ? spread / (spread + own * own) : 1.0;
      trend.slope(k) = mean + weight * (trend.slope(k) - mean);
      trend.slope_error(k) *= std::sqrt(weight);
      sum += weight;
      count += 1.0;
    }
  }
  return count > 0.0 ? sum / count : 0.0;
}

}  // namespace detail

}  // namespace dubao::labour
