// SPDX-License-Identifier: Apache-2.0
//
// Staffing trend with pooled slopes: a thin cell takes the trend its occupation has in other industries.
//
// What      The damped log-ratio trend (staffing_trend.hpp), where the slope of each cell is drawn toward the mean slope of
//           its occupation over the industries, the more the weaker its own evidence.
// When      Many industries with short or noisy histories: a two-digit occupation of a small industry is a few interviews.
// When not  Fewer than about five industries, or industries that move in opposite ways for a reason: τ² is then hardly
//           known, or the mean means nothing.
// Formula   F4:  β̃_io = w_io β_io + (1 − w_io) β_o,   w_io = τ²/(τ² + se²_io)
//           se_io = c ‖r_io‖ (the slope's standard error when log-ratios are random walks, staffing_trend.hpp)
//           τ² by Paule and Mandel, regression/between_variance.hpp: one for all cells, or one an occupation
//           β_o = Σ_i β_io v_io / Σ_i v_io,  v = 1/(τ² + se²);  its variance 1/Σ v
//           error of β̃:  w se² + (1 − w)²/Σ_i v_io  (Morris 1983, τ² taken as known); it moves with the innovations as
//           the error of an unpooled slope does. An industry without a slope of its own has w = 0 and the error
//           √(τ² + 1/Σ v), independent of everything else.
// Limits    Log-ratios are relative to the mean of an industry's own cells: industries with other structural zeros are
//           compared as if they had the same ones. Innovations are each industry's own and are not pooled.
// Example   Two industries, slopes 0 and 0.2 of one occupation, both with se 0.1: Q(τ²) = 0.02/(τ² + 0.01) = 1, τ² = 0.01,
//           w = ½, β_o = 0.1: pooled slopes 0.05 and 0.15.
// Source    Morris (1983), Parametric empirical Bayes inference; Paule and Mandel (1982).
#pragma once

#include <dubao/labour/staffing_trend.hpp>
#include <dubao/regression/between_variance.hpp>

#include <Eigen/Core>
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace dubao::labour {

/// Whether the variance of slopes between industries is one number or one an occupation.
enum class SlopeVariance : std::uint8_t { kCommon, kByOccupation };

/// Standard error of a slope, log-ratio a year, below which it is rounding: an exact trend has none.
inline constexpr double kLeastSlopeError = 1e-12;

/// What pooling made of one cell. Slopes are log-ratios a year.
struct PooledSlope {
  std::string industry;
  std::string occupation;
  double own = data::kMissing;        ///< β_io; NaN: the industry has too few years
  double own_error = data::kMissing;  ///< se_io; NaN: not to be estimated
  double common = 0.0;                ///< β_o; 0 when no industry has a slope
  double between = 0.0;               ///< τ, the standard deviation used for this cell; NaN: not determined
  double weight = 0.0;                ///< w_io in [0, 1]; 0: the common slope alone
  double pooled = 0.0;                ///< β̃_io
  double pooled_error = 0.0;          ///< standard error of β̃_io
};

struct PooledTrend {
  StaffingShares shares;
  std::vector<PooledSlope> slopes;  ///< every cell that is not a structural zero, industries first
  std::string estimator = "Paule-Mandel";
};

namespace detail {

struct PooledCell {
  Index industry;
  Index cell;  // position among the positive occupations of the industry
  double slope;
  double error;
};

/// Slopes of one occupation that were measured, as estimates with errors.
[[nodiscard]] inline regression::GroupEstimates estimates_of(const std::vector<PooledCell>& cells) {
  regression::GroupEstimates out;
  for (const PooledCell& one : cells) {
    out.values.push_back(one.slope);
    out.errors.push_back(std::max(one.error, kLeastSlopeError));
  }
  return out;
}

}  // namespace detail

/// Simulates staffing shares with pooled slopes (see the banner). Options, returns and errors as damped_share_trend;
/// minimum_years: below it an industry has no slope of its own and takes the common ones.
[[nodiscard]] inline PooledTrend pooled_share_trend(const StaffingHistory& history,
                                                    const StaffingTrendOptions& options,
                                                    SlopeVariance variance = SlopeVariance::kCommon) {
  detail::check_trend_options(options);
  std::vector<detail::IndustryTrend> fits = detail::fit_trends(history, options.minimum_years);
  const std::size_t n_occupations = history.occupations().size();

  // 1. What was measured, by occupation; τ² over all of it.
  std::vector<std::vector<detail::PooledCell>> measured(n_occupations);
  for (std::size_t i = 0; i < fits.size(); ++i) {
    const detail::IndustryTrend& fit = fits[i];
    for (std::size_t k = 0; fit.measured && k < fit.positive.size(); ++k) {
      const auto row = static_cast<Index>(k);
      measured[static_cast<std::size_t>(fit.positive[k])].push_back(
          {static_cast<Index>(i), row, fit.slope(row),
           fit.slope_error_scale(row) * fit.residuals.row(row).norm()});
    }
  }
  std::vector<regression::GroupEstimates> groups;
  groups.reserve(measured.size());
  for (const auto& cells : measured) groups.push_back(detail::estimates_of(cells));
  const regression::BetweenVariance all = regression::paule_mandel(groups);

  PooledTrend out;
  std::vector<std::string> notes;
  if (!all.determined) {
    notes.emplace_back("no occupation has a measured slope in two industries: slopes are not pooled");
  }
  // 2. Shrink, occupation by occupation.
  std::vector<std::vector<PooledSlope>> by_industry(fits.size());
  for (auto& rows : by_industry) rows.reserve(n_occupations);
  for (std::size_t o = 0; o < n_occupations; ++o) {
    double tau2 = all.variance;
    if (variance == SlopeVariance::kByOccupation && groups[o].values.size() >= 2) {
      tau2 = regression::paule_mandel({groups[o]}).variance;
    }
    const bool known = !groups[o].values.empty();
    const double used = all.determined ? tau2 : 0.0;
    const double common = known ? regression::group_mean(groups[o], used) : 0.0;
    const double common_variance = known ? regression::group_mean_variance(groups[o], used) : 0.0;
    for (std::size_t i = 0; i < fits.size(); ++i) {
      detail::IndustryTrend& fit = fits[i];
      const auto found = std::lower_bound(fit.positive.begin(), fit.positive.end(), static_cast<Index>(o));
      if (found == fit.positive.end() || *found != static_cast<Index>(o)) continue;
      const auto k = static_cast<Index>(found - fit.positive.begin());
      PooledSlope slope;
      slope.industry = history.industries()[i];
      slope.occupation = history.occupations()[o];
      slope.common = common;
      slope.between = all.determined ? std::sqrt(tau2) : data::kMissing;
      if (fit.trended) slope.own = fit.slope(k);
      if (fit.measured) {
        slope.own_error = fit.slope_error_scale(k) * fit.residuals.row(k).norm();
        const double error = std::max(slope.own_error, kLeastSlopeError);
        slope.weight = all.determined ? tau2 / (tau2 + error * error) : 1.0;
        const double rest = 1.0 - slope.weight;
        slope.pooled = slope.weight * slope.own + rest * common;
        slope.pooled_error = std::sqrt(slope.weight * slope.own_error * slope.own_error +
                                       (all.determined ? rest * rest * common_variance : 0.0));
      } else if (known && all.determined) {
        slope.pooled = common;
        slope.pooled_error = std::sqrt(tau2 + common_variance);
      } else if (fit.trended) {
        slope.pooled = slope.own;
        slope.weight = 1.0;
      }
      by_industry[i].push_back(std::move(slope));
    }
  }
  // 3. Put the pooled slopes and their errors into the fits, and simulate.
  for (std::size_t i = 0; i < fits.size(); ++i) {
    detail::IndustryTrend& fit = fits[i];
    if (!fit.measured) fit.free_slope_error = Eigen::VectorXd::Zero(fit.slope.size());
    for (std::size_t k = 0; k < by_industry[i].size(); ++k) {
      const PooledSlope& slope = by_industry[i][k];
      const auto row = static_cast<Index>(k);
      fit.slope(row) = slope.pooled;
      if (fit.measured) {
        // The error keeps its direction, that of the innovations, and takes the pooled size.
        fit.slope_error_scale(row) *=
            slope.own_error > kLeastSlopeError ? slope.pooled_error / slope.own_error : 0.0;
      } else {
        fit.free_slope_error(row) = slope.pooled_error;
      }
    }
    if (!fit.measured && all.determined) {
      fit.note = history.industries()[i] + ": " +
                 std::to_string(history.usable_periods(static_cast<Index>(i)).size()) +
                 " usable years: slopes of its occupations in the other industries";
    }
    for (PooledSlope& slope : by_industry[i]) out.slopes.push_back(std::move(slope));
  }
  out.shares = detail::simulate_trends(history, fits, options);
  out.shares.notes.insert(out.shares.notes.begin(), notes.begin(), notes.end());
  return out;
}

}  // namespace dubao::labour
