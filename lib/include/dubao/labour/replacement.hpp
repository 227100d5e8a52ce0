// SPDX-License-Identifier: Apache-2.0
//
// Replacement: who leaves work, by age and cause, year after year, on draws.
//
// What      Gross exits of one group from hazards by single year of age and sex: retirement along the legal
//           path, mortality, care, emigration. The stock is aged, and newcomers enter so that it follows the
//           employment path of each draw.
// When      An age structure of the group is known, or a proxy for it: then run two proxies and show the range
//           (replacement_range), labelled as an assumption.
// When not  For flows to other occupations (see separations.hpp): they are not exits from work.
// Formula   F9:  X = Σ_as E_as · [1 − (1 − q_retire)(1 − q_death)(1 − q_care)(1 − q_emigration)]
//           each year: exits leave; survivors become one year older; newcomers = E_t − survivors. When that is
//           negative (employment falls faster than people leave) survivors of every age are reduced alike, and
//           the reduction is reported apart: it is not replacement.
//           Retirement: who reaches the legal age leaves with probability take_up; the rest leave with the
//           hazard `after` a year; within the window before the legal age the hazard is `early`.
//           Causes share an age's exits in proportion to their own probabilities (X_c = X · q_c / Σ q).
// Timing    Newcomers of a year are not exposed in that year. The last age is open: survivors stay in it.
// Example   100 men of completed age 40, no retirement near, death 0.01, care 0.02: exits
//           100·(1 − 0.99·0.98) = 2.98, of which deaths 2.98/3 = 0.993333.
// Source    Cohort-component accounting (standard); the split at the legal age and by cause: own.
#pragma once

#include <dubao/data/draws.hpp>
#include <dubao/error.hpp>
#include <dubao/labour/age_profile.hpp>
#include <dubao/labour/detail/leave_and_age.hpp>
#include <dubao/labour/retirement.hpp>
#include <dubao/labour/uncertain_rate.hpp>

#include <Eigen/Core>
#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace dubao::labour {

/// Everything assumed about leaving and entering. Arrays: ages × 2 (men, women), rows as in the profile.
struct ExitAssumptions {
  RetirementPath retirement;                            ///< legal path, data
  UncertainRate take_up = UncertainRate::exactly(1.0);  ///< leave on reaching the legal age, [0, 1]
  UncertainRate after = UncertainRate::exactly(1.0);    ///< leave a year, past the legal age, [0, 1]
  UncertainRate early = UncertainRate::exactly(0.0);    ///< leave a year, within the window before, [0, 1]
  double early_window = 5.0;                            ///< years before the legal age, ≥ 0
  Eigen::ArrayXXd mortality;                            ///< yearly probability of death; required
  Eigen::ArrayXXd care;                                 ///< yearly probability of leaving for care; empty: 0
  Eigen::ArrayXXd emigration;                           ///< yearly probability of emigrating; empty: 0
  UncertainRate care_scale = UncertainRate::exactly(1.0);        ///< multiplies care, ≥ 0
  UncertainRate emigration_scale = UncertainRate::exactly(1.0);  ///< multiplies emigration, ≥ 0
  Eigen::ArrayXXd entrants;  ///< newcomers by age and sex, ≥ 0, sum 1; required
};

/// Leavers by year and cause, draws × horizon, in the unit of employment. Column h is the year start + h.
struct Replacement {
  std::string profile;      ///< name of the age profile
  data::Draws separations;  ///< all leavers: RD by year
  data::Draws retirement;
  data::Draws mortality;
  data::Draws care;
  data::Draws emigration;
  data::Draws newcomers;          ///< people who entered to follow the employment path
  data::Draws reductions;         ///< people let go where employment fell faster than people left
  Eigen::ArrayXXd final_profile;  ///< ages × 2, mean stock after the last year, persons

  /// RD over the whole period, one value a path.
  [[nodiscard]] Eigen::ArrayXd total() const { return separations.paths().rowwise().sum().array(); }
};

namespace detail {

inline constexpr double kSumTolerance = 1e-9;   // how far age shares may be from summing to 1
inline constexpr double kLargestScale = 100.0;  // of a table of probabilities; more is a mistake of unit

/// Cells shown by name before the others are only counted.
inline constexpr Index kNamedCells = 5;

/// "age 43, women: 1.200000; …": the cells of an age × sex array that are no probabilities; empty when all are.
[[nodiscard]] inline std::string impossible_cells(const Eigen::ArrayXXd& array, int first_age) {
  std::string out;
  Index found = 0;
  for (Index a = 0; a < array.rows(); ++a) {
    for (Index sex = 0; sex < array.cols(); ++sex) {
      if (array(a, sex) >= 0.0 && array(a, sex) <= 1.0) continue;
      if (++found > kNamedCells) continue;
      out.append(out.empty() ? "" : "; ").append("age ");
      out.append(std::to_string(first_age + static_cast<int>(a)))
          .append(sex == kMen ? ", men: " : ", women: ");
      out.append(std::to_string(array(a, sex)));
    }
  }
  if (found > kNamedCells) out.append("; and ").append(std::to_string(found - kNamedCells)).append(" more");
  return out;
}

/// Adds to `problems` what is wrong with an age × sex array of probabilities, naming age and sex.
inline void check_age_array(Problems& problems, const Eigen::ArrayXXd& array, const AgeProfile& profile,
                            const char* name, bool required) {
  if (array.size() == 0 && !required) return;
  const Index ages = profile.shares.rows();
  const bool shaped = array.rows() == ages && array.cols() == kSexes;
  problems.add_if(!shaped, {"E-REP-005", name,
                            std::to_string(array.rows()) + " × " + std::to_string(array.cols()) +
                                " values where " + std::to_string(ages) + " ages × 2 sexes are expected",
                            "give one row a single year of age of the profile", "", ""});
  const std::string cells = shaped ? impossible_cells(array, profile.first_age) : std::string();
  problems.add_if(!cells.empty(), {"E-REP-005", name, "not between 0 and 1: " + cells,
                                   "give yearly probabilities or shares", "", ""});
}

inline void check_replacement(const AgeProfile& profile, const Eigen::ArrayXd& base,
                              const data::Draws& employment, const ExitAssumptions& assumptions) {
  Problems problems;
  check_age_array(problems, profile.shares, profile, "profile", true);
  check_age_array(problems, assumptions.mortality, profile, "mortality", true);
  check_age_array(problems, assumptions.care, profile, "care", false);
  check_age_array(problems, assumptions.emigration, profile, "emigration", false);
  check_age_array(problems, assumptions.entrants, profile, "entrants", true);
  const auto sums_to_one = [](const Eigen::ArrayXXd& array) {
    return array.size() > 0 && std::abs(array.sum() - 1.0) <= kSumTolerance;
  };
  problems.add_if(!sums_to_one(profile.shares) || !sums_to_one(assumptions.entrants),
                  {"E-REP-006", "profile, entrants", "the shares do not sum to 1",
                   "divide by their sum over ages and sexes", profile.name, ""});
  problems.add_if(assumptions.retirement.empty(),
                  {"E-REP-004", "retirement", "there is no legal path", "give the path as data", "", ""});
  check_rate(problems, assumptions.take_up, "E-REP-007", "take_up");
  check_rate(problems, assumptions.after, "E-REP-007", "after");
  check_rate(problems, assumptions.early, "E-REP-007", "early");
  check_rate(problems, assumptions.care_scale, "E-REP-007", "care_scale", 0.0, kLargestScale);
  check_rate(problems, assumptions.emigration_scale, "E-REP-007", "emigration_scale", 0.0, kLargestScale);
  problems.add_if(!(assumptions.early_window >= 0.0),
                  {"E-REP-007", "early_window", "is not ≥ 0", "give years before the legal age", "", ""});
  problems.add_if(
      employment.start().frequency() != time::Frequency::kAnnual,
      {"E-REP-008", "employment", "the draws are not annual", "ageing works in years", employment.id(), ""});
  problems.add_if(
      employment.size() == 0 || employment.horizon() == 0 || (employment.paths().array() < 0.0).any(),
      {"E-REP-008", "employment", "there is no path, or employment is negative on one", "give employment ≥ 0",
       employment.id(), ""});
  problems.add_if(
      (base.size() != 1 && base.size() != employment.size()) || !base.allFinite() || (base < 0.0).any(),
      {"E-REP-008", "base", "not one value ≥ 0, nor one a path",
       "give the employment of the year before the first", employment.id(), ""});
  problems.throw_if_any();
}

/// How each age meets the legal age in a year.
[[nodiscard]] inline YearExposure year_exposure(const AgeProfile& profile, const ExitAssumptions& assumptions,
                                                int year) {
  const Index ages = profile.shares.rows();
  YearExposure out{Eigen::ArrayXXd(ages, kSexes), Eigen::ArrayXXd(ages, kSexes)};
  for (Index sex = 0; sex < kSexes; ++sex) {
    for (Index a = 0; a < ages; ++a) {
      const RetirementExposure at =
          retirement_exposure(assumptions.retirement, year, sex, profile.first_age + static_cast<int>(a),
                              assumptions.early_window);
      out.crossing(a, sex) = at.crossing;
      out.early_window(a, sex) = at.crossing < 1.0 ? std::min(1.0, at.early / (1.0 - at.crossing)) : 0.0;
    }
  }
  return out;
}

/// Part of each age that has not reached the legal age at the end of a year.
[[nodiscard]] inline Eigen::ArrayXXd below_legal_age(const AgeProfile& profile, const RetirementPath& path,
                                                     int year) {
  Eigen::ArrayXXd part(profile.shares.rows(), kSexes);
  for (Index sex = 0; sex < kSexes; ++sex) {
    for (Index a = 0; a < part.rows(); ++a) {
      const auto x = static_cast<double>(profile.first_age) + static_cast<double>(a);
      part(a, sex) = std::clamp(path.age(year, sex) - x, 0.0, 1.0);
    }
  }
  return part;
}

}  // namespace detail

/// Simulates exits, ageing and entry along each employment path (see the banner).
/// profile: age and sex shares of the base year's stock; base: employment of the year before the first, one
/// value or one a path; employment: draws of the years start, start + 1, …, annual, ≥ 0, same unit as base.
/// Throws InputError E-REP-004 … E-REP-008, all problems at once. Uncertain rates use the seed and their own
/// names, so that two profiles or two groups run with one seed meet the same assumptions on path d.
/// Cost O(draws · horizon · ages); about 3 µs a draw and year with 50 ages.
[[nodiscard]] inline Replacement replacement(const AgeProfile& profile, const Eigen::ArrayXd& base,
                                             const data::Draws& employment,
                                             const ExitAssumptions& assumptions, std::uint64_t seed) {
  detail::check_replacement(profile, base, employment, assumptions);
  const Index n = employment.size();
  const Index horizon = employment.horizon();
  const Index ages = profile.shares.rows();
  const int first_year = employment.start().year();

  // 1. Where each age stands to the legal age: the same on every path. below[h] is the end of the year before h.
  std::vector<detail::YearExposure> exposure;
  std::vector<Eigen::ArrayXXd> below;
  below.push_back(detail::below_legal_age(profile, assumptions.retirement, first_year - 1));
  for (int year = first_year; year < first_year + static_cast<int>(horizon); ++year) {
    exposure.push_back(detail::year_exposure(profile, assumptions, year));
    below.push_back(detail::below_legal_age(profile, assumptions.retirement, year));
  }

  // 2. Rates, one value a path.
  const Eigen::ArrayXd take_up = sample_rate(assumptions.take_up, "retirement.take_up", n, seed);
  const Eigen::ArrayXd after = sample_rate(assumptions.after, "retirement.after", n, seed);
  const Eigen::ArrayXd early = sample_rate(assumptions.early, "retirement.early", n, seed);
  const Eigen::ArrayXd care = sample_rate(assumptions.care_scale, "care.scale", n, seed);
  const Eigen::ArrayXd emigration = sample_rate(assumptions.emigration_scale, "emigration.scale", n, seed);
  const Eigen::ArrayXXd none = Eigen::ArrayXXd::Zero(ages, kSexes);
  const Eigen::ArrayXXd& care_table = assumptions.care.size() == 0 ? none : assumptions.care;
  const Eigen::ArrayXXd& emigration_table =
      assumptions.emigration.size() == 0 ? none : assumptions.emigration;

  // 3. Years, path by path.
  std::array<data::DrawMatrix, detail::kCauses> by_cause;
  for (data::DrawMatrix& cause : by_cause) cause = data::DrawMatrix::Zero(n, horizon);
  data::DrawMatrix newcomers = data::DrawMatrix::Zero(n, horizon);
  data::DrawMatrix reductions = data::DrawMatrix::Zero(n, horizon);
  Eigen::ArrayXXd final_sum = none;
  detail::LeaveAndAge leave_and_age;
  detail::Stock stock;
  detail::PathHazards hazards;
  hazards.mortality = assumptions.mortality;
  for (Index d = 0; d < n; ++d) {
    const double people = base(base.size() == 1 ? 0 : d);
    stock.before = people * profile.shares * below[0];
    stock.after = people * profile.shares * (1.0 - below[0]);
    hazards.care = (care(d) * care_table).min(1.0);
    hazards.emigration = (emigration(d) * emigration_table).min(1.0);
    hazards.take_up = take_up(d);
    hazards.after = after(d);
    hazards.early = early(d);
    leave_and_age.set(hazards);
    for (Index h = 0; h < horizon; ++h) {
      const std::array<double, detail::kCauses> leavers =
          leave_and_age(stock, exposure[static_cast<std::size_t>(h)]);
      for (std::size_t c = 0; c < detail::kCauses; ++c) by_cause[c](d, h) = leavers[c];
      const double survivors = stock.before.sum() + stock.after.sum();
      const double needed = employment.paths()(d, h);
      if (needed >= survivors) {
        newcomers(d, h) = needed - survivors;
        const Eigen::ArrayXXd& part = below[static_cast<std::size_t>(h + 1)];
        stock.before += newcomers(d, h) * assumptions.entrants * part;
        stock.after += newcomers(d, h) * assumptions.entrants * (1.0 - part);
      } else {
        reductions(d, h) = survivors - needed;
        stock.before *= needed / survivors;
        stock.after *= needed / survivors;
      }
    }
    final_sum += stock.before + stock.after;
  }

  const auto named = [&](data::DrawMatrix paths, const char* part) {
    return data::Draws(employment.start(), std::move(paths), employment.id() + "." + part,
                       employment.target())
        .with_unit(employment.unit());
  };
  Replacement out;
  out.profile = profile.name;
  out.separations = named(by_cause[0] + by_cause[1] + by_cause[2] + by_cause[3], "separations");
  out.retirement = named(std::move(by_cause[0]), "retirement");
  out.mortality = named(std::move(by_cause[1]), "mortality");
  out.care = named(std::move(by_cause[2]), "care");
  out.emigration = named(std::move(by_cause[3]), "emigration");
  out.newcomers = named(std::move(newcomers), "newcomers");
  out.reductions = named(std::move(reductions), "reductions");
  out.final_profile = final_sum / static_cast<double>(n);
  return out;
}

/// Replacement under the profile that gives the fewest and the one that gives the most leavers.
struct ReplacementRange {
  Replacement low;
  Replacement high;
};

/// Runs every proxy profile on the same paths and assumptions and keeps the lowest and the highest by the
/// median of leavers over the period. profiles: at least two, each with the rows the assumptions have.
/// Throws InputError E-REP-009 for fewer than two, otherwise as `replacement`. The range between the two is an
/// assumption about the unknown age structure, not an interval with a probability.
[[nodiscard]] inline ReplacementRange replacement_range(const std::vector<AgeProfile>& profiles,
                                                        const Eigen::ArrayXd& base,
                                                        const data::Draws& employment,
                                                        const ExitAssumptions& assumptions,
                                                        std::uint64_t seed) {
  if (profiles.size() < 2) {
    throw InputError("E-REP-009", "profiles", std::to_string(profiles.size()) + " profile given",
                     "a range needs at least two proxy profiles");
  }
  const auto median = [](const Replacement& one) {
    const Eigen::ArrayXd total = one.total();
    std::vector<double> sorted(total.data(), total.data() + total.size());
    std::sort(sorted.begin(), sorted.end());
    return data::sorted_quantile(sorted, 0.5);
  };
  std::vector<Replacement> results;
  results.reserve(profiles.size());
  for (const AgeProfile& profile : profiles) {
    results.push_back(replacement(profile, base, employment, assumptions, seed));
  }
  const auto [low, high] =
      std::minmax_element(results.begin(), results.end(),
                          [&](const Replacement& a, const Replacement& b) { return median(a) < median(b); });
  return {*low, *high};
}

}  // namespace dubao::labour
