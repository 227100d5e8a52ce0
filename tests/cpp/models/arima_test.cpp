// SPDX-License-Identifier: Apache-2.0
#include <dubao/models/auto_arima.hpp>

#include <Eigen/Cholesky>
#include <limits>

namespace models_arima_test {

using dubao::Index;
using dubao::data::kMissing;
using dubao::data::Regressors;
using dubao::data::Series;
namespace models = dubao::models;
namespace arima = dubao::models::arima;

models::Arima::Options options_of(models::ArimaOrder order, Index season_length = 1,
                                  std::optional<double> box_cox = {}) {
  models::Arima::Options options;
  options.order = order;
  options.common = {.season_length = season_length, .box_cox = box_cox};
  return options;
}

models::Arima make(models::ArimaOrder order, Index season_length = 1, std::optional<double> box_cox = {}) {
  return models::Arima(options_of(order, season_length, box_cox));
}

std::vector<double> simulated(int n, double phi, double theta, std::uint64_t seed, bool integrated) {
  dubao::data::RandomStream random(seed, 7, 0);
  std::vector<double> out;
  double x = 0.0;
  double before = random.normal();
  double level = 100.0;
  for (int t = -20; t < n; ++t) {
    const double e = random.normal();
    x = phi * x + e + theta * before;
    before = e;
    level = integrated ? level + x : 100.0 + x;
    if (t >= 0) out.push_back(level);
  }
  return out;
}

const models::ArimaOrder k111{.p = 1, .d = 1, .q = 1};

TEST(Arima, TheExampleOfTheHeaderHolds) {
  const auto fitted =
      make({.p = 0, .d = 1, .q = 1}).fit(Series::annual(2000, {10, 12, 11, 13, 14, 13, 15, 16, 15, 17}));
  EXPECT_EQ(fitted->summary().name, "ARIMA(0,1,1)");
}

// Dense likelihood by the covariance matrix of the series: another way to the same number.
TEST(Arima, LikelihoodIsThatOfTheDenseCovariance) {
  const std::vector<double> y = simulated(14, 0.6, 0.4, 3, false);
  const auto fitted = make({.p = 1, .q = 1, .mean = true}).fit(Series::annual(2000, y));
  std::map<std::string, double> params(fitted->summary().params.begin(), fitted->summary().params.end());
  const double phi = params.at("ar1");
  const double theta = params.at("ma1");
  const auto n = static_cast<Eigen::Index>(y.size());
  Eigen::MatrixXd v(n, n);
  const double g0 = (1.0 + 2.0 * phi * theta + theta * theta) / (1.0 - phi * phi);
  const double g1 = (1.0 + phi * theta) * (phi + theta) / (1.0 - phi * phi);
  for (Eigen::Index i = 0; i < n; ++i) {
    for (Eigen::Index j = 0; j < n; ++j) {
      const auto lag = static_cast<double>(std::abs(i - j));
      v(i, j) = i == j ? g0 : g1 * std::pow(phi, lag - 1.0);
    }
  }
  const Eigen::VectorXd z = Eigen::Map<const Eigen::VectorXd>(y.data(), n).array() - params.at("intercept");
  const Eigen::LLT<Eigen::MatrixXd> root(v);
  const double sum = z.dot(root.solve(z));
  const double log_determinant = 2.0 * root.matrixL().toDenseMatrix().diagonal().array().log().sum();
  const auto count = static_cast<double>(n);
  const double loglik = -0.5 * (count * std::log(arima::kTwoPi * sum / count) + count + log_determinant);
  EXPECT_NEAR(fitted->summary().loglik, loglik, 1e-8);
}

TEST(Arima, ScalingByAPowerOfTwoScalesEveryBit) {
  const std::vector<double> y = simulated(25, 0.5, -0.4, 11, true);
  std::vector<double> scaled = y;
  for (double& v : scaled) v = std::ldexp(v, 700);
  const auto check = [&](const models::Model& model) {
    const auto one = model.fit(Series::annual(2000, y, "a"));
    const auto two = model.fit(Series::annual(2000, scaled, "a"));
    EXPECT_EQ(one->summary().name, two->summary().name);
    const auto mean = one->mean(5);
    const auto other = two->mean(5);
    for (std::size_t h = 0; h < mean.size(); ++h) EXPECT_EQ(std::ldexp(mean[h], 700), other[h]);
    const auto paths = one->draws(3, 20, 5).paths();
    const auto scaled_paths = two->draws(3, 20, 5).paths();
    for (Index d = 0; d < 20; ++d) EXPECT_EQ(std::ldexp(paths(d, 2), 700), scaled_paths(d, 2));
  };
  check(make(k111));
  check(make({.p = 2, .mean = true}));
  check(models::AutoArima());
}

TEST(Arima, ShiftingTheDataShiftsAForecastWithAMean) {
  const std::vector<double> y = simulated(20, 0.5, 0.0, 13, false);
  std::vector<double> shifted = y;
  for (double& v : shifted) v += 37.5;
  const auto model = make({.p = 1, .mean = true});
  const auto one = model.fit(Series::annual(2000, y))->mean(4);
  const auto two = model.fit(Series::annual(2000, shifted))->mean(4);
  for (std::size_t h = 0; h < one.size(); ++h) EXPECT_NEAR(one[h] + 37.5, two[h], 1e-4);
}

TEST(Arima, EveryLengthAndEveryMonsterHasAFiniteForecast) {
  std::vector<std::vector<double>> monsters{std::vector<double>(12, 5.0),
                                            std::vector<double>(12, 0.0),
                                            {1, -1, 1, -1, 1, -1, 1, -1, 1, -1},
                                            {kMissing, 3, 4, kMissing, kMissing, 5, 6, 5, kMissing},
                                            {1, 2, 3, 1e6, 4, 5, 6, 7, 8, 9, 10, 11}};
  for (int n = 1; n <= 12; ++n) {
    monsters.push_back(simulated(n, 0.3, 0.2, 17, true));
    std::vector<double> line;
    for (int t = 0; t < n; ++t) line.push_back(3.0 + 2.0 * t);
    monsters.push_back(line);
  }
  std::vector<std::unique_ptr<models::Model>> all;
  all.push_back(std::make_unique<models::Arima>(options_of(k111)));
  all.push_back(
      std::make_unique<models::Arima>(options_of({.p = 2, .q = 2, .P = 1, .D = 1, .mean = true}, 4)));
  all.push_back(std::make_unique<models::Arima>(options_of({.d = 1, .q = 1, .drift = true})));
  all.push_back(std::make_unique<models::AutoArima>());
  for (const auto& y : monsters) {
    for (const auto& model : all) {
      const auto fitted = model->fit(Series::annual(2000, y));
      for (const double v : fitted->mean(6))
        EXPECT_TRUE(std::isfinite(v)) << fitted->summary().name << y.size();
      EXPECT_TRUE(fitted->draws(6, 50, 1).paths().allFinite()) << fitted->summary().name << y.size();
      EXPECT_FALSE(fitted->summary().notes.empty());
    }
  }
}

TEST(Arima, HeldParametersGiveTheSameBits) {
  std::vector<double> y = simulated(30, 0.5, 0.3, 23, true);
  y[4] = kMissing;
  const Series series = Series::annual(2000, y, "held").with_break(2015);
  const auto check = [&series](const models::Model& model) {
    const auto first = model.fit(series);
    const auto again = model.fit_with_parameters(series, {}, first->summary().params);
    EXPECT_EQ(first->summary().loglik, again->summary().loglik);
    EXPECT_EQ(first->mean(4), again->mean(4));
    EXPECT_EQ(first->draws(4, 30, 9).paths(), again->draws(4, 30, 9).paths());
  };
  check(make(k111));
  check(models::AutoArima());
  EXPECT_THROW((void)make(k111).fit_with_parameters(series, {}, {{"alpha", 0.5}}), dubao::InputError);
}

TEST(Arima, RegressorsAreEstimatedAndTheirFutureIsUsed) {
  std::vector<double> y = simulated(24, 0.4, 0.0, 29, false);
  Regressors::Matrix x(27, 1);
  for (Index t = 0; t < 27; ++t) x(t, 0) = std::sin(1.7 * static_cast<double>(t)) * 1000.0;
  for (std::size_t t = 0; t < y.size(); ++t) y[t] += 0.02 * x(static_cast<Index>(t), 0);
  const auto fitted =
      make({.p = 1, .mean = true}).fit_with_regressors(Series::annual(2000, y), Regressors({"wave"}, x));
  std::map<std::string, double> params(fitted->summary().params.begin(), fitted->summary().params.end());
  EXPECT_NEAR(params.at("wave"), 0.02, 0.002);
  const auto mean = fitted->mean(3);
  Regressors::Matrix other = x.bottomRows(3);
  other(2, 0) += 100.0;
  const auto moved = fitted->with_future(other)->mean(3);
  EXPECT_EQ(mean[0], moved[0]);
  EXPECT_NEAR(moved[2] - mean[2], 100.0 * params.at("wave"), 1e-9);
  EXPECT_THROW((void)fitted->mean(4), dubao::InputError);
}

TEST(Arima, ABreakIsALevelShiftAndTheForecastContinuesTheLastDefinition) {
  std::vector<double> y = simulated(24, 0.0, 0.0, 31, false);
  for (std::size_t t = 0; t < 12; ++t) y[t] -= 40.0;
  const auto fitted = make({.p = 1, .mean = true}).fit(Series::annual(2000, y).with_break(2012));
  std::map<std::string, double> params(fitted->summary().params.begin(), fitted->summary().params.end());
  EXPECT_NEAR(params.at("shift1"), -40.0, 1.5);
  EXPECT_NEAR(fitted->mean(5)[4], 100.0, 1.5);
}

TEST(Arima, WrongArgumentsAreRefusedByName) {
  const auto id = [](auto&& make_model) {
    try {
      make_model();
    } catch (const dubao::Error& error) {
      return error.id();
    }
    return std::string("accepted");
  };
  EXPECT_EQ(id([] { (void)make({.p = -1}); }), "E-ARI-001");
  EXPECT_EQ(id([] { (void)make({.p = 1}, -4); }), "E-ARI-002");
  EXPECT_EQ(id([] {
              (void)make({.p = 1}, 1, 0.0).fit(Series::annual(1, {1, 2, -3, 4, 5, 6, 7}));
            }),
            "E-ARI-003");
  EXPECT_EQ(id([] { (void)make({.p = 1}, 1, 7.0); }), "E-ARI-004");
  EXPECT_EQ(id([] { (void)make({.p = 1}).fit(Series::annual(1, {kMissing})); }), "E-MOD-001");
}

// Share of futures inside the uncalibrated 95 % interval, on data simulated from the model.
struct Cover {
  models::ArimaOrder order;
  double phi;
  double theta;
  bool integrated;
};
TEST(Arima, UncalibratedIntervalsCoverWhatTheyPromise) {
  constexpr int kSeries = 400;
  constexpr Index kHorizon = 3;
  constexpr double kLowest = 0.92;
  constexpr double kHighest = 0.97;
  const Cover cases[] = {
      {{.p = 1, .mean = true}, 0.6, 0.0, false}, {{.d = 1, .q = 1}, 0.0, -0.4, true}, {k111, 0.5, 0.2, true}};
  for (const int n : {15, 20, 30}) {
    int inside = 0;
    int all = 0;
    for (const Cover& one : cases) {
      int own = 0;
      for (int s = 0; s < kSeries; ++s) {
        const auto path = simulated(n + static_cast<int>(kHorizon), one.phi, one.theta,
                                    static_cast<std::uint64_t>(1000 + s), one.integrated);
        const auto fitted = make(one.order).fit(Series::annual(2000, {path.begin(), path.begin() + n}));
        const auto draws = fitted->draws(kHorizon, 400, 3);
        for (Index h = 0; h < kHorizon; ++h) {
          const double future = path[static_cast<std::size_t>(n + h)];
          own += future >= draws.quantile(h, 0.025) && future <= draws.quantile(h, 0.975) ? 1 : 0;
        }
      }
      std::printf("n = %d, %s: %.3f\n", n, one.order.name().c_str(), own / (1.0 * kSeries * kHorizon));
      inside += own;
      all += kSeries * static_cast<int>(kHorizon);
    }
    EXPECT_GE(inside, kLowest * all) << n;
    EXPECT_LE(inside, kHighest * all) << n;
  }
}

}  // namespace models_arima_test
