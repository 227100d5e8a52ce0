// SPDX-License-Identifier: Apache-2.0
#include <dubao/models/detail/text.hpp>

namespace models_detail_text_test {

TEST(Text, ExampleOfTheHeaderHolds) {
  EXPECT_EQ(dubao::models::detail::concatenate({"ladder: ", std::to_string(3), " values"}),
            "ladder: 3 values");
  EXPECT_EQ(dubao::models::detail::concatenate({}), "");
}

}  // namespace models_detail_text_test
