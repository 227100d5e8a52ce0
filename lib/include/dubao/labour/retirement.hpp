// SPDX-License-Identifier: Apache-2.0
//
// Retirement: who reaches the legal age in a year, when the legal age itself moves.
//
// What      The legal retirement age by calendar year and sex, in months, as data; and for each single year of
//           age the part that reaches it during a year.
// When not  Country rules in code: the path is a table with its source.
// Formula   R_t: legal age in year t. A person of exact age a at the start of t who has not reached the legal
//           age before (a < R_{t−1}) reaches it in t when a + 1 ≥ R_t. Within a single year of age people are
//           spread evenly, so of those of completed age x who have not reached it,
//             crossing = |[max(x, R_t − 1), min(x + 1, R_{t−1}))| / |[x, min(x + 1, R_{t−1}))|.
//           When the legal age rises by 3 months a year, only 9 months of births reach it in a year.
// Example   Men 60 y 9 m in 2023 and 61 y 0 m in 2024: in 2024 those of exact age 60 … 60.75 cross: all of
//           completed age 60 who have not reached it yet.
#pragma once

#include <dubao/data/series.hpp>
#include <dubao/error.hpp>
#include <dubao/labour/age_profile.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

namespace dubao::labour {

class RetirementPath {
 public:
  RetirementPath() = default;
  /// months_men, months_women: legal age in months for first_year, first_year + 1, …; same length ≥ 1, each
  /// from 480 to 960. After the last year the last age holds (write the path to its end); before the first,
  /// the first. Throws InputError E-REP-004, all problems at once.
  RetirementPath(int first_year, std::vector<double> months_men, std::vector<double> months_women)
      : first_year_(first_year), months_{std::move(months_men), std::move(months_women)} {
    Problems problems;
    problems.add_if(months_[0].empty() || months_[0].size() != months_[1].size(),
                    {"E-REP-004", "months_men, months_women", "no year, or not the same years for both sexes",
                     "give one legal age a year for men and one for women", "", ""});
    for (const std::vector<double>& path : months_) {
      for (std::size_t t = 0; t < path.size(); ++t) {
        problems.add_if(!(path[t] >= 480.0 && path[t] <= 960.0),
                        {"E-REP-004", "months_men, months_women",
                         std::to_string(path[t]) + " is not a legal age in months",
                         "give months, for instance 735 for 61 years and 3 months", "",
                         std::to_string(first_year + static_cast<int>(t))});
      }
    }
    problems.throw_if_any();
  }

  [[nodiscard]] bool empty() const noexcept { return months_[0].empty(); }
  [[nodiscard]] int first_year() const noexcept { return first_year_; }
  /// Legal age in exact years; sex: kMen or kWomen. Held constant outside the path.
  [[nodiscard]] double age(int year, Index sex) const {
    const std::vector<double>& path = months_[static_cast<std::size_t>(sex)];
    const int last = static_cast<int>(path.size()) - 1;
    return path[static_cast<std::size_t>(std::clamp(year - first_year_, 0, last))] / 12.0;
  }

 private:
  int first_year_ = 0;
  std::array<std::vector<double>, 2> months_;
};

/// How those of completed age x who have not reached the legal age fare during a year; parts of 1.
struct RetirementExposure {
  double crossing = 0.0;  ///< reach the legal age
  double early = 0.0;     ///< do not, but are within the window before it, where early retirement happens
};

/// Exposure during `year` of completed age x. early_window: years before the legal age, ≥ 0.
[[nodiscard]] inline RetirementExposure retirement_exposure(const RetirementPath& path, int year, Index sex,
                                                            int x, double early_window) {
  const auto from = static_cast<double>(x);
  const double to = std::min(from + 1.0, path.age(year - 1, sex));
  if (!(to > from)) return {1.0, 0.0};  // all have reached it; whoever is booked here crosses now
  const double legal = path.age(year, sex);
  const auto overlap = [&](double lower, double upper) {
    return std::max(0.0, std::min(to, upper) - std::max(from, lower)) / (to - from);
  };
  return {overlap(legal - 1.0, to), overlap(legal - 1.0 - early_window, legal - 1.0)};
}

}  // namespace dubao::labour
