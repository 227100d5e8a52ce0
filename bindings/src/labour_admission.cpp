// SPDX-License-Identifier: Apache-2.0
//
// Admission around the maximum: the rules before 2027, overshoot, offers, the cheapest enlargement.
#include <pybind11/pybind11.h>

#include "register.hpp"

namespace dubao::bindings {

void register_labour_admission(pybind11::module_& labour) { static_cast<void>(labour); }

}  // namespace dubao::bindings
