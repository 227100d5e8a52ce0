// SPDX-License-Identifier: Apache-2.0
#include <dubao/models/arima/posterior.hpp>

#include <models/arima/dense.hpp>

namespace models_arima_posterior_test {

using dubao::data::Series;
using dubao::models::ArimaOrder;
namespace models = dubao::models;
namespace arima = dubao::models::arima;

constexpr double kDense = 1e-7;
// Error of forty weighted points against an integral, in units of the coefficient.
constexpr double kIntegral = 0.02;

arima::Design design_of(const ArimaOrder& order, const std::vector<double>& y) {
  return arima::make_design(order, models::detail::prepare(Series::annual(1, y)), {y, 0}, {});
}

// log p(π | y) of a mean with AR(1) errors, from dense matrices.
double dense_density(const std::vector<double>& y, double phi) {
  const auto n = static_cast<int>(y.size());
  const Eigen::MatrixXd v = dubao::test::dense_covariance({{phi}, {}}, n);
  const Eigen::LLT<Eigen::MatrixXd> root(v);
  const Eigen::VectorXd one = Eigen::VectorXd::Ones(n);
  const Eigen::Map<const Eigen::VectorXd> z(y.data(), n);
  const double information = one.dot(root.solve(one));
  const Eigen::VectorXd rest = z.array() - one.dot(root.solve(z)) / information;
  return -0.5 * (n - 1.0) * std::log(rest.dot(root.solve(rest))) - 0.5 * dubao::test::log_determinant(v) -
         0.5 * std::log(information);
}

TEST(ArimaPosterior, TheDensityOfAPointIsTheDenseOne) {
  const ArimaOrder order{.p = 1, .mean = true};
  const auto y = dubao::test::simulated_arma(15, 0.5, 0.0, 3);
  const auto design = design_of(order, y);
  arima::Whitened whitened;
  whitened.reset(order, design, arima::future_rows(order, design));
  for (const double phi : {-0.5, 0.2, 0.8}) {
    arima::Node node;
    ASSERT_TRUE(arima::make_node(order, design, {phi}, whitened, node));
    EXPECT_NEAR(node.log_density, dense_density(y, phi), kDense) << phi;
    EXPECT_EQ(node.ar, std::vector<double>{phi});
  }
  arima::Node node;
  EXPECT_FALSE(arima::make_node(order, design, {1.0}, whitened, node));
}

TEST(ArimaPosterior, ItsMeanIsThatOfTheIntegralOverTheDensity) {
  const ArimaOrder order{.p = 1, .mean = true};
  for (const std::uint64_t seed : {3U, 4U, 5U}) {
    const auto y = dubao::test::simulated_arma(20, 0.5, 0.0, seed);
    const auto design = design_of(order, y);
    const auto centre = arima::partials_of(order, arima::estimate(order, design).u);
    const arima::ArmaPosterior posterior(order, design, centre);
    ASSERT_FALSE(posterior.is_empty());
    constexpr int kPositions = 2000;
    double mean = 0.0;
    for (int i = 0; i < kPositions; ++i) mean += posterior.at((i + 0.5) / kPositions).ar[0] / kPositions;
    const double reference = dense_density(y, centre[0]);
    double weights = 0.0;
    double sum = 0.0;
    for (double phi = -0.98; phi < 0.985; phi += 0.02) {
      const double weight = std::exp(dense_density(y, phi) - reference);
      weights += weight;
      sum += weight * phi;
    }
    EXPECT_NEAR(mean, sum / weights, kIntegral) << seed;
  }
}

TEST(ArimaPosterior, WithoutCoefficientsItIsOnePoint) {
  const ArimaOrder order{.mean = true};
  const auto design = design_of(order, {1, 2, 3, 6});
  const arima::ArmaPosterior posterior(order, design, {});
  EXPECT_EQ(&posterior.at(0.01), &posterior.at(0.99));
  EXPECT_NEAR(posterior.at(0.5).coefficients[0], 3.0, kDense);
  EXPECT_NEAR(posterior.at(0.5).sum_of_squares, 14.0, kDense);
}

TEST(ArimaPosterior, FutureRowsReachWhereTheFactorNoLongerDependsOnTheStart) {
  const std::vector<double> y(10, 1.0);
  EXPECT_EQ(arima::future_rows({.p = 1}, design_of({.p = 1}, y)), 1);
  EXPECT_EQ(arima::future_rows({.q = 2}, design_of({.q = 2}, y)), 5);
  const ArimaOrder seasonal{.P = 1, .Q = 1, .season_length = 12};
  EXPECT_EQ(arima::future_rows(seasonal, design_of(seasonal, y)), 2 + 24 + 1);
}

}  // namespace models_arima_posterior_test
