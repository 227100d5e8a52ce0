// SPDX-License-Identifier: Apache-2.0
//
// Beta-binomial counts: how often a term stands in n postings when its share wobbles from month to month.
//
// What      Logarithm of the probability of c of n, without the binomial coefficient (it cancels in every ratio of two models of the
//           same counts), and its first two derivatives in the logit of the mean share.
// When      Counts of postings that mention a term. Postings of a month are not independent (one employer writes ten alike): the
//           concentration κ says by how much; κ = ∞ is the binomial.
// When not  Counts that can exceed n (mentions instead of postings that mention).
// Formula   α = pκ, β = (1−p)κ:  ln Γ(c+α)/Γ(α) + ln Γ(n−c+β)/Γ(β) − ln Γ(n+κ)/Γ(κ);  variance n p(1−p)(κ+n)/(κ+1).
// Example   c = 1 of n = 2 with p = ½, κ = 2 is uniform on {0, 1, 2} up to the coefficient 2: e^value = 1/6.
// Source    Skellam (1948), "A probability distribution derived from the binomial distribution by regarding the probability of success
//           as variable between the sets of trials".
#pragma once

#include <boost/math/policies/policy.hpp>
#include <boost/math/special_functions/digamma.hpp>
#include <boost/math/special_functions/gamma.hpp>
#include <boost/math/special_functions/trigamma.hpp>

#include <cmath>
#include <limits>

namespace dubao::labour::emergence {

/// The binomial: no wobble of the share.
inline constexpr double kNoWobble = std::numeric_limits<double>::infinity();

/// Value and derivatives in the logit of the share.
struct ShareLikelihood {
  double value = 0.0;
  double slope = 0.0;
  double curvature = 0.0;  ///< second derivative: negative near the maximum
};

namespace detail {

/// Double precision throughout: the likelihoods are compared to 10⁻⁹, and long doubles take four times as long.
using DoubleOnly = boost::math::policies::policy<boost::math::policies::promote_double<false>>;

/// Below this many steps a sum is shorter than two gamma functions, and exact.
inline constexpr double kFewSteps = 16.0;

/// ln Γ(x + m) − ln Γ(x), x > 0, m ≥ 0 whole.
[[nodiscard]] inline double log_gamma_step(double x, double m) {
  if (m <= kFewSteps) {
    double product = 1.0;
    for (int j = 0; j < static_cast<int>(m); ++j) product *= x + j;
    if (product > 0.0 && std::isfinite(product)) return std::log(product);
  }
  return boost::math::lgamma(x + m, DoubleOnly()) - boost::math::lgamma(x, DoubleOnly());
}

[[nodiscard]] inline double digamma_step(double x, double m) {
  if (m > kFewSteps) return boost::math::digamma(x + m, DoubleOnly()) - boost::math::digamma(x, DoubleOnly());
  double sum = 0.0;
  for (int j = 0; j < static_cast<int>(m); ++j) sum += 1.0 / (x + j);
  return sum;
}

[[nodiscard]] inline double trigamma_step(double x, double m) {
  if (m > kFewSteps)
    return boost::math::trigamma(x + m, DoubleOnly()) - boost::math::trigamma(x, DoubleOnly());
  double sum = 0.0;
  for (int j = 0; j < static_cast<int>(m); ++j) sum -= 1.0 / ((x + j) * (x + j));
  return sum;
}

}  // namespace detail

/// Log-probability of count of postings without the coefficient. 0 ≤ count ≤ postings, whole; share in (0, 1); concentration > 0, or
/// kNoWobble. Not checked: the callers check their data once. O(1).
[[nodiscard]] inline double share_log_likelihood(double count, double postings, double share,
                                                 double concentration) {
  if (std::isinf(concentration)) {
    return count * std::log(share) + (postings - count) * std::log1p(-share);
  }
  const double alpha = share * concentration;
  const double beta = (1.0 - share) * concentration;
  return detail::log_gamma_step(alpha, count) + detail::log_gamma_step(beta, postings - count) -
         detail::log_gamma_step(concentration, postings);
}

/// The same with derivatives in ln(share/(1 − share)).
[[nodiscard]] inline ShareLikelihood share_likelihood(double count, double postings, double share,
                                                      double concentration) {
  const double spread = share * (1.0 - share);
  ShareLikelihood out;
  out.value = share_log_likelihood(count, postings, share, concentration);
  if (std::isinf(concentration)) {
    out.slope = count - postings * share;
    out.curvature = -postings * spread;
    return out;
  }
  const double alpha = share * concentration;
  const double beta = (1.0 - share) * concentration;
  const double first =
      concentration * (detail::digamma_step(alpha, count) - detail::digamma_step(beta, postings - count));
  const double second = concentration * concentration *
                        (detail::trigamma_step(alpha, count) + detail::trigamma_step(beta, postings - count));
  out.slope = first * spread;
  out.curvature = second * spread * spread + first * spread * (1.0 - 2.0 * share);
  return out;
}

}  // namespace dubao::labour::emergence
