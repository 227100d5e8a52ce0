// SPDX-License-Identifier: Apache-2.0
//
// ResampledPaths: what a fit offers beside its draws when its innovations can be resampled from its own residuals.
//
// When      Residuals are visibly skewed or heavy-tailed, and there are enough of them to show it.
// When not  Short series: a dozen residuals have no tails, so that 95 % intervals come out too narrow; and models with
//           several sources of noise (structural), whose residuals are none of them alone.
// Formula   innovation = σ* z*,  z* chosen with replacement from the standardised residuals (centred, variance 1); σ*,
//           parameters and states are drawn from the posterior exactly as in Fitted::draws
// Short     fewer than detail::kFewestResiduals residuals: innovations are normal, resampled() is 0.
// Example   AutoEts{}.fit(series): resampled_draws(*fit, 5, 2000, 1)
// Source    Efron (1979); for forecasts Hyndman, Koehler, Ord, Snyder (2008), section 6.5, who hold the parameters.
#pragma once

#include <dubao/models/model.hpp>

#include <cstdint>

namespace dubao::models {

class ResampledPaths {
 public:
  virtual ~ResampledPaths() = default;
  ResampledPaths(const ResampledPaths&) = delete;
  ResampledPaths& operator=(const ResampledPaths&) = delete;

  /// n sample paths with resampled innovations, otherwise as Fitted::draws. Throws InputError E-MOD-002 when horizon or n is
  /// below 1; ModelError E-MOD-010 when a fit inside this one cannot resample.
  [[nodiscard]] virtual data::Draws resampled_draws(Index horizon, Index n, std::uint64_t seed) const = 0;
  /// Number of residuals that are chosen from; 0: too few, innovations are normal. Throws ModelError E-MOD-010 as above.
  [[nodiscard]] virtual Index resampled() const = 0;

 protected:
  ResampledPaths() = default;
};

/// The fit as one that resamples. Throws ModelError E-MOD-010 when it does not; id: of the series, for the message.
[[nodiscard]] inline const ResampledPaths& resampling(const Fitted& fit, const std::string& id = {}) {
  const auto* found = dynamic_cast<const ResampledPaths*>(&fit);
  if (found == nullptr) {
    throw ModelError(
        "E-MOD-010", "intervals", fit.summary().name + " has no residuals that can be resampled",
        "use intervals calibrated, simulated or conformal; ETS, ARIMA, CES, Theta, the averages, naive and "
        "drift models and their ensembles can resample",
        id);
  }
  return *found;
}

/// resampling(fit).resampled_draws.
[[nodiscard]] inline data::Draws resampled_draws(const Fitted& fit, Index horizon, Index n,
                                                 std::uint64_t seed) {
  return resampling(fit).resampled_draws(horizon, n, seed);
}

}  // namespace dubao::models
