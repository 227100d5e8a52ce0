// SPDX-License-Identifier: Apache-2.0
//
// AggregationTree: which series are sums of which, one way or several ways at once.
//
// What      Nodes with names; a node without parts is a leaf, every other one is the weighted sum of its parts. Nodes
//           are kept aggregates first, an aggregate before its parts, then the leaves in the order given: this is the
//           order of rows everywhere (forecasts, residuals, draws).
// When      One hierarchy (nation > region > province) by from_parents; crossed dimensions by tree_from_keys.hpp;
//           months, quarters and years by temporal_tree.hpp.
// Formula   y = S b for the leaves b; the same as A y = 0 with one row an aggregate: y_p − Σ_c w_pc y_c = 0. Methods
//           use A, which is sparse even where S is not: a total over 10,000 leaves by 60 groups has 61 entries, not 10,001.
// Weights   1 for sums. A yearly average of twelve months has weights 1/12.
// Example   from_parents({{"N", ""}, {"a", "N"}, {"b", "N"}}): names N, a, b; aggregate of a = 2, b = 3 gives N = 5
// Errors    E-HIE-001 cycle, E-HIE-002 orphan, E-HIE-003 two parents, E-HIE-005 a name twice, E-HIE-006 a leaf counted
//           twice in one sum, E-HIE-007 unknown node, E-HIE-008 nothing to add up. Each names the node.
#pragma once

#include <dubao/data/draws.hpp>
#include <dubao/error.hpp>

#include <Eigen/Core>
#include <Eigen/SparseCore>
#include <algorithm>
#include <map>
#include <numeric>
#include <string>
#include <utility>
#include <vector>

namespace dubao::hierarchy {

/// A node and the one it is a part of; an empty parent makes it a root.
struct ParentLink {
  std::string node;
  std::string parent;
};

/// A part of a sum.
struct Part {
  Index node = 0;
  double weight = 1.0;
};

class AggregationTree {
 public:
  using SparseRows = Eigen::SparseMatrix<double, Eigen::RowMajor>;

  AggregationTree() = default;

  /// names: unique; parts: for every node its parts (positions in names), empty for a leaf; levels: a label a node (what
  /// kind of node: "region", "total"), or empty. Parts must not overlap. Throws InputError with all problems found:
  /// E-HIE-001, E-HIE-005, E-HIE-006, E-HIE-008. O(entries of the summing matrix).
  AggregationTree(std::vector<std::string> names, std::vector<std::vector<Part>> parts,
                  std::vector<std::string> levels = {}) {
    levels.resize(names.size());
    check_names(names);
    const std::vector<Index> heights = heights_of(names, parts);
    // Aggregates by height, highest first, so that an aggregate stands before its parts; leaves (height 0) last.
    std::vector<std::size_t> order(names.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return heights[a] > heights[b]; });
    std::vector<Index> place(names.size());
    for (std::size_t i = 0; i < order.size(); ++i) place[order[i]] = static_cast<Index>(i);
    for (const std::size_t old : order) {
      position_.emplace(names[old], static_cast<Index>(names_.size()));
      names_.push_back(std::move(names[old]));
      levels_.push_back(std::move(levels[old]));
      if (parts[old].empty()) continue;
      for (Part& part : parts[old]) part.node = place[static_cast<std::size_t>(part.node)];
      parts_.push_back(std::move(parts[old]));
    }
    if (parts_.empty()) {
      throw InputError("E-HIE-008", "tree", "no node has parts", "give at least one sum");
    }
    build();
  }

  /// One hierarchy from a table of nodes and parents. Throws InputError with all of: E-HIE-001, E-HIE-002 (the parent has no
  /// row of its own), E-HIE-003 (two rows with different parents), E-HIE-005 (the same row twice), E-HIE-008.
  [[nodiscard]] static AggregationTree from_parents(const std::vector<ParentLink>& links) {
    std::map<std::string, Index> position;
    std::map<std::string, std::string> parent_of;
    std::vector<std::string> names;
    Problems problems;
    for (const ParentLink& link : links) {
      const auto [found, added] = parent_of.emplace(link.node, link.parent);
      if (added) {
        position.emplace(link.node, static_cast<Index>(names.size()));
        names.push_back(link.node);
      } else if (found->second != link.parent) {
        problems.add(
            {"E-HIE-003", "tree", "the node belongs to '" + found->second + "' and to '" + link.parent + "'",
             "give every node one parent; what is cut two ways is a crossed dimension", link.node, ""});
      } else {
        problems.add(
            {"E-HIE-005", "tree", "the node stands twice", "give every node one row", link.node, ""});
      }
    }
    std::vector<std::vector<Part>> parts(names.size());
    for (const std::string& name : names) {
      const std::string& parent = parent_of[name];
      if (parent.empty()) continue;
      const auto found = position.find(parent);
      if (found == position.end()) {
        problems.add({"E-HIE-002", "tree", "its parent '" + parent + "' is not a node of the tree",
                      "give the parent a row of its own, or correct its name", name, ""});
        continue;
      }
      parts[static_cast<std::size_t>(found->second)].push_back({position[name], 1.0});
    }
    problems.throw_if_any();
    return {std::move(names), std::move(parts)};
  }

  /// Nodes, aggregates and leaves together.
  [[nodiscard]] Index size() const noexcept { return static_cast<Index>(names_.size()); }
  [[nodiscard]] Index aggregates() const noexcept { return static_cast<Index>(parts_.size()); }
  [[nodiscard]] Index leaves() const noexcept { return size() - aggregates(); }
  [[nodiscard]] bool is_leaf(Index node) const noexcept { return node >= aggregates(); }
  [[nodiscard]] const std::vector<std::string>& names() const noexcept { return names_; }
  [[nodiscard]] const std::string& name(Index node) const { return names_[static_cast<std::size_t>(node)]; }
  [[nodiscard]] const std::vector<std::string>& levels() const noexcept { return levels_; }
  [[nodiscard]] bool contains(const std::string& name) const { return position_.count(name) != 0; }
  /// Row of a node. Throws InputError E-HIE-007.
  [[nodiscard]] Index index(const std::string& name) const {
    const auto found = position_.find(name);
    if (found == position_.end()) {
      throw InputError("E-HIE-007", "tree", "there is no such node", "check the name of the node", name);
    }
    return found->second;
  }
  /// Parts of an aggregate.
  [[nodiscard]] const std::vector<Part>& parts(Index aggregate) const {
    return parts_[static_cast<std::size_t>(aggregate)];
  }
  /// The trees of the dimensions where the nodes are all their combinations, otherwise empty.
  [[nodiscard]] const std::vector<AggregationTree>& grid() const noexcept { return grid_; }
  /// Place of a node in that grid, the last dimension running fastest.
  [[nodiscard]] Index grid_place(Index node) const { return grid_places_[static_cast<std::size_t>(node)]; }
  /// Declares the nodes to be all combinations of the nodes of `dimensions`, at these places.
  void set_grid(std::vector<AggregationTree> dimensions, std::vector<Index> places) {
    grid_ = std::move(dimensions);
    grid_places_ = std::move(places);
  }
  /// S, nodes × leaves.
  [[nodiscard]] const SparseRows& summing() const noexcept { return summing_; }
  /// A, aggregates × nodes: A y = 0 for every coherent y.
  [[nodiscard]] const SparseRows& constraints() const noexcept { return constraints_; }
  /// Σ_j s_ij² of every node: the number of leaves below it where the weights are 1.
  [[nodiscard]] Eigen::VectorXd leaf_counts() const {
    Eigen::VectorXd out(size());
    for (Index i = 0; i < size(); ++i) out[i] = summing_.row(i).squaredNorm();
    return out;
  }
  /// The fewest nodes that hold every leaf once, the largest first: the roots of hierarchies, the total of a crossed tree.
  [[nodiscard]] std::vector<Index> roots() const {
    std::vector<Index> order(names_.size());
    std::iota(order.begin(), order.end(), Index{0});
    const auto leaves_of = [this](Index node) { return summing_.row(node).nonZeros(); };
    std::stable_sort(order.begin(), order.end(),
                     [&](Index a, Index b) { return leaves_of(a) > leaves_of(b); });
    std::vector<char> covered(static_cast<std::size_t>(leaves()), 0);
    std::vector<Index> out;
    for (const Index node : order) {
      bool free = true;
      for (SparseRows::InnerIterator it(summing_, node); it; ++it) {
        free = free && covered[static_cast<std::size_t>(it.col())] == 0;
      }
      if (!free) continue;
      out.push_back(node);
      for (SparseRows::InnerIterator it(summing_, node); it; ++it)
        covered[static_cast<std::size_t>(it.col())] = 1;
    }
    return out;
  }
  /// Whether every node is a part of at most one other: one hierarchy, nothing crossed.
  [[nodiscard]] bool is_strict() const {
    return std::all_of(parents_.begin(), parents_.end(), [](Index count) { return count <= 1; });
  }

  /// Writes the aggregates of a block, nodes × any number of columns, from its leaves. O(entries of A · columns).
  template <typename Derived>
  void aggregate(Eigen::MatrixBase<Derived>& block) const {
    for (Index a = aggregates() - 1; a >= 0; --a) {
      const std::vector<Part>& parts = parts_[static_cast<std::size_t>(a)];
      block.row(a) = parts.front().weight * block.row(parts.front().node);
      for (std::size_t k = 1; k < parts.size(); ++k)
        block.row(a) += parts[k].weight * block.row(parts[k].node);
    }
  }
  /// A y of a block: one row an aggregate.
  [[nodiscard]] data::DrawMatrix gaps(const Eigen::Ref<const data::DrawMatrix>& block) const {
    data::DrawMatrix out = block.topRows(aggregates());
    for (Index a = 0; a < aggregates(); ++a) {
      for (const Part& part : parts(a)) out.row(a) -= part.weight * block.row(part.node);
    }
    return out;
  }
  /// Largest |y_p − Σ parts| of a block, relative to the largest |part| or node of that sum; 0 where all are 0.
  template <typename Derived>
  [[nodiscard]] double incoherence(const Eigen::MatrixBase<Derived>& block) const {
    double largest = 0.0;
    Eigen::ArrayXXd gap(1, block.cols());
    Eigen::ArrayXXd size(1, block.cols());
    for (Index a = 0; a < aggregates(); ++a) {
      gap.row(0) = block.row(a).array();
      size.row(0) = block.row(a).array().abs();
      for (const Part& part : parts(a)) {
        gap.row(0) -= part.weight * block.row(part.node).array();
        size.row(0) += (part.weight * block.row(part.node).array()).abs();
      }
      for (Index c = 0; c < block.cols(); ++c) {
        if (size(0, c) > 0.0) largest = std::max(largest, std::abs(gap(0, c)) / size(0, c));
      }
    }
    return largest;
  }

 private:
  static void check_names(const std::vector<std::string>& names) {
    std::map<std::string, int> seen;
    Problems problems;
    for (const std::string& name : names) {
      problems.add_if(++seen[name] == 2, {"E-HIE-005", "tree", "the node stands twice",
                                          "give every node a name of its own", name, ""});
    }
    problems.throw_if_any();
  }

  /// Longest way down to a leaf. Depth first without recursion; a node met again on its own way down closes a cycle.
  static std::vector<Index> heights_of(const std::vector<std::string>& names,
                                       const std::vector<std::vector<Part>>& parts) {
    enum class State : char { kNew, kOpen, kDone };
    std::vector<Index> height(names.size(), 0);
    std::vector<State> state(names.size(), State::kNew);
    for (std::size_t start = 0; start < names.size(); ++start) {
      if (state[start] != State::kNew) continue;
      std::vector<std::pair<std::size_t, std::size_t>> way{{start, 0}};
      state[start] = State::kOpen;
      while (!way.empty()) {
        const std::size_t node = way.back().first;
        if (way.back().second == parts[node].size()) {
          state[node] = State::kDone;
          way.pop_back();
          continue;
        }
        const auto next = static_cast<std::size_t>(parts[node][way.back().second].node);
        if (state[next] == State::kOpen) throw_cycle(names, way, next);
        if (state[next] == State::kNew) {
          state[next] = State::kOpen;
          way.emplace_back(next, 0);
          continue;
        }
        height[node] = std::max(height[node], height[next] + 1);
        ++way.back().second;
      }
    }
    return height;
  }

  [[noreturn]] static void throw_cycle(const std::vector<std::string>& names,
                                       const std::vector<std::pair<std::size_t, std::size_t>>& way,
                                       std::size_t closing) {
    std::string text;
    bool inside = false;
    for (const auto& step : way) {
      inside = inside || step.first == closing;
      if (inside) text += names[step.first] + " > ";
    }
    throw InputError("E-HIE-001", "tree", "the node is a part of itself: " + text + names[closing],
                     "break the cycle at the wrong parent", names[closing]);
  }

  void build() {
    parents_.assign(names_.size(), 0);
    std::vector<Eigen::Triplet<double>> rows;
    std::vector<std::vector<std::pair<Index, double>>> leaves(names_.size());
    for (Index i = aggregates(); i < size(); ++i)
      leaves[static_cast<std::size_t>(i)] = {{i - aggregates(), 1.0}};
    Problems problems;
    for (Index a = aggregates() - 1; a >= 0; --a) {
      rows.emplace_back(a, a, 1.0);
      auto& own = leaves[static_cast<std::size_t>(a)];
      for (const Part& part : parts(a)) {
        ++parents_[static_cast<std::size_t>(part.node)];
        rows.emplace_back(a, part.node, -part.weight);
        for (const auto& [leaf, weight] : leaves[static_cast<std::size_t>(part.node)]) {
          own.emplace_back(leaf, weight * part.weight);
        }
      }
      std::sort(own.begin(), own.end());
      const auto twice = std::adjacent_find(own.begin(), own.end(),
                                            [](const auto& x, const auto& y) { return x.first == y.first; });
      if (twice != own.end()) {
        problems.add({"E-HIE-006", "tree",
                      "'" + name(aggregates() + twice->first) + "' is counted twice in this sum",
                      "let the parts of a sum not overlap", name(a), ""});
      }
    }
    problems.throw_if_any();
    constraints_.resize(aggregates(), size());
    constraints_.setFromTriplets(rows.begin(), rows.end());
    rows.clear();
    for (Index i = 0; i < size(); ++i) {
      for (const auto& [leaf, weight] : leaves[static_cast<std::size_t>(i)])
        rows.emplace_back(i, leaf, weight);
    }
    summing_.resize(size(), this->leaves());
    summing_.setFromTriplets(rows.begin(), rows.end());
  }

  std::vector<std::string> names_;
  std::vector<std::string> levels_;
  std::vector<std::vector<Part>> parts_;  // of the aggregates
  std::vector<Index> parents_;            // how many sums a node is a part of
  std::map<std::string, Index> position_;
  SparseRows summing_;
  SparseRows constraints_;
  std::vector<AggregationTree> grid_;
  std::vector<Index> grid_places_;
};

}  // namespace dubao::hierarchy
