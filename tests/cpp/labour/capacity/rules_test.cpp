// SPDX-License-Identifier: Apache-2.0
#include <dubao/labour/capacity/rules.hpp>

#include "labour/support.hpp"

namespace labour_capacity_rules_test {

using namespace dubao;                    // NOLINT: a test
using namespace dubao::labour::capacity;  // NOLINT: a test
using labour::testing::Ids;
using labour::testing::problem_ids;

Rules example() {
  Rules rules("TT34-2026", 2027);
  rules.set({"max_converted_learners_per_converted_lecturer", 40, "40", "", "TT34-2026", "Art. 5(1)(b)"});
  rules.set({"growth_cap_over_last_actual_intake", 10, "10.0", "percent", "TT34-2026", "Art. 5(5)"});
  rules.set({"freeze_if_no_valid_accreditation", kNotKnown, "true", "boolean", "TT34-2026", "Art. 5(6)(e)"});
  return rules;
}

TEST(CapacityRules, ExampleOfTheHeaderHolds) {
  const Rules rules = example();
  EXPECT_EQ(rules.value("max_converted_learners_per_converted_lecturer"), 40.0);
  EXPECT_EQ(problem_ids([&] { static_cast<void>(rules.value("nothing")); }), Ids{"E-CAP-001"});
  try {
    static_cast<void>(rules.value("nothing"));
  } catch (const InputError& error) {
    EXPECT_NE(std::string(error.what()).find("'nothing' in rule set TT34-2026 for intake 2027"),
              std::string::npos);
  }
}

TEST(CapacityRules, PercentIsReadAsAShareAndOnlyPercent) {
  EXPECT_DOUBLE_EQ(example().share("growth_cap_over_last_actual_intake"), 0.1);
  EXPECT_EQ(problem_ids(
                [] { static_cast<void>(example().share("max_converted_learners_per_converted_lecturer")); }),
            Ids{"E-CAP-001"});
}

TEST(CapacityRules, AValueInWordsIsNoNumberButHasItsClause) {
  const Rules rules = example();
  EXPECT_FALSE(rules.has("freeze_if_no_valid_accreditation"));
  EXPECT_EQ(problem_ids([&] { static_cast<void>(rules.value("freeze_if_no_valid_accreditation")); }),
            Ids{"E-CAP-001"});
  EXPECT_EQ(rules.clause("freeze_if_no_valid_accreditation").article_clause, "Art. 5(6)(e)");
  EXPECT_EQ(problem_ids([&] { static_cast<void>(rules.clause("nothing")); }), Ids{"E-CAP-001"});
}

TEST(CapacityRules, ALaterTableAmendsAnEarlierOne) {
  Rules rules = example();
  rules.set({"growth_cap_over_last_actual_intake", 15, "15", "percent", "amendment", "Art. 1"});
  EXPECT_DOUBLE_EQ(rules.share("growth_cap_over_last_actual_intake"), 0.15);
  EXPECT_EQ(rules.clause("growth_cap_over_last_actual_intake").rule_set, "amendment");
  EXPECT_EQ(rules.values().size(), 3U);
}

}  // namespace labour_capacity_rules_test
