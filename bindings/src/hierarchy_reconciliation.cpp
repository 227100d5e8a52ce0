// SPDX-License-Identifier: Apache-2.0
//
// Aggregation trees and reconciliation. Arrays in and out; long calls release the interpreter lock.
#include <dubao/hierarchy/proportional_fitting.hpp>
#include <dubao/hierarchy/reconciler.hpp>
#include <dubao/hierarchy/temporal_tree.hpp>
#include <dubao/hierarchy/tree.hpp>
#include <dubao/hierarchy/tree_from_keys.hpp>

#include "convert.hpp"
#include "register.hpp"

namespace py = pybind11;

namespace dubao::bindings {

namespace {

using hierarchy::AggregationTree;
using hierarchy::Certificate;
using hierarchy::Method;
using hierarchy::Reconciler;

Method to_method(const std::string& name) {
  static const std::map<std::string, Method> known{{"bottom_up", Method::kBottomUp},
                                                   {"average_proportions", Method::kAverageProportions},
                                                   {"proportion_averages", Method::kProportionsOfAverages},
                                                   {"forecast_proportions", Method::kForecastProportions},
                                                   {"ols", Method::kOls},
                                                   {"wls_struct", Method::kWlsStructural},
                                                   {"wls_var", Method::kWlsVariance},
                                                   {"mint_cov", Method::kMintSample},
                                                   {"mint_shrink", Method::kMintShrink},
                                                   {"t", Method::kStudent}};
  const auto found = known.find(name);
  if (found == known.end()) {
    throw InputError(
        "E-REC-018", "method", "'" + name + "' is not known here",
        "use bottom_up, top_down, middle_out, ols, wls_struct, wls_var, mint_cov, mint_shrink or t");
  }
  return found->second;
}

py::dict to_dict(const Certificate& c) {
  py::dict out;
  out["smallest_leaf"] = c.smallest_leaf;
  out["smallest_multiplier"] = c.smallest_multiplier;
  out["complementarity"] = c.complementarity;
  out["stationarity"] = c.stationarity;
  out["columns"] = c.columns;
  out["active"] = c.active;
  out["rounds"] = c.rounds;
  out["by_dual_method"] = c.by_dual_method;
  return out;
}

std::unique_ptr<Reconciler> make_reconciler(const AggregationTree& tree, const std::string& method,
                                            const std::optional<Array>& residuals,
                                            const std::optional<Array>& history, Index season,
                                            std::vector<Index> fixed, std::vector<Index> origins,
                                            bool non_negative) {
  hierarchy::ReconcilerOptions options;
  if (residuals) options.residuals = to_matrix(*residuals, "residuals");
  if (history) options.history = to_matrix(*history, "history");
  options.season = season;
  options.fixed = std::move(fixed);
  options.origins = std::move(origins);
  options.non_negative = non_negative;
  const Method how = to_method(method);
  const py::gil_scoped_release release;
  return std::make_unique<Reconciler>(tree, how, std::move(options));
}

/// Nodes × columns as a tuple of a new array and the certificate; the input is not touched.
py::tuple reconcile(const Reconciler& reconciler, const Array& values, int threads) {
  if (values.ndim() != 2) {
    throw InputError("E-ARR-002", "forecasts",
                     "the array has " + std::to_string(values.ndim()) + " dimensions",
                     "give a two-dimensional array, one row a node");
  }
  py::array_t<double> out({values.shape(0), values.shape(1)});
  std::copy(values.data(), values.data() + values.size(), out.mutable_data());
  Eigen::Map<data::DrawMatrix> map(out.mutable_data(), out.shape(0), out.shape(1));
  Certificate certificate;
  {
    const py::gil_scoped_release release;
    certificate = reconciler.apply(map, threads);
  }
  return py::make_tuple(out, to_dict(certificate));
}

void register_tree(py::module_& module) {
  py::class_<AggregationTree>(module, "AggregationTree",
                              "Which series are sums of which; see dubao.hierarchy.")
      .def_static(
          "from_parents",
          [](const std::vector<std::pair<std::string, std::string>>& rows) {
            std::vector<hierarchy::ParentLink> links;
            for (const auto& [node, parent] : rows) links.push_back({node, parent});
            return AggregationTree::from_parents(links);
          },
          py::arg("rows"))
      .def_static(
          "from_keys",
          [](const std::vector<std::string>& columns, const std::vector<std::vector<std::string>>& keys,
             const std::vector<std::vector<Index>>& dimensions, const std::vector<std::vector<Index>>& depths,
             const std::string& total) {
            return hierarchy::tree_from_keys(columns, keys, dimensions, depths, total);
          },
          py::arg("columns"), py::arg("keys"), py::arg("dimensions"), py::arg("depths"), py::arg("total"))
      .def_static(
          "from_parts",
          [](std::vector<std::string> names, const std::vector<std::vector<std::pair<Index, double>>>& parts,
             std::vector<std::string> levels) {
            std::vector<std::vector<hierarchy::Part>> own(parts.size());
            for (std::size_t i = 0; i < parts.size(); ++i) {
              for (const auto& [node, weight] : parts[i]) own[i].push_back({node, weight});
            }
            return AggregationTree(std::move(names), std::move(own), std::move(levels));
          },
          py::arg("names"), py::arg("parts"), py::arg("levels"))
      .def_static(
          "temporal",
          [](Index periods, const std::vector<Index>& spans, bool mean) {
            return hierarchy::temporal_tree(periods, spans, mean);
          },
          py::arg("periods"), py::arg("spans"), py::arg("mean"))
      .def_property_readonly("names", &AggregationTree::names)
      .def_property_readonly("levels", &AggregationTree::levels)
      .def_property_readonly("leaves", &AggregationTree::leaves)
      .def_property_readonly("aggregates", &AggregationTree::aggregates)
      .def_property_readonly("is_strict", &AggregationTree::is_strict)
      .def("__len__", &AggregationTree::size)
      .def("index", &AggregationTree::index, py::arg("name"))
      .def("contains", &AggregationTree::contains, py::arg("name"))
      .def("roots", &AggregationTree::roots)
      .def("parts",
           [](const AggregationTree& tree, Index node) {
             std::vector<std::pair<Index, double>> out;
             if (!tree.is_leaf(node)) {
               for (const hierarchy::Part& part : tree.parts(node)) out.emplace_back(part.node, part.weight);
             }
             return out;
           })
      .def("summing_entries",
           [](const AggregationTree& tree) {
             std::vector<Index> rows;
             std::vector<Index> columns;
             std::vector<double> weights;
             for (Index i = 0; i < tree.size(); ++i) {
               for (AggregationTree::SparseRows::InnerIterator it(tree.summing(), i); it; ++it) {
                 rows.push_back(i);
                 columns.push_back(it.col());
                 weights.push_back(it.value());
               }
             }
             return py::make_tuple(rows, columns, weights);
           })
      .def(
          "aggregate",
          [](const AggregationTree& tree, const Array& leaves) {
            const data::DrawMatrix below = to_matrix(leaves, "values");
            if (below.rows() != tree.leaves()) {
              throw InputError(
                  "E-REC-001", "values",
                  std::to_string(below.rows()) + " row(s) for " + std::to_string(tree.leaves()) + " leaves",
                  "give one row a leaf, in the order of the tree");
            }
            data::DrawMatrix block(tree.size(), below.cols());
            block.bottomRows(tree.leaves()) = below;
            tree.aggregate(block);
            return to_array(block);
          },
          py::arg("leaves"))
      .def(
          "incoherence",
          [](const AggregationTree& tree, const Array& values) {
            const data::DrawMatrix block = to_matrix(values, "values");
            hierarchy::check_finite(tree, block);
            return tree.incoherence(block);
          },
          py::arg("values"));
}

void register_reconciler(py::module_& module) {
  py::class_<Reconciler>(module, "Reconciler", "One method on one tree; see dubao.hierarchy.")
      .def(py::init(&make_reconciler), py::arg("tree"), py::arg("method"), py::arg("residuals") = py::none(),
           py::arg("history") = py::none(), py::arg("season") = 1, py::arg("fixed") = std::vector<Index>{},
           py::arg("origins") = std::vector<Index>{}, py::arg("non_negative") = false)
      .def_property_readonly("notes", &Reconciler::notes)
      .def_property_readonly("shrinkage", &Reconciler::shrinkage)
      .def_property_readonly("prior_degrees", &Reconciler::prior_degrees)
      .def_property_readonly("posterior_degrees", &Reconciler::posterior_degrees)
      .def("apply", &reconcile, py::arg("values"), py::arg("threads") = 1,
           "Nodes × columns reconciled, and the certificate.")
      .def(
          "standard_errors",
          [](const Reconciler& reconciler, const Array& base, int threads) {
            const data::DrawMatrix matrix = to_matrix(base, "standard_errors");
            data::DrawMatrix out;
            {
              const py::gil_scoped_release release;
              out = reconciler.standard_errors(matrix, threads);
            }
            return to_array(out);
          },
          py::arg("base"), py::arg("threads") = 1)
      .def(
          "student_scale",
          [](const Reconciler& reconciler, const Array& base) {
            std::vector<std::pair<double, double>> out;
            for (const auto& one : reconciler.student_scale(to_matrix(base, "forecasts"))) {
              out.emplace_back(one.degrees, one.scale);
            }
            return out;
          },
          py::arg("base"))
      .def(
          "student_draws",
          [](const Reconciler& reconciler, const Array& base, Index draws, std::uint64_t seed, int threads) {
            const data::DrawMatrix matrix = to_matrix(base, "forecasts");
            data::DrawMatrix out;
            {
              const py::gil_scoped_release release;
              out = reconciler.student_draws(matrix, draws, seed, threads);
            }
            return to_array(out);
          },
          py::arg("base"), py::arg("draws"), py::arg("seed"), py::arg("threads") = 1);
}

py::dict to_dict(const hierarchy::ProportionalFit& fit) {
  py::dict out;
  out["converged"] = fit.converged;
  out["rounds"] = fit.rounds;
  out["residual"] = fit.residual;
  out["margin"] = fit.margin;
  out["cell"] = fit.cell;
  return out;
}

void register_proportional_fitting(py::module_& module) {
  using hierarchy::ProportionalFitting;
  using Rows = std::vector<std::vector<Index>>;
  using MarginOfPython = std::tuple<std::string, std::vector<Index>, Rows, std::vector<double>>;
  py::class_<ProportionalFitting>(module, "ProportionalFitting",
                                  "Iterative proportional fitting; see dubao.hierarchy.")
      .def(py::init([](const std::vector<std::vector<std::string>>& labels, const Rows& cells,
                       const std::vector<double>& seed, const std::vector<MarginOfPython>& margins) {
             std::vector<hierarchy::Margin> own;
             for (const auto& [name, dimensions, codes, targets] : margins) {
               own.push_back({name, dimensions, codes, targets});
             }
             const py::gil_scoped_release release;
             return std::make_unique<ProportionalFitting>(labels, cells, seed, std::move(own));
           }),
           py::arg("labels"), py::arg("cells"), py::arg("seed"), py::arg("margins"))
      .def(
          "fit",
          [](const ProportionalFitting& fitting, double tolerance, int rounds) {
            hierarchy::ProportionalFit fit;
            {
              const py::gil_scoped_release release;
              fit = fitting.fit({tolerance, rounds});
            }
            return py::make_tuple(to_array(fit.values), to_dict(fit));
          },
          py::arg("tolerance"), py::arg("rounds"))
      .def(
          "fit_draws",
          [](const ProportionalFitting& fitting, const Array& targets, double tolerance, int rounds,
             int threads) {
            const data::DrawMatrix matrix = to_matrix(targets, "margins");
            std::pair<data::DrawMatrix, hierarchy::ProportionalFit> found;
            {
              const py::gil_scoped_release release;
              found = fitting.fit_draws(matrix, {tolerance, rounds}, threads);
            }
            return py::make_tuple(to_array(found.first), to_dict(found.second));
          },
          py::arg("targets"), py::arg("tolerance"), py::arg("rounds"), py::arg("threads") = 1);
}

}  // namespace

void register_reconciliation(py::module_& module) {
  register_tree(module);
  register_reconciler(module);
  register_proportional_fitting(module);
}

}  // namespace dubao::bindings
