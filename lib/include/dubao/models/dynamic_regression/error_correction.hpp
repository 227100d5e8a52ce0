// SPDX-License-Identifier: Apache-2.0
//
// The error-correction form of an ARDL model: the same regression, read as adjustment to a long run.
//
// Formula   Δy_t = c + δ t + α y_{t−1} + Σ_j π_j x_{j,t−1} + Σ_{i<p} ψ_i Δy_{t−i} + Σ_j Σ_{k<q_j} ω_{jk} Δx_{j,t−k} + ε_t
//           α = Σφ − 1 (speed of adjustment), π_j = Σ_k β_{jk}, ψ_i = −Σ_{m>i} φ_m, ω_{j0} = β_{j0}, ω_{jk} = −Σ_{m>k} β_{jm};
//           with q_j = 0 the level is x_{j,t} and there is no difference. Long run: θ_j = −π_j / α.
// Standard errors are those of the linear combinations: exactly what least squares on the form itself gives.
// Example   φ = (0.5, 0.2): α = −0.3 and ψ_1 = −0.2
// Source    Pesaran, Shin and Smith (2001), Journal of Applied Econometrics 16, 289–326.
#pragma once

#include <dubao/models/dynamic_regression/ardl_regression.hpp>

#include <string>
#include <utility>
#include <vector>

namespace dubao::models {

/// One coefficient of the error-correction form.
struct ErrorCorrectionTerm {
  std::string name;  ///< "intercept", "trend", "shift1", "y.lag1" (α), "gdp.lag1" (π), "d(y).lag1", "d(gdp)"
  double value = 0.0;
  double error = 0.0;  ///< standard error
};

namespace dynamic_regression {

/// The coefficients of the error-correction form from those of the levels; p ≥ 1. O(columns²) each.
[[nodiscard]] inline std::vector<ErrorCorrectionTerm> error_correction(const ArdlOrder& order,
                                                                       const ArdlData& data,
                                                                       const Eigen::VectorXd& params,
                                                                       const Eigen::MatrixXd& covariance) {
  const ArdlColumns columns = columns_of(order, data);
  const std::vector<std::string> names = column_names(order, data);
  std::vector<ErrorCorrectionTerm> out;
  const auto add = [&](std::string name, const Eigen::VectorXd& weights, double constant = 0.0) {
    const Derived found = linear_combination(weights, params, covariance);
    out.push_back({std::move(name), found.value + constant, found.error});
  };
  // Minus the sum of the columns after `lag` in a block that starts at `first` with lag 0 and ends with lag `last`.
  const auto later = [&](Eigen::Index first, int lag, int last) {
    Eigen::VectorXd weights = Eigen::VectorXd::Zero(params.size());
    for (int m = lag + 1; m <= last; ++m) weights[first + m] = -1.0;
    return weights;
  };
  for (Eigen::Index j = 0; j < columns.first_own; ++j) {
    add(names[static_cast<std::size_t>(j)], Eigen::VectorXd::Unit(params.size(), j));
  }
  add("y.lag1", columns.own_lags, -1.0);
  for (std::size_t j = 0; j < order.q.size(); ++j) {
    add(order.q[j] > 0 ? detail::concatenate({data.names[j], ".lag1"}) : data.names[j], columns.drivers[j]);
  }
  for (int i = 1; i < order.p; ++i) {
    add(detail::concatenate({"d(y).lag", std::to_string(i)}), later(columns.first_own - 1, i, order.p));
  }
  for (std::size_t j = 0; j < order.q.size(); ++j) {
    if (order.q[j] == 0) continue;
    add(detail::concatenate({"d(", data.names[j], ")"}),
        Eigen::VectorXd::Unit(params.size(), columns.immediate[j]));
    for (int k = 1; k < order.q[j]; ++k) {
      add(detail::concatenate({"d(", data.names[j], ").lag", std::to_string(k)}),
          later(columns.immediate[j], k, order.q[j]));
    }
  }
  return out;
}

}  // namespace dynamic_regression

}  // namespace dubao::models
