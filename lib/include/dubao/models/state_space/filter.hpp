// SPDX-License-Identifier: Apache-2.0
//
// The Kalman filter with exact diffuse start, one observation a period, templated on its scalar.
//
// What      Innovations v_t and their variances f_t, from which the likelihood follows; with double the values, with
//           optim::Dual the derivatives too.
// Formula   v = y − Z a,  M = P Zᵀ,  f = Z M + H;  the variance of a diffuse state is P + κ P∞ with κ → ∞, M∞ = P∞ Zᵀ, f∞ = Z M∞
//           f∞ > 0:  K = M∞/f∞;  a += K v;  P += K Kᵀ f − K Mᵀ − M Kᵀ;  P∞ −= M∞ M∞ᵀ/f∞   (the value fixes a diffuse state)
//           f∞ = 0:  a += M v/f;  P −= M Mᵀ/f
//           then a ← T a, P ← T P Tᵀ + Q, P∞ ← T P∞ Tᵀ; a missing value skips the update.
// Start     at the first observed value: periods without a value before it tell nothing, and the likelihood does not
//           depend on how many there are. Carried through them, the diffuse variance of a damped slope would shrink by φ²
//           a period until rounding took it for none; smoother.hpp goes back to those periods from the first value.
// Deviance  −2 log L = Σ_{f∞>0} log f∞ + Σ_{f∞=0} (log f + v²/f + log 2π): the diffuse log-likelihood, −632.54 for the
//           local level of the Nile as in Durbin and Koopman (2012), section 7.3.
// Memory    allocated by resize() alone; the recursion allocates nothing.
// Cost      O(n · states²).
// Source    Koopman (1997); Durbin and Koopman (2012), sections 5.2 and 6.4.
#pragma once

#include <dubao/models/state_space/system.hpp>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <vector>

namespace dubao::models::state_space {

/// f∞ below this counts as zero. P∞ begins as the identity and effects are scaled to one, so that rounding stays near
/// 1e-15; a state known only to worse than this would be known by rounding.
inline constexpr double kSmallestDiffuse = 1e-10;
/// Smallest variance of an innovation that is divided by, relative to the unit of the observations.
inline constexpr double kSmallestVariance = 1e-200;

enum class Step : std::uint8_t {
  kMissing,  ///< no value: nothing learnt
  kDiffuse,  ///< the value fixed a diffuse state: no innovation
  kRegular,
};

/// Mean and variance of the state before an observation, and what the filter needs besides.
template <typename T>
struct Workspace {
  std::vector<T> mean;     ///< a, states
  std::vector<T> cov;      ///< P, states × states, symmetric
  std::vector<T> diffuse;  ///< P∞
  std::vector<T> gain;     ///< M
  std::vector<T> diffuse_gain;
  std::vector<T> v;  ///< innovations, one a period
  std::vector<T> f;  ///< their variances (f∞ at diffuse steps)
  std::vector<Step> step;

  void resize(Index states, Index n) {
    const std::size_t p = at(states);
    mean.resize(p);
    cov.resize(p * p);
    diffuse.resize(p * p);
    gain.resize(p);
    diffuse_gain.resize(p);
    v.resize(at(n));
    f.resize(at(n));
    step.resize(at(n));
  }
};

/// Called before every observation by filter(): nothing.
struct NoStore {
  template <typename T>
  void operator()(Index /*t*/, const Workspace<T>& /*w*/) const noexcept {}
};

namespace internal {

template <typename T>
inline void advance_covariance(const System<T>& system, std::vector<T>& cov) {
  const Index p = system.states();
  for (Index j = 0; j < p; ++j) system.advance(cov.data() + j, p);
  for (Index i = 0; i < p; ++i) system.advance(cov.data() + i * p, 1);
}

}  // namespace internal

/// Starts the state: diffuse where nothing is known, the cycle stationary.
template <typename T>
inline void start(const System<T>& system, Workspace<T>& w) {
  const Index p = system.states();
  std::fill(w.mean.begin(), w.mean.end(), T(0.0));
  std::fill(w.cov.begin(), w.cov.end(), T(0.0));
  std::fill(w.diffuse.begin(), w.diffuse.end(), T(0.0));
  for (Index i = 0; i < p; ++i) {
    w.cov[at(i * p + i)] = system.initial_variance(i);
    w.diffuse[at(i * p + i)] = T(system.is_cycle(i) ? 0.0 : 1.0);
  }
}

/// Runs the filter over all observations; afterwards w.mean and w.cov describe the state of the first period ahead.
/// w must have been resized. Returns the number of diffuse states left, or −1 where an innovation has no variance or
/// a value is not finite. before(t, w) is called with the predicted state of every period from the first observed on.
template <typename T, typename Store = NoStore>
inline Index filter(const System<T>& system, const Observations& data, Workspace<T>& w,
                    const Store& before = {}) {
  const Index p = system.states();
  const Index n = data.size();
  const Index effects = system.shape().effects;
  const Index lead = data.lead();
  Index left = system.shape().diffuse();
  start(system, w);
  std::fill(w.step.begin(), w.step.begin() + lead, Step::kMissing);
  for (Index t = lead; t < n; ++t) {
    before(t, w);
    const double y = (*data.y)[at(t)];
    w.step[at(t)] = Step::kMissing;
    if (!data::is_missing(y)) {
      const double* row = data.row(t, effects);
      for (Index i = 0; i < p; ++i) w.gain[at(i)] = system.observe(w.cov.data() + i * p, 1, row);
      const T f = system.observe(w.gain.data(), 1, row) + system.parameters().irregular + data.known_at(t);
      const T v = T(y) - system.observe(w.mean.data(), 1, row);
      T f_diffuse(0.0);
      if (left > 0) {
        for (Index i = 0; i < p; ++i) {
          w.diffuse_gain[at(i)] = system.observe(w.diffuse.data() + i * p, 1, row);
        }
        f_diffuse = system.observe(w.diffuse_gain.data(), 1, row);
      }
      w.v[at(t)] = v;
      if (optim::value_of(f_diffuse) > kSmallestDiffuse) {
        w.step[at(t)] = Step::kDiffuse;
        w.f[at(t)] = f_diffuse;
        --left;
        for (Index i = 0; i < p; ++i) {
          const T k = w.diffuse_gain[at(i)] / f_diffuse;
          w.mean[at(i)] += k * v;
          for (Index j = 0; j < p; ++j) {
            const T kj = w.diffuse_gain[at(j)] / f_diffuse;
            w.cov[at(i * p + j)] += k * kj * f - k * w.gain[at(j)] - w.gain[at(i)] * kj;
            w.diffuse[at(i * p + j)] -= k * w.diffuse_gain[at(j)];
          }
        }
        // Nothing diffuse is left: rounding would only pretend otherwise.
        if (left == 0) std::fill(w.diffuse.begin(), w.diffuse.end(), T(0.0));
      } else {
        if (!(optim::value_of(f) > kSmallestVariance) || !std::isfinite(optim::value_of(v))) return -1;
        w.step[at(t)] = Step::kRegular;
        w.f[at(t)] = f;
        const T inverse = T(1.0) / f;
        for (Index i = 0; i < p; ++i) {
          const T k = w.gain[at(i)] * inverse;
          w.mean[at(i)] += k * v;
          for (Index j = 0; j <= i; ++j) {
            w.cov[at(i * p + j)] -= k * w.gain[at(j)];
            w.cov[at(j * p + i)] = w.cov[at(i * p + j)];
          }
        }
      }
    }
    system.advance(w.mean.data(), 1);
    internal::advance_covariance(system, w.cov);
    for (Index i = 0; i < p; ++i) w.cov[at(i * p + i)] += system.noise(i);
    if (left > 0) internal::advance_covariance(system, w.diffuse);
  }
  return left;
}

/// Sums of a filter run over its innovations.
struct Sums {
  double squares = 0.0;     ///< Σ v²/f over regular steps
  double logarithms = 0.0;  ///< Σ log f over regular steps, Σ log f∞ over diffuse ones
  Index regular = 0;
  Index observed = 0;
};

[[nodiscard]] inline Sums sums(const Workspace<double>& w) {
  Sums out;
  for (std::size_t t = 0; t < w.step.size(); ++t) {
    if (w.step[t] == Step::kMissing) continue;
    ++out.observed;
    out.logarithms += std::log(w.f[t]);
    if (w.step[t] != Step::kRegular) continue;
    ++out.regular;
    out.squares += w.v[t] * w.v[t] / w.f[t];
  }
  return out;
}

}  // namespace dubao::models::state_space
