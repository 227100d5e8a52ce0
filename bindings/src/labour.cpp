// SPDX-License-Identifier: Apache-2.0
//
// Labour-market accounts. Private: dubao.labour wraps every function with keyword arguments, documents it and turns
// the dictionaries into result objects. Forms of the arguments: labour_convert.hpp.
#include <dubao/labour/balance.hpp>
#include <dubao/labour/cohort.hpp>
#include <dubao/labour/flexibility.hpp>
#include <dubao/labour/mortality.hpp>
#include <dubao/labour/net_replacement.hpp>
#include <dubao/labour/openings.hpp>
#include <dubao/labour/pipeline.hpp>
#include <dubao/labour/replacement.hpp>
#include <dubao/labour/separations.hpp>
#include <dubao/labour/targets.hpp>

#include "labour_convert.hpp"
#include "register.hpp"

namespace dubao::bindings {

namespace {

// --- openings ---------------------------------------------------------------------------------------------------

py::dict openings(const Array& base, const Array& employment, const Array& separations,
                  const std::string& start, const std::string& target) {
  const labour::Openings o =
      labour::openings(to_column(base, "base"), to_draws(employment, start, "employment", target),
                       to_draws(separations, start, "separations"));
  using py::arg;
  return py::dict(arg("change") = column(o.change), arg("expansion") = column(o.expansion),
                  arg("separations") = column(o.separations), arg("replacement") = column(o.replacement),
                  arg("total") = column(o.total), arg("expansion_by_year") = paths(o.expansion_by_year),
                  arg("replacement_by_year") = paths(o.replacement_by_year),
                  arg("total_by_year") = paths(o.total_by_year));
}

py::dict separation_openings(const Array& base, const Array& final, double years, const Array& exit_rate,
                             const Array& transfer_rate, bool count_transfers) {
  const labour::SeparationOpenings o = labour::separation_openings(
      to_column(base, "base"), to_column(final, "final"), years, to_column(exit_rate, "exit_rate"),
      to_column(transfer_rate, "transfer_rate"),
      count_transfers ? labour::TransferBoundary::kExitsAndTransfers : labour::TransferBoundary::kExitsOnly);
  using py::arg;
  return py::dict(arg("growth") = column(o.growth), arg("exits") = column(o.exits),
                  arg("transfers") = column(o.transfers), arg("total") = column(o.total));
}

// --- replacement ------------------------------------------------------------------------------------------------

labour::ExitAssumptions to_assumptions(const std::tuple<int, Array, Array>& retirement,
                                       const std::map<std::string, Rate>& rates, double early_window,
                                       const Array& mortality, const std::optional<Array>& care,
                                       const std::optional<Array>& emigration, const Array& entrants) {
  labour::ExitAssumptions out;
  out.retirement =
      labour::RetirementPath(std::get<0>(retirement), to_vector(std::get<1>(retirement), "months_men"),
                             to_vector(std::get<2>(retirement), "months_women"));
  out.take_up = to_rate(rates.at("take_up"));
  out.after = to_rate(rates.at("after"));
  out.early = to_rate(rates.at("early"));
  out.care_scale = to_rate(rates.at("care_scale"));
  out.emigration_scale = to_rate(rates.at("emigration_scale"));
  out.early_window = early_window;
  out.mortality = to_table(mortality, "mortality");
  out.care = to_table(care, "care");
  out.emigration = to_table(emigration, "emigration");
  out.entrants = to_table(entrants, "entrants");
  return out;
}

py::object replacement(const std::vector<Profile>& profiles, const Array& base, const Array& employment,
                       const std::string& start, const std::tuple<int, Array, Array>& retirement,
                       const std::map<std::string, Rate>& rates, double early_window, const Array& mortality,
                       const std::optional<Array>& care, const std::optional<Array>& emigration,
                       const Array& entrants, std::uint64_t seed, bool range) {
  std::vector<labour::AgeProfile> shapes;
  for (const Profile& profile : profiles) shapes.push_back(to_profile(profile, "profile"));
  const labour::ExitAssumptions assumptions =
      to_assumptions(retirement, rates, early_window, mortality, care, emigration, entrants);
  const Eigen::ArrayXd first = to_column(base, "base");
  const data::Draws draws = to_draws(employment, start, "employment");
  if (range) {
    labour::ReplacementRange both;
    {
      const py::gil_scoped_release release;
      both = labour::replacement_range(shapes, first, draws, assumptions, seed);
    }
    return py::make_tuple(to_dict(both.low), to_dict(both.high));
  }
  labour::Replacement one;
  {
    const py::gil_scoped_release release;
    one = labour::replacement(shapes.at(0), first, draws, assumptions, seed);
  }
  return to_dict(one);
}

void register_ages(py::module_& module) {
  module.def("single_years",
             [](const Groups& groups) { return column(labour::single_years(to_groups(groups))); });
  module.def("single_years_like", [](const Groups& groups, const Array& reference) {
    return column(labour::single_years_like(to_groups(groups), to_column(reference, "reference")));
  });
  module.def("age_profile", [](const std::string& name, const Groups& groups, double women_share) {
    return to_tuple(labour::age_profile(name, to_groups(groups), women_share));
  });
  module.def("age_profile_by_sex", [](const std::string& name, const Groups& men, const Groups& women) {
    return to_tuple(labour::age_profile(name, to_groups(men), to_groups(women)));
  });
  module.def("profile_from_years", [](const std::string& name, int first_age, const Array& counts) {
    return to_tuple(labour::profile_from_years(name, first_age, to_matrix(counts, "counts").array()));
  });
  module.def("even_profile",
             [](const std::string& name, int first_age, int last_age, int from, int to, double women_share) {
               return to_tuple(labour::even_profile(name, first_age, last_age, from, to, women_share));
             });
  module.def("death_probabilities",
             [](const std::vector<std::pair<int, double>>& rates, int first_age, Index ages) {
               std::vector<labour::DeathRate> own;
               for (const auto& [from, rate] : rates) own.push_back({from, rate});
               return column(labour::death_probabilities(own, first_age, ages));
             });
  module.def("leaving_probabilities", [](const Array& rates, double years) {
    return table(labour::leaving_probabilities(to_matrix(rates, "rates").array(), years));
  });
  module.def("net_replacement", [](const Array& before, const Array& after, double years) {
    const labour::NetReplacement n =
        labour::net_replacement(to_column(before, "before"), to_column(after, "after"), years);
    return py::make_tuple(n.leavers, n.rate, n.yearly_rate);
  });
  module.def("replacement", &replacement);
}

// --- supply -----------------------------------------------------------------------------------------------------

py::dict pipeline(const Array& intake, const std::string& start, const Array& base_stock,
                  const std::vector<Rate>& drop_out, const std::vector<Rate>& repetition, const Rate& show_up,
                  const std::map<std::string, Rate>& entry, const std::string& programme, Index calendar_lag,
                  std::uint64_t seed) {
  const labour::Pipeline p =
      labour::pipeline(to_draws(intake, start, "intake"), to_column(base_stock, "base_stock"),
                       {to_rates(drop_out), to_rates(repetition), to_rate(show_up), to_entry_rates(entry)},
                       {programme, calendar_lag, seed});
  py::list by_year;
  for (const data::Draws& one : p.by_year) by_year.append(paths(one));
  using py::arg;
  return py::dict(
      arg("entrants_to_study") = paths(p.entrants_to_study), arg("learners") = paths(p.learners),
      arg("by_year") = by_year, arg("drop_outs") = paths(p.drop_outs), arg("graduates") = paths(p.graduates),
      arg("entry") = to_dict(p.entry), arg("base_learners") = column(p.base_learners),
      arg("base_drop_outs") = column(p.base_drop_outs), arg("base_graduates") = column(p.base_graduates));
}

py::dict cohort_graduates(const Array& intake, const std::string& start, const Rate& completion,
                          const Rate& on_time, const Rate& show_up, const std::map<std::string, Rate>& entry,
                          Index standard_length, Index calendar_lag, const std::string& programme,
                          std::uint64_t seed) {
  const labour::CohortFlows c = labour::cohort_graduates(
      to_draws(intake, start, "intake"),
      {to_rate(completion), to_rate(on_time), to_rate(show_up), to_entry_rates(entry)},
      {standard_length, calendar_lag, programme, seed});
  using py::arg;
  return py::dict(arg("beginners") = paths(c.beginners), arg("non_completers") = paths(c.non_completers),
                  arg("graduates") = paths(c.graduates),
                  arg("graduates_start") = c.graduates.start().to_string(), arg("entry") = to_dict(c.entry));
}

void register_supply(py::module_& module) {
  module.def("pipeline", &pipeline);
  module.def("cohort_graduates", &cohort_graduates);
  module.def("labour_market_entry",
             [](const Array& graduates, const std::string& start, const std::map<std::string, Rate>& entry,
                const std::string& programme, Index lag, std::uint64_t seed) {
               return to_dict(labour::labour_market_entry(to_draws(graduates, start, "graduates"),
                                                          to_entry_rates(entry), programme, lag, seed));
             });
  module.def("graduates_by_duration", &labour::graduates_by_duration);
  module.def("flexibility",
             [](const std::vector<std::string>& fields, const std::vector<std::string>& occupations,
                const Array& parts, const Arrays& supply, const std::string& start) {
               const labour::FlexibilityMatrix matrix(fields, occupations, to_matrix(parts, "parts"));
               return to_dict(matrix.supply(to_keyed(supply, start)));
             });
  module.def("stayer_rate",
             [](const std::vector<std::string>& fields, const std::vector<std::string>& occupations,
                const Array& parts, const std::string& field, const std::string& intended) {
               return labour::FlexibilityMatrix(fields, occupations, to_matrix(parts, "parts"))
                   .stayer_rate(field, intended);
             });
}

// --- balance ----------------------------------------------------------------------------------------------------

using Bridge = std::tuple<std::string, std::string, std::string, std::string, Rate, std::string>;

std::vector<labour::ScopeBridge> to_bridges(const std::vector<Bridge>& bridges) {
  std::vector<labour::ScopeBridge> out;
  for (const auto& [dimension, from, to, side, share, source] : bridges) {
    if (side != "supply" && side != "demand") refuse("E-BAL-003", "side", side, "use supply or demand");
    out.push_back({dimension, from, to,
                   side == "supply" ? labour::BalanceSide::kSupply : labour::BalanceSide::kDemand,
                   to_rate(share), source});
  }
  return out;
}

py::dict balance(const Array& supply, const Array& demand, const labour::Scope& supply_scope,
                 const labour::Scope& demand_scope, const std::optional<Array>& base,
                 const std::vector<Bridge>& bridges, std::uint64_t seed) {
  const labour::Balance b = labour::balance(
      {to_column(supply, "supply"), supply_scope}, {to_column(demand, "demand"), demand_scope},
      base ? to_column(*base, "base") : Eigen::ArrayXd(), to_bridges(bridges), seed);
  using py::arg;
  return py::dict(
      arg("supply") = column(b.supply), arg("demand") = column(b.demand), arg("gap") = column(b.gap),
      arg("relative_gap") = b.relative_gap.size() > 0 ? py::object(column(b.relative_gap)) : py::none(),
      arg("probability_of_shortage") = b.probability_of_shortage);
}

py::dict supply_demand_ratio(const Array& supply, const Array& demand, const std::vector<double>& bounds,
                             const std::vector<std::string>& names, const Rule& rule, double level) {
  labour::Balance flows;
  flows.supply = to_column(supply, "supply");
  flows.demand = to_column(demand, "demand");
  const labour::SupplyDemandRatio r =
      labour::supply_demand_ratio(flows, {bounds, names, ""}, to_rule(rule), level);
  using py::arg;
  return py::dict(arg("median") = r.median, arg("lower") = r.lower, arg("upper") = r.upper,
                  arg("level") = r.level, arg("class_names") = r.class_names,
                  arg("class_probabilities") = r.class_probabilities,
                  arg("probability_no_demand") = r.probability_no_demand, arg("rating") = to_dict(r.rating));
}

py::dict projected_state(const Array& relative_gap, const std::string& initial, double tolerance,
                         const Rule& rule) {
  labour::InitialState state = labour::InitialState::kBalance;
  if (initial == "shortage") {
    state = labour::InitialState::kShortage;
  } else if (initial == "surplus") {
    state = labour::InitialState::kSurplus;
  } else if (initial != "balance") {
    refuse("E-BAL-008", "initial_state", initial, "use shortage, balance or surplus");
  }
  labour::Balance flows;
  flows.relative_gap = to_column(relative_gap, "relative_gap");
  py::dict out = to_dict(labour::projected_state(flows, state, tolerance, to_rule(rule)));
  out["names"] = std::vector<std::string>(labour::kProjectedStates.begin(), labour::kProjectedStates.end());
  return out;
}

void register_balance(py::module_& module) {
  module.def("scope_problems", [](const labour::Scope& supply, const labour::Scope& demand,
                                  const std::vector<Bridge>& bridges) {
    std::vector<std::tuple<std::string, std::string, std::string>> out;
    for (const Problem& p : labour::scope_problems(supply, demand, to_bridges(bridges))) {
      out.emplace_back(p.id, p.argument, p.message);
    }
    return out;
  });
  module.def("scope_differences", &labour::scope_differences);
  module.def("balance", &balance);
  using py::arg;
  module.def("supply_demand_ratio", &supply_demand_ratio, arg("supply"), arg("demand"), arg("bounds"),
             arg("names"), arg("rule"), arg("level"));
  module.def("projected_state", &projected_state, arg("relative_gap"), arg("initial"), arg("tolerance"),
             arg("rule"));
  module.def(
      "probability_of_meeting", [](const Array& values, const std::string& start, const std::string& period,
                                   const std::string& comparison, double value) {
        return labour::probability_of_meeting(to_draws(values, start, "draws"), time::Period::parse(period),
                                              labour::target_operator(comparison), value);
      });
}

}  // namespace

void register_labour(py::module_& parent) {
  py::module_ module = parent.def_submodule("labour", "Labour-market accounts; wrapped by dubao.labour.");
  register_labour_scenario(module);
  register_labour_staffing(module);
  register_labour_evaluation(module);
  register_labour_regions(module);
  register_labour_publication(module);
  register_labour_postings(module);
  register_labour_indicators(module);
  register_labour_people(module);
  register_labour_capacity(module);
  register_labour_admission(module);
  register_labour_intake(module);
  register_labour_targets(module);
  register_labour_emergence(module);
  register_labour_cybersecurity(module);
  register_labour_skills(module);
  module.def("sample_rate", [](const Rate& rate, const std::string& name, Index draws, std::uint64_t seed) {
    const UncertainRate own = to_rate(rate);
    Problems problems;
    labour::check_rate(problems, own, "E-LAB-004", name, -1e300, 1e300);
    problems.throw_if_any();
    return column(labour::sample_rate(own, name, draws, seed));
  });
  module.def("openings", &openings);
  module.def("allocate_openings", [](const Array& national, const Array& shares) {
    return table(
        labour::allocate_openings(to_column(national, "national"), to_matrix(shares, "shares").array()));
  });
  module.def("separation_openings", &separation_openings);
  register_ages(module);
  register_supply(module);
  register_balance(module);
}

}  // namespace dubao::bindings
