// SPDX-License-Identifier: Apache-2.0
#include <dubao/models/arima/problem.hpp>

#include <models/arima/dense.hpp>
#include <support/allocations.hpp>

#include <Eigen/Dense>

namespace models_arima_problem_test {

using dubao::data::kMissing;
using dubao::data::Series;
namespace models = dubao::models;
namespace arima = dubao::models::arima;

// A central difference of a sum of squares of size one.
constexpr double kDerivative = 1e-6;
constexpr double kDense = 1e-8;

std::vector<double> integrated(int n, double phi, double theta, std::uint64_t seed) {
  double level = 100.0;
  std::vector<double> y = dubao::test::simulated_arma(n, phi, theta, seed);
  for (double& v : y) v = level += v;
  return y;
}

TEST(ArimaProblem, DerivativesAgreeWithFiniteDifferences) {
  std::vector<double> y = integrated(40, 0.5, 0.3, 5);
  y[7] = y[20] = kMissing;
  models::ArimaOrder order{.p = 2, .d = 1, .q = 2, .P = 1, .D = 0, .Q = 1, .season_length = 4, .drift = true};
  const models::detail::Prepared prepared = models::detail::prepare(Series::annual(1, y));
  const arima::Design design = arima::make_design(order, prepared, {prepared.y, prepared.exponent}, {});
  arima::ArmaProblem<Eigen::Dynamic> problem(order, design);
  const int count = order.arma();
  const auto rows = static_cast<std::size_t>(design.rows);
  std::vector<double> u{0.4, -0.3, 0.5, 0.2, 0.3, -0.6};
  std::vector<double> r(rows);
  std::vector<double> jacobian(rows * u.size());
  ASSERT_TRUE(problem(u.data(), r.data(), jacobian.data()));
  const auto squares = [&](const std::vector<double>& x) {
    std::vector<double> other(rows);
    EXPECT_TRUE(problem(x.data(), other.data(), nullptr));
    double sum = 0.0;
    for (const double v : other) sum += v * v;
    return sum;
  };
  const double size = squares(u);
  for (int i = 0; i < count; ++i) {
    double slope = 0.0;
    for (std::size_t t = 0; t < rows; ++t)
      slope += 2.0 * r[t] * jacobian[static_cast<std::size_t>(i) * rows + t];
    constexpr double kStep = 1e-5;
    std::vector<double> up = u;
    std::vector<double> down = u;
    up[static_cast<std::size_t>(i)] += kStep;
    down[static_cast<std::size_t>(i)] -= kStep;
    EXPECT_NEAR(slope / size, (squares(up) - squares(down)) / (2.0 * kStep) / size, kDerivative) << i;
  }
}

TEST(ArimaProblem, SumOfSquaresAndScaleAreThoseOfDenseGeneralisedLeastSquares) {
  std::vector<double> y = dubao::test::simulated_arma(16, 0.5, 0.4, 9);
  y[5] = y[6] = kMissing;
  const models::ArimaOrder order{.p = 1, .q = 1, .mean = true, .drift = true};
  const Series series = Series::annual(2000, y);
  const auto design = arima::make_design(order, models::detail::prepare(series), {y, 0}, {});
  arima::PolynomialMaker<double> maker(order);
  const double partials[] = {0.6, 0.3};
  arima::Whitened whitened;
  whitened.reset(order, design);
  ASSERT_TRUE(whitened.evaluate(maker(partials)));
  // The observed values alone: rows and columns of the missing ones struck out of the covariance.
  const Eigen::MatrixXd full = dubao::test::dense_covariance({{0.6}, {0.3}}, 16);
  std::vector<int> seen;
  for (int t = 0; t < 16; ++t) {
    if (!std::isnan(y[static_cast<std::size_t>(t)])) seen.push_back(t);
  }
  const Eigen::MatrixXd v = full(seen, seen);
  Eigen::MatrixXd x(14, 2);
  Eigen::VectorXd z(14);
  for (int i = 0; i < 14; ++i) {
    const auto t = seen[static_cast<std::size_t>(i)];
    x.row(i) << 1.0, t + 1.0;
    z[i] = y[static_cast<std::size_t>(t)];
  }
  const Eigen::LLT<Eigen::MatrixXd> root(v);
  const Eigen::VectorXd b = (x.transpose() * root.solve(x)).ldlt().solve(x.transpose() * root.solve(z));
  const Eigen::VectorXd rest = z - x * b;
  EXPECT_EQ(whitened.used(), 14);
  EXPECT_NEAR(whitened.coefficients()[2], b[0], kDense);
  EXPECT_NEAR(whitened.coefficients()[3], b[1], kDense);
  EXPECT_NEAR(whitened.sum_of_squares(), rest.dot(root.solve(rest)), kDense);
  EXPECT_NEAR(whitened.log_scale(), dubao::test::log_determinant(v), kDense);
  EXPECT_NEAR(whitened.log_determinant(), dubao::test::log_determinant(full), kDense);
  // The missing values are their conditional means given the others: a filled 0 less the indicator's coefficient.
  const std::vector<int> holes{5, 6};
  const Eigen::MatrixXd across = full(holes, seen);
  const Eigen::VectorXd filled = across * root.solve(rest);
  for (int i = 0; i < 2; ++i) {
    const double mean = b[0] + b[1] * (holes[static_cast<std::size_t>(i)] + 1.0);
    EXPECT_NEAR(-whitened.coefficients()[static_cast<std::size_t>(i)], filled[i] + mean, kDense);
  }
}

TEST(ArimaProblem, AutoregressiveCoordinatesAreAnglesInsideTheirBound) {
  const models::ArimaOrder order{.p = 2, .q = 1, .P = 1, .Q = 1, .season_length = 4};
  const bool angles[] = {true, true, false, true, false};
  for (int i = 0; i < 5; ++i) {
    EXPECT_EQ(arima::is_angle(order, i), angles[i]) << i;
    const double bound = arima::coordinate_bound(order, i);
    if (angles[i]) {
      EXPECT_NEAR(std::cos(bound), arima::kLeastCosine, kDense);
    } else {
      EXPECT_EQ(bound, 1.0);
    }
  }
}

TEST(ArimaProblem, AllocatesNothingAfterTheFirstEvaluation) {
  for (const bool gaps : {false, true}) {
    std::vector<double> y = integrated(48, 0.5, 0.3, 5);
    if (gaps) y[7] = y[20] = kMissing;
    const models::ArimaOrder order{
        .p = 2, .d = 1, .q = 1, .P = 1, .D = 1, .Q = 1, .season_length = 4, .drift = false};
    const models::detail::Prepared prepared = models::detail::prepare(Series::annual(1, y));
    const arima::Design design = arima::make_design(order, prepared, {prepared.y, prepared.exponent}, {});
    arima::ArmaProblem<8> problem(order, design);
    std::vector<double> u{0.4, -0.3, 0.5, 0.2, 0.3, 0.0, 0.0, 0.0};
    std::vector<double> r(static_cast<std::size_t>(problem.residuals()));
    std::vector<double> jacobian(r.size() * u.size());
    ASSERT_TRUE(problem(u.data(), r.data(), jacobian.data()));
    const long before = dubao::test::allocations;
    ASSERT_GT(before, 0);  // the count is alive
    u[0] = 0.5;
    const bool good = problem(u.data(), r.data(), jacobian.data()) && problem(u.data(), r.data(), nullptr);
    EXPECT_EQ(dubao::test::allocations - before, 0) << gaps;
    EXPECT_TRUE(good) << gaps;
  }
}

}  // namespace models_arima_problem_test
