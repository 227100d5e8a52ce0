// SPDX-License-Identifier: Apache-2.0
#include <dubao/data/random.hpp>
#include <dubao/labour/emergence/vocabulary.hpp>

#include <gtest/gtest.h>

#include <cmath>

namespace labour_emergence_vocabulary_test {

using namespace dubao::labour::emergence;
using dubao::Index;

constexpr Index kMonths = 60;
constexpr int kTerms = 120;
constexpr int kRisers = 20;

/// Terms 0 … 19 double every nine months from month 25 on, the others keep their share; binomial, and all share good and bad months.
std::vector<Eigen::ArrayXXd> vocabulary(std::uint64_t seed) {
  std::vector<Eigen::ArrayXXd> out;
  for (int k = 0; k < kTerms; ++k) {
    dubao::data::RandomStream stream(seed, static_cast<std::uint64_t>(k), 0);
    Eigen::ArrayXXd count = Eigen::ArrayXXd::Zero(kMonths, 1);
    for (Index t = 0; t < kMonths; ++t) {
      const double base = 0.003 * (1.0 + k % 10);
      const double growth = k < kRisers && t > 24 ? std::exp2(static_cast<double>(t - 24) / 9.0) : 1.0;
      const double share = std::min(0.5, base * growth);
      for (int i = 0; i < 400; ++i) count(t, 0) += stream.uniform() < share ? 1.0 : 0.0;
    }
    out.push_back(count);
  }
  return out;
}

TEST(Vocabulary, FlagsTheRisersAndKeepsTheFlagsTheSameForAnyNumberOfThreads) {
  const auto counts = vocabulary(7);
  const Eigen::ArrayXXd postings = Eigen::ArrayXXd::Constant(kMonths, 1, 400.0);
  std::vector<std::string> terms;
  for (int k = 0; k < kTerms; ++k) terms.push_back("term " + std::to_string(k));
  const auto found = vocabulary_evidence(counts, postings, terms, 0.1, {}, 1);
  int hits = 0;
  int wrong = 0;
  for (int k = 0; k < kTerms; ++k) {
    if (found.first_flagged(k) > 0) ++(k < kRisers ? hits : wrong);
    const bool before_the_rise = found.first_flagged(k) > 0 && found.first_flagged(k) <= 25;
    EXPECT_FALSE(k < kRisers && before_the_rise) << k;
  }
  EXPECT_GE(hits, 18);
  EXPECT_LE(wrong, 2);  // 10 % of twenty flags
  const auto twice = vocabulary_evidence(counts, postings, terms, 0.1, {}, 2);
  EXPECT_TRUE((found.log_lasting == twice.log_lasting).all());
  EXPECT_TRUE((found.first_flagged == twice.first_flagged).all());
}

TEST(Vocabulary, NamesTheTermThatHasOtherMonths) {
  const Eigen::ArrayXXd postings = Eigen::ArrayXXd::Constant(5, 1, 10.0);
  try {
    static_cast<void>(
        vocabulary_evidence({postings, Eigen::ArrayXXd::Zero(4, 1)}, postings, {"a", "b"}, 0.1));
    FAIL();
  } catch (const dubao::InputError& error) {
    EXPECT_EQ(error.problems().front().series, "b");
  }
}

}  // namespace labour_emergence_vocabulary_test
