// SPDX-License-Identifier: Apache-2.0
#include <dubao/hierarchy/reconciliation/student.hpp>

#include <gtest/gtest.h>

#include "hierarchy/dense_reconciliation.hpp"

namespace hierarchy_reconciliation_student_test {

using dubao::Index;
using dubao::data::DrawMatrix;
using namespace dubao::hierarchy;

constexpr double kRounding = 1e-9;

/// The leave-one-out log density of the source, with dense matrices and one factorisation a period left out.
double log_density(const DrawMatrix& prior, const DrawMatrix& r, double nu) {
  const auto nodes = static_cast<double>(r.cols());
  const auto n = static_cast<double>(r.rows());
  std::vector<double> terms;
  for (Index left = 0; left < r.rows(); ++left) {
    DrawMatrix psi = (nu - nodes - 1.0) * prior;
    for (Index t = 0; t < r.rows(); ++t) {
      if (t != left) psi += r.row(t).transpose() * r.row(t);
    }
    const detail::DenseCholesky cholesky(psi);
    double log_determinant = 0.0;
    for (Index i = 0; i < psi.rows(); ++i) log_determinant += 2.0 * std::log(cholesky.matrixLLT()(i, i));
    const DrawMatrix one = r.row(left).transpose();
    const double distance = detail::transposed_product(one, cholesky.solve(one))(0, 0);
    terms.push_back(std::lgamma(0.5 * (nu + n)) - std::lgamma(0.5 * (nu + n - nodes)) -
                    0.5 * log_determinant - 0.5 * (nu + n) * std::log1p(distance));
  }
  std::sort(terms.begin(), terms.end());
  double sum = 0.0;
  for (std::size_t t = static_cast<std::size_t>(std::lround(0.1 * n)); t < terms.size(); ++t) sum += terms[t];
  return sum;
}

TEST(StudentCovariance, IsThePosteriorOfTheSourceWithTheBestDegreesOfFreedom) {
  random_tree::Source source(1);
  for (int trial = 0; trial < 6; ++trial) {
    const auto tree = random_tree::any(source, trial);
    const DrawMatrix r = random_tree::errors(source, tree, 12);
    DrawMatrix history = random_tree::errors(source, tree, 20);
    const auto found = student_covariance(tree, r, history);
    const auto prior = shrunk_covariance(tree, detail::naive_errors(history, 1));
    const double unit = prior.unit;
    ASSERT_EQ(found.covariance.unit, unit);
    const DrawMatrix scaled = r / unit;
    const auto nodes = static_cast<double>(tree.size());
    const double c = found.prior_degrees - nodes - 1.0;
    DrawMatrix expected = c * random_tree::dense_covariance(prior);
    expected += detail::transposed_product(scaled, scaled);
    const DrawMatrix psi = random_tree::dense_covariance(found.covariance);
    EXPECT_LE((psi - expected).cwiseAbs().maxCoeff(), kRounding * expected.cwiseAbs().maxCoeff());
    EXPECT_DOUBLE_EQ(found.posterior_degrees, found.prior_degrees + 12.0);
    // No other number of degrees of freedom in the range does better.
    const DrawMatrix sigma = random_tree::dense_covariance(prior);
    const double best = log_density(sigma, scaled, found.prior_degrees);
    for (double nu = nodes + 2.0; nu <= std::max(5.0 * nodes, 12.0); nu += 0.5) {
      EXPECT_LE(log_density(sigma, scaled, nu), best + 1e-6 * std::abs(best)) << nu;
    }
  }
}

TEST(StudentCovariance, TakesTheResidualsOwnVariancesWhereThereIsNoHistory) {
  random_tree::Source source(2);
  const auto tree = random_tree::strict(source);
  const auto found = student_covariance(tree, random_tree::errors(source, tree, 8));
  EXPECT_EQ(found.covariance.factor.cols(), 8);
  EXPECT_GE(found.prior_degrees, static_cast<double>(tree.size()) + 2.0);
  ASSERT_FALSE(found.covariance.notes.empty());
  EXPECT_NE(found.covariance.notes.front().find("no history"), std::string::npos);
}

TEST(StudentCovariance, ChoosesTheSeasonalNaiveErrorsSeriesBySeries) {
  DrawMatrix history(12, 2);
  for (Index t = 0; t < 12; ++t)
    history.row(t) << static_cast<double>(t % 4 == 0 ? 9 : 1), static_cast<double>(t);
  const DrawMatrix errors = detail::naive_errors(history, 4);
  EXPECT_EQ(errors.rows(), 8);
  EXPECT_EQ(errors.col(0).norm(), 0.0);
  EXPECT_EQ(errors.col(1), Eigen::VectorXd::Ones(8));
  EXPECT_EQ(detail::naive_errors(history, 12).rows(), 0);
}

TEST(ChiSquared, HasItsMeanAndVariance) {
  constexpr int kDraws = 40000;
  for (const double degrees : {2.0, 7.5, 40.0}) {
    dubao::data::RandomStream random(1, 2, 3);
    double sum = 0.0;
    double squares = 0.0;
    for (int i = 0; i < kDraws; ++i) {
      const double x = detail::chi_squared(degrees, random);
      sum += x;
      squares += x * x;
    }
    const double mean = sum / kDraws;
    EXPECT_NEAR(mean, degrees, 5.0 * std::sqrt(2.0 * degrees / kDraws));
    EXPECT_NEAR(squares / kDraws - mean * mean, 2.0 * degrees, 0.08 * 2.0 * degrees);
  }
}

}  // namespace hierarchy_reconciliation_student_test
