// SPDX-License-Identifier: Apache-2.0
#include <dubao/models/drift.hpp>

namespace models_drift_test {

using dubao::data::Draws;
using dubao::data::kMissing;
using dubao::data::Series;
using dubao::models::RandomWalkWithDrift;

constexpr double kExact = 1e-12;

TEST(Drift, ExampleOfTheHeaderHolds) {
  const auto fitted = RandomWalkWithDrift{}.fit(Series::annual(2020, {10, 12, 11, 13}));
  EXPECT_EQ(fitted->mean(2), (std::vector<double>{14, 15}));
  EXPECT_EQ(fitted->summary().params[0].second, 1.0);
  EXPECT_NEAR(fitted->summary().sigma2, 3.0, kExact);  // errors 1, −2, 1 over two degrees of freedom
}

TEST(Drift, SpreadsAChangeOverTheYearsItTook) {
  const auto fitted = RandomWalkWithDrift{}.fit(Series::annual(2020, {10, kMissing, 14, 16}));
  EXPECT_EQ(fitted->summary().params[0].second, 2.0);
  EXPECT_EQ(fitted->mean(1)[0], 18.0);
}

TEST(Drift, LeavesTheJumpOfABreakOut) {
  const auto fitted =
      RandomWalkWithDrift{}.fit(Series::annual(2018, {10, 11, 12, 500, 501, 502}).with_break(2021));
  EXPECT_NEAR(fitted->summary().params[0].second, 1.0, kExact);
  EXPECT_NEAR(fitted->mean(2)[1], 504.0, kExact);
}

TEST(Drift, FallsBackToNaiveWithOneChange) {
  const auto fitted = RandomWalkWithDrift{}.fit(Series::annual(2020, {10, 12}));
  EXPECT_EQ(fitted->mean(3), (std::vector<double>{12, 12, 12}));
  EXPECT_NE(fitted->summary().notes.front().find("no drift"), std::string::npos);
}

TEST(Drift, ExtrapolatesAnExactLineWithoutWidth) {
  const auto fitted = RandomWalkWithDrift{}.fit(Series::annual(2020, {1, 2, 3, 4}));
  const Draws draws = fitted->draws(3, 10, 1);
  EXPECT_EQ(draws.paths().col(2).minCoeff(), 7.0);
  EXPECT_EQ(draws.paths().col(2).maxCoeff(), 7.0);
}

TEST(Drift, IsBitIdenticalUnderPowersOfTwoAndServesExtremeScales) {
  const std::vector<double> y{3.1, 3.7, 3.2, 4.4, 5.0};
  const auto fit = [](std::vector<double> values) {
    return RandomWalkWithDrift{}.fit(Series::annual(2020, std::move(values), "s"));
  };
  std::vector<double> large = y;
  for (double& v : large) v = std::ldexp(v, 900);
  const auto a = fit(y);
  const auto b = fit(large);
  for (std::size_t h = 0; h < 3; ++h) EXPECT_EQ(std::ldexp(a->mean(3)[h], 900), b->mean(3)[h]);
  EXPECT_EQ((a->draws(3, 10, 1).paths() * std::ldexp(1.0, 900)).eval(), b->draws(3, 10, 1).paths());
  for (const double scale : {1e-300, 1e300}) {
    std::vector<double> scaled = y;
    for (double& v : scaled) v *= scale;
    const auto fitted = fit(scaled);
    EXPECT_NEAR(fitted->mean(1)[0] / scale, a->mean(1)[0], kExact * a->mean(1)[0]);
  }
}

}  // namespace models_drift_test
