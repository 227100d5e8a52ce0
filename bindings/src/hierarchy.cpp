// SPDX-License-Identifier: Apache-2.0
//
// Temporal disaggregation. Arrays in and out; long calls release the interpreter lock.
#include <dubao/hierarchy/temporal.hpp>

#include "convert.hpp"
#include "register.hpp"

namespace py = pybind11;

namespace dubao::bindings {

namespace {

hierarchy::TemporalAggregation to_aggregation(const std::string& name) {
  if (name == "sum") return hierarchy::TemporalAggregation::kSum;
  if (name == "mean") return hierarchy::TemporalAggregation::kMean;
  if (name == "last") return hierarchy::TemporalAggregation::kLast;
  throw InputError("E-TMP-008", "aggregation", "'" + name + "' is not known here", "use sum, mean or last");
}
hierarchy::TemporalRegression to_regression(const std::string& name) {
  if (name == "chow-lin") return hierarchy::TemporalRegression::kChowLin;
  if (name == "fernandez") return hierarchy::TemporalRegression::kFernandez;
  if (name == "litterman") return hierarchy::TemporalRegression::kLitterman;
  throw InputError("E-TMP-008", "method", "'" + name + "' is not known here",
                   "use chow-lin, fernandez, litterman, denton or denton-proportional");
}

}  // namespace

void register_hierarchy(py::module_& module) {
  using hierarchy::TemporalDisaggregation;
  py::class_<TemporalDisaggregation>(module, "TemporalDisaggregation",
                                     "Regression-based temporal disaggregation; see dubao.hierarchy.")
      .def(py::init([](const Array& low, const Array& indicators, Index ratio, const std::string& aggregation,
                       const std::string& method) {
             const std::vector<double> values = to_vector(low, "low");
             const Eigen::MatrixXd x = to_matrix(indicators, "indicator");
             const auto how = to_aggregation(aggregation);
             const auto kind = to_regression(method);
             const py::gil_scoped_release release;
             return std::make_unique<TemporalDisaggregation>(values, x, ratio, how, kind);
           }),
           py::arg("low"), py::arg("indicators"), py::arg("ratio"), py::arg("aggregation"), py::arg("method"))
      .def("mean", [](const TemporalDisaggregation& d) { return to_array(d.mean()); })
      .def("standard_errors", [](const TemporalDisaggregation& d) { return to_array(d.standard_errors()); })
      .def("coefficients", [](const TemporalDisaggregation& d) { return to_array(d.coefficients()); })
      .def("coefficient_errors",
           [](const TemporalDisaggregation& d) { return to_array(d.coefficient_errors()); })
      .def("residuals", [](const TemporalDisaggregation& d) { return to_array(d.residuals()); })
      .def_property_readonly("rho", &TemporalDisaggregation::rho)
      .def_property_readonly("loglik", &TemporalDisaggregation::loglik)
      .def_property_readonly("sigma", &TemporalDisaggregation::sigma)
      .def(
          "draws",
          [](const TemporalDisaggregation& d, Index n, std::uint64_t seed, const std::string& id) {
            data::DrawMatrix paths;
            {
              const py::gil_scoped_release release;
              paths = d.draws(n, seed, id);
            }
            return to_array(paths);
          },
          py::arg("n"), py::arg("seed"), py::arg("id"), "Paths, n × high periods.");
  module.def(
      "denton",
      [](const Array& low, const Array& indicator, Index ratio, const std::string& aggregation,
         bool proportional) {
        const std::vector<double> p = to_vector(indicator, "indicator");
        const auto constraint = hierarchy::temporal_constraint(
            to_vector(low, "low"), ratio, static_cast<Index>(p.size()), to_aggregation(aggregation));
        return to_array(hierarchy::denton(constraint, p, proportional));
      },
      py::arg("low"), py::arg("indicator"), py::arg("ratio"), py::arg("aggregation"), py::arg("proportional"),
      "Denton's method in Cholette's form.");
  register_reconciliation(module);
}

}  // namespace dubao::bindings
