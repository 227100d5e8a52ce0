// SPDX-License-Identifier: Apache-2.0
#include "convert.hpp"
#include "register.hpp"

namespace dubao::bindings {

void register_forecast(pybind11::module_& module) { (void)module; }

}  // namespace dubao::bindings
