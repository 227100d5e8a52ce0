// SPDX-License-Identifier: Apache-2.0
//
// The deviance of a structural model as a function of bounded coordinates, with gradient and Fisher information.
//
// Coordinates  Without known variances one scale is concentrated out: σ² = Σ v²/f / N over the N = n − d innovations, and
//              only ratios of standard deviations are searched. Irregular and level share one angle, irregular = cos,
//              level = sin of uπ/2; each other standard deviation is c tan(uπ/2) times the root of the sum of their
//              squares, all multiplied by Π cos(uπ/2), so that u = 1 leaves this one alone. With known variances every
//              standard deviation is c tan(uπ/2) in the unit of a change, u ≤ kLargestRatio.
//              So 0 and 1 are exact zeros, and a flat prior on u is a half-Cauchy prior on a ratio (Gelman 2006).
//              φ, ρ and the frequency of the cycle are searched as they are, inside bounds.
// Deviance     without known variances  N log(Σ v²/f / N) + N + Σ log f;  with them  Σ v²/f + Σ log f
// Gradient     Σ ∂f/f (1 − v²/(σ² f)) + 2 Σ v ∂v/(σ² f); expected information of the deviance
//              Σ ∂f ∂f/f² + 2 Σ ∂v ∂v/(σ² f) − (Σ ∂f/f)(Σ ∂f/f)/N, the last term only when σ² is concentrated out.
// Source       Harvey (1989), section 3.4; Durbin and Koopman (2012), section 7.3.
#pragma once

#include <dubao/models/state_space/filter.hpp>
#include <dubao/models/state_space/scoring.hpp>
#include <dubao/models/structural/working_data.hpp>

#include <cmath>
#include <cstdint>
#include <limits>
#include <vector>

namespace dubao::models::structural {

using state_space::Matrix;
using state_space::Parameters;
using state_space::Vector;

/// Typical ratio of the standard deviation of the slope's and the season's noise to that of level and irregular: an
/// assumption that shapes the prior behind the intervals, not a bound.
inline constexpr double kTypicalSlope = 0.15;
inline constexpr double kTypicalSeason = 0.25;
inline constexpr double kTypicalCycle = 1.0;
/// Largest coordinate of a standard deviation when variances are known: tan(0.995 π/2) = 127.
inline constexpr double kLargestRatio = 0.995;
inline constexpr double kSmallestPhi = 0.8;
inline constexpr double kLargestPhi = 0.98;
inline constexpr double kLargestRho = 0.99;
/// Root-mean-square innovation, relative to the largest value, that counts as none.
inline constexpr double kExactFit = 1e-13;

enum class Role : std::uint8_t {
  kShare,
  kIrregular,
  kLevel,
  kSlope,
  kSeason,
  kCycle,
  kPhi,
  kRho,
  kFrequency
};

struct Coordinate {
  Role role = Role::kShare;
  double lower = 0.0;
  double upper = 1.0;
  [[nodiscard]] bool is_ratio() const noexcept { return role <= Role::kCycle; }
};

/// Bounds on the period of the cycle, in periods of the series.
struct CycleBounds {
  double shortest = 3.0;
  double longest = 12.0;
};

class Likelihood {
 public:
  /// data is referred to, not copied.
  Likelihood(const WorkingData& data, const Form& form, CycleBounds cycle)
      : data_(&data), form_(form), shape_(form.shape(data.count())), concentrated_(!data.has_known()) {
    const bool both = form.irregular && form.trend.level_moves;
    if (concentrated_) {
      if (both) add(Role::kShare, 0.0, 1.0);
    } else {
      if (form.irregular) add(Role::kIrregular, 0.0, kLargestRatio);
      if (form.trend.level_moves) add(Role::kLevel, 0.0, kLargestRatio);
    }
    const double largest_ratio = concentrated_ ? 1.0 : kLargestRatio;
    if (form.trend.slope_moves) add(Role::kSlope, 0.0, largest_ratio);
    if (form.has_season() && form.season_moves) add(Role::kSeason, 0.0, largest_ratio);
    if (form.cycle) add(Role::kCycle, 0.0, largest_ratio);
    if (form.trend.damped) add(Role::kPhi, kSmallestPhi, kLargestPhi);
    if (form.cycle) {
      add(Role::kRho, 0.0, kLargestRho);
      add(Role::kFrequency, 2.0 * state_space::kPi / cycle.longest, 2.0 * state_space::kPi / cycle.shortest);
    }
    double largest = 0.0;
    for (const double y : data.y) {
      if (!data::is_missing(y)) largest = std::max(largest, std::abs(y));
    }
    // Measured where the value itself is rounded: against the origin too.
    largest = std::max({largest, std::ldexp(std::abs(data.origin), -data.exponent), kTiny});
    floor_ = kExactFit * kExactFit * largest * largest;
    values_.resize(shape_.states(), data.size());
    duals_.resize(shape_.states(), data.size());
    dv_.resize(data.size(), static_cast<Eigen::Index>(coordinates_.size()));
    df_.resize(data.size(), static_cast<Eigen::Index>(coordinates_.size()));
  }

  [[nodiscard]] const std::vector<Coordinate>& coordinates() const noexcept { return coordinates_; }
  [[nodiscard]] Eigen::Index count() const noexcept { return static_cast<Eigen::Index>(coordinates_.size()); }
  /// Whether the deviance has no slope on the bounds of coordinate i.
  [[nodiscard]] bool is_soft(Eigen::Index i) const { return coordinates_[at(i)].is_ratio(); }
  [[nodiscard]] bool is_concentrated() const noexcept { return concentrated_; }
  [[nodiscard]] const state_space::Shape& shape() const noexcept { return shape_; }
  [[nodiscard]] const Form& form() const noexcept { return form_; }
  [[nodiscard]] const WorkingData& data() const noexcept { return *data_; }
  /// σ² at the point last evaluated; 1 with known variances.
  [[nodiscard]] double scale() const noexcept { return scale_; }
  [[nodiscard]] Index innovations() const noexcept { return innovations_; }
  /// The filter's state after the last evaluation by value(): relative to σ².
  [[nodiscard]] const state_space::Workspace<double>& state() const noexcept { return values_; }

  /// Variances at u, relative to σ² when it is concentrated out.
  template <typename T>
  [[nodiscard]] Parameters<T> parameters(const T* u) const {
    using std::cos;
    using std::sin;
    using std::sqrt;
    using std::tan;
    Parameters<T> out;
    T rest(1.0);
    const auto square = [](const T& x) { return T(x * x); };
    const auto ratio = [&](const T& x, double typical) { return square(typical * tan(x * kRightAngle)); };
    // σ² · (own, others): own = c² sin², and all others times cos².
    const auto weigh = [&](const T& x, double typical, T Parameters<T>::*own) {
      if (!concentrated_) {
        out.*own = ratio(x, typical);
        return;
      }
      const T others = optim::value_of(x) < 1.0 ? square(cos(x * kRightAngle)) : T(0.0);
      T weight = square(typical * sin(x * kRightAngle));
      for (T Parameters<T>::*one : {&Parameters<T>::slope, &Parameters<T>::season, &Parameters<T>::cycle}) {
        out.*one = out.*one * others;
      }
      weight = weight * rest;
      rest = rest * others;
      out.*own = weight;
      out.irregular = out.irregular * others;
      out.level = out.level * others;
    };
    if (concentrated_) {
      out.irregular = T(form_.irregular ? 1.0 : 0.0);
      out.level = T(!form_.irregular ? 1.0 : 0.0);
    }
    for (std::size_t i = 0; i < coordinates_.size(); ++i) {
      switch (coordinates_[i].role) {
        case Role::kShare:
          out.irregular = optim::value_of(u[i]) < 1.0 ? square(cos(u[i] * kRightAngle)) : T(0.0);
          out.level = square(sin(u[i] * kRightAngle));
          break;
        case Role::kIrregular:
          out.irregular = ratio(u[i], 1.0);
          break;
        case Role::kLevel:
          out.level = ratio(u[i], 1.0);
          break;
        case Role::kSlope:
          weigh(u[i], kTypicalSlope, &Parameters<T>::slope);
          break;
        case Role::kSeason:
          weigh(u[i], kTypicalSeason, &Parameters<T>::season);
          break;
        case Role::kCycle:
          weigh(u[i], kTypicalCycle, &Parameters<T>::cycle);
          break;
        case Role::kPhi:
          out.phi = u[i];
          break;
        case Role::kRho:
          out.rho = u[i];
          break;
        case Role::kFrequency:
          out.frequency = u[i];
          break;
      }
    }
    return out;
  }

  /// The coordinates of given variances (any common factor when σ² is concentrated out).
  [[nodiscard]] Vector coordinates_of(const Parameters<double>& p) const {
    const double base = concentrated_ ? p.irregular + p.level : 1.0;
    const auto ratio = [&](double variance, double typical) {
      const double u = std::atan2(std::sqrt(variance) / typical, std::sqrt(base)) / kRightAngle;
      return concentrated_ ? u : std::min(kLargestRatio, u);
    };
    Vector u(count());
    for (Eigen::Index i = 0; i < count(); ++i) {
      switch (coordinates_[at(i)].role) {
        case Role::kShare:
          u[i] = std::atan2(std::sqrt(p.level), std::sqrt(p.irregular)) / kRightAngle;
          break;
        case Role::kIrregular:
          u[i] = ratio(p.irregular, 1.0);
          break;
        case Role::kLevel:
          u[i] = ratio(p.level, 1.0);
          break;
        case Role::kSlope:
          u[i] = ratio(p.slope, kTypicalSlope);
          break;
        case Role::kSeason:
          u[i] = ratio(p.season, kTypicalSeason);
          break;
        case Role::kCycle:
          u[i] = ratio(p.cycle, kTypicalCycle);
          break;
        case Role::kPhi:
          u[i] = p.phi;
          break;
        case Role::kRho:
          u[i] = p.rho;
          break;
        case Role::kFrequency:
          u[i] = p.frequency;
          break;
      }
    }
    return u;
  }

  /// Deviance at u; infinite where the model cannot describe the data.
  [[nodiscard]] double value(const double* u) {
    system_.set(shape_, parameters(u));
    if (state_space::filter(system_, data_->observations(), values_) != 0) return kInfinity;
    const state_space::Sums sums = state_space::sums(values_);
    return deviance(sums.squares, sums.logarithms, sums.regular);
  }

  /// Deviance, gradient and expected information. False where value() would be infinite.
  [[nodiscard]] bool expand(const double* u, double& value, Vector& gradient, Matrix& information) {
    const auto searched = static_cast<int>(count());
    gradient.setZero(searched);
    information.setZero(searched, searched);
    if (searched == 0) {
      value = this->value(u);
      return std::isfinite(value);
    }
    std::array<optim::Dual, state_space::kMostCoordinates> x;
    for (int first = 0; first < searched; first += optim::kDualWidth) {
      const int last = std::min(first + optim::kDualWidth, searched);
      for (int i = 0; i < searched; ++i) {
        const bool seeded = i >= first && i < last;
        x[at(i)] = seeded ? optim::variable(u[i], i - first) : optim::Dual(u[i]);
      }
      dual_system_.set(shape_, parameters(x.data()));
      if (state_space::filter(dual_system_, data_->observations(), duals_) != 0) return false;
      for (Index t = 0; t < data_->size(); ++t) {
        if (duals_.step[at(t)] == state_space::Step::kMissing) continue;
        for (int i = first; i < last; ++i) {
          dv_(t, i) = optim::partial(duals_.v[at(t)], i - first);
          df_(t, i) = optim::partial(duals_.f[at(t)], i - first);
        }
      }
    }
    double squares = 0.0;
    double logarithms = 0.0;
    Index regular = 0;
    for (Index t = 0; t < data_->size(); ++t) {
      if (duals_.step[at(t)] == state_space::Step::kMissing) continue;
      logarithms += std::log(duals_.f[at(t)].a);
      if (duals_.step[at(t)] != state_space::Step::kRegular) continue;
      squares += duals_.v[at(t)].a * duals_.v[at(t)].a / duals_.f[at(t)].a;
      ++regular;
    }
    value = deviance(squares, logarithms, regular);
    if (!std::isfinite(value)) return false;
    Vector log_slope = Vector::Zero(searched);
    for (Index t = 0; t < data_->size(); ++t) {
      const state_space::Step step = duals_.step[at(t)];
      if (step == state_space::Step::kMissing) continue;
      const double f = duals_.f[at(t)].a;
      if (step == state_space::Step::kDiffuse) {
        gradient += df_.row(t).transpose() / f;
        continue;
      }
      const double v = duals_.v[at(t)].a;
      const double relative = v * v / (scale_ * f);
      for (int i = 0; i < searched; ++i) {
        const double a = df_(t, i) / f;
        gradient[i] += a * (1.0 - relative) + 2.0 * v * dv_(t, i) / (scale_ * f);
        log_slope[i] += a;
        for (int j = 0; j <= i; ++j) {
          information(i, j) += a * df_(t, j) / f + 2.0 * dv_(t, i) * dv_(t, j) / (scale_ * f);
        }
      }
    }
    for (int i = 0; i < searched; ++i) {
      for (int j = 0; j <= i; ++j) {
        if (concentrated_)
          information(i, j) -= log_slope[i] * log_slope[j] / static_cast<double>(innovations_);
        information(j, i) = information(i, j);
      }
    }
    return gradient.allFinite() && information.allFinite();
  }

 private:
  static constexpr double kRightAngle = 0.5 * state_space::kPi;
  static constexpr double kTiny = 1e-280;
  static constexpr double kInfinity = std::numeric_limits<double>::infinity();

  void add(Role role, double lower, double upper) { coordinates_.push_back({role, lower, upper}); }

  [[nodiscard]] double deviance(double squares, double logarithms, Index regular) {
    innovations_ = regular;
    scale_ = 1.0;
    if (!concentrated_ || regular == 0) return squares + logarithms;
    const auto n = static_cast<double>(regular);
    scale_ = std::max(squares / n, floor_);
    return n * std::log(scale_) + n + logarithms;
  }

  const WorkingData* data_;
  Form form_;
  state_space::Shape shape_;
  bool concentrated_;
  std::vector<Coordinate> coordinates_;
  double scale_ = 1.0;
  double floor_ = 0.0;
  Index innovations_ = 0;
  state_space::System<double> system_;
  state_space::System<optim::Dual> dual_system_;
  state_space::Workspace<double> values_;
  state_space::Workspace<optim::Dual> duals_;
  Eigen::MatrixXd dv_;
  Eigen::MatrixXd df_;
};

}  // namespace dubao::models::structural
