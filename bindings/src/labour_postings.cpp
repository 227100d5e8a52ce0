// SPDX-License-Identifier: Apache-2.0
//
// Postings: calibration to vacancies, two lists, nowcast. Private: wrapped by dubao.labour.
#include <dubao/labour/postings_calibration.hpp>
#include <dubao/labour/postings_nowcast.hpp>
#include <dubao/labour/two_lists.hpp>

#include "labour_convert.hpp"
#include "register.hpp"

namespace dubao::bindings {

namespace {

using Codes = std::vector<std::vector<Index>>;
/// name, dimensions, labels, targets, standard errors
using MarginWithErrors =
    std::tuple<std::string, std::vector<Index>, Codes, std::vector<double>, std::vector<double>>;

py::dict calibrate_postings(const std::vector<std::vector<std::string>>& labels, const Codes& cells,
                            const std::vector<double>& postings, const std::vector<MarginWithErrors>& margins,
                            Index draws, std::uint64_t seed, int threads) {
  std::vector<labour::VacancyMargin> own;
  for (const auto& [name, dimensions, codes, targets, errors] : margins) {
    own.push_back({{name, dimensions, codes, targets}, errors});
  }
  labour::CalibratedPostings found;
  {
    const py::gil_scoped_release release;
    found = labour::calibrate_postings(labels, cells, postings, own, draws, seed, threads);
  }
  using py::arg;
  return py::dict(arg("vacancies") = to_array(found.vacancies), arg("factors") = to_array(found.factors),
                  arg("converged") = found.worst.converged, arg("residual") = found.worst.residual,
                  arg("notes") = found.notes);
}

py::dict two_list_estimate(double first, double second, double both, double odds_low, double odds_high,
                           double level) {
  const labour::TwoListEstimate found =
      labour::two_list_estimate(first, second, both, odds_low, odds_high, level);
  using py::arg;
  return py::dict(arg("estimate") = found.estimate, arg("standard_error") = found.standard_error,
                  arg("low") = found.low, arg("high") = found.high, arg("seen") = found.seen,
                  arg("band_low") = found.band_low, arg("band_high") = found.band_high);
}

py::dict nowcast(const Array& official, const std::string& official_start, const Array& index,
                 const std::string& index_start, const Array& without, const Array& forecast,
                 const std::string& start, Index minimum_training, Index minimum_origins,
                 const std::vector<Index>& breaks) {
  const labour::Nowcast found = labour::nowcast(
      data::Series(time::Period::parse(official_start), to_vector(official, "official"), "official"),
      data::Series(time::Period::parse(index_start), to_vector(index, "index"), "index"),
      to_vector(without, "without"), to_draws(forecast, start, "forecast"),
      {minimum_training, minimum_origins, breaks});
  using py::arg;
  return py::dict(
      arg("draws") = paths(found.forecast), arg("used") = found.used, arg("value") = found.value,
      arg("slope") = found.slope, arg("origins") = found.origins, arg("loss_with") = found.loss_with,
      arg("loss_without") = found.loss_without, arg("gain") = found.gain, arg("gain_low") = found.gain_low,
      arg("gain_high") = found.gain_high, arg("p_better") = found.p_better, arg("note") = found.note);
}

}  // namespace

void register_labour_postings(py::module_& module) {
  using py::arg;
  module.def("weighted_postings", [](const std::vector<std::tuple<std::string, double, Array>>& sources) {
    std::vector<labour::PostingSource> own;
    for (const auto& [name, weight, counts] : sources) {
      own.push_back({name, weight, to_vector(counts, "counts")});
    }
    return to_array(labour::weighted_postings(own));
  });
  module.def("calibrate_postings", &calibrate_postings, arg("labels"), arg("cells"), arg("postings"),
             arg("margins"), arg("draws"), arg("seed"), arg("threads"));
  module.def("two_list_estimate", &two_list_estimate, arg("first"), arg("second"), arg("both"),
             arg("odds_low"), arg("odds_high"), arg("level"));
  module.def("nowcast", &nowcast, arg("official"), arg("official_start"), arg("index"), arg("index_start"),
             arg("without"), arg("forecast"), arg("start"), arg("minimum_training"), arg("minimum_origins"),
             arg("breaks") = std::vector<Index>{});
}

}  // namespace dubao::bindings
