// SPDX-License-Identifier: Apache-2.0
//
// Autoregressive integrated moving-average models.
#include <dubao/models/arima.hpp>
#include <dubao/models/auto_arima.hpp>

#include <pybind11/stl.h>

#include "convert.hpp"
#include "model_class.hpp"
#include "register.hpp"
#include <array>
#include <memory>
#include <optional>
#include <string>
#include <utility>

namespace py = pybind11;

namespace dubao::bindings {

void register_arima_models(py::module_& module) {
  using Triple = std::array<int, 3>;
  ModelClass<models::Arima>(module, "Arima")
      .def(py::init([](Triple order, Triple seasonal_order, Index season_length, bool include_mean,
                       bool include_drift, std::optional<double> box_cox, std::string alias) {
             models::Arima::Options options;
             options.order = {.p = order[0],
                              .d = order[1],
                              .q = order[2],
                              .P = seasonal_order[0],
                              .D = seasonal_order[1],
                              .Q = seasonal_order[2],
                              .mean = include_mean,
                              .drift = include_drift};
             options.common = {.season_length = season_length, .box_cox = box_cox};
             options.alias = std::move(alias);
             return std::make_shared<models::Arima>(std::move(options));
           }),
           py::kw_only(), py::arg("order"), py::arg("seasonal_order"), py::arg("season_length"),
           py::arg("include_mean"), py::arg("include_drift"), py::arg("box_cox"), py::arg("alias"));
  ModelClass<models::AutoArima>(module, "AutoArima")
      .def(
          py::init([](Index season_length, std::optional<int> d, std::optional<int> D, Triple max_order_short,
                      Triple max_order_seasonal, int max_order, bool stationary, bool seasonal, bool stepwise,
                      bool allow_drift, bool allow_mean, std::optional<double> box_cox, std::string alias) {
            models::AutoArima::Options options;
            options.common = {.season_length = season_length, .box_cox = box_cox};
            options.d = d;
            options.D = D;
            options.max_d = max_order_short[1];
            options.max_D = max_order_seasonal[1];
            options.limits.max_p = max_order_short[0];
            options.limits.max_q = max_order_short[2];
            options.limits.max_P = max_order_seasonal[0];
            options.limits.max_Q = max_order_seasonal[2];
            options.limits.max_order = max_order;
            options.stationary = stationary;
            options.seasonal = seasonal;
            options.stepwise = stepwise;
            options.allow_drift = allow_drift;
            options.allow_mean = allow_mean;
            options.alias = std::move(alias);
            return std::make_shared<models::AutoArima>(std::move(options));
          }),
          py::kw_only(), py::arg("season_length"), py::arg("d"), py::arg("D"), py::arg("max_pdq"),
          py::arg("max_PDQ"), py::arg("max_order"), py::arg("stationary"), py::arg("seasonal"),
          py::arg("stepwise"), py::arg("allow_drift"), py::arg("allow_mean"), py::arg("box_cox"),
          py::arg("alias"));
}

}  // namespace dubao::bindings
