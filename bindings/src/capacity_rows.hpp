// SPDX-License-Identifier: Apache-2.0
//
// Rows of a determination as dictionaries, and what determines: shared by the bindings of the capacity and of admission.
#pragma once

#include <dubao/labour/capacity/determination.hpp>

#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include "capacity_convert.hpp"
#include <cstddef>
#include <map>
#include <string>
#include <tuple>
#include <vector>

namespace dubao::bindings {

namespace py = pybind11;

using labour::capacity::kFormNames;
using labour::capacity::kLevelNames;
using labour::capacity::kLimitKindNames;
using labour::capacity::name_of;

/// Field (three digits), K_GD, K_DT, whether they are confirmed.
using FieldRow = std::tuple<std::string, double, double, bool>;

/// What determines: institution, name of the rule set, year, values, readings by id, persons by name, fields.
struct CapacityCase {
  labour::capacity::Institution institution;
  labour::capacity::Rules rules;
  labour::capacity::Readings readings;
  std::vector<labour::capacity::FieldCoefficients> fields;

  CapacityCase(const py::object& given, const std::string& name, int year, const std::vector<RuleRow>& values,
               const std::map<std::string, std::string>& choices, const std::vector<FieldRow>& field_rows)
      : institution(to_institution(given)), rules(to_rules(name, year, values)) {
    for (const auto& [id, choice] : choices) labour::capacity::set_reading(readings, id, choice);
    for (const auto& [field, teaching, area, confirmed] : field_rows) {
      fields.push_back({field, teaching, area, confirmed});
    }
    institution = labour::capacity::with_coefficients(institution, fields);
  }

  [[nodiscard]] labour::capacity::Determination determine(const std::map<std::string, double>& others) const {
    return labour::capacity::determine(institution, rules, readings, others, fields);
  }
};

inline py::dict brake_row(const labour::capacity::BrakeRow& row) {
  using py::arg;
  return py::dict(
      arg("location") = row.location, arg("unit") = row.unit, arg("major") = row.major,
      arg("level") = std::string(name_of(row.level, kLevelNames)),
      arg("form") = std::string(name_of(row.form, kFormNames)), arg("announced") = row.announced,
      arg("actual") = row.actual, arg("growth_limit") = row.growth_limit,
      arg("growth_exemption") = row.growth_exemption, arg("reasons") = py::tuple(py::cast(row.reasons)),
      arg("exempted") = py::tuple(py::cast(row.exempted)), arg("freeze_limit") = row.freeze_limit);
}

inline py::dict variable_row(const labour::capacity::Variable& row) {
  using py::arg;
  return py::dict(arg("name") = row.name, arg("location") = row.location, arg("unit") = row.unit,
                  arg("major") = row.major, arg("level") = std::string(name_of(row.level, kLevelNames)),
                  arg("form") = std::string(name_of(row.form, kFormNames)), arg("planned") = row.planned,
                  arg("announced") = row.announced, arg("actual") = row.actual,
                  arg("teaching_weight") = row.teaching, arg("area_weight") = row.area);
}

inline py::dict limit_row(const labour::capacity::Limit& row) {
  py::list clauses;
  for (const labour::capacity::Clause& one : row.clauses) {
    clauses.append(py::make_tuple(one.parameter, one.rule_set, one.article_clause));
  }
  using py::arg;
  return py::dict(arg("name") = row.name, arg("kind") = std::string(name_of(row.kind, kLimitKindNames)),
                  arg("reading") = row.reading, arg("clauses") = clauses, arg("location") = row.location,
                  arg("unit") = row.unit, arg("terms") = row.terms, arg("bound") = row.bound);
}

inline py::dict maximum_row(const labour::capacity::MaximumRow& row) {
  py::dict ceilings;
  for (std::size_t k = 0; k < kLimitKindNames.size(); ++k) {
    ceilings[py::str(std::string(kLimitKindNames[k]))] = row.ceilings[k];
  }
  using py::arg;
  return py::dict(arg("variable") = row.variable, arg("basis") = row.basis, arg("ceilings") = ceilings,
                  arg("before_brakes") = row.before_brakes, arg("maximum") = row.maximum,
                  arg("binding") = row.binding, arg("maximum_reserved") = row.maximum_reserved,
                  arg("binding_reserved") = row.binding_reserved);
}

template <class Row, class Convert>
inline py::list capacity_rows(const std::vector<Row>& rows, Convert&& convert) {
  py::list out;
  for (const Row& row : rows) out.append(convert(row));
  return out;
}

}  // namespace dubao::bindings
