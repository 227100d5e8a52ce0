// SPDX-License-Identifier: Apache-2.0
//
// Small cells: which figures of a table are published, flagged, pooled or suppressed, so that none can be found by subtraction.
//
// What      Rules as data: a quantity of the cell, a threshold, what happens beyond it. Cells are decided one by one, pooled where a
//           pool is named and passes the rules, and then further cells are suppressed until no hidden figure follows from those
//           that are shown.
// When      Before any table of counts or forecasts leaves the house.
// When not  Protection of single firms with known shares (dominance rules), or of microdata.
// Rules     persons  fewer persons than the threshold behind the figure          suppress (a unit of disclosure)
//           sample   fewer persons in the sample                                 pool, suppress or flag
//           half-width  half of the central 80 % interval over the level, above  pool, suppress or flag
//           The strictest action wins: suppress > pool > flag. A quantity that is not known cannot be checked: the cell is flagged.
//           A declared structural zero has nobody to protect: it is published.
// Pools     A cell to be pooled joins the cell it names. The pool is published under one figure when it passes the rules itself;
//           otherwise its members are suppressed. Half-width of a pool: from the sum of draws where all members have them, else the
//           sum of the half-widths over the sum of the levels, which is never too small (perfect dependence is the worst case).
//           A cell to be pooled that names its own total is hidden: readers are sent to the total.
// Secondary (1) In every published sum, the hidden part (total less what is shown) is empty, or has at least two cells of which each
//           stays undetermined and which hold together at least the threshold of persons: subtraction gives a figure that the rule
//           itself would let pass. (2) Over all published sums together: cells hidden in a relation are the unknowns of linear
//           equations A x = b; x_j follows from them exactly when e_j is in the row space of A. The reduced echelon form tells: a row
//           with a single entry is a disclosed cell. While (1) or (2) fails, the smallest shown part of the offending sum is hidden,
//           or the total itself where no part is left. Each step hides one more figure, so that it ends.
// Not       protected against: interval inference beyond (1), the bounds that x ≥ 0 sets on a pair of hidden cells.
// Example   Men 3, women 40, young 30, old 13 of a total 43, threshold 5: men are suppressed, and women with them; 43 and the ages
//           stand. With one sum men + women alone: hidden part {men, women} of 43 persons.
// Source    Cox (1980), Suppression methodology and statistical disclosure control; Gusfield (1988) for exact disclosure in linked
//           tables; Hundepool and others (2012), Statistical disclosure control, chapters 4 and 5. The thresholds are the user's; the
//           defaults: small_cell_rules.hpp.
#pragma once

#include <dubao/data/draws.hpp>
#include <dubao/error.hpp>
#include <dubao/labour/detail/complementary_suppression.hpp>
#include <dubao/labour/small_cell_rules.hpp>

#include <Eigen/Core>
#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace dubao::labour {

class SmallCells {
 public:
  /// cells: every figure of the table, totals too. sums: every relation a reader can use. rounding: unit the figures are rounded to,
  /// 0 for none: sums may fail by half of it a figure. Throws InputError E-LAB-020 (a doubled
  /// key, a negative or infinite quantity), E-LAB-021 (a sum or a pool names a cell that is not there, a doubled part, a cell pooled
  /// with itself), E-LAB-022 (a rule without a threshold > 0, or no rule on persons, or one below kMinimumPersons), E-LAB-023 (parts
  /// that do not add up to their total); all problems at once.
  SmallCells(std::vector<TableCell> cells, std::vector<PublishedSum> sums,
             std::vector<SmallCellRule> rules = default_small_cell_rules(), double rounding = 0.0)
      : cells_(std::move(cells)), sums_(std::move(sums)), rules_(std::move(rules)), rounding_(rounding) {
    for (std::size_t c = 0; c < cells_.size(); ++c) position_.emplace(cells_[c].key, static_cast<Index>(c));
    check();
    spread_structural_zeros();
    for (const SmallCellRule& rule : rules_) {
      const bool hides = rule.quantity == CellQuantity::kPersons && rule.action == CellAction::kSuppress;
      if (hides) fewest_ = std::max(fewest_, rule.threshold);
    }
  }

  /// Decides every cell. O(steps · hidden² · sums), steps ≤ cells.
  [[nodiscard]] PublicationPlan plan() const {
    PublicationPlan out;
    for (const TableCell& cell : cells_) out.cells.push_back(decide(cell));
    pool(out);
    detail::ComplementarySuppression(cells_, sums_, position_, fewest_)(out);
    for (CellDecision& one : out.cells) {
      if (!is_hidden(one) && one.status == CellStatus::kPublished && !one.reasons.empty())
        one.status = CellStatus::kFlagged;
    }
    return out;
  }

 private:
  [[nodiscard]] static bool is_hidden(const CellDecision& one) {
    return one.status == CellStatus::kPooled || one.status == CellStatus::kSuppressed;
  }
  [[nodiscard]] Index at(const std::string& key) const { return position_.at(key); }
  [[nodiscard]] static double half_width(const TableCell& cell) {
    return cell.draws.size() > 0 ? relative_half_width(cell.draws) : cell.half_width;
  }

  /// What is made of structural zeros alone is one, and so are the parts of one: neither can be hidden.
  void spread_structural_zeros() {
    const auto is_zero = [&](const std::string& key) {
      return cells_[static_cast<std::size_t>(at(key))].structural_zero;
    };
    bool moved = true;
    while (moved) {
      moved = false;
      for (const PublishedSum& sum : sums_) {
        const bool total = is_zero(sum.total);
        const bool parts = std::all_of(sum.parts.begin(), sum.parts.end(), is_zero);
        if (total == parts) continue;
        moved = true;
        cells_[static_cast<std::size_t>(at(sum.total))].structural_zero = true;
        for (const std::string& key : sum.parts)
          cells_[static_cast<std::size_t>(at(key))].structural_zero = true;
      }
    }
  }

  void check() const {
    Problems problems;
    for (std::size_t c = 0; c < cells_.size(); ++c) {
      const TableCell& cell = cells_[c];
      problems.add_if(at(cell.key) != static_cast<Index>(c), {"E-LAB-020", "cells", "the cell stands twice",
                                                              "give every cell its own key", cell.key, ""});
      const auto wrong = [](double value) { return value < 0.0 || std::isinf(value); };
      problems.add_if(
          !(cell.level >= 0.0) || std::isinf(cell.level) || (cell.structural_zero && cell.level > 0.0) ||
              wrong(cell.persons) || wrong(cell.sample) || cell.half_width < 0.0 || !cell.draws.allFinite(),
          {"E-LAB-020", "cells",
           "a quantity is negative or not finite, the level is missing, or a structural zero is above 0",
           "give numbers ≥ 0, NaN for persons, sample or half-width that are not known", cell.key, ""});
      problems.add_if(
          !cell.pool_with.empty() && (position_.count(cell.pool_with) == 0 || cell.pool_with == cell.key),
          {"E-LAB-021", "pool_with", "'" + cell.pool_with + "' is no other cell of the table",
           "name a neighbour or the total of the cell", cell.key, ""});
    }
    bool persons = false;
    for (const SmallCellRule& rule : rules_) {
      const bool on_persons = rule.quantity == CellQuantity::kPersons;
      problems.add_if(!(rule.threshold > 0.0),
                      {"E-LAB-022", "rules", std::to_string(rule.threshold) + " is not a threshold",
                       "give a number > 0", "", ""});
      if (on_persons && rule.action == CellAction::kSuppress && rule.threshold >= kMinimumPersons)
        persons = true;
    }
    problems.add_if(!persons, {"E-LAB-022", "rules", "no rule suppresses cells of fewer than 5 persons",
                               "add one: rules may ask for more persons, never for fewer", "", ""});
    for (const PublishedSum& sum : sums_) check_sum(sum, problems);
    problems.throw_if_any();
  }
  void check_sum(const PublishedSum& sum, Problems& problems) const {
    std::vector<std::string> all = sum.parts;
    all.push_back(sum.total);
    std::set<std::string> seen;
    bool known = !sum.parts.empty();
    problems.add_if(
        !known, {"E-LAB-021", "sums", "the sum has no parts", "name the cells it is made of", sum.total, ""});
    for (const std::string& key : all) {
      if (position_.count(key) == 0) known = false;
      problems.add_if(position_.count(key) == 0 || !seen.insert(key).second,
                      {"E-LAB-021", "sums", "the sum names a cell that is not there, or one twice",
                       "name cells of the table, each once", key, ""});
    }
    if (!known) return;
    double parts = 0.0;
    for (const std::string& key : sum.parts) parts += cells_[static_cast<std::size_t>(at(key))].level;
    const double total = cells_[static_cast<std::size_t>(at(sum.total))].level;
    problems.add_if(
        std::abs(parts - total) > kSumTolerance * std::max(parts, total) +
                                      0.5 * rounding_ * static_cast<double>(sum.parts.size() + 1),
        {"E-LAB-023", "sums",
         "the parts sum to " + std::to_string(parts) + " and the total is " + std::to_string(total),
         "correct the table: protection of sums that do not hold is none", sum.total, ""});
  }

  /// What the rules say of one cell alone; the action is kept in status, to be pooled: kPooled with the name of its partner.
  [[nodiscard]] CellDecision decide(const TableCell& cell) const {
    CellDecision out{cell.key};
    if (cell.structural_zero) return out;
    CellAction action = CellAction::kPublish;
    for (const SmallCellRule& rule : rules_) {
      const bool width = rule.quantity == CellQuantity::kHalfWidth;
      const double value =
          width ? half_width(cell) : (rule.quantity == CellQuantity::kPersons ? cell.persons : cell.sample);
      const char* name =
          width ? "half-width" : (rule.quantity == CellQuantity::kPersons ? "persons" : "sample");
      if (std::isnan(value)) {
        action = std::max(action, CellAction::kFlag);
        add_reason(out, std::string(name) + " not known");
      } else if (width ? value > rule.threshold : value < rule.threshold) {
        action = std::max(action, rule.action);
        add_reason(out, std::string(name) + (width ? " above " : " below ") + number(rule.threshold));
      }
    }
    // Nobody is in a structural zero: joining it changes nothing.
    const bool partner =
        !cell.pool_with.empty() && !cells_[static_cast<std::size_t>(at(cell.pool_with))].structural_zero;
    if (action == CellAction::kPool && !partner) {
      action = CellAction::kSuppress;
      add_reason(out, "no cell to pool with");
    }
    if (action == CellAction::kSuppress) out.status = CellStatus::kSuppressed;
    if (action == CellAction::kPool) {
      out.status = CellStatus::kPooled;
      out.pool = cell.pool_with;
    }
    return out;
  }
  static void add_reason(CellDecision& one, const std::string& reason) {
    if (std::find(one.reasons.begin(), one.reasons.end(), reason) == one.reasons.end())
      one.reasons.push_back(reason);
  }
  [[nodiscard]] static std::string number(double value) {
    std::string text = std::to_string(value);
    text.erase(text.find_last_not_of('0') + 1);
    if (!text.empty() && text.back() == '.') text.pop_back();
    return text;
  }

  /// Whether a cell is the total of a sum the other is part of.
  [[nodiscard]] bool is_total_of(const std::string& total, const std::string& part) const {
    return std::any_of(sums_.begin(), sums_.end(), [&](const PublishedSum& sum) {
      return sum.total == total && std::find(sum.parts.begin(), sum.parts.end(), part) != sum.parts.end();
    });
  }

  /// Joins cells and their partners, follows chains, and lets the rules judge what comes out.
  void pool(PublicationPlan& out) const {
    std::vector<Index> group(cells_.size());
    for (std::size_t c = 0; c < group.size(); ++c) group[c] = static_cast<Index>(c);
    const auto join = [&group](Index a, Index b) {
      const Index from = group[static_cast<std::size_t>(a)];
      const Index to = group[static_cast<std::size_t>(b)];
      for (Index& one : group) one = one == from ? to : one;
    };
    for (std::size_t c = 0; c < cells_.size(); ++c) {
      const CellDecision& one = out.cells[c];
      if (one.status == CellStatus::kPooled && !is_total_of(one.pool, one.key))
        join(static_cast<Index>(c), at(one.pool));
    }
    for (std::size_t g = 0; g < cells_.size(); ++g) {
      std::vector<std::size_t> members;
      for (std::size_t c = 0; c < cells_.size(); ++c) {
        if (group[c] == static_cast<Index>(g)) members.push_back(c);
      }
      if (members.size() > 1) settle(members, out);
    }
  }
  void settle(const std::vector<std::size_t>& members, PublicationPlan& out) const {
    TableCell joined;
    joined.persons = joined.sample = joined.half_width = 0.0;
    bool with_draws = true;
    CellPool pool;
    for (const std::size_t c : members) {
      const TableCell& cell = cells_[c];
      joined.key += (joined.key.empty() ? "" : " + ") + cell.key;
      joined.level += cell.level;
      joined.persons += cell.persons;
      joined.sample += cell.sample;
      joined.half_width += half_width(cell) * cell.level;
      with_draws =
          with_draws && cell.draws.size() > 0 && cell.draws.size() == cells_[members[0]].draws.size();
      pool.members.push_back(cell.key);
    }
    joined.half_width = joined.level > 0.0 ? joined.half_width / joined.level : 0.0;
    if (with_draws) {
      joined.draws = Eigen::ArrayXd::Zero(cells_[members[0]].draws.size());
      for (const std::size_t c : members) joined.draws += cells_[c].draws;
    }
    joined.pool_with = {};
    const CellDecision verdict = decide(joined);
    pool.name = joined.key;
    pool.level = joined.level;
    pool.flagged = !verdict.reasons.empty();
    const bool passes = !is_hidden(verdict);
    for (const std::size_t c : members) {
      CellDecision& one = out.cells[c];
      const bool own = is_hidden(one);
      one.status = passes ? CellStatus::kPooled : CellStatus::kSuppressed;
      one.pool = passes ? pool.name : "";
      if (!own) {
        one.secondary = true;
        add_reason(one, "joins a small neighbour");
      }
      if (!passes) add_reason(one, "the pool is too small as well");
    }
    if (passes) out.pools.push_back(std::move(pool));
  }

  static constexpr double kSumTolerance = 1e-9;  // rounding of sums
  std::vector<TableCell> cells_;
  std::vector<PublishedSum> sums_;
  std::vector<SmallCellRule> rules_;
  std::map<std::string, Index> position_;
  double rounding_;
  double fewest_ = kMinimumPersons;
};

}  // namespace dubao::labour
