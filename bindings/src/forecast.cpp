// SPDX-License-Identifier: Apache-2.0
//
// Ensemble and Forecaster. Long calls release the interpreter lock; results are arrays: series × horizon for point
// forecasts, series × probabilities × horizon for quantiles, series × draws × horizon for paths.
#include <dubao/forecast/automatic.hpp>
#include <dubao/forecast/cross_validation.hpp>
#include <dubao/forecast/default_ensemble.hpp>
#include <dubao/forecast/ensemble.hpp>
#include <dubao/forecast/forecaster.hpp>
#include <dubao/forecast/transformed.hpp>

#include "convert.hpp"
#include "interval_source.hpp"
#include "register.hpp"

namespace py = pybind11;

namespace dubao::bindings {

namespace {

using forecast::Forecaster;
using forecast::ForecasterOptions;

ForecasterOptions make_options(int threads, bool non_negative, const std::string& target,
                               const std::string& dependence, const std::string& calibration,
                               std::optional<double> sampling_scale, const std::string& intervals) {
  ForecasterOptions options;
  options.intervals = to_interval_source(intervals);
  options.threads = threads;
  options.non_negative = non_negative;
  options.sampling_scale = sampling_scale;
  if (target == "survey") {
    options.target = data::Target::kSurvey;
  } else if (target != "signal") {
    refuse("E-FOR-006", "target", target, "use signal or survey");
  }
  if (dependence == "copula") {
    options.dependence = forecast::Dependence::kGaussianCopula;
  } else if (dependence != "independent") {
    refuse("E-FOR-007", "dependence", dependence, "use independent or copula");
  }
  if (calibration == "none") {
    options.calibration = forecast::CalibrationMode::kNone;
  } else if (calibration == "table") {
    options.calibration = forecast::CalibrationMode::kTable;
  } else if (calibration == "panel") {
    options.calibration = forecast::CalibrationMode::kPanel;
  } else if (calibration != "auto") {
    refuse("E-FOR-008", "calibration", calibration, "use auto, table, panel or none");
  }
  return options;
}

data::Panel make_panel(const std::vector<data::Series>& series) {
  data::Panel panel;
  for (const data::Series& one : series) panel.add(one);
  return panel;
}

py::array_t<double> rows_array(const std::vector<std::vector<double>>& rows, Index columns) {
  py::array_t<double> out({static_cast<py::ssize_t>(rows.size()), static_cast<py::ssize_t>(columns)});
  double* target = out.mutable_data();
  for (const std::vector<double>& row : rows) target = std::copy(row.begin(), row.end(), target);
  return out;
}

py::array_t<double> draws_of(const Forecaster& self, Index model, Index horizon, Index n,
                             std::uint64_t seed) {
  std::vector<data::Draws> draws;
  {
    const py::gil_scoped_release release;
    draws = self.draws(model, horizon, n, seed);
  }
  py::array_t<double> out({static_cast<py::ssize_t>(draws.size()), n, horizon});
  double* target = out.mutable_data();
  for (const data::Draws& one : draws) {
    target = std::copy(one.paths().data(), one.paths().data() + one.paths().size(), target);
  }
  return out;
}

py::array_t<double> quantiles_of(const Forecaster& self, Index model, Index horizon,
                                 const std::vector<double>& probabilities, Index n, std::uint64_t seed) {
  std::vector<std::vector<std::vector<double>>> all;
  {
    const py::gil_scoped_release release;
    const std::vector<data::Draws> draws = self.draws(model, horizon, n, seed);
    all.resize(draws.size());
    forecast::parallel_for(static_cast<Index>(draws.size()), self.options().threads, [&](Index i) {
      const auto row = static_cast<std::size_t>(i);
      all[row] = forecast::column_quantiles(draws[row], probabilities);
    });
  }
  py::array_t<double> out({static_cast<py::ssize_t>(all.size()),
                           static_cast<py::ssize_t>(probabilities.size()),
                           static_cast<py::ssize_t>(horizon)});
  double* target = out.mutable_data();
  for (const auto& of_series : all) {
    for (const std::vector<double>& row : of_series) target = std::copy(row.begin(), row.end(), target);
  }
  return out;
}

py::list cross_validate(const std::vector<std::shared_ptr<models::Model>>& models,
                        const ForecasterOptions& options, const std::vector<data::Series>& series,
                        Index horizon, Index n_windows, Index step_size, Index minimum_training,
                        Index n_draws, std::uint64_t seed, const std::vector<double>& probabilities) {
  std::vector<forecast::OriginForecast> found;
  {
    const py::gil_scoped_release release;
    const evaluation::BacktestOptions backtest{.horizon = horizon,
                                               .n_windows = n_windows,
                                               .step_size = step_size,
                                               .minimum_training = minimum_training,
                                               .n_draws = n_draws,
                                               .seed = seed};
    const std::vector<models::ModelPointer> pointers(models.begin(), models.end());
    found = forecast::cross_validation(pointers, options, make_panel(series), backtest, probabilities);
  }
  py::list out;
  for (const forecast::OriginForecast& one : found) {
    py::list by_model;
    for (const forecast::ModelForecast& model : one.models) {
      by_model.append(py::dict(py::arg("mean") = bindings::to_array(model.mean),
                               py::arg("quantiles") = rows_array(model.quantiles, horizon),
                               py::arg("crps") = bindings::to_array(model.crps)));
    }
    out.append(py::dict(py::arg("id") = one.id, py::arg("cutoff") = one.cutoff.to_string(),
                        py::arg("actual") = bindings::to_array(one.actual),
                        py::arg("across_break") = py::cast(one.across_break), py::arg("models") = by_model));
  }
  return out;
}

py::dict to_dict(const forecast::SamplingScale& scale) {
  return py::dict(py::arg("scale") = scale.scale, py::arg("lower") = scale.lower,
                  py::arg("upper") = scale.upper, py::arg("mode") = scale.mode,
                  py::arg("changes") = scale.changes);
}

}  // namespace

void register_forecast(py::module_& module) {
  py::class_<forecast::Ensemble, models::Model, std::shared_ptr<forecast::Ensemble>>(
      module, "Ensemble", "Several models at once: mean or median of the members, mixture of their draws.")
      .def(py::init([](const std::vector<std::shared_ptr<models::Model>>& members,
                       const std::string& combination, std::vector<double> weights, std::string alias,
                       Index horizon, Index n_windows) {
             forecast::Ensemble::Options options;
             if (combination == "median") {
               options.combination = forecast::Combination::kMedian;
             } else if (combination == "trimmed_mean") {
               options.combination = forecast::Combination::kTrimmedMean;
             } else if (combination == "score") {
               options.combination = forecast::Combination::kScore;
             } else if (combination != "mean") {
               refuse("E-ENS-004", "combination", combination, "use mean, median, trimmed_mean or score");
             }
             options.horizon = horizon;
             options.n_windows = n_windows;
             options.weights = std::move(weights);
             options.alias = std::move(alias);
             return std::make_shared<forecast::Ensemble>(
                 std::vector<models::ModelPointer>(members.begin(), members.end()), std::move(options));
           }),
           py::arg("members"), py::kw_only(), py::arg("combination") = "mean",
           py::arg("weights") = std::vector<double>{}, py::arg("alias") = "Ensemble", py::arg("horizon") = 3,
           py::arg("n_windows") = 6);

  py::class_<forecast::DefaultEnsemble, models::Model, std::shared_ptr<forecast::DefaultEnsemble>>(
      module, "DefaultEnsemble", "The default forecaster: its members are named in the notes of every fit.")
      .def(py::init<std::string, Index>(), py::arg("alias") = "Ensemble", py::arg("season_length") = 0)
      .def_property_readonly("season_length", &forecast::DefaultEnsemble::season_length);

  py::class_<forecast::Transformed, models::Model, std::shared_ptr<forecast::Transformed>>(
      module, "Transformed",
      "A model on Box-Cox data; lambda 0 is the logarithm, none is chosen by likelihood.")
      .def(py::init([](const std::shared_ptr<models::Model>& inner, std::optional<double> power,
                       std::string alias, bool bias_adjusted) {
             return std::make_shared<forecast::Transformed>(inner, power, std::move(alias), bias_adjusted);
           }),
           py::arg("inner"), py::arg("power"), py::arg("alias"), py::arg("bias_adjusted") = false);
  py::class_<forecast::Automatic, models::Model, std::shared_ptr<forecast::Automatic>>(
      module, "Automatic", "One of several models, chosen by errors at past origins of the series itself.")
      .def(py::init([](const std::vector<std::shared_ptr<models::Model>>& candidates, Index horizon,
                       Index n_windows, bool drivers_only, std::string alias) {
             forecast::Automatic::Options options;
             options.horizon = horizon;
             options.n_windows = n_windows;
             options.drivers_only = drivers_only;
             options.alias = std::move(alias);
             return std::make_shared<forecast::Automatic>(
                 std::vector<models::ModelPointer>(candidates.begin(), candidates.end()), std::move(options));
           }),
           py::arg("models"), py::kw_only(), py::arg("horizon") = 3, py::arg("n_windows") = 6,
           py::arg("drivers_only") = false, py::arg("alias") = "Automatic");

  py::class_<ForecasterOptions>(module, "ForecasterOptions")
      .def(py::init(&make_options), py::kw_only(), py::arg("threads") = 0, py::arg("non_negative") = false,
           py::arg("target") = "signal", py::arg("dependence") = "independent",
           py::arg("calibration") = "auto", py::arg("se_scale") = py::none(),
           py::arg("intervals") = "calibrated");

  py::class_<Forecaster>(module, "Forecaster",
                         "Models over a panel; see dubao.forecaster for the public class.")
      .def(py::init([](const std::vector<std::shared_ptr<models::Model>>& models,
                       const ForecasterOptions& options) {
             return std::make_unique<Forecaster>(
                 std::vector<models::ModelPointer>(models.begin(), models.end()), options);
           }),
           py::arg("models"), py::arg("options"))
      .def(
          "fit",
          [](Forecaster& self, const std::vector<data::Series>& series) {
            const py::gil_scoped_release release;
            self.fit(make_panel(series));
          },
          py::arg("series"))
      .def(
          "mean",
          [](const Forecaster& self, Index model, Index horizon) {
            std::vector<std::vector<double>> rows;
            {
              const py::gil_scoped_release release;
              rows = self.mean(model, horizon);
            }
            return rows_array(rows, horizon);
          },
          py::arg("model"), py::arg("h"), "Point forecasts, series × horizon.")
      .def("draws", &draws_of, py::arg("model"), py::arg("h"), py::arg("n"), py::arg("seed"),
           "Joint sample paths, series × draws × horizon.")
      .def("quantiles", &quantiles_of, py::arg("model"), py::arg("h"), py::arg("probabilities"), py::arg("n"),
           py::arg("seed"), "Type 7 quantiles of the draws, series × probabilities × horizon.")
      .def(
          "summary",
          [](const Forecaster& self, Index series, Index model) {
            const models::FitSummary& s = self.fitted(series, model).summary();
            return py::dict(
                py::arg("name") = s.name, py::arg("params") = py::cast(s.params),
                py::arg("loglik") = s.loglik, py::arg("aicc") = s.aicc, py::arg("sigma2") = s.sigma2,
                py::arg("fitted_values") = bindings::to_array(s.fitted_values),
                py::arg("residuals") = bindings::to_array(s.residuals), py::arg("notes") = py::cast(s.notes));
          },
          py::arg("series"), py::arg("model"))
      .def(
          "correlation",
          [](const Forecaster& self, Index model) {
            const forecast::ShrunkenCorrelation c = self.correlation(model);
            return py::make_tuple(bindings::to_array(data::DrawMatrix(c.correlation)), c.shrinkage);
          },
          py::arg("model"), "Shrunken residual correlation (rows by sorted id) and the shrinkage.")
      .def("calibration_note", &Forecaster::calibration_note, py::arg("model"))
      .def("interval_note", &Forecaster::interval_note, py::arg("series"), py::arg("model"))
      .def(
          "with_intervals",
          [](const Forecaster& self, const std::string& source) {
            const forecast::IntervalSource known = to_interval_source(source);
            const py::gil_scoped_release release;
            return std::make_unique<Forecaster>(self.with_intervals(known));
          },
          py::arg("source"), "The same fits with intervals from another source.")
      .def(
          "update",
          [](const Forecaster& self, const std::vector<data::Series>& series) {
            const py::gil_scoped_release release;
            auto out = std::make_unique<Forecaster>(self);
            out->update(make_panel(series));
            return out;
          },
          py::arg("series"), "A forecaster moved to the end of a longer panel, parameters held.")
      .def("state", [](const Forecaster& self) { return to_dict(self.state()); })
      .def(
          "restore",
          [](Forecaster& self, const std::vector<data::Series>& series, const py::dict& document) {
            const forecast::ForecasterState state = to_state(document);
            const py::gil_scoped_release release;
            self.restore(make_panel(series), state);
          },
          py::arg("series"), py::arg("state"), "Filters with what an earlier forecaster has learnt.")
      .def_property_readonly("sampling_scale",
                             [](const Forecaster& self) { return to_dict(self.sampling_scale()); });

  module.def(
      "panel_series",
      [](const std::string& id, const std::string& freq, std::int64_t first, const Array& values,
         const std::optional<Array>& standard_errors, const std::vector<std::int64_t>& breaks,
         const std::string& unit) {
        const time::Frequency frequency = time::frequency_from_alias(freq);
        data::Series series = data::Series({frequency, first}, to_vector(values, "y"), id).with_unit(unit);
        if (standard_errors) series = series.with_standard_errors(to_vector(*standard_errors, "se"));
        for (const std::int64_t at : breaks) series = series.with_break(time::Period(frequency, at));
        return series;
      },
      py::arg("id"), py::arg("freq"), py::arg("first"), py::arg("values"), py::arg("standard_errors"),
      py::arg("breaks"), py::arg("unit") = "",
      "A series from the integer of its first period and of its breaks.");
  module.def(
      "series_calendar",
      [](const data::Series& series) {
        std::vector<std::int64_t> breaks;
        for (const time::Period& at : series.breaks()) breaks.push_back(at.ordinal());
        return py::make_tuple(time::to_alias(series.frequency()), series.start().ordinal(), breaks);
      },
      py::arg("series"),
      "Frequency, and the integers of the first period and of the breaks, as panel_series takes them.");
  module.def(
      "series_spread",
      [](const data::Series& series, bool additive) -> py::object {
        const std::optional<forecast::SeriesSpread> spread = forecast::series_spread(series, additive);
        if (!spread) return py::none();
        return py::make_tuple(spread->unit, py::cast(spread->features));
      },
      py::arg("series"), py::arg("additive") = false,
      "Unit and features of the spread; None when too short.");
  module.def(
      "scores",
      [](const data::Series& series, const Array& centre, const Array& actual, bool additive) {
        std::vector<double> middle = to_vector(centre, "centre");
        if (!additive) middle = forecast::guarded_centre(series, std::move(middle));
        std::vector<double> out = to_vector(actual, "actual");
        for (std::size_t h = 0; h < out.size() && h < middle.size(); ++h) {
          out[h] = evaluation::invert_link(
              additive ? evaluation::Link::kAdditive : evaluation::Link::kPositive, middle[h], out[h]);
        }
        return bindings::to_array(out);
      },
      py::arg("series"), py::arg("centre"), py::arg("actual"), py::arg("additive"),
      "Errors on the scale of the link, one per horizon.");
  module.attr("score_probabilities") = py::cast(evaluation::kScoreProbabilities);
  module.def("cross_validation", &cross_validate, py::arg("models"), py::arg("options"), py::arg("series"),
             py::kw_only(), py::arg("h"), py::arg("n_windows"), py::arg("step_size"),
             py::arg("minimum_training"), py::arg("n_draws"), py::arg("seed"), py::arg("probabilities"));
  module.def(
      "estimate_sampling_scale",
      [](const std::vector<data::Series>& series) {
        return to_dict(forecast::estimate_sampling_scale(make_panel(series)));
      },
      py::arg("series"), "Common factor on the standard errors of a panel, with its posterior interval.");
  register_intervals(module);
  register_intervention_models(module);
}

}  // namespace dubao::bindings
