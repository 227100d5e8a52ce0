// SPDX-License-Identifier: Apache-2.0
//
// Where the search for ARMA coefficients begins.
//
// Formula   Hannan–Rissanen: residuals ê of a long autoregression (Burg), then least squares of w_t on w_{t−i} and
//           ê_{t−j} at the lags of the model (the products of seasonal lags are ignored).
// Candidates  that start, a few fixed points (no dependence; a root near 1; its opposite) and hints of the caller. All
//           are evaluated once; the search starts from the best few.
// Source    Hannan and Rissanen (1982); starts at ±0.9 as in TRAMO (Gómez and Maravall 1996).
#pragma once

#include <dubao/models/arima/problem.hpp>

#include <algorithm>
#include <cmath>
#include <vector>

namespace dubao::models::arima {

/// Largest partial autocorrelation a start may have.
inline constexpr double kLargestStart = 0.95;

namespace internal {

/// Residuals of an autoregression of order k by Burg's recursion; the first k are forward errors of lower orders.
inline std::vector<double> burg_residuals(const std::vector<double>& x, int k) {
  std::vector<double> forward = x;
  std::vector<double> backward = x;
  std::vector<double> out = x;
  const int n = static_cast<int>(x.size());
  for (int m = 1; m <= k && m < n - 1; ++m) {
    double product = 0.0;
    double power = 0.0;
    for (int t = m; t < n; ++t) {
      product += forward[detail::at(t)] * backward[detail::at(t - 1)];
      power += forward[detail::at(t)] * forward[detail::at(t)] +
               backward[detail::at(t - 1)] * backward[detail::at(t - 1)];
    }
    if (!(power > 0.0)) break;
    const double reflection = 2.0 * product / power;
    for (int t = n - 1; t >= m; --t) {
      const double f = forward[detail::at(t)];
      forward[detail::at(t)] = f - reflection * backward[detail::at(t - 1)];
      backward[detail::at(t)] = backward[detail::at(t - 1)] - reflection * f;
    }
    for (int t = m; t < n; ++t) out[detail::at(t)] = forward[detail::at(t)];
  }
  return out;
}

/// Partial autocorrelations of given coefficients, brought inside ±kLargestStart.
inline void clipped_partials(std::vector<double> phi, double sign, double* out) {
  for (double& c : phi) c *= sign;
  const int count = static_cast<int>(phi.size());
  for (int attempt = 0; attempt < 8; ++attempt) {
    if (to_partials(phi.data(), count, out)) break;
    // Roots are moved outward until the polynomial is stationary.
    double power = 1.0;
    for (double& c : phi) {
      power *= 0.85;
      c *= power;
    }
  }
  for (int i = 0; i < count; ++i) out[i] = std::clamp(sign * out[i], -kLargestStart, kLargestStart);
}

}  // namespace internal

/// Hannan–Rissanen estimate as search coordinates; empty when the series is too short for it.
[[nodiscard]] inline std::vector<double> hannan_rissanen(const ArimaOrder& order, const Design& design) {
  const int n = design.rows;
  // Regression effects off, by ordinary least squares.
  std::vector<double> w = design.w;
  if (design.count > 0) {
    optim::OrthogonalBasis basis;
    basis.reset(n, design.count);
    for (int j = 0; j < design.count; ++j) {
      std::copy(design.column(j), design.column(j) + n, basis.next());
      basis.push();
    }
    basis.project_off(w.data());
  }
  std::vector<int> ar_lags;
  std::vector<int> ma_lags;
  for (int i = 1; i <= order.p; ++i) ar_lags.push_back(i);
  for (int i = 1; i <= order.P; ++i) ar_lags.push_back(i * order.season_length);
  for (int i = 1; i <= order.q; ++i) ma_lags.push_back(i);
  for (int i = 1; i <= order.Q; ++i) ma_lags.push_back(i * order.season_length);
  const int longest = std::max(order.ar_degree(), order.ma_degree());
  const int count = order.arma();
  if (n - longest < count + 2) return {};
  const int reach = std::min(std::max(longest + 1, 4), n / 3);
  const std::vector<double> e = ma_lags.empty() ? w : internal::burg_residuals(w, reach);
  const int first = std::max(order.P * order.season_length, order.Q * order.season_length);
  const int from = std::max({first, order.p, order.q});
  optim::OrthogonalBasis basis;
  basis.reset(n - from, count);
  const auto push = [&](const std::vector<double>& x, int lag) {
    std::copy(x.begin() + from - lag, x.end() - lag, basis.next());
    basis.push();
  };
  for (int i = 0; i < order.p; ++i) push(w, ar_lags[detail::at(i)]);
  for (int i = 0; i < order.q; ++i) push(e, ma_lags[detail::at(i)]);
  for (int i = 0; i < order.P; ++i) push(w, ar_lags[detail::at(order.p + i)]);
  for (int i = 0; i < order.Q; ++i) push(e, ma_lags[detail::at(order.q + i)]);
  std::vector<double> y(w.begin() + from, w.end());
  std::vector<double> b(detail::at(count));
  basis.project_off(y.data(), b.data());
  std::vector<double> out(detail::at(count));
  int position = 0;
  const auto block = [&](int size, double sign) {
    const auto begin = b.begin() + position;
    internal::clipped_partials({begin, begin + size}, sign, out.data() + position);
    position += size;
  };
  block(order.p, 1.0);
  block(order.q, -1.0);
  block(order.P, 1.0);
  block(order.Q, -1.0);
  for (int i = 0; i < count; ++i) {
    double& x = out[detail::at(i)];
    if (!std::isfinite(x)) return {};
    if (is_angle(order, i)) x = std::asin(x);
  }
  return out;
}

/// Partial autocorrelations of a fixed candidate; those of further lags are small.
struct FixedStart {
  double ar1;
  double ar2;
  double ma1;
  double seasonal_ar1;
  double seasonal_ma1;
};

/// Fixed candidates: weak dependence; a differenced series that need not be (root near 1 in the moving average); a trend or
/// a level the differences do not catch (root near 1 in the autoregression, or two); mixed signs.
inline constexpr FixedStart kFixedStarts[] = {
    {0.1, 0.05, 0.1, 0.1, 0.1},     {0.1, 0.0, -0.9, 0.1, -0.9},   {0.9, -0.1, -0.4, 0.5, -0.6},
    {0.6, 0.2, 0.4, 0.3, -0.6},     {-0.6, 0.1, 0.4, 0.3, -0.6},   {0.1, -0.4, 0.7, -0.3, 0.3},
    {-0.4, -0.3, -0.5, 0.1, -0.6},  {0.5, -0.2, -0.97, 0.3, -0.9}, {-0.5, 0.1, 0.95, 0.3, 0.3},
    {0.99, -0.9, 0.2, 0.9, -0.3},   {0.999, -0.99, 0.1, 0.5, 0.1}, {0.999, 0.05, -0.1, 0.9, -0.6},
    {0.9999, -0.1, -0.8, 0.1, 0.1}, {0.8, 0.1, -0.999, 0.6, -0.9}, {0.4, 0.1, -0.62, 0.2, 0.95},
    {0.57, 0.1, -0.35, 0.3, 0.5},   {0.15, 0.0, -0.45, 0.1, 0.97},
};

/// A fixed candidate as coordinates.
[[nodiscard]] inline std::vector<double> fixed_start(const ArimaOrder& order, const FixedStart& start) {
  constexpr double kFurtherLags = 0.02;
  std::vector<double> out;
  const int sizes[] = {order.p, order.q, order.P, order.Q};
  const double first[] = {start.ar1, start.ma1, start.seasonal_ar1, start.seasonal_ma1};
  for (int kind = 0; kind < 4; ++kind) {
    for (int i = 0; i < sizes[kind]; ++i) {
      double x = kFurtherLags;
      if (i == 0) x = first[kind];
      if (i == 1 && kind == 0) x = start.ar2;
      out.push_back(kind % 2 == 0 ? std::asin(x) : x);
    }
  }
  return out;
}

}  // namespace dubao::models::arima
