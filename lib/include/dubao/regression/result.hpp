// SPDX-License-Identifier: Apache-2.0
//
// RegressionResult: what every regression gives back, whatever the model.
//
// What      Coefficients with their names and covariance matrix; standard errors, tests and intervals follow from these.
//           Columns that could not be told apart from earlier ones are left out and named in `dropped`, so that `params` never
//           holds NaN. What a model does not define (the likelihood of a robust fit) is NaN, and a note says why.
// Example   b = 2, variance 0.25, Student's t with 4 degrees of freedom: standard error 0.5, statistic 4,
//           p = 0.01613, 95 % interval 2 ± 2.7764 · 0.5
#pragma once

#include <dubao/data/series.hpp>
#include <dubao/data/student.hpp>
#include <dubao/error.hpp>

#include <Eigen/Core>
#include <cmath>
#include <cstdint>
#include <limits>
#include <map>
#include <string>
#include <vector>

namespace dubao::regression {

using data::DoublePolicy;
using data::Normal;
using data::StudentT;

/// Distribution that p-values and intervals of coefficients use.
enum class Reference : std::uint8_t { kStudent, kNormal };

/// Two-sided p-value of a statistic: Student's t with `degrees` degrees of freedom, or the normal. NaN when the statistic
/// is NaN or no degree of freedom is left.
[[nodiscard]] inline double two_sided_pvalue(double statistic, Reference reference, double degrees) {
  if (std::isnan(statistic)) return statistic;
  if (reference == Reference::kNormal) {
    if (std::isinf(statistic)) return 0.0;
    return 2.0 * boost::math::cdf(boost::math::complement(Normal(), std::abs(statistic)));
  }
  if (!(degrees > 0.0)) return std::numeric_limits<double>::quiet_NaN();
  if (std::isinf(statistic)) return 0.0;
  return 2.0 * boost::math::cdf(boost::math::complement(StudentT(degrees), std::abs(statistic)));
}

/// Half-width of a central interval in standard errors: the (1 + level) / 2 quantile. Throws InputError E-DES-011 unless
/// 0 < level < 1; NaN when no degree of freedom is left.
[[nodiscard]] inline double interval_factor(double level, Reference reference, double degrees) {
  if (!(level > 0.0 && level < 1.0)) {
    throw InputError("E-DES-011", "level", "the level is outside (0, 1)",
                     "give a share, for instance 0.95 for 95 %");
  }
  const double tail = 0.5 * (1.0 - level);
  if (reference == Reference::kNormal) return boost::math::quantile(boost::math::complement(Normal(), tail));
  if (!(degrees > 0.0)) return std::numeric_limits<double>::quiet_NaN();
  return boost::math::quantile(boost::math::complement(StudentT(degrees), tail));
}

struct RegressionResult {
  std::string model;               ///< "OLS", "Poisson", …
  std::vector<std::string> names;  ///< of the kept columns, "intercept" first where there is one
  Eigen::VectorXd params;          ///< one a name; never NaN
  Eigen::MatrixXd covariance;      ///< of params; NaN where not defined, with a note
  Reference reference = Reference::kStudent;
  double residual_df = 0.0;  ///< degrees of freedom of Student's t; observations less kept columns
  Index observations = 0;    ///< of positive weight
  bool intercept = false;    ///< whether the design's first column is the intercept
  Index columns = 0;         ///< of X as it was given, without the intercept
  double loglik = std::numeric_limits<double>::quiet_NaN();
  double aic = std::numeric_limits<double>::quiet_NaN();
  double bic = std::numeric_limits<double>::quiet_NaN();
  double scale = std::numeric_limits<double>::quiet_NaN();  ///< residual variance or dispersion
  Eigen::VectorXd fitted;                                   ///< on the response
  Eigen::VectorXd residuals;                                ///< response less fitted
  std::vector<Index> kept;                                  ///< columns of the design kept, in order
  std::vector<std::string> dropped;                         ///< columns left out for rank; a note says so
  std::vector<std::string> notes;
  bool converged = true;
  int iterations = 0;
  std::map<std::string, double> statistics;  ///< "r2", "f", "deviance", "pearson", "dispersion", "theta", …

  /// Square roots of the variances of params.
  [[nodiscard]] Eigen::VectorXd standard_errors() const { return covariance.diagonal().cwiseSqrt(); }
  /// params / standard errors. Infinite where the error is zero.
  [[nodiscard]] Eigen::VectorXd test_statistics() const { return params.cwiseQuotient(standard_errors()); }
  /// Two-sided p-values of "the coefficient is zero".
  [[nodiscard]] Eigen::VectorXd pvalues() const {
    const Eigen::VectorXd statistic = test_statistics();
    Eigen::VectorXd out(statistic.size());
    for (Eigen::Index i = 0; i < statistic.size(); ++i)
      out[i] = two_sided_pvalue(statistic[i], reference, residual_df);
    return out;
  }
  /// Intervals of the coefficients, one row each: low, high. \param level a share in (0, 1): 0.95. Throws InputError
  /// E-DES-011 for another level.
  [[nodiscard]] Eigen::MatrixXd conf_int(double level) const {
    const Eigen::VectorXd half = interval_factor(level, reference, residual_df) * standard_errors();
    Eigen::MatrixXd out(params.size(), 2);
    out.col(0) = params - half;
    out.col(1) = params + half;
    return out;
  }
};

/// The note about a column that was left out for rank.
[[nodiscard]] inline std::string dropped_note(const std::string& name) {
  return "column '" + name + "' is left out: the columns before it say the same";
}

/// Sets kept, names, dropped and their notes. \param names of all columns of the design; \param kept, dropped column numbers
inline void set_columns(const std::vector<std::string>& names, const std::vector<Index>& kept,
                        const std::vector<Index>& dropped, RegressionResult& result) {
  result.kept = kept;
  for (const Index j : kept) result.names.push_back(names[static_cast<std::size_t>(j)]);
  for (const Index j : dropped) {
    result.dropped.push_back(names[static_cast<std::size_t>(j)]);
    result.notes.push_back(dropped_note(result.dropped.back()));
  }
}

/// The kept columns of the design of new rows. \param x_new rows × result.columns, without the intercept. Throws InputError
/// E-DES-010 when the number of columns differs, E-DES-002 or E-DES-003 for a value that is missing or infinite.
[[nodiscard]] inline Eigen::MatrixXd kept_design(const RegressionResult& result,
                                                 const Eigen::MatrixXd& x_new) {
  if (x_new.cols() != result.columns) {
    throw InputError(
        "E-DES-010", "X",
        std::to_string(x_new.cols()) + " column(s) where the fit had " + std::to_string(result.columns),
        "give the same columns in the same order");
  }
  for (Eigen::Index j = 0; j < x_new.cols(); ++j) {
    for (Eigen::Index t = 0; t < x_new.rows(); ++t) {
      if (std::isfinite(x_new(t, j))) continue;
      const bool missing = std::isnan(x_new(t, j));
      throw InputError(std::vector<Problem>{{missing ? "E-DES-002" : "E-DES-003",
                                             "X",
                                             missing ? "the value is missing" : "the value is infinite",
                                             "give a finite number",
                                             "",
                                             "",
                                             {},
                                             static_cast<long>(t + 1),
                                             std::string("x").append(std::to_string(j + 1))}});
    }
  }
  const Index first = result.intercept ? 1 : 0;
  Eigen::MatrixXd out(x_new.rows(), static_cast<Index>(result.kept.size()));
  for (Index k = 0; k < out.cols(); ++k) {
    const Index column = result.kept[static_cast<std::size_t>(k)];
    if (column < first) {
      out.col(k).setOnes();
    } else {
      out.col(k) = x_new.col(column - first);
    }
  }
  return out;
}

/// Xβ of new rows, on the scale of the linear predictor. Parameters and errors as kept_design.
[[nodiscard]] inline Eigen::VectorXd linear_predictor(const RegressionResult& result,
                                                      const Eigen::MatrixXd& x_new) {
  return kept_design(result, x_new) * result.params;
}

/// √(x'Vx) of new rows: standard error of the linear predictor, V the covariance of params. Parameters and errors as
/// kept_design.
[[nodiscard]] inline Eigen::VectorXd standard_error_of_mean(const RegressionResult& result,
                                                            const Eigen::MatrixXd& x_new) {
  const Eigen::MatrixXd x = kept_design(result, x_new);
  return (x * result.covariance).cwiseProduct(x).rowwise().sum().cwiseMax(0.0).cwiseSqrt();
}

}  // namespace dubao::regression
