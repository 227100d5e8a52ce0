// SPDX-License-Identifier: Apache-2.0
//
// Diagnostics of residuals and draws, and tests between methods. Arrays in, dictionaries out.
#include <dubao/evaluation/diagnostics.hpp>
#include <dubao/evaluation/diebold_mariano.hpp>
#include <dubao/evaluation/multiple_comparison.hpp>

#include "convert.hpp"
#include "register.hpp"

namespace py = pybind11;

namespace dubao::bindings {

void register_diagnostics(py::module_& module) {
  module.def("usual_lags", &evaluation::usual_lags, py::arg("n"), py::arg("season_length"),
             py::arg("fitted_degrees"), "Lags that are usual for n residuals.");
  module.def(
      "ljung_box",
      [](const Array& residuals, Index lags, Index fitted_degrees) {
        const evaluation::LjungBox test =
            evaluation::ljung_box(to_vector(residuals, "residuals"), lags, fitted_degrees);
        return py::dict(py::arg("statistic") = test.statistic, py::arg("p_value") = test.p_value,
                        py::arg("lags") = test.lags, py::arg("degrees_of_freedom") = test.degrees_of_freedom,
                        py::arg("count") = test.count);
      },
      py::arg("residuals"), py::arg("lags"), py::arg("fitted_degrees"), "Autocorrelation left in residuals.");
  module.def(
      "probability_integral_transforms",
      [](const Array& draws, const Array& actual, std::uint64_t seed) {
        const data::DrawMatrix paths = to_matrix(draws, "draws");
        const std::vector<double> y = to_vector(actual, "actual");
        if (static_cast<Index>(y.size()) != paths.cols()) {
          throw InputError(
              "E-DIA-004", "actual",
              std::to_string(y.size()) + " values for " + std::to_string(paths.cols()) + " columns of draws",
              "give one value a column");
        }
        std::vector<double> out;
        std::vector<double> column(static_cast<std::size_t>(paths.rows()));
        for (Index t = 0; t < paths.cols(); ++t) {
          for (Index d = 0; d < paths.rows(); ++d) column[static_cast<std::size_t>(d)] = paths(d, t);
          data::RandomStream random(seed, data::hash_key("probability integral transform"),
                                    static_cast<std::uint64_t>(t));
          out.push_back(
              evaluation::probability_integral_transform(column, y[static_cast<std::size_t>(t)], random));
        }
        return to_array(out);
      },
      py::arg("draws"), py::arg("actual"), py::arg("seed"),
      "One transform a column of draws (draws × forecasts).");
  module.def(
      "pit_histogram",
      [](const Array& values, Index bins) {
        const evaluation::PitHistogram found = evaluation::pit_histogram(to_vector(values, "values"), bins);
        return py::dict(py::arg("share") = to_array(found.share), py::arg("count") = found.count,
                        py::arg("statistic") = found.statistic, py::arg("p_value") = found.p_value);
      },
      py::arg("values"), py::arg("bins"), "Histogram of transforms and the test of uniformity.");
  module.def(
      "diebold_mariano",
      [](const Array& first, const Array& second, Index horizon) {
        const evaluation::DieboldMariano test =
            evaluation::diebold_mariano(to_vector(first, "first"), to_vector(second, "second"), horizon);
        return py::dict(py::arg("statistic") = test.statistic, py::arg("p_value") = test.p_value,
                        py::arg("p_first_better") = test.p_first_better,
                        py::arg("mean_difference") = test.mean_difference, py::arg("count") = test.count,
                        py::arg("only_variance") = test.only_variance);
      },
      py::arg("first"), py::arg("second"), py::arg("horizon"), "Do two rows of losses differ?");
  module.def(
      "compare_with_best",
      [](const Array& losses, double level) {
        const data::DrawMatrix matrix = to_matrix(losses, "losses");
        std::vector<std::vector<double>> rows;
        for (Index i = 0; i < matrix.rows(); ++i) {
          rows.emplace_back(matrix.row(i).data(), matrix.row(i).data() + matrix.cols());
        }
        const evaluation::MultipleComparison found = evaluation::compare_with_best(rows, level);
        return py::dict(py::arg("mean_rank") = to_array(found.mean_rank),
                        py::arg("lower") = to_array(found.lower), py::arg("upper") = to_array(found.upper),
                        py::arg("worse") = py::cast(found.worse), py::arg("best") = found.best,
                        py::arg("count") = found.count,
                        py::arg("critical_distance") = found.critical_distance,
                        py::arg("friedman") = found.friedman, py::arg("p_value") = found.p_value);
      },
      py::arg("losses"), py::arg("level"), "Mean ranks of methods (series × methods) with intervals.");
}

}  // namespace dubao::bindings
