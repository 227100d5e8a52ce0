// SPDX-License-Identifier: Apache-2.0
//
// Lag polynomials: partial autocorrelations, seasonal products, differences, roots.
//
// What      Any vector of partial autocorrelations in (−1, 1) is one stationary autoregression and the other way round;
//           so stationarity and invertibility become a box, and every step of a search stays inside.
// Formula   Durbin–Levinson: φ_kk = π_k,  φ_ki = φ_{k−1,i} − π_k φ_{k−1,k−i}.
//           Moving averages: θ_i = −φ_i(−π), so that θ_1 = π_1 for one lag; |π| = 1 puts a root on the unit circle.
// Example   from_partials({0.5, 0.2}, 2): φ = (0.4, 0.2)
// Source    Barndorff-Nielsen and Schou (1973); Monahan (1984).
#pragma once

#include <dubao/models/arima/order.hpp>
#include <dubao/models/detail/prepared.hpp>

#include <cmath>
#include <vector>

namespace dubao::models::arima {

/// Coefficients φ_1 … φ_k from k partial autocorrelations. `sign` −1 for moving averages: θ(π) = −φ(−π). In place on
/// `out` (k values); `work` holds k values.
template <typename T>
inline void from_partials(const T* partials, int count, double sign, T* out, T* work) {
  for (int k = 0; k < count; ++k) {
    const T pi = sign * partials[k];
    for (int i = 0; i < k; ++i) work[i] = out[i] - pi * out[k - 1 - i];
    for (int i = 0; i < k; ++i) out[i] = work[i];
    out[k] = pi;
  }
  if (sign < 0.0) {
    for (int i = 0; i < count; ++i) out[i] = -out[i];
  }
}

/// Partial autocorrelations of the autoregression φ (count values): the inverse of from_partials with sign 1. False
/// where φ is not stationary; `partials` is then filled down to the lag that fails.
[[nodiscard]] inline bool to_partials(const double* phi, int count, double* partials) {
  std::vector<double> a(phi, phi + count);
  std::vector<double> next(a.size());
  for (int k = count; k > 0; --k) {
    const double pi = a[detail::at(k - 1)];
    partials[k - 1] = pi;
    if (!(std::abs(pi) < 1.0)) return false;
    const double scale = 1.0 / (1.0 - pi * pi);
    for (int i = 0; i + 1 < k; ++i) {
      next[detail::at(i)] = (a[detail::at(i)] + pi * a[detail::at(k - 2 - i)]) * scale;
    }
    a.swap(next);
  }
  return true;
}

/// Whether every root of 1 − Σ c_i zⁱ has modulus above `modulus` ≥ 1. O(k²), no root is computed.
/// Source: Schur (1917), by the step-down recursion.
[[nodiscard]] inline bool has_roots_outside(const std::vector<double>& coefficients, double modulus) {
  std::vector<double> scaled = coefficients;
  double power = 1.0;
  for (double& c : scaled) {
    power *= modulus;
    c *= power;
  }
  while (!scaled.empty() && scaled.back() == 0.0) scaled.pop_back();
  std::vector<double> partials(scaled.size());
  return to_partials(scaled.data(), static_cast<int>(scaled.size()), partials.data());
}

/// Product with a seasonal polynomial, written to `out` (short_count + long_count · m values). `sign` −1 for
/// (1 − Σ a)(1 − Σ b), +1 for (1 + Σ a)(1 + Σ b).
template <typename T>
inline void expand(const T* a, int short_count, const T* b, int long_count, int m, double sign, T* out) {
  const int degree = short_count + long_count * m;
  for (int i = 0; i < degree; ++i) out[i] = T(0.0);
  for (int i = 0; i < short_count; ++i) out[i] = a[i];
  for (int j = 1; j <= long_count; ++j) {
    const T& seasonal = b[j - 1];
    out[j * m - 1] = out[j * m - 1] + seasonal;
    for (int i = 1; i <= short_count; ++i) {
      out[j * m + i - 1] = out[j * m + i - 1] + sign * (a[i - 1] * seasonal);
    }
  }
}

/// δ_1 … δ_lost of 1 − Σ δ_i Bⁱ = (1 − B)ᵈ (1 − Bᵐ)ᴰ.
[[nodiscard]] inline std::vector<double> difference_coefficients(const ArimaOrder& order) {
  std::vector<double> full{1.0};
  const auto times = [&full](int lag) {
    std::vector<double> next(full.size() + detail::at(lag), 0.0);
    for (std::size_t i = 0; i < full.size(); ++i) {
      next[i] += full[i];
      next[i + detail::at(lag)] -= full[i];
    }
    full.swap(next);
  };
  for (int i = 0; i < order.d; ++i) times(1);
  for (int i = 0; i < order.D; ++i) times(order.season_length);
  std::vector<double> out(full.begin() + 1, full.end());
  for (double& c : out) c = -c;
  return out;
}

/// Expanded polynomials of one model: φ(B)Φ(Bᵐ) and θ(B)Θ(Bᵐ), R's signs.
template <typename T>
struct Polynomials {
  std::vector<T> ar;
  std::vector<T> ma;
};

/// Makes polynomials from partial autocorrelations in the order ar, ma, seasonal ar, seasonal ma. Allocates once.
template <typename T>
class PolynomialMaker {
 public:
  explicit PolynomialMaker(const ArimaOrder& order) : order_(order) {
    out_.ar.resize(detail::at(order.ar_degree()));
    out_.ma.resize(detail::at(order.ma_degree()));
    for (std::vector<T>* part : {&coefficients_, &work_}) part->resize(detail::at(order.arma()));
  }
  /// partials: order.arma() values.
  const Polynomials<T>& operator()(const T* partials) {
    T* ar = coefficients_.data();
    T* ma = ar + order_.p;
    T* seasonal_ar = ma + order_.q;
    T* seasonal_ma = seasonal_ar + order_.P;
    from_partials(partials, order_.p, 1.0, ar, work_.data());
    from_partials(partials + order_.p, order_.q, -1.0, ma, work_.data());
    from_partials(partials + order_.p + order_.q, order_.P, 1.0, seasonal_ar, work_.data());
    from_partials(partials + order_.p + order_.q + order_.P, order_.Q, -1.0, seasonal_ma, work_.data());
    expand(ar, order_.p, seasonal_ar, order_.P, order_.season_length, -1.0, out_.ar.data());
    expand(ma, order_.q, seasonal_ma, order_.Q, order_.season_length, 1.0, out_.ma.data());
    return out_;
  }
  /// ar, ma, seasonal ar, seasonal ma of the last call, before expansion.
  [[nodiscard]] const std::vector<T>& coefficients() const noexcept { return coefficients_; }

 private:
  ArimaOrder order_;
  Polynomials<T> out_;
  std::vector<T> coefficients_;
  std::vector<T> work_;
};

}  // namespace dubao::models::arima
