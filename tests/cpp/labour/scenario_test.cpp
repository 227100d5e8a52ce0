// SPDX-License-Identifier: Apache-2.0
#include <dubao/labour/scenario.hpp>

#include <set>

namespace labour_scenario_test {

using dubao::InputError;
using dubao::Problems;
using dubao::data::DrawMatrix;
using dubao::data::Draws;
using dubao::labour::Scenario;
using dubao::labour::ScenarioInput;
using dubao::labour::ScenarioScope;
using dubao::labour::ScenarioValue;
using dubao::time::Period;

Scenario make(std::vector<ScenarioValue> values) {
  return {"low", {"example", "a reader", "2026-11-22"}, std::move(values)};
}

std::vector<std::string> ids(const Scenario& scenario, const ScenarioScope& scope) {
  std::vector<std::string> out;
  try {
    dubao::labour::validate(scenario, scope);
  } catch (const InputError& error) {
    for (const auto& problem : error.problems()) out.push_back(problem.id);
  }
  return out;
}

ScenarioScope scope() {
  ScenarioScope out;
  const Period first = Period::annual(2025);
  const Period last = Period::annual(2030);
  out.allow(ScenarioInput::kDriver, "gdp", first, last);
  out.allow(ScenarioInput::kEmploymentFactor, "62", first, last);
  out.allow(ScenarioInput::kShareFactor, "62/251", first, last);
  out.allow(ScenarioInput::kExitRate, "care/251", first, last);
  out.allow(ScenarioInput::kIntake, "748", first, last);
  out.allow(ScenarioInput::kBreak, "jobs", first, last);
  return out;
}

TEST(Scenario, TheExampleOfTheHeaderHolds) {
  const Scenario scenario = make({{ScenarioInput::kEmploymentFactor, "62", Period::annual(2026), 1.1}});
  const Draws base(Period::annual(2026), (DrawMatrix(2, 1) << 100, 200).finished());
  const Draws other = dubao::labour::apply_employment_factors(scenario, "62", base);
  EXPECT_NEAR(other.paths()(0, 0), 110.0, 1e-12);
  EXPECT_NEAR(other.paths()(1, 0), 220.0, 1e-12);
  const Draws difference = dubao::labour::scenario_difference(base, other);
  EXPECT_NEAR(difference.paths()(0, 0), 10.0, 1e-12);
  EXPECT_NEAR(difference.paths()(1, 0), 20.0, 1e-12);
}

TEST(Scenario, AScenarioThatFitsTheDataPasses) {
  EXPECT_TRUE(ids(make({{ScenarioInput::kDriver, "gdp", Period::annual(2025), 6.0},
                        {ScenarioInput::kDriver, "gdp", Period::annual(2026), 6.5},
                        {ScenarioInput::kShareFactor, "62/251", Period::annual(2026), 1.02},
                        {ScenarioInput::kExitRate, "care/251", Period::annual(2026), 0.01},
                        {ScenarioInput::kIntake, "748", Period::annual(2026), 0.0},
                        {ScenarioInput::kBreak, "jobs", Period::annual(2026), dubao::data::kMissing}}),
                  scope())
                  .empty());
}

TEST(Scenario, EverythingWrongIsReportedAtOnce) {
  Scenario bad = make({{ScenarioInput::kDriver, "gpd", Period::annual(2025), 6.0},
                       {ScenarioInput::kDriver, "gdp", Period::annual(2041), 6.0},
                       {ScenarioInput::kDriver, "gdp", Period::quarterly(2026, 1), 6.0},
                       {ScenarioInput::kEmploymentFactor, "62", Period::annual(2026), 0.0},
                       {ScenarioInput::kExitRate, "care/251", Period::annual(2026), -0.1},
                       {ScenarioInput::kIntake, "748", Period::annual(2026), -5.0},
                       {ScenarioInput::kDriver, "gdp", Period::annual(2025), std::nan("")},
                       {ScenarioInput::kDriver, "gdp", Period::annual(2025), 7.0},
                       {ScenarioInput::kDriver, "gdp", Period::annual(2028), 7.0}});
  bad.provenance.author.clear();
  const std::vector<std::string> found = ids(bad, scope());
  const std::multiset<std::string> all(found.begin(), found.end());
  const std::multiset<std::string> wanted{"E-SCN-001", "E-SCN-002", "E-SCN-002", "E-SCN-003", "E-SCN-004",
                                          "E-SCN-005", "E-SCN-006", "E-SCN-007", "E-SCN-008", "E-SCN-009"};
  EXPECT_EQ(all, wanted);
}

TEST(Scenario, AnUnknownKeyIsAnsweredWithTheKnownOnes) {
  try {
    dubao::labour::validate(make({{ScenarioInput::kDriver, "gpd", Period::annual(2025), 6.0}}), scope());
    FAIL() << "accepted";
  } catch (const InputError& error) {
    EXPECT_NE(error.problems().front().message.find("known: gdp"), std::string::npos);
    EXPECT_EQ(error.problems().front().period, "2025");
  }
}

TEST(Scenario, SharesKeepTheirSum) {
  const Scenario scenario = make({{ScenarioInput::kShareFactor, "62/251", Period::annual(2026), 2.0}});
  const DrawMatrix shares = (DrawMatrix(1, 2) << 0.5, 0.5).finished();
  const DrawMatrix changed =
      dubao::labour::apply_share_factors(scenario, "62", {"251", "252"}, Period::annual(2026), shares);
  EXPECT_NEAR(changed(0, 0), 2.0 / 3.0, 1e-15);
  EXPECT_NEAR(changed.sum(), 1.0, 1e-15);
  EXPECT_EQ(dubao::labour::apply_share_factors(scenario, "62", {"251", "252"}, Period::annual(2027), shares),
            shares);
}

TEST(Scenario, DrawsThatDoNotBelongTogetherAreRefused) {
  const Draws a(Period::annual(2026), DrawMatrix::Ones(2, 1));
  EXPECT_THROW(
      (void)dubao::labour::scenario_difference(a, Draws(Period::annual(2026), DrawMatrix::Ones(3, 1))),
      InputError);
  EXPECT_THROW(
      (void)dubao::labour::scenario_difference(a, Draws(Period::annual(2027), DrawMatrix::Ones(2, 1))),
      InputError);
}

}  // namespace labour_scenario_test
