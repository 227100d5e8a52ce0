// SPDX-License-Identifier: Apache-2.0
//
// Random hierarchies, errors and forecasts for property tests.
#pragma once

#include <dubao/data/random.hpp>
#include <dubao/hierarchy/tree_from_keys.hpp>

#include <cmath>
#include <string>
#include <utility>
#include <vector>

namespace random_tree {

using dubao::Index;
using dubao::data::DrawMatrix;
using dubao::hierarchy::AggregationTree;

class Source {
 public:
  explicit Source(std::uint64_t seed) : random_(seed, dubao::data::hash_key("random tree"), 0) {}
  double normal() { return random_.normal(); }
  double uniform() { return random_.uniform(); }
  Index below(Index n) { return static_cast<Index>(random_.below(n)); }

  DrawMatrix normals(Index rows, Index columns) {
    DrawMatrix out(rows, columns);
    for (Index i = 0; i < out.size(); ++i) out.data()[i] = normal();
    return out;
  }

 private:
  dubao::data::RandomStream random_;
};

/// One hierarchy of up to three levels below the root, with uneven numbers of children, some of them single.
inline AggregationTree strict(Source& source) {
  std::vector<dubao::hierarchy::ParentLink> links{{"root", ""}};
  const Index regions = 1 + source.below(4);
  for (Index r = 0; r < regions; ++r) {
    const std::string region = "r" + std::to_string(r);
    links.push_back({region, "root"});
    const Index provinces = 1 + source.below(4);
    for (Index p = 0; p < provinces; ++p) links.push_back({region + "p" + std::to_string(p), region});
  }
  return AggregationTree::from_parents(links);
}

/// Places in two levels crossed with occupations, some combinations absent.
inline AggregationTree crossed(Source& source) {
  std::vector<std::vector<std::string>> keys;
  const Index occupations = 2 + source.below(3);
  for (Index r = 0; r < 3; ++r) {
    for (Index p = 0; p < 1 + r; ++p) {
      for (Index o = 0; o < occupations; ++o) {
        if (o > 0 && source.uniform() < 0.3) continue;
        keys.push_back(
            {"r" + std::to_string(r), "r" + std::to_string(r) + std::to_string(p), "o" + std::to_string(o)});
      }
    }
  }
  return dubao::hierarchy::tree_from_keys({"region", "province", "occupation"}, keys, {{0, 1}, {2}});
}

inline AggregationTree any(Source& source, int kind) {
  return kind % 2 == 0 ? strict(source) : crossed(source);
}

/// Errors with a common factor and sizes that differ by node, periods × nodes.
inline DrawMatrix errors(Source& source, const AggregationTree& tree, Index periods) {
  DrawMatrix out = source.normals(periods, tree.size());
  for (Index t = 0; t < periods; ++t) {
    const double common = source.normal();
    for (Index i = 0; i < tree.size(); ++i)
      out(t, i) = (out(t, i) + common) * (1.0 + static_cast<double>(i % 5));
  }
  return out;
}

}  // namespace random_tree
