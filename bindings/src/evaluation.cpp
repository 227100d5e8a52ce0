// SPDX-License-Identifier: Apache-2.0
//
// Measures of accuracy on arrays. Missing values (NaN) are left out of the means.
#include <dubao/evaluation/comparison.hpp>
#include <dubao/evaluation/point_accuracy.hpp>
#include <dubao/evaluation/probabilistic_accuracy.hpp>

#include "convert.hpp"
#include "register.hpp"

namespace py = pybind11;

namespace dubao::bindings {

namespace {

using Loss = double (*)(const std::vector<double>&, const std::vector<double>&);

void define_loss(py::module_& module, const char* name, Loss loss, const char* text) {
  module.def(
      name,
      [loss](const Array& actual, const Array& forecast) {
        return loss(to_vector(actual, "actual"), to_vector(forecast, "forecast"));
      },
      py::arg("actual"), py::arg("forecast"), text);
}

}  // namespace

void register_evaluation(py::module_& module) {
  define_loss(module, "mean_absolute_error", &evaluation::mean_absolute_error, "Mean |actual − forecast|.");
  define_loss(module, "mean_error", &evaluation::mean_error, "Mean of actual − forecast.");
  define_loss(module, "mean_squared_error", &evaluation::mean_squared_error, "Mean (actual − forecast)².");
  define_loss(module, "root_mean_squared_error", &evaluation::root_mean_squared_error,
              "Root of the mean square.");
  define_loss(module, "smape", &evaluation::smape, "Symmetric mean absolute percentage error, 0 … 200.");
  module.def("naive_absolute_scale", &evaluation::naive_absolute_scale, py::arg("training"),
             py::arg("season_length") = 1,
             "Mean absolute change over a season; changes across breaks left out.");
  module.def("naive_squared_scale", &evaluation::naive_squared_scale, py::arg("training"),
             py::arg("season_length") = 1,
             "Mean squared change over a season; changes across breaks left out.");
  module.def(
      "interval_score",
      [](double actual, double lower, double upper, double level) {
        return evaluation::interval_score(actual, {lower, upper}, level);
      },
      py::arg("actual"), py::arg("lower"), py::arg("upper"), py::arg("level"), "Winkler's interval score.");
  module.def(
      "mean_interval_score",
      [](const Array& actual, const Array& lower, const Array& upper, double level) {
        const std::vector<double> a = to_vector(actual, "actual");
        const std::vector<double> l = to_vector(lower, "lower");
        const std::vector<double> u = to_vector(upper, "upper");
        std::vector<double> scores;
        for (std::size_t t = 0; t < std::min({a.size(), l.size(), u.size()}); ++t) {
          scores.push_back(evaluation::interval_score(a[t], {l[t], u[t]}, level));
        }
        return evaluation::mean_observed(scores);
      },
      py::arg("actual"), py::arg("lower"), py::arg("upper"), py::arg("level"), "Mean interval score.");
  module.def(
      "coverage",
      [](const Array& actual, const Array& lower, const Array& upper) {
        const std::vector<double> a = to_vector(actual, "actual");
        const std::vector<double> l = to_vector(lower, "lower");
        const std::vector<double> u = to_vector(upper, "upper");
        std::vector<double> hits;
        for (std::size_t t = 0; t < std::min({a.size(), l.size(), u.size()}); ++t) {
          hits.push_back(evaluation::covered(a[t], {l[t], u[t]}));
        }
        return evaluation::mean_observed(hits);
      },
      py::arg("actual"), py::arg("lower"), py::arg("upper"),
      "Share of the actual values inside, ends included.");
  module.def(
      "crps",
      [](double actual, const Array& draws) { return evaluation::crps(actual, to_vector(draws, "draws")); },
      py::arg("actual"), py::arg("draws"), "Continuous ranked probability score of draws (fair estimate).");
  module.def(
      "pinball_loss",
      [](double actual, double quantile, double probability) {
        return evaluation::pinball_loss(actual, quantile, probability);
      },
      py::arg("actual"), py::arg("quantile"), py::arg("probability"), "Quantile loss.");
  module.def(
      "compare",
      [](const Array& method, const Array& yardstick) {
        const evaluation::Comparison c =
            evaluation::compare(to_vector(method, "method"), to_vector(yardstick, "yardstick"));
        return py::dict(py::arg("pairs") = c.pairs, py::arg("relative_loss") = c.relative_loss,
                        py::arg("skill") = c.skill, py::arg("wins") = c.wins,
                        py::arg("t_statistic") = c.t_statistic);
      },
      py::arg("method"), py::arg("yardstick"), "Losses of a method against a yardstick, pair by pair.");
  register_diagnostics(module);
}

}  // namespace dubao::bindings
