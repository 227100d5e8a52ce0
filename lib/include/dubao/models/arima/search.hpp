// SPDX-License-Identifier: Apache-2.0
//
// Search: which orders are tried, and which is kept.
//
// Stepwise  Hyndman and Khandakar (2008) as R's auto.arima does it: four starting models, one without the constant, then
//           neighbours in a fixed order; the first that is better becomes the centre. Every model R would visit from the
//           same centre is visited, with the exact likelihood.
// Exhaustive  all orders with p + q + P + Q ≤ max_order, with and without the constant.
// Refused   models with a root of modulus below kLeastRoot, as R does: they forecast like a simpler one.
// Effort    A model whose rough optimum is clearly worse than the best so far is not refined (SearchOptions::target).
// Source    Hyndman and Khandakar (2008), Journal of Statistical Software 27(3). Oracle: R forecast 8.20.
#pragma once

#include <dubao/models/arima/estimate.hpp>
#include <dubao/models/arima/ladder.hpp>

#include <array>
#include <limits>
#include <optional>
#include <utility>
#include <vector>

namespace dubao::models::arima {

/// Least modulus of a root that is accepted.
inline constexpr double kLeastRoot = 1.01;
/// Most models of a stepwise search, R's nmodels.
inline constexpr std::size_t kMostModels = 94;

/// Limits of the search; defaults are those of R's auto.arima.
struct SearchLimits {
  int max_p = 5;
  int max_q = 5;
  int max_P = 2;
  int max_Q = 2;
  int max_order = 5;  ///< of p + q + P + Q, exhaustive search only
  int start_p = 2;
  int start_q = 2;
  int start_P = 1;
  int start_Q = 1;
};

/// Whether the expanded polynomials of an estimate have all roots beyond kLeastRoot.
[[nodiscard]] inline bool is_admissible(const Estimate& estimate) {
  PolynomialMaker<double> maker(estimate.order);
  const Polynomials<double>& polynomials = maker(partials_of(estimate.order, estimate.u).data());
  std::vector<double> ma = polynomials.ma;
  for (double& c : ma) c = -c;
  return has_roots_outside(polynomials.ar, kLeastRoot) && has_roots_outside(ma, kLeastRoot);
}

class OrderSearch {
 public:
  struct Visit {
    Estimate estimate;
    double score = std::numeric_limits<double>::infinity();
  };

  /// base: differences, season length; designs with and without the constant are made as needed. allow_constant: a mean
  /// (no difference) or a drift (one) may be used.
  OrderSearch(const ArimaOrder& base, const SearchLimits& limits, bool allow_constant,
              const detail::Prepared& series, const Working& working, const data::Regressors& regressors)
      : base_(base),
        limits_(limits),
        allow_constant_(allow_constant && base.d + base.D <= 1),
        series_(series),
        working_(working),
        regressors_(regressors) {
    base_.mean = base_.drift = false;
  }

  /// The best model; empty when none was admissible.
  [[nodiscard]] std::optional<Visit> stepwise() {
    const bool seasonal = base_.season_length > 1;
    const bool constant = allow_constant_;
    int p = std::min(limits_.start_p, limits_.max_p);
    int q = std::min(limits_.start_q, limits_.max_q);
    int P = seasonal ? std::min(limits_.start_P, limits_.max_P) : 0;
    int Q = seasonal ? std::min(limits_.start_Q, limits_.max_Q) : 0;
    (void)visit(p, q, P, Q, constant);
    (void)visit(0, 0, 0, 0, constant);
    const int first_seasonal_ar = seasonal && limits_.max_P > 0 ? 1 : 0;
    const int first_seasonal_ma = seasonal && limits_.max_Q > 0 ? 1 : 0;
    if (limits_.max_p > 0 || first_seasonal_ar > 0)
      (void)visit(limits_.max_p > 0 ? 1 : 0, 0, first_seasonal_ar, 0, constant);
    if (limits_.max_q > 0 || first_seasonal_ma > 0)
      (void)visit(0, limits_.max_q > 0 ? 1 : 0, 0, first_seasonal_ma, constant);
    if (constant) (void)visit(0, 0, 0, 0, false);
    while (visited_.size() < kMostModels && improve()) {
    }
    return finish();
  }

  [[nodiscard]] std::optional<Visit> exhaustive() {
    const bool seasonal = base_.season_length >= 2;
    for (int p = 0; p <= limits_.max_p; ++p) {
      for (int q = 0; q <= limits_.max_q; ++q) {
        for (int P = 0; P <= (seasonal ? limits_.max_P : 0); ++P) {
          for (int Q = 0; Q <= (seasonal ? limits_.max_Q : 0); ++Q) {
            if (p + q + P + Q > limits_.max_order) continue;
            for (int constant = 0; constant <= (allow_constant_ ? 1 : 0); ++constant) {
              (void)visit(p, q, P, Q, constant == 1);
            }
          }
        }
      }
    }
    return finish();
  }
  /// Only the model without ARMA terms: for values that are constant after differencing.
  [[nodiscard]] std::optional<Visit> constant_only() {
    (void)visit(0, 0, 0, 0, allow_constant_);
    return finish();
  }
  [[nodiscard]] std::size_t visited() const noexcept { return visited_.size(); }

 private:
  // Tries the neighbours of the best model in R's order; true as soon as one is better.
  [[nodiscard]] bool improve() {
    if (!best_) return false;
    const ArimaOrder at = best_->estimate.order;
    const bool constant = at.constants() > 0;
    constexpr std::array<std::array<int, 2>, 8> kSteps{
        {{-1, 0}, {0, -1}, {1, 0}, {0, 1}, {-1, -1}, {-1, 1}, {1, -1}, {1, 1}}};
    for (const bool seasonal : {true, false}) {
      if (seasonal && base_.season_length < 2) continue;
      for (const auto& [first, second] : kSteps) {
        ArimaOrder next = at;
        (seasonal ? next.P : next.p) += first;
        (seasonal ? next.Q : next.q) += second;
        if (next.p < 0 || next.q < 0 || next.P < 0 || next.Q < 0 || next.p > limits_.max_p ||
            next.q > limits_.max_q || next.P > limits_.max_P || next.Q > limits_.max_Q) {
          continue;
        }
        if (visit(next.p, next.q, next.P, next.Q, constant)) return true;
      }
    }
    return allow_constant_ && visit(at.p, at.q, at.P, at.Q, !constant);
  }

  // True when the model is new and better than the best so far, which it then replaces.
  bool visit(int p, int q, int P, int Q, bool constant) {
    ArimaOrder order = base_;
    order.p = p;
    order.q = q;
    order.P = P;
    order.Q = Q;
    order.mean = constant && base_.d + base_.D == 0;
    order.drift = constant && base_.d + base_.D == 1;
    if (std::find(visited_.begin(), visited_.end(), order) != visited_.end()) return false;
    visited_.push_back(order);
    if (!is_carried(order, series_, regressors_.count())) return false;
    Visit one;
    SearchOptions options;
    if (best_) options.target = best_->score;
    one.estimate = estimate(order, design(constant), hints(order), options);
    if (!one.estimate.is_usable()) return false;
    one.score = one.estimate.aicc();
    if (!(one.score < (best_ ? best_->score : std::numeric_limits<double>::infinity()))) return false;
    if (!is_admissible(one.estimate)) return false;
    best_ = std::move(one);
    return true;
  }

  // The best model so far, its coordinates cut or filled up.
  [[nodiscard]] std::vector<std::vector<double>> hints(const ArimaOrder& order) const {
    if (!best_ || best_->estimate.order.arma() == 0) return {};
    const ArimaOrder& from = best_->estimate.order;
    const int had[] = {from.p, from.q, from.P, from.Q};
    const int want[] = {order.p, order.q, order.P, order.Q};
    constexpr double kNewCoordinate = 0.1;
    std::vector<double> out;
    int position = 0;
    for (int kind = 0; kind < 4; ++kind) {
      for (int i = 0; i < want[kind]; ++i) {
        out.push_back(i < had[kind] ? best_->estimate.u[detail::at(position + i)] : kNewCoordinate);
      }
      position += had[kind];
    }
    return {std::move(out)};
  }
  [[nodiscard]] const Design& design(bool constant) {
    std::optional<Design>& out = designs_[constant ? 1 : 0];
    if (!out) {
      ArimaOrder order = base_;
      order.mean = constant && base_.d + base_.D == 0;
      order.drift = constant && base_.d + base_.D == 1;
      out = make_design(order, series_, working_, regressors_);
    }
    return *out;
  }
  [[nodiscard]] std::optional<Visit> finish() { return std::move(best_); }

  ArimaOrder base_;
  SearchLimits limits_;
  bool allow_constant_;
  const detail::Prepared& series_;
  const Working& working_;
  const data::Regressors& regressors_;
  std::array<std::optional<Design>, 2> designs_;
  std::vector<ArimaOrder> visited_;
  std::optional<Visit> best_;
};

}  // namespace dubao::models::arima
