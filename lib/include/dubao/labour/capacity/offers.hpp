// SPDX-License-Identifier: Apache-2.0
//
// Offers: how many places to offer so that those who enrol stay inside what the law tolerates.
//
// What      The largest number of offers of a round with P(more enrol than the law tolerates) ≤ a stated level, and what else that
//           number means: expected intake, its interval, the probability of staying below the announced number or below a share of
//           it. Several units: the probability that their total crosses the limit of the form.
// When      Before each round of admission; after a round, again with those already enrolled.
// When not  Admission where all who accept are known before the limit counts.
// Formula   limit ℓ (overshoot.hpp, largest actual intake that is no breach), enrolled so far e, X | n from the predictive of the
//           show-up rate (show_up.hpp):  offers = max{n : P(e + X > ℓ | n) ≤ level}. P rises with n, so the answer is found by
//           doubling and halving. Under-fill: P(e + X < announced). Interval: smallest k with P(X ≤ k) ≥ (1∓c)/2.
//           Total of m units: the masses are folded, P(Σ X > L); units are taken as independent given their histories (ASSUMPTION:
//           a year that is bad for all makes the total wider than this).
// Example   Announced 462, limit 491, history 600→420, 500→330, 650→470, level 0.05: 613 offers, 423 expected.
// Source    Circular 34/2026/TT-BGDĐT, Art. 4(3); predictive: show_up.hpp.
#pragma once

#include <dubao/data/series.hpp>
#include <dubao/error.hpp>
#include <dubao/labour/capacity/institution.hpp>
#include <dubao/labour/capacity/show_up.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <string>
#include <vector>

namespace dubao::labour::capacity {

/// No round is thought to need more offers; reached when hardly anyone shows up: then the answer says so.
inline constexpr Index kMostOffers = 200000;

/// What the offers of one round are to respect.
struct OfferTarget {
  Index announced = 0;      ///< persons
  Index limit = 0;          ///< largest actual intake that is no breach, ≥ 0
  Index enrolled = 0;       ///< already enrolled in earlier rounds
  double level = 0.05;      ///< largest probability of a breach accepted, in (0, 1)
  double fill_share = 0.9;  ///< the second under-fill probability: below this share of the announced number
  double interval_level = 0.8;  ///< of the interval of the intake
};

/// The answer for one round.
struct OfferPlan {
  Index offers = 0;
  double breach_probability = 0.0;  ///< at `offers`
  double breach_probability_next =
      0.0;                ///< at one offer more; above the level unless the cap of offers was reached
  double expected = 0.0;  ///< intake in all, those already enrolled included
  Index lower = 0;
  Index upper = 0;
  double underfill_probability = 0.0;        ///< fewer than announced
  double share_underfill_probability = 0.0;  ///< fewer than fill_share of the announced
  double rate_mean = 0.0;
  double rate_standard_deviation = 0.0;
  double dispersion = 0.0;
  Index years = 0;
  bool already_above = false;  ///< those enrolled cross the limit already: no offer is right
  bool capped = false;         ///< kMostOffers reached before the level was
  std::vector<double> masses;  ///< P(X = k), k = 0 … offers, of those who enrol in this round
};

namespace detail {

inline void check_target(const OfferTarget& target) {
  Problems problems;
  problems.add_if(target.announced < 0 || target.limit < 0 || target.enrolled < 0,
                  {"E-CAP-062", "announced, limit, enrolled", "a number of persons is negative",
                   "give whole persons, at least 0", "", ""});
  const auto open = [](double p) { return p > 0.0 && p < 1.0; };
  problems.add_if(!open(target.level), {"E-CAP-063", "level", detail::shown(target.level) + " is no level",
                                        "give a probability between 0 and 1, for instance 0.05", "", ""});
  problems.add_if(!open(target.interval_level),
                  {"E-CAP-063", "interval_level", detail::shown(target.interval_level) + " is no level",
                   "give a probability between 0 and 1, for instance 0.8", "", ""});
  problems.add_if(!(target.fill_share > 0.0 && target.fill_share <= 1.0),
                  {"E-CAP-063", "fill_share", detail::shown(target.fill_share) + " is no share",
                   "give a share above 0 and at most 1", "", ""});
  problems.throw_if_any();
}

/// Smallest k with Σ_{j ≤ k} mass ≥ p.
[[nodiscard]] inline Index mass_quantile(const std::vector<double>& masses, double p) {
  double sum = 0.0;
  for (std::size_t k = 0; k < masses.size(); ++k) {
    sum += masses[k];
    if (sum >= p) return static_cast<Index>(k);
  }
  return static_cast<Index>(masses.size()) - 1;
}

}  // namespace detail

/// What a given number of offers means. Throws InputError E-CAP-062, E-CAP-063 (all at once). O(nodes · offers).
[[nodiscard]] inline OfferPlan evaluate_offers(const ShowUpRate& rate, const OfferTarget& target,
                                               Index offers) {
  detail::check_target(target);
  OfferPlan out;
  out.offers = offers;
  out.rate_mean = rate.mean();
  out.rate_standard_deviation = rate.standard_deviation();
  out.dispersion = rate.dispersion();
  out.years = static_cast<Index>(rate.years());
  out.already_above = target.enrolled > target.limit;
  const Index room = target.limit - target.enrolled;
  out.breach_probability = 1.0 - rate.at_most(offers, room);
  out.breach_probability_next = 1.0 - rate.at_most(offers + 1, room);
  out.expected = static_cast<double>(target.enrolled) + static_cast<double>(offers) * out.rate_mean;
  out.masses = rate.masses(offers, offers);
  out.lower = target.enrolled + detail::mass_quantile(out.masses, 0.5 * (1.0 - target.interval_level));
  out.upper = target.enrolled + detail::mass_quantile(out.masses, 0.5 * (1.0 + target.interval_level));
  const auto below = [&](double persons) {
    return rate.at_most(offers, static_cast<Index>(std::ceil(persons)) - 1 - target.enrolled);
  };
  out.underfill_probability = below(static_cast<double>(target.announced));
  out.share_underfill_probability = below(target.fill_share * static_cast<double>(target.announced));
  return out;
}

/// The largest number of offers with P(breach) ≤ level. Throws InputError E-CAP-062, E-CAP-063.
/// Cost O(log(offers) · nodes · limit): milliseconds for hundreds of places.
[[nodiscard]] inline OfferPlan plan_offers(const ShowUpRate& rate, const OfferTarget& target) {
  detail::check_target(target);
  const Index room = target.limit - target.enrolled;
  const auto lawful = [&](Index n) { return 1.0 - rate.at_most(n, room) <= target.level; };
  Index good = 0;
  bool capped = false;
  if (room >= 0) {
    good = room;  // as many offers as places can never be too many
    Index bad = 2 * room + 2;
    while (bad < kMostOffers && lawful(bad)) {
      good = bad;
      bad *= 2;
    }
    if (bad >= kMostOffers && lawful(kMostOffers)) {
      good = kMostOffers;
      capped = true;
    }
    bad = std::min(bad, kMostOffers);
    while (!capped && bad - good > 1) {
      const Index middle = good + (bad - good) / 2;
      (lawful(middle) ? good : bad) = middle;
    }
  }
  OfferPlan out = evaluate_offers(rate, target, good);
  out.capped = capped;
  return out;
}

/// P(Σ X > limit) of several units whose masses are given, those enrolled already included in `limit` by the caller (limit minus them).
/// Folds the masses: O(Σ_i Π sizes) = O(total² / 2); units independent. limit < 0: 1.
[[nodiscard]] inline double total_breach_probability(const std::vector<std::vector<double>>& units,
                                                     Index limit) {
  if (limit < 0) return 1.0;
  std::vector<double> total = {1.0};
  for (const std::vector<double>& unit : units) {
    const std::size_t size = std::min(total.size() + unit.size() - 1, static_cast<std::size_t>(limit) + 1);
    std::vector<double> next(size, 0.0);
    for (std::size_t i = 0; i < total.size(); ++i) {
      for (std::size_t j = 0; j < unit.size() && i + j < size; ++j) next[i + j] += total[i] * unit[j];
    }
    total = std::move(next);
  }
  double inside = 0.0;
  for (const double one : total) inside += one;
  return std::max(0.0, 1.0 - inside);
}

}  // namespace dubao::labour::capacity
