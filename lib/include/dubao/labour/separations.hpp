// SPDX-License-Identifier: Apache-2.0
//
// Separations by rates: openings a year from growth, exit rate and transfer rate.
//
// What      The algebra of the BLS separations method once its two rates are known: labour-force exits e and
//           occupational transfers m, parts of employment a year.
// Formula   F10:  JO a year = (E_T − E_0)/T + (e + m)·(E_0 + E_T)/2
// Boundary  A flow counted in demand has its counterpart in supply. Transfers out of an occupation are openings
//           for somebody, but the people are still in the labour force: they come back as transfers in. Count
//           them (kExitsAndTransfers) for "how many posts will be filled"; for a balance with newcomers use
//           kExitsOnly unless transfers in stand on the supply side. The result carries which was done, and it
//           belongs into the scope of the demand (scope.hpp, dimension "transfers").
// When not  With an age structure: replacement.hpp. Growth and separations are NOT cut at zero here: this is the
//           yearly average of the BLS tables; openings.hpp holds the rule for falling employment.
// Example   E_0 = 100, E_T = 120, 10 years, e = 0.03, m = 0.05: 2 + 0.08·110 = 10.8 a year; exits only: 5.3.
// Source    BLS, Occupational separations methodology; averaging base and target employment: own reading.
#pragma once

#include <dubao/error.hpp>

#include <Eigen/Core>
#include <cmath>
#include <cstdint>
#include <string>

namespace dubao::labour {

/// Which separations are counted as openings.
enum class TransferBoundary : std::uint8_t { kExitsOnly, kExitsAndTransfers };

/// Yearly averages, one value a path, persons a year.
struct SeparationOpenings {
  Eigen::ArrayXd growth;     ///< (E_T − E_0)/T
  Eigen::ArrayXd exits;      ///< e·(E_0 + E_T)/2
  Eigen::ArrayXd transfers;  ///< m·(E_0 + E_T)/2; zero under kExitsOnly
  Eigen::ArrayXd total;      ///< growth + exits + transfers
  TransferBoundary boundary = TransferBoundary::kExitsOnly;
};

/// base, final: E_0 and E_T ≥ 0, one value a path; years: T > 0; exit_rate, transfer_rate: parts of employment a
/// year in [0, 1], one value a path (see sample_rate). Throws InputError E-REP-011.
[[nodiscard]] inline SeparationOpenings separation_openings(const Eigen::ArrayXd& base,
                                                            const Eigen::ArrayXd& final, double years,
                                                            const Eigen::ArrayXd& exit_rate,
                                                            const Eigen::ArrayXd& transfer_rate,
                                                            TransferBoundary boundary) {
  Problems problems;
  const auto n = base.size();
  problems.add_if(n == 0 || final.size() != n || exit_rate.size() != n || transfer_rate.size() != n,
                  {"E-REP-011", "base, final, exit_rate, transfer_rate", "the numbers of paths differ",
                   "give one value a path in each", "", ""});
  const auto is_level = [](const Eigen::ArrayXd& values) {
    return values.allFinite() && (values >= 0.0).all();
  };
  problems.add_if(
      !is_level(base) || !is_level(final),
      {"E-REP-011", "base, final", "an employment is negative or not finite", "give employment ≥ 0", "", ""});
  const auto check_rates = [&](const Eigen::ArrayXd& values, const char* name) {
    for (Eigen::Index d = 0; d < values.size(); ++d) {
      if (values(d) >= 0.0 && values(d) <= 1.0) continue;
      problems.add({"E-REP-011", name,
                    "the rate of path " + std::to_string(d + 1) + " is " + std::to_string(values(d)) +
                        ", outside [0, 1]",
                    "give yearly parts of employment", "", ""});
      return;  // the first one names the mistake
    }
  };
  check_rates(exit_rate, "exit_rate");
  check_rates(transfer_rate, "transfer_rate");
  problems.add_if(!(years > 0.0) || !std::isfinite(years),
                  {"E-REP-011", "years", std::to_string(years) + " is not a number of years",
                   "give the length of the period, > 0", "", ""});
  problems.throw_if_any();
  SeparationOpenings out;
  const Eigen::ArrayXd average = 0.5 * (base + final);
  out.boundary = boundary;
  out.growth = (final - base) / years;
  out.exits = exit_rate * average;
  out.transfers = boundary == TransferBoundary::kExitsAndTransfers ? Eigen::ArrayXd(transfer_rate * average)
                                                                   : Eigen::ArrayXd(Eigen::ArrayXd::Zero(n));
  out.total = out.growth + out.exits + out.transfers;
  return out;
}

}  // namespace dubao::labour
