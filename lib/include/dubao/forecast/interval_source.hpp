// SPDX-License-Identifier: Apache-2.0
//
// IntervalSource: where the width of a forecast's intervals comes from. Whatever the source, an interval is a quantile of the
// draws, so that sums, dependence and probabilities agree with it.
//
// Calibrated  past errors of the same model on competition series and in the panel (calibration.hpp): the default
// Analytic    the model's closed-form forecast variance, errors normal, parameters known: as R prints intervals
//             (models/analytic_forecast.hpp); the draws are the normal quantiles in the ranks of the model's draws
// Simulated   the model's own draws: innovations normal, parameters uncertain
// Bootstrap   the same with innovations resampled from the fit's standardised residuals (models/resampled_paths.hpp)
// Conformal   past errors of the model on this very series, by horizon (split_conformal.hpp)
// Formula     analytic: path of rank r among n at horizon h → mean_h + z(p_r) √variance_h, p_r = r / (n − 1), at the two ends
//             ½ / (n − 1) from 0 and 1: quantiles of type 7 are then those of the normal distribution to four digits
// Example     mean 10, variance 4, three paths {7, 12, 9} → {10 + 2 z(¼), 10 + 2 z(¾), 10}
#pragma once

#include <dubao/data/random.hpp>
#include <dubao/evaluation/conformal.hpp>
#include <dubao/models/analytic_forecast.hpp>
#include <dubao/models/model.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

namespace dubao::forecast {

enum class IntervalSource : std::uint8_t { kCalibrated, kAnalytic, kSimulated, kBootstrap, kConformal };

inline constexpr std::array<std::pair<std::string_view, IntervalSource>, 5> kIntervalSources = {{
    {"calibrated", IntervalSource::kCalibrated},
    {"analytic", IntervalSource::kAnalytic},
    {"simulated", IntervalSource::kSimulated},
    {"bootstrap", IntervalSource::kBootstrap},
    {"conformal", IntervalSource::kConformal},
}};

/// The source of a name; empty when there is none of that name.
[[nodiscard]] constexpr std::optional<IntervalSource> interval_source(std::string_view name) noexcept {
  for (const auto& [word, source] : kIntervalSources) {
    if (word == name) return source;
  }
  return std::nullopt;
}

[[nodiscard]] constexpr std::string_view to_word(IntervalSource source) noexcept {
  for (const auto& [word, one] : kIntervalSources) {
    if (one == source) return word;
  }
  return {};
}

/// Draws with normal margins in the ranks of `draws` (formula above). mean, variance ≥ 0: one per horizon. O(n log n) a
/// horizon.
[[nodiscard]] inline data::Draws normal_draws(const data::Draws& draws, const std::vector<double>& mean,
                                              const std::vector<double>& variance) {
  const Index n = draws.size();
  std::vector<double> normal(static_cast<std::size_t>(n), 0.0);
  const auto last = static_cast<double>(std::max<Index>(n - 1, 1));
  for (Index r = 0; r < n && n > 1; ++r) {
    const double p = std::clamp(static_cast<double>(r) / last, 0.5 / last, 1.0 - 0.5 / last);
    normal[static_cast<std::size_t>(r)] = data::normal_quantile(p);
  }
  return evaluation::map_ranks(draws, [&](Index h, Index r) {
    const auto i = static_cast<std::size_t>(h);
    return mean[i] + std::sqrt(variance[i]) * normal[static_cast<std::size_t>(r)];
  });
}

/// Paths whose square is certainly a double above zero: larger or smaller ones have no variance to speak of.
inline constexpr double kLargestForVariance = 1e150;

/// Draws of a fit with its closed-form variance. raw: its own draws, one at least. Throws ModelError E-MOD-009 when it has no
/// formula, E-MOD-011 when the squared unit of the series is beyond the range of a double.
[[nodiscard]] inline data::Draws analytic_draws(const models::Fitted& fit, const data::Draws& raw) {
  const std::vector<double> variance = models::required_variance(fit, raw.horizon(), raw.id());
  const double largest = raw.paths().cwiseAbs().maxCoeff();
  if (largest > kLargestForVariance || (largest > 0.0 && largest < 1.0 / kLargestForVariance)) {
    throw ModelError(
        "E-MOD-011", "intervals",
        "the variance of values beyond 1e150 or below 1e-150 is not a number the computer can hold",
        "give the series in another unit, or use another source of intervals", raw.id());
  }
  return normal_draws(raw, fit.mean(raw.horizon()), variance);
}

}  // namespace dubao::forecast
