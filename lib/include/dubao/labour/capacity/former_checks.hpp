// SPDX-License-Identifier: Apache-2.0
//
// Checks of a declaration under the rules before 2027: what these rules ask for beside what every declaration must hold.
//
// What      All problems at once, each with the row and column it stands in. Codes, doubles, persons and rates are checked as from
//           2027 (checks.hpp), without the coefficients of the Standards, which these rules do not use; then the lecturers' weights at
//           bachelor level, hours of distance training, support staff, visiting supervisors and the length of doctoral programmes.
// When      Before former_fields() and former_postgraduates(); determine_former() calls it.
// When not  From 2027: check_institution().
// Example   A lecturer with 0.7 in two units: E-CAP-012 lecturers[0].weight, series 'L01', "1.400000 in all".
// Source    Circular 03/2022/TT-BGDĐT, Art. 3(7), 5, 10, 11; Circular 10/2023/TT-BGDĐT, Art. 1(4).
#pragma once

#include <dubao/labour/capacity/checks.hpp>

#include <cmath>
#include <cstddef>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace dubao::labour::capacity {

namespace detail {

/// Weights of lecturers: each a part of the whole, all rows of one lecturer at most the whole (each level apart: postgraduate majors
/// declare supervisors, so the rows are those of the bachelor level).
inline void check_former_lecturers(CheckContext& check) {
  std::map<std::string, std::pair<std::size_t, double>> sums;
  for (std::size_t i = 0; i < check.institution.lecturers.size(); ++i) {
    const LecturerShare& one = check.institution.lecturers[i];
    check.row.at("lecturers", i, one.lecturer);
    check.unit(one.location, one.unit);
    check.row.wrong(one.lecturer.empty(), "E-CAP-013", "lecturer", "a lecturer without code",
                    "give each lecturer a code, the same in all rows");
    check.row.wrong(!(one.weight >= 0.0 && one.weight <= 1.0), "E-CAP-012", "weight",
                    detail::shown(one.weight) + " is no part of a lecturer's time",
                    "give a weight from 0 to 1");
    check.row.wrong(one.weekly_hours < 0.0 || std::isinf(one.weekly_hours), "E-CAP-009", "weekly_hours",
                    detail::shown(one.weekly_hours) + " hours", "give hours a week, not negative");
    sums.try_emplace(one.lecturer, i, 0.0).first->second.second += one.weight;
  }
  for (const auto& [code, sum] : sums) {
    check.row.at("lecturers", sum.first, code);
    check.row.wrong(sum.second > 1.0 + kLecturerTimeTolerance, "E-CAP-012", "weight",
                    detail::shown(sum.second) + " in all, at most 1",
                    "split the lecturer's time so that all rows together stay within 1.00");
  }
}

inline void check_former_rest(CheckContext& check) {
  for (std::size_t i = 0; i < check.institution.units.size(); ++i) {
    const Unit& one = check.institution.units[i];
    check.row.at("units", i, one.location + "/" + one.code);
    check.row.persons("support_staff", one.support_staff);
  }
  for (std::size_t i = 0; i < check.institution.postgraduates.size(); ++i) {
    const Postgraduates& one = check.institution.postgraduates[i];
    check.row.at("postgraduates", i, one.location + "/" + one.major);
    check.row.persons("visiting_doctors", one.visiting_doctors, true);
    check.row.persons("visiting_associate_professors", one.visiting_associate_professors, true);
    check.row.persons("visiting_professors", one.visiting_professors, true);
    check.row.wrong(level_of_major(one.major) == Level::doctoral && one.stock > 0.0 &&
                        !(one.duration > 0.0 && std::isfinite(one.duration)),
                    "E-CAP-011", "duration", "the length of the programme is missing",
                    "give the years of the doctoral programme");
  }
}

}  // namespace detail

/// All problems of a declaration for an intake before 2027; empty when it can be computed with. O(rows · units).
[[nodiscard]] inline Problems check_former(const Institution& institution) {
  Problems problems;
  Institution filled = institution;  // coefficients play no part here
  for (Unit& unit : filled.units) unit.teaching_coefficient = unit.area_coefficient = 1.0;
  const std::vector<FieldCoefficients> any_field;
  detail::CheckContext check{filled, any_field, problems, detail::RowChecker(problems)};
  problems.add_if(institution.locations.empty() || institution.units.empty(),
                  {"E-CAP-020", "institution", "no location or no unit is declared",
                   "declare at least one location and one major group", institution.code, ""});
  detail::check_places(check);
  detail::check_learners(check);
  detail::check_former_lecturers(check);
  detail::check_postgraduates(check);
  detail::check_stated_twice(check);
  detail::check_former_rest(check);
  return problems;
}

}  // namespace dubao::labour::capacity
