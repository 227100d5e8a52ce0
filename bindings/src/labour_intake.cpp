// SPDX-License-Identifier: Apache-2.0
//
// Need and recommended intake, national view of institutions' choices. Private: wrapped by dubao.labour.intake.
#include <dubao/labour/intake/national.hpp>
#include <dubao/labour/intake/need.hpp>
#include <dubao/labour/intake/recommendation.hpp>

#include "labour_convert.hpp"
#include "register.hpp"

namespace dubao::bindings {

namespace {

namespace intake = labour::intake;

/// Shortest, parts.
using Duration = std::tuple<Index, std::vector<double>>;
/// Name, (group, year, coefficient)s, bound, whether it is law.
using IntakeLimit =
    std::tuple<std::string, std::vector<std::tuple<std::string, Index, double>>, double, bool>;
/// Last intake, capacity, growth of capacity, wish, fill.
using InstitutionRow = std::tuple<double, double, double, double, Rate>;

intake::DurationSpread to_duration(const Duration& duration) {
  return {std::get<0>(duration), std::get<1>(duration)};
}

intake::YieldRates to_yield_rates(const py::dict& rates) {
  intake::YieldRates out;
  out.show_up = to_rate(rates["show_up"].cast<Rate>());
  out.drop_out = to_rates(rates["drop_out"].cast<std::vector<Rate>>());
  out.graduation = to_rate(rates["graduation"].cast<Rate>());
  out.entry = to_entry_rates(rates["entry"].cast<std::map<std::string, Rate>>());
  out.field_share = to_rate(rates["field_share"].cast<Rate>());
  return out;
}

py::dict need_dict(const intake::Need& need) {
  using py::arg;
  return py::dict(arg("start") = need.intake.start().to_string(), arg("intake") = paths(need.intake),
                  arg("median") = need.median, arg("lower") = need.lower, arg("upper") = need.upper,
                  arg("probability_none") = need.probability_none, arg("closing") = need.closing);
}

py::dict growth_dict(const intake::GrowthIndex& index) {
  using py::arg;
  return py::dict(arg("median") = index.median, arg("lower") = index.lower, arg("upper") = index.upper);
}

intake::IntakeGroup to_intake_group(const py::dict& given, const std::string& start) {
  intake::IntakeGroup out;
  out.key = given["key"].cast<std::string>();
  out.parent = given["parent"].cast<std::string>();
  out.gap = data::Draws(time::Period::parse(start), to_matrix(given["gap"].cast<Array>(), "gap"), out.key);
  out.yield = to_column(given["yield"].cast<Array>(), "yield");
  out.duration = to_duration(given["duration"].cast<Duration>());
  out.shortage_cost = given["shortage_cost"].cast<double>();
  out.surplus_cost = given["surplus_cost"].cast<double>();
  out.last_intake = given["last_intake"].cast<double>();
  out.growth_cap = given["growth_cap"].cast<double>();
  out.smoothing = given["smoothing"].cast<double>();
  out.smallest_class = given["minimum_class"].cast<double>();
  out.largest = given["maximum"].cast<std::vector<double>>();
  return out;
}

py::dict recommendation_dict(const intake::Recommendation& found) {
  using py::arg;
  py::list intakes;
  for (const intake::IntakeAdvice& one : found.intakes) {
    intakes.append(py::dict(
        arg("group") = one.group, arg("year") = one.year.to_string(), arg("need") = one.need_median,
        arg("need_lower") = one.need_lower, arg("need_upper") = one.need_upper,
        arg("probability_no_need") = one.probability_none_needed, arg("legal_maximum") = one.legal_maximum,
        arg("legal_rule") = one.legal_rule, arg("optimum") = one.optimum,
        arg("recommended") = one.recommended, arg("binding") = one.binding, arg("price") = one.price));
  }
  py::list limits;
  for (const intake::LimitAdvice& one : found.limits) {
    limits.append(py::dict(arg("name") = one.name, arg("law") = one.kind == intake::LimitKind::kLaw,
                           arg("bound") = one.bound, arg("used") = one.used, arg("price") = one.price));
  }
  py::list entries;
  for (const intake::EntryAdvice& one : found.entries) {
    entries.append(py::dict(arg("group") = one.group, arg("year") = one.year.to_string(),
                            arg("probability_closed") = one.outcome.probability_closed,
                            arg("expected_shortage") = one.outcome.expected_shortage,
                            arg("expected_surplus") = one.outcome.expected_surplus,
                            arg("expected_loss") = one.outcome.loss));
  }
  py::list ratios;
  for (const intake::RatioAdvice& one : found.ratios) {
    ratios.append(py::dict(
        arg("ratio") = one.ratio, arg("recommended") = one.recommended,
        arg("expected_shortage") = one.expected_shortage, arg("expected_surplus") = one.expected_surplus,
        arg("probability_closed") = one.probability_closed, arg("relative_gap") = one.relative_gap));
  }
  const intake::PlanProof& proof = found.proof;
  return py::dict(
      arg("with_costs") = found.with_costs, arg("intakes") = intakes, arg("limits") = limits,
      arg("entries") = entries, arg("ratios") = ratios,
      arg("proof") = py::dict(
          arg("loss") = proof.loss, arg("loss_in_fractions") = proof.loss_in_fractions,
          arg("lower_bound") = proof.lower_bound, arg("relative_gap") = proof.relative_gap,
          arg("limit_residual") = proof.limit_residual, arg("gradient_residual") = proof.gradient_residual,
          arg("wish_excess") = proof.wish_excess, arg("iterations") = proof.iterations,
          arg("nodes") = proof.nodes, arg("proven") = proof.proven));
}

py::dict recommend_intake(const std::vector<py::dict>& groups, const std::string& start,
                          const std::vector<IntakeLimit>& limits, const std::string& first, Index years,
                          double level, const std::vector<double>& ratios, int most_nodes, int threads) {
  std::vector<intake::IntakeGroup> own;
  for (const py::dict& one : groups) own.push_back(to_intake_group(one, start));
  std::vector<intake::GroupLimit> given;
  for (const auto& [name, terms, bound, law] : limits) {
    intake::GroupLimit limit{name, {}, bound, law ? intake::LimitKind::kLaw : intake::LimitKind::kWish};
    for (const auto& [group, year, coefficient] : terms) limit.terms.push_back({group, year, coefficient});
    given.push_back(std::move(limit));
  }
  intake::RecommendationOptions options;
  options.level = level;
  options.ratios = ratios;
  options.threads = threads;
  options.search.most_nodes = most_nodes;
  intake::Recommendation found;
  {
    const py::gil_scoped_release release;
    found = intake::recommend(own, given, time::Period::parse(first), years, options);
  }
  return recommendation_dict(found);
}

std::vector<InstitutionRow> sample_institutions(Index count, double total, const py::dict& given,
                                                std::uint64_t seed) {
  intake::InstitutionAssumptions assumptions;
  assumptions.median_intake = given["median_intake"].cast<double>();
  assumptions.size_spread = given["size_spread"].cast<double>();
  assumptions.headroom = to_rate(given["headroom"].cast<Rate>());
  assumptions.wish = to_rate(given["wish"].cast<Rate>());
  assumptions.fill = to_rate(given["fill"].cast<Rate>());
  assumptions.fill_noise = given["fill_noise"].cast<double>();
  assumptions.capacity_growth = given["capacity_growth"].cast<double>();
  std::vector<InstitutionRow> out;
  for (const intake::AnonymousInstitution& one :
       intake::sample_institutions(assumptions, count, total, seed)) {
    out.emplace_back(one.last_intake, one.capacity, one.capacity_growth, one.wish,
                     Rate{one.fill.value, one.fill.low, one.fill.high, "pert"});
  }
  return out;
}

py::dict national_view(const std::vector<InstitutionRow>& rows, const std::string& first, Index years,
                       double growth_cap, const Rate& completion, const Duration& duration,
                       const std::vector<double>& past_intakes, Index draws, std::uint64_t seed,
                       int threads) {
  std::vector<intake::AnonymousInstitution> sample;
  for (const auto& [last, capacity, growth, wish, fill] : rows) {
    sample.push_back({last, capacity, growth, wish, to_rate(fill)});
  }
  intake::NationalOptions options;
  options.first = time::Period::parse(first);
  options.years = years;
  options.growth_cap = growth_cap;
  options.completion = to_rate(completion);
  options.duration = to_duration(duration);
  options.past_intakes = past_intakes;
  options.draws = draws;
  options.seed = seed;
  options.threads = threads;
  intake::NationalView found;
  {
    const py::gil_scoped_release release;
    found = intake::national_view(sample, options);
  }
  using py::arg;
  return py::dict(arg("announced") = paths(found.announced), arg("actual") = paths(found.actual),
                  arg("graduates") = paths(found.graduates),
                  arg("graduates_start") = found.graduates.start().to_string(),
                  arg("already_admitted") = found.already_admitted, arg("set_by_cap") = found.set_by_cap,
                  arg("set_by_capacity") = found.set_by_capacity, arg("set_by_wish") = found.set_by_wish,
                  arg("shrinking") = found.shrinking);
}

}  // namespace

void register_labour_intake(pybind11::module_& labour) {
  labour.def("intake_yield",
             [](const py::dict& rates, const std::string& programme, Index draws, std::uint64_t seed) {
               return column(intake::intake_yield(to_yield_rates(rates), programme, draws, seed));
             });
  labour.def("intake_gap", [](const Array& demand, const Array& supply, const std::string& start,
                              const std::string& group, const Rate& share, const Rate& catchment,
                              std::uint64_t seed) {
    return paths(intake::group_gap(to_draws(demand, start, "demand"), to_draws(supply, start, "supply"),
                                   {group, to_rate(share), to_rate(catchment), seed})
                     .gap);
  });
  labour.def("intake_need",
             [](const Array& gap, const std::string& start, const Array& yield, const Duration& duration,
                const std::string& first, Index years, double level, const std::string& group) {
               return need_dict(intake::intake_need(to_draws(gap, start, "gap"), to_column(yield, "yield"),
                                                    to_duration(duration), time::Period::parse(first),
                                                    {group, years, level}));
             });
  labour.def("national_growth",
             [](const Array& demand, const std::string& start, double level, const std::string& group) {
               return growth_dict(intake::national_growth(to_draws(demand, start, "demand"), level, group));
             });
  labour.def("recommend_intake", &recommend_intake);
  labour.def("sample_institutions", &sample_institutions);
  labour.def("national_view", &national_view);
}

}  // namespace dubao::bindings
