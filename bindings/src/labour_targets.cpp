// SPDX-License-Identifier: Apache-2.0
//
// Dated targets: paths, dates, index of human capital.
#include <pybind11/pybind11.h>

#include "register.hpp"

namespace dubao::bindings {

void register_labour_targets(pybind11::module_& labour) { static_cast<void>(labour); }

}  // namespace dubao::bindings
