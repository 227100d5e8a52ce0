// SPDX-License-Identifier: Apache-2.0
#include <dubao/data/random.hpp>
#include <dubao/forecast/sampling_error.hpp>

#include <Eigen/Dense>

namespace forecast_sampling_error_test {

using namespace dubao;
using namespace dubao::forecast;
using data::Panel;
using data::RandomStream;
using data::Series;

// A random walk on logs seen through a survey with true coefficient of variation `share`·`claimed`.
Series surveyed(std::uint64_t key, Index n, double signal, double claimed, double share) {
  RandomStream stream(4, key, 0);
  std::vector<double> values;
  std::vector<double> errors;
  double level = std::log(100.0);
  for (Index t = 0; t < n; ++t) {
    level += 0.02 + signal * stream.normal();
    values.push_back(std::exp(level + share * claimed * stream.normal()));
    errors.push_back(claimed * values.back());
  }
  return Series::annual(2000, values, "s" + std::to_string(key)).with_standard_errors(errors);
}

Panel panel_of(Index series, Index n, double signal, double claimed, double share) {
  Panel panel;
  for (Index i = 0; i < series; ++i)
    panel.add(surveyed(static_cast<std::uint64_t>(i + 1), n, signal, claimed, share));
  return panel;
}

TEST(SamplingError, FindsTheFactorOnAPanel) {
  constexpr double kSampling = 0.12;
  for (const double truth : {0.0, 0.4, 1.0}) {
    const SamplingScale found = estimate_sampling_scale(panel_of(40, 20, 0.04, 0.08, truth));
    EXPECT_NEAR(found.scale, truth, kSampling) << truth;
    EXPECT_LE(found.lower, found.upper);
  }
}

TEST(SamplingError, OneShortSeriesSaysLittleAndTheIntervalShowsIt) {
  const SamplingScale found = estimate_sampling_scale(panel_of(1, 8, 0.05, 0.05, 0.5));
  EXPECT_GT(found.upper - found.lower, 0.4);
  EXPECT_GT(found.scale, 0.1);
  EXPECT_LT(found.scale, 0.9);
}

TEST(SamplingError, WithoutStandardErrorsTheyStandAsGiven) {
  const SamplingScale found = estimate_sampling_scale(Panel({Series::annual(2000, {1, 2, 3, 4, 5}, "a")}));
  EXPECT_DOUBLE_EQ(found.scale, 1.0);
  EXPECT_EQ(found.changes, 0);
}

TEST(SamplingError, AJumpAtADeclaredBreakIsNoNoise) {
  std::vector<double> values(16, 0.0);
  for (std::size_t t = 0; t < values.size(); ++t)
    values[t] = (t < 8 ? 100.0 : 300.0) * std::pow(1.05, static_cast<double>(t));
  const std::vector<double> errors(16, 20.0);
  const Series plain = Series::annual(2000, values, "a").with_standard_errors(errors);
  // Exact growth inside the definitions: nearly no noise once the break is declared.
  EXPECT_LT(estimate_sampling_scale(Panel({plain.with_break(2008)})).scale, 0.1);
  EXPECT_EQ(estimate_sampling_scale(Panel({plain.with_break(2008)})).changes, 14);
}

TEST(SamplingError, TheLikelihoodAgreesWithADenseComputation) {
  const detail::NoisyChanges changes = detail::noisy_changes(surveyed(3, 7, 0.05, 0.08, 0.7));
  const auto n = static_cast<Index>(changes.changes.size());
  const double variance = 0.003;
  const double k2 = 0.49;
  Eigen::MatrixXd covariance = Eigen::MatrixXd::Zero(n, n);
  Eigen::VectorXd y(n);
  for (Index i = 0; i < n; ++i) {
    const auto& c = changes.changes[static_cast<std::size_t>(i)];
    covariance(i, i) = variance + k2 * (c.before + c.after);
    if (i > 0) covariance(i, i - 1) = covariance(i - 1, i) = -k2 * c.before;
    y(i) = c.value;
  }
  const Eigen::VectorXd one = Eigen::VectorXd::Ones(n);
  const Eigen::MatrixXd inverse = covariance.inverse();
  const double information = one.dot(inverse * one);
  const double mean = one.dot(inverse * y) / information;
  const Eigen::VectorXd r = y - mean * one;
  const double expected =
      -0.5 * (std::log(covariance.determinant()) + std::log(information) + r.dot(inverse * r));
  constexpr double kRelative = 1e-9;
  EXPECT_NEAR(detail::restricted_log_likelihood(changes, variance, k2), expected,
              kRelative * std::abs(expected));
}

}  // namespace forecast_sampling_error_test
