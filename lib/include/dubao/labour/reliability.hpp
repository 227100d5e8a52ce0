// SPDX-License-Identifier: Apache-2.0
//
// Reliability: how good the inputs of a result are, as one of three grades that are defined here and nowhere else.
//
// What      A  official figures, and the method was scored on past origins of these series
//           B  official figures, too few past origins to score the method
//           C  driven by assumptions: at least one input that matters is an assumption, a proxy or a claim
// Formula   grade = C                     when the weakest input is an assumption or a claim
//                   A                     when it is official or derived from official figures, origins ≥ 3
//                   B                     otherwise
//           A result made from several graded results has the worst of their grades.
// When not  As a probability: a class may be certain on the draws and still be of grade C, because the draws follow
//           the assumption. The probability stands beside it (rating.hpp).
// Example   official, 5 origins: A; official, 2 origins: B; assumption, 5 origins: C; worst of A and C: C.
// Source    Own. Three origins are the fewest from which a spread can be told from a level; the number is published
//           with the grades.
#pragma once

#include <dubao/data/series.hpp>
#include <dubao/error.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace dubao::labour {

/// Where the weakest input of a result comes from. Derived: arithmetic on official figures, nothing assumed.
enum class Evidence : std::uint8_t { kOfficial, kDerived, kAssumption, kClaim };

/// Past origins a method must have been scored at before its result is called back-tested.
inline constexpr Index kOriginsForGradeA = 3;

/// A grade and what it says, in both languages of the reports.
struct ReliabilityGrade {
  char letter = 'C';
  const char* english = "";
  const char* vietnamese = "";
};

/// The grades, best first.
inline constexpr std::array<ReliabilityGrade, 3> kReliabilityGrades = {{
    {'A', "official data, method back-tested", "số liệu chính thức, phương pháp đã được kiểm tra lùi"},
    {'B', "official data, series too short to back-test",
     "số liệu chính thức, chuỗi quá ngắn để kiểm tra lùi"},
    {'C', "driven by assumptions", "kết quả chủ yếu do giả định quyết định"},
}};

/// Grade of a result. evidence: of its weakest input; backtest_origins: past origins at which the method was scored
/// on these series, ≥ 0. Throws InputError E-BAL-009 for a negative number.
[[nodiscard]] inline const ReliabilityGrade& reliability(Evidence evidence, Index backtest_origins) {
  if (backtest_origins < 0) {
    throw InputError("E-BAL-009", "backtest_origins", std::to_string(backtest_origins) + " past origins",
                     "give the number of past origins the method was scored at, 0 for none");
  }
  if (evidence == Evidence::kAssumption || evidence == Evidence::kClaim) return kReliabilityGrades[2];
  return kReliabilityGrades[backtest_origins >= kOriginsForGradeA ? 0 : 1];
}

/// The worst of several grades by letter. Throws InputError E-BAL-009 for none, or for a letter that is no grade.
[[nodiscard]] inline const ReliabilityGrade& worst_reliability(const std::vector<char>& letters) {
  std::size_t worst = 0;
  bool known = !letters.empty();
  for (const char letter : letters) {
    std::size_t at = 0;
    while (at < kReliabilityGrades.size() && kReliabilityGrades[at].letter != letter) ++at;
    known = known && at < kReliabilityGrades.size();
    if (at > worst) worst = at;
  }
  if (!known) {
    throw InputError("E-BAL-009", "grades", "no grade, or a letter that is none", "give letters A, B or C");
  }
  return kReliabilityGrades[worst];
}

}  // namespace dubao::labour
