// SPDX-License-Identifier: Apache-2.0
//
// What each binding file registers, in the order of the library's folders.
#pragma once

#include <pybind11/pybind11.h>

namespace dubao::bindings {

void register_errors(pybind11::module_& module);
void register_data(pybind11::module_& module);
void register_models(pybind11::module_& module);
// The families of models that have a file of their own; called by register_models.
void register_arima_models(pybind11::module_& module);
void register_structural_models(pybind11::module_& module);
void register_decomposition_models(pybind11::module_& module);
void register_regression_models(pybind11::module_& module);
void register_evaluation(pybind11::module_& module);
// Tests of residuals, draws and methods; called by register_evaluation.
void register_diagnostics(pybind11::module_& module);
void register_forecast(pybind11::module_& module);
// Sources of intervals; called by register_forecast.
void register_intervals(pybind11::module_& module);
// Breaks and outliers; called by register_forecast.
void register_intervention_models(pybind11::module_& module);
void register_hierarchy(pybind11::module_& module);
// Trees, reconciliation and proportional fitting; called by register_hierarchy.
void register_reconciliation(pybind11::module_& module);
void register_labour(pybind11::module_& module);
// Scenarios; called by register_labour with its submodule.
void register_labour_scenario(pybind11::module_& module);
// Staffing shares, and the evaluation of projections; called by register_labour with its submodule.
void register_labour_staffing(pybind11::module_& module);
void register_labour_evaluation(pybind11::module_& module);
// Shift-share and bridges, small cells, postings; called by register_labour with its submodule.
void register_labour_regions(pybind11::module_& module);
void register_labour_publication(pybind11::module_& module);
void register_labour_postings(pybind11::module_& module);
// Reliability, starting imbalance, bottleneck and shortage index; called by register_labour with its submodule.
void register_labour_indicators(pybind11::module_& module);
// People: separation rates, participation, routes, uncertain flexibility; called by register_labour with its submodule.
void register_labour_people(pybind11::module_& module);
// Legal capacity; what stands around it (old rules, overshoot, offers); need and recommendation; dated targets. Called by
// register_labour with its submodule.
void register_labour_capacity(pybind11::module_& labour);
void register_labour_admission(pybind11::module_& labour);
void register_labour_intake(pybind11::module_& labour);
void register_labour_targets(pybind11::module_& labour);
// Emergence of terms; called by register_labour with its submodule.
void register_labour_emergence(pybind11::module_& module);
// Cybersecurity demand under three concepts, demand for skills; called by register_labour with its submodule.
void register_labour_cybersecurity(pybind11::module_& module);
void register_labour_skills(pybind11::module_& module);
// Linear models and the result that all regressions share; calls the other files of regression.
void register_regression(pybind11::module_& module);
// Nonlinear least squares; finds the submodule that register_regression made.
void register_nonlinear_regression(pybind11::module_& module);
// Generalised linear models and panels; called by register_regression with its submodule.
void register_glm_regression(pybind11::module_& module);
// Penalised and robust regression; called by register_regression with its submodule.
void register_penalized_regression(pybind11::module_& module);

}  // namespace dubao::bindings
