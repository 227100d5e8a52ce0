// SPDX-License-Identifier: Apache-2.0
#include <dubao/hierarchy/reconciliation/proportions.hpp>

#include <gtest/gtest.h>

#include "hierarchy/random_tree.hpp"

namespace hierarchy_reconciliation_proportions_test {

using dubao::Index;
using dubao::InputError;
using dubao::data::DrawMatrix;
using dubao::data::kMissing;
using namespace dubao::hierarchy;

constexpr double kRounding = 1e-12;

AggregationTree example() {
  return AggregationTree::from_parents(
      {{"N", ""}, {"n", "N"}, {"s", "N"}, {"a", "n"}, {"b", "n"}, {"c", "s"}, {"d", "s"}});
}

std::string refusal(const AggregationTree& tree, const std::vector<Index>& origins, Proportions how,
                    const DrawMatrix& history) {
  try {
    const ShareOut share(tree, origins, how, history);
  } catch (const InputError& error) {
    return error.id() + " " + error.problems().front().series;
  }
  return "";
}

TEST(ShareOut, TakesTheSharesOfTheBanner) {
  const auto tree = AggregationTree::from_parents({{"N", ""}, {"a", "N"}, {"b", "N"}});
  DrawMatrix history(2, 3);
  history << 2, 1, 1, 4, 3, 1;
  EXPECT_DOUBLE_EQ(ShareOut(tree, {0}, Proportions::kAverageProportions, history).shares()[0], 0.625);
  EXPECT_DOUBLE_EQ(ShareOut(tree, {0}, Proportions::kProportionsOfAverages, history).shares()[0], 4.0 / 6.0);
}

TEST(ShareOut, GoesDownByForecastsAndKeepsTheTop) {
  const auto tree = example();
  DrawMatrix y(7, 1);
  y << 100, 30, 10, 1, 2, 5, 0;
  ShareOut(tree, {0}, Proportions::kForecastProportions).apply(y);
  EXPECT_EQ(y(0, 0), 100);
  EXPECT_DOUBLE_EQ(y(1, 0), 75);
  EXPECT_DOUBLE_EQ(y(3, 0), 25);
  EXPECT_DOUBLE_EQ(y(5, 0), 25);
  EXPECT_EQ(y(6, 0), 0);
}

TEST(ShareOut, SharesEvenlyWhereTheForecastsOfSiblingsAreZero) {
  const auto tree = example();
  DrawMatrix y(7, 1);
  y << 100, 0, 0, 0, 0, 1, 1;
  ShareOut(tree, {0}, Proportions::kForecastProportions).apply(y);
  EXPECT_TRUE(y.allFinite());
  EXPECT_DOUBLE_EQ(y(1, 0), 50);
  EXPECT_DOUBLE_EQ(y(4, 0), 25);
}

TEST(ShareOut, AddsUpAboveTheMiddleAndSharesOutBelow) {
  const auto tree = example();
  DrawMatrix history(1, 7);
  history << 10, 4, 6, 1, 3, 2, 4;
  DrawMatrix y(7, 2);
  y.setConstant(7.0);
  y.row(1).setConstant(40);
  y.row(2).setConstant(60);
  ShareOut(tree, {1, 2}, Proportions::kAverageProportions, history).apply(y);
  EXPECT_DOUBLE_EQ(y(0, 1), 100);
  EXPECT_DOUBLE_EQ(y(3, 0), 10);
  EXPECT_DOUBLE_EQ(y(6, 0), 40);
}

TEST(ShareOut, IsCoherentOnRandomHierarchies) {
  random_tree::Source source(1);
  for (int trial = 0; trial < 20; ++trial) {
    const auto tree = random_tree::any(source, trial);
    DrawMatrix history = DrawMatrix::Zero(tree.size(), 5);
    history.bottomRows(tree.leaves()) = source.normals(tree.leaves(), 5).cwiseAbs();
    tree.aggregate(history);
    const auto how = trial % 4 < 2 ? Proportions::kAverageProportions : Proportions::kProportionsOfAverages;
    DrawMatrix y = source.normals(tree.size(), 3);
    const DrawMatrix base = y;
    ShareOut(tree, tree.roots(), how, history.transpose()).apply(y);
    EXPECT_LE(tree.incoherence(y), kRounding);
    EXPECT_NEAR((y.row(0) - base.row(0)).norm(), 0.0, kRounding);
    if (!tree.is_strict()) continue;
    y = base;
    ShareOut(tree, tree.roots(), Proportions::kForecastProportions).apply(y);
    EXPECT_LE(tree.incoherence(y), kRounding);
  }
}

TEST(ShareOut, SkipsPeriodsThatSayNothingAboutShares) {
  const auto tree = AggregationTree::from_parents({{"N", ""}, {"a", "N"}, {"b", "N"}});
  DrawMatrix history(3, 3);
  history << 0, 0, 0, 4, 3, 1, kMissing, kMissing, 2;
  EXPECT_DOUBLE_EQ(ShareOut(tree, {0}, Proportions::kAverageProportions, history).shares()[0], 0.75);
  EXPECT_EQ(refusal(tree, {0}, Proportions::kAverageProportions, history.topRows(1)), "E-REC-009 N");
  EXPECT_EQ(refusal(tree, {0}, Proportions::kAverageProportions, DrawMatrix::Ones(2, 2)), "E-REC-001 ");
}

TEST(ShareOut, NamesLeavesThatTheOriginsLeaveOutOrDouble) {
  const auto tree = example();
  EXPECT_EQ(refusal(tree, {1}, Proportions::kForecastProportions, {}), "E-REC-008 c");
  EXPECT_EQ(refusal(tree, {0, 4}, Proportions::kForecastProportions, {}), "E-REC-008 b");
  random_tree::Source source(2);
  const auto crossed = random_tree::crossed(source);
  EXPECT_EQ(refusal(crossed, crossed.roots(), Proportions::kForecastProportions, {}), "E-REC-010 ");
}

}  // namespace hierarchy_reconciliation_proportions_test
