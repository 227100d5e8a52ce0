// SPDX-License-Identifier: Apache-2.0
//
// People of the accounts: separation rates from person records, participation and labour force, routes into the labour
// market, uncertain flexibility, transfers. Private: wrapped by dubao.labour. Nothing of a person's row is kept or returned.
#include <dubao/labour/flexibility_draws.hpp>
#include <dubao/labour/labour_force.hpp>
#include <dubao/labour/participation.hpp>
#include <dubao/labour/routes.hpp>
#include <dubao/labour/separation_rates.hpp>
#include <dubao/labour/transfer_flows.hpp>

#include "labour_convert.hpp"
#include "register.hpp"

namespace dubao::bindings {

namespace {

// --- separation rates -------------------------------------------------------------------------------------------

/// Name, levels, code of each row (−1: missing).
using Factor = std::tuple<std::string, std::vector<std::string>, std::vector<Index>>;

labour::PersonFactor to_factor(const Factor& factor) {
  return {std::get<0>(factor), std::get<1>(factor), std::get<2>(factor)};
}

py::dict model_dict(const labour::SeparationModel& model) {
  using py::arg;
  return py::dict(arg("names") = model.names, arg("params") = column(model.params.array()),
                  arg("covariance") = table(model.covariance.array()));
}

py::dict occupation_dict(const labour::OccupationSeparation& one) {
  using py::arg;
  if (one.suppressed) return py::dict(arg("occupation") = one.occupation, arg("suppressed") = true);
  return py::dict(arg("occupation") = one.occupation, arg("suppressed") = false, arg("persons") = one.persons,
                  arg("population") = one.population, arg("exit") = one.exit, arg("transfer") = one.transfer,
                  arg("exit_draws") = column(one.exit_draws),
                  arg("transfer_draws") = column(one.transfer_draws));
}

py::dict separation_rates(const Factor& occupation, const std::vector<Factor>& factors,
                          const std::vector<std::pair<std::string, Array>>& numbers, const Array& stayed,
                          const Array& left, const Array& transferred, const Array& weight,
                          const std::string& link, double minimum_persons, Index draws, std::uint64_t seed,
                          const std::vector<Index>& clusters) {
  labour::PersonTable people;
  people.occupation = to_factor(occupation);
  for (const Factor& one : factors) people.factors.push_back(to_factor(one));
  for (const auto& [name, values] : numbers)
    people.numbers.push_back({name, to_column(values, name.c_str())});
  people.stayed = to_column(stayed, "stayed");
  people.left = to_column(left, "left");
  people.transferred = to_column(transferred, "transferred");
  people.weight = to_column(weight, "weight");
  people.clusters = clusters;
  labour::SeparationOptions options;
  if (link != "probit" && link != "logit") refuse("E-REP-018", "link", link, "use probit or logit");
  options.link = link == "probit" ? regression::Link::kProbit : regression::Link::kLogit;
  options.minimum_persons = minimum_persons;
  options.draws = draws;
  options.seed = seed;
  labour::SeparationRates found;
  {
    const py::gil_scoped_release release;
    found = labour::separation_rates(people, options);
  }
  py::list occupations;
  for (const labour::OccupationSeparation& one : found.occupations) occupations.append(occupation_dict(one));
  using py::arg;
  return py::dict(arg("occupations") = occupations, arg("all") = occupation_dict(found.all),
                  arg("exit") = model_dict(found.exit), arg("transfer") = model_dict(found.transfer),
                  arg("notes") = found.notes);
}

// --- participation ----------------------------------------------------------------------------------------------

/// Key, sex, first age, last age.
using Group = std::tuple<std::string, std::string, int, int>;

py::dict participation(const std::vector<Group>& groups, int first_year, const Array& rates, Index horizon,
                       Index draws, double damping, Index minimum_years, std::uint64_t seed) {
  labour::ParticipationHistory history;
  history.first_year = first_year;
  for (const auto& [key, sex, from, to] : groups) history.groups.push_back({key, sex, from, to});
  history.rates = to_matrix(rates, "rates").array();
  labour::ParticipationForecast found;
  {
    const py::gil_scoped_release release;
    found = labour::participation(history, {horizon, draws, damping, minimum_years, seed});
  }
  py::dict trends;
  for (const labour::ParticipationTrend& one : found.trends) {
    trends[py::str(one.key)] = py::make_tuple(one.slope, one.error, one.own_part, one.used);
  }
  py::dict benchmark;
  for (const auto& [key, line] : found.benchmark) benchmark[py::str(key)] = column(line);
  using py::arg;
  return py::dict(arg("start") = found.rates.start().to_string(), arg("rates") = to_dict(found.rates),
                  arg("trends") = trends, arg("pooled_slope") = found.pooled_slope,
                  arg("pooled_variance") = found.pooled_variance, arg("benchmark") = benchmark,
                  arg("notes") = found.notes);
}

// --- routes -----------------------------------------------------------------------------------------------------

/// Periods, completion, earlier beginners.
using StayTuple = std::tuple<Index, Rate, std::vector<double>>;
/// Name, beginners, stay, participation, whether it is retraining.
using Route = std::tuple<std::string, Array, StayTuple, Rate, bool>;

labour::Stay to_stay(const StayTuple& stay) {
  return {std::get<0>(stay), to_rate(std::get<1>(stay)), std::get<2>(stay)};
}

py::dict stay_dict(const labour::StayFlows& flows) {
  using py::arg;
  return py::dict(arg("begun") = paths(flows.begun), arg("completed") = paths(flows.completed),
                  arg("broken_off") = paths(flows.broken_off), arg("stock") = paths(flows.stock));
}

py::dict supply_routes(const Array& entrants, const Array& emigration, const std::string& start,
                       const Rate& called_up, const StayTuple& service, double abroad,
                       const Rate& return_rate, const std::vector<Route>& training,
                       const std::string& programme, std::uint64_t seed, const Arrays& inflows) {
  labour::EntryFlows entry;
  entry.entrants = to_draws(entrants, start, "entrants");
  entry.emigration = to_draws(emigration, start, "emigration");
  labour::RouteOptions options;
  options.called_up = to_rate(called_up);
  options.service = to_stay(service);
  options.abroad = abroad;
  options.return_rate = to_rate(return_rate);
  for (const auto& [name, beginners, stay, participation, retraining] : training) {
    options.training.push_back(
        {name, to_draws(beginners, start, name.c_str()), to_stay(stay), to_rate(participation), retraining});
  }
  for (const auto& [name, persons] : inflows) {
    options.inflows.emplace_back(name, to_draws(persons, start, name.c_str()));
  }
  options.programme = programme;
  options.seed = seed;
  const labour::RouteFlows r = labour::supply_routes(entry, options);
  py::dict routes;
  using py::arg;
  for (const labour::TrainingFlows& one : r.training) {
    py::dict flows = stay_dict(one.stay);
    flows["entrants"] = paths(one.entrants);
    flows["outside_labour_force"] = paths(one.outside_labour_force);
    flows["withdrawn"] = paths(one.withdrawn);
    routes[py::str(one.name)] = flows;
  }
  return py::dict(arg("direct") = paths(r.direct), arg("service") = stay_dict(r.service),
                  arg("emigrated") = paths(r.abroad.emigrated), arg("returned") = paths(r.abroad.returned),
                  arg("abroad") = paths(r.abroad.stock), arg("training") = routes,
                  arg("supply") = paths(r.supply));
}

// --- flexibility with uncertainty, transfers ---------------------------------------------------------------------

py::tuple flexibility_draws(const std::vector<std::string>& fields,
                            const std::vector<std::string>& occupations, const Array& parts, bool counts,
                            double prior, const std::map<std::string, double>& concentration,
                            const Arrays& supply, const std::string& start,
                            const std::vector<std::pair<std::string, std::string>>& intended,
                            std::uint64_t seed) {
  const Eigen::MatrixXd given = to_matrix(parts, "parts");
  const labour::FlexibilityEvidence evidence =
      counts
          ? labour::evidence_from_counts(fields, occupations, given, prior)
          : labour::FlexibilityEvidence{labour::FlexibilityMatrix(fields, occupations, given), concentration};
  const labour::KeyedDraws by_field = to_keyed(supply, start);
  const labour::FlexibilityDraws matrix(evidence, by_field.paths(), seed);
  py::dict stayers;
  py::dict means;
  for (const auto& [field, occupation] : intended) {
    stayers[py::str(field)] = column(matrix.part(field, occupation));
    means[py::str(field)] = evidence.mean.part(field, occupation);
  }
  return py::make_tuple(to_dict(matrix.supply(by_field)), means, stayers);
}

py::tuple transfer_flows(const Arrays& employment, const Arrays& rates, const std::string& start,
                         const std::vector<std::string>& origins,
                         const std::vector<std::string>& destinations, const Array& parts) {
  std::map<std::string, Eigen::ArrayXd> own;
  for (const auto& [key, values] : rates) own[key] = to_column(values, key.c_str());
  const labour::TransferFlows flows = labour::transfer_flows(
      to_keyed(employment, start), own,
      labour::FlexibilityMatrix(origins, destinations, to_matrix(parts, "destinations")));
  return py::make_tuple(to_dict(flows.out), to_dict(flows.in));
}

}  // namespace

void register_labour_people(py::module_& module) {
  using py::arg;
  module.def("separation_rates", &separation_rates, arg("occupation"), arg("factors"), arg("numbers"),
             arg("stayed"), arg("left"), arg("transferred"), arg("weight"), arg("link"),
             arg("minimum_persons"), arg("draws"), arg("seed"), arg("clusters") = std::vector<Index>());
  module.def("participation", &participation);
  module.def("labour_force", [](const Arrays& rates, const Arrays& population, const std::string& rate_start,
                                const std::string& population_start) {
    const labour::LabourForce found =
        labour::labour_force(to_keyed(rates, rate_start), to_keyed(population, population_start));
    return py::make_tuple(to_dict(found.by_group), paths(found.total));
  });
  module.def("supply_routes", &supply_routes, arg("entrants"), arg("emigration"), arg("start"),
             arg("called_up"), arg("service"), arg("abroad"), arg("return_rate"), arg("training"),
             arg("programme"), arg("seed"), arg("inflows") = Arrays());
  module.def("flexibility_draws", &flexibility_draws);
  module.def("transfer_flows", &transfer_flows);
}

}  // namespace dubao::bindings
