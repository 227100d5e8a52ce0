// SPDX-License-Identifier: Apache-2.0
//
// Net replacement by age cohort: leavers read off two age structures some years apart.
//
// What      Follows each cohort between two surveys; a cohort that shrank lost leavers.
// When      Two age structures of the group are known and no hazards.
// When not  When entry and exit overlap within a cohort: they cancel, and the rate is biased low. Prefer
//           hazards (replacement.hpp). With sampling error in small cohorts it is biased high.
// Formula   F8:  Δ_a = E_{a+k, t+k} − E_{a, t};  NR = Σ_a max(0, −Δ_a);  ρ = NR / Σ_a E_{a, t};
//                yearly rate 1 − (1 − ρ)^{1/k}
// Example   Cohorts {40, 60} become {45, 33} after 5 years: NR = 27, ρ = 0.27, 6.10 % a year.
// Source    Former method of the BLS (13 cohorts, 5 years); rate algebra: own.
#pragma once

#include <dubao/error.hpp>

#include <Eigen/Core>
#include <cmath>
#include <string>

namespace dubao::labour {

struct NetReplacement {
  double leavers = 0.0;      ///< NR, persons over the whole interval
  double rate = 0.0;         ///< ρ, part of the stock at the start
  double yearly_rate = 0.0;  ///< part of the stock a year
};

/// before: cohorts at the start, persons; after: the SAME cohorts `years` later (a cohort that has left the
/// survey's age range has 0). years > 0. Throws InputError E-REP-010 when lengths differ, a count is negative
/// or not finite, nobody is counted, or years is not positive.
[[nodiscard]] inline NetReplacement net_replacement(const Eigen::ArrayXd& before, const Eigen::ArrayXd& after,
                                                    double years) {
  const bool valid = before.size() > 0 && before.size() == after.size() && before.allFinite() &&
                     after.allFinite() && (before >= 0.0).all() && (after >= 0.0).all() &&
                     before.sum() > 0.0 && years > 0.0 && std::isfinite(years);
  if (!valid) {
    throw InputError("E-REP-010", "before, after, years",
                     std::to_string(before.size()) + " and " + std::to_string(after.size()) +
                         " cohorts over " + std::to_string(years) + " years",
                     "give the same cohorts twice, counts ≥ 0, somebody at the start, and years > 0");
  }
  NetReplacement out;
  out.leavers = (before - after).max(0.0).sum();
  out.rate = out.leavers / before.sum();
  out.yearly_rate = 1.0 - std::pow(1.0 - out.rate, 1.0 / years);
  return out;
}

}  // namespace dubao::labour
