// SPDX-License-Identifier: Apache-2.0
//
// Maximum-likelihood estimate of one ARIMA model.
//
// Likelihood  −2 log L = n log(2π S / n) + n + Σ log v_t + log |M'V⁻¹M|: R's arima(method = "ML"), n its n.used.
// Starts    see starts.hpp; the best kBestStarts of the candidates are searched. Where the best end has a moving-average
//           root on the unit circle, the search is repeated from inside (kRetreat): the likelihood is stationary there
//           whether it is a maximum or not.
// Exact fit   S is not allowed below n · kExactFit², as for exponential smoothing.
#pragma once

#include <dubao/models/arima/starts.hpp>
#include <dubao/models/ets/estimate.hpp>
#include <dubao/optim/bounded_least_squares.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <utility>
#include <vector>

namespace dubao::models::arima {

/// Candidates that are searched.
inline constexpr std::size_t kBestStarts = 4;
/// Least distance between two starts (largest difference of a coordinate).
inline constexpr double kApart = 0.25;
/// From where a search that ended on the unit circle is repeated.
inline constexpr double kRetreat = 0.9;
inline constexpr double kTwoPi = 6.283185307179586477;

struct Estimate {
  ArimaOrder order;
  std::vector<double> u;                                                      ///< search coordinates
  double minus_two_log_likelihood = std::numeric_limits<double>::infinity();  ///< of the working values
  int used = 0;                                                               ///< observations that count
  int parameters = 0;  ///< coefficients: ARMA and regression, without the variance
  optim::Convergence reason = optim::Convergence::kNotFinite;
  double certificate = 1.0;
  int starts = 0;
  int agreed = 0;

  [[nodiscard]] bool is_usable() const noexcept { return std::isfinite(minus_two_log_likelihood); }
  /// Second-order Akaike criterion; infinite when used ≤ parameters + 2.
  [[nodiscard]] double aicc() const noexcept {
    const double k = parameters + 1.0;
    const double room = used - k - 1.0;
    if (!(room > 0.0)) return std::numeric_limits<double>::infinity();
    return minus_two_log_likelihood + 2.0 * k + 2.0 * k * (k + 1.0) / room;
  }
};

/// −2 log L with R's constants.
[[nodiscard]] inline double deviance(double sum_of_squares, double log_scale, double log_diffuse, int used) {
  const double n = used;
  const double floored = std::max(sum_of_squares, n * ets::kExactFit * ets::kExactFit);
  return n * std::log(kTwoPi * floored / n) + n + log_scale - 2.0 * log_diffuse;
}

/// Partial autocorrelations of search coordinates.
[[nodiscard]] inline std::vector<double> partials_of(const ArimaOrder& order, const std::vector<double>& u) {
  std::vector<double> out = u;
  for (int i = 0; i < order.arma(); ++i) {
    if (is_angle(order, i)) out[detail::at(i)] = std::sin(u[detail::at(i)]);
  }
  return out;
}

/// AICc above the target at which a rough optimum is not refined: more than refinement ever gains.
inline constexpr double kClearlyWorse = 1.0;

/// Options of one estimation.
struct SearchOptions {
  std::size_t best_starts = kBestStarts;
  /// A coarse end whose AICc is this much above `target` is not refined (the choice of a model needs no more digits).
  double target = std::numeric_limits<double>::infinity();
};

namespace internal {

/// AICc of a scaled sum of squares, n log S and the constants of the likelihood; indicators counted as independent.
[[nodiscard]] inline double rough_aicc(Estimate out, const Design& design, double scaled_squares) {
  out.used = design.used();
  out.minus_two_log_likelihood = deviance(scaled_squares, 0.0, design.log_diffuse, out.used);
  return out.aicc();
}

template <int Width>
inline void search(const Design& design, const std::vector<std::vector<double>>& candidates,
                   const SearchOptions& options, Estimate& out) {
  using Problem = ArmaProblem<Width>;
  using Solver = optim::BoundedLeastSquares<Problem>;
  using Vector = typename Solver::Vector;
  Problem problem(out.order, design);
  const int size = problem.parameters();
  const int count = out.order.arma();
  Vector lower = Vector::Zero(size);
  Vector upper = Vector::Zero(size);
  for (int i = 0; i < count; ++i) {
    upper[i] = coordinate_bound(out.order, i);
    lower[i] = -upper[i];
  }
  const auto vector_of = [&](const std::vector<double>& u) {
    Vector x = Vector::Zero(size);
    for (int i = 0; i < count; ++i) x[i] = u[detail::at(i)];
    return x;
  };
  std::vector<double> residuals(detail::at(design.rows));
  std::vector<std::pair<double, std::size_t>> ranked;
  for (std::size_t c = 0; c < candidates.size(); ++c) {
    const Vector x = vector_of(candidates[c]).cwiseMax(lower).cwiseMin(upper);
    if (!problem(x.data(), residuals.data(), nullptr)) continue;
    double squares = 0.0;
    for (const double r : residuals) squares += r * r;
    if (std::isfinite(squares)) ranked.emplace_back(squares, c);
  }
  if (ranked.empty()) return;
  std::sort(ranked.begin(), ranked.end());
  std::vector<Vector> points;
  for (const auto& [squares, c] : ranked) {
    const Vector x = vector_of(candidates[c]).cwiseMax(lower).cwiseMin(upper);
    const bool is_new = std::all_of(points.begin(), points.end(), [&x](const Vector& other) {
      return (x - other).cwiseAbs().maxCoeff() > kApart;
    });
    if (is_new) points.push_back(x);
    if (points.size() == options.best_starts) break;
  }
  Solver solver(problem, lower, upper);
  using Result = typename Solver::Result;
  std::vector<Result> ends;
  const Result* lead = nullptr;
  ends.reserve(points.size());
  for (const Vector& point : points) ends.push_back(solver.approach(point));
  for (const Result& end : ends) {
    if (std::isfinite(end.sum_of_squares) && (lead == nullptr || end.sum_of_squares < lead->sum_of_squares))
      lead = &end;
  }
  if (lead == nullptr) return;
  Result best = *lead;
  const double rough = rough_aicc(out, design, best.sum_of_squares);
  if (rough < options.target + kClearlyWorse) {
    best = solver.run(best.x);
    const auto challenge = [&](const Vector& start) {
      const Result again = solver.run(start);
      if (again.sum_of_squares < best.sum_of_squares) best = again;
    };
    // The order of the rough ends may change in the refinement.
    for (const Result& end : ends) {
      if (end.sum_of_squares > lead->sum_of_squares * (1.0 + optim::kRefineShare) || &end == lead) continue;
      if ((end.x - best.x).cwiseAbs().maxCoeff() < optim::kSamePoint) continue;
      challenge(end.x);
    }
    Vector inside = best.x;
    for (int i = 0; i < count; ++i) {
      if (!is_angle(out.order, i) && std::abs(best.x[i]) >= 1.0) inside[i] *= kRetreat;
    }
    if (inside != best.x) challenge(inside);
  }
  best.starts = static_cast<int>(ends.size());
  best.agreed = 0;
  for (const Result& end : ends) {
    if (end.sum_of_squares <= best.sum_of_squares * (1.0 + optim::kRefineShare)) ++best.agreed;
  }
  out.reason = best.reason;
  out.certificate = best.certificate;
  out.starts = best.starts;
  out.agreed = best.agreed;
  if (!problem(best.x.data(), residuals.data(), nullptr)) return;
  out.u.assign(best.x.data(), best.x.data() + count);
  const Whitened& plain = problem.plain();
  out.used = plain.used();
  out.minus_two_log_likelihood =
      deviance(plain.sum_of_squares(), plain.log_scale(), design.log_diffuse, plain.used());
}

}  // namespace internal

/// Estimates one model. hints: further starts (search coordinates of this order). design must be that of the order.
[[nodiscard]] inline Estimate estimate(const ArimaOrder& order, const Design& design,
                                       std::vector<std::vector<double>> hints = {},
                                       const SearchOptions& options = {}) {
  Estimate out;
  out.order = order;
  out.parameters = order.arma() + design.count - design.missing;
  if (design.rows < 1) return out;
  if (order.arma() == 0) {
    Whitened plain;
    plain.reset(order, design);
    PolynomialMaker<double> maker(order);
    if (!plain.evaluate(maker(nullptr))) return out;
    out.used = plain.used();
    out.minus_two_log_likelihood =
        deviance(plain.sum_of_squares(), plain.log_scale(), design.log_diffuse, plain.used());
    out.reason = optim::Convergence::kOptimal;
    out.certificate = 0.0;
    out.starts = out.agreed = 1;
    return out;
  }
  std::vector<std::vector<double>> candidates = std::move(hints);
  std::vector<double> regression = hannan_rissanen(order, design);
  if (!regression.empty()) candidates.push_back(std::move(regression));
  for (const auto& fixed : kFixedStarts) candidates.push_back(fixed_start(order, fixed));
  if (order.arma() <= 4) {
    internal::search<4>(design, candidates, options, out);
  } else if (order.arma() <= 8) {
    internal::search<8>(design, candidates, options, out);
  } else {
    internal::search<Eigen::Dynamic>(design, candidates, options, out);
  }
  return out;
}

}  // namespace dubao::models::arima
