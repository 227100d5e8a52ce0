// SPDX-License-Identifier: Apache-2.0
//
// Expert factors on staffing shares: logged when they are made, scored when the outcome is known.
//
// What      A factor k multiplies the weight of one industry × occupation; the shares are divided by their sum again.
//           The log says who, when, why and on what source. Later each factor is scored against the forecast without it.
// When      Experts know what the history does not: a law, a plant, a tool.
// When not  To make a figure come out. A factor without author and reason is refused.
// Formula   s_io,T ← s_io,T · k_io,T / Σ_o' s_io',T · k_io',T,  k > 0, reached geometrically:
//           k at step h of H is k^((h + 1)/H), so the last period carries the whole factor.
//           score of a factor: |ŝ_io − s_io| without and with it (the other factors left out), and the dissimilarity
//           ½ Σ_o |ŝ_io − s_io| of its industry without and with it; ŝ = mean of the draws.
// Example   Industry with 30 programmers and 70 others; k = 2 for programmers: share 60/130 = 0.461538. It came to 0.40:
//           error 0.10 without the factor, 0.061538 with it: the factor has gained 0.038462.
// Source    Normalised form: own. Recorded and scored overrides: Fildes, Goodwin, Lawrence and Nikolopoulos (2009).
#pragma once

#include <dubao/labour/staffing.hpp>

#include <Eigen/Core>
#include <algorithm>
#include <cmath>
#include <limits>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace dubao::labour {

/// An expert's change of one share, logged: who, when, why, on what source. Without author and reason it is refused.
struct ChangeFactor {
  std::string industry;
  std::string occupation;
  double factor = 1.0;  ///< k > 0 at the last period; 1.2 = relative weight 20 % above the forecast
  std::string author;
  std::string reason;
  std::string date = {};    ///< when it was made, as text; empty: not stated
  std::string source = {};  ///< document or meeting it rests on; empty: not stated

  /// One line for the log.
  [[nodiscard]] std::string text() const {
    std::string number = std::to_string(factor);
    number.erase(number.find_last_not_of('0') + 1);
    if (number.back() == '.') number.pop_back();
    return industry + " × " + occupation + ": factor " + number + " by " + author +
           (date.empty() ? std::string() : ", " + date) + ": " + reason +
           (source.empty() ? std::string() : " (" + source + ")");
  }
};

/// Applies logged factors in normalised form (see the banner) and adds a line for each to the notes. Shares still sum
/// to 1; a zero share stays zero.
/// Throws InputError E-STA-006 (factor not > 0), E-STA-004 (unknown cell), E-STA-007 (no author or reason, or
/// a cell named twice); all problems at once.
[[nodiscard]] inline StaffingShares with_change_factors(StaffingShares shares,
                                                        const std::vector<ChangeFactor>& factors) {
  const auto n_occupations = static_cast<Index>(shares.occupations.size());
  const auto n_industries = static_cast<Index>(shares.industries.size());
  Eigen::MatrixXd log_factor = Eigen::MatrixXd::Zero(n_industries, n_occupations);
  std::set<std::pair<Index, Index>> seen;
  Problems problems;
  for (const ChangeFactor& one : factors) {
    const std::string cell = one.industry + " × " + one.occupation;
    const Index i = detail::position_of(shares.industries, one.industry);
    const Index o = detail::position_of(shares.occupations, one.occupation);
    const bool positive = one.factor > 0.0 && std::isfinite(one.factor);
    problems.add_if(i < 0 || o < 0,
                    {"E-STA-004", "factors", "there is no such cell", "check both keys", cell, ""});
    problems.add_if(!positive, {"E-STA-006", "factors", std::to_string(one.factor) + " is not a factor",
                                "give a number > 0; 1 changes nothing", cell, ""});
    problems.add_if(one.author.empty() || one.reason.empty(),
                    {"E-STA-007", "factors", "the change is not signed or not explained",
                     "give author and reason: every override is printed in the report", cell, ""});
    if (i < 0 || o < 0 || !positive) continue;
    problems.add_if(!seen.insert({i, o}).second, {"E-STA-007", "factors", "the cell is changed twice",
                                                  "keep one factor for each cell", cell, ""});
    log_factor(i, o) = std::log(one.factor);
  }
  problems.throw_if_any();
  for (const ChangeFactor& one : factors) shares.notes.push_back(one.text());
  const Index horizon = shares.horizon();
  for (Index i = 0; i < n_industries; ++i) {
    if (log_factor.row(i).isZero(0.0)) continue;
    // Relative to the largest factor of a cell that is not zero throughout: no factor, however large, overflows.
    double largest = -std::numeric_limits<double>::infinity();
    for (Index o = 0; o < n_occupations; ++o) {
      if (!shares.cell(i, o).isZero(0.0)) largest = std::max(largest, log_factor(i, o));
    }
    data::DrawMatrix total = data::DrawMatrix::Zero(shares.paths(), horizon);
    for (Index o = 0; o < n_occupations; ++o) {
      data::DrawMatrix& cell = shares.cells[static_cast<std::size_t>(i * n_occupations + o)];
      if (cell.isZero(0.0)) continue;
      for (Index h = 0; h < horizon; ++h) {
        const double part = static_cast<double>(h + 1) / static_cast<double>(horizon);
        cell.col(h) *= std::exp((log_factor(i, o) - largest) * part);
      }
      total += cell;
    }
    for (Index o = 0; o < n_occupations; ++o) {
      data::DrawMatrix& cell = shares.cells[static_cast<std::size_t>(i * n_occupations + o)];
      cell.array() /= total.array();
    }
  }
  return shares;
}

/// One factor in one period that has come true.
struct FactorScore {
  ChangeFactor factor;                 ///< as it was logged
  time::Period period;                 ///< of the outcome
  double actual = data::kMissing;      ///< the share that came
  double without = data::kMissing;     ///< mean share of the forecast without any factor
  double with = data::kMissing;        ///< mean share with this factor alone
  double error_without = 0.0;          ///< |without − actual|
  double error_with = 0.0;             ///< |with − actual|
  double gain = 0.0;                   ///< error_without − error_with: positive when the factor helped
  double dissimilarity_without = 0.0;  ///< of the whole industry, in [0, 1]
  double dissimilarity_with = 0.0;
};

namespace detail {

/// ½ Σ_o |mean share − actual share| of one industry and period; in [0, 1].
[[nodiscard]] inline double industry_dissimilarity(const StaffingShares& shares, Index industry, Index h,
                                                   const Eigen::RowVectorXd& actual) {
  double sum = 0.0;
  for (Index o = 0; o < actual.size(); ++o) {
    sum += std::abs(shares.cell(industry, o).col(h).mean() - actual(o));
  }
  return 0.5 * sum;
}

}  // namespace detail

/// Scores logged factors once outcomes are known: the error of the forecast with and without each of them.
/// shares: the forecast as it was before any factor; outturn: what came, with the same keys or more.
/// Returns one entry a factor and observed period of the forecast, factors in their order, then periods. Periods and
/// industries that are not observed yet give none. Throws InputError as with_change_factors, E-STA-004 when the outturn
/// lacks the cell of a factor or an occupation of the forecast. Cost: one pass over the shares a factor.
[[nodiscard]] inline std::vector<FactorScore> score_change_factors(const StaffingShares& shares,
                                                                   const std::vector<ChangeFactor>& factors,
                                                                   const StaffingHistory& outturn) {
  (void)with_change_factors(shares, factors);  // names every problem of every factor
  Problems problems;
  std::vector<Index> column;
  for (const std::string& occupation : shares.occupations) {
    column.push_back(detail::position_of(outturn.occupations(), occupation));
    problems.add_if(column.back() < 0,
                    {"E-STA-004", "outturn", "the occupation has a forecast and no outturn",
                     "give its column, zeros where nobody works", occupation, ""});
  }
  for (const ChangeFactor& one : factors) {
    problems.add_if(detail::position_of(outturn.industries(), one.industry) < 0,
                    {"E-STA-004", "outturn", "the industry of a factor has no outturn", "give its row",
                     one.industry, ""});
  }
  problems.throw_if_any();
  std::vector<FactorScore> out;
  for (const ChangeFactor& one : factors) {
    const StaffingShares changed = with_change_factors(shares, {one});
    const Index i = detail::position_of(shares.industries, one.industry);
    const Index o = detail::position_of(shares.occupations, one.occupation);
    const Index row = detail::position_of(outturn.industries(), one.industry);
    for (Index h = 0; h < shares.horizon(); ++h) {
      const Index t = (shares.start + h) - outturn.start();
      if (t < 0 || t >= outturn.periods() || !outturn.is_usable(row, t)) continue;
      const Eigen::RowVectorXd all = outturn.shares(row, t);
      Eigen::RowVectorXd actual(static_cast<Index>(column.size()));
      for (Index k = 0; k < actual.size(); ++k) actual(k) = all(column[static_cast<std::size_t>(k)]);
      FactorScore score;
      score.factor = one;
      score.period = shares.start + h;
      score.actual = actual(o);
      score.without = shares.cell(i, o).col(h).mean();
      score.with = changed.cell(i, o).col(h).mean();
      score.error_without = std::abs(score.without - score.actual);
      score.error_with = std::abs(score.with - score.actual);
      score.gain = score.error_without - score.error_with;
      score.dissimilarity_without = detail::industry_dissimilarity(shares, i, h, actual);
      score.dissimilarity_with = detail::industry_dissimilarity(changed, i, h, actual);
      out.push_back(std::move(score));
    }
  }
  return out;
}

}  // namespace dubao::labour
