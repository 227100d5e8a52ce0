// SPDX-License-Identifier: Apache-2.0
//
// Conversions of the labour-market accounts: Python's tuples and arrays to the library's types, results to
// dictionaries. Draws are arrays draws × horizon with the first period as text; an uncertain rate is a tuple (value,
// low, high, distribution); an age profile a tuple (name, first age, ages × 2 shares).
#pragma once

#include <dubao/labour/balance.hpp>
#include <dubao/labour/cohort.hpp>
#include <dubao/labour/keyed_draws.hpp>
#include <dubao/labour/replacement.hpp>

#include "convert.hpp"
#include <array>
#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

namespace dubao::bindings {

namespace py = pybind11;

using labour::UncertainRate;
using Rate = std::tuple<double, double, double, std::string>;
using Groups = std::vector<std::tuple<int, int, double>>;
using Profile = std::tuple<std::string, int, Array>;
using Arrays = std::map<std::string, Array>;

// --- in ---------------------------------------------------------------------------------------------------------

inline UncertainRate to_rate(const Rate& rate) {
  const auto& [value, low, high, distribution] = rate;
  UncertainRate out{value, low, high, labour::RateDistribution::kPert};
  if (distribution == "triangular") {
    out.distribution = labour::RateDistribution::kTriangular;
  } else if (distribution != "pert") {
    refuse("E-LAB-004", "distribution", distribution, "use pert or triangular");
  }
  return out;
}

inline std::vector<UncertainRate> to_rates(const std::vector<Rate>& rates) {
  std::vector<UncertainRate> out;
  for (const Rate& rate : rates) out.push_back(to_rate(rate));
  return out;
}

inline labour::EntryRates to_entry_rates(const std::map<std::string, Rate>& rates) {
  return {to_rate(rates.at("further_study")), to_rate(rates.at("participation")),
          to_rate(rates.at("emigration"))};
}

inline Eigen::ArrayXd to_column(const Array& array, const char* argument) {
  const std::vector<double> values = to_vector(array, argument);
  return Eigen::Map<const Eigen::ArrayXd>(values.data(), static_cast<Index>(values.size()));
}

inline Eigen::ArrayXXd to_table(const std::optional<Array>& array, const char* argument) {
  if (!array) return {};
  return to_matrix(*array, argument).array();
}

inline data::Draws to_draws(const Array& paths, const std::string& start, const char* argument,
                            const std::string& target = "signal") {
  if (target != "signal" && target != "survey") refuse("E-FOR-006", "target", target, "use signal or survey");
  return {time::Period::parse(start), to_matrix(paths, argument), argument,
          target == "signal" ? data::Target::kSignal : data::Target::kSurvey};
}

inline labour::KeyedDraws to_keyed(const Arrays& arrays, const std::string& start) {
  labour::KeyedDraws out;
  for (const auto& [key, paths] : arrays) {
    out.add(key, data::Draws(time::Period::parse(start), to_matrix(paths, key.c_str()), key));
  }
  return out;
}

inline labour::AgeProfile to_profile(const Profile& profile, const char* argument) {
  const auto& [name, first_age, shares] = profile;
  return {name, first_age, to_matrix(shares, argument).array()};
}

inline std::vector<labour::AgeGroup> to_groups(const Groups& groups) {
  std::vector<labour::AgeGroup> out;
  for (const auto& [from, to, count] : groups) out.push_back({from, to, count});
  return out;
}

inline labour::Evidence to_evidence(const std::string& word) {
  if (word == "derived") return labour::Evidence::kDerived;
  if (word == "assumption") return labour::Evidence::kAssumption;
  if (word == "claim") return labour::Evidence::kClaim;
  if (word != "official") refuse("E-BAL-007", "evidence", word, "use official, derived, assumption or claim");
  return labour::Evidence::kOfficial;
}

/// Minimum probability, evidence, past origins.
using Rule = std::tuple<double, std::string, Index>;

inline labour::RatingRule to_rule(const Rule& rule) {
  return {std::get<0>(rule), to_evidence(std::get<1>(rule)), std::get<2>(rule)};
}

// --- out --------------------------------------------------------------------------------------------------------

inline py::array_t<double> column(const Eigen::ArrayXd& values) {
  return py::array_t<double>(static_cast<py::ssize_t>(values.size()), values.data());
}

inline py::array_t<double> table(const Eigen::ArrayXXd& values) {
  return to_array(data::DrawMatrix(values.matrix()));
}

inline py::array_t<double> paths(const data::Draws& draws) { return to_array(draws.paths()); }

inline py::dict to_dict(const labour::KeyedDraws& keyed) {
  py::dict out;
  for (const auto& [key, draws] : keyed) out[py::str(key)] = paths(draws);
  return out;
}

inline py::tuple to_tuple(const labour::AgeProfile& profile) {
  return py::make_tuple(profile.name, profile.first_age, table(profile.shares), profile.mean_age());
}

inline py::dict to_dict(const labour::EntryFlows& flows) {
  using py::arg;
  return py::dict(arg("start") = flows.entrants.start().to_string(),
                  arg("further_study") = paths(flows.further_study),
                  arg("outside_labour_force") = paths(flows.outside_labour_force),
                  arg("emigration") = paths(flows.emigration), arg("entrants") = paths(flows.entrants));
}

inline py::dict to_dict(const labour::Rating& rating) {
  using py::arg;
  return py::dict(arg("step") = rating.step, arg("median_step") = rating.median_step,
                  arg("probability") = rating.probability, arg("probabilities") = rating.probabilities,
                  arg("reliability") = std::string(1, rating.reliability));
}

inline py::dict to_dict(const labour::Replacement& r) {
  using py::arg;
  return py::dict(arg("profile") = r.profile, arg("separations") = paths(r.separations),
                  arg("retirement") = paths(r.retirement), arg("mortality") = paths(r.mortality),
                  arg("care") = paths(r.care), arg("emigration") = paths(r.emigration),
                  arg("newcomers") = paths(r.newcomers), arg("reductions") = paths(r.reductions),
                  arg("final_profile") = table(r.final_profile));
}

}  // namespace dubao::bindings
