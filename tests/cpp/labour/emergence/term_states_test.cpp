// SPDX-License-Identifier: Apache-2.0
#include <dubao/labour/emergence/term_states.hpp>

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

namespace labour_emergence_term_states_test {

using namespace dubao::labour::emergence;
using dubao::Index;

constexpr Index kMonths = 60;

template <typename Share>
Eigen::ArrayXXd expected_counts(double postings, const Share& share) {
  Eigen::ArrayXXd out(kMonths, 1);
  for (Index t = 0; t < kMonths; ++t) out(t, 0) = std::round(postings * share(t));
  return out;
}
const Eigen::ArrayXXd kPostings = Eigen::ArrayXXd::Constant(kMonths, 1, 1000.0);

double probability(const TermDescription& found, TermState state) {
  return found.probability[static_cast<std::size_t>(state)];
}

TEST(TermStates, AnAbsentTermThatComesIsNewAndItsMonthIsFound) {
  const Eigen::ArrayXXd postings = Eigen::ArrayXXd::Constant(kMonths, 1, 300.0);
  const auto found =
      describe_term(expected_counts(300.0, [](Index t) { return t < 36 ? 0.0 : 0.05; }), postings);
  EXPECT_GT(probability(found, TermState::kNew), 0.95);
  EXPECT_EQ(found.change, 37);
  EXPECT_GE(found.change_high, found.change_low);
}

TEST(TermStates, EachShapeIsRecognised) {
  const auto stable = describe_term(expected_counts(1000.0, [](Index) { return 0.05; }), kPostings);
  EXPECT_GT(probability(stable, TermState::kStable), 0.8);
  EXPECT_NEAR(stable.growth, 1.0, 0.05);
  const auto rising = describe_term(
      expected_counts(1000.0, [](Index t) { return 0.02 * std::exp(0.5 * static_cast<double>(t) / 12.0); }),
      kPostings);
  EXPECT_GT(probability(rising, TermState::kRising), 0.95);
  EXPECT_NEAR(std::log(rising.growth), 0.5, 0.15);
  const auto fading = describe_term(
      expected_counts(1000.0, [](Index t) { return 0.10 * std::exp(-0.5 * static_cast<double>(t) / 12.0); }),
      kPostings);
  EXPECT_GT(probability(fading, TermState::kFading), 0.95);
  EXPECT_LT(fading.growth_high, 1.0);
  const auto wave = describe_term(
      expected_counts(1000.0,
                      [](Index t) {
                        return 0.05 *
                               (1.0 + 0.4 * std::cos(2.0 * std::numbers::pi * static_cast<double>(t) / 12.0));
                      }),
      kPostings);
  EXPECT_GT(probability(wave, TermState::kCyclical), 0.95);
}

TEST(TermStates, ProbabilitiesSumToOneAndIntervalsHoldTheirMiddle) {
  const auto found =
      describe_term(expected_counts(1000.0, [](Index t) { return t < 30 ? 0.01 : 0.013; }), kPostings);
  double sum = 0.0;
  for (const double p : found.probability) sum += p;
  EXPECT_NEAR(sum, 1.0, 1e-12);
  EXPECT_LE(found.growth_low, found.growth);
  EXPECT_GE(found.growth_high, found.growth);
}

TEST(TermStates, LearntWeightsAreThoseOfAVocabularyThatIsCertain) {
  Eigen::ArrayXXd log_marginals = Eigen::ArrayXXd::Constant(10, 5, -100.0);
  for (Index k = 0; k < 10; ++k) log_marginals(k, k < 7 ? 0 : (k < 9 ? 1 : 3)) = 0.0;
  const auto weights = learnt_state_weights(log_marginals);
  EXPECT_NEAR(weights[0], 0.7, 1e-9);
  EXPECT_NEAR(weights[1], 0.2, 1e-9);
  EXPECT_NEAR(weights[3], 0.1, 1e-9);
}

TEST(TermStates, RefusesElevenMonths) {
  const Eigen::ArrayXXd few = Eigen::ArrayXXd::Constant(11, 1, 10.0);
  EXPECT_THROW(static_cast<void>(describe_term(few, few)), dubao::InputError);
}

}  // namespace labour_emergence_term_states_test
