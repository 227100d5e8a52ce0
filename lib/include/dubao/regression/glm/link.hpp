// SPDX-License-Identifier: Apache-2.0
//
// Link functions of generalised linear models: g(μ) = η, with what iteratively reweighted least squares needs of g⁻¹.
//
// Formula   log                     μ = exp(η)
//           logit                   μ = 1 / (1 + exp(−η))
//           probit                  μ = Φ(η)
//           complementary log-log   μ = 1 − exp(−exp(η))
//           inverse                 μ = 1 / η, η > 0
// Tails     For links to (0, 1), 1 − μ is computed on its own, not by subtraction, so that a row fitted at 1 − 1e−20 still has
//           a deviance. Beyond kLargestLogit and its like η is held: the row is fitted exactly there in double precision.
// Example   inverse_link(Link::kLogit, 0): mean 0.5, rest 0.5, derivative 0.25
// Source    McCullagh and Nelder (1989), Generalized Linear Models, sections 2.2 and 4.3.
#pragma once

#include <boost/math/distributions/normal.hpp>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <string_view>

namespace dubao::regression {

enum class Link : std::uint8_t { kLog, kLogit, kProbit, kComplementaryLogLog, kInverse };

[[nodiscard]] constexpr std::string_view to_string(Link link) noexcept {
  switch (link) {
    case Link::kLog:
      return "log";
    case Link::kLogit:
      return "logit";
    case Link::kProbit:
      return "probit";
    case Link::kComplementaryLogLog:
      return "cloglog";
    case Link::kInverse:
      break;
  }
  return "inverse";
}

/// Largest |η| at which exp(−|η|), Φ(−|η|) and exp(−exp(η)) are still normal numbers.
inline constexpr double kLargestLogit = 700.0;
inline constexpr double kLargestProbit = 37.0;
inline constexpr double kLargestCloglog = 6.5;

/// μ = g⁻¹(η) and dμ/dη.
struct LinkedMean {
  double mean;        ///< μ
  double rest;        ///< 1 − μ without cancellation; NaN for links that do not lead to (0, 1)
  double derivative;  ///< dμ/dη
};

/// g⁻¹ at one η. \param eta any finite number; for the inverse link the mean is +∞ unless η > 0. Cost: one exponential.
template <Link link>
[[nodiscard]] inline LinkedMean inverse_link(double eta) {
  constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
  if constexpr (link == Link::kLog) {
    const double mean = std::exp(eta);
    return {mean, kNone, mean};
  } else if constexpr (link == Link::kLogit) {
    const double held = std::clamp(eta, -kLargestLogit, kLargestLogit);
    const double odds = std::exp(-std::abs(held));
    const double larger = 1.0 / (1.0 + odds);
    const double smaller = odds * larger;
    return {held >= 0.0 ? larger : smaller, held >= 0.0 ? smaller : larger, larger * smaller};
  } else if constexpr (link == Link::kProbit) {
    constexpr double kRootHalf = 0.70710678118654752;
    constexpr double kDensityAtZero = 0.39894228040143268;
    const double held = std::clamp(eta, -kLargestProbit, kLargestProbit);
    return {0.5 * std::erfc(-held * kRootHalf), 0.5 * std::erfc(held * kRootHalf),
            kDensityAtZero * std::exp(-0.5 * held * held)};
  } else if constexpr (link == Link::kComplementaryLogLog) {
    const double held = std::clamp(eta, -kLargestLogit, kLargestCloglog);
    const double hazard = std::exp(held);
    const double rest = std::exp(-hazard);
    return {-std::expm1(-hazard), rest, hazard * rest};
  } else {
    if (!(eta > 0.0)) return {std::numeric_limits<double>::infinity(), kNone, kNone};
    const double mean = 1.0 / eta;
    return {mean, kNone, -mean * mean};
  }
}

[[nodiscard]] inline LinkedMean inverse_link(Link link, double eta) {
  switch (link) {
    case Link::kLog:
      return inverse_link<Link::kLog>(eta);
    case Link::kLogit:
      return inverse_link<Link::kLogit>(eta);
    case Link::kProbit:
      return inverse_link<Link::kProbit>(eta);
    case Link::kComplementaryLogLog:
      return inverse_link<Link::kComplementaryLogLog>(eta);
    case Link::kInverse:
      break;
  }
  return inverse_link<Link::kInverse>(eta);
}

/// η = g(μ). \param mean inside the range of the link: (0, 1) or (0, ∞).
[[nodiscard]] inline double apply_link(Link link, double mean) {
  switch (link) {
    case Link::kLog:
      return std::log(mean);
    case Link::kLogit:
      return std::log(mean) - std::log1p(-mean);
    case Link::kProbit:
      return boost::math::quantile(boost::math::normal(), mean);
    case Link::kComplementaryLogLog:
      return std::log(-std::log1p(-mean));
    case Link::kInverse:
      break;
  }
  return 1.0 / mean;
}

}  // namespace dubao::regression
