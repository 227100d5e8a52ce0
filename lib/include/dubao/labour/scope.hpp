// SPDX-License-Identifier: Apache-2.0
//
// Scope: what a flow counts, so that only like is divided by like.
//
// What      Supply and demand each declare their dimensions (occupations or fields, level, territory, kind of
//           flow, period, unit). A ratio is refused while a dimension differs, unless a SOURCED share bridges it.
// Why       Dividing all computing graduates by the openings of one occupation group gives a number, and the
//           number means nothing. No assumption may be tuned to make such a ratio plausible.
// Formula   bridged flow = flow · Π_bridges share,  share in (0, 1], drawn as an UncertainRate.
// Example   supply {"field": "748", "territory": "VN"}, demand {"field": "ISCO 25", "territory": "VN"}: refused
//           with E-BAL-001 on "field"; allowed with a bridge on "field" from "748" to "ISCO 25", share 0.45 and
//           the survey it was taken from.
#pragma once

#include <dubao/error.hpp>
#include <dubao/labour/uncertain_rate.hpp>

#include <Eigen/Core>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace dubao::labour {

/// Dimension → what is counted, for instance {"territory": "VN", "period": "2026/2030"}.
using Scope = std::map<std::string, std::string>;

/// The flow a bridge is applied to.
enum class BalanceSide : std::uint8_t { kSupply, kDemand };

/// A sourced share that narrows one flow to the other's scope in one dimension.
struct ScopeBridge {
  std::string dimension;
  std::string from;  ///< the scope of the flow the share is applied to
  std::string to;    ///< the scope of the other flow
  BalanceSide side = BalanceSide::kSupply;
  UncertainRate share;
  std::string source;  ///< key or citation; a bridge without a source is an opinion and is refused
};

/// Dimensions in which two scopes differ (one side missing counts as differing), ascending.
[[nodiscard]] inline std::vector<std::string> scope_differences(const Scope& supply, const Scope& demand) {
  std::set<std::string> out;
  const auto compare = [&out](const Scope& a, const Scope& b) {
    for (const auto& [dimension, value] : a) {
      const auto found = b.find(dimension);
      if (found == b.end() || found->second != value) out.insert(dimension);
    }
  };
  compare(supply, demand);
  compare(demand, supply);
  return {out.begin(), out.end()};
}

/// Checks that two flows may be divided. Returns every problem (none: they may):
/// E-BAL-001 a dimension differs and no bridge covers it; E-BAL-002 a flow declares no scope; E-BAL-003 a bridge
/// without source, with a share outside (0, 1], or whose from/to are not the scopes of the flows; E-BAL-004 a
/// bridge on a dimension that does not differ, or two on one dimension (would count twice).
[[nodiscard]] inline std::vector<Problem> scope_problems(const Scope& supply, const Scope& demand,
                                                         const std::vector<ScopeBridge>& bridges = {}) {
  Problems problems;
  problems.add_if(supply.empty() || demand.empty(),
                  {"E-BAL-002", "scope", "supply or demand does not say what it counts",
                   "declare the dimensions of both flows", "", ""});
  const auto value = [](const Scope& scope, const std::string& dimension) {
    const auto found = scope.find(dimension);
    return found == scope.end() ? std::string() : found->second;
  };
  const std::vector<std::string> differing = scope_differences(supply, demand);
  const std::set<std::string> open(differing.begin(), differing.end());
  std::set<std::string> bridged;
  for (const ScopeBridge& bridge : bridges) {
    const bool on_supply = bridge.side == BalanceSide::kSupply;
    const std::string from = value(on_supply ? supply : demand, bridge.dimension);
    const std::string to = value(on_supply ? demand : supply, bridge.dimension);
    problems.add_if(
        open.count(bridge.dimension) == 0 || !bridged.insert(bridge.dimension).second,
        {"E-BAL-004", "bridges", "dimension '" + bridge.dimension + "' does not differ, or has two",
         "keep one bridge for each differing dimension", "", ""});
    problems.add_if(bridge.source.empty(),
                    {"E-BAL-003", "bridges", "the share on '" + bridge.dimension + "' has no source",
                     "name the survey or document it was read in", "", ""});
    if (bridge.from != from || bridge.to != to) {
      std::string message = "the share leads from '";
      message.append(bridge.from).append("' to '").append(bridge.to).append("', the flows from '");
      message.append(from).append("' to '").append(to).append("'");
      problems.add({"E-BAL-003", "bridges", message,
                    "give the share that was measured between these two scopes", "", ""});
    }
    check_rate(problems, bridge.share, "E-BAL-003", "bridges." + bridge.dimension);
    problems.add_if(!(bridge.share.low > 0.0), {"E-BAL-003", "bridges." + bridge.dimension,
                                                "the share may be 0", "give a share > 0", "", ""});
  }
  for (const std::string& dimension : differing) {
    problems.add_if(bridged.count(dimension) == 0,
                    {"E-BAL-001", "scope",
                     "supply and demand differ in '" + dimension + "': '" + value(supply, dimension) +
                         "' against '" + value(demand, dimension) + "'",
                     "show both flows side by side, or give a sourced share that bridges them", "", ""});
  }
  return problems.list();
}

/// Multiplies the flow on `side` by the shares of its bridges, path by path. Unchecked: call scope_problems
/// first (the balance functions do).
[[nodiscard]] inline Eigen::ArrayXd apply_bridges(Eigen::ArrayXd flow, BalanceSide side,
                                                  const std::vector<ScopeBridge>& bridges,
                                                  std::uint64_t seed) {
  for (const ScopeBridge& bridge : bridges) {
    if (bridge.side != side) continue;
    flow *= sample_rate(bridge.share, "bridge." + bridge.dimension, flow.size(), seed);
  }
  return flow;
}

}  // namespace dubao::labour
