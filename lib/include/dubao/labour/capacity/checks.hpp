// SPDX-License-Identifier: Apache-2.0
//
// Checks: what is wrong with a declaration, all of it at once.
//
// What      Every row is looked at before anything is computed: codes, places, double rows, areas, persons, rates, coefficients,
//           a lecturer's time, postgraduates stated twice, last year's numbers a brake needs. Each problem names the row as
//           argument ("learners[3].stock", counted from 0) and the thing as series ("HN/4802/bachelor/regular").
// When      Before determine(), which calls it. When not: to judge a plan against the law (check_plan of limits.hpp).
// Example   A lecturer with 0.7 in two units: E-CAP-012 lecturers[0].weight, series 'L01', "1.4 in all, at most 1".
// Source    Circular 34/2026/TT-BGDĐT, Art. 4(1), 5(2), Appendix I.
#pragma once

#include <dubao/error.hpp>
#include <dubao/labour/capacity/brakes.hpp>
#include <dubao/labour/capacity/coefficients.hpp>
#include <dubao/labour/capacity/lecturers.hpp>
#include <dubao/labour/capacity/stocks.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace dubao::labour::capacity {

/// How far the shares of a lecturer's time may pass their limit by rounding.
inline constexpr double kLecturerTimeTolerance = 1e-9;

namespace detail {

/// A number as a message shows it: up to six significant digits.
inline std::string shown(double value) {
  std::array<char, 32> text{};
  const auto end =
      std::to_chars(text.data(), text.data() + text.size(), value, std::chars_format::general, 6).ptr;
  return {text.data(), end};
}

/// Collects problems with the row they are in.
class RowChecker {
 public:
  explicit RowChecker(Problems& problems) : problems_(problems) {}

  void at(const char* sheet, std::size_t row, std::string series) {
    sheet_ = sheet;
    row_ = row;
    series_ = std::move(series);
  }
  void wrong(bool is_wrong, const char* id, const char* column, const std::string& message,
             const std::string& remedy) {
    problems_.add_if(is_wrong, {id, std::string(sheet_) + "[" + std::to_string(row_) + "]." + column, message,
                                remedy, series_, ""});
  }
  /// Persons that must be known (`needed`), or may be unknown; never negative or infinite.
  void persons(const char* column, double value, bool needed = false) {
    wrong(needed ? !(std::isfinite(value) && value >= 0.0) : std::isinf(value) || value < 0.0, "E-CAP-009",
          column, std::isnan(value) ? "the number is missing" : shown(value) + " persons",
          "give a number of persons, not negative");
  }
  void rate(const char* column, double value) {
    wrong(!std::isnan(value) && !(value >= 0.0 && value <= 1.0), "E-CAP-010", column,
          shown(value) + " is no share", "give a share from 0 to 1 (11 % is 0.11)");
  }

 private:
  Problems& problems_;
  const char* sheet_ = "";
  std::size_t row_ = 0;
  std::string series_;
};

inline bool digits(const std::string& code, std::size_t count) {
  return code.size() == count &&
         std::all_of(code.begin(), code.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// What the checks of rows share.
struct CheckContext {
  const Institution& institution;
  const std::vector<FieldCoefficients>& fields;
  Problems& problems;
  RowChecker row;

  [[nodiscard]] bool has_location(const std::string& code) const {
    return std::any_of(institution.locations.begin(), institution.locations.end(),
                       [&](const Location& one) { return one.code == code; });
  }
  void location(const std::string& code) {
    row.wrong(!has_location(code), "E-CAP-003", "location", "no location '" + code + "'",
              "list the location first, or correct its code");
  }
  void unit(const std::string& location_code, const std::string& code) {
    location(location_code);
    row.wrong(has_location(location_code) && !find_unit(institution, location_code, code), "E-CAP-008",
              "unit", "no unit '" + code + "' at location '" + location_code + "'",
              "list the unit with its coefficients, or correct its code");
  }
};

inline void check_places(CheckContext& check) {
  std::set<std::string> seen;
  for (std::size_t i = 0; i < check.institution.locations.size(); ++i) {
    const Location& one = check.institution.locations[i];
    check.row.at("locations", i, one.code);
    check.row.wrong(one.code.empty(), "E-CAP-003", "code", "a location without code",
                    "give each location a code");
    check.row.wrong(!seen.insert(one.code).second, "E-CAP-005", "code",
                    "location '" + one.code + "' is listed twice", "keep one row");
    check.row.wrong(
        !(std::isfinite(one.floor_area) && one.floor_area >= 0.0), "E-CAP-006", "floor_area",
        std::isnan(one.floor_area) ? "the location has no floor area" : shown(one.floor_area) + " m²",
        "give the floor area that serves training, m², not negative");
  }
  seen.clear();
  for (std::size_t i = 0; i < check.institution.units.size(); ++i) {
    const Unit& one = check.institution.units[i];
    check.row.at("units", i, one.location + "/" + one.code);
    check.location(one.location);
    check.row.wrong(!digits(one.code, one.by_major ? 6 : 4), "E-CAP-004", "code", "code '" + one.code + "'",
                    one.by_major
                        ? "a major without the digit of its level has six digits (480201)"
                        : "a major group without the digit of its level has four digits (4802); set by_major "
                          "where numbers are set by major");
    const bool known = check.fields.empty() || std::any_of(check.fields.begin(), check.fields.end(),
                                                           [&](const FieldCoefficients& field) {
                                                             return field.field == field_of(one.code);
                                                           });
    check.row.wrong(
        !known, "E-CAP-004", "code",
        "field '" + field_of(one.code) + "' of code '" + one.code + "' is not in the education list",
        "correct the code; its first two digits name the field");
    check.row.wrong(!seen.insert(one.location + "/" + one.code).second, "E-CAP-005", "code",
                    "unit '" + one.code + "' is listed twice at location '" + one.location + "'",
                    "keep one row a unit and location");
    check.row.wrong(!(std::isfinite(one.teaching_coefficient) && one.teaching_coefficient > 0.0), "E-CAP-007",
                    "teaching_coefficient", "the unit has no coefficient K_GD above 0",
                    "give K_GD of the field from the Standards in force");
    check.row.wrong(!(std::isfinite(one.area_coefficient) && one.area_coefficient > 0.0), "E-CAP-007",
                    "area_coefficient", "the unit has no coefficient K_DT above 0",
                    "give K_DT of the field from the Standards in force");
  }
}

inline std::string name_of_number(const Learners& one) {
  return one.location + "/" + one.unit + "/" + std::string(name_of(one.level, kLevelNames)) + "/" +
         std::string(name_of(one.form, kFormNames));
}

inline void check_learners(CheckContext& check) {
  std::set<std::string> seen;
  for (std::size_t i = 0; i < check.institution.learners.size(); ++i) {
    const Learners& one = check.institution.learners[i];
    check.row.at("learners", i, name_of_number(one));
    check.unit(one.location, one.unit);
    check.row.wrong(!seen.insert(name_of_number(one)).second, "E-CAP-005", "unit",
                    "unit, level and form are listed twice", "keep one row");
    check.row.persons("stock", one.stock, true);
    check.row.persons("announced", one.announced);
    check.row.persons("actual", one.actual);
    check.row.persons("planned", one.planned);
    check.row.persons("bridging", one.bridging);
    check.row.rate("first_year_dropout", one.first_year_dropout);
    check.row.rate("employment_rate", one.employment_rate);
    check.row.wrong(one.bridging > one.planned, "E-CAP-017", "bridging",
                    "more bridging learners than planned in all",
                    "bridging learners are part of the planned number");
    const auto unit = find_unit(check.institution, one.location, one.unit);
    if (is_postgraduate(one.level)) {
      check.row.wrong(unit && one.planned > 0.0 && !has_majors(check.institution, *unit, one.level),
                      "E-CAP-014", "planned",
                      "postgraduates are planned but no major of the level is declared",
                      "declare the major with its supervisors among the postgraduate majors");
      continue;
    }
    check.row.wrong(one.stock > 0.0 && !(one.duration > 0.0 && std::isfinite(one.duration)), "E-CAP-011",
                    "duration", "the length of the programme is missing",
                    "give the years of the standard study plan");
    const bool opened = one.opened == check.institution.intake_year;
    check.row.wrong(opened && unit && !check.institution.units[*unit].by_major, "E-CAP-016", "opened",
                    "a major opened in the intake year inside a major group",
                    "numbers of a new major are set by major: list it as a unit of its own with by_major");
  }
}

inline void check_lecturers(CheckContext& check, const Rules& rules) {
  struct Time {
    std::size_t first = 0;
    double sum = 0.0;
  };
  std::map<std::string, Time> times;
  for (std::size_t i = 0; i < check.institution.lecturers.size(); ++i) {
    const LecturerShare& one = check.institution.lecturers[i];
    check.row.at("lecturers", i, one.lecturer);
    check.unit(one.location, one.unit);
    check.row.wrong(one.lecturer.empty(), "E-CAP-013", "lecturer", "a lecturer without code",
                    "give each lecturer a code, the same in all rows");
    check.row.wrong(!(one.weight >= 0.0 && one.weight <= 1.0), "E-CAP-012", "weight",
                    shown(one.weight) + " is no part of a lecturer's time", "give a weight from 0 to 1");
    auto [time, fresh] = times.try_emplace(one.lecturer, Time{i, 0.0});
    time->second.sum += one.weight;
    const LecturerShare& before = check.institution.lecturers[time->second.first];
    check.row.wrong(!fresh && (before.degree != one.degree || before.title != one.title ||
                               before.category != one.category),
                    "E-CAP-013", "degree", "degree, title or category differ from the lecturer's first row",
                    "give the same degree, title and category in all rows of a lecturer");
  }
  for (const auto& [code, time] : times) {
    const LecturerShare& one = check.institution.lecturers[time.first];
    if (!counts(one.category)) continue;
    const double most = rules.value(one.category == Category::co_permanent ? "co_permanent_total_weight_max"
                                                                           : "lecturer_total_weight_max");
    check.row.at("lecturers", time.first, code);
    check.row.wrong(time.sum > most + kLecturerTimeTolerance, "E-CAP-012", "weight",
                    shown(time.sum) + " in all, at most " + shown(most),
                    "split the lecturer's time so that all rows together stay within the limit");
  }
}

inline void check_postgraduates(CheckContext& check) {
  std::set<std::string> seen;
  for (std::size_t i = 0; i < check.institution.postgraduates.size(); ++i) {
    const Postgraduates& one = check.institution.postgraduates[i];
    check.row.at("postgraduates", i, one.location + "/" + one.major);
    check.location(one.location);
    const bool shaped = digits(one.major, 7) && level_of_major(one.major).has_value();
    check.row.wrong(!shaped, "E-CAP-004", "major", "code '" + one.major + "'",
                    "a postgraduate major has seven digits and starts with 8 (master) or 9 (doctoral)");
    check.row.wrong(shaped && check.has_location(one.location) &&
                        !unit_of_major(check.institution, one.location, one.major),
                    "E-CAP-008", "major", "major '" + one.major + "' belongs to no unit of the location",
                    "list its major group (or the major) as a unit with its coefficients");
    check.row.wrong(!seen.insert(one.location + "/" + one.major).second, "E-CAP-005", "major",
                    "the major is listed twice", "keep one row");
    check.row.persons("doctors", one.doctors, true);
    check.row.persons("associate_professors", one.associate_professors, true);
    check.row.persons("professors", one.professors, true);
    check.row.persons("doctors_of_science", one.doctors_of_science, true);
    check.row.persons("stock", one.stock, true);
    check.row.persons("stock_regular", one.stock_regular);
    check.row.persons("planned", one.planned);
    check.row.persons("planned_regular", one.planned_regular);
    check.row.persons("announced", one.announced);
    check.row.persons("actual", one.actual);
    check.row.wrong(one.stock_regular > one.stock, "E-CAP-017", "stock_regular",
                    "more regular learners than learners", "regular learners are part of all learners");
    check.row.wrong(one.planned_regular > one.planned, "E-CAP-017", "planned_regular",
                    "more regular learners planned than planned in all",
                    "regular learners are part of the plan");
    check.row.wrong(one.doctors_of_science > one.doctors, "E-CAP-017", "doctors_of_science",
                    "more doctors of science than doctors", "doctors of science are part of the doctors");
  }
}

/// Learners of a postgraduate level of a unit by its rows of learners against those by its majors.
inline void check_stated_twice(CheckContext& check) {
  for (std::size_t i = 0; i < check.institution.learners.size(); ++i) {
    const Learners& row = check.institution.learners[i];
    const auto unit = find_unit(check.institution, row.location, row.unit);
    if (!unit || !is_postgraduate(row.level) || !has_majors(check.institution, *unit, row.level)) continue;
    double by_rows = 0.0;
    for (const Learners& one : check.institution.learners) {
      if (one.location == row.location && one.unit == row.unit && one.level == row.level)
        by_rows += one.stock;
    }
    double by_majors = 0.0;
    for (const Postgraduates& one : check.institution.postgraduates) {
      if (level_of_major(one.major) == row.level &&
          unit_of_major(check.institution, one.location, one.major) == unit) {
        by_majors += one.stock;
      }
    }
    check.row.at("learners", i, name_of_number(row));
    check.row.wrong(by_rows != by_majors, "E-CAP-014", "stock",
                    shown(by_rows) + " learners by unit, " + shown(by_majors) + " by major",
                    "give the same number of postgraduates in both, or only by major");
  }
}

}  // namespace detail

/// All problems of a declaration; empty when it can be computed with. fields: the education list's fields, to know a code;
/// empty: any field. Throws E-CAP-001 when the rules lack a limit of lecturers' time. O(rows · units).
[[nodiscard]] inline Problems check_institution(const Institution& institution, const Rules& rules,
                                                const std::vector<FieldCoefficients>& fields = {}) {
  Problems problems;
  detail::CheckContext check{institution, fields, problems, detail::RowChecker(problems)};
  problems.add_if(institution.locations.empty() || institution.units.empty(),
                  {"E-CAP-020", "institution", "no location or no unit is declared",
                   "declare at least one location and one major group", institution.code, ""});
  detail::check_places(check);
  detail::check_learners(check);
  detail::check_lecturers(check, rules);
  detail::check_postgraduates(check);
  detail::check_stated_twice(check);
  const auto share = [&](const char* argument, double value) {
    problems.add_if(!std::isnan(value) && !(value >= 0.0 && value <= 1.0),
                    {"E-CAP-010", argument, detail::shown(value) + " is no share",
                     "give a share from 0 to 1 (70 % is 0.70)", institution.code, ""});
  };
  share("working_age_permanent_share", institution.working_age_permanent_share);
  share("doctoral_lecturer_share", institution.doctoral_lecturer_share);
  problems.add_if(institution.land_per_learner < 0.0,
                  {"E-CAP-006", "land_per_learner", "negative land", "give m² a converted regular learner",
                   institution.code, ""});
  return problems;
}

/// Problems of last year's numbers: an actual intake the growth cap needs (college and bachelor level), an announced number a
/// freeze needs. O(rows).
[[nodiscard]] inline Problems check_last_year(const BrakeTable& table) {
  Problems problems;
  for (const BrakeRow& row : table.rows) {
    const std::string name = row.location + "/" + (row.major.empty() ? row.unit : row.major) + "/" +
                             std::string(name_of(row.level, kLevelNames)) + "/" +
                             std::string(name_of(row.form, kFormNames));
    problems.add_if(row.growth_exemption == "actual_not_given" && row.major.empty(),
                    {"E-CAP-015", row.source + ".actual",
                     "last year's actual intake is missing: the growth cap rests on it",
                     "give the number enrolled on 31 December, 0 if nobody was", name, ""});
    if (!row.reasons.empty() && std::isnan(row.freeze_limit)) {
      problems.add({"E-CAP-015", row.source + ".announced",
                    "last year's announced number is missing: " + row.reasons.front() + " freezes it",
                    "give the number announced last year, 0 if none was", name, ""});
    }
  }
  return problems;
}

}  // namespace dubao::labour::capacity
