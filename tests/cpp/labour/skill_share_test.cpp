// SPDX-License-Identifier: Apache-2.0
#include <dubao/labour/skill_share.hpp>

#include "labour/support.hpp"

namespace labour_skill_share_test {

using namespace dubao;          // NOLINT: a test
using namespace dubao::labour;  // NOLINT: a test
using labour::testing::array;
using labour::testing::Ids;
using labour::testing::problem_ids;

constexpr double kQuantile = 1e-10;  // R 4.2.2, qbeta, 12 digits printed

Eigen::ArrayXXd table(std::initializer_list<std::initializer_list<double>> rows) {
  return labour::testing::draws(2026, rows).paths().array();
}

TEST(SkillShare, TheExampleOfTheHeader) {
  const MentionShare found = mention_share(30, 100);
  EXPECT_EQ(found.share, 0.3);
  EXPECT_NEAR(found.low, 0.244443928862, kQuantile);
  EXPECT_NEAR(found.high, 0.361219459560, kQuantile);
  EXPECT_EQ(mention_design_effect(table({{50, 0}}), array({50, 50})), 100.0);
}

TEST(SkillShare, ADesignEffectIsAsIfThereWereFewerPostings) {
  const MentionShare clustered = mention_share(10, 90, 10.0);  // as 1 of 9
  EXPECT_NEAR(clustered.low, 0.0328659814042, kQuantile);
  EXPECT_NEAR(clustered.high, 0.3007655063191, kQuantile);
  EXPECT_DOUBLE_EQ(clustered.share, 1.0 / 9.0);
}

TEST(SkillShare, NothingAndEverythingReachTheirEnds) {
  const MentionShare none = mention_share(0, 20);
  EXPECT_EQ(none.low, 0.0);
  EXPECT_NEAR(none.high, 0.0646120027928, kQuantile);
  const MentionShare all = mention_share(20, 20);
  EXPECT_EQ(all.high, 1.0);
  EXPECT_NEAR(all.low, 1.0 - 0.0646120027928, kQuantile);
}

TEST(SkillShare, AnIntervalHoldsItsShareAndNarrowsWithPostings) {
  for (const double n : {1.0, 2.0, 10.0, 1000.0, 1e6}) {
    for (const double part : {0.0, 0.01, 0.1, 0.5, 0.99, 1.0}) {
      const MentionShare one = mention_share(part * n, n, 1.0, 0.8);
      const MentionShare wide = mention_share(part * n, n, 1.0, 0.95);
      EXPECT_LE(one.low, one.share);
      EXPECT_GE(one.high, one.share);
      EXPECT_LE(wide.low, one.low);
      EXPECT_GE(wide.high, one.high);
    }
  }
  const MentionShare few = mention_share(3, 10);
  const MentionShare many = mention_share(300, 1000);
  EXPECT_LT(many.high - many.low, few.high - few.low);
}

TEST(SkillShare, DesignEffectOfOneVoiceAPostingIsOneOrLess) {
  // Employers of one posting each: Σ (m − p)² = n p (1 − p), times n/(n − 1).
  EXPECT_NEAR(mention_design_effect(table({{1, 0, 1, 0}}), array({1, 1, 1, 1})), 4.0 / 3.0, 1e-12);
  // Every employer says the same share: no clustering at all, and never below 1.
  EXPECT_EQ(mention_design_effect(table({{5, 5}}), array({10, 10})), 1.0);
}

TEST(SkillShare, WhereNoSkillVariesOrOneEmployerSpeaksThePostingsOfAnEmployerAreOneVoice) {
  EXPECT_DOUBLE_EQ(mention_design_effect(table({{7}}), array({10})), 10.0);
  EXPECT_DOUBLE_EQ(mention_design_effect(table({{0, 0}}), array({30, 10})), 1000.0 / 40.0);
  EXPECT_DOUBLE_EQ(mention_design_effect(Eigen::ArrayXXd(0, 2), array({30, 10})), 25.0);
}

TEST(SkillShare, RefusesCountsThatAreNone) {
  EXPECT_EQ(problem_ids([] { (void)mention_share(5, 4); }), Ids{"E-SKD-001"});
  EXPECT_EQ(problem_ids([] { (void)mention_share(-1, 4, 0.5); }), (Ids{"E-SKD-001", "E-SKD-002"}));
  EXPECT_EQ(problem_ids([] { (void)mention_share(NAN, 4, 1.0, 1.0); }), (Ids{"E-SKD-001", "E-SKD-002"}));
  EXPECT_EQ(problem_ids([] {
              (void)mention_design_effect(table({{3, 1}}), array({2, 2}));
            }),
            Ids{"E-SKD-001"});
  EXPECT_EQ(problem_ids([] { (void)mention_design_effect(table({{1}}), array({2, 2})); }), Ids{"E-SKD-001"});
  EXPECT_EQ(problem_ids([] {
              (void)mention_design_effect(table({{0, 0}}), array({2, 0}));
            }),
            Ids{"E-SKD-001"});
}

}  // namespace labour_skill_share_test
