// SPDX-License-Identifier: Apache-2.0
//
// Smoothed components of a structural model with standard errors.
//
// What      level, slope, season, cycle, effects (all together and each) and the signal, given all observed values and the
//           estimated parameters (whose uncertainty is not in these standard errors; it is in the paths).
// Unit      that of y; for a model of logarithms, logarithms. Effects of regressors are β x, so that the level stands where
//           the regressors are zero.
// Missing   a period without value has components too, with larger standard errors.
// Source    Durbin and Koopman (2012), section 4.4.
#pragma once

#include <dubao/models/state_space/smoother.hpp>
#include <dubao/models/structural/fitted.hpp>

#include <cmath>
#include <string>
#include <utility>
#include <vector>

namespace dubao::models::structural {

struct Component {
  std::string name;
  std::vector<double> values;           ///< length n
  std::vector<double> standard_errors;  ///< length n
};

/// Smoothed components in the order level, slope, season, cycle, effects, each effect by name, signal; those the form has.
/// The signal is the sum of level, season, cycle and effects: without irregular and sampling error. O(n · states²).
[[nodiscard]] inline std::vector<Component> components(const FittedStructural& fitted) {
  const WorkingData& data = fitted.data();
  const state_space::System<double>& system = fitted.system();
  const state_space::Shape& shape = system.shape();
  const state_space::Smoothed smoothed = state_space::smooth(system, data.observations());
  const Index n = data.size();
  const Index p = shape.states();
  const Index count = shape.effects;
  std::vector<Component> out;
  // weight(t, w): the coefficients of the component in the states of period t.
  const auto add = [&](std::string name, bool is_level, double constant, auto weight) {
    Component c;
    c.name = std::move(name);
    c.values.resize(at(n));
    c.standard_errors.resize(at(n));
    std::vector<double> w(at(p));
    for (Index t = 0; t < n; ++t) {
      std::fill(w.begin(), w.end(), 0.0);
      weight(t, w);
      double mean = constant;
      double variance = 0.0;
      for (Index i = 0; i < p; ++i) {
        mean += w[at(i)] * smoothed.mean[at(t)][i];
        for (Index j = 0; j < p; ++j) variance += w[at(i)] * smoothed.cov[at(t)](i, j) * w[at(j)];
      }
      c.values[at(t)] = is_level ? fitted.unscale_level(mean) : fitted.unscale_difference(mean);
      c.standard_errors[at(t)] = fitted.unscale_difference(std::sqrt(std::max(0.0, variance)));
    }
    out.push_back(std::move(c));
  };
  // β x = β' (x − centre)/2^e + β' centre/2^e: the last part belongs to the effect, not to the level.
  const auto shift = [&](Index j) {
    return std::ldexp(data.effects[at(j)].centre, -data.effects[at(j)].exponent);
  };
  add("level", true, 0.0, [&](Index, std::vector<double>& w) {
    w[0] = 1.0;
    for (Index j = 0; j < count; ++j) w[at(shape.effects_at() + j)] = -shift(j);
  });
  if (shape.slope) {
    add("slope", false, 0.0, [&](Index, std::vector<double>& w) { w[at(shape.slope_at())] = 1.0; });
  }
  if (shape.season != state_space::Season::kNone) {
    add("season", false, 0.0, [&](Index, std::vector<double>& w) {
      for (const Index i : system.ones()) {
        if (i >= shape.season_at() && i < shape.cycle_at()) w[at(i)] = 1.0;
      }
    });
  }
  if (shape.cycle) {
    add("cycle", false, 0.0, [&](Index, std::vector<double>& w) { w[at(shape.cycle_at())] = 1.0; });
  }
  const auto effect = [&](Index t, Index j, std::vector<double>& w) {
    w[at(shape.effects_at() + j)] = data.rows[at(t * count + j)] + shift(j);
  };
  if (count > 0) {
    add("effects", false, 0.0, [&](Index t, std::vector<double>& w) {
      for (Index j = 0; j < count; ++j) effect(t, j, w);
    });
  }
  for (Index j = 0; j < count; ++j) {
    add(data.effects[at(j)].name, false, 0.0, [&](Index t, std::vector<double>& w) { effect(t, j, w); });
  }
  add("signal", true, 0.0, [&](Index t, std::vector<double>& w) {
    for (const Index i : system.ones()) w[at(i)] = 1.0;
    for (Index j = 0; j < count; ++j) w[at(shape.effects_at() + j)] = data.rows[at(t * count + j)];
  });
  return out;
}

}  // namespace dubao::models::structural
