// SPDX-License-Identifier: Apache-2.0
#include <dubao/hierarchy/reconciliation/projection.hpp>

#include <gtest/gtest.h>

#include "hierarchy/dense_reconciliation.hpp"

namespace hierarchy_reconciliation_projection_test {

using dubao::Index;
using dubao::InputError;
using dubao::ModelError;
using dubao::data::DrawMatrix;
using namespace dubao::hierarchy;

constexpr double kCoherent = 1e-12;
// Dense formulas invert a Gram matrix; the condition of W enters.
constexpr double kDense = 1e-8;
constexpr double kIdempotent = 1e-10;

ErrorCovariance covariance(const AggregationTree& tree, const DrawMatrix& r, int kind) {
  switch (kind) {
    case 0:
      return identity_covariance(tree);
    case 1:
      return structural_covariance(tree);
    case 2:
      return variance_covariance(tree, r);
    case 3:
      return sample_covariance(tree, r);
    default:
      return shrunk_covariance(tree, r);
  }
}

TEST(CoherentProjection, IsTheTextbookSolutionOnRandomHierarchiesWithAndWithoutHeldNodes) {
  random_tree::Source source(1);
  for (int trial = 0; trial < 40; ++trial) {
    const auto tree = random_tree::any(source, trial / 5);
    const DrawMatrix r = random_tree::errors(source, tree, tree.aggregates() + 8);
    const auto w = covariance(tree, r, trial % 5);
    const DrawMatrix base = (10.0 * source.normals(tree.size(), 3)).array() + 100.0;
    for (const std::vector<Index>& fixed :
         {std::vector<Index>{}, {0}, {tree.size() - 1}, {0, tree.size() - 1}}) {
      // A chain of single children held at both ends would contradict itself.
      if (fixed.size() == 2 && tree.leaves() == 1) continue;
      DrawMatrix found = base;
      CoherentProjection(tree, w, fixed).apply(found);
      const DrawMatrix expected =
          random_tree::dense_projection(tree, random_tree::dense_covariance(w), base, fixed);
      EXPECT_LE((found - expected).cwiseAbs().maxCoeff(), kDense * 100.0)
          << trial << " fixed " << fixed.size();
      EXPECT_LE(tree.incoherence(found), kCoherent);
      for (const Index node : fixed) EXPECT_EQ(found.row(node), base.row(node));
    }
  }
}

TEST(CoherentProjection, LeavesCoherentForecastsAlone) {
  random_tree::Source source(2);
  for (int trial = 0; trial < 10; ++trial) {
    const auto tree = random_tree::any(source, trial);
    const auto w = covariance(tree, random_tree::errors(source, tree, tree.aggregates() + 8), trial % 5);
    // S G S = S: every column of S is coherent, and stays.
    const DrawMatrix s = tree.summing();
    DrawMatrix found = s;
    const CoherentProjection projection(tree, w);
    projection.apply(found);
    EXPECT_LE((found - s).cwiseAbs().maxCoeff(), kIdempotent);
    DrawMatrix once = source.normals(tree.size(), 2);
    projection.apply(once);
    DrawMatrix twice = once;
    projection.apply(twice);
    EXPECT_LE((twice - once).cwiseAbs().maxCoeff(), kIdempotent);
  }
}

TEST(CoherentProjection, SolvesTheExampleOfTheBanner) {
  const auto tree = AggregationTree::from_parents({{"N", ""}, {"a", "N"}, {"b", "N"}});
  const auto w = identity_covariance(tree);
  DrawMatrix y(3, 1);
  y << 10, 4, 3;
  const DrawMatrix x = CoherentProjection(tree, w).apply(y);
  EXPECT_NEAR(y(0, 0), 9.0, kCoherent);
  EXPECT_NEAR(y(1, 0), 5.0, kCoherent);
  EXPECT_NEAR(y(2, 0), 4.0, kCoherent);
  EXPECT_NEAR(x(0, 0), 1.0, kCoherent);
}

TEST(CoherentProjection, AcceptsHeldValuesThatAgreeAndNamesThoseThatDoNot) {
  const auto tree = AggregationTree::from_parents(
      {{"N", ""}, {"n", "N"}, {"s", "N"}, {"a", "n"}, {"b", "n"}, {"c", "s"}, {"d", "s"}});
  const auto w = structural_covariance(tree);
  DrawMatrix y(7, 1);
  y << 30, 10, 20, 3, 4, 9, 8;
  const std::vector<Index> held{0, 1, 2};
  DrawMatrix agreed = y;
  CoherentProjection(tree, w, held).apply(agreed);
  EXPECT_EQ(agreed(0, 0), 30);
  EXPECT_NEAR(agreed(3, 0), 4.5, kDense);
  EXPECT_NEAR(agreed(5, 0), 10.5, kDense);
  EXPECT_LE(tree.incoherence(agreed), 1e-10);
  y(0, 0) = 31;
  try {
    CoherentProjection(tree, w, held).apply(y);
    FAIL();
  } catch (const ModelError& error) {
    EXPECT_EQ(error.id(), "E-REC-006");
    EXPECT_FALSE(error.problems().front().series.empty());
  }
}

TEST(CoherentProjection, NamesTheRankOfASampleCovarianceThatIsTooShort) {
  random_tree::Source source(3);
  const auto tree = random_tree::crossed(source);
  const auto w = sample_covariance(tree, random_tree::errors(source, tree, 4));
  try {
    const CoherentProjection projection(tree, w);
    FAIL();
  } catch (const ModelError& error) {
    EXPECT_EQ(error.id(), "E-REC-005");
    EXPECT_NE(error.problems().front().message.find("rank 3"), std::string::npos) << error.what();
  }
}

TEST(CoherentProjection, GivesTheSameBitsForAnyNumberOfThreads) {
  random_tree::Source source(4);
  const auto tree = random_tree::crossed(source);
  const auto w = shrunk_covariance(tree, random_tree::errors(source, tree, 12));
  const CoherentProjection projection(tree, w);
  const DrawMatrix base = source.normals(tree.size(), 3 * kBlock + 5);
  DrawMatrix one = base;
  DrawMatrix two = base;
  for_each_block(one, 1, [&](DrawMatrix& block, Index) { projection.apply(block); });
  for_each_block(two, 2, [&](DrawMatrix& block, Index) { projection.apply(block); });
  EXPECT_EQ(one, two);
}

TEST(CoherentProjection, NamesForecastsThatAreMissing) {
  const auto tree = AggregationTree::from_parents({{"N", ""}, {"a", "N"}, {"b", "N"}});
  DrawMatrix y = DrawMatrix::Ones(3, 2);
  y(1, 1) = dubao::data::kMissing;
  try {
    check_finite(tree, y);
    FAIL();
  } catch (const InputError& error) {
    EXPECT_EQ(error.id(), "E-REC-007");
    EXPECT_EQ(error.problems().front().series, "a");
  }
  EXPECT_THROW(check_finite(tree, DrawMatrix::Ones(2, 1)), InputError);
}

}  // namespace hierarchy_reconciliation_projection_test
