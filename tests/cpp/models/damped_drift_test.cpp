// SPDX-License-Identifier: Apache-2.0
#include <dubao/models/damped_drift.hpp>

namespace models_damped_drift_test {

using dubao::InputError;
using dubao::data::Series;
using dubao::models::DampedDrift;

constexpr double kExact = 1e-12;

DampedDrift without_memory_loss() { return DampedDrift({.damping = 0.9, .memory = 1.0}); }

TEST(DampedDrift, ExamplesOfTheHeaderHold) {
  const auto noisy = without_memory_loss().fit(Series::annual(2020, {10, 12, 11, 13}));
  EXPECT_EQ(noisy->mean(2), (std::vector<double>{13, 13}));
  EXPECT_EQ(noisy->summary().params[1].second, 0.0);

  const auto steady = without_memory_loss().fit(Series::annual(2020, {10, 12, 13, 15}));
  EXPECT_NEAR(steady->summary().params[0].second, 5.0 / 3.0, kExact);
  EXPECT_NEAR(steady->summary().params[1].second, 24.0 / 25.0, kExact);
  EXPECT_NEAR(steady->mean(1)[0], 16.44, kExact);
  EXPECT_NEAR(steady->mean(2)[1], 15.0 + 1.6 * (0.9 + 0.81), kExact);
}

TEST(DampedDrift, StaysBelowTheLimitOfTheDampedSum) {
  const auto fitted = DampedDrift{}.fit(Series::annual(2020, {10, 12, 14, 16.5, 18}));
  const double drift = fitted->summary().params[0].second * fitted->summary().params[1].second;
  EXPECT_LT(fitted->mean(500)[499], 18.0 + drift * 0.9 / (1.0 - 0.9) + kExact);
  EXPECT_GT(fitted->mean(500)[499], 18.0);
}

TEST(DampedDrift, WeighsRecentGrowthMore) {
  const auto series = Series::annual(2010, {0, 0.1, 0, 0.1, 0, 1, 2.1, 3, 4.1, 5});
  const auto all = without_memory_loss().fit(series);
  const auto recent = DampedDrift({.damping = 0.9, .memory = 0.7}).fit(series);
  EXPECT_GT(recent->summary().params[0].second, all->summary().params[0].second);
}

TEST(DampedDrift, GivesTheMirrorImageForTheMirroredSeries) {
  const auto up = DampedDrift{}.fit(Series::annual(2020, {10, 12, 13, 15}));
  const auto down = DampedDrift{}.fit(Series::annual(2020, {-10, -12, -13, -15}));
  EXPECT_EQ(up->mean(3)[2], -down->mean(3)[2]);
}

TEST(DampedDrift, RefusesOptionsOutsideTheirRangeAllAtOnce) {
  try {
    (void)DampedDrift({.damping = 0.0, .memory = 1.5});
    FAIL();
  } catch (const InputError& error) {
    EXPECT_EQ(error.problems().size(), 2U);
    EXPECT_EQ(error.id(), "E-DDR-001");
  }
}

TEST(DampedDrift, ServesEveryLengthFromOne) {
  std::vector<double> values;
  for (int n = 1; n <= 12; ++n) {
    values.push_back(10.0 + n + (n % 3));
    const auto fitted = DampedDrift{}.fit(Series::annual(2000, values));
    for (const double forecast : fitted->mean(5)) EXPECT_TRUE(std::isfinite(forecast));
    EXPECT_TRUE(fitted->draws(5, 20, 1).paths().allFinite());
    EXPECT_FALSE(fitted->summary().notes.empty());
  }
}

}  // namespace models_damped_drift_test
