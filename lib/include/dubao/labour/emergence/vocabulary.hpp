// SPDX-License-Identifier: Apache-2.0
//
// A vocabulary: evidence and flags of many terms over the same postings, look by look.
//
// What      rising_evidence of every term, and at every month the terms flagged so far (e-BH on the lasting values): the flags of a month
//           contain those of the month before, and at whatever month one stops the expected share of false flags is at most alpha.
// When      See rising_evidence.hpp. When not: a different vocabulary every month; a term that enters later has zero counts before.
// Example   vocabulary_test.cpp.
#pragma once

#include <dubao/forecast/parallel.hpp>
#include <dubao/labour/emergence/rising_evidence.hpp>

#include <Eigen/Core>
#include <string>
#include <vector>

namespace dubao::labour::emergence {

struct VocabularyEvidence {
  Eigen::ArrayXXd log_evidence;  ///< terms × months
  Eigen::ArrayXXd log_lasting;   ///< terms × months
  Eigen::ArrayXi first_flagged;  ///< month (from 1) of the first flag at alpha, 0: never
};

/// counts: one matrix months × sources a term, all of the shape of postings; terms: names for messages, as many; alpha in (0, 1);
/// threads: 0 = all cores; results do not depend on it. Throws InputError E-EMG-001 (alpha), E-EMG-002, E-EMG-003 (of the first term
/// that is wrong). O(terms · months² · sources).
[[nodiscard]] inline VocabularyEvidence vocabulary_evidence(const std::vector<Eigen::ArrayXXd>& counts,
                                                            const Eigen::ArrayXXd& postings,
                                                            const std::vector<std::string>& terms,
                                                            double alpha, const EvidenceOptions& options = {},
                                                            int threads = 0) {
  if (terms.size() != counts.size() || counts.empty()) {
    throw InputError(
        "E-EMG-002", "counts, terms",
        std::to_string(counts.size()) + " matrices of counts for " + std::to_string(terms.size()) + " terms",
        "give one a term, at least one");
  }
  for (std::size_t k = 0; k < counts.size(); ++k) check_term_counts(counts[k], postings, options, terms[k]);
  const auto size = static_cast<Index>(counts.size());
  const Index months = postings.rows();
  VocabularyEvidence out;
  out.log_evidence.resize(size, months);
  out.log_lasting.resize(size, months);
  out.first_flagged = Eigen::ArrayXi::Zero(size);
  forecast::parallel_for(size, threads, [&](Index k) {
    const auto at = static_cast<std::size_t>(k);
    const TermEvidence one = rising_evidence(counts[at], postings, options, terms[at]);
    out.log_evidence.row(k) = one.log_evidence.transpose();
    out.log_lasting.row(k) = one.log_lasting.transpose();
  });
  std::vector<double> values(counts.size());
  for (Index t = 0; t < months; ++t) {
    for (std::size_t k = 0; k < values.size(); ++k) values[k] = out.log_lasting(static_cast<Index>(k), t);
    const std::vector<bool> flags = flagged_terms(values, alpha);
    for (Index k = 0; k < size; ++k) {
      if (flags[static_cast<std::size_t>(k)] && out.first_flagged(k) == 0)
        out.first_flagged(k) = static_cast<int>(t) + 1;
    }
  }
  return out;
}

}  // namespace dubao::labour::emergence
