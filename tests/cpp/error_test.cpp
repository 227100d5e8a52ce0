// SPDX-License-Identifier: Apache-2.0
#include <dubao/error.hpp>
#include <dubao/version.hpp>

namespace error_test {

TEST(Error, ExampleOfTheHeaderHolds) {
  const dubao::InputError error("E-SER-002", "values", "series 'x' has no observed value",
                                "give at least one value");
  EXPECT_STREQ(error.what(),
               "E-SER-002 values: series 'x' has no observed value; to mend: give at least one value");
}

TEST(Problems, ThrowsEverythingItCollectedAtOnce) {
  dubao::Problems problems;
  problems.throw_if_any();
  problems.add({"E-A-1", "a", "first", "", "", ""});
  problems.add({"E-B-2", "b", "second", "", "s", "2024"});
  try {
    problems.throw_if_any();
    FAIL();
  } catch (const dubao::InputError& error) {
    EXPECT_EQ(error.problems().size(), 2U);
    EXPECT_STREQ(error.what(), "E-A-1 a: first\nE-B-2 b: series 's': period 2024: second");
  }
}

TEST(Version, TextAndNumbersAgree) {
  EXPECT_EQ(std::string(dubao::kVersion), std::to_string(DUBAO_VERSION_MAJOR) + "." +
                                              std::to_string(DUBAO_VERSION_MINOR) + "." +
                                              std::to_string(DUBAO_VERSION_PATCH));
}

}  // namespace error_test
