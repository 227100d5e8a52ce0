// SPDX-License-Identifier: Apache-2.0
//
// Factorization: the exact innovations of a stationary ARMA process, as a banded triangular factor of its covariance.
//
// What      The first p values stand as they are, later ones are W_t = x_t − Σ φ_i x_{t−i}. The covariance of these is
//           banded (q lags), so its factor is cheap, and the same factor serves every column of a regression.
// Formula   W_t = e_t + Σ_k θ_{t,k} e_{t−k},  var e_t = σ² v_t:
//             c_{t,k} = κ(t, t−k) − Σ_{j>k} c_{t,j} θ_{t−k,j−k},  θ_{t,k} = c_{t,k} / v_{t−k},
//             v_t = κ(t, t) − Σ_k c_{t,k} θ_{t,k}
//           κ: autocovariances γ among the first p; Σ_{j≥k} θ_j ψ_{j−k} across; Σ_j θ_j θ_{j+k} after.
// Steady    When θ_{t,k} has reached θ_k (kSteady) the rest of the factor is constant and nothing more is computed.
// Cost      O(n q²) until steady, O(n (p + q)) a column, O(p² + p q) for the autocovariances; nothing is allocated
//           after resize().
// Example   MA(1), θ = 0.5: v_1 = 1.25, θ_{2,1} = 0.5 / 1.25 = 0.4, v_2 = 1.25 − 0.4 · 0.5 = 1.05
// Source    Ansley (1979) for the transformation; Brockwell and Davis (1991), sections 5.2, 5.3 and 8.7 for the
//           innovations algorithm; autocovariances by the step-down recursion (Durbin 1960).
#pragma once

#include <dubao/models/arima/polynomial.hpp>
#include <dubao/models/ets/recursion.hpp>
#include <dubao/optim/jet.hpp>

#include <algorithm>
#include <cmath>
#include <vector>

namespace dubao::models::arima {

/// Largest difference between θ_{t,k} and θ_k that counts as steady.
inline constexpr double kSteady = 1e-15;

template <typename T>
class Factorization {
 public:
  /// rows ≥ 1; p, q: degrees of the expanded polynomials.
  void resize(int rows, int p, int q) {
    rows_ = rows;
    p_ = p;
    q_ = q;
    stride_ = std::max({p - 1, q, 1});
    theta_.resize(detail::at(rows) * detail::at(stride_));
    v_.resize(detail::at(rows));
    root_.resize(detail::at(rows));
    c_.resize(detail::at(stride_) + 1);
    orders_.resize(detail::at(p) * detail::at(p + 1) / 2);
    base_.resize(detail::at(p + q + 1));
    gamma_.resize(detail::at(p + 1));
    psi_.resize(detail::at(q + 1));
    cross_.resize(detail::at(q + 1));
    after_.resize(detail::at(q + 1));
    innovations_.resize(detail::at(rows));
  }

  /// False when the autoregression is not stationary or a variance is not positive.
  [[nodiscard]] bool factor(const Polynomials<T>& polynomials) {
    polynomials_ = polynomials;  // sizes stay: no allocation
    if (p_ > 0 && !set_start()) return false;
    set_band();
    ets::LogSum<T> logarithms;
    steady_ = rows_;
    int converged = 0;
    for (int t = 0; t < rows_; ++t) {
      if (!set_row(t)) return false;
      const double v = optim::value_of(v_[detail::at(t)]);
      if (!(v > 0.0) || !std::isfinite(v)) return false;
      logarithms.add(v_[detail::at(t)]);
      using std::sqrt;
      root_[detail::at(t)] = 1.0 / sqrt(v_[detail::at(t)]);
      converged = t >= p_ + q_ && is_steady(t) ? converged + 1 : 0;
      if (converged > q_) {
        steady_ = t + 1;
        break;
      }
    }
    log_determinant_ = logarithms.total();
    return true;
  }

  /// Standardised innovations e_t / √v_t of a column of `rows` values. out: rows values; innovations() keeps e_t.
  template <typename U>
  void filter(const double* x, U* out) {
    const std::vector<T>& ar = polynomials_.ar;
    const std::vector<T>& ma = polynomials_.ma;
    T* e = innovations_.data();
    for (int t = 0; t < rows_; ++t) {
      T value = T(x[t]);
      if (t >= p_) {
        for (int i = 1; i <= p_; ++i) value -= ar[detail::at(i - 1)] * x[t - i];
      }
      if (t < steady_) {
        const T* row = theta_.data() + offset(t);
        const int band = width(t);
        for (int k = 1; k <= band; ++k) value -= row[k - 1] * e[t - k];
        e[t] = value;
        out[t] = value * root_[detail::at(t)];
      } else {
        for (int k = 1; k <= q_; ++k) value -= ma[detail::at(k - 1)] * e[t - k];
        e[t] = value;
        out[t] = value;
      }
    }
  }

  /// Σ log v_t.
  [[nodiscard]] const T& log_determinant() const noexcept { return log_determinant_; }
  /// e_t of the last filter(), not standardised.
  [[nodiscard]] const std::vector<T>& innovations() const noexcept { return innovations_; }
  /// v_t; 1 once steady.
  [[nodiscard]] T variance(int t) const noexcept { return t < steady_ ? v_[detail::at(t)] : T(1.0); }
  /// θ_{t,k} for 1 ≤ k ≤ width(t).
  [[nodiscard]] T coefficient(int t, int k) const noexcept {
    return t < steady_ ? theta_[offset(t) + detail::at(k - 1)] : polynomials_.ma[detail::at(k - 1)];
  }
  /// Earlier innovations that row t uses.
  [[nodiscard]] int width(int t) const noexcept { return t < p_ ? t : std::min(q_, t); }
  [[nodiscard]] int rows() const noexcept { return rows_; }

 private:
  [[nodiscard]] std::size_t offset(int t) const noexcept { return detail::at(t) * detail::at(stride_); }
  // Coefficients of the autoregression of order k (1 … p): k values.
  [[nodiscard]] T* order(int k) noexcept { return orders_.data() + detail::at(k) * detail::at(k - 1) / 2; }

  // Autocovariances of the first p values.
  [[nodiscard]] bool set_start() {
    const std::vector<T>& ar = polynomials_.ar;
    const std::vector<T>& ma = polynomials_.ma;
    std::copy(ar.begin(), ar.end(), order(p_));
    T share = T(1.0);
    for (int k = p_; k > 0; --k) {
      const T* from = order(k);
      const T pi = from[k - 1];
      const T rest = (1.0 - pi) * (1.0 + pi);
      if (!(optim::value_of(rest) > 0.0)) return false;
      share *= rest;
      if (k == 1) break;
      T* to = order(k - 1);
      const T scale = 1.0 / rest;
      for (int i = 0; i + 1 < k; ++i) to[i] = (from[i] + pi * from[k - 2 - i]) * scale;
    }
    // Autoregression alone …
    base_[0] = 1.0 / share;
    for (int k = 1; k < p_ + q_; ++k) {
      const int own = std::min(k, p_);
      const T* phi = order(own);
      T sum = phi[0] * base_[detail::at(k - 1)];
      for (int i = 2; i <= own; ++i) sum += phi[i - 1] * base_[detail::at(k - i)];
      base_[detail::at(k)] = sum;
    }
    set_after();
    // … seen through the moving average.
    for (int k = 0; k < p_; ++k) {
      T sum = after_[0] * base_[detail::at(k)];
      for (int l = 1; l <= q_; ++l) {
        sum += after_[detail::at(l)] * (base_[detail::at(std::abs(k - l))] + base_[detail::at(k + l)]);
      }
      gamma_[detail::at(k)] = sum;
    }
    psi_[0] = T(1.0);
    for (int j = 1; j < q_; ++j) {
      T sum = ma[detail::at(j - 1)];
      for (int i = 1; i <= std::min(j, p_); ++i) sum += ar[detail::at(i - 1)] * psi_[detail::at(j - i)];
      psi_[detail::at(j)] = sum;
    }
    for (int k = 1; k <= q_; ++k) {
      T sum = ma[detail::at(k - 1)];
      for (int j = k + 1; j <= q_; ++j) sum += ma[detail::at(j - 1)] * psi_[detail::at(j - k)];
      cross_[detail::at(k)] = sum;
    }
    return true;
  }
  void set_band() {
    if (p_ == 0) set_after();
  }
  // Autocovariances of the moving average.
  void set_after() {
    const std::vector<T>& ma = polynomials_.ma;
    for (int k = 0; k <= q_; ++k) {
      T sum = k == 0 ? T(1.0) : ma[detail::at(k - 1)];
      for (int j = 1; j + k <= q_; ++j) sum += ma[detail::at(j - 1)] * ma[detail::at(j + k - 1)];
      after_[detail::at(k)] = sum;
    }
  }
  // κ(t, t − k).
  [[nodiscard]] const T& covariance(int t, int k) const noexcept {
    if (t < p_) return gamma_[detail::at(k)];
    return t - k < p_ ? cross_[detail::at(k)] : after_[detail::at(k)];
  }
  [[nodiscard]] bool set_row(int t) {
    const int band = width(t);
    T* row = theta_.data() + offset(t);
    T v = t < p_ ? gamma_[0] : after_[0];
    for (int k = band; k >= 1; --k) {
      const int s = t - k;
      const T* earlier = theta_.data() + offset(s);
      const int reach = std::min(band, k + width(s));
      T c = covariance(t, k);
      for (int j = k + 1; j <= reach; ++j) c -= c_[detail::at(j)] * earlier[j - k - 1];
      c_[detail::at(k)] = c;
      row[k - 1] = c / v_[detail::at(s)];
      v -= c * row[k - 1];
    }
    v_[detail::at(t)] = v;
    return true;
  }
  [[nodiscard]] bool is_steady(int t) const noexcept {
    const T* row = theta_.data() + offset(t);
    for (int k = 0; k < q_; ++k) {
      if (std::abs(optim::value_of(row[k]) - optim::value_of(polynomials_.ma[detail::at(k)])) > kSteady) {
        return false;
      }
    }
    return true;
  }

  Polynomials<T> polynomials_;
  int rows_ = 0;
  int p_ = 0;
  int q_ = 0;
  int stride_ = 1;
  int steady_ = 0;
  T log_determinant_{};
  std::vector<T> theta_;
  std::vector<T> v_;
  std::vector<T> root_;
  std::vector<T> c_;
  std::vector<T> orders_;
  std::vector<T> base_;
  std::vector<T> gamma_;
  std::vector<T> psi_;
  std::vector<T> cross_;
  std::vector<T> after_;
  std::vector<T> innovations_;
};

}  // namespace dubao::models::arima
