// SPDX-License-Identifier: Apache-2.0
#include <dubao/models/ardl.hpp>

namespace models_ardl_test {

namespace dr = dubao::models::dynamic_regression;
using dubao::Index;
using dubao::InputError;
using dubao::data::kMissing;
using dubao::data::RandomStream;
using dubao::data::Regressors;
using dubao::data::Series;
using dubao::models::Ardl;
using dubao::models::Fitted;

const dr::FittedArdl& own(const Fitted& fitted) { return dynamic_cast<const dr::FittedArdl&>(fitted); }

struct Sample {
  Series series;
  Regressors drivers;
};

Sample sample(Index n, Index ahead = 0, double factor = 1.0) {
  RandomStream random(3, 1, 4);
  Eigen::MatrixXd x(n + ahead, 1);
  std::vector<double> y;
  double level = 5.0;
  double value = 20.0;
  for (Eigen::Index t = 0; t < n + ahead; ++t) {
    x(t, 0) = level += 0.3 + 0.2 * random.normal();
    value = 1.0 + 0.6 * value + 0.8 * level + 0.2 * random.normal();
    if (t < n) y.push_back(factor * value);
  }
  return {Series::annual(1990, y), Regressors({"output"}, x)};
}

bool has_note(const Fitted& fitted, const std::string& part) {
  for (const std::string& note : fitted.summary().notes) {
    if (note.find(part) != std::string::npos) return true;
  }
  return false;
}

TEST(Ardl, TheExampleOfTheHeaderHolds) {
  const Eigen::MatrixXd x = (Eigen::MatrixXd(8, 1) << 1, 3, 2, 5, 4, 6, 8, 7).finished();
  const auto fitted =
      Ardl({.p = 0, .q = std::vector<int>{0}})
          .fit_with_regressors(Series::annual(2000, {2, 6, 4, 10, 8, 12, 16, 14}), {{"x"}, x});
  EXPECT_NEAR(own(*fitted).effects()[0].long_run, 2.0, 1e-12);
  EXPECT_EQ(fitted->summary().name, "ARDL(0,0)");
}

TEST(Ardl, LagsAreChosenAndTheNotesSaySo) {
  const Sample s = sample(60);
  const auto fitted = Ardl().fit_with_regressors(s.series, s.drivers);
  EXPECT_TRUE(has_note(*fitted, "chosen by AICc among 6 orders"));
  EXPECT_NEAR(own(*fitted).effects()[0].long_run, 2.0, 0.2);
}

TEST(Ardl, LogarithmsGiveElasticitiesAndForecastsAboveZero) {
  RandomStream random(8, 8, 8);
  Eigen::MatrixXd x(45, 1);
  std::vector<double> y;
  for (Eigen::Index t = 0; t < 45; ++t) {
    x(t, 0) = 100.0 * std::exp(0.05 * static_cast<double>(t) + 0.1 * random.normal());
    if (t < 40) y.push_back(7.0 * std::pow(x(t, 0), 0.4) * std::exp(0.01 * random.normal()));
  }
  const auto fitted = Ardl({.p = 0, .q = std::vector<int>{0}, .log = true})
                          .fit_with_regressors(Series::annual(1980, y), {{"output"}, x});
  const auto effect = own(*fitted).effects()[0];
  EXPECT_NEAR(effect.short_run, 0.4, 4.0 * effect.short_run_error);
  EXPECT_GT(fitted->draws(5, 200, 1).paths().minCoeff(), 0.0);
  for (Index h = 0; h < 5; ++h)
    EXPECT_NEAR(fitted->mean(5)[static_cast<std::size_t>(h)] / (7.0 * std::pow(x(40 + h, 0), 0.4)), 1.0,
                0.02);
}

TEST(Ardl, AnotherUnitByAPowerOfTwoChangesNoBit) {
  const Sample a = sample(25, 3);
  const Sample b = sample(25, 3, 1024.0);
  const auto one = Ardl().fit_with_regressors(a.series, a.drivers);
  const auto two = Ardl().fit_with_regressors(b.series, b.drivers);
  EXPECT_EQ(one->draws(3, 20, 1).paths() * 1024.0, two->draws(3, 20, 1).paths());
  EXPECT_EQ(one->mean(3)[2] * 1024.0, two->mean(3)[2]);
  EXPECT_EQ(own(*one).effects()[0].long_run * 1024.0, own(*two).effects()[0].long_run);
}

TEST(Ardl, HeldParametersGiveTheSameBits) {
  for (const bool log : {false, true}) {
    const Sample s = sample(30, 4);
    const Ardl model({.log = log});
    const auto fitted = model.fit_with_regressors(s.series, s.drivers);
    const auto held = model.fit_with_parameters(s.series, s.drivers, fitted->summary().params);
    EXPECT_EQ(held->draws(4, 30, 2).paths(), fitted->draws(4, 30, 2).paths());
    EXPECT_EQ(held->mean(4), fitted->mean(4));
  }
  const Sample s = sample(30, 4);
  EXPECT_THROW((void)Ardl().fit_with_parameters(s.series, s.drivers, {{"intercept", 1.0}, {"other", 2.0}}),
               InputError);
}

TEST(Ardl, EveryNumberOfValuesGivesAForecast) {
  for (Index n = 1; n <= 14; ++n) {
    const Sample s = sample(n, 3);
    const auto fitted = Ardl({.trend = true}).fit_with_regressors(s.series, s.drivers);
    for (const double value : fitted->mean(3)) EXPECT_TRUE(std::isfinite(value)) << n;
    EXPECT_TRUE(fitted->draws(3, 50, 1).paths().allFinite()) << n;
    if (n <= 6) {
      EXPECT_TRUE(has_note(*fitted, "ladder")) << n;
    }
  }
}

TEST(Ardl, ADeclaredBreakIsALevelOfItsOwn) {
  const Sample s = sample(40, 3);
  std::vector<double> shifted = s.series.values();
  for (std::size_t t = 0; t < 20; ++t) shifted[t] += 500.0;
  const auto with = [&](std::vector<double> values) {
    return Ardl({.p = 1, .q = std::vector<int>{0}})
        .fit_with_regressors(Series::annual(1990, std::move(values)).with_break(2010), s.drivers);
  };
  const auto one = with(s.series.values());
  const auto two = with(shifted);
  // The level of the earlier definition is taken up by its shift.
  for (std::size_t h = 0; h < 3; ++h) EXPECT_NEAR(one->mean(3)[h], two->mean(3)[h], 1e-6);
}

TEST(Ardl, ADriverThatRepeatsAnotherIsLeftOutByName) {
  const Sample s = sample(30, 2);
  Eigen::MatrixXd x(32, 2);
  x << s.drivers.rows(), 2.0 * s.drivers.rows();
  const auto fitted = Ardl({.p = 1, .q = std::vector<int>{0, 0}})
                          .fit_with_regressors(s.series, Regressors({"a", "twice"}, x));
  EXPECT_TRUE(has_note(*fitted, "column 'twice' depends on earlier ones"));
  EXPECT_TRUE(std::isfinite(fitted->mean(2)[1]));
}

TEST(Ardl, WrongInputIsRefusedWithItsName) {
  const auto id_of = [](auto&& call) -> std::string {
    try {
      call();
    } catch (const dubao::Error& error) {
      return error.id();
    }
    return "";
  };
  const Sample s = sample(20);
  EXPECT_EQ(id_of([] { Ardl({.max_p = 0}); }), "E-DYN-004");
  EXPECT_EQ(id_of([] { Ardl({.q = std::vector<int>{-1}}); }), "E-DYN-004");
  EXPECT_EQ(id_of([&] {
              (void)Ardl({.q = std::vector<int>{0, 0}}).fit_with_regressors(s.series, s.drivers);
            }),
            "E-DYN-004");
  EXPECT_EQ(id_of([&] { (void)Ardl().fit_with_regressors(s.series, Regressors({"y"}, s.drivers.rows())); }),
            "E-DYN-005");
  EXPECT_EQ(id_of([&] {
              (void)Ardl({.log = true}).fit(Series::annual(2000, {1, 2, -3, 4, 5, 6}));
            }),
            "E-DYN-003");
  EXPECT_EQ(id_of([&] { (void)Ardl().fit_with_regressors(s.series, s.drivers)->mean(1); }), "E-REG-004");
  EXPECT_EQ(id_of([&] { (void)Ardl().fit(Series::annual(2000, {kMissing})); }), "E-MOD-001");
}

}  // namespace models_ardl_test
