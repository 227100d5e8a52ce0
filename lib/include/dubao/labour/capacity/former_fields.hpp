// SPDX-License-Identifier: Apache-2.0
//
// Fields before 2027: what lecturers and floor area allow in each field, for regular, in-service and distance training.
//
// What      One row a field (lĩnh vực) with capacity, stock, expected graduates and maximum, and one row for the floor area of the
//           institution, as Circular 03/2022 (with 10/2023) computes them.
// When      Intakes 2022–2026. When not: brakes and new majors (former_rules.hpp); from 2027 (lecturers.hpp, area.hpp).
// Formula   regular:     capacity = r·L, r by field (IT 20);  maximum = capacity − stock + stock/T        (Art. 6(1), 7(1))
//           area:        capacity = area/2.8 in heads of regular learners;  maximum likewise               (Art. 6(2))
//           in-service:  at most 30 % of the regular number (50 % arts and teacher training), in 2022 of the announced one, from 2023
//                        of the one by capacity                                                            (Art. 9)
//           distance:    capacity = min(r·L_distance, 200·support staff);  maximum = capacity − stock + stock/T  (Art. 10)
// Readings  Ours: the floor area is tested for the institution as a whole; joint foreign programmes are regular learners; college
//           learners of a university count in the field of their unit; heads, no K_GD and no K_DT.
// Example   IT, L = 65.6: capacity 1,312; 1,100 learners with T = 4: maximum 1,312 − 1,100 + 275 = 487, in-service at most 146.1.
// Source    Circular 03/2022/TT-BGDĐT, Art. 3(7), 6, 7, 9, 10, Appendix 1 Table 2; Circular 10/2023/TT-BGDĐT, Art. 1(6).
#pragma once

#include <dubao/error.hpp>
#include <dubao/labour/capacity/former_lecturers.hpp>
#include <dubao/labour/capacity/lecturers.hpp>
#include <dubao/labour/capacity/stocks.hpp>

#include <algorithm>
#include <cmath>
#include <map>
#include <string>
#include <vector>

namespace dubao::labour::capacity {

/// Persons of one form in a field.
struct FormerScale {
  double stock = 0.0;
  double expected_graduates = 0.0;
  double planned = kNotKnown;  ///< NaN: nobody gave a plan
};

/// One field; persons. Maxima may be negative.
struct FormerFieldRow {
  FormerField field;
  FormerLecturers lecturers;
  double students_per_lecturer = 0.0;
  double capacity = 0.0;  ///< regular learners
  FormerScale regular;
  double maximum_regular = 0.0;
  double in_service_share = 0.0;
  double in_service_base = 0.0;  ///< the regular number the share is taken of
  bool base_is_announced = false;
  FormerScale in_service;
  double maximum_in_service = 0.0;
  double distance_by_lecturers = 0.0;
  double support_staff = kNotKnown;  ///< converted; NaN where no unit gave it
  double distance_by_staff = kNotKnown;
  double distance_capacity = kNotKnown;
  FormerScale distance;
  double maximum_distance = kNotKnown;  ///< NaN where support staff is not known
};

/// The floor area of the institution, in heads of regular learners.
struct FormerAreaRow {
  double floor_area = 0.0;  ///< m²
  double capacity = 0.0;
  FormerScale regular;
  double maximum = 0.0;
};

namespace detail {

inline void add_scale(FormerScale& scale, const Learners& row) {
  if (row.stock > 0.0) {
    scale.stock += row.stock;
    scale.expected_graduates += row.stock / row.duration;
  }
  if (!std::isnan(row.planned)) scale.planned = known_or(scale.planned, 0.0) + row.planned;
}

}  // namespace detail

/// Rows of all fields, by code. The institution must have passed check_former (former_checks.hpp). Throws E-CAP-001 (a value of the law
/// is missing, also the ratio of a field that is not in the list). O(rows · units).
[[nodiscard]] inline std::vector<FormerFieldRow> former_fields(const Institution& institution,
                                                               const Rules& rules) {
  const bool preschool = is_preschool_college(institution);
  std::map<FormerField, FormerFieldRow> rows;
  for (const auto& [field, lecturers] : former_lecturers(institution, rules, preschool)) {
    rows[field].field = field;
    rows[field].lecturers = lecturers;
  }
  std::map<FormerField, bool> arts;
  for (const Unit& unit : institution.units) {
    FormerFieldRow& row = rows[detail::field_of(unit)];
    if (!std::isnan(unit.support_staff)) {
      row.support_staff = known_or(row.support_staff, 0.0) + unit.support_staff;
    }
    arts[detail::field_of(unit)] = unit.special_major == SpecialMajor::arts;
  }
  for (const Learners& one : institution.learners) {
    if (is_postgraduate(one.level)) continue;
    const Unit& unit = institution.units[*find_unit(institution, one.location, one.unit)];
    FormerFieldRow& row = rows[detail::field_of(unit)];
    detail::add_scale(one.form == Form::blended    ? row.in_service
                      : one.form == Form::distance ? row.distance
                                                   : row.regular,
                      one);
  }
  std::vector<FormerFieldRow> out;
  for (auto& [field, row] : rows) {
    row.students_per_lecturer =
        rules.value(preschool ? "max_regular_students_per_converted_lecturer.preschool_college"
                              : "max_regular_students_per_converted_lecturer.field_7" + field.code);
    row.capacity = row.students_per_lecturer * row.lecturers.converted;
    row.maximum_regular = row.capacity - row.regular.stock + row.regular.expected_graduates;
    const std::string share = std::string("in_service_max_share_of_regular") +
                              (preschool                               ? ".preschool_college"
                               : field.teacher_training || arts[field] ? ".arts_and_teacher"
                                                                       : "");
    row.in_service_share = rules.share(share);
    // The unit of the value says of which regular number it is a share: "by capacity" since 10/2023.
    row.base_is_announced =
        preschool ||
        rules.values().find("in_service_max_share_of_regular")->second.unit.find("by capacity") ==
            std::string::npos;
    row.in_service_base =
        std::max(0.0, row.base_is_announced && !std::isnan(row.regular.planned) ? row.regular.planned
                                                                                : row.maximum_regular);
    row.maximum_in_service = row.in_service_share * row.in_service_base;
    row.distance_by_lecturers = row.students_per_lecturer * row.lecturers.distance_converted;
    row.distance_by_staff =
        row.support_staff * rules.value("max_distance_students_per_support_staff");  // NaN stays NaN
    row.distance_capacity = std::isnan(row.distance_by_staff)
                                ? kNotKnown
                                : std::min(row.distance_by_lecturers, row.distance_by_staff);
    row.maximum_distance = row.distance_capacity - row.distance.stock + row.distance.expected_graduates;
    out.push_back(row);
  }
  return out;
}

/// The floor area of all locations against all regular learners below master's level. Throws E-CAP-001. O(rows).
[[nodiscard]] inline FormerAreaRow former_area(const Institution& institution, const Rules& rules) {
  FormerAreaRow row;
  for (const Location& location : institution.locations) row.floor_area += location.floor_area;
  for (const Learners& one : institution.learners) {
    if (!is_postgraduate(one.level) && one.form != Form::blended && one.form != Form::distance) {
      detail::add_scale(row.regular, one);
    }
  }
  row.capacity = row.floor_area / rules.value("min_floor_area_per_regular_student");
  row.maximum = row.capacity - row.regular.stock + row.regular.expected_graduates;
  return row;
}

}  // namespace dubao::labour::capacity
