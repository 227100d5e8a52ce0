// SPDX-License-Identifier: Apache-2.0
//
// Rules before 2027: capacity and admission numbers under Circular 03/2022 with 10/2023, and the mixed regime of 2026.
//
// What      Fields, floor area, postgraduate majors (former_fields.hpp, former_postgraduates.hpp), the brakes of the year, and all of it
//           as linear limits on the numbers, with the largest value of each number (maxima() of determination.hpp; check_plan() of limits.hpp).
// When      Intakes 2022–2026: back-tests, and the intake of 2026. When not: from 2027.
// Regimes   2022        Circular 03/2022.
//           2023–2025   with 10/2023: split lecturers, 40 % for joint foreign programmes, in-service share of the number by capacity,
//                       a valid certificate of accreditation.
//           2026        criteria and methods of Art. 5–11 as amended, so that the scale at 31 December 2026 stays within capacity
//                       (Art. 10(2) of 34/2026), with growth cap and freezes of 34/2026 (brakes.hpp), which ended Art. 4 of 03/2022.
// Formula   Σ regular of a field ≤ capacity − stock + stock/T;  Σ regular ≤ area/2.8 − stock + stock/T;  the other limits likewise.
//           Brakes to 2025 (Art. 4(4)): no increase over the announced number of the year before where the institution is not
//           accredited, where fewer than 80 % of the field's graduates work after 12 months, or where the field filled less than 80 %
//           of its number; the last two spare majors with an accredited programme. New major: ≤ 30 % of the capacity of the major.
// Readings  Ours: the employment rate of a field is the mean over its rows with expected graduates as weights (graduates are not
//           declared); the share filled counts all forms of the field; the capacity of a new major is that of its own lecturers; the
//           in-service share of 2022 is taken of the planned regular number, where there is none of the one by capacity.
// Example   Art. 4(4): IT announced 400 and 300 came, 75 %: frozen at 400 although lecturers would allow 487.
// Source    Circulars 03/2022 and 10/2023/TT-BGDĐT, Art. 4–11; Circular 34/2026/TT-BGDĐT, Art. 9, 10.
#pragma once

#include <dubao/labour/capacity/determination.hpp>
#include <dubao/labour/capacity/former_checks.hpp>
#include <dubao/labour/capacity/former_fields.hpp>
#include <dubao/labour/capacity/former_postgraduates.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <string>
#include <vector>

namespace dubao::labour::capacity {

/// Everything the rules of the year say.
struct FormerDetermination {
  std::vector<FormerFieldRow> fields;
  FormerAreaRow area;
  std::vector<FormerPostgraduateRow> postgraduates;
  BrakeTable brakes;  ///< one row a number, with reasons and limits
  Limits limits;
  std::vector<MaximumRow> maxima;  ///< one a variable, the others at their plan
  bool self_determined =
      true;  ///< false: five years after a violation the ministry sets the number (Art. 4(5))
};

namespace detail {

/// Rates of a field that the brakes of Art. 4(4) compare with 80 %.
struct FormerRates {
  double employed = 0.0;
  double graduates = 0.0;  ///< weights of the rates given
  double announced = 0.0;
  double actual = 0.0;
};

[[nodiscard]] inline std::vector<Variable> former_variables(const Institution& institution) {
  std::vector<Variable> out;
  for (const Learners& row : institution.learners) {
    if (is_postgraduate(row.level)) continue;
    const double regular = number_form(row.form) == Form::regular ? 1.0 : 0.0;
    out.push_back({name_of_number(row), row.location, row.unit, "", row.level, row.form, row.planned,
                   row.announced, row.actual, regular, regular});
  }
  for (const Postgraduates& row : institution.postgraduates) {
    const auto unit = unit_of_major(institution, row.location, row.major);
    const Level level = level_of_major(row.major).value_or(Level::master);
    out.push_back({row.location + "/" + row.major + "/" + std::string(name_of(level, kLevelNames)),
                   row.location, unit ? institution.units[*unit].code : "", row.major, level, Form::regular,
                   row.planned, row.announced, row.actual});
  }
  return out;
}

[[nodiscard]] inline std::string field_name(const FormerField& field) {
  return "7" + field.code + (field.teacher_training ? " teacher training" : "");
}

/// Freezes of Art. 4(4) of 03/2022, one row a number.
[[nodiscard]] inline BrakeTable former_brakes(const Institution& institution, const Rules& rules,
                                              const std::vector<Variable>& variables) {
  BrakeTable out;
  const char* const accreditation = rule_listed(rules, "freeze_if_no_valid_accreditation")
                                        ? "freeze_if_no_valid_accreditation"
                                        : "freeze_if_not_accredited";
  std::map<FormerField, FormerRates> rates;
  const auto field = [&](const std::string& location, const std::string& unit) {
    return field_of(institution.units[*find_unit(institution, location, unit)]);
  };
  for (const Learners& row : institution.learners) {
    if (is_postgraduate(row.level)) continue;
    FormerRates& one = rates[field(row.location, row.unit)];
    const double graduates = row.stock > 0.0 ? row.stock / row.duration : 0.0;
    if (number_form(row.form) == Form::regular && !std::isnan(row.employment_rate)) {
      one.employed += graduates * row.employment_rate;
      one.graduates += graduates;
    }
    if (!std::isnan(row.announced) && !std::isnan(row.actual)) {
      one.announced += row.announced;
      one.actual += row.actual;
    }
  }
  std::size_t v = 0;
  const auto add = [&](bool bachelor, const Learners* learners) {
    const Variable& variable = variables[v++];
    BrakeRow row{variable.location, variable.unit, variable.major, variable.level, variable.form};
    row.announced = variable.announced;
    row.actual = variable.actual;
    if (!institution.accredited) row.reasons.emplace_back(accreditation);
    if (bachelor) {
      const FormerField own = field(row.location, row.unit);
      const FormerRates& rate = rates[own];
      if (rate.graduates == 0.0) out.remarks.push_back({"employment_not_given", field_name(own)});
      if (rate.announced == 0.0) out.remarks.push_back({"fulfilment_not_given", field_name(own)});
      std::vector<std::string>& reasons = learners->accredited_programme ? row.exempted : row.reasons;
      if (rate.employed < rules.share("freeze_if_employment_rate_below") * rate.graduates) {
        reasons.emplace_back("freeze_if_employment_rate_below");
      }
      if (rate.actual < rules.share("freeze_if_quota_fulfilment_below") * rate.announced) {
        reasons.emplace_back("freeze_if_quota_fulfilment_below");
      }
      if (learners->opened == institution.intake_year) row.reasons.clear();  // nothing announced to keep to
    }
    if (!row.reasons.empty()) row.freeze_limit = row.announced;
    out.rows.push_back(row);
  };
  for (const Learners& row : institution.learners) {
    if (!is_postgraduate(row.level)) add(true, &row);
  }
  for (std::size_t p = 0; p < institution.postgraduates.size(); ++p) add(false, nullptr);
  return out;
}

/// Capacity of a unit by its own lecturers, in regular learners.
[[nodiscard]] inline double unit_capacity(const Institution& institution, const Rules& rules,
                                          const Unit& unit) {
  Institution alone = institution;
  alone.units = {unit};
  const bool preschool = is_preschool_college(institution);
  const auto rows = former_lecturers(alone, rules, preschool);
  return rows.begin()->second.converted *
         rules.value(preschool
                         ? "max_regular_students_per_converted_lecturer.preschool_college"
                         : "max_regular_students_per_converted_lecturer.field_7" + unit.code.substr(0, 2));
}

inline void add_field_limits(FormerDetermination& out, const Institution& institution, const Rules& rules) {
  const std::vector<Variable>& all = out.limits.variables;
  const auto inside = [&](const FormerFieldRow& row, Form form) {
    return [&institution, &row, form](const Variable& one) {
      if (is_postgraduate(one.level) || number_form(one.form) != form) return false;
      const FormerField own = field_of(institution.units[*find_unit(institution, one.location, one.unit)]);
      return !(own < row.field) && !(row.field < own);
    };
  };
  for (const FormerFieldRow& row : out.fields) {
    const std::string name = field_name(row.field);
    const bool preschool = is_preschool_college(institution);
    const std::string ratio = preschool
                                  ? "max_regular_students_per_converted_lecturer.preschool_college"
                                  : "max_regular_students_per_converted_lecturer.field_7" + row.field.code;
    out.limits.limits.push_back({"lecturers " + name,
                                 LimitKind::lecturers,
                                 "",
                                 {rules.clause(ratio), rules.clause("max_number_formula.regular")},
                                 "",
                                 "",
                                 limit_terms(all, inside(row, Form::regular), person_of),
                                 row.maximum_regular});
    auto terms = limit_terms(all, inside(row, Form::blended), person_of);
    if (!terms.empty()) {
      out.limits.limits.push_back({"in-service " + name,
                                   LimitKind::lecturers,
                                   "",
                                   {rules.clause("in_service_max_share_of_regular")},
                                   "",
                                   "",
                                   terms,
                                   row.maximum_in_service});
    }
    terms = limit_terms(all, inside(row, Form::distance), person_of);
    if (!terms.empty() && !std::isnan(row.maximum_distance)) {
      const bool staff = row.distance_by_staff < row.distance_by_lecturers;
      out.limits.limits.push_back({"distance " + name,
                                   LimitKind::lecturers,
                                   "",
                                   {rules.clause(staff ? "max_distance_students_per_support_staff"
                                                       : "max_distance_students_per_lecturer"),
                                    rules.clause("max_number_formula.distance")},
                                   "",
                                   "",
                                   terms,
                                   row.maximum_distance});
    } else if (!terms.empty()) {
      out.brakes.remarks.push_back({"support_staff_not_given", name});
    }
  }
  out.limits.limits.push_back({"area",
                               LimitKind::area,
                               "",
                               {rules.clause("min_floor_area_per_regular_student")},
                               "",
                               "",
                               limit_terms(
                                   all, [](const Variable& one) { return one.area > 0.0; }, person_of),
                               out.area.maximum});
}

inline void add_number_limits(FormerDetermination& out, const Institution& institution, const Rules& rules) {
  const std::vector<Variable>& all = out.limits.variables;
  const auto only = [&](std::size_t v) { return std::vector<std::pair<std::size_t, double>>{{v, 1.0}}; };
  std::size_t v = 0;
  for (const Learners& row : institution.learners) {
    if (is_postgraduate(row.level)) continue;
    if (row.opened == institution.intake_year) {
      const Unit& unit = institution.units[*find_unit(institution, row.location, row.unit)];
      out.limits.limits.push_back(
          {"new major " + all[v].name,
           LimitKind::new_major,
           "",
           {rules.clause("new_major_first_intake_max_share")},
           row.location,
           row.unit,
           only(v),
           rules.share("new_major_first_intake_max_share") * unit_capacity(institution, rules, unit)});
    }
    ++v;
  }
  for (const FormerPostgraduateRow& row : out.postgraduates) {
    out.limits.limits.push_back({std::string(name_of(row.level, kLevelNames)) + " " + all[v].name,
                                 row.level == Level::master ? LimitKind::master : LimitKind::doctoral,
                                 "",
                                 {row.binding},
                                 row.location,
                                 all[v].unit,
                                 only(v),
                                 row.maximum});
    ++v;
  }
}

}  // namespace detail

/// Determines everything under the rules of the intake year (2022–2026).
/// rules: of the year (those of 2026 hold the criteria of 03/2022 and the brakes of 34/2026); readings: for the brakes of 2026;
/// brakes_bind: false for numbers of 2026 announced before 19 April 2026 under reading A10 `later_changes`: the brakes of 34/2026 are then
/// shown and do not limit. Throws InputError with all problems of the declaration (check_former, check_last_year), E-CAP-001. O(rows²).
[[nodiscard]] inline FormerDetermination determine_former(const Institution& institution, const Rules& rules,
                                                          const Readings& readings = {},
                                                          bool brakes_bind = true) {
  check_former(institution).throw_if_any();
  FormerDetermination out;
  out.fields = former_fields(institution, rules);
  out.area = former_area(institution, rules);
  out.postgraduates = former_postgraduates(institution, rules);
  out.limits.variables = detail::former_variables(institution);
  const bool mixed = rules.has("growth_cap_over_last_actual_intake");
  const bool braked = !mixed || brakes_bind;
  out.brakes = mixed ? brakes(institution, rules, readings)
                     : detail::former_brakes(institution, rules, out.limits.variables);
  if (braked) {
    check_last_year(out.brakes).throw_if_any();
  } else {
    out.brakes.remarks.push_back({"brakes_not_binding", institution.code});
  }
  detail::add_field_limits(out, institution, rules);
  detail::add_number_limits(out, institution, rules);
  if (mixed && braked) {
    for (Limit& one : brake_limits(out.brakes, rules, readings, out.limits.variables)) {
      out.limits.limits.push_back(std::move(one));
    }
  } else if (!mixed) {
    out.self_determined = !institution.violation_last_year;
    for (std::size_t v = 0; v < out.brakes.rows.size(); ++v) {
      const BrakeRow& row = out.brakes.rows[v];
      if (std::isnan(row.freeze_limit)) continue;
      std::vector<Clause> clauses;
      for (const std::string& reason : row.reasons) clauses.push_back(rules.clause(reason));
      out.limits.limits.push_back({"freeze " + out.limits.variables[v].name,
                                   LimitKind::freeze,
                                   "",
                                   clauses,
                                   row.location,
                                   row.unit,
                                   {{v, 1.0}},
                                   row.freeze_limit});
    }
  }
  std::vector<double> basis;
  for (const Variable& one : out.limits.variables) {
    basis.push_back(known_or(one.planned, known_or(one.actual, 0.0)));
    if (std::isnan(one.planned)) out.brakes.remarks.push_back({"not_planned", one.name});
  }
  out.maxima = maxima(out.limits, basis, readings);
  return out;
}

/// Regular learners of each field on 31 December of the intake year under a plan (one number a variable), against its capacity: the test
/// of Art. 10(2) of 34/2026 for the intake of 2026. `unit` is the field, scale and capacity in heads, ratio by converted lecturer.
/// O(fields · variables).
[[nodiscard]] inline std::vector<YearEndRow> former_year_end(const FormerDetermination& determination,
                                                             const std::vector<double>& plan) {
  std::vector<YearEndRow> out;
  for (const FormerFieldRow& field : determination.fields) {
    const std::string name = detail::field_name(field.field);
    YearEndRow row{"", name, field.regular.stock - field.regular.expected_graduates, field.capacity};
    for (const Limit& limit : determination.limits.limits) {
      if (limit.name != "lecturers " + name) continue;
      for (const auto& [v, coefficient] : limit.terms) row.scale += coefficient * plan[v];
    }
    row.ratio = field.lecturers.converted > 0.0 ? row.scale / field.lecturers.converted : kNotKnown;
    out.push_back(row);
  }
  return out;
}

}  // namespace dubao::labour::capacity
