// SPDX-License-Identifier: Apache-2.0
//
// Nonlinear least squares with Python callables, and growth curves. With a callable the interpreter lock is held and one
// thread is used: the model is Python's.
#include <dubao/models/growth.hpp>
#include <dubao/regression/nonlinear.hpp>

#include <pybind11/eigen.h>

#include "convert.hpp"
#include "model_class.hpp"
#include "register.hpp"
#include <limits>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace py = pybind11;

namespace dubao::bindings {

namespace {

using regression::Certificate;
using regression::NonlinearOptions;
using regression::NonlinearResult;

// `model(b)` gives an array of `size` values, or None where it cannot be evaluated.
optim::DifferencedFunction wrap(const py::function& model, Eigen::Index size, Eigen::VectorXd lower,
                                Eigen::VectorXd upper) {
  const auto evaluate = [model](const Eigen::VectorXd& b, Eigen::VectorXd& values) {
    const py::object result = model(py::cast(b));
    if (result.is_none()) return false;
    const auto array = py::cast<py::array_t<double, py::array::c_style | py::array::forcecast>>(result);
    if (array.ndim() != 1 || array.shape(0) != values.size()) return false;
    values = Eigen::Map<const Eigen::VectorXd>(array.data(), values.size());
    return true;
  };
  return {size, evaluate, std::move(lower), std::move(upper)};
}

optim::RobustLoss to_loss(const std::string& name) {
  using optim::RobustLoss;
  if (name == "huber") return RobustLoss::kHuber;
  if (name == "soft_l1") return RobustLoss::kSoftL1;
  if (name == "cauchy") return RobustLoss::kCauchy;
  if (name == "tukey") return RobustLoss::kTukey;
  return RobustLoss::kNone;
}

py::dict certificate_dict(const Certificate& c) {
  py::dict out;
  out["reason"] = std::string(optim::to_string(c.reason));
  out["gradient"] = c.gradient;
  out["last_step"] = c.last_step;
  out["condition"] = c.condition;
  out["digits"] = c.digits;
  out["starts"] = c.starts;
  out["agreed"] = c.agreed;
  out["searches"] = c.searches;
  out["iterations"] = c.iterations;
  out["at_bound"] = std::vector<Eigen::Index>(c.at_bound);
  return out;
}

models::growth::Shape to_shape(const std::string& name) {
  using models::growth::Shape;
  for (const Shape shape :
       {Shape::kLogistic, Shape::kGompertz, Shape::kRichards, Shape::kBass, Shape::kAsymptotic}) {
    if (name == models::growth::to_string(shape)) return shape;
  }
  throw InputError("E-GRO-001", "shape", "'" + name + "' is not known here",
                   "use logistic, gompertz, richards, bass or asymptotic");
}

void register_growth(py::module_& root) {
  ModelClass<models::GrowthCurve>(root, "GrowthCurve")
      .def(py::init([](const std::string& shape, double ceiling, double limit, std::string alias) {
             return std::make_shared<models::GrowthCurve>(
                 models::GrowthCurve::Options{to_shape(shape), ceiling, limit, std::move(alias)});
           }),
           py::kw_only(), py::arg("shape") = "logistic",
           py::arg("ceiling") = std::numeric_limits<double>::quiet_NaN(),
           py::arg("limit") = std::numeric_limits<double>::quiet_NaN(), py::arg("alias") = "GrowthCurve");
}

}  // namespace

void register_nonlinear_regression(py::module_& root) {
  register_growth(root);
  py::module_ module = root.attr("regression").cast<py::module_>();
  py::class_<NonlinearResult>(module, "NonlinearResult", "Nonlinear fit; see dubao.regression.")
      .def_property_readonly("regression", [](const NonlinearResult& r) { return r.regression; })
      .def_property_readonly("certificate",
                             [](const NonlinearResult& r) { return certificate_dict(r.certificate); });
  module.def(
      "nonlinear_least_squares",
      [](const py::function& model, const Eigen::VectorXd& y, const std::vector<Eigen::VectorXd>& starts,
         const Eigen::VectorXd& lower, const Eigen::VectorXd& upper, const Eigen::VectorXd& weights,
         const std::string& loss, double loss_scale, const std::vector<std::string>& names, int spread,
         const std::string& covariance, int max_iterations) {
        NonlinearOptions options;
        options.names = names;
        options.lower = lower;
        options.upper = upper;
        options.weights = weights;
        options.loss = to_loss(loss);
        options.loss_scale = loss_scale;
        options.more_starts.assign(starts.begin() + 1, starts.end());
        options.starts = spread;
        options.max_iterations = max_iterations;
        options.covariance = covariance == "hessian" ? regression::NonlinearCovariance::kHessian
                                                     : regression::NonlinearCovariance::kJacobian;
        optim::DifferencedFunction function = wrap(model, y.size(), lower, upper);
        return regression::fit_nonlinear(function, y, starts.front(), options);
      },
      py::arg("model"), py::arg("y"), py::arg("starts"), py::arg("lower"), py::arg("upper"),
      py::arg("weights"), py::arg("loss"), py::arg("loss_scale"), py::arg("names"), py::arg("spread"),
      py::arg("covariance"), py::arg("max_iterations"),
      "starts: at least one; names and bounds: one a parameter.");
  module.def(
      "model_jacobian",
      [](const py::function& model, const Eigen::VectorXd& b, Eigen::Index size, const Eigen::VectorXd& lower,
         const Eigen::VectorXd& upper) {
        optim::DifferencedFunction function = wrap(model, size, lower, upper);
        Eigen::VectorXd values(size);
        Eigen::MatrixXd jacobian(size, b.size());
        if (!function.evaluate(b, values) ||
            !function.differentiate(b, values, jacobian, optim::Grade::kFine)) {
          jacobian.setConstant(std::numeric_limits<double>::quiet_NaN());
        }
        return jacobian;
      },
      py::arg("model"), py::arg("b"), py::arg("size"), py::arg("lower"), py::arg("upper"),
      "Derivatives of model(b) by extrapolated differences; NaN where the model is not finite.");
}

}  // namespace dubao::bindings
