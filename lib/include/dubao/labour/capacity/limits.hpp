// SPDX-License-Identifier: Apache-2.0
//
// Limits: the linear inequalities a choice of persons must meet, each with its clause.
//
// What      One variable a number of persons (unit, level, form at a location; major for postgraduates) and the limits
//           Σ a·x ≤ b on them: lecturer pool of a unit, area pool of a location, tables 1C and 1D, growth, freezes, new majors
//           and the clause of 15 %. What a plan weighs against each limit is check_plan().
// When      To check a plan, to find the largest value of one number, or as constraints of an optimisation.
// When not  To see where a bound comes from: that is in the tables (area.hpp, lecturers.hpp, postgraduates.hpp, brakes.hpp).
// Formula   F24 (g), (i):  unit: Σ K_GD·w(level, form)·x ≤ MaxL;  location: Σ K_DT·w(level)·x_regular ≤ MaxA;
//           major: x ≤ table 1C or 1D;  new bachelor major (Art. 5(7)): Σ K_GD·w(form)·x ≤ 30 % of 40·L of the major.
// Readings  A1: under `none` the limits of reading B carry the tag "B" and do not bind; A2 pools by unit or field; A3; A11:
//           `separate` leaves postgraduates out of the pools of tables 1A and 1B (the stock stays as the tables print it).
// Example   K_GD 0.8, MaxL 458.4, 36 master, 2 doctoral, 49 blended: regular ≤ (458.4 − 43.2 − 3.2 − 31.36)/0.8 = 475.8.
// Source    Circular 34/2026/TT-BGDĐT, Art. 5, Appendix I tables 2A to 2C.
#pragma once

#include <dubao/labour/capacity/area.hpp>
#include <dubao/labour/capacity/brakes.hpp>
#include <dubao/labour/capacity/lecturers.hpp>
#include <dubao/labour/capacity/postgraduates.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace dubao::labour::capacity {

/// How far a plan may pass a bound by rounding of the arithmetic, relative to the bound (at least to 1).
inline constexpr double kPlanTolerance = 1e-9;

/// A number of persons to be chosen.
struct Variable {
  std::string name;  ///< location/code/level/form
  std::string location;
  std::string unit;
  std::string major;  ///< of postgraduates; empty otherwise
  Level level = Level::bachelor;
  Form form = Form::regular;
  double planned = kNotKnown;
  double announced = kNotKnown;  ///< of the year before
  double actual = kNotKnown;     ///< of the year before
  double teaching = 0.0;         ///< converted learners a person weighs in the lecturer test (K_GD included)
  double area = 0.0;  ///< converted regular learners a person weighs in the area test (K_DT included)
};

enum class LimitKind {
  lecturers,
  area,
  master,
  doctoral,
  growth,
  growth_total,
  freeze,
  new_major,
  reserve,
  floor
};
inline constexpr std::array<std::string_view, 10> kLimitKindNames = {
    "lecturers",    "area",   "master",    "doctoral", "growth",
    "growth_total", "freeze", "new_major", "reserve",  "floor"};

/// One inequality Σ coefficient·persons ≤ bound.
struct Limit {
  std::string name;
  LimitKind kind = LimitKind::lecturers;
  std::string reading;               ///< empty: it binds; "B": only under reading B of A1, shown beside
  std::vector<Clause> clauses = {};  ///< the first decides; a freeze has one a reason
  std::string location;
  std::string unit;
  std::vector<std::pair<std::size_t, double>> terms = {};  ///< index of the variable, coefficient
  double bound = 0.0;
};

/// Variables and limits.
struct Limits {
  std::vector<Variable> variables = {};
  std::vector<Limit> limits = {};
};

/// The numbers to be chosen: rows of learners of college and bachelor level, then postgraduate majors (a second variable for
/// blended learners where the major has or plans some). Throws E-CAP-001 for a missing weight.
[[nodiscard]] inline std::vector<Variable> variables(const Institution& institution, const Rules& rules,
                                                     const Readings& readings) {
  std::vector<Variable> out;
  const auto add = [&](Variable one, const std::string& code) {
    const Unit& unit = institution.units[*find_unit(institution, one.location, one.unit)];
    one.name = one.location + "/" + code + "/" + std::string(name_of(one.level, kLevelNames)) + "/" +
               std::string(name_of(one.form, kFormNames));
    one.teaching = unit.teaching_coefficient * teaching_weight(rules, readings, one.level, one.form);
    one.area = unit.area_coefficient * area_weight(rules, readings, one.level, one.form);
    out.push_back(std::move(one));
  };
  for (const Learners& row : institution.learners) {
    if (is_postgraduate(row.level)) continue;
    add({"", row.location, row.unit, "", row.level, row.form, row.planned, row.announced, row.actual},
        row.unit);
  }
  for (const Postgraduates& row : institution.postgraduates) {
    const auto unit = unit_of_major(institution, row.location, row.major);
    const auto level = level_of_major(row.major);
    if (!unit || !level) continue;
    const std::string& code = institution.units[*unit].code;
    const double regular = known_or(row.planned_regular, row.planned);
    add({"", row.location, code, row.major, *level, Form::regular, regular, row.announced, row.actual},
        row.major);
    if (row.stock_regular < row.stock || row.planned_regular < row.planned) {
      // Last year's numbers are those of the major as a whole, carried by its first variable.
      add({"", row.location, code, row.major, *level, Form::blended, row.planned - regular}, row.major);
    }
  }
  return out;
}

namespace detail {

/// Pools of the lecturer test: name and units, by unit or by field (reading A2).
inline std::vector<std::pair<std::string, std::vector<std::size_t>>> lecturer_pools(
    const Institution& institution, const Readings& readings) {
  std::vector<std::pair<std::string, std::vector<std::size_t>>> out;
  for (std::size_t u = 0; u < institution.units.size(); ++u) {
    const Unit& unit = institution.units[u];
    const std::string name =
        unit.location + "/" + (readings.a2 == LecturerTest::field ? unit.code.substr(0, 2) : unit.code);
    const auto found =
        std::find_if(out.begin(), out.end(), [&](const auto& pool) { return pool.first == name; });
    if (found == out.end()) {
      out.push_back({name, {u}});
    } else {
      found->second.push_back(u);
    }
  }
  return out;
}

/// Terms of all variables that satisfy `in`, with a coefficient; zeros are left out.
template <class In, class Weight>
std::vector<std::pair<std::size_t, double>> limit_terms(const std::vector<Variable>& variables, In&& in,
                                                        Weight&& weight) {
  std::vector<std::pair<std::size_t, double>> out;
  for (std::size_t v = 0; v < variables.size(); ++v) {
    const double coefficient = in(variables[v]) ? weight(variables[v]) : 0.0;
    if (coefficient != 0.0) out.emplace_back(v, coefficient);
  }
  return out;
}

inline double teaching_of(const Variable& one) { return one.teaching; }
inline double area_of(const Variable& one) { return one.area; }
inline double person_of(const Variable&) { return 1.0; }

/// Whether a variable is counted in the number of a brake.
inline bool in_number(const Variable& one, const BrakeRow& row) {
  return one.location == row.location && one.unit == row.unit && one.level == row.level &&
         one.major == row.major && (!row.major.empty() || number_form(one.form) == row.form);
}

inline std::string number_name(const BrakeRow& row) {
  return row.location + "/" + (row.major.empty() ? row.unit : row.major) + "/" +
         std::string(name_of(row.level, kLevelNames)) + "/" + std::string(name_of(row.form, kFormNames));
}

}  // namespace detail

/// Growth caps and freezes as limits on given variables; also for rules whose capacity is computed otherwise (2026).
/// Freezes without a known announced number are left out: check them first. O(rows · variables).
[[nodiscard]] inline std::vector<Limit> brake_limits(const BrakeTable& table, const Rules& rules,
                                                     const Readings& readings,
                                                     const std::vector<Variable>& variables) {
  std::vector<Limit> out;
  const Clause growth = rules.clause("growth_cap_over_last_actual_intake");
  for (const BrakeRow& row : table.rows) {
    const auto terms = detail::limit_terms(
        variables, [&](const Variable& one) { return detail::in_number(one, row); }, detail::person_of);
    const std::string name = detail::number_name(row);
    if (!std::isnan(row.growth_limit) && readings.a3 == GrowthScope::per_group) {
      out.push_back({"growth " + name,
                     LimitKind::growth,
                     "",
                     {growth},
                     row.location,
                     row.unit,
                     terms,
                     row.growth_limit});
    }
    if (!std::isnan(row.freeze_limit)) {
      std::vector<Clause> clauses;
      for (const std::string& reason : row.reasons) clauses.push_back(rules.clause(reason));
      out.push_back({"freeze " + name, LimitKind::freeze, "", clauses, row.location, row.unit, terms,
                     row.freeze_limit});
    }
  }
  if (readings.a3 == GrowthScope::total) {
    for (const GrowthTotalRow& total : table.totals) {
      const auto capped = [&](const Variable& one) {
        return std::any_of(table.rows.begin(), table.rows.end(), [&](const BrakeRow& row) {
          return row.location == total.location && row.level == total.level && row.form == total.form &&
                 !std::isnan(row.growth_limit) && detail::in_number(one, row);
        });
      };
      out.push_back({"growth total " + total.location + "/" + std::string(name_of(total.level, kLevelNames)) +
                         "/" + std::string(name_of(total.form, kFormNames)),
                     LimitKind::growth_total,
                     "",
                     {growth},
                     total.location,
                     "",
                     detail::limit_terms(variables, capped, detail::person_of),
                     total.limit});
    }
  }
  return out;
}

/// All variables and limits of an institution from its tables. Throws E-CAP-001 for a missing value of the rules.
/// O(units · variables).
[[nodiscard]] inline Limits limits(const Institution& institution, const Rules& rules,
                                   const Readings& readings, const std::vector<AreaRow>& area,
                                   const std::vector<LecturerRow>& lecturers,
                                   const std::vector<MasterRow>& master,
                                   const std::vector<DoctoralRow>& doctoral,
                                   const std::vector<PostgraduateFloorRow>& floor, const BrakeTable& table) {
  Limits out;
  out.variables = variables(institution, rules, readings);
  const std::vector<Variable>& all = out.variables;
  const auto pooled = [&](const Variable& one) {
    return readings.a11 == Pool::one || !is_postgraduate(one.level);
  };
  const Clause ratio = rules.clause("max_converted_learners_per_converted_lecturer");
  const Clause share = rules.clause("postgraduate_min_share_of_max_ratio");
  const bool reserves = readings.a1 == PostgraduateClause::none ||
                        readings.a1 == PostgraduateClause::reserved ||
                        readings.a1 == PostgraduateClause::reserved_where_taught;
  for (const auto& [name, units] : detail::lecturer_pools(institution, readings)) {
    const auto inside = [&, &members = units](const Variable& one) {
      return std::any_of(members.begin(), members.end(), [&](std::size_t u) {
        return institution.units[u].location == one.location && institution.units[u].code == one.unit;
      });
    };
    const Unit& first = institution.units[units.front()];
    const std::string code = units.size() == 1 ? first.code : "";
    double maximum = 0.0;
    double left = 0.0;
    bool taught = false;
    double postgraduates = 0.0;
    double converted = 0.0;
    for (const std::size_t u : units) {
      maximum += lecturers[u].maximum;
      left += floor[u + 1].bachelor_maximum;  // row 0 is the institution
      taught = taught || floor[u + 1].taught;
      postgraduates += floor[u + 1].postgraduates;
      converted += floor[u + 1].converted_lecturers;
    }
    out.limits.push_back(
        {"lecturers " + name,
         LimitKind::lecturers,
         "",
         {ratio},
         first.location,
         code,
         detail::limit_terms(
             all, [&](const Variable& one) { return pooled(one) && inside(one); }, detail::teaching_of),
         maximum});
    if (reserves && (taught || readings.a1 != PostgraduateClause::reserved_where_taught)) {
      out.limits.push_back(
          {"reserve " + name,
           LimitKind::reserve,
           readings.a1 == PostgraduateClause::none ? "B" : "",
           {share},
           first.location,
           code,
           detail::limit_terms(
               all, [&](const Variable& one) { return !is_postgraduate(one.level) && inside(one); },
               detail::teaching_of),
           left});
    }
    if (readings.a1 == PostgraduateClause::hard_floor &&
        !meets_floor(postgraduates, converted, floor[units.front() + 1].required)) {
      out.limits.push_back({"floor " + name,
                            LimitKind::floor,
                            "",
                            {share},
                            first.location,
                            code,
                            detail::limit_terms(all, inside, detail::person_of),
                            0.0});
    }
  }
  if (readings.a1 == PostgraduateClause::institution_floor && !floor.front().met) {
    out.limits.push_back({"floor institution",
                          LimitKind::floor,
                          "",
                          {share},
                          "",
                          "",
                          detail::limit_terms(
                              all, [](const Variable&) { return true; }, detail::person_of),
                          0.0});
  }
  for (const AreaRow& row : area) {
    if (!row.unit.empty()) continue;
    out.limits.push_back(
        {"area " + row.location,
         LimitKind::area,
         "",
         {rules.clause("min_floor_area_per_converted_regular_learner")},
         row.location,
         "",
         detail::limit_terms(
             all, [&](const Variable& one) { return pooled(one) && one.location == row.location; },
             detail::area_of),
         row.maximum});
  }
  const auto major = [&](const auto& row, LimitKind kind, const char* parameter) {
    out.limits.push_back(
        {std::string(name_of(kind, kLimitKindNames)) + " " + row.location + "/" + row.major,
         kind,
         "",
         {rules.clause(parameter)},
         row.location,
         row.unit,
         detail::limit_terms(
             all, [&](const Variable& one) { return one.location == row.location && one.major == row.major; },
             detail::person_of),
         row.maximum});
  };
  for (const MasterRow& row : master) major(row, LimitKind::master, "max_master_students_per_lecturer");
  for (const DoctoralRow& row : doctoral)
    major(row, LimitKind::doctoral, "max_phd_students_per_lecturer.phd");
  for (std::size_t u = 0; u < institution.units.size(); ++u) {
    const Unit& unit = institution.units[u];
    const auto of_unit = [&](const std::string& location, const std::string& code, Level level) {
      return location == unit.location && code == unit.code && level == Level::bachelor;
    };
    const bool opened =
        std::any_of(institution.learners.begin(), institution.learners.end(), [&](const Learners& row) {
          return of_unit(row.location, row.unit, row.level) && row.opened == institution.intake_year;
        });
    if (!opened) continue;
    out.limits.push_back(
        {"new major " + unit.location + "/" + unit.code,
         LimitKind::new_major,
         "",
         {rules.clause("new_major_first_intake_max_share")},
         unit.location,
         unit.code,
         detail::limit_terms(
             all, [&](const Variable& one) { return of_unit(one.location, one.unit, one.level); },
             detail::teaching_of),
         rules.share("new_major_first_intake_max_share") * lecturers[u].capacity});
  }
  for (Limit& one : brake_limits(table, rules, readings, all)) out.limits.push_back(std::move(one));
  return out;
}

/// One limit against a plan.
struct PlanRow {
  std::size_t limit = 0;  ///< index into Limits::limits
  double used = 0.0;      ///< Σ coefficient·persons
  double slack = 0.0;     ///< bound − used
  bool met = false;       ///< used ≤ bound, within kPlanTolerance
};

/// Weighs a plan against every limit, those of reading B included (their `reading` says so).
/// plan: persons, one a variable, not negative and known. Throws E-CAP-019 otherwise. O(terms).
[[nodiscard]] inline std::vector<PlanRow> check_plan(const Limits& limits, const std::vector<double>& plan) {
  Problems problems;
  problems.add_if(plan.size() != limits.variables.size(),
                  {"E-CAP-019", "plan",
                   std::to_string(plan.size()) + " numbers for " + std::to_string(limits.variables.size()),
                   "give one number of persons for each variable", "", ""});
  problems.throw_if_any();
  for (std::size_t v = 0; v < plan.size(); ++v) {
    problems.add_if(!std::isfinite(plan[v]) || plan[v] < 0.0,
                    {"E-CAP-019", "plan", "the number is missing or negative",
                     "give a number of persons, 0 if nobody is planned", limits.variables[v].name, ""});
  }
  problems.throw_if_any();
  std::vector<PlanRow> out;
  for (std::size_t l = 0; l < limits.limits.size(); ++l) {
    const Limit& limit = limits.limits[l];
    PlanRow row{l};
    for (const auto& [v, coefficient] : limit.terms) row.used += coefficient * plan[v];
    row.slack = limit.bound - row.used;
    // A pool that is overdrawn before anybody is admitted forbids admission; it is not broken by admitting nobody.
    row.met = row.used == 0.0 || row.slack >= -kPlanTolerance * std::max(1.0, std::abs(limit.bound));
    out.push_back(row);
  }
  return out;
}

}  // namespace dubao::labour::capacity
