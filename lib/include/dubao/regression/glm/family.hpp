// SPDX-License-Identifier: Apache-2.0
//
// Families of generalised linear models: variance, deviance and log-likelihood of one observation.
//
// Formula   family               V(μ)           deviance of one observation
//           Poisson              μ              2 (y log(y/μ) − y + μ)
//           negative binomial    μ + μ²/θ       2 (y log(y/μ) − (y + θ) log((y + θ)/(μ + θ)))
//           binomial (share)     μ (1 − μ)      2 (y log(y/μ) + (1 − y) log((1 − y)/(1 − μ)))
//           gamma                μ²             2 (y/μ − 1 − log(y/μ))
//           0 log 0 = 0; a weight multiplies the deviance. The weight of a binomial share is its number of trials.
// Example   Poisson, y = 0, μ = 2: deviance 4;   y = μ: deviance 0
// Source    McCullagh and Nelder (1989), section 2.3; Venables and Ripley (2002), section 7.4 (negative binomial).
#pragma once

#include <dubao/data/series.hpp>
#include <dubao/regression/glm/link.hpp>

#include <boost/math/special_functions/gamma.hpp>

#include <cmath>
#include <cstdint>
#include <string_view>

namespace dubao::regression {

enum class Family : std::uint8_t { kPoisson, kNegativeBinomial, kBinomial, kGamma };

[[nodiscard]] constexpr std::string_view to_string(Family family) noexcept {
  switch (family) {
    case Family::kPoisson:
      return "Poisson";
    case Family::kNegativeBinomial:
      return "NegativeBinomial";
    case Family::kBinomial:
      return "Binomial";
    case Family::kGamma:
      break;
  }
  return "Gamma";
}

/// Which conditional distribution, and how its mean depends on Xβ.
struct GlmModel {
  Family family = Family::kPoisson;
  Link link = Link::kLog;
  double theta = 1.0;  ///< of the negative binomial: variance μ + μ²/θ
  /// Steps by the observed information where it is positive but not the expected one (log link of the negative binomial and
  /// of gamma): Newton's method, which settles where Fisher scoring circles around outliers.
  bool observed = false;
};

namespace detail {

/// a log(a/b), 0 for a = 0.
[[nodiscard]] inline double entropy_term(double a, double b) { return a > 0.0 ? a * std::log(a / b) : 0.0; }

}  // namespace detail

/// Variance of the response at mean μ for dispersion 1.
template <Family family>
[[nodiscard]] inline double variance_function(const LinkedMean& m, double theta) {
  if constexpr (family == Family::kPoisson) return m.mean;
  if constexpr (family == Family::kNegativeBinomial) return m.mean + m.mean * m.mean / theta;
  if constexpr (family == Family::kBinomial) return m.mean * m.rest;
  if constexpr (family == Family::kGamma) return m.mean * m.mean;
}

/// Deviance of one observation of weight 1.
template <Family family>
[[nodiscard]] inline double unit_deviance(double y, const LinkedMean& m, double theta) {
  using detail::entropy_term;
  double half = 0.0;
  if constexpr (family == Family::kPoisson) half = entropy_term(y, m.mean) - (y - m.mean);
  if constexpr (family == Family::kNegativeBinomial)
    half = entropy_term(y, m.mean) - (y + theta) * std::log1p((y - m.mean) / (m.mean + theta));
  if constexpr (family == Family::kBinomial) half = entropy_term(y, m.mean) + entropy_term(1.0 - y, m.rest);
  if constexpr (family == Family::kGamma) half = (y - m.mean) / m.mean - std::log(y / m.mean);
  // At y = μ rounding may leave less than nothing; what is not a number stays so.
  return half < 0.0 ? 0.0 : 2.0 * half;
}

/// Mean at which iteratively reweighted least squares starts: the observation itself, moved off the edge of its range.
[[nodiscard]] inline double starting_mean(Family family, double y, double weight) {
  switch (family) {
    case Family::kPoisson:
      return y + 0.1;
    case Family::kNegativeBinomial:
      return y > 0.0 ? y : 1.0 / 6.0;
    case Family::kBinomial:
      return (weight * y + 0.5) / (weight + 1.0);
    case Family::kGamma:
      break;
  }
  return y;
}

/// log Γ(θ + y) − log Γ(θ) − y log θ = Σ_{0<k<y} log(1 + k/θ), without cancellation for large θ.
/// \param y whole number ≥ 0; \param theta > 0.
[[nodiscard]] inline double log_rising(double y, double theta) {
  constexpr double kSummed = 64.0;
  // From here on Stirling's series with three terms is exact in double precision.
  constexpr double kStirling = 200.0;
  if (y <= kSummed) {
    double sum = 0.0;
    for (int k = 1; k < y; ++k) sum += std::log1p(k / theta);
    return sum;
  }
  if (theta < kStirling) {
    return boost::math::lgamma(theta + y) - boost::math::lgamma(theta) - y * std::log(theta);
  }
  const auto rest = [](double z) {
    const double square = 1.0 / (z * z);
    return (1.0 / 12.0 - square * (1.0 / 360.0 - square / 1260.0)) / z;
  };
  return (theta + y - 0.5) * std::log1p(y / theta) - y + (rest(theta + y) - rest(theta));
}

/// Log-likelihood of one observation, all constants included.
/// \param weight  frequency of a Poisson, negative binomial or gamma observation; trials of a binomial share
/// \param dispersion of the gamma: 1/shape; not used by the others
[[nodiscard]] inline double log_density(const GlmModel& model, double y, double weight, const LinkedMean& m,
                                        double dispersion) {
  using boost::math::lgamma;
  const auto times_log = [](double a, double b) { return a > 0.0 ? a * std::log(b) : 0.0; };
  switch (model.family) {
    case Family::kPoisson:
      return weight * (times_log(y, m.mean) - m.mean - lgamma(y + 1.0));
    case Family::kNegativeBinomial:
      return weight * (log_rising(y, model.theta) - lgamma(y + 1.0) + times_log(y, m.mean) -
                       (y + model.theta) * std::log1p(m.mean / model.theta));
    case Family::kBinomial: {
      const double successes = weight * y;
      const double failures = weight - successes;
      return lgamma(weight + 1.0) - lgamma(successes + 1.0) - lgamma(failures + 1.0) +
             times_log(successes, m.mean) + times_log(failures, m.rest);
    }
    case Family::kGamma:
      break;
  }
  const double shape = 1.0 / dispersion;
  return weight * (shape * std::log(shape * y / m.mean) - shape * y / m.mean - std::log(y) - lgamma(shape));
}

/// What one row adds to the normal equations and the deviance, times its weight.
struct RowTerms {
  double information;  ///< w (dμ/dη)² / V, expected; or observed, see GlmModel
  double score;        ///< w (y − μ) (dμ/dη) / V
  double deviance;
};

template <Family family, Link link>
[[nodiscard]] inline RowTerms row_terms(double y, double weight, double eta, double theta, bool observed) {
  const LinkedMean m = inverse_link<link>(eta);
  const double per_variance = weight * m.derivative / variance_function<family>(m, theta);
  if constexpr (link == Link::kLog && (family == Family::kGamma || family == Family::kNegativeBinomial)) {
    if (observed) {
      double curvature = y / m.mean;
      if constexpr (family == Family::kNegativeBinomial) {
        const double share = 1.0 + m.mean / theta;
        curvature = m.mean * (1.0 + y / theta) / (share * share);
      }
      return {weight * curvature, per_variance * (y - m.mean), weight * unit_deviance<family>(y, m, theta)};
    }
  }
  return {per_variance * m.derivative, per_variance * (y - m.mean),
          weight * unit_deviance<family>(y, m, theta)};
}

/// Terms of n rows: fills information and score and returns the sum of deviances. Rows of weight 0 add nothing. The choice of
/// family and link is taken once, not in every row. Arrays of n values. Cost: an exponential and a logarithm a row.
[[nodiscard]] inline double evaluate_rows(const GlmModel& model, Index n, const double* y,
                                          const double* weight, const double* eta, double* information,
                                          double* score) {
  double deviance = 0.0;
  const auto with = [&]<Family family, Link link>() {
    for (Index i = 0; i < n; ++i) {
      RowTerms row{0.0, 0.0, 0.0};
      if (weight[i] > 0.0)
        row = row_terms<family, link>(y[i], weight[i], eta[i], model.theta, model.observed);
      deviance += row.deviance;
      information[i] = row.information;
      score[i] = row.score;
    }
  };
  switch (model.family) {
    case Family::kPoisson:
      with.template operator()<Family::kPoisson, Link::kLog>();
      return deviance;
    case Family::kNegativeBinomial:
      with.template operator()<Family::kNegativeBinomial, Link::kLog>();
      return deviance;
    case Family::kBinomial:
      if (model.link == Link::kProbit) {
        with.template operator()<Family::kBinomial, Link::kProbit>();
      } else if (model.link == Link::kComplementaryLogLog) {
        with.template operator()<Family::kBinomial, Link::kComplementaryLogLog>();
      } else {
        with.template operator()<Family::kBinomial, Link::kLogit>();
      }
      return deviance;
    case Family::kGamma:
      break;
  }
  if (model.link == Link::kInverse) {
    with.template operator()<Family::kGamma, Link::kInverse>();
  } else {
    with.template operator()<Family::kGamma, Link::kLog>();
  }
  return deviance;
}

}  // namespace dubao::regression
