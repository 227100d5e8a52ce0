// SPDX-License-Identifier: Apache-2.0
//
// From a model to what a search minimises: values of a templated functor with exact derivatives, and residuals that carry
// weights and a robust loss.
//
// What      FunctorValues evaluates `model(x, b)` row by row, once with double and once with dual numbers.
//           Residuals turns values f(b) into u_t with Σ u_t² = Σ ρ(w_t (f_t − y_t)²).
// Formula   r_t = √w_t (f_t(b) − y_t);   u_t = sign(r_t) √ρ(r_t²),   du/dr = ρ'(r²) |r| / |u|
// Example   f = b, y = 3, w = 4, no loss, at b = 5: u = 4, du/db = 2
// Source    Griewank and Walther (2008), chapter 3, for dual numbers.
#pragma once

#include <dubao/optim/robust_loss.hpp>
#include <dubao/optim/vector_function.hpp>

#include <Eigen/Core>
#include <array>
#include <cmath>
#include <utility>

namespace dubao::regression {

/// One row an observation, one column a variable; a row is contiguous.
using Rows = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

/// Model: `static constexpr int kParameters` and `template <typename T> T operator()(const double* x, const T* b) const`,
/// written with unqualified exp, log, pow … so that it works on dual numbers.
template <typename Model>
class FunctorValues final : public optim::VectorFunction {
 public:
  static constexpr int kParameters = Model::kParameters;
  using Dual = optim::DualOf<kParameters>;

  FunctorValues(Model model, Rows x) : model_(std::move(model)), x_(std::move(x)) {}

  [[nodiscard]] Eigen::Index parameters() const override { return kParameters; }
  [[nodiscard]] Eigen::Index size() const override { return x_.rows(); }
  [[nodiscard]] bool has_one_grade() const override { return true; }
  bool evaluate(const Eigen::VectorXd& b, Eigen::VectorXd& values) override {
    for (Eigen::Index t = 0; t < x_.rows(); ++t) values[t] = model_(x_.data() + t * x_.cols(), b.data());
    return optim::all_finite(values);
  }
  bool differentiate(const Eigen::VectorXd& b, const Eigen::VectorXd& /*values*/, Eigen::MatrixXd& jacobian,
                     optim::Grade /*grade*/) override {
    std::array<Dual, static_cast<std::size_t>(kParameters)> variables;
    for (int i = 0; i < kParameters; ++i) variables[static_cast<std::size_t>(i)] = Dual(b[i], i);
    for (Eigen::Index t = 0; t < x_.rows(); ++t) {
      const Dual value = model_(x_.data() + t * x_.cols(), variables.data());
      jacobian.row(t) = value.v.transpose();
    }
    return optim::all_finite(jacobian);
  }

 private:
  Model model_;
  Rows x_;
};

class Residuals final : public optim::VectorFunction {
 public:
  /// root_weights: √w_t, empty for equal weights. The values are used, not copied.
  Residuals(optim::VectorFunction& values, Eigen::VectorXd y, Eigen::VectorXd root_weights)
      : values_(values), y_(std::move(y)), root_(std::move(root_weights)), f_(y_.size()) {}

  /// A loss with its constant in the unit of the weighted residuals; kNone takes it off.
  void set_loss(optim::RobustLoss loss, double tuning) {
    loss_ = loss;
    tuning_ = tuning;
  }
  [[nodiscard]] Eigen::Index parameters() const override { return values_.parameters(); }
  [[nodiscard]] Eigen::Index size() const override { return y_.size(); }
  [[nodiscard]] bool has_one_grade() const override { return values_.has_one_grade(); }
  [[nodiscard]] double jacobian_error() const override { return values_.jacobian_error(); }

  bool evaluate(const Eigen::VectorXd& b, Eigen::VectorXd& residuals) override {
    if (!values_.evaluate(b, residuals)) return false;
    residuals -= y_;
    if (root_.size() > 0) residuals.array() *= root_.array();
    if (loss_ != optim::RobustLoss::kNone) {
      for (double& r : residuals) {
        r = std::copysign(std::sqrt(optim::robust_loss(loss_, tuning_, r * r).value), r);
      }
    }
    return optim::all_finite(residuals);
  }
  bool differentiate(const Eigen::VectorXd& b, const Eigen::VectorXd& residuals, Eigen::MatrixXd& jacobian,
                     optim::Grade grade) override {
    const bool plain = loss_ == optim::RobustLoss::kNone;
    if (plain) {
      f_ = residuals;
      if (root_.size() > 0) f_.array() /= root_.array();
      f_ += y_;
    } else if (!values_.evaluate(b, f_)) {
      return false;
    }
    if (!values_.differentiate(b, f_, jacobian, grade)) return false;
    if (root_.size() > 0) jacobian.array().colwise() *= root_.array();
    if (plain) return true;
    for (Eigen::Index t = 0; t < y_.size(); ++t) {
      const double r = (root_.size() > 0 ? root_[t] : 1.0) * (f_[t] - y_[t]);
      const double u = std::abs(residuals[t]);
      if (u > 0.0) jacobian.row(t) *= optim::robust_loss(loss_, tuning_, r * r).first * std::abs(r) / u;
    }
    return true;
  }

 private:
  optim::VectorFunction& values_;
  Eigen::VectorXd y_;
  Eigen::VectorXd root_;
  Eigen::VectorXd f_;
  optim::RobustLoss loss_ = optim::RobustLoss::kNone;
  double tuning_ = 0.0;
};

}  // namespace dubao::regression
