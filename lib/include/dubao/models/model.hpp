// SPDX-License-Identifier: Apache-2.0
//
// What every univariate model offers once it is fitted.
//
// Model     describes how to fit (its options) and makes a Fitted from a Series. Const and shareable between
// threads. Fitted    knows parameters, likelihood, criteria, fitted values, notes, and simulates its own future.
//
// Draws are the primary result. `draws` includes what the model itself knows to be uncertain (innovations,
// and where the model says so in its notes, parameters and states); calibration happens later, in forecast/.
// A model that cannot give an analytic mean uses the mean of its draws.
#pragma once

#include <dubao/data/draws.hpp>
#include <dubao/data/regressors.hpp>
#include <dubao/data/series.hpp>
#include <dubao/error.hpp>

#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace dubao::models {

/// A named parameter estimate.
using Parameter = std::pair<std::string, double>;

/// The numbers of a fit. Likelihood and criteria use the constants of R's forecast::ets / stats::arima(method
/// = "ML"), so that they can be compared; NaN where a model has no likelihood.
struct FitSummary {
  std::string name;               ///< for instance "ETS(M,Ad,N)"
  std::vector<Parameter> params;  ///< in the model's own order
  double loglik = data::kMissing;
  double aic = data::kMissing;
  double aicc = data::kMissing;
  double bic = data::kMissing;
  double sigma2 =
      data::kMissing;  ///< innovation variance, in the model's own (relative or absolute) error scale
  std::vector<double> fitted_values;  ///< one-step predictions, length n, NaN where there is none; unit of y
  std::vector<double> residuals;      ///< innovations, length n, NaN where there is none
  std::vector<std::string> notes;     ///< which rung of the short-series ladder, which fallback, why
};

class Fitted {
 public:
  virtual ~Fitted() = default;
  Fitted(const Fitted&) = delete;
  Fitted& operator=(const Fitted&) = delete;

  [[nodiscard]] virtual const FitSummary& summary() const noexcept = 0;
  /// Point forecast: conditional mean (median where the model says so in its notes), length horizon ≥ 1, unit
  /// of y, always finite.
  [[nodiscard]] virtual std::vector<double> mean(Index horizon) const = 0;
  /// n sample paths, horizon long; path d uses RandomStream(seed, hash_key(series id), d) and no other state.
  [[nodiscard]] virtual data::Draws draws(Index horizon, Index n, std::uint64_t seed) const = 0;
  /// The same fit with other future rows of its regressors (h × count). Throws InputError E-MOD-005 when the model has
  /// none, E-REG-001 or E-REG-002 for rows that do not fit.
  [[nodiscard]] virtual std::unique_ptr<Fitted> with_future(const data::Regressors::Matrix& future) const;

 protected:
  Fitted() = default;
};

class Model {
 public:
  virtual ~Model() = default;
  Model(const Model&) = delete;
  Model& operator=(const Model&) = delete;

  /// The column name in tables of forecasts, for instance "AutoETS".
  [[nodiscard]] virtual std::string alias() const = 0;
  /// Fits. Serves every n ≥ 1 through the short-series ladder; throws InputError E-MOD-001 when no value is
  /// observed.
  [[nodiscard]] virtual std::unique_ptr<Fitted> fit(const data::Series& series) const = 0;
  /// Fits with regressors, at least as many rows as the series has periods. Throws InputError E-MOD-005 when the model
  /// takes none and some are given, E-REG-004 for too few rows.
  [[nodiscard]] virtual std::unique_ptr<Fitted> fit_with_regressors(const data::Series& series,
                                                                    const data::Regressors& regressors) const;
  /// Filters the series with the parameters of an earlier fit (FitSummary::params of the same model) and estimates
  /// nothing: moves the state to the end of a longer series, and restores a saved fit bit for bit. Throws InputError
  /// E-MOD-006 when the model cannot hold its parameters, E-MOD-007 for parameters that are not its own.
  [[nodiscard]] virtual std::unique_ptr<Fitted> fit_with_parameters(
      const data::Series& series, const data::Regressors& regressors,
      const std::vector<Parameter>& params) const;

 protected:
  Model() = default;
};

inline std::unique_ptr<Fitted> Fitted::with_future(const data::Regressors::Matrix& /*future*/) const {
  throw InputError("E-MOD-005", "X", summary().name + " was fitted without regressors",
                   "leave the regressors out, or fit a model that takes them, such as ARIMA");
}

inline std::unique_ptr<Fitted> Model::fit_with_regressors(const data::Series& series,
                                                          const data::Regressors& regressors) const {
  if (!regressors.empty()) {
    throw InputError("E-MOD-005", "X", alias() + " takes no regressors",
                     "leave the regressors out, or fit a model that takes them, such as ARIMA", series.id());
  }
  return fit(series);
}

inline std::unique_ptr<Fitted> Model::fit_with_parameters(const data::Series& series,
                                                          const data::Regressors& /*regressors*/,
                                                          const std::vector<Parameter>& /*params*/) const {
  throw InputError("E-MOD-006", "params", alias() + " cannot hold the parameters of an earlier fit",
                   "fit the model again", series.id());
}

using ModelPointer = std::shared_ptr<const Model>;

}  // namespace dubao::models
