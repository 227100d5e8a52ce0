// SPDX-License-Identifier: Apache-2.0
//
// Two lists: how many units there are when two incomplete lists of them overlap (dual-system estimate, capture-recapture).
//
// What      Vacancies (or employers with vacancies) that stand in two sources, for instance two job boards: n₁ and n₂ units, m of them
//           in both. The overlap says how much both miss.
// When      Units can be matched by an exact key, the population is closed over the window, and the lists are roughly independent.
// When not  m = 0 or a handful: the estimate stands, but says nothing. One list a copy of the other: m = n₂ gives n₁ and no news.
// Formula   Chapman:  N̂ = (n₁+1)(n₂+1)/(m+1) − 1 = r + a·b/(m+1),  r = n₁+n₂−m seen, a = n₁−m, b = n₂−m
//           Var = (n₁+1)(n₂+1)(n₁−m)(n₂−m) / ((m+1)²(m+2))   (Seber)
//           interval on the unseen f = N̂ − r:  r + f/C … r + f·C,  C = exp(z √ln(1 + Var/f²))   (Chao)
//           ASSUMPTION of independence: being in one list says nothing about the other, the odds ratio θ of the 2×2 table is 1.
//           With θ the unseen are θ·a·b/(m+1): θ > 1 (employers who use one board use the other too) means more unseen, θ < 1 (boards
//           share the market between them) fewer. The band is that of the θ the user holds possible; data of two lists cannot tell θ.
// Example   n₁ = 100, n₂ = 80, m = 20: N̂ = 101·81/21 − 1 = 388.57, seen 160, standard error 63.62; θ from 0.5 to 2: 274.29 to 617.14.
// Source    Chapman (1951); Seber (1970); Chao (1987); odds ratio as sensitivity: Gerritse, van der Heijden and Bakker (2015).
#pragma once

#include <dubao/data/random.hpp>
#include <dubao/data/series.hpp>
#include <dubao/error.hpp>

#include <cmath>
#include <string>

namespace dubao::labour {

/// What the two lists say. low, high: interval under independence; band_*: estimates at the ends of the odds ratios.
struct TwoListEstimate {
  double estimate = 0.0;
  double standard_error = 0.0;
  double low = 0.0;
  double high = 0.0;
  double seen = 0.0;
  double band_low = 0.0;
  double band_high = 0.0;
};

/// first, second: units of each list; both: of them in both. odds_low ≤ odds_high: odds ratios held possible, > 0. level: of the
/// interval, in (0, 1). Throws InputError E-LAB-032 (counts that are no counts, or both more than a list), E-LAB-033 (odds ratios or
/// level out of range), all problems at once.
[[nodiscard]] inline TwoListEstimate two_list_estimate(double first, double second, double both,
                                                       double odds_low = 1.0, double odds_high = 1.0,
                                                       double level = 0.95) {
  Problems problems;
  const auto is_count = [](double n) { return n >= 0.0 && std::isfinite(n) && n == std::floor(n); };
  const bool counts =
      is_count(first) && is_count(second) && is_count(both) && both <= first && both <= second;
  problems.add_if(!counts, {"E-LAB-032", "first, second, both",
                            std::to_string(first) + ", " + std::to_string(second) + " and " +
                                std::to_string(both) + " are not two lists and their overlap",
                            "give whole numbers ≥ 0, the overlap not above either list", "", ""});
  problems.add_if(!(odds_low > 0.0 && odds_low <= odds_high) || std::isinf(odds_high),
                  {"E-LAB-033", "odds_ratio", std::to_string(odds_low) + " to " + std::to_string(odds_high),
                   "give 0 < low ≤ high; 1 is independence", "", ""});
  problems.add_if(!(level > 0.0 && level < 1.0),
                  {"E-LAB-033", "level", std::to_string(level) + " is outside (0, 1)",
                   "give a share, for instance 0.95", "", ""});
  problems.throw_if_any();
  TwoListEstimate out;
  const double only_first = first - both;
  const double only_second = second - both;
  const double unseen = only_first * only_second / (both + 1.0);
  out.seen = first + only_second;
  out.estimate = out.seen + unseen;
  const double variance = (first + 1.0) * (second + 1.0) * only_first * only_second /
                          ((both + 1.0) * (both + 1.0) * (both + 2.0));
  out.standard_error = std::sqrt(variance);
  out.low = out.high = out.seen;
  if (unseen > 0.0) {
    const double z = data::normal_quantile(0.5 * (1.0 + level));
    const double spread = std::exp(z * std::sqrt(std::log1p(variance / (unseen * unseen))));
    out.low = out.seen + unseen / spread;
    out.high = out.seen + unseen * spread;
  }
  out.band_low = out.seen + odds_low * unseen;
  out.band_high = out.seen + odds_high * unseen;
  return out;
}

}  // namespace dubao::labour
