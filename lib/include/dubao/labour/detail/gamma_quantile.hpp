// SPDX-License-Identifier: Apache-2.0
//
// Quantile of the gamma distribution: draws by inversion, so that a path changes smoothly with its parameters.
#pragma once

#include <dubao/data/random.hpp>

#include <boost/math/special_functions/gamma.hpp>

#include <cmath>

namespace dubao::labour::detail {

/// Shape from which the gamma quantile is taken from the normal one (Wilson and Hilferty 1931: relative error 2e−9
/// there), where the exact inversion no longer ends.
inline constexpr double kLargeShape = 1e6;

/// Quantile of Gamma(shape) with scale 1; shape > 0, p in (0, 1).
[[nodiscard]] inline double gamma_quantile(double shape, double p) {
  using Policy = boost::math::policies::policy<boost::math::policies::promote_double<false>>;
  if (shape <= kLargeShape) return boost::math::gamma_p_inv(shape, p, Policy());
  const double third = 1.0 - 1.0 / (9.0 * shape) + data::normal_quantile(p) / (3.0 * std::sqrt(shape));
  return shape * third * third * third;
}

}  // namespace dubao::labour::detail
