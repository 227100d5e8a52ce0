// SPDX-License-Identifier: Apache-2.0
#include <dubao/data/random.hpp>
#include <dubao/optim/projection.hpp>

#include <Eigen/Dense>

namespace optim_projection_test {

using dubao::optim::OrthogonalBasis;

constexpr double kExact = 1e-12;

void add(OrthogonalBasis& basis, const std::vector<double>& column) {
  std::copy(column.begin(), column.end(), basis.next());
  basis.push();
}

TEST(OrthogonalBasis, ExampleOfTheHeaderHolds) {
  OrthogonalBasis basis;
  basis.reset(3, 1);
  add(basis, {1, 1, 1});
  std::vector<double> y{1, 2, 6};
  double coefficient = 0.0;
  basis.project_off(y.data(), &coefficient);
  EXPECT_NEAR(coefficient, 3.0, kExact);
  EXPECT_NEAR(y[0], -2.0, kExact);
  EXPECT_NEAR(y[2], 3.0, kExact);
  EXPECT_NEAR(basis.log_determinant(), std::log(3.0), kExact);
}

TEST(OrthogonalBasis, AgreesWithHouseholderRegression) {
  constexpr int kRows = 12;
  constexpr int kColumns = 4;
  dubao::data::RandomStream random(1, 2, 3);
  Eigen::MatrixXd x(kRows, kColumns);
  Eigen::VectorXd y(kRows);
  for (int i = 0; i < kRows; ++i) {
    y[i] = random.normal();
    for (int j = 0; j < kColumns; ++j) x(i, j) = random.normal() + (j > 0 ? 100.0 * x(i, 0) : 0.0);
  }
  OrthogonalBasis basis;
  basis.reset(kRows, kColumns);
  for (int j = 0; j < kColumns; ++j) {
    Eigen::Map<Eigen::VectorXd>(basis.next(), kRows) = x.col(j);
    basis.push();
  }
  const Eigen::VectorXd expected = x.householderQr().solve(y);
  Eigen::VectorXd residual = y;
  std::vector<double> found(kColumns);
  basis.project_off(residual.data(), found.data());
  // The columns are nearly parallel (condition about 300): a few digits of the coefficients are lost.
  for (int j = 0; j < kColumns; ++j)
    EXPECT_NEAR(found[static_cast<std::size_t>(j)], expected[j], 1e3 * kExact);
  EXPECT_NEAR((residual - (y - x * expected)).norm(), 0.0, 1e3 * kExact);
  EXPECT_NEAR(basis.log_determinant(), std::log((x.transpose() * x).determinant()), 1e-6);
}

TEST(OrthogonalBasis, LeavesADependentColumnOut) {
  OrthogonalBasis basis;
  basis.reset(3, 3);
  add(basis, {1, 1, 1});
  add(basis, {2, 2, 2});
  add(basis, {0, 1, 2});
  EXPECT_EQ(basis.rank(), 2);
  std::vector<double> y{1, 3, 5};
  std::vector<double> coefficients(3);
  basis.project_off(y.data(), coefficients.data());
  EXPECT_NEAR(coefficients[0], 1.0, kExact);
  EXPECT_EQ(coefficients[1], 0.0);
  EXPECT_NEAR(coefficients[2], 2.0, kExact);
}

TEST(OrthogonalBasis, LeavesAColumnOfZerosOut) {
  OrthogonalBasis basis;
  basis.reset(2, 1);
  add(basis, {0, 0});
  std::vector<double> y{1, 2};
  basis.project_off(y.data());
  EXPECT_EQ(basis.rank(), 0);
  EXPECT_EQ(y[1], 2.0);
}

// Columns (1, 0, 0) and (1, 2, 0): off the other, the first keeps 1 − 1/5 and the second 4.
TEST(OrthogonalBasis, TheLengthOffTheOthersIsTheInverseOfTheMarginalVariance) {
  const std::vector<double> jacobian{1, 0, 0, 1, 2, 0};
  constexpr double kRounding = 1e-14;
  EXPECT_NEAR(dubao::optim::squared_length_off_others(jacobian, 3, 2, 0), 0.8, kRounding);
  EXPECT_NEAR(dubao::optim::squared_length_off_others(jacobian, 3, 2, 1), 4.0, kRounding);
}

}  // namespace optim_projection_test
