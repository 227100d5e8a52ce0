// SPDX-License-Identifier: Apache-2.0
//
// NeedModel: quantities that are sums of products of uncertain inputs, and which input moves each of them most.
//
// What      Demand = employed + openings + separations; need = Σ organisations · posts: every concept of need here is a sum of
//           products in which an input stands at most once a product. Such a sum is linear in each input alone, which makes the
//           share of the variance that each input explains exact, without nested simulation.
// Formula   q(x) = Σ_t s_t Π_{i∈t} x_i,   inputs independent with means μ_i and variances v_i
//           slope b_i = ∂q/∂x_i at μ;   E[q | x_i] = q(μ) + b_i (x_i − μ_i)
//           first-order share  S_i = b_i² v_i / Var q,   Var q = Σ_tu s_t s_u (E[T_t T_u] − E T_t · E T_u)
//           rest               1 − Σ S_i ≥ 0: what only two inputs together explain
//           swing              q with x_i at the ends of its own interval and the other inputs at their means
//           Moments are those of the draws.
// When not  Inputs that depend on each other: give them one name, or one draw.
// Example   q = n·m with n uniform on 1 … 3 and m uniform on 8 … 10: v = 1/3 each, Var q = 81/3 + 4/3 + 1/9,
//           S_n = 27/28.4444 = 0.949219, S_m = 0.046875, rest 0.003906.
// Source    Variance shares: Sobol' (1993), Sensitivity estimates for nonlinear mathematical models.
#pragma once

#include <dubao/data/series.hpp>
#include <dubao/error.hpp>
#include <dubao/forecast/parallel.hpp>
#include <dubao/labour/cybersecurity/need_input.hpp>

#include <Eigen/Core>
#include <algorithm>
#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace dubao::labour::cybersecurity {

/// sign times the product of the inputs at these places; no place twice.
struct Product {
  double sign = 1.0;
  std::vector<Index> factors;
};

/// A named sum of products.
struct Quantity {
  std::string name;
  std::vector<Product> products;

  /// x: one value an input.
  [[nodiscard]] double at(const Eigen::ArrayXd& x) const {
    double sum = 0.0;
    for (const Product& product : products) {
      double one = product.sign;
      for (const Index i : product.factors) one *= x(i);
      sum += one;
    }
    return sum;
  }
  /// draws: paths × inputs.
  [[nodiscard]] Eigen::ArrayXd of(const Eigen::ArrayXXd& draws) const {
    Eigen::ArrayXd sum = Eigen::ArrayXd::Zero(draws.rows());
    for (const Product& product : products) {
      Eigen::ArrayXd one = Eigen::ArrayXd::Constant(draws.rows(), product.sign);
      for (const Index i : product.factors) one *= draws.col(i);
      sum += one;
    }
    return sum;
  }
  /// ∂q/∂x_i at x.
  [[nodiscard]] double slope(Index input, const Eigen::ArrayXd& x) const {
    double sum = 0.0;
    for (const Product& product : products) {
      if (std::count(product.factors.begin(), product.factors.end(), input) == 0) continue;
      double one = product.sign;
      for (const Index i : product.factors) one *= i == input ? 1.0 : x(i);
      sum += one;
    }
    return sum;
  }
  /// Variance under independent inputs with these means and variances.
  [[nodiscard]] double variance(const Eigen::ArrayXd& mean, const Eigen::ArrayXd& variances) const {
    double sum = 0.0;
    for (const Product& a : products) {
      for (const Product& b : products) {
        double together = 1.0;
        double apart = 1.0;
        for (const Index i : a.factors) {
          const bool shared = std::count(b.factors.begin(), b.factors.end(), i) != 0;
          together *= shared ? mean(i) * mean(i) + variances(i) : mean(i);
          apart *= mean(i);
        }
        for (const Index i : b.factors) {
          if (std::count(a.factors.begin(), a.factors.end(), i) == 0) together *= mean(i);
          apart *= mean(i);
        }
        sum += a.sign * b.sign * (together - apart);
      }
    }
    return std::max(0.0, sum);
  }
};

/// Inputs and the quantities made of them.
struct NeedModel {
  std::vector<NeedInput> inputs;
  std::vector<Quantity> quantities;

  /// Adds an input and gives its place.
  Index add(NeedInput input) {
    inputs.push_back(std::move(input));
    return static_cast<Index>(inputs.size()) - 1;
  }
};

/// What one input does to one quantity.
struct Influence {
  std::string input;
  double share = 0.0;       ///< first-order share of the variance
  double swing_low = 0.0;   ///< the quantity with the input at the low end of its interval
  double swing_high = 0.0;  ///< and at the high end
};

struct QuantityResult {
  std::string name;
  double stated = 0.0;  ///< by the values as stated, without their errors
  Eigen::ArrayXd draws;
  std::vector<Influence> influences;  ///< inputs that vary, the largest share first
  double rest = 0.0;                  ///< share of the variance that only inputs together explain
};

/// Quantities of one model.
using ModelResult = std::vector<QuantityResult>;

namespace detail {

/// Quantile of draws, linear between order statistics.
[[nodiscard]] inline double quantile_of(Eigen::ArrayXd values, double p) {
  std::sort(values.data(), values.data() + values.size());
  const double at = p * static_cast<double>(values.size() - 1);
  const auto below = static_cast<Index>(at);
  const Index above = std::min<Index>(below + 1, values.size() - 1);
  return values(below) + (at - static_cast<double>(below)) * (values(above) - values(below));
}

/// Draws of the inputs of one model with what is needed of their moments.
struct InputDraws {
  Eigen::ArrayXXd draws;
  Eigen::ArrayXd stated, mean, variance, low, high;
};

[[nodiscard]] inline QuantityResult result_of(const Quantity& quantity, const NeedModel& model,
                                              const InputDraws& in) {
  QuantityResult out;
  out.name = quantity.name;
  out.stated = quantity.at(in.stated);
  out.draws = quantity.of(in.draws);
  const double variance = quantity.variance(in.mean, in.variance);
  out.rest = variance > 0.0 ? 1.0 : 0.0;
  for (Index i = 0; i < in.mean.size(); ++i) {
    const double slope = quantity.slope(i, in.mean);
    if (!(in.variance(i) > 0.0) || slope == 0.0 || !(variance > 0.0)) continue;
    Influence one;
    one.input = model.inputs[static_cast<std::size_t>(i)].name;
    one.share = slope * slope * in.variance(i) / variance;
    Eigen::ArrayXd point = in.mean;
    point(i) = in.low(i);
    one.swing_low = quantity.at(point);
    point(i) = in.high(i);
    one.swing_high = quantity.at(point);
    out.rest -= one.share;
    out.influences.push_back(std::move(one));
  }
  // The share is an identity of moments; what rounding leaves below zero is zero.
  out.rest = std::max(0.0, out.rest);
  std::stable_sort(out.influences.begin(), out.influences.end(),
                   [](const Influence& a, const Influence& b) { return a.share > b.share; });
  return out;
}

}  // namespace detail

/// Evaluates models on common draws: an input of the same name is drawn once and serves all of them. n ≥ 2 paths; level of the swings
/// in (0, 1). Same bits for any number of threads. Throws InputError, all problems at once: E-CYB-001 and E-CYB-002 (inputs),
/// E-CYB-004 (one name, two values), E-CYB-005 (n or level). O(n · inputs).
[[nodiscard]] inline std::vector<ModelResult> evaluate_models(const std::vector<NeedModel>& models, Index n,
                                                              std::uint64_t seed, double level = 0.8,
                                                              int threads = 1) {
  Problems problems;
  problems.add_if(n < 2, {"E-CYB-005", "draws", "there are " + std::to_string(n) + " paths",
                          "give at least two", "", ""});
  problems.add_if(!(level > 0.0 && level < 1.0),
                  {"E-CYB-005", "level", std::to_string(level) + " is outside (0, 1)",
                   "give a share, for instance 0.8", "", ""});
  std::map<std::string, Index> place;
  std::vector<const NeedInput*> inputs;
  for (const NeedModel& model : models) {
    for (const NeedInput& input : model.inputs) {
      const auto [at, fresh] = place.emplace(input.name, static_cast<Index>(inputs.size()));
      if (fresh) {
        inputs.push_back(&input);
        check_input(problems, input);
      } else {
        problems.add_if(!inputs[static_cast<std::size_t>(at->second)]->same_numbers(input),
                        {"E-CYB-004", input.name, "the same input stands with two different values",
                         "give both the same value, or another name to one", "", ""});
      }
    }
  }
  problems.throw_if_any();
  std::vector<Eigen::ArrayXd> columns(inputs.size());
  forecast::parallel_for(static_cast<Index>(inputs.size()), threads, [&](Index i) {
    const auto at = static_cast<std::size_t>(i);
    columns[at] = sample_input(*inputs[at], n, seed);
  });
  std::vector<ModelResult> out;
  for (const NeedModel& model : models) {
    const auto size = static_cast<Index>(model.inputs.size());
    detail::InputDraws in{Eigen::ArrayXXd(n, size), Eigen::ArrayXd(size), Eigen::ArrayXd(size),
                          Eigen::ArrayXd(size),     Eigen::ArrayXd(size), Eigen::ArrayXd(size)};
    for (Index i = 0; i < size; ++i) {
      const NeedInput& input = model.inputs[static_cast<std::size_t>(i)];
      const Eigen::ArrayXd& column = columns[static_cast<std::size_t>(place.at(input.name))];
      in.draws.col(i) = column;
      in.stated(i) = input.value;
      in.mean(i) = column.mean();
      in.variance(i) = (column - in.mean(i)).square().mean();
      in.low(i) = detail::quantile_of(column, 0.5 * (1.0 - level));
      in.high(i) = detail::quantile_of(column, 0.5 * (1.0 + level));
    }
    ModelResult result;
    for (const Quantity& quantity : model.quantities)
      result.push_back(detail::result_of(quantity, model, in));
    out.push_back(std::move(result));
  }
  return out;
}

}  // namespace dubao::labour::cybersecurity
