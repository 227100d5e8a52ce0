// SPDX-License-Identifier: Apache-2.0
//
// Structural time-series models and their components.
#include <dubao/models/structural.hpp>
#include <dubao/models/structural/components.hpp>

#include "convert.hpp"
#include "model_class.hpp"
#include "register.hpp"
#include <utility>

namespace py = pybind11;

namespace dubao::bindings {

namespace {

using models::Structural;
using models::structural::FittedStructural;

data::Target to_target(const std::string& target) {
  if (target == "survey") return data::Target::kSurvey;
  if (target == "signal") return data::Target::kSignal;
  throw InputError("E-STR-003", "target", "'" + target + "' is no target", "give survey or signal");
}

py::dict components_of(const FittedStructural& fitted) {
  std::vector<models::structural::Component> found;
  {
    const py::gil_scoped_release release;
    found = models::structural::components(fitted);
  }
  py::dict out;
  for (const auto& one : found) {
    out[py::str(one.name)] = py::make_tuple(to_array(one.values), to_array(one.standard_errors));
  }
  return out;
}

}  // namespace

void register_structural_models(py::module_& module) {
  py::class_<FittedStructural, models::Fitted, std::shared_ptr<FittedStructural>>(
      module, "FittedStructural", "A fitted structural model; see dubao.models.")
      .def("components", &components_of, "Component by name: values and standard errors, length n.")
      .def("standardised_innovations",
           [](const FittedStructural& f) { return to_array(f.standardised_innovations()); })
      .def(
          "signal_draws",
          [](const FittedStructural& f, Index h, Index n, std::uint64_t seed) {
            data::Draws draws;
            {
              const py::gil_scoped_release release;
              draws = f.signal_draws(h, n, seed);
            }
            return to_array(draws.paths());
          },
          py::arg("h"), py::arg("n"), py::arg("seed"), "Sample paths without sampling error, n × h.");

  ModelClass<Structural>(module, "Structural")
      .def(
          py::init([](std::string trend, std::string season, Index season_length, bool cycle, double shortest,
                      double longest, const std::vector<std::pair<std::string, Index>>& interventions,
                      std::optional<bool> irregular, bool log, std::string point, const std::string& target,
                      std::string alias) {
            Structural::Options options;
            options.trend = std::move(trend);
            options.season = std::move(season);
            options.season_length = season_length;
            options.cycle = cycle;
            options.cycle_shortest = shortest;
            options.cycle_longest = longest;
            for (const auto& [kind, position] : interventions) {
              options.interventions.push_back({models::structural::parse_kind(kind), position});
            }
            options.irregular = irregular;
            options.log = log;
            options.point = std::move(point);
            options.target = to_target(target);
            options.alias = std::move(alias);
            return std::make_shared<Structural>(std::move(options));
          }),
          py::kw_only(), py::arg("trend"), py::arg("season"), py::arg("season_length"), py::arg("cycle"),
          py::arg("cycle_shortest"), py::arg("cycle_longest"), py::arg("interventions"), py::arg("irregular"),
          py::arg("log"), py::arg("point"), py::arg("target"), py::arg("alias"));
}

}  // namespace dubao::bindings
