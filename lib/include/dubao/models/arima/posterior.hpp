// SPDX-License-Identifier: Apache-2.0
//
// ArmaPosterior: what the data leave open about ARMA coefficients, regression effects and variance.
//
// Formula   Prior: flat on partial autocorrelations in (−1, 1), on the effects, on missing values and on log σ. Then
//             p(π | y) ∝ S(π)^{−(n−k)/2} |V|^{−1/2} |X'V⁻¹X|^{−1/2},  σ² | π ~ S / χ²_{n−k},
//             b | π, σ ~ normal(b̂(π), σ² (X'V⁻¹X)⁻¹)
//           exactly, but for the points below: no quadratic approximation of the likelihood enters the paths.
// Points    A Halton sequence in the part of the box within kReach standard deviations of the optimum (curvature of the
//           least-squares problem, only to place the points), weighted by the density, and the optimum itself.
// Cost      some hundred evaluations of the filter, done when paths are asked for.
// Source    Monahan (1983), fully Bayesian analysis of ARMA models; Halton (1960).
#pragma once

#include <dubao/models/arima/estimate.hpp>
#include <dubao/models/detail/weighted_choice.hpp>
#include <dubao/models/ets/posterior.hpp>
#include <dubao/optim/halton.hpp>
#include <dubao/optim/projection.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>
#include <vector>

namespace dubao::models::arima {

/// Points for one coordinate; each further coordinate adds as many, up to kMostPoints.
inline constexpr int kPointsPerCoordinate = 40;
inline constexpr int kMostPoints = 240;
/// Coordinates that are drawn, the first ones; those beyond stay at the optimum.
inline constexpr int kMostDrawnCoordinates = 6;

/// What a path needs from one point of the parameter space.
struct Node {
  std::vector<double> ar;            ///< expanded, as in Polynomials
  std::vector<double> coefficients;  ///< of all columns
  std::vector<double> future_theta;  ///< θ_{n+h,k}, `band` a row
  std::vector<double> future_root;   ///< √v_{n+h}
  std::vector<double> tails;         ///< e_{n−k} of every column and of w, `band` each
  optim::OrthogonalBasis basis;
  double sum_of_squares = 0.0;
  double log_density = 0.0;
  int band = 0;
};

/// Rows beyond the data in which the factor may still change: after them a path goes on with the last row.
[[nodiscard]] inline int future_rows(const ArimaOrder& order, const Design& design) noexcept {
  const int p = order.ar_degree();
  const int q = order.ma_degree();
  return std::max(0, p - design.rows) + 2 * q + 1;
}

/// Evaluates partial autocorrelations and keeps what a path needs. False where they cannot be evaluated.
[[nodiscard]] inline bool make_node(const ArimaOrder& order, const Design& design,
                                    const std::vector<double>& partials, Whitened& whitened, Node& out) {
  PolynomialMaker<double> maker(order);
  const Polynomials<double>& polynomials = maker(partials.data());
  if (!whitened.evaluate(polynomials)) return false;
  out.ar = polynomials.ar;
  out.coefficients = whitened.coefficients();
  out.basis = whitened.basis();
  out.sum_of_squares = whitened.sum_of_squares();
  const auto& factor = whitened.factor();
  const int q = order.ma_degree();
  out.band = std::max(q, order.ar_degree() - 1);
  const int extra = factor.rows() - design.rows;
  out.future_theta.assign(detail::at(extra) * detail::at(out.band), 0.0);
  for (int h = 0; h < extra; ++h) {
    const int t = design.rows + h;
    for (int k = 1; k <= factor.width(t); ++k) {
      out.future_theta[detail::at(h) * detail::at(out.band) + detail::at(k - 1)] = factor.coefficient(t, k);
    }
    out.future_root.push_back(std::sqrt(factor.variance(t)));
  }
  out.tails.assign(detail::at(design.count + 1) * detail::at(out.band), 0.0);
  for (int j = 0; j <= design.count; ++j) {
    for (int k = 1; k <= std::min(out.band, design.rows); ++k) {
      out.tails[detail::at(j) * detail::at(out.band) + detail::at(k - 1)] = whitened.tail(j, k);
    }
  }
  const double n = whitened.used();
  const double k = design.count - design.missing;
  const double floored = std::max(out.sum_of_squares, n * ets::kExactFit * ets::kExactFit);
  out.log_density = -0.5 * (n - k) * std::log(floored) - 0.5 * whitened.log_determinant() -
                    0.5 * out.basis.log_determinant();
  return std::isfinite(out.log_density);
}

class ArmaPosterior {
 public:
  /// centre: partial autocorrelations of the estimate. design must outlive the object.
  ArmaPosterior(const ArimaOrder& order, const Design& design, const std::vector<double>& centre) {
    Whitened whitened;
    whitened.reset(order, design, future_rows(order, design));
    for (const std::vector<double>& partials : points(order, design, centre)) {
      Node node;
      if (!make_node(order, design, partials, whitened, node)) continue;
      nodes_.push_back(std::move(node));
    }
    choice_ = detail::choose_by_density(nodes_);
  }

  [[nodiscard]] bool is_empty() const noexcept { return nodes_.empty(); }
  /// The point at a position in (0, 1) of the weights.
  [[nodiscard]] const Node& at(double position) const noexcept { return nodes_[choice_.at(position)]; }

 private:
  [[nodiscard]] static std::vector<std::vector<double>> points(const ArimaOrder& order, const Design& design,
                                                               const std::vector<double>& centre) {
    std::vector<std::vector<double>> out{centre};
    const int used = std::min<int>(order.arma(), kMostDrawnCoordinates);
    if (used == 0) return out;
    const std::vector<double> deviation = deviations(order, design, centre);
    const double edge = std::sqrt(1.0 - kLeastCosine * kLeastCosine);
    const int count = std::min(kPointsPerCoordinate * used, kMostPoints);
    for (int k = 1; k <= count; ++k) {
      std::vector<double> point = centre;
      for (int i = 0; i < used; ++i) {
        const double bound = is_angle(order, i) ? edge : 1.0;
        const double low = std::max(-bound, centre[detail::at(i)] - ets::kReach * deviation[detail::at(i)]);
        const double high = std::min(bound, centre[detail::at(i)] + ets::kReach * deviation[detail::at(i)]);
        point[detail::at(i)] = low + optim::halton(k, detail::at(i)) * (high - low);
      }
      out.push_back(std::move(point));
    }
    return out;
  }

  // Standard deviations of the partial autocorrelations by the curvature of the residuals. Never below what n values
  // can tell of an autocorrelation at the edge, where the curvature misleads.
  [[nodiscard]] static std::vector<double> deviations(const ArimaOrder& order, const Design& design,
                                                      const std::vector<double>& centre) {
    const int count = order.arma();
    const int rows = design.rows;
    std::vector<double> out(detail::at(count), 2.0);
    ArmaProblem<Eigen::Dynamic> problem(order, design);
    std::vector<double> u = centre;
    for (int i = 0; i < count; ++i) {
      if (is_angle(order, i)) u[detail::at(i)] = std::asin(centre[detail::at(i)]);
    }
    std::vector<double> residuals(detail::at(rows));
    std::vector<double> jacobian(detail::at(rows) * detail::at(count));
    if (!problem(u.data(), residuals.data(), jacobian.data())) return out;
    double squares = 0.0;
    for (const double r : residuals) squares += r * r;
    const double room = std::max(1, problem.plain().used() - count - (design.count - design.missing));
    const double sigma = std::sqrt(squares / room);
    for (int i = 0; i < count; ++i) {
      const double length = optim::squared_length_off_others(jacobian, rows, count, i);
      if (!(length > 0.0)) continue;
      const double slope = is_angle(order, i) ? std::cos(u[detail::at(i)]) : 1.0;
      const double least = 1.0 / std::sqrt(static_cast<double>(rows));
      out[detail::at(i)] =
          std::max(slope * sigma / std::sqrt(length),
                   least * std::sqrt(std::max(0.0, 1.0 - centre[detail::at(i)] * centre[detail::at(i)])) +
                       0.25 * least);
    }
    return out;
  }

  std::vector<Node> nodes_;
  detail::WeightedChoice choice_;
};

}  // namespace dubao::models::arima
