// SPDX-License-Identifier: Apache-2.0
#include <dubao/data/random.hpp>
#include <dubao/models/arima/innovations.hpp>

#include <Eigen/QR>

namespace models_arima_innovations_test {

namespace arima = dubao::models::arima;

constexpr double kRounding = 1e-13;
constexpr double kAlgebra = 1e-10;

TEST(ArimaInnovations, WithoutMissingValuesTheyAreTheWhitenedValues) {
  const std::vector<double> r{0.3, -1.2, 0.7};
  const auto out = arima::recursive_innovations(r, {}, 0);
  EXPECT_EQ(out.standardised, r);
  EXPECT_EQ(out.widening, (std::vector<double>{1, 1, 1}));
}

TEST(ArimaInnovations, AnAutoregressionSkipsAMissingValueByItsSquare) {
  // AR(1), φ = 0.5, values 2, missing, 3: the last is 3 − φ² 2 away from its prediction, with variance 1 + φ².
  const double phi = 0.5;
  const std::vector<double> r{2.0 * std::sqrt(1.0 - phi * phi), -phi * 2.0, 3.0};
  const auto out = arima::recursive_innovations(r, {0.0, 1.0, -phi}, 1);
  EXPECT_EQ(out.standardised[0], r[0]);
  EXPECT_EQ(out.widening[0], 1.0);
  EXPECT_TRUE(std::isnan(out.standardised[1]));
  EXPECT_TRUE(std::isnan(out.widening[1]));
  EXPECT_NEAR(out.widening[2], std::sqrt(1.25), kRounding);
  EXPECT_NEAR(out.standardised[2], 2.5 / std::sqrt(1.25), kRounding);
}

TEST(ArimaInnovations, TheirSquaresSumToTheResidualSumOfSquares) {
  constexpr int kRows = 12;
  constexpr int kColumns = 3;
  dubao::data::RandomStream random(5, 1, 0);
  std::vector<double> r(kRows);
  std::vector<double> columns(static_cast<std::size_t>(kRows * kColumns), 0.0);
  for (double& v : r) v = random.normal();
  // Each unknown enters at its own row: 1, 4 and 5.
  const int enters[] = {1, 4, 5};
  for (int j = 0; j < kColumns; ++j) {
    for (int t = enters[j]; t < kRows; ++t)
      columns[static_cast<std::size_t>(j * kRows + t)] = random.normal();
  }
  const auto out = arima::recursive_innovations(r, columns, kColumns);
  double sum = 0.0;
  int left = 0;
  for (int t = 0; t < kRows; ++t) {
    const auto row = static_cast<std::size_t>(t);
    if (std::isnan(out.standardised[row])) continue;
    ++left;
    sum += out.standardised[row] * out.standardised[row];
    EXPECT_GE(out.widening[row], 1.0);
  }
  EXPECT_EQ(left, kRows - kColumns);
  for (const int t : enters) EXPECT_TRUE(std::isnan(out.standardised[static_cast<std::size_t>(t)])) << t;
  const Eigen::Map<const Eigen::MatrixXd> x(columns.data(), kRows, kColumns);
  const Eigen::Map<const Eigen::VectorXd> y(r.data(), kRows);
  const Eigen::VectorXd rest = y - x * x.colPivHouseholderQr().solve(y);
  EXPECT_NEAR(sum, rest.squaredNorm(), kAlgebra);
}

}  // namespace models_arima_innovations_test
