// SPDX-License-Identifier: Apache-2.0
//
// The same model without a filter: all states and observations as one normal vector, diffuse states by generalised least
// squares. Cost O(n³); for small n only.
#pragma once

#include <dubao/models/state_space/system.hpp>

#include <Eigen/Dense>
#include <vector>

namespace dubao::test {

struct BruteForce {
  Eigen::VectorXd mean;  ///< of all states, period after period, given all observations
  Eigen::MatrixXd cov;
  double deviance = 0.0;      ///< log|Σ| + log|X'Σ⁻¹X| + quadratic form
  Eigen::VectorXd predicted;  ///< mean of the state of the first period ahead
  Eigen::MatrixXd predicted_cov;
};

inline BruteForce brute_force(const models::state_space::System<double>& system,
                              const models::state_space::Observations& data) {
  using Eigen::MatrixXd;
  using Eigen::VectorXd;
  const Index p = system.states();
  const Index n = data.size();
  std::vector<Index> diffuse;
  std::vector<Index> proper;
  for (Index i = 0; i < p; ++i) (system.is_cycle(i) ? proper : diffuse).push_back(i);
  const auto d = static_cast<Index>(diffuse.size());
  const auto c = static_cast<Index>(proper.size());
  const Index sources = c + n * p;  // initial cycle, noise of every period
  // States of periods 0 … n as linear functions of the diffuse states and of the sources.
  std::vector<MatrixXd> on_diffuse(static_cast<std::size_t>(n + 1), MatrixXd::Zero(p, d));
  std::vector<MatrixXd> on_source(static_cast<std::size_t>(n + 1), MatrixXd::Zero(p, sources));
  VectorXd variance(sources);
  for (Index j = 0; j < d; ++j) on_diffuse[0](diffuse[static_cast<std::size_t>(j)], j) = 1.0;
  for (Index j = 0; j < c; ++j) {
    on_source[0](proper[static_cast<std::size_t>(j)], j) = 1.0;
    variance[j] = system.initial_variance(proper[static_cast<std::size_t>(j)]);
  }
  for (Index t = 0; t < n; ++t) {
    MatrixXd a = on_diffuse[static_cast<std::size_t>(t)];
    MatrixXd b = on_source[static_cast<std::size_t>(t)];
    for (Index j = 0; j < d; ++j) system.advance(a.data() + j * p, 1);
    for (Index j = 0; j < sources; ++j) system.advance(b.data() + j * p, 1);
    for (Index i = 0; i < p; ++i) {
      b(i, c + t * p + i) = 1.0;
      variance[c + t * p + i] = system.noise(i);
    }
    on_diffuse[static_cast<std::size_t>(t + 1)] = a;
    on_source[static_cast<std::size_t>(t + 1)] = b;
  }
  std::vector<Index> seen;
  for (Index t = 0; t < n; ++t) {
    if (!data::is_missing((*data.y)[static_cast<std::size_t>(t)])) seen.push_back(t);
  }
  const auto m = static_cast<Index>(seen.size());
  MatrixXd x(m, d);
  MatrixXd b(m, sources);
  VectorXd y(m);
  VectorXd h(m);
  for (Index i = 0; i < m; ++i) {
    const Index t = seen[static_cast<std::size_t>(i)];
    const double* row = data.row(t, system.shape().effects);
    VectorXd z = VectorXd::Zero(p);
    for (const Index k : system.ones()) z[k] = 1.0;
    for (Index j = 0; j < system.shape().effects; ++j) z[system.shape().effects_at() + j] = row[j];
    x.row(i) = z.transpose() * on_diffuse[static_cast<std::size_t>(t)];
    b.row(i) = z.transpose() * on_source[static_cast<std::size_t>(t)];
    y[i] = (*data.y)[static_cast<std::size_t>(t)];
    h[i] = system.parameters().irregular + data.known_at(t);
  }
  MatrixXd sigma = b * variance.asDiagonal() * b.transpose();
  sigma.diagonal() += h;
  const MatrixXd inverse = sigma.inverse();
  const MatrixXd information = x.transpose() * inverse * x;
  const MatrixXd delta_cov = information.inverse();
  const VectorXd delta = delta_cov * (x.transpose() * inverse * y);
  const VectorXd rest = y - x * delta;
  BruteForce out;
  out.deviance =
      std::log(sigma.determinant()) + std::log(information.determinant()) + rest.dot(inverse * rest);
  out.mean.resize(n * p);
  out.cov.resize(n * p, p);
  for (Index t = 0; t <= n; ++t) {
    const MatrixXd& a = on_diffuse[static_cast<std::size_t>(t)];
    const MatrixXd cd = on_source[static_cast<std::size_t>(t)] * variance.asDiagonal();
    const MatrixXd gain = cd * b.transpose() * inverse;
    const MatrixXd open = a - gain * x;
    const VectorXd mean = a * delta + gain * rest;
    const MatrixXd cov = cd * on_source[static_cast<std::size_t>(t)].transpose() - gain * b * cd.transpose() +
                         open * delta_cov * open.transpose();
    if (t < n) {
      out.mean.segment(t * p, p) = mean;
      out.cov.middleRows(t * p, p) = cov;
    } else {
      out.predicted = mean;
      out.predicted_cov = cov;
    }
  }
  return out;
}

}  // namespace dubao::test
