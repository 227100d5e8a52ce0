// SPDX-License-Identifier: Apache-2.0
//
// Staffing trend: draws of staffing shares by a damped trend of their log-ratios.
//
// What      Each industry's shares move in log-ratios, where they stay positive and sum to 1 by construction.
// When      Five or more usable years of industry × occupation counts. With fewer, or across declared breaks
//           only, the industry keeps constant shares (a note says so).
// When not  One isolated cell with its own drivers: model it and use a logged change factor.
// Formula   F4, on centred log-ratios z_o = ln s_o − mean_o' ln s_o' (same forecasts as a reference
//           occupation gives, without choosing one):
//             slope β: least squares on the year, one level for each definition between declared breaks
//             z_{n+h} = z_{n+h−1} + (β + b)·φ^h + e_h,   s = softmax(z),   0 < φ ≤ 1
//           e_h: innovation, with the covariance of the yearly changes around β over ALL cells of ALL
//           industries: e = Σ_t ε_t r_t / √df with ε_t ~ N(0, 1) and r_t the vector of residual changes of
//           year t, so occupations and industries that moved together in the past move together in the future.
//           b: error of the slope when the log-ratios are random walks: c·Σ_t ε'_t r_t / √df,
//           c² = Σ_j W_j² g_j, W_j the weight of change j in the least-squares slope, g_j its length in years.
//           The scale of e and b is estimated from df changes: each path multiplies both by √(df/χ²_df), at least
//           kFewestDegrees, so that few years give Student's tails and not the normal's.
// Zeros     see detail/log_ratios.hpp: structural zeros stay zero.
// Example   Shares 0.2 / 0.8 in every year: the draws are 0.2 / 0.8 on every path.
// Source    Log-ratio analysis: Aitchison 1986, "The Statistical Analysis of Compositional Data", ch. 4;
//           damping: Gardner and McKenzie 1985; the draws: own.
#pragma once

#include <dubao/data/random.hpp>
#include <dubao/labour/detail/log_ratios.hpp>
#include <dubao/labour/staffing.hpp>

#include <Eigen/Core>
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace dubao::labour {

struct StaffingTrendOptions {
  Index horizon = 5;        ///< periods ahead, ≥ 1
  Index draws = 2000;       ///< paths, ≥ 1
  std::uint64_t seed = 1;   ///< same seed, same bits
  double damping = 0.9;     ///< φ in (0, 1]; own default, to be chosen by back-test where there is history
  Index minimum_years = 5;  ///< usable years below which shares are held constant; ≥ 3
};

/// Fewest degrees of freedom a scale is drawn with: below three a Student path has no finite variance.
inline constexpr Index kFewestDegrees = 3;
/// Smallest χ²/df that is drawn: a path spreads at most some seventeen times as wide as estimated.
inline constexpr double kLeastVarianceRatio = 0.0034;

namespace detail {

/// What the trend of one industry needs: fitted once, simulated on every path.
struct IndustryTrend {
  std::vector<Index> positive;  // occupations that are not structural zeros
  Eigen::VectorXd last;         // centred log-ratios of the last usable year
  Eigen::VectorXd slope;        // β, per year
  Eigen::MatrixXd residuals;  // occupations × history periods; column t: change ending at t, scaled by 1/√df
  Eigen::VectorXd
      slope_error_scale;  // c of the banner, one a cell: the slope's error moves with the innovations
  Eigen::VectorXd free_slope_error;  // standard deviation of an error of its own, per year; empty: none
  Index steps_before_start = 0;      // years between the last usable year and the end of the history
  Index degrees = 0;                 // of freedom of the residual changes
  bool trended = false;              // whether β was estimated
  bool measured = false;             // whether its error could be estimated
  std::string note;
};

[[nodiscard]] inline IndustryTrend fit_industry_trend(const StaffingHistory& history, Index industry,
                                                      Index minimum_years) {
  IndustryTrend fit;
  const LogRatios ratios = log_ratios(history, industry);
  const Index n = ratios.count();
  const Eigen::MatrixXd& z = ratios.z;
  const auto year = [&ratios](Index j) { return ratios.year(j); };
  fit.positive = ratios.positive;
  fit.last = z.row(n - 1).transpose();
  fit.steps_before_start = history.periods() - 1 - year(n - 1);
  fit.slope = Eigen::VectorXd::Zero(ratios.cells());
  fit.residuals = Eigen::MatrixXd::Zero(ratios.cells(), history.periods());

  // 1. Weights of the least-squares slope with one level for each definition.
  Eigen::VectorXd centred_year(n);
  for (Index j = 0; j < n; ++j) {
    double sum = 0.0;
    double count = 0.0;
    for (Index k = 0; k < n; ++k) {
      if (history.segment(year(k)) != history.segment(year(j))) continue;
      sum += static_cast<double>(year(k));
      count += 1.0;
    }
    centred_year(j) = static_cast<double>(year(j)) - sum / count;
  }
  const double spread = centred_year.squaredNorm();
  fit.trended = n >= minimum_years && spread > 0.0;
  if (fit.trended) fit.slope = z.transpose() * centred_year / spread;
  if (!fit.trended) {
    fit.note = history.industries()[static_cast<std::size_t>(industry)] + ": " + std::to_string(n) +
               " usable years: no trend, shares move by their past changes only";
  }

  // 2. Residual changes within a definition, and the scale of the slope's error.
  Index changes = 0;
  double scale = 0.0;  // c²
  for (Index j = 1; j < n; ++j) {
    if (history.segment(year(j)) != history.segment(year(j - 1))) continue;
    const auto gap = static_cast<double>(year(j) - year(j - 1));
    fit.residuals.col(year(j)) = ((z.row(j) - z.row(j - 1)).transpose() - gap * fit.slope) / std::sqrt(gap);
    ++changes;
    double weight = 0.0;  // W_j: weights of this year and the later ones of the same definition
    for (Index k = j; k < n; ++k) {
      if (history.segment(year(k)) == history.segment(year(j))) weight += centred_year(k);
    }
    if (fit.trended) scale += weight * weight * gap / (spread * spread);
  }
  fit.slope_error_scale = Eigen::VectorXd::Constant(ratios.cells(), std::sqrt(scale));
  fit.degrees = changes - (fit.trended ? 1 : 0);
  fit.measured = fit.trended && fit.degrees >= 1;
  if (fit.degrees >= 1) {
    fit.residuals /= std::sqrt(static_cast<double>(fit.degrees));
  } else {
    fit.residuals.setZero();
    fit.note = history.industries()[static_cast<std::size_t>(industry)] + ": " + std::to_string(n) +
               " usable years: shares held constant, their uncertainty cannot be estimated";
  }
  return fit;
}

/// All problems of the options at once, E-STA-005.
inline void check_trend_options(const StaffingTrendOptions& options) {
  Problems problems;
  problems.add_if(options.horizon < 1 || options.draws < 1, {"E-STA-005", "horizon, draws", "less than 1",
                                                             "give at least 1 period and 1 path", "", ""});
  problems.add_if(!(options.damping > 0.0 && options.damping <= 1.0),
                  {"E-STA-005", "damping", std::to_string(options.damping) + " is outside (0, 1]",
                   "1 keeps the trend, 0.9 lets it fade", "", ""});
  problems.add_if(options.minimum_years < 3, {"E-STA-005", "minimum_years", "less than 3 years",
                                              "a slope with an error needs at least 3 years", "", ""});
  problems.throw_if_any();
}

[[nodiscard]] inline std::vector<IndustryTrend> fit_trends(const StaffingHistory& history,
                                                           Index minimum_years) {
  std::vector<IndustryTrend> fits;
  for (Index i = 0; i < static_cast<Index>(history.industries().size()); ++i) {
    fits.push_back(fit_industry_trend(history, i, minimum_years));
  }
  return fits;
}

/// √(df/χ²_df) of one path for df = 1 … most, by position (0 is not used): nested, so that industries with nearly the same years
/// are spread alike.
inline void draw_scales(data::RandomStream& stream, Eigen::VectorXd& scales) {
  double sum = 0.0;
  for (Index k = 1; k < scales.size(); ++k) {
    const double one = stream.normal();
    sum += one * one;
    scales(k) = 1.0 / std::sqrt(std::max(sum / static_cast<double>(k), kLeastVarianceRatio));
  }
}

/// Simulates fitted trends; the yearly shocks of a path are common to all industries.
[[nodiscard]] inline StaffingShares simulate_trends(const StaffingHistory& history,
                                                    const std::vector<IndustryTrend>& fits,
                                                    const StaffingTrendOptions& options) {
  StaffingShares out{history.end(), history.industries(), history.occupations(), {}, {}};
  const auto n_industries = static_cast<Index>(out.industries.size());
  const auto n_occupations = static_cast<Index>(out.occupations.size());
  out.cells.assign(static_cast<std::size_t>(n_industries * n_occupations),
                   data::DrawMatrix::Zero(options.draws, options.horizon));
  Index longest = options.horizon;
  for (const IndustryTrend& fit : fits) {
    longest = std::max(longest, options.horizon + fit.steps_before_start);
    if (!fit.note.empty()) out.notes.push_back(fit.note);
  }

  Index degrees = kFewestDegrees;
  for (const IndustryTrend& fit : fits) degrees = std::max(degrees, fit.degrees);
  Eigen::VectorXd scales = Eigen::VectorXd::Ones(degrees + 1);
  const std::uint64_t scale_key = data::hash_key("labour.staffing_trend.scale");
  const std::uint64_t key = data::hash_key("labour.staffing_trend");
  Eigen::MatrixXd shocks(history.periods(), longest + 1);  // column 0: slope; column h: step h
  for (Index d = 0; d < options.draws; ++d) {
    data::RandomStream stream(options.seed, key, static_cast<std::uint64_t>(d));
    for (Index h = 0; h < shocks.cols(); ++h) {
      for (Index t = 0; t < shocks.rows(); ++t) shocks(t, h) = stream.normal();
    }
    data::RandomStream scale_stream(options.seed, scale_key, static_cast<std::uint64_t>(d));
    draw_scales(scale_stream, scales);
    for (Index i = 0; i < n_industries; ++i) {
      const IndustryTrend& fit = fits[static_cast<std::size_t>(i)];
      const double scale = scales(std::max(fit.degrees, kFewestDegrees));
      const Eigen::VectorXd common_error = scale * (fit.residuals * shocks.col(0));
      Eigen::VectorXd slope = fit.slope + fit.slope_error_scale.cwiseProduct(common_error);
      if (fit.free_slope_error.size() > 0) {
        data::RandomStream own(
            options.seed,
            data::hash_key("labour.staffing_trend.slope:" + out.industries[static_cast<std::size_t>(i)]),
            static_cast<std::uint64_t>(d));
        for (Index k = 0; k < slope.size(); ++k) slope(k) += fit.free_slope_error(k) * own.normal();
      }
      Eigen::VectorXd z = fit.last;
      double damping = 1.0;
      for (Index step = 1; step <= options.horizon + fit.steps_before_start; ++step) {
        damping *= options.damping;
        z += damping * slope + scale * (fit.residuals * shocks.col(step));
        const Index h = step - fit.steps_before_start - 1;
        if (h < 0) continue;
        const Eigen::VectorXd shares = softmax(z);
        for (Index k = 0; k < shares.size(); ++k) {
          const Index o = fit.positive[static_cast<std::size_t>(k)];
          out.cells[static_cast<std::size_t>(i * n_occupations + o)](d, h) = shares(k);
        }
      }
    }
  }
  return out;
}

}  // namespace detail

/// Simulates staffing shares (see the banner for the formula).
/// Returns shares of options.draws paths × options.horizon periods from history.end(); every path sums to 1
/// over the occupations of an industry. Missing years are stepped over: k missing years count as k steps.
/// Throws InputError E-STA-005 for an option out of range (all at once).
/// Cost O(draws · horizon · years · cells). Path d depends on (seed, d) only.
[[nodiscard]] inline StaffingShares damped_share_trend(const StaffingHistory& history,
                                                       const StaffingTrendOptions& options) {
  detail::check_trend_options(options);
  return detail::simulate_trends(history, detail::fit_trends(history, options.minimum_years), options);
}

}  // namespace dubao::labour
