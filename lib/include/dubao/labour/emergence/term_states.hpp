// SPDX-License-Identifier: Apache-2.0
//
// What a term does: the probability that it is stable, rising, fading, new or cyclical; when that began; how fast it grows.
//
// What      Five histories of the logit of a share, each with its marginal likelihood (Laplace) averaged over concentrations of the
//           wobble and, where something begins, over its month:
//             stable    level a source;            rising / fading  level, then a slope b > 0 / b < 0 a year from month τ on;
//             new       absent before τ (share of stray mentions), level and slope after;   cyclical  level and a yearly wave.
//           Probability ∝ weight of the state × marginal likelihood; the weights are given, or learnt from the vocabulary
//           (learnt_state_weights): they are the expected shares of the states among all terms.
// When      Terms that are shown to a reader. When not: to decide which of ten thousand terms to flag at the hundredth look:
//           probabilities are not protected against looking often; rising_evidence.hpp is.
// Priors    Slope N(0, 1²) a year, cut to its sign; wave N(0, 0.5²); levels N(0, 10²); τ even; concentrations 100, 1000, ∞ even.
//           They are conventions of this page, not estimates.
// Growth    exp(b), b the slope of the logit over the last `recent_months`, with a normal interval: odds next year ÷ odds now, which for
//           a small share is its growth.
// Example   term_states_test.cpp: 0 of 300 for three years and 15 of 300 a month for two: new, from month 37 on.
// Source    Laplace's approximation: Tierney and Kadane (1986), JASA 81, section 2.
#pragma once

#include <dubao/data/random.hpp>
#include <dubao/labour/emergence/rising_evidence.hpp>

#include <Eigen/Core>
#include <Eigen/LU>
#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <limits>
#include <numbers>
#include <string>
#include <vector>

namespace dubao::labour::emergence {

enum class TermState : std::uint8_t { kStable, kRising, kFading, kNew, kCyclical };
inline constexpr std::size_t kTermStates = 5;

struct StateOptions {
  std::array<double, kTermStates> weights{0.2, 0.2, 0.2, 0.2,
                                          0.2};  ///< expected shares of the states, in their order
  double stray_share =
      2e-4;  ///< share of postings that mention a term that does not exist yet (homonyms, mistakes)
  int recent_months = 24;  ///< months the growth rate is read from
  double level = 0.8;      ///< of the intervals
};

/// What one term does.
struct TermDescription {
  std::array<double, kTermStates> log_marginal{};
  std::array<double, kTermStates> probability{};
  double growth = 1.0;  ///< odds in a year ÷ odds now
  double growth_low = 1.0;
  double growth_high = 1.0;
  /// Month (counted from 1) in which the rise, fade or appearance began: median and interval over its probabilities, given that the
  /// likeliest of these three states holds; 0 where it is stable or cyclical.
  int change = 0;
  int change_low = 0;
  int change_high = 0;
  /// The same for each state, whichever is likeliest: median, low, high.
  std::array<std::array<int, 3>, kTermStates> change_of{};
};

namespace detail {

inline constexpr std::array<double, 3> kStateConcentrations{100.0, 1000.0, kNoWobble};
inline constexpr double kLevelPrecision = 1e-2;
inline constexpr double kSlopePrecision = 1.0;
inline constexpr double kWavePrecision = 4.0;
inline constexpr Index kFewestMonthsAfter = 3;  // a change needs this many months after it
inline constexpr Index kFewestMonthsBefore = 6;

/// ln Σ exp.
[[nodiscard]] inline double log_sum(const std::vector<double>& parts) {
  const double largest = *std::max_element(parts.begin(), parts.end());
  if (!std::isfinite(largest)) return largest;
  double sum = 0.0;
  for (const double part : parts) sum += std::exp(part - largest);
  return largest + std::log(sum);
}

/// Rows of a history of one term, and its log marginal likelihood.
class StateFitter {
 public:
  StateFitter(const Eigen::ArrayXXd& count, const Eigen::ArrayXXd& postings)
      : count_(count), postings_(postings) {}

  /// Rows of the months from `first` on, levels of the sources that have postings there, then `extra` columns given by a function.
  template <typename Columns>
  [[nodiscard]] ShareData rows(Index first, Index width, const Columns& columns) const {
    std::vector<Index> sources;
    for (Index s = 0; s < count_.cols(); ++s) {
      if (postings_.col(s).tail(postings_.rows() - first).sum() > 0.0) sources.push_back(s);
    }
    ShareData out;
    const Index most = (count_.rows() - first) * static_cast<Index>(sources.size());
    out.count.resize(most);
    out.postings.resize(most);
    out.columns = Eigen::MatrixXd::Zero(most, static_cast<Index>(sources.size()) + width);
    Index row = 0;
    for (Index t = first; t < count_.rows(); ++t) {
      for (std::size_t i = 0; i < sources.size(); ++i) {
        if (!(postings_(t, sources[i]) > 0.0)) continue;
        out.count(row) = count_(t, sources[i]);
        out.postings(row) = postings_(t, sources[i]);
        out.columns(row, static_cast<Index>(i)) = 1.0;
        for (Index j = 0; j < width; ++j)
          out.columns(row, static_cast<Index>(sources.size()) + j) = columns(t, j);
        ++row;
      }
    }
    out.count.conservativeResize(row);
    out.postings.conservativeResize(row);
    out.columns.conservativeResize(row, Eigen::NoChange);
    return out;
  }

  /// Laplace's log marginal likelihood; extra_precision: of the columns after the levels; sign: of the last coefficient, 0 for
  /// either.
  [[nodiscard]] static double log_marginal(const ShareData& data, double concentration,
                                           const std::vector<double>& extra_precision, int sign) {
    const Index width = data.columns.cols();
    const Index extra = static_cast<Index>(extra_precision.size());
    if (data.count.size() == 0) return 0.0;
    Eigen::ArrayXd precision = Eigen::ArrayXd::Constant(width, kLevelPrecision);
    for (Index j = 0; j < extra; ++j)
      precision(width - extra + j) = extra_precision[static_cast<std::size_t>(j)];
    Eigen::VectorXd start = Eigen::VectorXd::Zero(width);
    const double share = std::clamp((data.count.sum() + 0.5) / (data.postings.sum() + 1.0), 1e-9, 0.999);
    start.head(width - extra).setConstant(std::log(share / (1.0 - share)));
    const ShareFit fit = fit_shares(data, concentration, precision, start);
    const Eigen::PartialPivLU<Eigen::MatrixXd> decomposition(fit.information);
    const double determinant = decomposition.matrixLU().diagonal().array().abs().log().sum();
    double value = fit.log_posterior + 0.5 * precision.log().sum() - 0.5 * determinant;
    if (sign != 0) {
      const double variance = decomposition.inverse()(width - 1, width - 1);
      const double z = sign * fit.coefficients(width - 1) / std::sqrt(std::max(variance, 1e-12));
      value += std::log(2.0) + std::log(std::max(0.5 * std::erfc(-z / std::numbers::sqrt2), 1e-300));
    }
    return value;
  }

  /// ln of the average over concentrations.
  [[nodiscard]] static double averaged(const ShareData& data, const std::vector<double>& extra_precision,
                                       int sign,
                                       const std::array<double, kStateConcentrations.size()>& offset = {}) {
    std::vector<double> parts;
    for (std::size_t k = 0; k < kStateConcentrations.size(); ++k) {
      parts.push_back(log_marginal(data, kStateConcentrations[k], extra_precision, sign) + offset[k]);
    }
    return log_sum(parts) - std::log(static_cast<double>(parts.size()));
  }

 private:
  const Eigen::ArrayXXd& count_;
  const Eigen::ArrayXXd& postings_;
};

/// Quantile of a month over its probabilities (unnormalised logs).
[[nodiscard]] inline int month_quantile(const std::vector<int>& months,
                                        const std::vector<double>& log_probability, double p) {
  const double all = log_sum(log_probability);
  double sum = 0.0;
  for (std::size_t i = 0; i < months.size(); ++i) {
    sum += std::exp(log_probability[i] - all);
    if (sum >= p) return months[i];
  }
  return months.back();
}

}  // namespace detail

/// Probabilities of the states, and the change of the likeliest, under other weights (≥ 0, a positive sum: the callers checked).
inline void weigh_states(TermDescription& term, const std::array<double, kTermStates>& weights) {
  std::vector<double> parts(kTermStates, -std::numeric_limits<double>::infinity());
  for (std::size_t i = 0; i < kTermStates; ++i) {
    if (weights[i] > 0.0) parts[i] = std::log(weights[i]) + term.log_marginal[i];
  }
  const double all = detail::log_sum(parts);
  for (std::size_t i = 0; i < kTermStates; ++i) term.probability[i] = std::exp(parts[i] - all);
  const auto likeliest = static_cast<std::size_t>(
      std::max_element(term.probability.begin(), term.probability.end()) - term.probability.begin());
  term.change = term.change_of[likeliest][0];
  term.change_low = term.change_of[likeliest][1];
  term.change_high = term.change_of[likeliest][2];
}

/// Describes a term. count, postings: months × sources as in rising_evidence, at least 12 months; weights ≥ 0 with a positive sum;
/// level in (0, 1). Throws E-EMG-002, E-EMG-003 (check_term_counts), E-EMG-004 (fewer than 12 months, weights, level).
/// O(months) small regressions of O(months · sources) rows.
[[nodiscard]] inline TermDescription describe_term(const Eigen::ArrayXXd& count,
                                                   const Eigen::ArrayXXd& postings,
                                                   const StateOptions& options = {},
                                                   const std::string& term = {}) {
  check_term_counts(count, postings, {}, term);
  constexpr Index kFewestMonths = 12;
  double weights = 0.0;
  bool usable = true;
  for (const double w : options.weights) {
    usable = usable && std::isfinite(w) && w >= 0.0;
    weights += w;
  }
  const Index months = count.rows();
  if (months < kFewestMonths || !usable || !(weights > 0.0) ||
      !(options.level > 0.0 && options.level < 1.0) || options.recent_months < 6 ||
      !(options.stray_share > 0.0 && options.stray_share < 0.5)) {
    throw InputError("E-EMG-004", "counts, weights, level, recent_months, stray_share",
                     std::to_string(months) + " months, weights that sum to " + std::to_string(weights),
                     "give at least 12 months, weights ≥ 0, a level between 0 and 1, 6 recent months or more",
                     term);
  }
  const detail::StateFitter fitter(count, postings);
  const auto years = [](Index t, Index from) { return static_cast<double>(t - from) / 12.0; };

  TermDescription out;
  const auto at = [&](TermState state) -> double& {
    return out.log_marginal[static_cast<std::size_t>(state)];
  };
  at(TermState::kStable) =
      detail::StateFitter::averaged(fitter.rows(0, 0, [](Index, Index) { return 0.0; }), {}, 0);
  at(TermState::kCyclical) =
      detail::StateFitter::averaged(fitter.rows(0, 2,
                                                [&](Index t, Index j) {
                                                  const double angle = 2.0 * std::numbers::pi * years(t, 0);
                                                  return j == 0 ? std::cos(angle) : std::sin(angle);
                                                }),
                                    {detail::kWavePrecision, detail::kWavePrecision}, 0);

  std::vector<int> changes;
  std::vector<double> rising;
  std::vector<double> fading;
  for (Index from = 0; from + detail::kFewestMonthsAfter <= months; from += 3) {
    const ShareData data = fitter.rows(0, 1, [&](Index t, Index) { return t > from ? years(t, from) : 0.0; });
    changes.push_back(static_cast<int>(from) + 1);
    rising.push_back(detail::StateFitter::averaged(data, {detail::kSlopePrecision}, 1));
    fading.push_back(detail::StateFitter::averaged(data, {detail::kSlopePrecision}, -1));
  }
  const double even = std::log(static_cast<double>(changes.size()));
  at(TermState::kRising) = detail::log_sum(rising) - even;
  at(TermState::kFading) = detail::log_sum(fading) - even;

  std::vector<int> births;
  std::vector<double> born;
  std::array<double, detail::kStateConcentrations.size()> before{};
  for (Index from = 0; from + detail::kFewestMonthsAfter <= months; ++from) {
    if (from >= detail::kFewestMonthsBefore) {
      births.push_back(static_cast<int>(from) + 1);
      born.push_back(
          detail::StateFitter::averaged(fitter.rows(from, 1, [&](Index t, Index) { return years(t, from); }),
                                        {detail::kSlopePrecision}, 0, before));
    }
    for (std::size_t k = 0; k < before.size(); ++k) {
      for (Index s = 0; s < count.cols(); ++s) {
        if (!(postings(from, s) > 0.0)) continue;
        before[k] += share_log_likelihood(count(from, s), postings(from, s), options.stray_share,
                                          detail::kStateConcentrations[k]);
      }
    }
  }
  at(TermState::kNew) = detail::log_sum(born) - std::log(static_cast<double>(born.size()));

  const auto place = [&](TermState state, const std::vector<int>& when,
                         const std::vector<double>& log_probability) {
    const double tail = 0.5 * (1.0 - options.level);
    out.change_of[static_cast<std::size_t>(state)] = {
        detail::month_quantile(when, log_probability, 0.5),
        detail::month_quantile(when, log_probability, tail),
        detail::month_quantile(when, log_probability, 1.0 - tail)};
  };
  place(TermState::kRising, changes, rising);
  place(TermState::kFading, changes, fading);
  place(TermState::kNew, births, born);
  weigh_states(out, options.weights);

  const Index first = std::max<Index>(0, months - options.recent_months);
  const ShareData recent = fitter.rows(first, 1, [&](Index t, Index) { return years(t, first); });
  if (recent.count.size() > 0) {
    const Index width = recent.columns.cols();
    Eigen::ArrayXd precision = Eigen::ArrayXd::Constant(width, detail::kLevelPrecision);
    precision(width - 1) = detail::kSlopePrecision;
    ShareFit best;
    for (const double concentration : detail::kStateConcentrations) {
      const ShareFit one = fit_shares(recent, concentration, precision, Eigen::VectorXd::Zero(width));
      if (one.log_posterior > best.log_posterior) best = one;
    }
    const double variance = best.information.inverse()(width - 1, width - 1);
    const double reach =
        data::normal_quantile(0.5 * (1.0 + options.level)) * std::sqrt(std::max(variance, 0.0));
    out.growth = std::exp(best.coefficients(width - 1));
    out.growth_low = std::exp(best.coefficients(width - 1) - reach);
    out.growth_high = std::exp(best.coefficients(width - 1) + reach);
  }
  return out;
}

/// Shares of the states among all terms that make the observed marginal likelihoods likeliest, by expectation–maximisation from even
/// shares. log_marginals: terms × states. Throws InputError E-EMG-005 when it has no row, another width, or a NaN. O(iterations · terms).
[[nodiscard]] inline std::array<double, kTermStates> learnt_state_weights(
    const Eigen::ArrayXXd& log_marginals) {
  if (log_marginals.rows() == 0 || log_marginals.cols() != static_cast<Index>(kTermStates) ||
      log_marginals.isNaN().any()) {
    throw InputError("E-EMG-005", "log_marginals",
                     std::to_string(log_marginals.rows()) + " × " + std::to_string(log_marginals.cols()),
                     "give terms × five states, no value missing");
  }
  constexpr int kIterations = 500;
  constexpr double kSmallestChange = 1e-8;
  Eigen::ArrayXd weights =
      Eigen::ArrayXd::Constant(static_cast<Index>(kTermStates), 1.0 / static_cast<double>(kTermStates));
  for (int i = 0; i < kIterations; ++i) {
    Eigen::ArrayXd next = Eigen::ArrayXd::Zero(weights.size());
    for (Index k = 0; k < log_marginals.rows(); ++k) {
      Eigen::ArrayXd part = log_marginals.row(k).transpose() - log_marginals.row(k).maxCoeff();
      part = weights * part.exp();
      next += part / part.sum();
    }
    next /= static_cast<double>(log_marginals.rows());
    const double change = (next - weights).abs().maxCoeff();
    weights = next;
    if (change < kSmallestChange) break;
  }
  std::array<double, kTermStates> out{};
  for (std::size_t s = 0; s < kTermStates; ++s) out[s] = weights(static_cast<Index>(s));
  return out;
}

}  // namespace dubao::labour::emergence
