// SPDX-License-Identifier: Apache-2.0
//
// The least-squares problem of the optimised and dynamic Theta models: one coordinate, the rest is a regression.
//
// Formula   μ_t = ℓ_{t−1} + w d_t,  w = 1 − 1/θ,  d_t = (1 − α)^{t−1} A + B (1 − (1 − α)^t) / α,
//           ℓ_t = α z_t + (1 − α) ℓ_{t−1}.  A, B: intercept and slope of the least-squares line through all values
//           (optimised), or through those up to t − 1 (dynamic; z_1 and 0 after one value, 0 and 0 before).
// Why fast  ℓ_t does not depend on μ: for a given α the errors are linear in ℓ_0 and w, so both are projected out (w kept
//           in [0, 1]) and only α is searched.
// Counted   errors from the fourth value on: the first three only lay the lines down, as in the authors' software.
// Missing   the value is replaced by its own prediction in ℓ, and left out of the lines.
// Example   ThetaProblem at α = 0.5 on the line 1, 2, …, 10 with w free leaves errors of zero
// Source    Fiorucci, Pellegrini, Louzada and Petropoulos (2016), International Journal of Forecasting 32, 1151–1161.
#pragma once

#include <dubao/models/detail/prepared.hpp>
#include <dubao/optim/projection.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <vector>

namespace dubao::models::theta {

/// Errors of so many first values are not counted.
inline constexpr Index kUncountedErrors = 3;
/// The authors' bounds of α and largest θ: w = 1 − 1/θ.
inline constexpr double kLowestAlpha = 0.1;
inline constexpr double kHighestAlpha = 0.99;
inline constexpr double kLargestTheta = 1e10;
inline constexpr double kLargestWeight = 1.0 - 1.0 / kLargestTheta;

/// Least-squares line through the values seen so far, by their centred moments: z ≈ intercept + slope · time.
struct RunningLine {
  double count = 0.0;
  double time_mean = 0.0;
  double mean = 0.0;
  double time_squares = 0.0;
  double products = 0.0;

  void add(double time, double z) noexcept {
    count += 1.0;
    const double dt = time - time_mean;
    time_mean += dt / count;
    mean += (z - mean) / count;
    time_squares += dt * (time - time_mean);
    products += dt * (z - mean);
  }
  [[nodiscard]] double slope() const noexcept { return time_squares > 0.0 ? products / time_squares : 0.0; }
  [[nodiscard]] double intercept() const noexcept { return mean - slope() * time_mean; }
};

/// d at time t ≥ 1 (counted from the first observed value) for the line of intercept a and slope b.
[[nodiscard]] inline double line_term(double alpha, double time, double a, double b) noexcept {
  const double power = std::pow(1.0 - alpha, time - 1.0);
  return power * a + b * (1.0 - power * (1.0 - alpha)) / alpha;
}

/// The series the recursion runs over.
struct ThetaData {
  std::vector<double> z;          ///< from the first observed value on, NaN = missing
  std::vector<double> intercept;  ///< A before each value
  std::vector<double> slope;      ///< B before each value
  RunningLine line;               ///< through all values
  bool dynamic = true;
  Index counted = 0;  ///< number of counted errors

  /// line: holds the line of an earlier fit for static models.
  ThetaData(std::vector<double> values, bool is_dynamic, const std::array<double, 2>* held = nullptr)
      : z(std::move(values)), dynamic(is_dynamic) {
    for (std::size_t t = 0; t < z.size(); ++t) {
      intercept.push_back(line.intercept());
      slope.push_back(line.slope());
      if (data::is_missing(z[t])) continue;
      line.add(static_cast<double>(t + 1), z[t]);
      ++counted;
    }
    counted = std::max<Index>(counted - kUncountedErrors, 0);
    if (dynamic) return;
    fixed_ = held != nullptr ? *held : std::array<double, 2>{line.intercept(), line.slope()};
    settle([](double value) { return value; });
  }
  /// Passes the line of a static model through a function: what is read back when it is written down.
  template <typename Function>
  void settle(const Function& function) {
    if (dynamic) return;
    for (double& value : fixed_) value = function(value);
    intercept.assign(z.size(), fixed_[0]);
    slope.assign(z.size(), fixed_[1]);
  }
  /// Intercept and slope of a static model.
  [[nodiscard]] const std::array<double, 2>& fixed() const noexcept { return fixed_; }

 private:
  std::array<double, 2> fixed_{};
};

/// Problem for optim::BoundedLeastSquares: x = (α). Evaluations allocate nothing.
class ThetaProblem {
 public:
  static constexpr int kParameters = 1;

  /// weight: w when it is given, empty when it is estimated.
  ThetaProblem(const ThetaData& data, std::optional<double> weight)
      : data_(data), given_(weight), rows_(static_cast<int>(data.counted)) {
    for (std::vector<double>* one : {&residual_, &derivative_, &raw_, &lines_, &starts_}) {
      one->resize(detail::at(rows_));
    }
    basis_.reset(rows_, 2);
    level_only_.reset(rows_, 1);
  }

  [[nodiscard]] int parameters() const noexcept { return kParameters; }
  [[nodiscard]] int residuals() const noexcept { return rows_; }
  /// ℓ_0 and w at the point last evaluated.
  [[nodiscard]] double level() const noexcept { return level_; }
  [[nodiscard]] double weight() const noexcept { return weight_; }
  /// The design of (ℓ_0, w), w inside its bounds or not; for the posterior.
  [[nodiscard]] const optim::OrthogonalBasis& basis() const noexcept { return basis_; }
  /// Regression coefficients (ℓ_0, w) without the bounds of w, their errors' sum of squares, and the smoothed level after
  /// the last value as end[0] + end[1] ℓ_0 + end[2] w.
  [[nodiscard]] const std::array<double, 2>& free() const noexcept { return free_; }
  [[nodiscard]] double free_sum_of_squares() const noexcept { return free_sum_; }
  [[nodiscard]] const std::array<double, 3>& end() const noexcept { return end_; }
  /// Derivative of the level before the first counted value with respect to ℓ_0.
  [[nodiscard]] double first_share() const noexcept { return starts_.front(); }

  bool operator()(const double* x, double* residuals, double* jacobian) {
    const double alpha = *x;
    if (!regress(alpha)) return false;
    std::copy(residual_.begin(), residual_.end(), residuals);
    if (jacobian != nullptr) {
      differentiate(alpha);
      std::copy(derivative_.begin(), derivative_.end(), jacobian);
    }
    return true;
  }

  /// Σ of the counted errors at (α, ℓ_0, w); fitted: prediction of every value from the fourth observed on.
  [[nodiscard]] double run(double alpha, double level, double weight, std::vector<double>& fitted) const {
    fitted.assign(data_.z.size(), data::kMissing);
    double sum = 0.0;
    Index seen = 0;
    for (std::size_t t = 0; t < data_.z.size(); ++t) {
      const double mean =
          level + weight * line_term(alpha, static_cast<double>(t + 1), data_.intercept[t], data_.slope[t]);
      const bool missing = data::is_missing(data_.z[t]);
      if (!missing && ++seen > kUncountedErrors) {
        fitted[t] = mean;
        sum += (data_.z[t] - mean) * (data_.z[t] - mean);
      }
      level += alpha * ((missing ? mean : data_.z[t]) - level);
    }
    return sum;
  }

 private:
  bool regress(double alpha) {
    const bool search = !given_.has_value();
    basis_.reset(rows_, 2);
    double base = 0.0;   // ℓ with ℓ_0 = w = 0
    double own = 1.0;    // its derivative with respect to ℓ_0
    double by_w = 0.0;   // and to w
    double power = 1.0;  // (1 − α)^{t−1}
    Index seen = 0;
    std::size_t row = 0;
    for (std::size_t t = 0; t < data_.z.size(); ++t) {
      const double d = power * data_.intercept[t] + data_.slope[t] * (1.0 - power * (1.0 - alpha)) / alpha;
      power *= 1.0 - alpha;
      if (data::is_missing(data_.z[t])) {
        by_w += alpha * d;
        continue;
      }
      if (++seen > kUncountedErrors) {
        starts_[row] = own;
        lines_[row] = by_w + d;
        raw_[row++] = data_.z[t] - base;
      }
      base += alpha * (data_.z[t] - base);
      own *= 1.0 - alpha;
      by_w *= 1.0 - alpha;
    }
    end_ = {base, own, by_w};
    std::copy(starts_.begin(), starts_.end(), basis_.next());
    basis_.push();
    residual_ = raw_;
    if (search) {
      std::copy(lines_.begin(), lines_.end(), basis_.next());
      basis_.push();
      basis_.project_off(residual_.data(), free_.data());
      free_sum_ = squares(residual_);
      weight_ = std::clamp(free_[1], 0.0, kLargestWeight);
      level_ = free_[0];
      inside_ = weight_ == free_[1];
      if (!inside_) hold_weight();
    } else {
      weight_ = *given_;
      hold_weight();
      free_ = {level_, weight_};
      free_sum_ = squares(residual_);
    }
    return std::isfinite(free_sum_) && std::isfinite(level_);
  }

  // w at its bound or given: regression on the level alone.
  void hold_weight() {
    inside_ = false;
    level_only_.reset(rows_, 1);
    std::copy(starts_.begin(), starts_.end(), level_only_.next());
    level_only_.push();
    for (std::size_t i = 0; i < residual_.size(); ++i) residual_[i] = raw_[i] - weight_ * lines_[i];
    level_only_.project_off(residual_.data(), &level_);
  }

  // Derivative of the errors with respect to α at the projected ℓ_0 and w, itself projected (Kaufman 1975).
  void differentiate(double alpha) {
    double level = level_;
    double slope = 0.0;  // dℓ/dα
    Index seen = 0;
    std::size_t row = 0;
    for (std::size_t t = 0; t < data_.z.size(); ++t) {
      const double time = static_cast<double>(t + 1);
      const double before = std::pow(1.0 - alpha, time - 2.0);
      const double power = before * (1.0 - alpha);
      const double rest = 1.0 - power * (1.0 - alpha);
      const double d = power * data_.intercept[t] + data_.slope[t] * rest / alpha;
      const double change = -(time - 1.0) * before * data_.intercept[t] +
                            data_.slope[t] * (time * power - rest / alpha) / alpha;
      if (data::is_missing(data_.z[t])) {
        slope += weight_ * (d + alpha * change);
        level += alpha * weight_ * d;
        continue;
      }
      if (++seen > kUncountedErrors) derivative_[row++] = -(slope + weight_ * change);
      slope = (data_.z[t] - level) + (1.0 - alpha) * slope;
      level += alpha * (data_.z[t] - level);
    }
    (inside_ ? basis_ : level_only_).project_off(derivative_.data());
  }

  [[nodiscard]] static double squares(const std::vector<double>& v) noexcept {
    double sum = 0.0;
    for (const double x : v) sum += x * x;
    return sum;
  }

  const ThetaData& data_;
  std::optional<double> given_;
  int rows_;
  bool inside_ = true;
  double level_ = 0.0;
  double weight_ = 0.5;
  double free_sum_ = 0.0;
  std::array<double, 2> free_{};
  std::array<double, 3> end_{};
  std::vector<double> raw_;
  std::vector<double> starts_;
  std::vector<double> lines_;
  std::vector<double> residual_;
  std::vector<double> derivative_;
  optim::OrthogonalBasis basis_;
  optim::OrthogonalBasis level_only_;
};

}  // namespace dubao::models::theta
