// SPDX-License-Identifier: Apache-2.0
//
// Expansion demand: the change of employment over the whole period.
//
// What      ED = E_T − E_0 on every path, for one national group (occupation, industry, field).
// When not  Year by year: yearly changes of a path are mostly noise and do not add up to a need. Use
//           openings.hpp, which gives each year its share of the period.
// Target    Signal draws only. Survey draws carry sampling error, and the positive part of a noisy change is
//           biased upwards; they are refused.
// Formula   F7:  ED_o = E_oT − E_o0
// Example   E_0 = 100, E_T = {112, 95} on two paths: ED = {12, −5}.
#pragma once

#include <dubao/data/draws.hpp>
#include <dubao/error.hpp>

#include <Eigen/Core>
#include <string>

namespace dubao::labour {

/// Expansion over the whole period; arrays have one value a path, in the unit of the employment draws.
struct Expansion {
  Eigen::ArrayXd base;    ///< E_0, employment of the period before the first
  Eigen::ArrayXd final;   ///< E_T, employment of the last period
  Eigen::ArrayXd change;  ///< ED = E_T − E_0; negative when employment falls
};

/// base: E_0 a path (one value for all paths is allowed), ≥ 0, unit of `employment`; employment: signal draws.
/// Throws InputError E-OPN-001 when the draws are of the survey target, E-OPN-002 when base has another number
/// of paths, is negative or not finite; all problems at once.
[[nodiscard]] inline Expansion expansion(const Eigen::ArrayXd& base, const data::Draws& employment) {
  Problems problems;
  problems.add_if(employment.target() != data::Target::kSignal,
                  {"E-OPN-001", "employment", "the draws contain sampling error (survey target)",
                   "compute accounts on signal draws", employment.id(), ""});
  problems.add_if(employment.size() == 0 || employment.horizon() == 0,
                  {"E-OPN-002", "employment", "there is no path or no period",
                   "give at least one path of one period", employment.id(), ""});
  problems.add_if(
      base.size() != 1 && base.size() != employment.size(),
      {"E-OPN-002", "base",
       std::to_string(base.size()) + " values for " + std::to_string(employment.size()) + " paths",
       "give one value, or one a path", employment.id(), ""});
  problems.add_if(!base.allFinite() || (base < 0.0).any(),
                  {"E-OPN-002", "base", "a base employment is negative or not finite",
                   "give the employment of the period before the first forecast", employment.id(), ""});
  problems.throw_if_any();
  Expansion out;
  out.base = base.size() == employment.size()
                 ? base
                 : Eigen::ArrayXd(Eigen::ArrayXd::Constant(employment.size(), base(0)));
  out.final = employment.paths().col(employment.horizon() - 1).array();
  out.change = out.final - out.base;
  return out;
}

}  // namespace dubao::labour
