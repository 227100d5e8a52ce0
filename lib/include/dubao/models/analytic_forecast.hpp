// SPDX-License-Identifier: Apache-2.0
//
// AnalyticForecast: what a fit offers beside its draws when the variance of its forecast errors has a formula.
//
// When      To compare with programs that print Gaussian intervals (R's forecast, stats::arima), or to see what the
//           innovations alone contribute.
// When not  As the interval of a forecast: parameters count as known and errors as normal, which on annual series
//           covers 79 to 84 % where 95 % is promised (docs/benchmarks.md). The draws are the forecast.
// Formula   interval: mean_h ± z √variance_h
#pragma once

#include <dubao/data/series.hpp>

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

}  // namespace dubao::models
