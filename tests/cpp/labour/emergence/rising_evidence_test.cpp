// SPDX-License-Identifier: Apache-2.0
#include <dubao/data/random.hpp>
#include <dubao/labour/emergence/rising_evidence.hpp>

#include <gtest/gtest.h>

#include <cmath>
#include <functional>

namespace labour_emergence_rising_evidence_test {

using namespace dubao::labour::emergence;
using dubao::Index;

/// Binomial counts by inversion month by month.
Eigen::ArrayXXd simulated(std::uint64_t seed, const Eigen::ArrayXXd& postings,
                          const std::function<double(Index, Index)>& share) {
  dubao::data::RandomStream stream(seed, 1, 0);
  Eigen::ArrayXXd out = Eigen::ArrayXXd::Zero(postings.rows(), postings.cols());
  for (Index t = 0; t < postings.rows(); ++t) {
    for (Index s = 0; s < postings.cols(); ++s) {
      for (Index i = 0; i < static_cast<Index>(postings(t, s)); ++i)
        out(t, s) += stream.uniform() < share(t, s) ? 1.0 : 0.0;
    }
  }
  return out;
}

const double kLogTwenty = std::log(20.0);

TEST(RisingEvidence, AConstantShareGivesNoEvidenceAndADoublingOneDoes) {
  const Eigen::ArrayXXd postings = Eigen::ArrayXXd::Constant(60, 1, 500.0);
  const auto still = rising_evidence(simulated(1, postings, [](Index, Index) { return 0.02; }), postings);
  EXPECT_LT(still.log_evidence.maxCoeff(), kLogTwenty);
  const auto rising = rising_evidence(
      simulated(1, postings, [](Index t, Index) { return 0.005 * std::exp2(static_cast<double>(t) / 12.0); }),
      postings);
  EXPECT_GT(rising.log_lasting(59), kLogTwenty);
}

TEST(RisingEvidence, ASourceThatMentionsTheTermMoreIsNoGrowth) {
  Eigen::ArrayXXd postings = Eigen::ArrayXXd::Constant(60, 2, 400.0);
  postings.col(1).head(30).setZero();  // the second source begins in the middle
  const auto counts = simulated(2, postings, [](Index, Index s) { return s == 0 ? 0.01 : 0.08; });
  EXPECT_LT(rising_evidence(counts, postings).log_evidence.maxCoeff(), kLogTwenty);
  // Seen as one source, the same counts look like growth.
  const Eigen::ArrayXXd one = counts.rowwise().sum();
  const Eigen::ArrayXXd all = postings.rowwise().sum();
  EXPECT_GT(rising_evidence(one, all).log_lasting(59), kLogTwenty);
}

TEST(RisingEvidence, AFadingTermIsFoundByTheOtherDirectionOnly) {
  const Eigen::ArrayXXd postings = Eigen::ArrayXXd::Constant(60, 1, 500.0);
  const auto counts =
      simulated(3, postings, [](Index t, Index) { return 0.10 * std::exp2(-static_cast<double>(t) / 12.0); });
  EXPECT_LT(rising_evidence(counts, postings).log_evidence.maxCoeff(), kLogTwenty);
  EvidenceOptions fading;
  fading.direction = Direction::kFading;
  EXPECT_GT(rising_evidence(counts, postings, fading).log_lasting(59), kLogTwenty);
}

TEST(RisingEvidence, TheLastingValueNeverFalls) {
  const Eigen::ArrayXXd postings = Eigen::ArrayXXd::Constant(48, 1, 300.0);
  const auto found =
      rising_evidence(simulated(4, postings, [](Index t, Index) { return t < 20 ? 0.01 : 0.05; }), postings);
  for (Index t = 1; t < 48; ++t) EXPECT_GE(found.log_lasting(t), found.log_lasting(t - 1));
  EXPECT_GT(found.log_lasting(47), kLogTwenty);
}

TEST(RisingEvidence, NamesTheMonthOfACountAboveThePostings) {
  Eigen::ArrayXXd count = Eigen::ArrayXXd::Constant(5, 1, 1.0);
  count(2, 0) = 11.0;
  try {
    static_cast<void>(rising_evidence(count, Eigen::ArrayXXd::Constant(5, 1, 10.0), {}, "docker"));
    FAIL();
  } catch (const dubao::InputError& error) {
    EXPECT_EQ(error.id(), "E-EMG-003");
    EXPECT_NE(std::string(error.what()).find("month 3"), std::string::npos);
    EXPECT_NE(std::string(error.what()).find("docker"), std::string::npos);
  }
}

}  // namespace labour_emergence_rising_evidence_test
