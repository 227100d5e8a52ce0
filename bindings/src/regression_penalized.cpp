// SPDX-License-Identifier: Apache-2.0
//
// Penalised and robust regression. Long calls release the interpreter lock.
#include <dubao/regression/penalty_choice.hpp>
#include <dubao/regression/robust.hpp>

#include <pybind11/eigen.h>

#include "convert.hpp"
#include "register.hpp"
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace py = pybind11;

namespace dubao::bindings {

namespace {

using regression::PenalizedOptions;

void register_penalized(py::module_& module) {
  using regression::PenalizedPath;
  using regression::PenaltyChoice;
  py::class_<PenalizedPath>(module, "PenalizedPath", "Coefficients by penalty; see dubao.regression.")
      .def_readonly("penalties", &PenalizedPath::penalties)
      .def_property_readonly("coefficients", [](const PenalizedPath& p) { return p.coefficients; })
      .def_property_readonly("intercepts", [](const PenalizedPath& p) { return p.intercepts; })
      .def_readonly("degrees", &PenalizedPath::degrees)
      .def_readonly("r2", &PenalizedPath::r2)
      .def_readonly("violation", &PenalizedPath::violation)
      .def_readonly("converged", &PenalizedPath::converged);
  py::class_<PenaltyChoice>(module, "PenaltyChoice",
                            "A penalty chosen by rolling origin; see dubao.regression.")
      .def_readonly("penalty", &PenaltyChoice::penalty)
      .def_readonly("penalties", &PenaltyChoice::penalties)
      .def_readonly("errors", &PenaltyChoice::errors)
      .def_readonly("error_se", &PenaltyChoice::error_se)
      .def_readonly("origins", &PenaltyChoice::origins);
  module.def(
      "penalized_path",
      [](const Eigen::MatrixXd& x, const Eigen::VectorXd& y, const Eigen::VectorXd& weights, bool intercept,
         bool standardize, double mixing, std::vector<double> penalties) {
        const py::gil_scoped_release release;
        return regression::penalized_path(x, y, weights, {intercept, standardize, mixing},
                                          std::move(penalties));
      },
      py::arg("x"), py::arg("y"), py::arg("weights"), py::arg("intercept"), py::arg("standardize"),
      py::arg("mixing"), py::arg("penalties"));
  module.def(
      "choose_penalty",
      [](const Eigen::MatrixXd& x, const Eigen::VectorXd& y, const Eigen::VectorXd& weights, bool intercept,
         bool standardize, double mixing, std::vector<double> penalties, Index blocks,
         bool one_standard_error) {
        const py::gil_scoped_release release;
        return regression::choose_penalty(x, y, weights, {intercept, standardize, mixing},
                                          std::move(penalties), blocks,
                                          one_standard_error ? regression::PenaltyRule::kOneStandardError
                                                             : regression::PenaltyRule::kSmallestError);
      },
      py::arg("x"), py::arg("y"), py::arg("weights"), py::arg("intercept"), py::arg("standardize"),
      py::arg("mixing"), py::arg("penalties"), py::arg("blocks"), py::arg("one_standard_error"));
  module.def(
      "fit_penalized",
      [](const Eigen::MatrixXd& x, const Eigen::VectorXd& y, const Eigen::VectorXd& weights,
         const std::vector<std::string>& names, bool intercept, bool standardize, double mixing,
         double penalty) {
        const py::gil_scoped_release release;
        return regression::fit_penalized(x, y, weights, names, {intercept, standardize, mixing}, penalty);
      },
      py::arg("x"), py::arg("y"), py::arg("weights"), py::arg("names"), py::arg("intercept"),
      py::arg("standardize"), py::arg("mixing"), py::arg("penalty"));
}

optim::RobustLoss to_loss(const std::string& name) {
  static const std::map<std::string, optim::RobustLoss> losses{{"huber", optim::RobustLoss::kHuber},
                                                               {"soft-l1", optim::RobustLoss::kSoftL1},
                                                               {"cauchy", optim::RobustLoss::kCauchy},
                                                               {"tukey", optim::RobustLoss::kTukey}};
  const auto found = losses.find(name);
  if (found != losses.end()) return found->second;
  throw InputError("E-ROB-004", "loss", "'" + name + "' is not known here",
                   "use huber, tukey, cauchy or soft-l1");
}

void register_robust(py::module_& module) {
  using regression::RobustFit;
  py::class_<RobustFit>(module, "RobustFit", "A robust fit and its weights; see dubao.regression.")
      .def_readonly("result", &RobustFit::result)
      .def_property_readonly("weights", [](const RobustFit& f) { return f.weights; });
  module.def(
      "fit_robust",
      [](const Eigen::MatrixXd& x, const Eigen::VectorXd& y, const Eigen::VectorXd& weights,
         const std::vector<std::string>& names, bool intercept, const std::string& loss, double tuning,
         const std::string& scale, double given_scale, int max_iterations) {
        regression::RobustOptions options;
        options.intercept = intercept;
        options.loss = to_loss(loss);
        options.tuning = tuning;
        options.scale = scale == "mad"         ? regression::ScaleEstimate::kMad
                        : scale == "proposal2" ? regression::ScaleEstimate::kProposal2
                                               : regression::ScaleEstimate::kGiven;
        options.given_scale = given_scale;
        options.max_iterations = max_iterations;
        const py::gil_scoped_release release;
        return regression::fit_robust(x, y, weights, names, options);
      },
      py::arg("x"), py::arg("y"), py::arg("weights"), py::arg("names"), py::arg("intercept"), py::arg("loss"),
      py::arg("tuning"), py::arg("scale"), py::arg("given_scale"), py::arg("max_iterations"));
}

}  // namespace

void register_penalized_regression(py::module_& module) {
  register_penalized(module);
  register_robust(module);
}

}  // namespace dubao::bindings
