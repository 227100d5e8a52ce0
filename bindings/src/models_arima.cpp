// SPDX-License-Identifier: Apache-2.0
//
// Autoregressive integrated moving-average models.
#include "convert.hpp"
#include "model_class.hpp"
#include "register.hpp"

namespace dubao::bindings {

void register_arima_models(pybind11::module_& /*module*/) {}

}  // namespace dubao::bindings
