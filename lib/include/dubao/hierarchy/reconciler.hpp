// SPDX-License-Identifier: Apache-2.0
//
// Reconciler: one method on one tree, prepared once, applied to point forecasts, to intervals and to every draw.
//
// What      Chooses the covariance or the shares that a method stands for and hands blocks of columns to the projection.
//           A column is one forecast of all nodes: a horizon, or a horizon of one draw. Columns are independent, so draws may
//           be given in any number of pieces.
// When      See docs/hierarchy.md. mint_shrink with residuals; t with a short history of them; wls_struct without any.
// Formula   the headers of reconciliation/.
// Never     adds noise, drops a node, returns NaN. What cannot be answered is an error with the node.
// Example   N = a + b, ŷ = (10, 4, 3): ols (9, 5, 4); bottom_up (7, 4, 3); wls_struct (8.5, 4.75, 3.75)
// Source    Athanasopoulos, Hyndman, Kourentzes and Panagiotelis (2024), "Forecast reconciliation: a review".
#pragma once

#include <dubao/hierarchy/reconciliation/error_covariance.hpp>
#include <dubao/hierarchy/reconciliation/non_negative.hpp>
#include <dubao/hierarchy/reconciliation/projection.hpp>
#include <dubao/hierarchy/reconciliation/proportions.hpp>
#include <dubao/hierarchy/reconciliation/separable.hpp>
#include <dubao/hierarchy/reconciliation/student.hpp>
#include <dubao/hierarchy/tree.hpp>

#include <Eigen/Core>
#include <cmath>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace dubao::hierarchy {

enum class Method : std::uint8_t {
  kBottomUp,
  kAverageProportions,
  kProportionsOfAverages,
  kForecastProportions,
  kOls,
  kWlsStructural,
  kWlsVariance,
  kMintSample,
  kMintShrink,
  kStudent
};

struct ReconcilerOptions {
  data::DrawMatrix residuals = {};  ///< periods × nodes; variance, MinT and t, and intervals
  data::DrawMatrix history = {};    ///< periods × nodes; proportions, and the prior of t
  Index season = 1;                 ///< season of the history, for the prior of t
  std::vector<Index> fixed = {};    ///< nodes held; projections only
  std::vector<Index> origins = {};  ///< proportions: nodes to share out from; empty = the roots
  bool non_negative = false;
};

/// The reconciled t distribution of one column of forecasts.
struct StudentScale {
  double degrees = 0.0;  ///< ν̃
  double scale = 0.0;    ///< C
};

class Reconciler {
 public:
  /// Throws what the parts throw, and InputError E-REC-013 where a method cannot hold nodes, E-REC-014 where residuals are
  /// needed and none are given.
  Reconciler(AggregationTree tree, Method method, ReconcilerOptions options = {})
      : tree_(std::move(tree)), method_(method), options_(std::move(options)) {
    const bool shares = method == Method::kBottomUp || method == Method::kAverageProportions ||
                        method == Method::kProportionsOfAverages || method == Method::kForecastProportions;
    if (shares && !options_.fixed.empty()) {
      throw InputError("E-REC-013", "fixed", "bottom-up and proportions cannot hold nodes",
                       "use a projection such as wls_struct or mint_shrink",
                       tree_.name(options_.fixed.front()));
    }
    const bool needs = method == Method::kWlsVariance || method == Method::kMintSample ||
                       method == Method::kMintShrink || method == Method::kStudent;
    if (needs && options_.residuals.size() == 0) {
      throw InputError("E-REC-014", "residuals", "the method needs the residuals of the base forecasts",
                       "give residuals, or use wls_struct or ols");
    }
    if (shares) {
      prepare_shares();
    } else {
      prepare_projection();
    }
  }
  Reconciler(const Reconciler&) = delete;
  Reconciler& operator=(const Reconciler&) = delete;

  [[nodiscard]] const AggregationTree& tree() const noexcept { return tree_; }
  [[nodiscard]] Method method() const noexcept { return method_; }
  [[nodiscard]] double shrinkage() const noexcept { return covariance_.shrinkage; }
  [[nodiscard]] double prior_degrees() const noexcept { return prior_degrees_; }
  [[nodiscard]] double posterior_degrees() const noexcept { return posterior_degrees_; }
  [[nodiscard]] const std::vector<std::string>& notes() const noexcept { return covariance_.notes; }

  /// Reconciles nodes × columns in place on `threads` threads (0 = all cores). Returns the certificate of the non-negative
  /// solution, all 0 without that condition. Throws InputError E-REC-007, ModelError E-REC-006, E-REC-011, E-REC-012,
  /// E-REC-015 (shares of a negative forecast with non_negative).
  // NOLINTNEXTLINE(performance-unnecessary-value-param): a Ref is a view that is written through
  Certificate apply(Eigen::Ref<data::DrawMatrix> values, int threads = 1) const {
    check_finite(tree_, values);
    Certificate total;
    std::mutex mutex;
    for_each_block(values, threads, [&](data::DrawMatrix& block, Index) {
      // In units of a power of two, so that no square of a variance leaves the range of doubles.
      const double unit = detail::power_of_two_unit(block.cwiseAbs().maxCoeff());
      block /= unit;
      const Certificate one = apply_block(block);
      block *= unit;
      const std::lock_guard<std::mutex> lock(mutex);
      total.include(one);
    });
    return total;
  }

  /// Standard errors of the reconciled forecasts from those of the base forecasts (nodes × horizons): the square roots of the
  /// diagonal of P W_h P', W_h with these standard errors and the shrunken correlations of the residuals. Throws InputError
  /// E-REC-014 without residuals, E-REC-016 for forecast proportions, which are not linear. O(nodes · cost of a column).
  [[nodiscard]] data::DrawMatrix standard_errors(const Eigen::Ref<const data::DrawMatrix>& base,
                                                 int threads = 1) const {
    check_finite(tree_, base);
    if (options_.residuals.size() == 0) {
      throw InputError("E-REC-014", "residuals", "intervals need the correlation of the errors",
                       "give residuals, or reconcile the draws");
    }
    if (method_ == Method::kForecastProportions) {
      throw InputError("E-REC-016", "method", "forecast proportions are not linear in the forecasts",
                       "reconcile the draws and take their quantiles");
    }
    const ErrorCovariance w = shrunk_covariance(tree_, options_.residuals);
    const Index nodes = tree_.size();
    const Eigen::VectorXd deviation = (w.diagonal + w.factor.rowwise().squaredNorm()).cwiseSqrt();
    const Eigen::VectorXd own = w.diagonal.cwiseSqrt().cwiseQuotient(deviation);
    const data::DrawMatrix common = deviation.cwiseInverse().asDiagonal() * w.factor;
    data::DrawMatrix out(nodes, base.cols());
    forecast::parallel_for(base.cols(), threads, [&](Index h) {
      Eigen::VectorXd squares = Eigen::VectorXd::Zero(nodes);
      const Index columns = nodes + common.cols();
      for (Index start = 0; start < columns; start += kBlock) {
        const Index width = std::min(kBlock, columns - start);
        data::DrawMatrix block = data::DrawMatrix::Zero(nodes, width);
        for (Index k = 0; k < width; ++k) {
          const Index column = start + k;
          if (column < nodes) {
            block(column, k) = base(column, h) * own[column];
          } else {
            block.col(k) = base.col(h).cwiseProduct(common.col(column - nodes));
          }
        }
        linear(block);
        squares += block.rowwise().squaredNorm();
      }
      out.col(h) = squares.cwiseSqrt();
    });
    return out;
  }

  /// t method only: degrees of freedom and scale of the reconciled distribution of every column of base forecasts.
  /// Throws InputError E-REC-017 for another method.
  [[nodiscard]] std::vector<StudentScale> student_scale(
      const Eigen::Ref<const data::DrawMatrix>& base) const {
    check_student();
    check_finite(tree_, base);
    const data::DrawMatrix gaps = tree_.gaps(base / covariance_.unit);
    data::DrawMatrix block = base / covariance_.unit;
    const data::DrawMatrix x = projection_->apply(block);
    const double degrees = posterior_degrees_ - static_cast<double>(tree_.leaves()) + 1.0 +
                           static_cast<double>(projection_->fixed().size());
    std::vector<StudentScale> out;
    for (Index c = 0; c < base.cols(); ++c) {
      out.push_back({degrees, (1.0 + std::max(0.0, gaps.col(c).dot(x.col(c)))) / degrees});
    }
    return out;
  }

  /// t method only: draws of the reconciled distribution around base forecasts (nodes × horizons), one-step errors at every
  /// horizon. Returns nodes × (draws · horizons), column d · horizons + h. Negative leaves are projected where asked for.
  [[nodiscard]] data::DrawMatrix student_draws(const Eigen::Ref<const data::DrawMatrix>& base, Index draws,
                                               std::uint64_t seed, int threads = 1) const {
    const std::vector<StudentScale> scales = student_scale(base);
    const Index horizons = base.cols();
    data::DrawMatrix out(tree_.size(), draws * horizons);
    data::DrawMatrix centre = base;
    projection_->apply(centre);
    for_each_block(out, threads, [&](data::DrawMatrix& block, Index first) {
      data::DrawMatrix own(tree_.size(), block.cols());
      data::DrawMatrix common(covariance_.factor.cols(), block.cols());
      Eigen::VectorXd stretch(block.cols());
      for (Index k = 0; k < block.cols(); ++k) {
        const Index column = first + k;
        const StudentScale& at = scales[static_cast<std::size_t>(column % horizons)];
        data::RandomStream random(seed, data::hash_key("reconciliation.t"),
                                  static_cast<std::uint64_t>(column));
        stretch[k] =
            covariance_.unit * std::sqrt(at.scale * at.degrees / detail::chi_squared(at.degrees, random));
        for (Index i = 0; i < own.rows(); ++i) own(i, k) = random.normal();
        for (Index i = 0; i < common.rows(); ++i) common(i, k) = random.normal();
      }
      data::DrawMatrix errors = projection_->conditional_errors(own, common);
      projection_->apply(errors);
      for (Index k = 0; k < block.cols(); ++k) {
        block.col(k) = centre.col((first + k) % horizons) + stretch[k] * errors.col(k);
      }
      if (positive_) positive_->apply(block);
      tree_.aggregate(block);
    });
    return out;
  }

 private:
  void check_student() const {
    if (method_ == Method::kStudent) return;
    throw InputError("E-REC-017", "method", "only the t method has a distribution of its own",
                     "use method t, or reconcile draws of the base forecasts");
  }

  void prepare_shares() {
    std::vector<Index> origins = options_.origins;
    if (method_ == Method::kBottomUp) {
      origins.clear();
      for (Index i = tree_.aggregates(); i < tree_.size(); ++i) origins.push_back(i);
    } else if (origins.empty()) {
      origins = tree_.roots();
    }
    const Proportions how = method_ == Method::kForecastProportions     ? Proportions::kForecastProportions
                            : method_ == Method::kProportionsOfAverages ? Proportions::kProportionsOfAverages
                                                                        : Proportions::kAverageProportions;
    shares_ = std::make_unique<ShareOut>(tree_, origins, how, options_.history);
  }

  void prepare_projection() {
    const bool fits = method_ == Method::kOls || method_ == Method::kWlsStructural;
    if (fits && !options_.non_negative && options_.fixed.empty() && !tree_.grid().empty() &&
        tree_.aggregates() >= kSeparableSums) {
      separable_ = std::make_unique<SeparableProjection>(tree_, method_ == Method::kWlsStructural);
      return;
    }
    switch (method_) {
      case Method::kOls:
        covariance_ = identity_covariance(tree_);
        break;
      case Method::kWlsVariance:
        covariance_ = variance_covariance(tree_, options_.residuals);
        break;
      case Method::kMintSample:
        covariance_ = sample_covariance(tree_, options_.residuals);
        break;
      case Method::kMintShrink:
        covariance_ = shrunk_covariance(tree_, options_.residuals);
        break;
      case Method::kStudent: {
        StudentCovariance student =
            student_covariance(tree_, options_.residuals, options_.history, options_.season);
        covariance_ = std::move(student.covariance);
        prior_degrees_ = student.prior_degrees;
        posterior_degrees_ = student.posterior_degrees;
        break;
      }
      default:
        covariance_ = structural_covariance(tree_);
    }
    projection_ = std::make_unique<CoherentProjection>(tree_, covariance_, options_.fixed);
    if (options_.non_negative) positive_ = std::make_unique<NonNegativeProjection>(*projection_);
  }

  void linear(data::DrawMatrix& block) const {
    if (shares_) {
      shares_->apply(block);
    } else if (separable_) {
      separable_->apply(block);
    } else {
      projection_->apply(block);
    }
  }

  Certificate apply_block(data::DrawMatrix& block) const {
    if (positive_) return positive_->apply(block);
    if (shares_ && method_ == Method::kBottomUp && options_.non_negative) {
      // The leaves' errors are independent and the aggregates carry no weight: the nearest point is the leaf cut at 0.
      block.bottomRows(tree_.leaves()) = block.bottomRows(tree_.leaves()).cwiseMax(0.0).eval();
    }
    linear(block);
    if (options_.non_negative) {
      for (Index i = tree_.aggregates(); i < tree_.size(); ++i) {
        if (block.row(i).minCoeff() >= 0.0) continue;
        throw ModelError("E-REC-015", "non_negative", "its share of a forecast is negative",
                         "use a projection such as wls_struct, which can keep leaves at zero", tree_.name(i));
      }
    }
    return {};
  }

  AggregationTree tree_;
  Method method_;
  ReconcilerOptions options_;
  ErrorCovariance covariance_;
  double prior_degrees_ = std::numeric_limits<double>::quiet_NaN();
  double posterior_degrees_ = std::numeric_limits<double>::quiet_NaN();
  std::unique_ptr<CoherentProjection> projection_;
  std::unique_ptr<SeparableProjection> separable_;
  std::unique_ptr<NonNegativeProjection> positive_;
  std::unique_ptr<ShareOut> shares_;
};

}  // namespace dubao::hierarchy
