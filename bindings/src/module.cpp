// SPDX-License-Identifier: Apache-2.0
//
// The extension module: registers the parts, one file a folder of the library, and nothing else.
#include <dubao/version.hpp>

#include "register.hpp"

PYBIND11_MODULE(_core, module) {
  module.doc() = "Compiled core of dubao. Use the package's public names; this module is private.";
  module.attr("__version__") = dubao::kVersion;
  dubao::bindings::register_errors(module);
  dubao::bindings::register_data(module);
  dubao::bindings::register_models(module);
  dubao::bindings::register_evaluation(module);
  dubao::bindings::register_forecast(module);
  dubao::bindings::register_hierarchy(module);
  dubao::bindings::register_labour(module);
  dubao::bindings::register_regression(module);
  dubao::bindings::register_nonlinear_regression(module);
}
