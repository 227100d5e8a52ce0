// SPDX-License-Identifier: Apache-2.0
//
// Mortality: yearly probabilities of death by single year of age from a life table's death rates.
//
// What      Life tables publish central death rates m(x) of age groups starting at 0, 1, 5, 10, …; accounts
//           need the probability that somebody of completed age x dies within a year.
// Formula   q = 1 − exp(−m): a constant force of mortality within the year. ln m is linear in age between the
//           mid-points of the groups (mortality grows about exponentially at working ages: Gompertz 1825) and
//           flat before the first and after the last mid-point; across a zero rate m itself is linear.
//           Over n years of a constant rate: q = 1 − exp(−n·m). The same holds of any rate of leaving (care, emigration).
// When not  Taking the group's rate for the probability (m is a rate), or 5·m for five years.
// Example   m = 0.01 for 50–54 and 0.01 for 55–59: q = 1 − exp(−0.01) = 0.00995017 at 52.
#pragma once

#include <dubao/data/series.hpp>
#include <dubao/error.hpp>

#include <Eigen/Core>
#include <cmath>
#include <string>
#include <vector>

namespace dubao::labour {

/// Death rate of the age group that starts here and ends where the next starts.
struct DeathRate {
  int from = 0;
  double rate = 0.0;  ///< deaths per person-year, ≥ 0
};

/// Probabilities of leaving within `years` from rates a person-year: q = 1 − exp(−n·m). rates: any shape (ages × 2), finite,
/// ≥ 0; years: n > 0, 1 for a table of single years. Throws InputError E-REP-003 naming row and column of the first wrong
/// rate and how many there are.
[[nodiscard]] inline Eigen::ArrayXXd leaving_probabilities(const Eigen::ArrayXXd& rates, double years = 1.0) {
  Problems problems;
  problems.add_if(
      !(years > 0.0) || !std::isfinite(years),
      {"E-REP-003", "years", std::to_string(years) + " is not a number of years", "give years > 0", "", ""});
  Index wrong = 0;
  std::string first;
  for (Index a = 0; a < rates.rows(); ++a) {
    for (Index s = 0; s < rates.cols(); ++s) {
      if (std::isfinite(rates(a, s)) && rates(a, s) >= 0.0) continue;
      if (wrong++ == 0) {
        first = "row " + std::to_string(a + 1) + ", column " + std::to_string(s + 1) + ": rate " +
                std::to_string(rates(a, s));
      }
    }
  }
  problems.add_if(wrong > 0,
                  {"E-REP-003", "rates", first + "; " + std::to_string(wrong) + " such rates in all",
                   "give finite rates ≥ 0 a person-year", "", ""});
  problems.throw_if_any();
  return -(-years * rates).unaryExpr([](double x) { return std::expm1(x); });
}

/// Death probabilities of completed ages first_age … first_age + ages − 1, for one sex.
/// rates: at least one, ascending starting ages; the last group counts as as wide as the one before it (five
/// years when alone). Throws InputError E-REP-003 for rates that are unordered, negative or not finite.
[[nodiscard]] inline Eigen::ArrayXd death_probabilities(const std::vector<DeathRate>& rates, int first_age,
                                                        Index ages) {
  Problems problems;
  problems.add_if(rates.empty() || ages < 1,
                  {"E-REP-003", "rates", "there is no rate or no age", "give at least one of each", "", ""});
  for (std::size_t k = 0; k < rates.size(); ++k) {
    problems.add_if(!std::isfinite(rates[k].rate) || rates[k].rate < 0.0 || rates[k].from < 0 ||
                        (k > 0 && rates[k].from <= rates[k - 1].from),
                    {"E-REP-003", "rates",
                     "age " + std::to_string(rates[k].from) + ", rate " + std::to_string(rates[k].rate),
                     "give finite rates ≥ 0 at ascending starting ages", "", ""});
  }
  problems.throw_if_any();
  const std::size_t n = rates.size();
  std::vector<double> middle(n);
  for (std::size_t k = 0; k < n; ++k) {
    const int width =
        k + 1 < n ? rates[k + 1].from - rates[k].from : (n > 1 ? rates[k].from - rates[k - 1].from : 5);
    middle[k] = static_cast<double>(rates[k].from) + 0.5 * static_cast<double>(width);
  }
  Eigen::ArrayXd out(ages);
  std::size_t k = 0;
  for (Index a = 0; a < ages; ++a) {
    const double age = static_cast<double>(first_age) + static_cast<double>(a) + 0.5;
    while (k + 1 < n && middle[k + 1] <= age) ++k;
    double rate = rates[k].rate;
    if (age > middle[k] && k + 1 < n) {
      const double weight = (age - middle[k]) / (middle[k + 1] - middle[k]);
      const double next = rates[k + 1].rate;
      rate = rate > 0.0 && next > 0.0 ? std::exp((1.0 - weight) * std::log(rate) + weight * std::log(next))
                                      : (1.0 - weight) * rate + weight * next;
    }
    out(a) = -std::expm1(-rate);
  }
  return out;
}

}  // namespace dubao::labour
