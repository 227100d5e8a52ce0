// SPDX-License-Identifier: Apache-2.0
//
// Bridge: draws by an old classification moved to the new one, with the uncertainty of the split.
//
// What      A sparse matrix old → new whose weights sum to 1 over the targets of an old code: VSIC 2018 → 2025, 63 → 34 provinces,
//           any other table of correspondence. People are moved, none is lost: the total stands on every path.
// When      Levels that add up (persons, money) have to continue under a new classification.
// When not  Rates and averages: bridge numerator and denominator apart. Back from new to old without a key: refused, since a sum
//           does not say what it was made of.
// Formula   y_n = Σ_o W_on y_o. An old code with one target has W = 1: a code that goes on, or a whole merger, adds no uncertainty.
//           A split whose weights w are estimates draws W_o· ~ Dirichlet(a·w_o·) once a path, the same in all its periods: an
//           unknown constant, not yearly noise. E W = w, Var W_on = w(1 − w)/(a + 1). a, the concentration, is how many independent
//           units the split was counted on, and has to be stated; an equal split nobody counted has a = number of targets, under
//           which every split is equally likely. A split that is known exactly (a register) is stated as exact.
//           Drawn by inversion, keyed by seed, old code and path: common random numbers.
// Inverse   V_no = W_on·key_o / Σ_o' W_o'n·key_o' with a key the caller gives (for instance the last count by old codes).
// Example   J = 100 goes to J' with 0.3 and K' with 0.7, a = 9: J' has mean 30 and standard deviation √(0.3·0.7/10)·100 = 14.49.
// Source    Moments of the Dirichlet: Ferguson (1973); its use for weights of correspondence: own.
#pragma once

#include <dubao/labour/dirichlet.hpp>
#include <dubao/labour/keyed_draws.hpp>
#include <dubao/labour/openings.hpp>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace dubao::labour {

/// One row of a table of correspondence.
struct BridgeLink {
  std::string from;
  std::string to;
  double weight = 1.0;  ///< share of `from` that goes to `to`, > 0
};

class Bridge {
 public:
  /// links: every old code with all its targets, in any order. concentrations: a > 0 of the old codes that are split by estimated
  /// weights, infinity where the split is exact; codes with one target need none. Throws InputError E-BRG-006 (weights that do not
  /// sum to 1), E-BRG-007 (no row, or a doubled one), E-BRG-008 (a weight that is not in (0, 1]), E-BRG-009 (a split without a
  /// concentration, or one that is not > 0), naming the code; all problems at once.
  Bridge(const std::vector<BridgeLink>& links, const std::map<std::string, double>& concentrations) {
    Problems problems;
    problems.add_if(links.empty(),
                    {"E-BRG-007", "links", "there is no row", "give the table of correspondence", "", ""});
    for (const BridgeLink& link : links) {
      const std::string pair = link.from + " → " + link.to;
      problems.add_if(!(link.weight > 0.0 && link.weight <= 1.0 + kShareSumTolerance),
                      {"E-BRG-008", "weight", std::to_string(link.weight) + " is not a share of a code",
                       "give a weight > 0 and ≤ 1; leave out what nothing goes to", pair, ""});
      const bool added = rows_[link.from].weights.emplace(link.to, link.weight).second;
      problems.add_if(
          !added, {"E-BRG-007", "links", "the row stands twice", "keep one row a pair of codes", pair, ""});
    }
    for (auto& [code, row] : rows_) {
      double sum = 0.0;
      for (const auto& [target, weight] : row.weights) sum += weight;
      problems.add_if(!(std::abs(sum - 1.0) <= kShareSumTolerance),
                      {"E-BRG-006", "weight", "the weights of the code sum to " + std::to_string(sum),
                       "make them sum to 1: everybody of an old code goes somewhere", code, ""});
      const auto stated = concentrations.find(code);
      if (row.weights.size() == 1) continue;
      if (stated == concentrations.end()) {
        problems.add({"E-BRG-009", "concentrations",
                      "the code is split into " + std::to_string(row.weights.size()) +
                          " and nothing says how well the split is known",
                      "state the concentration: units the weights were counted on, the number of targets for "
                      "a split nobody "
                      "counted, infinity for an exact one",
                      code, ""});
        continue;
      }
      row.concentration = stated->second;
      problems.add_if(
          !(row.concentration > 0.0),
          {"E-BRG-009", "concentrations", std::to_string(row.concentration) + " is not a concentration",
           "give a number > 0", code, ""});
    }
    problems.throw_if_any();
  }

  /// Old codes, ascending.
  [[nodiscard]] std::vector<std::string> sources() const {
    std::vector<std::string> out;
    for (const auto& [code, row] : rows_) out.push_back(code);
    return out;
  }
  /// New codes, ascending.
  [[nodiscard]] std::vector<std::string> targets() const {
    std::map<std::string, bool> seen;
    for (const auto& [code, row] : rows_) {
      for (const auto& [target, weight] : row.weights) seen[target] = true;
    }
    std::vector<std::string> out;
    out.reserve(seen.size());
    for (const auto& [target, yes] : seen) out.push_back(target);
    return out;
  }
  /// Targets of an old code with their weights. Throws InputError E-BRG-010 for an unknown code.
  [[nodiscard]] const std::map<std::string, double>& weights(const std::string& code) const {
    const auto found = rows_.find(code);
    if (found == rows_.end()) throw InputError(std::vector<Problem>{unknown(code)});
    return found->second.weights;
  }
  /// Whether a code is split by weights that are not exact.
  [[nodiscard]] bool is_uncertain(const std::string& code) const {
    const auto found = rows_.find(code);
    return found != rows_.end() && std::isfinite(found->second.concentration);
  }

  /// Moves draws to the new codes. by_old: any of the old codes; a new code of which some sources are not there has what came from
  /// the others (`incomplete`). uncertain: whether splits are drawn, false takes the weights as they stand. The total is kept.
  /// Throws InputError E-BRG-010 for codes the bridge does not know, all at once. O(links · paths · horizon).
  [[nodiscard]] KeyedDraws apply(const KeyedDraws& by_old, std::uint64_t seed = 1,
                                 bool uncertain = true) const {
    Problems problems;
    for (const auto& [code, draws] : by_old) {
      if (rows_.count(code) == 0) problems.add(unknown(code));
    }
    problems.throw_if_any();
    std::map<std::string, data::DrawMatrix> sums;
    for (const auto& [code, draws] : by_old) {
      const Row& row = rows_.at(code);
      const bool drawn = uncertain && std::isfinite(row.concentration);
      const Eigen::MatrixXd parts =
          drawn ? sampled(code, row, by_old.paths(), seed) : stated(row, by_old.paths());
      Index k = 0;
      for (const auto& [target, weight] : row.weights) {
        data::DrawMatrix moved = (draws.paths().array().colwise() * parts.col(k++).array()).matrix();
        const auto [at, added] = sums.try_emplace(target);
        if (added) {
          at->second = std::move(moved);
        } else {
          at->second += moved;
        }
      }
    }
    KeyedDraws out;
    for (auto& [target, sum] : sums) {
      out.add(target, data::Draws(by_old.start(), std::move(sum), target, by_old.target())
                          .with_unit(by_old.begin()->second.unit()));
    }
    return out;
  }

  /// New codes that some but not all of their old codes would go to; their figures are parts.
  [[nodiscard]] std::vector<std::string> incomplete(const std::vector<std::string>& given) const {
    std::map<std::string, std::pair<bool, bool>> seen;  // some source given, some source missing
    for (const auto& [code, row] : rows_) {
      const bool there = std::find(given.begin(), given.end(), code) != given.end();
      for (const auto& [target, weight] : row.weights) {
        (there ? seen[target].first : seen[target].second) = true;
      }
    }
    std::vector<std::string> out;
    for (const auto& [target, both] : seen) {
      if (both.first && both.second) out.push_back(target);
    }
    return out;
  }

  /// The bridge back, new → old, by an allocation key: a value ≥ 0 an old code. concentration: a of the splits it makes (infinity:
  /// the key is taken as exact). Throws InputError E-BRG-012 when the key is empty, misses a code, is negative, or is 0 for every
  /// old code of a new one; all problems at once.
  [[nodiscard]] Bridge inverse(const std::map<std::string, double>& key, double concentration) const {
    Problems problems;
    problems.add_if(key.empty(),
                    {"E-BRG-012", "key", "there is no allocation key",
                     "give a value for every old code: a sum does not say what it was made of", "", ""});
    std::map<std::string, std::map<std::string, double>> back;
    for (const auto& [code, row] : rows_) {
      const auto found = key.find(code);
      const bool usable = found != key.end() && found->second >= 0.0 && std::isfinite(found->second);
      problems.add_if(!key.empty() && !usable,
                      {"E-BRG-012", "key",
                       found == key.end() ? "the key has no value" : "the value is negative or missing",
                       "give every old code a finite value ≥ 0", code, ""});
      if (!usable) continue;
      for (const auto& [target, weight] : row.weights) back[target][code] = weight * found->second;
    }
    std::vector<BridgeLink> links;
    std::map<std::string, double> concentrations;
    for (const auto& [target, parts] : back) {
      double sum = 0.0;
      for (const auto& [code, part] : parts) sum += part;
      problems.add_if(!(sum > 0.0), {"E-BRG-012", "key", "the key is 0 for every old code of the new one",
                                     "give one of them a value > 0", target, ""});
      for (const auto& [code, part] : parts) {
        if (part > 0.0 && sum > 0.0) links.push_back({target, code, part / sum});
      }
      concentrations[target] = concentration;
    }
    problems.throw_if_any();
    return {links, concentrations};
  }

 private:
  struct Row {
    std::map<std::string, double> weights;
    double concentration = std::numeric_limits<double>::infinity();
  };

  [[nodiscard]] static Problem unknown(const std::string& code) {
    return {"E-BRG-010",
            "draws",
            "the bridge does not know the code",
            "check the code and the version of the classification",
            code,
            ""};
  }
  [[nodiscard]] static Eigen::MatrixXd stated(const Row& row, Index n) {
    Eigen::MatrixXd out(n, static_cast<Index>(row.weights.size()));
    Index k = 0;
    for (const auto& [target, weight] : row.weights) out.col(k++).setConstant(weight);
    return out;
  }
  /// paths × targets; rows sum to 1.
  [[nodiscard]] static Eigen::MatrixXd sampled(const std::string& code, const Row& row, Index n,
                                               std::uint64_t seed) {
    Eigen::ArrayXd alpha(static_cast<Index>(row.weights.size()));
    Index k = 0;
    for (const auto& [target, weight] : row.weights) alpha(k++) = row.concentration * weight;
    return sample_dirichlet(alpha, "bridge." + code, n, seed).matrix();
  }

  std::map<std::string, Row> rows_;
};

/// A unit of a classification that ended: a province merged in 2025.
struct EndedCode {
  std::string code;
  std::string name;
  std::string successor;  ///< code in the new version
  std::string successor_name;
  time::Period last_day;  ///< daily period: the last on which the code was in force
};

/// Refuses codes that are used for a period after they ended. codes: as a table in the OLD version has them; a code may mean another
/// unit in the new version, so that the version has to be known. Throws InputError E-BRG-011 for every code whose unit had ended
/// before the period began, naming unit and successor. O(codes · log ended).
inline void check_in_force(const std::vector<EndedCode>& ended, const std::vector<std::string>& codes,
                           const time::Period& period) {
  std::map<std::string, const EndedCode*> by_code;
  for (const EndedCode& one : ended) by_code[one.code] = &one;
  Problems problems;
  for (const std::string& code : codes) {
    const auto found = by_code.find(code);
    if (found == by_code.end() || period.first_day() <= found->second->last_day.first_day()) continue;
    const EndedCode& unit = *found->second;
    problems.add({"E-BRG-011", "codes",
                  unit.name + " ended on " + unit.last_day.to_string() + " and is part of " +
                      unit.successor_name + " (code " + unit.successor + ")",
                  "use the successor " + unit.successor_name + " (code " + unit.successor +
                      "), or bridge the table to the new codes",
                  code, period.to_string()});
  }
  problems.throw_if_any();
}

}  // namespace dubao::labour
