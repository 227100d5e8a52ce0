// SPDX-License-Identifier: Apache-2.0
//
// What the tests of the capacity share: the rules of an intake year from the data package, and a worked example, all of whose
// inputs are invented (coefficients of Circular 01/2024 assumed).
#pragma once

#include <dubao/data/csv.hpp>
#include <dubao/labour/capacity/institution.hpp>
#include <dubao/labour/capacity/rules.hpp>

#include <cstdlib>
#include <string>
#include <utility>
#include <vector>

namespace dubao::labour::capacity::testing {

inline constexpr double kArithmetic = 1e-9;  // sums of a few dozen terms of size 1,000

/// All values that govern an intake year.
inline Rules rules_of(int year) {
  const data::CsvTable table =
      data::read_csv(std::string(DUBAO_SOURCE_DIR) + "/datasets/vietnam-admission/rules.csv");
  const auto cell = [&](const std::vector<std::string>& row, const char* name) {
    return row[table.column(name)];
  };
  Rules rules("TT34-2026", year);
  for (const std::vector<std::string>& row : table.rows) {
    const std::string from = cell(row, "applies_from_intake_year");
    const std::string to = cell(row, "applies_to_intake_year");
    if ((!from.empty() && std::stoi(from) > year) || (!to.empty() && std::stoi(to) < year)) continue;
    const std::string text = cell(row, "value");
    char* end = nullptr;
    const double number = std::strtod(text.c_str(), &end);
    const bool is_number = !text.empty() && *end == '\0';
    rules.set({cell(row, "parameter"), is_number ? number : kNotKnown, text, cell(row, "unit"),
               cell(row, "rule_set"), cell(row, "article_clause")});
  }
  return rules;
}

/// The lecturers of one unit: `count` of a degree, title and category, each with `weight`.
inline void add_lecturers(Institution& to, const std::string& unit, int count, Degree degree,
                          Title title = Title::none, Category category = Category::permanent,
                          double weight = 1.0) {
  for (int k = 0; k < count; ++k) {
    const std::string code = "L" + std::to_string(to.lecturers.size() + 1);
    to.lecturers.push_back({code, to.locations.front().code, unit, degree, title, category, weight});
  }
}

/// One location of 13,440 m² with information technology (4802) and electronics and telecommunications (5202).
inline Institution worked_example() {
  Institution out;
  out.code = "XYZ";
  out.name = "Invented university";
  out.intake_year = 2027;
  out.invented = true;
  out.working_age_permanent_share = 0.9;
  out.doctoral_lecturer_share = 0.5;
  out.trains_doctors = true;
  out.locations = {{"HN", "Head office", 13440.0}};
  out.units = {{"HN", "4802", "Information technology", 0.8, 1.2},
               {"HN", "5202", "Electronics and telecommunications", 1.0, 1.2}};
  Learners regular{"HN", "4802", Level::bachelor, Form::regular, 1600, 4, 440, 420, 462};
  regular.first_year_dropout = 0.11;
  regular.employment_rate = 0.83;
  Learners blended{"HN", "4802", Level::bachelor, Form::blended, 200, 4, 45, 45, 49};
  blended.first_year_dropout = 0.11;
  blended.employment_rate = 0.83;
  Learners electronics{"HN", "5202", Level::bachelor, Form::regular, 1200, 4, 430, 400, 430};
  electronics.first_year_dropout = 0.12;
  electronics.employment_rate = 0.68;
  out.learners = {regular, blended, electronics};
  const auto major = [](const char* code, double doctors, double associates, double stock, double planned) {
    Postgraduates row{"HN", code, doctors, associates};
    row.stock = stock;
    row.planned = planned;
    return row;
  };
  out.postgraduates = {major("8480201", 18, 3, 60, 36), major("9480201", 18, 3, 8, 2),
                       major("8520201", 22, 5, 40, 24), major("9520201", 22, 5, 8, 2)};
  add_lecturers(out, "4802", 2, Degree::bachelor);
  add_lecturers(out, "4802", 20, Degree::master);
  add_lecturers(out, "4802", 18, Degree::doctoral);
  add_lecturers(out, "4802", 3, Degree::doctoral, Title::associate_professor);
  add_lecturers(out, "4802", 4, Degree::doctoral, Title::none, Category::co_permanent, 0.5);
  add_lecturers(out, "5202", 14, Degree::master);
  add_lecturers(out, "5202", 22, Degree::doctoral);
  add_lecturers(out, "5202", 5, Degree::doctoral, Title::associate_professor);
  return out;
}

/// One location of 2,800 m² (1,000 converted regular learners), one unit with K_GD = K_DT = 1 and ten doctors (L = 10), 100
/// regular bachelor learners who leave at 25 a year, 40 announced and 40 came last year: small numbers for clauses.
inline Institution small_example() {
  Institution out;
  out.code = "SML";
  out.name = "Invented college";
  out.intake_year = 2027;
  out.invented = true;
  out.working_age_permanent_share = 0.9;
  out.doctoral_lecturer_share = 0.5;
  out.locations = {{"A", "Head office", 2800.0}};
  out.units = {{"A", "4801", "Computing", 1.0, 1.0, true}};
  Learners row{"A", "4801", Level::bachelor, Form::regular, 100, 4, 40, 40, 40};
  row.first_year_dropout = 0.05;
  row.employment_rate = 0.9;
  out.learners = {row};
  add_lecturers(out, "4801", 10, Degree::doctoral);
  return out;
}

}  // namespace dubao::labour::capacity::testing
