// SPDX-License-Identifier: Apache-2.0
//
// Flexibility with uncertainty: a matrix field × occupation that is itself drawn, path by path.
//
// What      The parts of a field's people who work in each occupation come from a survey with few persons a cell, or from
//           a judgement. Each row is drawn from a Dirichlet distribution; supply, stayer rate and everything after carry it.
// When      Counts of a survey are known, or the parts and how many persons they are worth.
// When not  The parts are exact (a register of all graduates): FlexibilityMatrix.
// Formula   F13:  M_f. ~ Dirichlet(α_f.);  from parts: α_fo = c_f·m_fo, c_f the concentration of the field;
//           from counts: α_fo = n_fo + prior (½ in every cell: Jeffreys' prior). S_o = Σ_f M_fo·L_f on path d with matrix d.
//           Rows sum to 1 in every draw, so nobody is lost. Survey weights: give effective counts (n over the design effect).
// Example   70 of 100 persons of a field stay, prior ½, two occupations: α = (70.5, 30.5), mean 0.698, standard deviation
//           √(0.698·0.302/102) = 0.0455.
// Source    QuBe project (BIBB/IAB) for the matrix; Dirichlet posterior of multinomial counts: Gelman and others (2013),
//           Bayesian Data Analysis, 3rd edition, section 3.4.
#pragma once

#include <dubao/labour/dirichlet.hpp>
#include <dubao/labour/flexibility.hpp>
#include <dubao/labour/keyed_draws.hpp>

#include <Eigen/Core>
#include <cmath>
#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace dubao::labour {

/// Prior count of each cell: Jeffreys.
inline constexpr double kFlexibilityPrior = 0.5;

/// What is known of the matrix: mean parts, and how many persons each row is worth.
struct FlexibilityEvidence {
  FlexibilityMatrix mean;
  std::map<std::string, double> concentration;  ///< of each field, > 0
};

/// Evidence from counts of persons, fields × occupations, ≥ 0; prior ≥ 0 is added to each cell (0: a cell without persons
/// stays empty on every path). Throws InputError E-FLX-001 (shape, keys), E-FLX-007 (a count negative or missing, a field
/// with nobody and no prior, naming the field; a prior out of range).
[[nodiscard]] inline FlexibilityEvidence evidence_from_counts(const std::vector<std::string>& fields,
                                                              const std::vector<std::string>& occupations,
                                                              const Eigen::MatrixXd& counts,
                                                              double prior = kFlexibilityPrior) {
  Problems problems;
  problems.add_if(!(prior >= 0.0) || !std::isfinite(prior),
                  {"E-FLX-007", "prior", "is not a finite number ≥ 0", "0.5 is usual", "", ""});
  Eigen::MatrixXd parts = counts;
  std::map<std::string, double> concentration;
  for (Index f = 0; f < counts.rows() && f < static_cast<Index>(fields.size()); ++f) {
    const std::string& field = fields[static_cast<std::size_t>(f)];
    const bool valid = counts.row(f).allFinite() && (counts.row(f).array() >= 0.0).all();
    problems.add_if(!valid, {"E-FLX-007", "counts", "a count is negative or missing",
                             "give persons ≥ 0, 0 where nobody was met", field, ""});
    if (!valid || !problems.empty()) continue;
    const Eigen::RowVectorXd alpha = (counts.row(f).array() + prior).matrix();
    problems.add_if(!(alpha.sum() > 0.0), {"E-FLX-007", "counts", "nobody of this field was met anywhere",
                                           "give a prior, or join the field with another", field, ""});
    if (!(alpha.sum() > 0.0)) continue;
    concentration[field] = alpha.sum();
    parts.row(f) = alpha / alpha.sum();
  }
  problems.throw_if_any();
  return {FlexibilityMatrix(fields, occupations, parts), std::move(concentration)};
}

/// Matrices of all paths.
class FlexibilityDraws {
 public:
  /// paths ≥ 1. Throws InputError E-FLX-006 naming each field without a concentration > 0, or that the matrix does not have.
  FlexibilityDraws(const FlexibilityEvidence& evidence, Index paths, std::uint64_t seed)
      : fields_(evidence.mean.fields()), occupations_(evidence.mean.occupations()), paths_(paths) {
    Problems problems;
    problems.add_if(paths < 1, {"E-FLX-006", "paths", "less than 1", "give at least 1 path", "", ""});
    for (const std::string& field : fields_) {
      const auto found = evidence.concentration.find(field);
      problems.add_if(
          found == evidence.concentration.end() || !(found->second > 0.0) || !std::isfinite(found->second),
          {"E-FLX-006", "concentration", "there is no concentration > 0 for the field",
           "give how many persons the row is worth", field, ""});
    }
    for (const auto& [field, value] : evidence.concentration) {
      problems.add_if(
          detail::position_of(fields_, field) < 0,
          {"E-FLX-006", "concentration", "the field has no row in the matrix", "leave it out", field, ""});
    }
    problems.throw_if_any();
    for (const std::string& field : fields_) {
      Eigen::ArrayXd alpha(static_cast<Index>(occupations_.size()));
      for (Index o = 0; o < alpha.size(); ++o) {
        alpha(o) = evidence.concentration.at(field) *
                   evidence.mean.part(field, occupations_[static_cast<std::size_t>(o)]);
      }
      rows_.push_back(sample_dirichlet(alpha, "flexibility." + field, paths, seed));
    }
  }

  [[nodiscard]] const std::vector<std::string>& fields() const noexcept { return fields_; }  ///< ascending
  [[nodiscard]] const std::vector<std::string>& occupations() const noexcept {
    return occupations_;
  }  ///< ascending
  /// Part of the field's people who work in the occupation, one value a path. Throws InputError E-FLX-004.
  [[nodiscard]] Eigen::ArrayXd part(const std::string& field, const std::string& occupation) const {
    const Index f = detail::position_of(fields_, field);
    const Index o = detail::position_of(occupations_, occupation);
    if (f < 0 || o < 0) {
      throw InputError("E-FLX-004", "field, occupation", "there is no such cell", "check both keys",
                       field + " → " + occupation);
    }
    return rows_[static_cast<std::size_t>(f)].col(o);
  }
  /// Supply by occupation, path by path. by_field: exactly the fields of the matrix, on as many paths.
  /// Throws InputError E-FLX-005 when fields or paths differ.
  [[nodiscard]] KeyedDraws supply(const KeyedDraws& by_field) const {
    Problems problems;
    detail::check_fields(problems, fields_, by_field);
    for (const auto& [field, draws] : by_field) {
      problems.add_if(draws.size() != paths_,
                      {"E-FLX-005", "by_field",
                       std::to_string(draws.size()) + " paths where the matrix has " + std::to_string(paths_),
                       "draw as many matrices as there are paths", field, ""});
    }
    problems.throw_if_any();
    KeyedDraws out;
    for (std::size_t o = 0; o < occupations_.size(); ++o) {
      data::DrawMatrix sum = data::DrawMatrix::Zero(by_field.paths(), by_field.horizon());
      for (std::size_t f = 0; f < fields_.size(); ++f) {
        data::DrawMatrix part = by_field.at(fields_[f]).paths();
        part.array().colwise() *= rows_[f].col(static_cast<Index>(o));
        sum += part;
      }
      out.add(occupations_[o],
              data::Draws(by_field.start(), std::move(sum), occupations_[o], by_field.target())
                  .with_unit(by_field.begin()->second.unit()));
    }
    return out;
  }

 private:
  std::vector<std::string> fields_;
  std::vector<std::string> occupations_;
  Index paths_ = 0;
  std::vector<Eigen::ArrayXXd> rows_;  ///< one a field, paths × occupations
};

}  // namespace dubao::labour
