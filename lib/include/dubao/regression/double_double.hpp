// SPDX-License-Identifier: Apache-2.0
//
// DoubleDouble: numbers of some 31 digits as the unevaluated sum of two doubles.
//
// When      Least squares of nearly dependent columns, where double keeps half of its digits or fewer (orthogonal.hpp).
// When not  Anything well-conditioned: each operation costs ten to twenty of double.
// How       Error-free transformations: a sum and its rounding error (Knuth), a product and its rounding error (one fused
//           multiply-add). Relative error of an operation about 2⁻¹⁰⁴. Not finite in, not meaningful out.
// Needs     Rounding to nearest, no -ffast-math.
// Example   DoubleDouble(1e16) + DoubleDouble(1.0) − DoubleDouble(1e16) == 1; in double it is 0
// Source    Dekker (1971); Hida, Li and Bailey (2001), Algorithms for Quad-Double Precision Floating Point Arithmetic.
#pragma once

#include <cmath>

namespace dubao::regression {

struct DoubleDouble {
  double high = 0.0;
  double low = 0.0;  ///< at most half a unit in the last place of high

  constexpr DoubleDouble() = default;
  constexpr DoubleDouble(double value) : high(value) {}  // NOLINT: a double is one of these
  constexpr DoubleDouble(double h, double l) : high(h), low(l) {}

  /// a + b without error.
  [[nodiscard]] static DoubleDouble sum(double a, double b) noexcept {
    const double s = a + b;
    const double t = s - a;
    return {s, (a - (s - t)) + (b - t)};
  }
  /// a + b without error, |a| ≥ |b|.
  [[nodiscard]] static DoubleDouble ordered_sum(double a, double b) noexcept {
    const double s = a + b;
    return {s, b - (s - a)};
  }
  /// a · b without error (unless it underflows).
  [[nodiscard]] static DoubleDouble product(double a, double b) noexcept {
    const double p = a * b;
    return {p, std::fma(a, b, -p)};
  }
  /// The nearest double.
  [[nodiscard]] constexpr explicit operator double() const noexcept { return high; }

  [[nodiscard]] friend DoubleDouble operator-(const DoubleDouble& a) noexcept { return {-a.high, -a.low}; }
  [[nodiscard]] friend DoubleDouble operator+(const DoubleDouble& a, const DoubleDouble& b) noexcept {
    DoubleDouble s = sum(a.high, b.high);
    const DoubleDouble t = sum(a.low, b.low);
    s = ordered_sum(s.high, s.low + t.high);
    return ordered_sum(s.high, s.low + t.low);
  }
  [[nodiscard]] friend DoubleDouble operator-(const DoubleDouble& a, const DoubleDouble& b) noexcept {
    return a + (-b);
  }
  [[nodiscard]] friend DoubleDouble operator*(const DoubleDouble& a, const DoubleDouble& b) noexcept {
    const DoubleDouble p = product(a.high, b.high);
    return ordered_sum(p.high, p.low + (a.high * b.low + a.low * b.high));
  }
  [[nodiscard]] friend DoubleDouble operator/(const DoubleDouble& a, const DoubleDouble& b) noexcept {
    const double first = a.high / b.high;
    DoubleDouble rest = a - b * first;
    const double second = rest.high / b.high;
    rest = rest - b * second;
    const DoubleDouble quotient = ordered_sum(first, second);
    return quotient + DoubleDouble(rest.high / b.high);
  }
  DoubleDouble& operator+=(const DoubleDouble& b) noexcept { return *this = *this + b; }
  DoubleDouble& operator-=(const DoubleDouble& b) noexcept { return *this = *this - b; }
  DoubleDouble& operator*=(const DoubleDouble& b) noexcept { return *this = *this * b; }
};

/// √a, a ≥ 0.
[[nodiscard]] inline DoubleDouble sqrt(const DoubleDouble& a) noexcept {
  if (!(a.high > 0.0)) return {};
  const double inverse = 1.0 / std::sqrt(a.high);
  const double root = a.high * inverse;
  const DoubleDouble rest = a - DoubleDouble::product(root, root);
  return DoubleDouble::sum(root, rest.high * (inverse * 0.5));
}

}  // namespace dubao::regression
