// SPDX-License-Identifier: Apache-2.0
//
// Where intervals come from: draws of one fit by source, and the closed-form forecast variance.
#include <dubao/forecast/model_intervals.hpp>

#include "convert.hpp"
#include "interval_source.hpp"
#include "register.hpp"

namespace py = pybind11;

namespace dubao::bindings {

void register_intervals(py::module_& module) {
  py::list names;
  for (const auto& [word, source] : forecast::kIntervalSources) names.append(std::string(word));
  module.attr("interval_sources") = py::tuple(names);
  module.def(
      "interval_draws",
      [](const models::Fitted& fit, const std::string& source, Index h, Index n, std::uint64_t seed,
         const std::shared_ptr<models::Model>& model, const data::Series* series,
         const std::optional<Array>& regressors, const std::vector<std::string>& columns) {
        const forecast::IntervalSource known = to_interval_source(source);
        const data::Regressors rows =
            regressors ? data::Regressors(columns, to_matrix(*regressors, "X")) : data::Regressors();
        data::Draws draws;
        {
          const py::gil_scoped_release release;
          if (model != nullptr && series != nullptr) {
            const forecast::FittedSeries of{*model, *series, rows};
            draws = forecast::interval_draws(fit, &of, known, h, n, seed);
          } else {
            draws = forecast::interval_draws(fit, nullptr, known, h, n, seed);
          }
        }
        return to_array(draws.paths());
      },
      py::arg("fitted"), py::arg("source"), py::arg("h"), py::arg("n"), py::arg("seed"),
      py::arg("model") = py::none(), py::arg("series") = py::none(), py::arg("regressors") = py::none(),
      py::arg("names") = std::vector<std::string>{}, "Sample paths of one fit by interval source, n × h.");
  module.def(
      "forecast_variance",
      [](const models::Fitted& fit, Index h) { return to_array(models::required_variance(fit, h)); },
      py::arg("fitted"), py::arg("h"), "Closed-form variance of the forecast errors, length h.");
}

}  // namespace dubao::bindings
