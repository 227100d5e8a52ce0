// SPDX-License-Identifier: Apache-2.0
//
// Flexibility: supply by occupation from supply by field of study.
//
// What      People trained in a field work in many occupations. A matrix says which part of a field goes where.
// When      A survey gives field of study × occupation; otherwise supply stays by field.
// When not  As a picture of demand: the matrix shows where people ended up, under past shortages.
// Formula   F13:  S_o = Σ_f M_fo·L_f,  M ≥ 0, rows sum to 1; stayer rate of f = M_{f, o(f)}, o(f) the occupation
//           the field is meant for. People going to occupations outside the study need a column of their own
//           ("other"): rows must not leak.
// Example   L = {100, 50}, M = {{0.7, 0.3}, {0.2, 0.8}}: S = {80, 70}; stayer rates 0.7 and 0.8.
// Source    QuBe project (BIBB/IAB), flexibility matrix and stayer rate.
#pragma once

#include <dubao/labour/keyed_draws.hpp>
#include <dubao/labour/openings.hpp>
#include <dubao/labour/staffing.hpp>

#include <Eigen/Core>
#include <algorithm>
#include <cmath>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace dubao::labour {

namespace detail {

/// Adds E-FLX-005 for each field of the matrix without supply, and each supply without a row in the matrix (a field with
/// no bridge to any occupation).
inline void check_fields(Problems& problems, const std::vector<std::string>& fields,
                         const KeyedDraws& by_field) {
  for (const std::string& field : fields) {
    problems.add_if(!by_field.contains(field),
                    {"E-FLX-005", "by_field", "the field has no supply", "give its draws", field, ""});
  }
  for (const auto& [field, draws] : by_field) {
    problems.add_if(position_of(fields, field) < 0,
                    {"E-FLX-005", "by_field", "the field has no row in the matrix", "say where its people go",
                     field, ""});
  }
}

}  // namespace detail

class FlexibilityMatrix {
 public:
  /// fields, occupations: unique keys; parts: fields × occupations, ≥ 0, each row summing to 1 within
  /// kShareSumTolerance. Throws InputError E-FLX-001 (shape, doubled key), E-FLX-002 (a negative or missing
  /// part), E-FLX-003 (a row that does not sum to 1), naming the field; all problems at once.
  FlexibilityMatrix(const std::vector<std::string>& fields, const std::vector<std::string>& occupations,
                    const Eigen::MatrixXd& parts)
      : fields_(fields), occupations_(occupations) {
    const auto doubled = [](const std::vector<std::string>& keys) {
      return std::set<std::string>(keys.begin(), keys.end()).size() != keys.size();
    };
    if (fields.empty() || occupations.empty() || doubled(fields) || doubled(occupations) ||
        parts.rows() != static_cast<Index>(fields.size()) ||
        parts.cols() != static_cast<Index>(occupations.size())) {
      throw InputError("E-FLX-001", "parts",
                       std::to_string(parts.rows()) + " × " + std::to_string(parts.cols()) + " parts for " +
                           std::to_string(fields.size()) + " fields and " +
                           std::to_string(occupations.size()) + " occupations, or a key stands twice",
                       "give one row a field and one column an occupation");
    }
    Problems problems;
    for (Index f = 0; f < parts.rows(); ++f) {
      const std::string& field = fields[static_cast<std::size_t>(f)];
      const bool valid = parts.row(f).allFinite() && (parts.row(f).array() >= 0.0).all();
      problems.add_if(!valid, {"E-FLX-002", "parts", "a part is negative or missing",
                               "give 0 where nobody goes", field, ""});
      problems.add_if(valid && std::abs(parts.row(f).sum() - 1.0) > kShareSumTolerance,
                      {"E-FLX-003", "parts", "the parts sum to " + std::to_string(parts.row(f).sum()),
                       "make them sum to 1: give those outside the study a column of their own", field, ""});
    }
    problems.throw_if_any();
    const std::vector<Index> rows = detail::sorted_order(fields);
    const std::vector<Index> columns = detail::sorted_order(occupations);
    std::sort(fields_.begin(), fields_.end());
    std::sort(occupations_.begin(), occupations_.end());
    parts_.resize(parts.rows(), parts.cols());
    for (Index f = 0; f < parts.rows(); ++f) {
      for (Index o = 0; o < parts.cols(); ++o) {
        parts_(f, o) = parts(rows[static_cast<std::size_t>(f)], columns[static_cast<std::size_t>(o)]);
      }
    }
  }

  [[nodiscard]] const std::vector<std::string>& fields() const noexcept { return fields_; }  ///< ascending
  [[nodiscard]] const std::vector<std::string>& occupations() const noexcept {
    return occupations_;
  }  ///< ascending
  /// Part of the field's people who work in the occupation. Throws InputError E-FLX-004 for an unknown key.
  [[nodiscard]] double part(const std::string& field, const std::string& occupation) const {
    const Index f = detail::position_of(fields_, field);
    const Index o = detail::position_of(occupations_, occupation);
    if (f < 0 || o < 0) {
      throw InputError("E-FLX-004", "field, occupation", "there is no such cell", "check both keys",
                       field + " → " + occupation);
    }
    return parts_(f, o);
  }
  /// Stayer rate of a field: the part that works in the occupation it is meant for.
  [[nodiscard]] double stayer_rate(const std::string& field, const std::string& intended) const {
    return part(field, intended);
  }

  /// Supply by occupation, path by path. by_field: exactly the fields of the matrix. The total is conserved.
  /// Throws InputError E-FLX-005 when the fields differ.
  [[nodiscard]] KeyedDraws supply(const KeyedDraws& by_field) const {
    Problems problems;
    detail::check_fields(problems, fields_, by_field);
    problems.throw_if_any();
    KeyedDraws out;
    for (Index o = 0; o < parts_.cols(); ++o) {
      data::DrawMatrix sum = data::DrawMatrix::Zero(by_field.paths(), by_field.horizon());
      for (Index f = 0; f < parts_.rows(); ++f) {
        sum += parts_(f, o) * by_field.at(fields_[static_cast<std::size_t>(f)]).paths();
      }
      const std::string& occupation = occupations_[static_cast<std::size_t>(o)];
      out.add(occupation, data::Draws(by_field.start(), std::move(sum), occupation, by_field.target())
                              .with_unit(by_field.begin()->second.unit()));
    }
    return out;
  }

 private:
  std::vector<std::string> fields_;
  std::vector<std::string> occupations_;
  Eigen::MatrixXd parts_;
};

}  // namespace dubao::labour
