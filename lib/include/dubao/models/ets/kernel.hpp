// SPDX-License-Identifier: Apache-2.0
//
// The derivatives of the exponential-smoothing recursion by hand, four directions at a time.
//
// What      A run of the recursion leaves a trace. The tangents of errors and states obey a linear recursion whose
//           coefficients are read off the trace: no division and no branch on the form is left in it, because the form is
//           known when the loop is compiled.
// When      Inside the least-squares problems (problems.hpp), which call it some hundred times a series.
// Formula   with d for the derivative in one direction, g growth, q base, s season, ε = y − μ, c the change d_t of
//           recursion.hpp:  dg = φ db + b dφ  or  (φ g/b) db + g log b dφ;  dq = dℓ, dℓ + dg, g dℓ + ℓ dg;
//           dμ = dq, dq + ds, s dq + q ds;  dε = dy − dμ;  dc = dε  or  (dε − c ds)/s;
//           ds' = ds + γ dε + ε dγ  or  ds + γ (dε − (ε/q) dq)/q + (ε/q) dγ;
//           db' = dg + β dc + c dβ  or  dg + β (dc − (c/ℓ) dℓ)/ℓ + (c/ℓ) dβ;  dℓ' = dq + α dc + c dα;
//           error  de = dε  or  (dε − e dμ)/μ,  d log scale = dμ/μ.
// Cost      about 15 operations a period and direction; nothing is allocated after the first call.
// Source    Griewank and Walther (2008), chapter 3 (forward mode). Tests compare with Jets and with differences.
#pragma once

#include <dubao/models/detail/prepared.hpp>
#include <dubao/models/ets/form.hpp>
#include <dubao/models/ets/recursion.hpp>
#include <dubao/models/ets/region.hpp>

#include <Eigen/Core>
#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

namespace dubao::models::ets {

/// Directions that are followed together.
inline constexpr int kLanes = 4;
using Lanes = Eigen::Array<double, kLanes, 1>;

/// A form known when the program is compiled; the interface of EtsForm.
template <EtsError kError, EtsTrend kTrend, EtsSeason kSeason>
struct StaticForm {
  static constexpr EtsForm kForm{kError, kTrend, kSeason};
  // Named like the members of EtsForm, so that one recursion serves both.
  static constexpr EtsError error = kError;     // NOLINT(readability-identifier-naming)
  static constexpr EtsTrend trend = kTrend;     // NOLINT(readability-identifier-naming)
  static constexpr EtsSeason season = kSeason;  // NOLINT(readability-identifier-naming)
  [[nodiscard]] static constexpr bool has_trend() noexcept { return kForm.has_trend(); }
  [[nodiscard]] static constexpr bool is_damped() noexcept { return kForm.is_damped(); }
  [[nodiscard]] static constexpr bool has_growth_factor() noexcept { return kForm.has_growth_factor(); }
  [[nodiscard]] static constexpr bool has_season() noexcept { return kForm.has_season(); }
  [[nodiscard]] static constexpr bool is_relative() noexcept { return kForm.is_relative(); }
  [[nodiscard]] static constexpr bool needs_positive() noexcept { return kForm.needs_positive(); }
};

namespace internal {

template <EtsError kError, EtsTrend kTrend, typename Work>
inline auto with_season(EtsSeason season, const Work& work) {
  if (season == EtsSeason::kAdditive) return work(StaticForm<kError, kTrend, EtsSeason::kAdditive>{});
  if (season == EtsSeason::kMultiplicative)
    return work(StaticForm<kError, kTrend, EtsSeason::kMultiplicative>{});
  return work(StaticForm<kError, kTrend, EtsSeason::kNone>{});
}

// An additive trend without damping is a damped one with φ = 1: the same code serves both.
template <EtsError kError, typename Work>
inline auto with_trend(const EtsForm& form, const Work& work) {
  if (form.trend == EtsTrend::kNone) return with_season<kError, EtsTrend::kNone>(form.season, work);
  if (!form.has_growth_factor()) return with_season<kError, EtsTrend::kDamped>(form.season, work);
  if (form.is_damped()) return with_season<kError, EtsTrend::kDampedMultiplicative>(form.season, work);
  return with_season<kError, EtsTrend::kMultiplicative>(form.season, work);
}

}  // namespace internal

/// Calls work with the StaticForm of a form.
template <typename Work>
inline auto with_static_form(const EtsForm& form, const Work& work) {
  if (form.is_relative()) return internal::with_trend<EtsError::kMultiplicative>(form, work);
  return internal::with_trend<EtsError::kAdditive>(form, work);
}

/// A direction: one of the search coordinates, or one of the unknowns (initial states and level shifts).
struct Direction {
  int coordinate = -1;  ///< 0 … 3, or −1
  Index unknown = -1;   ///< position among the unknowns, or −1
};

/// Errors of one form on one series, and their derivatives. The data and weights must outlive it.
class Kernel {
 public:
  /// weights: one per observed value or empty.
  Kernel(const EtsForm& form, const EtsRegion& region, const detail::Prepared& data,
         const std::vector<double>& weights, Index season_length)
      : form_(form), region_(region), data_(data), weights_(weights), season_length_(season_length) {
    steps_.resize(detail::at(data.size()));
    errors_.resize(detail::at(data.count()));
    season_.resize(form.has_season() ? detail::at(season_length) : 0U);
    shift_.resize(detail::at(data.definitions - 1));
  }

  /// Runs from `state` (changed to the final one). False as filter().
  [[nodiscard]] bool run(const Smoothing<double>& p, const double* shift, State<double>& state) {
    smoothing_ = p;
    const auto record = [this](Index t, Index season, Index row, const State<double>& before,
                               const Prediction<double>& at_t, double error) {
      Step& step = steps_[detail::at(t)];
      step.base = at_t.base;
      step.mean = at_t.mean;
      step.growth = at_t.growth;
      step.level = before.level;
      step.trend = before.trend;
      step.factor = before.season.empty() ? 1.0 : before.season[detail::at(season)];
      step.error = error;
      step.season = season;
      step.row = row;
    };
    return with_static_form(form_, [&](const auto& form) {
      return filter(form, data_, weights_, season_length_, p, shift, state, errors_.data(), log_scale_,
                    record);
    });
  }
  /// Of the last run, weighted; one per observed value.
  [[nodiscard]] const std::vector<double>& errors() const noexcept { return errors_; }
  /// Of the last run: Σ log of what divides the density.
  [[nodiscard]] double log_scale() const noexcept { return log_scale_; }

  /// Derivatives of the errors of the last run in up to kLanes directions: columns of `out`, `stride` apart.
  /// u: the search coordinates of that run. Returns the derivatives of log_scale().
  Lanes differentiate(const double* u, const Direction* directions, int count, double* out,
                      std::ptrdiff_t stride) {
    seed(u, directions, count);
    return with_static_form(form_, [&](const auto& form) {
      return seeded_ ? tangents<true>(form, count, out, stride) : tangents<false>(form, count, out, stride);
    });
  }

 private:
  struct Step {
    double base, mean, growth, level, trend, factor, error;
    Index season, row;
  };

  void seed(const double* u, const Direction* directions, int count) {
    level_.setZero();
    trend_.setZero();
    for (Lanes& term : season_) term.setZero();
    for (Lanes& delta : shift_) delta.setZero();
    alpha_.setZero();
    beta_.setZero();
    gamma_.setZero();
    phi_.setZero();
    seeded_ = false;
    const Index trends = form_.has_trend() ? 1 : 0;
    const Index seasons = form_.has_season() ? season_length_ - 1 : 0;
    for (int lane = 0; lane < count; ++lane) {
      const Direction& direction = directions[lane];
      if (direction.coordinate >= 0) {
        const Smoothing<double> d = natural_derivative(form_, region_, u, direction.coordinate);
        alpha_[lane] = d.alpha;
        beta_[lane] = d.beta;
        gamma_[lane] = d.gamma;
        phi_[lane] = d.phi;
        seeded_ = true;
        continue;
      }
      Index i = direction.unknown;
      if (i == 0) {
        level_[lane] = 1.0;
      } else if ((i -= 1) < trends) {
        trend_[lane] = 1.0;
      } else if ((i -= trends) < seasons) {
        season_[detail::at(i)][lane] = 1.0;
        season_.back()[lane] = -1.0;
      } else {
        shift_[detail::at(i - seasons)][lane] = 1.0;
      }
    }
  }

  // Flattened: in large programs GCC stops to inline and calls a function for every sum of four numbers.
  template <bool kSeeded, typename Form>
  [[gnu::flatten]] Lanes tangents(const Form& /*form*/, int count, double* out, std::ptrdiff_t stride) {
    constexpr bool kFactor = Form::has_growth_factor();
    constexpr bool kRatio = Form::season == EtsSeason::kMultiplicative;
    const Smoothing<double> p = smoothing_;
    const bool shifted = data_.definitions > 1;
    const bool weighted = !weights_.empty();
    Lanes level = level_;
    Lanes trend = trend_;
    Lanes log_scale = Lanes::Zero();
    Lanes base;
    Lanes growth = Lanes::Zero();
    for (std::size_t t = 0; t < steps_.size(); ++t) {
      const Step& step = steps_[t];
      if constexpr (kFactor) {
        if constexpr (Form::is_damped()) {
          growth = (p.phi * step.growth / step.trend) * trend;
          if constexpr (kSeeded) growth += (step.growth * std::log(step.trend)) * phi_;
        } else {
          growth = trend;
        }
        base = step.growth * level + step.level * growth;
      } else if constexpr (Form::has_trend()) {
        growth = p.phi * trend;
        if constexpr (kSeeded) growth += step.trend * phi_;
        base = level + growth;
      } else {
        base = level;
      }
      if (step.row < 0) {
        trend = growth;
        level = base;
        continue;
      }
      Lanes mean = base;
      if constexpr (Form::has_season()) {
        const Lanes& season = season_[detail::at(step.season)];
        if constexpr (kRatio) {
          mean = step.factor * base + step.base * season;
        } else {
          mean += season;
        }
      }
      Lanes error = -mean;
      const bool earlier = shifted && data_.definition[t] < data_.definitions - 1;
      if (earlier) {
        const Lanes& delta = shift_[detail::at(data_.definition[t])];
        if constexpr (Form::is_relative()) {
          error += (step.error + step.mean) * delta;
          log_scale -= delta;
        } else {
          error += delta;
        }
      }
      Lanes result = error;
      if constexpr (Form::is_relative()) {
        const double inverse = 1.0 / step.mean;
        const Lanes relative = inverse * mean;
        log_scale += relative;
        result = inverse * error - (step.error * inverse) * relative;
      }
      if (weighted) result *= weights_[detail::at(step.row)];
      double* place = out + step.row;
      for (int lane = 0; lane < count; ++lane) place[lane * stride] = result[lane];
      double change = step.error;
      if constexpr (Form::has_season()) {
        Lanes& season = season_[detail::at(step.season)];
        if constexpr (kRatio) {
          const double inverse = 1.0 / step.factor;
          const double by_base = 1.0 / step.base;
          const double ratio = step.error * by_base;
          const Lanes before = season;
          season += (p.gamma * by_base) * (error - ratio * base);
          if constexpr (kSeeded) season += ratio * gamma_;
          change *= inverse;
          error = inverse * (error - change * before);
        } else {
          season += p.gamma * error;
          if constexpr (kSeeded) season += step.error * gamma_;
        }
      }
      if constexpr (kFactor) {
        const double inverse = 1.0 / step.level;
        const double ratio = change * inverse;
        trend = growth + (p.beta * inverse) * (error - ratio * level);
        if constexpr (kSeeded) trend += ratio * beta_;
      } else if constexpr (Form::has_trend()) {
        trend = growth + p.beta * error;
        if constexpr (kSeeded) trend += change * beta_;
      }
      level = base + p.alpha * error;
      if constexpr (kSeeded) level += change * alpha_;
    }
    return log_scale;
  }

  EtsForm form_;
  EtsRegion region_;
  const detail::Prepared& data_;
  const std::vector<double>& weights_;
  Index season_length_;
  Smoothing<double> smoothing_{};
  double log_scale_ = 0.0;
  std::vector<Step> steps_;
  std::vector<double> errors_;
  // Tangents at the beginning; those of the season move on with the recursion.
  Lanes level_, trend_, alpha_, beta_, gamma_, phi_;
  bool seeded_ = false;
  std::vector<Lanes> season_;
  std::vector<Lanes> shift_;
};

}  // namespace dubao::models::ets
