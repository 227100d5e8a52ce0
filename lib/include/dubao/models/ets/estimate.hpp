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
#include <cstdint>
#include <limits>
#include <numeric>
#include <utility>
#include <vector>

namespace dubao::models::ets {

/// Root-mean-square error of scaled data that counts as none.
inline constexpr double kExactFit = 1e-13;
/// Smallest seasonal factor and level ratio a start may have.
inline constexpr double kSmallestStart = 0.05;
/// Smallest growth factor a start may have, and the inverse of the largest.
inline constexpr double kSlowestStart = 0.7;

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

/// Whether the search stops at the ends of its coarse runs (optim::kCoarseCostTolerance) or goes on to the optimum.
enum class Effort : std::uint8_t { kCoarse, kFull };

/// The start coordinates of a form.
[[nodiscard]] inline std::vector<std::array<double, kCoordinates>> start_coordinates(const EtsForm& form) {
  if (!form.has_trend()) return {kLevelStarts.begin(), kLevelStarts.end()};
  return {kTrendStarts.begin(),
          kTrendStarts.begin() + (form.is_damped() ? kTrendStarts.size() : kUndampedStarts)};
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

/// How a form is searched: starts kept by screen() beside the exempt first ones, and how far.
struct Plan {
  std::size_t kept = 0;
  std::size_t exempt = 0;
  Effort effort = Effort::kFull;
};

/// The `kept` starts with the smallest sum of squares, in their order; the first `exempt` are always kept.
template <typename Problem, typename Vector>
inline void screen(Problem& problem, std::vector<Vector>& points, const Vector& lower, const Vector& upper,
                   std::size_t kept, std::size_t exempt) {
  if (points.size() <= kept + exempt) return;
  std::vector<double> residuals(detail::at(problem.residuals()));
  std::vector<std::pair<double, std::size_t>> order;
  for (std::size_t i = exempt; i < points.size(); ++i) {
    const Vector inside = points[i].cwiseMax(lower).cwiseMin(upper);
    double squares = std::numeric_limits<double>::infinity();
    if (problem(inside.data(), residuals.data(), nullptr)) {
      squares = 0.0;
      for (const double r : residuals) squares += r * r;
    }
    order.emplace_back(squares, i);
  }
  std::sort(order.begin(), order.end());
  order.resize(kept);
  std::vector<Vector> out(points.begin(), points.begin() + static_cast<std::ptrdiff_t>(exempt));
  for (const auto& [squares, i] : order) out.push_back(points[i]);
  points.swap(out);
}

/// The best end of coarse runs; the certificate and the agreement of starts are not known.
template <typename Solver>
inline typename Solver::Result best_coarse(Solver& solver,
                                           const std::vector<typename Solver::Vector>& points) {
  typename Solver::Result best = solver.approach(points.front());
  for (std::size_t i = 1; i < points.size(); ++i) {
    typename Solver::Result other = solver.approach(points[i]);
    if (other.sum_of_squares < best.sum_of_squares) best = std::move(other);
  }
  best.starts = static_cast<int>(points.size());
  return best;
}

template <typename Result>
inline void copy_verdict(const Result& result, Estimate& out) {
  out.reason = result.reason;
  out.certificate = result.certificate;
  out.starts = result.starts;
  out.agreed = result.agreed;
}

inline Estimate estimate_projected(const Setting& setting, const std::vector<Point>& starts,
                                   const Plan& plan) {
  using Solver = optim::BoundedLeastSquares<ProjectedProblem>;
  ProjectedProblem problem(setting);
  Solver::Vector lower;
  Solver::Vector upper;
  set_bounds(setting, lower.data(), upper.data());
  std::vector<Solver::Vector> points;
  points.reserve(starts.size());
  for (const Point& start : starts) points.emplace_back(Eigen::Map<const Solver::Vector>(start.u.data()));
  screen(problem, points, lower, upper, plan.kept, plan.exempt);
  Solver solver(problem, lower, upper);
  const Solver::Result best =
      plan.effort == Effort::kCoarse ? best_coarse(solver, points) : solver.solve(points);
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

inline Estimate estimate_joint(const Setting& setting, const std::vector<Point>& starts, const Plan& plan) {
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
  const auto packed = [&](const Point& start) {
    Solver::Vector x(count);
    pack(start.u, x);
    for (std::size_t i = 0; i < start.initial.size(); ++i)
      x[smoothing + static_cast<Eigen::Index>(i)] = start.initial[i];
    return x;
  };
  std::vector<double> residuals(detail::at(problem.residuals()));
  for (const Point& start : starts) {
    Solver::Vector x = start.initial.empty() ? Solver::Vector() : packed(start);
    const auto is_refused = [&] {
      const Solver::Vector inside = x.cwiseMax(lower).cwiseMin(upper);
      return !problem(inside.data(), residuals.data(), nullptr);
    };
    // A trend that makes a mean negative is refused; from the same level without trend most forms can begin.
    if (x.size() == 0 || (setting.form.has_trend() && is_refused())) {
      x = packed(flat_point(setting, {start.u[0], 0.0, start.u[2], start.u[3]}));
    }
    points.push_back(std::move(x));
  }
  Estimate out;
  out.form = setting.form;
  if (points.empty()) return out;
  screen(problem, points, lower, upper, plan.kept, plan.exempt);
  Solver solver(problem, lower, upper);
  const Solver::Result best =
      plan.effort == Effort::kCoarse ? best_coarse(solver, points) : solver.solve(points);
  copy_verdict(best, out);
  if (!std::isfinite(best.sum_of_squares)) return out;
  Eigen::Index i = 0;
  for (const int coordinate : problem.active()) out.point.u[detail::at(coordinate)] = best.x[i++];
  out.point.initial.assign(best.x.data() + smoothing, best.x.data() + count);
  finish(setting, out);
  return out;
}

}  // namespace internal

/// Estimates one form. hint: the optimum of a related form (same trend and season), an extra start; nullptr for none.
/// starts: how many of the start coordinates are tried, those with the smallest sum of squares before any step; effort:
/// whether the best end is refined. The result is not usable when the form cannot describe the data
/// at any start.
[[nodiscard]] inline Estimate estimate(const Setting& setting, const Point* hint = nullptr,
                                       std::size_t starts = kTrendStarts.size(),
                                       Effort effort = Effort::kFull) {
  std::vector<Point> points;
  const auto coordinates = start_coordinates(setting.form);
  const std::size_t exempt = hint != nullptr ? 1 : 0;
  if (setting.form.is_linear()) {
    if (hint != nullptr) points.push_back({hint->u, {}});
    for (const auto& u : coordinates) points.push_back({u, {}});
    return internal::estimate_projected(setting, points, {starts, exempt, effort});
  }
  if (hint != nullptr) points.push_back(*hint);
  internal::Starter starter(setting);
  for (const auto& u : coordinates) points.push_back(starter(u));
  Estimate out = internal::estimate_joint(setting, points, {starts, exempt, effort});
  if (!out.is_usable()) {
    points.clear();
    for (const auto& u : kSafeStarts) points.push_back(internal::flat_point(setting, u));
    out = internal::estimate_joint(setting, points, {points.size(), 0, effort});
  }
  return out;
}

}  // namespace dubao::models::ets
