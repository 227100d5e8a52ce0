// SPDX-License-Identifier: Apache-2.0
//
// The state of a forecaster to and from Python's own types; dubao/saved_forecasters.py writes them as JSON.
#include "interval_source.hpp"

namespace py = pybind11;

namespace dubao::bindings {

namespace {

using forecast::ConformalScores;
using forecast::LearntCalibration;

// Growth as one list: μ, τ², share, series, then the panel's forecast growth by horizon.
constexpr std::size_t kGrowthNumbers = 4;

py::dict to_dict(const LearntCalibration& one) {
  std::vector<double> growth{one.growth.growth, one.growth.between, one.growth.share, one.growth.series};
  growth.insert(growth.end(), one.growth.forecast.begin(), one.growth.forecast.end());
  return py::dict(py::arg("has_margins") = one.has_margins, py::arg("factor") = one.factor,
                  py::arg("growth") = growth, py::arg("quantiles") = one.quantiles,
                  py::arg("table") = one.table, py::arg("note") = one.note);
}

LearntCalibration to_calibration(const py::dict& document) {
  LearntCalibration out;
  out.has_margins = document["has_margins"].cast<bool>();
  out.factor = document["factor"].cast<double>();
  const auto growth = document["growth"].cast<std::vector<double>>();
  if (growth.size() < kGrowthNumbers || (growth.size() == kGrowthNumbers && growth[3] > 0.0)) {
    throw InputError("E-CAL-002", "calibration", "growth was pooled by the rule of an earlier release",
                     "fit the forecaster again, or use the release that wrote the file");
  }
  out.growth = {growth[0],
                growth[1],
                growth[2],
                growth[3],
                {growth.begin() + static_cast<std::ptrdiff_t>(kGrowthNumbers), growth.end()}};
  out.quantiles = document["quantiles"].cast<std::vector<evaluation::ScoreQuantiles>>();
  out.table = document["table"].cast<std::string>();
  out.note = document["note"].cast<std::string>();
  return out;
}

py::dict to_dict(const ConformalScores& one) {
  return py::dict(py::arg("relative") = one.link == evaluation::Link::kPositive,
                  py::arg("sizes") = one.sizes);
}

ConformalScores to_scores(const py::dict& document) {
  ConformalScores out;
  if (document["relative"].cast<bool>()) out.link = evaluation::Link::kPositive;
  out.sizes = document["sizes"].cast<std::vector<std::vector<double>>>();
  return out;
}

}  // namespace

py::dict to_dict(const forecast::ForecasterState& state) {
  py::list calibration;
  for (const LearntCalibration& one : state.calibration) calibration.append(to_dict(one));
  py::list conformal;
  for (const auto& row : state.conformal) {
    py::list of_series;
    for (const ConformalScores& one : row) of_series.append(to_dict(one));
    conformal.append(of_series);
  }
  const forecast::SamplingScale& scale = state.scale;
  return py::dict(py::arg("scale") = py::dict(py::arg("scale") = scale.scale, py::arg("lower") = scale.lower,
                                              py::arg("upper") = scale.upper, py::arg("mode") = scale.mode,
                                              py::arg("changes") = scale.changes),
                  py::arg("calibration") = calibration, py::arg("conformal") = conformal,
                  py::arg("params") = state.params);
}

forecast::ForecasterState to_state(const py::dict& document) {
  forecast::ForecasterState out;
  const py::dict scale = document["scale"];
  out.scale.scale = scale["scale"].cast<double>();
  out.scale.lower = scale["lower"].cast<double>();
  out.scale.upper = scale["upper"].cast<double>();
  out.scale.mode = scale["mode"].cast<double>();
  out.scale.changes = scale["changes"].cast<Index>();
  for (const py::handle one : document["calibration"].cast<py::list>()) {
    out.calibration.push_back(to_calibration(one.cast<py::dict>()));
  }
  for (const py::handle row : document["conformal"].cast<py::list>()) {
    out.conformal.emplace_back();
    for (const py::handle one : row.cast<py::list>()) {
      out.conformal.back().push_back(to_scores(one.cast<py::dict>()));
    }
  }
  out.params = document["params"].cast<std::vector<std::vector<std::vector<models::Parameter>>>>();
  return out;
}

}  // namespace dubao::bindings
