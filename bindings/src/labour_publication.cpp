// SPDX-License-Identifier: Apache-2.0
//
// Small cells: what is published, flagged, pooled or suppressed. Private: wrapped by dubao.labour.
#include <dubao/labour/small_cells.hpp>

#include "labour_convert.hpp"
#include "register.hpp"

namespace dubao::bindings {

namespace {

/// key, level, persons, sample, half-width, pool, structural zero, draws
using CellOfPython =
    std::tuple<std::string, double, double, double, double, std::string, bool, std::optional<Array>>;
using RuleOfPython = std::tuple<std::string, double, std::string>;

labour::CellQuantity to_quantity(const std::string& word) {
  if (word == "persons") return labour::CellQuantity::kPersons;
  if (word == "sample") return labour::CellQuantity::kSample;
  if (word == "half_width") return labour::CellQuantity::kHalfWidth;
  refuse("E-LAB-022", "quantity", word, "use persons, sample or half_width");
}

labour::CellAction to_action(const std::string& word) {
  if (word == "suppress") return labour::CellAction::kSuppress;
  if (word == "pool") return labour::CellAction::kPool;
  if (word == "flag") return labour::CellAction::kFlag;
  refuse("E-LAB-022", "action", word, "use suppress, pool or flag");
}

const char* to_word(labour::CellStatus status) {
  switch (status) {
    case labour::CellStatus::kFlagged:
      return "flagged";
    case labour::CellStatus::kPooled:
      return "pooled";
    case labour::CellStatus::kSuppressed:
      return "suppressed";
    case labour::CellStatus::kPublished:
      break;
  }
  return "published";
}

py::dict plan_publication(const std::vector<CellOfPython>& cells,
                          const std::vector<std::pair<std::string, std::vector<std::string>>>& sums,
                          const std::vector<RuleOfPython>& rules, double rounding) {
  std::vector<labour::TableCell> own;
  for (const auto& [key, level, persons, sample, half_width, pool, zero, draws] : cells) {
    own.push_back({key, level, persons, sample, half_width, pool,
                   draws ? to_column(*draws, "draws") : Eigen::ArrayXd(), zero});
  }
  std::vector<labour::PublishedSum> relations;
  for (const auto& [total, parts] : sums) relations.push_back({total, parts});
  std::vector<labour::SmallCellRule> own_rules;
  for (const auto& [quantity, threshold, action] : rules) {
    own_rules.push_back({to_quantity(quantity), threshold, to_action(action)});
  }
  labour::PublicationPlan plan;
  {
    const py::gil_scoped_release release;
    plan = labour::SmallCells(std::move(own), std::move(relations), std::move(own_rules), rounding).plan();
  }
  py::list decisions;
  for (const labour::CellDecision& one : plan.cells) {
    decisions.append(py::make_tuple(to_word(one.status), one.pool, one.secondary, one.reasons));
  }
  py::list pools;
  for (const labour::CellPool& one : plan.pools) {
    pools.append(py::make_tuple(one.name, one.members, one.level, one.flagged));
  }
  using py::arg;
  return py::dict(arg("decisions") = decisions, arg("pools") = pools);
}

}  // namespace

void register_labour_publication(py::module_& module) {
  module.def("plan_publication", &plan_publication, py::arg("cells"), py::arg("sums"), py::arg("rules"),
             py::arg("rounding") = 0.0);
}

}  // namespace dubao::bindings
