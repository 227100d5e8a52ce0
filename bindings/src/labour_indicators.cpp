// SPDX-License-Identifier: Apache-2.0
//
// Indicators of the balance: reliability, starting imbalance, bottleneck, composite index. Private: wrapped by
// dubao.labour.reliability, dubao.labour.supply_demand and dubao.labour.indicators.
#include <dubao/labour/bottleneck.hpp>
#include <dubao/labour/reliability.hpp>
#include <dubao/labour/shortage_index.hpp>
#include <dubao/labour/starting_imbalance.hpp>

#include "labour_convert.hpp"
#include "register.hpp"

namespace dubao::bindings {

namespace {

/// Upper bounds and names.
using Classes = std::pair<std::vector<double>, std::vector<std::string>>;
/// Name, weight, paths × occupations.
using Indicator = std::tuple<std::string, double, Array>;

py::dict bottleneck(const std::vector<std::string>& fields, const Array& mix, const Array& supply,
                    const Array& demand, double level) {
  const labour::Bottleneck b =
      labour::bottleneck(fields, to_matrix(mix, "mix").array(), to_matrix(supply, "supply").array(),
                         to_matrix(demand, "demand").array(), level);
  using py::arg;
  return py::dict(arg("value") = column(b.value), arg("staffed") = table(b.staffed),
                  arg("missing") = table(b.missing), arg("median") = b.median, arg("lower") = b.lower,
                  arg("upper") = b.upper, arg("probability_scarcest") = b.probability_scarcest,
                  arg("probability_nothing_missing") = b.probability_nothing_missing);
}

py::dict band(const labour::IndexBand& one) {
  using py::arg;
  return py::dict(arg("lower") = column(one.lower), arg("median") = column(one.median),
                  arg("upper") = column(one.upper), arg("probability_top") = column(one.probability_top));
}

py::dict shortage_index(const std::vector<std::string>& occupations, const std::vector<Indicator>& indicators,
                        Index top, double concentration, double level, const Classes& classes,
                        const Rule& rule, std::uint64_t seed) {
  std::vector<labour::PressureIndicator> own;
  for (const auto& [name, weight, values] : indicators) {
    own.push_back({name, weight, to_matrix(values, name.c_str()).array()});
  }
  labour::ShortageIndexOptions options;
  options.top = top;
  options.concentration = concentration;
  options.level = level;
  options.classes = {classes.first, classes.second, ""};
  options.rule = to_rule(rule);
  options.seed = seed;
  labour::ShortageIndex found;
  {
    const py::gil_scoped_release release;
    found = labour::shortage_index(occupations, own, options);
  }
  py::list ratings;
  for (const labour::Rating& one : found.ratings) ratings.append(to_dict(one));
  using py::arg;
  return py::dict(arg("index") = table(found.index), arg("mean_ranks") = table(found.mean_ranks),
                  arg("weights") = table(found.weights), arg("data") = band(found.data),
                  arg("weight") = band(found.weight), arg("both") = band(found.both),
                  arg("ratings") = ratings);
}

py::dict starting_state(const Array& relative_gap, const Array& unfilled, const Array& unemployed,
                        const Array& base, double start_tolerance, double tolerance, const Rule& rule) {
  labour::Balance flows;
  flows.relative_gap = to_column(relative_gap, "relative_gap");
  const labour::StartingImbalance start =
      labour::starting_imbalance(to_column(unfilled, "unfilled"), to_column(unemployed, "unemployed"),
                                 to_column(base, "base"), start_tolerance);
  py::dict out = to_dict(labour::projected_state(flows, start, tolerance, to_rule(rule)));
  out["names"] = std::vector<std::string>(labour::kProjectedStates.begin(), labour::kProjectedStates.end());
  return out;
}

}  // namespace

void register_labour_indicators(py::module_& module) {
  module.def("reliability_grades", [] {
    std::vector<std::tuple<std::string, std::string, std::string>> out;
    for (const labour::ReliabilityGrade& one : labour::kReliabilityGrades) {
      out.emplace_back(std::string(1, one.letter), one.english, one.vietnamese);
    }
    return out;
  });
  module.def("reliability", [](const std::string& evidence, Index backtest_origins) {
    return std::string(1, labour::reliability(to_evidence(evidence), backtest_origins).letter);
  });
  module.def("worst_reliability", [](const std::vector<std::string>& letters) {
    std::vector<char> own;
    for (const std::string& one : letters) own.push_back(one.size() == 1 ? one[0] : '?');
    return std::string(1, labour::worst_reliability(own).letter);
  });
  module.def("starting_imbalance",
             [](const Array& unfilled, const Array& unemployed, const Array& base, double tolerance) {
               const labour::StartingImbalance s = labour::starting_imbalance(
                   to_column(unfilled, "unfilled"), to_column(unemployed, "unemployed"),
                   to_column(base, "base"), tolerance);
               return py::make_tuple(column(s.relative), s.probabilities);
             });
  module.def("starting_state", &starting_state);
  module.def("bottleneck", &bottleneck);
  module.def("shortage_index", &shortage_index);
  module.def("rate_values", [](const Array& values, const Classes& classes, const Rule& rule) {
    return to_dict(
        labour::rate_values(to_column(values, "values"), {classes.first, classes.second, ""}, to_rule(rule)));
  });
}

}  // namespace dubao::bindings
