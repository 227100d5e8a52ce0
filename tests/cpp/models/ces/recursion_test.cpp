// SPDX-License-Identifier: Apache-2.0
#include <dubao/data/random.hpp>
#include <dubao/models/ces/recursion.hpp>

#include <limits>

namespace models_ces_recursion_test {

using dubao::Index;
using dubao::data::RandomStream;
namespace ces = dubao::models::ces;

constexpr double kAlgebra = 1e-9;

TEST(CesRecursion, IsSimpleExponentialSmoothingWhenTheImaginaryPartIsOne) {
  const ces::Smoothing<double> p{1.5, 1.0, 0.0, 0.0};
  ces::State<double> state{{10.0}, {3.0}, {}, {}};
  ces::update(ces::Season::kNone, p, 4.0, state, 0);
  EXPECT_NEAR(state.level[0], 12.0, kAlgebra);
}

TEST(CesRecursion, RegionOfTheBoxIsTheRegionOfStability) {
  // Roots of 1 − τ L + δ L² outside the unit circle: |δ| < 1 and |τ| < 1 + δ.
  for (double x = -0.65; x < 1.7; x += 0.05) {
    const ces::Interval<double> room = ces::real_interval(x);
    ASSERT_LT(room.low, room.high) << x;
    for (const double position : {0.001, 0.3, 0.7, 0.999, -0.01, 1.01}) {
      const double real = room.low + position * (room.high - room.low);
      const double trace = 2.0 - 2.0 * real + x;
      const double determinant = (1.0 - real) * (2.0 - real) + x * x - x;
      const bool stable = std::abs(determinant) < 1.0 && std::abs(trace) < 1.0 + determinant;
      EXPECT_EQ(stable, position > 0.0 && position < 1.0) << x << ' ' << position;
    }
  }
  std::vector<double> stable{1.0, -0.9};
  std::vector<double> unstable{1.0, -2.5, 1.0};
  EXPECT_TRUE(ces::is_stable(stable));
  EXPECT_FALSE(ces::is_stable(unstable));
  // (1 − 0.5 L)(1 + 0.8 L)(1 − 0.9 L)
  std::vector<double> cubic{1.0, -0.6, -0.67, 0.36};
  EXPECT_TRUE(ces::is_stable(cubic));
}

TEST(CesRecursion, AdmissibleJointRecursionsForgetTheirStart) {
  constexpr Index kSeason = 4;
  RandomStream random(3, 1, 0);
  int inside = 0;
  for (int draw = 0; draw < 200; ++draw) {
    for (const ces::Season form : {ces::Season::kPartial, ces::Season::kFull}) {
      const double u[] = {random.uniform(), -0.6 + 2.2 * random.uniform(), random.uniform(),
                          -0.6 + 2.2 * random.uniform()};
      const ces::Smoothing<double> p = ces::natural(form, u);
      // A start of one, values of zero: the errors must die out.
      const std::size_t states = static_cast<std::size_t>(ces::initial_states(form, kSeason));
      std::vector<double> start(states, 0.0);
      start[0] = 1.0;
      start[3] = 0.5;
      ces::State<double> state;
      ces::unpack(form, kSeason, start.data(), state);
      const std::vector<double> zeros(20000, 0.0);
      std::vector<double> errors(zeros.size());
      ces::filter(form, kSeason, zeros, std::vector<bool>(zeros.size(), true), p, state, errors.data());
      double tail = 0.0;
      for (std::size_t t = zeros.size() - 8; t < zeros.size(); ++t) {
        // A diverging recursion ends in values that are no numbers.
        const double e = std::abs(errors[t]);
        tail = std::isfinite(e) ? std::max(tail, e) : std::numeric_limits<double>::infinity();
      }
      const bool forgets = tail < 1e-3;
      if (ces::is_admissible(form, p, kSeason)) {
        ++inside;
        EXPECT_TRUE(forgets) << p.a0 << ' ' << p.a1 << ' ' << p.b0 << ' ' << p.b1 << ' ' << tail;
      } else {
        EXPECT_FALSE(tail < 1e-12) << p.a0 << ' ' << p.a1 << ' ' << p.b0 << ' ' << p.b1;
      }
    }
  }
  EXPECT_GE(inside, 50);
}

TEST(CesRecursion, StepOfTheFullFormIsTheBannersFormula) {
  // e = 2 on l = 10, c = 3 and the second season s = 4, r = 1.
  const ces::Smoothing<double> p{1.2, 0.8, 1.1, 0.9};
  ces::State<double> state{{10.0}, {3.0}, {7.0, 4.0}, {5.0, 1.0}};
  EXPECT_EQ(ces::predict(ces::Season::kFull, state, 1), 14.0);
  ces::update(ces::Season::kFull, p, 2.0, state, 1);
  EXPECT_NEAR(state.level[0], 10.0 - 0.2 * 3.0 + 0.4 * 2.0, kAlgebra);
  EXPECT_NEAR(state.potential[0], 10.0 - 0.2 * 3.0 + 2.0 * 2.0, kAlgebra);
  EXPECT_NEAR(state.season[1], 4.0 - 0.1 * 1.0 + 0.2 * 2.0, kAlgebra);
  EXPECT_NEAR(state.season_potential[1], 4.0 - 0.1 * 1.0 + 2.0 * 2.0, kAlgebra);
  EXPECT_EQ(state.season[0], 7.0);
  EXPECT_EQ(state.season_potential[0], 5.0);
}

TEST(CesRecursion, CoordinatesAreTheInverseOfParameters) {
  const std::array<double, ces::kCoordinates> u{0.3, 0.9, 0.6, 1.2};
  for (const ces::Season form : {ces::Season::kNone, ces::Season::kPartial, ces::Season::kFull}) {
    const auto back = ces::coordinates(form, ces::natural(form, u.data()));
    const auto used = static_cast<std::size_t>(ces::smoothing_parameters(form));
    for (std::size_t i = 0; i < used; ++i) EXPECT_NEAR(back[i], u[i], kAlgebra) << ces::letter(form) << i;
    for (std::size_t i = used; i < u.size(); ++i) EXPECT_EQ(back[i], 0.0) << ces::letter(form) << i;
  }
}

TEST(CesRecursion, AMissingValueHasNoErrorAndLeavesTheCycleGoing) {
  // Two seasons with a pair each; nothing is added to the states of the missing period.
  const ces::Smoothing<double> p{1.5, 1.0, 0.0, 0.0};
  ces::State<double> state{{10.0, 20.0}, {0.0, 0.0}, {}, {}};
  std::vector<double> errors(3);
  ces::filter(ces::Season::kSimple, 2, {11.0, 0.0, 12.0, 25.0}, {true, false, true, true}, p, state,
              errors.data());
  EXPECT_NEAR(errors[0], 1.0, kAlgebra);
  EXPECT_NEAR(errors[1], 12.0 - 10.5, kAlgebra);
  EXPECT_NEAR(errors[2], 25.0 - 20.0, kAlgebra);
}

}  // namespace models_ces_recursion_test
