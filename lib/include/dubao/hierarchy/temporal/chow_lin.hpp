// SPDX-License-Identifier: Apache-2.0
//
// Chow–Lin and its relatives: the low-frequency relation to indicators, spread over the high-frequency periods.
//
// When      Annual values, quarterly indicators, and the relation between them is to be estimated, with standard errors.
// When not  Fewer than about ten years for one indicator; an indicator that has nothing to do with the target: the
//           quarters inside a year are then the model's, not the data's.
// Formula   x = Xβ + u, cov(u) = σ² V(ρ), y = C x:   W = C V C',
//           β̂ = (X'C'W⁻¹CX)⁻¹ X'C'W⁻¹y,   x̂ = Xβ̂ + V C' W⁻¹ (y − CXβ̂)
//           cov(x̂ − x) = σ² (V − V C'W⁻¹C V) + A cov(β̂) A',  A = X − V C'W⁻¹C X
//           Chow–Lin   u_t = ρ u_{t−1} + e_t, stationary;     Fernández  u_t = u_{t−1} + e_t, u_0 = 0;
//           Litterman  Δu_t = ρ Δu_{t−1} + e_t, u_0 = 0
//           ρ in [0, 0.999] by exact maximum likelihood: −2 log L = N log(S/N) + log |W| + const, S = û'W⁻¹û
// Draws     ρ from its posterior on a grid (flat prior, β and log σ flat), then σ, β and u given y: every path adds up to
//           the low-frequency values.
// Extrapolation  periods after the last year: X β̂ and what is left of the last residual.
// Example   an indicator that is half the target exactly: β = 2, x̂ = 2 X, whatever ρ
// Source    Chow and Lin (1971); Bournay and Laroque (1979); Fernández (1981); Litterman (1983). Oracle: the formulas in
//           R with explicit inverses, tests/golden/scripts/temporal.R.
#pragma once

#include <dubao/data/draws.hpp>
#include <dubao/data/random.hpp>
#include <dubao/hierarchy/temporal/aggregation.hpp>
#include <dubao/models/detail/fitted_base.hpp>

#include <Eigen/Cholesky>
#include <Eigen/Core>
#include <Eigen/QR>
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <string>
#include <utility>
#include <vector>

namespace dubao::hierarchy {

enum class TemporalRegression : std::uint8_t { kChowLin, kFernandez, kLitterman };

/// Upper end of ρ, and points at which the likelihood is looked at before it is refined between two of them.
inline constexpr double kLargestRho = 0.999;
inline constexpr int kRhoGrid = 112;
/// Width at which the search for ρ ends.
inline constexpr double kRhoTolerance = 1e-10;
/// Relative size below which an indicator counts as a combination of the others.
inline constexpr double kIndependentIndicator = 1e-10;

/// Everything at one ρ. Cost O(n² N) to make.
class TemporalFit {
 public:
  TemporalFit(TemporalRegression kind, const TemporalConstraint& constraint, const Eigen::MatrixXd& x,
              double rho)
      : rho_(rho) {
    const Eigen::Index n = x.rows();
    const Eigen::Index rows = constraint.matrix.rows();
    factor_ = innovations(kind, n, rho);
    const Eigen::MatrixXd cl = constraint.matrix * factor_;
    const Eigen::LLT<Eigen::MatrixXd> w(cl * cl.transpose());
    good_ = w.info() == Eigen::Success;
    if (!good_) return;
    const Eigen::MatrixXd cx = constraint.matrix * x;
    // W^{-1/2} of both sides: ordinary least squares, columns scaled to length one.
    Eigen::MatrixXd design = w.matrixL().solve(cx);
    const Eigen::VectorXd target = w.matrixL().solve(constraint.values);
    const Eigen::VectorXd length = design.colwise().norm();
    good_ = length.size() == 0 || (length.array() > 0.0).all();
    if (!good_) return;
    design = design * length.cwiseInverse().asDiagonal();
    Eigen::ColPivHouseholderQR<Eigen::MatrixXd> qr(design);
    qr.setThreshold(kIndependentIndicator);
    good_ = qr.rank() == x.cols();
    if (!good_) return;
    beta_ = length.cwiseInverse().asDiagonal() * qr.solve(target).eval();
    const Eigen::VectorXd residual = target - design * (length.asDiagonal() * beta_);
    sum_of_squares_ = residual.squaredNorm();
    // X = Q R P': cov(β) = σ² B B', B = diag(1/length) P R⁻¹
    const Eigen::Index k = x.cols();
    const Eigen::MatrixXd r = qr.matrixQR().topLeftCorner(k, k).triangularView<Eigen::Upper>();
    const Eigen::MatrixXd inverse =
        r.triangularView<Eigen::Upper>().solve(Eigen::MatrixXd::Identity(k, k)).eval();
    beta_factor_ = length.cwiseInverse().asDiagonal() * (qr.colsPermutation() * inverse).eval();
    log_design_ = 2.0 * (r.diagonal().cwiseAbs().array().log().sum() + length.array().log().sum());
    log_w_ = 2.0 * w.matrixLLT().diagonal().array().log().sum();
    // V C' W⁻¹
    spread_ = factor_ * w.solve(cl).transpose();
    mean_ = x * beta_;
    mean_ += spread_ * (constraint.values - constraint.matrix * mean_);
    mean_ += spread_ * (constraint.values - constraint.matrix * mean_);
    path_of_beta_ = x - spread_ * cx;
    const double count = static_cast<double>(rows);
    deviance_ =
        count * std::log(std::max(sum_of_squares_, std::numeric_limits<double>::min()) / count) + log_w_;
  }

  [[nodiscard]] bool is_good() const noexcept { return good_; }
  [[nodiscard]] double rho() const noexcept { return rho_; }
  /// −2 log L without constants.
  [[nodiscard]] double deviance() const noexcept { return deviance_; }
  [[nodiscard]] double sum_of_squares() const noexcept { return sum_of_squares_; }
  [[nodiscard]] const Eigen::VectorXd& beta() const noexcept { return beta_; }
  [[nodiscard]] const Eigen::VectorXd& mean() const noexcept { return mean_; }
  /// Logarithm of the marginal posterior density of ρ, β and log σ integrated out.
  [[nodiscard]] double log_posterior(Index degrees_of_freedom) const {
    return -0.5 * (static_cast<double>(degrees_of_freedom) *
                       std::log(std::max(sum_of_squares_, std::numeric_limits<double>::min())) +
                   log_w_ + log_design_);
  }
  /// Standard errors of β for σ = 1.
  [[nodiscard]] Eigen::VectorXd beta_deviation() const { return beta_factor_.rowwise().norm(); }
  /// Standard errors of the path for σ = 1.
  [[nodiscard]] Eigen::VectorXd path_deviation(const TemporalConstraint& constraint) const {
    const Eigen::MatrixXd rest = factor_ - spread_ * (constraint.matrix * factor_);
    const Eigen::MatrixXd beta = path_of_beta_ * beta_factor_;
    return (rest.rowwise().squaredNorm() + beta.rowwise().squaredNorm()).cwiseSqrt();
  }
  /// One path: sigma and streams of normals given.
  [[nodiscard]] Eigen::VectorXd draw(const TemporalConstraint& constraint, double sigma,
                                     data::RandomStream& random) const {
    Eigen::VectorXd z(factor_.rows());
    Eigen::VectorXd b(beta_.size());
    for (Eigen::Index i = 0; i < b.size(); ++i) b[i] = random.normal();
    for (Eigen::Index i = 0; i < z.size(); ++i) z[i] = random.normal();
    const Eigen::VectorXd u = factor_ * z;
    Eigen::VectorXd path =
        mean_ + sigma * (u - spread_ * (constraint.matrix * u) + path_of_beta_ * (beta_factor_ * b));
    path += spread_ * (constraint.values - constraint.matrix * path);
    return path;
  }

 private:
  // Lower triangular L with V = L L'.
  [[nodiscard]] static Eigen::MatrixXd innovations(TemporalRegression kind, Eigen::Index n, double rho) {
    Eigen::MatrixXd out = Eigen::MatrixXd::Zero(n, n);
    // Response of u to one innovation, 0, 1, … periods later.
    std::vector<double> response(static_cast<std::size_t>(n), 1.0);
    double power = 1.0;
    for (std::size_t lag = 1; lag < response.size(); ++lag) {
      power *= rho;
      if (kind == TemporalRegression::kChowLin) response[lag] = power;
      if (kind == TemporalRegression::kLitterman) response[lag] = response[lag - 1] + power;
    }
    for (Eigen::Index j = 0; j < n; ++j) {
      for (Eigen::Index i = j; i < n; ++i) out(i, j) = response[static_cast<std::size_t>(i - j)];
    }
    // A stationary process begins with its own variance.
    if (kind == TemporalRegression::kChowLin) out.col(0) /= std::sqrt(1.0 - rho * rho);
    return out;
  }

  double rho_;
  bool good_ = false;
  double deviance_ = std::numeric_limits<double>::infinity();
  double sum_of_squares_ = 0.0;
  double log_design_ = 0.0;
  double log_w_ = 0.0;
  Eigen::VectorXd beta_;
  Eigen::VectorXd mean_;
  Eigen::MatrixXd factor_;
  Eigen::MatrixXd beta_factor_;
  Eigen::MatrixXd spread_;
  Eigen::MatrixXd path_of_beta_;
};

/// ρ of largest likelihood: a grid that is finer toward one, then golden sections beside its best point.
[[nodiscard]] inline TemporalFit fit_temporal(TemporalRegression kind, const TemporalConstraint& constraint,
                                              const Eigen::MatrixXd& x) {
  if (kind == TemporalRegression::kFernandez) return {kind, constraint, x, 0.0};
  const auto at = [&](double rho) { return TemporalFit(kind, constraint, x, rho); };
  const auto point = [](int i) {
    const double rest = 1.0 - static_cast<double>(std::clamp(i, 0, kRhoGrid)) / kRhoGrid;
    return kLargestRho * (1.0 - rest * rest);
  };
  int best = 0;
  double lowest = std::numeric_limits<double>::infinity();
  for (int i = 0; i <= kRhoGrid; ++i) {
    const double deviance = at(point(i)).deviance();
    if (deviance < lowest) {
      lowest = deviance;
      best = i;
    }
  }
  double low = point(best - 1);
  double high = point(best + 1);
  constexpr double kGolden = 0.61803398874989485;
  double a = high - kGolden * (high - low);
  double b = low + kGolden * (high - low);
  double at_a = at(a).deviance();
  double at_b = at(b).deviance();
  while (high - low > kRhoTolerance) {
    if (at_a <= at_b) {
      high = b;
      b = a;
      at_b = at_a;
      a = high - kGolden * (high - low);
      at_a = at(a).deviance();
    } else {
      low = a;
      a = b;
      at_a = at_b;
      b = low + kGolden * (high - low);
      at_b = at(b).deviance();
    }
  }
  TemporalFit out = at(0.5 * (low + high));
  // The ends of the range are points of their own.
  for (const double end : {0.0, kLargestRho}) {
    TemporalFit other = at(end);
    if (other.deviance() <= out.deviance()) out = std::move(other);
  }
  return out;
}

}  // namespace dubao::hierarchy
