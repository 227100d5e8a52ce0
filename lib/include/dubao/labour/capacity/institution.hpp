// SPDX-License-Identifier: Apache-2.0
//
// What an institution declares: the rows from which the law computes its capacity.
//
// What      Plain rows, one struct a sheet of the declaration: locations, units (major groups or majors), learners,
//           lecturers' time, postgraduate majors, past admission rounds. No logic: the tables of the law are computed in
//           area.hpp, lecturers.hpp, postgraduates.hpp; checks are in checks.hpp.
// When      As input of determine() (determination.hpp) and of the rules before 2027.
// Units     Persons at 31 December of the year before the intake; rates as shares in [0, 1]; area in m²; NaN is "not known".
// Codes     `unit` is the major group without the digit of the level (4802 for 74802, 84802 and 94802), or the major (480201)
//           where numbers are set by major (Art. 4(1)); its first two digits name the field. A lecturer is a code: no row has
//           a place for a name, an identity number or a birth date.
// Example   Location{"HN", "Head office", 13440.0}: 13,440 m² of rooms.
// Source    Circular 34/2026/TT-BGDĐT, Art. 2, 3, 4(1), Appendix I.
#pragma once

#include <array>
#include <cstddef>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dubao::labour::capacity {

/// A figure that was not given.
inline constexpr double kNotKnown = std::numeric_limits<double>::quiet_NaN();

enum class Level { college, bachelor, master, doctoral };
inline constexpr std::array<std::string_view, 4> kLevelNames = {"college", "bachelor", "master", "doctoral"};

enum class Form { regular, blended, distance, joint_foreign };
inline constexpr std::array<std::string_view, 4> kFormNames = {"regular", "blended", "distance",
                                                               "joint_foreign"};

enum class Degree { bachelor, master, doctoral };
inline constexpr std::array<std::string_view, 3> kDegreeNames = {"bachelor", "master", "doctoral"};

enum class Title { none, associate_professor, professor, doctor_of_science };
inline constexpr std::array<std::string_view, 4> kTitleNames = {"none", "associate_professor", "professor",
                                                                "doctor_of_science"};

enum class Category {
  permanent,
  co_permanent,
  retired_full_time,
  international,
  visiting,
  enterprise_expert
};
inline constexpr std::array<std::string_view, 6> kCategoryNames = {
    "permanent", "co_permanent", "retired_full_time", "international", "visiting", "enterprise_expert"};

/// Majors for which Circulars 03/2022 and 10/2023 have rules of their own (visiting lecturers, in-service share).
enum class SpecialMajor { none, high_demand, arts, teacher_training };
inline constexpr std::array<std::string_view, 4> kSpecialMajorNames = {"none", "high_demand", "arts",
                                                                       "teacher_training"};

/// What the floor area of a location measures: the rooms that serve training, or all floors (reading A16).
enum class AreaKind { rooms, gross };
inline constexpr std::array<std::string_view, 2> kAreaKindNames = {"rooms", "gross"};

/// The name of a value of one of the enumerations above, from its table of names.
template <class Enum, std::size_t N>
[[nodiscard]] constexpr std::string_view name_of(Enum value, const std::array<std::string_view, N>& names) {
  return names[static_cast<std::size_t>(value)];
}

/// The value of a name; empty for a name the table does not hold.
template <class Enum, std::size_t N>
[[nodiscard]] constexpr std::optional<Enum> from_name(std::string_view name,
                                                      const std::array<std::string_view, N>& names) {
  for (std::size_t i = 0; i < N; ++i) {
    if (names[i] == name) return static_cast<Enum>(i);
  }
  return std::nullopt;
}

/// A place for which numbers are set: the head office or a branch with its own management (Art. 2(11)).
struct Location {
  std::string code;
  std::string name;
  double floor_area = kNotKnown;  ///< m² that serve training, ≥ 0
  AreaKind area_kind = AreaKind::rooms;
  std::optional<int> founded = {};  ///< year; under five years some brakes do not apply
};

/// A major group (or major) at a location, with the coefficients of its field.
struct Unit {
  std::string location;
  std::string code;
  std::string name;
  double teaching_coefficient = kNotKnown;  ///< K_GD of the Standards, > 0
  double area_coefficient = kNotKnown;      ///< K_DT of the Standards, > 0
  bool confirmed =
      false;  ///< false: the coefficients are an assumption, every result that uses them tentative
  bool by_major = false;                            ///< numbers are set for the major (Art. 4(1)(a)–(c))
  SpecialMajor special_major = SpecialMajor::none;  ///< rules before 2027
  double support_staff = kNotKnown;  ///< converted staff who support distance learners; rules before 2027
};

/// Learners of a unit at one level and in one form, with last year's numbers and the plan.
struct Learners {
  std::string location;
  std::string unit;
  Level level = Level::bachelor;
  Form form = Form::regular;
  double stock = kNotKnown;     ///< persons at 31 December of the year before
  double duration = kNotKnown;  ///< years of the standard study plan; master and doctoral come from the rules
  double announced = kNotKnown;           ///< number announced for the year before
  double actual = kNotKnown;              ///< actual intake of the year before (enrolled at 31 December)
  double planned = kNotKnown;             ///< persons the institution wants for the intake year
  double bridging = kNotKnown;            ///< of the planned: bridging programmes (columns 6–8 of table 2A)
  double first_year_dropout = kNotKnown;  ///< share
  double employment_rate = kNotKnown;     ///< share
  std::optional<int> opened = {};  ///< year the major was opened; equal to the intake year: a new major
  bool scheme = false;             ///< ordered under a scheme the Government or the Prime Minister approved
  bool accredited_programme = false;  ///< exempt from two brakes of the rules before 2026
};

/// Part of one lecturer's time in one unit; several rows of one code split the lecturer.
struct LecturerShare {
  std::string lecturer;
  std::string location;
  std::string unit;
  Degree degree = Degree::bachelor;
  Title title = Title::none;
  Category category = Category::permanent;
  double weight = 1.0;              ///< in [0, 1]
  Form form = Form::regular;        ///< distance, joint_foreign: time for these alone; rules before 2027
  double weekly_hours = kNotKnown;  ///< hours of distance training a week; rules before 2027
};

/// A master's or doctoral major: supervisors by degree and title, learners of all forms, plan.
struct Postgraduates {
  std::string location;
  std::string major;           ///< seven digits: 8480201 or 9480201
  double doctors = kNotKnown;  ///< supervisors with a doctorate and without a professor's title
  double associate_professors = 0.0;
  double professors = 0.0;
  double doctors_of_science = 0.0;     ///< of the doctors: doctors of science (reading A7)
  double stock = 0.0;                  ///< learners of all forms at 31 December
  double stock_regular = kNotKnown;    ///< of these regular; NaN: all
  double planned = kNotKnown;          ///< persons of all forms
  double planned_regular = kNotKnown;  ///< NaN: all
  double announced = kNotKnown;
  double actual = kNotKnown;
  double visiting_doctors = 0.0;  ///< visiting supervisors; rules before 2027
  double visiting_associate_professors = 0.0;
  double visiting_professors = 0.0;
  double duration = kNotKnown;  ///< years; rules before 2027, from 2027 the Circular fixes it
};

/// One admission round of the past: how many were offered a place and how many were enrolled at the end.
struct Offered {
  std::string location;
  std::string unit;
  Form form = Form::regular;
  int year = 0;
  int round = 0;
  double offered = kNotKnown;
  double enrolled = kNotKnown;
};

/// Everything one institution declares for one intake year.
struct Institution {
  std::string code;
  std::string name;
  int intake_year = 0;
  std::vector<Location> locations = {};
  std::vector<Unit> units = {};
  std::vector<Learners> learners = {};
  std::vector<LecturerShare> lecturers = {};
  std::vector<Postgraduates> postgraduates = {};
  std::vector<Offered> offers = {};
  std::optional<int> founded = {};
  bool invented = false;  ///< an example; every output says so
  bool violation_last_year = false;
  bool accredited = true;                          ///< a valid certificate, or not yet due for one
  double working_age_permanent_share = kNotKnown;  ///< of full-time lecturers
  double doctoral_lecturer_share = kNotKnown;      ///< of full-time lecturers
  bool trains_doctors = false;
  double land_per_learner = kNotKnown;  ///< m² a converted regular learner; a threshold from 2030 on
};

}  // namespace dubao::labour::capacity
