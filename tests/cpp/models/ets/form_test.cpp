// SPDX-License-Identifier: Apache-2.0
#include <dubao/models/ets/form.hpp>

#include <set>

namespace models_ets_form_test {

using dubao::InputError;
using dubao::models::EtsForm;
using dubao::models::parse_form;

std::vector<std::string> arguments_refused(const char* error, const char* trend, bool damped,
                                           const char* season) {
  std::vector<std::string> out;
  try {
    (void)parse_form(error, trend, damped, season);
  } catch (const InputError& refused) {
    for (const auto& problem : refused.problems()) {
      EXPECT_EQ(problem.id, "E-ETS-001");
      EXPECT_FALSE(problem.remedy.empty());
      out.push_back(problem.argument);
    }
  }
  return out;
}
using Arguments = std::vector<std::string>;

TEST(EtsForm, ExampleOfTheHeaderHolds) {
  EXPECT_EQ(parse_form("M", "A", true, "N").name(), "ETS(M,Ad,N)");
  EXPECT_EQ(parse_form("M", "Ad", false, "N"), parse_form("M", "A", true, "N"));
  EXPECT_EQ(parse_form("M", "M", true, "A").name(), "ETS(M,Md,A)");
  EXPECT_EQ(EtsForm{}.name(), "ETS(A,N,N)");
}

TEST(EtsForm, EveryFormHasItsOwnName) {
  std::set<std::string> names;
  for (const char* error : {"A", "M"}) {
    for (const char* trend : {"N", "A", "Ad", "M", "Md"}) {
      for (const char* season : {"N", "A", "M"}) names.insert(parse_form(error, trend, false, season).name());
    }
  }
  EXPECT_EQ(names.size(), 30U);
}

TEST(EtsForm, CountsItsParametersAndStates) {
  const EtsForm smallest;
  EXPECT_EQ(smallest.smoothing_parameters(), 1);
  EXPECT_EQ(smallest.initial_states(12), 1);
  // α, β, φ, γ; level, trend and three seasons, the fourth following from their sum.
  const EtsForm largest = parse_form("M", "Ad", false, "M");
  EXPECT_EQ(largest.smoothing_parameters(), 4);
  EXPECT_EQ(largest.initial_states(4), 5);
}

TEST(EtsForm, IsLinearInTheInitialStateOnlyWithoutAnythingMultiplicative) {
  EXPECT_TRUE(parse_form("A", "Ad", false, "A").is_linear());
  EXPECT_FALSE(parse_form("M", "N", false, "N").is_linear());
  EXPECT_FALSE(parse_form("A", "N", false, "M").is_linear());
  EXPECT_FALSE(parse_form("A", "M", false, "N").is_linear());
}

TEST(EtsForm, NeedsPositiveValuesForAnythingMultiplicative) {
  EXPECT_FALSE(parse_form("A", "A", false, "A").needs_positive());
  EXPECT_TRUE(parse_form("M", "N", false, "N").needs_positive());
  EXPECT_TRUE(parse_form("A", "N", false, "M").needs_positive());
  EXPECT_TRUE(parse_form("A", "Md", false, "N").needs_positive());
}

TEST(EtsForm, NamesEveryLetterThatIsNone) {
  EXPECT_EQ(arguments_refused("X", "Mad", false, "Q"), (Arguments{"error", "trend", "season"}));
  EXPECT_EQ(arguments_refused("", "A", false, "N"), Arguments{"error"});
  EXPECT_EQ(arguments_refused("a", "A", false, "n"), (Arguments{"error", "season"}));
  EXPECT_EQ(arguments_refused("A", "A", true, "N"), Arguments{});
}

TEST(EtsForm, CannotDampWhatIsNoTrend) {
  EXPECT_EQ(arguments_refused("A", "N", true, "N"), Arguments{"damped"});
}

}  // namespace models_ets_form_test
