// SPDX-License-Identifier: Apache-2.0
//
// Speed of linear regression: one line a job, "name seconds". Called by regression.py.
//   dubao_bench_regression [rows columns]     OLS on rows × columns (10⁶ × 50) and Eigen's HouseholderQR on the same matrix
// The same numbers on every machine: a counter-based generator, no seed from outside.
#include <dubao/regression/linear.hpp>

#include <Eigen/QR>
#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>

namespace {

// Uniform numbers with mean zero and variance one (SplitMix64).
double uniform(std::uint64_t counter) {
  std::uint64_t z = (counter + 1) * 0x9e3779b97f4a7c15ULL;
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
  z ^= z >> 31;
  return (static_cast<double>(z >> 11) * 0x1p-53 - 0.5) * 3.4641016151377544;
}

Eigen::MatrixXd matrix(Eigen::Index rows, Eigen::Index columns) {
  Eigen::MatrixXd x(rows, columns);
  for (Eigen::Index i = 0; i < x.size(); ++i) x(i) = uniform(static_cast<std::uint64_t>(i));
  return x;
}

Eigen::VectorXd response(const Eigen::MatrixXd& x, Eigen::Index used) {
  Eigen::VectorXd y = x.leftCols(used).rowwise().sum();
  for (Eigen::Index i = 0; i < y.size(); ++i)
    y[i] += 3.0 * uniform((1ULL << 40U) + static_cast<std::uint64_t>(i));
  return y;
}

template <typename Job>
double seconds(Job&& job, int times) {
  double best = 1e300;
  for (int k = 0; k < times; ++k) {
    const auto start = std::chrono::steady_clock::now();
    job();
    best = std::min(best, std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());
  }
  return best;
}

}  // namespace

int main(int count, char** arguments) {
  const Eigen::Index rows = count > 2 ? std::atol(arguments[1]) : 1000000;
  const Eigen::Index columns = count > 2 ? std::atol(arguments[2]) : 50;
  {
    const Eigen::MatrixXd x = matrix(rows, columns);
    const Eigen::VectorXd y = response(x, columns);
    double check = 0.0;
    const double ours = seconds(
        [&] {
          // The whole model: checks, intercept, errors, R², likelihood.
          check += dubao::regression::fit_ols(x, y).result.params.sum();
        },
        2);
    const double eigen = seconds(
        [&] {
          const Eigen::HouseholderQR<Eigen::MatrixXd> qr(x);
          check += qr.solve(y).sum();
        },
        2);
    std::printf("ols %.6f\neigen_qr %.6f\n", ours, eigen);
    std::fprintf(stderr, "checksum %.6f\n", check);
  }
  return 0;
}
