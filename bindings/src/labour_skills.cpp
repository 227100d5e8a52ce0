// SPDX-License-Identifier: Apache-2.0
//
// Demand for skills. Private: wrapped by dubao.labour.skill_demand.
#include "register.hpp"

namespace dubao::bindings {

void register_labour_skills(pybind11::module_& /*module*/) {}

}  // namespace dubao::bindings
