// SPDX-License-Identifier: Apache-2.0
//
// Emergence of terms: evidence, flags, states. Private: wrapped by dubao.labour.emergence.
#include <dubao/labour/emergence/term_states.hpp>
#include <dubao/labour/emergence/vocabulary.hpp>

#include <pybind11/eigen.h>

#include "convert.hpp"
#include "register.hpp"

namespace dubao::bindings {

namespace {

namespace py = pybind11;
namespace emergence = labour::emergence;
using TermArray = py::array_t<double, py::array::c_style | py::array::forcecast>;

/// terms × months × sources to one matrix a term.
std::vector<Eigen::ArrayXXd> term_matrices(const TermArray& counts) {
  if (counts.ndim() != 3) {
    throw InputError("E-ARR-003", "counts", std::to_string(counts.ndim()) + " dimensions, not three",
                     "give terms × months × sources");
  }
  const auto view = counts.unchecked<3>();
  std::vector<Eigen::ArrayXXd> out;
  out.reserve(static_cast<std::size_t>(view.shape(0)));
  for (Index k = 0; k < view.shape(0); ++k) {
    Eigen::ArrayXXd one(view.shape(1), view.shape(2));
    for (Index t = 0; t < view.shape(1); ++t) {
      for (Index s = 0; s < view.shape(2); ++s) one(t, s) = view(k, t, s);
    }
    out.push_back(std::move(one));
  }
  return out;
}

emergence::EvidenceOptions evidence_options(bool fading, double largest_growth, bool yearly_wave) {
  emergence::EvidenceOptions out;
  out.direction = fading ? emergence::Direction::kFading : emergence::Direction::kRising;
  out.largest_growth = largest_growth;
  out.yearly_wave = yearly_wave;
  return out;
}

py::dict vocabulary_evidence(const TermArray& counts, const Eigen::ArrayXXd& postings,
                             const std::vector<std::string>& terms, double alpha, bool fading,
                             double largest_growth, bool yearly_wave, int threads) {
  const std::vector<Eigen::ArrayXXd> own = term_matrices(counts);
  emergence::VocabularyEvidence found;
  {
    const py::gil_scoped_release release;
    found = emergence::vocabulary_evidence(own, postings, terms, alpha,
                                           evidence_options(fading, largest_growth, yearly_wave), threads);
  }
  using py::arg;
  return py::dict(arg("log_evidence") = found.log_evidence, arg("log_lasting") = found.log_lasting,
                  arg("first_flagged") = found.first_flagged);
}

/// Marginal likelihoods first, then the probabilities under weights given or learnt.
py::dict describe_terms(const TermArray& counts, const Eigen::ArrayXXd& postings,
                        const std::vector<std::string>& terms, const std::vector<double>& weights,
                        double stray_share, int recent_months, double level, int threads) {
  const std::vector<Eigen::ArrayXXd> own = term_matrices(counts);
  if (terms.size() != own.size() || own.empty() ||
      !(weights.empty() || weights.size() == emergence::kTermStates)) {
    throw InputError("E-EMG-002", "counts, terms, weights", "their numbers differ",
                     "give a name a term and five weights");
  }
  emergence::StateOptions options;
  options.stray_share = stray_share;
  options.recent_months = recent_months;
  options.level = level;
  std::copy(weights.begin(), weights.end(), options.weights.begin());
  std::vector<emergence::TermDescription> found(own.size());
  Eigen::ArrayXXd probability(static_cast<Index>(own.size()), static_cast<Index>(emergence::kTermStates));
  Eigen::ArrayXXd growth(static_cast<Index>(own.size()), 3);
  Eigen::ArrayXXi change(static_cast<Index>(own.size()), 3);
  {
    const py::gil_scoped_release release;
    forecast::parallel_for(static_cast<Index>(own.size()), threads, [&](Index k) {
      const auto at = static_cast<std::size_t>(k);
      found[at] = emergence::describe_term(own[at], postings, options, terms[at]);
    });
    if (weights.empty()) {
      Eigen::ArrayXXd marginals(probability.rows(), probability.cols());
      for (Index k = 0; k < marginals.rows(); ++k) {
        for (Index s = 0; s < marginals.cols(); ++s) {
          marginals(k, s) = found[static_cast<std::size_t>(k)].log_marginal[static_cast<std::size_t>(s)];
        }
      }
      options.weights = emergence::learnt_state_weights(marginals);
      for (emergence::TermDescription& one : found) emergence::weigh_states(one, options.weights);
    }
    for (Index k = 0; k < probability.rows(); ++k) {
      const emergence::TermDescription& one = found[static_cast<std::size_t>(k)];
      for (Index s = 0; s < probability.cols(); ++s)
        probability(k, s) = one.probability[static_cast<std::size_t>(s)];
      growth.row(k) << one.growth, one.growth_low, one.growth_high;
      change.row(k) << one.change, one.change_low, one.change_high;
    }
  }
  using py::arg;
  return py::dict(arg("probability") = probability, arg("growth") = growth, arg("change") = change,
                  arg("weights") = std::vector<double>(options.weights.begin(), options.weights.end()));
}

}  // namespace

void register_labour_emergence(py::module_& module) {
  using py::arg;
  module.def("vocabulary_evidence", &vocabulary_evidence, arg("counts"), arg("postings"), arg("terms"),
             arg("alpha"), arg("fading"), arg("largest_growth"), arg("yearly_wave"), arg("threads"));
  module.def("describe_terms", &describe_terms, arg("counts"), arg("postings"), arg("terms"), arg("weights"),
             arg("stray_share"), arg("recent_months"), arg("level"), arg("threads"));
  module.def("flagged_terms", &emergence::flagged_terms, arg("log_values"), arg("alpha"));
  module.def("log_adjusted_maximum", &emergence::log_adjusted_maximum, arg("log_maximum"));
}

}  // namespace dubao::bindings
