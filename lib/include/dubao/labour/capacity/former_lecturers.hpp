// SPDX-License-Identifier: Apache-2.0
//
// Lecturers before 2027: converted lecturers of a field by degree and title, visiting lecturers within their share.
//
// What      Circular 03/2022 (with 10/2023) counts a full-time lecturer 0.3 to 5 by degree and title, and visiting lecturers by
//           smaller coefficients up to a share of the full-time ones. The result is one row a field (teacher-training units of a field
//           apart, because visiting lecturers do not count there).
// When      Intakes 2022–2026. When not: from 2027 (lecturers.hpp): other coefficients, no visiting lecturers.
// Formula   full-time  F = Σ w·c(degree, title);  visiting of ordinary majors V_o = Σ w·c_o ≤ 10 % F_o;  of arts and high-demand majors
//           (special column of Table 1) V_s = Σ w·c_s ≤ 40 % F_s;  from 2023 visiting lecturers of joint foreign programmes bring V_o up to
//           40 % F_o;  L = F + min(V_o, …) + min(V_s, …). F_o, F_s: full-time lecturers of the field's ordinary and special units (our
//           reading of "of the field"). Enterprise experts count as visiting in high-demand majors only (the IT mechanism, Art. 5(2)(d)).
// Time      2022: one main field a lecturer, who counts there with his whole weight. From 2023: split, at most 1.00 at each level.
// Not in    Co-permanent lecturers are unknown to these rules: 0. Lecturers with form `distance` count for distance training only, with
//           min(1, hours/8) where their weekly hours are given.
// Example   2 bachelors, 20 masters, 18 doctors, 3 associate professors: L = 0.6 + 20 + 36 + 9 = 65.6.
// Source    Circular 03/2022/TT-BGDĐT, Art. 5, 10(3), Appendix 1 Table 1, Appendix 2; Circular 10/2023/TT-BGDĐT, Art. 1(4).
#pragma once

#include <dubao/error.hpp>
#include <dubao/labour/capacity/institution.hpp>
#include <dubao/labour/capacity/rules.hpp>
#include <dubao/labour/capacity/stocks.hpp>

#include <algorithm>
#include <cmath>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace dubao::labour::capacity {

/// A field of the rules before 2027; teacher-training units of a field are a field of their own.
struct FormerField {
  std::string code;  ///< two digits, 48 for 748
  bool teacher_training = false;
  friend bool operator<(const FormerField& a, const FormerField& b) {
    return std::pair(a.code, a.teacher_training) < std::pair(b.code, b.teacher_training);
  }
};

/// Converted lecturers of one field, with every figure on the way.
struct FormerLecturers {
  double full_time_heads = 0.0;     ///< weights of full-time lecturers
  double full_time = 0.0;           ///< converted
  double visiting_ordinary = 0.0;   ///< converted, as declared, ordinary majors
  double visiting_special = 0.0;    ///< arts and high-demand majors
  double visiting_joint = 0.0;      ///< joint foreign programmes, where the rules know them
  double visiting_limit = 0.0;      ///< converted, all shares together
  double visiting_counted = 0.0;    ///< converted
  double converted = 0.0;           ///< L = full_time + visiting_counted
  double distance_converted = 0.0;  ///< lecturers of distance training, converted
};

namespace detail {

/// Whether the table of rules has a row of this name, in numbers or in words.
[[nodiscard]] inline bool rule_listed(const Rules& rules, std::string_view parameter) {
  return rules.values().find(parameter) != rules.values().end();
}

[[nodiscard]] inline std::string former_rank(Degree degree, Title title) {
  if (title == Title::professor) return "prof";
  if (title == Title::associate_professor) return "assoc_prof";
  if (degree == Degree::doctoral || title == Title::doctor_of_science) return "phd";
  return degree == Degree::master ? "master" : "bachelor";
}

/// Whether these rules count a lecturer of this category as full-time (Art. 5(2)(a): full time at the institution).
[[nodiscard]] inline bool is_former_full_time(Category category) {
  return category == Category::permanent || category == Category::retired_full_time ||
         category == Category::international;
}

[[nodiscard]] inline FormerField field_of(const Unit& unit) {
  return {unit.code.substr(0, 2), unit.special_major == SpecialMajor::teacher_training};
}

/// Rows of lecturers' time as these rules count them: 2022 gives each lecturer to his main field.
[[nodiscard]] inline std::vector<LecturerShare> former_shares(const Institution& institution,
                                                              const Rules& rules) {
  if (rules.has("lecturer_total_weight_max")) return institution.lecturers;
  std::map<std::pair<std::string, bool>, std::map<std::string, double>> fields;  // lecturer → field → weight
  std::map<std::pair<std::string, bool>, double> whole;
  const auto key = [](const LecturerShare& share) {
    return std::pair(share.lecturer, share.form == Form::distance);
  };
  for (const LecturerShare& share : institution.lecturers) {
    fields[key(share)][share.unit.substr(0, 2)] += share.weight;
    whole[key(share)] += share.weight;
  }
  std::vector<LecturerShare> out;
  for (const LecturerShare& share : institution.lecturers) {
    const auto& own = fields[key(share)];
    const auto main = std::max_element(own.begin(), own.end(),
                                       [](const auto& a, const auto& b) { return a.second < b.second; });
    if (share.unit.substr(0, 2) != main->first || !(main->second > 0.0)) continue;
    out.push_back(share);
    out.back().weight = share.weight / main->second * whole[key(share)];
  }
  return out;
}

}  // namespace detail

/// Coefficient of a lecturer under Table 1: full-time by the kind of institution, visiting by the kind of major; 0 for those these rules
/// do not know. Throws E-CAP-001.
[[nodiscard]] inline double former_coefficient(const LecturerShare& share, const Unit& unit,
                                               const Rules& rules, bool preschool_college) {
  const std::string rank = "lecturer_conversion." + detail::former_rank(share.degree, share.title);
  if (detail::is_former_full_time(share.category)) {
    return rules.value(rank + (preschool_college ? ".full_time.preschool_college" : ".full_time.university"));
  }
  const bool expert = share.category == Category::enterprise_expert;
  if (share.category == Category::co_permanent || (expert && unit.special_major != SpecialMajor::high_demand))
    return 0.0;
  const bool special =
      unit.special_major == SpecialMajor::high_demand || unit.special_major == SpecialMajor::arts;
  return rules.value(rank + (special ? ".visiting.high_demand" : ".visiting.ordinary"));
}

/// Converted lecturers by field. preschool_college: of the institution. Units named by a lecturer but not listed are left to the checks.
/// Throws E-CAP-001 (a value of the law is missing). O(lecturers · units).
[[nodiscard]] inline std::map<FormerField, FormerLecturers> former_lecturers(const Institution& institution,
                                                                             const Rules& rules,
                                                                             bool preschool_college) {
  struct Parts {
    double full_ordinary = 0.0;
    double full_special = 0.0;
  };
  std::map<FormerField, FormerLecturers> out;
  std::map<FormerField, Parts> parts;
  for (const Unit& unit : institution.units) out[detail::field_of(unit)];
  const bool joint_known = rules.has("visiting_lecturer_max_share.joint_foreign");
  for (const LecturerShare& share : detail::former_shares(institution, rules)) {
    const auto index = find_unit(institution, share.location, share.unit);
    if (!index) continue;
    const Unit* unit = &institution.units[*index];
    FormerLecturers& row = out[detail::field_of(*unit)];
    Parts& part = parts[detail::field_of(*unit)];
    const double coefficient = former_coefficient(share, *unit, rules, preschool_college);
    const double converted = share.weight * coefficient;
    const bool special =
        unit->special_major == SpecialMajor::high_demand || unit->special_major == SpecialMajor::arts;
    const bool full_time = detail::is_former_full_time(share.category);
    if (share.form == Form::distance) {
      const double part_of_week =
          std::isnan(share.weekly_hours)
              ? share.weight
              : std::min(1.0, share.weekly_hours / rules.value("distance_lecturer_min_hours"));
      if (full_time) row.distance_converted += part_of_week * coefficient;
    } else if (full_time) {
      row.full_time_heads += share.weight;
      row.full_time += converted;
      (special ? part.full_special : part.full_ordinary) += converted;
    } else if (special) {
      row.visiting_special += converted;
    } else if (share.form == Form::joint_foreign && joint_known) {
      row.visiting_joint += converted;
    } else {
      row.visiting_ordinary += converted;
    }
  }
  for (auto& [field, row] : out) {
    const Parts& part = parts[field];
    const double ordinary_limit =
        part.full_ordinary * rules.share(field.teacher_training
                                             ? "visiting_lecturer_max_share.teacher_training"
                                             : "visiting_lecturer_max_share");
    const double special_limit =
        part.full_special * rules.share("visiting_lecturer_max_share.arts_and_high_demand");
    double ordinary = std::min(row.visiting_ordinary, ordinary_limit);
    double limit = ordinary_limit;
    if (row.visiting_joint > 0.0 && !field.teacher_training) {
      limit = part.full_ordinary * rules.share("visiting_lecturer_max_share.joint_foreign");
      ordinary = std::min(ordinary + row.visiting_joint, limit);
    }
    row.visiting_limit = limit + special_limit;
    row.visiting_counted = ordinary + std::min(row.visiting_special, special_limit);
    row.converted = row.full_time + row.visiting_counted;
  }
  return out;
}

}  // namespace dubao::labour::capacity
