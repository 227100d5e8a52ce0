// SPDX-License-Identifier: Apache-2.0
#include <dubao/models/arima/path.hpp>

#include <models/arima/dense.hpp>

namespace models_arima_path_test {

using dubao::data::kMissing;
using dubao::data::Series;
using dubao::models::ArimaOrder;
namespace models = dubao::models;
namespace arima = dubao::models::arima;

constexpr double kRounding = 1e-12;
constexpr double kDense = 1e-8;
constexpr int kExtra = 12;

struct Case {
  Case(const ArimaOrder& model, const std::vector<double>& y, const std::vector<double>& partials)
      : order(model),
        design(arima::make_design(order, models::detail::prepare(Series::annual(1, y)), {y, 0}, {})) {
    arima::Whitened whitened;
    whitened.reset(order, design, arima::future_rows(order, design) + kExtra);
    EXPECT_TRUE(arima::make_node(order, design, partials, whitened, node));
  }
  ArimaOrder order;
  arima::Design design;
  arima::Node node;
};

std::vector<double> responses(const Case& one, int steps) {
  arima::PathMaker maker(one.order, one.design, {});
  maker.start_empty(one.node);
  std::vector<double> out;
  for (int h = 0; h < steps; ++h) out.push_back(maker.step(one.node, nullptr, h, h == 0 ? 1.0 : 0.0));
  return out;
}

TEST(ArimaPath, ImpulseResponsesAreThePsiWeights) {
  const std::vector<double> y = dubao::test::simulated_arma(60, 0.4, 0.3, 3);
  const auto ar = responses({{.p = 1}, y, {0.5}}, 4);
  const auto integrated = responses({{.p = 1, .d = 1}, y, {0.5}}, 4);
  const auto seasonal = responses({{.D = 1, .season_length = 2}, y, {}}, 4);
  const double powers[] = {1.0, 0.5, 0.25, 0.125};
  const double sums[] = {1.0, 1.5, 1.75, 1.875};
  const double every_second[] = {1.0, 0.0, 1.0, 0.0};
  for (std::size_t h = 0; h < 4; ++h) {
    EXPECT_NEAR(ar[h], powers[h], kRounding);
    EXPECT_NEAR(integrated[h], sums[h], kRounding);
    EXPECT_NEAR(seasonal[h], every_second[h], kRounding);
  }
  const auto ma = responses({{.q = 1}, y, {0.4}}, 3);
  EXPECT_NEAR(ma[1], 0.4, kRounding);
  EXPECT_EQ(ma[2], 0.0);
}

TEST(ArimaPath, APathWithoutInnovationsIsTheDenseConditionalMean) {
  constexpr int kSteps = 5;
  std::vector<double> y = dubao::test::simulated_arma(9, 0.5, 0.4, 5);
  y[6] = kMissing;
  // Partials of lag polynomials (0.4, 0.2) and (1, 0.6): see polynomial.hpp.
  const Case one({.p = 2, .q = 1}, y, {0.5, 0.2, 0.6});
  const Eigen::MatrixXd v = dubao::test::dense_covariance({{0.4, 0.2}, {0.6}}, 9 + kSteps);
  const std::vector<int> seen{0, 1, 2, 3, 4, 5, 7, 8};
  Eigen::VectorXd z(8);
  for (int i = 0; i < 8; ++i) z[i] = y[static_cast<std::size_t>(seen[static_cast<std::size_t>(i)])];
  const Eigen::MatrixXd own = v(seen, seen);
  const Eigen::VectorXd weights = own.llt().solve(z);
  arima::PathMaker maker(one.order, one.design, {});
  maker.start(one.node, one.node.coefficients.data());
  for (int h = 0; h < kSteps; ++h) {
    double mean = 0.0;
    for (int i = 0; i < 8; ++i) mean += v(9 + h, seen[static_cast<std::size_t>(i)]) * weights[i];
    EXPECT_NEAR(maker.step(one.node, one.node.coefficients.data(), h, 0.0), mean, kDense) << h;
  }
}

TEST(ArimaPath, ARandomWalkWithDriftGoesOnFromTheLastValue) {
  const Case one({.d = 1, .drift = true}, {1, 3, 6, 7}, {});
  EXPECT_NEAR(one.node.coefficients[0], 2.0, kRounding);
  arima::PathMaker maker(one.order, one.design, {5.0, 6.0});
  maker.set_past_effects({4.0});
  maker.start(one.node, one.node.coefficients.data());
  EXPECT_NEAR(maker.step(one.node, one.node.coefficients.data(), 0, 0.0), 9.0, kRounding);
  EXPECT_NEAR(maker.step(one.node, one.node.coefficients.data(), 1, 0.5), 11.5, kRounding);
}

TEST(ArimaPath, AMissingLastButOneValueOfTwoDifferencesEntersTheStart) {
  // d = 2 continues the line of the last two values; the missing one is drawn, the path follows it.
  const Case one({.d = 2}, {1, 2, 4, 7, kMissing, 15}, {});
  arima::PathMaker maker(one.order, one.design, {});
  for (const double filled : {10.0, 11.0}) {
    const double b = -filled;
    maker.start(one.node, &b);
    EXPECT_NEAR(maker.step(one.node, nullptr, 0, 0.0), 2.0 * 15.0 - filled, kRounding);
  }
}

TEST(ArimaPath, TheInnovationOfAMovingAverageNearTheCircleIsWiderThanSigma) {
  // θ = −1 after n values: v = (n + 2) / (n + 1).
  const Case one({.q = 1}, {0.3, -0.2, 0.5, -0.4}, {-1.0});
  EXPECT_NEAR(arima::PathMaker::root(one.node, 0), std::sqrt(6.0 / 5.0), kRounding);
  EXPECT_NEAR(arima::PathMaker::root(one.node, 2), std::sqrt(8.0 / 7.0), kRounding);
}

}  // namespace models_arima_path_test
