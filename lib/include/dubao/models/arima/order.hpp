// SPDX-License-Identifier: Apache-2.0
//
// ArimaOrder: which ARIMA model, and its name as R prints it.
//
// Formula   φ(B) Φ(Bᵐ) (1 − B)ᵈ (1 − Bᵐ)ᴰ (y_t − x_t b) = θ(B) Θ(Bᵐ) ε_t,  ε_t ~ normal(0, σ²)
//           φ(B) = 1 − φ_1 B − … − φ_p Bᵖ,  θ(B) = 1 + θ_1 B + … + θ_q B^q: the signs of R's arima.
// Example   ArimaOrder order; order.p = 1; order.d = 1; order.drift = true;
//           order.name() == "ARIMA(1,1,0) with drift"
// Source    Box, Jenkins, Reinsel (2008), chapter 9.
#pragma once

#include <dubao/models/detail/text.hpp>

#include <string>

namespace dubao::models {

/// Longest season and highest order that are served; far above anything annual to weekly data carry.
inline constexpr int kLongestArimaSeason = 366;
inline constexpr int kHighestArimaOrder = 24;

struct ArimaOrder {
  int p = 0;              ///< autoregressive
  int d = 0;              ///< differences
  int q = 0;              ///< moving average
  int P = 0;              ///< seasonal autoregressive
  int D = 0;              ///< seasonal differences
  int Q = 0;              ///< seasonal moving average
  int season_length = 1;  ///< m; 1: no season
  bool mean = false;      ///< a constant level (meaningful without differences)
  bool drift = false;     ///< a straight line (meaningful with one difference at most)

  [[nodiscard]] int arma() const noexcept { return p + q + P + Q; }
  /// Values that differencing takes from the start of the series.
  [[nodiscard]] int lost() const noexcept { return d + D * season_length; }
  /// Degrees of the expanded polynomials.
  [[nodiscard]] int ar_degree() const noexcept { return p + P * season_length; }
  [[nodiscard]] int ma_degree() const noexcept { return q + Q * season_length; }
  [[nodiscard]] bool has_season() const noexcept { return P + D + Q > 0; }
  [[nodiscard]] int constants() const noexcept { return (mean ? 1 : 0) + (drift ? 1 : 0); }
  friend bool operator==(const ArimaOrder& a, const ArimaOrder& b) noexcept = default;

  /// "ARIMA(1,1,1)(0,1,1)[4] with drift".
  [[nodiscard]] std::string name() const {
    const auto triple = [](int a, int b, int c) {
      return detail::concatenate(
          {"(", std::to_string(a), ",", std::to_string(b), ",", std::to_string(c), ")"});
    };
    std::string out = detail::concatenate({"ARIMA", triple(p, d, q)});
    if (has_season()) {
      out += detail::concatenate({triple(P, D, Q), "[", std::to_string(season_length), "]"});
    }
    if (drift) {
      out += " with drift";
    } else if (d + D == 0) {
      out += mean ? " with non-zero mean" : " with zero mean";
    }
    return out;
  }
};

}  // namespace dubao::models
