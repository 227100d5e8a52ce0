// SPDX-License-Identifier: Apache-2.0
//
// Scenarios: checks, factors and comparison on common draws. Private: wrapped by dubao.labour.scenario.
#include <dubao/labour/scenario.hpp>

#include "convert.hpp"
#include "register.hpp"
#include <optional>
#include <string>
#include <tuple>
#include <vector>

namespace py = pybind11;

namespace dubao::bindings {

namespace {

using labour::ScenarioInput;
/// input, key, period, value
using Value = std::tuple<std::string, std::string, std::string, double>;
/// input, key, first period, last period
using Known = std::tuple<std::string, std::string, std::string, std::string>;

ScenarioInput to_input(const std::string& word) {
  for (const ScenarioInput one :
       {ScenarioInput::kDriver, ScenarioInput::kEmploymentFactor, ScenarioInput::kShareFactor,
        ScenarioInput::kExitRate, ScenarioInput::kIntake, ScenarioInput::kBreak}) {
    if (word == labour::to_word(one)) return one;
  }
  throw InputError("E-SCN-010", "input", "'" + word + "' is no input of a scenario",
                   "use driver, employment factor, share factor, exit rate, intake or break");
}

labour::Scenario to_scenario(const std::string& name, const std::vector<std::string>& provenance,
                             const std::vector<Value>& values) {
  labour::Scenario out;
  out.name = name;
  out.provenance = {provenance.at(0), provenance.at(1), provenance.at(2)};
  for (const auto& [input, key, period, value] : values) {
    out.values.push_back({to_input(input), key, time::Period::parse(period), value});
  }
  return out;
}

void validate_scenario(const std::string& name, const std::vector<std::string>& provenance,
                       const std::vector<Value>& values, const std::optional<std::vector<Known>>& known) {
  const labour::Scenario scenario = to_scenario(name, provenance, values);
  Problems problems;
  labour::check_values(scenario, problems);
  if (known) {
    labour::ScenarioScope scope;
    for (const auto& [input, key, first, last] : *known) {
      scope.allow(to_input(input), key, time::Period::parse(first), time::Period::parse(last));
    }
    labour::check_scope(scenario, scope, problems);
  }
  problems.throw_if_any();
}

}  // namespace

void register_labour_scenario(py::module_& module) {
  module.def("validate_scenario", &validate_scenario, py::arg("name"), py::arg("provenance"),
             py::arg("values"), py::arg("known"),
             "Throws everything that is wrong; known None: values only.");
  module.def(
      "apply_employment_factors",
      [](const std::vector<Value>& values, const std::string& industry, const Array& draws,
         const std::string& start) {
        const labour::Scenario scenario = to_scenario("", {"", "", ""}, values);
        return to_array(
            labour::apply_employment_factors(
                scenario, industry, data::Draws(time::Period::parse(start), to_matrix(draws, "draws")))
                .paths());
      },
      py::arg("values"), py::arg("industry"), py::arg("draws"), py::arg("start"));
  module.def(
      "apply_share_factors",
      [](const std::vector<Value>& values, const std::string& industry,
         const std::vector<std::string>& occupations, const std::string& period, const Array& shares) {
        const labour::Scenario scenario = to_scenario("", {"", "", ""}, values);
        return to_array(labour::apply_share_factors(
            scenario, industry, occupations, time::Period::parse(period), to_matrix(shares, "shares")));
      },
      py::arg("values"), py::arg("industry"), py::arg("occupations"), py::arg("period"), py::arg("shares"));
  module.def(
      "scenario_difference",
      [](const Array& base, const Array& other) {
        const time::Period start = time::Period::annual(1);
        return to_array(labour::scenario_difference(data::Draws(start, to_matrix(base, "base")),
                                                    data::Draws(start, to_matrix(other, "other")))
                            .paths());
      },
      py::arg("base"), py::arg("other"), "other − base, path by path.");
}

}  // namespace dubao::bindings
