// SPDX-License-Identifier: Apache-2.0
#include <dubao/regression/nonlinear.hpp>

#include <gtest/gtest.h>

#include <cmath>
#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <vector>

namespace regression_nonlinear_test {

using namespace dubao::regression;
using dubao::optim::DifferencedFunction;
using dubao::optim::RobustLoss;
using Eigen::VectorXd;

// nls stops at a relative offset of 1e-8, which leaves its estimates about nine digits.
constexpr double kAgainstR = 1e-8;
constexpr double kRounding = 1e-12;

struct MichaelisMenten {
  static constexpr int kParameters = 2;
  template <typename T>
  T operator()(const double* x, const T* b) const {
    return b[0] * x[0] / (b[1] + x[0]);
  }
};
struct Logistic {
  static constexpr int kParameters = 3;
  template <typename T>
  T operator()(const double* x, const T* b) const {
    using std::exp;
    return b[0] / (1.0 + exp((b[1] - std::log(x[0])) / b[2]));
  }
};
struct Decay {
  static constexpr int kParameters = 2;
  template <typename T>
  T operator()(const double* x, const T* b) const {
    using std::exp;
    return b[0] * exp(-b[1] * x[0]);
  }
};

// set → kind → values in the order of the file.
std::map<std::string, std::map<std::string, std::vector<double>>> golden() {
  std::map<std::string, std::map<std::string, std::vector<double>>> out;
  std::ifstream in(std::string(DUBAO_GOLDEN_DIR) + "/regression/nls.csv");
  std::string line;
  std::getline(in, line);
  std::getline(in, line);
  while (std::getline(in, line)) {
    std::stringstream cells(line);
    std::string set, kind, name, value;
    std::getline(cells, set, ',');
    std::getline(cells, kind, ',');
    std::getline(cells, name, ',');
    std::getline(cells, value, ',');
    out[set][kind].push_back(std::stod(value));
  }
  return out;
}
VectorXd vector(const std::vector<double>& values) {
  return Eigen::Map<const VectorXd>(values.data(), static_cast<Eigen::Index>(values.size()));
}

template <typename Model>
void expect_r(const std::string& set, const Model& model, const VectorXd& start) {
  auto oracle = golden()[set];
  ASSERT_FALSE(oracle["x"].empty());
  const Rows x = vector(oracle["x"]);
  NonlinearOptions options;
  if (!oracle["weight"].empty()) options.weights = vector(oracle["weight"]);
  const NonlinearResult result = nonlinear_least_squares(model, x, vector(oracle["y"]), start, options);
  const RegressionResult& fit = result.regression;
  const VectorXd errors = fit.standard_errors();
  const VectorXd pvalues = fit.pvalues();
  for (Eigen::Index i = 0; i < start.size(); ++i) {
    const auto k = static_cast<std::size_t>(i);
    EXPECT_NEAR(fit.params[i] / oracle["param"][k], 1.0, kAgainstR);
    EXPECT_NEAR(errors[i] / oracle["se"][k], 1.0, kAgainstR);
    EXPECT_NEAR(pvalues[i] / oracle["p"][k], 1.0,
                20.0 * kAgainstR);  // a p-value of 1e-15 moves 16 times as fast
  }
  EXPECT_NEAR(std::sqrt(fit.scale) / oracle["sigma"][0], 1.0, kAgainstR);
  EXPECT_NEAR(fit.loglik / oracle["loglik"][0], 1.0, kAgainstR);
  EXPECT_NEAR(fit.aic / oracle["aic"][0], 1.0, kAgainstR);
  EXPECT_NEAR(fit.bic / oracle["bic"][0], 1.0, kAgainstR);
  EXPECT_TRUE(fit.converged);
  EXPECT_LT(result.certificate.gradient, 1e-10);
  EXPECT_GT(result.certificate.digits, 12.0);
}

TEST(NonlinearLeastSquares, PuromycinAgreesWithR) {
  expect_r("puromycin", MichaelisMenten{}, vector({200.0, 0.05}));
}
TEST(NonlinearLeastSquares, PuromycinWithWeightsAgreesWithR) {
  expect_r("puromycin_weighted", MichaelisMenten{}, vector({200.0, 0.05}));
}
TEST(NonlinearLeastSquares, DNaseAgreesWithR) { expect_r("dnase", Logistic{}, vector({3.0, 0.0, 1.0})); }

TEST(NonlinearLeastSquares, AnExactFitIsFoundAndHasNoLikelihood) {
  Rows x(4, 1);
  x << 0.0, 1.0, 2.0, 3.0;
  const VectorXd y = 2.0 * (-0.5 * x.col(0).array()).exp();
  const auto result = nonlinear_least_squares(Decay{}, x, y, vector({1.0, 1.0}));
  EXPECT_NEAR(result.regression.params[0], 2.0, kRounding);
  EXPECT_NEAR(result.regression.params[1], 0.5, kRounding);
  EXPECT_TRUE(result.regression.converged);
}

TEST(NonlinearLeastSquares, AZeroWeightLeavesTheObservationOutAndKeepsItsFittedValue) {
  Rows x(5, 1);
  x << 0.0, 1.0, 2.0, 3.0, 4.0;
  const VectorXd y = vector({2.1, 1.2, 99.0, 0.45, 0.3});
  NonlinearOptions options;
  options.weights = vector({1.0, 1.0, 0.0, 1.0, 1.0});
  const auto with = nonlinear_least_squares(Decay{}, x, y, vector({1.0, 1.0}), options);
  Rows rest(4, 1);
  rest << 0.0, 1.0, 3.0, 4.0;
  const auto without =
      nonlinear_least_squares(Decay{}, rest, vector({2.1, 1.2, 0.45, 0.3}), vector({1.0, 1.0}));
  EXPECT_NEAR((with.regression.params - without.regression.params).norm(), 0.0, kRounding);
  EXPECT_NEAR(with.regression.loglik, without.regression.loglik, 1e-10);
  EXPECT_EQ(with.regression.observations, 4);
  EXPECT_EQ(with.regression.fitted.size(), 5);
  EXPECT_GT(with.regression.residuals[2], 98.0);
}

TEST(NonlinearLeastSquares, AParameterAtItsBoundHasNoStandardErrorAndANoteNamesIt) {
  Rows x(5, 1);
  x << 0.0, 1.0, 2.0, 3.0, 4.0;
  const VectorXd y = vector({2.1, 1.2, 0.7, 0.45, 0.3});
  NonlinearOptions options;
  options.names = {"level", "rate"};
  options.lower = vector({0.0, 0.0});
  options.upper = vector({10.0, 0.3});
  const auto result = nonlinear_least_squares(Decay{}, x, y, vector({1.0, 0.1}), options);
  EXPECT_EQ(result.regression.params[1], 0.3);
  EXPECT_TRUE(std::isnan(result.regression.standard_errors()[1]));
  EXPECT_TRUE(std::isfinite(result.regression.standard_errors()[0]));
  ASSERT_EQ(result.certificate.at_bound.size(), 1U);
  EXPECT_EQ(result.certificate.at_bound[0], 1);
  ASSERT_FALSE(result.regression.notes.empty());
  EXPECT_NE(result.regression.notes.back().find("'rate'"), std::string::npos);
}

TEST(NonlinearLeastSquares, ARobustLossIsNotMovedByAnOutlierThatMovesLeastSquares) {
  Rows x(12, 1);
  VectorXd y(12);
  for (Eigen::Index t = 0; t < 12; ++t) {
    x(t, 0) = 0.4 * static_cast<double>(t);
    y[t] = 2.0 * std::exp(-0.5 * x(t, 0)) + 0.01 * std::cos(7.0 * static_cast<double>(t));
  }
  y[6] += 5.0;
  const auto plain = nonlinear_least_squares(Decay{}, x, y, vector({1.0, 1.0}));
  EXPECT_GT(std::abs(plain.regression.params[1] - 0.5), 0.1);
  for (const RobustLoss loss :
       {RobustLoss::kHuber, RobustLoss::kSoftL1, RobustLoss::kCauchy, RobustLoss::kTukey}) {
    NonlinearOptions options;
    options.loss = loss;
    const auto robust = nonlinear_least_squares(Decay{}, x, y, vector({1.0, 1.0}), options);
    EXPECT_NEAR(robust.regression.params[1], 0.5, 0.02);
    EXPECT_TRUE(std::isnan(robust.regression.loglik));
    EXPECT_GT(robust.regression.standard_errors()[1], 0.0);
    EXPECT_LT(robust.regression.standard_errors()[1], 0.02);
  }
}

TEST(NonlinearLeastSquares, DifferencesGiveTheSameAnswerAsDualNumbers) {
  Rows x(6, 1);
  x << 0.0, 1.0, 2.0, 3.0, 4.0, 5.0;
  const VectorXd y = vector({2.1, 1.2, 0.6, 0.5, 0.2, 0.2});
  const auto exact = nonlinear_least_squares(Decay{}, x, y, vector({1.0, 1.0}));
  constexpr double kInfinity = std::numeric_limits<double>::infinity();
  DifferencedFunction f(
      6,
      [&x](const VectorXd& b, VectorXd& values) {
        values = b[0] * (-b[1] * x.col(0).array()).exp();
        return true;
      },
      VectorXd::Constant(2, -kInfinity), VectorXd::Constant(2, kInfinity));
  const auto near = fit_nonlinear(f, y, vector({1.0, 1.0}));
  EXPECT_NEAR((near.regression.params - exact.regression.params).norm(), 0.0, 1e-11);
  EXPECT_NEAR((near.regression.standard_errors() - exact.regression.standard_errors()).norm(), 0.0, 1e-10);
}

TEST(NonlinearLeastSquares, ErrorsFromTheHessianAreThoseOfTheObservedInformation) {
  Rows x(6, 1);
  x << 0.0, 1.0, 2.0, 3.0, 4.0, 5.0;
  const VectorXd y = vector({2.5, 0.9, 0.9, 0.3, 0.4, 0.0});
  NonlinearOptions options;
  options.covariance = NonlinearCovariance::kHessian;
  const auto result = nonlinear_least_squares(Decay{}, x, y, vector({1.0, 1.0}), options);
  const VectorXd b = result.regression.params;
  // Written out: half the second derivatives of Σ (y − a e^{−kx})².
  Eigen::Matrix2d h = Eigen::Matrix2d::Zero();
  for (Eigen::Index t = 0; t < 6; ++t) {
    const double e = std::exp(-b[1] * x(t, 0));
    const double r = b[0] * e - y[t];
    const Eigen::Vector2d j(e, -b[0] * x(t, 0) * e);
    h += j * j.transpose();
    h(0, 1) += r * -x(t, 0) * e;
    h(1, 0) += r * -x(t, 0) * e;
    h(1, 1) += r * b[0] * x(t, 0) * x(t, 0) * e;
  }
  const Eigen::Matrix2d expected = h.inverse() * result.regression.scale;
  EXPECT_NEAR((result.regression.covariance - expected).norm() / expected.norm(), 0.0, 1e-6);
}

TEST(NonlinearLeastSquares, AllProblemsOfTheArgumentsAreToldAtOnce) {
  Rows x = Rows::Zero(1, 1);
  NonlinearOptions options;
  options.lower = vector({1.0, 1.0});
  options.upper = vector({0.0, 2.0});
  options.weights = vector({-1.0, 1.0});
  options.loss_scale = -1.0;
  try {
    (void)nonlinear_least_squares(Decay{}, x, vector({1.0, NAN}), vector({1.0, INFINITY}), options);
    FAIL();
  } catch (const dubao::InputError& error) {
    std::vector<std::string> ids;
    for (const auto& problem : error.problems()) ids.push_back(problem.id);
    const std::vector<std::string> expected{"E-NLS-001", "E-NLS-002", "E-NLS-002", "E-NLS-003",
                                            "E-NLS-006", "E-NLS-004", "E-NLS-007"};
    EXPECT_EQ(ids, expected);
  }
}

TEST(NonlinearLeastSquares, AModelThatIsNotFiniteAtTheStartIsRefused) {
  Rows x = Rows::Constant(3, 1, 1.0);
  try {
    (void)nonlinear_least_squares(Decay{}, x, vector({1.0, 2.0, 3.0}), vector({1.0, -1e6}));
    FAIL();
  } catch (const dubao::ModelError& error) {
    EXPECT_EQ(error.id(), "E-NLS-005");
  }
}

TEST(NonlinearLeastSquares, ParametersThatTheDataDoNotIdentifyHaveNoStandardErrors) {
  Rows x = Rows::Constant(4, 1, 1.0);
  const auto result = nonlinear_least_squares(Decay{}, x, vector({1.0, 2.0, 3.0, 2.0}), vector({1.0, 1.0}));
  EXPECT_TRUE(result.regression.params.allFinite());
  EXPECT_TRUE(std::isnan(result.regression.standard_errors()[0]));
  EXPECT_NEAR(result.regression.fitted[0], 2.0, 1e-8);
}

}  // namespace regression_nonlinear_test
