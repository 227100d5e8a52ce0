// SPDX-License-Identifier: Apache-2.0
//
// ArmaProblem: the exact Gaussian likelihood of a regression with ARMA errors as least squares.
//
// Formula   −2 log L = n log Σ r² + constant,  r = G · P e,  G = exp((Σ log v_t + log |M'V⁻¹M|) / 2n)
//           e: standardised innovations of w; P projects off those of the columns (regression effects and, where
//           values are missing, their indicators M); n: observations used.
// Search    coordinates in the order ar, ma, seasonal ar, seasonal ma: autoregressive partial autocorrelations as sin u,
//           since the likelihood goes like √(1 − π²) near the edge and is smooth in u; moving-average ones as they are,
//           closed at ±1, where many optima lie and where the likelihood is flat in π.
// Derivative  of P e in the directions that matter (Kaufman 1975): P (de − dE b), exact for the gradient; one filter
//           pass with dual numbers for four coordinates, whatever the number of columns.
// Example   estimate.hpp
// Source    Golub and Pereyra (1973); Kaufman (1975); de Jong (1991) for the determinant of the indicators.
#pragma once

#include <dubao/models/arima/design.hpp>
#include <dubao/models/arima/factorization.hpp>
#include <dubao/optim/jet.hpp>
#include <dubao/optim/projection.hpp>

#include <Eigen/Core>
#include <algorithm>
#include <cmath>
#include <vector>

namespace dubao::models::arima {

/// Least distance of an autoregressive partial autocorrelation from ±1: √(1 − π²) ≥ 1e-4.
inline constexpr double kLeastCosine = 1e-4;

/// Plain evaluation: whitened columns, projection, coefficients. Shared by the search, the fit and the posterior.
class Whitened {
 public:
  /// extra: rows beyond the data, for forecasts.
  void reset(const ArimaOrder& order, const Design& design, int extra = 0) {
    design_ = &design;
    factor_.resize(design.rows + extra, order.ar_degree(), order.ma_degree());
    padded_.assign(detail::at(design.rows + extra), 0.0);
    work_.resize(padded_.size());
    residuals_.resize(detail::at(design.rows));
    coefficients_.assign(detail::at(design.count), 0.0);
    tail_ = std::max(order.ma_degree(), order.ar_degree() - 1);
    tails_.assign(detail::at(design.count + 1) * detail::at(tail_), 0.0);
  }
  /// Factors, filters every column, projects. False where the point cannot be evaluated.
  [[nodiscard]] bool evaluate(const Polynomials<double>& polynomials) {
    const Design& d = *design_;
    if (!factor_.factor(polynomials)) return false;
    log_determinant_ = factor_.log_determinant();
    for (int t = d.rows; t < factor_.rows(); ++t) log_determinant_ -= std::log(factor_.variance(t));
    basis_.reset(d.rows, std::max(d.count, 1));
    log_missing_ = 0.0;
    rank_missing_ = 0;
    for (int j = 0; j < d.count; ++j) {
      whiten(d.column(j), basis_.next(), j);
      basis_.push();
      if (j + 1 == d.missing) {
        log_missing_ = basis_.log_determinant();
        rank_missing_ = basis_.rank();
      }
    }
    whiten(d.w.data(), residuals_.data(), d.count);
    basis_.project_off(residuals_.data(), coefficients_.data());
    return true;
  }
  /// Whitens one column of design.rows values; slot ≥ 0: keeps its last innovations there.
  void whiten(const double* x, double* out, int slot) {
    const int rows = design_->rows;
    if (factor_.rows() == rows) {
      factor_.filter(x, work_.data());
    } else {
      std::copy(x, x + rows, padded_.begin());
      factor_.filter(padded_.data(), work_.data());
    }
    std::copy(work_.data(), work_.data() + rows, out);
    if (slot < 0) return;
    double* tail = tails_.data() + static_cast<std::ptrdiff_t>(slot) * tail_;
    for (int k = 1; k <= std::min(tail_, rows); ++k)
      tail[k - 1] = factor_.innovations()[detail::at(rows - k)];
  }
  [[nodiscard]] double sum_of_squares() const noexcept {
    double sum = 0.0;
    for (const double r : residuals_) sum += r * r;
    return sum;
  }
  /// Σ log v_t.
  [[nodiscard]] double log_determinant() const noexcept { return log_determinant_; }
  /// Σ log v_t + log |M'V⁻¹M|.
  [[nodiscard]] double log_scale() const noexcept { return log_determinant_ + log_missing_; }
  /// Observations that count: rows less the missing values.
  [[nodiscard]] int used() const noexcept { return design_->rows - rank_missing_; }
  [[nodiscard]] const std::vector<double>& residuals() const noexcept { return residuals_; }
  [[nodiscard]] const std::vector<double>& coefficients() const noexcept { return coefficients_; }
  [[nodiscard]] const optim::OrthogonalBasis& basis() const noexcept { return basis_; }
  [[nodiscard]] const Factorization<double>& factor() const noexcept { return factor_; }
  /// e_{n−k} of column j (j = count: of w), k ≥ 1.
  [[nodiscard]] double tail(int j, int k) const noexcept {
    return tails_[detail::at(j) * detail::at(tail_) + detail::at(k - 1)];
  }

 private:
  const Design* design_ = nullptr;
  Factorization<double> factor_;
  optim::OrthogonalBasis basis_;
  int tail_ = 0;
  int rank_missing_ = 0;
  double log_determinant_ = 0.0;
  double log_missing_ = 0.0;
  std::vector<double> padded_;
  std::vector<double> work_;
  std::vector<double> residuals_;
  std::vector<double> coefficients_;
  std::vector<double> tails_;
};

/// Whether coordinate i is autoregressive (an angle).
[[nodiscard]] inline bool is_angle(const ArimaOrder& order, int i) noexcept {
  return i < order.p || (i >= order.p + order.q && i < order.p + order.q + order.P);
}
/// Largest size of coordinate i.
[[nodiscard]] inline double coordinate_bound(const ArimaOrder& order, int i) noexcept {
  return is_angle(order, i) ? std::acos(kLeastCosine) : 1.0;
}

/// Width: 4, 8 or Eigen::Dynamic; coordinates beyond order.arma() are unused and have no effect.
template <int Width>
class ArmaProblem {
 public:
  static constexpr int kParameters = Width;

  ArmaProblem(const ArimaOrder& order, const Design& design)
      : order_(order),
        design_(design),
        maker_(order),
        dual_maker_(order),
        partials_(detail::at(order.arma())),
        dual_partials_(detail::at(order.arma())),
        rest_(detail::at(design.rows)),
        dual_(detail::at(design.rows)),
        column_(detail::at(design.rows)) {
    plain_.reset(order, design);
    dual_factor_.resize(design.rows, order.ar_degree(), order.ma_degree());
  }

  [[nodiscard]] int parameters() const noexcept { return Width == Eigen::Dynamic ? order_.arma() : Width; }
  [[nodiscard]] int residuals() const noexcept { return design_.rows; }
  [[nodiscard]] const Whitened& plain() const noexcept { return plain_; }

  bool operator()(const double* u, double* residuals, double* jacobian) {
    const int count = order_.arma();
    for (int i = 0; i < count; ++i) {
      partials_[detail::at(i)] = is_angle(order_, i) ? std::sin(u[i]) : u[i];
    }
    if (!plain_.evaluate(maker_(partials_.data()))) return false;
    const double used = plain_.used();
    const double geometric = std::exp(plain_.log_scale() / (2.0 * used));
    const int rows = design_.rows;
    for (int t = 0; t < rows; ++t) residuals[t] = geometric * plain_.residuals()[detail::at(t)];
    if (jacobian == nullptr) return true;
    std::fill(jacobian, jacobian + static_cast<std::ptrdiff_t>(parameters()) * rows, 0.0);
    // What is left of w at these coefficients: its filter is the residual, its derivative that of the residual.
    std::copy(design_.w.begin(), design_.w.end(), rest_.begin());
    for (int j = 0; j < design_.count; ++j) {
      const double b = plain_.coefficients()[detail::at(j)];
      const double* x = design_.column(j);
      for (int t = 0; t < rows; ++t) rest_[detail::at(t)] -= b * x[t];
    }
    for (int first = 0; first < count; first += optim::kDualWidth) {
      if (!differentiate(u, first, std::min(first + optim::kDualWidth, count), geometric, used, jacobian)) {
        return false;
      }
    }
    return true;
  }

 private:
  bool differentiate(const double* u, int first, int last, double geometric, double used, double* jacobian) {
    using std::sin;
    const int rows = design_.rows;
    for (int i = 0; i < order_.arma(); ++i) {
      optim::Dual x = i >= first && i < last ? optim::variable(u[i], i - first) : optim::Dual(u[i]);
      dual_partials_[detail::at(i)] = is_angle(order_, i) ? sin(x) : x;
    }
    if (!dual_factor_.factor(dual_maker_(dual_partials_.data()))) return false;
    dual_factor_.filter(rest_.data(), dual_.data());
    for (int i = first; i < last; ++i) {
      double* out = jacobian + static_cast<std::ptrdiff_t>(i) * rows;
      for (int t = 0; t < rows; ++t) out[t] = optim::partial(dual_[detail::at(t)], i - first);
      plain_.basis().project_off(out);
      log_slope_[i - first] = optim::partial(dual_factor_.log_determinant(), i - first);
    }
    if (design_.missing > 0) add_missing_slope(first, last);
    for (int i = first; i < last; ++i) {
      double* out = jacobian + static_cast<std::ptrdiff_t>(i) * rows;
      const double slope = geometric * log_slope_[i - first] / (2.0 * used);
      for (int t = 0; t < rows; ++t) {
        out[t] = geometric * out[t] + slope * plain_.residuals()[detail::at(t)];
      }
    }
    return true;
  }
  // d log |E'E| = 2 tr((E'E)⁻¹ E'dE), E the whitened indicators.
  void add_missing_slope(int first, int last) {
    missing_.reset(design_.rows, design_.missing);
    for (int j = 0; j < design_.missing; ++j) {
      plain_.whiten(design_.column(j), missing_.next(), -1);
      missing_.push();
    }
    shares_.resize(detail::at(design_.missing));
    for (int j = 0; j < design_.missing; ++j) {
      dual_factor_.filter(design_.column(j), dual_.data());
      for (int i = first; i < last; ++i) {
        for (int t = 0; t < design_.rows; ++t) {
          column_[detail::at(t)] = optim::partial(dual_[detail::at(t)], i - first);
        }
        missing_.project_off(column_.data(), shares_.data());
        log_slope_[i - first] += 2.0 * shares_[detail::at(j)];
      }
    }
  }

  ArimaOrder order_;
  const Design& design_;
  PolynomialMaker<double> maker_;
  PolynomialMaker<optim::Dual> dual_maker_;
  Whitened plain_;
  Factorization<optim::Dual> dual_factor_;
  optim::OrthogonalBasis missing_;
  std::vector<double> partials_;
  std::vector<optim::Dual> dual_partials_;
  std::vector<double> rest_;
  std::vector<optim::Dual> dual_;
  std::vector<double> column_;
  std::vector<double> shares_;
  double log_slope_[optim::kDualWidth] = {};
};

}  // namespace dubao::models::arima
