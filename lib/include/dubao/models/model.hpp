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
#include <dubao/data/series.hpp>

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

 protected:
  Model() = default;
};

using ModelPointer = std::shared_ptr<const Model>;

}  // namespace dubao::models
