// SPDX-License-Identifier: Apache-2.0
//
// Human capital index of the United Nations E-Government Survey, as a calculator over the countries of one edition.
//
// What      Components by country (adult literacy, gross enrolment ratio, expected and mean years of schooling; from the
//           2024 edition e-government literacy too) become standard scores over the countries, a weighted sum, and a value
//           between 0 and 1 by the lowest and highest sum. Value, rank, and what a change of one component does to both.
// When      All components of all countries of one edition are at hand: the value is relative to them.
// When not  One country alone, or editions mixed: mean, spread and range belong to the edition. The World Bank's index of the
//           same name measures something else.
// Formula   z_ik = (x_ik − μ_k)/σ_k, μ and σ (over n, not n − 1) of the countries;  c_i = Σ_k w_k·z_ik / Σ_k w_k;
//           h_i = (c_i − min c)/(max c − min c);  rank = 1 + countries with a higher value
//           with the countries' parameters held:  ∂h_i/∂x_ik = w_k/(Σw·σ_k·(max c − min c))
//           Standardisation kRange instead uses z = (x − min)/(max − min) of each component.
// Weights   1/3 adult literacy, 2/9 each of the other three: editions 2014 to 2022. Those of 2024 are given by the caller.
// Example   Two components, weights 1/2: A (0, 0), B (1, 2), C (2, 4). z: ∓1.2247, 0: c = −1.2247, 0, 1.2247;
//           h = 0, 0.5, 1. Raising the first component of B to 2: h_B = 0.7321, rank 2.
// Source    UN DESA, E-Government Survey 2018, annex A.1 (standard scores) and A.3 (human capital); weights: 2022 edition.
#pragma once

#include <dubao/data/series.hpp>
#include <dubao/error.hpp>

#include <Eigen/Core>
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace dubao::labour {

/// How a component is put on a common scale.
enum class ComponentScale : std::uint8_t { kStandardScore, kRange };

/// Components of the countries of one edition.
struct HumanCapitalTable {
  std::vector<std::string> countries;
  std::vector<std::string> components;
  Eigen::ArrayXXd values;  ///< countries × components, in the components' own units, no missing value
  Eigen::ArrayXd weights;  ///< one for each component, ≥ 0, some above 0; divided by their sum
  ComponentScale scale = ComponentScale::kStandardScore;
};

/// Values and ranks of an edition.
struct HumanCapitalValues {
  Eigen::ArrayXd composite;  ///< c, one for each country
  Eigen::ArrayXd value;      ///< h in [0, 1]
  Eigen::ArrayXi rank;       ///< 1 is the highest; equal values share the better rank
  Eigen::ArrayXd per_unit;   ///< ∂h/∂x_k, one for each component, parameters of the edition held
  Eigen::ArrayXXd
      contribution;  ///< countries × components: w_k·z_ik/(Σw·range); a country's sum is h plus a constant
};

namespace detail {

inline void check_human_capital(const HumanCapitalTable& table) {
  const Index n = table.values.rows();
  const Index k = table.values.cols();
  std::vector<Problem> problems;
  const auto add = [&](const char* id, const char* argument, std::string message, const char* remedy) {
    problems.push_back({id, argument, std::move(message), remedy, {}, {}, {}, 0, {}});
  };
  if (n < 2 || k < 1 || static_cast<Index>(table.countries.size()) != n ||
      static_cast<Index>(table.components.size()) != k || table.weights.size() != k) {
    add("E-HCI-001", "values, weights",
        "the table is " + std::to_string(n) + " × " + std::to_string(k) + " for " +
            std::to_string(table.countries.size()) + " countries, " +
            std::to_string(table.components.size()) + " components and " +
            std::to_string(table.weights.size()) + " weights",
        "give at least two countries, and one weight for each component");
    throw InputError(problems);
  }
  if (!table.weights.isFinite().all() || (table.weights < 0.0).any() || !(table.weights.sum() > 0.0)) {
    add("E-HCI-001", "weights", "a weight is missing or below zero, or all are zero",
        "give the weights of the edition");
  }
  for (Index i = 0; i < n; ++i) {
    for (Index j = 0; j < k; ++j) {
      if (!std::isfinite(table.values(i, j))) {
        add("E-HCI-002", "values",
            "country '" + table.countries[static_cast<std::size_t>(i)] + "', component '" +
                table.components[static_cast<std::size_t>(j)] + "' is missing",
            "give the value the edition used, or leave the country out and say so");
      }
    }
  }
  if (problems.empty()) {
    for (Index j = 0; j < k; ++j) {
      if (table.values.col(j).maxCoeff() > table.values.col(j).minCoeff()) continue;
      add("E-HCI-003", "values",
          "component '" + table.components[static_cast<std::size_t>(j)] + "' is the same for all countries",
          "leave the component out");
    }
  }
  if (!problems.empty()) throw InputError(problems);
}

}  // namespace detail

/// Values and ranks of all countries of an edition.
/// Throws InputError E-HCI-001 (shapes, weights), E-HCI-002 (a missing value, each named), E-HCI-003 (no spread in a
/// component, or in the weighted sum). Cost: O(countries² + countries · components).
[[nodiscard]] inline HumanCapitalValues human_capital_index(const HumanCapitalTable& table) {
  detail::check_human_capital(table);
  const Index n = table.values.rows();
  const Index k = table.values.cols();
  const double total = table.weights.sum();
  Eigen::ArrayXXd parts(n, k);
  Eigen::ArrayXd unit(k);
  for (Index j = 0; j < k; ++j) {
    const Eigen::ArrayXd column = table.values.col(j);
    double centre = column.minCoeff();
    double spread = column.maxCoeff() - centre;
    if (table.scale == ComponentScale::kStandardScore) {
      centre = column.mean();
      spread = std::sqrt((column - centre).square().mean());
    }
    unit(j) = table.weights(j) / (total * spread);
    parts.col(j) = (column - centre) * unit(j);
  }
  HumanCapitalValues out;
  out.composite = parts.rowwise().sum();
  const double lowest = out.composite.minCoeff();
  const double range = out.composite.maxCoeff() - lowest;
  if (!(range > 0.0)) {
    throw InputError("E-HCI-003", "values", "the weighted sums of all countries are the same",
                     "check the components and their weights");
  }
  out.value = (out.composite - lowest) / range;
  out.rank.resize(n);
  for (Index i = 0; i < n; ++i) out.rank(i) = 1 + static_cast<int>((out.value > out.value(i)).count());
  out.per_unit = unit / range;
  out.contribution = parts / range;
  return out;
}

/// What a change of one component of one country does.
struct HumanCapitalEffect {
  Index component = 0;
  double change = data::kMissing;        ///< in the unit of the component
  double value = data::kMissing;         ///< h after the change, everything computed again
  int rank = 0;                          ///< after the change
  double value_change = data::kMissing;  ///< against the edition
  int places = 0;                        ///< places gained (+) or lost (−)
  double first_order =
      data::kMissing;  ///< change · ∂h/∂x, parameters held; the rest is of order (1 + z²)/countries
};

/// The effect of each change alone, other countries as they are.
/// country: row of the table; changes: one for each component, NaN = not asked.
/// Throws as human_capital_index; E-HCI-004 for a row or a number of changes that do not fit.
[[nodiscard]] inline std::vector<HumanCapitalEffect> human_capital_effects(
    const HumanCapitalTable& table, Index country, const Eigen::Ref<const Eigen::ArrayXd>& changes) {
  const HumanCapitalValues before = human_capital_index(table);
  if (country < 0 || country >= table.values.rows() || changes.size() != table.values.cols()) {
    throw InputError("E-HCI-004", "country, changes", "no such country, or not one change for each component",
                     "name a country of the table and its components");
  }
  std::vector<HumanCapitalEffect> out;
  for (Index j = 0; j < changes.size(); ++j) {
    if (!std::isfinite(changes(j))) continue;
    HumanCapitalTable moved = table;
    moved.values(country, j) += changes(j);
    const HumanCapitalValues after = human_capital_index(moved);
    HumanCapitalEffect one;
    one.component = j;
    one.change = changes(j);
    one.value = after.value(country);
    one.rank = after.rank(country);
    one.value_change = after.value(country) - before.value(country);
    one.places = before.rank(country) - after.rank(country);
    one.first_order = changes(j) * before.per_unit(j);
    out.push_back(one);
  }
  return out;
}

}  // namespace dubao::labour
