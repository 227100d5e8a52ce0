// SPDX-License-Identifier: Apache-2.0
//
// AnalyticForecast: what a fit offers beside its draws when the variance of its forecast errors has a formula.
//
// When      To compare with programs that print Gaussian intervals (R's forecast, stats::arima), or to see what the
//           innovations alone contribute.
// When not  As the interval of a forecast: parameters count as known and errors as normal, which on annual series
//           covers 79 to 84 % where 95 % is promised (docs/benchmarks.md). The draws are the forecast.
// Formula   interval: mean_h ± z √variance_h
// Example   Naive on 10, 12, 11: σ² = 2.5, forecast_variance(2) = {2.5, 5}
#pragma once

#include <dubao/models/model.hpp>

#include <string>
#include <vector>

namespace dubao::models {

class AnalyticForecast {
 public:
  virtual ~AnalyticForecast() = default;
  AnalyticForecast(const AnalyticForecast&) = delete;
  AnalyticForecast& operator=(const AnalyticForecast&) = delete;

  /// Variance of the forecast error of steps 1 … horizon given the parameters, squared unit of y; empty when this form of
  /// the model has no formula. horizon ≥ 1.
  [[nodiscard]] virtual std::vector<double> forecast_variance(Index horizon) const = 0;

 protected:
  AnalyticForecast() = default;
};

/// forecast_variance of a fit; empty when it has no formula. horizon ≥ 1.
[[nodiscard]] inline std::vector<double> analytic_variance(const Fitted& fit, Index horizon) {
  const auto* found = dynamic_cast<const AnalyticForecast*>(&fit);
  return found == nullptr ? std::vector<double>{} : found->forecast_variance(horizon);
}

/// analytic_variance. Throws ModelError E-MOD-009 when there is no formula; id: of the series, for the message.
[[nodiscard]] inline std::vector<double> required_variance(const Fitted& fit, Index horizon,
                                                           const std::string& id = {}) {
  std::vector<double> out = analytic_variance(fit, horizon);
  if (out.empty()) {
    throw ModelError(
        "E-MOD-009", "intervals", fit.summary().name + " has no formula for its forecast variance",
        "use another source of intervals; ETS, ARIMA, Theta and structural models on untransformed "
        "data, naive and drift models, the averages and MSTL around one of them have a formula",
        id);
  }
  return out;
}

}  // namespace dubao::models
