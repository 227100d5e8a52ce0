// SPDX-License-Identifier: Apache-2.0
#include <dubao/hierarchy/reconciliation/non_negative.hpp>

#include <gtest/gtest.h>

#include "hierarchy/dense_reconciliation.hpp"

namespace hierarchy_reconciliation_non_negative_test {

using dubao::Index;
using dubao::ModelError;
using dubao::data::DrawMatrix;
using namespace dubao::hierarchy;

constexpr double kOptimal = 1e-9;

/// (y − ŷ)' W⁻¹ (y − ŷ), what is to be small.
double cost(const DrawMatrix& w, const DrawMatrix& y, const DrawMatrix& base) {
  const detail::DenseCholesky inverse(w);
  const DrawMatrix distance = y - base;
  return detail::transposed_product(distance, inverse.solve(distance))(0, 0);
}

TEST(NonNegativeProjection, CertifiesItsSolutionOnRandomHierarchies) {
  random_tree::Source source(1);
  Index needed = 0;
  for (int trial = 0; trial < 24; ++trial) {
    const auto tree = random_tree::any(source, trial);
    const DrawMatrix r = random_tree::errors(source, tree, 10);
    const auto w = trial % 3 == 0   ? structural_covariance(tree)
                   : trial % 3 == 1 ? variance_covariance(tree, r)
                                    : shrunk_covariance(tree, r);
    const CoherentProjection projection(tree, w);
    const DrawMatrix base = 3.0 * source.normals(tree.size(), 20);
    DrawMatrix y = base;
    const Certificate found = NonNegativeProjection(projection).apply(y);
    EXPECT_GE(y.minCoeff(), 0.0);
    EXPECT_LE(tree.incoherence(y), 1e-12);
    EXPECT_LE(found.stationarity, kOptimal);
    EXPECT_GE(found.smallest_multiplier, -kOptimal);
    EXPECT_LE(found.complementarity, kOptimal);
    EXPECT_EQ(found.by_dual_method, 0);
    needed += found.columns;
  }
  EXPECT_GT(needed, 100);
}

TEST(NonNegativeProjection, IsNearerThanAnyOtherNonNegativePoint) {
  random_tree::Source source(2);
  const auto tree = random_tree::crossed(source);
  const auto w = shrunk_covariance(tree, random_tree::errors(source, tree, 12));
  const DrawMatrix dense = random_tree::dense_covariance(w);
  const CoherentProjection projection(tree, w);
  const DrawMatrix base = 2.0 * source.normals(tree.size(), 1);
  DrawMatrix best = base;
  NonNegativeProjection(projection).apply(best);
  const double lowest = cost(dense, best, base);
  for (int trial = 0; trial < 300; ++trial) {
    DrawMatrix other = best;
    other.bottomRows(tree.leaves()) =
        (other.bottomRows(tree.leaves()) + 0.1 * source.normals(tree.leaves(), 1)).cwiseMax(0.0).eval();
    tree.aggregate(other);
    EXPECT_GE(cost(dense, other, base), lowest * (1.0 - kOptimal));
  }
  // Cutting the unconstrained solution at zero is not the answer.
  DrawMatrix cut = base;
  projection.apply(cut);
  cut.bottomRows(tree.leaves()) = cut.bottomRows(tree.leaves()).cwiseMax(0.0).eval();
  tree.aggregate(cut);
  EXPECT_GT(cost(dense, cut, base), lowest * (1.0 + 1e-6));
}

TEST(NonNegativeProjection, AgreesWithTheDualMethodOnTheSampleCovariance) {
  random_tree::Source source(3);
  const auto tree = random_tree::strict(source);
  const DrawMatrix r = random_tree::errors(source, tree, tree.size() + 10);
  const auto sample = sample_covariance(tree, r);
  // The same matrix as diagonal and low rank: a hair of the diagonal taken off keeps it positive definite.
  const CoherentProjection projection(tree, sample);
  DrawMatrix y = 2.0 * source.normals(tree.size(), 30);
  const Certificate found = NonNegativeProjection(projection).apply(y);
  EXPECT_EQ(found.by_dual_method, found.columns);
  EXPECT_GT(found.columns, 5);
  EXPECT_LE(found.stationarity, kOptimal);
  EXPECT_GE(found.smallest_multiplier, -kOptimal);
  EXPECT_GE(y.minCoeff(), 0.0);
}

TEST(NonNegativeProjection, HoldsNodesAndSaysWhereThatIsImpossible) {
  const auto tree = AggregationTree::from_parents(
      {{"N", ""}, {"n", "N"}, {"s", "N"}, {"a", "n"}, {"b", "n"}, {"c", "s"}, {"d", "s"}});
  const auto w = structural_covariance(tree);
  DrawMatrix y(7, 1);
  y << 12, 10, 2, 20, -14, 1, 3;
  const CoherentProjection held(tree, w, {0});
  const NonNegativeProjection positive(held);
  DrawMatrix found = y;
  const Certificate certificate = positive.apply(found);
  EXPECT_EQ(found(0, 0), 12);
  EXPECT_GE(found.minCoeff(), 0.0);
  EXPECT_LE(certificate.stationarity, kOptimal);
  EXPECT_LE(tree.incoherence(found), 1e-10);

  y(0, 0) = -1;
  EXPECT_THROW(positive.apply(y), ModelError);
  // The total is held below a part that is held: the others would have to be negative.
  y << 12, 20, 2, 20, 1, 1, 3;
  const CoherentProjection two(tree, w, {0, 1});
  try {
    NonNegativeProjection(two).apply(y);
    FAIL();
  } catch (const ModelError& error) {
    EXPECT_EQ(error.id(), "E-REC-012");
    EXPECT_TRUE(error.problems().front().series == "c" || error.problems().front().series == "d");
  }
}

TEST(NonNegativeProjection, ChangesNothingWhereNothingIsNegative) {
  random_tree::Source source(5);
  const auto tree = random_tree::strict(source);
  const auto w = identity_covariance(tree);
  const CoherentProjection projection(tree, w);
  DrawMatrix y = DrawMatrix::Constant(tree.size(), 2, 1.0);
  for (Index i = 0; i < tree.aggregates(); ++i) y.row(i).setConstant(tree.leaf_counts()[i] * 1.01);
  DrawMatrix plain = y;
  projection.apply(plain);
  const Certificate found = NonNegativeProjection(projection).apply(y);
  EXPECT_EQ(y, plain);
  EXPECT_EQ(found.columns, 0);
}

}  // namespace hierarchy_reconciliation_non_negative_test
