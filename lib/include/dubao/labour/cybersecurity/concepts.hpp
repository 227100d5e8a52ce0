// SPDX-License-Identifier: Apache-2.0
//
// Three concepts of need for cybersecurity staff: funded vacancies, need declared in a survey, need by a staffing norm.
//
// What      Figures of the three circulate under one word, "shortage", and differ by orders of magnitude because they count different
//           things. Each is a NeedModel here, so that they are computed on common draws, set side by side, and never added.
//
//   funded vacancies   D = E + O + F,  S = E + A,  gap D − S = O + F − A,  ratio S/D        (as published by CyberSeek)
//                      E employed, O openings with a budget, F separations to be replaced, A others with the skills who are looking.
//                      Posts somebody pays for. F may be given as a rate of E. Where S is published as one number it takes the place
//                      of E + A. A year's flow (F) stands beside stocks: say which year.
//   declared need      Σ_k n_k P_k m_k − entrants                                             (as published by ISC2)
//                      n organisations of size class k, P the share that means to hire, m hires of those who do. Intentions, without a
//                      budget; depends on who answers.
//   norm need          Σ_k n_k m_k
//                      n organisations of class k, m posts a norm asks of each, for instance 8 to 10 for a centre on duty day and night.
//                      What ought to be, whoever pays.
//
// When not  As a forecast: none of the three says how many will work in the field.
// Example   E = 1,000, O = 200, F = 100, A = 90: D = 1,300, S = 1,090, gap 210, ratio 0.838462.
//           n = 60, P = 0.3, m = 2 without entrants: 36.  n = 60 and 340, m = 8 and 2: 1,160.
//           ratio 0.69 and gap 466,225 imply D = 466,225/0.31 = 1,503,952 and S = 1,037,727.
// Source    CyberSeek, methodology (2023); ISC2, Cybersecurity Workforce Study, methodology (2018–2019).
#pragma once

#include <dubao/labour/cybersecurity/need_model.hpp>

#include <algorithm>
#include <cmath>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace dubao::labour::cybersecurity {

/// Inputs of funded vacancies. Exactly one of separations and separation_rate, exactly one of searching and supply.
struct FundedVacancies {
  NeedInput employed;
  NeedInput openings;
  std::optional<NeedInput> separations;
  std::optional<NeedInput> separation_rate;  ///< share of the employed
  std::optional<NeedInput> searching;
  std::optional<NeedInput> supply;
};

/// Quantities "demand", "supply", "gap" in this order. Throws InputError E-CYB-003 unless one of each pair is given.
[[nodiscard]] inline NeedModel funded_vacancies(const FundedVacancies& given) {
  Problems problems;
  const auto pair = [&](bool one, bool other, const char* names) {
    problems.add_if(one == other, {"E-CYB-003", names, one ? "both are given" : "neither is given",
                                   "give exactly one of the two", "", ""});
  };
  pair(given.separations.has_value(), given.separation_rate.has_value(), "separations, separation_rate");
  pair(given.searching.has_value(), given.supply.has_value(), "searching, supply");
  problems.throw_if_any();
  NeedModel out;
  const Index employed = out.add(given.employed);
  const Index openings = out.add(given.openings);
  std::vector<Product> demand{{1.0, {employed}}, {1.0, {openings}}};
  if (given.separations) {
    demand.push_back({1.0, {out.add(*given.separations)}});
  } else {
    NeedInput rate = *given.separation_rate;
    rate.maximum = 1.0;
    demand.push_back({1.0, {employed, out.add(std::move(rate))}});
  }
  std::vector<Product> supply;
  if (given.searching) {
    supply = {{1.0, {employed}}, {1.0, {out.add(*given.searching)}}};
  } else {
    supply = {{1.0, {out.add(*given.supply)}}};
  }
  std::vector<Product> gap = demand;
  for (Product one : supply) {
    one.sign = -one.sign;
    gap.push_back(std::move(one));
  }
  out.quantities = {{"demand", demand}, {"supply", supply}, {"gap", gap}};
  return out;
}

/// Demand and supply that a published ratio S/D and gap D − S imply.
struct ImpliedDemand {
  double demand = 0.0;
  double supply = 0.0;
};

/// D = gap/(1 − ratio), S = D − gap. ratio in [0, 1), gap > 0; throws InputError E-CYB-005 otherwise.
[[nodiscard]] inline ImpliedDemand implied_demand(double ratio, double gap) {
  if (!(ratio >= 0.0 && ratio < 1.0) || !(gap > 0.0 && std::isfinite(gap))) {
    throw InputError("E-CYB-005", "ratio, gap",
                     "they are " + std::to_string(ratio) + " and " + std::to_string(gap),
                     "give a ratio from 0 to below 1 and a gap above 0");
  }
  const double demand = gap / (1.0 - ratio);
  return {demand, demand - gap};
}

/// One class of organisations. hiring_share only for the declared need; persons: hires of those who hire, or posts by the norm.
struct OrganisationClass {
  std::string name;
  NeedInput organisations;
  std::optional<NeedInput> hiring_share;
  NeedInput persons;
};

namespace detail {

inline void check_classes(Problems& problems, const std::vector<OrganisationClass>& classes, bool share) {
  problems.add_if(classes.empty(), {"E-CYB-003", "classes", "there is no class of organisations",
                                    "give at least one", "", ""});
  std::set<std::string> seen;
  for (const OrganisationClass& one : classes) {
    problems.add_if(!seen.insert(one.name).second, {"E-CYB-003", "classes", "the class stands twice",
                                                    "give every class once", one.name, ""});
    problems.add_if(share != one.hiring_share.has_value(),
                    {"E-CYB-003", "hiring_share", share ? "is missing" : "has no place in a norm",
                     share ? "give the share of organisations that hire" : "leave it out", one.name, ""});
  }
}

/// Σ over classes; quantities "<total>" and "<total>.<class>" in the order of the classes.
[[nodiscard]] inline NeedModel sum_of_classes(const std::vector<OrganisationClass>& classes,
                                              const std::string& total) {
  NeedModel out;
  std::vector<Product> all;
  std::vector<Quantity> parts;
  for (const OrganisationClass& one : classes) {
    Product product{1.0, {out.add(one.organisations)}};
    if (one.hiring_share) {
      NeedInput share = *one.hiring_share;
      share.maximum = 1.0;
      // The list of a survey is the class itself, the list behind the mean those of it that hire.
      if (share.kind == InputKind::kSurveyShare && share.population == 0.0) {
        // A count known exactly below the number asked is a contradiction, and told as one; an uncertain one is not.
        const double asked = one.organisations.kind == InputKind::kExact ? 1.0 : share.sample;
        share.population = std::max(asked, std::round(one.organisations.value));
      }
      product.factors.push_back(out.add(share));
      NeedInput persons = one.persons;
      if (persons.kind == InputKind::kSurveyMean && persons.population == 0.0) {
        persons.population = std::max(persons.sample, std::round(one.organisations.value * share.value));
      }
      product.factors.push_back(out.add(std::move(persons)));
    } else {
      product.factors.push_back(out.add(one.persons));
    }
    all.push_back(product);
    parts.push_back({total + "." + one.name, {std::move(product)}});
  }
  out.quantities.push_back({total, std::move(all)});
  for (Quantity& part : parts) out.quantities.push_back(std::move(part));
  return out;
}

}  // namespace detail

/// Quantities "need" (after entrants), "declared" (before), "declared.<class>". A surveyed share without population is one of
/// the class's organisations, a surveyed mean one of those of them that hire. Throws InputError E-CYB-003.
[[nodiscard]] inline NeedModel declared_need(const std::vector<OrganisationClass>& classes,
                                             const std::optional<NeedInput>& entrants = std::nullopt) {
  Problems problems;
  detail::check_classes(problems, classes, true);
  problems.throw_if_any();
  NeedModel out = detail::sum_of_classes(classes, "declared");
  Quantity need{"need", out.quantities.front().products};
  if (entrants) need.products.push_back({-1.0, {out.add(*entrants)}});
  out.quantities.insert(out.quantities.begin(), std::move(need));
  return out;
}

/// Quantities "need", "need.<class>". Posts are uncertain, not different from one organisation of a class to the next: one value a
/// path for the whole class. Throws InputError E-CYB-003.
[[nodiscard]] inline NeedModel norm_need(const std::vector<OrganisationClass>& classes) {
  Problems problems;
  detail::check_classes(problems, classes, false);
  problems.throw_if_any();
  return detail::sum_of_classes(classes, "need");
}

}  // namespace dubao::labour::cybersecurity
