// SPDX-License-Identifier: Apache-2.0
#include <dubao/models/dynamic_regression/ardl_regression.hpp>

#include "models/dynamic_regression/denmark.hpp"
#include <Eigen/QR>

namespace models_dynamic_regression_ardl_regression_test {

namespace dr = dubao::models::dynamic_regression;
using dubao::Index;
using dubao::data::kMissing;

// R and orthogonal triangles agree to this, relative.
constexpr double kRelative = 1e-9;

dr::ArdlData plain(std::vector<double> y) {
  dr::ArdlData out;
  out.definition.assign(y.size(), 0);
  out.x.resize(static_cast<Eigen::Index>(y.size()), 0);
  out.y = std::move(y);
  return out;
}

TEST(ArdlRegression, TheExampleOfTheHeaderHolds) {
  const dr::ArdlData data = plain({1, 2, 4, 8});
  const dr::ArdlOrder order{1, {}, false, false};
  const std::vector<Index> rows = dr::usable_rows(data, 1, 1);
  EXPECT_EQ(rows, (std::vector<Index>{1, 2, 3}));
  const dr::ArdlEstimate found = dr::estimate(order, dr::make_design(order, data, rows));
  EXPECT_NEAR(found.params[0], 2.0, 1e-14);
  EXPECT_NEAR(found.sum_of_squares, 0.0, 1e-20);
  EXPECT_EQ(order.name(), "ARDL(1) without intercept");
}

TEST(ArdlRegression, RowsWithGapsOrAcrossABreakAreLeftOut) {
  dr::ArdlData data = plain({1, 2, kMissing, 3, 4, 5, 6, 7});
  data.definition = {0, 0, 0, 0, 0, 1, 1, 1};
  data.definitions = 2;
  EXPECT_EQ(dr::usable_rows(data, 1, 0), (std::vector<Index>{1, 4, 6, 7}));
  EXPECT_EQ(dr::usable_rows(data, 2, 0), (std::vector<Index>{7}));
}

// Least squares on columns written out by hand, by another decomposition.
TEST(ArdlRegression, CoefficientsAreThoseOfTheNormalEquations) {
  const auto series = denmark::series();
  dr::ArdlData data = plain(series.values());
  const auto drivers = denmark::drivers({"LRY"});
  data.x = drivers.rows();
  data.names = drivers.names();
  const dr::ArdlOrder order{1, {1}, true, false};
  const dr::ArdlEstimate found =
      dr::estimate(order, dr::make_design(order, data, dr::usable_rows(data, 1, 1)));
  const auto n = static_cast<Eigen::Index>(series.size());
  Eigen::MatrixXd x(n - 1, 4);
  Eigen::VectorXd y(n - 1);
  for (Eigen::Index t = 1; t < n; ++t) {
    x.row(t - 1) << 1.0, series[t - 1], data.x(t, 0), data.x(t - 1, 0);
    y[t - 1] = series[t];
  }
  const Eigen::VectorXd b = x.colPivHouseholderQr().solve(y);
  for (Eigen::Index j = 0; j < 4; ++j) EXPECT_NEAR(found.params[j], b[j], kRelative * std::abs(b[j]));
  EXPECT_EQ(dr::column_names(order, data),
            (std::vector<std::string>{"intercept", "y.lag1", "LRY", "LRY.lag1"}));
}

TEST(ArdlRegression, TheChoiceIsTheLeastAiccOfRsRegressions) {
  const auto series = denmark::series();
  dr::ArdlData data = plain(series.values());
  const auto drivers = denmark::drivers({"LRY", "IBO"});
  data.x = drivers.rows();
  data.names = drivers.names();
  dr::ArdlLimits limits;
  limits.max_p = 3;
  limits.max_q = 2;
  EXPECT_EQ(dr::candidates(limits, 2).size(), 27U);
  const auto best = dr::choose_order(limits, data);
  ASSERT_TRUE(best.has_value());
  std::string least;
  double value = std::numeric_limits<double>::infinity();
  const std::vector<Index> rows = dr::usable_rows(data, 3, 3);
  for (const auto& [name, aicc] : denmark::oracle("choice", "aicc")) {
    const dr::ArdlOrder order{name[0] - '0', {name[2] - '0', name[4] - '0'}, true, false};
    EXPECT_NEAR(dr::estimate(order, dr::make_design(order, data, rows)).aicc, aicc, 1e-7) << name;
    if (aicc < value) {
      value = aicc;
      least = name;
    }
  }
  EXPECT_EQ(std::to_string(best->p) + "-" + std::to_string(best->q[0]) + "-" + std::to_string(best->q[1]),
            least);
}

TEST(ArdlRegression, ManyDriversShareTheirNumberOfLags) {
  dr::ArdlLimits limits;
  limits.max_q = 2;
  EXPECT_EQ(dr::candidates(limits, 9).size(), 2U * 3U);
}

}  // namespace models_dynamic_regression_ardl_regression_test
