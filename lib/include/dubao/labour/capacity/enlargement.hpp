// SPDX-License-Identifier: Apache-2.0
//
// Enlargement: the cheapest change in lecturers or floor area that makes a wanted number lawful, and what no measure can mend.
//
// What      "We want 600": every limit the wanted numbers cross, and for each what would move it: lecturers to hire or raise in the
//           unit, square metres at the location, supervisors of the major. A growth cap or a freeze is no matter of capacity: it is
//           named, with the first year in which growth of the cap a year reaches the number.
// When      Planning for an intake from 2027. When not: intakes before 2027 (other coefficients).
// Formula   lecturers:  need = max over the crossed limits of (Σ a·x − b)/slope,  slope = what one converted lecturer adds to b (40; 34
//           for the bachelor side under reading B; 30 % of 40 for a new major), measured by adding one;  measures: lecturer_measures.hpp.
//           area: ⌈shortfall·2.80⌉ m² (÷ 0.7 where gross area is declared).  supervisors: fewest doctors until tables 1C, 1D allow it.
//           year: a ← ⌊1.1 a⌋ from last year's actual intake until a ≥ wanted, each year filled (ASSUMPTION; the best case).
// Proof     The measures are carried out on a copy of the institution and the law is computed again: `lawful_after`.
// Left out  Raising a lecturer who is split, co-permanent or titled; lecturers shared between units.
// Example   75202 wants 600 where MaxL leaves 518: 82 converted learners short, 2.05 converted lecturers: three doctors, or by
//           persons one doctor, one master and one bachelor (2.25).
// Source    Circular 34/2026/TT-BGDĐT, Art. 5(1), 5(3), 5(5)–(7), Appendix I.
#pragma once

#include <dubao/error.hpp>
#include <dubao/labour/capacity/determination.hpp>
#include <dubao/labour/capacity/lecturer_measures.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace dubao::labour::capacity {

/// What a user pays; NaN: the measure is not to be used (a lecturer measure) or its cost is not known (area).
struct MeasureCosts {
  PerMeasure lecturers{kNotKnown, kNotKnown, kNotKnown, kNotKnown, kNotKnown, kNotKnown};
  double square_metre = kNotKnown;
  /// False: no cost was entered; lecturers are then chosen by fewest persons, all measures allowed.
  bool given = false;
};

/// A limit that the wanted numbers cross.
struct CrossedLimit {
  std::size_t limit = 0;  ///< index into Limits::limits of the determination
  double used = 0.0;
  double bound = 0.0;
  double shortfall = 0.0;  ///< used − bound
  bool mendable = false;   ///< by lecturers, area or supervisors
  int earliest_year = 0;   ///< growth caps: first intake that reaches the number; 0: no growth cap, or never
};

/// What one lecturer pool needs.
struct LecturerNeed {
  std::string location;
  std::string unit;           ///< where new lecturers would teach
  std::size_t limit = 0;      ///< the crossed limit that asks for most
  double per_lecturer = 0.0;  ///< what one converted lecturer adds to its bound
  MeasureProblem problem;
  MeasureChoice choice;
  std::array<int, 6> alone{};  ///< persons each measure needs alone; −1: it cannot
};

struct AreaNeed {
  std::string location;
  double shortfall = 0.0;      ///< converted regular learners
  double square_metres = 0.0;  ///< as the location declares its area, whole
  double cost = kNotKnown;
};

struct SupervisorNeed {
  std::string location;
  std::string major;
  int doctors = 0;  ///< more supervisors with a doctorate
};

struct Enlargement {
  Determination before;
  std::vector<double>
      plan;  ///< one number a variable: the wanted ones, the others at their plan or last year's intake
  std::vector<CrossedLimit> crossed;
  std::vector<LecturerNeed> lecturers;
  std::vector<AreaNeed> area;
  std::vector<SupervisorNeed> supervisors;
  bool lawful_before = false;
  /// All limits that can be mended are met once the measures are carried out; false where measures were not found.
  bool mended = false;
  bool lawful_after = false;  ///< and nothing else stands against the numbers
};

namespace detail {

[[nodiscard]] inline bool asks_for_lecturers(LimitKind kind) {
  return kind == LimitKind::lecturers || kind == LimitKind::reserve || kind == LimitKind::new_major;
}

/// Whether lecturers, area or supervisors move a limit of this kind.
[[nodiscard]] inline bool is_mendable(LimitKind kind) {
  return asks_for_lecturers(kind) || kind == LimitKind::area || kind == LimitKind::master ||
         kind == LimitKind::doctoral;
}

/// First intake year in which a number that grows by the cap every year, each year filled, reaches `wanted`; 0: never.
[[nodiscard]] inline int growth_year(double actual, double wanted, double growth, int intake_year) {
  double number = actual;
  for (int year = intake_year; year < intake_year + 100; ++year) {
    const double next = whole_persons(number * (1.0 + growth), WholePersons::floor);
    if (next >= wanted) return year;
    if (!(next > number)) return 0;
    number = next;
  }
  return 0;
}

/// Bound of the limit of that name; NaN when it is gone.
[[nodiscard]] inline double bound_of(const Determination& found, const std::string& name) {
  for (const Limit& limit : found.limits.limits) {
    if (limit.name == name) return limit.bound;
  }
  return kNotKnown;
}

[[nodiscard]] inline LecturerShare new_lecturer(const std::string& location, const std::string& unit,
                                                Degree degree, int number) {
  LecturerShare out;
  out.lecturer = std::string("+").append(std::to_string(number));
  out.location = location;
  out.unit = unit;
  out.degree = degree;
  return out;
}

/// Whole, untitled lecturers of a degree in the units of a pool: those a raise can take.
[[nodiscard]] inline std::vector<std::size_t> raisable(const Institution& institution,
                                                       const std::string& location,
                                                       const std::set<std::string>& units, Degree degree) {
  std::vector<std::size_t> out;
  for (std::size_t i = 0; i < institution.lecturers.size(); ++i) {
    const LecturerShare& one = institution.lecturers[i];
    if (one.location == location && units.count(one.unit) > 0 && one.degree == degree &&
        one.title == Title::none && one.weight == 1.0 && counts(one.category) &&
        one.category != Category::co_permanent) {
      out.push_back(i);
    }
  }
  return out;
}

/// Carries a choice out on an institution.
inline void carry_out(Institution& institution, const LecturerNeed& need,
                      const std::set<std::string>& units) {
  int number = static_cast<int>(institution.lecturers.size());
  const auto bachelors = raisable(institution, need.location, units, Degree::bachelor);
  const auto masters = raisable(institution, need.location, units, Degree::master);
  std::size_t next = 0;
  for (int i = 0; i < need.choice.persons[3]; ++i)
    institution.lecturers[bachelors[next++]].degree = Degree::master;
  for (int i = 0; i < need.choice.persons[4]; ++i)
    institution.lecturers[bachelors[next++]].degree = Degree::doctoral;
  for (int i = 0; i < need.choice.persons[5]; ++i)
    institution.lecturers[masters[static_cast<std::size_t>(i)]].degree = Degree::doctoral;
  for (std::size_t j = 0; j < 3; ++j) {
    for (int i = 0; i < need.choice.persons[j]; ++i) {
      institution.lecturers.push_back(
          new_lecturer(need.location, need.unit, static_cast<Degree>(j), ++number));
    }
  }
}

}  // namespace detail

/// What makes the wanted numbers lawful.
///
/// institution: coefficients filled; rules, readings, fields as in determine(); wanted: persons by name of a variable
/// (location/code/level/form); costs: of one person by measure and of one m². Under no reading of A1 the limits of reading B do not bind.
/// Throws what determine() throws, E-CAP-019 for a wanted name that is no number, E-CAP-082 (costs). O(determine · crossed limits).
[[nodiscard]] inline Enlargement enlarge(const Institution& institution, const Rules& rules,
                                         const Readings& readings,
                                         const std::map<std::string, double>& wanted,
                                         const MeasureCosts& costs = {},
                                         const std::vector<FieldCoefficients>& fields = {}) {
  Enlargement out;
  out.before = determine(institution, rules, readings, wanted, fields);
  for (const MaximumRow& row : out.before.maxima) out.plan.push_back(row.basis);
  const std::vector<Variable>& all = out.before.limits.variables;
  const auto is_wanted = [&](std::size_t v) { return wanted.count(all[v].name) > 0; };
  const double growth = rules.share("growth_cap_over_last_actual_intake");
  std::map<std::pair<std::string, std::set<std::string>>, std::vector<std::size_t>> pools;
  Institution after = institution;
  const bool preschool = is_preschool_college(institution);

  for (const PlanRow& row : check_plan(out.before.limits, out.plan)) {
    const Limit& limit = out.before.limits.limits[row.limit];
    if (row.met || !limit.reading.empty()) continue;
    const bool concerns = std::any_of(limit.terms.begin(), limit.terms.end(),
                                      [&](const auto& term) { return is_wanted(term.first); });
    if (!concerns) continue;  // somebody else's problem: the check of the plan shows it
    CrossedLimit crossed{row.limit, row.used, limit.bound, -row.slack};
    crossed.mendable = detail::is_mendable(limit.kind);
    if (limit.kind == LimitKind::growth || limit.kind == LimitKind::growth_total) {
      crossed.earliest_year =
          detail::growth_year(limit.bound / (1.0 + growth), row.used, growth, institution.intake_year);
    }
    out.crossed.push_back(crossed);
    if (detail::asks_for_lecturers(limit.kind)) {
      std::set<std::string> units;
      for (const auto& term : limit.terms) units.insert(all[term.first].unit);
      pools[{limit.location, units}].push_back(out.crossed.size() - 1);
    } else if (limit.kind == LimitKind::area) {
      for (Location& location : after.locations) {
        if (location.code != limit.location) continue;
        Location metre = location;
        metre.floor_area = 1.0;
        AreaNeed need{location.code, -row.slack};
        const double each = rules.value("min_floor_area_per_converted_regular_learner") /
                            counted_area(metre, rules, readings);
        need.square_metres = std::ceil(-row.slack * each - kWholePersonTolerance);
        need.cost = need.square_metres * costs.square_metre;
        location.floor_area += need.square_metres;
        out.area.push_back(need);
      }
    }
  }
  out.lawful_before = out.crossed.empty();

  for (const auto& [key, members] : pools) {
    const auto& [location, units] = key;
    LecturerNeed need;
    need.location = location;
    for (std::size_t v = 0; v < all.size(); ++v) {
      if (need.unit.empty() && is_wanted(v) && all[v].location == location && units.count(all[v].unit) > 0) {
        need.unit = all[v].unit;
      }
    }
    // One converted lecturer more, as a doctor: what that adds to each bound.
    Institution more = institution;
    more.lecturers.push_back(detail::new_lecturer(location, need.unit, Degree::doctoral, 0));
    const double one = converted_lecturer(more.lecturers.back(), rules, readings, preschool);
    const Determination moved = determine(more, rules, readings, wanted, fields);
    for (const std::size_t c : members) {
      const CrossedLimit& crossed = out.crossed[c];
      const std::string& name = out.before.limits.limits[crossed.limit].name;
      const double slope = (detail::bound_of(moved, name) - crossed.bound) / one;
      if (crossed.shortfall / slope > need.problem.need) {
        need.problem.need = crossed.shortfall / slope;
        need.limit = crossed.limit;
        need.per_lecturer = slope;
      }
    }
    const double bachelor = degree_coefficient(rules, Degree::bachelor, Title::none, preschool);
    const double master = degree_coefficient(rules, Degree::master, Title::none, preschool);
    const double doctor = degree_coefficient(rules, Degree::doctoral, Title::none, preschool);
    need.problem.gains = {
        bachelor, master, doctor, master - bachelor, doctor - bachelor, std::max(0.0, doctor - master)};
    need.problem.costs = costs.given ? costs.lecturers : PerMeasure{1.0, 1.0, 1.0, 1.0, 1.0, 1.0};
    need.problem.bachelors =
        static_cast<double>(detail::raisable(institution, location, units, Degree::bachelor).size());
    need.problem.masters =
        static_cast<double>(detail::raisable(institution, location, units, Degree::master).size());
    need.choice = cheapest_measures(need.problem);
    need.alone = single_measures(need.problem);
    if (need.choice.found) detail::carry_out(after, need, units);
    out.lecturers.push_back(need);
  }

  for (const CrossedLimit& crossed : out.crossed) {
    const Limit& limit = out.before.limits.limits[crossed.limit];
    if (limit.kind != LimitKind::master && limit.kind != LimitKind::doctoral) continue;
    for (Postgraduates& major : after.postgraduates) {
      const std::string& name = all[limit.terms.front().first].major;
      if (major.location != limit.location || major.major != name) continue;
      SupervisorNeed need{major.location, major.major};
      const auto allowed = [&] {
        double maximum = 0.0;
        for (const MasterRow& row : master_table(after, rules)) {
          if (row.location == major.location && row.major == name) maximum = row.maximum;
        }
        for (const DoctoralRow& row : doctoral_table(after, rules, readings)) {
          if (row.location == major.location && row.major == name) maximum = row.maximum;
        }
        return maximum;
      };
      while (allowed() < crossed.used - kPlanTolerance) {
        major.doctors += 1.0;
        ++need.doctors;
      }
      out.supervisors.push_back(need);
    }
  }

  const Determination then = determine(after, rules, readings, wanted, fields);
  out.mended = true;
  out.lawful_after = true;
  for (const PlanRow& row : check_plan(then.limits, out.plan)) {
    const Limit& limit = then.limits.limits[row.limit];
    if (row.met || !limit.reading.empty()) continue;
    const bool concerns = std::any_of(limit.terms.begin(), limit.terms.end(),
                                      [&](const auto& term) { return is_wanted(term.first); });
    if (!concerns) continue;
    out.lawful_after = false;
    if (detail::is_mendable(limit.kind)) out.mended = false;
  }
  return out;
}

}  // namespace dubao::labour::capacity
