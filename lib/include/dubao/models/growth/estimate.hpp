// SPDX-License-Identifier: Apache-2.0
//
// Estimation of a growth curve: weighted least squares over bounded coordinates, from starts read off the data.
//
// Starts    For a few trial ceilings the curve is straightened (the logit of y/K is a line in t, as are −log(−log(y/K)) and
//           log(1 − y/K)); regression gives midpoint and rate. Bass starts from usual p and q.
// Weights   Values with known sampling variance se² have variance σ² + se²; σ² is found so that Σ r²/(σ² + se²) equals the
//           degrees of freedom (0 when sampling alone explains the residuals), in turn with the curve.
// Bounds    The ceiling is at most kCeilingFactor times the highest value (an assumption: nothing in a series that has not
//           passed its inflection says otherwise), or the limit given. Rates lie in what a period can show.
// Source    Mandel and Paule (1970) for the variance.
#pragma once

#include <dubao/models/growth/curve.hpp>
#include <dubao/optim/bounded_least_squares.hpp>
#include <dubao/optim/jet.hpp>

#include <Eigen/Core>
#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <utility>
#include <vector>

namespace dubao::models::growth {

/// Highest ceiling considered, in units of the highest value.
inline constexpr double kCeilingFactor = 10.0;
/// Lowest ceiling considered, in the same unit.
inline constexpr double kLowestCeiling = 0.3;
inline constexpr double kSlowestRate = 1e-3;
inline constexpr double kFastestRate = 5.0;
/// The midpoint lies within so many lengths of the series before its start and after its end.
inline constexpr double kMidpointRoom = 5.0;
inline constexpr double kLeastBend = 0.1;
inline constexpr double kMostBend = 10.0;
inline constexpr double kLeastInnovation = 1e-7;
inline constexpr double kLeastImitation = 1e-4;
/// Residual sum of squares below this share of Σ y² is rounding.
inline constexpr double kRoundingShare = 1e-16;
inline constexpr int kVarianceRounds = 12;

using Vector4 = Eigen::Matrix<double, 4, 1>;

/// Observed values with their times; scaled so that the largest is about one.
struct Observations {
  std::vector<double> t;   ///< periods
  std::vector<double> y;   ///< ≥ 0
  std::vector<double> se;  ///< ≥ 0, empty when none is known
  [[nodiscard]] int count() const noexcept { return static_cast<int>(y.size()); }
  [[nodiscard]] double highest() const { return *std::max_element(y.begin(), y.end()); }
};

/// What a search sees: four coordinates, the unused ones fixed by equal bounds.
class CurveProblem {
 public:
  static constexpr int kParameters = 4;
  CurveProblem(Shape shape, const Observations& data)
      : shape_(shape), data_(data), root_(data.y.size(), 1.0) {}

  /// √ of the weights.
  [[nodiscard]] std::vector<double>& root_weights() noexcept { return root_; }
  [[nodiscard]] const std::vector<double>& root_weights() const noexcept { return root_; }
  [[nodiscard]] int parameters() const noexcept { return kParameters; }
  [[nodiscard]] int residuals() const noexcept { return data_.count(); }
  bool operator()(const double* x, double* residuals, double* jacobian) const {
    const auto n = static_cast<std::size_t>(data_.count());
    if (jacobian == nullptr) {
      for (std::size_t t = 0; t < n; ++t)
        residuals[t] = root_[t] * (curve(shape_, data_.t[t], x) - data_.y[t]);
      return true;
    }
    std::array<optim::Dual, 4> variables;
    for (int i = 0; i < kParameters; ++i) variables[static_cast<std::size_t>(i)] = optim::variable(x[i], i);
    for (std::size_t t = 0; t < n; ++t) {
      const optim::Dual value = curve(shape_, data_.t[t], variables.data());
      residuals[t] = root_[t] * (optim::value_of(value) - data_.y[t]);
      for (int i = 0; i < kParameters; ++i) {
        jacobian[static_cast<std::size_t>(i) * n + t] = root_[t] * optim::partial(value, i);
      }
    }
    return true;
  }

 private:
  Shape shape_;
  const Observations& data_;
  std::vector<double> root_;
};

struct Box {
  Vector4 lower = Vector4::Zero();
  Vector4 upper = Vector4::Zero();
};

/// Bounds of the coordinates. ceiling: known, or NaN; limit: the ceiling is not above it, or NaN. Scaled values.
[[nodiscard]] inline Box box_of(Shape shape, const Observations& data, double ceiling, double limit) {
  Box box;
  const double highest = data.highest();
  const double length = std::max(data.t.back() - data.t.front(), 1.0);
  box.lower[0] = std::log(std::isnan(ceiling) ? kLowestCeiling * highest : ceiling);
  box.upper[0] = std::log(!std::isnan(ceiling) ? ceiling
                          : std::isnan(limit)  ? kCeilingFactor * highest
                                               : limit);
  box.lower[0] = std::min(box.lower[0], box.upper[0]);
  box.lower[2] = std::log(kSlowestRate);
  box.upper[2] = std::log(kFastestRate);
  if (shape == Shape::kBass) {
    box.lower[1] = std::log(kLeastInnovation);
    box.upper[1] = 0.0;
    box.lower[2] = std::log(kLeastImitation);
  } else if (shape == Shape::kAsymptotic) {
    box.lower[1] = std::log(1e-6 * highest);
    box.upper[1] = std::log(highest);
  } else {
    box.lower[1] = data.t.front() - kMidpointRoom * length;
    box.upper[1] = data.t.back() + kMidpointRoom * length;
  }
  if (shape == Shape::kRichards) {
    box.lower[3] = std::log(kLeastBend);
    box.upper[3] = std::log(kMostBend);
  }
  return box;
}

/// Intercept and slope of the curve straightened at a trial ceiling.
[[nodiscard]] inline std::pair<double, double> straightened_line(Shape shape, const Observations& data,
                                                                 double ceiling) {
  double n = 0.0;
  double st = 0.0;
  double sz = 0.0;
  double stt = 0.0;
  double stz = 0.0;
  for (std::size_t k = 0; k < data.y.size(); ++k) {
    const double share = std::clamp(data.y[k] / ceiling, 0.005, 0.995);
    double z = std::log(share / (1.0 - share));
    if (shape == Shape::kGompertz) z = -std::log(-std::log(share));
    if (shape == Shape::kAsymptotic) z = -std::log(1.0 - share);
    n += 1.0;
    st += data.t[k];
    sz += z;
    stt += data.t[k] * data.t[k];
    stz += data.t[k] * z;
  }
  const double slope = (n * stz - st * sz) / (n * stt - st * st);
  return {(sz - slope * st) / n, slope};
}

[[nodiscard]] inline std::vector<Vector4> starts_of(Shape shape, const Observations& data, const Box& box) {
  std::vector<Vector4> out;
  const double highest = data.highest();
  for (const double factor : {1.03, 1.25, 2.0, 5.0}) {
    const double log_ceiling = std::clamp(std::log(factor * highest), box.lower[0], box.upper[0]);
    if (!out.empty() && log_ceiling == out.back()[0]) continue;
    if (shape == Shape::kBass) {
      for (const double p : {0.002, 0.02, 0.1}) {
        for (const double q : {0.15, 0.5}) out.emplace_back(log_ceiling, std::log(p), std::log(q), 0.0);
      }
      continue;
    }
    const auto [intercept, slope] = straightened_line(shape, data, std::exp(log_ceiling));
    const double rate = std::max(slope, 0.01);
    if (shape == Shape::kAsymptotic) {
      out.emplace_back(log_ceiling, std::log(std::max(data.y.front(), 0.01 * highest)), std::log(rate), 0.0);
      continue;
    }
    out.emplace_back(log_ceiling, -intercept / rate, std::log(rate), 0.0);
    if (shape == Shape::kRichards) {
      for (const double bend : {0.3, 3.0})
        out.emplace_back(log_ceiling, -intercept / rate, std::log(rate), std::log(bend));
    }
  }
  return out;
}

struct Estimate {
  Vector4 x = Vector4::Zero();
  double sum_of_squares = 0.0;  ///< weighted, of relative weights
  double variance = 0.0;        ///< σ² of a value about the curve
  double reference = 0.0;       ///< variance of a value of weight one
  int free = 0;                 ///< coordinates estimated
  bool known_variances = false;
  optim::BoundedLeastSquares<CurveProblem>::Result search;
};

[[nodiscard]] inline int free_coordinates(const Box& box) noexcept {
  int free = 0;
  for (int i = 0; i < 4; ++i) free += box.lower[i] < box.upper[i] ? 1 : 0;
  return free;
}

/// Sum of squares, weights and σ² at x; refit: improves x in turn with σ².
inline void settle(CurveProblem& problem, const Observations& data, const Box& box, Estimate& estimate,
                   bool refit) {
  const auto n = data.y.size();
  std::vector<double> residuals(n);
  const double degrees = std::max(static_cast<double>(data.count() - estimate.free), 1.0);
  double squares = 0.0;
  for (const double y : data.y) squares += y * y;
  const double least = kRoundingShare * squares;
  const auto weighted = [&] {
    (void)problem(estimate.x.data(), residuals.data(), nullptr);
    double sum = 0.0;
    for (const double r : residuals) sum += r * r;
    return std::max(sum, least);
  };
  if (data.se.empty()) {
    estimate.sum_of_squares = weighted();
    estimate.variance = estimate.reference = estimate.sum_of_squares / degrees;
    return;
  }
  for (int round = 0; round < (refit ? kVarianceRounds : 1); ++round) {
    std::fill(problem.root_weights().begin(), problem.root_weights().end(), 1.0);
    const double highest = weighted() / degrees;
    const auto excess = [&](double variance) {
      double sum = 0.0;
      for (std::size_t t = 0; t < n; ++t)
        sum += residuals[t] * residuals[t] / (variance + data.se[t] * data.se[t]);
      return sum - degrees;
    };
    const double floor = least / degrees;
    double low = floor;
    double high = highest;
    if (excess(low) > 0.0) {
      for (int k = 0; k < 100; ++k) {
        const double middle = 0.5 * (low + high);
        (excess(middle) > 0.0 ? low : high) = middle;
      }
    }
    const double before = estimate.variance;
    estimate.variance = low;
    double precision = 0.0;
    for (const double se : data.se) precision += 1.0 / (low + se * se);
    estimate.reference = static_cast<double>(n) / precision;
    for (std::size_t t = 0; t < n; ++t) {
      problem.root_weights()[t] = std::sqrt(estimate.reference / (low + data.se[t] * data.se[t]));
    }
    estimate.known_variances = low <= floor;
    if (refit) {
      optim::BoundedLeastSquares<CurveProblem> search(problem, box.lower, box.upper);
      estimate.search = search.run(estimate.x);
      estimate.x = estimate.search.x;
    }
    if (std::abs(low - before) <= 1e-10 * low) break;
  }
  estimate.sum_of_squares = weighted();
}

/// The best of all starts. The problem keeps the weights.
[[nodiscard]] inline Estimate estimate_curve(CurveProblem& problem, Shape shape, const Observations& data,
                                             const Box& box) {
  Estimate out;
  out.free = free_coordinates(box);
  optim::BoundedLeastSquares<CurveProblem> search(problem, box.lower, box.upper);
  out.search = search.solve(starts_of(shape, data, box));
  out.x = out.search.x;
  settle(problem, data, box, out, true);
  return out;
}

}  // namespace dubao::models::growth
