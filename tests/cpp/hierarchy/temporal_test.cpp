// SPDX-License-Identifier: Apache-2.0
#include <dubao/hierarchy/temporal.hpp>

#include "temporal/oracle.hpp"

namespace hierarchy_temporal_test {

using dubao::Index;
using dubao::InputError;
using dubao::data::kMissing;
using namespace dubao::hierarchy;
using temporal_oracle::expect_near;
using temporal_oracle::oracle;

constexpr double kIdentity = 1e-12;  // aggregation, relative
constexpr double kAlgebra = 1e-9;
constexpr double kDigitsOfR = 1e-7;    // explicit inverses on the other side
constexpr double kDigitsOfRho = 1e-5;  // where the likelihood is flat to the last bit

Eigen::MatrixXd with_constant(const std::vector<double>& indicator) {
  Eigen::MatrixXd x(static_cast<Eigen::Index>(indicator.size()), 2);
  x.col(0).setOnes();
  x.col(1) = Eigen::Map<const Eigen::VectorXd>(indicator.data(), x.rows());
  return x;
}
// Largest relative difference between the aggregated path and the annual values.
double gap(const std::vector<double>& path, const std::vector<double>& low, Index ratio,
           TemporalAggregation how) {
  double worst = 0.0;
  for (std::size_t year = 0; year < low.size(); ++year) {
    if (std::isnan(low[year])) continue;
    double total = 0.0;
    for (Index q = 0; q < ratio; ++q) {
      const double value = path[year * static_cast<std::size_t>(ratio) + static_cast<std::size_t>(q)];
      if (how == TemporalAggregation::kLast) {
        total = value;
      } else {
        total += how == TemporalAggregation::kMean ? value / static_cast<double>(ratio) : value;
      }
    }
    worst = std::max(worst, std::abs(total - low[year]) / std::abs(low[year]));
  }
  return worst;
}

TEST(TemporalRegression, AgreesWithTheTextbookFormulasSolvedInR) {
  auto expected = oracle();
  const std::map<std::string, TemporalRegression> kinds{{"chow_lin", TemporalRegression::kChowLin},
                                                        {"litterman", TemporalRegression::kLitterman},
                                                        {"fernandez", TemporalRegression::kFernandez}};
  for (const auto& [name, kind] : kinds) {
    const TemporalDisaggregation found(expected["low"], with_constant(expected["indicator"]), 4,
                                       TemporalAggregation::kMean, kind);
    EXPECT_NEAR(found.rho(), expected[name + ".rho"][0], kDigitsOfRho) << name;
    EXPECT_NEAR(found.loglik(), expected[name + ".loglik"][0], kDigitsOfR) << name;
    EXPECT_NEAR(found.sigma() * found.sigma() / expected[name + ".sigma2"][0], 1.0, kDigitsOfRho) << name;
    expect_near(found.coefficients(), expected[name + ".beta"], kDigitsOfRho, name);
    expect_near(found.coefficient_errors(), expected[name + ".beta_se"], kDigitsOfRho, name);
    expect_near(found.mean(), expected[name + ".mean"], kDigitsOfRho, name);
    expect_near(found.standard_errors(), expected[name + ".se"], kDigitsOfRho, name);
  }
}

TEST(TemporalDisaggregation, AddsUpToTheAnnualValuesToTheLastDigitsWhateverMethodAggregationAndScale) {
  auto given = oracle();
  for (const double scale : {1.0, 1e-9, 1e12}) {
    std::vector<double> low = given["low"];
    low[7] = kMissing;
    for (double& value : low) value *= scale;
    // Denton's path is of the order of its indicator, and so is its rounding.
    std::vector<double> indicator = given["indicator"];
    for (double& value : indicator) value *= scale;
    for (const auto how :
         {TemporalAggregation::kSum, TemporalAggregation::kMean, TemporalAggregation::kLast}) {
      for (const bool proportional : {false, true}) {
        const auto path = denton(temporal_constraint(low, 4, 88, how), indicator, proportional);
        EXPECT_LT(gap(path, low, 4, how), kIdentity) << scale;
      }
      for (const auto kind : {TemporalRegression::kChowLin, TemporalRegression::kFernandez}) {
        const TemporalDisaggregation found(low, with_constant(given["indicator"]), 4, how, kind);
        EXPECT_LT(gap(found.mean(), low, 4, how), kIdentity) << scale;
        const auto draws = found.draws(5, 1);
        for (Index d = 0; d < draws.rows(); ++d) {
          const std::vector<double> path(draws.row(d).data(), draws.row(d).data() + draws.cols());
          EXPECT_LT(gap(path, low, 4, how), kIdentity) << scale;
        }
      }
    }
  }
}

TEST(TemporalDisaggregation, AnExactIndicatorIsFoundAndLeavesNoError) {
  std::vector<double> low;
  Eigen::MatrixXd x(42, 1);
  for (Eigen::Index t = 0; t < 42; ++t)
    x(t, 0) = 10.0 + 0.3 * static_cast<double>(t) + std::sin(static_cast<double>(t));
  for (Eigen::Index year = 0; year < 10; ++year) low.push_back(2.0 * x.col(0).segment(4 * year, 4).mean());
  const TemporalDisaggregation found(low, x, 4, TemporalAggregation::kMean, TemporalRegression::kChowLin);
  EXPECT_NEAR(found.coefficients()[0], 2.0, kAlgebra);
  EXPECT_NEAR(found.mean()[41], 2.0 * x(41, 0), kAlgebra);
  EXPECT_LT(found.standard_errors()[41], 1e-6);
}

TEST(TemporalDisaggregation, ErrorsAreZeroWhereTheLastValueIsGivenAndGrowAfterTheLastYear) {
  // A constant alone: nothing but the random walk of the residual.
  const TemporalDisaggregation found(oracle()["low"], Eigen::MatrixXd::Ones(88, 1), 4,
                                     TemporalAggregation::kLast, TemporalRegression::kFernandez);
  const auto errors = found.standard_errors();
  EXPECT_LT(errors[79], 1e-6 * errors[77]);
  EXPECT_GT(errors[81], errors[80]);
  EXPECT_GT(errors[87], errors[83]);
}

TEST(TemporalDisaggregation, PathsHaveTheMeanAndTheSpreadOfTheFormulasAndTheSameBitsForASeed) {
  auto given = oracle();
  // A random walk has no ρ: paths differ from the formulas by the uncertain variance alone.
  const TemporalDisaggregation found(given["low"], with_constant(given["indicator"]), 4,
                                     TemporalAggregation::kMean, TemporalRegression::kFernandez);
  const auto draws = found.draws(4000, 3, "a");
  EXPECT_TRUE((found.draws(7, 3, "a").array() == draws.topRows(7).array()).all());
  EXPECT_FALSE((found.draws(7, 3, "b").array() == draws.topRows(7).array()).any());
  const auto mean = found.mean();
  const auto errors = found.standard_errors();
  // A Student path with 18 degrees of freedom is √(18/16) wider.
  const double wider = std::sqrt(18.0 / 16.0);
  for (const Eigen::Index t : {3, 40, 79, 87}) {
    const auto i = static_cast<std::size_t>(t);
    const double centre = draws.col(t).mean();
    const double spread = std::sqrt((draws.col(t).array() - centre).square().mean());
    EXPECT_NEAR(centre, mean[i], 0.08 * errors[i]) << t;
    EXPECT_NEAR(spread / (wider * errors[i]), 1.0, 0.06) << t;
  }
}

TEST(TemporalDisaggregation, IntervalsOfPathsCoverTheQuartersTheyPromise) {
  // Simulated from the model: AR(1) residual 0.8, fifteen years, two further quarters.
  constexpr int kReplications = 60;
  int inside = 0;
  int count = 0;
  for (std::uint64_t replication = 0; replication < kReplications; ++replication) {
    dubao::data::RandomStream random(21, 0, replication);
    Eigen::MatrixXd x(62, 2);
    std::vector<double> truth;
    double walk = 50.0;
    double residual = random.normal() / 0.6;
    for (Eigen::Index t = 0; t < 62; ++t) {
      walk += 0.5 + random.normal();
      x(t, 0) = 1.0;
      x(t, 1) = walk;
      residual = 0.8 * residual + random.normal();
      truth.push_back(20.0 + 1.5 * walk + residual);
    }
    std::vector<double> low;
    for (std::size_t year = 0; year < 15; ++year) {
      low.push_back(0.25 *
                    (truth[4 * year] + truth[4 * year + 1] + truth[4 * year + 2] + truth[4 * year + 3]));
    }
    const TemporalDisaggregation found(low, x, 4, TemporalAggregation::kMean, TemporalRegression::kChowLin);
    const auto draws = found.draws(400, replication);
    for (const Eigen::Index t : {1, 21, 42, 59, 60, 61}) {
      std::vector<double> column(draws.col(t).begin(), draws.col(t).end());
      std::sort(column.begin(), column.end());
      const double y = truth[static_cast<std::size_t>(t)];
      inside += y >= dubao::data::sorted_quantile(column, 0.025) &&
                y <= dubao::data::sorted_quantile(column, 0.975);
      ++count;
    }
  }
  // 360 of which the six of a replication are dependent: two standard errors are about 0.03.
  EXPECT_NEAR(inside / static_cast<double>(count), 0.95, 0.035);
}

std::string refusal(const std::vector<double>& low, const Eigen::MatrixXd& x, Index ratio = 4) {
  try {
    (void)TemporalDisaggregation(low, x, ratio, TemporalAggregation::kSum, TemporalRegression::kChowLin);
  } catch (const InputError& error) {
    return error.problems().front().id;
  }
  return "";
}

TEST(TemporalDisaggregation, EachRefusalHasItsOwnId) {
  const std::vector<double> low{1, 2, 3, 4, 6};
  Eigen::MatrixXd x = Eigen::MatrixXd::Ones(20, 1);
  EXPECT_EQ(refusal(low, x, 1), "E-TMP-001");
  EXPECT_EQ(refusal({kMissing}, x), "E-TMP-002");
  EXPECT_EQ(refusal(low, x.topRows(19)), "E-TMP-003");
  EXPECT_EQ(refusal({1, 2}, x), "E-TMP-006");
  EXPECT_EQ(refusal(low, Eigen::MatrixXd::Ones(20, 2)), "E-TMP-007");
  EXPECT_EQ(refusal(low, Eigen::MatrixXd::Zero(20, 1)), "E-TMP-007");
  x(3, 0) = kMissing;
  EXPECT_EQ(refusal(low, x), "E-TMP-005");
}

}  // namespace hierarchy_temporal_test
