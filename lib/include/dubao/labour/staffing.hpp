// SPDX-License-Identifier: Apache-2.0
//
// Staffing shares: which occupations an industry employs, and occupation employment from industry employment.
//
// What      The staffing pattern s_io = E_io / E_i of each industry i, its naive forecast (constant shares), and
//           E_o = Σ_i s_io · E_i on draws. Trends: staffing_trend.hpp, staffing_pooled.hpp; exponential smoothing:
//           staffing_ets.hpp; the choice between them: staffing_choice.hpp; experts: staffing_factors.hpp.
// When      A table of employment by industry × occupation exists, at least for one year.
// When not  Only the two margins are known: a cross table must not be invented from margins (independence is
//           not information). Forecast each margin for itself.
// Formula   F3:  s_io = E_io / E_i;   E_o,T = Σ_i s_io,T · E_i,T
// Example   Industry with 30 programmers and 70 others: shares 0.3 and 0.7. With 1,000 employed: 300 programmers.
// Source    BLS Handbook of Methods, Employment Projections (staffing patterns).
#pragma once

#include <dubao/labour/keyed_draws.hpp>

#include <Eigen/Core>
#include <algorithm>
#include <cmath>
#include <numeric>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace dubao::labour {

namespace detail {

/// Positions that sort the keys ascending.
[[nodiscard]] inline std::vector<Index> sorted_order(const std::vector<std::string>& keys) {
  std::vector<Index> order(keys.size());
  std::iota(order.begin(), order.end(), Index{0});
  std::sort(order.begin(), order.end(), [&keys](Index a, Index b) {
    return keys[static_cast<std::size_t>(a)] < keys[static_cast<std::size_t>(b)];
  });
  return order;
}

/// Position of a key in ascending keys, −1 when absent.
[[nodiscard]] inline Index position_of(const std::vector<std::string>& sorted, const std::string& key) {
  const auto found = std::lower_bound(sorted.begin(), sorted.end(), key);
  if (found == sorted.end() || *found != key) return -1;
  return static_cast<Index>(found - sorted.begin());
}

}  // namespace detail

/// Employment by industry × occupation over consecutive periods. Keys are kept ascending.
class StaffingHistory {
 public:
  /// counts: one matrix a period, industries × occupations, persons (any unit), ≥ 0, NaN = missing (the whole
  /// row of that industry and period is then not used, since a share needs its total). breaks: first periods
  /// of new definitions. Throws InputError E-STA-001 (shape or doubled key), E-STA-002 (negative or infinite
  /// count), E-STA-003 (an industry without one complete period of positive total); all problems at once.
  StaffingHistory(time::Period start, const std::vector<std::string>& industries,
                  const std::vector<std::string>& occupations, const std::vector<Eigen::MatrixXd>& counts,
                  std::vector<time::Period> breaks = {})
      : start_(start), industries_(industries), occupations_(occupations), breaks_(std::move(breaks)) {
    check_shapes(counts);
    const std::vector<Index> rows = detail::sorted_order(industries);
    const std::vector<Index> columns = detail::sorted_order(occupations);
    std::sort(industries_.begin(), industries_.end());
    std::sort(occupations_.begin(), occupations_.end());
    for (const Eigen::MatrixXd& year : counts) {
      Eigen::MatrixXd sorted(year.rows(), year.cols());
      for (Index i = 0; i < year.rows(); ++i) {
        for (Index o = 0; o < year.cols(); ++o) {
          sorted(i, o) = year(rows[static_cast<std::size_t>(i)], columns[static_cast<std::size_t>(o)]);
        }
      }
      counts_.push_back(std::move(sorted));
    }
    check_values();
  }

  [[nodiscard]] time::Period start() const noexcept { return start_; }
  /// The period after the last: the first to be forecast.
  [[nodiscard]] time::Period end() const noexcept { return start_ + periods(); }
  [[nodiscard]] Index periods() const noexcept { return static_cast<Index>(counts_.size()); }
  [[nodiscard]] const std::vector<std::string>& industries() const noexcept { return industries_; }
  [[nodiscard]] const std::vector<std::string>& occupations() const noexcept { return occupations_; }

  /// Whether every cell of the industry is known in period t and the total is positive.
  [[nodiscard]] bool is_usable(Index industry, Index t) const {
    const double sum = total(industry, t);
    return std::isfinite(sum) && sum > 0.0;
  }
  /// Positions of the usable periods of an industry, ascending; never empty.
  [[nodiscard]] std::vector<Index> usable_periods(Index industry) const {
    std::vector<Index> out;
    for (Index t = 0; t < periods(); ++t) {
      if (is_usable(industry, t)) out.push_back(t);
    }
    return out;
  }
  /// Shares of the occupations in a usable period; they sum to 1.
  [[nodiscard]] Eigen::RowVectorXd shares(Index industry, Index t) const {
    const Eigen::RowVectorXd row = counts_[static_cast<std::size_t>(t)].row(industry);
    return row / row.sum();
  }
  /// The first n periods (1 ≤ n ≤ periods()), as they were known at a past origin: industries without a usable period in
  /// them are left out; empty when none is left.
  [[nodiscard]] std::optional<StaffingHistory> head(Index n) const {
    std::vector<std::string> known;
    std::vector<Index> rows;
    for (Index i = 0; i < static_cast<Index>(industries_.size()); ++i) {
      if (usable_periods(i).front() >= n) continue;
      known.push_back(industries_[static_cast<std::size_t>(i)]);
      rows.push_back(i);
    }
    if (known.empty()) return std::nullopt;
    std::vector<Eigen::MatrixXd> counts;
    for (Index t = 0; t < n; ++t) {
      counts.emplace_back(counts_[static_cast<std::size_t>(t)](rows, Eigen::all));
    }
    return StaffingHistory(start_, known, occupations_, counts, breaks_);
  }
  /// Employment of an industry in period t, all occupations; NaN when a cell is missing.
  [[nodiscard]] double total(Index industry, Index t) const {
    return counts_[static_cast<std::size_t>(t)].row(industry).sum();
  }
  /// First periods of new definitions, as declared.
  [[nodiscard]] const std::vector<time::Period>& breaks() const noexcept { return breaks_; }
  /// Definition a period belongs to: 0 before the first declared break, then 1, 2, …
  [[nodiscard]] int segment(Index t) const {
    return static_cast<int>(std::count_if(breaks_.begin(), breaks_.end(), [&](const time::Period& at) {
      return at > start_ && at <= start_ + t;
    }));
  }

 private:
  void check_shapes(const std::vector<Eigen::MatrixXd>& counts) const {
    Problems problems;
    const auto doubled = [](const std::vector<std::string>& keys) {
      return std::set<std::string>(keys.begin(), keys.end()).size() != keys.size();
    };
    problems.add_if(counts.empty() || industries_.empty() || occupations_.empty(),
                    {"E-STA-001", "counts", "there is no period, no industry or no occupation",
                     "give at least one of each", "", ""});
    problems.add_if(doubled(industries_) || doubled(occupations_),
                    {"E-STA-001", "industries, occupations", "a key stands twice",
                     "give every industry and every occupation one row and one column", "", ""});
    for (std::size_t t = 0; t < counts.size(); ++t) {
      const bool fits = counts[t].rows() == static_cast<Index>(industries_.size()) &&
                        counts[t].cols() == static_cast<Index>(occupations_.size());
      problems.add_if(!fits, {"E-STA-001", "counts",
                              std::to_string(counts[t].rows()) + " × " + std::to_string(counts[t].cols()) +
                                  " cells where " + std::to_string(industries_.size()) + " × " +
                                  std::to_string(occupations_.size()) + " are expected",
                              "give one row an industry and one column an occupation", "",
                              (start_ + static_cast<Index>(t)).to_string()});
    }
    problems.throw_if_any();
  }
  void check_values() const {
    Problems problems;
    for (Index i = 0; i < static_cast<Index>(industries_.size()); ++i) {
      const std::string& industry = industries_[static_cast<std::size_t>(i)];
      for (Index t = 0; t < periods(); ++t) {
        for (Index o = 0; o < static_cast<Index>(occupations_.size()); ++o) {
          const double count = counts_[static_cast<std::size_t>(t)](i, o);
          problems.add_if(
              count < 0.0 || std::isinf(count),
              {"E-STA-002", "counts", std::to_string(count) + " is not a number of persons",
               "give a finite number ≥ 0, NaN where unknown",
               industry + " × " + occupations_[static_cast<std::size_t>(o)], (start_ + t).to_string()});
        }
      }
      problems.add_if(usable_periods(i).empty(),
                      {"E-STA-003", "counts", "no period has all its occupations and a positive total",
                       "give one complete period, or leave the industry out", industry, ""});
    }
    problems.throw_if_any();
  }

  time::Period start_;
  std::vector<std::string> industries_;
  std::vector<std::string> occupations_;
  std::vector<Eigen::MatrixXd> counts_;
  std::vector<time::Period> breaks_;
};

/// Draws of staffing shares: for each industry × occupation a matrix draws × horizon; over the occupations of
/// an industry every path of every period sums to 1. One path means: the same shares on every path.
struct StaffingShares {
  time::Period start;
  std::vector<std::string> industries;   ///< ascending
  std::vector<std::string> occupations;  ///< ascending
  std::vector<data::DrawMatrix> cells;   ///< industry-major: cell(i, o) = cells[i · occupations + o]
  std::vector<std::string> notes;        ///< which industries fell back to constant shares, and why

  [[nodiscard]] const data::DrawMatrix& cell(Index industry, Index occupation) const {
    return cells[static_cast<std::size_t>(industry * static_cast<Index>(occupations.size()) + occupation)];
  }
  [[nodiscard]] Index paths() const noexcept { return cells.empty() ? 0 : cells.front().rows(); }
  [[nodiscard]] Index horizon() const noexcept { return cells.empty() ? 0 : cells.front().cols(); }
  /// By key. Throws InputError E-STA-004 when either is unknown.
  [[nodiscard]] const data::DrawMatrix& at(const std::string& industry, const std::string& occupation) const {
    const Index i = detail::position_of(industries, industry);
    const Index o = detail::position_of(occupations, occupation);
    if (i < 0 || o < 0) {
      throw InputError("E-STA-004", "industry, occupation", "there is no such cell", "check both keys",
                       industry + " × " + occupation);
    }
    return cell(i, o);
  }
};

/// Largest distance of a sum of shares from 1 that counts as rounding.
inline constexpr double kStaffingSumTolerance = 1e-9;

/// Refuses shares that are none, wherever they come from. Throws InputError E-STA-001 (a cell is missing or of another
/// shape), E-STA-010 (a share that is negative or not
/// finite; the cell is named), E-STA-011 (the shares of an industry do not sum to 1 in a period; the first such path
/// is shown), all problems at once. O(cells · paths · horizon).
inline void check_shares(const StaffingShares& shares) {
  Problems problems;
  const auto occupations = static_cast<Index>(shares.occupations.size());
  const bool complete =
      shares.cells.size() == shares.industries.size() * shares.occupations.size() && !shares.cells.empty() &&
      std::all_of(shares.cells.begin(), shares.cells.end(), [&shares](const data::DrawMatrix& cell) {
        return cell.rows() == shares.paths() && cell.cols() == shares.horizon() && cell.size() > 0;
      });
  if (!complete) {
    throw InputError("E-STA-001", "shares", "a cell is missing, empty or of another shape than the others",
                     "give every occupation of every industry the same paths and periods");
  }
  for (Index i = 0; i < static_cast<Index>(shares.industries.size()); ++i) {
    const std::string& industry = shares.industries[static_cast<std::size_t>(i)];
    data::DrawMatrix sum = data::DrawMatrix::Zero(shares.paths(), shares.horizon());
    for (Index o = 0; o < occupations; ++o) {
      const data::DrawMatrix& cell = shares.cell(i, o);
      for (Index h = 0; h < cell.cols(); ++h) {
        const bool good = cell.col(h).allFinite() && cell.col(h).minCoeff() >= 0.0;
        problems.add_if(
            !good, {"E-STA-010", "shares", "a share is negative or not a number", "give shares from 0 to 1",
                    industry + " × " + shares.occupations[static_cast<std::size_t>(o)],
                    (shares.start + h).to_string()});
      }
      sum += cell;
    }
    for (Index h = 0; h < sum.cols(); ++h) {
      for (Index d = 0; d < sum.rows(); ++d) {
        if (std::abs(sum(d, h) - 1.0) <= kStaffingSumTolerance || !std::isfinite(sum(d, h))) continue;
        problems.add({"E-STA-011", "shares", "the shares sum to " + std::to_string(sum(d, h)),
                      "divide them by their sum, or add the occupation that is missing", industry,
                      (shares.start + h).to_string()});
        break;
      }
    }
  }
  problems.throw_if_any();
}

/// The naive forecast every trend has to beat: the shares of the last usable period, unchanged, one path.
/// horizon ≥ 1. Throws InputError E-STA-005 otherwise.
[[nodiscard]] inline StaffingShares constant_shares(const StaffingHistory& history, Index horizon) {
  if (horizon < 1) {
    throw InputError("E-STA-005", "horizon", std::to_string(horizon) + " periods", "give at least 1");
  }
  StaffingShares out{history.end(), history.industries(), history.occupations(), {}, {}};
  for (Index i = 0; i < static_cast<Index>(out.industries.size()); ++i) {
    const Eigen::RowVectorXd last = history.shares(i, history.usable_periods(i).back());
    for (Index o = 0; o < last.size(); ++o) {
      out.cells.emplace_back(data::DrawMatrix::Constant(1, horizon, last(o)));
    }
  }
  return out;
}

/// Employment by occupation, E_o = Σ_i s_io · E_i, path by path.
/// industry_employment: persons (any unit), one group an industry, exactly the industries of `shares`.
/// Returns one group an occupation, same unit, target, first period and number of paths. Shares of one path
/// serve every path. Throws InputError E-STA-008 (industries differ), E-STA-009 (period, horizon or paths
/// differ), E-STA-010 and E-STA-011 (shares that are none, see check_shares). O(industries · occupations · paths · horizon).
[[nodiscard]] inline KeyedDraws occupation_employment(const KeyedDraws& industry_employment,
                                                      const StaffingShares& shares) {
  Problems problems;
  for (const std::string& industry : shares.industries) {
    problems.add_if(!industry_employment.contains(industry),
                    {"E-STA-008", "industry_employment", "the industry has shares but no employment",
                     "give its draws", industry, ""});
  }
  for (const auto& [key, draws] : industry_employment) {
    problems.add_if(detail::position_of(shares.industries, key) < 0,
                    {"E-STA-008", "shares", "the industry has employment but no shares",
                     "give its staffing pattern, or leave it out of both", key, ""});
  }
  problems.throw_if_any();
  const bool fits = industry_employment.start() == shares.start &&
                    industry_employment.horizon() == shares.horizon() &&
                    (shares.paths() == 1 || shares.paths() == industry_employment.paths());
  if (!fits) {
    throw InputError("E-STA-009", "shares",
                     std::to_string(shares.paths()) + " paths of " + std::to_string(shares.horizon()) +
                         " periods from " + shares.start.to_string() + " do not fit the employment draws",
                     "use the same first period, horizon and number of paths (or one path of shares)");
  }
  check_shares(shares);
  KeyedDraws out;
  const std::string unit = industry_employment.begin()->second.unit();
  for (Index o = 0; o < static_cast<Index>(shares.occupations.size()); ++o) {
    data::DrawMatrix sum = data::DrawMatrix::Zero(industry_employment.paths(), shares.horizon());
    for (Index i = 0; i < static_cast<Index>(shares.industries.size()); ++i) {
      const data::DrawMatrix& share = shares.cell(i, o);
      const data::DrawMatrix& employment =
          industry_employment.at(shares.industries[static_cast<std::size_t>(i)]).paths();
      if (share.rows() == 1) {
        for (Index h = 0; h < share.cols(); ++h) sum.col(h) += employment.col(h) * share(0, h);
      } else {
        sum.array() += share.array() * employment.array();
      }
    }
    const std::string& occupation = shares.occupations[static_cast<std::size_t>(o)];
    out.add(
        occupation,
        data::Draws(shares.start, std::move(sum), occupation, industry_employment.target()).with_unit(unit));
  }
  return out;
}

}  // namespace dubao::labour
