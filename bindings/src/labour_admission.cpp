// SPDX-License-Identifier: Apache-2.0
//
// Admission around the maximum: overshoot, offers, the cheapest enlargement, the rules before 2027. Private: wrapped by
// dubao.labour.capacity.
#include <dubao/labour/capacity/enlargement.hpp>
#include <dubao/labour/capacity/former_rules.hpp>
#include <dubao/labour/capacity/offers.hpp>
#include <dubao/labour/capacity/overshoot.hpp>

#include "capacity_rows.hpp"
#include "labour_convert.hpp"
#include "register.hpp"

namespace dubao::bindings {

namespace {

namespace law = labour::capacity;

/// Location, unit, level, form, announced, actual, teacher training, capacity, barred.
using IntakeRow =
    std::tuple<std::string, std::string, std::string, std::string, double, double, bool, double, bool>;
/// Announced, largest actual intake, already enrolled.
using TargetRow = std::tuple<Index, Index, Index>;
/// Year, offered, enrolled.
using RoundRow = std::tuple<int, double, double>;

template <class Enum, std::size_t N>
Enum admission_word(const char* argument, const std::string& given,
                    const std::array<std::string_view, N>& names) {
  if (const auto found = law::from_name<Enum>(given, names)) return *found;
  refuse("E-CAP-021", argument, given, "use one of the words of the documentation");
}

py::tuple clause_tuple(const law::Clause& one) {
  return py::make_tuple(one.parameter, one.rule_set, one.article_clause);
}

py::list admission_overshoot(const std::vector<IntakeRow>& rows, const std::string& name, int year,
                             const std::vector<RuleRow>& values, const std::string& reading) {
  std::vector<law::Intake> intakes;
  for (const auto& [location, unit, level, form, announced, actual, teachers, capacity, barred] : rows) {
    intakes.push_back({location, unit, admission_word<law::Level>("level", level, law::kLevelNames),
                       admission_word<law::Form>("form", form, law::kFormNames), announced, actual, teachers,
                       capacity, barred});
  }
  const auto choice = admission_word<law::OvershootReading>("A5", reading, law::kOvershootReadingNames);
  return capacity_rows(
      law::overshoot(intakes, to_rules(name, year, values), choice), [](const law::OvershootRow& row) {
        using py::arg;
        return py::dict(
            arg("scope") = std::string(name_of(row.scope, law::kOvershootScopeNames)),
            arg("location") = row.location, arg("unit") = row.unit,
            arg("level") = std::string(name_of(row.level, kLevelNames)),
            arg("form") = std::string(name_of(row.form, kFormNames)), arg("announced") = row.announced,
            arg("actual") = row.actual, arg("excess") = row.excess,
            arg("excess_percent") = row.excess_percent, arg("tolerated_percent") = row.tolerated_percent,
            arg("breach_from_persons") = row.breach_from_persons, arg("above_percent") = row.above_percent,
            arg("above_persons") = row.above_persons, arg("largest_actual") = row.largest_actual,
            arg("breach") = row.breach, arg("clause") = clause_tuple(row.clause));
      });
}

double admission_largest_actual(double announced, const std::string& name, int year,
                                const std::vector<RuleRow>& values, const std::string& reading) {
  return law::largest_actual_intake(
      announced, to_rules(name, year, values),
      admission_word<law::OvershootReading>("A5", reading, law::kOvershootReadingNames));
}

py::dict offer_dict(const law::OfferPlan& plan) {
  using py::arg;
  return py::dict(arg("offers") = plan.offers, arg("breach_probability") = plan.breach_probability,
                  arg("breach_probability_next") = plan.breach_probability_next,
                  arg("expected") = plan.expected, arg("lower") = plan.lower, arg("upper") = plan.upper,
                  arg("underfill_probability") = plan.underfill_probability,
                  arg("share_underfill_probability") = plan.share_underfill_probability,
                  arg("rate_mean") = plan.rate_mean,
                  arg("rate_standard_deviation") = plan.rate_standard_deviation,
                  arg("dispersion") = plan.dispersion, arg("years") = plan.years,
                  arg("already_above") = plan.already_above, arg("capped") = plan.capped);
}

/// offers < 0: the largest number inside the level; otherwise what that number means.
py::tuple admission_offers(const std::vector<RoundRow>& history, double dispersion_prior,
                           const TargetRow& goal, double level, double fill_share, double interval_level,
                           Index offers) {
  std::vector<law::ShowUp> rounds;
  for (const auto& [year, offered, enrolled] : history) rounds.push_back({year, offered, enrolled});
  law::OfferTarget target;
  std::tie(target.announced, target.limit, target.enrolled) = goal;
  target.level = level;
  target.fill_share = fill_share;
  target.interval_level = interval_level;
  law::OfferPlan plan;
  {
    const py::gil_scoped_release release;
    const law::ShowUpRate rate(rounds, dispersion_prior);
    plan = offers < 0 ? law::plan_offers(rate, target) : law::evaluate_offers(rate, target, offers);
  }
  return py::make_tuple(offer_dict(plan), to_array(plan.masses));
}

double admission_total_breach(const std::vector<Array>& masses, Index limit) {
  std::vector<std::vector<double>> units;
  for (const Array& one : masses) units.push_back(to_vector(one, "masses"));
  const py::gil_scoped_release release;
  return law::total_breach_probability(units, limit);
}

py::dict measure_dict(const law::MeasureChoice& choice) {
  using py::arg;
  return py::dict(arg("found") = choice.found, arg("persons") = choice.persons, arg("gain") = choice.gain,
                  arg("cost") = choice.cost, arg("total") = choice.total);
}

py::dict admission_enlarge(const py::object& institution, const std::string& name, int year,
                           const std::vector<RuleRow>& values,
                           const std::map<std::string, std::string>& readings,
                           const std::vector<FieldRow>& fields, const std::map<std::string, double>& wanted,
                           const law::PerMeasure& lecturer_costs, double square_metre, bool costs_given) {
  const CapacityCase given(institution, name, year, values, readings, fields);
  law::MeasureCosts costs;
  costs.lecturers = lecturer_costs;
  costs.square_metre = square_metre;
  costs.given = costs_given;
  const law::Enlargement found =
      law::enlarge(given.institution, given.rules, given.readings, wanted, costs, given.fields);
  using py::arg;
  const auto limit = [&](std::size_t index) { return limit_row(found.before.limits.limits[index]); };
  py::list crossed;
  for (const law::CrossedLimit& row : found.crossed) {
    crossed.append(py::dict(arg("limit") = limit(row.limit), arg("used") = row.used, arg("bound") = row.bound,
                            arg("shortfall") = row.shortfall, arg("mendable") = row.mendable,
                            arg("earliest_year") = row.earliest_year));
  }
  py::list lecturers;
  for (const law::LecturerNeed& row : found.lecturers) {
    lecturers.append(py::dict(arg("location") = row.location, arg("unit") = row.unit,
                              arg("limit") = found.before.limits.limits[row.limit].name,
                              arg("per_lecturer") = row.per_lecturer, arg("needed") = row.problem.need,
                              arg("gains") = row.problem.gains, arg("choice") = measure_dict(row.choice),
                              arg("alone") = row.alone));
  }
  py::list area;
  for (const law::AreaNeed& row : found.area) {
    area.append(py::dict(arg("location") = row.location, arg("shortfall") = row.shortfall,
                         arg("square_metres") = row.square_metres, arg("cost") = row.cost));
  }
  py::list supervisors;
  for (const law::SupervisorNeed& row : found.supervisors) {
    supervisors.append(
        py::dict(arg("location") = row.location, arg("major") = row.major, arg("doctors") = row.doctors));
  }
  return py::dict(arg("plan") = found.plan,
                  arg("variables") = capacity_rows(found.before.limits.variables, variable_row),
                  arg("crossed") = crossed, arg("lecturers") = lecturers, arg("area") = area,
                  arg("supervisors") = supervisors, arg("lawful_before") = found.lawful_before,
                  arg("mended") = found.mended, arg("lawful_after") = found.lawful_after);
}

py::dict scale_dict(const law::FormerScale& scale) {
  using py::arg;
  return py::dict(arg("stock") = scale.stock, arg("expected_graduates") = scale.expected_graduates,
                  arg("planned") = scale.planned);
}

py::dict former_field(const law::FormerFieldRow& row) {
  using py::arg;
  const law::FormerLecturers& own = row.lecturers;
  return py::dict(
      arg("field") = "7" + row.field.code, arg("teacher_training") = row.field.teacher_training,
      arg("full_time_heads") = own.full_time_heads, arg("full_time") = own.full_time,
      arg("visiting") = own.visiting_ordinary + own.visiting_special + own.visiting_joint,
      arg("visiting_limit") = own.visiting_limit, arg("visiting_counted") = own.visiting_counted,
      arg("converted") = own.converted, arg("students_per_lecturer") = row.students_per_lecturer,
      arg("capacity") = row.capacity, arg("regular") = scale_dict(row.regular),
      arg("maximum_regular") = row.maximum_regular, arg("in_service_share") = row.in_service_share,
      arg("in_service_base") = row.in_service_base, arg("base_is_announced") = row.base_is_announced,
      arg("in_service") = scale_dict(row.in_service), arg("maximum_in_service") = row.maximum_in_service,
      arg("distance_converted") = own.distance_converted,
      arg("distance_by_lecturers") = row.distance_by_lecturers, arg("support_staff") = row.support_staff,
      arg("distance_by_staff") = row.distance_by_staff, arg("distance_capacity") = row.distance_capacity,
      arg("distance") = scale_dict(row.distance), arg("maximum_distance") = row.maximum_distance);
}

py::dict former_postgraduate(const law::FormerPostgraduateRow& row) {
  using py::arg;
  return py::dict(arg("location") = row.location, arg("major") = row.major,
                  arg("level") = std::string(name_of(row.level, kLevelNames)),
                  arg("supervisors") = row.supervisors, arg("visiting") = row.visiting,
                  arg("visiting_limit") = row.visiting_limit, arg("visiting_counted") = row.visiting_counted,
                  arg("capacity") = row.capacity, arg("stock") = row.stock,
                  arg("expected_graduates") = row.expected_graduates, arg("maximum") = row.maximum,
                  arg("announced") = row.announced);
}

/// plan: empty, or one number a variable to be weighed against the limits.
py::dict admission_former(const py::object& institution, const std::string& name, int year,
                          const std::vector<RuleRow>& values,
                          const std::map<std::string, std::string>& readings,
                          const std::vector<FieldRow>& fields, const std::vector<double>& plan,
                          bool brakes_bind) {
  const CapacityCase given(institution, name, year, values, readings, fields);
  const law::FormerDetermination found =
      law::determine_former(given.institution, given.rules, given.readings, brakes_bind);
  py::list remarks;
  for (const law::Remark& one : found.brakes.remarks) {
    remarks.append(py::make_tuple(one.code, one.subject));
  }
  py::list checked;
  py::list ends;
  if (!plan.empty()) {
    for (const law::YearEndRow& row : law::former_year_end(found, plan)) {
      using py::arg;
      ends.append(py::dict(arg("location") = row.location, arg("unit") = row.unit, arg("scale") = row.scale,
                           arg("capacity") = row.capacity, arg("ratio") = row.ratio));
    }
    for (const law::PlanRow& row : law::check_plan(found.limits, plan)) {
      checked.append(py::make_tuple(row.limit, row.used, row.slack, row.met));
    }
  }
  using py::arg;
  return py::dict(arg("fields") = capacity_rows(found.fields, former_field),
                  arg("area") = py::dict(
                      arg("floor_area") = found.area.floor_area, arg("capacity") = found.area.capacity,
                      arg("regular") = scale_dict(found.area.regular), arg("maximum") = found.area.maximum),
                  arg("postgraduates") = capacity_rows(found.postgraduates, former_postgraduate),
                  arg("brakes") = capacity_rows(found.brakes.rows, brake_row), arg("remarks") = remarks,
                  arg("variables") = capacity_rows(found.limits.variables, variable_row),
                  arg("limits") = capacity_rows(found.limits.limits, limit_row),
                  arg("maxima") = capacity_rows(found.maxima, maximum_row), arg("checked") = checked,
                  arg("year_end") = ends, arg("self_determined") = found.self_determined);
}

}  // namespace

void register_labour_admission(pybind11::module_& labour) {
  labour.def("admission_overshoot", &admission_overshoot);
  labour.def("admission_largest_actual", &admission_largest_actual);
  labour.def("admission_offers", &admission_offers);
  labour.def("admission_total_breach", &admission_total_breach);
  labour.def("admission_enlarge", &admission_enlarge);
  labour.def("admission_former", &admission_former);
  labour.def("admission_measures", [] {
    std::vector<std::string> out;
    for (const std::string_view one : law::kLecturerMeasureNames) out.emplace_back(one);
    return out;
  });
}

}  // namespace dubao::bindings
