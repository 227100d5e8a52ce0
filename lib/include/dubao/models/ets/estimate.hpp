// SPDX-License-Identifier: Apache-2.0
//
// Maximum-likelihood estimate of one exponential-smoothing form.
//
// Likelihood  −2 log L = n log Σ e² + 2 Σ log μ (the second term for multiplicative errors only), without the
//             constant n log(2π/n) + n, as R's forecast::ets states it.
// Starts      A form has local optima: it is searched from several starts (starts.hpp); how many led to the best is
//             reported.
// Exact fit   Σ e² is not allowed below n · kExactFit² (values are scaled to below 2), so that the likelihood of
//             data without noise stays finite and criteria choose the form with fewest parameters.
#pragma once

#include <dubao/models/ets/problems.hpp>
#include <dubao/models/ets/starts.hpp>
#include <dubao/optim/bounded_least_squares.hpp>

#include <Eigen/Core>
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <numeric>
#include <optional>
#include <type_traits>
#include <utility>
#include <vector>

namespace dubao::models::ets {

/// Root-mean-square error of scaled data that counts as none.
inline constexpr double kExactFit = 1e-13;

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

/// Whether the search stops at the ends of its coarse runs (optim::kCoarseCostTolerance) or goes on to the optimum.
enum class Effort : std::uint8_t { kCoarse, kFull };

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

[[nodiscard]] inline Eigen::Vector4d pack(const ProjectedProblem& /*problem*/, const Point& point) {
  return Eigen::Map<const Eigen::Vector4d>(point.u.data());
}
[[nodiscard]] inline Eigen::VectorXd pack(const JointProblem& problem, const Point& point) {
  Eigen::VectorXd x(problem.parameters());
  Eigen::Index i = 0;
  for (const int coordinate : problem.active()) x[i++] = point.u[detail::at(coordinate)];
  for (const double value : point.initial) x[i++] = value;
  return x;
}
[[nodiscard]] inline Point unpack(ProjectedProblem& problem, const Eigen::Vector4d& x) {
  std::vector<double> errors(detail::at(problem.residuals()));
  (void)problem(x.data(), errors.data(), nullptr);
  return {{x[0], x[1], x[2], x[3]}, problem.initial()};
}
[[nodiscard]] inline Point unpack(const JointProblem& problem, const Eigen::VectorXd& x) {
  Point out;
  Eigen::Index i = 0;
  for (const int coordinate : problem.active()) out.u[detail::at(coordinate)] = x[i++];
  out.initial.assign(x.data() + i, x.data() + x.size());
  return out;
}

/// One form, searched from its starts. Where a start leads is remembered: a search from more starts, or to the optimum,
/// goes on from there.
template <typename Problem>
class StartSearch {
 public:
  /// setting must outlive it.
  explicit StartSearch(const Setting& setting)
      : setting_(setting),
        problem_(setting),
        lower_(pack(problem_, bounds(setting).first)),
        upper_(pack(problem_, bounds(setting).second)),
        solver_(problem_, lower_, upper_) {}
  StartSearch(const StartSearch&) = delete;
  StartSearch& operator=(const StartSearch&) = delete;

  void add(const Point& point) { starts_.push_back(begin(point)); }

  /// The best end from the hint, if any, and the `kept` starts with the smallest sum of squares.
  [[nodiscard]] Estimate best(const Point* hint, std::size_t kept, Effort effort) {
    std::vector<Result> ends;
    ends.reserve(kept + 1);
    if (hint != nullptr) ends.push_back(solver_.approach(begin(*hint).x));
    for (const std::size_t i : chosen(kept)) {
      Start& start = starts_[i];
      if (!start.end) start.end = solver_.approach(start.x);
      ends.push_back(*start.end);
    }
    const Result found = effort == Effort::kFull ? solver_.refine(ends) : lowest(ends);
    Estimate out;
    out.form = setting_.form;
    out.reason = found.reason;
    out.certificate = found.certificate;
    out.starts = static_cast<int>(ends.size());
    out.agreed = found.agreed;
    if (!std::isfinite(found.sum_of_squares)) return out;
    out.point = unpack(problem_, found.x);
    finish(setting_, out);
    return out;
  }

 private:
  using Solver = optim::BoundedLeastSquares<Problem>;
  using Vector = typename Solver::Vector;
  using Result = typename Solver::Result;
  static constexpr bool kJoint = std::is_same_v<Problem, JointProblem>;
  struct Start {
    Vector x;
    std::optional<double> squares;  // once they were needed
    std::optional<Result> end;      // of its coarse run, once it was made
  };

  // Initial states and shifts are free.
  [[nodiscard]] static std::pair<Point, Point> bounds(const Setting& setting) {
    constexpr double kInfinity = std::numeric_limits<double>::infinity();
    std::pair<Point, Point> out;
    set_bounds(setting, out.first.u.data(), out.second.u.data());
    out.first.initial.assign(detail::at(setting.unknowns()), -kInfinity);
    out.second.initial.assign(detail::at(setting.unknowns()), kInfinity);
    return out;
  }

  [[nodiscard]] Start begin(const Point& point) {
    if constexpr (kJoint) {
      // A trend that makes a mean negative is refused; from the same level without trend most forms can begin.
      const bool has_trend = setting_.form.has_trend();
      Start out;
      if (!point.initial.empty()) {
        out.x = pack(problem_, point);
        if (has_trend) out.squares = squares(out.x);
      }
      if (point.initial.empty() || (has_trend && !std::isfinite(*out.squares))) {
        out.x = pack(problem_, flat_point(setting_, {point.u[0], 0.0, point.u[2], point.u[3]}));
        out.squares.reset();
      }
      return out;
    } else {
      return {pack(problem_, point), {}, {}};
    }
  }

  [[nodiscard]] double squares(const Vector& x) {
    residuals_.resize(problem_.residuals());
    inside_ = x.cwiseMax(lower_).cwiseMin(upper_);
    if (!problem_(inside_.data(), residuals_.data(), nullptr)) return std::numeric_limits<double>::infinity();
    return residuals_.squaredNorm();
  }

  // All of them in their order, or the best `kept`.
  [[nodiscard]] std::vector<std::size_t> chosen(std::size_t kept) {
    std::vector<std::size_t> out(starts_.size());
    std::iota(out.begin(), out.end(), 0U);
    if (out.size() <= kept) return out;
    for (Start& start : starts_) {
      if (!start.squares) start.squares = squares(start.x);
    }
    std::stable_sort(out.begin(), out.end(), [this](std::size_t a, std::size_t b) {
      return *starts_[a].squares < *starts_[b].squares;
    });
    out.resize(kept);
    return out;
  }

  // The certificate and the agreement of starts are not known.
  [[nodiscard]] static Result lowest(const std::vector<Result>& ends) {
    return *std::min_element(ends.begin(), ends.end(), [](const Result& a, const Result& b) {
      return a.sum_of_squares < b.sum_of_squares;
    });
  }

  const Setting& setting_;
  Problem problem_;
  Vector lower_;
  Vector upper_;
  Solver solver_;
  Eigen::VectorXd residuals_;
  Vector inside_;
  std::vector<Start> starts_;
};

}  // namespace internal

/// The search of one form, in as many stages as the caller wants: later ones use what earlier ones found.
class FormSearch {
 public:
  /// setting must outlive it and stay as it is.
  explicit FormSearch(const Setting& setting) : setting_(setting) {
    if (setting.form.is_linear()) {
      projected_.emplace(setting);
      for (const auto& u : start_coordinates(setting.form)) projected_->add({u, {}});
    } else {
      joint_.emplace(setting);
      internal::Starter starter(setting);
      for (const auto& u : start_coordinates(setting.form)) joint_->add(starter(u));
    }
  }

  /// hint: the optimum of a related form (same trend and season), an extra start; nullptr for none. starts: how many of the
  /// start coordinates are tried, those with the smallest sum of squares before any step; effort: whether the best
  /// end is refined. The result is not usable when the form cannot describe the data at any start.
  [[nodiscard]] Estimate best(const Point* hint, std::size_t starts, Effort effort) {
    if (projected_) return projected_->best(hint, starts, effort);
    Estimate out = joint_->best(hint, starts, effort);
    if (out.is_usable()) return out;
    internal::StartSearch<JointProblem> safe(setting_);
    for (const auto& u : kSafeStarts) safe.add(internal::flat_point(setting_, u));
    return safe.best(nullptr, kSafeStarts.size(), effort);
  }

 private:
  const Setting& setting_;
  // One of them: additive forms project the initial state out.
  std::optional<internal::StartSearch<ProjectedProblem>> projected_;
  std::optional<internal::StartSearch<JointProblem>> joint_;
};

/// Estimates one form in one go. Arguments and result as FormSearch::best.
[[nodiscard]] inline Estimate estimate(const Setting& setting, const Point* hint = nullptr,
                                       std::size_t starts = kTrendStarts.size(),
                                       Effort effort = Effort::kFull) {
  return FormSearch(setting).best(hint, starts, effort);
}

}  // namespace dubao::models::ets
