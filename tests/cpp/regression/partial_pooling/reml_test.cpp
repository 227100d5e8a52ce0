// SPDX-License-Identifier: Apache-2.0
#include <dubao/regression/partial_pooling/reml.hpp>

#include <gtest/gtest.h>

#include <Eigen/LU>
#include <random>

namespace regression_partial_pooling_reml_test {

using namespace dubao;
using namespace dubao::regression;

constexpr double kAlgebra = 1e-9;
constexpr double kDifference = 1e-5;

struct Dense {
  Eigen::MatrixXd x{18, 2};
  Eigen::VectorXd y{18};
  std::vector<Index> group;
  PoolingProblem problem;
  Dense() {
    std::mt19937_64 random(5);
    std::normal_distribution<double> normal;
    for (Index g = 0, i = 0; i < 18; ++g) {
      const double level = normal(random);
      const double slope = 0.5 * normal(random);
      // Groups of 2, 3, 4, 4, 5 rows.
      const Index sizes[] = {2, 3, 4, 4, 5};
      for (Index t = 0; t < sizes[g]; ++t, ++i) {
        x.row(i) << 1.0, normal(random);
        y[i] = level + (1.0 + slope) * x(i, 1) + 0.3 * normal(random);
        group.push_back(g);
      }
    }
    problem.rows = 18;
    problem.xx = x.transpose() * x;
    problem.xy = x.transpose() * y;
    problem.yy = y.squaredNorm();
    for (Index g = 0; g < 5; ++g) {
      std::vector<Index> rows;
      for (Index i = 0; i < 18; ++i) {
        if (group[static_cast<std::size_t>(i)] == g) rows.push_back(i);
      }
      const Eigen::MatrixXd z = x(rows, Eigen::all);
      problem.groups.push_back({z.transpose() * z, z.transpose() * z, z.transpose() * y(rows)});
    }
  }
  /// −2 log L_R from the covariance matrix of all rows.
  [[nodiscard]] double deviance(const Eigen::MatrixXd& l) const {
    Eigen::MatrixXd v = Eigen::MatrixXd::Identity(18, 18);
    for (Index i = 0; i < 18; ++i) {
      for (Index j = 0; j < 18; ++j) {
        if (group[static_cast<std::size_t>(i)] == group[static_cast<std::size_t>(j)])
          v(i, j) += x.row(i) * l * l.transpose() * x.row(j).transpose();
      }
    }
    const Eigen::MatrixXd inverse = v.inverse();
    const Eigen::MatrixXd s = x.transpose() * inverse * x;
    const Eigen::VectorXd r = y - x * s.inverse() * (x.transpose() * inverse * y);
    const double rss = r.dot(inverse * r);
    return std::log(v.determinant()) + std::log(s.determinant()) +
           16.0 * (1.0 + std::log(2.0 * 3.14159265358979323846 * rss / 16.0));
  }
};

TEST(Reml, TheCriterionIsThatOfTheDenseCovarianceMatrix) {
  const Dense d;
  Eigen::MatrixXd l(2, 2);
  for (const double size : {0.0, 0.3, 2.0}) {
    l << size, 0.0, -0.4 * size, 0.7 * size;
    EXPECT_NEAR(pooling_point(d.problem, l).deviance, d.deviance(l), kAlgebra * 100.0);
  }
}

TEST(Reml, TheGradientIsThatOfTheCriterion) {
  const Dense d;
  Eigen::MatrixXd l(2, 2);
  l << 0.8, 0.0, 0.2, 0.5;
  const Eigen::MatrixXd gradient = pooling_point(d.problem, l).gradient;
  for (const auto& [i, j] : {std::pair<Index, Index>{0, 0}, {1, 0}, {1, 1}}) {
    const double h = 1e-5;
    Eigen::MatrixXd up = l;
    Eigen::MatrixXd down = l;
    up(i, j) += h;
    down(i, j) -= h;
    const double slope =
        (pooling_point(d.problem, up).deviance - pooling_point(d.problem, down).deviance) / (2.0 * h);
    EXPECT_NEAR(gradient(i, j), slope, kDifference);
  }
}

TEST(Reml, TheSearchEndsWhereNoNeighbourIsBetter) {
  const Dense d;
  double before = std::numeric_limits<double>::infinity();
  for (const bool correlated : {false, true}) {
    const PoolingSearch search = maximise_reml(d.problem, correlated);
    ASSERT_TRUE(search.converged);
    EXPECT_LE(search.point.deviance, before + kAlgebra);
    before = search.point.deviance;
    for (Index i = 0; i < 2; ++i) {
      for (const double h : {-0.01, 0.01}) {
        Eigen::MatrixXd other = search.factor;
        other(i, i) += h;
        EXPECT_GT(pooling_point(d.problem, other).deviance, search.point.deviance);
      }
    }
  }
}

}  // namespace regression_partial_pooling_reml_test
