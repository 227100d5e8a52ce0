// SPDX-License-Identifier: Apache-2.0
//
// Complex exponential smoothing, the further Theta models, seasonal averages, and decomposition by loess.
#include <dubao/models/ces.hpp>
#include <dubao/models/decomposed.hpp>
#include <dubao/models/decomposition/mstl.hpp>
#include <dubao/models/dynamic_theta.hpp>
#include <dubao/models/ets.hpp>
#include <dubao/models/seasonal_window_average.hpp>

#include "convert.hpp"
#include "model_class.hpp"
#include "register.hpp"
#include <cmath>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace py = pybind11;

namespace dubao::bindings {

namespace {

template <typename T>
using Class = ModelClass<T>;
namespace decomposition = models::decomposition;

template <typename T>
void register_theta(py::module_& module, const char* name) {
  Class<T>(module, name)
      .def(py::init([](Index season_length, bool box_cox, std::string alias) {
             return std::make_shared<T>(models::ThetaFamily::Options{
                 .season_length = season_length, .box_cox = box_cox, .alias = std::move(alias)});
           }),
           py::kw_only(), py::arg("season_length"), py::arg("box_cox"), py::arg("alias"));
}

py::dict decompose_once(const Array& y, Index season_length, Index season_window, int season_degree,
                        Index trend_window, int trend_degree, Index low_pass_window, bool robust) {
  const std::vector<double> values = to_vector(y, "y");
  decomposition::StlDecomposition parts;
  {
    const py::gil_scoped_release release;
    parts = decomposition::stl(values, {.season_length = season_length,
                                        .season_window = season_window,
                                        .season_degree = season_degree,
                                        .trend_window = trend_window,
                                        .trend_degree = trend_degree,
                                        .low_pass_window = low_pass_window,
                                        .robust = robust});
  }
  py::dict out;
  out["trend"] = to_array(parts.trend);
  out["seasonal"] = to_array(parts.seasonal);
  out["remainder"] = to_array(parts.remainder);
  out["weights"] = to_array(parts.weights);
  return out;
}

py::dict decompose(const Array& y, const std::vector<Index>& season_lengths,
                   const std::vector<Index>& season_windows, bool robust, int iterations,
                   const std::optional<double>& power) {
  const std::vector<double> values = to_vector(y, "y");
  decomposition::MstlDecomposition parts;
  {
    const py::gil_scoped_release release;
    parts = decomposition::mstl(values, {.season_lengths = season_lengths,
                                         .season_windows = season_windows,
                                         .robust = robust,
                                         .iterations = iterations,
                                         .lambda = power});
  }
  py::dict seasonal;
  for (std::size_t i = 0; i < parts.seasonal.size(); ++i) {
    seasonal[py::int_(parts.season_lengths[i])] = to_array(parts.seasonal[i]);
  }
  py::dict out;
  out["data"] = to_array(parts.data);
  out["trend"] = to_array(parts.trend);
  out["seasonal"] = seasonal;
  out["remainder"] = to_array(parts.remainder);
  out["notes"] = parts.notes;
  return out;
}

}  // namespace

void register_decomposition_models(py::module_& module) {
  register_theta<models::OptimizedTheta>(module, "OptimizedTheta");
  register_theta<models::DynamicTheta>(module, "DynamicTheta");
  register_theta<models::DynamicOptimizedTheta>(module, "DynamicOptimizedTheta");
  Class<models::SeasonalWindowAverage>(module, "SeasonalWindowAverage")
      .def(py::init<Index, Index, std::string>(), py::kw_only(), py::arg("window_size"),
           py::arg("season_length"), py::arg("alias"));
  Class<models::Ces>(module, "Ces")
      .def(py::init([](std::string season, Index season_length, std::string alias) {
             return std::make_shared<models::Ces>(models::Ces::Options{
                 .season = std::move(season), .season_length = season_length, .alias = std::move(alias)});
           }),
           py::kw_only(), py::arg("season"), py::arg("season_length"), py::arg("alias"));
  Class<models::AutoCes>(module, "AutoCes")
      .def(py::init([](Index season_length, std::string alias) {
             return std::make_shared<models::AutoCes>(
                 models::AutoCes::Options{.season_length = season_length, .alias = std::move(alias)});
           }),
           py::kw_only(), py::arg("season_length"), py::arg("alias"));
  Class<models::Decomposed>(module, "Decomposed")
      .def(py::init([](std::shared_ptr<models::Model> base, std::vector<Index> season_lengths,
                       std::vector<Index> season_windows, bool robust, bool box_cox, std::string alias) {
             return std::make_shared<models::Decomposed>(
                 std::move(base), models::Decomposed::Options{.season_lengths = std::move(season_lengths),
                                                              .season_windows = std::move(season_windows),
                                                              .robust = robust,
                                                              .box_cox = box_cox,
                                                              .alias = std::move(alias)});
           }),
           py::arg("base"), py::kw_only(), py::arg("season_lengths"), py::arg("season_windows"),
           py::arg("robust"), py::arg("box_cox"), py::arg("alias"));
  // The region of alpha shrinks to one number (its ends are neighbouring doubles).
  module.def(
      "smoothing_of_given_alpha",
      [](double alpha, std::string alias) -> std::shared_ptr<models::Model> {
        if (!(alpha > 0.0 && alpha < 1.0)) {
          throw InputError("E-ETS-009", "alpha", std::to_string(alpha) + " is outside (0, 1)",
                           "give a weight above 0 and below 1; for 1 use Naive, for 0 HistoricAverage");
        }
        models::Ets::Options options;
        options.season_length = 1;
        options.region.lowest = std::nextafter(alpha, 0.0);
        options.region.highest = alpha;
        options.alias = std::move(alias);
        return std::make_shared<models::Ets>(std::move(options));
      },
      py::kw_only(), py::arg("alpha"), py::arg("alias"), "Simple exponential smoothing with a given alpha.");
  module.def("stl", &decompose_once, py::arg("y"), py::kw_only(), py::arg("season_length"),
             py::arg("season_window"), py::arg("season_degree"), py::arg("trend_window"),
             py::arg("trend_degree"), py::arg("low_pass_window"), py::arg("robust"),
             "Season, trend and remainder by loess.");
  module.def("mstl", &decompose, py::arg("y"), py::kw_only(), py::arg("season_lengths"),
             py::arg("season_windows"), py::arg("robust"), py::arg("iterations"), py::arg("power"),
             "Several seasons, trend and remainder by loess.");
  module.def(
      "seasonal_strength",
      [](const Array& y, Index season_length) {
        return decomposition::seasonal_strength(to_vector(y, "y"), season_length);
      },
      py::arg("y"), py::arg("season_length"), "Strength of the season, 0 to 1.");
}

}  // namespace dubao::bindings
