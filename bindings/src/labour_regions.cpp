// SPDX-License-Identifier: Apache-2.0
//
// Regions and classifications: shift-share and bridges. Private: wrapped by dubao.labour.
#include <dubao/labour/bridge.hpp>
#include <dubao/labour/shift_share.hpp>

#include "labour_convert.hpp"
#include "register.hpp"

namespace dubao::bindings {

namespace {

/// Periods × rows × columns as one matrix a period; an array without a period gives none.
std::vector<Eigen::MatrixXd> to_tables(const Array& counts) {
  if (counts.ndim() != 3) {
    throw InputError("E-LAB-041", "table", "the array has " + std::to_string(counts.ndim()) + " dimensions",
                     "give periods × regions × industries");
  }
  std::vector<Eigen::MatrixXd> out;
  const py::ssize_t cells = counts.shape(1) * counts.shape(2);
  for (py::ssize_t t = 0; t < counts.shape(0); ++t) {
    out.emplace_back(
        Eigen::Map<const data::DrawMatrix>(counts.data() + t * cells, counts.shape(1), counts.shape(2)));
  }
  return out;
}

py::dict shift_share(const Arrays& national, const std::string& start, const Array& counts,
                     const std::string& counts_start, const std::vector<std::string>& regions,
                     const std::vector<std::string>& industries, const std::vector<std::string>& breaks,
                     const std::string& factor, double damping, Index minimum_years, double smoothing,
                     Index last_periods, bool uncertain, bool keep_cells, std::uint64_t seed,
                     const std::string& target) {
  labour::ShiftShareOptions options{labour::RegionalFactor::kDamped,
                                    damping,
                                    minimum_years,
                                    smoothing,
                                    last_periods,
                                    uncertain,
                                    keep_cells,
                                    seed};
  if (factor == "constant") {
    options.factor = labour::RegionalFactor::kConstant;
  } else if (factor == "last") {
    options.factor = labour::RegionalFactor::kLast;
  } else if (factor != "damped") {
    refuse("E-LAB-045", "factor", factor, "use constant, last or damped");
  }
  std::vector<time::Period> at;
  for (const std::string& one : breaks) at.push_back(time::Period::parse(one));
  const labour::RegionalHistory history(time::Period::parse(counts_start), regions, industries,
                                        to_tables(counts), at);
  labour::KeyedDraws keyed;
  for (const auto& [key, paths] : national) keyed.add(key, to_draws(paths, start, "national", target));
  labour::ShiftShare found;
  {
    const py::gil_scoped_release release;
    found = labour::shift_share(keyed, history, options);
  }
  py::object cells = py::none();
  if (keep_cells) {
    py::dict by_region;
    std::size_t k = 0;
    for (const std::string& region : found.regions) {
      py::dict row;
      for (const std::string& industry : found.industries)
        row[py::str(industry)] = to_array(found.cells[k++]);
      by_region[py::str(region)] = row;
    }
    cells = by_region;
  }
  py::dict base;
  for (std::size_t r = 0; r < found.regions.size(); ++r) {
    base[py::str(found.regions[r])] = found.base(static_cast<Index>(r));
  }
  using py::arg;
  return py::dict(arg("employment") = to_dict(found.employment),
                  arg("national_growth") = to_dict(found.national_growth),
                  arg("industry_mix") = to_dict(found.industry_mix),
                  arg("regional_effect") = to_dict(found.regional_effect), arg("base") = base,
                  arg("cells") = cells, arg("smoothing") = found.persistence.smoothing,
                  arg("shrinkage") = found.shrinkage, arg("notes") = found.notes);
}

void check_codes_in_force(
    const std::vector<std::tuple<std::string, std::string, std::string, std::string, std::string>>& ended,
    const std::vector<std::string>& codes, const std::string& period) {
  std::vector<labour::EndedCode> units;
  for (const auto& [code, name, successor, successor_name, successor_from] : ended) {
    units.push_back({code, name, successor, successor_name, time::Period::parse(successor_from) - 1});
  }
  labour::check_in_force(units, codes, time::Period::parse(period));
}

void register_bridge(py::module_& module) {
  py::class_<labour::Bridge>(module, "Bridge", "Old codes to new ones; see dubao.labour.")
      .def(py::init([](const std::vector<std::tuple<std::string, std::string, double>>& links,
                       const std::map<std::string, double>& concentrations) {
             std::vector<labour::BridgeLink> own;
             for (const auto& [from, to, weight] : links) own.push_back({from, to, weight});
             return labour::Bridge(own, concentrations);
           }),
           py::arg("links"), py::arg("concentrations"))
      .def(
          "apply",
          [](const labour::Bridge& bridge, const Arrays& draws, const std::string& start, std::uint64_t seed,
             bool uncertain) { return to_dict(bridge.apply(to_keyed(draws, start), seed, uncertain)); },
          py::arg("draws"), py::arg("start"), py::arg("seed"), py::arg("uncertain"))
      .def("incomplete", &labour::Bridge::incomplete, py::arg("given"))
      .def(
          "inverse_links",
          [](const labour::Bridge& bridge, const std::map<std::string, double>& key, double concentration) {
            const labour::Bridge back = bridge.inverse(key, concentration);
            std::vector<std::tuple<std::string, std::string, double>> out;
            for (const std::string& code : back.sources()) {
              for (const auto& [target, weight] : back.weights(code)) out.emplace_back(code, target, weight);
            }
            return out;
          },
          py::arg("key"), py::arg("concentration"));
  module.def("check_in_force", &check_codes_in_force, py::arg("ended"), py::arg("codes"), py::arg("period"),
             "ended: code, name, successor, its name, first day of the successor.");
}

}  // namespace

void register_labour_regions(py::module_& module) {
  module.def("shift_share", &shift_share, py::arg("national"), py::arg("start"), py::arg("table"),
             py::arg("table_start"), py::arg("regions"), py::arg("industries"), py::arg("breaks"),
             py::arg("factor"), py::arg("damping"), py::arg("minimum_years"), py::arg("smoothing"),
             py::arg("last_periods"), py::arg("uncertain"), py::arg("keep_cells"), py::arg("seed"),
             py::arg("target"));
  register_bridge(module);
}

}  // namespace dubao::bindings
