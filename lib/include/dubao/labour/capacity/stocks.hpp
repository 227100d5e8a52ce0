// SPDX-License-Identifier: Apache-2.0
//
// Stocks: learners of each unit by level and form, and how many of them the law expects to leave.
//
// What      Adds the rows of an institution up to its units. Master's and doctoral learners come from the postgraduate majors
//           of the unit; where a unit declares none of a level, from its rows of learners. Expected leavers are stock over the
//           length of the programme, without drop-out, as the Circular's tables have it.
// When      Before tables 1A and 1B. When not: as a forecast of graduates: without drop-out it is too high.
// Formula   leavers = N/T; T of bachelor and college from the row, of master 2 and doctoral 4 from the rules.
// Example   1,600 regular bachelor learners with T = 4: 400 leave.
// Source    Circular 34/2026/TT-BGDĐT, Appendix I, tables 1A and 1B.
#pragma once

#include <dubao/labour/capacity/institution.hpp>
#include <dubao/labour/capacity/rules.hpp>

#include <array>
#include <cmath>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace dubao::labour::capacity {

/// Persons by level and form.
using LevelFormTable = std::array<std::array<double, 4>, 4>;

/// Learners of one unit; the order is that of Institution::units.
struct UnitStock {
  LevelFormTable persons{};  ///< [level][form], at 31 December
  LevelFormTable leavers{};  ///< of these expected to leave in the year

  [[nodiscard]] double stock(Level level, Form form) const {
    return persons[static_cast<std::size_t>(level)][static_cast<std::size_t>(form)];
  }
  void add(Level level, Form form, double stock, double duration) {
    if (std::isnan(stock) || stock == 0.0) return;
    persons[static_cast<std::size_t>(level)][static_cast<std::size_t>(form)] += stock;
    leavers[static_cast<std::size_t>(level)][static_cast<std::size_t>(form)] += stock / duration;
  }
};

/// A number that may be unknown, or what stands in for it.
[[nodiscard]] inline double known_or(double value, double otherwise) {
  return std::isnan(value) ? otherwise : value;
}

[[nodiscard]] inline bool is_postgraduate(Level level) {
  return level == Level::master || level == Level::doctoral;
}

/// Level of a postgraduate major by the first digit of its code: 8 master, 9 doctoral; empty for another.
[[nodiscard]] inline std::optional<Level> level_of_major(const std::string& major) {
  if (major.empty()) return std::nullopt;
  if (major[0] == '8') return Level::master;
  if (major[0] == '9') return Level::doctoral;
  return std::nullopt;
}

/// Years of study the law fixes for a postgraduate level (standard_duration.master, standard_duration.phd).
[[nodiscard]] inline double postgraduate_duration(const Rules& rules, Level level) {
  return rules.value(level == Level::master ? "standard_duration.master" : "standard_duration.phd");
}

/// Index of a unit in Institution::units; empty when it is not there. O(units).
[[nodiscard]] inline std::optional<std::size_t> find_unit(const Institution& institution,
                                                          const std::string& location,
                                                          const std::string& code) {
  for (std::size_t u = 0; u < institution.units.size(); ++u) {
    if (institution.units[u].location == location && institution.units[u].code == code) return u;
  }
  return std::nullopt;
}

/// The unit a seven-digit major belongs to: the major itself where numbers are set by major, else its group.
[[nodiscard]] inline std::optional<std::size_t> unit_of_major(const Institution& institution,
                                                              const std::string& location,
                                                              const std::string& major) {
  if (major.size() != 7) return std::nullopt;
  if (const auto own = find_unit(institution, location, major.substr(1))) return own;
  return find_unit(institution, location, major.substr(1, 4));
}

/// Whether a unit declares postgraduate majors of a level: they then replace its rows of learners of that level.
[[nodiscard]] inline bool has_majors(const Institution& institution, std::size_t unit, Level level) {
  for (const Postgraduates& row : institution.postgraduates) {
    if (level_of_major(row.major) == level && unit_of_major(institution, row.location, row.major) == unit) {
      return true;
    }
  }
  return false;
}

/// Learners of every unit. The institution must have passed check_institution (checks.hpp). Throws E-CAP-001 when the rules
/// lack a duration. O(rows · units).
[[nodiscard]] inline std::vector<UnitStock> stocks(const Institution& institution, const Rules& rules) {
  std::vector<UnitStock> out(institution.units.size());
  for (const Learners& row : institution.learners) {
    const auto unit = find_unit(institution, row.location, row.unit);
    if (!unit || (is_postgraduate(row.level) && has_majors(institution, *unit, row.level))) continue;
    const double duration =
        is_postgraduate(row.level) ? postgraduate_duration(rules, row.level) : row.duration;
    out[*unit].add(row.level, row.form, row.stock, duration);
  }
  for (const Postgraduates& row : institution.postgraduates) {
    const auto unit = unit_of_major(institution, row.location, row.major);
    const auto level = level_of_major(row.major);
    if (!unit || !level) continue;
    const double regular = known_or(row.stock_regular, row.stock);
    const double duration = postgraduate_duration(rules, *level);
    out[*unit].add(*level, Form::regular, regular, duration);
    out[*unit].add(*level, Form::blended, row.stock - regular, duration);
  }
  return out;
}

}  // namespace dubao::labour::capacity
