// SPDX-License-Identifier: Apache-2.0
//
// Temporal disaggregation: annual values spread over quarters or months with the help of indicators.
//
// When      Employment is published once a year, value added every quarter: what was employment in each quarter, and what
//           is it now, after the last annual figure?
// When not  The low-frequency values are forecasts already with their own paths: disaggregate each path.
// Methods   Denton (temporal/denton.hpp) follows one indicator; Chow–Lin, Fernández, Litterman (temporal/chow_lin.hpp)
//           estimate the relation and give standard errors and paths. Every result and every path adds up to the annual
//           values.
// Breaks    A break of the annual series is an indicator of its own: a column that is 0 before it and 1 from it on.
// Example   indicator 1, 2, 3, 4 (ratio 2), means 3 and 7: x = 2, 4, 6, 8 (Denton, proportional: twice the indicator)
// Source    Dagum and Cholette (2006); Sax and Steiner (2013).
#pragma once

#include <dubao/hierarchy/temporal/aggregation.hpp>
#include <dubao/hierarchy/temporal/chow_lin.hpp>
#include <dubao/hierarchy/temporal/denton.hpp>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace dubao::hierarchy {

/// What is estimated; constants belong to `indicators` when they are wanted. All columns n long.
class TemporalDisaggregation {
 public:
  /// low: annual values (NaN = missing); indicators: n × k, n ≥ ratio · years, finite; names: k. Throws InputError
  /// E-TMP-001 to E-TMP-003 as temporal_constraint, E-TMP-005 for an indicator that is not finite, E-TMP-006 for fewer than
  /// k + 2 known annual values, E-TMP-007 when an indicator is a combination of the others. O(n² N) for each of about 200
  /// values of ρ.
  TemporalDisaggregation(const std::vector<double>& low, Eigen::MatrixXd indicators, Index ratio,
                         TemporalAggregation aggregation, TemporalRegression kind)
      : indicators_(std::move(indicators)),
        constraint_(temporal_constraint(low, ratio, indicators_.rows(), aggregation)),
        kind_(kind),
        degrees_of_freedom_(constraint_.values.size() - indicators_.cols()),
        exponent_(std::ilogb(std::max(constraint_.values.cwiseAbs().maxCoeff(), kSmallest))),
        best_(checked()) {
    const auto count = static_cast<double>(constraint_.values.size());
    sigma_ = std::sqrt(best_.sum_of_squares() / static_cast<double>(degrees_of_freedom_));
    deviance_ =
        best_.deviance() + count * (std::log(2.0 * kPi) + 1.0) + 2.0 * count * exponent_ * std::log(2.0);
  }

  /// Disaggregated values, n long: they add up to the annual ones; after the last year they are extrapolated.
  [[nodiscard]] std::vector<double> mean() const { return unscaled(best_.mean()); }
  /// Standard errors of these at the estimated ρ, with the uncertainty of β; 0 where the annual value fixes the period.
  [[nodiscard]] std::vector<double> standard_errors() const {
    return unscaled(sigma_ * best_.path_deviation(constraint_));
  }
  /// Coefficients of the indicators and their standard errors, unit of y over unit of the indicator.
  [[nodiscard]] std::vector<double> coefficients() const { return unscaled(best_.beta()); }
  [[nodiscard]] std::vector<double> coefficient_errors() const {
    return unscaled(sigma_ * best_.beta_deviation());
  }
  /// 0 for Fernández, whose residuals are a random walk.
  [[nodiscard]] double rho() const noexcept { return best_.rho(); }
  /// Log-likelihood of the annual values.
  [[nodiscard]] double loglik() const noexcept { return -0.5 * deviance_; }
  /// Innovation standard deviation of a high period, unit of y.
  [[nodiscard]] double sigma() const noexcept { return std::ldexp(sigma_, exponent_); }
  /// Annual values less the aggregated regression, one a known value.
  [[nodiscard]] std::vector<double> residuals() const {
    return unscaled(constraint_.values - constraint_.matrix * (indicators_ * best_.beta()));
  }

  /// n paths; every one adds up to the annual values. id: key of the random streams. Throws InputError E-MOD-002 for
  /// n < 1.
  [[nodiscard]] data::DrawMatrix draws(Index n, std::uint64_t seed, const std::string& id = {}) const {
    if (n < 1) {
      throw InputError("E-MOD-002", "n", std::to_string(n) + " is not a positive count",
                       "give a whole number ≥ 1", id);
    }
    const std::vector<TemporalFit> nodes = posterior();
    std::vector<double> cumulative;
    double highest = -std::numeric_limits<double>::infinity();
    for (const TemporalFit& node : nodes)
      highest = std::max(highest, node.log_posterior(degrees_of_freedom_));
    double sum = 0.0;
    for (std::size_t i = 0; i < nodes.size(); ++i) {
      sum += std::exp(nodes[i].log_posterior(degrees_of_freedom_) - highest) * width(i, nodes.size());
      cumulative.push_back(sum);
    }
    data::DrawMatrix out(n, indicators_.rows());
    const std::uint64_t key = data::hash_key(id);
    const auto degrees = static_cast<double>(degrees_of_freedom_);
    for (Index d = 0; d < n; ++d) {
      data::RandomStream random(seed, key, static_cast<std::uint64_t>(d));
      const double position = random.uniform() * sum;
      const auto found =
          std::lower_bound(cumulative.begin(), cumulative.end(), position) - cumulative.begin();
      const TemporalFit& node = nodes[std::min(static_cast<std::size_t>(found), nodes.size() - 1)];
      const double sigma = models::detail::draw_standard_deviation(
          random, std::sqrt(node.sum_of_squares() / degrees), degrees);
      const Eigen::VectorXd path = node.draw(constraint_, sigma, random);
      for (Eigen::Index t = 0; t < path.size(); ++t) out(d, t) = std::ldexp(path[t], exponent_);
    }
    return out;
  }

 private:
  static constexpr double kPi = 3.14159265358979323846;
  static constexpr double kSmallest = 1e-300;
  // Points of ρ for the draws: denser toward one, where the process changes most.
  static constexpr std::size_t kNodes = 41;
  [[nodiscard]] static double node_rho(std::size_t i) noexcept {
    const double rest = 1.0 - static_cast<double>(i) / static_cast<double>(kNodes - 1);
    return kLargestRho * (1.0 - rest * rest);
  }
  // Flat in ρ: each node stands for the values nearest to it.
  [[nodiscard]] static double width(std::size_t i, std::size_t count) noexcept {
    if (count == 1) return 1.0;
    const double low = i == 0 ? 0.0 : 0.5 * (node_rho(i - 1) + node_rho(i));
    const double high = i + 1 == count ? kLargestRho : 0.5 * (node_rho(i) + node_rho(i + 1));
    return high - low;
  }
  [[nodiscard]] std::vector<TemporalFit> posterior() const {
    std::vector<TemporalFit> out;
    const std::size_t count = kind_ == TemporalRegression::kFernandez ? 1 : kNodes;
    for (std::size_t i = 0; i < count; ++i) out.emplace_back(kind_, constraint_, indicators_, node_rho(i));
    return out;
  }
  // Annual values are scaled by a power of two; then the fit, refused where it cannot be made.
  [[nodiscard]] TemporalFit checked() {
    Problems problems;
    problems.add_if(!indicators_.allFinite(), {"E-TMP-005", "indicator", "a value is missing or infinite",
                                               "give every period a number", "", ""});
    problems.add_if(degrees_of_freedom_ < 2,
                    {"E-TMP-006", "low",
                     std::to_string(constraint_.values.size()) + " annual values for " +
                         std::to_string(indicators_.cols()) + " coefficients",
                     "give at least two values more than coefficients, or use Denton's method", "", ""});
    problems.throw_if_any();
    constraint_.values *= std::ldexp(1.0, -exponent_);
    TemporalFit fit = fit_temporal(kind_, constraint_, indicators_);
    if (!fit.is_good()) {
      throw InputError("E-TMP-007", "indicator", "an indicator is zero or a combination of the others",
                       "leave one of them out");
    }
    return fit;
  }
  [[nodiscard]] std::vector<double> unscaled(const Eigen::VectorXd& values) const {
    std::vector<double> out(static_cast<std::size_t>(values.size()));
    for (Eigen::Index i = 0; i < values.size(); ++i) {
      out[static_cast<std::size_t>(i)] = std::ldexp(values[i], exponent_);
    }
    return out;
  }

  Eigen::MatrixXd indicators_;
  TemporalConstraint constraint_;
  TemporalRegression kind_;
  Index degrees_of_freedom_;
  int exponent_;
  TemporalFit best_;
  double sigma_ = 0.0;
  double deviance_ = 0.0;
};

}  // namespace dubao::hierarchy
