// SPDX-License-Identifier: Apache-2.0
#include <dubao/models/arima/factorization.hpp>

#include <models/arima/dense.hpp>

namespace models_arima_factorization_test {

namespace arima = dubao::models::arima;

constexpr double kAlgebra = 1e-9;
// Dense sums of a few thousand terms and a dense solution.
constexpr double kDense = 1e-8;

TEST(ArimaFactorization, FactorOfAMovingAverageIsTheOneInTheHeader) {
  arima::Factorization<double> factor;
  factor.resize(3, 0, 1);
  ASSERT_TRUE(factor.factor({{}, {0.5}}));
  EXPECT_NEAR(factor.variance(0), 1.25, kAlgebra);
  EXPECT_NEAR(factor.coefficient(1, 1), 0.4, kAlgebra);
  EXPECT_NEAR(factor.variance(1), 1.05, kAlgebra);
}

TEST(ArimaFactorization, QuadraticFormAndDeterminantAreThoseOfTheDenseCovariance) {
  const std::vector<arima::Polynomials<double>> all{{{0.7}, {}},
                                                    {{}, {0.5, -0.3}},
                                                    {{0.6, -0.3}, {0.4}},
                                                    {{0.5}, {0.3, 0.2, -0.4}},
                                                    {{0.4, 0.1, -0.5}, {0.8, 0.3}},
                                                    {{0.3, 0.0, 0.0, 0.5, -0.15}, {0.0, 0.0, 0.0, -0.6}}};
  for (const int n : {1, 2, 4, 15, 60}) {
    const std::vector<double> x = dubao::test::simulated_arma(n, 0.3, 0.5, 3);
    for (std::size_t i = 0; i < all.size(); ++i) {
      arima::Factorization<double> factor;
      factor.resize(n, static_cast<int>(all[i].ar.size()), static_cast<int>(all[i].ma.size()));
      ASSERT_TRUE(factor.factor(all[i]));
      std::vector<double> out(x.size());
      factor.filter(x.data(), out.data());
      const Eigen::MatrixXd v = dubao::test::dense_covariance(all[i], n);
      const Eigen::Map<const Eigen::VectorXd> values(x.data(), n);
      const Eigen::Map<const Eigen::VectorXd> whitened(out.data(), n);
      EXPECT_NEAR(whitened.squaredNorm(), values.dot(v.llt().solve(values)), kDense) << n << " " << i;
      EXPECT_NEAR(factor.log_determinant(), dubao::test::log_determinant(v), kDense) << n << " " << i;
      for (int t = 0; t < n; ++t) {
        const auto row = static_cast<std::size_t>(t);
        EXPECT_NEAR(out[row] * std::sqrt(factor.variance(t)), factor.innovations()[row], kAlgebra);
      }
    }
  }
}

TEST(ArimaFactorization, ALongSeriesReachesTheSteadyState) {
  arima::Factorization<double> factor;
  factor.resize(200, 1, 1);
  ASSERT_TRUE(factor.factor({{0.6}, {0.5}}));
  EXPECT_GT(factor.variance(0), 1.5);
  EXPECT_EQ(factor.variance(199), 1.0);
  EXPECT_EQ(factor.coefficient(199, 1), 0.5);
}

TEST(ArimaFactorization, AMovingAverageOnTheUnitCircleHasItsHarmonicVariances) {
  // θ = −1: v_t = (t + 2) / (t + 1), counted from 0; |V| = n + 1.
  constexpr int kRows = 40;
  arima::Factorization<double> factor;
  factor.resize(kRows, 0, 1);
  ASSERT_TRUE(factor.factor({{}, {-1.0}}));
  for (int t = 0; t < kRows; ++t) EXPECT_NEAR(factor.variance(t), (t + 2.0) / (t + 1.0), kAlgebra);
  EXPECT_NEAR(factor.log_determinant(), std::log(kRows + 1.0), kAlgebra);
}

TEST(ArimaFactorization, AnAutoregressionThatIsNotStationaryIsRefused) {
  arima::Factorization<double> factor;
  factor.resize(5, 1, 0);
  EXPECT_FALSE(factor.factor({{1.0}, {}}));
  EXPECT_FALSE(factor.factor({{-1.2}, {}}));
  EXPECT_TRUE(factor.factor({{0.99}, {}}));
}

}  // namespace models_arima_factorization_test
