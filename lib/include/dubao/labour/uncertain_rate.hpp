// SPDX-License-Identifier: Apache-2.0
//
// UncertainRate: an assumption as value, low and high, turned into draws.
//
// What      Drop-out, participation, take-up of retirement, a scope share: numbers nobody measured well. The
//           register of assumptions holds a value with a low and a high; here they become a distribution.
// Formula   PERT (Malcolm, Roseboom, Clark and Fazar 1959; as a beta distribution with shape 4):
//             X = low + (high − low)·B,  B ~ Beta(1 + 4·(value − low)/(high − low),
//                                                 1 + 4·(high − value)/(high − low)),
//           with mean (low + 4·value + high)/6. Triangular: same bounds and mode, more weight near the bounds.
//           low and high are bounds: nothing outside them is ever drawn.
// Draws     One value a path, the same in every year of the path: an unknown constant, not yearly noise. The
//           stream is keyed by the seed and the NAME of the rate, and the distribution is inverted: two
//           scenarios that differ in `high` are compared on common random numbers, path by path.
// When not  When there is a series: forecast it. Rates with different names are independent: rates known to
//           move together should be given one name.
// Example   {value 0.10, low 0.05, high 0.20} by PERT has mean 0.108333; triangular {0, 0, 1} has median
//           0.292893.
#pragma once

#include <dubao/data/random.hpp>
#include <dubao/data/series.hpp>
#include <dubao/error.hpp>

#include <boost/math/distributions/beta.hpp>

#include <Eigen/Core>
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <string>
#include <string_view>

namespace dubao::labour {

namespace detail {

/// Computed in double throughout: ten times as fast as through long double, the same to 3e-16, and not dependent on how
/// wide a machine's long double is.
using Beta = boost::math::beta_distribution<
    double, boost::math::policies::policy<boost::math::policies::promote_double<false>>>;

}  // namespace detail

/// How value, low and high become a distribution.
enum class RateDistribution : std::uint8_t { kPert, kTriangular };

/// One assumption. low ≤ value ≤ high; all three equal means: taken as exact.
struct UncertainRate {
  double value = 0.0;  ///< most likely value (the mode)
  double low = 0.0;    ///< lower bound
  double high = 0.0;   ///< upper bound
  RateDistribution distribution = RateDistribution::kPert;

  [[nodiscard]] static constexpr UncertainRate exactly(double value) noexcept {
    return {value, value, value, RateDistribution::kPert};
  }
  [[nodiscard]] constexpr bool is_exact() const noexcept { return !(high > low); }

  /// Quantile function; p in (0, 1). Monotone in p, always inside [low, high].
  [[nodiscard]] double quantile(double p) const {
    if (is_exact()) return value;
    const double width = high - low;
    const double mode = (value - low) / width;
    double position = 0.0;
    if (distribution == RateDistribution::kTriangular) {
      position = p <= mode ? std::sqrt(p * mode) : 1.0 - std::sqrt((1.0 - p) * (1.0 - mode));
    } else {
      position = boost::math::quantile(detail::Beta(1.0 + 4.0 * mode, 5.0 - 4.0 * mode), p);
    }
    return std::min(high, std::max(low, low + width * position));
  }
};

/// Adds to `problems` what is wrong with a rate: not finite, low > value, value > high, or outside
/// [minimum, maximum]. id: the error id of the caller; argument: the name of the rate.
inline void check_rate(Problems& problems, const UncertainRate& rate, const std::string& id,
                       const std::string& argument, double minimum = 0.0, double maximum = 1.0) {
  const std::string given = "value " + std::to_string(rate.value) + ", low " + std::to_string(rate.low) +
                            ", high " + std::to_string(rate.high);
  const bool ordered = std::isfinite(rate.low) && std::isfinite(rate.high) && rate.low <= rate.value &&
                       rate.value <= rate.high;
  problems.add_if(!ordered, {id, argument, given + " are not in order", "give low ≤ value ≤ high", "", ""});
  problems.add_if(ordered && (rate.low < minimum || rate.high > maximum),
                  {id, argument, given + " leave the possible range",
                   "stay between " + std::to_string(minimum) + " and " + std::to_string(maximum), "", ""});
}

/// Draws one value a path. name: key of the stream, for instance "drop_out.1"; n ≥ 0 paths. Path d depends on
/// (seed, name, d) alone. O(n).
[[nodiscard]] inline Eigen::ArrayXd sample_rate(const UncertainRate& rate, std::string_view name, Index n,
                                                std::uint64_t seed) {
  if (rate.is_exact()) return Eigen::ArrayXd::Constant(n, rate.value);
  const std::uint64_t key = data::hash_key("labour.rate." + std::string(name));
  Eigen::ArrayXd out(n);
  for (Index d = 0; d < n; ++d) {
    data::RandomStream stream(seed, key, static_cast<std::uint64_t>(d));
    out(d) = rate.quantile(stream.uniform());
  }
  return out;
}

}  // namespace dubao::labour
