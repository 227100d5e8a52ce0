// SPDX-License-Identifier: Apache-2.0
#include <dubao/models/arima/estimate.hpp>

#include <models/arima/dense.hpp>

namespace models_arima_estimate_test {

using dubao::data::Series;
using dubao::models::ArimaOrder;
namespace models = dubao::models;
namespace arima = dubao::models::arima;

constexpr double kAlgebra = 1e-9;
// −2 log L of a grid may be below that of the optimum by rounding only.
constexpr double kBelow = 1e-7;
// Two searches end at the same optimum within this.
constexpr double kSamePartial = 1e-4;

arima::Design design_of(const ArimaOrder& order, const std::vector<double>& y) {
  return arima::make_design(order, models::detail::prepare(Series::annual(1, y)), {y, 0}, {});
}

TEST(ArimaEstimate, TheDevianceOfAMeanIsTheOneByHand) {
  const ArimaOrder order{.mean = true};
  const auto out = arima::estimate(order, design_of(order, {1, 2, 3, 6}));
  // Deviations from 3: −2, −1, 0, 3; S = 14.
  const double deviance = 4.0 * std::log(arima::kTwoPi * 14.0 / 4.0) + 4.0;
  EXPECT_NEAR(out.minus_two_log_likelihood, deviance, kAlgebra);
  EXPECT_EQ(out.used, 4);
  EXPECT_EQ(out.parameters, 1);
  // k = 2 with the variance: 2k + 2k(k + 1) / (4 − 2 − 1).
  EXPECT_NEAR(out.aicc(), deviance + 4.0 + 12.0, kAlgebra);
}

TEST(ArimaEstimate, TheCriterionIsInfiniteWithoutRoom) {
  arima::Estimate out;
  out.minus_two_log_likelihood = 5.0;
  out.used = 4;
  out.parameters = 2;
  EXPECT_TRUE(std::isinf(out.aicc()));
  out.used = 5;
  EXPECT_NEAR(out.aicc(), 5.0 + 6.0 + 24.0, kAlgebra);
  EXPECT_FALSE(arima::Estimate{}.is_usable());
}

TEST(ArimaEstimate, AnExactFitHasABoundedLikelihood) {
  EXPECT_EQ(arima::deviance(0.0, 0.0, 0.0, 10), arima::deviance(1e-300, 0.0, 0.0, 10));
  EXPECT_TRUE(std::isfinite(arima::deviance(0.0, 0.0, 0.0, 10)));
  EXPECT_NEAR(arima::deviance(2.0, 0.7, 0.3, 10) - arima::deviance(2.0, 0.0, 0.0, 10), 0.7 - 0.6, kAlgebra);
}

TEST(ArimaEstimate, NoPointOfAGridIsAboveTheOptimumAndTheDenseLikelihoodAgrees) {
  const ArimaOrder order{.p = 1, .q = 1};
  const std::vector<double> y = dubao::test::simulated_arma(25, 0.5, 0.4, 13);
  const auto best = arima::estimate(order, design_of(order, y));
  ASSERT_TRUE(best.is_usable());
  EXPECT_GE(best.starts, best.agreed);
  EXPECT_GE(best.agreed, 1);
  const Eigen::Map<const Eigen::VectorXd> z(y.data(), 25);
  const auto dense = [&z](double phi, double theta) {
    const Eigen::MatrixXd v = dubao::test::dense_covariance({{phi}, {theta}}, 25);
    const double sum = z.dot(v.llt().solve(z));
    return 25.0 * std::log(arima::kTwoPi * sum / 25.0) + 25.0 + dubao::test::log_determinant(v);
  };
  const auto partials = arima::partials_of(order, best.u);
  EXPECT_NEAR(dense(partials[0], partials[1]), best.minus_two_log_likelihood, kBelow);
  for (double phi = -0.9; phi < 0.95; phi += 0.15) {
    for (double theta = -0.9; theta < 0.95; theta += 0.15) {
      EXPECT_GT(dense(phi, theta), best.minus_two_log_likelihood - kBelow) << phi << " " << theta;
    }
  }
}

TEST(ArimaEstimate, TheOptimumHasTheSymmetriesOfTheLikelihood) {
  const ArimaOrder order{.p = 1, .q = 1};
  const std::vector<double> y = dubao::test::simulated_arma(40, 0.6, 0.3, 21);
  const auto own = arima::partials_of(order, arima::estimate(order, design_of(order, y)).u);
  std::vector<double> backward(y.rbegin(), y.rend());
  std::vector<double> alternating = y;
  for (std::size_t t = 1; t < y.size(); t += 2) alternating[t] = -y[t];
  const auto reversed = arima::partials_of(order, arima::estimate(order, design_of(order, backward)).u);
  const auto mirrored = arima::partials_of(order, arima::estimate(order, design_of(order, alternating)).u);
  for (std::size_t i = 0; i < 2; ++i) {
    // A Gaussian process has the same law backward; (−1)ᵗ x_t has the roots with the other sign.
    EXPECT_NEAR(reversed[i], own[i], kSamePartial);
    EXPECT_NEAR(mirrored[i], -own[i], kSamePartial);
  }
}

TEST(ArimaEstimate, AMovingAverageOfOverdifferencedNoiseEndsOnTheUnitCircle) {
  const ArimaOrder order{.d = 1, .q = 1};
  const auto best = arima::estimate(
      order, design_of(order, {0.3, -1.1, 0.9, -0.2, 0.7, -1.3, 1.0, -0.6, 0.2, 0.1, -0.4, 0.5}));
  ASSERT_EQ(best.u.size(), 1U);
  EXPECT_EQ(best.u[0], -1.0);
}

TEST(ArimaEstimate, ADesignWithoutRowsIsNotUsable) {
  const ArimaOrder order{.d = 2};
  EXPECT_FALSE(arima::estimate(order, design_of(order, {1, 2})).is_usable());
}

}  // namespace models_arima_estimate_test
