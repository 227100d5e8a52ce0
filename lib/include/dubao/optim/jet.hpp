// SPDX-License-Identifier: Apache-2.0
//
// Dual: a number with four partial derivatives.
//
// What      ceres::Jet<double, 4>: forward-mode automatic differentiation. A recursion written once, templated on
//           its scalar, gives values with double and derivatives with Dual.
// Why four  The smoothing parameters of every exponential-smoothing form are at most four; longer parameter
//           vectors are differentiated in blocks of four. One width keeps compile time in bounds.
// When not  Functions with many parameters and few outputs (reverse mode would be cheaper).
// Example   Dual x(3.0, 0);  (x * x).v[0] == 6
// Source    Griewank and Walther (2008), chapter 3. Ceres is included in optim/ alone.
#pragma once

#include <ceres/jet.h>

namespace dubao::optim {

inline constexpr int kDualWidth = 4;
using Dual = ceres::Jet<double, kDualWidth>;

/// The value without its derivatives.
[[nodiscard]] inline double value_of(double x) noexcept { return x; }
[[nodiscard]] inline double value_of(const Dual& x) noexcept { return x.a; }

/// Partial derivative i in 0 … 3.
[[nodiscard]] inline double partial(const Dual& x, int i) noexcept { return x.v[i]; }

/// A variable: value and position among the four.
[[nodiscard]] inline Dual variable(double value, int position) { return Dual(value, position); }

}  // namespace dubao::optim
