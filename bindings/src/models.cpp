// SPDX-License-Identifier: Apache-2.0
//
// Univariate models and what a fit knows. Fitting and drawing release the interpreter lock; models and fits are const and
// may be shared between threads.
#include <dubao/models/auto_ets.hpp>
#include <dubao/models/average.hpp>
#include <dubao/models/damped_drift.hpp>
#include <dubao/models/drift.hpp>
#include <dubao/models/ets.hpp>
#include <dubao/models/naive.hpp>
#include <dubao/models/seasonal_naive.hpp>
#include <dubao/models/theta.hpp>

#include "convert.hpp"
#include "model_class.hpp"
#include "register.hpp"

namespace py = pybind11;

namespace dubao::bindings {

namespace {

template <typename T>
using Class = ModelClass<T>;
using models::Fitted;
using models::Model;

data::Regressors to_regressors(const std::optional<Array>& rows, const std::vector<std::string>& names) {
  if (!rows) return {};
  return {names, to_matrix(*rows, "X")};
}

// A bare array has no dates: an annual calendar from year 1 stands in, and breaks are positions in the array.
std::shared_ptr<Fitted> fit_array(const Model& model, const Array& values,
                                  const std::optional<Array>& standard_errors,
                                  const std::vector<Index>& breaks, const std::string& id,
                                  const std::optional<Array>& regressors,
                                  const std::vector<std::string>& names) {
  const time::Period first = time::Period::annual(1);
  data::Series series(first, to_vector(values, "y"), id);
  if (standard_errors) series = series.with_standard_errors(to_vector(*standard_errors, "standard_errors"));
  Problems problems;
  for (const Index at : breaks) {
    problems.add_if(at < 0 || at >= series.size(),
                    {"E-MOD-003", "breaks", std::to_string(at) + " is no position of the array",
                     "give the position of the first value of the new definition, counted from 0", id, ""});
  }
  problems.throw_if_any();
  for (const Index at : breaks) series = series.with_break(first + at);
  const data::Regressors columns = to_regressors(regressors, names);
  const py::gil_scoped_release release;
  return model.fit_with_regressors(series, columns);
}

void register_fitted(py::module_& module) {
  py::class_<Fitted, std::shared_ptr<Fitted>>(module, "Fitted", "A fitted model; see dubao.models.")
      .def_property_readonly("name", [](const Fitted& f) { return f.summary().name; })
      .def_property_readonly("params", [](const Fitted& f) { return f.summary().params; })
      .def_property_readonly("loglik", [](const Fitted& f) { return f.summary().loglik; })
      .def_property_readonly("aic", [](const Fitted& f) { return f.summary().aic; })
      .def_property_readonly("aicc", [](const Fitted& f) { return f.summary().aicc; })
      .def_property_readonly("bic", [](const Fitted& f) { return f.summary().bic; })
      .def_property_readonly("sigma2", [](const Fitted& f) { return f.summary().sigma2; })
      .def_property_readonly("fitted_values",
                             [](const Fitted& f) { return to_array(f.summary().fitted_values); })
      .def_property_readonly("residuals", [](const Fitted& f) { return to_array(f.summary().residuals); })
      .def_property_readonly("notes", [](const Fitted& f) { return f.summary().notes; })
      .def(
          "mean", [](const Fitted& f, Index h) { return to_array(f.mean(h)); }, py::arg("h"),
          "Point forecasts, length h.")
      .def(
          "draws",
          [](const Fitted& f, Index h, Index n, std::uint64_t seed) {
            data::Draws draws;
            {
              const py::gil_scoped_release release;
              draws = f.draws(h, n, seed);
            }
            return to_array(draws.paths());
          },
          py::arg("h"), py::arg("n"), py::arg("seed"), "Sample paths, n × h.")
      .def(
          "with_future",
          [](const Fitted& f, const Array& rows) -> std::shared_ptr<Fitted> {
            return f.with_future(to_matrix(rows, "X"));
          },
          py::arg("regressors"), "The same fit with these future regressors, h × columns.");
}

}  // namespace

void register_models(py::module_& module) {
  register_fitted(module);
  py::class_<Model, std::shared_ptr<Model>>(module, "Model", "A model to be fitted; see dubao.models.")
      .def_property_readonly("alias", &Model::alias)
      .def(
          "fit",
          [](const Model& model, const data::Series& series, const std::optional<Array>& regressors,
             const std::vector<std::string>& names) -> std::shared_ptr<Fitted> {
            const data::Regressors columns = to_regressors(regressors, names);
            const py::gil_scoped_release release;
            return model.fit_with_regressors(series, columns);
          },
          py::arg("series"), py::arg("regressors") = py::none(),
          py::arg("names") = std::vector<std::string>{})
      .def(
          "fit_with_parameters",
          [](const Model& model, const data::Series& series, const std::vector<models::Parameter>& params,
             const std::optional<Array>& regressors,
             const std::vector<std::string>& names) -> std::shared_ptr<Fitted> {
            const data::Regressors columns = to_regressors(regressors, names);
            const py::gil_scoped_release release;
            return model.fit_with_parameters(series, columns, params);
          },
          py::arg("series"), py::arg("params"), py::arg("regressors") = py::none(),
          py::arg("names") = std::vector<std::string>{},
          "Filters with the parameters of an earlier fit, estimating nothing.")
      .def("fit_array", &fit_array, py::arg("y"), py::arg("standard_errors") = py::none(),
           py::arg("breaks") = std::vector<Index>{}, py::arg("id") = "", py::arg("regressors") = py::none(),
           py::arg("names") = std::vector<std::string>{});

  Class<models::Naive>(module, "Naive").def(py::init<std::string>(), py::kw_only(), py::arg("alias"));
  Class<models::SeasonalNaive>(module, "SeasonalNaive")
      .def(py::init<Index, std::string>(), py::kw_only(), py::arg("season_length"), py::arg("alias"));
  Class<models::RandomWalkWithDrift>(module, "RandomWalkWithDrift")
      .def(py::init<std::string>(), py::kw_only(), py::arg("alias"));
  Class<models::HistoricAverage>(module, "HistoricAverage")
      .def(py::init<std::string>(), py::kw_only(), py::arg("alias"));
  Class<models::WindowAverage>(module, "WindowAverage")
      .def(py::init<Index, std::string>(), py::kw_only(), py::arg("window_size"), py::arg("alias"));
  Class<models::DampedDrift>(module, "DampedDrift")
      .def(py::init([](double damping, double memory, std::string alias) {
             return std::make_shared<models::DampedDrift>(models::DampedDrift::Options{
                 .damping = damping, .memory = memory, .alias = std::move(alias)});
           }),
           py::kw_only(), py::arg("damping"), py::arg("memory"), py::arg("alias"));
  Class<models::Ets>(module, "Ets")
      .def(py::init([](std::string error, std::string trend, bool damped, std::string season,
                       Index season_length, double largest_trend_share, std::string alias) {
             return std::make_shared<models::Ets>(
                 models::Ets::Options{.error = std::move(error),
                                      .trend = std::move(trend),
                                      .damped = damped,
                                      .season = std::move(season),
                                      .season_length = season_length,
                                      .region = {.largest_trend_share = largest_trend_share},
                                      .alias = std::move(alias)});
           }),
           py::kw_only(), py::arg("error"), py::arg("trend"), py::arg("damped"), py::arg("season"),
           py::arg("season_length"), py::arg("largest_trend_share"), py::arg("alias"));
  Class<models::AutoEts>(module, "AutoEts")
      .def(py::init([](Index season_length, std::string form, std::optional<bool> damped,
                       bool multiplicative_trend, double largest_trend_share, std::string alias) {
             return std::make_shared<models::AutoEts>(
                 models::AutoEts::Options{.season_length = season_length,
                                          .form = std::move(form),
                                          .damped = damped,
                                          .multiplicative_trend = multiplicative_trend,
                                          .region = {.largest_trend_share = largest_trend_share},
                                          .alias = std::move(alias)});
           }),
           py::kw_only(), py::arg("season_length"), py::arg("model"), py::arg("damped"),
           py::arg("multiplicative_trend") = false, py::arg("largest_trend_share"), py::arg("alias"));
  Class<models::Theta>(module, "Theta")
      .def(py::init([](Index season_length, bool box_cox, std::string alias) {
             return std::make_shared<models::Theta>(models::Theta::Options{
                 .season_length = season_length, .box_cox = box_cox, .alias = std::move(alias)});
           }),
           py::kw_only(), py::arg("season_length"), py::arg("box_cox"), py::arg("alias"));
  Class<models::AutoTheta>(module, "AutoTheta")
      .def(py::init<Index, std::string>(), py::kw_only(), py::arg("season_length"), py::arg("alias"));
  register_arima_models(module);
  register_structural_models(module);
  register_decomposition_models(module);
  register_regression_models(module);
}

}  // namespace dubao::bindings
