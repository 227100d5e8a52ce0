// SPDX-License-Identifier: Apache-2.0
//
// Evidence for one more intervention, averaged over noise structures.
//
// Formula   For structure g with covariance Ω_g, P = Ω_g⁻¹, M = P − P X (X'P X)⁻¹ X'P, residual sum R_g = y'M y and a shape c:
//             size = c'M y / c'M c,   R_g(c) = R_g − (c'M y)² / c'M c          (generalised least squares)
//           restricted likelihood, scale integrated out: L_g = |Ω_g|^−½ |X'P X|^−½ R_g^(−ν/2),  ν = n − columns of X
//             evidence(c) = log Σ_g L_g(c) − log Σ_g L_g
//           Jump, unit and straight line of y drop out exactly. Because R_g(c) is what is left once the shape is taken
//           out, a large shift does not inflate the scale that it is measured by.
// Known standard errors se: Ω = σ² Ω_g + diag(se²) for a list of σ, and L = |Ω|^−½ |X'P X|^−½ exp(−R/2): a value with a large
//           se weighs little, and is no outlier by itself.
// Cost      O(G n³) once for a pattern of periods, then O(G n²) a series; G structures.
// Source    Harville (1974), Biometrika 61, 383–385 (restricted likelihood); Atkinson, Koopman and Shephard (1997),
//           J. Econometrics 80, 387–422 (score of an intervention from M y); averaging over structures is ours.
#pragma once

#include <dubao/models/interventions/intervention.hpp>
#include <dubao/models/interventions/noise_structure.hpp>

#include <Eigen/Cholesky>
#include <Eigen/Core>
#include <Eigen/QR>
#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

namespace dubao::models::interventions {

/// A shape that is looked for, at the i-th observed value.
struct Candidate {
  InterventionKind kind = InterventionKind::kAdditiveOutlier;
  Eigen::Index row = 0;
};

/// The shape of a candidate at the given times; its row is one of them.
[[nodiscard]] inline Eigen::VectorXd shape_at(const Candidate& candidate, const std::vector<Index>& times) {
  Eigen::VectorXd out(static_cast<Eigen::Index>(times.size()));
  const Index from = times[static_cast<std::size_t>(candidate.row)];
  for (Eigen::Index i = 0; i < out.size(); ++i) {
    out[i] = intervention_shape(candidate.kind, times[static_cast<std::size_t>(i)] - from);
  }
  return out;
}

/// A shape counts as new beside the columns of X when this share of it is left: below it is one of them in disguise.
inline constexpr double kSmallestNewShare = 1e-6;

/// Size of one intervention given all others.
struct SizeEstimate {
  double size = 0.0;
  double standard_error = 0.0;
};

/// log Σ exp(values), values not empty.
[[nodiscard]] inline double log_sum_exp(const Eigen::VectorXd& values) noexcept {
  const double largest = values.maxCoeff();
  return largest + std::log((values.array() - largest).exp().sum());
}

/// The averaged evidence for one pattern of observed periods and one set of columns X.
class Evidence {
 public:
  /// times: of the observed values, ascending. columns: n × k; only what they span matters, and it must leave a degree of
  /// freedom.
  Evidence(std::vector<Index> times, const Eigen::MatrixXd& columns)
      : times_(std::move(times)), basis_(basis_of(columns)), free_(basis_.rows() - basis_.cols()) {
    for (const NoiseStructure& structure : kNoiseStructures) add(covariance(structure, times_));
  }
  /// The same with known sampling variances (n, ≥ 0) and the values y (n), whose residual scale rules the list of σ.
  Evidence(std::vector<Index> times, const Eigen::MatrixXd& columns, const Eigen::VectorXd& y,
           const Eigen::VectorXd& sampling_variance)
      : times_(std::move(times)),
        basis_(basis_of(columns)),
        free_(basis_.rows() - basis_.cols()),
        known_(true) {
    const Evidence unknown(times_, columns);
    for (std::size_t g = 0; g < unknown.members_.size(); ++g) {
      const double concentrated = y.dot(unknown.members_[g].remainder * y) / static_cast<double>(free_);
      const Eigen::MatrixXd omega = covariance(kNoiseStructures[g], times_);
      for (int k = 0; k < kScales; ++k) {
        Eigen::MatrixXd total = (kLargestScale * std::pow(kScaleRatio, -k) * concentrated) * omega;
        total.diagonal() += sampling_variance;
        add(total);
      }
    }
  }

  [[nodiscard]] bool empty() const noexcept { return members_.empty(); }
  [[nodiscard]] Eigen::Index degrees_of_freedom() const noexcept { return free_; }
  /// Prepares the given candidates; `evaluate` answers in their order.
  void look_for(std::vector<Candidate> candidates) {
    candidates_ = std::move(candidates);
    shapes_.resize(static_cast<Eigen::Index>(times_.size()), static_cast<Eigen::Index>(candidates_.size()));
    for (std::size_t j = 0; j < candidates_.size(); ++j) {
      shapes_.col(static_cast<Eigen::Index>(j)) = shape_at(candidates_[j], times_);
    }
    for (Member& member : members_) {
      member.information.resize(shapes_.cols());
      const Eigen::MatrixXd product = member.remainder * shapes_;
      for (Eigen::Index j = 0; j < shapes_.cols(); ++j) {
        const double left = shapes_.col(j).dot(product.col(j));
        const double whole = member.precision.dot(shapes_.col(j).cwiseAbs2());
        member.information[j] = left > kSmallestNewShare * whole ? left : 0.0;
      }
    }
  }
  [[nodiscard]] const std::vector<Candidate>& candidates() const noexcept { return candidates_; }

  /// Evidence of each candidate for the values y (n); rounding: standard deviation of the error of rounding in y, below
  /// which no residual counts. 0 for a candidate that X spans already.
  [[nodiscard]] Eigen::VectorXd evaluate(const Eigen::VectorXd& y, double rounding) const {
    const Eigen::Index count = shapes_.cols();
    const auto members = static_cast<Eigen::Index>(members_.size());
    Eigen::VectorXd without(members);
    Eigen::MatrixXd with(members, count);
    for (Eigen::Index g = 0; g < members; ++g) {
      const Member& member = members_[static_cast<std::size_t>(g)];
      const Eigen::VectorXd e = member.remainder * y;
      const Eigen::VectorXd score = shapes_.transpose() * e;
      const double residual = y.dot(e);
      without[g] = log_likelihood(member, residual, rounding);
      for (Eigen::Index j = 0; j < count; ++j) {
        with(g, j) = log_likelihood(member, residual - gain(member, score, j), rounding);
      }
    }
    const double base = log_sum_exp(without);
    Eigen::VectorXd out(count);
    for (Eigen::Index j = 0; j < count; ++j) out[j] = log_sum_exp(with.col(j)) - base;
    return out;
  }

  /// Size of candidate j and its standard error, averaged over the structures by their likelihood with it:
  /// mean = Σ w_g b_g, variance = Σ w_g (v_g + (b_g − mean)²). y and rounding as in evaluate.
  [[nodiscard]] SizeEstimate estimate(const Eigen::VectorXd& y, Eigen::Index j, double rounding) const {
    const auto members = static_cast<Eigen::Index>(members_.size());
    Eigen::VectorXd weight(members);
    Eigen::VectorXd size(members);
    Eigen::VectorXd variance(members);
    for (Eigen::Index g = 0; g < members; ++g) {
      const Member& member = members_[static_cast<std::size_t>(g)];
      const Eigen::VectorXd e = member.remainder * y;
      const Eigen::VectorXd score = shapes_.transpose() * e;
      const double left = y.dot(e) - gain(member, score, j);
      const double information = member.information[j];
      weight[g] = log_likelihood(member, left, rounding);
      size[g] = information > 0.0 ? score[j] / information : 0.0;
      const double scale = known_ ? 1.0
                                  : std::max(left, floor_of(member, rounding)) /
                                        static_cast<double>(std::max<Eigen::Index>(1, free_ - 1));
      variance[g] = information > 0.0 ? scale / information : 0.0;
    }
    weight = (weight.array() - log_sum_exp(weight)).exp();
    SizeEstimate out;
    out.size = weight.dot(size);
    out.standard_error =
        std::sqrt(weight.dot((variance.array() + (size.array() - out.size).square()).matrix()));
    return out;
  }

 private:
  // σ² from kLargestScale times its estimate without sampling error down, each kScaleRatio smaller than the one before:
  // neighbours differ by a quarter in σ, about the accuracy with which thirty values tell it.
  static constexpr double kLargestScale = 2.0;
  static constexpr double kScaleRatio = 1.6;
  static constexpr int kScales = 14;
  // Columns whose direction is this close to that of the others are dropped.
  static constexpr double kRankTolerance = 1e-9;

  struct Member {
    double log_weight = 0.0;      ///< −½ log|Ω| − ½ log|X'P X|
    Eigen::MatrixXd remainder;    ///< M
    Eigen::VectorXd precision;    ///< diagonal of P
    Eigen::VectorXd information;  ///< c'M c of each candidate, 0 when spanned
    double trace = 0.0;           ///< of M: the residual sum that white noise of unit variance leaves
  };

  [[nodiscard]] static Eigen::MatrixXd basis_of(const Eigen::MatrixXd& columns) {
    Eigen::ColPivHouseholderQR<Eigen::MatrixXd> qr;
    qr.setThreshold(kRankTolerance);
    qr.compute(columns);
    const Eigen::MatrixXd q = qr.householderQ();
    return q.leftCols(qr.rank());
  }
  void add(const Eigen::MatrixXd& omega) {
    const Eigen::Index n = omega.rows();
    const Eigen::LLT<Eigen::MatrixXd> root(omega);
    if (root.info() != Eigen::Success) return;
    const Eigen::MatrixXd precision = root.solve(Eigen::MatrixXd::Identity(n, n));
    const Eigen::MatrixXd weighted = precision * basis_;
    const Eigen::LLT<Eigen::MatrixXd> gram(basis_.transpose() * weighted);
    if (gram.info() != Eigen::Success) return;
    Member member;
    member.remainder = precision - weighted * gram.solve(weighted.transpose());
    member.precision = precision.diagonal();
    member.trace = member.remainder.trace();
    member.log_weight =
        -root.matrixLLT().diagonal().array().log().sum() - gram.matrixLLT().diagonal().array().log().sum();
    members_.push_back(std::move(member));
  }
  [[nodiscard]] static double gain(const Member& member, const Eigen::VectorXd& score,
                                   Eigen::Index j) noexcept {
    return member.information[j] > 0.0 ? score[j] * score[j] / member.information[j] : 0.0;
  }
  [[nodiscard]] static double floor_of(const Member& member, double rounding) noexcept {
    return rounding * rounding * member.trace;
  }
  [[nodiscard]] double log_likelihood(const Member& member, double residual, double rounding) const noexcept {
    if (known_) return member.log_weight - 0.5 * residual;
    return member.log_weight -
           0.5 * static_cast<double>(free_) * std::log(std::max(residual, floor_of(member, rounding)));
  }

  std::vector<Index> times_;
  Eigen::MatrixXd basis_;
  Eigen::Index free_ = 0;
  bool known_ = false;
  std::vector<Member> members_;
  std::vector<Candidate> candidates_;
  Eigen::MatrixXd shapes_;
};

}  // namespace dubao::models::interventions
