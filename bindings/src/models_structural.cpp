// SPDX-License-Identifier: Apache-2.0
//
// Structural time-series models.
#include "convert.hpp"
#include "model_class.hpp"
#include "register.hpp"

namespace dubao::bindings {

void register_structural_models(pybind11::module_& /*module*/) {}

}  // namespace dubao::bindings
