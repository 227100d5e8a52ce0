// SPDX-License-Identifier: Apache-2.0
//
// Centred and scaled second moments of a design, the only thing that penalised regression needs of the rows.
#pragma once

#include <dubao/data/series.hpp>

#include <Eigen/Core>
#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

namespace dubao::regression::detail {

/// Rows whose moments are added at once: they stay in the cache.
inline constexpr Index kMomentRows = 256;
/// Standard deviation relative to the largest absolute value below which a column counts as constant.
inline constexpr double kConstantColumn = 1e-14;

/// Moments with weights that add up to one: of columns divided by `unit` after `center` is subtracted.
struct Standardized {
  Eigen::VectorXd center;  ///< weighted means, or 0 without an intercept
  Eigen::VectorXd unit;    ///< standard deviations (divisor n), or 1; 0 for a constant column
  double response_center = 0.0;
  double response_unit = 1.0;    ///< standard deviation of y, or 1 where y is constant
  Eigen::VectorXd right;         ///< X'Wy
  double response_square = 0.0;  ///< y'Wy: 1, or 0 where y is constant
};

/// X'WX of the standardised columns, all of it or column by column as coordinates become active.
class Moments {
 public:
  /// \param x n × p, first `rows` rows are used; \param weights n values ≥ 0, or empty
  Moments(const Eigen::MatrixXd& x, const Eigen::VectorXd& y, const Eigen::VectorXd& weights, Index rows,
          bool intercept, bool standardize)
      : x_(x.topRows(rows)), weight_(rows) {
    if (weights.size() == 0) {
      weight_.setConstant(1.0 / static_cast<double>(rows));
    } else {
      weight_ = weights.head(rows) / weights.head(rows).sum();
    }
    const auto response = y.head(rows);
    const Index p = x.cols();
    s_.center = Eigen::VectorXd::Zero(p);
    s_.unit = Eigen::VectorXd::Ones(p);
    if (intercept) {
      s_.center = x_.transpose() * weight_;
      s_.response_center = weight_.dot(response);
    }
    response_ = response.array() - s_.response_center;
    const double variance = weight_.dot(response_.cwiseAbs2());
    if (variance > 0.0) s_.response_unit = std::sqrt(variance);
    response_ /= s_.response_unit;
    s_.response_square = weight_.dot(response_.cwiseAbs2());
    s_.right.resize(p);
    variance_.resize(p);
    const Eigen::VectorXd weighted = weight_.cwiseProduct(response_);
    for (Index j = 0; j < p; ++j) {
      const auto column = x_.col(j).array() - s_.center[j];
      const double largest = x_.col(j).cwiseAbs().maxCoeff();
      const double square = (weight_.array() * column.square()).sum();
      if (!(std::sqrt(square) > kConstantColumn * largest)) {
        s_.unit[j] = 0.0;
        s_.right[j] = 0.0;
        variance_[j] = 0.0;
        continue;
      }
      if (standardize) s_.unit[j] = std::sqrt(square);
      s_.right[j] = (column * weighted.array()).sum() / s_.unit[j];
      variance_[j] = square / (s_.unit[j] * s_.unit[j]);
    }
    if (p <= rows) fill();
  }

  [[nodiscard]] Index columns() const noexcept { return x_.cols(); }
  [[nodiscard]] Index rows() const noexcept { return x_.rows(); }
  [[nodiscard]] const Standardized& standardized() const noexcept { return s_; }
  /// Diagonal of X'WX: 1 for standardised columns, 0 for constant ones.
  [[nodiscard]] const Eigen::VectorXd& variances() const noexcept { return variance_; }
  /// Column j of X'WX; computed at its first use where there are more columns than rows.
  [[nodiscard]] const double* column(Index j) {
    if (full_.size() > 0) return full_.col(j).data();
    auto& cached = lazy_[static_cast<std::size_t>(j)];
    if (cached.size() == 0) {
      const Eigen::VectorXd weighted = weight_.array() * (x_.col(j).array() - s_.center[j]) / s_.unit[j];
      // Σ w x̃_j (x_k − center_k) / unit_k
      cached = x_.transpose() * weighted - s_.center * weighted.sum();
      for (Index k = 0; k < cached.size(); ++k) cached[k] = s_.unit[k] > 0.0 ? cached[k] / s_.unit[k] : 0.0;
      cached[j] = variance_[j];
    }
    return cached.data();
  }
  /// The standardised rows themselves, √w included: n × p, and the response.
  [[nodiscard]] std::pair<Eigen::MatrixXd, Eigen::VectorXd> rows_of_problem() const {
    const Eigen::VectorXd root = weight_.cwiseSqrt();
    Eigen::MatrixXd z = x_.rowwise() - s_.center.transpose();
    for (Index j = 0; j < z.cols(); ++j)
      z.col(j).array() *= root.array() * (s_.unit[j] > 0.0 ? 1.0 / s_.unit[j] : 0.0);
    return {std::move(z), root.cwiseProduct(response_)};
  }

 private:
  void fill() {
    const Index p = columns();
    full_ = Eigen::MatrixXd::Zero(p, p);
    Eigen::MatrixXd block(kMomentRows, p);
    const Eigen::VectorXd root = weight_.cwiseSqrt();
    for (Index first = 0; first < rows(); first += kMomentRows) {
      const Index count = std::min(kMomentRows, rows() - first);
      for (Index j = 0; j < p; ++j) {
        const double inverse = s_.unit[j] > 0.0 ? 1.0 / s_.unit[j] : 0.0;
        block.col(j).head(count) = (x_.col(j).segment(first, count).array() - s_.center[j]) * inverse *
                                   root.segment(first, count).array();
      }
      full_.selfadjointView<Eigen::Lower>().rankUpdate(block.topRows(count).transpose());
    }
    full_.triangularView<Eigen::StrictlyUpper>() = full_.transpose();
    full_.diagonal() = variance_;
  }

  Eigen::Ref<const Eigen::MatrixXd> x_;
  Eigen::VectorXd weight_;    // add up to one
  Eigen::VectorXd response_;  // centred, in units of response_unit
  Eigen::VectorXd variance_;
  Standardized s_;
  Eigen::MatrixXd full_;
  std::vector<Eigen::VectorXd> lazy_ = std::vector<Eigen::VectorXd>(static_cast<std::size_t>(x_.cols()));
};

}  // namespace dubao::regression::detail
