// SPDX-License-Identifier: Apache-2.0
//
// Choice of a staffing method by back-test: what would each have said in past years, and what came.
//
// When      Always before a trend of shares is published: constant shares are hard to beat over few years.
// When not  As proof of accuracy on the same years: a choice has seen them. Few origins overlap; their number is returned.
// Formula   rolling origin: for every origin from minimum_training usable periods on, each method forecasts horizons 1 … H
//           from the periods before it; the loss of an origin and horizon is, with w_i = E_i,T / Σ_i E_i,T observed,
//             dissimilarity   ½ Σ_i w_i Σ_o |mean ŝ_io − s_io|, in [0, 1]: the part of the jobs that is put wrongly
//             CRPS            ½ Σ_i w_i Σ_o CRPS(ŝ_io, s_io); equal to the dissimilarity for shares of one path
//           averaged over horizons and origins. Comparisons across a declared break are left out.
// Choice    the smallest loss; constant shares when fewer than minimum_origins origins are there, or when no method is
//           better than they are. The reason is returned.
// Vintage   The history is today's version of the data: revisions since then are not undone.
// Example   Shares 0.2 / 0.8 that never move: constant shares have loss 0 and are chosen.
// Source    Tashman (2000) for rolling origins; Duncan and Duncan (1955) for the dissimilarity index.
#pragma once

#include <dubao/evaluation/comparison.hpp>
#include <dubao/evaluation/probabilistic_accuracy.hpp>
#include <dubao/labour/staffing.hpp>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace dubao::labour {

enum class ShareLoss : std::uint8_t { kDissimilarity, kCrps };

/// A way to forecast shares: history and horizon in, shares out.
struct ShareMethod {
  std::string name;
  std::function<StaffingShares(const StaffingHistory&, Index)> forecast;
};

struct ShareChoiceOptions {
  Index horizon = 1;           ///< periods ahead that are scored, ≥ 1
  Index minimum_training = 5;  ///< periods before the first origin, ≥ 1
  Index minimum_origins = 3;   ///< origins below which shares are held constant, ≥ 1
  ShareLoss loss = ShareLoss::kDissimilarity;
};

/// What the back-test says about one method.
struct ShareScore {
  std::string method;
  double loss = data::kMissing;    ///< mean over origins and horizons
  std::vector<double> by_horizon;  ///< mean over origins, length horizon; NaN where nothing was compared
  Index comparisons = 0;           ///< origins × horizons compared
  double skill = data::kMissing;   ///< 1 − loss/loss of constant shares; NaN when that is 0
  double wins = data::kMissing;    ///< share of the comparisons in which it beats constant shares, ties ½
};

struct ShareChoice {
  std::string method;  ///< the chosen one
  std::string reason;
  std::vector<time::Period> origins;  ///< last period known at each origin that was compared
  std::vector<ShareScore> scores;     ///< constant shares first, then as given
};

/// Name of the method that every other has to beat.
inline constexpr const char* kConstantShares = "constant";

namespace detail {

/// Loss of one forecast against one observed period; NaN when no industry can be compared.
[[nodiscard]] inline double share_loss(const StaffingHistory& history, const StaffingHistory& known,
                                       const StaffingShares& shares, Index h, ShareLoss kind) {
  const Index t = known.periods() + h;
  double weights = 0.0;
  double sum = 0.0;
  for (Index i = 0; i < static_cast<Index>(shares.industries.size()); ++i) {
    const Index row = position_of(history.industries(), shares.industries[static_cast<std::size_t>(i)]);
    if (!history.is_usable(row, t)) continue;
    if (history.segment(t) != history.segment(known.usable_periods(i).back())) continue;
    const Eigen::RowVectorXd actual = history.shares(row, t);
    double loss = 0.0;
    for (Index o = 0; o < actual.size(); ++o) {
      const data::DrawMatrix& cell = shares.cell(i, o);
      if (kind == ShareLoss::kDissimilarity) {
        loss += std::abs(cell.col(h).mean() - actual(o));
      } else {
        std::vector<double> draws(static_cast<std::size_t>(cell.rows()));
        for (Index d = 0; d < cell.rows(); ++d) draws[static_cast<std::size_t>(d)] = cell(d, h);
        loss += evaluation::crps(actual(o), std::move(draws));
      }
    }
    const double weight = history.total(row, t);
    sum += weight * 0.5 * loss;
    weights += weight;
  }
  return weights > 0.0 ? sum / weights : data::kMissing;
}

}  // namespace detail

/// Scores methods by rolling origin and chooses one (see the banner). Constant shares take part always.
/// Throws InputError E-STA-005 for options out of range, E-STA-012 for a method without a name, named twice, named as
/// constant shares, or without a function; what a method throws passes through.
/// Cost: one forecast a method and origin.
[[nodiscard]] inline ShareChoice choose_share_method(const StaffingHistory& history,
                                                     std::vector<ShareMethod> methods,
                                                     const ShareChoiceOptions& options) {
  Problems problems;
  problems.add_if(options.horizon < 1 || options.minimum_training < 1 || options.minimum_origins < 1,
                  {"E-STA-005", "horizon, minimum_training, minimum_origins", "less than 1",
                   "give at least 1 of each", "", ""});
  std::set<std::string> names{kConstantShares};
  for (const ShareMethod& method : methods) {
    problems.add_if(method.name.empty() || !method.forecast || !names.insert(method.name).second,
                    {"E-STA-012", "methods", "'" + method.name + "' has no name of its own or no function",
                     "give every method its own name; constant shares take part always", "", ""});
  }
  problems.throw_if_any();
  methods.insert(methods.begin(), {kConstantShares, [](const StaffingHistory& known, Index horizon) {
                                     return constant_shares(known, horizon);
                                   }});

  ShareChoice out;
  const auto horizons = static_cast<std::size_t>(options.horizon);
  // losses[method][horizon]: one value an origin, NaN where nothing could be compared
  std::vector<std::vector<std::vector<double>>> losses(methods.size(),
                                                       std::vector<std::vector<double>>(horizons));
  for (Index length = options.minimum_training; length < history.periods(); ++length) {
    const std::optional<StaffingHistory> known = history.head(length);
    if (!known) continue;
    const Index ahead = std::min(options.horizon, history.periods() - length);
    bool compared = false;
    for (std::size_t m = 0; m < methods.size(); ++m) {
      const StaffingShares shares = methods[m].forecast(*known, ahead);
      for (Index h = 0; h < ahead; ++h) {
        const double loss = detail::share_loss(history, *known, shares, h, options.loss);
        losses[m][static_cast<std::size_t>(h)].push_back(loss);
        compared = compared || std::isfinite(loss);
      }
    }
    if (compared) out.origins.push_back(known->end() - 1);
  }

  std::vector<double> naive;
  for (std::size_t m = 0; m < methods.size(); ++m) {
    ShareScore score;
    score.method = methods[m].name;
    std::vector<double> pooled;
    for (const std::vector<double>& one : losses[m]) {
      score.by_horizon.push_back(evaluation::mean_observed(one));
      pooled.insert(pooled.end(), one.begin(), one.end());
    }
    if (m == 0) naive = pooled;
    const evaluation::Comparison against = evaluation::compare(pooled, naive);
    score.loss = evaluation::mean_observed(pooled);
    score.comparisons = against.pairs;
    score.skill = against.skill;
    score.wins = against.wins;
    out.scores.push_back(std::move(score));
  }

  const auto origins = static_cast<Index>(out.origins.size());
  out.method = kConstantShares;
  if (origins < options.minimum_origins) {
    out.reason = "past origins: " + std::to_string(origins) +
                 ", needed to choose: " + std::to_string(options.minimum_origins) +
                 "; shares are held constant";
    return out;
  }
  const auto best =
      std::min_element(out.scores.begin(), out.scores.end(),
                       [](const ShareScore& a, const ShareScore& b) { return a.loss < b.loss; });
  out.method = best->method;
  out.reason = best == out.scores.begin() ? "no method has a smaller loss than constant shares over " +
                                                std::to_string(origins) + " past origins"
                                          : "smallest loss over " + std::to_string(origins) + " past origins";
  return out;
}

}  // namespace dubao::labour
