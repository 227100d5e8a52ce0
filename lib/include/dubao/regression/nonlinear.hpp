// SPDX-License-Identifier: Apache-2.0
//
// Nonlinear least squares: any model f(x, b), its parameters with errors, and a certificate of the optimum.
//
// When      The model is known up to a few parameters that enter nonlinearly: saturation, decay, dose and response.
// When not  A model linear in its parameters (linear.hpp), counts or shares (glm.hpp), a growth curve of a series that is to
//           be forecast (models/growth.hpp, which has the intervals for it).
// Formula   min Σ ρ(w_t (y_t − f(x_t, b))²) over lower ≤ b ≤ upper;   s² = Σ w r² / (n − p);   V = s² (JᵀWJ)⁻¹
//           With covariance = kHessian V = s² (JᵀWJ + Σ w r ∇²r)⁻¹, the observed information. With a robust loss of
//           scale s and ψ(u) = u ρ'(u²):  V = k² s² [Σψ²/(n − p)] / [mean ψ']² (JᵀWJ)⁻¹,  k = 1 + p/n var(ψ') / mean(ψ')².
// Scale     of a robust loss: 1.4826 · median |r| of its own residuals, found by repeating the fit, or given.
// Bounds    A parameter at its bound has no standard error (its column is left out of JᵀWJ); a note names it.
// Likelihood  of normal errors, as R's nls has it: −n/2 (log 2π + 1 − log n + log Σ w r²) + Σ log w / 2.
// Example   y = 2 exp(−x/2) at x = 0, 1, 2, 3 from b = (1, 1): b = (2, 0.5)
// Source    Bates and Watts (1988); Seber and Wild (1989), section 2.1; Huber (1981), section 7.6, for robust errors.
#pragma once

#include <dubao/error.hpp>
#include <dubao/regression/nonlinear/covariance.hpp>
#include <dubao/regression/nonlinear/residuals.hpp>
#include <dubao/regression/nonlinear/search.hpp>
#include <dubao/regression/result.hpp>

#include <Eigen/Core>
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <string>
#include <utility>
#include <vector>

namespace dubao::regression {

/// What the covariance of a nonlinear fit is made of.
enum class NonlinearCovariance : std::uint8_t { kJacobian, kHessian };

/// Relative change of the scale of a robust loss at which it stands.
inline constexpr double kLossScaleTolerance = 1e-9;
inline constexpr int kLossScaleRounds = 60;

struct NonlinearOptions {
  std::vector<std::string> names;  ///< of the parameters; b1, b2, … when empty
  Eigen::VectorXd lower;           ///< one a parameter, −infinity for none; empty: none at all
  Eigen::VectorXd upper;
  Eigen::VectorXd weights;  ///< ≥ 0, one an observation, inverse variances; empty: equal
  optim::RobustLoss loss = optim::RobustLoss::kNone;
  double loss_scale = std::numeric_limits<double>::quiet_NaN();  ///< unit of √w r; NaN: estimated
  std::vector<Eigen::VectorXd> more_starts;                      ///< tried besides the first
  int starts = 1;            ///< the first and starts − 1 spread ones (spread_starts)
  int max_iterations = 400;  ///< of one search
  NonlinearCovariance covariance = NonlinearCovariance::kJacobian;
};

struct NonlinearResult {
  RegressionResult regression;
  Certificate certificate;
};

namespace detail {

inline void check_nonlinear(const Eigen::VectorXd& y, Eigen::Index size, const Eigen::VectorXd& start,
                            const NonlinearOptions& options) {
  Problems problems;
  const Eigen::Index p = start.size();
  const auto text = [](Eigen::Index i) { return std::to_string(i); };
  const auto finite = [&problems](const char* argument, const Eigen::VectorXd& values) {
    for (Eigen::Index t = 0; t < values.size(); ++t) {
      if (std::isfinite(values[t])) continue;
      problems.add({"E-NLS-002", argument,
                    std::isnan(values[t]) ? "a value is missing" : "a value is infinite",
                    "give finite numbers; leave incomplete observations out", "", "", "",
                    static_cast<long>(t + 1), ""});
      return;
    }
  };
  problems.add_if(y.size() != size,
                  {"E-NLS-001", "y", text(y.size()) + " value(s) for " + text(size) + " row(s) of x",
                   "give as many values as rows", "", ""});
  finite("y", y);
  finite("start", start);
  for (const Eigen::VectorXd& more : options.more_starts) {
    finite("start", more);
    problems.add_if(more.size() != p, {"E-NLS-003", "start", "the starts differ in length",
                                       "give every start one value a parameter", "", ""});
  }
  problems.add_if(p == 0,
                  {"E-NLS-003", "start", "there is no parameter", "give one value a parameter", "", ""});
  const bool counts = (options.lower.size() == 0 || options.lower.size() == p) &&
                      (options.upper.size() == 0 || options.upper.size() == p);
  problems.add_if(!counts, {"E-NLS-003", "bounds", "bounds and parameters differ in number",
                            "give one lower and one upper bound a parameter", "", ""});
  if (counts && options.lower.size() == p && options.upper.size() == p) {
    for (Eigen::Index i = 0; i < p; ++i) {
      problems.add_if(
          !(options.lower[i] <= options.upper[i]),
          {"E-NLS-003", "bounds", "the lower bound of parameter " + text(i + 1) + " is above the upper",
           "give lower ≤ upper", "", ""});
    }
  }
  problems.add_if(!options.names.empty() && static_cast<Eigen::Index>(options.names.size()) != p,
                  {"E-NLS-003", "names", "names and parameters differ in number",
                   "give each parameter one name", "", ""});
  Eigen::Index counted = y.size();
  if (options.weights.size() > 0) {
    finite("weights", options.weights);
    problems.add_if(options.weights.size() != y.size(),
                    {"E-NLS-001", "weights", "weights and values differ in number",
                     "give one weight an observation", "", ""});
    counted = (options.weights.array() > 0.0).count();
    problems.add_if(
        (options.weights.array() < 0.0).any() || counted == 0,
        {"E-NLS-006", "weights", "a weight is negative, or all are zero", "give weights ≥ 0", "", ""});
  }
  problems.add_if(p > 0 && counted < p,
                  {"E-NLS-004", "y", text(counted) + " observation(s) for " + text(p) + " parameters",
                   "give more observations, or fix parameters", "", ""});
  problems.add_if(options.starts < 1 || options.max_iterations < 1,
                  {"E-NLS-007", options.starts < 1 ? "starts" : "max_iterations", "the count is below 1",
                   "give a count of at least 1", "", ""});
  problems.add_if(
      !std::isnan(options.loss_scale) && !(options.loss_scale > 0.0 && std::isfinite(options.loss_scale)),
      {"E-NLS-007", "loss_scale", "the scale is not positive", "give a positive number, or none", "", ""});
  problems.throw_if_any();
}

/// Values of the rows with positive weight.
class KeptRows final : public optim::VectorFunction {
 public:
  KeptRows(optim::VectorFunction& all, std::vector<Eigen::Index> rows) : all_(all), rows_(std::move(rows)) {}
  [[nodiscard]] Eigen::Index parameters() const override { return all_.parameters(); }
  [[nodiscard]] Eigen::Index size() const override { return static_cast<Eigen::Index>(rows_.size()); }
  [[nodiscard]] bool has_one_grade() const override { return all_.has_one_grade(); }
  [[nodiscard]] double jacobian_error() const override { return all_.jacobian_error(); }
  bool evaluate(const Eigen::VectorXd& b, Eigen::VectorXd& values) override {
    full_.resize(all_.size());
    if (!all_.evaluate(b, full_)) return false;
    values = full_(rows_);
    return true;
  }
  bool differentiate(const Eigen::VectorXd& b, const Eigen::VectorXd& /*values*/, Eigen::MatrixXd& jacobian,
                     optim::Grade grade) override {
    full_.resize(all_.size());
    full_jacobian_.resize(all_.size(), all_.parameters());
    if (!all_.evaluate(b, full_) || !all_.differentiate(b, full_, full_jacobian_, grade)) return false;
    jacobian = full_jacobian_(rows_, Eigen::all);
    return true;
  }

 private:
  optim::VectorFunction& all_;
  std::vector<Eigen::Index> rows_;
  Eigen::VectorXd full_;
  Eigen::MatrixXd full_jacobian_;
};

}  // namespace detail

/// Fits f(b) = values to y.
///
/// \param values  f and its Jacobian; exact (FunctorValues) or by differences (optim::DifferencedFunction)
/// \param y       finite, one a value of f
/// \param start   finite, one a parameter; projected on the bounds
/// \param options see NonlinearOptions
/// \return        parameters, covariance, fit; certificate. Never NaN parameters.
/// Errors: InputError E-NLS-001 … E-NLS-004, E-NLS-006, E-NLS-007 for arguments; ModelError E-NLS-005 when f cannot be
/// evaluated at any start. Cost: some tens of evaluations and Jacobians, O(n p²) each.
/// Source: Bates and Watts (1988).
[[nodiscard]] inline NonlinearResult fit_nonlinear(optim::VectorFunction& values, const Eigen::VectorXd& y,
                                                   const Eigen::VectorXd& start,
                                                   const NonlinearOptions& options = {}) {
  using optim::RobustLoss;
  detail::check_nonlinear(y, values.size(), start, options);
  constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
  constexpr double kInfinity = std::numeric_limits<double>::infinity();
  const Eigen::Index p = start.size();
  const Eigen::VectorXd lower =
      options.lower.size() > 0 ? options.lower : Eigen::VectorXd::Constant(p, -kInfinity);
  const Eigen::VectorXd upper =
      options.upper.size() > 0 ? options.upper : Eigen::VectorXd::Constant(p, kInfinity);

  std::vector<Eigen::Index> rows;
  for (Eigen::Index t = 0; t < y.size(); ++t) {
    if (options.weights.size() == 0 || options.weights[t] > 0.0) rows.push_back(t);
  }
  detail::KeptRows kept(values, rows);
  const bool all = static_cast<Eigen::Index>(rows.size()) == y.size();
  optim::VectorFunction& used = all ? values : static_cast<optim::VectorFunction&>(kept);
  Eigen::VectorXd root;
  if (options.weights.size() > 0) root = options.weights(rows).cwiseSqrt();
  const Eigen::VectorXd response = y(rows);
  Residuals residuals(used, response, root);

  std::vector<Eigen::VectorXd> starts = spread_starts(start, options.starts, lower, upper);
  starts.insert(starts.end(), options.more_starts.begin(), options.more_starts.end());
  const bool robust = options.loss != RobustLoss::kNone;
  // A redescending loss starts from Huber's fit, which has one optimum where the model is nearly linear.
  const bool redescending = options.loss == RobustLoss::kTukey || options.loss == RobustLoss::kCauchy;
  double scale = options.loss_scale;
  const bool given = robust && !std::isnan(scale);
  if (given) {
    const RobustLoss first = redescending ? RobustLoss::kHuber : options.loss;
    residuals.set_loss(first, optim::usual_tuning(first) * scale);
  }
  Optimum best = find_optimum(residuals, lower, upper, starts, options.max_iterations);
  if (given && redescending && std::isfinite(best.sum_of_squares)) {
    const Certificate first = best.certificate;
    residuals.set_loss(options.loss, optim::usual_tuning(options.loss) * scale);
    best = find_optimum(residuals, lower, upper, {best.b}, options.max_iterations);
    best.certificate.starts = first.starts;
    best.certificate.agreed = first.agreed;
  }
  if (!std::isfinite(best.sum_of_squares)) {
    throw ModelError(
        "E-NLS-005", "start", "the model cannot be evaluated at the start: a value is not finite",
        "give a start where the model is finite for every row of x, or bounds that keep it there");
  }
  NonlinearResult out;
  RegressionResult& fit = out.regression;
  Eigen::VectorXd plain(response.size());  // weighted residuals without the loss
  const auto weigh = [&](const Eigen::VectorXd& b) {
    residuals.set_loss(RobustLoss::kNone, 0.0);
    (void)residuals.evaluate(b, plain);
  };
  weigh(best.b);
  if (robust && std::isnan(scale)) {
    std::vector<RobustLoss> losses{options.loss};
    if (redescending) losses.insert(losses.begin(), RobustLoss::kHuber);
    const Certificate first = best.certificate;
    bool settled = false;
    for (const RobustLoss loss : losses) {
      settled = false;
      for (int round = 0; round < kLossScaleRounds && !settled; ++round) {
        const double before = scale;
        scale = robust_scale(plain);
        settled = !(scale > 0.0) || std::abs(scale - before) <= kLossScaleTolerance * scale;
        if (!(scale > 0.0) || (settled && round > 0)) break;
        residuals.set_loss(loss, optim::usual_tuning(loss) * scale);
        best = find_optimum(residuals, lower, upper, {best.b}, options.max_iterations);
        weigh(best.b);
      }
    }
    best.certificate.starts = first.starts;
    best.certificate.agreed = first.agreed;
    if (!(scale > 0.0)) fit.notes.emplace_back("more than half of the residuals are zero: no robust scale");
    if (!settled) fit.notes.emplace_back("the scale of the robust loss did not settle");
  }

  fit.model = "NLS";
  fit.names = options.names;
  for (Eigen::Index i = static_cast<Eigen::Index>(fit.names.size()); i < p; ++i) {
    fit.names.push_back("b" + std::to_string(i + 1));
  }
  fit.params = best.b;
  fit.observations = static_cast<Index>(response.size());
  std::vector<Eigen::Index> free;
  for (Eigen::Index i = 0; i < p; ++i) {
    fit.kept.push_back(i);
    const auto& bound = best.certificate.at_bound;
    if (std::find(bound.begin(), bound.end(), i) == bound.end()) free.push_back(i);
  }
  const auto n = static_cast<double>(response.size());
  fit.residual_df = n - static_cast<double>(free.size());
  fit.fitted.resize(y.size());
  (void)values.evaluate(best.b, fit.fitted);
  fit.residuals = y - fit.fitted;
  const double squares = plain.squaredNorm();
  fit.scale = fit.residual_df > 0.0 ? squares / fit.residual_df : kNaN;
  if (!(fit.residual_df > 0.0)) {
    fit.notes.emplace_back("as many parameters as observations: no residual variance, no standard errors");
  }

  // Covariance from the Jacobian of the weighted residuals, without the loss.
  Eigen::MatrixXd jacobian = best.jacobian;
  Eigen::MatrixXd extra;
  if (robust) {
    (void)residuals.evaluate(best.b, plain);
    (void)residuals.differentiate(best.b, plain, jacobian, optim::Grade::kFine);
  } else if (options.covariance == NonlinearCovariance::kHessian) {
    extra = second_order_term(residuals, best.b, plain);
    if (extra.size() == 0)
      fit.notes.emplace_back("no second derivatives near a bound: errors from the Jacobian");
  }
  fit.covariance = inverse_information(jacobian, extra, free);
  const bool singular = !free.empty() && !std::isfinite(fit.covariance(free.front(), free.front()));
  if (robust && scale > 0.0) {
    const double tuning = optim::usual_tuning(options.loss) * scale;
    fit.covariance *= robust_variance(options.loss, tuning, plain, static_cast<double>(free.size()));
    fit.scale = scale * scale;
    fit.reference = Reference::kNormal;
    fit.notes.emplace_back("robust loss: no likelihood, errors by Huber's formula, normal reference");
  } else {
    fit.covariance *= fit.scale;
  }
  if (singular) {
    fit.notes.emplace_back("the data do not identify all parameters: no standard errors");
  }
  for (const Eigen::Index i : best.certificate.at_bound) {
    fit.notes.push_back("parameter '" + fit.names[static_cast<std::size_t>(i)] +
                        "' is at its bound: no standard error");
  }
  if (!robust && squares > 0.0) {
    constexpr double kLogTwoPi = 1.8378770664093454836;
    fit.loglik = -0.5 * n * (kLogTwoPi + 1.0 - std::log(n) + std::log(squares));
    if (root.size() > 0) fit.loglik += root.array().log().sum();
    const double k = static_cast<double>(free.size()) + 1.0;
    fit.aic = -2.0 * fit.loglik + 2.0 * k;
    fit.bic = -2.0 * fit.loglik + std::log(n) * k;
  } else if (!robust) {
    fit.notes.emplace_back("exact fit: no likelihood");
  }
  fit.statistics["rss"] = squares;
  if (robust) fit.statistics["loss_scale"] = scale;

  const Eigen::VectorXd weighted = root.size() > 0 ? Eigen::VectorXd(fit.fitted(rows).cwiseProduct(root))
                                                   : Eigen::VectorXd(fit.fitted(rows));
  best.certificate.digits = expected_digits(best, weighted, residuals.jacobian_error());
  out.certificate = best.certificate;
  const optim::Convergence reason = best.certificate.reason;
  fit.converged = reason == optim::Convergence::kOptimal || reason == optim::Convergence::kZeroResidual;
  fit.iterations = best.certificate.iterations;
  if (!fit.converged) {
    fit.notes.push_back("no regular optimum was found: " + std::string(optim::to_string(reason)));
  }
  return out;
}

/// The same for a templated functor `model(x, b)` with exact derivatives (FunctorValues). x: one row an observation.
template <typename Model>
[[nodiscard]] NonlinearResult nonlinear_least_squares(const Model& model, const Rows& x,
                                                      const Eigen::VectorXd& y, const Eigen::VectorXd& start,
                                                      const NonlinearOptions& options = {}) {
  if (start.size() != Model::kParameters) {
    throw InputError(
        "E-NLS-003", "start",
        std::to_string(start.size()) + " value(s) for " + std::to_string(Model::kParameters) + " parameters",
        "give one value a parameter");
  }
  FunctorValues<Model> values(model, x);
  return fit_nonlinear(values, y, start, options);
}

}  // namespace dubao::regression
