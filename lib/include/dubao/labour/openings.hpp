// SPDX-License-Identifier: Apache-2.0
//
// Job openings: expansion plus the leavers who are replaced.
//
// What      Openings of one national group over the whole period, on draws, split into expansion and
//           replacement, then shared out to years and to smaller cells.
// When not  Cell by cell or year by year: max(·, 0) of a noisy change inflates openings several times. The
//           maximum stands once, on the national total over the whole period; years and cells get shares.
// Formula   F7:  JO = max(ED, 0) + RD*,   RD* = RD             if ED ≥ 0
//                                         RD* = max(0, RD + ED) if ED < 0 (leavers not all replaced)
//           so that  max(ED, 0) ≤ JO ≤ max(ED, 0) + RD  on every path.
//           years, expansion: increments of the geometric path from E_0 to E_T (linear when either is 0),
//                             which have one sign and add up to ED;
//           years, replacement: RD*_h = RD* · RD_h / RD.
// Example   ED = 12, RD = 20: openings 32. ED = −5, RD = 20: openings 15. ED = −30, RD = 20: openings 0.
// Source    First branch: ROA, Methodiek arbeidsmarktprognoses (replacement relative to expansion); second
//           branch, shares by year: own.
#pragma once

#include <dubao/data/draws.hpp>
#include <dubao/error.hpp>
#include <dubao/labour/expansion.hpp>

#include <Eigen/Core>
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace dubao::labour {

/// How far shares may be from summing to 1.
inline constexpr double kShareSumTolerance = 1e-9;

/// Openings over the whole period (arrays: one value a path) and by year (draws × horizon), persons.
struct Openings {
  Eigen::ArrayXd change;       ///< ED, negative when employment falls
  Eigen::ArrayXd expansion;    ///< max(ED, 0)
  Eigen::ArrayXd separations;  ///< RD: all leavers of the period
  Eigen::ArrayXd replacement;  ///< RD*: leavers who are replaced
  Eigen::ArrayXd total;        ///< JO = expansion + replacement
  data::Draws expansion_by_year;
  data::Draws replacement_by_year;
  data::Draws total_by_year;
};

namespace detail {

/// Below this growth the geometric and the straight line agree to rounding, and the quotient would be 0/0.
inline constexpr double kStraightLine = 1e-8;
/// Beyond this growth (logarithm) its exponential is at the end of what double holds.
inline constexpr double kSteepest = 500.0;

/// Share of ED that falls to each year on one path, along the geometric path from base to final.
[[nodiscard]] inline Eigen::ArrayXd expansion_year_shares(double base, double final, Index horizon) {
  const auto years = static_cast<double>(horizon);
  Eigen::ArrayXd shares(horizon);
  const double ratio = final / base;
  const double growth = !(base > 0.0 && final > 0.0) ? 0.0
                        : std::isnormal(ratio)       ? std::log(ratio)
                                                     : std::log(final) - std::log(base);
  for (Index h = 0; h < horizon; ++h) {
    const auto step = static_cast<double>(h);
    if (growth > kSteepest) {  // the same, seen from the last year
      shares(h) = std::exp(growth * ((step + 1.0) / years - 1.0)) - std::exp(growth * (step / years - 1.0));
      continue;
    }
    shares(h) = std::abs(growth) < kStraightLine
                    ? 1.0 / years
                    : (std::expm1(growth * (step + 1.0) / years) - std::expm1(growth * step / years)) /
                          std::expm1(growth);
  }
  return shares;
}

}  // namespace detail

/// base: E_0 a path or one value; employment: signal draws E_1 … E_T; separations: RD_h ≥ 0, leavers in each
/// year, same paths, horizon and first period; same unit throughout. One national group.
/// Throws InputError E-OPN-001, E-OPN-002 (see expansion), E-OPN-003 when separations have another shape or
/// first period, E-OPN-004 when one is negative. O(paths · horizon).
[[nodiscard]] inline Openings openings(const Eigen::ArrayXd& base, const data::Draws& employment,
                                       const data::Draws& separations) {
  const Expansion growth = expansion(base, employment);
  Problems problems;
  const bool fits = separations.size() == employment.size() &&
                    separations.horizon() == employment.horizon() &&
                    separations.start() == employment.start();
  problems.add_if(!fits, {"E-OPN-003", "separations", "other paths, horizon or first period than employment",
                          "simulate the leavers on the same paths and years", employment.id(), ""});
  problems.add_if((separations.paths().array() < 0.0).any(),
                  {"E-OPN-004", "separations", "a number of leavers is negative",
                   "give leavers as persons ≥ 0", employment.id(), ""});
  problems.throw_if_any();

  Openings out;
  const Index n = employment.size();
  const Index horizon = employment.horizon();
  out.change = growth.change;
  out.expansion = growth.change.max(0.0);
  out.separations = separations.paths().rowwise().sum().array();
  out.replacement =
      (growth.change >= 0.0).select(out.separations, (out.separations + growth.change).max(0.0));
  out.total = out.expansion + out.replacement;
  data::DrawMatrix expansion_years = data::DrawMatrix::Zero(n, horizon);
  data::DrawMatrix replacement_years = data::DrawMatrix::Zero(n, horizon);
  for (Index d = 0; d < n; ++d) {
    if (out.expansion(d) > 0.0) {
      expansion_years.row(d) =
          (out.expansion(d) * detail::expansion_year_shares(growth.base(d), growth.final(d), horizon))
              .matrix()
              .transpose();
    }
    if (out.replacement(d) > 0.0) {
      replacement_years.row(d) = separations.paths().row(d) * (out.replacement(d) / out.separations(d));
    }
  }
  const auto named = [&](data::DrawMatrix paths, const char* part) {
    return data::Draws(employment.start(), std::move(paths), employment.id() + "." + part)
        .with_unit(employment.unit());
  };
  out.total_by_year = named(expansion_years + replacement_years, "openings");
  out.expansion_by_year = named(std::move(expansion_years), "expansion");
  out.replacement_by_year = named(std::move(replacement_years), "replacement");
  return out;
}

/// Gives smaller cells (regions, detailed occupations) their share of national openings, path by path.
/// shares: cells × 1 (the same for all paths) or cells × paths, ≥ 0, each column summing to 1.
/// Returns cells × paths. Throws InputError E-OPN-005 when shares are negative or do not sum to 1.
[[nodiscard]] inline Eigen::ArrayXXd allocate_openings(const Eigen::ArrayXd& national,
                                                       const Eigen::ArrayXXd& shares) {
  const bool shaped = shares.rows() > 0 && (shares.cols() == 1 || shares.cols() == national.size());
  if (!shaped || !shares.allFinite() || (shares < 0.0).any() ||
      ((shares.colwise().sum() - 1.0).abs() > kShareSumTolerance).any()) {
    throw InputError("E-OPN-005", "shares", "the shares of the cells are negative or do not sum to 1",
                     "give one column, or one a path, of shares ≥ 0 that sum to 1");
  }
  Eigen::ArrayXXd out(shares.rows(), national.size());
  for (Index d = 0; d < national.size(); ++d) {
    out.col(d) = shares.col(shares.cols() == 1 ? 0 : d) * national(d);
  }
  return out;
}

}  // namespace dubao::labour
