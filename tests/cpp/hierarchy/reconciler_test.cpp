// SPDX-License-Identifier: Apache-2.0
#include <dubao/hierarchy/reconciler.hpp>

#include <gtest/gtest.h>

#include "hierarchy/dense_reconciliation.hpp"
#include "support/golden.hpp"

namespace hierarchy_reconciler_test {

using dubao::Index;
using dubao::InputError;
using dubao::data::DrawMatrix;
using namespace dubao::hierarchy;

constexpr double kPeer = 1e-6;  // relative to the largest value, as the peer adds 2e-8 to variances
constexpr double kPeerInteriorPoint = 1e-4;  // the peer's solver of quadratic programs stops there
constexpr double kCoherent = 1e-9;

/// A table of the reference file: rows index, columns nodes, in the order of the tree.
DrawMatrix table(const std::vector<golden::Row>& rows, const std::string& what, const AggregationTree& tree) {
  std::vector<const golden::Row*> found;
  for (const golden::Row& row : rows) {
    if (row.at("what") == what) found.push_back(&row);
  }
  EXPECT_FALSE(found.empty()) << what;
  DrawMatrix out(static_cast<Index>(found.size()), tree.size());
  for (std::size_t t = 0; t < found.size(); ++t) {
    for (Index i = 0; i < tree.size(); ++i)
      out(static_cast<Index>(t), i) = golden::number(*found[t], tree.name(i));
  }
  return out;
}

/// The crossed tree whose leaves are the columns with the purposes' separator and, where asked for, a region.
AggregationTree tree_of(const std::vector<golden::Row>& rows, bool regions) {
  std::vector<std::vector<std::string>> keys;
  for (const auto& [name, cell] : rows.front()) {
    const std::string cross = " × ";
    const std::size_t at = name.find(cross);
    const std::size_t slash = name.find('/');
    if (at == std::string::npos || regions != (slash != std::string::npos)) continue;
    const std::string purpose = name.substr(at + cross.size());
    if (regions) {
      keys.push_back({name.substr(0, slash), name.substr(slash + 1, at - slash - 1), purpose});
    } else {
      keys.push_back({name.substr(0, at), purpose});
    }
  }
  return regions ? tree_from_keys({"state", "region", "purpose"}, keys, {{0, 1}, {2}})
                 : tree_from_keys({"state", "purpose"}, keys, {{0}, {1}});
}

void expect_peer(const AggregationTree& tree, Method method, const ReconcilerOptions& options,
                 const DrawMatrix& base, const DrawMatrix& expected, double tolerance) {
  const Reconciler reconciler(tree, method, options);
  DrawMatrix found = base.transpose();
  reconciler.apply(found);
  const double size = expected.cwiseAbs().maxCoeff();
  EXPECT_LE((found.transpose() - expected).cwiseAbs().maxCoeff(), tolerance * size)
      << static_cast<int>(method);
  EXPECT_LE(tree.incoherence(found), kCoherent);
}

TEST(Reconciler, AgreesWithHierarchicalforecastOnStatesAndPurposes) {
  const auto rows = golden::read("reconciliation/states.csv");
  const auto tree = tree_of(rows, false);
  ASSERT_EQ(tree.size(), 45);
  ReconcilerOptions options;
  options.residuals = table(rows, "errors", tree);
  const DrawMatrix base = table(rows, "forecast", tree);
  const std::vector<std::pair<std::string, Method>> methods{
      {"bottom_up", Method::kBottomUp},       {"ols", Method::kOls},
      {"wls_struct", Method::kWlsStructural}, {"wls_var", Method::kWlsVariance},
      {"mint_cov", Method::kMintSample},      {"mint_shrink", Method::kMintShrink}};
  for (const auto& [name, method] : methods) {
    expect_peer(tree, method, options, base, table(rows, name, tree), kPeer);
  }
  options.non_negative = true;
  const DrawMatrix low = table(rows, "low", tree);
  for (const auto& [name, method] : methods) {
    if (method != Method::kOls && method != Method::kWlsVariance && method != Method::kMintShrink) continue;
    expect_peer(tree, method, options, low, table(rows, name + "_non_negative", tree), kPeerInteriorPoint);
  }
}

TEST(Reconciler, AgreesWithHierarchicalforecastOnAllRegions) {
  const auto rows = golden::read("reconciliation/regions.csv");
  const auto tree = tree_of(rows, true);
  ASSERT_EQ(tree.size(), 425);
  ReconcilerOptions options;
  options.residuals = table(rows, "errors", tree);
  expect_peer(tree, Method::kMintShrink, options, table(rows, "forecast", tree),
              table(rows, "mint_shrink", tree), kPeer);
}

TEST(Reconciler, AgreesWithHierarchicalforecastOnProportions) {
  const auto rows = golden::read("reconciliation/strict.csv");
  std::vector<ParentLink> links{{"total", ""}};
  for (const auto& [name, cell] : rows.front()) {
    if (name != "total" && name != "what" && name != "index") links.push_back({name, "total"});
  }
  const auto tree = AggregationTree::from_parents(links);
  ReconcilerOptions options;
  options.history = table(rows, "history", tree);
  const DrawMatrix base = table(rows, "forecast", tree);
  for (const auto& [name, method] : {std::pair{"forecast_proportions", Method::kForecastProportions},
                                     std::pair{"average_proportions", Method::kAverageProportions},
                                     std::pair{"proportion_averages", Method::kProportionsOfAverages}}) {
    expect_peer(tree, method, options, base, table(rows, name, tree), kPeer);
  }
}

ReconcilerOptions options_for(random_tree::Source& source, const AggregationTree& tree) {
  ReconcilerOptions options;
  options.residuals = random_tree::errors(source, tree, tree.aggregates() + 10);
  DrawMatrix history = DrawMatrix::Zero(tree.size(), 16);
  history.bottomRows(tree.leaves()) = source.normals(tree.leaves(), 16).cwiseAbs();
  tree.aggregate(history);
  options.history = history.transpose();
  return options;
}

constexpr Method kAll[] = {Method::kBottomUp,   Method::kAverageProportions, Method::kProportionsOfAverages,
                           Method::kOls,        Method::kWlsStructural,      Method::kWlsVariance,
                           Method::kMintSample, Method::kMintShrink,         Method::kStudent};

TEST(Reconciler, IsCoherentAndIdempotentForEveryMethodDrawAndMean) {
  random_tree::Source source(1);
  for (int trial = 0; trial < 8; ++trial) {
    const auto tree = random_tree::any(source, trial);
    const ReconcilerOptions options = options_for(source, tree);
    for (const Method method : kAll) {
      const Reconciler reconciler(tree, method, options);
      // Draws of sizes from 1e-6 to 1e9 beside each other.
      DrawMatrix draws = source.normals(tree.size(), 70).array() + 2.0;
      for (Index i = 0; i < tree.size(); ++i)
        draws.row(i) *= std::pow(10.0, static_cast<double>(i % 6) * 3.0 - 6.0);
      reconciler.apply(draws, 2);
      ASSERT_TRUE(draws.allFinite());
      EXPECT_LE(tree.incoherence(draws), kCoherent) << static_cast<int>(method);
      const DrawMatrix mean = draws.rowwise().mean();
      EXPECT_LE(tree.incoherence(mean), kCoherent);
      DrawMatrix again = draws;
      reconciler.apply(again);
      EXPECT_LE((again - draws).cwiseAbs().maxCoeff(), kCoherent * draws.cwiseAbs().maxCoeff());
    }
  }
}

TEST(Reconciler, GivesStandardErrorsThatDrawsHaveToo) {
  random_tree::Source source(2);
  const auto tree = random_tree::crossed(source);
  const ReconcilerOptions options = options_for(source, tree);
  const auto w = shrunk_covariance(tree, options.residuals);
  constexpr Index kDraws = 20000;
  DrawMatrix errors = detail::product(w.factor, source.normals(w.factor.cols(), kDraws));
  errors += w.diagonal.cwiseSqrt().asDiagonal() * source.normals(tree.size(), kDraws);
  const DrawMatrix base = errors.array().square().rowwise().mean().sqrt().matrix();
  for (const Method method :
       {Method::kBottomUp, Method::kMintShrink, Method::kOls, Method::kAverageProportions}) {
    const Reconciler reconciler(tree, method, options);
    const DrawMatrix expected = reconciler.standard_errors(base);
    DrawMatrix draws = errors;
    reconciler.apply(draws);
    for (Index i = 0; i < tree.size(); ++i) {
      const double found = std::sqrt(draws.row(i).squaredNorm() / static_cast<double>(kDraws));
      EXPECT_NEAR(found, expected(i, 0), 0.04 * expected(i, 0)) << static_cast<int>(method) << " " << i;
    }
  }
}

TEST(Reconciler, DrawsFromTheReconciledStudentDistribution) {
  random_tree::Source source(3);
  const auto tree = random_tree::strict(source);
  const ReconcilerOptions options = options_for(source, tree);
  const Reconciler reconciler(tree, Method::kStudent, options);
  const DrawMatrix base = source.normals(tree.size(), 2).array() + 10.0;
  // Scale and degrees of freedom by the formulas of the source, in leaves.
  const auto student = student_covariance(tree, options.residuals, options.history);
  const double unit = student.covariance.unit;
  const DrawMatrix psi = random_tree::dense_covariance(student.covariance);
  const DrawMatrix a = random_tree::dense_constraints(tree);
  const detail::DenseCholesky q(detail::product(a, detail::product(psi, a.transpose())));
  const DrawMatrix gap = tree.gaps(base) / unit;
  const auto found = reconciler.student_scale(base);
  ASSERT_EQ(found.size(), 2u);
  for (Index h = 0; h < 2; ++h) {
    const DrawMatrix one = gap.col(h);
    const double degrees = student.posterior_degrees - static_cast<double>(tree.leaves()) + 1.0;
    const double distance = detail::transposed_product(one, q.solve(one))(0, 0);
    EXPECT_NEAR(found[static_cast<std::size_t>(h)].degrees, degrees, 1e-9);
    EXPECT_NEAR(found[static_cast<std::size_t>(h)].scale, (1.0 + distance) / degrees, 1e-9);
  }
  constexpr Index kDraws = 8000;
  const DrawMatrix draws = reconciler.student_draws(base, kDraws, 7);
  EXPECT_EQ(draws, reconciler.student_draws(base, kDraws, 7, 2));
  EXPECT_LE(tree.incoherence(draws), kCoherent);
  DrawMatrix centre = base;
  reconciler.apply(centre);
  // Covariance of the t distribution: scale · ν / (ν − 2) · (Ψ − Ψ A' (A Ψ A')⁻¹ A Ψ).
  const DrawMatrix across = detail::product(a, psi);
  const DrawMatrix rest = psi - detail::transposed_product(across, q.solve(across));
  const auto& scale = found[0];
  for (Index i = 0; i < tree.size(); ++i) {
    double sum = 0.0;
    double squares = 0.0;
    for (Index d = 0; d < kDraws; ++d) {
      const double x = draws(i, 2 * d) - centre(i, 0);
      sum += x;
      squares += x * x;
    }
    const double variance = scale.scale * scale.degrees / (scale.degrees - 2.0) * rest(i, i) * unit * unit;
    EXPECT_NEAR(squares / kDraws, variance, 0.1 * variance);
    EXPECT_NEAR(sum / kDraws, 0.0, 5.0 * std::sqrt(variance / kDraws));
  }
  EXPECT_THROW(static_cast<void>(Reconciler(tree, Method::kOls).student_scale(base)), InputError);
}

TEST(Reconciler, SolvesTheExamplesOfTheBanner) {
  const auto tree = AggregationTree::from_parents({{"N", ""}, {"a", "N"}, {"b", "N"}});
  const auto answer = [&](Method method) {
    DrawMatrix y(3, 1);
    y << 10, 4, 3;
    Reconciler(tree, method).apply(y);
    return Eigen::Vector3d(y.col(0));
  };
  EXPECT_TRUE(answer(Method::kOls).isApprox(Eigen::Vector3d(9, 5, 4), 1e-12));
  EXPECT_TRUE(answer(Method::kBottomUp).isApprox(Eigen::Vector3d(7, 4, 3), 1e-12));
  EXPECT_TRUE(answer(Method::kWlsStructural).isApprox(Eigen::Vector3d(8.5, 4.75, 3.75), 1e-12));
}

TEST(Reconciler, ScalesWithTheForecastsAndSurvivesExtremes) {
  random_tree::Source source(4);
  const auto tree = random_tree::crossed(source);
  const Reconciler reconciler(tree, Method::kWlsStructural);
  const DrawMatrix base = source.normals(tree.size(), 3);
  DrawMatrix one = base;
  reconciler.apply(one);
  for (const double unit : {std::exp2(1000), std::exp2(-1000)}) {
    DrawMatrix scaled = base * unit;
    reconciler.apply(scaled);
    EXPECT_EQ(scaled, one * unit);
  }
}

TEST(Reconciler, RefusesWhatAMethodCannotDo) {
  const auto tree = AggregationTree::from_parents({{"N", ""}, {"a", "N"}, {"b", "N"}});
  const auto id = [&](Method method, const ReconcilerOptions& options) -> std::string {
    try {
      DrawMatrix y(3, 1);
      y << 10, -4, 3;
      Reconciler(tree, method, options).apply(y);
    } catch (const dubao::Error& error) {
      return error.id();
    }
    return "";
  };
  ReconcilerOptions fixed;
  fixed.fixed = {0};
  EXPECT_EQ(id(Method::kBottomUp, fixed), "E-REC-013");
  EXPECT_EQ(id(Method::kMintShrink, {}), "E-REC-014");
  ReconcilerOptions positive;
  positive.non_negative = true;
  EXPECT_EQ(id(Method::kForecastProportions, positive), "E-REC-015");
  EXPECT_EQ(id(Method::kBottomUp, positive), "");
  EXPECT_THROW(static_cast<void>(Reconciler(tree, Method::kOls).standard_errors(DrawMatrix::Ones(3, 1))),
               InputError);
  ReconcilerOptions errors;
  errors.residuals = DrawMatrix::Identity(3, 3);
  EXPECT_THROW(
      static_cast<void>(
          Reconciler(tree, Method::kForecastProportions, errors).standard_errors(DrawMatrix::Ones(3, 1))),
      InputError);
}

}  // namespace hierarchy_reconciler_test
