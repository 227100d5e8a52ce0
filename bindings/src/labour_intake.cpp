// SPDX-License-Identifier: Apache-2.0
//
// Need and recommended intake.
#include <pybind11/pybind11.h>

#include "register.hpp"

namespace dubao::bindings {

void register_labour_intake(pybind11::module_& labour) { static_cast<void>(labour); }

}  // namespace dubao::bindings
