// SPDX-License-Identifier: Apache-2.0
//
// Postgraduates: tables 1C and 1D, the numbers of each master's and doctoral major by its supervisors, and the 15 % clause.
//
// What      What supervisors allow, major by major; and for each unit how many converted postgraduates a converted lecturer has,
//           what the clause of 15 % asks, and what its reading B leaves to the bachelor side.
// When      From the 2027 intake. When not: as a limit alone: the numbers also draw on the pools of tables 1A and 1B.
// Formula   F24 (c), (d), Art. 5(1)(c):  master: M = 6·supervisors, capacity 2M, maximum min(M, 2M − scale/2);
//           doctoral: capacity 3·TS + 6·PGS + 8·GS, maximum capacity − ¾·scale (¾ = 1 − 1/T, T = 4).
//           15 %: r = 15 % of 40 = 6; postgraduates a lecturer P/L with P = K_GD (1.5 N4 + 2 N5), met when P/L ≥ r;
//           bachelor side under reading B: (40 − r)·L − Q + G, with Q, G of bachelor and college only.
// Readings  A1 (the 15 % clause), A7 (a doctor of science without title counts 3 or 6).
// Example   18 doctors and 3 associate professors: master 126 a year; doctoral 72, with a scale of 8 at most 66.
//           L = 39, 60 + 8 learners at K_GD 0.8: P/L = 2.17 < 6; bachelor side 34·39 − 1,408 + 352 = 270.
// Source    Circular 34/2026/TT-BGDĐT, Art. 3(6), 5(1)(b), 5(1)(c), Appendix I tables 1C and 1D.
#pragma once

#include <dubao/labour/capacity/lecturers.hpp>

#include <algorithm>
#include <cstddef>
#include <string>
#include <vector>

namespace dubao::labour::capacity {

/// How far a ratio may stay below the floor of 15 % by rounding of the arithmetic, relative to the floor.
inline constexpr double kFloorTolerance = 1e-9;

/// Whether converted postgraduates reach the floor of 15 % for these converted lecturers; never without lecturers.
[[nodiscard]] inline bool meets_floor(double postgraduates, double converted_lecturers, double required) {
  return converted_lecturers > 0.0 &&
         postgraduates >= required * converted_lecturers * (1.0 - kFloorTolerance);
}

/// A row of table 1C. Persons.
struct MasterRow {
  std::string location;
  std::string unit;
  std::string major;
  double supervisors = 0.0;     ///< doctors, associate professors and professors
  double yearly_maximum = 0.0;  ///< M
  double capacity = 0.0;        ///< 2M
  double scale = 0.0;           ///< learners of all forms
  double maximum = 0.0;         ///< may be negative: nobody may be admitted
};

/// A row of table 1D. Persons.
struct DoctoralRow {
  std::string location;
  std::string unit;
  std::string major;
  double doctors = 0.0;  ///< TS: without professor's title, doctors of science among them
  double doctors_of_science = 0.0;
  double associate_professors = 0.0;
  double professors = 0.0;
  double capacity = 0.0;
  double scale = 0.0;
  double maximum = 0.0;  ///< may be negative: nobody may be admitted
};

/// The clause of 15 % for one unit, or (unit empty) the institution as a whole.
struct PostgraduateFloorRow {
  std::string location;
  std::string unit;
  double converted_lecturers = 0.0;
  double postgraduates = 0.0;       ///< converted master's and doctoral learners
  double per_lecturer = 0.0;        ///< their ratio; NaN without lecturers
  double required = 0.0;            ///< 15 % of the maximum ratio: 6
  bool met = false;                 ///< readings A and D
  bool taught = false;              ///< has master's or doctoral learners or majors (reading C)
  double ratio_left = 0.0;          ///< reading B: 40 − 6 = 34
  double bachelor_capacity = 0.0;   ///< 34 · L, converted learners
  double bachelor_scale = 0.0;      ///< bachelor and college
  double bachelor_graduates = 0.0;  ///< expected to leave
  double bachelor_maximum = 0.0;    ///< converted learners; may be negative
};

/// Table 1C, by master's major in the order of the declaration. Throws E-CAP-001 for a missing value of the rules.
[[nodiscard]] inline std::vector<MasterRow> master_table(const Institution& institution, const Rules& rules) {
  std::vector<MasterRow> out;
  for (const Postgraduates& row : institution.postgraduates) {
    const auto unit = unit_of_major(institution, row.location, row.major);
    if (level_of_major(row.major) != Level::master || !unit) continue;
    MasterRow one{row.location, institution.units[*unit].code, row.major};
    one.supervisors = row.doctors + row.associate_professors + row.professors;
    one.yearly_maximum = rules.value("max_master_students_per_lecturer") * one.supervisors;
    one.capacity = rules.value("master_capacity_years") * one.yearly_maximum;
    one.scale = row.stock;
    one.maximum =
        std::min(one.yearly_maximum, one.capacity - one.scale / postgraduate_duration(rules, Level::master));
    out.push_back(one);
  }
  return out;
}

/// Table 1D, by doctoral major in the order of the declaration. Throws E-CAP-001 for a missing value of the rules.
[[nodiscard]] inline std::vector<DoctoralRow> doctoral_table(const Institution& institution,
                                                             const Rules& rules, const Readings& readings) {
  std::vector<DoctoralRow> out;
  for (const Postgraduates& row : institution.postgraduates) {
    const auto unit = unit_of_major(institution, row.location, row.major);
    if (level_of_major(row.major) != Level::doctoral || !unit) continue;
    DoctoralRow one{row.location,           institution.units[*unit].code, row.major,     row.doctors,
                    row.doctors_of_science, row.associate_professors,      row.professors};
    const double doctor = rules.value("max_phd_students_per_lecturer.phd");
    const double associate = rules.value("max_phd_students_per_lecturer.assoc_prof_or_tskh");
    const bool raised = readings.a7 == DoctorOfScience::as_associate_professor;
    one.capacity = doctor * row.doctors + (raised ? (associate - doctor) * row.doctors_of_science : 0.0) +
                   associate * row.associate_professors +
                   rules.value("max_phd_students_per_lecturer.prof") * row.professors;
    one.scale = row.stock;
    one.maximum = one.capacity - one.scale * (1.0 - 1.0 / postgraduate_duration(rules, Level::doctoral));
    out.push_back(one);
  }
  return out;
}

/// The clause of 15 %: the institution as a whole first, then each unit in the order of Institution::units. lecturers: of
/// lecturer_table(); learners: of stocks(). Throws E-CAP-001 for a missing value of the rules. O(units).
[[nodiscard]] inline std::vector<PostgraduateFloorRow> postgraduate_floor(
    const Institution& institution, const Rules& rules, const Readings& readings,
    const std::vector<LecturerRow>& lecturers, const std::vector<UnitStock>& learners) {
  const double ratio = rules.value("max_converted_learners_per_converted_lecturer");
  const double required = ratio * rules.share("postgraduate_min_share_of_max_ratio");
  std::vector<PostgraduateFloorRow> out(1);
  for (std::size_t u = 0; u < institution.units.size(); ++u) {
    const Unit& unit = institution.units[u];
    PostgraduateFloorRow row{unit.location, unit.code, lecturers[u].converted};
    for (std::size_t l = 0; l < kLevelNames.size(); ++l) {
      const auto level = static_cast<Level>(l);
      for (std::size_t f = 0; f < kFormNames.size(); ++f) {
        const double weight =
            unit.teaching_coefficient * teaching_weight(rules, readings, level, static_cast<Form>(f));
        if (is_postgraduate(level)) {
          row.postgraduates += weight * learners[u].persons[l][f];
        } else {
          row.bachelor_scale += weight * learners[u].persons[l][f];
          row.bachelor_graduates += weight * learners[u].leavers[l][f];
        }
      }
      row.taught = row.taught || (is_postgraduate(level) && has_majors(institution, u, level));
    }
    row.taught = row.taught || row.postgraduates > 0.0;
    out.push_back(row);
    out[0].converted_lecturers += row.converted_lecturers;
    out[0].postgraduates += row.postgraduates;
    out[0].taught = out[0].taught || row.taught;
    out[0].bachelor_scale += row.bachelor_scale;
    out[0].bachelor_graduates += row.bachelor_graduates;
  }
  for (PostgraduateFloorRow& row : out) {
    row.required = required;
    row.ratio_left = ratio - required;
    row.per_lecturer =
        row.converted_lecturers > 0.0 ? row.postgraduates / row.converted_lecturers : kNotKnown;
    row.met = meets_floor(row.postgraduates, row.converted_lecturers, required);
    row.bachelor_capacity = row.ratio_left * row.converted_lecturers;
    row.bachelor_maximum = row.bachelor_capacity - row.bachelor_scale + row.bachelor_graduates;
  }
  return out;
}

}  // namespace dubao::labour::capacity
