// SPDX-License-Identifier: Apache-2.0
//
// tree_from_keys: crossed dimensions from the keys of the leaves.
//
// What      Each leaf has a key, one label a column. A dimension is a chain of columns from coarse to fine (region, province);
//           dimensions are crossed (province × occupation × sex). A node is a label of some depth in every dimension; depth
//           0 is the whole dimension. Nodes without leaves do not exist: the tree is as sparse as the keys.
// Formula   name: the labels of a dimension joined by "/", dimensions joined by " × ", whole dimensions left out; the node of
//           depth 0 everywhere is `total`.
//           parts: of all kinds of nodes that are finer, the kind with the fewest nodes, so that the sums overlap little.
// Example   keys (N, a), (N, b), (S, c); one dimension of both columns: total, N, S, N/a, N/b, S/c
// Errors    E-HIE-004 a label below two others of its dimension, with both; E-HIE-005 a key twice; E-HIE-009 an empty label;
//           E-HIE-010 columns, dimensions or depths that do not fit.
#pragma once

#include <dubao/hierarchy/tree.hpp>

#include <algorithm>
#include <map>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

namespace dubao::hierarchy {

namespace detail {

inline void check_keys(const std::vector<std::string>& columns,
                       const std::vector<std::vector<std::string>>& keys,
                       const std::vector<std::vector<Index>>& dimensions) {
  Problems problems;
  std::vector<int> used(columns.size(), 0);
  for (const auto& chain : dimensions) {
    for (const Index column : chain) {
      if (column >= 0 && column < static_cast<Index>(columns.size()))
        ++used[static_cast<std::size_t>(column)];
    }
  }
  for (std::size_t c = 0; c < columns.size(); ++c) {
    problems.add_if(used[c] != 1,
                    {"E-HIE-010", "dimensions",
                     "column '" + columns[c] + "' stands in " + std::to_string(used[c]) + " dimensions",
                     "put every column of the keys into one dimension", "", ""});
  }
  problems.add_if(
      keys.empty() || dimensions.empty(),
      {"E-HIE-010", "keys", "there is no leaf or no dimension", "give at least one of each", "", ""});
  std::map<std::vector<std::string>, int> seen;
  for (std::size_t i = 0; i < keys.size(); ++i) {
    if (keys[i].size() != columns.size()) {
      problems.add(
          {"E-HIE-010",
           "keys",
           std::to_string(keys[i].size()) + " label(s) for " + std::to_string(columns.size()) + " columns",
           "give every leaf one label a column",
           "",
           "",
           {},
           static_cast<long>(i) + 2});
      continue;
    }
    std::string joined;
    for (std::size_t c = 0; c < columns.size(); ++c) {
      joined += (c == 0 ? "" : ", ") + keys[i][c];
      problems.add_if(keys[i][c].empty(), {"E-HIE-009",
                                           "keys",
                                           "the label is empty",
                                           "give every leaf a label",
                                           "",
                                           "",
                                           {},
                                           static_cast<long>(i) + 2,
                                           columns[c]});
    }
    problems.add_if(++seen[keys[i]] == 2, {"E-HIE-005",
                                           "keys",
                                           "the key stands twice",
                                           "give every leaf one row",
                                           joined,
                                           "",
                                           {},
                                           static_cast<long>(i) + 2});
  }
  problems.throw_if_any();
  for (const auto& chain : dimensions) {
    for (std::size_t depth = 1; depth < chain.size(); ++depth) {
      const auto fine = static_cast<std::size_t>(chain[depth]);
      const auto coarse = static_cast<std::size_t>(chain[depth - 1]);
      std::map<std::string, std::pair<std::string, bool>> above;
      for (const auto& key : keys) {
        const auto [found, added] = above.emplace(key[fine], std::make_pair(key[coarse], false));
        if (added || found->second.first == key[coarse] || found->second.second) continue;
        found->second.second = true;
        problems.add(
            {"E-HIE-004",
             "keys",
             "'" + key[fine] + "' lies in '" + found->second.first + "' and in '" + key[coarse] + "'",
             "correct the key, or make the label unique, for instance with the code above it",
             key[fine],
             "",
             {},
             0,
             columns[fine]});
      }
    }
  }
  problems.throw_if_any();
}

/// All combinations of depths, dimension by dimension, unless some are asked for; the finest always among them.
[[nodiscard]] inline std::vector<std::vector<Index>> depth_combinations(
    const std::vector<std::vector<Index>>& dimensions, const std::vector<std::vector<Index>>& asked) {
  std::vector<Index> finest;
  finest.reserve(dimensions.size());
  for (const auto& chain : dimensions) finest.push_back(static_cast<Index>(chain.size()));
  std::vector<std::vector<Index>> out = asked;
  if (asked.empty()) {
    out = {{}};
    for (const Index deepest : finest) {
      std::vector<std::vector<Index>> longer;
      for (const auto& start : out) {
        for (Index depth = 0; depth <= deepest; ++depth) {
          longer.push_back(start);
          longer.back().push_back(depth);
        }
      }
      out = std::move(longer);
    }
  }
  for (const auto& depths : out) {
    bool fits = depths.size() == finest.size();
    for (std::size_t d = 0; fits && d < depths.size(); ++d) fits = depths[d] >= 0 && depths[d] <= finest[d];
    if (!fits) {
      throw InputError("E-HIE-010", "levels", "a level does not fit the dimensions",
                       "name columns of the dimensions, at most one a dimension");
    }
  }
  out.push_back(finest);
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

[[nodiscard]] inline std::string label_path(const std::vector<std::string>& key,
                                            const std::vector<Index>& chain, Index depth) {
  std::string out;
  for (Index k = 0; k < depth; ++k) {
    out += (k == 0 ? "" : "/") + key[static_cast<std::size_t>(chain[static_cast<std::size_t>(k)])];
  }
  return out;
}

/// Tells a tree of several dimensions that it is a full grid, where every combination of leaves exists.
inline void declare_grid(AggregationTree& tree, const std::vector<std::vector<std::string>>& keys,
                         const std::vector<std::vector<Index>>& dimensions,
                         const std::vector<std::vector<Index>>& kinds, const std::vector<std::string>& names,
                         const std::vector<std::vector<Index>>& node_of) {
  if (dimensions.size() < 2) return;
  // Parents of each dimension's labels; the whole dimension has a name that no label path has.
  const std::string whole = "/";
  std::vector<AggregationTree> trees;
  Index cells = 1;
  for (const auto& chain : dimensions) {
    std::map<std::string, std::string> parent{{whole, ""}};
    for (const auto& key : keys) {
      for (Index depth = 1; depth <= static_cast<Index>(chain.size()); ++depth) {
        parent[label_path(key, chain, depth)] = depth == 1 ? whole : label_path(key, chain, depth - 1);
      }
    }
    std::vector<ParentLink> links;
    links.reserve(parent.size());
    for (const auto& [node, above] : parent) links.push_back({node, above});
    trees.push_back(AggregationTree::from_parents(links));
    cells *= trees.back().leaves();
  }
  if (cells != static_cast<Index>(keys.size())) return;
  std::vector<Index> places(names.size(), 0);
  for (std::size_t k = 0; k < kinds.size(); ++k) {
    for (std::size_t i = 0; i < keys.size(); ++i) {
      Index place = 0;
      for (std::size_t d = 0; d < dimensions.size(); ++d) {
        const std::string path = label_path(keys[i], dimensions[d], kinds[k][d]);
        place = place * trees[d].size() + trees[d].index(path.empty() ? whole : path);
      }
      places[static_cast<std::size_t>(tree.index(names[static_cast<std::size_t>(node_of[k][i])]))] = place;
    }
  }
  tree.set_grid(std::move(trees), std::move(places));
}

}  // namespace detail

/// columns: names of the key columns; keys: one row a leaf, one label a column; dimensions: chains of column positions, coarse
/// to fine; depths: which kinds of nodes to keep, a depth a dimension each (0 = whole), empty = all combinations. Throws
/// InputError with all of E-HIE-004, E-HIE-005, E-HIE-009, E-HIE-010. O(leaves · kinds²).
[[nodiscard]] inline AggregationTree tree_from_keys(const std::vector<std::string>& columns,
                                                    const std::vector<std::vector<std::string>>& keys,
                                                    const std::vector<std::vector<Index>>& dimensions,
                                                    const std::vector<std::vector<Index>>& depths = {},
                                                    const std::string& total = "total") {
  detail::check_keys(columns, keys, dimensions);
  const std::vector<std::vector<Index>> kinds = detail::depth_combinations(dimensions, depths);
  const std::size_t leaves = keys.size();
  std::vector<std::string> names;
  std::vector<std::string> levels;
  std::vector<std::vector<Index>> node_of(kinds.size(), std::vector<Index>(leaves));
  std::vector<Index> count(kinds.size(), 0);
  for (std::size_t k = 0; k < kinds.size(); ++k) {
    std::string level;
    for (std::size_t d = 0; d < dimensions.size(); ++d) {
      if (kinds[k][d] == 0) continue;
      const Index column = dimensions[d][static_cast<std::size_t>(kinds[k][d] - 1)];
      level += (level.empty() ? "" : " × ") + columns[static_cast<std::size_t>(column)];
    }
    if (level.empty()) level = total;
    std::map<std::string, Index> known;
    for (std::size_t i = 0; i < leaves; ++i) {
      std::string name;
      for (std::size_t d = 0; d < dimensions.size(); ++d) {
        const std::string label = detail::label_path(keys[i], dimensions[d], kinds[k][d]);
        if (!label.empty()) name += (name.empty() ? "" : " × ") + label;
      }
      if (name.empty()) name = total;
      const auto [found, added] = known.emplace(name, static_cast<Index>(names.size()));
      if (added) {
        names.push_back(name);
        levels.push_back(level);
        ++count[k];
      }
      node_of[k][i] = found->second;
    }
  }
  std::vector<std::vector<Part>> parts(names.size());
  for (std::size_t k = 0; k < kinds.size(); ++k) {
    std::size_t best = k;
    for (std::size_t other = 0; other < kinds.size(); ++other) {
      bool finer = other != k;
      for (std::size_t d = 0; d < dimensions.size(); ++d) finer = finer && kinds[other][d] >= kinds[k][d];
      if (finer && (best == k || count[other] < count[best])) best = other;
    }
    if (best == k) continue;
    std::vector<std::pair<Index, Index>> links;
    for (std::size_t i = 0; i < leaves; ++i) links.emplace_back(node_of[k][i], node_of[best][i]);
    std::sort(links.begin(), links.end());
    links.erase(std::unique(links.begin(), links.end()), links.end());
    for (const auto& [node, part] : links) parts[static_cast<std::size_t>(node)].push_back({part, 1.0});
  }
  const std::vector<std::string> node_names = names;
  AggregationTree tree(std::move(names), std::move(parts), std::move(levels));
  if (depths.empty()) detail::declare_grid(tree, keys, dimensions, kinds, node_names, node_of);
  return tree;
}

}  // namespace dubao::hierarchy
