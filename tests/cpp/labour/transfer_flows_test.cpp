// SPDX-License-Identifier: Apache-2.0
#include <dubao/labour/balance.hpp>
#include <dubao/labour/transfer_flows.hpp>

#include "labour/support.hpp"

namespace labour_transfer_flows_test {

using namespace dubao;          // NOLINT: a test
using namespace dubao::labour;  // NOLINT: a test
using labour::testing::array;
using labour::testing::draws;
using labour::testing::Ids;
using labour::testing::kConserved;
using labour::testing::problem_ids;
using labour::testing::simulated;

Eigen::MatrixXd swap_matrix() {
  Eigen::MatrixXd out(2, 2);
  out << 0, 1, 1, 0;
  return out;
}

TEST(TransferFlows, ExampleOfTheHeaderHolds) {
  KeyedDraws employment;
  employment.add("25", draws(2026, {{100}}));
  employment.add("35", draws(2026, {{200}}));
  const TransferFlows flows = transfer_flows(employment, {{"25", array({0.1})}, {"35", array({0.05})}},
                                             FlexibilityMatrix({"25", "35"}, {"25", "35"}, swap_matrix()));
  EXPECT_DOUBLE_EQ(flows.out.at("25").paths()(0, 0), 10);
  EXPECT_DOUBLE_EQ(flows.in.at("25").paths()(0, 0), 10);
}

/// Three occupations and a destination outside the study.
TransferFlows random_flows(const KeyedDraws& employment, Index n) {
  std::map<std::string, Eigen::ArrayXd> rates;
  for (const std::string& key : employment.keys()) {
    rates[key] = sample_rate({0.05, 0.01, 0.2}, key, n, 3);
  }
  Eigen::MatrixXd parts(3, 4);
  parts << 0, 0.5, 0.2, 0.3, 0.6, 0, 0.3, 0.1, 0.25, 0.25, 0, 0.5;
  return transfer_flows(employment, rates,
                        FlexibilityMatrix({"a", "b", "c"}, {"a", "b", "c", "outside"}, parts));
}

TEST(TransferFlows, WhatIsDemandHereIsSupplyThereOnEveryPathAndInEveryYear) {
  KeyedDraws employment;
  for (const char* key : {"a", "b", "c"}) employment.add(key, simulated(2026, 200, 5, 1000, 0.1, key));
  const TransferFlows flows = random_flows(employment, 200);
  const data::DrawMatrix out = flows.out.total().paths();
  const data::DrawMatrix in = flows.in.total().paths();
  EXPECT_LT((out - in).cwiseAbs().maxCoeff(), kConserved * out.maxCoeff());
}

TEST(TransferFlows, CountedOnBothSidesTheyMoveGapsBetweenOccupationsAndNotTheirSum) {
  KeyedDraws employment;
  for (const char* key : {"a", "b", "c"}) employment.add(key, simulated(2026, 50, 1, 1000, 0.1, key));
  const TransferFlows flows = random_flows(employment, 50);
  Eigen::ArrayXd difference = Eigen::ArrayXd::Zero(50);
  for (const std::string& key : flows.in.keys()) {
    const Eigen::ArrayXd in = flows.in.at(key).paths().col(0).array();
    const Eigen::ArrayXd out = flows.out.contains(key)
                                   ? Eigen::ArrayXd(flows.out.at(key).paths().col(0).array())
                                   : Eigen::ArrayXd(Eigen::ArrayXd::Zero(50));
    const Scope scope{{"occupation", key}, {"transfers", "out and in"}};
    const Balance with = balance({in + 5.0, scope}, {out + 7.0, scope});
    difference += with.gap - 2.0;  // 7 − 5 without the transfers
  }
  EXPECT_LT(difference.abs().maxCoeff(), kConserved * 1000.0);
}

TEST(TransferFlows, NamesTheOccupationAndListsEveryProblem) {
  KeyedDraws employment;
  employment.add("25", draws(2026, {{100}}));
  employment.add("35", draws(2026, {{200}}));
  Eigen::MatrixXd loop(2, 2);
  loop << 0.5, 0.5, 1, 0;
  EXPECT_EQ(problem_ids([&] {
              (void)transfer_flows(employment, {{"25", array({1.5})}},
                                   FlexibilityMatrix({"25", "35"}, {"25", "35"}, loop));
            }),
            (Ids{"E-FLX-008", "E-FLX-008", "E-FLX-008"}));
  EXPECT_EQ(problem_ids([&] {
              (void)transfer_flows(employment, {{"25", array({0.1})}, {"35", array({0.1})}},
                                   FlexibilityMatrix({"25", "45"}, {"35", "55"}, swap_matrix()));
            }),
            (Ids{"E-FLX-005", "E-FLX-005"}));
}

}  // namespace labour_transfer_flows_test
