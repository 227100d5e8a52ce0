// SPDX-License-Identifier: Apache-2.0
//
// Fixed-interval smoother and simulation smoother with exact diffuse start.
//
// What      smooth: mean and covariance of every state given all observations.
//           simulate_states: one draw of all states given all observations.
// Formula   backwards from r = 0, N = 0, with L = I − K Z:
//           regular step   r₀ ← Z' v/f + L' r₀,  N₀ ← Z' Z/f + L' N₀ L
//           diffuse step   K₀ = M∞/f∞, K₁ = M/f∞ − M∞ f/f∞², L₀ = I − K₀ Z, L₁ = −K₁ Z;
//                          r₁ ← Z' v/f∞ + L₀' r₁ + L₁' r₀,  r₀ ← L₀' r₀, and N₀, N₁, N₂ likewise
//           then r ← T' r, N ← T' N T;  α̂ = a + P r₀ + P∞ r₁,  V = P − P N₀ P − P∞ N₁ P − (P∞ N₁ P)' − P∞ N₂ P∞
//           Before the first value, with S = T⁻¹ for diffuse states and Tᵀ for the cycle:
//           α̂_t = S α̂_{t+1},  V_t = S (V_{t+1} + Q) Sᵀ for diffuse states, S V_{t+1} Sᵀ + Q for the cycle.  A damped slope
//           was larger by 1/φ a period the further back one looks, and so is its uncertainty.
//           Simulation: α⁺ and y⁺ from the model, then α⁺ + E(α | y − y⁺); diffuse states start from zero, which cancels.
// Cost      O(n · states³), memory n · states².
// Source    Durbin and Koopman (2012), sections 5.3 and 4.9; Durbin and Koopman (2002) for the simulation.
#pragma once

#include <dubao/data/random.hpp>
#include <dubao/models/state_space/filter.hpp>

#include <Eigen/Core>
#include <cmath>
#include <utility>
#include <vector>

namespace dubao::models::state_space {

struct Smoothed {
  std::vector<Eigen::VectorXd> mean;
  std::vector<Eigen::MatrixXd> cov;
};

namespace internal {

/// Zᵀ of period t as a dense vector.
inline Eigen::VectorXd observation_vector(const System<double>& system, const double* row) {
  Eigen::VectorXd z = Eigen::VectorXd::Zero(system.states());
  for (const Index i : system.ones()) z[i] = 1.0;
  for (Index j = 0; j < system.shape().effects; ++j) z[system.shape().effects_at() + j] = row[j];
  return z;
}

/// Covariance of the state of the period before, in a stretch without values before the first one.
inline Eigen::MatrixXd recall(const System<double>& system, Eigen::MatrixXd v) {
  const Index p = system.states();
  const auto add_noise = [&](bool cycle) {
    for (Index i = 0; i < p; ++i) {
      if (system.is_cycle(i) == cycle) v(i, i) += system.noise(i);
    }
  };
  add_noise(false);
  for (Index j = 0; j < p; ++j) system.recall(v.data() + j * p, 1);
  for (Index i = 0; i < p; ++i) system.recall(v.data() + i, p);
  add_noise(true);
  return v;
}

inline void retreat(const System<double>& system, Eigen::MatrixXd& n) {
  const Index p = system.states();
  for (Index j = 0; j < p; ++j) system.retreat(n.data() + j * p, 1);  // T' N
  for (Index i = 0; i < p; ++i) system.retreat(n.data() + i, p);      // (T' N) T
}

}  // namespace internal

/// Smoothed states; at least one value must be observed. with_covariance: false leaves `cov` empty.
[[nodiscard]] inline Smoothed smooth(const System<double>& system, const Observations& data,
                                     bool with_covariance = true) {
  const Index p = system.states();
  const Index n = data.size();
  struct Stored {
    Eigen::VectorXd mean;
    Eigen::MatrixXd cov;
    Eigen::MatrixXd diffuse;
  };
  std::vector<Stored> stored(at(n));
  Workspace<double> w;
  w.resize(p, n);
  (void)filter(system, data, w, [&](Index t, const Workspace<double>& now) {
    Stored& s = stored[at(t)];
    s.mean = Eigen::Map<const Eigen::VectorXd>(now.mean.data(), p);
    s.cov = Eigen::Map<const Eigen::MatrixXd>(now.cov.data(), p, p);
    s.diffuse = Eigen::Map<const Eigen::MatrixXd>(now.diffuse.data(), p, p);
  });
  Smoothed out;
  out.mean.resize(at(n));
  if (with_covariance) out.cov.resize(at(n));
  Eigen::VectorXd r0 = Eigen::VectorXd::Zero(p);
  Eigen::VectorXd r1 = Eigen::VectorXd::Zero(p);
  Eigen::MatrixXd n0 = Eigen::MatrixXd::Zero(p, p);
  Eigen::MatrixXd n1 = n0;
  Eigen::MatrixXd n2 = n0;
  const Eigen::MatrixXd identity = Eigen::MatrixXd::Identity(p, p);
  const Index lead = data.lead();
  for (Index t = n - 1; t >= lead; --t) {
    const Stored& s = stored[at(t)];
    if (w.step[at(t)] != Step::kMissing) {
      const Eigen::VectorXd z = internal::observation_vector(system, data.row(t, system.shape().effects));
      const Eigen::VectorXd m = s.cov * z;
      const double f = m.dot(z) + system.parameters().irregular + data.known_at(t);
      const double v = w.v[at(t)];
      if (w.step[at(t)] == Step::kRegular) {
        const Eigen::MatrixXd l = identity - m * z.transpose() / f;
        r0 = z * (v / f) + l.transpose() * r0;
        if (with_covariance) {
          n0 = z * z.transpose() / f + l.transpose() * n0 * l;
          n1 = n1 * l;
        }
      } else {
        const double fd = w.f[at(t)];
        const Eigen::VectorXd md = s.diffuse * z;
        const Eigen::MatrixXd l0 = identity - md * z.transpose() / fd;
        const Eigen::MatrixXd l1 = -(m / fd - md * (f / (fd * fd))) * z.transpose();
        r1 = z * (v / fd) + l0.transpose() * r1 + l1.transpose() * r0;
        r0 = l0.transpose() * r0;
        if (with_covariance) {
          n2 = -z * z.transpose() * (f / (fd * fd)) + l0.transpose() * n2 * l0 + l0.transpose() * n1 * l1 +
               l1.transpose() * n1.transpose() * l0 + l1.transpose() * n0 * l1;
          n1 = z * z.transpose() / fd + l0.transpose() * n1 * l0 + l1.transpose() * n0 * l0;
          n0 = l0.transpose() * n0 * l0;
        }
      }
    }
    out.mean[at(t)] = s.mean + s.cov * r0 + s.diffuse * r1;
    if (with_covariance) {
      const Eigen::MatrixXd cross = s.diffuse * n1 * s.cov;
      out.cov[at(t)] = s.cov - s.cov * n0 * s.cov - cross - cross.transpose() - s.diffuse * n2 * s.diffuse;
      internal::retreat(system, n0);
      internal::retreat(system, n1);
      internal::retreat(system, n2);
    }
    system.retreat(r0.data(), 1);
    system.retreat(r1.data(), 1);
  }
  for (Index t = lead - 1; t >= 0; --t) {
    out.mean[at(t)] = out.mean[at(t + 1)];
    system.recall(out.mean[at(t)].data(), 1);
    if (with_covariance) out.cov[at(t)] = internal::recall(system, out.cov[at(t + 1)]);
  }
  return out;
}

/// One draw of the states of all periods given the observations.
[[nodiscard]] inline std::vector<Eigen::VectorXd> simulate_states(const System<double>& system,
                                                                  const Observations& data,
                                                                  data::RandomStream& random) {
  const Index p = system.states();
  const Index n = data.size();
  std::vector<Eigen::VectorXd> drawn(at(n));
  std::vector<double> difference(at(n), data::kMissing);
  Eigen::VectorXd state(p);
  for (Index i = 0; i < p; ++i) state[i] = std::sqrt(system.initial_variance(i)) * random.normal();
  for (Index t = 0; t < n; ++t) {
    drawn[at(t)] = state;
    const double* row = data.row(t, system.shape().effects);
    const double noise = std::sqrt(system.parameters().irregular + data.known_at(t)) * random.normal();
    const double y = (*data.y)[at(t)];
    if (!data::is_missing(y)) difference[at(t)] = y - system.observe(state.data(), 1, row) - noise;
    system.advance(state.data(), 1);
    for (Index i = 0; i < p; ++i) state[i] += std::sqrt(system.noise(i)) * random.normal();
  }
  Observations rest = data;
  rest.y = &difference;
  const Smoothed smoothed = smooth(system, rest, false);
  for (Index t = 0; t < n; ++t) drawn[at(t)] += smoothed.mean[at(t)];
  return drawn;
}

}  // namespace dubao::models::state_space
