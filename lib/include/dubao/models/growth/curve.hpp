// SPDX-License-Identifier: Apache-2.0
//
// Growth curves: five shapes that rise to a ceiling.
//
// Formula   t in periods, K ceiling, r rate > 0, m midpoint (inflection)
//           logistic      K / (1 + e^{−r(t−m)})                          symmetric: inflection at K/2
//           Gompertz      K exp(−e^{−r(t−m)})                            early: inflection at K/e
//           Richards      K (1 + ν e^{−r(t−m)})^{−1/ν}                   inflection at K (1+ν)^{−1/ν}; ν = 1 logistic, ν → 0 Gompertz
//           Bass          K (1 − e^{−(p+q)s}) / (1 + (q/p) e^{−(p+q)s})   s = t + 1: the first period is the first of the sales;
//                         p innovation, q imitation
//           asymptotic    K − (K − y₀) e^{−rt}                           no inflection: growth slows from the start
// Coordinates  in which a search runs: (log K, m, log r), with log ν as a fourth; Bass (log K, log p, log q); asymptotic
//           (log K, log y₀, log r). The scalar is double or optim::Dual.
// Example   logistic, K = 80, r = 0.5, m = 4: 40 at t = 4, 70.46 at t = 8
// Source    Verhulst (1838); Winsor (1932); Richards (1959), in the parameters of Tjørve and Tjørve (2010); Bass (1969);
//           Mitscherlich (1909).
#pragma once

#include <dubao/optim/jet.hpp>

#include <array>
#include <cmath>
#include <cstdint>
#include <limits>
#include <string_view>

namespace dubao::models::growth {

enum class Shape : std::uint8_t { kLogistic, kGompertz, kRichards, kBass, kAsymptotic };

[[nodiscard]] constexpr std::string_view to_string(Shape shape) noexcept {
  switch (shape) {
    case Shape::kLogistic:
      return "logistic";
    case Shape::kGompertz:
      return "gompertz";
    case Shape::kRichards:
      return "richards";
    case Shape::kBass:
      return "bass";
    case Shape::kAsymptotic:
      break;
  }
  return "asymptotic";
}

/// Coordinates of a shape, the ceiling's among them.
[[nodiscard]] constexpr int coordinates(Shape shape) noexcept { return shape == Shape::kRichards ? 4 : 3; }

/// Names of the parameters, in the order of the coordinates.
[[nodiscard]] constexpr std::array<std::string_view, 4> parameter_names(Shape shape) noexcept {
  switch (shape) {
    case Shape::kBass:
      return {"ceiling", "innovation", "imitation", ""};
    case Shape::kAsymptotic:
      return {"ceiling", "start", "rate", ""};
    default:
      return {"ceiling", "midpoint", "rate", "shape"};
  }
}

/// Whether coordinate i is the logarithm of its parameter; only the midpoint is not.
[[nodiscard]] constexpr bool is_logarithm(Shape shape, int i) noexcept {
  return i != 1 || shape == Shape::kBass || shape == Shape::kAsymptotic;
}

/// Beyond these the exponentials are 0 or 1 to the last digit, and their derivatives would be 0 · ∞.
inline constexpr double kFarBelow = -500.0;
inline constexpr double kGompertzZero = -6.0;

/// Value of the curve at t. \param x coordinates; unused ones are not read.
template <typename T>
[[nodiscard]] T curve(Shape shape, double t, const T* x) {
  using std::exp;
  using std::log;
  const T ceiling = exp(x[0]);
  switch (shape) {
    case Shape::kLogistic: {
      const T z = exp(x[2]) * (t - x[1]);
      if (optim::value_of(z) >= 0.0) return ceiling / (1.0 + exp(-z));
      if (optim::value_of(z) < kFarBelow) return T(0.0);
      const T e = exp(z);
      return ceiling * e / (1.0 + e);
    }
    case Shape::kGompertz: {
      const T z = exp(x[2]) * (t - x[1]);
      if (optim::value_of(z) < kGompertzZero) return T(0.0);
      return ceiling * exp(-exp(-z));
    }
    case Shape::kRichards: {
      const T z = exp(x[2]) * (t - x[1]);
      const T bend = exp(x[3]);
      if (optim::value_of(z) < kFarBelow) return T(0.0);
      return ceiling * exp(-log(1.0 + bend * exp(-z)) / bend);
    }
    case Shape::kBass: {
      const T p = exp(x[1]);
      const T q = exp(x[2]);
      const T e = exp(-(p + q) * (t + 1.0));
      return ceiling * (1.0 - e) / (1.0 + q / p * e);
    }
    case Shape::kAsymptotic:
      break;
  }
  return ceiling - (ceiling - exp(x[1])) * exp(-exp(x[2]) * t);
}

/// Time of the inflection, in periods; NaN for the asymptotic curve, which has none.
[[nodiscard]] inline double inflection(Shape shape, const double* x) noexcept {
  if (shape == Shape::kAsymptotic) return std::numeric_limits<double>::quiet_NaN();
  if (shape != Shape::kBass) return x[1];
  return (x[2] - x[1]) / (std::exp(x[1]) + std::exp(x[2])) - 1.0;
}

}  // namespace dubao::models::growth
