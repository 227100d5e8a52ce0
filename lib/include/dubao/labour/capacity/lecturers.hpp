// SPDX-License-Identifier: Apache-2.0
//
// Lecturers: table 1B, the capacity of each unit by converted lecturers.
//
// What      A lecturer's time is split over units and locations; what falls to a unit, times the coefficient of the degree, are
//           its converted lecturers. Forty converted learners each: capacity, scale, expected graduates and maximum by unit
//           and by field, in the columns of table 1B.
// When      From the 2027 intake. When not: visiting lecturers and enterprise experts count 0 (they are outside Art. 3).
// Formula   F24 (b), Art. 5(1)(b), 5(2), 5(3):  L = Σ h·d, d: bachelor 0.50, master 0.75, doctor or professor's title 1.00
//           (colleges of preschool education 0.75, 1.00, 1.00);  CapL = 40 L;
//           QL = K_GD (N1 + 0.8 N2 + 0.5 N3 + 1.5 N4 + 2.0 N5);  GL = the same with N/T;  MaxL = CapL − QL + GL.
// Readings  A14: a co-permanent lecturer weighs weight × coefficient (`product`) or the weight alone; A6: a learner of a joint
//           foreign programme weighs 1.0 or 0.75; A2: the test by unit or by field (rows of fields are always there).
// Example   2 bachelors, 20 masters, 18 doctors, 3 associate professors, 4 co-permanent doctors at 0.5: L = 39.0, CapL = 1,560.
// Source    Circular 34/2026/TT-BGDĐT, Art. 3, 5(1)(b), 5(2), 5(3), Appendix I table 1B.
#pragma once

#include <dubao/labour/capacity/readings.hpp>
#include <dubao/labour/capacity/stocks.hpp>

#include <algorithm>
#include <cstddef>
#include <string>
#include <vector>

namespace dubao::labour::capacity {

/// A row of table 1B. `unit` is empty on the row of a field, which sums the units of the field at the location.
struct LecturerRow {
  std::string location;
  std::string unit;
  std::string field;         ///< first two digits of the unit
  double bachelors = 0.0;    ///< weights of lecturers with a bachelor's degree
  double masters = 0.0;      ///< with a master's degree
  double doctors = 0.0;      ///< with a doctorate, or a professor's title
  double not_counted = 0.0;  ///< weights of visiting lecturers and enterprise experts: they count 0
  double converted = 0.0;    ///< converted lecturers L
  double capacity = 0.0;     ///< converted learners
  double regular = 0.0;      ///< N1: persons of bachelor and college level, joint programmes among them
  double blended = 0.0;      ///< N2
  double distance = 0.0;     ///< N3
  double master = 0.0;       ///< N4, all forms
  double doctoral = 0.0;     ///< N5, all forms
  double teaching_coefficient = kNotKnown;  ///< K_GD; unit rows
  double scale = 0.0;                       ///< converted learners
  double expected_graduates = 0.0;          ///< converted learners
  double maximum = 0.0;                     ///< converted learners that may be admitted; may be negative
};

/// Whether lecturers of this category count at all (Art. 3).
[[nodiscard]] inline bool counts(Category category) {
  return category != Category::visiting && category != Category::enterprise_expert;
}

/// A college of preschool education: no learners above college level and no postgraduate majors (our reading of Art. 5(3)).
[[nodiscard]] inline bool is_preschool_college(const Institution& institution) {
  return !institution.learners.empty() && institution.postgraduates.empty() &&
         std::all_of(institution.learners.begin(), institution.learners.end(),
                     [](const Learners& row) { return row.level == Level::college; });
}

/// Coefficient of a lecturer's degree (Art. 5(3)); a professor's title counts as a doctorate.
[[nodiscard]] inline double degree_coefficient(const Rules& rules, Degree degree, Title title,
                                               bool preschool_college) {
  const std::string kind = preschool_college ? "preschool_college" : "university";
  if (degree == Degree::doctoral || title != Title::none) {
    return rules.value("lecturer_conversion.phd_or_assoc_prof_or_prof." + kind);
  }
  return rules.value(
      (degree == Degree::master ? "lecturer_conversion.master." : "lecturer_conversion.bachelor.") + kind);
}

/// What one row of a lecturer's time adds to the converted lecturers of its unit.
[[nodiscard]] inline double converted_lecturer(const LecturerShare& share, const Rules& rules,
                                               const Readings& readings, bool preschool_college) {
  if (!counts(share.category)) return share.weight * rules.value("visiting_lecturer_coefficient");
  if (share.category == Category::co_permanent && readings.a14 == CoPermanentWeight::weight_alone) {
    return share.weight;
  }
  return share.weight * degree_coefficient(rules, share.degree, share.title, preschool_college);
}

/// Weight of one learner in the lecturer test before K_GD. Throws E-CAP-001 when the rules lack it.
[[nodiscard]] inline double teaching_weight(const Rules& rules, const Readings& readings, Level level,
                                            Form form) {
  if (level == Level::master) return rules.value("learner_conversion_lecturer.master");
  if (level == Level::doctoral) return rules.value("learner_conversion_lecturer.phd");
  switch (form) {
    case Form::blended:
      return rules.value("learner_conversion_lecturer.bachelor_or_college.blended");
    case Form::distance:
      return rules.value("learner_conversion_lecturer.bachelor_or_college.distance");
    case Form::joint_foreign:
      if (readings.a6 == JointWeight::minimum) {
        return rules.value("joint_foreign_min_coefficient") *
               rules.value("learner_conversion_lecturer.bachelor_or_college.regular");
      }
      break;
    default:
      break;
  }
  return rules.value("learner_conversion_lecturer.bachelor_or_college.regular");
}

/// Table 1B: a row a unit, in the order of Institution::units. learners: of stocks(). Throws E-CAP-001 for a missing value of
/// the rules. O(units · lecturers).
[[nodiscard]] inline std::vector<LecturerRow> lecturer_table(const Institution& institution,
                                                             const Rules& rules, const Readings& readings,
                                                             const std::vector<UnitStock>& learners) {
  const double each = rules.value("max_converted_learners_per_converted_lecturer");
  const bool preschool = is_preschool_college(institution);
  std::vector<LecturerRow> out;
  for (std::size_t u = 0; u < institution.units.size(); ++u) {
    const Unit& unit = institution.units[u];
    LecturerRow row{unit.location, unit.code, unit.code.substr(0, 2)};
    for (const LecturerShare& share : institution.lecturers) {
      if (share.location != unit.location || share.unit != unit.code) continue;
      const bool doctor = share.degree == Degree::doctoral || share.title != Title::none;
      double& weights = !counts(share.category)          ? row.not_counted
                        : doctor                         ? row.doctors
                        : share.degree == Degree::master ? row.masters
                                                         : row.bachelors;
      weights += share.weight;
      row.converted += converted_lecturer(share, rules, readings, preschool);
    }
    row.capacity = each * row.converted;
    row.teaching_coefficient = unit.teaching_coefficient;
    for (std::size_t l = 0; l < kLevelNames.size(); ++l) {
      for (std::size_t f = 0; f < kFormNames.size(); ++f) {
        const auto level = static_cast<Level>(l);
        const auto form = static_cast<Form>(f);
        const double weight = unit.teaching_coefficient * teaching_weight(rules, readings, level, form);
        const double persons = learners[u].persons[l][f];
        double& column = level == Level::master     ? row.master
                         : level == Level::doctoral ? row.doctoral
                         : form == Form::blended    ? row.blended
                         : form == Form::distance   ? row.distance
                                                    : row.regular;
        column += persons;
        row.scale += weight * persons;
        row.expected_graduates += weight * learners[u].leavers[l][f];
      }
    }
    row.maximum = row.capacity - row.scale + row.expected_graduates;
    out.push_back(row);
  }
  return out;
}

/// Rows of table 1B summed to fields at each location, in the order in which the fields appear.
[[nodiscard]] inline std::vector<LecturerRow> field_table(const std::vector<LecturerRow>& units) {
  std::vector<LecturerRow> out;
  for (const LecturerRow& row : units) {
    auto total = std::find_if(out.begin(), out.end(), [&](const LecturerRow& one) {
      return one.location == row.location && one.field == row.field;
    });
    if (total == out.end()) {
      out.push_back({row.location, "", row.field});
      total = out.end() - 1;
    }
    for (double LecturerRow::*column :
         {&LecturerRow::bachelors, &LecturerRow::masters, &LecturerRow::doctors, &LecturerRow::not_counted,
          &LecturerRow::converted, &LecturerRow::capacity, &LecturerRow::regular, &LecturerRow::blended,
          &LecturerRow::distance, &LecturerRow::master, &LecturerRow::doctoral, &LecturerRow::scale,
          &LecturerRow::expected_graduates, &LecturerRow::maximum}) {
      (*total).*column += row.*column;
    }
  }
  return out;
}

}  // namespace dubao::labour::capacity
