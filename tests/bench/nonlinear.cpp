// SPDX-License-Identifier: Apache-2.0
//
// NIST's nonlinear problems with templated functors: digits and time of one solve from one start.
// Run: build/bench/tests/bench/dubao_bench_nonlinear tests/golden/regression/nist_nonlinear.csv
#include <dubao/regression/nonlinear.hpp>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <fstream>
#include <limits>
#include <map>
#include <sstream>
#include <string>
#include <vector>

namespace {

using dubao::regression::Rows;

constexpr double kPi = 3.14159265358979323846;
constexpr int kRepetitions = 20;
constexpr double kCertifiedDigits = 11.0;

struct Problem {
  std::vector<std::vector<double>> parameters;  // start 1, start 2, certified, deviation
  std::vector<std::vector<double>> rows;        // y, x …
};

std::map<std::string, Problem> read(const char* path) {
  std::map<std::string, Problem> out;
  std::ifstream in(path);
  std::string line;
  while (std::getline(in, line)) {
    if (line.empty() || line[0] == '#') continue;
    std::stringstream cells(line);
    std::string name;
    std::string kind;
    std::string cell;
    std::getline(cells, name, ',');
    std::getline(cells, kind, ',');
    std::vector<double> values;
    while (std::getline(cells, cell, ',')) values.push_back(std::stod(cell));
    if (kind == "row") out[name].rows.push_back(values);
    if (kind[0] == 'b') out[name].parameters.push_back(values);
  }
  return out;
}

double total = 0.0;
double digits = 0.0;
int solves = 0;
int solved = 0;

// The functor is a lambda over (x, b), wrapped with its number of parameters.
template <int kCount, typename Function>
struct Model {
  static constexpr int kParameters = kCount;
  Function function;
  template <typename T>
  T operator()(const double* x, const T* b) const {
    return function(x, b);
  }
};

template <int kCount, typename Function>
void run(const std::map<std::string, Problem>& problems, const char* name, Function function) {
  const Problem& problem = problems.at(name);
  const auto n = static_cast<Eigen::Index>(problem.rows.size());
  const auto columns = static_cast<Eigen::Index>(problem.rows.front().size()) - 1;
  Rows x(n, columns);
  Eigen::VectorXd y(n);
  for (Eigen::Index t = 0; t < n; ++t) {
    const auto& row = problem.rows[static_cast<std::size_t>(t)];
    y[t] = std::string(name) == "Nelson" ? std::log(row[0]) : row[0];
    for (Eigen::Index j = 0; j < columns; ++j) x(t, j) = row[static_cast<std::size_t>(j) + 1];
  }
  const Model<kCount, Function> model{function};
  for (std::size_t start = 0; start < 2; ++start) {
    Eigen::VectorXd b(kCount);
    for (int i = 0; i < kCount; ++i) b[i] = problem.parameters[static_cast<std::size_t>(i)][start];
    double best = std::numeric_limits<double>::infinity();
    double worst = kCertifiedDigits;
    for (int k = 0; k < kRepetitions; ++k) {
      const auto begin = std::chrono::steady_clock::now();
      const auto result = dubao::regression::nonlinear_least_squares(model, x, y, b);
      const std::chrono::duration<double, std::milli> time = std::chrono::steady_clock::now() - begin;
      best = std::min(best, time.count());
      for (int i = 0; i < kCount; ++i) {
        const double certified = problem.parameters[static_cast<std::size_t>(i)][2];
        const double error = std::abs(result.regression.params[i] / certified - 1.0);
        if (error > 0.0) worst = std::min(worst, -std::log10(error));
      }
    }
    std::printf("%-9s start %zu: %5.2f digits, %.3f ms\n", name, start + 1, worst, best);
    total += best;
    digits += std::max(worst, 0.0);
    ++solves;
    solved += worst >= 4.0 ? 1 : 0;
  }
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) {
    std::fprintf(stderr, "usage: dubao_bench_nonlinear tests/golden/regression/nist_nonlinear.csv\n");
    return 2;
  }
  using std::cos;
  using std::exp;
  using std::pow;
  using std::sin;
  const auto problems = read(argv[1]);
  const auto saturation = [](const double* x, const auto* b) { return b[0] * (1.0 - exp(-b[1] * x[0])); };
  const auto decay_over_line = [](const double* x, const auto* b) {
    return exp(-b[0] * x[0]) / (b[1] + b[2] * x[0]);
  };
  const auto exponentials = [](const double* x, const auto* b) {
    return b[0] * exp(-b[1] * x[0]) + b[2] * exp(-b[3] * x[0]) + b[4] * exp(-b[5] * x[0]);
  };
  const auto peaks = [](const double* x, const auto* b) {
    return b[0] * exp(-b[1] * x[0]) + b[2] * exp(-(x[0] - b[3]) * (x[0] - b[3]) / (b[4] * b[4])) +
           b[5] * exp(-(x[0] - b[6]) * (x[0] - b[6]) / (b[7] * b[7]));
  };
  const auto cubics = [](const double* x, const auto* b) {
    return (b[0] + x[0] * (b[1] + x[0] * (b[2] + x[0] * b[3]))) /
           (1.0 + x[0] * (b[4] + x[0] * (b[5] + x[0] * b[6])));
  };
  run<3>(problems, "Bennett5",
         [](const double* x, const auto* b) { return b[0] * pow(b[1] + x[0], -1.0 / b[2]); });
  run<2>(problems, "BoxBOD", saturation);
  run<3>(problems, "Chwirut1", decay_over_line);
  run<3>(problems, "Chwirut2", decay_over_line);
  run<2>(problems, "DanWood", [](const double* x, const auto* b) { return b[0] * pow(x[0], b[1]); });
  run<9>(problems, "ENSO", [](const double* x, const auto* b) {
    const double t = 2.0 * kPi * x[0];
    return b[0] + b[1] * std::cos(t / 12.0) + b[2] * std::sin(t / 12.0) + b[4] * cos(t / b[3]) +
           b[5] * sin(t / b[3]) + b[7] * cos(t / b[6]) + b[8] * sin(t / b[6]);
  });
  run<3>(problems, "Eckerle4", [](const double* x, const auto* b) {
    const auto z = (x[0] - b[2]) / b[1];
    return b[0] / b[1] * exp(-0.5 * z * z);
  });
  for (const char* name : {"Gauss1", "Gauss2", "Gauss3"}) run<8>(problems, name, peaks);
  run<7>(problems, "Hahn1", cubics);
  run<5>(problems, "Kirby2", [](const double* x, const auto* b) {
    return (b[0] + x[0] * (b[1] + x[0] * b[2])) / (1.0 + x[0] * (b[3] + x[0] * b[4]));
  });
  for (const char* name : {"Lanczos1", "Lanczos2", "Lanczos3"}) run<6>(problems, name, exponentials);
  run<4>(problems, "MGH09", [](const double* x, const auto* b) {
    return b[0] * (x[0] * x[0] + x[0] * b[1]) / (x[0] * x[0] + x[0] * b[2] + b[3]);
  });
  run<3>(problems, "MGH10", [](const double* x, const auto* b) { return b[0] * exp(b[1] / (x[0] + b[2])); });
  run<5>(problems, "MGH17", [](const double* x, const auto* b) {
    return b[0] + b[1] * exp(-x[0] * b[3]) + b[2] * exp(-x[0] * b[4]);
  });
  run<2>(problems, "Misra1a", saturation);
  run<2>(problems, "Misra1b", [](const double* x, const auto* b) {
    const auto z = 1.0 + b[1] * x[0] / 2.0;
    return b[0] * (1.0 - 1.0 / (z * z));
  });
  run<2>(problems, "Misra1c",
         [](const double* x, const auto* b) { return b[0] * (1.0 - pow(1.0 + 2.0 * b[1] * x[0], -0.5)); });
  run<2>(problems, "Misra1d",
         [](const double* x, const auto* b) { return b[0] * b[1] * x[0] / (1.0 + b[1] * x[0]); });
  run<3>(problems, "Nelson",
         [](const double* x, const auto* b) { return b[0] - b[1] * x[0] * exp(-b[2] * x[1]); });
  run<3>(problems, "Rat42",
         [](const double* x, const auto* b) { return b[0] / (1.0 + exp(b[1] - b[2] * x[0])); });
  run<4>(problems, "Rat43", [](const double* x, const auto* b) {
    return b[0] / pow(1.0 + exp(b[1] - b[2] * x[0]), 1.0 / b[3]);
  });
  run<4>(problems, "Roszman1", [](const double* x, const auto* b) {
    using std::atan;
    return b[0] - b[1] * x[0] - atan(b[2] / (x[0] - b[3])) / kPi;
  });
  run<7>(problems, "Thurber", cubics);
  std::printf("solved %d of %d, mean log relative error %.2f, mean time %.3f ms\n", solved, solves,
              digits / solves, total / solves);
  return solved == solves ? 0 : 1;
}
