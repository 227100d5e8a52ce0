// SPDX-License-Identifier: Apache-2.0
#include <dubao/models/arima/starts.hpp>

#include <models/arima/dense.hpp>

namespace models_arima_starts_test {

using dubao::data::Series;
using dubao::models::ArimaOrder;
namespace models = dubao::models;
namespace arima = dubao::models::arima;

constexpr double kAlgebra = 1e-9;
// Error of a consistent start on two thousand values.
constexpr double kRough = 0.1;

arima::Design design_of(const ArimaOrder& order, const std::vector<double>& y) {
  return arima::make_design(order, models::detail::prepare(Series::annual(1, y)), {y, 0}, {});
}

TEST(ArimaStarts, AnExactAutoregressionIsFoundExactly) {
  std::vector<double> y{1.0, 0.3};
  while (y.size() < 12) y.push_back(0.4 * y[y.size() - 1] + 0.2 * y[y.size() - 2]);
  const ArimaOrder order{.p = 2};
  const auto u = arima::hannan_rissanen(order, design_of(order, y));
  ASSERT_EQ(u.size(), 2U);
  EXPECT_NEAR(std::sin(u[0]), 0.5, kAlgebra);
  EXPECT_NEAR(std::sin(u[1]), 0.2, kAlgebra);
}

TEST(ArimaStarts, HannanRissanenIsNearTheTruthOnALongSeries) {
  const ArimaOrder order{.p = 1, .q = 1, .mean = true};
  const auto u =
      arima::hannan_rissanen(order, design_of(order, dubao::test::simulated_arma(2000, 0.6, -0.3, 3)));
  ASSERT_EQ(u.size(), 2U);
  EXPECT_NEAR(std::sin(u[0]), 0.6, kRough);
  EXPECT_NEAR(u[1], -0.3, kRough);
}

TEST(ArimaStarts, AnExplosiveSeriesStartsInsideTheRegion) {
  std::vector<double> y{1.0};
  while (y.size() < 12) y.push_back(1.5 * y.back());
  const ArimaOrder order{.p = 1};
  const auto u = arima::hannan_rissanen(order, design_of(order, y));
  ASSERT_EQ(u.size(), 1U);
  EXPECT_LE(std::sin(u[0]), arima::kLargestStart + kAlgebra);
  EXPECT_GT(std::sin(u[0]), 0.5);
}

TEST(ArimaStarts, ASeriesTooShortHasNoRegressionStart) {
  const ArimaOrder order{.p = 2, .q = 2};
  EXPECT_TRUE(arima::hannan_rissanen(order, design_of(order, {1, 3, 2, 5, 4, 6, 5})).empty());
  EXPECT_FALSE(arima::hannan_rissanen(order, design_of(order, {1, 3, 2, 5, 4, 6, 5, 8})).empty());
}

TEST(ArimaStarts, BurgLeavesOfAnAutoregressionItsInnovationsAlmost) {
  const auto x = dubao::test::simulated_arma(2000, 0.8, 0.0, 7);
  const auto e = arima::internal::burg_residuals(x, 1);
  EXPECT_EQ(e[0], x[0]);
  double worst = 0.0;
  for (std::size_t t = 1; t < x.size(); ++t)
    worst = std::max(worst, std::abs(e[t] - (x[t] - 0.8 * x[t - 1])));
  double largest = 0.0;
  for (const double v : x) largest = std::max(largest, std::abs(v));
  // The estimated coefficient is off by 1 / √n or so.
  EXPECT_LT(worst, 0.5 * kRough * largest);
  EXPECT_EQ(arima::internal::burg_residuals(x, 0), x);
}

TEST(ArimaStarts, FixedStartsFillTheirBlocksAndStayInsideTheBounds) {
  const ArimaOrder order{.p = 2, .q = 2, .P = 1, .Q = 1, .season_length = 4};
  const auto u = arima::fixed_start(order, {0.9, -0.1, -0.4, 0.5, -0.6});
  ASSERT_EQ(u.size(), 6U);
  const double partials[] = {0.9, -0.1, -0.4, 0.02, 0.5, -0.6};
  for (int i = 0; i < 6; ++i) {
    const double x = u[static_cast<std::size_t>(i)];
    EXPECT_NEAR(arima::is_angle(order, i) ? std::sin(x) : x, partials[i], kAlgebra) << i;
  }
  for (const auto& fixed : arima::kFixedStarts) {
    const auto one = arima::fixed_start(order, fixed);
    for (int i = 0; i < 6; ++i) {
      EXPECT_LT(std::abs(one[static_cast<std::size_t>(i)]), arima::coordinate_bound(order, i));
    }
  }
}

}  // namespace models_arima_starts_test
