// SPDX-License-Identifier: Apache-2.0
#include <dubao/labour/intake/recommendation.hpp>

#include "labour/intake/support.hpp"
#include "labour/support.hpp"

namespace labour_intake_recommendation_test {

using namespace dubao;                  // NOLINT: a test
using namespace dubao::labour::intake;  // NOLINT: a test
using labour::testing::array;
using labour::testing::draws;
using labour::testing::Ids;
using labour::testing::problem_ids;
using labour::testing::simulated;
using time::Period;

constexpr double kGap = 1e-8;  // duality gap, relative

IntakeGroup group(const std::string& key, const data::Draws& gap, double yield, double shortage,
                  double surplus) {
  IntakeGroup out;
  out.key = key;
  out.gap = gap;
  out.yield = Eigen::ArrayXd::Constant(gap.size(), yield);
  out.shortage_cost = shortage;
  out.surplus_cost = surplus;
  return out;
}

/// Groups with random gaps and yields, a pool a year and growth caps.
std::vector<IntakeGroup> several(Index count, Index years, Index paths, double shortage) {
  std::vector<IntakeGroup> out;
  for (Index g = 0; g < count; ++g) {
    const std::string key = "g" + std::to_string(g);
    IntakeGroup one =
        group(key, simulated(2031, paths, years, 60.0 + 20.0 * static_cast<double>(g), 0.2, key.c_str()), 0.5,
              shortage, 1.0);
    for (Index d = 0; d < paths; ++d) {
      data::RandomStream stream(5, static_cast<std::uint64_t>(g), static_cast<std::uint64_t>(d));
      one.yield(d) = 0.4 + 0.2 * stream.uniform();
    }
    one.duration = {4, {0.8, 0.2}};
    one.last_intake = 130.0 + 30.0 * static_cast<double>(g);
    one.growth_cap = 1.1;
    one.smoothing = 0.15;
    out.push_back(one);
  }
  return out;
}

std::vector<GroupLimit> pools(Index count, Index years, double bound) {
  std::vector<GroupLimit> out;
  for (Index t = 0; t < years; ++t) {
    GroupLimit pool{"area " + std::to_string(2027 + t), {}, bound, LimitKind::kLaw};
    for (Index g = 0; g < count; ++g) pool.terms.push_back({"g" + std::to_string(g), t, 1.2});
    out.push_back(pool);
  }
  return out;
}

TEST(Recommendation, ExampleOfTheHeaderHolds) {
  const data::Draws gap = draws(2031, {{10}, {20}, {40}});
  Recommendation found = recommend({group("748", gap, 1.0, 3.0, 1.0)}, {}, Period::annual(2027), 1);
  EXPECT_EQ(found.intakes[0].recommended, 40.0);
  EXPECT_EQ(found.entries[0].outcome.probability_closed, 1.0);
  found = recommend({group("748", gap, 1.0, 1.0, 1.0)}, {}, Period::annual(2027), 1);
  EXPECT_EQ(found.intakes[0].recommended, 20.0);
  EXPECT_NEAR(found.entries[0].outcome.probability_closed, 2.0 / 3.0, 1e-12);
  EXPECT_EQ(found.intakes[0].binding, kRuleNeed);
  EXPECT_TRUE(std::isinf(found.intakes[0].legal_maximum));
}

TEST(Recommendation, WithoutUncertaintyAndLimitsItIsExactlyTheNeed) {
  IntakeGroup one = group("748", draws(2031, {{100, 120, 90}}), 0.5, 2.0, 1.0);
  one.duration = {4, {0.8, 0.2}};
  const Recommendation found = recommend({one}, {}, Period::annual(2027), 3);
  for (const IntakeAdvice& advice : found.intakes) {
    EXPECT_NEAR(advice.optimum, advice.need_median, 1e-6 * advice.need_median);
    EXPECT_LE(std::abs(advice.recommended - advice.need_median), 1.0);
    EXPECT_EQ(advice.need_lower, advice.need_upper);
  }
  EXPECT_LE(found.proof.relative_gap, kGap);
}

TEST(Recommendation, NeverPassesTheLawAndIsProven) {
  for (const double bound : {0.0, 200.0, 500.0, 5000.0}) {
    const std::vector<IntakeGroup> groups = several(3, 3, 100, 3.0);
    const Recommendation found = recommend(groups, pools(3, 3, bound), Period::annual(2027), 3);
    EXPECT_TRUE(found.proof.proven) << bound;
    EXPECT_LE(found.proof.relative_gap, kGap) << bound;
    EXPECT_GE(found.proof.loss, found.proof.lower_bound - 1e-6);
    for (const LimitAdvice& limit : found.limits) {
      if (limit.kind == LimitKind::kLaw) {
        EXPECT_LE(limit.used, limit.bound + 1e-6) << limit.name;
      }
    }
    for (const IntakeAdvice& advice : found.intakes) {
      EXPECT_EQ(advice.recommended, std::floor(advice.recommended));
      EXPECT_LE(advice.recommended, advice.legal_maximum);
    }
    if (bound == 0.0) {
      EXPECT_EQ(found.intakes[4].recommended, 0.0);
    }
  }
}

TEST(Recommendation, BindingRuleIsTheOneWithAPrice) {
  const Recommendation tight =
      recommend(several(3, 3, 100, 3.0), pools(3, 3, 300.0), Period::annual(2027), 3);
  EXPECT_EQ(tight.intakes[0].binding.rfind("area", 0), 0U) << tight.intakes[0].binding;
  EXPECT_GT(tight.intakes[0].price, 0.0);
  std::vector<IntakeGroup> capped = several(1, 1, 100, 3.0);
  capped[0].last_intake = 50.0;
  const Recommendation growth = recommend(capped, {}, Period::annual(2027), 1);
  EXPECT_EQ(growth.intakes[0].binding, "growth g0 2027");
  EXPECT_EQ(growth.intakes[0].recommended, 55.0);
  EXPECT_EQ(growth.intakes[0].legal_maximum, 55.0);
  EXPECT_EQ(growth.intakes[0].legal_rule, "growth g0 2027");
}

TEST(Recommendation, LimitOfTheOwnYearStandsBeforeADearerOneOfALaterYear) {
  // Two years, gap far above what is allowed; a pool over both years and a cap on the first.
  IntakeGroup one = group("748", draws(2031, {{1000, 1000}}), 1.0, 3.0, 1.0);
  one.largest = {50.0, data::kMissing};
  const std::vector<GroupLimit> pool = {
      {"pool 2028", {{"748", 0, 0.75}, {"748", 1, 1.0}}, 120.0, LimitKind::kLaw}};
  const Recommendation found = recommend({one}, pool, Period::annual(2027), 2);
  EXPECT_EQ(found.intakes[0].recommended, 50.0);
  EXPECT_EQ(found.intakes[0].binding, "maximum 748 2027");
  EXPECT_NEAR(found.intakes[0].price, 3.0 - 0.75 * 3.0, 1e-5);
  EXPECT_EQ(found.intakes[1].binding, "pool 2028");
  EXPECT_NEAR(found.intakes[1].price, 3.0, 1e-5);
}

TEST(Recommendation, StricterOfTwoReadingsDecides) {
  const IntakeGroup one = group("748", draws(2031, {{1000}}), 0.5, 3.0, 1.0);
  const Recommendation found =
      recommend({one},
                {{"pool, reading of 40", {{"748", 0, 0.8}}, 380.64, LimitKind::kLaw},
                 {"pool, reading of 34", {{"748", 0, 0.8}}, 238.64, LimitKind::kLaw}},
                Period::annual(2027), 1);
  EXPECT_EQ(found.intakes[0].recommended, 298.0);  // the worked example of the Circular: 475 or 298
  EXPECT_EQ(found.intakes[0].binding, "pool, reading of 34");
}

TEST(Recommendation, SplitTakesRoomFromItsParent) {
  IntakeGroup rest = group("4802", draws(2031, {{100}}), 1.0, 1.0, 1.0);
  IntakeGroup security = group("4802.security", draws(2031, {{40}}), 1.0, 5.0, 1.0);
  security.parent = "4802";
  rest.largest = {90.0};
  const Recommendation found = recommend({rest, security}, {}, Period::annual(2027), 1);
  EXPECT_EQ(found.intakes[1].recommended, 40.0);  // the dearer shortage is met first
  EXPECT_EQ(found.intakes[0].recommended, 50.0);
}

TEST(Recommendation, WithoutCostsThereIsNeedAndLegalMaximumOnly) {
  IntakeGroup one = group("748", draws(2031, {{100}}), 0.5, data::kMissing, data::kMissing);
  one.last_intake = 100.0;
  one.growth_cap = 1.1;
  const Recommendation found = recommend({one}, {}, Period::annual(2027), 1);
  EXPECT_FALSE(found.with_costs);
  EXPECT_TRUE(std::isnan(found.intakes[0].recommended));
  EXPECT_EQ(found.intakes[0].need_median, 200.0);
  EXPECT_EQ(found.intakes[0].legal_maximum, 110.0);
}

TEST(Recommendation, ClassSizeClosesOrFillsAGroup) {
  IntakeGroup one = group("748", draws(2031, {{9}}), 1.0, 1.0, 1.0);
  one.smallest_class = 20.0;
  Recommendation found = recommend({one}, {}, Period::annual(2027), 1);
  EXPECT_EQ(found.intakes[0].recommended, 0.0);
  EXPECT_EQ(found.intakes[0].binding, kRuleClass);
  one.gap = draws(2031, {{12}});
  found = recommend({one}, {}, Period::annual(2027), 1);
  EXPECT_EQ(found.intakes[0].recommended, 20.0);
}

TEST(Recommendation, DearerShortageMovesTheAnswerUpAndThreadsDoNotMatter) {
  RecommendationOptions options;
  options.ratios = {0.5, 1.0, 2.0, 4.0};
  const std::vector<IntakeGroup> groups = several(2, 2, 100, 2.0);
  const Recommendation one = recommend(groups, pools(2, 2, 700.0), Period::annual(2027), 2, options);
  options.threads = 2;
  const Recommendation two = recommend(groups, pools(2, 2, 700.0), Period::annual(2027), 2, options);
  double last = 0.0;
  for (std::size_t k = 0; k < one.ratios.size(); ++k) {
    EXPECT_GE(one.ratios[k].probability_closed, last);
    last = one.ratios[k].probability_closed;
    EXPECT_EQ(one.ratios[k].recommended, two.ratios[k].recommended);
    EXPECT_EQ(one.ratios[k].relative_gap, two.ratios[k].relative_gap);
    EXPECT_LE(one.ratios[k].relative_gap, kGap);
  }
  for (std::size_t i = 0; i < one.intakes.size(); ++i)
    EXPECT_EQ(one.intakes[i].optimum, two.intakes[i].optimum);
}

TEST(Recommendation, ContradictionIsNamed) {
  IntakeGroup one = group("748", draws(2031, {{100}}), 0.5, 1.0, 1.0);
  EXPECT_EQ(problem_ids([&] {
              (void)recommend({one}, {{"already passed", {{"748", 0, 1.0}}, -34.0, LimitKind::kLaw}},
                              Period::annual(2027), 1);
            }),
            (Ids{"E-RCM-005"}));
  RecommendationOptions options;
  options.ratios = {-1.0};
  options.level = 1.0;
  EXPECT_EQ(problem_ids([&] { (void)recommend({one}, {}, Period::annual(2027), 1, options); }),
            (Ids{"E-RCM-006", "E-RCM-006"}));
}

}  // namespace labour_intake_recommendation_test
