// SPDX-License-Identifier: Apache-2.0
#include <dubao/models/ardl.hpp>

#include "models/dynamic_regression/denmark.hpp"

namespace models_dynamic_regression_fitted_ardl_test {

namespace dr = dubao::models::dynamic_regression;
using dubao::Index;
using dubao::data::RandomStream;
using dubao::data::Regressors;
using dubao::data::Series;
using dubao::models::Ardl;
using dubao::models::BoundsCase;
using dubao::models::Fitted;

// R's lm and orthogonal triangles agree to this, relative.
constexpr double kRelative = 1e-8;

struct Case {
  const char* name;
  Ardl::Options options;
  std::vector<std::string> drivers;
};

const std::vector<Case>& cases() {
  static const std::vector<Case> all{
      {"a", {.p = 3, .q = std::vector<int>{1, 3, 2}}, {"LRY", "IBO", "IDE"}},
      {"b", {.p = 2, .q = std::vector<int>{0, 2}, .trend = true}, {"LRY", "IBO"}},
      {"c", {.p = 1, .q = std::vector<int>{0, 0}, .intercept = false}, {"LRY", "IBO"}},
  };
  return all;
}

void expect_near(double found, double wanted, const std::string& what) {
  EXPECT_NEAR(found, wanted, kRelative * std::max(1.0, std::abs(wanted))) << what;
}

class ArdlAgainstR : public testing::TestWithParam<std::size_t> {
 protected:
  ArdlAgainstR()
      : one_(cases()[GetParam()]),
        fitted_(Ardl(one_.options).fit_with_regressors(denmark::series(), denmark::drivers(one_.drivers, 8))),
        own_(dynamic_cast<const dr::FittedArdl&>(*fitted_)) {}

  const Case& one_;
  std::unique_ptr<Fitted> fitted_;
  const dr::FittedArdl& own_;
};

TEST_P(ArdlAgainstR, CoefficientsErrorsAndCriteriaAreThoseOfLm) {
  const denmark::Values b = denmark::oracle(one_.name, "coefficient");
  const denmark::Values errors = denmark::oracle(one_.name, "error");
  const std::vector<std::string> names = own_.coefficient_names();
  const std::vector<double> own_errors = own_.standard_errors();
  ASSERT_EQ(names.size(), b.size());
  for (std::size_t j = 0; j < names.size(); ++j) {
    expect_near(fitted_->summary().params[j].second, b.at(names[j]), names[j]);
    expect_near(own_errors[j], errors.at(names[j]), names[j]);
  }
  const denmark::Values summary = denmark::oracle(one_.name, "summary");
  expect_near(fitted_->summary().loglik, summary.at("loglik"), "loglik");
  expect_near(fitted_->summary().aic, summary.at("aic"), "aic");
  expect_near(fitted_->summary().bic, summary.at("bic"), "bic");
  expect_near(fitted_->summary().sigma2, summary.at("sigma2"), "sigma2");
}

TEST_P(ArdlAgainstR, LongRunEffectsAndTheirErrorsAreThoseOfTheDeltaMethod) {
  const denmark::Values values = denmark::oracle(one_.name, "long_run");
  const denmark::Values errors = denmark::oracle(one_.name, "long_run_error");
  ASSERT_EQ(own_.effects().size(), values.size());
  for (const auto& effect : own_.effects()) {
    expect_near(effect.long_run, values.at(effect.driver), effect.driver);
    expect_near(effect.long_run_error, errors.at(effect.driver), effect.driver);
  }
}

TEST_P(ArdlAgainstR, TheErrorCorrectionFormIsItsOwnRegression) {
  const denmark::Values values = denmark::oracle(one_.name, "ecm");
  const denmark::Values errors = denmark::oracle(one_.name, "ecm_error");
  const auto form = own_.error_correction_form();
  ASSERT_EQ(form.size(), values.size());
  for (const auto& term : form) {
    expect_near(term.value, values.at(term.name), term.name);
    expect_near(term.error, errors.at(term.name), term.name);
  }
}

TEST_P(ArdlAgainstR, TheBoundsTestIsTheTestOfTheErrorCorrectionForm) {
  for (const auto& [which, f] : denmark::oracle(one_.name, "bounds_f")) {
    const auto test = own_.bounds_test(static_cast<BoundsCase>(std::stoi(which)), 0);
    expect_near(test.f, f, which);
    expect_near(test.t, denmark::oracle(one_.name, "bounds_t").at("y.lag1"), which);
  }
}

TEST_P(ArdlAgainstR, TheForecastIsTheRecursionOfTheCoefficients) {
  const denmark::Values values = denmark::oracle(one_.name, "mean");
  const std::vector<double> mean = fitted_->mean(8);
  for (Index h = 1; h <= 8; ++h)
    expect_near(mean[static_cast<std::size_t>(h - 1)], values.at(std::to_string(h)), std::to_string(h));
}

INSTANTIATE_TEST_SUITE_P(Denmark, ArdlAgainstR, testing::Values(0, 1, 2));

TEST(FittedArdl, CasesThatDoNotFitTheConstantsAreRefused) {
  const auto fitted = Ardl(cases()[0].options)
                          .fit_with_regressors(denmark::series(), denmark::drivers({"LRY", "IBO", "IDE"}));
  const auto& own = dynamic_cast<const dr::FittedArdl&>(*fitted);
  for (const BoundsCase which : {BoundsCase::kI, BoundsCase::kIV, BoundsCase::kV}) {
    EXPECT_THROW((void)own.bounds_test(which, 0), dubao::InputError);
  }
}

TEST(FittedArdl, WithoutAnOwnLagThereIsNoErrorCorrection) {
  const auto fitted = Ardl({.p = 0, .q = std::vector<int>{0}})
                          .fit_with_regressors(denmark::series(), denmark::drivers({"LRY"}));
  const auto& own = dynamic_cast<const dr::FittedArdl&>(*fitted);
  EXPECT_THROW((void)own.error_correction_form(), dubao::ModelError);
  EXPECT_THROW((void)own.bounds_test(BoundsCase::kIII, 0), dubao::ModelError);
}

// Simulated from the model, drivers known: 95 % intervals of the untouched draws cover 92 to 97 %.
TEST(FittedArdl, IntervalsCoverWhatTheySay) {
  constexpr Index kHorizon = 5;
  constexpr int kReplications = 400;
  for (const Index n : {15, 20, 30}) {
    Index inside = 0;
    for (int r = 0; r < kReplications; ++r) {
      RandomStream random(20261123, 4, static_cast<std::uint64_t>(r));
      Eigen::MatrixXd x(n + kHorizon, 1);
      std::vector<double> y;
      double level = 10.0;
      double value = 24.0;
      for (Eigen::Index t = 0; t < n + kHorizon; ++t) {
        x(t, 0) = level += random.normal();
        value = 2.0 + 0.5 * value + 1.0 * level + random.normal();
        y.push_back(value);
      }
      const Series series = Series::annual(1990, {y.begin(), y.begin() + n});
      const auto fitted =
          Ardl({.p = 1, .q = std::vector<int>{0}}).fit_with_regressors(series, Regressors({"x"}, x));
      const auto draws = fitted->draws(kHorizon, 400, 1);
      for (Index h = 0; h < kHorizon; ++h) {
        const auto interval = draws.interval(h, 0.95);
        const double actual = y[static_cast<std::size_t>(n + h)];
        inside += actual >= interval.lower && actual <= interval.upper ? 1 : 0;
      }
    }
    const double cover = static_cast<double>(inside) / (kReplications * kHorizon);
    RecordProperty("cover_" + std::to_string(n), std::to_string(cover));
    EXPECT_GE(cover, 0.92) << n;
    EXPECT_LE(cover, 0.97) << n;
  }
}

TEST(FittedArdl, AMissingLastValueIsPredictedFirst) {
  const std::vector<double> y{1, 2, 1.5, 2.5, 2, 3, 2.5, 3.5, 3, 4, 3.5, dubao::data::kMissing};
  const auto whole = Ardl({.p = 1}).fit(Series::annual(2000, {y.begin(), y.end() - 1}));
  const auto stale = Ardl({.p = 1}).fit(Series::annual(2000, y));
  EXPECT_NEAR(stale->mean(1)[0], whole->mean(2)[1], 1e-12);
}

}  // namespace models_dynamic_regression_fitted_ardl_test
