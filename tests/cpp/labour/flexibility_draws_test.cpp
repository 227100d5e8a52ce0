// SPDX-License-Identifier: Apache-2.0
#include <dubao/labour/flexibility_draws.hpp>

#include "labour/support.hpp"

namespace labour_flexibility_draws_test {

using namespace dubao;          // NOLINT: a test
using namespace dubao::labour;  // NOLINT: a test
using labour::testing::Ids;
using labour::testing::kConserved;
using labour::testing::kExact;
using labour::testing::problem_ids;
using labour::testing::simulated;

constexpr Index kPaths = 3000;
const std::vector<std::string> kFields = {"748", "752"};
const std::vector<std::string> kOccupations = {"25", "35", "other"};

Eigen::MatrixXd counts() {
  Eigen::MatrixXd out(2, 3);
  out << 70, 20, 10, 3, 40, 7;
  return out;
}

KeyedDraws supply_by_field(Index n) {
  KeyedDraws out;
  for (const char* key : {"748", "752"}) out.add(key, simulated(2026, n, 4, 1000, 0.1, key));
  return out;
}

TEST(FlexibilityDraws, ExampleOfTheHeaderHolds) {
  Eigen::MatrixXd one(1, 2);
  one << 70, 30;
  const FlexibilityDraws found(evidence_from_counts({"f"}, {"25", "other"}, one), kPaths, 1);
  const Eigen::ArrayXd stayers = found.part("f", "25");
  const double deviation = std::sqrt((stayers - stayers.mean()).square().mean());
  EXPECT_NEAR(stayers.mean(), 70.5 / 101.0, 4.0 * 0.0455 / std::sqrt(static_cast<double>(kPaths)));
  EXPECT_NEAR(deviation, 0.0455, 4.0 * 0.0455 / std::sqrt(2.0 * kPaths));
}

TEST(FlexibilityDraws, RowsSumToOneInEveryDrawAndNobodyIsLost) {
  const FlexibilityDraws found(evidence_from_counts(kFields, kOccupations, counts()), 200, 1);
  for (const std::string& field : kFields) {
    Eigen::ArrayXd sum = Eigen::ArrayXd::Zero(200);
    for (const std::string& occupation : kOccupations) sum += found.part(field, occupation);
    EXPECT_LT((sum - 1.0).abs().maxCoeff(), kExact);
  }
  const KeyedDraws by_field = supply_by_field(200);
  const data::DrawMatrix before = by_field.total().paths();
  const data::DrawMatrix after = found.supply(by_field).total().paths();
  EXPECT_LT((before - after).cwiseAbs().maxCoeff(), kConserved * before.maxCoeff());
}

TEST(FlexibilityDraws, AGreatConcentrationIsTheExactMatrix) {
  Eigen::MatrixXd parts(2, 3);
  parts << 0.7, 0.2, 0.1, 0.0, 0.8, 0.2;
  const FlexibilityMatrix exact(kFields, kOccupations, parts);
  const FlexibilityDraws found({exact, {{"748", 1e12}, {"752", 1e12}}}, 50, 1);
  const KeyedDraws by_field = supply_by_field(50);
  const data::DrawMatrix one = exact.supply(by_field).at("25").paths();
  const data::DrawMatrix two = found.supply(by_field).at("25").paths();
  EXPECT_LT((one - two).cwiseAbs().maxCoeff(), 1e-4 * one.maxCoeff());
  EXPECT_EQ(found.part("752", "25").maxCoeff(), 0.0);  // nobody goes there on any path
}

TEST(FlexibilityDraws, MorePersonsMakeTheMatrixMoreCertain) {
  double before = 1.0;
  for (const double factor : {0.1, 1.0, 10.0, 100.0}) {
    const FlexibilityDraws found(evidence_from_counts(kFields, kOccupations, factor * counts()), 500, 1);
    const Eigen::ArrayXd part = found.part("748", "25");
    const double spread = std::sqrt((part - part.mean()).square().mean());
    EXPECT_LT(spread, before);
    before = spread;
  }
}

TEST(FlexibilityDraws, AnotherFieldChangesNoBitOfThisOne) {
  const FlexibilityDraws one(evidence_from_counts(kFields, kOccupations, counts()), 20, 1);
  Eigen::MatrixXd other = counts();
  other.row(1) *= 5.0;
  const FlexibilityDraws two(evidence_from_counts(kFields, kOccupations, other), 20, 1);
  EXPECT_TRUE((one.part("748", "25") == two.part("748", "25")).all());
}

TEST(FlexibilityDraws, NamesTheFieldAndListsEveryProblem) {
  Eigen::MatrixXd bad = counts();
  bad(0, 1) = -1.0;
  bad(1, 0) = NAN;
  EXPECT_EQ(problem_ids([&] { (void)evidence_from_counts(kFields, kOccupations, bad); }),
            (Ids{"E-FLX-007", "E-FLX-007"}));
  EXPECT_EQ(problem_ids(
                [] { (void)evidence_from_counts(kFields, kOccupations, Eigen::MatrixXd::Zero(2, 3), 0.0); }),
            Ids{"E-FLX-007"});
  EXPECT_EQ(
      problem_ids([] { (void)evidence_from_counts(kFields, kOccupations, Eigen::MatrixXd::Ones(2, 2)); }),
      Ids{"E-FLX-001"});
  const FlexibilityEvidence evidence = evidence_from_counts(kFields, kOccupations, counts());
  EXPECT_EQ(problem_ids([&] {
              FlexibilityDraws({evidence.mean, {{"748", 0.0}, {"999", 1.0}}}, 0, 1);
            }),
            (Ids{"E-FLX-006", "E-FLX-006", "E-FLX-006", "E-FLX-006"}));
  const FlexibilityDraws found(evidence, 10, 1);
  EXPECT_EQ(problem_ids([&] { (void)found.supply(supply_by_field(11)); }), (Ids{"E-FLX-005", "E-FLX-005"}));
  EXPECT_EQ(problem_ids([&] { (void)found.part("748", "99"); }), Ids{"E-FLX-004"});
}

}  // namespace labour_flexibility_draws_test
