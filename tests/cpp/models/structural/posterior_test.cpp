// SPDX-License-Identifier: Apache-2.0
#include <dubao/models/structural/estimate.hpp>
#include <dubao/models/structural/posterior.hpp>

#include <gtest/gtest.h>

namespace models_structural_posterior_test {

using dubao::data::RandomStream;
using dubao::data::Series;
using namespace dubao::models::structural;

constexpr double kRounding = 1e-12;

struct Arrangement {
  Form form;
  WorkingData data;
  explicit Arrangement(const char* trend) {
    form.trend = parse_trend(trend);
    form.irregular = form.trend.irregular;
    auto series = dubao::models::detail::prepare(
        Series::annual(2000, {1120, 1160, 963, 1210, 1160, 1160, 813, 1230, 1370, 1140, 995, 935}));
    data = working_data(series, false);
    set_effects(data, series, form, {}, 0);
  }
};

TEST(StructuralPosterior, WithoutACoordinateThereIsOnePointAndTheStateIsStudents) {
  // A constant: the mean of twelve values with variance σ²/12, σ² = 11 σ̂²/χ²₁₁.
  const Arrangement arranged("constant");
  Likelihood likelihood(arranged.data, arranged.form, {});
  const Posterior posterior(likelihood, Vector(0));
  ASSERT_EQ(posterior.points().size(), 1U);
  EXPECT_NEAR(posterior.weight(0), 1.0, kRounding);
  const double mean = posterior.points()[0].mean[0];
  const double sigma = posterior.points()[0].sigma;
  EXPECT_NEAR(posterior.points()[0].root(0, 0), std::sqrt(1.0 / 12.0), kRounding);
  constexpr int kDraws = 20000;
  // Student's variance with 11 degrees of freedom, 11/9; four errors of its estimate (kurtosis 3 + 6/7).
  const double expected = sigma * sigma / 12.0 * 11.0 / 9.0;
  const double error = 4.0 * expected * std::sqrt((2.0 + 6.0 / 7.0) / kDraws);
  double variance = 0.0;
  Eigen::VectorXd state;
  double drawn = 0.0;
  for (int d = 0; d < kDraws; ++d) {
    RandomStream random(5, 1, static_cast<std::uint64_t>(d));
    (void)posterior.draw(random, state, drawn);
    variance += (state[0] - mean) * (state[0] - mean) / kDraws;
  }
  EXPECT_NEAR(variance, expected, error);
}

TEST(StructuralPosterior, WeightsAreTheDensitiesOfTheirPoints) {
  const Arrangement arranged("local linear");
  Likelihood likelihood(arranged.data, arranged.form, {});
  const Estimate best = estimate(likelihood);
  const Posterior posterior(likelihood, best.u);
  const auto& points = posterior.points();
  ASSERT_EQ(points.size(), 1U + kPointsPerCoordinate * static_cast<std::size_t>(likelihood.count()));
  EXPECT_EQ(points[0].deviance, best.deviance);
  double sum = 0.0;
  for (std::size_t i = 0; i < points.size(); ++i) {
    sum += posterior.weight(i);
    EXPECT_GE(points[i].deviance, best.deviance - kBetter);
    EXPECT_NEAR(posterior.weight(i) / posterior.weight(0),
                std::exp(-0.5 * (points[i].deviance - points[0].deviance)), 1e-9)
        << i;
  }
  EXPECT_NEAR(sum, 1.0, kRounding);
}

TEST(StructuralPosterior, EveryPointHoldsTheStateThatTheFilterPredicts) {
  const Arrangement arranged("local linear");
  Likelihood likelihood(arranged.data, arranged.form, {});
  const Posterior posterior(likelihood, estimate(likelihood).u);
  for (std::size_t i = 0; i < posterior.points().size(); i += 10) {
    const PosteriorPoint& point = posterior.points()[i];
    const dubao::models::state_space::System<double> system(likelihood.shape(), point.variances);
    dubao::models::state_space::Workspace<double> w;
    w.resize(2, arranged.data.size());
    ASSERT_EQ(dubao::models::state_space::filter(system, arranged.data.observations(), w), 0);
    const Eigen::Matrix2d cov = point.root * point.root.transpose();
    for (std::size_t k = 0; k < 2; ++k) {
      EXPECT_EQ(point.mean[static_cast<Eigen::Index>(k)], w.mean[k]);
      EXPECT_NEAR(cov.data()[3 * k], w.cov[3 * k], kRounding * (1.0 + w.cov[3 * k]));
    }
    EXPECT_NEAR(cov(0, 1), w.cov[1], kRounding * (1.0 + cov(0, 0)));
  }
}

}  // namespace models_structural_posterior_test
