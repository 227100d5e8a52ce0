// SPDX-License-Identifier: Apache-2.0
//
// Cybersecurity demand under three concepts. Private: wrapped by dubao.labour.cybersecurity.
#include "register.hpp"

namespace dubao::bindings {

void register_labour_cybersecurity(pybind11::module_& /*module*/) {}

}  // namespace dubao::bindings
