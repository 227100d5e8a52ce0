// SPDX-License-Identifier: Apache-2.0
#include <dubao/data/random.hpp>
#include <dubao/regression/partial_pooling.hpp>

#include "regression/panel/grunfeld.hpp"

namespace regression_partial_pooling_test {

using namespace dubao;
using namespace dubao::regression;

// nlme stops when its own criterion stands still: about five digits of a variance, more of what depends on it weakly.
constexpr double kVarianceOfNlme = 2e-5;
constexpr double kCoefficientsOfNlme = 2e-6;
constexpr double kLikelihoodOfNlme = 1e-9;

struct Simulated {
  Eigen::MatrixXd x;
  Eigen::VectorXd y;
  Groups groups;
  Eigen::MatrixXd truth;  // groups × (intercept, slope)
};

Simulated simulate(Index count, Index periods, double between, double noise, std::uint64_t draw) {
  Simulated out;
  data::RandomStream random(11, data::hash_key("pooling"), draw);
  out.x.resize(count * periods, 1);
  out.y.resize(count * periods);
  out.truth.resize(count, 2);
  for (Index g = 0; g < count; ++g) {
    out.groups.labels.push_back("g" + std::to_string(g));
    out.truth.row(g) << 2.0 + between * random.normal(), 1.0 + between * random.normal();
    for (Index t = 0; t < periods; ++t) {
      const Index i = g * periods + t;
      out.groups.code.push_back(g);
      out.x(i, 0) = random.normal();
      out.y[i] = out.truth(g, 0) + out.truth(g, 1) * out.x(i, 0) + noise * random.normal();
    }
  }
  return out;
}

Eigen::MatrixXd separate(const Simulated& s, Index periods) {
  Eigen::MatrixXd out(s.truth.rows(), 2);
  for (Index g = 0; g < out.rows(); ++g) {
    const Design design = make_design(s.x.middleRows(g * periods, periods), {}, true);
    out.row(g) = OrthogonalFactor(design.x).solve(s.y.segment(g * periods, periods)).transpose();
  }
  return out;
}

TEST(PartialPooling, AgreesWithNlme) {
  int compared = 0;
  for (const std::string name :
       {"pooling_orthodont", "pooling_orthodont_correlated", "pooling_orthodont_unbalanced"}) {
    const bool unbalanced = name == "pooling_orthodont_unbalanced";
    std::vector<double> age;
    std::vector<double> distance;
    std::vector<std::string> subject;
    for (const golden::Row& row : golden::read("regression/orthodont.csv")) {
      if (row.at("case") != (unbalanced ? name : "pooling_orthodont")) continue;
      age.push_back(golden::number(row, "age"));
      distance.push_back(golden::number(row, "distance"));
      subject.push_back(row.at("subject"));
    }
    const Eigen::Map<const Eigen::VectorXd> x(age.data(), static_cast<Index>(age.size()));
    const Eigen::Map<const Eigen::VectorXd> y(distance.data(), x.size());
    PartialPoolingOptions options;
    options.correlated = name == "pooling_orthodont_correlated";
    const PartialPoolingResult fit = fit_partial_pooling(x, y, {"age"}, grunfeld::groups(subject), options);
    EXPECT_TRUE(fit.converged);
    for (const auto& [key, expected] : grunfeld::answers(name)) {
      const auto& [item, column] = key;
      double ours = 0.0;
      double tolerance = kCoefficientsOfNlme;
      if (item == "group") {
        const auto slash = column.find('/');
        ours = fit.group_params(grunfeld::position(fit.groups, column.substr(0, slash)),
                                grunfeld::position(fit.names, column.substr(slash + 1)));
      } else if (item == "coefficient") {
        ours = fit.params[grunfeld::position(fit.names, column)];
      } else if (item == "error") {
        ours = fit.standard_errors()[grunfeld::position(fit.names, column)];
      } else if (item == "variance") {
        ours = fit.statistics.at("variance_" + column);
        tolerance = kVarianceOfNlme;
      } else {
        ours = item == "scale"    ? fit.scale
               : item == "loglik" ? fit.loglik
               : item == "aic"    ? fit.aic
                                  : fit.bic;
        tolerance = item == "scale" ? kCoefficientsOfNlme : kLikelihoodOfNlme;
      }
      EXPECT_NEAR(ours, expected, tolerance * std::abs(expected)) << name << ' ' << item << ' ' << column;
      ++compared;
    }
  }
  EXPECT_EQ(compared, 3 * 16);
}

TEST(PartialPooling, BeatsBothExtremesWhereGroupsDifferModerately) {
  double pooled = 0.0;
  double apart = 0.0;
  double partial = 0.0;
  for (std::uint64_t draw = 0; draw < 40; ++draw) {
    const Simulated s = simulate(34, 6, 0.5, 1.0, draw);
    const PartialPoolingResult fit = fit_partial_pooling(s.x, s.y, {}, s.groups);
    partial += (fit.group_params - s.truth).squaredNorm();
    apart += (separate(s, 6) - s.truth).squaredNorm();
    const Design design = make_design(s.x, {}, true);
    pooled += (s.truth.rowwise() - OrthogonalFactor(design.x).solve(s.y).transpose()).squaredNorm();
  }
  EXPECT_LT(partial, 0.75 * pooled);
  EXPECT_LT(partial, 0.75 * apart);
}

TEST(PartialPooling, TendsToPooledAndToSeparateRegressionsAtTheLimits) {
  const Simulated far = simulate(12, 8, 300.0, 0.01, 1);
  const PartialPoolingResult own = fit_partial_pooling(far.x, far.y, {}, far.groups);
  EXPECT_LT((own.group_params - separate(far, 8)).cwiseAbs().maxCoeff(), 1e-6);
  EXPECT_GT(own.shrinkage.minCoeff(), 1.0 - 1e-6);
  // Responses without any differences between groups: each group is the mirror of another.
  Simulated same = simulate(12, 8, 0.0, 1.0, 2);
  for (Index g = 0; g < 12; ++g) {
    for (Index t = 0; t < 8; ++t) {
      same.x(g * 8 + t, 0) = static_cast<double>(t % 4) - 1.5;
      same.y[g * 8 + t] = 2.0 + same.x(g * 8 + t, 0) + (t < 4 ? 1.0 : -1.0) * (g % 2 == 0 ? 0.5 : -0.5);
    }
  }
  const PartialPoolingResult one = fit_partial_pooling(same.x, same.y, {}, same.groups);
  EXPECT_LT((one.group_params.rowwise() - Eigen::RowVector2d(2.0, 1.0)).cwiseAbs().maxCoeff(), 1e-9);
  EXPECT_EQ(one.shrinkage.maxCoeff(), 0.0);
  EXPECT_EQ(one.between.norm(), 0.0);
}

TEST(PartialPooling, IntervalsOfGroupsCoverTheTruthAboutAsOftenAsTheySay) {
  Index inside = 0;
  Index all = 0;
  for (std::uint64_t draw = 100; draw < 140; ++draw) {
    const Simulated s = simulate(34, 6, 0.6, 1.0, draw);
    const PartialPoolingResult fit = fit_partial_pooling(s.x, s.y, {}, s.groups);
    const double factor = interval_factor(0.95, fit.reference, fit.residual_df);
    for (Index g = 0; g < 34; ++g) {
      for (Index j = 0; j < 2; ++j, ++all) {
        if (std::abs(fit.group_params(g, j) - s.truth(g, j)) <= factor * fit.group_errors(g, j)) ++inside;
      }
    }
  }
  const double share = static_cast<double>(inside) / static_cast<double>(all);
  EXPECT_GT(share, 0.93);
  EXPECT_LT(share, 0.97);
}

TEST(PartialPooling, UnitsOfColumnsAndResponseDoNotMatter) {
  const Simulated s = simulate(10, 6, 0.7, 1.0, 5);
  const PartialPoolingResult a = fit_partial_pooling(s.x, s.y, {}, s.groups);
  const Eigen::MatrixXd moved = (1e3 * s.x.array() + 2e5).matrix();
  const PartialPoolingResult b = fit_partial_pooling(moved, 1e4 * s.y, {}, s.groups);
  EXPECT_NEAR(b.params[1], 10.0 * a.params[1], 1e-6);
  EXPECT_LT((b.shrinkage - a.shrinkage).cwiseAbs().maxCoeff(), 1e-6);
  EXPECT_LT((b.fitted - 1e4 * a.fitted).cwiseAbs().maxCoeff(), 1e-2);
  EXPECT_NEAR(b.statistics.at("variance_x1"), 100.0 * a.statistics.at("variance_x1"), 1e-4);
}

TEST(PartialPooling, OnlyTheNamedCoefficientsDifferAndWrongNamesAreRefused) {
  const Simulated s = simulate(10, 6, 0.7, 1.0, 6);
  PartialPoolingOptions options;
  options.varying = {"x1"};
  const PartialPoolingResult fit = fit_partial_pooling(s.x, s.y, {}, s.groups, options);
  EXPECT_EQ(fit.shrinkage.cols(), 1);
  EXPECT_LT((fit.residuals + fit.fitted - s.y).cwiseAbs().maxCoeff(), 1e-12);
  options.varying = {"gdp"};
  try {
    (void)fit_partial_pooling(s.x, s.y, {}, s.groups, options);
    FAIL();
  } catch (const InputError& error) {
    EXPECT_EQ(error.id(), "E-PNL-010");
  }
  try {
    (void)fit_partial_pooling(s.x.topRows(12), s.y.head(12), {},
                              {{0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1}, {"a", "b"}});
    FAIL();
  } catch (const ModelError& error) {
    EXPECT_EQ(error.id(), "E-PNL-011");
  }
}

TEST(PartialPooling, GroupsOfOneRowBorrowFromTheOthers) {
  Simulated s = simulate(12, 6, 0.5, 0.5, 7);
  std::vector<Index> rows;
  Groups groups = s.groups;
  groups.code.clear();
  for (Index i = 0; i < 72; ++i) {
    if (i % 6 > 0 && i < 18) continue;  // three groups keep one row
    rows.push_back(i);
    groups.code.push_back(s.groups.of(i));
  }
  const PartialPoolingResult fit = fit_partial_pooling(s.x(rows, Eigen::all), s.y(rows), {}, groups);
  EXPECT_TRUE(fit.group_params.allFinite() && fit.group_errors.allFinite());
  EXPECT_LT(fit.shrinkage(0, 1), fit.shrinkage(11, 1));
}

}  // namespace regression_partial_pooling_test
