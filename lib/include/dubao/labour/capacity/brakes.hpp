// SPDX-License-Identifier: Apache-2.0
//
// Brakes: growth cap and freezes, what last year's numbers and the institution's record leave of a number.
//
// What      For each number (unit, level and form at a location; major for postgraduates): the growth cap on last year's ACTUAL
//           intake, and, for each reason that holds, the freeze at last year's ANNOUNCED number, with what exempts from either.
// When      Intakes from 2026 (the brakes of Circular 34/2026/TT-BGDĐT are in force since 19 April 2026).
// When not  Intakes before 2026: Article 4 of Circular 03/2022 has other brakes.
// Formula   F24 (e), (f), Art. 5(5), 5(6):  x ≤ actual·(1 + 10 %), except a major opened in the intake year and an institution
//           founded within five years;  x ≤ announced for each of: (a) violation or sanction last year, (b) share of permanent
//           lecturers of working age missed, (c) share of doctors or land missed, (d) first-year drop-out above 15 %,
//           (đ) employment below 70 %, (e) no valid accreditation. (g): (a) and (b) do not hold for a new major, an institution
//           or branch under five years, and training ordered under an approved scheme; (c) to (e) do.
// Readings  A3 (growth per group or on the total), A8 (doctors and land: either or both), A9 (rates of postgraduates).
//           Ours without a number: joint foreign programmes are inside the regular number of their unit (Art. 5(9)); "within five
//           years" is intake year − founding year < 5; a new major has announced 0 the year before, so (c) and (e) bar it.
// Example   Last year 420 came: at most 462. Employment 68 %: frozen at the 430 announced, though growth would allow 440.
// Source    Circular 34/2026/TT-BGDĐT, Art. 5(5), 5(6), 5(9); thresholds of (b), (c): Standards of Circular 01/2024/TT-BGDĐT.
#pragma once

#include <dubao/labour/capacity/readings.hpp>
#include <dubao/labour/capacity/stocks.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace dubao::labour::capacity {

/// The year from which the Standards raise the share of doctors and set a floor of land.
inline constexpr int kStandardsStepYear = 2030;

/// Something the reader of a result must know: a code, and what it concerns.
struct Remark {
  std::string code;     ///< for instance "actual_not_given"
  std::string subject;  ///< for instance "HN/8480201"
};

/// The brakes on one number.
struct BrakeRow {
  std::string location;
  std::string unit;
  std::string major;  ///< of postgraduates, seven digits; empty otherwise
  Level level = Level::bachelor;
  Form form = Form::regular;  ///< regular includes joint foreign programmes; postgraduates: all forms
  double announced = kNotKnown;
  double actual = kNotKnown;
  double growth_limit = kNotKnown;    ///< persons; NaN where no cap applies
  std::string growth_exemption = {};  ///< new_major, young_institution, actual_not_given; empty: none
  std::vector<std::string> reasons =
      {};  ///< of the freeze: names of values of the rules, in the order of the clause
  std::vector<std::string> exempted = {};  ///< reasons that hold but do not apply here, Art. 5(6)(g)
  double freeze_limit = kNotKnown;         ///< persons; NaN where nothing freezes
  std::string source =
      {};  ///< row of the declaration, "learners[3]"; of several the first without announced or actual
};

/// The growth cap on the total of one level and form at a location (reading A3 `total`); shown in either reading.
struct GrowthTotalRow {
  std::string location;
  Level level = Level::bachelor;
  Form form = Form::regular;
  double actual = 0.0;  ///< of all numbers that are under the cap
  double limit = 0.0;
};

struct BrakeTable {
  std::vector<BrakeRow> rows = {};
  std::vector<GrowthTotalRow> totals = {};
  std::vector<Remark> remarks = {};  ///< what could not be tested
};

/// Whether something founded in `founded` is within the five years of Art. 5(5) and 5(6)(g) at the intake year.
[[nodiscard]] inline bool is_young(std::optional<int> founded, const Rules& rules) {
  return founded && rules.intake_year() - *founded < rules.value("growth_cap_exempt_institution_age");
}

/// The form whose number a form is counted in: joint foreign programmes are inside the regular number (Art. 5(9)).
[[nodiscard]] inline Form number_form(Form form) {
  return form == Form::joint_foreign ? Form::regular : form;
}

/// Reasons of Art. 5(6)(a), (b), (c), (e) that hold for the institution; what is not given is a remark, not a reason.
/// Throws E-CAP-001 when the rules lack a threshold.
[[nodiscard]] inline std::vector<std::string> institution_freezes(const Institution& institution,
                                                                  const Rules& rules,
                                                                  const Readings& readings,
                                                                  std::vector<Remark>& remarks) {
  std::vector<std::string> out;
  if (institution.violation_last_year) out.emplace_back("freeze_if_violation_last_year");
  if (std::isnan(institution.working_age_permanent_share)) {
    remarks.push_back({"working_age_share_not_given", institution.code});
  } else if (institution.working_age_permanent_share < rules.share("min_working_age_permanent_share")) {
    out.emplace_back("freeze_if_working_age_permanent_share_missed");
  }
  const bool later = rules.intake_year() >= kStandardsStepYear;
  const std::string standard = std::string("min_phd_share.") +
                               (institution.trains_doctors ? "with_phd_training" : "no_phd_training") +
                               (later ? ".from_2030" : "");
  bool doctors = false;
  if (std::isnan(institution.doctoral_lecturer_share)) {
    remarks.push_back({"doctoral_share_not_given", institution.code});
  } else {
    doctors = institution.doctoral_lecturer_share < rules.share(standard);
  }
  bool land = false;
  if (later && std::isnan(institution.land_per_learner)) {
    remarks.push_back({"land_not_given", institution.code});
  } else if (later) {
    land = institution.land_per_learner < rules.value("min_land_area_from_2030");
  }
  if (readings.a8 == DoctorsAndLand::both ? doctors && land : doctors || land) {
    out.emplace_back("freeze_if_phd_share_or_land_missed");
  }
  if (!institution.accredited) out.emplace_back("freeze_if_no_valid_accreditation");
  return out;
}

namespace detail {

/// What the rows of one number say of the rates and of exemptions.
struct BrakeCase {
  bool new_major = false;
  bool scheme = false;
  double dropout = kNotKnown;     ///< the highest given
  double employment = kNotKnown;  ///< the lowest given
  bool rates_missing = false;

  void read(const Learners& row, int year) {
    new_major = new_major || row.opened == year;
    scheme = scheme || row.scheme;
    dropout = std::fmax(dropout, row.first_year_dropout);
    employment = std::fmin(employment, row.employment_rate);
    rates_missing = rates_missing || std::isnan(row.first_year_dropout) || std::isnan(row.employment_rate);
  }
};

/// Fills growth cap and freezes of a row whose key, announced and actual are set.
inline void apply_brakes(BrakeRow& row, const BrakeCase& facts, const Institution& institution,
                         const Rules& rules, const std::vector<std::string>& of_institution,
                         bool rates_apply) {
  const bool young = is_young(institution.founded, rules);
  bool young_location = false;
  for (const Location& location : institution.locations) {
    if (location.code == row.location) young_location = is_young(location.founded, rules);
  }
  if (facts.new_major) {
    row.growth_exemption = "new_major";
  } else if (young) {
    row.growth_exemption = "young_institution";
  } else if (std::isnan(row.actual)) {
    row.growth_exemption = "actual_not_given";
  } else {
    row.growth_limit = row.actual * (1.0 + rules.share("growth_cap_over_last_actual_intake"));
  }
  const bool exempt = facts.new_major || young || young_location || facts.scheme;
  std::vector<std::string> reasons;
  for (const std::string& reason : of_institution) {
    const bool exemptible =
        reason == "freeze_if_violation_last_year" || reason == "freeze_if_working_age_permanent_share_missed";
    (exempt && exemptible ? row.exempted : reasons).push_back(reason);
  }
  // The clause's order: (a), (b), (c), (d), (đ), (e).
  const auto last = std::find(reasons.begin(), reasons.end(), "freeze_if_no_valid_accreditation");
  row.reasons.assign(reasons.begin(), last);
  if (rates_apply && facts.dropout > rules.share("freeze_if_first_year_dropout_above")) {
    row.reasons.emplace_back("freeze_if_first_year_dropout_above");
  }
  if (rates_apply && facts.employment < rules.share("freeze_if_employment_rate_below")) {
    row.reasons.emplace_back("freeze_if_employment_rate_below");
  }
  row.reasons.insert(row.reasons.end(), last, reasons.end());
  if (!row.reasons.empty()) {
    row.freeze_limit = facts.new_major && std::isnan(row.announced) ? 0.0 : row.announced;
  }
}

}  // namespace detail

/// The brakes on every number: first those of college and bachelor level, then the postgraduate majors. A frozen number whose
/// announced number is not known has reasons and a NaN limit: check it (checks.hpp). Throws E-CAP-001 for a missing value of the
/// rules. O(rows²).
[[nodiscard]] inline BrakeTable brakes(const Institution& institution, const Rules& rules,
                                       const Readings& readings) {
  BrakeTable out;
  const std::vector<std::string> general = institution_freezes(institution, rules, readings, out.remarks);
  const auto same = [](const Learners& row, const BrakeRow& key) {
    return row.location == key.location && row.unit == key.unit && row.level == key.level &&
           number_form(row.form) == key.form;
  };
  for (const Learners& first : institution.learners) {
    if (is_postgraduate(first.level)) continue;
    BrakeRow row{first.location, first.unit, "", first.level, number_form(first.form)};
    if (std::any_of(out.rows.begin(), out.rows.end(),
                    [&](const BrakeRow& done) { return same(first, done); })) {
      continue;
    }
    detail::BrakeCase facts;
    row.announced = row.actual = 0.0;
    for (std::size_t i = 0; i < institution.learners.size(); ++i) {
      const Learners& one = institution.learners[i];
      if (!same(one, row)) continue;
      const bool known = !std::isnan(row.announced) && !std::isnan(row.actual);
      if (row.source.empty() || (known && (std::isnan(one.announced) || std::isnan(one.actual)))) {
        row.source = "learners[" + std::to_string(i) + "]";
      }
      row.announced += one.announced;
      row.actual += one.actual;
      facts.read(one, institution.intake_year);
    }
    detail::apply_brakes(row, facts, institution, rules, general, true);
    if (facts.rates_missing && !facts.new_major) {
      out.remarks.push_back({"rates_not_given", row.location + "/" + row.unit + "/" +
                                                    std::string(name_of(row.level, kLevelNames)) + "/" +
                                                    std::string(name_of(row.form, kFormNames))});
    }
    out.rows.push_back(row);
  }
  for (std::size_t i = 0; i < institution.postgraduates.size(); ++i) {
    const Postgraduates& major = institution.postgraduates[i];
    const auto unit = unit_of_major(institution, major.location, major.major);
    const auto level = level_of_major(major.major);
    if (!unit || !level) continue;
    BrakeRow row{major.location, institution.units[*unit].code, major.major, *level, Form::regular};
    row.announced = major.announced;
    row.actual = major.actual;
    row.source = "postgraduates[" + std::to_string(i) + "]";
    detail::BrakeCase facts;
    for (const Learners& one : institution.learners) {
      if (one.location == row.location && one.unit == row.unit && one.level == *level) {
        facts.read(one, institution.intake_year);
      }
    }
    detail::apply_brakes(row, facts, institution, rules, general, readings.a9 == RateBrakes::all);
    if (row.growth_exemption == "actual_not_given") {
      out.remarks.push_back({"actual_not_given", row.location + "/" + row.major});
    }
    out.rows.push_back(row);
  }
  for (const BrakeRow& row : out.rows) {
    if (std::isnan(row.growth_limit)) continue;
    auto total = std::find_if(out.totals.begin(), out.totals.end(), [&](const GrowthTotalRow& one) {
      return one.location == row.location && one.level == row.level && one.form == row.form;
    });
    if (total == out.totals.end()) {
      out.totals.push_back({row.location, row.level, row.form});
      total = out.totals.end() - 1;
    }
    total->actual += row.actual;
    total->limit = total->actual * (1.0 + rules.share("growth_cap_over_last_actual_intake"));
  }
  return out;
}

}  // namespace dubao::labour::capacity
