// SPDX-License-Identifier: Apache-2.0
//
// Shares on the logit scale: a small regression for counts with exposure, at a given concentration.
//
// What      Maximum likelihood, or the mode under independent normal priors, of logit p_i = x_i·b for beta-binomial counts, one
//           coefficient of which may have an upper bound. Newton with halved steps; the likelihood of a binomial is concave, that of a
//           beta-binomial nearly so: where the curvature has the wrong sign a multiple of the identity is added.
// When      A handful of coefficients and up to some hundred rows: a term's counts by month and source.
// When not  General regression: see regression/glm.
// Example   Counts 10 of 100 and 30 of 100 with an intercept alone: p = 0.2, b = ln(0.2/0.8) = −1.386294.
#pragma once

#include <dubao/data/series.hpp>
#include <dubao/labour/emergence/beta_binomial.hpp>

#include <Eigen/Core>
#include <Eigen/LU>
#include <algorithm>
#include <cmath>
#include <limits>

namespace dubao::labour::emergence {

/// Logits beyond this are shares of 10⁻¹¹ and less: no data tell them apart.
inline constexpr double kLargestLogit = 25.0;
inline constexpr int kShareIterations = 60;
/// A step that gains less than this in log-likelihood is the last.
inline constexpr double kShareTolerance = 1e-9;

/// Counts and exposure by row (month × source), and the columns of the regression.
struct ShareData {
  Eigen::ArrayXd count;
  Eigen::ArrayXd postings;
  Eigen::MatrixXd columns;
};

struct ShareFit {
  Eigen::VectorXd coefficients;
  double log_likelihood = -std::numeric_limits<double>::infinity();  ///< without the prior
  double log_posterior = -std::numeric_limits<double>::infinity();   ///< with −½ Σ λ b²
  Eigen::MatrixXd information;  ///< minus the second derivatives of the log-posterior
  bool converged = false;
};

/// An upper bound of one coefficient; column < 0: none.
struct CoefficientBound {
  Index column = -1;
  double upper = 0.0;
};

namespace detail {

[[nodiscard]] inline double share_of_logit(double logit) {
  const double kept = std::clamp(logit, -kLargestLogit, kLargestLogit);
  return 1.0 / (1.0 + std::exp(-kept));
}

/// Log-likelihood alone at coefficients.
[[nodiscard]] inline double shares_log_likelihood(const ShareData& data, const Eigen::VectorXd& b,
                                                  double concentration) {
  const Eigen::VectorXd logits = data.columns * b;
  double sum = 0.0;
  for (Index i = 0; i < logits.size(); ++i) {
    if (data.postings(i) > 0.0) {
      sum += share_log_likelihood(data.count(i), data.postings(i), share_of_logit(logits(i)), concentration);
    }
  }
  return sum;
}

/// Newton over the coefficients that are free.
[[nodiscard]] inline ShareFit newton_shares(const ShareData& data, double concentration,
                                            const Eigen::ArrayXd& precision, Eigen::VectorXd b, Index fixed) {
  const Index k = b.size();
  const auto posterior = [&](const Eigen::VectorXd& at) {
    return shares_log_likelihood(data, at, concentration) - 0.5 * (precision * at.array().square()).sum();
  };
  ShareFit out;
  double value = posterior(b);
  Eigen::VectorXd gradient(k);
  for (int iteration = 0; iteration < kShareIterations; ++iteration) {
    gradient = -(precision * b.array()).matrix();
    out.information = Eigen::MatrixXd(precision.matrix().asDiagonal());
    const Eigen::VectorXd logits = data.columns * b;
    for (Index i = 0; i < logits.size(); ++i) {
      if (!(data.postings(i) > 0.0)) continue;
      const ShareLikelihood one =
          share_likelihood(data.count(i), data.postings(i), share_of_logit(logits(i)), concentration);
      gradient += one.slope * data.columns.row(i).transpose();
      out.information -= one.curvature * data.columns.row(i).transpose() * data.columns.row(i);
    }
    Eigen::MatrixXd system = out.information;
    if (fixed >= 0) {
      gradient(fixed) = 0.0;
      system.row(fixed).setZero();
      system.col(fixed).setZero();
      system(fixed, fixed) = 1.0;
    }
    double ridge = 0.0;
    bool moved = false;
    for (int attempt = 0; attempt < 30 && !moved; ++attempt) {
      Eigen::MatrixXd damped = system;
      damped.diagonal().array() += ridge;
      const Eigen::VectorXd step = damped.partialPivLu().solve(gradient);
      if (step.allFinite() && gradient.dot(step) >= 0.0) {
        for (double length = 1.0; length > 1e-4 && !moved; length *= 0.5) {
          const Eigen::VectorXd next = b + length * step;
          const double there = posterior(next);
          if (there >= value) {
            out.converged = there - value < kShareTolerance;
            b = next;
            value = there;
            moved = true;
          }
        }
      }
      ridge = ridge == 0.0 ? 1e-6 * (1.0 + system.diagonal().cwiseAbs().maxCoeff()) : 10.0 * ridge;
    }
    if (!moved) out.converged = true;  // no direction gains: the value is a maximum to rounding
    if (out.converged) break;
  }
  out.coefficients = b;
  out.log_posterior = value;
  out.log_likelihood = value + 0.5 * (precision * b.array().square()).sum();
  return out;
}

}  // namespace detail

/// Fits the shares. start: coefficients to begin from; precision: λ ≥ 0 of the normal priors with mean 0, one a column; bound: see
/// CoefficientBound. Data are those the callers checked: 0 ≤ count ≤ postings, whole. O(iterations · rows · columns²).
[[nodiscard]] inline ShareFit fit_shares(const ShareData& data, double concentration,
                                         const Eigen::ArrayXd& precision, const Eigen::VectorXd& start,
                                         CoefficientBound bound = {}) {
  ShareFit out = detail::newton_shares(data, concentration, precision, start, -1);
  if (bound.column >= 0 && out.coefficients(bound.column) > bound.upper) {
    Eigen::VectorXd held = out.coefficients;
    held(bound.column) = bound.upper;
    out = detail::newton_shares(data, concentration, precision, held, bound.column);
  }
  return out;
}

}  // namespace dubao::labour::emergence
