// SPDX-License-Identifier: Apache-2.0
//
// NeedInput: one number a user enters into a calculation of need, with what he knows of its error.
//
// What      Counts of organisations, posts by a norm, shares and means of a survey, persons employed. Each is one of
//             exact         the value as it stands
//             uniform       somewhere from low to high, nothing likelier than anything else
//             triangular    low, most likely value, high
//             pert          the same, less weight near the bounds (uncertain_rate.hpp)
//             estimate      value and standard error of a survey or register
//             survey share  of `sample` organisations asked, `hits` said yes; the list has `population` of them
//             survey mean   mean and standard deviation of `sample` answers out of `population`
// Formula   estimate: log-normal with mean m and standard error s, ln X ~ N(ln m − ω²/2, ω²), ω² = ln(1 + s²/m²); of a share, beta
//           with the same two moments. ASSUMPTIONS: neither leaves its range, the first is skew to the right.
//           survey share: those asked are known, those not asked are not:
//             P = (h + U)/N,  U | p ~ Binomial(N − n, p),  p ~ Beta(½ + h/d, ½ + (n − h)/d)        (Jeffreys prior)
//           with d the design effect; N unknown: P = p; everybody asked: P = h/n without error. ASSUMPTION: who answers does not
//           depend on the answer.
//           survey mean: as an estimate with s = (sd/√n)·√((n−1)/(n−3))·√(1 − n/N); the middle factor is the standard deviation of
//           Student's t with n − 1 degrees, for sd is itself an estimate.
// Draws     One value a path, keyed by (seed, name, path): the same name is the same number in every formula.
// When not  For a series with a forecast: take its draws.
// Example   survey share, 30 of 100, list of 400: mean of P (30 + 300·30.5/101)/400 = 0.301485.
// Source    Jeffreys (1946); finite population as the unseen part: Ericson (1969), Subjective Bayesian models in sampling finite
//           populations.
#pragma once

#include <dubao/data/random.hpp>
#include <dubao/data/series.hpp>
#include <dubao/error.hpp>
#include <dubao/labour/uncertain_rate.hpp>

#include <boost/math/distributions/binomial.hpp>

#include <Eigen/Core>
#include <cmath>
#include <cstdint>
#include <string>
#include <utility>

namespace dubao::labour::cybersecurity {

enum class InputKind : std::uint8_t {
  kExact,
  kUniform,
  kTriangular,
  kPert,
  kEstimate,
  kSurveyShare,
  kSurveyMean
};

/// Fewest answers a surveyed mean needs: below, its error has no variance to speak of.
inline constexpr double kFewestAnswers = 4.0;
/// Largest count of persons or organisations taken: a hundred times mankind; what is above is a slip of the pen.
inline constexpr double kLargestCount = 1e12;

/// One input. Fields that the kind does not use keep their zeros.
struct NeedInput {
  std::string name;  ///< key of its stream, for instance "organisations.central"
  InputKind kind = InputKind::kExact;
  double value = 0.0;  ///< exact value, mode, estimate or surveyed mean; ≥ 0
  double low = 0.0;    ///< bounds of uniform, triangular, pert
  double high = 0.0;
  double standard_error = 0.0;     ///< of an estimate; ≥ 0
  double hits = 0.0;               ///< of `sample` asked, how many said yes
  double sample = 0.0;             ///< organisations or answers in the survey
  double deviation = 0.0;          ///< standard deviation of the answers of a surveyed mean
  double population = 0.0;         ///< organisations on the list; 0: not known, taken as without end
  double design_effect = 1.0;      ///< variance of the survey's design over that of a simple sample; ≥ 1
  double maximum = kLargestCount;  ///< 1 for shares

  [[nodiscard]] static NeedInput exactly(std::string name, double value) {
    NeedInput out;
    out.name = std::move(name);
    out.value = value;
    return out;
  }
  [[nodiscard]] static NeedInput between(std::string name, double low, double high) {
    NeedInput out = exactly(std::move(name), 0.5 * (low + high));
    out.kind = InputKind::kUniform;
    out.low = low;
    out.high = high;
    return out;
  }
  /// kind: kPert or kTriangular.
  [[nodiscard]] static NeedInput likely(std::string name, double value, double low, double high,
                                        InputKind kind = InputKind::kPert) {
    NeedInput out = between(std::move(name), low, high);
    out.kind = kind;
    out.value = value;
    return out;
  }
  [[nodiscard]] static NeedInput estimated(std::string name, double value, double standard_error) {
    NeedInput out = exactly(std::move(name), value);
    out.kind = InputKind::kEstimate;
    out.standard_error = standard_error;
    return out;
  }
  [[nodiscard]] static NeedInput surveyed_share(std::string name, double hits, double sample,
                                                double population = 0.0, double design_effect = 1.0) {
    NeedInput out = exactly(std::move(name), hits / sample);
    out.kind = InputKind::kSurveyShare;
    out.hits = hits;
    out.sample = sample;
    out.population = population;
    out.design_effect = design_effect;
    out.maximum = 1.0;
    return out;
  }
  [[nodiscard]] static NeedInput surveyed_mean(std::string name, double mean, double deviation, double sample,
                                               double population = 0.0) {
    NeedInput out = exactly(std::move(name), mean);
    out.kind = InputKind::kSurveyMean;
    out.deviation = deviation;
    out.sample = sample;
    out.population = population;
    return out;
  }

  [[nodiscard]] bool is_range() const noexcept {
    return kind == InputKind::kUniform || kind == InputKind::kTriangular || kind == InputKind::kPert;
  }
  [[nodiscard]] bool is_survey() const noexcept {
    return kind == InputKind::kSurveyShare || kind == InputKind::kSurveyMean;
  }
  /// Standard error of an estimate or of a surveyed mean; 0 for the other kinds.
  [[nodiscard]] double error() const noexcept {
    if (kind == InputKind::kEstimate) return standard_error;
    if (kind != InputKind::kSurveyMean) return 0.0;
    const double rest = population > 0.0 ? 1.0 - sample / population : 1.0;
    return deviation * std::sqrt((sample - 1.0) / (sample * (sample - 3.0)) * rest);
  }
  /// Everything but the name: two inputs of one name must agree in it.
  [[nodiscard]] bool same_numbers(const NeedInput& other) const noexcept {
    return kind == other.kind && value == other.value && low == other.low && high == other.high &&
           standard_error == other.standard_error && hits == other.hits && sample == other.sample &&
           deviation == other.deviation && population == other.population &&
           design_effect == other.design_effect && maximum == other.maximum;
  }
};

/// Adds what is wrong with the survey of an input: E-CYB-002. True when nothing more can be said of it.
inline bool check_survey(Problems& problems, const NeedInput& x) {
  const auto text = [](double v) { return std::to_string(v); };
  const bool share = x.kind == InputKind::kSurveyShare;
  const double fewest = share ? 1.0 : kFewestAnswers;
  if (!(x.sample >= fewest && x.sample <= kLargestCount)) {
    problems.add({"E-CYB-002", x.name, "a survey of " + text(x.sample) + " answers",
                  "give at least one answer of a share, at least four of a mean, or a range", "", ""});
    return true;
  }
  problems.add_if(!(x.population == 0.0 || (x.population >= x.sample && x.population <= kLargestCount)),
                  {"E-CYB-002", x.name, text(x.sample) + " asked of " + text(x.population),
                   "the list holds everybody who was asked", "", ""});
  problems.add_if(share && !(x.hits >= 0.0 && x.hits <= x.sample),
                  {"E-CYB-002", x.name, text(x.hits) + " of " + text(x.sample) + " said yes",
                   "give 0 ≤ yes ≤ asked", "", ""});
  problems.add_if(!(x.design_effect >= 1.0 && std::isfinite(x.design_effect)),
                  {"E-CYB-002", x.name, "the design effect is " + text(x.design_effect),
                   "give 1 for a simple sample, more for a clustered one", "", ""});
  problems.add_if(
      !share && !(x.deviation >= 0.0 && std::isfinite(x.deviation)),
      {"E-CYB-002", x.name, "the standard deviation is " + text(x.deviation), "give a number ≥ 0", "", ""});
  return share;
}

/// Adds what is wrong with an input: E-CYB-001 (values), E-CYB-002 (survey).
inline void check_input(Problems& problems, const NeedInput& x) {
  const auto text = [](double v) { return std::to_string(v); };
  if (x.is_survey() && check_survey(problems, x)) return;
  const double low = x.is_range() ? x.low : x.value;
  const double high = x.is_range() ? x.high : x.value;
  if (!(low >= 0.0 && high <= x.maximum)) {
    problems.add({"E-CYB-001", x.name, text(low) + " to " + text(high) + " leaves the possible range",
                  "give a number ≥ 0, a share from 0 to 1", "", ""});
    return;
  }
  problems.add_if(!(low <= x.value && x.value <= high), {"E-CYB-001", x.name,
                                                         "value " + text(x.value) + ", low " + text(low) +
                                                             ", high " + text(high) + " are not in order",
                                                         "give low ≤ value ≤ high", "", ""});
  const double error = x.error();
  const bool finite = error >= 0.0 && std::isfinite(error);
  problems.add_if(
      !finite || (error > 0.0 && x.value == 0.0),
      {"E-CYB-001", x.name, "the value " + text(x.value) + " has the standard error " + text(error),
       "give a standard error ≥ 0, and a range where the value is 0", "", ""});
  problems.add_if(
      finite && x.maximum == 1.0 && error > 0.0 && !(error * error < x.value * (1.0 - x.value)),
      {"E-CYB-001", x.name, "a share of " + text(x.value) + " cannot have the standard error " + text(error),
       "give a smaller standard error, or a range", "", ""});
}

namespace detail {

[[nodiscard]] inline double beta_quantile(double a, double b, double p) {
  return boost::math::quantile(labour::detail::Beta(a, b), p);
}

/// Smallest k with P(X ≤ k) ≥ u, X ~ Binomial(n, p).
[[nodiscard]] inline double binomial_quantile(double n, double p, double u) {
  namespace policies = boost::math::policies;
  using Policy = policies::policy<policies::promote_double<false>,
                                  policies::discrete_quantile<policies::integer_round_up>>;
  if (n < 1.0 || p <= 0.0) return 0.0;
  if (p >= 1.0) return n;
  return boost::math::quantile(boost::math::binomial_distribution<double, Policy>(n, p), u);
}

[[nodiscard]] inline double draw_share(const NeedInput& x, data::RandomStream& stream) {
  if (x.population > 0.0 && x.population <= x.sample) return x.value;
  const double p = beta_quantile(0.5 + x.hits / x.design_effect, 0.5 + (x.sample - x.hits) / x.design_effect,
                                 stream.uniform());
  if (x.population == 0.0) return p;
  const double unseen = std::floor(x.population - x.sample + 0.5);
  return (x.hits + binomial_quantile(unseen, p, stream.uniform())) / (x.sample + unseen);
}

}  // namespace detail

/// Draws one value a path. x: as check_input() accepts it; n ≥ 0 paths. Path d depends on (seed, name, d) alone.
/// O(n), below 0.1 µs a draw, a surveyed share of a finite list about 10 µs.
[[nodiscard]] inline Eigen::ArrayXd sample_input(const NeedInput& x, Index n, std::uint64_t seed) {
  const double error = x.error();
  const bool certain = x.kind == InputKind::kExact || (x.is_range() && !(x.high > x.low)) ||
                       (!x.is_range() && x.kind != InputKind::kSurveyShare && !(error > 0.0));
  if (certain) return Eigen::ArrayXd::Constant(n, x.value);
  const UncertainRate rate{
      x.value, x.low, x.high,
      x.kind == InputKind::kTriangular ? RateDistribution::kTriangular : RateDistribution::kPert};
  const double relative = x.value > 0.0 ? error / x.value : 0.0;
  const double spread = std::sqrt(std::log1p(relative * relative));
  const double size =
      x.maximum == 1.0 && error > 0.0 ? x.value * (1.0 - x.value) / (error * error) - 1.0 : 0.0;
  const std::uint64_t key = data::hash_key("labour.cybersecurity." + x.name);
  Eigen::ArrayXd out(n);
  for (Index d = 0; d < n; ++d) {
    data::RandomStream stream(seed, key, static_cast<std::uint64_t>(d));
    if (x.kind == InputKind::kSurveyShare) {
      out(d) = detail::draw_share(x, stream);
    } else if (x.kind == InputKind::kUniform) {
      out(d) = x.low + (x.high - x.low) * stream.uniform();
    } else if (x.is_range()) {
      out(d) = rate.quantile(stream.uniform());
    } else if (x.maximum == 1.0) {
      out(d) = detail::beta_quantile(x.value * size, (1.0 - x.value) * size, stream.uniform());
    } else {
      out(d) = x.value * std::exp(spread * (stream.normal() - 0.5 * spread));
    }
  }
  return out;
}

}  // namespace dubao::labour::cybersecurity
