// SPDX-License-Identifier: Apache-2.0
//
// Conversions of the legal capacity: the rows of dubao.labour.capacity.institution and tables of rules to the library's structs.
#pragma once

#include <dubao/labour/capacity/institution.hpp>
#include <dubao/labour/capacity/rules.hpp>

#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

namespace dubao::bindings {

/// Parameter, number (NaN: none), text, unit, rule set, clause.
using RuleRow = std::tuple<std::string, double, std::string, std::string, std::string, std::string>;

template <class Type>
Type attribute(const pybind11::handle& row, const char* name) {
  return row.attr(name).cast<Type>();
}

/// A word of an enumeration. Throws InputError E-CAP-021 for one that is not known.
template <class Enum, std::size_t N>
Enum word(const pybind11::handle& row, const char* name, const std::array<std::string_view, N>& names) {
  const auto given = attribute<std::string>(row, name);
  if (const auto found = labour::capacity::from_name<Enum>(given, names)) return *found;
  std::string known;
  for (const std::string_view one : names) known += (known.empty() ? "" : ", ") + std::string(one);
  throw InputError("E-CAP-021", name, "'" + given + "' is not known here", "use " + known);
}

inline labour::capacity::Location to_location(const pybind11::handle& row) {
  return {attribute<std::string>(row, "code"), attribute<std::string>(row, "name"),
          attribute<double>(row, "floor_area"),
          word<labour::capacity::AreaKind>(row, "area_kind", labour::capacity::kAreaKindNames),
          attribute<std::optional<int>>(row, "founded")};
}

inline labour::capacity::Unit to_unit(const pybind11::handle& row) {
  labour::capacity::Unit out;
  out.location = attribute<std::string>(row, "location");
  out.code = attribute<std::string>(row, "code");
  out.name = attribute<std::string>(row, "name");
  out.teaching_coefficient = attribute<double>(row, "teaching_coefficient");
  out.area_coefficient = attribute<double>(row, "area_coefficient");
  out.confirmed = attribute<bool>(row, "confirmed");
  out.by_major = attribute<bool>(row, "by_major");
  out.special_major =
      word<labour::capacity::SpecialMajor>(row, "special_major", labour::capacity::kSpecialMajorNames);
  out.support_staff = attribute<double>(row, "support_staff");
  return out;
}

inline labour::capacity::Learners to_learners(const pybind11::handle& row) {
  labour::capacity::Learners out;
  out.location = attribute<std::string>(row, "location");
  out.unit = attribute<std::string>(row, "unit");
  out.level = word<labour::capacity::Level>(row, "level", labour::capacity::kLevelNames);
  out.form = word<labour::capacity::Form>(row, "form", labour::capacity::kFormNames);
  out.stock = attribute<double>(row, "stock");
  out.duration = attribute<double>(row, "duration");
  out.announced = attribute<double>(row, "announced");
  out.actual = attribute<double>(row, "actual");
  out.planned = attribute<double>(row, "planned");
  out.bridging = attribute<double>(row, "bridging");
  out.first_year_dropout = attribute<double>(row, "first_year_dropout");
  out.employment_rate = attribute<double>(row, "employment_rate");
  out.opened = attribute<std::optional<int>>(row, "opened");
  out.scheme = attribute<bool>(row, "scheme");
  out.accredited_programme = attribute<bool>(row, "accredited_programme");
  return out;
}

inline labour::capacity::LecturerShare to_lecturer_share(const pybind11::handle& row) {
  labour::capacity::LecturerShare out;
  out.lecturer = attribute<std::string>(row, "lecturer");
  out.location = attribute<std::string>(row, "location");
  out.unit = attribute<std::string>(row, "unit");
  out.degree = word<labour::capacity::Degree>(row, "degree", labour::capacity::kDegreeNames);
  out.title = word<labour::capacity::Title>(row, "title", labour::capacity::kTitleNames);
  out.category = word<labour::capacity::Category>(row, "category", labour::capacity::kCategoryNames);
  out.weight = attribute<double>(row, "weight");
  out.form = word<labour::capacity::Form>(row, "form", labour::capacity::kFormNames);
  out.weekly_hours = attribute<double>(row, "weekly_hours");
  return out;
}

inline labour::capacity::Postgraduates to_postgraduates(const pybind11::handle& row) {
  labour::capacity::Postgraduates out;
  out.location = attribute<std::string>(row, "location");
  out.major = attribute<std::string>(row, "major");
  out.doctors = attribute<double>(row, "doctors");
  out.associate_professors = attribute<double>(row, "associate_professors");
  out.professors = attribute<double>(row, "professors");
  out.doctors_of_science = attribute<double>(row, "doctors_of_science");
  out.stock = attribute<double>(row, "stock");
  out.stock_regular = attribute<double>(row, "stock_regular");
  out.planned = attribute<double>(row, "planned");
  out.planned_regular = attribute<double>(row, "planned_regular");
  out.announced = attribute<double>(row, "announced");
  out.actual = attribute<double>(row, "actual");
  out.visiting_doctors = attribute<double>(row, "visiting_doctors");
  out.visiting_associate_professors = attribute<double>(row, "visiting_associate_professors");
  out.visiting_professors = attribute<double>(row, "visiting_professors");
  out.duration = attribute<double>(row, "duration");
  return out;
}

inline labour::capacity::Offered to_offered(const pybind11::handle& row) {
  labour::capacity::Offered out;
  out.location = attribute<std::string>(row, "location");
  out.unit = attribute<std::string>(row, "unit");
  out.form = word<labour::capacity::Form>(row, "form", labour::capacity::kFormNames);
  out.year = attribute<int>(row, "year");
  out.round = attribute<int>(row, "round");
  out.offered = attribute<double>(row, "offered");
  out.enrolled = attribute<double>(row, "enrolled");
  return out;
}

/// Everything an institution declares. Throws InputError E-CAP-021 for a word that is not known.
inline labour::capacity::Institution to_institution(const pybind11::handle& given) {
  labour::capacity::Institution out;
  out.code = attribute<std::string>(given, "code");
  out.name = attribute<std::string>(given, "name");
  out.intake_year = attribute<int>(given, "intake_year");
  for (const pybind11::handle row : given.attr("locations")) out.locations.push_back(to_location(row));
  for (const pybind11::handle row : given.attr("units")) out.units.push_back(to_unit(row));
  for (const pybind11::handle row : given.attr("learners")) out.learners.push_back(to_learners(row));
  for (const pybind11::handle row : given.attr("lecturers")) out.lecturers.push_back(to_lecturer_share(row));
  for (const pybind11::handle row : given.attr("postgraduates")) {
    out.postgraduates.push_back(to_postgraduates(row));
  }
  for (const pybind11::handle row : given.attr("offers")) out.offers.push_back(to_offered(row));
  out.founded = attribute<std::optional<int>>(given, "founded");
  out.invented = attribute<bool>(given, "invented");
  out.violation_last_year = attribute<bool>(given, "violation_last_year");
  out.accredited = attribute<bool>(given, "accredited");
  out.working_age_permanent_share = attribute<double>(given, "working_age_permanent_share");
  out.doctoral_lecturer_share = attribute<double>(given, "doctoral_lecturer_share");
  out.trains_doctors = attribute<bool>(given, "trains_doctors");
  out.land_per_learner = attribute<double>(given, "land_per_learner");
  return out;
}

inline labour::capacity::Rules to_rules(const std::string& name, int year, const std::vector<RuleRow>& rows) {
  labour::capacity::Rules out(name, year);
  for (const auto& [parameter, value, text, unit, rule_set, clause] : rows) {
    out.set({parameter, value, text, unit, rule_set, clause});
  }
  return out;
}

}  // namespace dubao::bindings
