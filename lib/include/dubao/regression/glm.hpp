// SPDX-License-Identifier: Apache-2.0
//
// Generalised linear models: counts, shares and positive amounts as functions of drivers.
//
// What      Poisson, negative binomial (NB2), binomial (logit, probit, complementary log-log), fractional logit and gamma (log,
//           inverse), with offset, prior or frequency weights, model-based or robust errors.
// When      The response cannot be negative, or lies in [0, 1], and its variance grows with its mean.
// When not  A response of both signs (linear.hpp); counts with many more zeros than the model gives; shares whose ceiling is
//           below 1 (growth curves).
// Formula   E y = μ,  g(μ) = x'β + offset,  var y = φ V(μ)/a;   β maximises the likelihood (irls.hpp)
//           pearson = Σ a (y − μ)²/V(μ),  φ̂ = pearson / (n − p) where it is estimated (gamma; or asked for)
//           AIC = −2 log L + 2 (p + 1 where a dispersion or θ is estimated); constants of log L as in R
// Null      Intercept and offset alone.
// Example   y = (1, 3) without columns: Poisson with intercept log 2, standard error 1/√4 = 0.5, deviance 1.0465
// Source    McCullagh and Nelder (1989); Venables and Ripley (2002) for θ; Papke and Wooldridge (1996) for fractional logit.
//           Oracle: R's glm and MASS::glm.nb, tests/golden/scripts/glm.R.
#pragma once

#include <dubao/regression/design.hpp>
#include <dubao/regression/glm/check.hpp>
#include <dubao/regression/glm/covariance.hpp>
#include <dubao/regression/glm/likelihood_fit.hpp>
#include <dubao/regression/result.hpp>

#include <Eigen/Core>
#include <cmath>
#include <limits>
#include <string>
#include <utility>
#include <vector>

namespace dubao::regression {

/// Mean deviance of a gamma model below which the data are fitted exactly: rounding of y/μ leaves about 1e-16.
inline constexpr double kExactFit = 1e-14;

struct GlmData {
  Eigen::VectorXd weights;      ///< or empty
  Eigen::VectorXd offset;       ///< or empty; log(exposure) for rates
  std::vector<Index> clusters;  ///< code 0, 1, … a row, for clustered errors
};

struct GlmResult : RegressionResult {
  GlmModel glm;             ///< θ may be +∞: no overdispersion
  bool has_offset = false;  ///< new rows then need theirs
};

/// Deviance of the model with intercept and offset alone; NaN where it has none (inverse link without intercept).
[[nodiscard]] inline double null_deviance(const GlmModel& model, const GlmRows& rows, bool intercept,
                                          bool has_offset) {
  const Eigen::MatrixXd ones = Eigen::MatrixXd::Ones(rows.x.rows(), 1);
  const GlmRows null{ones, rows.y, rows.weights, rows.offset};
  const Eigen::VectorXd start = detail::flat_start(model, null, true);
  double deviance = std::numeric_limits<double>::infinity();
  if (intercept && has_offset) {
    deviance = fit_irls(model, null, {}, start).deviance;
  } else {
    const Eigen::VectorXd beta = intercept ? start : Eigen::VectorXd::Zero(1);
    deviance = detail::for_each_block(model, null, &beta, [](Index, const auto&, const auto&) {});
  }
  return std::isfinite(deviance) ? deviance : std::numeric_limits<double>::quiet_NaN();
}

/// Fits a generalised linear model.
/// \param x     observations × columns, without the intercept; finite
/// \param y     counts ≥ 0, shares in [0, 1] or positive values, by family
/// \param names one a column, or empty
/// \param data  weights, offset, clusters
/// Returns coefficients, errors, statistics "deviance", "null_deviance", "pearson", "dispersion", "theta", "theta_error",
/// "quasi_loglik". Notes tell dropped columns, quasi-complete separation, infinite θ, quasi-likelihood.
/// Throws InputError E-DES-… (design), E-GLM-001…006 (response, offset), 007 complete separation (columns named), 009 clusters;
/// ModelError E-GLM-008 no coefficients inside the range of the link were found.
/// Cost: about ten passes of np² operations.
[[nodiscard]] inline GlmResult fit_glm(const Eigen::MatrixXd& x, const Eigen::VectorXd& y,
                                       std::vector<std::string> names, bool intercept,
                                       const GlmOptions& options, const GlmData& data = {}) {
  const bool clustered = options.covariance == GlmCovariance::kClustered;
  const Eigen::VectorXd weights = data.weights.size() > 0 ? data.weights : Eigen::VectorXd::Ones(y.size());
  Problems problems;
  collect_regression_problems(x, y, data.weights, names, intercept, problems);
  collect_glm_problems(options.family, options.quasi, y, weights, data.offset, data.clusters, clustered,
                       problems);
  problems.throw_if_any();
  const bool has_offset = data.offset.size() > 0;
  const Eigen::VectorXd offset = has_offset ? data.offset : Eigen::VectorXd::Zero(y.size());
  Design design = make_design(x, std::move(names), intercept);

  GlmResult out;
  out.intercept = intercept;
  out.columns = x.cols();
  out.has_offset = has_offset;
  out.glm = {options.family, options.link, std::isnan(options.theta) ? 1.0 : options.theta, false};
  out.model = options.quasi && options.family == Family::kBinomial ? "FractionalLogit"
                                                                   : std::string(to_string(options.family));
  const OrthogonalFactor rank = detail::column_rank(design.x, weights);
  out.kept = rank.kept();
  for (const Index j : out.kept) out.names.push_back(design.names[static_cast<std::size_t>(j)]);
  for (const Index j : rank.dropped()) {
    out.dropped.push_back(design.names[static_cast<std::size_t>(j)]);
    out.notes.push_back("column '" + out.dropped.back() +
                        "' is left out: the columns before it say the same");
  }
  if (!out.dropped.empty()) design.x = Eigen::MatrixXd(design.x(Eigen::all, out.kept));
  const GlmRows rows{design.x, y, weights, offset};
  const bool first_is_ones = intercept && !out.kept.empty() && out.kept.front() == 0;
  // Deviations from the means: a column far from zero is otherwise nearly the intercept, and its digits are lost in Xβ.
  Eigen::VectorXd means = Eigen::VectorXd::Zero(design.x.cols());
  for (Index j = first_is_ones ? 1 : design.x.cols(); j < design.x.cols(); ++j) {
    means[j] = design.x.col(j).mean();
    design.x.col(j).array() -= means[j];
  }

  ThetaFit theta;
  IrlsFit fit = detail::fit_likelihood(out.glm, options, rows, first_is_ones, &theta);
  if (!std::isfinite(fit.deviance)) {
    throw ModelError("E-GLM-008", "X",
                     "no coefficients were found at which every fitted mean is inside the range of the " +
                         std::string(to_string(options.link)) + " link",
                     "use the log link, or add an intercept");
  }
  if (!fit.converged || detail::is_near_edge(out.glm, rows, fit.beta))
    detail::settle_separation(out.glm, options, rows, first_is_ones, out.names, fit, &theta, out.notes);
  out.params = fit.beta;
  out.converged = fit.converged;
  out.iterations = fit.iterations;
  if (!fit.converged)
    out.notes.emplace_back(
        "the search ended before the coefficients settled: look at their scale and at the data");

  // Fitted means, Pearson's statistic.
  const auto p = static_cast<double>(out.kept.size());
  const Eigen::VectorXd eta = design.x * out.params + offset;
  out.fitted.resize(y.size());
  double pearson = 0.0;
  double total = 0.0;
  for (Index i = 0; i < y.size(); ++i) {
    const LinkedMean m = inverse_link(out.glm.link, eta[i]);
    out.fitted[i] = m.mean;
    if (!(weights[i] > 0.0)) continue;
    ++out.observations;
    total += weights[i];
    double variance = m.mean;
    if (out.glm.family == Family::kNegativeBinomial)
      variance = variance_function<Family::kNegativeBinomial>(m, out.glm.theta);
    if (out.glm.family == Family::kBinomial) variance = m.mean * m.rest;
    if (out.glm.family == Family::kGamma) variance = m.mean * m.mean;
    const double gap = y[i] - m.mean;
    if (gap != 0.0) pearson += weights[i] * gap * gap / variance;
  }
  out.residuals = y - out.fitted;
  // Back to the columns as given: the intercept belongs to x = 0.
  if (first_is_ones) out.params[0] -= means.dot(out.params);
  const double count = options.frequency_weights ? total : static_cast<double>(out.observations);
  out.residual_df = count - p;
  const bool free_dispersion = options.family == Family::kGamma || options.estimate_dispersion;
  double dispersion = 1.0;
  if (free_dispersion) {
    dispersion = out.residual_df > 0.0 ? pearson / out.residual_df : std::numeric_limits<double>::quiet_NaN();
    if (std::isnan(dispersion))
      out.notes.emplace_back(
          "as many coefficients as observations: the dispersion, and with it every error, is not defined");
  }
  const bool robust = options.covariance != GlmCovariance::kModel;
  out.reference = free_dispersion && !robust ? Reference::kStudent : Reference::kNormal;
  out.scale = dispersion;
  out.covariance = inverse_of_information(fit.triangle);
  if (robust) {
    out.covariance = robust_covariance(options.covariance, out.glm, rows, fit.beta, out.covariance, count,
                                       options.frequency_weights, data.clusters);
  } else {
    out.covariance *= dispersion;
  }
  if (first_is_ones) {
    const Eigen::VectorXd along = out.covariance * means;
    const double twice = 2.0 * along[0] - means.dot(along);
    out.covariance(0, 0) -= twice;
    for (Index j = 1; j < means.size(); ++j) {
      out.covariance(0, j) -= along[j];
      out.covariance(j, 0) = out.covariance(0, j);
    }
  }

  out.statistics["deviance"] = fit.deviance;
  out.statistics["pearson"] = pearson;
  out.statistics["dispersion"] = dispersion;
  const double null = null_deviance(out.glm, rows, first_is_ones, has_offset);
  if (std::isfinite(null)) out.statistics["null_deviance"] = null;

  // Likelihood, with the constants of R.
  double loglik = 0.0;
  const double mean_deviance = fit.deviance / total;
  for (Index i = 0; i < y.size(); ++i) {
    if (!(weights[i] > 0.0)) continue;
    const LinkedMean m = inverse_link(out.glm.link, eta[i]);
    if (options.quasi && options.family == Family::kBinomial) {
      loglik += weights[i] * ((y[i] > 0.0 ? y[i] * std::log(m.mean) : 0.0) +
                              (y[i] < 1.0 ? (1.0 - y[i]) * std::log(m.rest) : 0.0));
    } else if (options.family != Family::kGamma || mean_deviance > kExactFit) {
      loglik += log_density(out.glm, y[i], weights[i], m, mean_deviance);
    }
  }
  const bool whole = options.family != Family::kPoisson || is_whole(y, weights);
  double parameters = p;
  if (options.family == Family::kGamma ||
      (options.family == Family::kNegativeBinomial && std::isnan(options.theta)))
    parameters += 1.0;
  if (options.quasi) {
    out.statistics["quasi_loglik"] = loglik;
    out.notes.emplace_back(
        "a quasi-likelihood has no AIC; the errors are robust to the variance of the shares");
  } else if (options.family == Family::kGamma && !(mean_deviance > kExactFit)) {
    out.notes.emplace_back("the data are fitted exactly: likelihood, AIC and BIC are not defined");
  } else if (!whole) {
    out.notes.emplace_back(
        "y is not whole: the coefficients are of the quasi-likelihood and a likelihood is not defined; use "
        "robust errors");
  } else {
    out.loglik = loglik;
    out.aic = -2.0 * loglik + 2.0 * parameters;
    out.bic = -2.0 * loglik + std::log(count) * parameters;
  }
  if (options.family == Family::kNegativeBinomial) {
    out.statistics["theta"] =
        out.glm.family == Family::kPoisson ? std::numeric_limits<double>::infinity() : out.glm.theta;
    if (theta.found) out.statistics["theta_error"] = theta.standard_error;
    if (out.glm.family == Family::kPoisson)
      out.notes.emplace_back("no overdispersion: theta is infinite, the coefficients are those of Poisson");
  }
  return out;
}

/// Means of new rows with intervals. See predict_mean.
struct MeanPrediction {
  Eigen::VectorXd mean;
  Eigen::VectorXd low;
  Eigen::VectorXd high;
};

/// Means of new rows: the interval of the linear predictor, led through the link, so that it stays in the range of the mean.
/// \param x_new rows × result.columns; \param offset one a row, needed where the fit had one, else empty
/// \param level share in (0, 1)
/// Throws as kept_design; InputError E-GLM-010 when the offset is missing or of wrong number, E-DES-011 for the level.
[[nodiscard]] inline MeanPrediction predict_mean(const GlmResult& result, const Eigen::MatrixXd& x_new,
                                                 const Eigen::VectorXd& offset, double level) {
  if ((result.has_offset || offset.size() > 0) && offset.size() != x_new.rows()) {
    throw InputError("E-GLM-010", "offset",
                     std::to_string(offset.size()) + " offset(s) for " + std::to_string(x_new.rows()) +
                         " new row(s) of a model that was fitted with an offset",
                     "give each new row its offset or exposure; exposure 1 gives rates");
  }
  Eigen::VectorXd eta = linear_predictor(result, x_new);
  if (offset.size() > 0) eta += offset;
  const Eigen::VectorXd half =
      interval_factor(level, result.reference, result.residual_df) * standard_error_of_mean(result, x_new);
  MeanPrediction out{eta, eta, eta};
  for (Index i = 0; i < eta.size(); ++i) {
    out.mean[i] = inverse_link(result.glm.link, eta[i]).mean;
    out.low[i] = inverse_link(result.glm.link, eta[i] - half[i]).mean;
    out.high[i] = inverse_link(result.glm.link, eta[i] + half[i]).mean;
    // 1/η falls.
    if (result.glm.link == Link::kInverse) std::swap(out.low[i], out.high[i]);
  }
  return out;
}

}  // namespace dubao::regression
