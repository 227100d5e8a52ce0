// SPDX-License-Identifier: Apache-2.0
//
// Filter by hand, and against the same model as one normal vector (brute_force.hpp).
#include <dubao/models/state_space/filter.hpp>

#include <gtest/gtest.h>
#include <models/state_space/brute_force.hpp>
#include <models/state_space/cases.hpp>

#include <limits>

namespace models_state_space_filter_test {

using dubao::Index;
using dubao::data::kMissing;
using namespace dubao::models::state_space;
using dubao::test::Case;
using dubao::test::cases;
using dubao::test::Data;
using dubao::test::data_of;
using dubao::test::kAlgebra;

// A few additions and divisions of numbers of size one.
constexpr double kByHand = 1e-14;

TEST(Filter, DevianceAndPredictionAreThoseOfTheNormalVector) {
  for (const Case& c : cases()) {
    const System<double> system(c.shape, c.parameters);
    const Data data = data_of(c);
    const auto exact = dubao::test::brute_force(system, data.observations());
    Workspace<double> w;
    w.resize(system.states(), c.n);
    ASSERT_EQ(filter(system, data.observations(), w), 0) << c.name;
    const Sums total = sums(w);
    EXPECT_EQ(total.regular, total.observed - c.shape.diffuse()) << c.name;
    // The normal vector has its diffuse states in period 0, the filter in the first period with a value: log |T^lead|² lies
    // between the two, a damped slope's 2 lead log φ.
    const double deviance =
        exact.deviance - 2.0 * static_cast<double>(data.observations().lead()) * std::log(c.parameters.phi);
    EXPECT_NEAR(total.squares + total.logarithms, deviance, kAlgebra * (1.0 + std::abs(deviance))) << c.name;
    for (Index i = 0; i < system.states(); ++i) {
      EXPECT_NEAR(w.mean[dubao::models::detail::at(i)], exact.predicted[i], kAlgebra * 10.0) << c.name << i;
      for (Index j = 0; j < system.states(); ++j) {
        EXPECT_NEAR(w.cov[dubao::models::detail::at(i * system.states() + j)], exact.predicted_cov(i, j),
                    kAlgebra * 10.0)
            << c.name << i << j;
      }
    }
  }
}

TEST(Filter, AnOverparametrisedModelLeavesADiffuseStateOpen) {
  const System<double> system({.slope = true, .effects = 1}, {1.0, 0.1, 0.1});
  // The effect is the same in every period: a second level.
  const std::vector<double> y{1, 2, 4, 3, 5};
  const std::vector<double> effects(5, 1.0);
  Workspace<double> w;
  w.resize(3, 5);
  EXPECT_EQ(filter(system, {&y, nullptr, &effects}, w), 1);
}

TEST(Filter, AModelWithoutAnyVarianceIsRefused) {
  const System<double> system({}, {});
  const std::vector<double> y{1, 2, 4};
  Workspace<double> w;
  w.resize(1, 3);
  EXPECT_EQ(filter(system, {&y, nullptr, nullptr}, w), -1);
}

TEST(Filter, FollowsTheLocalLevelByHandThroughAMissingValue) {
  const System<double> system({}, {.irregular = 1.0, .level = 2.0});
  const std::vector<double> y{1.0, 3.0, kMissing, 4.0};
  Workspace<double> w;
  w.resize(1, 4);
  std::vector<double> predicted;
  std::vector<double> variances;
  const auto store = [&](Index, const Workspace<double>& now) {
    predicted.push_back(now.mean[0]);
    variances.push_back(now.cov[0]);
  };
  ASSERT_EQ(filter(system, {&y, nullptr, nullptr}, w, store), 0);
  // The first value fixes the level with variance 1; 1 + 2 = 3, gain 3/4; 3/4 + 2 = 2.75; nothing learnt: 4.75.
  EXPECT_EQ(predicted, (std::vector<double>{0.0, 1.0, 2.5, 2.5}));
  EXPECT_EQ(variances, (std::vector<double>{0.0, 3.0, 2.75, 4.75}));
  EXPECT_EQ(w.step, (std::vector<Step>{Step::kDiffuse, Step::kRegular, Step::kMissing, Step::kRegular}));
  EXPECT_EQ(w.v[1], 2.0);
  EXPECT_EQ(w.f[1], 4.0);
  EXPECT_NEAR(w.mean[0], 2.5 + 4.75 / 5.75 * 1.5, kByHand);
  EXPECT_NEAR(w.cov[0], 4.75 / 5.75 + 2.0, kByHand);
  const Sums total = sums(w);
  EXPECT_EQ(total.observed, 3);
  EXPECT_EQ(total.regular, 2);
  EXPECT_NEAR(total.squares, 4.0 / 4.0 + 1.5 * 1.5 / 5.75, kByHand);
  EXPECT_NEAR(total.logarithms, std::log(1.0) + std::log(4.0) + std::log(5.75), kByHand);
}

TEST(Filter, PeriodsBeforeTheFirstValueChangeNoBit) {
  // φ^(2·200) = 4e-39: carried through the gap, nothing would be left of the diffuse slope.
  const System<double> system({.slope = true, .damped = true}, {1.0, 0.5, 0.1, 0.0, 0.0, 0.8});
  std::vector<double> y{1.0, 3.0, 2.0, 4.0, kMissing, 5.0};
  Workspace<double> own;
  own.resize(2, 6);
  ASSERT_EQ(filter(system, {&y, nullptr, nullptr}, own), 0);
  y.insert(y.begin(), 200, kMissing);
  Workspace<double> late;
  late.resize(2, 206);
  Index first = -1;
  const auto store = [&](Index t, const Workspace<double>&) { first = first < 0 ? t : first; };
  ASSERT_EQ(filter(system, {&y, nullptr, nullptr}, late, store), 0);
  EXPECT_EQ(first, 200);
  EXPECT_EQ(own.mean, late.mean);
  EXPECT_EQ(own.cov, late.cov);
  const Sums short_sums = sums(own);
  const Sums long_sums = sums(late);
  EXPECT_EQ(short_sums.squares, long_sums.squares);
  EXPECT_EQ(short_sums.logarithms, long_sums.logarithms);
  EXPECT_EQ(long_sums.observed, 5);
}

TEST(Filter, AKnownVarianceIsAnIrregularOfThatPeriod) {
  const std::vector<double> y{1.0, 3.0, 2.0, 4.0};
  const std::vector<double> known(4, 0.75);
  Workspace<double> own;
  Workspace<double> given;
  own.resize(1, 4);
  given.resize(1, 4);
  ASSERT_EQ(filter(System<double>({}, {.irregular = 1.0, .level = 2.0}), {&y, nullptr, nullptr}, own), 0);
  ASSERT_EQ(filter(System<double>({}, {.irregular = 0.25, .level = 2.0}), {&y, &known, nullptr}, given), 0);
  EXPECT_EQ(own.f, given.f);
  EXPECT_EQ(own.v, given.v);
}

TEST(Filter, AnInnovationThatIsNotFiniteIsRefused) {
  const std::vector<double> y{1.0, std::numeric_limits<double>::infinity(), 2.0};
  Workspace<double> w;
  w.resize(1, 3);
  EXPECT_EQ(filter(System<double>({}, {.irregular = 1.0, .level = 1.0}), {&y, nullptr, nullptr}, w), -1);
}

}  // namespace models_state_space_filter_test
