// SPDX-License-Identifier: Apache-2.0
#include <dubao/hierarchy/tree.hpp>

#include <gtest/gtest.h>

namespace hierarchy_tree_test {

using dubao::Index;
using dubao::InputError;
using dubao::data::DrawMatrix;
using namespace dubao::hierarchy;

AggregationTree example() {
  return AggregationTree::from_parents({{"a", "north"},
                                        {"north", "country"},
                                        {"country", ""},
                                        {"b", "north"},
                                        {"south", "country"},
                                        {"c", "south"}});
}

template <typename Call>
std::vector<dubao::Problem> problems_of(const Call& call) {
  try {
    static_cast<void>(call());
  } catch (const InputError& error) {
    return error.problems();
  }
  ADD_FAILURE() << "nothing was refused";
  return {{"none", "", "", "", "", ""}};
}

TEST(AggregationTree, PutsAggregatesBeforeTheirPartsAndLeavesLast) {
  const auto tree = example();
  EXPECT_EQ(tree.names(), (std::vector<std::string>{"country", "north", "south", "a", "b", "c"}));
  EXPECT_EQ(tree.aggregates(), 3);
  EXPECT_EQ(tree.leaves(), 3);
  EXPECT_TRUE(tree.is_leaf(tree.index("a")));
  EXPECT_TRUE(tree.is_strict());
  EXPECT_EQ(tree.roots(), (std::vector<Index>{0}));
  const AggregationTree two({"men", "north", "a", "b"}, {{{2, 1.0}}, {{2, 1.0}, {3, 1.0}}, {}, {}});
  EXPECT_EQ(two.roots(), (std::vector<Index>{two.index("north")}));
}

TEST(AggregationTree, AddsUpAndMeasuresWhatDoesNotAddUp) {
  const auto tree = example();
  DrawMatrix block = DrawMatrix::Zero(6, 2);
  block.bottomRows(3) << 1, 10, 2, 20, 4, 40;
  tree.aggregate(block);
  EXPECT_EQ(block(0, 0), 7);
  EXPECT_EQ(block(1, 1), 30);
  EXPECT_EQ(tree.incoherence(block), 0.0);
  EXPECT_TRUE(tree.gaps(block).isZero(0.0));
  block(0, 0) = 8;
  EXPECT_DOUBLE_EQ(tree.gaps(block)(0, 0), 1.0);
  EXPECT_DOUBLE_EQ(tree.incoherence(block), 1.0 / 15.0);
}

TEST(AggregationTree, GivesTheSummingMatrixAndTheConstraintsThatItMeets) {
  const auto tree = example();
  const DrawMatrix s = tree.summing();
  EXPECT_EQ(s.rows(), 6);
  EXPECT_EQ(s.topRows(1), DrawMatrix::Ones(1, 3));
  EXPECT_EQ(s.row(2).sum(), 1.0);
  EXPECT_TRUE(tree.gaps(s).isZero(0.0));
  EXPECT_EQ(tree.leaf_counts()[0], 3.0);
  EXPECT_EQ(tree.constraints().nonZeros(), 3 + 5);
}

TEST(AggregationTree, HoldsWeightedSums) {
  const AggregationTree tree({"mean", "x", "y"}, {{{1, 0.5}, {2, 0.5}}, {}, {}});
  DrawMatrix block(3, 1);
  block << 0, 4, 8;
  tree.aggregate(block);
  EXPECT_EQ(block(0, 0), 6.0);
  EXPECT_EQ(tree.leaf_counts()[0], 0.5);
}

TEST(AggregationTree, NamesTheCycle) {
  const auto found = problems_of([] {
    return AggregationTree::from_parents({{"a", "b"}, {"b", "c"}, {"c", "a"}, {"d", "a"}});
  });
  EXPECT_EQ(found.front().id, "E-HIE-001");
  EXPECT_NE(found.front().message.find("a"), std::string::npos);
  EXPECT_NE(found.front().message.find(">"), std::string::npos);
  const auto itself = problems_of([] { return AggregationTree::from_parents({{"a", "a"}}); });
  EXPECT_EQ(itself.front().id, "E-HIE-001");
  EXPECT_EQ(itself.front().series, "a");
}

TEST(AggregationTree, NamesOrphansSecondParentsAndDoubledRowsTogether) {
  const auto found = problems_of([] {
    return AggregationTree::from_parents(
        {{"root", ""}, {"a", "root"}, {"a", "other"}, {"root", ""}, {"lost", "nowhere"}});
  });
  ASSERT_EQ(found.size(), 3u);
  EXPECT_EQ(found[0].id, "E-HIE-003");
  EXPECT_EQ(found[0].series, "a");
  EXPECT_EQ(found[1].id, "E-HIE-005");
  EXPECT_EQ(found[1].series, "root");
  EXPECT_EQ(found[2].id, "E-HIE-002");
  EXPECT_EQ(found[2].series, "lost");
}

TEST(AggregationTree, NamesALeafThatOneSumCountsTwice) {
  const auto found = problems_of([] {
    return AggregationTree({"all", "men", "young", "x", "y"},
                           {{{1, 1.0}, {2, 1.0}}, {{3, 1.0}, {4, 1.0}}, {{3, 1.0}}, {}, {}});
  });
  EXPECT_EQ(found.front().id, "E-HIE-006");
  EXPECT_EQ(found.front().series, "all");
  EXPECT_NE(found.front().message.find("'x'"), std::string::npos);
}

TEST(AggregationTree, RefusesWhatHasNothingToAddUpAndUnknownNodes) {
  EXPECT_EQ(problems_of([] { return AggregationTree({"a"}, {{}}); }).front().id, "E-HIE-008");
  EXPECT_EQ(problems_of([] {
              return AggregationTree({"a", "a"}, {{{1, 1.0}}, {}});
            })
                .front()
                .id,
            "E-HIE-005");
  EXPECT_EQ(problems_of([] { return example().index("west"); }).front().id, "E-HIE-007");
}

TEST(AggregationTree, AcceptsADeepChainWithoutRecursion) {
  constexpr int kDepth = 20000;
  std::vector<ParentLink> links{{"n0", ""}};
  for (int i = 1; i <= kDepth; ++i) links.push_back({"n" + std::to_string(i), "n" + std::to_string(i - 1)});
  const auto tree = AggregationTree::from_parents(links);
  EXPECT_EQ(tree.aggregates(), kDepth);
  EXPECT_EQ(tree.name(tree.aggregates()), "n" + std::to_string(kDepth));
}

}  // namespace hierarchy_tree_test
