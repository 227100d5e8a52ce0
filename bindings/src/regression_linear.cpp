// SPDX-License-Identifier: Apache-2.0
//
// Regression: the result of every model, and the linear ones. Long calls release the interpreter lock.
#include <dubao/regression/linear.hpp>

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

regression::CovarianceKind to_covariance(const std::string& name) {
  using regression::CovarianceKind;
  static const std::map<std::string, CovarianceKind> kinds{{"classical", CovarianceKind::kClassical},
                                                           {"HC0", CovarianceKind::kHC0},
                                                           {"HC1", CovarianceKind::kHC1},
                                                           {"HC2", CovarianceKind::kHC2},
                                                           {"HC3", CovarianceKind::kHC3},
                                                           {"newey-west", CovarianceKind::kNeweyWest},
                                                           {"cluster", CovarianceKind::kCluster}};
  const auto found = kinds.find(name);
  if (found != kinds.end()) return found->second;
  throw InputError("E-LIN-008", "covariance", "'" + name + "' is not known here",
                   "use classical, HC0, HC1, HC2, HC3, newey-west or cluster");
}

regression::LinearOptions to_options(bool intercept, const std::string& covariance, Index lags,
                                     std::vector<Index> clusters, bool small_sample) {
  return {intercept, {to_covariance(covariance), lags, std::move(clusters), small_sample}};
}

void register_linear(py::module_& module) {
  using regression::Influence;
  using regression::LinearFit;
  py::class_<LinearFit>(module, "LinearFit", "A linear fit with its diagnostics; see dubao.regression.")
      .def_readonly("result", &LinearFit::result)
      .def_property_readonly("unscaled_covariance", [](const LinearFit& f) { return f.unscaled; })
      .def_property_readonly("inflation", [](const LinearFit& f) { return f.inflation; })
      .def_property_readonly("influence", [](const LinearFit& f) {
        py::dict out;
        out["leverage"] = f.influence.leverage;
        out["studentized"] = f.influence.studentized;
        out["externally_studentized"] = f.influence.externally_studentized;
        out["cooks_distance"] = f.influence.cooks_distance;
        out["dffits"] = f.influence.dffits;
        return out;
      });
  module.def(
      "fit_ols",
      [](const Eigen::MatrixXd& x, const Eigen::VectorXd& y, const std::vector<std::string>& names,
         bool intercept, const std::string& covariance, Index lags, std::vector<Index> clusters,
         bool small_sample, bool diagnostics) {
        const auto options = to_options(intercept, covariance, lags, std::move(clusters), small_sample);
        const py::gil_scoped_release release;
        return regression::fit_ols(x, y, names, options, diagnostics);
      },
      py::arg("x"), py::arg("y"), py::arg("names"), py::arg("intercept"), py::arg("covariance"),
      py::arg("lags"), py::arg("clusters"), py::arg("small_sample"), py::arg("diagnostics"));
  module.def(
      "fit_wls",
      [](const Eigen::MatrixXd& x, const Eigen::VectorXd& y, const Eigen::VectorXd& weights,
         const std::vector<std::string>& names, bool intercept, const std::string& covariance, Index lags,
         std::vector<Index> clusters, bool small_sample, bool diagnostics) {
        const auto options = to_options(intercept, covariance, lags, std::move(clusters), small_sample);
        const py::gil_scoped_release release;
        return regression::fit_wls(x, y, weights, names, options, diagnostics);
      },
      py::arg("x"), py::arg("y"), py::arg("weights"), py::arg("names"), py::arg("intercept"),
      py::arg("covariance"), py::arg("lags"), py::arg("clusters"), py::arg("small_sample"),
      py::arg("diagnostics"));
  module.def(
      "fit_gls",
      [](const Eigen::MatrixXd& x, const Eigen::VectorXd& y, const Eigen::MatrixXd& sigma,
         const std::vector<std::string>& names, bool intercept, const std::string& covariance, Index lags,
         std::vector<Index> clusters, bool small_sample, bool diagnostics) {
        const auto options = to_options(intercept, covariance, lags, std::move(clusters), small_sample);
        const py::gil_scoped_release release;
        return regression::fit_gls(x, y, sigma, names, options, diagnostics);
      },
      py::arg("x"), py::arg("y"), py::arg("sigma"), py::arg("names"), py::arg("intercept"),
      py::arg("covariance"), py::arg("lags"), py::arg("clusters"), py::arg("small_sample"),
      py::arg("diagnostics"));
}

}  // namespace

void register_regression(py::module_& parent) {
  py::module_ module = parent.def_submodule("regression", "Regression; wrapped by dubao.regression.");
  register_result(module);
  register_linear(module);
  register_penalized_regression(module);
  register_glm_regression(module);
}

}  // namespace dubao::bindings
