// SPDX-License-Identifier: Apache-2.0
#include <dubao/hierarchy/tree_from_keys.hpp>

#include <gtest/gtest.h>

namespace hierarchy_tree_from_keys_test {

using dubao::Index;
using dubao::InputError;
using dubao::data::DrawMatrix;
using namespace dubao::hierarchy;

using Keys = std::vector<std::vector<std::string>>;

TEST(TreeFromKeys, NamesNodesByTheirLabelsDownTheDimension) {
  const auto tree = tree_from_keys({"region", "province"}, {{"N", "a"}, {"N", "b"}, {"S", "c"}}, {{0, 1}});
  EXPECT_EQ(tree.names(), (std::vector<std::string>{"total", "N", "S", "N/a", "N/b", "S/c"}));
  EXPECT_EQ(tree.levels(),
            (std::vector<std::string>{"total", "region", "region", "province", "province", "province"}));
  EXPECT_TRUE(tree.is_strict());
}

TEST(TreeFromKeys, CrossesDimensionsAndKeepsOnlyNodesThatHaveLeaves) {
  const auto tree =
      tree_from_keys({"region", "sex"}, {{"N", "m"}, {"N", "f"}, {"S", "f"}}, {{0}, {1}}, {}, "all");
  EXPECT_EQ(tree.size(), 1 + 2 + 2 + 3);
  EXPECT_FALSE(tree.contains("S × m"));
  EXPECT_FALSE(tree.is_strict());
  DrawMatrix block = DrawMatrix::Zero(tree.size(), 1);
  block(tree.index("N × m"), 0) = 1;
  block(tree.index("N × f"), 0) = 2;
  block(tree.index("S × f"), 0) = 4;
  tree.aggregate(block);
  EXPECT_EQ(block(tree.index("all"), 0), 7);
  EXPECT_EQ(block(tree.index("f"), 0), 6);
  EXPECT_EQ(block(tree.index("N"), 0), 3);
}

TEST(TreeFromKeys, KeepsOnlyTheLevelsAskedFor) {
  const Keys keys{{"N", "a", "m"}, {"N", "b", "m"}, {"S", "c", "f"}};
  const auto tree = tree_from_keys({"region", "province", "sex"}, keys, {{0, 1}, {2}}, {{0, 0}, {1, 0}});
  EXPECT_EQ(tree.names(), (std::vector<std::string>{"total", "N", "S", "N/a × m", "N/b × m", "S/c × f"}));
}

TEST(TreeFromKeys, NamesALabelThatLiesInTwoGroups) {
  try {
    const auto tree = tree_from_keys({"region", "province"}, {{"N", "a"}, {"S", "a"}, {"S", "b"}}, {{0, 1}});
    FAIL();
  } catch (const InputError& error) {
    ASSERT_EQ(error.problems().size(), 1u);
    EXPECT_EQ(error.id(), "E-HIE-004");
    EXPECT_EQ(error.problems().front().series, "a");
    EXPECT_NE(error.problems().front().message.find("'S'"), std::string::npos);
  }
}

TEST(TreeFromKeys, NamesDoubledKeysAndEmptyLabelsByRow) {
  try {
    const auto tree = tree_from_keys({"region", "sex"}, {{"N", "m"}, {"N", "m"}, {"", "f"}}, {{0}, {1}});
    FAIL();
  } catch (const InputError& error) {
    ASSERT_EQ(error.problems().size(), 2u);
    EXPECT_EQ(error.problems()[0].id, "E-HIE-005");
    EXPECT_EQ(error.problems()[0].row, 3);
    EXPECT_EQ(error.problems()[1].id, "E-HIE-009");
    EXPECT_EQ(error.problems()[1].column, "region");
  }
}

TEST(TreeFromKeys, RefusesDimensionsThatDoNotFitTheColumns) {
  const Keys keys{{"N", "m"}};
  EXPECT_THROW(static_cast<void>(tree_from_keys({"region", "sex"}, keys, {{0}})), InputError);
  EXPECT_THROW(static_cast<void>(tree_from_keys({"region", "sex"}, keys, {{0}, {0, 1}})), InputError);
  EXPECT_THROW(static_cast<void>(tree_from_keys({"region", "sex"}, keys, {{0}, {1}}, {{0, 2}})), InputError);
  EXPECT_THROW(static_cast<void>(tree_from_keys({"region", "sex"}, {}, {{0}, {1}})), InputError);
}

TEST(TreeFromKeys, SumsOverFewPartsInAWideTable) {
  Keys keys;
  for (int p = 0; p < 30; ++p) {
    for (int o = 0; o < 40; ++o) keys.push_back({"p" + std::to_string(p), "o" + std::to_string(o)});
  }
  const auto tree = tree_from_keys({"province", "occupation"}, keys, {{0}, {1}});
  // The total is the sum of 30 provinces, not of 1,200 leaves.
  EXPECT_EQ(tree.parts(tree.index("total")).size(), 30u);
  EXPECT_EQ(tree.summing().row(0).nonZeros(), 1200);
}

}  // namespace hierarchy_tree_from_keys_test
