// SPDX-License-Identifier: Apache-2.0
//
// Complex exponential smoothing, the further Theta models, and decomposition by loess.
#include "convert.hpp"
#include "model_class.hpp"
#include "register.hpp"

namespace dubao::bindings {

void register_decomposition_models(pybind11::module_& /*module*/) {}

}  // namespace dubao::bindings
