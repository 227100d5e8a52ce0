// SPDX-License-Identifier: Apache-2.0
#include <dubao/labour/routes.hpp>

#include "labour/support.hpp"

namespace labour_routes_test {

using namespace dubao;          // NOLINT: a test
using namespace dubao::labour;  // NOLINT: a test
using labour::testing::draws;
using labour::testing::Ids;
using labour::testing::kConserved;
using labour::testing::kExact;
using labour::testing::problem_ids;
using labour::testing::simulated;

constexpr Index kPaths = 100;
constexpr Index kYears = 8;

TEST(Routes, ExamplesOfTheHeaderHold) {
  const StayFlows stay =
      follow_stay(draws(2026, {{100, 0, 0}}), {2, UncertainRate::exactly(0.9), {}}, "course", 1);
  EXPECT_NEAR(stay.completed.paths()(0, 2), 90, 90 * kExact);
  EXPECT_NEAR(stay.broken_off.paths()(0, 2), 10, 90 * kExact);
  EXPECT_EQ(stay.stock.paths()(0, 1), 100);
  EXPECT_EQ(stay.stock.paths()(0, 2), 0);
  const ReturnFlows back = follow_return(draws(2026, {{50}}), 1000, UncertainRate::exactly(0.1), "abroad", 1);
  EXPECT_DOUBLE_EQ(back.returned.paths()(0, 0), 100);
  EXPECT_DOUBLE_EQ(back.stock.paths()(0, 0), 950);
}

TEST(Routes, ThoseAlreadyUnderWayComeOutInTurn) {
  const StayFlows stay =
      follow_stay(draws(2026, {{0, 0, 0}}), {2, UncertainRate::exactly(1.0), {30, 70}}, "s", 1);
  EXPECT_DOUBLE_EQ(stay.completed.paths()(0, 0), 30);
  EXPECT_DOUBLE_EQ(stay.completed.paths()(0, 1), 70);
  EXPECT_DOUBLE_EQ(stay.completed.paths()(0, 2), 0);
  EXPECT_DOUBLE_EQ(stay.stock.paths()(0, 0), 70);
}

/// A programme with every route and uncertain rates.
RouteFlows everything(const EntryFlows& entry, RouteOptions& options) {
  options.called_up = {0.1, 0.05, 0.2};
  options.service = {2, {0.97, 0.9, 1.0}, {40, 60}};
  options.abroad = 500;
  options.return_rate = {0.08, 0.02, 0.2};
  options.training = {{"course",
                       simulated(2026, kPaths, kYears, 300, 0.1, "course"),
                       {1, {0.8, 0.6, 0.9}, {}},
                       {0.9, 0.8, 1.0},
                       false},
                      {"retraining",
                       simulated(2026, kPaths, kYears, 200, 0.1, "re"),
                       {2, {0.7, 0.5, 0.9}, {}},
                       UncertainRate::exactly(1.0),
                       true}};
  options.programme = "748";
  return supply_routes(entry, options);
}

EntryFlows entry_of(const data::Draws& graduates) {
  EntryRates rates;
  rates.further_study = {0.1, 0.05, 0.2};
  rates.participation = {0.9, 0.8, 0.95};
  rates.emigration = {0.05, 0.02, 0.1};
  return labour_market_entry(graduates, rates, "748", 0, 1);
}

Eigen::ArrayXd total(const data::Draws& flow) { return flow.paths().rowwise().sum().array(); }
Eigen::ArrayXd last(const data::Draws& stock) { return stock.paths().col(kYears - 1).array(); }

TEST(Routes, PeopleAreConservedOnEveryPathThroughEveryRoute) {
  const data::Draws graduates = simulated(2026, kPaths, kYears, 5000, 0.1, "g");
  const EntryFlows entry = entry_of(graduates);
  RouteOptions options;
  const RouteFlows flows = everything(entry, options);
  // Graduates and those already under way or abroad = study on + outside + still under way + broken off + supply.
  const Eigen::ArrayXd came = total(graduates) + 100.0 + 500.0;
  const Eigen::ArrayXd went = total(entry.further_study) + total(entry.outside_labour_force) +
                              last(flows.service.stock) + total(flows.service.broken_off) +
                              last(flows.abroad.stock) + total(flows.direct) +
                              total(flows.service.completed) + total(flows.abroad.returned);
  EXPECT_LT(((came - went) / came).abs().maxCoeff(), kConserved);
  Eigen::ArrayXd supply = total(flows.direct) + total(flows.service.completed) + total(flows.abroad.returned);
  for (const TrainingFlows& route : flows.training) {
    const Eigen::ArrayXd begun = total(route.stay.begun);
    const Eigen::ArrayXd ended = total(route.entrants) + total(route.outside_labour_force) +
                                 total(route.stay.broken_off) + last(route.stay.stock);
    EXPECT_LT(((begun - ended) / begun).abs().maxCoeff(), kConserved) << route.name;
    supply += total(route.entrants);
  }
  EXPECT_LT(((total(flows.supply) - supply) / supply).abs().maxCoeff(), kConserved);
}

TEST(Routes, RetrainingIsTakenOutOfOtherGroupsAndACourseIsNot) {
  RouteOptions options;
  const RouteFlows flows = everything(entry_of(simulated(2026, kPaths, kYears, 5000, 0.1, "g")), options);
  EXPECT_EQ(flows.training[0].withdrawn.paths().maxCoeff(), 0.0);
  EXPECT_TRUE(
      (flows.training[1].withdrawn.paths().array() == flows.training[1].stay.begun.paths().array()).all());
}

TEST(Routes, WithoutRoutesSupplyIsTheEntrants) {
  const EntryFlows entry = entry_of(simulated(2026, 20, 4, 5000, 0.1, "g"));
  const RouteFlows flows = supply_routes(entry, {});
  EXPECT_TRUE((flows.supply.paths().array() == entry.entrants.paths().array()).all());
}

TEST(Routes, ImmigrantsAndThoseWhoReEnterAddToSupplyAsTheyAre) {
  const EntryFlows entry = entry_of(simulated(2026, 20, 4, 5000, 0.1, "g"));
  RouteOptions options;
  options.inflows = {{"immigrants", simulated(2026, 20, 4, 100, 0.1, "i")},
                     {"re-entrants", simulated(2026, 20, 4, 300, 0.1, "r")}};
  const data::DrawMatrix more = supply_routes(entry, options).supply.paths() - entry.entrants.paths();
  const data::DrawMatrix came = options.inflows[0].second.paths() + options.inflows[1].second.paths();
  EXPECT_LT((more - came).cwiseAbs().maxCoeff(), kConserved * 5000);
  options.inflows = {{"immigrants", draws(2026, {{-1, 1, 1, 1}})}};
  EXPECT_EQ(problem_ids([&] { (void)supply_routes(entry, options); }), (Ids{"E-PIP-011", "E-PIP-003"}));
}

TEST(Routes, NamesTheRouteAndListsEveryProblem) {
  const EntryFlows entry = entry_of(simulated(2026, 5, 2, 5000, 0.1, "g"));
  RouteOptions options;
  options.called_up = {0.5, 0.4, 1.2};
  options.service = {0, UncertainRate::exactly(1.0), {1, 2}};
  options.abroad = -1;
  options.return_rate = {0.2, 0.3, 0.4};
  options.training = {{"", draws(2026, {{1.0}}), {}, UncertainRate::exactly(2.0), false}};
  EXPECT_EQ(problem_ids([&] { (void)supply_routes(entry, options); }),
            (Ids{"E-PIP-004", "E-PIP-009", "E-PIP-009", "E-PIP-004", "E-PIP-010", "E-PIP-011", "E-PIP-004"}));
  EXPECT_EQ(problem_ids([] { (void)follow_stay(draws(2026, {{-1}}), {}, "x", 1); }), Ids{"E-PIP-003"});
  EXPECT_EQ(
      problem_ids([] { (void)follow_return(draws(2026, {{1}}), NAN, UncertainRate::exactly(0.1), "x", 1); }),
      Ids{"E-PIP-010"});
}

}  // namespace labour_routes_test
