// SPDX-License-Identifier: Apache-2.0
//
// Search for breaks and outliers, and the model that treats them. Called after register_forecast.
#include <dubao/forecast/cleaned.hpp>
#include <dubao/models/interventions.hpp>

#include "convert.hpp"
#include "model_class.hpp"
#include "register.hpp"

namespace py = pybind11;

namespace dubao::bindings {

namespace {

using models::InterventionOptions;

InterventionOptions make_options(const std::vector<std::string>& kinds, const std::string& scale,
                                 double false_alarm) {
  InterventionOptions options{.additive_outliers = false, .temporary_changes = false, .level_shifts = false};
  Problems problems;
  for (const std::string& kind : kinds) {
    if (kind == "additive_outlier") {
      options.additive_outliers = true;
    } else if (kind == "temporary_change") {
      options.temporary_changes = true;
    } else if (kind == "level_shift") {
      options.level_shifts = true;
    } else {
      problems.add({"E-IVN-002", "kinds", "'" + kind + "' is not known here",
                    "use additive_outlier, temporary_change and level_shift", "", ""});
    }
  }
  if (scale == "level") {
    options.scale = models::InterventionScale::kLevel;
  } else if (scale == "log") {
    options.scale = models::InterventionScale::kLog;
  } else if (scale != "automatic") {
    problems.add(
        {"E-IVN-003", "scale", "'" + scale + "' is not known here", "use automatic, level or log", "", ""});
  }
  problems.throw_if_any();
  options.false_alarm = false_alarm;
  return options;
}

py::dict to_dict(const models::InterventionSearch& search) {
  py::list found;
  for (const models::Intervention& one : search.found) {
    found.append(py::dict(py::arg("kind") = std::string(models::intervention_name(one.kind)),
                          py::arg("at") = one.at, py::arg("period") = one.period.to_string(),
                          py::arg("size") = one.size, py::arg("standard_error") = one.standard_error,
                          py::arg("evidence") = one.evidence));
  }
  return py::dict(py::arg("found") = found, py::arg("notes") = search.notes,
                  py::arg("critical_value") = search.critical_value);
}

// A bare array: periods counted from 1, breaks as positions.
data::Series bare_series(const Array& values, const std::optional<Array>& standard_errors,
                         const std::vector<Index>& breaks, int season_length) {
  data::Series series = make_series(values, "0001", "", "", standard_errors, {}, season_length);
  Problems problems;
  for (const Index at : breaks) {
    problems.add_if(at < 0 || at >= series.size(),
                    {"E-MOD-003", "breaks", std::to_string(at) + " is no position of the array",
                     "give the position of the first value of the new definition, counted from 0", "", ""});
  }
  problems.throw_if_any();
  const time::Period first = series.start();
  for (const Index at : breaks) series = series.with_break(first + at);
  return series;
}

}  // namespace

void register_intervention_models(py::module_& module) {
  py::class_<InterventionOptions>(module, "InterventionOptions")
      .def(py::init(&make_options), py::kw_only(), py::arg("kinds"), py::arg("scale"),
           py::arg("false_alarm"));
  module.def(
      "find_interventions",
      [](const data::Series& series, const InterventionOptions& options) {
        models::InterventionSearch search;
        {
          const py::gil_scoped_release release;
          search = models::find_interventions(series, options);
        }
        return to_dict(search);
      },
      py::arg("series"), py::arg("options"), "Level shifts, additive outliers and temporary changes.");
  module.def("intervention_series", &bare_series, py::arg("values"), py::arg("standard_errors"),
             py::arg("breaks"), py::arg("season_length"), "A series from a bare array, breaks by position.");
  ModelClass<forecast::Cleaned>(module, "Cleaned", "A model after a search for breaks and outliers.")
      .def(py::init([](const std::shared_ptr<models::Model>& inner, const InterventionOptions& options,
                       std::string alias) {
             return std::make_shared<forecast::Cleaned>(inner, options, std::move(alias));
           }),
           py::arg("inner"), py::arg("options"), py::arg("alias"));
}

}  // namespace dubao::bindings
