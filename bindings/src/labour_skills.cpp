// SPDX-License-Identifier: Apache-2.0
//
// Demand for skills. Private: wrapped by dubao.labour.skill_demand.
#include <dubao/labour/skill_demand.hpp>
#include <dubao/labour/skill_share.hpp>
#include <dubao/labour/skill_supply.hpp>

#include <pybind11/eigen.h>

#include "labour_convert.hpp"
#include "register.hpp"

namespace dubao::bindings {

namespace {

/// skill, occupation, rating, alpha and beta (0 and 0 where it is a rating)
using ImportanceRow = std::tuple<std::string, std::string, Rate, double, double>;
/// programme, skill, level
using TaughtRow = std::tuple<std::string, std::string, Rate>;

py::dict skill_demand(const Arrays& persons, const std::string& start,
                      const std::vector<ImportanceRow>& importances,
                      const std::map<std::string, std::string>& fields, std::uint64_t seed, int threads) {
  const labour::KeyedDraws own = to_keyed(persons, start);
  std::vector<labour::SkillImportance> rows;
  for (const auto& [skill, occupation, rating, alpha, beta] : importances) {
    rows.push_back({skill, occupation, to_rate(rating), alpha, beta});
  }
  labour::SkillDemand found;
  {
    const py::gil_scoped_release release;
    found = labour::skill_demand(own, rows, fields, seed, threads);
  }
  py::dict by_field;
  for (const auto& [field, draws] : found.by_field) by_field[py::str(field)] = to_dict(draws);
  using py::arg;
  return py::dict(arg("by_skill") = to_dict(found.by_skill), arg("by_field") = by_field,
                  arg("not_assessed") = to_dict(found.not_assessed),
                  arg("occupations_without") = found.occupations_without, arg("unused") = found.unused);
}

py::dict skill_supply(const Arrays& graduates, const std::string& start, const std::vector<TaughtRow>& taught,
                      const Rate& entry, std::uint64_t seed) {
  std::vector<labour::TaughtSkill> rows;
  for (const auto& [programme, skill, level] : taught) rows.push_back({programme, skill, to_rate(level)});
  const labour::SkillSupply found =
      labour::skill_supply(to_keyed(graduates, start), rows, to_rate(entry), seed);
  using py::arg;
  return py::dict(arg("by_skill") = to_dict(found.by_skill), arg("taught_by") = found.taught_by,
                  arg("not_described") = found.not_described);
}

/// Rows of share, low, high, alpha, beta.
Eigen::ArrayXXd mention_shares(const Array& mentions, const Array& postings, const Array& design_effects,
                               double level) {
  const Eigen::ArrayXd m = to_column(mentions, "mentions");
  const Eigen::ArrayXd n = to_column(postings, "postings");
  const Eigen::ArrayXd effects = to_column(design_effects, "design_effects");
  if (n.size() != m.size() || effects.size() != m.size()) {
    throw InputError("E-SKD-001", "mentions, postings", "their numbers differ",
                     "give every employer its postings (> 0) and for each skill those that name it");
  }
  Eigen::ArrayXXd out(m.size(), 5);
  for (Index k = 0; k < m.size(); ++k) {
    const labour::MentionShare one = labour::mention_share(m(k), n(k), effects(k), level);
    out.row(k) << one.share, one.low, one.high, one.alpha, one.beta;
  }
  return out;
}

}  // namespace

void register_labour_skills(py::module_& module) {
  using py::arg;
  module.def("skill_demand", &skill_demand, arg("persons"), arg("start"), arg("importances"), arg("fields"),
             arg("seed"), arg("threads"));
  module.def("skill_supply", &skill_supply, arg("graduates"), arg("start"), arg("taught"), arg("entry"),
             arg("seed"));
  module.def(
      "skill_gap",
      [](const Arrays& demand, const Arrays& supply, const std::string& start) {
        return to_dict(labour::skill_gap(to_keyed(demand, start), to_keyed(supply, start)));
      },
      arg("demand"), arg("supply"), arg("start"));
  module.def("mention_shares", &mention_shares, arg("mentions"), arg("postings"), arg("design_effects"),
             arg("level"));
  module.def("mention_design_effect", &labour::mention_design_effect, arg("mentions"), arg("postings"));
}

}  // namespace dubao::bindings
