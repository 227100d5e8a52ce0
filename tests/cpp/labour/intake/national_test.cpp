// SPDX-License-Identifier: Apache-2.0
#include <dubao/labour/intake/national.hpp>

#include "labour/support.hpp"

namespace labour_intake_national_test {

using namespace dubao;                  // NOLINT: a test
using namespace dubao::labour::intake;  // NOLINT: a test
using labour::UncertainRate;
using labour::testing::Ids;
using labour::testing::kConserved;
using labour::testing::problem_ids;
using time::Period;

NationalOptions two_years() {
  NationalOptions out;
  out.first = Period::annual(2027);
  out.years = 2;
  out.growth_cap = 1.1;
  out.draws = 20;
  return out;
}

AnonymousInstitution institution(double wish, double fill) {
  AnonymousInstitution out;
  out.last_intake = 100.0;
  out.wish = wish;
  out.fill = UncertainRate::exactly(fill);
  return out;
}

TEST(NationalView, ExampleOfTheHeaderHolds) {
  const NationalView found = national_view({institution(0.2, 0.95)}, two_years());
  EXPECT_NEAR(found.announced.paths()(3, 0), 110.0, kConserved * 110.0);
  EXPECT_NEAR(found.actual.paths()(3, 1), 109.2025, kConserved * 110.0);
  EXPECT_EQ(found.set_by_cap, 1.0);
}

TEST(NationalView, PoorFillShrinksUnderTheCapWhateverIsWished) {
  NationalOptions options = two_years();
  options.years = 6;
  const NationalView found = national_view({institution(0.5, 0.85), institution(0.0, 1.0)}, options);
  EXPECT_EQ(found.shrinking, 0.5);
  EXPECT_LT(found.actual.paths()(0, 5), 100.0 + 100.0 * std::pow(1.1 * 0.85, 6) + 1e-6);
  EXPECT_NEAR(found.set_by_cap + found.set_by_wish + found.set_by_capacity, 1.0, kConserved);
}

TEST(NationalView, CapacityBindsAndGraduatesFollowTheirCohorts) {
  AnonymousInstitution one = institution(0.2, 1.0);
  one.capacity = 105.0;
  NationalOptions options = two_years();
  options.past_intakes = {80.0, 90.0, 100.0};  // 2024, 2025, 2026
  options.completion = UncertainRate::exactly(0.7);
  options.duration = {4, {0.75, 0.25}};
  const NationalView found = national_view({one}, options);
  EXPECT_EQ(found.set_by_capacity, 1.0);
  EXPECT_EQ(found.graduates.start(), Period::annual(2029));  // cohorts 2024 and 2025
  ASSERT_EQ(found.graduates.horizon(), 4);
  EXPECT_NEAR(found.graduates.paths()(0, 0), 0.7 * (0.75 * 90.0 + 0.25 * 80.0), kConserved * 100.0);
  EXPECT_NEAR(found.graduates.paths()(0, 2), 0.7 * (0.75 * 105.0 + 0.25 * 100.0), kConserved * 100.0);
  EXPECT_EQ(found.already_admitted[1], 1.0);
  EXPECT_NEAR(found.already_admitted[2], 25.0 / (25.0 + 78.75), kConserved);
  EXPECT_EQ(found.already_admitted[3], 0.0);
}

TEST(NationalView, SampleHasTheTotalAndSameBitsForAnyThreads) {
  InstitutionAssumptions given;
  given.median_intake = 300.0;
  given.size_spread = 0.8;
  given.headroom = {1.2, 0.9, 2.0};
  given.wish = {0.08, -0.05, 0.2};
  given.fill = {0.95, 0.7, 1.0};
  given.fill_noise = 0.05;
  const std::vector<AnonymousInstitution> sample = sample_institutions(given, 240, 90000.0, 3);
  double sum = 0.0;
  for (const AnonymousInstitution& one : sample) sum += one.last_intake;
  EXPECT_NEAR(sum, 90000.0, kConserved * 90000.0);
  NationalOptions options = two_years();
  const NationalView one = national_view(sample, options);
  options.threads = 2;
  const NationalView two = national_view(sample, options);
  EXPECT_TRUE(one.actual.paths() == two.actual.paths());
  options.past_intakes = {70000.0, 75000.1, 80000.3};
  options.completion = {0.75, 0.65, 0.85};
  options.duration = {4, {0.8, 0.2}};
  EXPECT_EQ(national_view(sample, options).already_admitted[0], 1.0);
  EXPECT_GT(one.actual.interval(1, 0.8).upper, one.actual.interval(1, 0.8).lower);
  EXPECT_EQ(one.set_by_cap, two.set_by_cap);
}

TEST(NationalView, WrongInputIsNamed) {
  NationalOptions options = two_years();
  options.growth_cap = data::kMissing;
  EXPECT_EQ(problem_ids([&] { (void)national_view({AnonymousInstitution{}}, options); }),
            (Ids{"E-RCM-011", "E-RCM-012"}));
  EXPECT_EQ(problem_ids([] { (void)sample_institutions({}, 0, data::kMissing, 1); }), (Ids{"E-RCM-010"}));
}

}  // namespace labour_intake_national_test
