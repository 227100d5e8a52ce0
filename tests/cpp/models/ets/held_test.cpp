// SPDX-License-Identifier: Apache-2.0
//
// Exponential smoothing moved on with held parameters; every model's contract is in forecast/held_parameters_test.cpp.
#include <dubao/models/auto_ets.hpp>
#include <dubao/models/ets.hpp>

namespace models_ets_held_test {

using dubao::InputError;
using dubao::data::Series;
using dubao::models::AutoEts;
using dubao::models::Ets;
using dubao::models::Parameter;

constexpr double kAlgebra = 1e-12;

TEST(EtsHeld, FollowsTheRecursionByHand) {
  // ETS(A,N,N), alpha 1/2, level 10: levels 10, 11, 10 after 10, 12, 9; one-step errors 0, 2, -2.
  const auto fitted = Ets(Ets::Options{})
                          .fit_with_parameters(Series::annual(2000, {10.0, 12.0, 9.0, 9.0}), {},
                                               {{"alpha", 0.5}, {"l", 10.0}});
  EXPECT_EQ(fitted->summary().fitted_values, (std::vector<double>{10.0, 10.0, 11.0, 10.0}));
  EXPECT_EQ(fitted->mean(1)[0], 9.5);
  EXPECT_NEAR(fitted->summary().sigma2, (4.0 + 4.0 + 1.0) / 2.0, kAlgebra);
}

TEST(EtsHeld, WithADampedTrendAndASeasonTheStatesMoveByTheirOwnEquations) {
  // q = 10 + 0.9·2 = 11.8, μ = 11.8 − 1 = 10.8, e = 1.2: level 12.4, trend 1.8 + 0.12, season −1 + 0.36
  const std::vector<Parameter> params{{"alpha", 0.5}, {"beta", 0.1}, {"gamma", 0.3}, {"phi", 0.9},
                                      {"l", 10.0},    {"b", 2.0},    {"s0", 1.0},    {"s1", -1.0}};
  const double second = 12.4 + 0.9 * 1.92 + 1.0;
  const auto fitted = Ets({.trend = "A", .damped = true, .season = "A", .season_length = 2})
                          .fit_with_parameters(Series::annual(2000, {12.0, second, 15.0}), {}, params);
  EXPECT_NEAR(fitted->summary().residuals[0], 1.2, kAlgebra);
  EXPECT_NEAR(fitted->summary().fitted_values[1], second, kAlgebra);
  EXPECT_NEAR(fitted->summary().fitted_values[2], 12.4 + (0.9 + 0.81) * 1.92 - 0.64, kAlgebra);
}

TEST(EtsHeld, AFormOfAnotherModelIsRefused) {
  const std::vector<Parameter> trend{{"alpha", 0.5}, {"beta", 0.1}, {"l", 10.0}, {"b", 1.0}};
  const Series series = Series::annual(2000, {10.0, 12.0, 13.0, 15.0});
  EXPECT_THROW((void)Ets(Ets::Options{}).fit_with_parameters(series, {}, trend), InputError);
  EXPECT_THROW((void)AutoEts({.form = "ZNZ"}).fit_with_parameters(series, {}, trend), InputError);
  EXPECT_EQ(AutoEts{}.fit_with_parameters(series, {}, trend)->summary().name, "ETS(A,A,N)");
}

}  // namespace models_ets_held_test
