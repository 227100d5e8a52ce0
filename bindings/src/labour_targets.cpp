// SPDX-License-Identifier: Apache-2.0
//
// Dated targets: required paths, likely dates; human capital index. Private: wrapped by dubao.labour.targets and
// dubao.labour.human_capital.
#include <dubao/labour/human_capital_index.hpp>
#include <dubao/labour/targets/likely_date.hpp>
#include <dubao/labour/targets/required_path.hpp>

#include "labour_convert.hpp"
#include "register.hpp"

namespace dubao::bindings {

namespace {

py::array_t<double> targets_vector(const Eigen::ArrayXd& values) {
  return py::array_t<double>(static_cast<py::ssize_t>(values.size()), values.data());
}

labour::ComparableRun targets_run(const std::string& start, const Array& values,
                                  const std::vector<std::string>& breaks) {
  std::vector<time::Period> at;
  at.reserve(breaks.size());
  for (const std::string& one : breaks) at.push_back(time::Period::parse(one));
  return labour::comparable_run(time::Period::parse(start), to_column(values, "values"), at);
}

py::dict comparable_run(const std::string& start, const Array& values,
                        const std::vector<std::string>& breaks) {
  const labour::ComparableRun run = targets_run(start, values, breaks);
  using py::arg;
  const bool some = run.observations > 0;
  return py::dict(arg("observations") = run.observations,
                  arg("first") = some ? py::object(py::str(run.first.to_string())) : py::none(),
                  arg("last") = some ? py::object(py::str(run.last.to_string())) : py::none(),
                  arg("first_value") = run.first_value, arg("last_value") = run.last_value);
}

py::dict required_path(const std::string& start, const Array& values, const std::vector<std::string>& breaks,
                       const std::string& due, double target) {
  const labour::RequiredPath path =
      labour::required_path(targets_run(start, values, breaks), time::Period::parse(due), target);
  using py::arg;
  return py::dict(arg("periods") = path.periods, arg("step") = path.step, arg("growth") = path.growth,
                  arg("even_steps") = targets_vector(path.even_steps),
                  arg("even_growth") = targets_vector(path.even_growth), arg("past_step") = path.past_step,
                  arg("past_growth") = path.past_growth);
}

py::tuple likely_dates(const Array& sample, const std::string& start, const std::string& comparison,
                       double value, const std::vector<double>& probabilities) {
  const data::Draws draws = to_draws(sample, start, "draws");
  const Eigen::ArrayXd shares = labour::meeting_shares(draws, labour::target_operator(comparison), value);
  py::list dates;
  for (const labour::LikelyDate& one : labour::likely_dates(shares, draws.start(), probabilities)) {
    dates.append(py::make_tuple(
        one.probability, one.period ? py::object(py::str(one.period->to_string())) : py::none(), one.holds));
  }
  return py::make_tuple(targets_vector(shares), dates);
}

labour::HumanCapitalTable human_capital_table(const std::vector<std::string>& countries,
                                              const std::vector<std::string>& components, const Array& values,
                                              const Array& weights, const std::string& scale) {
  labour::HumanCapitalTable table;
  table.countries = countries;
  table.components = components;
  if (values.ndim() != 2) {
    throw InputError("E-HCI-001", "values", "the array has " + std::to_string(values.ndim()) + " dimensions",
                     "give countries × components");
  }
  table.values = Eigen::Map<const data::DrawMatrix>(values.data(), values.shape(0), values.shape(1)).array();
  table.weights = to_column(weights, "weights");
  if (scale == "range") {
    table.scale = labour::ComponentScale::kRange;
  } else if (scale != "standard_score") {
    refuse("E-HCI-001", "scale", scale, "use standard_score or range");
  }
  return table;
}

py::dict human_capital_index(const std::vector<std::string>& countries,
                             const std::vector<std::string>& components, const Array& values,
                             const Array& weights, const std::string& scale) {
  const labour::HumanCapitalValues found =
      labour::human_capital_index(human_capital_table(countries, components, values, weights, scale));
  using py::arg;
  return py::dict(arg("composite") = targets_vector(found.composite),
                  arg("value") = targets_vector(found.value),
                  arg("rank") = std::vector<int>(found.rank.data(), found.rank.data() + found.rank.size()),
                  arg("per_unit") = targets_vector(found.per_unit),
                  arg("contribution") = to_array(data::DrawMatrix(found.contribution.matrix())));
}

py::list human_capital_effects(const std::vector<std::string>& countries,
                               const std::vector<std::string>& components, const Array& values,
                               const Array& weights, const std::string& scale, Index country,
                               const Array& changes) {
  py::list out;
  for (const labour::HumanCapitalEffect& one :
       labour::human_capital_effects(human_capital_table(countries, components, values, weights, scale),
                                     country, to_column(changes, "changes"))) {
    using py::arg;
    out.append(py::dict(arg("component") = one.component, arg("change") = one.change,
                        arg("value") = one.value, arg("rank") = one.rank,
                        arg("value_change") = one.value_change, arg("places") = one.places,
                        arg("first_order") = one.first_order));
  }
  return out;
}

}  // namespace

void register_labour_targets(py::module_& labour) {
  labour.def("comparable_run", &comparable_run, py::kw_only(), py::arg("start"), py::arg("values"),
             py::arg("breaks"));
  labour.def("required_path", &required_path, py::kw_only(), py::arg("start"), py::arg("values"),
             py::arg("breaks"), py::arg("due"), py::arg("target"));
  labour.def("likely_dates", &likely_dates, py::kw_only(), py::arg("paths"), py::arg("start"),
             py::arg("comparison"), py::arg("value"), py::arg("probabilities"));
  labour.def("human_capital_index", &human_capital_index, py::kw_only(), py::arg("countries"),
             py::arg("components"), py::arg("values"), py::arg("weights"), py::arg("scale"));
  labour.def("human_capital_effects", &human_capital_effects, py::kw_only(), py::arg("countries"),
             py::arg("components"), py::arg("values"), py::arg("weights"), py::arg("scale"),
             py::arg("country"), py::arg("changes"));
}

}  // namespace dubao::bindings
