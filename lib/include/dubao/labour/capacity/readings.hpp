// SPDX-License-Identifier: Apache-2.0
//
// Readings: how each ambiguous clause of Circular 34/2026/TT-BGDĐT is read, as named configuration.
//
// What      One enumeration a question (A1, A2, …), each with a default except A1, the clause that reserves 15 % for
//           postgraduates: its `none` computes both sides. A reading never changes a value of the law, only which formula uses it.
// When      As input of determine(); change one at a time to see what the answer rests on.
// When not  A5 (breach of the tolerance) is an argument of overshoot.hpp; A4, A10, A13, A17 and A18 change no figure of the
//           intakes from 2027 and stand in the table of readings only.
// Example   Readings r; r.a1 == PostgraduateClause::none; set_reading(r, "A1", "B") keeps 6 of 40.
// Source    Circular 34/2026/TT-BGDĐT, Art. 4(1), 5(1), 5(5), 5(6), Appendix I; the readings are ours, not the ministry's.
#pragma once

#include <dubao/error.hpp>
#include <dubao/labour/capacity/institution.hpp>

#include <array>
#include <string>
#include <string_view>
#include <type_traits>

namespace dubao::labour::capacity {

/// A1, Art. 5(1)(b) first dash: what "at least 15 % of the maximum ratio" for master's and doctoral learners means.
enum class PostgraduateClause {
  none,        ///< no reading: both sides are computed, with 40 and with what a reserve leaves (34)
  hard_floor,  ///< A: a unit with fewer than 6 converted postgraduates a converted lecturer may admit nobody
  reserved,    ///< B: 6 of the 40 are reserved, the bachelor side has at most 34
  reserved_where_taught,  ///< C: as B, only where the unit has master's or doctoral programmes
  institution_floor       ///< D: as A, over the institution as a whole
};
inline constexpr std::array<std::string_view, 5> kPostgraduateClauseNames = {"none", "A", "B", "C", "D"};

/// A2, Art. 4(1) and footnote 2 of table 1B: the unit of the lecturer test.
enum class LecturerTest { group, field };
inline constexpr std::array<std::string_view, 2> kLecturerTestNames = {"group", "field"};

/// A3, Art. 5(5): the growth cap per major group, or on the total of a level and form at a location.
enum class GrowthScope { per_group, total };
inline constexpr std::array<std::string_view, 2> kGrowthScopeNames = {"per_group", "total"};

/// A6, Art. 5(1)(b) third dash and form 2A: weight of a learner of a joint foreign programme in the lecturer test.
enum class JointWeight { full, minimum };
inline constexpr std::array<std::string_view, 2> kJointWeightNames = {"1.0", "0.75"};

/// A7, Art. 5(1)(c) and table 1D: doctoral students of a doctor of science without professor's title.
enum class DoctorOfScience { as_doctor, as_associate_professor };
inline constexpr std::array<std::string_view, 2> kDoctorOfScienceNames = {"3", "6"};

/// A8, Art. 5(6)(c): the freeze needs the share of doctors or the land missed, or both.
enum class DoctorsAndLand { either, both };
inline constexpr std::array<std::string_view, 2> kDoctorsAndLandNames = {"either", "both"};

/// A9, Art. 5(6)(d), (đ): levels at which drop-out and employment freeze.
enum class RateBrakes { bachelor_and_college, all };
inline constexpr std::array<std::string_view, 2> kRateBrakesNames = {"bachelor_and_college", "all"};

/// A11, Appendix I: whether new master's and doctoral numbers share the pools of tables 1A and 1B with the bachelor's.
enum class Pool { one, separate };
inline constexpr std::array<std::string_view, 2> kPoolNames = {"one_pool", "separate"};

/// A12, table 1A: whether blended and distance learners are free of the floor-area test.
enum class AreaForms { regular_only, all };
inline constexpr std::array<std::string_view, 2> kAreaFormsNames = {"yes", "no"};

/// A14, Art. 3 and table 1B: a co-permanent lecturer's weight times the coefficient of the degree, or the weight alone.
enum class CoPermanentWeight { product, weight_alone };
inline constexpr std::array<std::string_view, 2> kCoPermanentWeightNames = {"product", "weight_alone"};

/// A15: persons are whole: rounded down, or to the nearest.
enum class WholePersons { floor, nearest };
inline constexpr std::array<std::string_view, 2> kWholePersonsNames = {"floor", "nearest"};

/// A16, Art. 2(8) and the Standards: gross area counts by the use coefficient, or every declared area as such.
enum class AreaCounted { rooms, as_declared };
inline constexpr std::array<std::string_view, 2> kAreaCountedNames = {"rooms", "as_declared"};

/// One choice for each question; the defaults are those proposed with the readings, A1 has none.
struct Readings {
  PostgraduateClause a1 = PostgraduateClause::none;
  LecturerTest a2 = LecturerTest::group;
  GrowthScope a3 = GrowthScope::per_group;
  JointWeight a6 = JointWeight::full;
  DoctorOfScience a7 = DoctorOfScience::as_doctor;
  DoctorsAndLand a8 = DoctorsAndLand::either;
  RateBrakes a9 = RateBrakes::bachelor_and_college;
  Pool a11 = Pool::one;
  AreaForms a12 = AreaForms::regular_only;
  CoPermanentWeight a14 = CoPermanentWeight::product;
  WholePersons a15 = WholePersons::floor;
  AreaCounted a16 = AreaCounted::rooms;
};

/// Calls f(id, choice, names) for each question, in order.
template <class ReadingsType, class Function>
void for_each_reading(ReadingsType& readings, Function&& f) {
  f("A1", readings.a1, kPostgraduateClauseNames);
  f("A2", readings.a2, kLecturerTestNames);
  f("A3", readings.a3, kGrowthScopeNames);
  f("A6", readings.a6, kJointWeightNames);
  f("A7", readings.a7, kDoctorOfScienceNames);
  f("A8", readings.a8, kDoctorsAndLandNames);
  f("A9", readings.a9, kRateBrakesNames);
  f("A11", readings.a11, kPoolNames);
  f("A12", readings.a12, kAreaFormsNames);
  f("A14", readings.a14, kCoPermanentWeightNames);
  f("A15", readings.a15, kWholePersonsNames);
  f("A16", readings.a16, kAreaCountedNames);
}

/// Chooses a reading by the names of question and choice. Throws InputError E-CAP-018 for a name that is not known.
inline void set_reading(Readings& readings, std::string_view id, std::string_view choice) {
  bool known = false;
  std::string choices;
  for_each_reading(readings, [&](std::string_view question, auto& value, const auto& names) {
    if (question != id) return;
    for (const std::string_view name : names) {
      choices += choices.empty() ? std::string(name) : ", " + std::string(name);
    }
    const auto found = from_name<std::remove_reference_t<decltype(value)>>(choice, names);
    known = found.has_value();
    if (known) value = *found;
  });
  if (!known) {
    throw InputError(
        "E-CAP-018", std::string(id), "'" + std::string(choice) + "' is no reading of " + std::string(id),
        choices.empty() ? "use A1, A2, A3, A6, A7, A8, A9, A11, A12, A14, A15 or A16" : "use " + choices);
  }
}

}  // namespace dubao::labour::capacity
