// SPDX-License-Identifier: Apache-2.0
//
// An invented IT field for the rules before 2027: the staff of the worked example, 1,100 regular learners.
#pragma once

#include <dubao/labour/capacity/institution.hpp>

#include <string>

namespace dubao::labour::capacity::testing {

inline void add_staff(Institution& institution, const std::string& unit, int heads, Degree degree,
                      Title title = Title::none, Category category = Category::permanent, double weight = 1.0,
                      Form form = Form::regular) {
  for (int i = 0; i < heads; ++i) {
    const std::string code = "L" + std::to_string(institution.lecturers.size() + 1);
    institution.lecturers.push_back({code, "HN", unit, degree, title, category, weight, form});
  }
}

inline Unit former_unit(const char* code, SpecialMajor special = SpecialMajor::none) {
  Unit unit{"HN", code, code};
  unit.special_major = special;
  return unit;
}

inline Learners former_learners(const char* unit, Form form, double stock, double announced, double actual,
                                double employment = 0.9) {
  Learners row{"HN", unit, Level::bachelor, form, stock, 4.0, announced, actual};
  row.employment_rate = employment;
  return row;
}

/// 2 bachelors, 20 masters, 18 doctors, 3 associate professors and 4 co-permanent doctors; 13,440 m².
inline Institution former_example(int year) {
  Institution out{"INV", "Invented institution", year};
  out.locations = {{"HN", "Head office", 13440.0}};
  out.units = {former_unit("4802", SpecialMajor::high_demand)};
  out.learners = {former_learners("4802", Form::regular, 1100, 400, 380)};
  add_staff(out, "4802", 2, Degree::bachelor);
  add_staff(out, "4802", 20, Degree::master);
  add_staff(out, "4802", 18, Degree::doctoral);
  add_staff(out, "4802", 3, Degree::doctoral, Title::associate_professor);
  add_staff(out, "4802", 4, Degree::doctoral, Title::none, Category::co_permanent, 0.5);
  out.doctoral_lecturer_share = 0.5;
  out.working_age_permanent_share = 0.9;
  return out;
}

}  // namespace dubao::labour::capacity::testing
