// SPDX-License-Identifier: Apache-2.0
//
// Show-up: how many of those who are offered a place enrol, as a distribution that knows how little history there is.
//
// What      The posterior of the show-up rate of a coming round from past rounds (offered, enrolled), and the predictive
//           distribution of the number who enrol out of n offers, as exact sums.
// When      Offers of a round are to be set (offers.hpp); rounds with the same place in the calendar and the same procedure are
//           comparable.
// When not  The procedure changed (another admission method, another fee): give only the years after the change.
// Formula   enrolled_y | offered_y, π_y ~ Binomial(offered_y, π_y),  π_y ~ Beta(μφ, (1−μ)φ),  ρ = 1/(1+φ): a year's own rate π_y moves
//           around μ with variance μ(1−μ)ρ. Prior: μ ~ Uniform(0, 1), ρ ~ Beta(1, b), b = 30 by default: a year's rate then has a
//           standard deviation of about 0.09 around 0.6 before any data (ASSUMPTION, ours). Marginal likelihood of a year:
//           C(n,k)·B(k+μφ, n−k+(1−μ)φ)/B(μφ, (1−μ)φ). The posterior is summed on a grid: 41 values of μ around its mode (logit scale) at
//           each of 60 values of ρ (logit scale), trapezoid weights. The predictive of the next round mixes beta-binomials over it, so
//           both the unknown rate and the unknown dispersion are in it; no simulation.
// Few data  Nothing known: the uniform prior alone. One year: ρ is its prior's. A note says so (years()).
// Example   600 offered and 420 enrolled, 500 and 330, 650 and 470: mean rate of the next year 0.691, standard deviation 0.070.
// Source    Beta-binomial with unknown dispersion: Skellam (1948); priors on the dispersion and grids: Gelman et al., Bayesian Data
//           Analysis, 3rd edition (2013), section 5.3. The prior's b is our choice.
#pragma once

#include <dubao/data/series.hpp>
#include <dubao/error.hpp>
#include <dubao/labour/capacity/checks.hpp>
#include <dubao/labour/capacity/institution.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <set>
#include <string>
#include <vector>

namespace dubao::labour::capacity {

/// Round of one past year. offered > 0, 0 ≤ enrolled ≤ offered, whole persons.
struct ShowUp {
  int year = 0;
  double offered = kNotKnown;
  double enrolled = kNotKnown;
};

/// b of the prior Beta(1, b) of the dispersion ρ; larger: years are thought more alike. Own choice, see above.
inline constexpr double kDispersionPrior = 30.0;

namespace detail {

inline constexpr int kRateNodes = 41;            ///< of μ, at each ρ
inline constexpr double kRateReach = 7.0;        ///< posterior standard deviations on either side of the mode
inline constexpr int kDispersionNodes = 60;      ///< of ρ
inline constexpr double kDispersionLow = -14.0;  ///< logit ρ: 8e−7, no dispersion at all
inline constexpr double kDispersionHigh = 6.0;   ///< logit ρ: 0.998, every year all or nothing
inline constexpr double kLogitReach = 14.0;      ///< widest logit μ looked at
inline constexpr double kNodeWeightFloor = 1e-9;  ///< nodes with less of the posterior are left out

[[nodiscard]] inline double log_beta(double a, double b) {
  return std::lgamma(a) + std::lgamma(b) - std::lgamma(a + b);
}

[[nodiscard]] inline double logistic(double x) { return 1.0 / (1.0 + std::exp(-x)); }

/// log of Σ exp over a vector, safe for large values.
[[nodiscard]] inline double log_of_sum(const std::vector<double>& logs) {
  const double top = *std::max_element(logs.begin(), logs.end());
  double sum = 0.0;
  for (const double one : logs) sum += std::exp(one - top);
  return top + std::log(sum);
}

/// P(X = k), k = 0 … last, of a beta-binomial with n trials; last ≤ n. Starts near the mode and recurs to both sides.
inline void add_beta_binomial(double alpha, double beta, Index n, double weight,
                              std::vector<double>& masses) {
  const auto last = static_cast<Index>(masses.size()) - 1;
  const auto trials = static_cast<double>(n);
  const double mean = trials * alpha / (alpha + beta);
  const Index start = std::min(last, static_cast<Index>(mean));
  const auto at = static_cast<double>(start);
  const double log_mass = std::lgamma(trials + 1.0) - std::lgamma(at + 1.0) - std::lgamma(trials - at + 1.0) +
                          log_beta(at + alpha, trials - at + beta) - log_beta(alpha, beta);
  const double first = weight * std::exp(log_mass);
  masses[static_cast<std::size_t>(start)] += first;
  double mass = first;
  for (Index k = start; k > 0; --k) {  // P(k−1)/P(k) = k(n−k+β) / ((n−k+1)(k−1+α))
    const auto x = static_cast<double>(k);
    mass *= x * (trials - x + beta) / ((trials - x + 1.0) * (x - 1.0 + alpha));
    masses[static_cast<std::size_t>(k - 1)] += mass;
  }
  mass = first;
  for (Index k = start; k < last; ++k) {
    const auto x = static_cast<double>(k);
    mass *= (trials - x) * (x + alpha) / ((x + 1.0) * (trials - x - 1.0 + beta));
    masses[static_cast<std::size_t>(k + 1)] += mass;
  }
}

}  // namespace detail

/// Posterior of the show-up rate of one round.
class ShowUpRate {
 public:
  /// history: past rounds that are comparable, any number; dispersion_prior: b > 0.
  /// Throws InputError E-CAP-060 (a round with no offers, more enrolled than offered, or no whole persons; naming the year), E-CAP-061
  /// (dispersion_prior), all at once. About 2,400 nodes × years.
  explicit ShowUpRate(const std::vector<ShowUp>& history, double dispersion_prior = kDispersionPrior) {
    check(history, dispersion_prior);
    std::set<int> years;
    for (const ShowUp& one : history) years.insert(one.year);
    years_ = years.size();
    std::vector<double> logs;
    const double step = (detail::kDispersionHigh - detail::kDispersionLow) / (detail::kDispersionNodes - 1);
    for (int r = 0; r < detail::kDispersionNodes; ++r) {
      const double logit = detail::kDispersionLow + step * r;
      const double rho = detail::logistic(logit);
      // Density of Beta(1, b) times the derivative of the logit scale.
      const double log_prior = dispersion_prior * std::log1p(-rho) + std::log(rho);  // (1−ρ)^{b−1} · ρ(1−ρ)
      add_rates(history, rho, log_prior, logs);
    }
    const double total = detail::log_of_sum(logs);
    std::vector<Node> kept;
    double sum = 0.0;
    for (std::size_t i = 0; i < logs.size(); ++i) {
      nodes_[i].weight = std::exp(logs[i] - total);
      if (nodes_[i].weight < detail::kNodeWeightFloor) continue;
      kept.push_back(nodes_[i]);
      sum += nodes_[i].weight;
    }
    for (Node& node : kept) node.weight /= sum;
    nodes_ = std::move(kept);
  }

  /// Expected rate of the coming round.
  [[nodiscard]] double mean() const {
    double out = 0.0;
    for (const Node& node : nodes_) out += node.weight * node.alpha / (node.alpha + node.beta);
    return out;
  }

  /// Standard deviation of the coming round's rate: unknown mean and year-to-year movement together.
  [[nodiscard]] double standard_deviation() const {
    const double centre = mean();
    double out = 0.0;
    for (const Node& node : nodes_) {
      const double size = node.alpha + node.beta;
      const double mu = node.alpha / size;
      out += node.weight * (mu * (1.0 - mu) / (1.0 + size) + (mu - centre) * (mu - centre));
    }
    return std::sqrt(out);
  }

  /// Posterior mean of the dispersion ρ: 0 where years differ by chance only.
  [[nodiscard]] double dispersion() const {
    double out = 0.0;
    for (const Node& node : nodes_) out += node.weight / (1.0 + node.alpha + node.beta);
    return out;
  }

  /// Different years in the history.
  [[nodiscard]] std::size_t years() const noexcept { return years_; }

  /// P(X = k) for k = 0 … last of the number who enrol out of `offers`; last is cut to offers. O(nodes · last).
  [[nodiscard]] std::vector<double> masses(Index offers, Index last) const {
    std::vector<double> out(static_cast<std::size_t>(std::min(offers, last) + 1), 0.0);
    for (const Node& node : nodes_)
      detail::add_beta_binomial(node.alpha, node.beta, offers, node.weight, out);
    return out;
  }

  /// P(X ≤ most) of the number who enrol out of `offers`; 0 for most < 0.
  [[nodiscard]] double at_most(Index offers, Index most) const {
    if (most < 0) return 0.0;
    if (most >= offers) return 1.0;
    double sum = 0.0;
    for (const double one : masses(offers, most)) sum += one;
    return std::min(1.0, sum);
  }

 private:
  /// One beta distribution of the mixture.
  struct Node {
    double alpha = 0.0;
    double beta = 0.0;
    double weight = 0.0;
  };

  static void check(const std::vector<ShowUp>& history, double dispersion_prior) {
    Problems problems;
    const auto whole = [](double n) { return std::isfinite(n) && n == std::floor(n); };
    for (const ShowUp& one : history) {
      problems.add_if(!whole(one.offered) || !whole(one.enrolled) || one.offered < 1.0 ||
                          one.enrolled < 0.0 || one.enrolled > one.offered,
                      {"E-CAP-060", "history",
                       detail::shown(one.offered) + " offered and " + detail::shown(one.enrolled) +
                           " enrolled are no round",
                       "give whole persons: at least one offer, at most as many enrolled as offered", "",
                       std::to_string(one.year)});
    }
    problems.add_if(!(dispersion_prior > 0.0) || std::isinf(dispersion_prior),
                    {"E-CAP-061", "dispersion_prior", detail::shown(dispersion_prior) + " is out of range",
                     "give a finite number above 0, for instance 30", "", ""});
    problems.throw_if_any();
  }

  /// Log posterior of logit μ at one φ, up to a constant.
  static double log_rate(const std::vector<ShowUp>& history, double logit, double size) {
    const double mu = detail::logistic(logit);
    const double alpha = mu * size;
    const double beta = detail::logistic(-logit) * size;
    double out = std::log(mu) + std::log(detail::logistic(-logit));  // uniform μ on the logit scale
    for (const ShowUp& one : history) {
      out += detail::log_beta(one.enrolled + alpha, one.offered - one.enrolled + beta) -
             detail::log_beta(alpha, beta);
    }
    return out;
  }

  void add_rates(const std::vector<ShowUp>& history, double rho, double log_prior,
                 std::vector<double>& logs) {
    const double size = (1.0 - rho) / rho;
    const auto height = [&](double logit) { return log_rate(history, logit, size); };
    // The mode by golden section: the log posterior rises, then falls.
    constexpr double kGolden = 0.6180339887498949;
    double low = -detail::kLogitReach;
    double high = detail::kLogitReach;
    double left = high - kGolden * (high - low);
    double right = low + kGolden * (high - low);
    double at_left = height(left);
    double at_right = height(right);
    constexpr double kModeTolerance = 1e-4;
    while (high - low > kModeTolerance) {
      if (at_left < at_right) {
        low = left;
        left = right;
        at_left = at_right;
        right = low + kGolden * (high - low);
        at_right = height(right);
      } else {
        high = right;
        right = left;
        at_right = at_left;
        left = high - kGolden * (high - low);
        at_left = height(left);
      }
    }
    const double mode = 0.5 * (low + high);
    const double top = height(mode);
    // The width on each side: where the log posterior has fallen by one half of a squared standard deviation.
    const auto width = [&](double direction) {
      double inside = 0.0;
      double outside = kModeTolerance;
      while (top - height(mode + direction * outside) < 0.5 && outside < detail::kLogitReach) outside *= 2.0;
      constexpr int kHalvings = 12;
      for (int i = 0; i < kHalvings; ++i) {
        const double middle = 0.5 * (inside + outside);
        (top - height(mode + direction * middle) < 0.5 ? inside : outside) = middle;
      }
      return outside;
    };
    const double below = detail::kRateReach * width(-1.0);
    const double above = detail::kRateReach * width(1.0);
    const double step = (below + above) / (detail::kRateNodes - 1);
    for (int m = 0; m < detail::kRateNodes; ++m) {
      const double logit = mode - below + step * m;
      nodes_.push_back({detail::logistic(logit) * size, detail::logistic(-logit) * size, 0.0});
      logs.push_back(height(logit) + log_prior + std::log(step));
    }
  }

  std::vector<Node> nodes_;
  std::size_t years_ = 0;
};

}  // namespace dubao::labour::capacity
