// SPDX-License-Identifier: Apache-2.0
//
// Evaluation of employment projections. Private: wrapped by dubao.labour.evaluation. A case is a dictionary with the
// fields of OutturnCase; NaN stands for a missing number.
#include <dubao/labour/evaluation.hpp>
#include <dubao/labour/evaluation/rating_scores.hpp>
#include <dubao/labour/evaluation/stage_split.hpp>

#include "labour_convert.hpp"
#include "register.hpp"

namespace dubao::bindings {

namespace {

using Others = std::vector<std::pair<std::string, std::vector<double>>>;
// Values with first period, standard errors (may be empty) and breaks, by key.
using History =
    std::map<std::string, std::tuple<Array, std::string, std::vector<double>, std::vector<std::string>>>;

labour::OutturnCase to_case(const py::dict& given) {
  labour::OutturnCase out;
  out.key = given["key"].cast<std::string>();
  out.group = given["group"].cast<std::string>();
  out.base = given["base"].cast<double>();
  out.forecast = given["forecast"].cast<double>();
  out.actual = given["actual"].cast<double>();
  out.steps = given["steps"].cast<double>();
  out.before = given["before"].cast<double>();
  out.steps_before = given["steps_before"].cast<double>();
  out.scale = given["scale"].cast<double>();
  out.standard_error = given["standard_error"].cast<double>();
  out.filtered = given["filtered"].cast<double>();
  out.draws = to_vector(given["draws"].cast<Array>(), "draws");
  return out;
}

py::dict to_dict(const labour::OutturnCase& c) {
  using py::arg;
  return py::dict(arg("key") = c.key, arg("group") = c.group, arg("base") = c.base,
                  arg("forecast") = c.forecast, arg("actual") = c.actual, arg("steps") = c.steps,
                  arg("before") = c.before, arg("steps_before") = c.steps_before, arg("scale") = c.scale,
                  arg("standard_error") = c.standard_error, arg("filtered") = c.filtered,
                  arg("draws") = to_array(c.draws));
}

py::dict to_dict(const labour::MethodScores& s) {
  using py::arg;
  py::dict out(arg("method") = s.method, arg("cases") = s.cases,
               arg("mean_absolute_error") = s.mean_absolute_error, arg("mean_error") = s.mean_error,
               arg("mape") = s.mape, arg("median_ape") = s.median_ape, arg("wape") = s.wape,
               arg("mase") = s.mase, arg("crps") = s.crps, arg("direction_hit_rate") = s.direction_hit_rate,
               arg("faster_hit_rate") = s.faster_hit_rate, arg("dissimilarity") = s.dissimilarity);
  out["skill"] = s.skill;
  out["wins"] = s.wins;
  out["cover"] = s.cover;
  out["cover_with_noise"] = s.cover_with_noise;
  out["cases_with_draws"] = s.cases_with_draws;
  return out;
}

py::dict to_dict(const labour::CaseScore& c) {
  using py::arg;
  py::dict out(arg("key") = c.key, arg("group") = c.group, arg("base") = c.base, arg("forecast") = c.forecast,
               arg("actual") = c.actual, arg("no_change") = c.no_change, arg("last_growth") = c.last_growth,
               arg("standard_error") = c.standard_error, arg("error") = c.error,
               arg("absolute_percentage_error") = c.absolute_percentage_error);
  out["direction_hit"] = c.direction_hit;
  out["faster_hit"] = c.faster_hit;
  out["crps"] = c.crps;
  out["covered"] = c.covered;
  return out;
}

template <class Items>
py::list listed(const Items& items) {
  py::list out;
  for (const auto& item : items) out.append(to_dict(item));
  return out;
}

py::dict evaluate(const std::vector<py::dict>& cases, const Others& others, const std::vector<double>& levels,
                  std::uint64_t seed) {
  std::vector<labour::OutturnCase> own;
  for (const py::dict& one : cases) own.push_back(to_case(one));
  std::vector<labour::OtherForecast> beside;
  for (const auto& [name, values] : others) beside.push_back({name, values});
  labour::Evaluation found;
  {
    const py::gil_scoped_release release;
    found = labour::evaluate_outturns(own, beside, {levels, seed});
  }
  using py::arg;
  const labour::OutturnNoise& n = found.noise;
  return py::dict(
      arg("scores") = listed(found.scores), arg("scores_filtered") = listed(found.scores_filtered),
      arg("cases") = listed(found.cases), arg("levels") = found.levels, arg("left_out") = found.left_out,
      arg("noise") =
          py::dict(arg("cases") = n.cases, arg("mean_standard_error") = n.mean_standard_error,
                   arg("wape_of_noise") = n.wape_of_noise, arg("root_mean_square") = n.root_mean_square,
                   arg("root_mean_square_truth") = n.root_mean_square_truth,
                   arg("share_of_square") = n.share_of_square));
}

data::Panel to_panel(const History& series) {
  data::Panel out;
  for (const auto& [key, one] : series) {
    const auto& [values, start, errors, breaks] = one;
    data::Series own(time::Period::parse(start), to_vector(values, key.c_str()), key);
    if (!errors.empty()) own = own.with_standard_errors(errors);
    for (const std::string& at : breaks) own = own.with_break(time::Period::parse(at));
    out.add(std::move(own));
  }
  return out;
}

labour::RegionalCounts to_regions(const Array& counts, const char* argument) {
  if (counts.ndim() != 3) {
    throw InputError("E-ACC-012", argument, "the array has " + std::to_string(counts.ndim()) + " dimensions",
                     "give regions × industries × occupations; one region where there is no such dimension");
  }
  labour::RegionalCounts out;
  const py::ssize_t cells = counts.shape(1) * counts.shape(2);
  for (py::ssize_t r = 0; r < counts.shape(0); ++r) {
    out.emplace_back(
        Eigen::Map<const data::DrawMatrix>(counts.data() + r * cells, counts.shape(1), counts.shape(2)));
  }
  return out;
}

py::array_t<double> matrix(const Eigen::MatrixXd& values) { return to_array(data::DrawMatrix(values)); }

py::dict to_dict(const labour::StageSplit& s) {
  using py::arg;
  const labour::StageSplit n = s.national();
  const auto summary = [](const labour::StageSplit& one, const Eigen::MatrixXd& part) {
    return py::dict(arg("sum") = part.sum(), arg("wape") = one.wape(part),
                    arg("contribution") = one.contribution(part));
  };
  return py::dict(arg("error") = matrix(s.error), arg("industry") = matrix(s.industry),
                  arg("region") = matrix(s.region), arg("share") = matrix(s.share),
                  arg("actual") = matrix(s.actual),
                  arg("summary") =
                      py::dict(arg("industry") = summary(s, s.industry), arg("region") = summary(s, s.region),
                               arg("share") = summary(s, s.share), arg("error") = summary(s, s.error)),
                  arg("national_summary") =
                      py::dict(arg("industry") = summary(n, n.industry), arg("region") = summary(n, n.region),
                               arg("share") = summary(n, n.share), arg("error") = summary(n, n.error)));
}

py::dict stage_split(const std::vector<Array>& forecast, const Array& actual) {
  const labour::RegionalCounts outturn = to_regions(actual, "actual");
  labour::StageSplit split;
  {
    const py::gil_scoped_release release;
    // One path at a time: all of them as matrices would double the memory. Reading shape and data needs no interpreter.
    split = labour::mean_stage_split(
        static_cast<Index>(forecast.size()),
        [&forecast](Index d) { return to_regions(forecast[static_cast<std::size_t>(d)], "forecast"); },
        outturn);
  }
  return to_dict(split);
}

py::dict rating_scores(
    const std::vector<std::tuple<std::string, std::vector<double>, std::optional<Index>, double, Index>>&
        cases) {
  std::vector<labour::RatedOutcome> own;
  for (const auto& [key, probabilities, step, probability, outcome] : cases) {
    labour::Rating rating;
    rating.probabilities = probabilities;
    rating.step = step;
    rating.probability = probability;
    own.push_back({key, rating, outcome});
  }
  const labour::RatingScores s = labour::rating_scores(own);
  using py::arg;
  return py::dict(arg("cases") = s.cases, arg("brier") = s.brier, arg("brier_error") = s.brier_error,
                  arg("ranked") = s.ranked, arg("brier_equal") = s.brier_equal,
                  arg("brier_frequencies") = s.brier_frequencies, arg("skill") = s.skill,
                  arg("named") = s.named, arg("named_hits") = s.named_hits,
                  arg("mean_probability") = s.mean_probability);
}

}  // namespace

void register_labour_evaluation(py::module_& module) {
  module.def("evaluate_outturns", &evaluate);
  module.def("outturn_cases", [](const Arrays& forecast, const std::string& start, const History& history,
                                 const History& outturn) {
    return listed(labour::outturn_cases(to_keyed(forecast, start), to_panel(history), to_panel(outturn)));
  });
  module.def("stage_split", &stage_split);
  module.def("rating_scores", &rating_scores);
  module.def("dissimilarity_index", [](const Array& one, const Array& other) {
    return labour::dissimilarity_index(to_vector(one, "forecast"), to_vector(other, "actual"));
  });
  module.def("last_growth", &labour::last_growth);
}

}  // namespace dubao::bindings
