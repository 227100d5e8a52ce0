// SPDX-License-Identifier: Apache-2.0
//
// The exponential-smoothing recursion, written once for numbers and for their derivatives.
//
// Formula   prediction   μ_t = q_t,  q_t + s_{t−m},  q_t · s_{t−m}     q_t = ℓ,  ℓ + g,  ℓ · g   with ℓ = ℓ_{t−1} and
//           growth       g = φ b_{t−1}  (trend A, Ad)   or   b_{t−1}^φ  (M, Md)
//           level        ℓ_t = q_t + α d_t          d_t = y_t − q_t,  y_t − s_{t−m} − q_t,  y_t / s_{t−m} − q_t
//           trend        b_t = g + β d_t   or   g + β d_t / ℓ_{t−1}
//           season       s_t = s_{t−m} + γ (y_t − μ_t)  or  s_{t−m} + γ (y_t / q_t − s_{t−m})
//           error        e_t = y_t − μ_t  (A)  or  (y_t − μ_t) / μ_t  (M)
//           These are the state equations of both error types: with e_t relative, μ_t e_t is the absolute error.
// Missing   A missing value has no error: the state moves on with d_t = 0.
// Breaks    Values of an earlier definition are brought to the last one: y + δ for additive errors, y · exp(δ) for
//           multiplicative ones, one δ per earlier definition, estimated with the initial state. So the shift is
//           learnt from all values near the break and never enters the trend.
// Weights   Errors are multiplied by w_t (geometric mean 1), see weights() in ladder.hpp.
// Source    Hyndman, Koehler, Ord, Snyder (2008), tables 2.2 and 2.3. Oracle: R forecast::ets.
#pragma once

#include <dubao/models/detail/prepared.hpp>
#include <dubao/models/ets/form.hpp>
#include <dubao/optim/jet.hpp>

#include <cmath>
#include <type_traits>
#include <vector>

namespace dubao::models::ets {

/// Natural smoothing parameters. Without trend β = 0, φ = 1; without season γ = 0.
template <typename T>
struct Smoothing {
  T alpha;
  T beta;
  T gamma;
  T phi;
};

/// States after the last value processed. season[j] belongs to periods t with t mod m == j.
template <typename T>
struct State {
  T level{};
  T trend{};
  std::vector<T> season;
};

/// Smallest level or seasonal factor a multiplicative form may reach (values are scaled to below 2).
inline constexpr double kSmallestPositive = 1e-12;

/// One step of prediction.
template <typename T>
struct Prediction {
  T base;    ///< q_t
  T mean;    ///< μ_t
  T growth;  ///< g: what the trend contributes, 0 without trend
};

/// Form: EtsForm, or a type with its interface whose answers are known when the program is compiled.
template <typename Form, typename T>
[[nodiscard]] inline Prediction<T> predict(const Form& form, const Smoothing<T>& p, const State<T>& state,
                                           Index season) {
  using std::pow;
  Prediction<T> out{state.level, state.level, T(0.0)};
  if (form.has_growth_factor()) {
    out.growth = form.is_damped() ? pow(state.trend, p.phi) : state.trend;
    out.base = state.level * out.growth;
  } else if (form.has_trend()) {
    out.growth = p.phi * state.trend;
    out.base = state.level + out.growth;
  }
  out.mean = out.base;
  if (form.has_season()) {
    const T& s = state.season[detail::at(season)];
    if (form.season == EtsSeason::kAdditive) {
      out.mean = out.base + s;
    } else {
      out.mean = out.base * s;
    }
  }
  return out;
}

/// Moves the state on with the absolute error y − μ.
template <typename Form, typename T>
inline void update(const Form& form, const Smoothing<T>& p, const Prediction<T>& at_t, const T& error,
                   State<T>& state, Index season) {
  T change = error;
  if (form.season == EtsSeason::kMultiplicative) {
    T& factor = state.season[detail::at(season)];
    change = error / factor;
    factor = factor + p.gamma * (error / at_t.base);
  } else if (form.season == EtsSeason::kAdditive) {
    T& term = state.season[detail::at(season)];
    term = term + p.gamma * error;
  }
  if (form.has_growth_factor()) {
    state.trend = at_t.growth + p.beta * (change / state.level);
  } else if (form.has_trend()) {
    state.trend = at_t.growth + p.beta * change;
  }
  state.level = at_t.base + p.alpha * change;
}

/// Moves the state on over a period without a value.
template <typename Form, typename T>
inline void skip(const Form& form, const Smoothing<T>& p, State<T>& state) {
  if (!form.has_trend()) return;
  using std::pow;
  if (form.has_growth_factor()) {
    if (form.is_damped()) state.trend = pow(state.trend, p.phi);
    state.level = state.level * state.trend;
  } else {
    state.trend = p.phi * state.trend;
    state.level = state.level + state.trend;
  }
}

/// Σ log x of positive numbers, as the logarithm of a product that is folded before it leaves the range of doubles:
/// one logarithm for many factors. The derivative of the sum is Σ x' / x.
template <typename T>
class LogSum {
 public:
  void add(const T& x) {
    const double value = optim::value_of(x);
    product_ *= value;
    if (product_ < kFoldBelow || product_ > kFoldAbove) fold();
    if constexpr (!std::is_same_v<T, double>) sum_.v += x.v / value;
  }
  void subtract(const T& logarithm) { sum_ -= logarithm; }
  [[nodiscard]] T total() {
    fold();
    return sum_;
  }

 private:
  static constexpr double kFoldBelow = 1e-100;
  static constexpr double kFoldAbove = 1e100;
  void fold() {
    sum_ += std::log(product_);
    product_ = 1.0;
  }
  T sum_{};
  double product_ = 1.0;
};

/// Whether a multiplicative form may go on from this state (the season is looked at where it changes).
template <typename Form, typename T>
[[nodiscard]] inline bool is_positive_state(const Form& form, const State<T>& state) {
  return !form.has_growth_factor() || (optim::value_of(state.trend) > kSmallestPositive &&
                                       optim::value_of(state.level) > kSmallestPositive);
}

/// For a run of which nothing but errors and final state are wanted.
struct NoRecord {
  template <typename... Ignored>
  void operator()(const Ignored&... /*step*/) const noexcept {}
};

/// Runs over the data. state: initial on entry, final on exit. shift: one per definition but the last.
/// errors: one per observed value, weighted. log_scale: Σ log of what divides the density (0 for additive
/// errors). record(t, season, row, state, prediction, absolute error) is called before the state moves on; row is −1 for
/// a missing value. Returns false where a multiplicative form meets a mean, level, growth or season that is not positive.
template <typename T, typename Form, typename Record = NoRecord>
[[nodiscard]] inline bool filter(const Form& form, const detail::Prepared& data,
                                 const std::vector<double>& weights, Index season_length,
                                 const Smoothing<T>& p, const T* shift, State<T>& state, T* errors,
                                 T& log_scale, const Record& record = {}) {
  using optim::value_of;
  using std::exp;
  LogSum<T> logarithms;
  Index row = 0;
  Index season = 0;
  const bool shifted = data.definitions > 1;
  const bool weighted = !weights.empty();
  const Index n = data.size();
  if (!is_positive_state(form, state)) return false;
  for (Index t = 0; t < n; ++t) {
    const double y = data.y[detail::at(t)];
    const Prediction<T> at_t = predict(form, p, state, season);
    if (data::is_missing(y)) {
      record(t, season, Index{-1}, state, at_t, T(0.0));
      skip(form, p, state);
    } else {
      if (form.needs_positive() &&
          !(value_of(at_t.mean) > kSmallestPositive && value_of(at_t.base) > kSmallestPositive)) {
        return false;
      }
      T error = y - at_t.mean;
      if (shifted && data.definition[detail::at(t)] < data.definitions - 1) {
        const T& delta = shift[data.definition[detail::at(t)]];
        if (form.is_relative()) {
          error = y * exp(delta) - at_t.mean;
          logarithms.subtract(delta);
        } else {
          error = error + delta;
        }
      }
      record(t, season, row, state, at_t, error);
      if (form.is_relative()) {
        errors[row] = error / at_t.mean;
        logarithms.add(at_t.mean);
      } else {
        errors[row] = error;
      }
      if (weighted) errors[row] = errors[row] * weights[detail::at(row)];
      ++row;
      update(form, p, at_t, error, state, season);
      if (form.season == EtsSeason::kMultiplicative &&
          !(value_of(state.season[detail::at(season)]) > kSmallestPositive)) {
        return false;
      }
      if (!is_positive_state(form, state)) return false;
    }
    if (++season == season_length) season = 0;
  }
  log_scale = form.is_relative() ? logarithms.total() : T(0.0);
  return true;
}

}  // namespace dubao::models::ets
