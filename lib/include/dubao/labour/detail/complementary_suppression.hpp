// SPDX-License-Identifier: Apache-2.0
//
// Complementary suppression: hides further figures of a table until no hidden one can be found from those that are shown.
//
// (1) every published sum by itself: its hidden part has at least two cells and the fewest persons; (2) all published sums and pools
// together: no unknown is determined (disclosure.hpp). The smallest shown figures go first. See small_cells.hpp.
#pragma once

#include <dubao/labour/detail/disclosure.hpp>
#include <dubao/labour/small_cell_rules.hpp>

#include <Eigen/Core>
#include <algorithm>
#include <cmath>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace dubao::labour::detail {

class ComplementarySuppression {
 public:
  /// References are kept: cells, sums and positions (key → place in cells) outlive this. fewest: persons a hidden part must hold.
  ComplementarySuppression(const std::vector<TableCell>& cells, const std::vector<PublishedSum>& sums,
                           const std::map<std::string, Index>& position, double fewest)
      : cells_(cells), sums_(sums), position_(position), fewest_(fewest) {}

  /// Changes the plan. Each step hides one more figure or withdraws a pool, so that it ends.
  void operator()(PublicationPlan& out) const {
    for (;;) {
      const Index offending = first_open_sum(out);
      if (offending >= 0) {
        hide_one(sums_[static_cast<std::size_t>(offending)], out);
        continue;
      }
      const Index disclosed = first_disclosed(out);
      if (disclosed < 0) return;
      // Where nothing is shown any more, what follows, follows from the form of the table alone.
      if (!hide_beside(disclosed, out)) return;
    }
  }

 private:
  [[nodiscard]] static bool is_hidden(const CellDecision& one) {
    return one.status == CellStatus::kPooled || one.status == CellStatus::kSuppressed;
  }
  [[nodiscard]] Index at(const std::string& key) const { return position_.at(key); }
  [[nodiscard]] const TableCell& cell(Index c) const { return cells_[static_cast<std::size_t>(c)]; }
  /// Shown, and able to protect: a structural zero protects nobody.
  [[nodiscard]] bool can_hide(Index c, const PublicationPlan& out) const {
    return !is_hidden(out.cells[static_cast<std::size_t>(c)]) && !cell(c).structural_zero;
  }
  /// Persons of a cell, of its sample where only these are known, 0 where neither is.
  [[nodiscard]] static double known_persons(const TableCell& one) {
    if (!std::isnan(one.persons)) return one.persons;
    return std::isnan(one.sample) ? 0.0 : one.sample;
  }

  /// Hidden parts of a sum, less pools that lie in it whole: what subtraction leaves.
  [[nodiscard]] std::vector<Index> remainder(const PublishedSum& sum, const PublicationPlan& out) const {
    std::vector<Index> hidden;
    for (const std::string& key : sum.parts) {
      const Index c = at(key);
      if (!is_hidden(out.cells[static_cast<std::size_t>(c)])) continue;
      if (!lies_in_whole(out.cells[static_cast<std::size_t>(c)].pool, sum, out)) hidden.push_back(c);
    }
    return hidden;
  }
  [[nodiscard]] static bool lies_in_whole(const std::string& name, const PublishedSum& sum,
                                          const PublicationPlan& out) {
    const auto pool = std::find_if(out.pools.begin(), out.pools.end(),
                                   [&](const CellPool& one) { return one.name == name; });
    if (pool == out.pools.end()) return false;
    return std::all_of(pool->members.begin(), pool->members.end(), [&](const std::string& member) {
      return std::find(sum.parts.begin(), sum.parts.end(), member) != sum.parts.end();
    });
  }
  /// A sum with a shown total whose hidden part is one cell, or holds too few persons. −1: none.
  [[nodiscard]] Index first_open_sum(const PublicationPlan& out) const {
    for (std::size_t s = 0; s < sums_.size(); ++s) {
      if (is_hidden(out.cells[static_cast<std::size_t>(at(sums_[s].total))])) continue;
      const std::vector<Index> hidden = remainder(sums_[s], out);
      if (hidden.empty()) continue;
      double persons = 0.0;
      for (const Index c : hidden) persons += known_persons(cell(c));
      if (hidden.size() < 2 || persons < fewest_) return static_cast<Index>(s);
    }
    return -1;
  }
  /// A hidden cell that the published sums and pools determine. −1: none.
  [[nodiscard]] Index first_disclosed(const PublicationPlan& out) const {
    std::vector<Index> hidden;
    std::vector<Index> column(cells_.size(), -1);
    for (std::size_t c = 0; c < cells_.size(); ++c) {
      if (!is_hidden(out.cells[c])) continue;
      column[c] = static_cast<Index>(hidden.size());
      hidden.push_back(static_cast<Index>(c));
    }
    if (hidden.empty()) return -1;
    std::vector<Eigen::RowVectorXd> rows;
    const auto add = [&](const std::vector<std::string>& parts, const std::string& total) {
      Eigen::RowVectorXd row = Eigen::RowVectorXd::Zero(static_cast<Index>(hidden.size()));
      const auto put = [&](const std::string& key, double value) {
        const Index at_column = column[static_cast<std::size_t>(at(key))];
        if (at_column >= 0) row(at_column) += value;
      };
      for (const std::string& key : parts) put(key, 1.0);
      if (!total.empty()) put(total, -1.0);
      if (!row.isZero(0.0)) rows.push_back(std::move(row));
    };
    for (const PublishedSum& sum : sums_) add(sum.parts, sum.total);
    for (const CellPool& one : out.pools) add(one.members, "");
    const Index found = detail::first_determined(rows, static_cast<Index>(hidden.size()));
    return found < 0 ? -1 : hidden[static_cast<std::size_t>(found)];
  }

  /// Hides the smallest shown part of a sum, or its total.
  void hide_one(const PublishedSum& sum, PublicationPlan& out) const {
    Index chosen = -1;
    for (const std::string& key : sum.parts) {
      const Index c = at(key);
      if (can_hide(c, out) && (chosen < 0 || cell(c).level < cell(chosen).level)) chosen = c;
    }
    hide(chosen >= 0 ? chosen : at(sum.total), out);
  }
  /// A disclosed cell gets company: the smallest shown part of its sums, else their smallest total, else the first shown figure of the
  /// table (it follows from a chain of sums), else a pool is withdrawn. False when nothing is left to hide.
  [[nodiscard]] bool hide_beside(Index disclosed, PublicationPlan& out) const {
    const std::string& key = cell(disclosed).key;
    Index chosen = -1;
    const auto offer = [&](Index c) {
      if (can_hide(c, out) && (chosen < 0 || cell(c).level < cell(chosen).level)) chosen = c;
    };
    for (const bool totals : {false, true}) {
      for (const PublishedSum& sum : sums_) {
        const bool part = std::find(sum.parts.begin(), sum.parts.end(), key) != sum.parts.end();
        if (!part && sum.total != key) continue;
        if (totals) {
          offer(at(sum.total));
        } else {
          for (const std::string& one : sum.parts) offer(at(one));
        }
      }
      if (chosen >= 0) break;
    }
    for (std::size_t c = 0; chosen < 0 && c < cells_.size(); ++c) {
      if (can_hide(static_cast<Index>(c), out)) chosen = static_cast<Index>(c);
    }
    if (chosen >= 0) {
      hide(chosen, out);
      return true;
    }
    if (out.pools.empty()) return false;
    withdraw_last_pool(out);
    return true;
  }
  static void hide(Index c, PublicationPlan& out) {
    CellDecision& one = out.cells[static_cast<std::size_t>(c)];
    one.status = CellStatus::kSuppressed;
    one.secondary = true;
    one.reasons.emplace_back("protects another cell");
  }
  static void withdraw_last_pool(PublicationPlan& out) {
    const CellPool pool = out.pools.back();
    out.pools.pop_back();
    for (CellDecision& one : out.cells) {
      if (one.pool != pool.name) continue;
      one.status = CellStatus::kSuppressed;
      one.pool.clear();
      one.reasons.emplace_back("its pool would disclose a cell");
    }
  }

  const std::vector<TableCell>& cells_;
  const std::vector<PublishedSum>& sums_;
  const std::map<std::string, Index>& position_;
  double fewest_;
};

}  // namespace dubao::labour::detail
