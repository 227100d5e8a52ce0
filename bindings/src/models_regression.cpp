// SPDX-License-Identifier: Apache-2.0
//
// Regression with ARIMA errors and ARDL models: effects of drivers, error-correction form, bounds test, drivers as paths.
#include <dubao/forecast/automatic.hpp>
#include <dubao/forecast/own_drivers.hpp>
#include <dubao/models/ardl.hpp>
#include <dubao/models/dynamic_regression.hpp>
#include <dubao/regression/result.hpp>

#include "convert.hpp"
#include "model_class.hpp"
#include "register.hpp"
#include <array>

namespace py = pybind11;

namespace dubao::bindings {

namespace {

using models::Fitted;
using models::dynamic_regression::FittedArdl;
using models::dynamic_regression::FittedRegression;

// The fit inside a choice or one that forecasts its drivers.
const Fitted& inside(const Fitted& fitted) {
  if (const auto* own = dynamic_cast<const forecast::detail::FittedChoice*>(&fitted))
    return inside(own->inner());
  if (const auto* own = dynamic_cast<const forecast::FittedOwnDrivers*>(&fitted)) return inside(own->inner());
  return fitted;
}

const FittedArdl& ardl_of(const Fitted& outer) {
  const Fitted& fitted = inside(outer);
  const auto* own = dynamic_cast<const FittedArdl*>(&fitted);
  if (own == nullptr) {
    throw ModelError("E-DYN-006", "model", fitted.summary().name + " has no error-correction form",
                     "fit an ARDL model with more values");
  }
  return *own;
}

std::vector<models::DriverEffect> effects_of(const Fitted& outer) {
  const Fitted& fitted = inside(outer);
  if (const auto* own = dynamic_cast<const FittedArdl*>(&fitted)) return own->effects();
  if (const auto* own = dynamic_cast<const FittedRegression*>(&fitted)) return own->effects();
  return {};
}

bool is_log(const Fitted& outer) {
  const Fitted& fitted = inside(outer);
  if (const auto* own = dynamic_cast<const FittedArdl*>(&fitted)) return own->is_log();
  if (const auto* own = dynamic_cast<const FittedRegression*>(&fitted)) return own->is_log();
  return false;
}

std::shared_ptr<Fitted> with_driver_paths(const Fitted& outer, const Array& paths) {
  const Fitted& fitted = inside(outer);
  if (paths.ndim() != 3) {
    throw InputError("E-ARR-003", "X", "the array has " + std::to_string(paths.ndim()) + " dimensions",
                     "give a three-dimensional array: paths × periods × drivers");
  }
  const auto* own = dynamic_cast<const models::DriverForecast*>(&fitted);
  if (own == nullptr) {
    throw ModelError("E-DYN-009", "X", fitted.summary().name + " takes no driver paths",
                     "give rows (periods × drivers), or fit DynamicRegression, ARDL or ARIMA");
  }
  std::vector<Eigen::MatrixXd> list;
  const py::ssize_t size = paths.shape(1) * paths.shape(2);
  for (py::ssize_t d = 0; d < paths.shape(0); ++d) {
    list.emplace_back(
        Eigen::Map<const data::DrawMatrix>(paths.data() + d * size, paths.shape(1), paths.shape(2)));
  }
  const py::gil_scoped_release release;
  return own->with_driver_paths(data::DriverPaths(std::move(list)));
}

py::list to_list(const std::vector<models::DriverEffect>& effects) {
  py::list out;
  for (const models::DriverEffect& one : effects) {
    out.append(py::dict(py::arg("driver") = one.driver, py::arg("short_run") = one.short_run,
                        py::arg("short_run_error") = one.short_run_error, py::arg("long_run") = one.long_run,
                        py::arg("long_run_error") = one.long_run_error,
                        py::arg("degrees_of_freedom") = one.degrees_of_freedom));
  }
  return out;
}

py::object to_pair(const std::optional<models::Bounds>& bounds) {
  if (!bounds) return py::none();
  return py::make_tuple(bounds->stationary, bounds->integrated);
}

py::dict to_dict(const models::BoundsTest& test) {
  constexpr const char* kVerdicts[] = {"none", "undecided", "relation"};
  py::list levels;
  for (const models::BoundsLevel& one : test.levels) {
    levels.append(py::dict(py::arg("level") = one.level, py::arg("f_published") = to_pair(one.f_published),
                           py::arg("t_published") = to_pair(one.t_published),
                           py::arg("f_simulated") = to_pair(one.f_simulated),
                           py::arg("t_simulated") = to_pair(one.t_simulated),
                           py::arg("verdict") = kVerdicts[static_cast<int>(one.verdict)]));
  }
  return py::dict(py::arg("case") = static_cast<int>(test.which), py::arg("f") = test.f,
                  py::arg("t") = test.t, py::arg("drivers") = test.drivers, py::arg("rows") = test.rows,
                  py::arg("f_pvalue") = to_pair(test.f_pvalue), py::arg("t_pvalue") = to_pair(test.t_pvalue),
                  py::arg("levels") = levels);
}

models::BoundsCase to_case(int which) {
  if (which >= 1 && which <= 5) return static_cast<models::BoundsCase>(which);
  throw InputError("E-DYN-008", "case", std::to_string(which) + " is no case of the bounds test",
                   "give a whole number from 1 to 5");
}

}  // namespace

void register_regression_models(py::module_& module) {
  ModelClass<models::DynamicRegression>(module, "DynamicRegression")
      .def(py::init([](std::optional<std::array<int, 3>> order,
                       std::optional<std::array<int, 3>> seasonal_order, Index max_lag,
                       std::optional<Index> lags, bool log, Index season_length, bool include_mean,
                       bool include_drift, std::string alias) {
             models::DynamicRegression::Options options;
             if (order) {
               const std::array<int, 3> s = seasonal_order.value_or(std::array<int, 3>{0, 0, 0});
               options.order = models::ArimaOrder{.p = (*order)[0],
                                                  .d = (*order)[1],
                                                  .q = (*order)[2],
                                                  .P = s[0],
                                                  .D = s[1],
                                                  .Q = s[2],
                                                  .mean = include_mean,
                                                  .drift = include_drift};
             }
             options.max_lag = max_lag;
             options.lags = lags;
             options.log = log;
             options.season_length = season_length;
             options.alias = std::move(alias);
             return std::make_shared<models::DynamicRegression>(std::move(options));
           }),
           py::kw_only(), py::arg("order"), py::arg("seasonal_order"), py::arg("max_lag"), py::arg("lags"),
           py::arg("log"), py::arg("season_length"), py::arg("include_mean"), py::arg("include_drift"),
           py::arg("alias"));
  ModelClass<models::Ardl>(module, "Ardl")
      .def(py::init([](int max_p, int max_q, std::optional<int> p, std::optional<std::vector<int>> q,
                       bool intercept, bool trend, bool log, std::string alias) {
             return std::make_shared<models::Ardl>(models::Ardl::Options{.max_p = max_p,
                                                                         .max_q = max_q,
                                                                         .p = p,
                                                                         .q = std::move(q),
                                                                         .intercept = intercept,
                                                                         .trend = trend,
                                                                         .log = log,
                                                                         .alias = std::move(alias)});
           }),
           py::kw_only(), py::arg("max_p"), py::arg("max_q"), py::arg("p"), py::arg("q"),
           py::arg("intercept"), py::arg("trend"), py::arg("log"), py::arg("alias"));
  ModelClass<forecast::OwnDrivers>(module, "OwnDrivers", "A model that forecasts its drivers itself.")
      .def(py::init([](const std::shared_ptr<models::Model>& inner,
                       const std::shared_ptr<models::Model>& driver_model, bool log, std::string alias) {
             return std::make_shared<forecast::OwnDrivers>(inner, driver_model, log, std::move(alias));
           }),
           py::arg("inner"), py::arg("driver_model"), py::kw_only(), py::arg("log"), py::arg("alias"));
  module.def("with_driver_paths", &with_driver_paths, py::arg("fitted"), py::arg("paths"),
             "The same fit with drivers as sample paths, paths × periods × drivers.");
  module.def(
      "driver_effects", [](const Fitted& fitted) { return to_list(effects_of(fitted)); }, py::arg("fitted"),
      "Short-run and long-run effects of the drivers; empty for a fit without drivers.");
  module.def("has_elasticities", &is_log, py::arg("fitted"),
             "Whether the effects are those of logarithms on logarithms.");
  module.def(
      "error_correction_form",
      [](const Fitted& fitted) {
        py::list out;
        for (const models::ErrorCorrectionTerm& one : ardl_of(fitted).error_correction_form()) {
          out.append(py::make_tuple(one.name, one.value, one.error));
        }
        return out;
      },
      py::arg("fitted"), "Name, value, standard error of each term.");
  module.def(
      "coefficient_errors",
      [](const Fitted& fitted) {
        const FittedArdl& own = ardl_of(fitted);
        py::dict out;
        const std::vector<std::string> names = own.coefficient_names();
        const std::vector<double> errors = own.standard_errors();
        for (std::size_t j = 0; j < names.size(); ++j) out[py::str(names[j])] = errors[j];
        return out;
      },
      py::arg("fitted"), "Standard errors of the coefficients of an ARDL model by name.");
  module.def(
      "bounds_test",
      [](const Fitted& fitted, int which, Index replications, std::uint64_t seed) {
        models::BoundsTest test;
        {
          const models::BoundsCase wanted = to_case(which);
          const FittedArdl& own = ardl_of(fitted);
          const py::gil_scoped_release release;
          test = own.bounds_test(wanted, replications, seed);
        }
        return to_dict(test);
      },
      py::arg("fitted"), py::arg("case"), py::arg("replications"), py::arg("seed"),
      "Bounds test of an ARDL model; replications 0: published bounds only.");
  module.def(
      "interval_factor",
      [](double level, double degrees) {
        return regression::interval_factor(level, regression::Reference::kStudent, degrees);
      },
      py::arg("level"), py::arg("degrees"),
      "Half-width of a central Student's t interval in standard errors; level a share.");
}

}  // namespace dubao::bindings
