// SPDX-License-Identifier: Apache-2.0
//
// Where the searches of an exponential-smoothing form begin.
//
// Coordinates  Deliberate ones, some of them on faces of the region, where most annual optima lie.
// States    of additive forms follow from the coordinates (problems.hpp); those of the others are taken from the additive
//           form with the same trend, with ratios instead of differences where the form is multiplicative.
#pragma once

#include <dubao/models/ets/problems.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <vector>

namespace dubao::models::ets {

/// Smallest seasonal factor and level ratio a start may have.
inline constexpr double kSmallestStart = 0.05;
/// Smallest growth factor a start may have, and the inverse of the largest.
inline constexpr double kSlowestStart = 0.7;

/// Search coordinates and unknowns: a point to start from or an optimum.
struct Point {
  std::array<double, kCoordinates> u{};
  std::vector<double> initial;
};

/// Where the searches begin, (α, β*, γ*, φ), the most useful first: from a lively level with half of it in the trend,
/// from a slow one, from the middle, from the face β = α, near R's start; then from the corners in which R's optimum of
/// some annual or quarterly series of M3 lies: a slow level on the face β = α, a lively one with a steady trend, the face
/// α + γ = 1, a lively season over a slow level, almost fixed components, and trends that are hardly damped.
inline constexpr std::array<std::array<double, kCoordinates>, 13> kTrendStarts{{
    {1.0, 0.5, 0.05, 0.9},
    {0.05, 0.5, 0.3, 0.95},
    {0.5, 0.3, 0.1, 0.8},
    {0.3, 1.0, 0.05, 0.9},
    {0.2, 0.1, 0.05, 0.975},
    {0.05, 1.0, 0.1, 0.975},
    {0.95, 0.05, 0.05, 0.85},
    {0.6, 0.1, 1.0, 0.97},
    {0.1, 0.05, 0.8, 0.97},
    {0.01, 0.2, 0.01, 0.97},
    {0.9, 0.1, 0.1, 0.98},
    {0.03, 0.9, 0.05, 0.98},
    {0.4, 0.05, 0.1, 0.98},
}};
/// Those of them that an undamped trend needs: the rest differs in φ.
inline constexpr std::size_t kUndampedStarts = 10;
/// The same for forms without trend.
inline constexpr std::array<std::array<double, kCoordinates>, 6> kLevelStarts{{
    {0.5, 0.0, 0.1, 0.0},
    {0.05, 0.0, 0.3, 0.0},
    {1.0, 0.0, 0.0, 0.0},
    {0.65, 0.0, 1.0, 0.0},
    {0.2, 0.0, 0.8, 0.0},
    {0.001, 0.0, 0.001, 0.0},
}};

/// With a trend that hardly moves the means of a positive series stay positive: starts that no form can refuse.
inline constexpr std::array<std::array<double, kCoordinates>, 3> kSafeStarts{{
    {0.05, 0.0, 0.0, 0.9},
    {0.5, 0.0, 0.0, 0.9},
    {1.0, 0.0, 0.0, 0.9},
}};

/// The start coordinates of a form.
[[nodiscard]] inline std::vector<std::array<double, kCoordinates>> start_coordinates(const EtsForm& form) {
  if (!form.has_trend()) return {kLevelStarts.begin(), kLevelStarts.end()};
  return {kTrendStarts.begin(),
          kTrendStarts.begin() + (form.is_damped() ? kTrendStarts.size() : kUndampedStarts)};
}

namespace internal {

/// Initial states of any form at given coordinates: the projected state of the additive form with the same trend,
/// errors weighted by 1/y (they are relative), turned into ratios where the form is multiplicative.
class Starter {
 public:
  explicit Starter(const Setting& setting)
      : setting_(setting), additive_(additive(setting)), problem_(additive_) {
    for (const Index t : setting.data->observed) {
      mean_ += setting.data->y[detail::at(t)] / static_cast<double>(setting.data->count());
    }
    errors_.resize(detail::at(setting.data->count()));
  }
  Starter(const Starter&) = delete;
  Starter& operator=(const Starter&) = delete;

  /// A point without initial states where the additive form cannot be evaluated.
  [[nodiscard]] Point operator()(const std::array<double, kCoordinates>& u) {
    Point out;
    out.u = u;
    if (!problem_(u.data(), errors_.data(), nullptr)) return out;
    out.initial = problem_.initial();
    const EtsForm& form = setting_.form;
    if (form.has_growth_factor()) {
      const double level = std::max(out.initial[0], kSmallestStart * mean_);
      out.initial[0] = level;
      out.initial[1] = std::clamp(1.0 + out.initial[1] / level, kSlowestStart, 1.0 / kSlowestStart);
    }
    if (form.season == EtsSeason::kMultiplicative)
      make_factors(out.initial.data() + (form.has_trend() ? 2 : 1));
    if (form.is_relative()) {
      for (Index i = setting_.states(); i < setting_.unknowns(); ++i) {
        double& shift = out.initial[detail::at(i)];
        shift = std::log(std::max(kSmallestStart, 1.0 + shift / mean_));
      }
    }
    return out;
  }

 private:
  [[nodiscard]] static Setting additive(const Setting& setting) {
    Setting out = setting;
    out.form.error = EtsError::kAdditive;
    if (setting.form.has_growth_factor()) {
      out.form.trend = setting.form.is_damped() ? EtsTrend::kDamped : EtsTrend::kAdditive;
    }
    if (setting.form.has_season()) out.form.season = EtsSeason::kAdditive;
    out.weights.clear();
    for (const Index t : setting.data->observed) {
      out.weights.push_back(1.0 / std::max(setting.data->y[detail::at(t)], kSmallestPositive));
    }
    return out;
  }

  // Seasonal terms to factors with sum m; the last one follows from the others.
  void make_factors(double* season) const {
    const Index m = setting_.season_length;
    double last = 0.0;
    double sum = 0.0;
    for (Index j = 0; j + 1 < m; ++j) {
      last -= season[j];
      season[j] = std::max(kSmallestStart, 1.0 + season[j] / mean_);
      sum += season[j];
    }
    sum += std::max(kSmallestStart, 1.0 + last / mean_);
    for (Index j = 0; j + 1 < m; ++j) season[j] *= static_cast<double>(m) / sum;
  }

  const Setting& setting_;
  Setting additive_;
  ProjectedProblem problem_;
  double mean_ = 0.0;
  std::vector<double> errors_;
};

/// A start no form can refuse: the mean, no trend, no season, no shift.
inline Point flat_point(const Setting& setting, const std::array<double, kCoordinates>& u) {
  Point out;
  out.u = u;
  out.initial.assign(detail::at(setting.unknowns()), 0.0);
  for (const Index t : setting.data->observed) {
    out.initial[0] += setting.data->y[detail::at(t)] / static_cast<double>(setting.data->count());
  }
  if (setting.form.has_growth_factor()) out.initial[1] = 1.0;
  if (setting.form.season == EtsSeason::kMultiplicative) {
    const Index first = setting.form.has_trend() ? 2 : 1;
    for (Index j = 0; j + 1 < setting.season_length; ++j) out.initial[detail::at(first + j)] = 1.0;
  }
  return out;
}

}  // namespace internal

}  // namespace dubao::models::ets
