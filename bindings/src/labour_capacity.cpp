// SPDX-License-Identifier: Apache-2.0
//
// Legal capacity under the rules in force: area, lecturers, postgraduates, brakes, readings.
#include <pybind11/pybind11.h>

#include "register.hpp"

namespace dubao::bindings {

void register_labour_capacity(pybind11::module_& labour) { static_cast<void>(labour); }

}  // namespace dubao::bindings
