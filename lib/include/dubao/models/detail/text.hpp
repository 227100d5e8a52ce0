// SPDX-License-Identifier: Apache-2.0
//
// Notes put together from parts.
//
// Why       operator+ on a temporary std::string behind a literal makes GCC 12 warn of overlapping memory where there is
//           none (its defect 105651), and warnings are errors here.
// Example   concatenate({"ladder: ", std::to_string(3), " values"}) == "ladder: 3 values"
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

namespace dubao::models::detail {

[[nodiscard]] inline std::string concatenate(std::initializer_list<std::string_view> parts) {
  std::size_t length = 0;
  for (const std::string_view part : parts) length += part.size();
  std::string out;
  out.reserve(length);
  for (const std::string_view part : parts) out.append(part);
  return out;
}

}  // namespace dubao::models::detail
