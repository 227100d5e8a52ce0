// SPDX-License-Identifier: Apache-2.0
//
// System: the state-space form of a structural time-series model.
//
// Formula   y_t = Z_t α_t + ε_t, ε_t ~ N(0, H_t);  α_{t+1} = T α_t + η_t, η_t ~ N(0, Q)
//           level    μ_{t+1} = μ_t + ν_t + N(0, level);   slope  ν_{t+1} = φ ν_t + N(0, slope), φ = 1 unless damped
//           dummy season            γ_{t+1} = −γ_t − … − γ_{t−m+2} + N(0, season)
//           trigonometric season    [m/2] rotations by 2πj/m, each state with noise N(0, season)
//           cycle    rotation by λ shrunk by ρ, both states with noise N(0, cycle), started from its stationary law
//           effects  β constant, Z holds the row of regressors
//           H_t = irregular + known variance of the observation
// Start     level, slope, season and effects are diffuse (nothing is known of them); the cycle is stationary.
// Sparse    T is never formed: it is applied in place, O(states) a vector.
// Source    Harvey (1989), chapter 2; Durbin and Koopman (2012), chapter 3.
#pragma once

#include <dubao/models/detail/prepared.hpp>
#include <dubao/optim/jet.hpp>

#include <cmath>
#include <vector>

namespace dubao::models::state_space {

using detail::at;

enum class Season : std::uint8_t { kNone, kDummy, kTrigonometric };

inline constexpr double kPi = 3.14159265358979323846;

/// Which components there are and where their states stand: level, slope, season, cycle, effects.
struct Shape {
  bool slope = false;
  bool damped = false;
  Season season = Season::kNone;
  Index season_length = 1;
  bool cycle = false;
  Index effects = 0;

  [[nodiscard]] Index season_states() const noexcept {
    return season == Season::kNone ? 0 : season_length - 1;
  }
  [[nodiscard]] Index slope_at() const noexcept { return 1; }
  [[nodiscard]] Index season_at() const noexcept { return slope ? 2 : 1; }
  [[nodiscard]] Index cycle_at() const noexcept { return season_at() + season_states(); }
  [[nodiscard]] Index effects_at() const noexcept { return cycle_at() + (cycle ? 2 : 0); }
  [[nodiscard]] Index states() const noexcept { return effects_at() + effects; }
  /// States without a prior.
  [[nodiscard]] Index diffuse() const noexcept { return states() - (cycle ? 2 : 0); }
};

/// Variances and the parameters of the transition.
template <typename T>
struct Parameters {
  T irregular{0.0};
  T level{0.0};
  T slope{0.0};
  T season{0.0};
  T cycle{0.0};      ///< of the noise, not of the cycle itself
  T phi{1.0};        ///< damping of the slope
  T rho{0.0};        ///< damping of the cycle, in [0, 1)
  T frequency{0.0};  ///< of the cycle, radians a period, in (0, π)
};

template <typename T>
class System {
 public:
  System() = default;
  System(const Shape& shape, const Parameters<T>& parameters) { set(shape, parameters); }

  /// Allocates when the shape is larger than any before; otherwise not.
  void set(const Shape& shape, const Parameters<T>& parameters) {
    using std::cos;
    using std::sin;
    shape_ = shape;
    parameters_ = parameters;
    cycle_cosine_ = parameters.rho * cos(parameters.frequency);
    cycle_sine_ = parameters.rho * sin(parameters.frequency);
    ones_.clear();
    ones_.push_back(0);
    cosine_.clear();
    sine_.clear();
    if (shape.season == Season::kDummy) ones_.push_back(shape.season_at());
    if (shape.season == Season::kTrigonometric) {
      const Index m = shape.season_length;
      for (Index j = 1; 2 * j <= m; ++j) {
        const double angle = 2.0 * kPi * static_cast<double>(j) / static_cast<double>(m);
        cosine_.push_back(2 * j == m ? -1.0 : std::cos(angle));
        sine_.push_back(2 * j == m ? 0.0 : std::sin(angle));
        ones_.push_back(shape.season_at() + 2 * (j - 1));
      }
    }
    if (shape.cycle) ones_.push_back(shape.cycle_at());
  }

  [[nodiscard]] const Shape& shape() const noexcept { return shape_; }
  [[nodiscard]] const Parameters<T>& parameters() const noexcept { return parameters_; }
  [[nodiscard]] Index states() const noexcept { return shape_.states(); }
  /// States whose coefficient in Z is one, the effects apart.
  [[nodiscard]] const std::vector<Index>& ones() const noexcept { return ones_; }

  /// Z · x for states that stand `stride` apart; row: the values of the effects.
  template <typename U>
  [[nodiscard]] U observe(const U* x, Index stride, const double* row) const {
    U sum(0.0);
    for (const Index i : ones_) sum += x[i * stride];
    for (Index j = 0; j < shape_.effects; ++j) {
      if (row[j] != 0.0) sum += x[(shape_.effects_at() + j) * stride] * row[j];
    }
    return sum;
  }

  /// x ← T x.
  template <typename U>
  void advance(U* x, Index stride) const {
    if (shape_.slope) {
      U& slope = x[shape_.slope_at() * stride];
      x[0] += slope;
      if (shape_.damped) slope = slope * parameters_.phi;
    }
    const Index first = shape_.season_at();
    if (shape_.season == Season::kDummy) {
      U sum(0.0);
      for (Index i = shape_.season_states() - 1; i >= 0; --i) {
        sum += x[(first + i) * stride];
        if (i > 0) x[(first + i) * stride] = x[(first + i - 1) * stride];
      }
      x[first * stride] = -sum;
    } else if (shape_.season == Season::kTrigonometric) {
      for (std::size_t j = 0; j < cosine_.size(); ++j) {
        U& a = x[(first + 2 * static_cast<Index>(j)) * stride];
        if (sine_[j] == 0.0) {
          a = -a;
          continue;
        }
        U& b = x[(first + 2 * static_cast<Index>(j) + 1) * stride];
        const U turned = a * cosine_[j] + b * sine_[j];
        b = b * cosine_[j] - a * sine_[j];
        a = turned;
      }
    }
    if (shape_.cycle) {
      U& a = x[shape_.cycle_at() * stride];
      U& b = x[(shape_.cycle_at() + 1) * stride];
      const U turned = a * cycle_cosine_ + b * cycle_sine_;
      b = b * cycle_cosine_ - a * cycle_sine_;
      a = turned;
    }
  }

  /// x ← Tᵀ x.
  template <typename U>
  void retreat(U* x, Index stride) const {
    if (shape_.slope) {
      U& slope = x[shape_.slope_at() * stride];
      if (shape_.damped) slope = slope * parameters_.phi;
      slope += x[0];
    }
    const Index first = shape_.season_at();
    if (shape_.season == Season::kDummy) {
      const U head = x[first * stride];
      const Index count = shape_.season_states();
      for (Index i = 0; i < count; ++i) {
        x[(first + i) * stride] = (i + 1 < count ? x[(first + i + 1) * stride] : U(0.0)) - head;
      }
    } else if (shape_.season == Season::kTrigonometric) {
      turn_seasons_back(x, stride);
    }
    if (shape_.cycle) turn_cycle_back(x, stride);
  }

  /// x ← the expected state of the period before, given x alone: T⁻¹ x of diffuse states, of which nothing else is known;
  /// Tᵀ x of the cycle, whose law is the same in both directions of time.
  template <typename U>
  void recall(U* x, Index stride) const {
    if (shape_.slope) {
      U& slope = x[shape_.slope_at() * stride];
      if (shape_.damped) slope = slope / parameters_.phi;
      x[0] -= slope;
    }
    const Index first = shape_.season_at();
    if (shape_.season == Season::kDummy) {
      const Index count = shape_.season_states();
      U sum(0.0);
      for (Index i = 0; i < count; ++i) {
        sum += x[(first + i) * stride];
        if (i + 1 < count) x[(first + i) * stride] = x[(first + i + 1) * stride];
      }
      x[(first + count - 1) * stride] = -sum;
    } else if (shape_.season == Season::kTrigonometric) {
      turn_seasons_back(x, stride);
    }
    if (shape_.cycle) turn_cycle_back(x, stride);
  }

  /// Variance of the noise of state i.
  [[nodiscard]] T noise(Index i) const {
    if (i == 0) return parameters_.level;
    if (shape_.slope && i == shape_.slope_at()) return parameters_.slope;
    if (i < shape_.cycle_at()) {
      const bool moves = shape_.season == Season::kTrigonometric || i == shape_.season_at();
      return moves ? parameters_.season : T(0.0);
    }
    return shape_.cycle && i < shape_.effects_at() ? parameters_.cycle : T(0.0);
  }
  /// Variance with which state i begins; for diffuse states zero.
  [[nodiscard]] T initial_variance(Index i) const {
    if (!is_cycle(i)) return T(0.0);
    return parameters_.cycle / (T(1.0) - parameters_.rho * parameters_.rho);
  }
  [[nodiscard]] bool is_cycle(Index i) const noexcept {
    return shape_.cycle && i >= shape_.cycle_at() && i < shape_.effects_at();
  }

 private:
  template <typename U>
  void turn_seasons_back(U* x, Index stride) const {
    const Index first = shape_.season_at();
    for (std::size_t j = 0; j < cosine_.size(); ++j) {
      U& a = x[(first + 2 * static_cast<Index>(j)) * stride];
      if (sine_[j] == 0.0) {
        a = -a;
        continue;
      }
      U& b = x[(first + 2 * static_cast<Index>(j) + 1) * stride];
      const U turned = a * cosine_[j] - b * sine_[j];
      b = b * cosine_[j] + a * sine_[j];
      a = turned;
    }
  }
  template <typename U>
  void turn_cycle_back(U* x, Index stride) const {
    U& a = x[shape_.cycle_at() * stride];
    U& b = x[(shape_.cycle_at() + 1) * stride];
    const U turned = a * cycle_cosine_ - b * cycle_sine_;
    b = b * cycle_cosine_ + a * cycle_sine_;
    a = turned;
  }

  Shape shape_;
  Parameters<T> parameters_;
  T cycle_cosine_{0.0};
  T cycle_sine_{0.0};
  std::vector<Index> ones_;
  std::vector<double> cosine_;
  std::vector<double> sine_;
};

/// What is observed; refers to memory of the caller. Units are the model's own.
struct Observations {
  const std::vector<double>* y = nullptr;  ///< NaN = missing
  const std::vector<double>* known =
      nullptr;  ///< known variance of each observation, ≥ 0; nullptr or empty: none
  const std::vector<double>* effects =
      nullptr;  ///< rows × effects, row after row; at least as many rows as y

  [[nodiscard]] Index size() const noexcept { return static_cast<Index>(y->size()); }
  /// Periods before the first observed value; all of them where none is observed.
  [[nodiscard]] Index lead() const noexcept {
    Index t = 0;
    while (t < size() && data::is_missing((*y)[at(t)])) ++t;
    return t;
  }
  [[nodiscard]] double known_at(Index t) const noexcept {
    return known == nullptr || known->empty() ? 0.0 : (*known)[at(t)];
  }
  [[nodiscard]] const double* row(Index t, Index count) const noexcept {
    return count == 0 ? nullptr : effects->data() + t * count;
  }
};

}  // namespace dubao::models::state_space
