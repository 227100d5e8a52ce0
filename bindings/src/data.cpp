// SPDX-License-Identifier: Apache-2.0
//
// Series, periods, draws and errors. Arrays come in as float64 (copied: a Series owns its values) and go out
// as arrays.
#include <dubao/data/draws.hpp>
#include <dubao/data/series.hpp>
#include <dubao/error.hpp>
#include <dubao/time/period.hpp>

#include <pybind11/numpy.h>
#include <pybind11/stl.h>

#include "convert.hpp"
#include "register.hpp"

namespace py = pybind11;

namespace dubao::bindings {

void register_errors(py::module_& module) {
  // The Python classes live in dubao.errors, so that the same hierarchy serves both sides; here they are only
  // raised.
  (void)module;
  py::register_local_exception_translator([](std::exception_ptr pointer) {
    try {
      if (pointer) std::rethrow_exception(pointer);
    } catch (const Error& error) {
      py::list problems;
      for (const Problem& p : error.problems()) {
        problems.append(
            py::dict(py::arg("id") = p.id, py::arg("argument") = p.argument, py::arg("message") = p.message,
                     py::arg("remedy") = p.remedy, py::arg("series") = p.series, py::arg("period") = p.period,
                     py::arg("file") = p.file, py::arg("row") = p.row, py::arg("column") = p.column));
      }
      const char* name = dynamic_cast<const ModelError*>(&error) != nullptr ? "ModelError" : "InputError";
      const py::object type = py::module_::import("dubao.errors").attr(name);
      const py::object value = type.attr("from_core")(problems);
      PyErr_SetObject(type.ptr(), value.ptr());
    }
  });
}

void register_data(py::module_& module) {
  py::class_<data::Series>(module, "Series",
                           "Equally spaced values with first period, standard errors and breaks.")
      .def(py::init(&make_series), py::arg("values"), py::kw_only(), py::arg("start") = "0001",
           py::arg("id") = "", py::arg("unit") = "", py::arg("standard_errors") = py::none(),
           py::arg("breaks") = std::vector<std::string>{}, py::arg("season_length") = 1)
      .def_property_readonly("id", &data::Series::id)
      .def_property_readonly("unit", &data::Series::unit)
      .def_property_readonly("start", [](const data::Series& s) { return s.start().to_string(); })
      .def_property_readonly(
          "end", [](const data::Series& s) { return s.end().to_string(); },
          "The period after the last value: the first to be forecast.")
      .def_property_readonly("values", [](const data::Series& s) { return to_array(s.values()); })
      .def_property_readonly("standard_errors",
                             [](const data::Series& s) { return to_array(s.standard_errors()); })
      .def_property_readonly("breaks",
                             [](const data::Series& s) {
                               std::vector<std::string> out;
                               for (const time::Period& p : s.breaks()) out.push_back(p.to_string());
                               return out;
                             })
      .def("__len__", &data::Series::size);

  module.def(
      "shift_period",
      [](const std::string& period, std::int64_t steps) {
        return (time::Period::parse(period) + steps).to_string();
      },
      py::arg("period"), py::arg("steps"), "The period `steps` later, as text.");
  module.def(
      "period_difference",
      [](const std::string& later, const std::string& earlier) {
        return time::Period::parse(later) - time::Period::parse(earlier);
      },
      py::arg("later"), py::arg("earlier"), "Number of periods from `earlier` to `later`.");
  module.def(
      "period_frequency",
      [](const std::string& period) { return time::to_alias(time::Period::parse(period).frequency()); },
      py::arg("period"), "The frequency alias of a period: YE, HYE, QE, ME, W or D.");
  module.def(
      "quantiles",
      [](const py::array_t<double, py::array::c_style | py::array::forcecast>& paths,
         const std::vector<double>& probabilities) {
        const data::DrawMatrix matrix = to_matrix(paths);
        const data::Draws draws(time::Period::annual(1), matrix);
        Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor> out(
            static_cast<Index>(probabilities.size()), draws.horizon());
        for (Index h = 0; h < draws.horizon(); ++h) {
          for (std::size_t k = 0; k < probabilities.size(); ++k) {
            out(static_cast<Index>(k), h) = draws.quantile(h, probabilities[k]);
          }
        }
        return to_array(out);
      },
      py::arg("paths"), py::arg("probabilities"),
      "Type 7 quantiles of each column; probabilities × horizon.");
}

}  // namespace dubao::bindings
