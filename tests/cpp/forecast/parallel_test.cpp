// SPDX-License-Identifier: Apache-2.0
#include <dubao/error.hpp>
#include <dubao/forecast/parallel.hpp>

namespace forecast_parallel_test {

using dubao::Index;
using dubao::InputError;
using dubao::forecast::parallel_for;
using dubao::forecast::thread_count;

TEST(Parallel, EveryIndexIsDoneOnceForAnyNumberOfThreads) {
  for (const int threads : {1, 2, 7}) {
    std::vector<int> done(100, 0);
    parallel_for(100, threads, [&](Index i) { ++done[static_cast<std::size_t>(i)]; });
    EXPECT_EQ(done, std::vector<int>(100, 1));
  }
}

TEST(Parallel, NothingToDoIsNoWork) {
  parallel_for(0, 4, [](Index) { FAIL(); });
}

TEST(Parallel, TheExceptionOfTheSmallestIndexIsRethrownAndTheRestIsStillDone) {
  std::vector<int> done(50, 0);
  try {
    parallel_for(50, 2, [&](Index i) {
      done[static_cast<std::size_t>(i)] = 1;
      if (i == 7 || i == 30) throw InputError("E-X-" + std::to_string(i), "x", "x");
    });
    FAIL();
  } catch (const InputError& error) {
    EXPECT_EQ(error.id(), "E-X-7");
  }
  EXPECT_EQ(done, std::vector<int>(50, 1));
}

TEST(Parallel, ARequestOfNoneMeansAllCores) {
  EXPECT_GE(thread_count(0), 1);
  EXPECT_EQ(thread_count(3), 3);
}

}  // namespace forecast_parallel_test
