// SPDX-License-Identifier: Apache-2.0
#include <dubao/regression/glm.hpp>

#include "support/golden.hpp"
#include <optional>

namespace regression_glm_test {

using namespace dubao;
using namespace dubao::regression;

// R iterates by the same scheme; what is left is the rounding of two different orders of summation.
constexpr double kAgainstR = 1e-8;
// Algebra by hand.
constexpr double kByHand = 1e-10;

struct Case {
  Eigen::MatrixXd x;
  Eigen::VectorXd y;
  GlmData data;
  GlmOptions options;
};

const std::map<std::string, Case>& cases() {
  static const std::map<std::string, Case> all = [] {
    std::map<std::string, std::vector<golden::Row>> rows;
    for (const golden::Row& row : golden::read("regression/glm_data.csv"))
      rows[row.at("case")].push_back(row);
    std::map<std::string, Case> out;
    for (const auto& [name, lines] : rows) {
      Case one;
      const auto n = static_cast<Index>(lines.size());
      Index p = 0;
      while (p < 8 && !lines[0].at("x" + std::to_string(p + 1)).empty()) ++p;
      one.x.resize(n, p);
      one.y.resize(n);
      one.data.weights.resize(n);
      one.data.offset.resize(n);
      for (Index i = 0; i < n; ++i) {
        const golden::Row& line = lines[static_cast<std::size_t>(i)];
        one.y[i] = golden::number(line, "y");
        one.data.weights[i] = golden::number(line, "weight");
        one.data.offset[i] = golden::number(line, "offset");
        for (Index j = 0; j < p; ++j) one.x(i, j) = golden::number(line, "x" + std::to_string(j + 1));
      }
      const auto has = [&name = name](const char* word) { return name.find(word) != std::string::npos; };
      one.options.family = has("negbin_")    ? Family::kNegativeBinomial
                           : has("poisson_") ? Family::kPoisson
                           : has("gamma_")   ? Family::kGamma
                                             : Family::kBinomial;
      if (one.options.family == Family::kBinomial) one.options.link = Link::kLogit;
      if (has("probit")) one.options.link = Link::kProbit;
      if (has("cloglog")) one.options.link = Link::kComplementaryLogLog;
      if (has("inverse")) one.options.link = Link::kInverse;
      if (has("fractional")) {
        one.options.quasi = true;
        one.options.covariance = GlmCovariance::kHc0;
      }
      out[name] = one;
    }
    return out;
  }();
  return all;
}

GlmResult fit(const Case& one) { return fit_glm(one.x, one.y, {}, true, one.options, one.data); }

TEST(Glm, GivesTheCoefficientsErrorsTestsIntervalsAndMeasuresOfR) {
  std::map<std::string, GlmResult> results;
  std::map<std::string, MeanPrediction> means;
  for (const auto& [name, one] : cases()) {
    results[name] = fit(one);
    EXPECT_TRUE(results[name].converged) << name;
    means[name] = predict_mean(results[name], one.x.topRows(1), one.data.offset.head(1), 0.95);
  }
  int compared = 0;
  for (const golden::Row& row : golden::read("regression/glm.csv")) {
    const GlmResult& result = results.at(row.at("case"));
    const std::string& item = row.at("item");
    std::optional<double> ours;
    if (!row.at("name").empty() && row.at("name") != "row1") {
      const auto at = std::find(result.names.begin(), result.names.end(), row.at("name"));
      ASSERT_NE(at, result.names.end());
      const auto j = static_cast<Index>(at - result.names.begin());
      if (item == "coefficient") ours = result.params[j];
      if (item == "error") ours = result.standard_errors()[j];
      if (item == "p") ours = result.pvalues()[j];
      if (item == "low") ours = result.conf_int(0.95)(j, 0);
      if (item == "high") ours = result.conf_int(0.95)(j, 1);
    } else if (item == "loglik") {
      ours = result.loglik;
    } else if (item == "aic") {
      ours = result.aic;
    } else if (item == "bic") {
      ours = result.bic;
    } else if (item == "mean") {
      ours = means.at(row.at("case")).mean[0];
    } else if (item == "mean_low") {
      ours = means.at(row.at("case")).low[0];
    } else if (item == "mean_high") {
      ours = means.at(row.at("case")).high[0];
    } else {
      ours = result.statistics.at(item);
    }
    ASSERT_TRUE(ours.has_value()) << item;
    const double expected = golden::number(row, "value");
    // A p-value is as accurate relatively as z² times the statistic is.
    const double tolerance =
        item == "p" && expected > 0.0 ? kAgainstR * std::max(1.0, -2.0 * std::log(expected)) : kAgainstR;
    EXPECT_NEAR(*ours, expected, tolerance * std::abs(expected) + 1e-290)
        << row.at("case") << ' ' << item << ' ' << row.at("name");
    ++compared;
  }
  EXPECT_GT(compared, 600);
}

TEST(Glm, OnTwoCountsGivesTheFiguresOfTheHeader) {
  const GlmResult result = fit_glm(Eigen::MatrixXd(2, 0), Eigen::Vector2d(1.0, 3.0), {}, true, {});
  EXPECT_NEAR(result.params[0], std::log(2.0), kByHand);
  EXPECT_NEAR(result.standard_errors()[0], 0.5, kByHand);
  EXPECT_NEAR(result.statistics.at("deviance"), 2.0 * (std::log(0.5) + 3.0 * std::log(1.5)), kByHand);
  EXPECT_NEAR(result.statistics.at("deviance"), result.statistics.at("null_deviance"), kByHand);
}

TEST(Glm, FrequenciesStandForRepeatedRows) {
  for (const char* name :
       {"poisson_warpbreaks", "negbin_warpbreaks", "gamma_log_trees", "fractional_swiss"}) {
    Case one = cases().at(name);
    const Index n = one.x.rows();
    Case repeated = one;
    std::vector<Index> rows;
    for (Index i = 0; i < n; ++i) {
      one.data.weights[i] = static_cast<double>(i % 3);
      for (Index k = 0; k < i % 3; ++k) rows.push_back(i);
    }
    repeated.x = one.x(rows, Eigen::all).eval();
    repeated.y = one.y(rows).eval();
    repeated.data.offset = one.data.offset(rows).eval();
    repeated.data.weights = Eigen::VectorXd::Ones(static_cast<Index>(rows.size()));
    one.options.frequency_weights = true;
    for (const GlmCovariance kind : {GlmCovariance::kModel, GlmCovariance::kHc1}) {
      one.options.covariance = repeated.options.covariance = kind;
      const GlmResult a = fit(one);
      const GlmResult b = fit(repeated);
      EXPECT_LT((a.params - b.params).cwiseAbs().maxCoeff(), kByHand) << name;
      EXPECT_LT((a.covariance - b.covariance).norm(), kAgainstR * b.covariance.norm()) << name;
      EXPECT_EQ(a.residual_df, b.residual_df);
      EXPECT_NEAR(a.statistics.at("pearson"), b.statistics.at("pearson"), kAgainstR);
      EXPECT_EQ(std::isnan(a.aic), std::isnan(b.aic));
      if (std::isnan(b.aic)) continue;
      EXPECT_NEAR(a.aic, b.aic, kAgainstR * std::abs(b.aic));
    }
  }
}

TEST(Glm, AnExposureDoesWhatItsLogarithmAsAnOffsetDoesAndPredictionAsksForIt) {
  const Case& one = cases().at("poisson_exposure_insurance");
  const GlmResult result = fit(one);
  EXPECT_NEAR(result.fitted.sum(), one.y.sum(), kAgainstR * one.y.sum());
  const Eigen::VectorXd unit = Eigen::VectorXd::Zero(1);
  const MeanPrediction rate = predict_mean(result, one.x.topRows(1), unit, 0.9);
  EXPECT_NEAR(rate.mean[0], result.fitted[0] / std::exp(one.data.offset[0]), kByHand);
  EXPECT_LT(rate.low[0], rate.mean[0]);
  try {
    (void)predict_mean(result, one.x.topRows(1), {}, 0.9);
    FAIL();
  } catch (const InputError& error) {
    EXPECT_EQ(error.id(), "E-GLM-010");
  }
}

TEST(Glm, AColumnThatSaysTheSameIsLeftOutAndNamed) {
  const Case& one = cases().at("binomial_probit_infert");
  Eigen::MatrixXd x(one.x.rows(), 6);
  x << one.x.leftCols(2), Eigen::VectorXd::Constant(one.x.rows(), 7.0), one.x.rightCols(2),
      one.x.col(0) - 2.0 * one.x.col(1);
  const GlmResult result =
      fit_glm(x, one.y, {"age", "parity", "same", "induced", "spontaneous", "sum"}, true, one.options, {});
  EXPECT_EQ(result.dropped, (std::vector<std::string>{"same", "sum"}));
  EXPECT_EQ(result.names, (std::vector<std::string>{"intercept", "age", "parity", "induced", "spontaneous"}));
  EXPECT_LT((result.params - fit(one).params).cwiseAbs().maxCoeff(), kByHand);
  EXPECT_EQ(result.notes.size(), 2U);
  EXPECT_LT((linear_predictor(result, x.topRows(3)) - linear_predictor(fit(one), one.x.topRows(3))).norm(),
            kByHand);
}

TEST(Glm, PerfectSeparationIsAnErrorThatNamesTheColumn) {
  Eigen::MatrixXd x(6, 2);
  x << 0.3, 1, -1.0, 2, 0.8, 3, 0.1, 4, -0.4, 5, 1.2, 6;
  Eigen::VectorXd y(6);
  y << 0, 0, 0, 1, 1, 1;
  for (const Link link : {Link::kLogit, Link::kProbit, Link::kComplementaryLogLog}) {
    GlmOptions options;
    options.family = Family::kBinomial;
    options.link = link;
    try {
      (void)fit_glm(x, y, {"noise", "cut"}, true, options);
      FAIL();
    } catch (const InputError& error) {
      ASSERT_EQ(error.problems().size(), 1U);
      EXPECT_EQ(error.id(), "E-GLM-007");
      EXPECT_EQ(error.problems()[0].column, "cut");
    }
  }
}

TEST(Glm, QuasiSeparationLeavesTheOtherCoefficientsAtTheirLimits) {
  // Rows with group = 1 have only successes: their coefficient is infinite, the others are those of the rows without it.
  const Case& one = cases().at("binomial_logit_infert");
  Eigen::MatrixXd x(one.x.rows(), 5);
  x << Eigen::VectorXd::Zero(one.x.rows()), one.x;
  int marked = 0;
  for (Index i = 0; i < x.rows() && marked < 5; ++i) {
    if (one.y[i] == 1.0 && i % 3 == 0) {
      x(i, 0) = 1.0;
      ++marked;
    }
  }
  std::vector<Index> others;
  for (Index i = 0; i < x.rows(); ++i) {
    if (x(i, 0) == 0.0) others.push_back(i);
  }
  const GlmResult limit = fit_glm(one.x(others, Eigen::all), one.y(others), {}, true, one.options);
  const GlmResult result = fit_glm(x, one.y, {"group", "a", "b", "c", "d"}, true, one.options);
  ASSERT_EQ(result.notes.size(), 1U);
  EXPECT_NE(result.notes[0].find("quasi-complete separation: 5 row(s)"), std::string::npos);
  EXPECT_NE(result.notes[0].find("'group' is infinite"), std::string::npos);
  EXPECT_TRUE(result.params.allFinite());
  EXPECT_GT(result.params[1], 15.0);
  EXPECT_NEAR(result.params[0], limit.params[0], kAgainstR);
  EXPECT_LT((result.params.tail(4) - limit.params.tail(4)).cwiseAbs().maxCoeff(), kAgainstR);
  EXPECT_LT((result.standard_errors().tail(4) - limit.standard_errors().tail(4)).cwiseAbs().maxCoeff(), 1e-6);
  EXPECT_NEAR(result.loglik, limit.loglik, kAgainstR);
}

TEST(Glm, CountsThatAreZeroWhereverAColumnIsOneAreSeparatedToo) {
  Eigen::MatrixXd x(8, 2);
  x << 0, 1, 0, 2, 0, 3, 0, 4, 0, 5, 1, 1, 1, 2, 1, 3;
  Eigen::VectorXd y(8);
  y << 1, 3, 2, 5, 6, 0, 0, 0;
  for (const Family family : {Family::kPoisson, Family::kNegativeBinomial}) {
    GlmOptions options;
    options.family = family;
    const GlmResult result = fit_glm(x, y, {"closed", "trend"}, true, options);
    const GlmResult rest = fit_glm(x.topRows(5).rightCols(1), y.head(5), {"trend"}, true, options);
    EXPECT_NEAR(result.params[2], rest.params[1], kAgainstR);
    EXPECT_LT(result.params[1], -15.0);
    ASSERT_FALSE(result.notes.empty());
    EXPECT_NE(result.notes[0].find("'closed'"), std::string::npos);
  }
}

TEST(Glm, CountsThatVaryLessThanPoissonHaveInfiniteThetaAndPoissonCoefficients) {
  Eigen::MatrixXd x(6, 1);
  x << 1, 2, 3, 4, 5, 6;
  Eigen::VectorXd y(6);
  y << 2, 3, 4, 5, 6, 7;
  GlmOptions options;
  options.family = Family::kNegativeBinomial;
  const GlmResult negative_binomial = fit_glm(x, y, {}, true, options);
  options.family = Family::kPoisson;
  const GlmResult poisson = fit_glm(x, y, {}, true, options);
  EXPECT_TRUE(std::isinf(negative_binomial.statistics.at("theta")));
  EXPECT_EQ(negative_binomial.params, poisson.params);
  EXPECT_NEAR(negative_binomial.aic, poisson.aic + 2.0, kByHand);
  EXPECT_EQ(negative_binomial.notes.size(), 1U);
}

TEST(Glm, TheDispersionCanBeEstimatedForCounts) {
  Case one = cases().at("poisson_warpbreaks");
  const GlmResult plain = fit(one);
  one.options.estimate_dispersion = true;
  const GlmResult scaled = fit(one);
  const double dispersion = plain.statistics.at("pearson") / plain.residual_df;
  EXPECT_NEAR(scaled.scale, dispersion, kByHand);
  EXPECT_LT((scaled.covariance - dispersion * plain.covariance).norm(), kByHand);
  EXPECT_EQ(scaled.reference, Reference::kStudent);
}

TEST(Glm, AGammaModelWhoseInverseLinkStartsOutsideItsRangeStillFindsItsWay) {
  // 1/y falls faster than a line: the first regression gives a negative fitted mean.
  Eigen::MatrixXd x(6, 1);
  x << 0, 1, 2, 3, 4, 10;
  Eigen::VectorXd y(6);
  y << 0.5, 0.7, 1.5, 3.0, 40.0, 300.0;
  GlmOptions options;
  options.family = Family::kGamma;
  options.link = Link::kInverse;
  const GlmResult result = fit_glm(x, y, {}, true, options);
  EXPECT_TRUE((result.fitted.array() > 0.0).all());
  EXPECT_TRUE(result.converged || !result.notes.empty());
  EXPECT_LE(result.statistics.at("deviance"), result.statistics.at("null_deviance"));
}

TEST(Glm, AmountsThatAreNotWholeHaveNoPoissonLikelihoodAndANote) {
  Eigen::MatrixXd x(4, 1);
  x << 1, 2, 3, 4;
  const GlmResult result = fit_glm(x, Eigen::Vector4d(1.5, 2.25, 3.0, 7.1), {}, true, {});
  EXPECT_TRUE(std::isnan(result.loglik) && std::isnan(result.aic));
  EXPECT_NEAR(result.fitted.sum(), 13.85, kByHand);
  EXPECT_EQ(result.notes.size(), 1U);
}

TEST(Glm, AColumnFarFromZeroLosesNoDigits) {
  const Case& one = cases().at("poisson_warpbreaks");
  Eigen::MatrixXd x(one.x.rows(), 1);
  for (Index i = 0; i < x.rows(); ++i) x(i, 0) = static_cast<double>(i % 16);
  const GlmResult near = fit_glm(x, one.y, {}, true, {});
  for (const GlmCovariance kind : {GlmCovariance::kModel, GlmCovariance::kHc1}) {
    GlmOptions options;
    options.covariance = kind;
    const GlmResult here = fit_glm(x, one.y, {}, true, options);
    const GlmResult far = fit_glm((x.array() + 1048576.0).matrix(), one.y, {}, true, options);
    EXPECT_TRUE(far.converged);
    EXPECT_NEAR(far.params[1], near.params[1], 1e-12);
    EXPECT_NEAR(far.params[0], near.params[0] - 1048576.0 * near.params[1], 1e-8);
    EXPECT_NEAR(far.standard_errors()[1] / here.standard_errors()[1], 1.0, 1e-10);
    // The variance at the old origin.
    const double origin = far.covariance(0, 0) + 2.0 * 1048576.0 * far.covariance(0, 1) +
                          1048576.0 * 1048576.0 * far.covariance(1, 1);
    EXPECT_NEAR(origin, here.covariance(0, 0), 1e-3 * here.covariance(0, 0));
  }
}

TEST(Glm, AGammaModelThatFitsExactlyHasNoLikelihoodAndSaysSo) {
  Eigen::MatrixXd x(3, 2);
  x << 1, 4, 2, 1, 3, 7;
  GlmOptions options;
  options.family = Family::kGamma;
  const GlmResult result = fit_glm(x, Eigen::Vector3d(1.0, 5.0, 2.0), {}, true, options);
  EXPECT_TRUE(std::isnan(result.loglik) && std::isnan(result.aic));
  EXPECT_EQ(result.notes.size(), 2U);
  EXPECT_TRUE(result.params.allFinite());
}

}  // namespace regression_glm_test
