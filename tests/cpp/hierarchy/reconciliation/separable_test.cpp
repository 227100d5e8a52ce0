// SPDX-License-Identifier: Apache-2.0
#include <dubao/hierarchy/reconciliation/separable.hpp>

#include <gtest/gtest.h>

#include "hierarchy/random_tree.hpp"

namespace hierarchy_reconciliation_separable_test {

using dubao::Index;
using dubao::data::DrawMatrix;
using namespace dubao::hierarchy;

constexpr double kSame = 1e-11;

AggregationTree grid(Index provinces, Index occupations, bool complete = true) {
  std::vector<std::vector<std::string>> keys;
  for (Index p = 0; p < provinces; ++p) {
    for (Index o = 0; o < occupations; ++o) {
      for (const char* sex : {"m", "f"}) {
        if (!complete && p == 0 && o == 0) continue;
        keys.push_back({"r" + std::to_string(p / 3), "p" + std::to_string(p), "o" + std::to_string(o), sex});
      }
    }
  }
  return tree_from_keys({"region", "province", "occupation", "sex"}, keys, {{0, 1}, {2}, {3}});
}

TEST(SeparableProjection, IsTheProjectionOnTheWholeTree) {
  random_tree::Source source(1);
  const auto tree = grid(7, 4);
  ASSERT_EQ(tree.grid().size(), 3u);
  ASSERT_EQ(tree.size(), (1 + 3 + 7) * 5 * 3);
  for (const bool structural : {false, true}) {
    const auto w = structural ? structural_covariance(tree) : identity_covariance(tree);
    const CoherentProjection whole(tree, w);
    const SeparableProjection separable(tree, structural);
    DrawMatrix expected = source.normals(tree.size(), 37);
    DrawMatrix found = expected;
    whole.apply(expected);
    separable.apply(found);
    EXPECT_LE((found - expected).cwiseAbs().maxCoeff(), kSame);
    EXPECT_LE(tree.incoherence(found), kSame);
  }
}

TEST(SeparableProjection, NeedsEveryCombination) {
  EXPECT_TRUE(grid(7, 4, false).grid().empty());
  EXPECT_TRUE(AggregationTree::from_parents({{"a", ""}, {"b", "a"}}).grid().empty());
}

}  // namespace hierarchy_reconciliation_separable_test
