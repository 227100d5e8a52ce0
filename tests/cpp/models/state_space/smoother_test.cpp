// SPDX-License-Identifier: Apache-2.0
//
// Filter and smoother against the same model as one normal vector (brute_force.hpp).
#include <dubao/models/state_space/smoother.hpp>

#include <gtest/gtest.h>
#include <models/state_space/brute_force.hpp>

namespace {

using dubao::Index;
using dubao::data::kMissing;
using namespace dubao::models::state_space;

// Two exact computations of the same numbers of size one; the brute force inverts matrices of condition up to 1e6.
constexpr double kAlgebra = 1e-7;

struct Case {
  const char* name;
  Shape shape;
  Parameters<double> parameters;
  bool known = false;
  std::vector<Index> missing{};
  Index n = 14;
};

// Names are given so that a failure says which model.
std::vector<Case> cases() {
  const Parameters<double> all{0.5, 0.3, 0.05, 0.1, 0.2, 0.9, 0.8, 1.1};
  Parameters<double> undamped = all;
  undamped.phi = 1.0;
  Parameters<double> quiet{0.7, 0.0, 0.0, 0.0, 0.0, 1.0, 0.0, 0.0};
  Parameters<double> no_irregular{0.0, 0.4, 0.1, 0.1, 0.2, 1.0, 0.7, 0.9};
  return {
      {"level", {}, undamped},
      {"level with gaps", {}, undamped, false, {0, 5, 13}},
      {"level with known variances", {}, undamped, true},
      {"trend", {.slope = true}, undamped},
      {"trend with gaps at the start", {.slope = true}, undamped, false, {0, 1, 3}},
      {"line", {.slope = true}, quiet},
      {"cycle without irregular", {.slope = true, .cycle = true}, no_irregular},
      {"damped", {.slope = true, .damped = true}, all, true, {4}},
      {"dummy season", {.slope = true, .season = Season::kDummy, .season_length = 4}, undamped},
      {"dummy season with gaps",
       {.slope = true, .season = Season::kDummy, .season_length = 4},
       undamped,
       false,
       {1, 2, 6}},
      {"trigonometric season", {.season = Season::kTrigonometric, .season_length = 4}, undamped},
      {"odd trigonometric season",
       {.slope = true, .season = Season::kTrigonometric, .season_length = 5},
       undamped},
      {"cycle", {.cycle = true}, undamped, true},
      {"effects", {.slope = true, .effects = 2}, undamped, false, {3}},
      {"everything",
       {.slope = true,
        .damped = true,
        .season = Season::kTrigonometric,
        .season_length = 4,
        .cycle = true,
        .effects = 2},
       all,
       true,
       {2, 9},
       20},
  };
}

struct Data {
  std::vector<double> y;
  std::vector<double> known;
  std::vector<double> effects;
  [[nodiscard]] Observations observations() const { return {&y, &known, &effects}; }
};

Data data_of(const Case& c) {
  Data out;
  dubao::data::RandomStream random(7, 1, 0);
  for (Index t = 0; t < c.n; ++t) {
    out.y.push_back(0.3 * static_cast<double>(t) + random.normal());
    if (c.known) out.known.push_back(0.1 + 0.4 * random.uniform());
    // A level shift that begins late (so that regular steps stand between diffuse ones), and an outlier or a driver.
    if (c.shape.effects > 0) out.effects.push_back(t >= 7 ? 1.0 : 0.0);
    if (c.shape.effects > 1) out.effects.push_back(std::sin(static_cast<double>(t * t)));
  }
  for (const Index t : c.missing) out.y[dubao::models::detail::at(t)] = kMissing;
  return out;
}

TEST(Filter, DevianceAndPredictionAreThoseOfTheNormalVector) {
  for (const Case& c : cases()) {
    const System<double> system(c.shape, c.parameters);
    const Data data = data_of(c);
    const auto exact = dubao::test::brute_force(system, data.observations());
    Workspace<double> w;
    w.resize(system.states(), c.n);
    ASSERT_EQ(filter(system, data.observations(), w), 0) << c.name;
    const Sums total = sums(w);
    EXPECT_EQ(total.regular, total.observed - c.shape.diffuse()) << c.name;
    EXPECT_NEAR(total.squares + total.logarithms, exact.deviance, kAlgebra * (1.0 + std::abs(exact.deviance)))
        << c.name;
    for (Index i = 0; i < system.states(); ++i) {
      EXPECT_NEAR(w.mean[dubao::models::detail::at(i)], exact.predicted[i], kAlgebra * 10.0) << c.name << i;
      for (Index j = 0; j < system.states(); ++j) {
        EXPECT_NEAR(w.cov[dubao::models::detail::at(i * system.states() + j)], exact.predicted_cov(i, j),
                    kAlgebra * 10.0)
            << c.name << i << j;
      }
    }
  }
}

TEST(Filter, AnOverparametrisedModelLeavesADiffuseStateOpen) {
  const System<double> system({.slope = true, .effects = 1}, {1.0, 0.1, 0.1});
  // The effect is the same in every period: a second level.
  const std::vector<double> y{1, 2, 4, 3, 5};
  const std::vector<double> effects(5, 1.0);
  Workspace<double> w;
  w.resize(3, 5);
  EXPECT_EQ(filter(system, {&y, nullptr, &effects}, w), 1);
}

TEST(Filter, AModelWithoutAnyVarianceIsRefused) {
  const System<double> system({}, {});
  const std::vector<double> y{1, 2, 4};
  Workspace<double> w;
  w.resize(1, 3);
  EXPECT_EQ(filter(system, {&y, nullptr, nullptr}, w), -1);
}

TEST(Smoother, MeanAndCovarianceAreThoseOfTheNormalVector) {
  for (const Case& c : cases()) {
    const System<double> system(c.shape, c.parameters);
    const Data data = data_of(c);
    const auto exact = dubao::test::brute_force(system, data.observations());
    const Smoothed smoothed = smooth(system, data.observations());
    const Index p = system.states();
    for (Index t = 0; t < c.n; ++t) {
      const auto& mean = smoothed.mean[dubao::models::detail::at(t)];
      const auto& cov = smoothed.cov[dubao::models::detail::at(t)];
      EXPECT_LT((mean - exact.mean.segment(t * p, p)).cwiseAbs().maxCoeff(), kAlgebra * 10.0)
          << c.name << ' ' << t;
      EXPECT_LT((cov - exact.cov.middleRows(t * p, p)).cwiseAbs().maxCoeff(), kAlgebra * 10.0)
          << c.name << ' ' << t;
    }
  }
}

TEST(Smoother, DrawnStatesHaveTheSmoothedMomentsAndReproduceExactObservations) {
  constexpr int kDraws = 4000;
  constexpr double kFourErrors = 4.0;
  const Case c{"trend", {.slope = true}, {0.5, 0.3, 0.05}, false, {3}, 8};
  const System<double> system(c.shape, c.parameters);
  const Data data = data_of(c);
  const Smoothed smoothed = smooth(system, data.observations());
  std::vector<Eigen::VectorXd> mean(8, Eigen::VectorXd::Zero(2));
  std::vector<Eigen::VectorXd> square(8, Eigen::VectorXd::Zero(2));
  for (int d = 0; d < kDraws; ++d) {
    dubao::data::RandomStream random(3, 5, static_cast<std::uint64_t>(d));
    const auto states = simulate_states(system, data.observations(), random);
    for (std::size_t t = 0; t < 8; ++t) {
      mean[t] += states[t] / kDraws;
      square[t] += (states[t] - smoothed.mean[t]).cwiseAbs2() / kDraws;
    }
  }
  for (std::size_t t = 0; t < 8; ++t) {
    for (Index i = 0; i < 2; ++i) {
      const double variance = smoothed.cov[t](i, i);
      EXPECT_NEAR(mean[t][i], smoothed.mean[t][i], kFourErrors * std::sqrt(variance / kDraws)) << t << i;
      EXPECT_NEAR(square[t][i], variance, kFourErrors * variance * std::sqrt(2.0 / kDraws)) << t << i;
    }
  }
  // Without irregular the level is the observation, in every draw.
  const System<double> exact(c.shape, {0.0, 0.3, 0.05});
  dubao::data::RandomStream random(3, 5, 0);
  const auto states = simulate_states(exact, data.observations(), random);
  EXPECT_NEAR(states[2][0], data.y[2], kAlgebra);
}

}  // namespace
