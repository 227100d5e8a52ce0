// SPDX-License-Identifier: Apache-2.0
#include <dubao/models/growth/posterior.hpp>

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace models_growth_posterior_test {

using namespace dubao::models::growth;
using dubao::data::RandomStream;

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

Observations noisy(int n, double midpoint) {
  Observations data;
  const Vector4 x{0.4, midpoint, std::log(0.4), 0.0};
  RandomStream stream(5, 6, 7);
  for (int t = 0; t < n; ++t) {
    data.t.push_back(t);
    data.y.push_back(
        std::max(0.0, curve(Shape::kLogistic, static_cast<double>(t), x.data()) + 0.02 * stream.normal()));
  }
  return data;
}
struct Fit {
  Observations data;
  Box box;
  Estimate estimate;
  Posterior posterior;
  explicit Fit(Observations given, double limit = kNone) : data(std::move(given)) {
    box = box_of(Shape::kLogistic, data, kNone, limit);
    CurveProblem problem(Shape::kLogistic, data);
    estimate = estimate_curve(problem, Shape::kLogistic, data, box);
    posterior = Posterior(problem, box, estimate, data.count());
  }
};

TEST(Posterior, PastTheInflectionTheIntervalHasTwoEndsAroundTheEstimate) {
  const Fit fit(noisy(25, 10.0));
  const auto [low, high] = fit.posterior.ceiling_interval();
  EXPECT_LT(low, fit.estimate.x[0]);
  EXPECT_GT(high, fit.estimate.x[0]);
  // Nearly quadratic here: about 2.07 standard errors each way (Student's t with 22 degrees of freedom).
  const double error = fit.posterior.errors()[0];
  EXPECT_NEAR((high - low) / (2.0 * error), 2.074, 0.1);
  const auto [low50, high50] = fit.posterior.ceiling_interval(0.5);
  EXPECT_GT(low50, low);
  EXPECT_LT(high50, high);
}

TEST(Posterior, BeforeTheInflectionTheUpperEndIsMissing) {
  const Fit fit(noisy(9, 14.0));
  EXPECT_TRUE(std::isinf(fit.posterior.ceiling_interval().second));
  EXPECT_EQ(fit.posterior.nodes().back().x[0], fit.box.upper[0]);
}

TEST(Posterior, WeightsAddUpToOneAndDrawsHaveTheirMoments) {
  const Fit fit(noisy(25, 10.0));
  double sum = 0.0;
  double mean = 0.0;
  for (std::size_t i = 0; i < fit.posterior.nodes().size(); ++i) {
    sum += fit.posterior.weight(i);
    mean += fit.posterior.weight(i) * fit.posterior.nodes()[i].x[0];
  }
  EXPECT_NEAR(sum, 1.0, 1e-12);
  constexpr int kDraws = 4000;
  double drawn = 0.0;
  double square = 0.0;
  double midpoints = 0.0;
  for (int d = 0; d < kDraws; ++d) {
    RandomStream stream(1, 2, static_cast<std::uint64_t>(d));
    const auto [x, factor] = fit.posterior.draw(stream);
    drawn += x[0] / kDraws;
    square += std::pow(x[0] - mean, 2) / kDraws;
    midpoints += x[1] / kDraws;
    EXPECT_GT(factor, 0.3);
  }
  const double error = fit.posterior.errors()[0];
  EXPECT_NEAR(drawn, mean, 0.1 * error);
  EXPECT_NEAR(std::sqrt(square) / error, 1.05, 0.1);  // Student's t has a little more than the normal
  EXPECT_NEAR(midpoints, fit.estimate.x[1], 0.3 * fit.posterior.errors()[1]);
}

TEST(Posterior, ALimitEndsTheWalk) {
  const Fit fit(noisy(9, 14.0), 2.0);
  EXPECT_EQ(fit.posterior.nodes().back().x[0], std::log(2.0));
  for (int d = 0; d < 200; ++d) {
    RandomStream stream(1, 2, static_cast<std::uint64_t>(d));
    EXPECT_LE(fit.posterior.draw(stream).first[0], std::log(2.0) + 1e-12);
  }
}

}  // namespace models_growth_posterior_test
