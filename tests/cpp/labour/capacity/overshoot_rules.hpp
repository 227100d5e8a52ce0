// SPDX-License-Identifier: Apache-2.0
//
// The tolerances of Art. 4(3) of Circular 34/2026/TT-BGDĐT for the tests.
#pragma once

#include <dubao/labour/capacity/rules.hpp>

namespace dubao::labour::capacity::testing {

inline Rules overshoot_rules() {
  Rules rules("TT34-2026", 2027);
  const auto set = [&rules](const char* name, double value, const char* unit, const char* clause) {
    rules.set({name, value, "", unit, "TT34-2026", clause});
  };
  set("overshoot_tolerance_small.percent", 10.0, "percent", "Art. 4(3)(a)");
  set("overshoot_tolerance_small.persons", 5.0, "persons (breach from)", "Art. 4(3)(a)");
  set("overshoot_small_announced_below", 100.0, "persons", "Art. 4(3)(a)");
  set("overshoot_tolerance_large.percent", 5.0, "percent", "Art. 4(3)(b)");
  set("overshoot_tolerance_large.persons", 30.0, "persons (breach from)", "Art. 4(3)(b)");
  set("overshoot_total_per_form", 5.0, "percent", "Art. 4(3)(b)");
  set("overshoot_teacher_training", 20.0, "percent per major", "Art. 4(3)(c)");
  set("overshoot_master", 20.0, "percent", "Art. 4(3)(d)");
  set("overshoot_phd", kNotKnown, "rule", "Art. 4(3)(đ)");
  return rules;
}

}  // namespace dubao::labour::capacity::testing
