// SPDX-License-Identifier: Apache-2.0
//
// Legal capacity under the rules in force: area, lecturers, postgraduates, brakes, readings. Private: wrapped by
// dubao.labour.capacity.
#include <dubao/labour/capacity/determination.hpp>

#include "capacity_convert.hpp"
#include "capacity_rows.hpp"
#include "labour_convert.hpp"
#include "register.hpp"
#include <map>

namespace dubao::bindings {

namespace {

py::dict area_row(const labour::capacity::AreaRow& row) {
  using py::arg;
  return py::dict(arg("location") = row.location, arg("unit") = row.unit, arg("floor_area") = row.floor_area,
                  arg("counted_area") = row.counted_area, arg("capacity") = row.capacity,
                  arg("college") = row.college, arg("bachelor") = row.bachelor, arg("master") = row.master,
                  arg("doctoral") = row.doctoral, arg("area_coefficient") = row.area_coefficient,
                  arg("scale") = row.scale, arg("expected_graduates") = row.expected_graduates,
                  arg("maximum") = row.maximum);
}

py::dict lecturer_row(const labour::capacity::LecturerRow& row) {
  using py::arg;
  return py::dict(arg("location") = row.location, arg("unit") = row.unit, arg("field") = row.field,
                  arg("bachelors") = row.bachelors, arg("masters") = row.masters,
                  arg("doctors") = row.doctors, arg("not_counted") = row.not_counted,
                  arg("converted") = row.converted, arg("capacity") = row.capacity,
                  arg("regular") = row.regular, arg("blended") = row.blended, arg("distance") = row.distance,
                  arg("master") = row.master, arg("doctoral") = row.doctoral,
                  arg("teaching_coefficient") = row.teaching_coefficient, arg("scale") = row.scale,
                  arg("expected_graduates") = row.expected_graduates, arg("maximum") = row.maximum);
}

py::dict master_row(const labour::capacity::MasterRow& row) {
  using py::arg;
  return py::dict(arg("location") = row.location, arg("unit") = row.unit, arg("major") = row.major,
                  arg("supervisors") = row.supervisors, arg("yearly_maximum") = row.yearly_maximum,
                  arg("capacity") = row.capacity, arg("scale") = row.scale, arg("maximum") = row.maximum);
}

py::dict doctoral_row(const labour::capacity::DoctoralRow& row) {
  using py::arg;
  return py::dict(arg("location") = row.location, arg("unit") = row.unit, arg("major") = row.major,
                  arg("doctors") = row.doctors, arg("doctors_of_science") = row.doctors_of_science,
                  arg("associate_professors") = row.associate_professors, arg("professors") = row.professors,
                  arg("capacity") = row.capacity, arg("scale") = row.scale, arg("maximum") = row.maximum);
}

py::dict floor_row(const labour::capacity::PostgraduateFloorRow& row) {
  using py::arg;
  return py::dict(
      arg("location") = row.location, arg("unit") = row.unit,
      arg("converted_lecturers") = row.converted_lecturers, arg("postgraduates") = row.postgraduates,
      arg("per_lecturer") = row.per_lecturer, arg("required") = row.required, arg("met") = row.met,
      arg("taught") = row.taught, arg("ratio_left") = row.ratio_left,
      arg("bachelor_capacity") = row.bachelor_capacity, arg("bachelor_scale") = row.bachelor_scale,
      arg("bachelor_graduates") = row.bachelor_graduates, arg("bachelor_maximum") = row.bachelor_maximum);
}

py::dict capacity_determine(const py::object& institution, const std::string& name, int year,
                            const std::vector<RuleRow>& values,
                            const std::map<std::string, std::string>& readings,
                            const std::vector<FieldRow>& fields,
                            const std::map<std::string, double>& others) {
  const CapacityCase given(institution, name, year, values, readings, fields);
  const labour::capacity::Determination found = given.determine(others);
  py::list totals;
  for (const labour::capacity::GrowthTotalRow& row : found.brakes.totals) {
    using py::arg;
    totals.append(py::dict(arg("location") = row.location,
                           arg("level") = std::string(name_of(row.level, kLevelNames)),
                           arg("form") = std::string(name_of(row.form, kFormNames)),
                           arg("actual") = row.actual, arg("limit") = row.limit));
  }
  py::list remarks;
  for (const labour::capacity::Remark& one : found.remarks) {
    remarks.append(py::make_tuple(one.code, one.subject));
  }
  py::dict coefficients;
  for (const labour::capacity::Unit& unit : given.institution.units) {
    coefficients[py::make_tuple(unit.location, unit.code)] =
        py::make_tuple(unit.teaching_coefficient, unit.area_coefficient, unit.confirmed);
  }
  using py::arg;
  return py::dict(arg("area") = capacity_rows(found.area, area_row),
                  arg("lecturers") = capacity_rows(found.lecturers, lecturer_row),
                  arg("fields") = capacity_rows(found.fields, lecturer_row),
                  arg("master") = capacity_rows(found.master, master_row),
                  arg("doctoral") = capacity_rows(found.doctoral, doctoral_row),
                  arg("postgraduate_floor") = capacity_rows(found.postgraduate_floor, floor_row),
                  arg("brakes") = capacity_rows(found.brakes.rows, brake_row), arg("growth_totals") = totals,
                  arg("variables") = capacity_rows(found.limits.variables, variable_row),
                  arg("limits") = capacity_rows(found.limits.limits, limit_row),
                  arg("maxima") = capacity_rows(found.maxima, maximum_row), arg("remarks") = remarks,
                  arg("coefficients") = coefficients);
}

py::dict capacity_check_plan(const py::object& institution, const std::string& name, int year,
                             const std::vector<RuleRow>& values,
                             const std::map<std::string, std::string>& readings,
                             const std::vector<FieldRow>& fields, const std::vector<double>& plan) {
  const CapacityCase given(institution, name, year, values, readings, fields);
  const labour::capacity::Determination found = given.determine({});
  py::list rows;
  for (const labour::capacity::PlanRow& row : labour::capacity::check_plan(found.limits, plan)) {
    rows.append(py::make_tuple(row.limit, row.used, row.slack, row.met));
  }
  py::list ends;
  for (const labour::capacity::YearEndRow& row : labour::capacity::year_end(found, plan)) {
    using py::arg;
    ends.append(py::dict(arg("location") = row.location, arg("unit") = row.unit, arg("scale") = row.scale,
                         arg("capacity") = row.capacity, arg("ratio") = row.ratio));
  }
  using py::arg;
  return py::dict(arg("rows") = rows, arg("year_end") = ends);
}

}  // namespace

void register_labour_capacity(pybind11::module_& labour) {
  labour.def("capacity_readings", [] {
    py::dict out;
    labour::capacity::Readings defaults;
    labour::capacity::for_each_reading(defaults, [&](std::string_view id, auto& value, const auto& names) {
      py::list choices;
      for (const std::string_view one : names) choices.append(std::string(one));
      out[py::str(std::string(id))] = py::make_tuple(std::string(name_of(value, names)), choices);
    });
    return out;
  });
  labour.def("capacity_determine", &capacity_determine);
  labour.def("capacity_check_plan", &capacity_check_plan);
}

}  // namespace dubao::bindings
