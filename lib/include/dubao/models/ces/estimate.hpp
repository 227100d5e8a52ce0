// SPDX-License-Identifier: Apache-2.0
//
// Maximum-likelihood estimate of one form of complex exponential smoothing.
//
// Why fast  The errors are linear in the initial states and level shifts, so these are projected out and only two (none,
//           simple), three (partial) or four (full) coordinates are searched: variable projection (Golub and Pereyra 1973),
//           with the Jacobian of Kaufman (1975), as in ets/problems.hpp.
// Likelihood  −2 log L = n log Σ e², with the constants of R's forecast::ets, so that AICc compares with ETS.
// Starts    The best of a coarse grid over the box, and its hollows; how many led to the best is reported.
#pragma once

#include <dubao/models/ces/recursion.hpp>
#include <dubao/models/detail/prepared.hpp>
#include <dubao/optim/bounded_least_squares.hpp>
#include <dubao/optim/projection.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <utility>
#include <vector>

namespace dubao::models::ces {

/// Root-mean-square error of scaled data that counts as none.
inline constexpr double kExactFit = 1e-13;
/// Starts that are followed.
inline constexpr std::size_t kStarts = 4;

/// What is fitted. Unknowns: initial states, then one level shift for each definition but the last.
struct Setting {
  Season form = Season::kNone;
  Index season_length = 1;
  Index first = 0;             ///< position of the first observed value: the recursion begins there
  std::vector<double> y;       ///< scaled, 0 where missing
  std::vector<bool> observed;  ///< as long as y
  std::vector<int> definition;
  int definitions = 1;
  Index count = 0;
  int exponent = 0;  ///< value = 2^exponent · scaled

  Setting() = default;
  Setting(const detail::Prepared& data, Season season, Index m)
      : form(season),
        season_length(season == Season::kNone ? 1 : m),
        first(data.observed.front()),
        y(data.y.begin() + first, data.y.end()),
        definition(data.definition.begin() + first, data.definition.end()),
        definitions(data.definitions),
        count(data.count()),
        exponent(data.exponent) {
    for (double& v : y) {
      observed.push_back(!data::is_missing(v));
      if (!observed.back()) v = 0.0;
    }
  }
  /// What is read back when an estimate is written down: see Prepared::settled.
  [[nodiscard]] double settle(double value) const noexcept {
    return std::ldexp(std::ldexp(value, exponent), -exponent);
  }
  [[nodiscard]] Index states() const noexcept { return initial_states(form, season_length); }
  [[nodiscard]] Index unknowns() const noexcept { return states() + definitions - 1; }
  /// Everything estimated but the variance.
  [[nodiscard]] Index parameters() const noexcept { return smoothing_parameters(form) + unknowns(); }
};

/// Four coordinates, of which the form uses two to four; everything linear is projected out.
class Problem {
 public:
  static constexpr int kParameters = kCoordinates;
  explicit Problem(const Setting& setting)
      : setting_(setting),
        rows_(static_cast<int>(setting.count)),
        unknowns_(detail::at(setting.unknowns())),
        residual_(detail::at(rows_)),
        dual_errors_(detail::at(rows_)) {}

  [[nodiscard]] int parameters() const noexcept { return kParameters; }
  [[nodiscard]] int residuals() const noexcept { return rows_; }
  /// Best initial states and shifts at the point last evaluated, and their design.
  [[nodiscard]] const std::vector<double>& initial() const noexcept { return initial_; }
  [[nodiscard]] const optim::OrthogonalBasis& basis() const noexcept { return basis_; }
  /// Σ log of the squared lengths of the potentials' columns: their scale says nothing (it vanishes at a₁ = 1).
  [[nodiscard]] double potential_scale() const noexcept { return potential_scale_; }

  bool operator()(const double* u, double* residuals, double* jacobian) {
    const Smoothing<double> p = natural(setting_.form, u);
    if (!is_admissible(setting_.form, p, setting_.season_length) || !solve(p)) return false;
    std::copy(residual_.begin(), residual_.end(), residuals);
    if (jacobian != nullptr) differentiate(u, jacobian);
    return true;
  }

  /// Errors, and the final state in `state`, from given initial values.
  void run(const Smoothing<double>& p, const std::vector<double>& initial, State<double>& state,
           std::vector<double>& errors) {
    errors.resize(detail::at(rows_));
    unpack(setting_.form, setting_.season_length, initial.data(), state);
    shift(initial, y_);
    filter(setting_.form, setting_.season_length, y_, setting_.observed, p, state, errors.data());
  }

 private:
  // Values brought to the last definition.
  void shift(const std::vector<double>& initial, std::vector<double>& out) const {
    out = setting_.y;
    if (setting_.definitions == 1) return;
    for (std::size_t t = 0; t < out.size(); ++t) {
      const int d = setting_.definition[t];
      if (setting_.observed[t] && d + 1 < setting_.definitions) {
        out[t] += initial[detail::at(setting_.states() + d)];
      }
    }
  }

  bool solve(const Smoothing<double>& p) {
    const auto states = detail::at(setting_.states());
    const auto potentials = potential_range();
    basis_.reset(rows_, static_cast<int>(unknowns_));
    initial_.assign(unknowns_, 0.0);
    potential_scale_ = 0.0;
    std::vector<double> unit(unknowns_, 0.0);
    for (std::size_t i = 0; i < unknowns_; ++i) {
      unit[i] = 1.0;
      unpack(setting_.form, setting_.season_length, unit.data(), state_);
      y_.assign(setting_.y.size(), 0.0);
      for (std::size_t t = 0; i >= states && t < y_.size(); ++t) {
        const bool own = setting_.definition[t] == static_cast<int>(i - states);
        y_[t] = own && setting_.observed[t] ? 1.0 : 0.0;
      }
      double* column = basis_.next();
      filter(setting_.form, setting_.season_length, y_, setting_.observed, p, state_, column);
      if (is_potential(i, potentials)) {
        double squares = 0.0;
        for (int t = 0; t < rows_; ++t) squares += column[t] * column[t];
        if (squares > 0.0) potential_scale_ += std::log(squares);
      }
      basis_.push();
      unit[i] = 0.0;
    }
    unpack(setting_.form, setting_.season_length, unit.data(), state_);
    filter(setting_.form, setting_.season_length, setting_.y, setting_.observed, p, state_, residual_.data());
    basis_.project_off(residual_.data(), initial_.data());
    for (double& value : initial_) value = -value;
    return std::all_of(residual_.begin(), residual_.end(), [](double r) { return std::isfinite(r); });
  }

  // Positions of the potentials among the unknowns: [first, second) and [third, fourth).
  [[nodiscard]] std::array<std::size_t, 4> potential_range() const noexcept {
    const std::size_t pairs = setting_.form == Season::kSimple ? detail::at(setting_.season_length) : 1;
    const auto states = detail::at(setting_.states());
    const std::size_t seasonal =
        setting_.form == Season::kFull ? states - detail::at(setting_.season_length) : states;
    return {pairs, 2 * pairs, seasonal, states};
  }
  [[nodiscard]] static bool is_potential(std::size_t i, const std::array<std::size_t, 4>& range) noexcept {
    return (i >= range[0] && i < range[1]) || (i >= range[2] && i < range[3]);
  }

  void differentiate(const double* u, double* jacobian) {
    std::array<optim::Dual, kCoordinates> variables;
    for (int i = 0; i < kCoordinates; ++i) variables[detail::at(i)] = optim::variable(u[i], i);
    const Smoothing<optim::Dual> p = natural(setting_.form, variables.data());
    std::vector<optim::Dual> initial;
    for (const double value : initial_) initial.emplace_back(value);
    unpack(setting_.form, setting_.season_length, initial.data(), dual_state_);
    shift(initial_, y_);
    dual_y_.resize(y_.size());
    for (std::size_t t = 0; t < y_.size(); ++t) dual_y_[t] = optim::Dual(y_[t]);
    filter(setting_.form, setting_.season_length, dual_y_, setting_.observed, p, dual_state_,
           dual_errors_.data());
    for (int i = 0; i < kCoordinates; ++i) {
      double* column = jacobian + static_cast<std::ptrdiff_t>(i) * rows_;
      for (int t = 0; t < rows_; ++t) column[t] = optim::partial(dual_errors_[detail::at(t)], i);
      basis_.project_off(column);
    }
  }

  const Setting& setting_;
  int rows_;
  std::size_t unknowns_;
  double potential_scale_ = 0.0;
  std::vector<double> initial_;
  std::vector<double> residual_;
  std::vector<double> y_;
  State<double> state_;
  optim::OrthogonalBasis basis_;
  std::vector<optim::Dual> dual_errors_;
  std::vector<optim::Dual> dual_y_;
  State<optim::Dual> dual_state_;
};

struct Estimate {
  Smoothing<double> smoothing;
  std::vector<double> initial;
  double sum_of_squares = std::numeric_limits<double>::infinity();
  double minus_two_log_likelihood = std::numeric_limits<double>::infinity();  ///< scaled data
  optim::Convergence reason = optim::Convergence::kNotFinite;
  double certificate = 1.0;
  int starts = 0;
  int agreed = 0;
  std::vector<double> errors;  ///< one per observed value
  State<double> final_state;

  [[nodiscard]] bool is_usable() const noexcept { return std::isfinite(minus_two_log_likelihood); }
};

/// Second-order Akaike criterion of scaled data; infinite when n ≤ parameters + 2.
[[nodiscard]] inline double aicc(const Setting& setting, const Estimate& estimate) noexcept {
  const auto k = static_cast<double>(setting.parameters() + 1);
  const double room = static_cast<double>(setting.count) - k - 1.0;
  if (room <= 0.0) return std::numeric_limits<double>::infinity();
  return estimate.minus_two_log_likelihood + 2.0 * k + 2.0 * k * (k + 1.0) / room;
}

/// Ends of the box; unused coordinates are fixed at 0.
inline void bounds(Season form, std::array<double, kCoordinates>& lower,
                   std::array<double, kCoordinates>& upper) {
  lower = {kRegionMargin, kLowestImaginary, 0.0, 0.0};
  upper = {1.0 - kRegionMargin, kHighestImaginary, 0.0, 0.0};
  if (form == Season::kPartial) upper[2] = 1.0 - kRegionMargin;
  if (form == Season::kFull) {
    lower[2] = lower[0];
    lower[3] = lower[1];
    upper[2] = upper[0];
    upper[3] = upper[1];
  }
}

namespace internal {

/// Runs the recursion at the estimate's parameters and fills what depends on them.
inline void finish(const Setting& setting, Problem& problem, Estimate& out) {
  problem.run(out.smoothing, out.initial, out.final_state, out.errors);
  out.sum_of_squares = 0.0;
  for (const double e : out.errors) out.sum_of_squares += e * e;
  if (!std::isfinite(out.sum_of_squares)) return;
  const auto n = static_cast<double>(setting.count);
  out.minus_two_log_likelihood = n * std::log(std::max(out.sum_of_squares, n * kExactFit * kExactFit));
}

inline std::vector<std::array<double, kCoordinates>> grid(Season form) {
  constexpr std::array<double, 5> kPositions{0.02, 0.25, 0.55, 0.85, 1.0 - kRegionMargin};
  constexpr std::array<double, 6> kImaginary{0.1, 0.6, 0.9, 1.0, 1.1, 1.35};
  std::vector<std::array<double, 2>> seasons{{0.0, 0.0}};
  if (form == Season::kPartial) seasons = {{0.05, 0.0}, {0.4, 0.0}};
  if (form == Season::kFull) seasons = {{0.1, 1.0}, {0.6, 1.0}, {0.3, 0.9}};
  std::vector<std::array<double, kCoordinates>> out;
  for (const double position : kPositions) {
    for (const double imaginary : kImaginary) {
      for (const auto& season : seasons) out.push_back({position, imaginary, season[0], season[1]});
    }
  }
  return out;
}

}  // namespace internal

/// Estimates a form. The data need at least parameters + 2 values for a meaningful answer.
[[nodiscard]] inline Estimate estimate(const Setting& setting) {
  using Solver = optim::BoundedLeastSquares<Problem>;
  Problem problem(setting);
  std::vector<double> residuals(detail::at(setting.count));
  std::vector<std::pair<double, std::size_t>> looks;
  const auto grid = internal::grid(setting.form);
  for (std::size_t i = 0; i < grid.size(); ++i) {
    if (!problem(grid[i].data(), residuals.data(), nullptr)) continue;
    double sum = 0.0;
    for (const double r : residuals) sum += r * r;
    looks.emplace_back(sum, i);
  }
  Estimate out;
  if (looks.empty()) return out;
  std::sort(looks.begin(), looks.end());
  std::vector<Solver::Vector> starts;
  // The best, and the best of each other position of a₀: neighbours of the best lead to the same place.
  for (const auto& [sum, i] : looks) {
    const Solver::Vector start(grid[i].data());
    const bool is_new = std::none_of(starts.begin(), starts.end(),
                                     [&start](const Solver::Vector& other) { return other[0] == start[0]; });
    if (is_new) starts.push_back(start);
    if (starts.size() == kStarts) break;
  }
  std::array<double, kCoordinates> lower{};
  std::array<double, kCoordinates> upper{};
  bounds(setting.form, lower, upper);
  Solver solver(problem, Solver::Vector(lower.data()), Solver::Vector(upper.data()));
  const Solver::Result best = solver.solve(starts);
  if (!std::isfinite(best.sum_of_squares)) return out;
  out.smoothing = natural(setting.form, best.x.data());
  (void)problem(best.x.data(), residuals.data(), nullptr);
  out.initial = problem.initial();
  for (double& value : out.initial) value = setting.settle(value);
  out.reason = best.reason;
  out.certificate = best.certificate;
  out.starts = best.starts;
  out.agreed = best.agreed;
  internal::finish(setting, problem, out);
  return out;
}

}  // namespace dubao::models::ces
