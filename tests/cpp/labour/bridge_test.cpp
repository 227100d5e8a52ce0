// SPDX-License-Identifier: Apache-2.0
#include <dubao/labour/bridge.hpp>

#include "labour/support.hpp"

namespace labour_bridge_test {

using namespace dubao;          // NOLINT: a test
using namespace dubao::labour;  // NOLINT: a test
using labour::testing::draws;
using labour::testing::Ids;
using labour::testing::kConserved;
using labour::testing::kExact;
using labour::testing::problem_ids;
using labour::testing::simulated;
using time::Period;

constexpr double kInfinity = std::numeric_limits<double>::infinity();

Bridge example(double concentration) {
  return {{{"J", "J'", 0.3}, {"J", "K'", 0.7}, {"K", "L'"}}, {{"J", concentration}}};
}

KeyedDraws old_codes(Index n) {
  KeyedDraws out;
  out.add("J", data::Draws(Period::annual(2026), data::DrawMatrix::Constant(n, 2, 100.0)));
  out.add("K", data::Draws(Period::annual(2026), data::DrawMatrix::Constant(n, 2, 50.0)));
  return out;
}

TEST(Bridge, MomentsOfTheHeaderHold) {
  constexpr Index kPaths = 20000;
  const KeyedDraws moved = example(9.0).apply(old_codes(kPaths), 1);
  const Eigen::ArrayXd column = moved.at("J'").paths().col(0).array();
  const double mean = column.mean();
  const double deviation = std::sqrt((column - mean).square().mean());
  const double expected = 100.0 * std::sqrt(0.3 * 0.7 / 10.0);
  // Five standard errors of a mean and of a standard deviation over kPaths.
  EXPECT_NEAR(mean, 30.0, 5 * expected / std::sqrt(static_cast<double>(kPaths)));
  EXPECT_NEAR(deviation, expected, 5 * expected / std::sqrt(static_cast<double>(kPaths)));
}

TEST(Bridge, NobodyIsLostAndASplitIsOneConstantAPath) {
  const KeyedDraws before = old_codes(300);
  const KeyedDraws moved = example(4.0).apply(before, 5);
  EXPECT_TRUE(moved.total().paths().isApprox(before.total().paths(), kConserved));
  EXPECT_TRUE((moved.at("J'").paths().col(0).array() == moved.at("J'").paths().col(1).array()).all());
  EXPECT_GE(moved.at("J'").paths().minCoeff(), 0.0);
  EXPECT_LE(moved.at("J'").paths().maxCoeff(), 100.0);
}

TEST(Bridge, WholeMergersAndExactSplitsAddNoUncertainty) {
  const Bridge provinces({{"02", "08"}, {"08", "08"}, {"01", "01"}}, {});
  KeyedDraws before;
  before.add("02", draws(2024, {{10, 11}, {12, 13}}));
  before.add("08", draws(2024, {{1, 2}, {3, 4}}));
  const KeyedDraws moved = provinces.apply(before);
  EXPECT_TRUE(moved.at("08").paths() == draws(2024, {{11, 13}, {15, 17}}).paths());
  EXPECT_FALSE(provinces.is_uncertain("02"));
  const KeyedDraws exact = example(kInfinity).apply(old_codes(4));
  EXPECT_TRUE(exact.at("J'").paths().isApproxToConstant(30.0, kExact));
}

TEST(Bridge, StatedWeightsAreTakenWhereNoUncertaintyIsAskedFor) {
  EXPECT_TRUE(example(2.0).apply(old_codes(3), 1, false).at("K'").paths().isApproxToConstant(70.0, kExact));
}

TEST(Bridge, AnEqualSplitNobodyCountedMakesEverySplitEquallyLikely) {
  // Dirichlet(1, 1, 1): each part is Beta(1, 2) with mean 1/3 and P(part > 1/2) = 1/4.
  const Bridge equal({{"a", "x", 1.0 / 3}, {"a", "y", 1.0 / 3}, {"a", "z", 1.0 / 3}}, {{"a", 3.0}});
  KeyedDraws before;
  before.add("a", data::Draws(Period::annual(2026), data::DrawMatrix::Ones(20000, 1)));
  const KeyedDraws moved = equal.apply(before, 2);
  for (const char* target : {"x", "y", "z"}) {
    EXPECT_NEAR(moved.at(target).mean(0), 1.0 / 3, 0.01);
    EXPECT_NEAR(moved.at(target).probability_above(0, 0.5), 0.25, 0.02);
  }
}

TEST(Bridge, TheSameSeedGivesTheSameBitsAndAPathDoesNotDependOnTheOthers) {
  const KeyedDraws few = example(9.0).apply(old_codes(10), 3);
  const KeyedDraws many = example(9.0).apply(old_codes(40), 3);
  EXPECT_TRUE(few.at("J'").paths() == many.at("J'").paths().topRows(10));
  EXPECT_FALSE(few.at("J'").paths() == example(9.0).apply(old_codes(10), 4).at("J'").paths());
}

TEST(Bridge, BackNeedsAKeyAndGivesTheKeysOwnTableBack) {
  const Bridge bridge = example(kInfinity);
  EXPECT_EQ(problem_ids([&] { return bridge.inverse({}, kInfinity); }), (Ids{"E-BRG-012"}));
  EXPECT_EQ(problem_ids([&] { return bridge.inverse({{"J", 1.0}}, kInfinity); }), (Ids{"E-BRG-012"}));
  EXPECT_EQ(problem_ids([&] {
              return bridge.inverse({{"J", -1.0}, {"K", 1.0}}, kInfinity);
            }),
            (Ids{"E-BRG-012"}));
  EXPECT_EQ(problem_ids([&] {
              return bridge.inverse({{"J", 0.0}, {"K", 1.0}}, kInfinity);
            }),
            (Ids{"E-BRG-012", "E-BRG-012"}));
  const Bridge merger({{"02", "08"}, {"08", "08"}}, {});
  const Bridge back = merger.inverse({{"02", 30.0}, {"08", 10.0}}, kInfinity);
  KeyedDraws now;
  now.add("08", draws(2026, {{80}}));
  EXPECT_NEAR(back.apply(now).at("02").paths()(0, 0), 60.0, kExact * 60);
  EXPECT_NEAR(back.apply(now).at("08").paths()(0, 0), 20.0, kExact * 20);
}

TEST(Bridge, NewCodesWithMissingSourcesAreNamed) {
  const Bridge merger({{"02", "08"}, {"08", "08"}, {"01", "01"}}, {});
  EXPECT_EQ(merger.incomplete({"02", "01"}), (std::vector<std::string>{"08"}));
  EXPECT_TRUE(merger.incomplete({"02", "08"}).empty());
}

TEST(Bridge, WrongTablesAreNamedByCodeAllAtOnce) {
  const auto ids = [](const std::vector<BridgeLink>& links, const std::map<std::string, double>& given = {}) {
    return problem_ids([&] { return Bridge(links, given); });
  };
  EXPECT_EQ(ids({}), (Ids{"E-BRG-007"}));
  EXPECT_EQ(ids({{"a", "x", 0.5}, {"a", "y", 0.4}}, {{"a", 2.0}}), (Ids{"E-BRG-006"}));
  EXPECT_EQ(ids({{"a", "x"}, {"a", "x"}}), (Ids{"E-BRG-007"}));
  EXPECT_EQ(ids({{"a", "x", -0.5}, {"a", "y", 1.5}}, {{"a", 2.0}}), (Ids{"E-BRG-008", "E-BRG-008"}));
  EXPECT_EQ(ids({{"a", "x", 0.5}, {"a", "y", 0.5}, {"b", "x", 0.9}}), (Ids{"E-BRG-009", "E-BRG-006"}));
  EXPECT_EQ(ids({{"a", "x", 0.5}, {"a", "y", 0.5}}, {{"a", 0.0}}), (Ids{"E-BRG-009"}));
  try {
    (void)Bridge({{"6201", "6211", 0.4}, {"6201", "6219", 0.4}}, {{"6201", 2.0}});
    FAIL() << "weights that do not sum to one";
  } catch (const InputError& error) {
    EXPECT_EQ(error.problems()[0].series, "6201");
  }
  KeyedDraws strange;
  strange.add("Q", draws(2026, {{1}}));
  strange.add("R", draws(2026, {{1}}));
  EXPECT_EQ(problem_ids([&] { return example(1.0).apply(strange); }), (Ids{"E-BRG-010", "E-BRG-010"}));
}

TEST(Bridge, AProvinceThatEndedIsRefusedWithItsSuccessor) {
  const std::vector<EndedCode> ended{{"02", "Hà Giang", "08", "Tuyên Quang", Period::daily(2025, 6, 30)}};
  EXPECT_NO_THROW(check_in_force(ended, {"01", "02"}, Period::annual(2025)));
  EXPECT_NO_THROW(check_in_force(ended, {"02"}, Period::quarterly(2025, 2)));
  EXPECT_EQ(problem_ids([&] { check_in_force(ended, {"02"}, Period::quarterly(2025, 3)); }),
            (Ids{"E-BRG-011"}));
  try {
    check_in_force(ended, {"01", "02"}, Period::annual(2026));
    FAIL() << "a province that ended in 2025 used for 2026";
  } catch (const InputError& error) {
    const std::string text = error.what();
    EXPECT_NE(text.find("Hà Giang"), std::string::npos);
    EXPECT_NE(text.find("Tuyên Quang (code 08)"), std::string::npos);
  }
}

}  // namespace labour_bridge_test
