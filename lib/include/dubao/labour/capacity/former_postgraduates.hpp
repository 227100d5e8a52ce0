// SPDX-License-Identifier: Apache-2.0
//
// Postgraduates before 2027: numbers of a master's or doctoral major by its supervisors.
//
// What      Circular 03/2022: learners a supervisor may have, visiting supervisors within a share of the full-time heads.
// When      Intakes 2022–2026. When not: from 2027 (postgraduates.hpp).
// Formula   visiting counted = the best first, up to 10 % of the full-time supervisors (40 % in arts);
//           master:    maximum = 5·heads + 1.5·visiting                       (Art. 11(1): the stock is not subtracted)
//           doctoral:  capacity = 7 GS + 5 (PGS, TSKH) + 3 TS + 2 / 1.5 / 1 visiting;  maximum = capacity − stock + stock/T
// Example   18 doctors, 3 associate professors: master 105; doctoral 18·3 + 3·5 = 69, with 8 learners and T = 4: 69 − 8 + 2 = 63.
// Source    Circular 03/2022/TT-BGDĐT, Art. 5(3), 11, Appendix 1 Tables 3 and 4.
#pragma once

#include <dubao/error.hpp>
#include <dubao/labour/capacity/institution.hpp>
#include <dubao/labour/capacity/rules.hpp>
#include <dubao/labour/capacity/stocks.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

namespace dubao::labour::capacity {

/// One major. Persons; `maximum` may be negative: nobody may be admitted. Brakes are not in it.
struct FormerPostgraduateRow {
  std::string location;
  std::string major;
  Level level = Level::master;
  double supervisors = 0.0;       ///< full-time heads
  double visiting = 0.0;          ///< heads, as declared
  double visiting_limit = 0.0;    ///< heads
  double visiting_counted = 0.0;  ///< heads
  double capacity = 0.0;          ///< learners
  double stock = 0.0;
  double expected_graduates = kNotKnown;  ///< doctoral only
  double maximum = 0.0;
  double announced = kNotKnown;  ///< of the year before
  Clause binding;
};

/// Rows of all postgraduate majors, in the order declared. The institution must have passed check_former (former_checks.hpp). Throws
/// E-CAP-001. O(majors).
[[nodiscard]] inline std::vector<FormerPostgraduateRow> former_postgraduates(const Institution& institution,
                                                                             const Rules& rules) {
  std::vector<FormerPostgraduateRow> out;
  for (const Postgraduates& one : institution.postgraduates) {
    FormerPostgraduateRow row;
    row.location = one.location;
    row.major = one.major;
    row.level = level_of_major(one.major).value_or(Level::master);
    row.stock = one.stock;
    row.announced = one.announced;
    row.supervisors = one.doctors + one.associate_professors + one.professors;
    row.visiting = one.visiting_doctors + one.visiting_associate_professors + one.visiting_professors;
    const auto unit = unit_of_major(institution, one.location, one.major);
    const bool arts = unit && institution.units[*unit].special_major == SpecialMajor::arts;
    row.visiting_limit = row.supervisors * rules.share(arts ? "visiting_lecturer_max_share.postgraduate_arts"
                                                            : "visiting_lecturer_max_share.postgraduate");
    double left = std::min(row.visiting, row.visiting_limit);
    row.visiting_counted = left;
    if (row.level == Level::master) {
      row.capacity = row.supervisors * rules.value("max_master_students_per_lecturer.full_time") +
                     left * rules.value("max_master_students_per_lecturer.visiting");
      row.maximum = row.capacity;
      row.binding = rules.clause("max_master_students_per_lecturer.full_time");
    } else {
      const double science = std::min(one.doctors_of_science, one.doctors);
      row.capacity = one.professors * rules.value("max_phd_students_per_lecturer.prof.full_time") +
                     (one.associate_professors + science) *
                         rules.value("max_phd_students_per_lecturer.assoc_prof_or_tskh.full_time") +
                     (one.doctors - science) * rules.value("max_phd_students_per_lecturer.phd.full_time");
      const std::array<std::pair<double, const char*>, 3> visiting = {
          std::pair{one.visiting_professors, "max_phd_students_per_lecturer.prof.visiting"},
          std::pair{one.visiting_associate_professors,
                    "max_phd_students_per_lecturer.assoc_prof_or_tskh.visiting"},
          std::pair{one.visiting_doctors, "max_phd_students_per_lecturer.phd.visiting"}};
      for (const auto& [heads, parameter] : visiting) {
        const double counted = std::min(heads, left);
        row.capacity += counted * rules.value(parameter);
        left -= counted;
      }
      row.expected_graduates = one.stock > 0.0 ? one.stock / one.duration : 0.0;
      row.maximum = row.capacity - one.stock + row.expected_graduates;
      row.binding = rules.clause("max_number_formula.phd");
    }
    out.push_back(row);
  }
  return out;
}

}  // namespace dubao::labour::capacity
