// SPDX-License-Identifier: Apache-2.0
//
// Overshoot: whether more learners came than the law tolerates above the announced number.
//
// What      The actual intake (enrolled and registered for study on 31 December of the intake year) is compared with the announced
//           number, row by row as Article 4(3) of Circular 34/2026/TT-BGDĐT has it: bachelor per unit, small and large announced
//           numbers apart; the total of each form; teacher training per major and in total; master; doctoral.
// When      On 31 December for the judgement; before the offers go out for the largest intake that is still no breach (offers.hpp).
// When not  Intakes before 2026: Circular 03/2022 has no such tolerances.
// Formula   excess e = actual − announced a, in persons; with the percentage q and the persons m of the clause:
//             reading `both` (A5, default):  breach when 100·e > q·a and e ≥ m  →  largest e = max(⌊q·a/100⌋, m − 1)
//             reading `either`:              breach when 100·e > q·a or  e ≥ m  →  largest e = min(⌊q·a/100⌋, m − 1)
//           a < 100: q = 10, m = 5; a ≥ 100: q = 5, m = 30 (Art. 4(3)(a), (b)); where the clause has a percentage only
//           (totals 5 %, master and teacher training 20 %): breach when 100·e > q·a. Values come from the table of rules.
// Readings  A5: `both` or `either`. A17: a frozen number keeps its tolerance, or (`barred`) has none. Ours without a number: the total of a form is that of all bachelor learners of the institution
//           who are not in teacher training; joint foreign programmes count inside the regular number of their unit (Art. 5(9)).
// Example   462 announced, 487 came: e = 25 = 5.4 % but fewer than 30 persons: no breach under `both` (at most 491), a breach under
//           `either` (at most 485). 892 announced in one form in total: at most 936.
// Source    Circular 34/2026/TT-BGDĐT, Art. 2(2), 4(3), 5(8)(b), 5(9).
#pragma once

#include <dubao/error.hpp>
#include <dubao/labour/capacity/checks.hpp>
#include <dubao/labour/capacity/institution.hpp>
#include <dubao/labour/capacity/rules.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace dubao::labour::capacity {

/// Reading A5 of "không vượt quá … % và số lượng vượt từ …": a breach needs both, or either of the two.
enum class OvershootReading { both, either };
inline constexpr std::array<std::string_view, 2> kOvershootReadingNames = {"both", "either"};

/// What a row of the test judges.
enum class OvershootScope { unit, form_total, teacher_training, teacher_training_total, master, doctoral };
inline constexpr std::array<std::string_view, 6> kOvershootScopeNames = {
    "unit", "form_total", "teacher_training", "teacher_training_total", "master", "doctoral"};

/// Announced number and actual intake of one unit at one level and in one form.
struct Intake {
  std::string location;
  std::string unit;
  Level level = Level::bachelor;
  Form form = Form::regular;
  double announced =
      kNotKnown;  ///< persons, whole, ≥ 0; for teacher training the number the ministry notified
  double actual = kNotKnown;      ///< persons, whole, ≥ 0, on 31 December of the intake year
  bool teacher_training = false;  ///< notified by the ministry: Art. 4(3)(c) instead of (a), (b)
  double capacity = kNotKnown;  ///< doctoral only: the largest intake inside the training capacity (table 1D)
  bool barred = false;  ///< frozen, and the freeze bars the tolerance too (reading A17 `number_and_intake`)
};

/// The tolerance of one clause for one announced number; `percent` or `persons` is NaN where the clause has none.
struct OvershootTolerance {
  double percent = kNotKnown;
  double persons = kNotKnown;  ///< a breach starts at this excess
  Clause clause;
};

/// One comparison, with every figure on the way.
struct OvershootRow {
  OvershootScope scope = OvershootScope::unit;
  std::string location;  ///< empty: the whole institution
  std::string unit;      ///< empty: all units
  Level level = Level::bachelor;
  Form form = Form::regular;
  double announced = 0.0;  ///< doctoral: the capacity
  double actual = 0.0;
  double excess = 0.0;          ///< persons; negative when fewer came
  double excess_percent = 0.0;  ///< of the announced; infinite where none was announced and somebody came
  double tolerated_percent = kNotKnown;
  double breach_from_persons = kNotKnown;
  bool above_percent = false;
  bool above_persons = false;   ///< false where the clause has no number of persons
  double largest_actual = 0.0;  ///< largest intake that is no breach
  bool breach = false;
  Clause clause;
};

namespace detail {

[[nodiscard]] inline bool is_whole_persons(double n) {
  return n >= 0.0 && std::isfinite(n) && n == std::floor(n);
}

[[nodiscard]] inline double percent_of_rule(const Rules& rules, const char* parameter) {
  static_cast<void>(rules.share(parameter));  // refuses a value that is not in percent
  return rules.value(parameter);
}

}  // namespace detail

/// The clause of Art. 4(3)(a) or (b) that governs an announced bachelor number. Throws InputError E-CAP-001 (value missing).
[[nodiscard]] inline OvershootTolerance unit_tolerance(double announced, const Rules& rules) {
  const bool small = announced < rules.value("overshoot_small_announced_below");
  const char* percent = small ? "overshoot_tolerance_small.percent" : "overshoot_tolerance_large.percent";
  const char* persons = small ? "overshoot_tolerance_small.persons" : "overshoot_tolerance_large.persons";
  return {detail::percent_of_rule(rules, percent), rules.value(persons), rules.clause(percent)};
}

/// Largest whole intake that is no breach. announced: whole persons ≥ 0. Cost O(1).
[[nodiscard]] inline double largest_actual(double announced, const OvershootTolerance& tolerance,
                                           OvershootReading reading = OvershootReading::both) {
  // q·a/100 is compared as 100·e ≤ q·a, so that whole figures of the law stay exact.
  double by_percent = std::floor(tolerance.percent * announced / 100.0);
  while (100.0 * (by_percent + 1.0) <= tolerance.percent * announced) by_percent += 1.0;
  while (100.0 * by_percent > tolerance.percent * announced) by_percent -= 1.0;
  if (std::isnan(tolerance.persons)) return announced + by_percent;
  const double by_persons = tolerance.persons - 1.0;
  return announced + (reading == OvershootReading::both ? std::max(by_percent, by_persons)
                                                        : std::min(by_percent, by_persons));
}

/// Largest actual intake of a bachelor unit that is no breach of Art. 4(3)(a), (b), for whole persons announced ≥ 0.
/// Throws InputError E-CAP-050 (announced is no number of persons), E-CAP-001.
[[nodiscard]] inline double largest_actual_intake(double announced, const Rules& rules,
                                                  OvershootReading reading = OvershootReading::both) {
  if (!detail::is_whole_persons(announced)) {
    throw InputError("E-CAP-050", "announced", detail::shown(announced) + " is no number of persons",
                     "give a whole number, at least 0");
  }
  return largest_actual(announced, unit_tolerance(announced, rules), reading);
}

namespace detail {

[[nodiscard]] inline OvershootRow overshoot_row(OvershootScope scope, const Intake& intake,
                                                const OvershootTolerance& tolerance,
                                                OvershootReading reading) {
  OvershootRow row;
  row.scope = scope;
  row.location = intake.location;
  row.unit = intake.unit;
  row.level = intake.level;
  row.form = intake.form;
  row.announced = intake.announced;
  row.actual = intake.actual;
  row.excess = intake.actual - intake.announced;
  row.excess_percent = intake.announced > 0.0 ? 100.0 * row.excess / intake.announced
                       : row.excess > 0.0     ? std::numeric_limits<double>::infinity()
                                              : 0.0;
  row.tolerated_percent = tolerance.percent;
  row.breach_from_persons = tolerance.persons;
  row.above_percent = 100.0 * row.excess > tolerance.percent * intake.announced;
  row.above_persons = !std::isnan(tolerance.persons) && row.excess >= tolerance.persons;
  row.largest_actual =
      intake.barred ? intake.announced : largest_actual(intake.announced, tolerance, reading);
  row.breach = row.actual > row.largest_actual;
  row.clause = tolerance.clause;
  return row;
}

inline void check_intakes(const std::vector<Intake>& intakes) {
  Problems problems;
  std::map<std::string, int> seen;
  for (const Intake& one : intakes) {
    const std::string where = one.location + " " + one.unit + " " +
                              std::string(name_of(one.level, kLevelNames)) + " " +
                              std::string(name_of(one.form, kFormNames));
    problems.add_if(!is_whole_persons(one.announced) || !is_whole_persons(one.actual),
                    {"E-CAP-050", "announced, actual",
                     detail::shown(one.announced) + " and " + detail::shown(one.actual) +
                         " are not two numbers of persons",
                     "give whole numbers, at least 0", where, ""});
    problems.add_if(one.level == Level::doctoral && !(one.capacity >= 0.0 && std::isfinite(one.capacity)),
                    {"E-CAP-051", "capacity", "a doctoral intake is judged by its capacity, which is missing",
                     "give the largest intake inside the training capacity (table 1D)", where, ""});
    problems.add_if(++seen[where] == 2, {"E-CAP-052", "intakes", "listed twice",
                                         "give each unit, level and form once", where, ""});
  }
  problems.throw_if_any();
}

}  // namespace detail

/// Judges every row and every total of Art. 4(3).
///
/// intakes: one row a location, unit, level and form; joint foreign rows are added to the regular row of their unit first.
/// Returns the units in the order given, then the totals by form, then the total of teacher training. A college row that is not
/// teacher training is judged as bachelor rows are (the Circular names no other tolerance).
/// Throws InputError E-CAP-050 (no number of persons), E-CAP-051 (doctoral without capacity), E-CAP-052 (listed twice), all at once,
/// naming the unit; E-CAP-001 (a value of the law is missing). O(rows · log rows).
[[nodiscard]] inline std::vector<OvershootRow> overshoot(const std::vector<Intake>& intakes,
                                                         const Rules& rules,
                                                         OvershootReading reading = OvershootReading::both) {
  detail::check_intakes(intakes);
  std::vector<Intake> folded;
  for (const Intake& one : intakes) {
    Intake row = one;
    if (row.form == Form::joint_foreign) row.form = Form::regular;
    const auto same = std::find_if(folded.begin(), folded.end(), [&](const Intake& other) {
      return other.location == row.location && other.unit == row.unit && other.level == row.level &&
             other.form == row.form;
    });
    if (same == folded.end()) {
      folded.push_back(row);
    } else {
      same->announced += row.announced;
      same->actual += row.actual;
      same->barred = same->barred || row.barred;
    }
  }
  const auto plain = [&rules](const char* parameter) {
    return OvershootTolerance{detail::percent_of_rule(rules, parameter), kNotKnown, rules.clause(parameter)};
  };
  std::vector<OvershootRow> rows;
  std::map<Form, Intake> totals;
  Intake teachers;
  bool has_teachers = false;
  for (const Intake& one : folded) {
    if (one.level == Level::doctoral) {
      Intake inside = one;
      inside.announced = one.capacity;
      rows.push_back(detail::overshoot_row(OvershootScope::doctoral, inside,
                                           {0.0, kNotKnown, rules.clause("overshoot_phd")}, reading));
      rows.back().largest_actual = std::floor(one.capacity);
      rows.back().breach = one.actual > one.capacity;
    } else if (one.level == Level::master) {
      rows.push_back(detail::overshoot_row(OvershootScope::master, one, plain("overshoot_master"), reading));
    } else if (one.teacher_training) {
      rows.push_back(detail::overshoot_row(OvershootScope::teacher_training, one,
                                           plain("overshoot_teacher_training"), reading));
      if (!has_teachers) {
        teachers.level = one.level;
        teachers.announced = teachers.actual = 0.0;
      }
      has_teachers = true;
      teachers.announced += one.announced;
      teachers.actual += one.actual;
    } else {
      rows.push_back(
          detail::overshoot_row(OvershootScope::unit, one, unit_tolerance(one.announced, rules), reading));
      const auto [total, fresh] = totals.try_emplace(one.form);
      if (fresh) {
        total->second.form = one.form;
        total->second.announced = total->second.actual = 0.0;
      }
      total->second.announced += one.announced;
      total->second.actual += one.actual;
    }
  }
  for (const auto& [form, total] : totals) {
    rows.push_back(
        detail::overshoot_row(OvershootScope::form_total, total, plain("overshoot_total_per_form"), reading));
  }
  if (has_teachers) {
    rows.push_back(detail::overshoot_row(OvershootScope::teacher_training_total, teachers,
                                         {0.0, kNotKnown, rules.clause("overshoot_teacher_training")},
                                         reading));
  }
  return rows;
}

}  // namespace dubao::labour::capacity
