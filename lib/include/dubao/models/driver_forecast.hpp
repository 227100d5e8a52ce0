// SPDX-License-Identifier: Apache-2.0
//
// DriverForecast: what a fit with regressors offers beside with_future: drivers whose future is uncertain.
//
// When      The drivers' future is itself a forecast. Sample path d then follows driver path d.
// When not  The future is a scenario, or known (a calendar, a law): Fitted::with_future.
// Formula   y_d = f(x_d, parameters_d, innovations_d); var(y) = E var(y | x) + var E(y | x)
// Example   dynamic_cast<const DriverForecast&>(*fitted).with_driver_paths(paths)->draws(3, 2000, 1)
#pragma once

#include <dubao/data/driver_paths.hpp>
#include <dubao/models/model.hpp>

#include <memory>

namespace dubao::models {

class DriverForecast {
 public:
  virtual ~DriverForecast() = default;
  DriverForecast(const DriverForecast&) = delete;
  DriverForecast& operator=(const DriverForecast&) = delete;

  /// The same fit with these futures of its regressors. The point forecast is that at their mean. Throws InputError
  /// E-MOD-005 when the fit has no regressors, E-REG-001 when their number differs.
  [[nodiscard]] virtual std::unique_ptr<Fitted> with_driver_paths(const data::DriverPaths& paths) const = 0;

 protected:
  DriverForecast() = default;
};

/// What every forecast from drawn drivers says of itself.
inline constexpr const char* kDriverPathsNote =
    "drivers enter as sample paths: path d of the forecast follows path d of the drivers; the point forecast "
    "is that at their mean";

}  // namespace dubao::models
