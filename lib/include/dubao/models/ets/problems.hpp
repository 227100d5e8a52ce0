// SPDX-License-Identifier: Apache-2.0
//
// The two least-squares problems behind maximum likelihood for exponential smoothing.
//
// Additive errors, additive or no season: the errors are linear in the initial state, so for every (α, β, γ, φ) the
// best initial state is a regression, and only four coordinates are searched (variable projection; Golub and
// Pereyra 1973, with the gradient-exact simplification of Kaufman 1975: the Jacobian at the projected state, itself projected).
//
// All other forms: coordinates and initial state are searched together. The density has the factor Π 1/μ_t, so
// −2 log L = n log Σ e² + 2 Σ log μ = n log Σ (G e)² with G = exp(mean log μ): the residuals G e_t are least squares again.
#pragma once

#include <dubao/models/detail/prepared.hpp>
#include <dubao/models/ets/form.hpp>
#include <dubao/models/ets/kernel.hpp>
#include <dubao/models/ets/recursion.hpp>
#include <dubao/models/ets/region.hpp>
#include <dubao/optim/projection.hpp>

#include <Eigen/Core>
#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <vector>

namespace dubao::models::ets {

/// What is being fitted; referred to by the problems, which do not own it.
struct Setting {
  EtsForm form;
  EtsRegion region;
  const detail::Prepared* data = nullptr;
  std::vector<double> weights;  ///< one per observed value, geometric mean 1; empty = all 1
  double own_deviation =
      0.0;  ///< innovation standard deviation behind the weights, scaled; 0 without weights
  Index season_length = 1;

  [[nodiscard]] Index shifts() const noexcept { return data->definitions - 1; }
  [[nodiscard]] Index states() const noexcept { return form.initial_states(season_length); }
  /// Initial states and level shifts: the length of the vector called `initial` below, laid out as
  /// level, trend, season 0 … m−2 (the last follows from their sum), shift of definition 0, 1, …
  [[nodiscard]] Index unknowns() const noexcept { return states() + shifts(); }
  /// Everything estimated but the variance.
  [[nodiscard]] Index parameters() const noexcept { return form.smoothing_parameters() + unknowns(); }
};

/// State and shifts from the vector of unknowns.
template <typename T>
inline void unpack(const Setting& setting, const T* initial, State<T>& state, std::vector<T>& shift) {
  Index i = 0;
  state.level = initial[i++];
  state.trend = setting.form.has_trend() ? initial[i++] : T(0.0);
  if (setting.form.has_season()) {
    state.season.resize(detail::at(setting.season_length));
    T last(setting.form.season == EtsSeason::kMultiplicative ? static_cast<double>(setting.season_length)
                                                             : 0.0);
    for (Index j = 0; j + 1 < setting.season_length; ++j) {
      state.season[detail::at(j)] = initial[i];
      last -= initial[i++];
    }
    state.season[detail::at(setting.season_length - 1)] = last;
  }
  shift.resize(detail::at(setting.shifts()));
  for (T& delta : shift) delta = initial[i++];
}

/// Additive forms: four coordinates, initial state projected out.
class ProjectedProblem {
 public:
  static constexpr int kParameters = kCoordinates;
  explicit ProjectedProblem(const Setting& setting)
      : setting_(setting),
        kernel_(setting.form, setting.region, *setting.data, setting.weights, setting.season_length),
        rows_(static_cast<int>(setting.data->count())),
        initial_(detail::at(setting.unknowns()), 0.0) {
    at_.fill(std::numeric_limits<double>::quiet_NaN());
    residual_.resize(detail::at(rows_));
  }

  [[nodiscard]] int parameters() const noexcept { return kCoordinates; }
  [[nodiscard]] int residuals() const noexcept { return rows_; }

  bool operator()(const double* u, double* residuals, double* jacobian) {
    const Smoothing<double> p = natural(setting_.form, setting_.region, u);
    if (!std::equal(at_.begin(), at_.end(), u)) {
      std::copy(u, u + kCoordinates, at_.begin());
      good_ = is_admissible(setting_.form, p, setting_.season_length, scratch_) && solve_initial(p, u);
    }
    if (!good_) return false;
    std::copy(residual_.begin(), residual_.end(), residuals);
    if (jacobian != nullptr) differentiate(p, u, jacobian);
    return true;
  }
  /// Best initial state and shifts at the point last evaluated.
  [[nodiscard]] const std::vector<double>& initial() const noexcept { return initial_; }
  /// The design of the initial state there: for its covariance.
  [[nodiscard]] const optim::OrthogonalBasis& basis() const noexcept { return basis_; }

 private:
  // Regression of the errors at initial = 0 on their derivatives with respect to the initial state.
  bool solve_initial(const Smoothing<double>& p, const double* u) {
    const auto unknowns = static_cast<int>(initial_.size());
    std::fill(initial_.begin(), initial_.end(), 0.0);
    unpack(setting_, initial_.data(), state_, shift_);
    if (!kernel_.run(p, shift_.data(), state_)) return false;
    std::copy(kernel_.errors().begin(), kernel_.errors().end(), residual_.begin());
    basis_.reset(rows_, unknowns);
    design_.resize(detail::at(rows_) * kLanes);
    std::array<Direction, kLanes> directions;
    for (int first = 0; first < unknowns; first += kLanes) {
      const int count = std::min(kLanes, unknowns - first);
      for (int i = 0; i < count; ++i) directions[detail::at(i)] = {-1, first + i};
      kernel_.differentiate(u, directions.data(), count, design_.data(), rows_);
      for (int i = 0; i < count; ++i) {
        const double* column = design_.data() + static_cast<std::ptrdiff_t>(i) * rows_;
        std::copy(column, column + rows_, basis_.next());
        basis_.push();
      }
    }
    basis_.project_off(residual_.data(), initial_.data());
    for (double& value : initial_) value = -value;
    return std::all_of(residual_.begin(), residual_.end(), [](double r) { return std::isfinite(r); });
  }

  void differentiate(const Smoothing<double>& p, const double* u, double* jacobian) {
    unpack(setting_, initial_.data(), state_, shift_);
    (void)kernel_.run(p, shift_.data(), state_);
    const std::array<Direction, kCoordinates> directions{{{0, -1}, {1, -1}, {2, -1}, {3, -1}}};
    kernel_.differentiate(u, directions.data(), kCoordinates, jacobian, rows_);
    const bool used[] = {true, setting_.form.has_trend(), setting_.form.has_season(),
                         setting_.form.is_damped()};
    for (int i = 0; i < kCoordinates; ++i) {
      if (used[i]) basis_.project_off(jacobian + static_cast<std::ptrdiff_t>(i) * rows_);
    }
  }

  const Setting& setting_;
  Kernel kernel_;
  int rows_;
  bool good_ = false;
  std::vector<double> initial_;
  std::array<double, kCoordinates> at_;
  std::vector<double> residual_;
  std::vector<double> design_;
  std::vector<double> shift_;
  std::vector<double> scratch_;
  State<double> state_;
  optim::OrthogonalBasis basis_;
};

/// Every form: the form's coordinates followed by the unknowns.
class JointProblem {
 public:
  static constexpr int kParameters = Eigen::Dynamic;
  explicit JointProblem(const Setting& setting)
      : setting_(setting),
        kernel_(setting.form, setting.region, *setting.data, setting.weights, setting.season_length),
        rows_(static_cast<int>(setting.data->count())) {
    active_.push_back(0);
    if (setting.form.has_trend()) active_.push_back(1);
    if (setting.form.has_season()) active_.push_back(2);
    if (setting.form.is_damped()) active_.push_back(3);
    for (const int c : active_) directions_.push_back({c, -1});
    for (Index i = 0; i < setting.unknowns(); ++i) directions_.push_back({-1, i});
    at_.assign(directions_.size(), std::numeric_limits<double>::quiet_NaN());
  }

  [[nodiscard]] int parameters() const noexcept { return static_cast<int>(directions_.size()); }
  [[nodiscard]] int residuals() const noexcept { return rows_; }
  /// G at the point last evaluated: the geometric mean of the predictions; 1 for additive errors.
  [[nodiscard]] double geometric() const noexcept { return geometric_; }
  /// Which of the four coordinates the first entries of x are.
  [[nodiscard]] const std::vector<int>& active() const noexcept { return active_; }

  bool operator()(const double* x, double* residuals, double* jacobian) {
    if (!std::equal(at_.begin(), at_.end(), x)) {
      std::copy(x, x + at_.size(), at_.begin());
      good_ = run(x);
    }
    if (!good_) return false;
    const std::vector<double>& errors = kernel_.errors();
    for (int t = 0; t < rows_; ++t) residuals[t] = geometric_ * errors[detail::at(t)];
    if (jacobian == nullptr) return true;
    for (int first = 0; first < parameters(); first += kLanes) {
      const int count = std::min(kLanes, parameters() - first);
      double* block = jacobian + static_cast<std::ptrdiff_t>(first) * rows_;
      const Lanes log_scale =
          kernel_.differentiate(u_.data(), directions_.data() + first, count, block, rows_);
      if (!setting_.form.is_relative()) continue;
      // d(G e) = G de + G e d(log G), log G the mean of the logarithms.
      for (int i = 0; i < count; ++i) {
        const double by_mean = log_scale[i] / rows_;
        double* column = block + static_cast<std::ptrdiff_t>(i) * rows_;
        for (int t = 0; t < rows_; ++t) column[t] = geometric_ * column[t] + by_mean * residuals[t];
      }
    }
    return true;
  }

 private:
  bool run(const double* x) {
    const auto smoothing = active_.size();
    for (std::size_t i = 0; i < smoothing; ++i) u_[detail::at(active_[i])] = x[i];
    const Smoothing<double> p = natural(setting_.form, setting_.region, u_.data());
    if (!is_admissible(setting_.form, p, setting_.season_length, scratch_)) return false;
    unpack(setting_, x + smoothing, state_, shift_);
    if (setting_.form.season == EtsSeason::kMultiplicative) {
      for (const double factor : state_.season) {
        if (!(factor > kSmallestPositive)) return false;
      }
    }
    if (!kernel_.run(p, shift_.data(), state_)) return false;
    geometric_ = setting_.form.is_relative() ? std::exp(kernel_.log_scale() / rows_) : 1.0;
    return true;
  }

  const Setting& setting_;
  Kernel kernel_;
  int rows_;
  bool good_ = false;
  double geometric_ = 1.0;
  std::array<double, kCoordinates> u_{};
  std::vector<int> active_;
  std::vector<Direction> directions_;
  std::vector<double> at_;
  std::vector<double> shift_;
  std::vector<double> scratch_;
  State<double> state_;
};

}  // namespace dubao::models::ets
