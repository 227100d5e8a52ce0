// SPDX-License-Identifier: Apache-2.0
#include <dubao/models/ces/posterior.hpp>

namespace models_ces_posterior_test {

using dubao::Index;
using dubao::data::RandomStream;
using dubao::data::Series;
namespace ces = dubao::models::ces;

constexpr int kDraws = 4000;

std::vector<double> values(Index n) {
  std::vector<double> out;
  RandomStream random(3, 1, 4);
  double level = 100.0;
  for (Index t = 0; t < n; ++t) {
    const double e = random.normal();
    out.push_back(level + e);
    level += 0.5 * e;
  }
  return out;
}

struct Fit {
  explicit Fit(Index n)
      : prepared(dubao::models::detail::prepare(Series::annual(1, values(n)))),
        setting(prepared, ces::Season::kNone, 1),
        estimate(ces::estimate(setting)) {}
  dubao::models::detail::Prepared prepared;
  ces::Setting setting;
  ces::Estimate estimate;
};

TEST(CesPosterior, DrawsParametersInsideTheRegionAroundTheEstimate) {
  const Fit fit(40);
  const ces::Posterior posterior(fit.setting, fit.estimate);
  ASSERT_FALSE(posterior.is_empty());
  ces::Posterior::Sample sample;
  double level = 0.0;
  double squares = 0.0;
  double log_sigma = 0.0;
  for (int d = 0; d < kDraws; ++d) {
    RandomStream random(1, 2, static_cast<std::uint64_t>(d));
    posterior.draw(random, sample);
    const ces::Interval<double> room = ces::real_interval(sample.smoothing.a1);
    EXPECT_GE(sample.smoothing.a0, room.low);
    EXPECT_LE(sample.smoothing.a0, room.high);
    level += sample.state.level[0] / kDraws;
    squares += sample.state.level[0] * sample.state.level[0] / kDraws;
    log_sigma += std::log(sample.sigma) / kDraws;
  }
  const double spread = std::sqrt(squares - level * level);
  EXPECT_GT(spread, 0.0);
  // The estimate lies among the draws, and their variance is that of the errors within the 13 % that 34 degrees of
  // freedom say (one standard error of log sigma).
  EXPECT_NEAR(level, fit.estimate.final_state.level[0], spread);
  const double sigma = std::sqrt(fit.estimate.sum_of_squares / 36.0);
  EXPECT_NEAR(log_sigma, std::log(sigma), 0.13);
}

TEST(CesPosterior, HasTheSameBitsForTheSameStream) {
  const Fit fit(20);
  const ces::Posterior first(fit.setting, fit.estimate);
  const ces::Posterior second(fit.setting, fit.estimate);
  ces::Posterior::Sample a;
  ces::Posterior::Sample b;
  for (std::uint64_t d = 0; d < 20; ++d) {
    RandomStream one(1, 2, d);
    RandomStream two(1, 2, d);
    first.draw(one, a);
    second.draw(two, b);
    EXPECT_EQ(a.sigma, b.sigma);
    EXPECT_EQ(a.smoothing.a0, b.smoothing.a0);
    EXPECT_EQ(a.state.level, b.state.level);
    EXPECT_EQ(a.state.potential, b.state.potential);
  }
}

TEST(CesPosterior, IsWiderOnFewerValues) {
  const auto spread = [](Index n) {
    const Fit fit(n);
    const ces::Posterior posterior(fit.setting, fit.estimate);
    ces::Posterior::Sample sample;
    double mean = 0.0;
    double squares = 0.0;
    for (int d = 0; d < kDraws; ++d) {
      RandomStream random(1, 2, static_cast<std::uint64_t>(d));
      posterior.draw(random, sample);
      mean += sample.smoothing.a0 / kDraws;
      squares += sample.smoothing.a0 * sample.smoothing.a0 / kDraws;
    }
    return std::sqrt(squares - mean * mean);
  };
  EXPECT_GT(spread(12), spread(120));
}

}  // namespace models_ces_posterior_test
