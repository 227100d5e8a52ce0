// SPDX-License-Identifier: Apache-2.0
//
// PathMaker: the future of an ARIMA model with regression effects, from one point of its parameter space.
//
// Formula   ω_t = Σ φ_i ω_{t−i} + e_t + Σ_k θ_{t,k} e_{t−k},  z_t = ω_t + Σ δ_i z_{t−i},  y_t = z_t + x_t b
//           with the exact θ_{t,k} and var e_t = σ² v_t of the finite sample (factorization.hpp).
// Linear    The start of a path is linear in b: it is kept by column and put together for each drawn b.
// Source    Brockwell and Davis (1991), sections 5.3 and 9.5.
#pragma once

#include <dubao/models/arima/posterior.hpp>

#include <algorithm>
#include <utility>
#include <vector>

namespace dubao::models::arima {

class PathMaker {
 public:
  /// future: values of the effects (columns after the indicators) row by row for the steps after the last observed
  /// value, as many rows as steps are made. design must outlive the object.
  PathMaker(const ArimaOrder& order, const Design& design, std::vector<double> future)
      : design_(design),
        p_(order.ar_degree()),
        lost_(order.lost()),
        effects_(design.count - design.missing),
        future_(std::move(future)) {
    // Last values of every column before differencing; those of the effects follow from w and the tail itself.
    const auto span = static_cast<int>(design.undifferenced.size());
    levels_.assign(detail::at(design.missing) * detail::at(lost_), 0.0);
    for (int j = 0; j < design.missing; ++j) {
      const int back = span - static_cast<int>(design.holes[detail::at(j)]);  // 1: the last value
      if (back <= lost_) levels_[detail::at(j) * detail::at(lost_) + detail::at(back - 1)] = 1.0;
    }
  }
  /// Other values of the effects in the steps ahead, as in the constructor.
  void set_future(std::vector<double> future) { future_ = std::move(future); }
  /// Values of the effects of the last `lost` periods, newest first, row by row.
  void set_past_effects(std::vector<double> past) { past_ = std::move(past); }

  /// Start of a path at coefficients b (all columns).
  void start(const Node& node, const double* b) {
    const int rows = design_.rows;
    omega_.assign(detail::at(p_), 0.0);
    for (int i = 1; i <= std::min(p_, rows); ++i) {
      double value = design_.w[detail::at(rows - i)];
      for (int j = 0; j < design_.count; ++j) value -= b[j] * design_.column(j)[rows - i];
      omega_[detail::at(i - 1)] = value;
    }
    e_.assign(detail::at(node.band), 0.0);
    for (int k = 0; k < std::min(node.band, rows); ++k) {
      double value = node.tails[detail::at(design_.count) * detail::at(node.band) + detail::at(k)];
      for (int j = 0; j < design_.count; ++j) {
        value -= b[j] * node.tails[detail::at(j) * detail::at(node.band) + detail::at(k)];
      }
      e_[detail::at(k)] = value;
    }
    z_.assign(detail::at(lost_), 0.0);
    const std::size_t span = design_.undifferenced.size();
    for (int i = 1; i <= lost_; ++i) {
      double value = design_.undifferenced[span - detail::at(i)];
      for (int j = 0; j < design_.missing; ++j) {
        value -= b[j] * levels_[detail::at(j) * detail::at(lost_) + detail::at(i - 1)];
      }
      for (int j = 0; j < effects_; ++j) {
        value -= b[design_.missing + j] * past_[detail::at(i - 1) * detail::at(effects_) + detail::at(j)];
      }
      z_[detail::at(i - 1)] = value;
    }
  }
  /// Everything before the forecast is zero: for impulse responses.
  void start_empty(const Node& node) {
    omega_.assign(detail::at(p_), 0.0);
    e_.assign(detail::at(node.band), 0.0);
    z_.assign(detail::at(lost_), 0.0);
  }
  /// Standard deviation of the innovation of step h (0-based), in units of σ.
  [[nodiscard]] static double root(const Node& node, int h) noexcept {
    return node.future_root[std::min(detail::at(h), node.future_root.size() - 1)];
  }
  /// Makes step h with innovation e; steps must be made in order. b null: without effects.
  double step(const Node& node, const double* b, int h, double e) {
    double omega = e;
    const int t = design_.rows + h;
    if (t >= p_) {
      for (int i = 0; i < p_; ++i) omega += node.ar[detail::at(i)] * omega_[detail::at(i)];
    }
    const std::size_t row = std::min(detail::at(h), node.future_root.size() - 1) * detail::at(node.band);
    for (int k = 0; k < node.band; ++k) omega += node.future_theta[row + detail::at(k)] * e_[detail::at(k)];
    double z = omega;
    for (int i = 0; i < lost_; ++i) z += design_.delta[detail::at(i)] * z_[detail::at(i)];
    shift(omega_, omega);
    shift(e_, e);
    shift(z_, z);
    if (b == nullptr) return z;
    for (int j = 0; j < effects_; ++j) {
      z += b[design_.missing + j] * future_[detail::at(h) * detail::at(effects_) + detail::at(j)];
    }
    return z;
  }

 private:
  static void shift(std::vector<double>& history, double newest) noexcept {
    for (std::size_t i = history.size(); i > 1; --i) history[i - 1] = history[i - 2];
    if (!history.empty()) history[0] = newest;
  }

  const Design& design_;
  int p_;
  int lost_;
  int effects_;
  std::vector<double> future_;
  std::vector<double> past_;
  std::vector<double> levels_;
  std::vector<double> omega_;
  std::vector<double> e_;
  std::vector<double> z_;
};

}  // namespace dubao::models::arima
