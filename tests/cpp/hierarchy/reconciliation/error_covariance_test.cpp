// SPDX-License-Identifier: Apache-2.0
#include <dubao/hierarchy/reconciliation/error_covariance.hpp>

#include <gtest/gtest.h>

#include "hierarchy/dense_reconciliation.hpp"

namespace hierarchy_reconciliation_error_covariance_test {

using dubao::Index;
using dubao::InputError;
using dubao::data::DrawMatrix;
using dubao::data::kMissing;
using namespace dubao::hierarchy;

constexpr double kRounding = 1e-12;

AggregationTree pair() { return AggregationTree::from_parents({{"all", ""}, {"a", "all"}, {"b", "all"}}); }

/// The definition of Schäfer and Strimmer, pair by pair.
double shrinkage_by_pairs(const DrawMatrix& residuals) {
  const Index n = residuals.rows();
  DrawMatrix z = residuals;
  for (Index i = 0; i < z.cols(); ++i) {
    z.col(i).array() -= z.col(i).mean();
    z.col(i) /= std::sqrt(z.col(i).squaredNorm() / static_cast<double>(n));
  }
  double variance = 0.0;
  double correlation = 0.0;
  for (Index i = 0; i < z.cols(); ++i) {
    for (Index j = 0; j < z.cols(); ++j) {
      if (i == j) continue;
      const Eigen::ArrayXd w = z.col(i).array() * z.col(j).array();
      const double m = static_cast<double>(n);
      variance += m / std::pow(m - 1.0, 3) * (w - w.mean()).square().sum();
      correlation += std::pow(m / (m - 1.0) * w.mean(), 2);
    }
  }
  return std::min(1.0, variance / correlation);
}

TEST(ErrorCovariance, ShrinksAsTheDoubleSumsOverPairsDo) {
  random_tree::Source source(1);
  for (int trial = 0; trial < 10; ++trial) {
    const auto tree = random_tree::any(source, trial);
    const DrawMatrix r = random_tree::errors(source, tree, 4 + trial * 4);
    const auto w = shrunk_covariance(tree, r);
    EXPECT_NEAR(w.shrinkage, shrinkage_by_pairs(r), kRounding);
  }
}

TEST(ErrorCovariance, HoldsVariancesAndShrunkenCovariances) {
  random_tree::Source source(2);
  const auto tree = random_tree::crossed(source);
  const DrawMatrix r = random_tree::errors(source, tree, 25);
  const DrawMatrix sample = random_tree::dense_covariance(sample_covariance(tree, r));
  const auto shrunk = shrunk_covariance(tree, r);
  const double unit = shrunk.unit * shrunk.unit;
  const DrawMatrix w = random_tree::dense_covariance(shrunk);
  ASSERT_GT(shrunk.shrinkage, 0.0);
  ASSERT_LT(shrunk.shrinkage, 1.0);
  const Eigen::VectorXd centred = r.col(0).array() - r.col(0).mean();
  EXPECT_NEAR(sample(0, 0) * unit, centred.squaredNorm() / 24.0, kRounding * unit);
  for (Index i = 0; i < tree.size(); ++i) {
    EXPECT_NEAR(w(i, i), sample(i, i), kRounding);
    for (Index j = 0; j < i; ++j) EXPECT_NEAR(w(i, j), (1.0 - shrunk.shrinkage) * sample(i, j), kRounding);
  }
}

TEST(ErrorCovariance, FindsNoCorrelationInTheExampleOfTheBanner) {
  DrawMatrix r(4, 3);
  r << 1, 1, 0, -1, -1, 0, 1, -1, 0, -1, 1, 0;
  const auto w = shrunk_covariance(pair(), r);
  EXPECT_EQ(w.shrinkage, 1.0);
  EXPECT_DOUBLE_EQ(w.diagonal[0] * w.unit * w.unit, 4.0 / 3.0);
  ASSERT_EQ(w.notes.size(), 1u);
  EXPECT_NE(w.notes[0].find("'b'"), std::string::npos);
  EXPECT_GT(w.diagonal[2], 0.0);
  EXPECT_LT(w.diagonal[2], 1e-7);
}

TEST(ErrorCovariance, TakesAConstantErrorForOneWithoutVariance) {
  DrawMatrix r(3, 3);
  r << 1, 0.1, 2, -1, 0.1, 1, 3, 0.1, 4;
  EXPECT_EQ(sample_covariance(pair(), r).factor.row(1).norm(), 0.0);
  // Its mean square counts as an error where nothing is centred.
  const auto w = variance_covariance(pair(), r);
  EXPECT_NEAR(w.diagonal[1] * w.unit * w.unit, 0.01, kRounding);
}

TEST(ErrorCovariance, CountsLeavesAndSquaredWeights) {
  EXPECT_EQ(structural_covariance(pair()).diagonal, Eigen::Vector3d(2, 1, 1));
  EXPECT_EQ(identity_covariance(pair()).diagonal, Eigen::Vector3d(1, 1, 1));
}

TEST(ErrorCovariance, UsesWhatEveryNodeHasOrThePeriodsThatAllHave) {
  DrawMatrix r(4, 3);
  r << 1, kMissing, 2, -1, 2, 1, 3, -1, 4, 2, 2, 2;
  const auto variance = variance_covariance(pair(), r);
  EXPECT_DOUBLE_EQ(variance.diagonal[1] * variance.unit * variance.unit, 3.0);
  const auto shrunk = shrunk_covariance(pair(), r);
  ASSERT_FALSE(shrunk.notes.empty());
  EXPECT_EQ(shrunk.notes[0].substr(0, 1), "1");
  EXPECT_EQ(shrunk_covariance(pair(), r.bottomRows(3)).diagonal, shrunk.diagonal);
}

TEST(ErrorCovariance, ScalesByPowersOfTwoWithoutChange) {
  random_tree::Source source(3);
  const DrawMatrix r = source.normals(10, 3);
  const auto small = shrunk_covariance(pair(), r * std::exp2(-600));
  const auto large = shrunk_covariance(pair(), r * std::exp2(600));
  EXPECT_EQ(small.shrinkage, large.shrinkage);
  EXPECT_EQ(small.diagonal, large.diagonal);
  EXPECT_EQ(large.unit / small.unit, std::exp2(1200.0 - 1023.0) * std::exp2(1023.0));
}

TEST(ErrorCovariance, RefusesWhatTellsNothing) {
  const DrawMatrix zeros = DrawMatrix::Zero(5, 3);
  const auto id = [](const auto& call) -> std::string {
    try {
      static_cast<void>(call());
    } catch (const InputError& error) {
      return error.id() + " " + error.problems().front().series;
    }
    return "";
  };
  EXPECT_EQ(id([&] { return shrunk_covariance(pair(), zeros); }), "E-REC-003 ");
  EXPECT_EQ(id([&] { return variance_covariance(pair(), zeros); }), "E-REC-003 ");
  EXPECT_EQ(id([&] { return shrunk_covariance(pair(), DrawMatrix::Ones(1, 3)); }), "E-REC-002 ");
  EXPECT_EQ(id([&] { return shrunk_covariance(pair(), DrawMatrix::Ones(5, 2)); }), "E-REC-001 ");
  DrawMatrix bad = DrawMatrix::Ones(3, 3);
  bad(1, 2) = INFINITY;
  EXPECT_EQ(id([&] { return shrunk_covariance(pair(), bad); }), "E-REC-001 b");
  bad.col(2).setConstant(kMissing);
  EXPECT_EQ(id([&] { return variance_covariance(pair(), bad); }), "E-REC-002 b");
}

}  // namespace hierarchy_reconciliation_error_covariance_test
