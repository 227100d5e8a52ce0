// SPDX-License-Identifier: Apache-2.0
//
// Coefficients: K_GD and K_DT of the fields, filled in where an institution does not give its own.
//
// What      The Standards for higher-education institutions give each field a teaching coefficient K_GD and an area coefficient
//           K_DT. A unit without its own takes those of its field, and is confirmed only if the table is in force
//           on the date of the data; otherwise they are an assumption.
// When      Before the tables of the law. When not: the coefficients of the unit are known; they are never replaced.
// Formula   field of a unit: "7" and the first two digits of its code.
// Example   Unit 4802 without coefficients, field 748 with (0.8, 1.2): K_GD 0.8, K_DT 1.2, not confirmed.
// Source    Circular 01/2024/TT-BGDĐT, Part IV section 3; replaced from 15 November 2026 by Circular 83/2026/TT-BGDĐT, whose
//           values are not known: those of 01/2024 are an assumption for intakes from 2027.
#pragma once

#include <dubao/labour/capacity/institution.hpp>

#include <cmath>
#include <string>
#include <vector>

namespace dubao::labour::capacity {

/// Coefficients of one field of the education list.
struct FieldCoefficients {
  std::string field;  ///< three digits, 748
  double teaching = kNotKnown;
  double area = kNotKnown;
  bool confirmed = false;  ///< the values are those in force on the date of the data
};

/// Field of a unit, three digits; empty for a code of fewer than two digits.
[[nodiscard]] inline std::string field_of(const std::string& unit) {
  return unit.size() < 2 ? std::string() : std::string("7").append(unit, 0, 2);
}

/// The institution with every missing coefficient filled from the table of fields, confirmed as the table is; a field that is not
/// in the table leaves it missing (checks.hpp reports it). O(units · fields).
[[nodiscard]] inline Institution with_coefficients(Institution institution,
                                                   const std::vector<FieldCoefficients>& fields) {
  for (Unit& unit : institution.units) {
    for (const FieldCoefficients& field : fields) {
      if (field.field != field_of(unit.code)) continue;
      const bool teaching = std::isnan(unit.teaching_coefficient);
      const bool area = std::isnan(unit.area_coefficient);
      if (!teaching && !area) continue;
      if (teaching) unit.teaching_coefficient = field.teaching;
      if (area) unit.area_coefficient = field.area;
      // One of the two given: it must have been confirmed by the institution, the other by the table.
      unit.confirmed = field.confirmed && (unit.confirmed || (teaching && area));
    }
  }
  return institution;
}

}  // namespace dubao::labour::capacity
