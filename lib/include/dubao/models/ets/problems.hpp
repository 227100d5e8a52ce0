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
#include <dubao/models/ets/recursion.hpp>
#include <dubao/models/ets/region.hpp>
#include <dubao/optim/jet.hpp>
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
        rows_(static_cast<int>(setting.data->count())),
        initial_(detail::at(setting.unknowns()), 0.0),
        at_(kCoordinates, std::numeric_limits<double>::quiet_NaN()) {
    errors_.resize(detail::at(rows_));
    residual_.resize(detail::at(rows_));
  }

  [[nodiscard]] int parameters() const noexcept { return kCoordinates; }
  [[nodiscard]] int residuals() const noexcept { return rows_; }

  bool operator()(const double* u, double* residuals, double* jacobian) {
    const Smoothing<double> p = natural(setting_.form, setting_.region, u);
    if (!std::equal(at_.begin(), at_.end(), u)) {
      at_.assign(u, u + kCoordinates);
      good_ = is_admissible(setting_.form, p, setting_.season_length) && solve_initial(p);
    }
    if (!good_) return false;
    std::copy(residual_.begin(), residual_.end(), residuals);
    if (jacobian != nullptr) differentiate(u, jacobian);
    return true;
  }
  /// Best initial state and shifts at the point last evaluated.
  [[nodiscard]] const std::vector<double>& initial() const noexcept { return initial_; }
  /// The design of the initial state there: for its covariance.
  [[nodiscard]] const optim::OrthogonalBasis& basis() const noexcept { return basis_; }

 private:
  // Regression of the errors at initial = 0 on their derivatives with respect to the initial state.
  bool solve_initial(const Smoothing<double>& p) {
    const auto unknowns = static_cast<int>(initial_.size());
    const Smoothing<optim::Dual> constant{optim::Dual(p.alpha), optim::Dual(p.beta), optim::Dual(p.gamma),
                                          optim::Dual(p.phi)};
    basis_.reset(rows_, unknowns);
    unknowns_.resize(initial_.size());
    for (int first = 0; first < unknowns; first += optim::kDualWidth) {
      const int last = std::min(first + optim::kDualWidth, unknowns);
      for (int i = 0; i < unknowns; ++i) {
        unknowns_[detail::at(i)] =
            i >= first && i < last ? optim::variable(0.0, i - first) : optim::Dual(0.0);
      }
      unpack(setting_, unknowns_.data(), state_, shift_);
      optim::Dual log_scale;
      if (!filter(setting_.form, *setting_.data, setting_.weights, setting_.season_length, constant,
                  shift_.data(), state_, errors_.data(), log_scale)) {
        return false;
      }
      for (int i = first; i < last; ++i) {
        double* column = basis_.next();
        for (int t = 0; t < rows_; ++t) column[t] = optim::partial(errors_[detail::at(t)], i - first);
        basis_.push();
      }
    }
    for (int t = 0; t < rows_; ++t) residual_[detail::at(t)] = errors_[detail::at(t)].a;
    basis_.project_off(residual_.data(), initial_.data());
    for (double& value : initial_) value = -value;
    return std::all_of(residual_.begin(), residual_.end(), [](double r) { return std::isfinite(r); });
  }

  void differentiate(const double* u, double* jacobian) {
    std::array<optim::Dual, kCoordinates> coordinates;
    for (int i = 0; i < kCoordinates; ++i) coordinates[detail::at(i)] = optim::variable(u[i], i);
    const Smoothing<optim::Dual> p = natural(setting_.form, setting_.region, coordinates.data());
    for (std::size_t i = 0; i < initial_.size(); ++i) unknowns_[i] = optim::Dual(initial_[i]);
    unpack(setting_, unknowns_.data(), state_, shift_);
    optim::Dual log_scale;
    (void)filter(setting_.form, *setting_.data, setting_.weights, setting_.season_length, p, shift_.data(),
                 state_, errors_.data(), log_scale);
    for (int i = 0; i < kCoordinates; ++i) {
      double* column = jacobian + static_cast<std::ptrdiff_t>(i) * rows_;
      for (int t = 0; t < rows_; ++t) column[t] = optim::partial(errors_[detail::at(t)], i);
      basis_.project_off(column);
    }
  }

  const Setting& setting_;
  int rows_;
  bool good_ = false;
  std::vector<double> initial_;
  std::vector<double> at_;
  std::vector<double> residual_;
  std::vector<optim::Dual> errors_;
  std::vector<optim::Dual> unknowns_;
  std::vector<optim::Dual> shift_;
  State<optim::Dual> state_;
  optim::OrthogonalBasis basis_;
};

/// Every form: the form's coordinates followed by the unknowns.
class JointProblem {
 public:
  static constexpr int kParameters = Eigen::Dynamic;
  explicit JointProblem(const Setting& setting)
      : setting_(setting), rows_(static_cast<int>(setting.data->count())) {
    active_.push_back(0);
    if (setting.form.has_trend()) active_.push_back(1);
    if (setting.form.has_season()) active_.push_back(2);
    if (setting.form.is_damped()) active_.push_back(3);
    errors_.resize(detail::at(rows_));
    plain_errors_.resize(detail::at(rows_));
  }

  [[nodiscard]] int parameters() const noexcept {
    return static_cast<int>(active_.size()) + static_cast<int>(setting_.unknowns());
  }
  [[nodiscard]] int residuals() const noexcept { return rows_; }
  /// G at the point last evaluated: the geometric mean of the predictions; 1 for additive errors.
  [[nodiscard]] double geometric() const noexcept { return geometric_; }
  /// Which of the four coordinates the first entries of x are.
  [[nodiscard]] const std::vector<int>& active() const noexcept { return active_; }

  bool operator()(const double* x, double* residuals, double* jacobian) {
    if (jacobian == nullptr) {
      double log_scale = 0.0;
      if (!run(x, -1, plain_unknowns_, plain_shift_, plain_state_, plain_errors_.data(), log_scale))
        return false;
      geometric_ = std::exp(log_scale / rows_);
      for (int t = 0; t < rows_; ++t) residuals[t] = geometric_ * plain_errors_[detail::at(t)];
      return true;
    }
    for (int first = 0; first < parameters(); first += optim::kDualWidth) {
      optim::Dual log_scale;
      if (!run(x, first, unknowns_, shift_, state_, errors_.data(), log_scale)) return false;
      using std::exp;
      const optim::Dual geometric = exp(log_scale / static_cast<double>(rows_));
      geometric_ = geometric.a;
      const int last = std::min(first + optim::kDualWidth, parameters());
      for (int t = 0; t < rows_; ++t) {
        const optim::Dual scaled = geometric * errors_[detail::at(t)];
        residuals[t] = scaled.a;
        for (int i = first; i < last; ++i) {
          jacobian[static_cast<std::ptrdiff_t>(i) * rows_ + t] = optim::partial(scaled, i - first);
        }
      }
    }
    return true;
  }

 private:
  // Seeds derivatives first … first + 3 (first < 0: none) and runs the recursion.
  template <typename T>
  bool run(const double* x, int first, std::vector<T>& unknowns, std::vector<T>& shift, State<T>& state,
           T* errors, T& log_scale) {
    const auto entry = [&](int i) {
      if constexpr (std::is_same_v<T, double>) {
        return x[i];
      } else {
        const bool seeded = i >= first && i < first + optim::kDualWidth;
        return seeded ? optim::variable(x[i], i - first) : optim::Dual(x[i]);
      }
    };
    std::array<T, kCoordinates> u{};
    const auto smoothing = static_cast<int>(active_.size());
    for (int i = 0; i < smoothing; ++i) u[detail::at(active_[detail::at(i)])] = entry(i);
    const Smoothing<T> p = natural(setting_.form, setting_.region, u.data());
    if (setting_.form.has_season()) {
      const Smoothing<double> plain{optim::value_of(p.alpha), optim::value_of(p.beta),
                                    optim::value_of(p.gamma), optim::value_of(p.phi)};
      if (!is_admissible(setting_.form, plain, setting_.season_length)) return false;
    }
    unknowns.resize(detail::at(setting_.unknowns()));
    for (int i = smoothing; i < parameters(); ++i) unknowns[detail::at(i - smoothing)] = entry(i);
    unpack(setting_, unknowns.data(), state, shift);
    if (setting_.form.season == EtsSeason::kMultiplicative) {
      for (const T& factor : state.season) {
        if (!(optim::value_of(factor) > kSmallestPositive)) return false;
      }
    }
    return filter(setting_.form, *setting_.data, setting_.weights, setting_.season_length, p, shift.data(),
                  state, errors, log_scale);
  }

  const Setting& setting_;
  int rows_;
  double geometric_ = 1.0;
  std::vector<int> active_;
  std::vector<optim::Dual> errors_;
  std::vector<optim::Dual> unknowns_;
  std::vector<optim::Dual> shift_;
  State<optim::Dual> state_;
  std::vector<double> plain_errors_;
  std::vector<double> plain_unknowns_;
  std::vector<double> plain_shift_;
  State<double> plain_state_;
};

}  // namespace dubao::models::ets
