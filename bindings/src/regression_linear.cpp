// SPDX-License-Identifier: Apache-2.0
//
// Regression: the result of every model, and the linear, penalised and robust ones. Long calls release the interpreter lock.
#include <dubao/regression/design.hpp>
#include <dubao/regression/result.hpp>

#include <pybind11/eigen.h>

#include "convert.hpp"
#include "register.hpp"

namespace py = pybind11;

namespace dubao::bindings {

namespace {

using regression::RegressionResult;

void register_result(py::module_& module) {
  py::class_<RegressionResult>(module, "RegressionResult", "Fitted regression; see dubao.regression.")
      .def_readonly("model", &RegressionResult::model)
      .def_readonly("names", &RegressionResult::names)
      .def_property_readonly("params", [](const RegressionResult& r) { return r.params; })
      .def_property_readonly("covariance", [](const RegressionResult& r) { return r.covariance; })
      .def_property_readonly(
          "reference",
          [](const RegressionResult& r) {
            return r.reference == regression::Reference::kStudent ? "student" : "normal";
          },
          "Distribution of p-values and intervals.")
      .def_readonly("residual_df", &RegressionResult::residual_df)
      .def_readonly("observations", &RegressionResult::observations)
      .def_readonly("intercept", &RegressionResult::intercept)
      .def_readonly("columns", &RegressionResult::columns)
      .def_readonly("loglik", &RegressionResult::loglik)
      .def_readonly("aic", &RegressionResult::aic)
      .def_readonly("bic", &RegressionResult::bic)
      .def_readonly("scale", &RegressionResult::scale)
      .def_property_readonly("fitted", [](const RegressionResult& r) { return r.fitted; })
      .def_property_readonly("residuals", [](const RegressionResult& r) { return r.residuals; })
      .def_readonly("kept", &RegressionResult::kept)
      .def_readonly("dropped", &RegressionResult::dropped)
      .def_readonly("notes", &RegressionResult::notes)
      .def_readonly("converged", &RegressionResult::converged)
      .def_readonly("iterations", &RegressionResult::iterations)
      .def_readonly("statistics", &RegressionResult::statistics)
      .def("standard_errors", &RegressionResult::standard_errors)
      .def("test_statistics", &RegressionResult::test_statistics)
      .def("pvalues", &RegressionResult::pvalues)
      .def("conf_int", &RegressionResult::conf_int, py::arg("level"),
           "One row a coefficient; level a share.");
  module.def("linear_predictor", &regression::linear_predictor, py::arg("result"), py::arg("x"));
  module.def("standard_error_of_mean", &regression::standard_error_of_mean, py::arg("result"), py::arg("x"));
  module.def(
      "interval_factor",
      [](double level, const std::string& reference, double degrees) {
        return regression::interval_factor(
            level, reference == "student" ? regression::Reference::kStudent : regression::Reference::kNormal,
            degrees);
      },
      py::arg("level"), py::arg("reference"), py::arg("degrees"));
  module.def("check_regression_input", &regression::check_regression_input, py::arg("x"), py::arg("y"),
             py::arg("weights"), py::arg("names"), py::arg("intercept"));
}

}  // namespace

void register_regression(py::module_& parent) {
  py::module_ module = parent.def_submodule("regression", "Regression; wrapped by dubao.regression.");
  register_result(module);
}

}  // namespace dubao::bindings
