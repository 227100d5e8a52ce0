// SPDX-License-Identifier: Apache-2.0
//
// Staffing shares by any model of one series: each log-ratio, or each share, is forecast and the draws are renormalised.
//
// What      Every cell of an industry is a short series of its own. The model forecasts it, its draws are put back together
//           to shares that sum to 1 on every path. Exponential smoothing: staffing_ets.hpp.
// When      Shares that turned recently: smoothing follows the last years, a least-squares slope all of them.
// When not  Fewer than five usable years: the industry then moves by its past changes only (staffing_trend.hpp, noted).
// Formula   F4.  log-ratio scale: paths of z_o for every occupation that is not a structural zero, s = softmax(z);
//           share scale: paths of s_o, negative values set to 0, s = s/Σ s; a path on which all are 0 keeps the last shares.
//           Cells move together as the residuals of the model did: ranks of the paths are re-ordered by the shrunken
//           correlation of one-step residuals over all cells of all industries (forecast/dependence.hpp); above its limit
//           of series, within each industry only (noted). The cells of an industry are tied by their sum, which independent
//           models do not know: on every path the sum is put right first, and each cell is then spread again around its own
//           centre to the standard deviation its model gave, by at most kMostWidening.
// Limits    On the share scale a draw may be exactly 0, and renormalising moves the centre a little: prefer log-ratios.
// Zeros     see detail/log_ratios.hpp: structural zeros stay zero.
// Example   Shares 0.2 / 0.8 in every year, naive model: the draws are 0.2 / 0.8 on every path.
// Source    Aitchison (1986) for the log-ratios; state of Victoria, employment projections, for smoothed shares that are
//           renormalised; the joint draws are own.
#pragma once

#include <dubao/forecast/dependence.hpp>
#include <dubao/labour/staffing_trend.hpp>
#include <dubao/models/model.hpp>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace dubao::labour {

/// What is forecast: the centred log-ratio of a cell, or its share.
enum class ShareScale : std::uint8_t { kLogRatio, kShare };

struct ModelledSharesOptions {
  Index horizon = 5;        ///< periods ahead, ≥ 1
  Index draws = 2000;       ///< paths, ≥ 1
  std::uint64_t seed = 1;   ///< same seed, same bits
  Index minimum_years = 5;  ///< usable years below which no model is fitted; ≥ 3
  ShareScale scale = ShareScale::kLogRatio;
};

/// Largest factor by which a cell is spread again after its industry's sum was put right; √2 serves two cells drawn
/// independently.
inline constexpr double kMostWidening = 2.0;

namespace detail {

/// Values of one cell as a series: NaN where the industry's year is not usable, breaks as declared.
[[nodiscard]] inline data::Series cell_series(const StaffingHistory& history, const LogRatios& ratios,
                                              const Eigen::MatrixXd& values, Index k, std::string id) {
  std::vector<double> y(static_cast<std::size_t>(history.periods()), data::kMissing);
  for (Index j = 0; j < ratios.count(); ++j) y[static_cast<std::size_t>(ratios.year(j))] = values(j, k);
  data::Series series(history.start(), std::move(y), std::move(id));
  for (const time::Period& at : history.breaks()) series = series.with_break(at);
  return series;
}

/// The cells that a model was fitted to, in the order of their ids.
struct ModelledCells {
  std::vector<data::Draws> draws;
  std::vector<forecast::ResidualSeries> residuals;

  void impose(std::uint64_t seed) {
    forecast::impose_dependence(draws, forecast::shrunken_correlation(residuals), seed);
  }
};

/// Shares from values on the scale; `last`: what a path of zeros falls back to.
[[nodiscard]] inline Eigen::VectorXd composed(Eigen::VectorXd path, ShareScale scale,
                                              const Eigen::VectorXd& last) {
  if (scale == ShareScale::kLogRatio) return softmax(path);
  path = path.cwiseMax(0.0);
  const double sum = path.sum();
  if (sum > 0.0) return path / sum;
  return last;
}

/// Paths of one period, draws × cells, whose sums are put right while each cell keeps mean and standard deviation.
/// Log-ratios sum to 0; shares to 1, where the excess is taken in proportion to the cells' means.
[[nodiscard]] inline Eigen::MatrixXd tied(const Eigen::MatrixXd& paths, ShareScale scale) {
  const Eigen::RowVectorXd mean = paths.colwise().mean();
  Eigen::MatrixXd out = paths;
  if (scale == ShareScale::kLogRatio) {
    out.colwise() -= out.rowwise().mean().eval();
  } else {
    const double total = mean.cwiseMax(0.0).sum();
    const Eigen::RowVectorXd part =
        total > 0.0 ? (mean.cwiseMax(0.0) / total).eval()
                    : Eigen::RowVectorXd::Constant(mean.size(), 1.0 / static_cast<double>(mean.size()));
    out -= (out.rowwise().sum().array() - 1.0).matrix() * part;
  }
  for (Index k = 0; k < out.cols(); ++k) {
    const double own = (paths.col(k).array() - mean(k)).matrix().norm();
    const double centre = out.col(k).mean();
    const double left = (out.col(k).array() - centre).matrix().norm();
    const double factor = left > 0.0 ? std::min(own / left, kMostWidening) : 1.0;
    out.col(k) = (mean(k) + factor * (out.col(k).array() - centre)).matrix();
  }
  return out;
}

}  // namespace detail

/// Simulates staffing shares by a model of one series (see the banner).
/// Returns shares of options.draws paths × options.horizon periods from history.end(); every path sums to 1 over the
/// occupations of an industry. Throws InputError E-STA-005 for options out of range (all at once).
/// Cost: one fit a cell, then O(cells³ + cells · draws · horizon).
[[nodiscard]] inline StaffingShares modelled_shares(const StaffingHistory& history,
                                                    const models::Model& model,
                                                    const ModelledSharesOptions& options) {
  const StaffingTrendOptions plain{options.horizon, options.draws, options.seed, 1.0, options.minimum_years};
  detail::check_trend_options(plain);
  // Industries with too few years keep what this gives them: no trend, past changes only.
  const auto n_industries = static_cast<Index>(history.industries().size());
  const auto n_occupations = static_cast<Index>(history.occupations().size());
  StaffingShares out{history.end(), history.industries(), history.occupations(), {}, {}};
  out.cells.assign(static_cast<std::size_t>(n_industries * n_occupations),
                   data::DrawMatrix::Zero(options.draws, options.horizon));
  std::vector<detail::LogRatios> ratios;
  bool any_short = false;
  Index fitted_cells = 0;
  for (Index i = 0; i < n_industries; ++i) {
    ratios.push_back(detail::log_ratios(history, i));
    const bool enough = ratios.back().count() >= options.minimum_years;
    any_short = any_short || !enough;
    if (enough && ratios.back().cells() > 1) fitted_cells += ratios.back().cells();
  }
  const StaffingShares fallback = any_short ? damped_share_trend(history, plain) : StaffingShares{};
  out.notes = fallback.notes;
  const bool joint = fitted_cells <= forecast::kMostDependentSeries;
  if (!joint) {
    out.notes.push_back(std::to_string(fitted_cells) +
                        " cells: dependence within each industry only, none between industries");
  }

  detail::ModelledCells all;
  std::vector<Index> first_cell(static_cast<std::size_t>(n_industries), -1);
  for (Index i = 0; i < n_industries; ++i) {
    const detail::LogRatios& own = ratios[static_cast<std::size_t>(i)];
    const auto cell_of = [&](Index o) -> data::DrawMatrix& {
      return out.cells[static_cast<std::size_t>(i * n_occupations + o)];
    };
    if (own.count() < options.minimum_years) {
      for (Index o = 0; o < n_occupations; ++o) cell_of(o) = fallback.cell(i, o);
      continue;
    }
    if (own.cells() == 1) {
      cell_of(own.occupation(0)).setOnes();
      continue;
    }
    first_cell[static_cast<std::size_t>(i)] = static_cast<Index>(all.draws.size());
    const Eigen::MatrixXd& values = options.scale == ShareScale::kLogRatio ? own.z : own.shares;
    detail::ModelledCells within;
    for (Index k = 0; k < own.cells(); ++k) {
      const std::string id = history.industries()[static_cast<std::size_t>(i)] + " × " +
                             history.occupations()[static_cast<std::size_t>(own.occupation(k))];
      const data::Series series = detail::cell_series(history, own, values, k, id);
      const auto fitted = model.fit(series);
      within.draws.push_back(fitted->draws(options.horizon, options.draws, options.seed));
      within.residuals.push_back({id, series.start(), fitted->summary().residuals});
    }
    if (!joint) within.impose(options.seed);
    for (std::size_t k = 0; k < within.draws.size(); ++k) {
      all.draws.push_back(std::move(within.draws[k]));
      all.residuals.push_back(std::move(within.residuals[k]));
    }
  }
  if (joint) all.impose(options.seed);

  for (Index i = 0; i < n_industries; ++i) {
    const Index first = first_cell[static_cast<std::size_t>(i)];
    if (first < 0) continue;
    const detail::LogRatios& own = ratios[static_cast<std::size_t>(i)];
    const Eigen::VectorXd last = own.shares.row(own.count() - 1).transpose();
    Eigen::MatrixXd paths(options.draws, own.cells());
    for (Index h = 0; h < options.horizon; ++h) {
      for (Index k = 0; k < own.cells(); ++k) {
        paths.col(k) = all.draws[static_cast<std::size_t>(first + k)].paths().col(h);
      }
      paths = detail::tied(paths, options.scale);
      for (Index d = 0; d < options.draws; ++d) {
        const Eigen::VectorXd shares = detail::composed(paths.row(d).transpose(), options.scale, last);
        for (Index k = 0; k < own.cells(); ++k) {
          out.cells[static_cast<std::size_t>(i * n_occupations + own.occupation(k))](d, h) = shares(k);
        }
      }
    }
  }
  return out;
}

}  // namespace dubao::labour
