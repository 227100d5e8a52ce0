// SPDX-License-Identifier: Apache-2.0
#include <dubao/optim/convergence.hpp>

#include <set>
#include <string_view>

namespace optim_convergence_test {

using dubao::optim::Convergence;
using dubao::optim::to_string;

// Known while compiling: notes cost nothing at run time.
static_assert(to_string(Convergence::kOptimal) == "optimal");

TEST(Convergence, EveryReasonHasAPlainName) {
  EXPECT_EQ(to_string(Convergence::kOptimal), "optimal");
  EXPECT_EQ(to_string(Convergence::kNoProgress), "no further progress");
  EXPECT_EQ(to_string(Convergence::kZeroResidual), "exact fit");
  EXPECT_EQ(to_string(Convergence::kIterationLimit), "iteration limit");
  EXPECT_EQ(to_string(Convergence::kNotFinite), "objective not finite");
}

TEST(Convergence, NoTwoReasonsShareAName) {
  std::set<std::string_view> names;
  for (const auto reason : {Convergence::kOptimal, Convergence::kNoProgress, Convergence::kZeroResidual,
                            Convergence::kIterationLimit, Convergence::kNotFinite}) {
    EXPECT_TRUE(names.insert(to_string(reason)).second) << to_string(reason);
  }
}

}  // namespace optim_convergence_test
