// SPDX-License-Identifier: Apache-2.0
//
// Lecturer measures: the cheapest whole number of lecturers to hire or to raise that adds a wanted amount of converted lecturers.
//
// What      Six measures: hire a bachelor, a master or a doctor; raise a lecturer from bachelor to master, bachelor to doctor, master to
//           doctor. Each adds the difference of the coefficients of the degrees. The answer is exact.
// When      A wanted admission number needs more converted lecturers than a unit has (enlargement.hpp).
// When not  Measures whose gain depends on the others (a shared lecturer): they are not linear.
// Formula   minimise Σ c_j n_j  subject to Σ g_j n_j ≥ need, n_j whole, n_bm + n_bd ≤ bachelors, n_md ≤ masters;
//           among equal costs fewest persons, then least surplus. Without costs c_j = 1: fewest persons.
//           Raises are enumerated, the hires that cover what they leave come from a table over thousandths of a converted lecturer
//           (an unbounded covering knapsack), so no combination is passed over.
// Example   g = 0.50, 0.75, 1.00; need 2.60: three doctors by persons alone (one of them may be a master: 2.75).
// Source    Covering knapsack by dynamic programming: Martello and Toth, Knapsack Problems (1990), chapter 3.
#pragma once

#include <dubao/error.hpp>
#include <dubao/labour/capacity/checks.hpp>
#include <dubao/labour/capacity/institution.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <limits>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

namespace dubao::labour::capacity {

enum class LecturerMeasure {
  hire_bachelor,
  hire_master,
  hire_doctoral,
  bachelor_to_master,
  bachelor_to_doctoral,
  master_to_doctoral
};
inline constexpr std::array<std::string_view, 6> kLecturerMeasureNames = {
    "hire_bachelor",      "hire_master",          "hire_doctoral",
    "bachelor_to_master", "bachelor_to_doctoral", "master_to_doctoral"};

/// One value a measure, in the order of LecturerMeasure.
using PerMeasure = std::array<double, 6>;

/// What the measures have to reach and may use.
struct MeasureProblem {
  double need = 0.0;       ///< converted lecturers to add, ≤ kMostConverted
  PerMeasure gains{};      ///< converted lecturers a person adds, ≥ 0; 0: the measure does not help
  PerMeasure costs{};      ///< of one person, ≥ 0; NaN: the measure is not to be used
  double bachelors = 0.0;  ///< lecturers who can be raised from bachelor
  double masters = 0.0;    ///< from master
};

/// The cheapest combination.
struct MeasureChoice {
  std::array<int, 6> persons{};  ///< by measure
  double gain = 0.0;             ///< converted lecturers added, ≥ need
  double cost = 0.0;
  int total = 0;       ///< persons in all
  bool found = false;  ///< false: the measures allowed cannot reach the need
};

/// Resolution of coefficients: thousandths of a converted lecturer.
inline constexpr double kConvertedUnits = 1000.0;
/// Largest need; no unit is ever that far from lawful.
inline constexpr double kMostConverted = 2000.0;

namespace detail {

/// Cost, persons, gain: compared in that order.
using MeasureValue = std::tuple<double, int, int>;

[[nodiscard]] inline int converted_units(double converted) {
  return static_cast<int>(std::lround(converted * kConvertedUnits));
}

inline void check_measures(const MeasureProblem& problem) {
  Problems problems;
  problems.add_if(!(problem.need >= 0.0 && problem.need <= kMostConverted),
                  {"E-CAP-080", "need", detail::shown(problem.need) + " converted lecturers are out of range",
                   "give a number from 0 to 2000", "", ""});
  for (std::size_t j = 0; j < kLecturerMeasureNames.size(); ++j) {
    const double units = problem.gains[j] * kConvertedUnits;
    problems.add_if(!(units >= 0.0) || std::abs(units - std::round(units)) > 1e-6,
                    {"E-CAP-081", "gains", detail::shown(problem.gains[j]) + " is no gain in thousandths",
                     "give converted lecturers a person, at least 0, with at most three decimals",
                     std::string(kLecturerMeasureNames[j]), ""});
    problems.add_if(problem.costs[j] < 0.0 || std::isinf(problem.costs[j]),
                    {"E-CAP-082", "costs", detail::shown(problem.costs[j]) + " is no cost",
                     "give the cost of one person, at least 0; leave it out if the measure is not to be used",
                     std::string(kLecturerMeasureNames[j]), ""});
  }
  problems.throw_if_any();
}

}  // namespace detail

/// The cheapest combination that reaches the need. Throws InputError E-CAP-080 (need), E-CAP-081 (gain), E-CAP-082 (cost), all at once.
/// O(1000·need + raises³).
[[nodiscard]] inline MeasureChoice cheapest_measures(const MeasureProblem& problem) {
  detail::check_measures(problem);
  constexpr double kNever = std::numeric_limits<double>::infinity();
  constexpr double kHairOfAUnit = 1e-6;  // rounding of the shortfall must not ask for a person more
  const int need = std::max(0, static_cast<int>(std::ceil(problem.need * kConvertedUnits - kHairOfAUnit)));
  std::array<int, 6> gains{};
  std::array<bool, 6> usable{};
  for (std::size_t j = 0; j < gains.size(); ++j) {
    gains[j] = detail::converted_units(problem.gains[j]);
    usable[j] = gains[j] > 0 && !std::isnan(problem.costs[j]);
  }
  // Cheapest hires that cover u units, and the last person of that combination.
  const auto size = static_cast<std::size_t>(need) + 1;
  std::vector<detail::MeasureValue> hires(size, detail::MeasureValue{kNever, 0, 0});
  std::vector<int> last(size, -1);
  hires[0] = {0.0, 0, 0};
  for (std::size_t u = 1; u < size; ++u) {
    for (std::size_t j = 0; j < 3; ++j) {
      if (!usable[j]) continue;
      const auto& [cost, persons, gain] = hires[u - std::min(u, static_cast<std::size_t>(gains[j]))];
      const detail::MeasureValue value{cost + problem.costs[j], persons + 1, gain + gains[j]};
      if (value < hires[u]) {
        hires[u] = value;
        last[u] = static_cast<int>(j);
      }
    }
  }
  const auto most = [&](std::size_t j, double available) {
    if (!usable[j]) return 0;
    return std::min(static_cast<int>(available), (need + gains[j] - 1) / gains[j]);
  };
  detail::MeasureValue best{kNever, 0, 0};
  std::array<int, 3> raises{};
  for (int bd = 0; bd <= most(4, problem.bachelors); ++bd) {
    for (int bm = 0; bm <= most(3, problem.bachelors - bd); ++bm) {
      for (int md = 0; md <= most(5, problem.masters); ++md) {
        const int gain = bm * gains[3] + bd * gains[4] + md * gains[5];
        const auto& [cost, persons, covered] = hires[static_cast<std::size_t>(std::max(0, need - gain))];
        double total = cost;
        if (bm > 0) total += bm * problem.costs[3];
        if (bd > 0) total += bd * problem.costs[4];
        if (md > 0) total += md * problem.costs[5];
        const detail::MeasureValue value{total, persons + bm + bd + md, covered + gain};
        if (value < best) {
          best = value;
          raises = {bm, bd, md};
        }
        if (gain >= need) break;  // one raise more only costs more
      }
    }
  }
  MeasureChoice out;
  out.found = std::get<0>(best) < kNever;
  if (!out.found) return out;
  out.persons[3] = raises[0];
  out.persons[4] = raises[1];
  out.persons[5] = raises[2];
  int left = std::max(0, need - raises[0] * gains[3] - raises[1] * gains[4] - raises[2] * gains[5]);
  while (left > 0) {
    const auto j = static_cast<std::size_t>(last[static_cast<std::size_t>(left)]);
    ++out.persons[j];
    left = std::max(0, left - gains[j]);
  }
  for (std::size_t j = 0; j < gains.size(); ++j) {
    out.total += out.persons[j];
    out.gain += out.persons[j] * problem.gains[j];
    if (out.persons[j] > 0) out.cost += out.persons[j] * problem.costs[j];
  }
  return out;
}

/// Persons each measure would need alone; −1 where it cannot reach the need. Throws as cheapest_measures.
[[nodiscard]] inline std::array<int, 6> single_measures(const MeasureProblem& problem) {
  detail::check_measures(problem);
  std::array<int, 6> out{};
  for (std::size_t j = 0; j < out.size(); ++j) {
    MeasureProblem one = problem;
    for (std::size_t k = 0; k < out.size(); ++k) one.costs[k] = k == j ? 1.0 : kNotKnown;
    const MeasureChoice choice = cheapest_measures(one);
    out[j] = choice.found ? choice.total : -1;
  }
  return out;
}

}  // namespace dubao::labour::capacity
