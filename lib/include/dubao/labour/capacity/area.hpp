// SPDX-License-Identifier: Apache-2.0
//
// Area: table 1A, the capacity of each location by floor area that serves training.
//
// What      Converted regular learners a location can hold, has, expects to leave, and may admit; a row a location and below it
//           a row for each of its units, in the columns of the Circular's table 1A.
// When      From the 2027 intake. When not: for lecturers (lecturers.hpp): both limits bind, with different weights.
// Formula   F24 (a), Art. 5(1)(a):  CapA = area / 2.80;  QA = Σ_g K_DT (1.0 N0 + 1.0 N1 + 1.5 N2 + 2.0 N3);
//           GA = the same with N/T;  MaxA = CapA − QA + GA, in converted regular learners.
// Readings  A12: regular learners only, or all forms (blended and distance then weigh as in table 1B, our
//           assumption); A16: gross area × 0.7, or as such. Learners of joint foreign programmes count as regular (form 2A).
// Example   13,440 m² hold 4,800; a stock of 3,578.4 of which 939.6 leave: at most 2,161.2 may be admitted.
// Source    Circular 34/2026/TT-BGDĐT, Art. 2(8), 5(1)(a), Appendix I table 1A.
#pragma once

#include <dubao/labour/capacity/readings.hpp>
#include <dubao/labour/capacity/stocks.hpp>

#include <cstddef>
#include <string>
#include <vector>

namespace dubao::labour::capacity {

/// A row of table 1A; `unit` is empty on the row of a location, whose capacity and maximum the unit rows do not have.
struct AreaRow {
  std::string location;
  std::string unit;
  double floor_area = kNotKnown;        ///< m², as declared
  double counted_area = kNotKnown;      ///< m², what counts (reading A16)
  double capacity = kNotKnown;          ///< converted regular learners
  double college = 0.0;                 ///< N0, persons
  double bachelor = 0.0;                ///< N1
  double master = 0.0;                  ///< N2
  double doctoral = 0.0;                ///< N3
  double area_coefficient = kNotKnown;  ///< K_DT; unit rows
  double scale = 0.0;                   ///< converted regular learners
  double expected_graduates = 0.0;      ///< converted regular learners
  double maximum = kNotKnown;           ///< converted regular learners that may be admitted; may be negative
};

/// Weight of one learner in the floor-area test before K_DT; 0 where the test does not count the form (reading A12).
/// Throws E-CAP-001 when the rules lack a weight.
[[nodiscard]] inline double area_weight(const Rules& rules, const Readings& readings, Level level,
                                        Form form) {
  const bool regular = form == Form::regular || form == Form::joint_foreign;
  if (!regular && readings.a12 == AreaForms::regular_only) return 0.0;
  switch (level) {
    case Level::master:
      return rules.value("learner_conversion_area.master.regular");
    case Level::doctoral:
      return rules.value("learner_conversion_area.phd.regular");
    default:
      break;
  }
  if (form == Form::blended) return rules.value("learner_conversion_lecturer.bachelor_or_college.blended");
  if (form == Form::distance) return rules.value("learner_conversion_lecturer.bachelor_or_college.distance");
  return rules.value(level == Level::college ? "learner_conversion_area.college.regular"
                                             : "learner_conversion_area.bachelor.regular");
}

/// Floor area of a location that counts, m² (reading A16; max_floor_use_coefficient of the Standards for gross area).
[[nodiscard]] inline double counted_area(const Location& location, const Rules& rules,
                                         const Readings& readings) {
  const bool gross = location.area_kind == AreaKind::gross && readings.a16 == AreaCounted::rooms;
  return gross ? location.floor_area * rules.value("max_floor_use_coefficient") : location.floor_area;
}

/// Table 1A: each location followed by its units. learners: of stocks(). Throws E-CAP-001 for a missing value of the rules.
/// O(locations · units).
[[nodiscard]] inline std::vector<AreaRow> area_table(const Institution& institution, const Rules& rules,
                                                     const Readings& readings,
                                                     const std::vector<UnitStock>& learners) {
  const double each = rules.value("min_floor_area_per_converted_regular_learner");
  std::vector<AreaRow> out;
  for (const Location& location : institution.locations) {
    const std::size_t head = out.size();
    out.push_back({location.code, "", location.floor_area, counted_area(location, rules, readings)});
    out[head].capacity = out[head].counted_area / each;
    for (std::size_t u = 0; u < institution.units.size(); ++u) {
      const Unit& unit = institution.units[u];
      if (unit.location != location.code) continue;
      AreaRow row{location.code, unit.code};
      row.area_coefficient = unit.area_coefficient;
      for (std::size_t l = 0; l < kLevelNames.size(); ++l) {
        for (std::size_t f = 0; f < kFormNames.size(); ++f) {
          const double weight = area_weight(rules, readings, static_cast<Level>(l), static_cast<Form>(f));
          if (weight == 0.0) continue;
          double& persons = l == 0 ? row.college : l == 1 ? row.bachelor : l == 2 ? row.master : row.doctoral;
          persons += learners[u].persons[l][f];
          row.scale += weight * learners[u].persons[l][f];
          row.expected_graduates += weight * learners[u].leavers[l][f];
        }
      }
      row.scale *= unit.area_coefficient;
      row.expected_graduates *= unit.area_coefficient;
      AreaRow& total = out[head];
      total.college += row.college;
      total.bachelor += row.bachelor;
      total.master += row.master;
      total.doctoral += row.doctoral;
      total.scale += row.scale;
      total.expected_graduates += row.expected_graduates;
      out.push_back(row);
    }
    out[head].maximum = out[head].capacity - out[head].scale + out[head].expected_graduates;
  }
  return out;
}

}  // namespace dubao::labour::capacity
