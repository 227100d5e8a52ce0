// SPDX-License-Identifier: Apache-2.0
//
// Routes: ways into the labour market beside the straight one, with the people who are under way.
//
// What      Military service and courses hold people for some periods; people abroad come back little by little. Two parts,
//           a stay of fixed length and a return from a stock, make the routes of a programme: service after graduation,
//           return migration, courses without a degree, retraining of people who already work.
// When      Beginners of a route (or the part called up) and its length are known, the rest at least as value, low, high.
// When not  Programmes with years of study: pipeline.hpp. Commuters and temporary work abroad: they are not gone.
// Formula   F12, stay of L periods:  completed_t = c·b_{t−L},  broken off_t = (1 − c)·b_{t−L},
//                                    stock_t = stock_{t−1} + b_t − completed_t − broken off_t
//           return from abroad:      returned_t = r·stock_{t−1},  stock_t = stock_{t−1} − returned_t + emigrants_t
//           supply_t = entrants_t·(1 − called up) + completed service_t + returned_t + Σ_routes completed_t·participation
//                      + other inflows_t (F11: immigrants, people who re-enter the labour force), given as they are
// Counts    Nobody is made or lost: what went in is under way, out, or broken off (tests hold it to 1e−9). Beginners of a
//           retraining route leave the labour force of another group: `withdrawn` is that flow, to be taken out of the
//           other side of the account; those who break off go back there.
// Example   100 beginners in the first period, L = 2, c = 0.9: 90 complete and 10 break off in the third.
//           Abroad 1000, r = 0.1, 50 emigrants: 100 return, 950 remain.
// Source    Standard stock-flow accounting; arrangement of routes: own.
#pragma once

#include <dubao/data/draws.hpp>
#include <dubao/error.hpp>
#include <dubao/labour/entry.hpp>
#include <dubao/labour/uncertain_rate.hpp>

#include <Eigen/Core>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace dubao::labour {

/// A stay of fixed length: service, a course.
struct Stay {
  Index periods = 1;                                       ///< L ≥ 1
  UncertainRate completion = UncertainRate::exactly(1.0);  ///< c, [0, 1]
  /// Beginners of the L periods before the first, oldest first, ≥ 0; empty: nobody was under way.
  std::vector<double> earlier;
};

/// Flows of a stay, draws × horizon, persons.
struct StayFlows {
  data::Draws begun;
  data::Draws completed;
  data::Draws broken_off;
  data::Draws stock;  ///< under way at the end of the period
};

/// Flows between home and abroad, draws × horizon, persons.
struct ReturnFlows {
  data::Draws emigrated;
  data::Draws returned;
  data::Draws stock;  ///< abroad at the end of the period
};

/// A course without a degree, or retraining.
struct TrainingRoute {
  std::string name;
  data::Draws beginners;  ///< persons a period, ≥ 0
  Stay stay;
  UncertainRate participation =
      UncertainRate::exactly(1.0);  ///< part of those who complete in the labour force
  bool retraining = false;          ///< the beginners already work in another group
};

/// What a route does to supply, draws × horizon.
struct TrainingFlows {
  std::string name;
  StayFlows stay;
  data::Draws entrants;              ///< completed·participation
  data::Draws outside_labour_force;  ///< completed·(1 − participation)
  data::Draws withdrawn;             ///< out of other groups; zero unless retraining
};

struct RouteOptions {
  UncertainRate called_up = UncertainRate::exactly(0.0);  ///< part of entrants who serve first, [0, 1]
  Stay service;                                           ///< its length; used where called_up > 0
  double abroad = 0.0;                                    ///< people abroad before the first period, ≥ 0
  UncertainRate return_rate =
      UncertainRate::exactly(0.0);  ///< r, part of them who return in a period, [0, 1]
  std::vector<TrainingRoute> training;
  /// Persons a period who come by no route of the programme, by name: immigrants, people who re-enter the labour force.
  std::vector<std::pair<std::string, data::Draws>> inflows = {};
  std::string programme;  ///< names the streams of the uncertain rates
  std::uint64_t seed = 1;
};

/// Supply of a programme with its routes, draws × horizon from the first period of entry.
struct RouteFlows {
  data::Draws direct;  ///< entrants who do not serve first
  StayFlows service;
  ReturnFlows abroad;
  std::vector<TrainingFlows> training;  ///< in the order given
  data::Draws supply;
};

namespace detail {

inline void check_stay(Problems& problems, const Stay& stay, const std::string& name) {
  problems.add_if(stay.periods < 1,
                  {"E-PIP-009", name + ".periods", std::to_string(stay.periods) + " periods",
                   "a stay lasts at least one", "", ""});
  check_rate(problems, stay.completion, "E-PIP-004", name + ".completion");
  bool valid = stay.earlier.empty() || static_cast<Index>(stay.earlier.size()) == stay.periods;
  for (const double one : stay.earlier) valid = valid && std::isfinite(one) && one >= 0.0;
  problems.add_if(!valid, {"E-PIP-009", name + ".earlier",
                           std::to_string(stay.earlier.size()) + " earlier beginners for " +
                               std::to_string(stay.periods) + " periods, or one negative or not finite",
                           "give one number ≥ 0 a period of the stay, oldest first, or none", "", ""});
}

inline void check_persons(Problems& problems, const data::Draws& flow, const std::string& name) {
  problems.add_if(
      flow.size() == 0 || flow.horizon() == 0 || (flow.paths().array() < 0.0).any(),
      {"E-PIP-003", name, "there is no path, or a number is negative", "give persons ≥ 0", flow.id(), ""});
}

[[nodiscard]] inline data::Draws like(const data::Draws& flow, data::DrawMatrix paths,
                                      const std::string& id) {
  return data::Draws(flow.start(), std::move(paths), id, flow.target()).with_unit(flow.unit());
}

}  // namespace detail

/// Follows people through a stay of fixed length (see the banner). begun: persons ≥ 0; name: key of the stream of the
/// completion rate. Throws InputError E-PIP-003, E-PIP-004, E-PIP-009. O(draws · horizon).
[[nodiscard]] inline StayFlows follow_stay(const data::Draws& begun, const Stay& stay,
                                           const std::string& name, std::uint64_t seed) {
  Problems problems;
  detail::check_persons(problems, begun, name);
  detail::check_stay(problems, stay, name);
  problems.throw_if_any();
  const Index n = begun.size();
  const Eigen::ArrayXd completion = sample_rate(stay.completion, name + ".completion", n, seed);
  data::DrawMatrix completed(n, begun.horizon());
  data::DrawMatrix broken(n, begun.horizon());
  data::DrawMatrix stock(n, begun.horizon());
  Eigen::ArrayXd under_way = Eigen::ArrayXd::Zero(n);
  for (const double one : stay.earlier) under_way += one;
  for (Index h = 0; h < begun.horizon(); ++h) {
    const Index from = h - stay.periods;  // negative: begun before the first period
    Eigen::ArrayXd done = Eigen::ArrayXd::Zero(n);
    if (from >= 0) {
      done = begun.paths().col(from).array();
    } else if (!stay.earlier.empty()) {
      done.setConstant(stay.earlier[static_cast<std::size_t>(stay.periods + from)]);
    }
    completed.col(h) = (completion * done).matrix();
    broken.col(h) = ((1.0 - completion) * done).matrix();
    under_way += begun.paths().col(h).array() - done;
    stock.col(h) = under_way.max(0.0).matrix();  // 0 up to rounding when everybody is out
  }
  return {begun, detail::like(begun, std::move(completed), name + ".completed"),
          detail::like(begun, std::move(broken), name + ".broken_off"),
          detail::like(begun, std::move(stock), name + ".stock")};
}

/// Follows people abroad (see the banner). emigrants: persons ≥ 0; abroad: stock before the first period, ≥ 0; rate: part
/// of the stock that returns in a period. Throws InputError E-PIP-003, E-PIP-004, E-PIP-010. O(draws · horizon).
[[nodiscard]] inline ReturnFlows follow_return(const data::Draws& emigrants, double abroad,
                                               const UncertainRate& rate, const std::string& name,
                                               std::uint64_t seed) {
  Problems problems;
  detail::check_persons(problems, emigrants, name);
  check_rate(problems, rate, "E-PIP-004", name + ".return_rate");
  problems.add_if(!(abroad >= 0.0) || !std::isfinite(abroad),
                  {"E-PIP-010", name + ".abroad", "is not a number of persons", "give persons ≥ 0", "", ""});
  problems.throw_if_any();
  const Index n = emigrants.size();
  const Eigen::ArrayXd part = sample_rate(rate, name + ".return_rate", n, seed);
  data::DrawMatrix returned(n, emigrants.horizon());
  data::DrawMatrix stock(n, emigrants.horizon());
  Eigen::ArrayXd away = Eigen::ArrayXd::Constant(n, abroad);
  for (Index h = 0; h < emigrants.horizon(); ++h) {
    const Eigen::ArrayXd back = part * away;
    away += emigrants.paths().col(h).array() - back;
    returned.col(h) = back.matrix();
    stock.col(h) = away.matrix();
  }
  return {emigrants, detail::like(emigrants, std::move(returned), name + ".returned"),
          detail::like(emigrants, std::move(stock), name + ".abroad")};
}

/// Supply of a programme through all its routes. entry: what its graduates do (entry.hpp); the beginners of every training
/// route have the paths, horizon and first period of the entrants.
/// Throws InputError E-PIP-003, E-PIP-004, E-PIP-009 (a stay), E-PIP-010 (stock abroad), E-PIP-011 (a route without name, a
/// name twice, or another shape; naming the route); all problems at once. O(draws · horizon · routes).
[[nodiscard]] inline RouteFlows supply_routes(const EntryFlows& entry, const RouteOptions& options) {
  const data::Draws& entrants = entry.entrants;
  Problems problems;
  detail::check_persons(problems, entrants, "entrants");
  check_rate(problems, options.called_up, "E-PIP-004", "called_up");
  detail::check_stay(problems, options.service, "service");
  check_rate(problems, options.return_rate, "E-PIP-004", "return_rate");
  problems.add_if(!(options.abroad >= 0.0) || !std::isfinite(options.abroad),
                  {"E-PIP-010", "abroad", "is not a number of persons", "give persons ≥ 0", "", ""});
  std::set<std::string> names;
  const auto like_entrants = [&entrants](const data::Draws& flow) {
    return flow.size() == entrants.size() && flow.horizon() == entrants.horizon() &&
           flow.start() == entrants.start();
  };
  for (const auto& [name, persons] : options.inflows) {
    problems.add_if(
        name.empty() || !names.insert(name).second || !like_entrants(persons),
        {"E-PIP-011", "inflows", "the inflow has no name, stands twice, or has other paths or periods",
         "name each inflow once and give it from " + entrants.start().to_string() + " on", name, ""});
    detail::check_persons(problems, persons, "inflows");
  }
  for (const TrainingRoute& route : options.training) {
    const bool fits = like_entrants(route.beginners);
    problems.add_if(
        route.name.empty() || !names.insert(route.name).second || !fits,
        {"E-PIP-011", "training",
         "the route has no name, stands twice, or its beginners have other paths or periods",
         "name each route once and give its beginners from " + entrants.start().to_string() + " on",
         route.name, ""});
    detail::check_persons(problems, route.beginners, "beginners");
    detail::check_stay(problems, route.stay, route.name);
    check_rate(problems, route.participation, "E-PIP-004", route.name + ".participation");
  }
  problems.throw_if_any();

  const Index n = entrants.size();
  const auto key = [&](const std::string& name) { return options.programme + "." + name; };
  const Eigen::ArrayXd called = sample_rate(options.called_up, key("called_up"), n, options.seed);
  data::DrawMatrix serve = entrants.paths();
  serve.array().colwise() *= called;
  data::DrawMatrix direct = entrants.paths() - serve;
  RouteFlows out;
  out.service = follow_stay(detail::like(entrants, std::move(serve), key("service")), options.service,
                            key("service"), options.seed);
  out.abroad =
      follow_return(entry.emigration, options.abroad, options.return_rate, key("abroad"), options.seed);
  data::DrawMatrix supply = direct + out.service.completed.paths() + out.abroad.returned.paths();
  out.direct = detail::like(entrants, std::move(direct), key("direct"));
  for (const TrainingRoute& route : options.training) {
    TrainingFlows flows;
    flows.name = route.name;
    flows.stay = follow_stay(route.beginners, route.stay, key(route.name), options.seed);
    const Eigen::ArrayXd part =
        sample_rate(route.participation, key(route.name) + ".participation", n, options.seed);
    data::DrawMatrix working = flows.stay.completed.paths();
    working.array().colwise() *= part;
    supply += working;
    flows.outside_labour_force = detail::like(entrants, flows.stay.completed.paths() - working,
                                              key(route.name) + ".outside_labour_force");
    flows.entrants = detail::like(entrants, std::move(working), key(route.name) + ".entrants");
    data::DrawMatrix withdrawn = data::DrawMatrix::Zero(n, entrants.horizon());
    if (route.retraining) withdrawn = route.beginners.paths();
    flows.withdrawn = detail::like(entrants, std::move(withdrawn), key(route.name) + ".withdrawn");
    out.training.push_back(std::move(flows));
  }
  for (const auto& [name, persons] : options.inflows) supply += persons.paths();
  out.supply = detail::like(entrants, std::move(supply), key("supply"));
  return out;
}

}  // namespace dubao::labour
