// SPDX-License-Identifier: Apache-2.0
//
// Systems and short series on which filter and smoother are held against the normal vector (brute_force.hpp).
#pragma once

#include <dubao/data/random.hpp>
#include <dubao/models/state_space/system.hpp>

#include <cmath>
#include <vector>

namespace dubao::test {

using models::state_space::Observations;
using models::state_space::Parameters;
using models::state_space::Season;
using models::state_space::Shape;

struct Case {
  const char* name;
  Shape shape;
  Parameters<double> parameters;
  bool known = false;
  std::vector<Index> missing{};
  Index n = 14;
};

// Names are given so that a failure says which model.
inline std::vector<Case> cases() {
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
      {"damped that begins late", {.slope = true, .damped = true}, all, true, {0, 1, 2, 3, 6}},
      {"dummy season", {.slope = true, .season = Season::kDummy, .season_length = 4}, undamped},
      {"dummy season with gaps",
       {.slope = true, .season = Season::kDummy, .season_length = 4},
       undamped,
       false,
       {1, 2, 6}},
      {"dummy season that begins late",
       {.slope = true, .season = Season::kDummy, .season_length = 4},
       undamped,
       false,
       {0, 1}},
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
      {"everything, beginning late",
       {.slope = true,
        .damped = true,
        .season = Season::kTrigonometric,
        .season_length = 5,
        .cycle = true,
        .effects = 2},
       all,
       true,
       {0, 1, 2, 9},
       22},
  };
}

struct Data {
  std::vector<double> y;
  std::vector<double> known;
  std::vector<double> effects;
  [[nodiscard]] Observations observations() const { return {&y, &known, &effects}; }
};

inline Data data_of(const Case& c) {
  Data out;
  data::RandomStream random(7, 1, 0);
  for (Index t = 0; t < c.n; ++t) {
    out.y.push_back(0.3 * static_cast<double>(t) + random.normal());
    if (c.known) out.known.push_back(0.1 + 0.4 * random.uniform());
    // A level shift that begins late (so that regular steps stand between diffuse ones), and an outlier or a driver.
    if (c.shape.effects > 0) out.effects.push_back(t >= 7 ? 1.0 : 0.0);
    if (c.shape.effects > 1) out.effects.push_back(std::sin(static_cast<double>(t * t)));
  }
  for (const Index t : c.missing) out.y[models::detail::at(t)] = data::kMissing;
  return out;
}

// Two exact computations of the same numbers of size one; the brute force inverts matrices of condition up to 1e6.
inline constexpr double kAlgebra = 1e-7;

}  // namespace dubao::test
