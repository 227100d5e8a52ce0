// SPDX-License-Identifier: Apache-2.0
//
// Regional factors of shift_share.hpp: how the shares of the regions in one industry move, fitted once and simulated on every path.
//
// The regions of an industry are a composition as the occupations of an industry are: StaffingHistory and its trend in centred
// log-ratios serve both. What is added here is the choice of the factor and the shrinkage of the slopes.
#pragma once

#include <dubao/labour/staffing_trend.hpp>
#include <dubao/regression/between_variance.hpp>

#include <boost/math/special_functions/gamma.hpp>

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

/// What of a yearly change stays and what is noise of the year: changes are a moving average e_t + θ e_{t−1}, −1 < θ ≤ 0, one θ for
/// all cells. Then the level of z follows by exponential smoothing with α = 1 + θ. Factors are per standard deviation of a change.
struct Persistence {
  double smoothing = 1.0;  ///< α
  double stays = 1.0;      ///< α/√(1 + θ²): innovation of the level
  double level = 0.0;      ///< √(−αθ/(1 + θ²)): error of the level at the base
  double yearly = 0.0;  ///< √(−θ/(1 + θ²)): noise of one period, in the next survey but not in the signal

  [[nodiscard]] static Persistence of(double alpha) {
    const double theta = alpha - 1.0;
    const double size = 1.0 + theta * theta;
    return {alpha, alpha / std::sqrt(size), std::sqrt(-alpha * theta / size), std::sqrt(-theta / size)};
  }
};

/// Periods that hold a change: columns of residuals that are not all 0.
[[nodiscard]] inline Index count_changes(const Eigen::MatrixXd& residuals) {
  Index out = 0;
  for (Index t = 0; t < residuals.cols(); ++t) out += residuals.col(t).isZero(0.0) ? 0 : 1;
  return out;
}

/// α from the first autocorrelation of the residual changes, ρ = θ/(1 + θ²): the mean over cells, weighted by employment at the
/// base, plus 1/n for the estimated slope, held to −0.48 … 0. 1 with fewer than four changes.
[[nodiscard]] inline Persistence persistence(const std::vector<IndustryTrend>& fits,
                                             const Eigen::MatrixXd& base_by_industry) {
  double sum = 0.0;
  double weights = 0.0;
  for (std::size_t i = 0; i < fits.size(); ++i) {
    const Eigen::MatrixXd& r = fits[i].residuals;
    const Index changes = count_changes(r);
    if (changes < 4) continue;
    for (Index k = 0; k < r.rows(); ++k) {
      const double size = r.row(k).squaredNorm();
      const double weight =
          base_by_industry(static_cast<Index>(i), fits[i].positive[static_cast<std::size_t>(k)]);
      if (!(size > 0.0) || !(weight > 0.0)) continue;
      double product = 0.0;
      for (Index t = 1; t < r.cols(); ++t) product += r(k, t) * r(k, t - 1);
      const auto n = static_cast<double>(changes);
      sum += weight * (product / size * n / (n - 1.0) + 1.0 / n);
      weights += weight;
    }
  }
  const double rho = weights > 0.0 ? std::clamp(sum / weights, -0.48, 0.0) : 0.0;
  if (rho == 0.0) return {};
  return Persistence::of(1.0 + (1.0 - std::sqrt(1.0 - 4.0 * rho * rho)) / (2.0 * rho));
}

/// The regions of one industry whose base is not 0.
struct RegionalTrend {
  std::vector<Index> regions;
  Eigen::VectorXd level;        ///< centred log-ratios at the base, smoothed
  Eigen::VectorXd slope;        ///< a period, after shrinkage
  Eigen::MatrixXd residuals;    ///< regions × history periods, scaled by 1/√df
  Eigen::VectorXd slope_error;  ///< one a region: multiplies residuals · ε
  double degrees = 0.0;         ///< ν of the changes' variance; 0: nothing to learn from
};

/// Level of every cell of a fit: ℓ_t = ℓ_{t−1} + β + a(z_t − ℓ_{t−1} − β), a = max(α, 1/count), from the last break on.
[[nodiscard]] inline Eigen::VectorXd smoothed_level(const StaffingHistory& history, Index industry,
                                                    const Eigen::VectorXd& slope, double alpha) {
  const LogRatios ratios = log_ratios(history, industry);
  Eigen::VectorXd level = ratios.z.row(0).transpose();
  double count = 1.0;
  for (Index j = 1; j < ratios.count(); ++j) {
    if (history.segment(ratios.year(j)) != history.segment(ratios.year(j - 1))) {
      level = ratios.z.row(j).transpose();
      count = 1.0;
      continue;
    }
    count += 1.0;
    level += slope * static_cast<double>(ratios.year(j) - ratios.year(j - 1));
    level += std::max(alpha, 1.0 / count) * (ratios.z.row(j).transpose() - level);
  }
  return level;
}

/// Rows of a fit whose base share is positive: a cell that is 0 at the base stays 0.
[[nodiscard]] inline RegionalTrend kept_regions(const IndustryTrend& fit, const Eigen::VectorXd& level,
                                                const Eigen::RowVectorXd& base) {
  RegionalTrend out;
  std::vector<Index> rows;
  for (std::size_t k = 0; k < fit.positive.size(); ++k) {
    if (!(base(fit.positive[k]) > 0.0)) continue;
    rows.push_back(static_cast<Index>(k));
    out.regions.push_back(fit.positive[k]);
  }
  out.level = level(rows);
  out.slope = fit.slope(rows);
  out.slope_error = fit.slope_error_scale(rows);
  out.residuals = fit.residuals(rows, Eigen::all);
  out.degrees = static_cast<double>(count_changes(fit.residuals) - (fit.trended ? 1 : 0));
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

/// √(ν/χ²_ν) at the probability u: what a standard deviation estimated on ν degrees of freedom may be wrong by. One u a path for all
/// cells, so that their correlations stay.
[[nodiscard]] inline double scale_error(double degrees, double u) {
  if (!(degrees >= 1.0)) return 1.0;
  using Policy = boost::math::policies::policy<boost::math::policies::promote_double<false>>;
  return std::sqrt(0.5 * degrees / boost::math::gamma_p_inv(0.5 * degrees, u, Policy()));
}

/// ½ Var z_h, cells × steps: what is taken off z so that the mean of exp(z) follows the trend.
[[nodiscard]] inline Eigen::MatrixXd half_variances(const RegionalTrend& trend, const Persistence& how,
                                                    double damping, Index steps, bool survey) {
  const Eigen::VectorXd change = trend.residuals.rowwise().squaredNorm();
  Eigen::MatrixXd out(change.size(), steps);
  double fade = 1.0;
  double reach = 0.0;
  for (Index step = 1; step <= steps; ++step) {
    fade *= damping;
    reach += fade;
    const double fixed = static_cast<double>(step) * how.stays * how.stays + how.level * how.level +
                         (survey ? how.yearly * how.yearly : 0.0);
    out.col(step - 1) =
        0.5 * (change.array() * (fixed + (reach * trend.slope_error.array()).square())).matrix();
  }
  return out;
}

}  // namespace detail

}  // namespace dubao::labour
