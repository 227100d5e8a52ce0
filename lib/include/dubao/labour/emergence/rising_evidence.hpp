// SPDX-License-Identifier: Apache-2.0
//
// Evidence that the share of a term rises (or fades), valid at every look and whatever the term's level, wobble or sources.
//
// What      An e-process: at each month the ratio of what a forecaster who expects growth gave the counts, month by month and from the
//           past alone, to the best that any history WITHOUT growth can make of them in hindsight. It is at most 1 on average at any
//           month one stops at, if the history without growth is true, since hindsight only helps the null.
// Null      Beta-binomial counts; logit share of source s in month t = level_s + b·t (+ one yearly wave from 24 months on) with b ≤
//           largest_growth; any level for each source, any concentration. So a new source, a source that vanishes, one that mentions the
//           term more, a season, and a fade are not growth.
// Forecaster Share of the source so far × the recent ratio of seen to expected mentions (half-lives 2, 6, 18 months; never below 1)
//           × concentrations 30 … ∞, mixed by their past success with a little switching (Herbster and Warmuth 1998, fixed share).
// When      Monthly counts of postings that mention a term, some dozens of months, one or several sources.
// When not  A cross-section; counts of mentions; months whose postings are the same ads carried over (de-duplicate first). A null
//           share that wanders by itself (a random walk) is outside the null: its rises are rises.
// Result    ln e-value by month, and ln of the adjusted running maximum (false_discovery.hpp). Values below `exact_above` are upper
//           bounds: no decision at α < e^−exact_above uses them.
// Example   rising_evidence_test.cpp: a constant share of 2 % over 60 months stays below ln 20; one that doubles every year passes it.
// Source    Wasserman, Ramdas and Balakrishnan (2020), "Universal inference", PNAS 117, section 8 (running maximum likelihood).
#pragma once

#include <dubao/error.hpp>
#include <dubao/labour/emergence/false_discovery.hpp>
#include <dubao/labour/emergence/share_regression.hpp>

#include <boost/math/tools/minima.hpp>

#include <Eigen/Core>
#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <numbers>
#include <string>
#include <vector>

namespace dubao::labour::emergence {

enum class Direction : std::uint8_t { kRising, kFading };

struct EvidenceOptions {
  Direction direction = Direction::kRising;
  double largest_growth = 0.0;  ///< growth of the logit a year that still counts as no growth, ≥ 0
  bool yearly_wave = true;      ///< the null may have a season, from 24 months on
  double typical_share =
      0.002;  ///< share expected of a term of which nothing is known; affects power, not validity
  double exact_above = 1.0;  ///< ln e-value from which values are exact
  double enough = 25.0;      ///< ln e-value beyond which a larger one is not sought
};

/// One value a look (month).
struct TermEvidence {
  Eigen::ArrayXd
      log_evidence;  ///< upper bound below exact_above, and beyond `enough`; −∞ before anything is known
  Eigen::ArrayXd log_lasting;  ///< ln of the adjusted running maximum: non-decreasing
};

namespace detail {

inline constexpr std::array<double, 3> kHalfLives{2.0, 6.0, 18.0};
inline constexpr std::array<double, 5> kConcentrations{30.0, 100.0, 300.0, 1000.0, kNoWobble};
inline constexpr double kPriorMentions = 0.3;  // pseudo-mentions behind the typical share
inline constexpr double kSwitching = 0.02;     // share of the weight that returns to the prior each month
inline constexpr double kLargestRatio = 1000.0;
inline constexpr double kLargestShare = 0.99;
inline constexpr Index kMonthsForWave = 24;
inline constexpr double kLowestLogConcentration = 1.0;    // κ = e
inline constexpr double kHighestLogConcentration = 12.0;  // κ = 160,000: binomial for all purposes

/// The mixture of forecasters: log-probability of a month, then the month is learnt.
class GrowthForecaster {
 public:
  GrowthForecaster(Index sources, const EvidenceOptions& options)
      : options_(options),
        mentions_(Eigen::ArrayXd::Zero(sources)),
        postings_(Eigen::ArrayXd::Zero(sources)) {
    log_weight_.fill(-std::log(static_cast<double>(log_weight_.size())));
  }

  /// Log-probability of the month's counts given the past; then learns them.
  double learn(const Eigen::ArrayXd& count, const Eigen::ArrayXd& exposure) {
    const Eigen::ArrayXd usual = usual_shares();
    std::array<double, kHalfLives.size() * kConcentrations.size()> log_part{};
    double largest = -std::numeric_limits<double>::infinity();
    for (std::size_t h = 0; h < kHalfLives.size(); ++h) {
      const double ratio = recent_ratio(h);
      const double known = recent_postings_[h] + kPriorMentions / options_.typical_share;
      for (std::size_t k = 0; k < kConcentrations.size(); ++k) {
        const double concentration = 1.0 / (1.0 / kConcentrations[k] + 1.0 / known);
        double part = log_weight_[index(h, k)];
        for (Index s = 0; s < count.size(); ++s) {
          if (!(exposure(s) > 0.0)) continue;
          const double share = std::min(kLargestShare, usual(s) * ratio);
          part += share_log_likelihood(count(s), exposure(s), share, concentration);
        }
        log_part[index(h, k)] = part;
        largest = std::max(largest, part);
      }
    }
    double sum = 0.0;
    for (const double part : log_part) sum += std::exp(part - largest);
    const double log_month = largest + std::log(sum);
    const double even = 1.0 / static_cast<double>(log_weight_.size());
    for (std::size_t j = 0; j < log_part.size(); ++j) {
      log_weight_[j] = std::log((1.0 - kSwitching) * std::exp(log_part[j] - log_month) + kSwitching * even);
    }
    for (std::size_t h = 0; h < kHalfLives.size(); ++h) {
      const double keep = std::exp2(-1.0 / kHalfLives[h]);
      recent_mentions_[h] = keep * recent_mentions_[h] + count.sum();
      recent_expected_[h] = keep * recent_expected_[h] + (exposure * usual).sum();
      recent_postings_[h] = keep * recent_postings_[h] + exposure.sum();
    }
    mentions_ += count;
    postings_ += exposure;
    return log_month;
  }

 private:
  static std::size_t index(std::size_t h, std::size_t k) { return h * kConcentrations.size() + k; }
  /// Share of each source so far, a new source at the share of all.
  [[nodiscard]] Eigen::ArrayXd usual_shares() const {
    const double all =
        (mentions_.sum() + kPriorMentions) / (postings_.sum() + kPriorMentions / options_.typical_share);
    return (mentions_ + kPriorMentions) / (postings_ + kPriorMentions / all);
  }
  [[nodiscard]] double recent_ratio(std::size_t h) const {
    const double ratio = (recent_mentions_[h] + 1.0) / (recent_expected_[h] + 1.0);
    return options_.direction == Direction::kRising ? std::clamp(ratio, 1.0, kLargestRatio)
                                                    : std::clamp(ratio, 1.0 / kLargestRatio, 1.0);
  }

  EvidenceOptions options_;
  Eigen::ArrayXd mentions_;
  Eigen::ArrayXd postings_;
  std::array<double, kHalfLives.size()> recent_mentions_{};
  std::array<double, kHalfLives.size()> recent_expected_{};
  std::array<double, kHalfLives.size()> recent_postings_{};
  std::array<double, kHalfLives.size() * kConcentrations.size()> log_weight_{};
};

/// The best a history without growth can do with the first months, in hindsight.
class NoGrowth {
 public:
  NoGrowth(const Eigen::ArrayXXd& count, const Eigen::ArrayXXd& postings, const EvidenceOptions& options)
      : options_(options), count_(count), postings_(postings) {}

  /// A lower bound of that best, from levels alone and two concentrations.
  [[nodiscard]] double at_least(Index months) const {
    double binomial = 0.0;
    double wobbling = 0.0;
    for (Index s = 0; s < count_.cols(); ++s) {
      const double mentions = count_.col(s).head(months).sum();
      const double all = postings_.col(s).head(months).sum();
      if (!(all > 0.0)) continue;
      const double share = std::clamp(mentions / all, 1e-11, 1.0 - 1e-11);
      for (Index t = 0; t < months; ++t) {
        if (!(postings_(t, s) > 0.0)) continue;
        binomial += share_log_likelihood(count_(t, s), postings_(t, s), share, kNoWobble);
        wobbling += share_log_likelihood(count_(t, s), postings_(t, s), share, concentration_);
      }
    }
    return std::max(binomial, wobbling);
  }

  /// A sharper one: levels, slope and wave at the concentration that was best last time.
  [[nodiscard]] double at_concentration(Index months) const {
    const ShareData data = rows(months);
    const Eigen::ArrayXd flat = Eigen::ArrayXd::Zero(data.columns.cols());
    return fit_shares(data, concentration_, flat, levels(months, data.columns.cols()),
                      {count_.cols(), options_.largest_growth})
        .log_likelihood;
  }

  /// The maximum over levels, slope, wave and concentration.
  [[nodiscard]] double best(Index months) {
    const ShareData data = rows(months);
    const Index width = data.columns.cols();
    Eigen::VectorXd start = levels(months, width);
    const Eigen::ArrayXd flat = Eigen::ArrayXd::Zero(width);
    const auto fit = [&](double concentration) {
      const ShareFit one =
          fit_shares(data, concentration, flat, start, {count_.cols(), options_.largest_growth});
      if (one.coefficients.allFinite()) start = one.coefficients;
      return one.log_likelihood;
    };
    const double binomial = fit(kNoWobble);
    constexpr int kBits = 12;
    std::uintmax_t iterations = 40;
    const auto found = boost::math::tools::brent_find_minima(
        [&](double log_concentration) { return -fit(std::exp(log_concentration)); }, kLowestLogConcentration,
        kHighestLogConcentration, kBits, iterations);
    concentration_ = std::exp(found.first);
    return std::max(binomial, -found.second);
  }

 private:
  /// Where the search begins: the level of each source, no slope, no wave.
  [[nodiscard]] Eigen::VectorXd levels(Index months, Index width) const {
    Eigen::VectorXd start = Eigen::VectorXd::Zero(width);
    for (Index s = 0; s < count_.cols(); ++s) {
      const double all = postings_.col(s).head(months).sum() + 1.0;
      const double share = std::clamp((count_.col(s).head(months).sum() + 0.5) / all, 1e-9, 0.999);
      start(s) = std::log(share / (1.0 - share));
    }
    return start;
  }
  [[nodiscard]] ShareData rows(Index months) const {
    const Index sources = count_.cols();
    const bool wave = options_.yearly_wave && months >= kMonthsForWave;
    Index filled = 0;
    ShareData out;
    const Index most = months * sources;
    out.count.resize(most);
    out.postings.resize(most);
    out.columns = Eigen::MatrixXd::Zero(most, sources + (wave ? 3 : 1));
    const double sign = options_.direction == Direction::kRising ? 1.0 : -1.0;
    for (Index t = 0; t < months; ++t) {
      const double years = (static_cast<double>(t) - 0.5 * static_cast<double>(months - 1)) / 12.0;
      for (Index s = 0; s < sources; ++s) {
        if (!(postings_(t, s) > 0.0)) continue;
        out.count(filled) = count_(t, s);
        out.postings(filled) = postings_(t, s);
        out.columns(filled, s) = 1.0;
        out.columns(filled, sources) = sign * years;
        if (wave) {
          out.columns(filled, sources + 1) = std::cos(2.0 * std::numbers::pi * years);
          out.columns(filled, sources + 2) = std::sin(2.0 * std::numbers::pi * years);
        }
        ++filled;
      }
    }
    out.count.conservativeResize(filled);
    out.postings.conservativeResize(filled);
    out.columns.conservativeResize(filled, Eigen::NoChange);
    return out;
  }

  EvidenceOptions options_;
  const Eigen::ArrayXXd& count_;
  const Eigen::ArrayXXd& postings_;
  double concentration_ = 100.0;
};

}  // namespace detail

/// Throws InputError E-EMG-002 when shapes differ, nothing is there or an option is out of range, E-EMG-003 when a count is no count, or
/// above the postings (naming month and source, counted from 1); all problems at once.
inline void check_term_counts(const Eigen::ArrayXXd& count, const Eigen::ArrayXXd& postings,
                              const EvidenceOptions& options, const std::string& term = {}) {
  Problems problems;
  const bool shaped = count.rows() == postings.rows() && count.cols() == postings.cols() && count.size() > 0;
  problems.add_if(
      !shaped, {"E-EMG-002", "counts, postings",
                std::to_string(count.rows()) + " × " + std::to_string(count.cols()) + " counts, " +
                    std::to_string(postings.rows()) + " × " + std::to_string(postings.cols()) + " postings",
                "give months × sources, the same for both", term, ""});
  const bool ranged = options.largest_growth >= 0.0 && std::isfinite(options.largest_growth) &&
                      options.typical_share > 0.0 && options.typical_share < 1.0;
  problems.add_if(!ranged, {"E-EMG-002", "largest_growth, typical_share", "an option is out of range",
                            "give growth ≥ 0 and a share between 0 and 1", term, ""});
  problems.throw_if_any();
  for (Index t = 0; t < count.rows(); ++t) {
    for (Index s = 0; s < count.cols(); ++s) {
      const double c = count(t, s);
      const double n = postings(t, s);
      const bool wrong = !std::isfinite(c) || !std::isfinite(n) || c < 0.0 || c > n || c != std::floor(c) ||
                         n != std::floor(n);
      problems.add_if(wrong,
                      {"E-EMG-003", "counts, postings",
                       std::to_string(c) + " of " + std::to_string(n) + " postings in month " +
                           std::to_string(t + 1) + ", source " + std::to_string(s + 1),
                       "count the postings that mention the term: whole, at most all of them", term, ""});
    }
  }
  problems.throw_if_any();
}

/// counts, postings: months × sources, whole numbers, counts ≤ postings; a month without postings of a source has 0 of both.
/// Errors: check_term_counts. O(months²·sources) where nothing happens, some hundred small regressions a month where something does.
[[nodiscard]] inline TermEvidence rising_evidence(const Eigen::ArrayXXd& count,
                                                  const Eigen::ArrayXXd& postings,
                                                  const EvidenceOptions& options = {},
                                                  const std::string& term = {}) {
  check_term_counts(count, postings, options, term);
  const Index months = count.rows();
  constexpr double kNothing = -std::numeric_limits<double>::infinity();
  TermEvidence out;
  out.log_evidence = Eigen::ArrayXd::Constant(months, kNothing);
  out.log_lasting = Eigen::ArrayXd::Constant(months, kNothing);
  detail::GrowthForecaster forecaster(count.cols(), options);
  detail::NoGrowth null(count, postings, options);
  double said = 0.0;
  double largest = kNothing;
  for (Index t = 0; t < months; ++t) {
    said += forecaster.learn(count.row(t).transpose(), postings.row(t).transpose());
    double value = said - null.at_least(t + 1);
    if (value > std::max(options.exact_above, largest) && largest < options.enough) {
      value = said - null.at_concentration(t + 1);
      if (value > std::max(options.exact_above, largest)) value = said - null.best(t + 1);
    }
    out.log_evidence(t) = value;
    // Bounds that were not sharpened cannot raise the maximum: they are below exact_above, below it, or beyond enough.
    if (value > options.exact_above && largest < options.enough) largest = std::max(largest, value);
    out.log_lasting(t) = log_adjusted_maximum(largest);
  }
  return out;
}

}  // namespace dubao::labour::emergence
