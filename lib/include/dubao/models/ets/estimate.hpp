// SPDX-License-Identifier: Apache-2.0
//
// Maximum-likelihood estimate of one exponential-smoothing form.
//
// Likelihood  −2 log L = n log Σ e² + 2 Σ log μ (the second term for multiplicative errors only), without the
//             constant n log(2π/n) + n, as R's forecast::ets states it.
// Starts      A form has local optima: several deliberate starts, some of them on faces of the region, where most
//             annual optima lie; how many led to the best is reported.
// Exact fit   Σ e² is not allowed below n · kExactFit² (values are scaled to below 2), so that the likelihood of
//             data without noise stays finite and criteria choose the form with fewest parameters.
#pragma once

#include <dubao/models/ets/problems.hpp>
#include <dubao/optim/bounded_least_squares.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numeric>
#include <vector>

namespace dubao::models::ets {

/// Root-mean-square error of scaled data that counts as none.
inline constexpr double kExactFit = 1e-13;
/// Smallest seasonal factor and level ratio a start may have.
inline constexpr double kSmallestStart = 0.05;

/// Search coordinates and unknowns: a point to start from or an optimum.
struct Point {
  std::array<double, kCoordinates> u{};
  std::vector<double> initial;
};

struct Estimate {
  EtsForm form;
  Point point;
  Smoothing<double> smoothing{};
  double sum_of_squares = std::numeric_limits<double>::infinity();            ///< Σ (w e)², scaled
  double log_scale = 0.0;                                                     ///< Σ log μ, scaled
  double minus_two_log_likelihood = std::numeric_limits<double>::infinity();  ///< scaled data
  Index parameters = 0;                                                       ///< without the variance
  optim::Convergence reason = optim::Convergence::kNotFinite;
  double certificate = 1.0;
  int starts = 0;
  int agreed = 0;
  std::vector<double> errors;  ///< w e, one per observed value
  State<double> final_state;

  [[nodiscard]] bool is_usable() const noexcept { return std::isfinite(minus_two_log_likelihood); }
  /// Second-order Akaike criterion; infinite when n ≤ parameters + 2.
  [[nodiscard]] double aicc(Index n) const noexcept {
    const auto k = static_cast<double>(parameters + 1);
    const double room = static_cast<double>(n) - k - 1.0;
    if (room <= 0.0) return std::numeric_limits<double>::infinity();
    return minus_two_log_likelihood + 2.0 * k + 2.0 * k * (k + 1.0) / room;
  }
};

/// Where the searches begin, (α, β*, γ*, φ). Chosen so that on 645 annual series (M3) the best optimum any of ten
/// starts found is among theirs: from a lively level with half of it in the trend, from a slow one, from the
/// middle, from the face β = α, and near R's start.
inline constexpr std::array<std::array<double, kCoordinates>, 5> kTrendStarts{{
    {1.0, 0.5, 0.05, 0.9},
    {0.05, 0.5, 0.3, 0.95},
    {0.5, 0.3, 0.1, 0.8},
    {0.3, 1.0, 0.05, 0.9},
    {0.2, 0.1, 0.05, 0.975},
}};
/// The same for forms without trend.
inline constexpr std::array<std::array<double, kCoordinates>, 3> kLevelStarts{{
    {0.5, 0.0, 0.1, 0.0},
    {0.05, 0.0, 0.3, 0.0},
    {1.0, 0.0, 0.0, 0.0},
}};

/// With a trend that hardly moves the means of a positive series stay positive: starts that no form can refuse.
inline constexpr std::array<std::array<double, kCoordinates>, 3> kSafeStarts{{
    {0.05, 0.0, 0.0, 0.9},
    {0.5, 0.0, 0.0, 0.9},
    {1.0, 0.0, 0.0, 0.9},
}};

/// How many of these accompany the optimum of a related form.
inline constexpr std::size_t kStartsBesideHint = 3;

[[nodiscard]] inline std::vector<std::array<double, kCoordinates>> start_coordinates(const EtsForm& form) {
  if (form.has_trend()) return {kTrendStarts.begin(), kTrendStarts.end()};
  return {kLevelStarts.begin(), kLevelStarts.end()};
}

namespace internal {

inline void set_bounds(const Setting& setting, double* lower, double* upper) {
  const EtsRegion& region = setting.region;
  const double low[] = {region.lowest, 0.0, 0.0, region.phi_lowest};
  const double high[] = {region.highest, region.largest_trend_share, 1.0, region.phi_highest};
  const bool used[] = {true, setting.form.has_trend(), setting.form.has_season(), setting.form.is_damped()};
  for (int i = 0; i < kCoordinates; ++i) {
    lower[i] = used[i] ? low[i] : 0.0;
    upper[i] = used[i] ? high[i] : 0.0;
  }
}

/// Runs the recursion with the smoothing parameters and initial values of `out` and fills what depends on them.
inline void run(const Setting& setting, Estimate& out) {
  const auto n = static_cast<double>(setting.data->count());
  out.parameters = setting.parameters();
  out.errors.resize(detail::at(setting.data->count()));
  std::vector<double> shift;
  unpack(setting, out.point.initial.data(), out.final_state, shift);
  if (!filter(setting.form, *setting.data, setting.weights, setting.season_length, out.smoothing,
              shift.data(), out.final_state, out.errors.data(), out.log_scale)) {
    return;
  }
  out.sum_of_squares = 0.0;
  for (const double e : out.errors) out.sum_of_squares += e * e;
  if (!std::isfinite(out.sum_of_squares)) return;
  const double floored = std::max(out.sum_of_squares, n * kExactFit * kExactFit);
  out.minus_two_log_likelihood = n * std::log(floored) + 2.0 * out.log_scale;
}

/// The same at an optimum in search coordinates.
inline void finish(const Setting& setting, Estimate& out) {
  out.smoothing = natural(setting.form, setting.region, out.point.u.data());
  run(setting, out);
}

/// Initial state of any form at given coordinates: the projected state of the additive form with the same trend,
/// errors weighted by 1/y (they are relative), turned into ratios where the form is multiplicative.
inline Point start_point(const Setting& setting, const std::array<double, kCoordinates>& u) {
  Setting additive = setting;
  additive.form.error = EtsError::kAdditive;
  if (setting.form.has_season()) additive.form.season = EtsSeason::kAdditive;
  additive.weights.clear();
  double mean = 0.0;
  for (const Index t : setting.data->observed) {
    const double y = setting.data->y[detail::at(t)];
    additive.weights.push_back(1.0 / std::max(y, kSmallestPositive));
    mean += y / static_cast<double>(setting.data->count());
  }
  ProjectedProblem problem(additive);
  std::vector<double> errors(detail::at(setting.data->count()));
  Point out;
  out.u = u;
  if (!problem(u.data(), errors.data(), nullptr)) return out;
  out.initial = problem.initial();
  if (setting.form.season == EtsSeason::kMultiplicative) {
    const Index first = setting.form.has_trend() ? 2 : 1;
    const Index m = setting.season_length;
    std::vector<double> factor(detail::at(m));
    double last = 0.0;
    for (Index j = 0; j < m; ++j) {
      const double term = j + 1 < m ? out.initial[detail::at(first + j)] : -last;
      last += j + 1 < m ? term : 0.0;
      factor[detail::at(j)] = std::max(kSmallestStart, 1.0 + term / mean);
    }
    const double sum = std::accumulate(factor.begin(), factor.end(), 0.0);
    for (Index j = 0; j + 1 < m; ++j) {
      out.initial[detail::at(first + j)] = factor[detail::at(j)] * static_cast<double>(m) / sum;
    }
  }
  if (setting.form.is_relative()) {
    for (Index i = setting.states(); i < setting.unknowns(); ++i) {
      double& shift = out.initial[detail::at(i)];
      shift = std::log(std::max(kSmallestStart, 1.0 + shift / mean));
    }
  }
  return out;
}

/// A start no form can refuse: the mean, no trend, no season, no shift.
inline Point flat_point(const Setting& setting, const std::array<double, kCoordinates>& u) {
  Point out;
  out.u = u;
  out.initial.assign(detail::at(setting.unknowns()), 0.0);
  for (const Index t : setting.data->observed) {
    out.initial[0] += setting.data->y[detail::at(t)] / static_cast<double>(setting.data->count());
  }
  if (setting.form.season == EtsSeason::kMultiplicative) {
    const Index first = setting.form.has_trend() ? 2 : 1;
    for (Index j = 0; j + 1 < setting.season_length; ++j) out.initial[detail::at(first + j)] = 1.0;
  }
  return out;
}

template <typename Result>
inline void copy_verdict(const Result& result, Estimate& out) {
  out.reason = result.reason;
  out.certificate = result.certificate;
  out.starts = result.starts;
  out.agreed = result.agreed;
}

inline Estimate estimate_projected(const Setting& setting, const std::vector<Point>& starts) {
  using Solver = optim::BoundedLeastSquares<ProjectedProblem>;
  ProjectedProblem problem(setting);
  Solver::Vector lower;
  Solver::Vector upper;
  set_bounds(setting, lower.data(), upper.data());
  std::vector<Solver::Vector> points;
  points.reserve(starts.size());
  for (const Point& start : starts) points.emplace_back(Eigen::Map<const Solver::Vector>(start.u.data()));
  Solver solver(problem, lower, upper);
  const Solver::Result best = solver.solve(points);
  Estimate out;
  out.form = setting.form;
  copy_verdict(best, out);
  if (!std::isfinite(best.sum_of_squares)) return out;
  std::vector<double> errors(detail::at(setting.data->count()));
  (void)problem(best.x.data(), errors.data(), nullptr);
  std::copy(best.x.data(), best.x.data() + kCoordinates, out.point.u.begin());
  out.point.initial = problem.initial();
  finish(setting, out);
  return out;
}

inline Estimate estimate_joint(const Setting& setting, const std::vector<Point>& starts) {
  using Solver = optim::BoundedLeastSquares<JointProblem>;
  JointProblem problem(setting);
  const int count = problem.parameters();
  const auto smoothing = static_cast<Eigen::Index>(problem.active().size());
  std::array<double, kCoordinates> low{};
  std::array<double, kCoordinates> high{};
  set_bounds(setting, low.data(), high.data());
  constexpr double kInfinity = std::numeric_limits<double>::infinity();
  Solver::Vector lower = Solver::Vector::Constant(count, -kInfinity);
  Solver::Vector upper = Solver::Vector::Constant(count, kInfinity);
  const auto pack = [&problem](const std::array<double, kCoordinates>& u, Solver::Vector& x) {
    Eigen::Index i = 0;
    for (const int coordinate : problem.active()) x[i++] = u[detail::at(coordinate)];
  };
  pack(low, lower);
  pack(high, upper);
  std::vector<Solver::Vector> points;
  for (const Point& start : starts) {
    if (start.initial.empty()) continue;
    Solver::Vector x(count);
    pack(start.u, x);
    for (std::size_t i = 0; i < start.initial.size(); ++i)
      x[smoothing + static_cast<Eigen::Index>(i)] = start.initial[i];
    points.push_back(std::move(x));
  }
  Estimate out;
  out.form = setting.form;
  if (points.empty()) return out;
  Solver solver(problem, lower, upper);
  const Solver::Result best = solver.solve(points);
  copy_verdict(best, out);
  if (!std::isfinite(best.sum_of_squares)) return out;
  Eigen::Index i = 0;
  for (const int coordinate : problem.active()) out.point.u[detail::at(coordinate)] = best.x[i++];
  out.point.initial.assign(best.x.data() + smoothing, best.x.data() + count);
  finish(setting, out);
  return out;
}

}  // namespace internal

/// Estimates one form. hint: the optimum of a related form (same trend and season, additive error), an extra start
/// for the forms that are searched jointly; nullptr for none. The result is not usable when the form cannot
/// describe the data at any start.
[[nodiscard]] inline Estimate estimate(const Setting& setting, const Point* hint = nullptr) {
  std::vector<Point> starts;
  if (setting.form.is_linear()) {
    for (const auto& u : start_coordinates(setting.form)) starts.push_back({u, {}});
    return internal::estimate_projected(setting, starts);
  }
  std::vector<std::array<double, kCoordinates>> coordinates = start_coordinates(setting.form);
  if (hint != nullptr) {
    starts.push_back(*hint);
    coordinates.resize(std::min<std::size_t>(coordinates.size(), kStartsBesideHint));
  }
  for (const auto& u : coordinates) starts.push_back(internal::start_point(setting, u));
  Estimate out = internal::estimate_joint(setting, starts);
  if (!out.is_usable()) {
    starts.clear();
    for (const auto& u : kSafeStarts) starts.push_back(internal::flat_point(setting, u));
    out = internal::estimate_joint(setting, starts);
  }
  return out;
}

}  // namespace dubao::models::ets
