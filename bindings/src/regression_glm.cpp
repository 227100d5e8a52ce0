// SPDX-License-Identifier: Apache-2.0
//
// Generalised linear models and panel regression. Long calls release the interpreter lock.
#include <dubao/regression/glm.hpp>
#include <dubao/regression/panel_effects.hpp>
#include <dubao/regression/partial_pooling.hpp>

#include <pybind11/eigen.h>

#include "convert.hpp"
#include "register.hpp"

namespace py = pybind11;

namespace dubao::bindings {

namespace {

using regression::Groups;

template <typename Value>
Value one_of(const std::map<std::string, Value>& known, const std::string& name, const char* argument) {
  const auto found = known.find(name);
  if (found != known.end()) return found->second;
  std::string all;
  for (const auto& [text, value] : known) all += (all.empty() ? "" : ", ") + text;
  throw InputError("E-GLM-011", argument, "'" + name + "' is not known here", "use one of: " + all);
}

regression::GlmOptions glm_options(const std::string& family, const std::string& link,
                                   const std::string& covariance, bool estimate_dispersion, bool frequency,
                                   std::optional<double> theta) {
  using regression::Family;
  using regression::GlmCovariance;
  using regression::Link;
  regression::GlmOptions out;
  out.quasi = family == "fractional";
  out.family = one_of<Family>({{"poisson", Family::kPoisson},
                               {"negative-binomial", Family::kNegativeBinomial},
                               {"binomial", Family::kBinomial},
                               {"fractional", Family::kBinomial},
                               {"gamma", Family::kGamma}},
                              family, "family");
  out.link = one_of<Link>({{"log", Link::kLog},
                           {"logit", Link::kLogit},
                           {"probit", Link::kProbit},
                           {"cloglog", Link::kComplementaryLogLog},
                           {"inverse", Link::kInverse}},
                          link, "link");
  out.covariance = one_of<GlmCovariance>({{"classical", GlmCovariance::kModel},
                                          {"HC0", GlmCovariance::kHc0},
                                          {"HC1", GlmCovariance::kHc1},
                                          {"cluster", GlmCovariance::kClustered}},
                                         covariance, "covariance");
  out.estimate_dispersion = estimate_dispersion;
  out.frequency_weights = frequency;
  if (theta) out.theta = *theta;
  return out;
}

void register_glm(py::module_& module) {
  using regression::GlmResult;
  py::class_<GlmResult, regression::RegressionResult>(module, "GlmResult", "Fitted generalised linear model.")
      .def_readonly("has_offset", &GlmResult::has_offset)
      .def_property_readonly("link", [](const GlmResult& r) { return std::string(to_string(r.glm.link)); });
  module.def(
      "fit_glm",
      [](const Eigen::MatrixXd& x, const Eigen::VectorXd& y, const std::vector<std::string>& names,
         bool intercept, const std::string& family, const std::string& link, const std::string& covariance,
         bool estimate_dispersion, bool frequency, std::optional<double> theta, Eigen::VectorXd weights,
         Eigen::VectorXd offset, std::vector<Index> clusters) {
        const auto options = glm_options(family, link, covariance, estimate_dispersion, frequency, theta);
        const regression::GlmData data{std::move(weights), std::move(offset), std::move(clusters)};
        const py::gil_scoped_release release;
        return regression::fit_glm(x, y, names, intercept, options, data);
      },
      py::arg("x"), py::arg("y"), py::arg("names"), py::arg("intercept"), py::arg("family"), py::arg("link"),
      py::arg("covariance"), py::arg("estimate_dispersion"), py::arg("frequency"), py::arg("theta"),
      py::arg("weights"), py::arg("offset"), py::arg("clusters"));
  module.def(
      "predict_mean",
      [](const GlmResult& result, const Eigen::MatrixXd& x, const Eigen::VectorXd& offset, double level) {
        const auto out = regression::predict_mean(result, x, offset, level);
        return py::make_tuple(out.mean, out.low, out.high);
      },
      py::arg("result"), py::arg("x"), py::arg("offset"), py::arg("level"), "Mean, low and high.");
}

regression::PanelData panel_data(std::vector<Index> entity, std::vector<std::string> entities,
                                 std::vector<Index> time, std::vector<std::string> periods,
                                 std::vector<Index> clusters, std::vector<std::string> cluster_labels,
                                 Eigen::VectorXd weights) {
  return {{std::move(entity), std::move(entities)},
          {std::move(time), std::move(periods)},
          {std::move(clusters), std::move(cluster_labels)},
          std::move(weights)};
}

void register_panel(py::module_& module) {
  using regression::PanelEffects;
  using regression::PanelResult;
  using regression::PartialPoolingResult;
  py::class_<PanelResult, regression::RegressionResult>(module, "PanelResult", "Fitted panel regression.")
      .def_property_readonly("entity_effects", [](const PanelResult& r) { return r.entity_effects; })
      .def_property_readonly("time_effects", [](const PanelResult& r) { return r.time_effects; })
      .def_property_readonly("shrinkage", [](const PanelResult& r) { return r.shrinkage; });
  module.def(
      "fit_panel",
      [](const std::string& kind, const Eigen::MatrixXd& x, const Eigen::VectorXd& y,
         const std::vector<std::string>& names, std::vector<Index> entity, std::vector<std::string> entities,
         std::vector<Index> time, std::vector<std::string> periods, std::vector<Index> clusters,
         std::vector<std::string> cluster_labels, Eigen::VectorXd weights, const std::string& effects,
         bool clustered) {
        const auto data =
            panel_data(std::move(entity), std::move(entities), std::move(time), std::move(periods),
                       std::move(clusters), std::move(cluster_labels), std::move(weights));
        const regression::PanelOptions options{one_of<PanelEffects>({{"entity", PanelEffects::kEntity},
                                                                     {"time", PanelEffects::kTime},
                                                                     {"both", PanelEffects::kBoth}},
                                                                    effects, "effects"),
                                               clustered};
        const py::gil_scoped_release release;
        if (kind == "random") return regression::fit_random_effects(x, y, names, data, options);
        return regression::fit_fixed_effects(x, y, names, data, options);
      },
      py::arg("kind"), py::arg("x"), py::arg("y"), py::arg("names"), py::arg("entity"), py::arg("entities"),
      py::arg("time"), py::arg("periods"), py::arg("clusters"), py::arg("cluster_labels"), py::arg("weights"),
      py::arg("effects"), py::arg("clustered"), "Fixed or random effects.");
  module.def(
      "predict_panel",
      [](const PanelResult& result, const Eigen::MatrixXd& x, const std::vector<Index>& entity,
         const std::vector<Index>& time) {
        const auto out = regression::predict_panel(result, x, entity, time);
        return py::make_tuple(out.mean, out.error);
      },
      py::arg("result"), py::arg("x"), py::arg("entity"), py::arg("time"), "Mean and standard error.");
  module.def(
      "hausman_test",
      [](const PanelResult& fixed, const PanelResult& random) {
        const auto test = regression::hausman_test(fixed, random);
        return py::make_tuple(test.statistic, test.degrees, test.pvalue, test.names, test.notes);
      },
      py::arg("fixed"), py::arg("random"), "Statistic, degrees of freedom, p-value, slopes, notes.");
  py::class_<PartialPoolingResult, regression::RegressionResult>(module, "PartialPoolingResult",
                                                                 "Fitted partial pooling.")
      .def_readonly("varying", &PartialPoolingResult::varying)
      .def_property_readonly("group_params", [](const PartialPoolingResult& r) { return r.group_params; })
      .def_property_readonly("group_errors", [](const PartialPoolingResult& r) { return r.group_errors; })
      .def_property_readonly("group_covariance",
                             [](const PartialPoolingResult& r) { return r.group_covariance; })
      .def_property_readonly("shrinkage", [](const PartialPoolingResult& r) { return r.shrinkage; })
      .def_property_readonly("between", [](const PartialPoolingResult& r) { return r.between; });
  module.def(
      "fit_partial_pooling",
      [](const Eigen::MatrixXd& x, const Eigen::VectorXd& y, const std::vector<std::string>& names,
         std::vector<Index> entity, std::vector<std::string> entities, bool intercept, bool correlated,
         std::vector<std::string> varying) {
        const Groups groups{std::move(entity), std::move(entities)};
        const regression::PartialPoolingOptions options{intercept, correlated, std::move(varying)};
        const py::gil_scoped_release release;
        return regression::fit_partial_pooling(x, y, names, groups, options);
      },
      py::arg("x"), py::arg("y"), py::arg("names"), py::arg("entity"), py::arg("entities"),
      py::arg("intercept"), py::arg("correlated"), py::arg("varying"));
}

}  // namespace

void register_glm_regression(py::module_& module) {
  register_glm(module);
  register_panel(module);
}

}  // namespace dubao::bindings
