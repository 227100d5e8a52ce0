// SPDX-License-Identifier: Apache-2.0
//
// Why a search stopped, and how good the point is.
//
// Certificate  At a minimum of Σ r² over a box the gradient of every free parameter is zero and that of a
//              parameter on its bound points outward (Karush–Kuhn–Tucker). We report the largest violation as a
//              cosine, |J_i · r| / (‖J_i‖ ‖r‖), which has no unit: 0 is perfect, 1 is steepest descent untouched.
#pragma once

#include <cstdint>
#include <string_view>

namespace dubao::optim {

enum class Convergence : std::uint8_t {
  kOptimal,         ///< Karush–Kuhn–Tucker conditions hold within tolerance
  kNoProgress,      ///< no step lowers the sum of squares any more; the certificate says how near
  kZeroResidual,    ///< the data are fitted exactly
  kIterationLimit,  ///< stopped by the limit
  kNotFinite,       ///< the objective is not finite at the start: no search
};

[[nodiscard]] constexpr std::string_view to_string(Convergence reason) noexcept {
  switch (reason) {
    case Convergence::kOptimal:
      return "optimal";
    case Convergence::kNoProgress:
      return "no further progress";
    case Convergence::kZeroResidual:
      return "exact fit";
    case Convergence::kIterationLimit:
      return "iteration limit";
    case Convergence::kNotFinite:
      break;
  }
  return "objective not finite";
}

}  // namespace dubao::optim
