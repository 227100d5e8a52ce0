// SPDX-License-Identifier: Apache-2.0
//
// Cybersecurity demand under three concepts. Private: wrapped by dubao.labour.cybersecurity.
#include <dubao/labour/cybersecurity/concepts.hpp>

#include <pybind11/eigen.h>
#include <pybind11/stl.h>

#include "convert.hpp"
#include "register.hpp"

namespace dubao::bindings {

namespace {

namespace py = pybind11;
namespace cyber = labour::cybersecurity;

/// A number out of a dictionary of Python; `otherwise` where it is not given.
double number(const py::dict& given, const char* key, double otherwise = 0.0) {
  return given.contains(key) ? given[key].cast<double>() : otherwise;
}

/// kind and numbers by name; the wrapper has checked the words.
cyber::NeedInput to_need_input(const std::string& name, const py::dict& given) {
  const auto kind = given["kind"].cast<std::string>();
  const double value = number(given, "value");
  if (kind == "uniform") return cyber::NeedInput::between(name, number(given, "low"), number(given, "high"));
  if (kind == "pert" || kind == "triangular") {
    return cyber::NeedInput::likely(name, value, number(given, "low"), number(given, "high"),
                                    kind == "pert" ? cyber::InputKind::kPert : cyber::InputKind::kTriangular);
  }
  if (kind == "estimate") return cyber::NeedInput::estimated(name, value, number(given, "standard_error"));
  const double population = number(given, "population");
  if (kind == "survey_share") {
    return cyber::NeedInput::surveyed_share(name, number(given, "hits"), number(given, "sample"), population,
                                            number(given, "design_effect", 1.0));
  }
  if (kind == "survey_mean") {
    return cyber::NeedInput::surveyed_mean(name, value, number(given, "deviation"), number(given, "sample"),
                                           population);
  }
  return cyber::NeedInput::exactly(name, value);
}

std::optional<cyber::NeedInput> optional_input(const py::dict& inputs, const char* name) {
  if (!inputs.contains(name)) return std::nullopt;
  return to_need_input(name, inputs[name].cast<py::dict>());
}

cyber::NeedInput required_input(const py::dict& inputs, const char* name) {
  return to_need_input(name, inputs[name].cast<py::dict>());
}

cyber::NeedModel to_need_model(const std::string& concept_name, const py::dict& given) {
  if (concept_name == "funded_vacancies") {
    cyber::FundedVacancies out{required_input(given, "employed"),    required_input(given, "openings"),
                               optional_input(given, "separations"), optional_input(given, "separation_rate"),
                               optional_input(given, "searching"),   optional_input(given, "supply")};
    return cyber::funded_vacancies(out);
  }
  const bool norm = concept_name == "norm_need";
  std::vector<cyber::OrganisationClass> classes;
  for (const py::handle item : given["classes"].cast<py::list>()) {
    const auto one = item.cast<py::dict>();
    const auto name = one["name"].cast<std::string>();
    const auto input = [&](const char* key) {
      return to_need_input(std::string(key) + "." + name, one[key].cast<py::dict>());
    };
    cyber::OrganisationClass out{name, input("organisations"), std::nullopt,
                                 input(norm ? "posts" : "mean_hires")};
    if (one.contains("hiring_share")) out.hiring_share = input("hiring_share");
    classes.push_back(std::move(out));
  }
  return norm ? cyber::norm_need(classes) : cyber::declared_need(classes, optional_input(given, "entrants"));
}

py::list to_list(const cyber::ModelResult& result) {
  using py::arg;
  py::list out;
  for (const cyber::QuantityResult& one : result) {
    py::list influences;
    for (const cyber::Influence& i : one.influences) {
      influences.append(py::make_tuple(i.input, i.share, i.swing_low, i.swing_high));
    }
    out.append(py::dict(arg("name") = one.name, arg("stated") = one.stated, arg("draws") = one.draws,
                        arg("influences") = influences, arg("rest") = one.rest));
  }
  return out;
}

/// concepts: (name, inputs) in order.
py::list evaluate_needs(const std::vector<std::pair<std::string, py::dict>>& concepts, Index draws,
                        std::uint64_t seed, double level, int threads) {
  std::vector<cyber::NeedModel> models;
  Problems problems;
  for (const auto& [name, given] : concepts) {
    try {
      models.push_back(to_need_model(name, given));
    } catch (const InputError& error) {
      for (const Problem& problem : error.problems()) problems.add(problem);
    }
  }
  problems.throw_if_any();
  std::vector<cyber::ModelResult> found;
  {
    const py::gil_scoped_release release;
    found = cyber::evaluate_models(models, draws, seed, level, threads);
  }
  py::list out;
  for (const cyber::ModelResult& one : found) out.append(to_list(one));
  return out;
}

}  // namespace

void register_labour_cybersecurity(py::module_& module) {
  using py::arg;
  module.def("evaluate_needs", &evaluate_needs, arg("concepts"), arg("draws"), arg("seed"), arg("level"),
             arg("threads"));
  module.def(
      "implied_demand",
      [](double ratio, double gap) {
        const cyber::ImpliedDemand found = cyber::implied_demand(ratio, gap);
        return py::make_tuple(found.demand, found.supply);
      },
      arg("ratio"), arg("gap"));
}

}  // namespace dubao::bindings
