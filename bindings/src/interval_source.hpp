// SPDX-License-Identifier: Apache-2.0
//
// Names of interval sources, and the state of a forecaster as Python's own types.
#pragma once

#include <dubao/forecast/forecaster_state.hpp>
#include <dubao/forecast/interval_source.hpp>

#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <string>

namespace dubao::bindings {

/// Throws InputError E-FOR-009 for a name that is none.
[[nodiscard]] inline forecast::IntervalSource to_interval_source(const std::string& name) {
  const auto found = forecast::interval_source(name);
  if (!found) {
    throw InputError("E-FOR-009", "intervals", "'" + name + "' is not known here",
                     "use calibrated, analytic, simulated, bootstrap or conformal");
  }
  return *found;
}

/// Dictionaries, lists, numbers and words only: what JSON can hold.
[[nodiscard]] pybind11::dict to_dict(const forecast::ForecasterState& state);
/// Throws what pybind11 throws for a document of another shape.
[[nodiscard]] forecast::ForecasterState to_state(const pybind11::dict& document);

}  // namespace dubao::bindings
