// SPDX-License-Identifier: Apache-2.0
#include <dubao/labour/cybersecurity/concepts.hpp>

#include <gtest/gtest.h>

#include "labour/support.hpp"

namespace labour_cybersecurity_concepts_test {

using namespace dubao;                         // NOLINT: a test
using namespace dubao::labour::cybersecurity;  // NOLINT: a test
using labour::testing::Ids;
using labour::testing::kExact;
using labour::testing::problem_ids;

constexpr Index kDraws = 200;

FundedVacancies funded() {
  FundedVacancies out;
  out.employed = NeedInput::exactly("employed", 1000.0);
  out.openings = NeedInput::exactly("openings", 200.0);
  out.separations = NeedInput::exactly("separations", 100.0);
  out.searching = NeedInput::exactly("searching", 90.0);
  return out;
}

OrganisationClass organisation_class(const std::string& name, double organisations,
                                     const NeedInput& persons) {
  return {name, NeedInput::exactly("organisations." + name, organisations), std::nullopt, persons};
}

TEST(CybersecurityConcepts, FundedVacanciesOfTheHeader) {
  const ModelResult found = evaluate_models({funded_vacancies(funded())}, kDraws, 1).front();
  EXPECT_EQ(found[0].stated, 1300.0);
  EXPECT_EQ(found[1].stated, 1090.0);
  EXPECT_EQ(found[2].stated, 210.0);
  EXPECT_TRUE((found[2].draws == 210.0).all());
}

TEST(CybersecurityConcepts, SeparationsMayBeARateAndSupplyOneNumber) {
  FundedVacancies given = funded();
  given.separations.reset();
  given.separation_rate = NeedInput::exactly("separation_rate", 0.1);
  given.searching.reset();
  given.supply = NeedInput::exactly("supply", 1090.0);
  const ModelResult found = evaluate_models({funded_vacancies(given)}, kDraws, 1).front();
  EXPECT_NEAR(found[2].stated, 210.0, 1e-9);
  given.separation_rate = NeedInput::exactly("separation_rate", 1.5);
  EXPECT_EQ(problem_ids([&] { (void)evaluate_models({funded_vacancies(given)}, kDraws, 1); }),
            (Ids{"E-CYB-001"}));
}

TEST(CybersecurityConcepts, TheEmployedMoveDemandButNotTheGap) {
  FundedVacancies given = funded();
  given.employed = NeedInput::estimated("employed", 1000.0, 200.0);
  const ModelResult found = evaluate_models({funded_vacancies(given)}, kDraws, 1).front();
  EXPECT_EQ(found[0].influences.size(), 1U);
  EXPECT_TRUE(found[2].influences.empty());
  EXPECT_LT((found[2].draws - 210.0).abs().maxCoeff(), 1e-9);
}

TEST(CybersecurityConcepts, APublishedRatioAndGapImplyDemandAndSupply) {
  const ImpliedDemand found = implied_demand(0.69, 466225.0);
  EXPECT_NEAR(found.demand, 1503951.6, 0.1);
  EXPECT_NEAR(found.supply, 1037726.6, 0.1);
  EXPECT_NEAR(found.supply / found.demand, 0.69, kExact);
  EXPECT_EQ(problem_ids([] { (void)implied_demand(1.0, 10.0); }), (Ids{"E-CYB-005"}));
  EXPECT_EQ(problem_ids([] { (void)implied_demand(0.5, 0.0); }), (Ids{"E-CYB-005"}));
}

TEST(CybersecurityConcepts, ADeclaredNeedIsOrganisationsTimesShareTimesHiresLessEntrants) {
  OrganisationClass one = organisation_class("small", 60.0, NeedInput::exactly("hires.small", 2.0));
  one.hiring_share = NeedInput::exactly("hiring_share.small", 0.3);
  const ModelResult without = evaluate_models({declared_need({one})}, kDraws, 1).front();
  EXPECT_NEAR(without[0].stated, 36.0, 1e-9);
  const ModelResult found =
      evaluate_models({declared_need({one}, NeedInput::exactly("entrants", 40.0))}, kDraws, 1).front();
  ASSERT_EQ(found.size(), 3U);
  EXPECT_NEAR(found[0].stated, -4.0, 1e-9);
  EXPECT_NEAR(found[1].stated, 36.0, 1e-9);
  EXPECT_EQ(found[2].name, "declared.small");
}

TEST(CybersecurityConcepts, ASurveyIsOneOfTheClassAndItsMeanOneOfThoseThatHire) {
  OrganisationClass one =
      organisation_class("small", 50.0, NeedInput::surveyed_mean("hires.small", 2.0, 1.0, 15));
  one.hiring_share = NeedInput::surveyed_share("hiring_share.small", 15, 50);
  const NeedModel model = declared_need({one});
  EXPECT_EQ(model.inputs[1].population, 50.0);
  EXPECT_EQ(model.inputs[2].population, 15.0);
  const ModelResult found = evaluate_models({model}, kDraws, 1).front();
  EXPECT_TRUE(found[0].influences.empty()) << "everybody was asked";
  EXPECT_LT((found[0].draws - 30.0).abs().maxCoeff(), 1e-9);
}

TEST(CybersecurityConcepts, MoreAskedThanThereAreIsRefusedUnlessTheirNumberIsUncertain) {
  OrganisationClass one = organisation_class("small", 40.0, NeedInput::exactly("hires.small", 2.0));
  one.hiring_share = NeedInput::surveyed_share("hiring_share.small", 15, 50);
  EXPECT_EQ(problem_ids([&] { (void)evaluate_models({declared_need({one})}, kDraws, 1); }),
            (Ids{"E-CYB-002"}));
  one.organisations = NeedInput::estimated("organisations.small", 48.0, 6.0);
  EXPECT_EQ(declared_need({one}).inputs[1].population, 50.0);
}

TEST(CybersecurityConcepts, ANormIsOrganisationsTimesPosts) {
  const ModelResult found =
      evaluate_models(
          {norm_need({organisation_class("central", 60.0, NeedInput::exactly("posts.central", 8.0)),
                      organisation_class("local", 340.0, NeedInput::exactly("posts.local", 2.0))})},
          kDraws, 1)
          .front();
  EXPECT_EQ(found[0].stated, 1160.0);
  EXPECT_EQ(found[1].stated, 480.0);
  EXPECT_EQ(found[2].stated, 680.0);
}

TEST(CybersecurityConcepts, TheNormIsLinearInOrganisationsZeroForNoneAndRisesWithThem) {
  const NeedInput posts = NeedInput::likely("posts.central", 8.0, 4.0, 12.0);
  const auto need = [&](double n) {
    return evaluate_models({norm_need({organisation_class("central", n, posts)})}, kDraws, 1)
        .front()[0]
        .draws;
  };
  const Eigen::ArrayXd sixty = need(60.0);
  EXPECT_LT((need(120.0) - 2.0 * sixty).abs().maxCoeff(), 1e-9);
  EXPECT_TRUE((need(0.0) == 0.0).all());
  EXPECT_TRUE((need(61.0) > sixty).all());
}

TEST(CybersecurityConcepts, OrganisationsOfOneNameAreDrawnOnceForAllConcepts) {
  const NeedInput organisations = NeedInput::estimated("organisations.a", 100.0, 20.0);
  const OrganisationClass norm{"a", organisations, std::nullopt, NeedInput::exactly("posts.a", 3.0)};
  const OrganisationClass declared{"a", organisations, NeedInput::exactly("hiring_share.a", 0.5),
                                   NeedInput::exactly("hires.a", 2.0)};
  const std::vector<ModelResult> found =
      evaluate_models({norm_need({norm}), declared_need({declared})}, kDraws, 1);
  EXPECT_LT((found[0][0].draws - 3.0 * found[1][0].draws).abs().maxCoeff(), 1e-9);
}

TEST(CybersecurityConcepts, MissingAndDoubledInputsAreToldTogether) {
  FundedVacancies given = funded();
  given.separation_rate = NeedInput::exactly("separation_rate", 0.1);
  given.searching.reset();
  EXPECT_EQ(problem_ids([&] { (void)funded_vacancies(given); }), (Ids{"E-CYB-003", "E-CYB-003"}));
  EXPECT_EQ(problem_ids([] { (void)norm_need({}); }), (Ids{"E-CYB-003"}));
  const OrganisationClass one = organisation_class("a", 1.0, NeedInput::exactly("posts.a", 1.0));
  EXPECT_EQ(problem_ids([&] {
              (void)declared_need({one, one});
            }),
            (Ids{"E-CYB-003", "E-CYB-003", "E-CYB-003"}));
}

}  // namespace labour_cybersecurity_concepts_test
