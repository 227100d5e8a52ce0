// SPDX-License-Identifier: Apache-2.0
//
// Determination: what the law lets an institution announce, with every figure on the way and the rule that decides.
//
// What      The tables 1A to 1D, the clause of 15 %, the brakes, the limits on the numbers, and for each number the largest value
//           when the others stand at their plan: every ceiling, the smallest, its clause, in whole persons. Under no reading
//           of the clause of 15 % (A1) the value with a ratio of 40 and the value with 34 for the bachelor side stand side by side.
// When      Intakes from 2027. Intakes 2022–2026 have other tables; the brakes of brakes.hpp serve 2026 too.
// When not  As a forecast of who comes, or a statement of what should be announced: it is the legal maximum.
// Formula   ceiling of x_v by a limit: (b − Σ_{u≠v} a_u x_u)/a_v; maximum = ⌊min over the limits⌋, not below 0. The maxima hold one
//           at a time: two numbers of one pool at their maxima together may pass it. A number without plan stands for the
//           others at last year's actual intake (0 where that is unknown), with a remark.
// Example   Worked example: blended 49 by growth; regular 475 by lecturers, 462 by growth: announce 462. With 34: 298.
// Source    Circular 34/2026/TT-BGDĐT; F24.
#pragma once

#include <dubao/labour/capacity/checks.hpp>
#include <dubao/labour/capacity/limits.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <map>
#include <string>
#include <vector>

namespace dubao::labour::capacity {

/// What is added before persons are rounded down, so that 110 % of 420 is 462 and not 461.
inline constexpr double kWholePersonTolerance = 1e-9;

/// The largest value of one number while the others stand at their plan.
struct MaximumRow {
  std::size_t variable = 0;  ///< index into Limits::variables
  double basis = 0.0;        ///< persons at which this number stands for the maxima of the others
  /// Smallest ceiling of each kind of limit, persons, may be negative; NaN: no limit of the kind concerns the number.
  std::array<double, kLimitKindNames.size()> ceilings{};
  double before_brakes =
      kNotKnown;  ///< whole persons by area, lecturers, supervisors and a reserve that binds (A1)
  double maximum = kNotKnown;           ///< whole persons
  int binding = -1;                     ///< index into Limits::limits of what decides; −1: nothing does
  double maximum_reserved = kNotKnown;  ///< as `maximum`, with the limits of reading B of A1
  int binding_reserved = -1;
};

/// Everything the law says of one institution and intake.
struct Determination {
  std::string rule_set;
  int intake_year = 0;
  std::vector<AreaRow> area = {};
  std::vector<LecturerRow> lecturers = {};
  std::vector<LecturerRow> fields = {};
  std::vector<MasterRow> master = {};
  std::vector<DoctoralRow> doctoral = {};
  std::vector<PostgraduateFloorRow> postgraduate_floor = {};
  BrakeTable brakes = {};
  Limits limits = {};
  std::vector<MaximumRow> maxima = {};
  std::vector<Remark> remarks = {};  ///< assumptions and what could not be tested
};

/// Whole persons within a ceiling (reading A15), not below 0.
[[nodiscard]] inline double whole_persons(double ceiling, WholePersons reading) {
  if (!std::isfinite(ceiling)) return ceiling;
  const double whole = reading == WholePersons::nearest
                           ? std::floor(ceiling + 0.5)
                           : std::floor(ceiling + kWholePersonTolerance * std::max(1.0, std::abs(ceiling)));
  return std::max(0.0, whole);
}

/// Largest value of each variable while the others stand at `basis`, one number a variable. O(terms).
[[nodiscard]] inline std::vector<MaximumRow> maxima(const Limits& limits, const std::vector<double>& basis,
                                                    const Readings& readings) {
  std::vector<MaximumRow> out(limits.variables.size());
  std::vector<double> capacity(out.size(), kNotKnown);
  std::vector<double> lowest(out.size(), kNotKnown);
  std::vector<double> lowest_reserved(out.size(), kNotKnown);
  for (std::size_t v = 0; v < out.size(); ++v) {
    out[v].variable = v;
    out[v].basis = basis[v];
    out[v].ceilings.fill(kNotKnown);
  }
  for (std::size_t l = 0; l < limits.limits.size(); ++l) {
    const Limit& limit = limits.limits[l];
    double used = 0.0;
    for (const auto& [v, coefficient] : limit.terms) used += coefficient * basis[v];
    for (const auto& [v, coefficient] : limit.terms) {
      const double ceiling = (limit.bound - (used - coefficient * basis[v])) / coefficient;
      double& of_kind = out[v].ceilings[static_cast<std::size_t>(limit.kind)];
      of_kind = std::fmin(of_kind, ceiling);  // fmin passes over what is not known yet
      if (!(ceiling >= lowest_reserved[v])) {
        lowest_reserved[v] = ceiling;
        out[v].binding_reserved = static_cast<int>(l);
      }
      if (!limit.reading.empty()) continue;
      if (!(ceiling >= lowest[v])) {
        lowest[v] = ceiling;
        out[v].binding = static_cast<int>(l);
      }
      // What Art. 5(1) leaves is capacity, the part reserved under A1 included; growth, freezes and new majors are brakes.
      const bool of_capacity = limit.kind <= LimitKind::doctoral || limit.kind == LimitKind::reserve;
      if (of_capacity) capacity[v] = std::fmin(capacity[v], ceiling);
    }
  }
  for (std::size_t v = 0; v < out.size(); ++v) {
    out[v].before_brakes = whole_persons(capacity[v], readings.a15);
    out[v].maximum = whole_persons(lowest[v], readings.a15);
    out[v].maximum_reserved = whole_persons(lowest_reserved[v], readings.a15);
  }
  return out;
}

/// Learners of a unit at the end of the year if a plan is carried out: stock − expected graduates + planned, all converted.
struct YearEndRow {
  std::string location;
  std::string unit;
  double scale = 0.0;     ///< converted learners on 31 December
  double capacity = 0.0;  ///< converted learners
  double ratio = 0.0;     ///< converted learners a converted lecturer; NaN without lecturers
};

/// Year end of each unit under a plan (one number a variable). O(units · variables).
[[nodiscard]] inline std::vector<YearEndRow> year_end(const Determination& determination,
                                                      const std::vector<double>& plan) {
  std::vector<YearEndRow> out;
  for (const LecturerRow& unit : determination.lecturers) {
    YearEndRow row{unit.location, unit.unit, unit.scale - unit.expected_graduates, unit.capacity};
    for (std::size_t v = 0; v < plan.size(); ++v) {
      const Variable& one = determination.limits.variables[v];
      if (one.location == unit.location && one.unit == unit.unit) row.scale += one.teaching * plan[v];
    }
    row.ratio = unit.converted > 0.0 ? row.scale / unit.converted : kNotKnown;
    out.push_back(row);
  }
  return out;
}

/// Determines the numbers of an institution. institution: coefficients filled (coefficients.hpp); rules: of its intake year;
/// others: persons by name of a variable at which numbers stand for the maxima of the others, in place of the plan; fields: as in
/// check_institution. Throws InputError with all problems of the declaration (E-CAP-003 … E-CAP-017, E-CAP-020), E-CAP-001 for
/// a value the rules lack, E-CAP-019 for a name in `others` that is no variable. O(rows · units + limits · variables).
[[nodiscard]] inline Determination determine(const Institution& institution, const Rules& rules,
                                             const Readings& readings = {},
                                             const std::map<std::string, double>& others = {},
                                             const std::vector<FieldCoefficients>& fields = {}) {
  check_institution(institution, rules, fields).throw_if_any();
  Determination out;
  out.rule_set = rules.name();
  out.intake_year = institution.intake_year;
  const std::vector<UnitStock> learners = stocks(institution, rules);
  out.area = area_table(institution, rules, readings, learners);
  out.lecturers = lecturer_table(institution, rules, readings, learners);
  out.fields = field_table(out.lecturers);
  out.master = master_table(institution, rules);
  out.doctoral = doctoral_table(institution, rules, readings);
  out.postgraduate_floor = postgraduate_floor(institution, rules, readings, out.lecturers, learners);
  out.brakes = brakes(institution, rules, readings);
  check_last_year(out.brakes).throw_if_any();
  out.limits = limits(institution, rules, readings, out.area, out.lecturers, out.master, out.doctoral,
                      out.postgraduate_floor, out.brakes);
  for (const Unit& unit : institution.units) {
    if (!unit.confirmed) out.remarks.push_back({"unconfirmed_coefficients", unit.location + "/" + unit.code});
  }
  out.remarks.insert(out.remarks.end(), out.brakes.remarks.begin(), out.brakes.remarks.end());

  Problems problems;
  std::vector<double> basis;
  for (const Variable& one : out.limits.variables) {
    const auto given = others.find(one.name);
    basis.push_back(given != others.end() ? given->second : known_or(one.planned, known_or(one.actual, 0.0)));
    if (given == others.end() && std::isnan(one.planned)) {
      out.remarks.push_back({"not_planned", one.name});
    }
  }
  for (const auto& [name, persons] : others) {
    const bool known = std::any_of(out.limits.variables.begin(), out.limits.variables.end(),
                                   [&, &key = name](const Variable& one) { return one.name == key; });
    problems.add_if(!known || !std::isfinite(persons) || persons < 0.0,
                    {"E-CAP-019", "others", known ? "the number is missing or negative" : "no such number",
                     "name a number as location/code/level/form and give persons", name, ""});
  }
  problems.throw_if_any();
  out.maxima = maxima(out.limits, basis, readings);
  return out;
}

}  // namespace dubao::labour::capacity
