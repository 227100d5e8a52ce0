// SPDX-License-Identifier: Apache-2.0
//
// parallel_for: the same independent work for every index, on several threads.
//
// What      Each index writes its own result and reads no other's, so the result has the same bits for any number
//           of threads. Threads take the next free index from a counter, which balances unequal work.
// When not  Sums across indices inside the work: collect first, then sum in order.
// Errors    When several indices throw, the exception of the smallest index is rethrown, whatever the timing.
// Example   std::vector<double> out(n); parallel_for(n, 2, [&](Index i) { out[i] = f(i); });
#pragma once

#include <dubao/data/series.hpp>

#include <algorithm>
#include <atomic>
#include <exception>
#include <limits>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

namespace dubao::forecast {

/// Number of threads for a request: a positive request stands, 0 or less means all of the machine's cores.
[[nodiscard]] inline int thread_count(int requested) noexcept {
  if (requested > 0) return requested;
  return static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
}

/// Calls work(i) for i = 0 … count − 1 on at most `threads` threads (see thread_count). Returns when all are done.
template <typename Work>
void parallel_for(Index count, int threads, const Work& work) {
  const Index workers = std::min<Index>(thread_count(threads), count);
  std::exception_ptr error;
  Index error_index = std::numeric_limits<Index>::max();
  std::mutex error_mutex;
  std::atomic<Index> next{0};
  const auto run = [&]() {
    for (Index i = next.fetch_add(1); i < count; i = next.fetch_add(1)) {
      try {
        work(i);
      } catch (...) {
        const std::lock_guard<std::mutex> lock(error_mutex);
        if (i < error_index) {
          error_index = i;
          error = std::current_exception();
        }
      }
    }
  };
  if (workers <= 1) {
    run();
  } else {
    std::vector<std::thread> pool;
    pool.reserve(static_cast<std::size_t>(workers - 1));
    for (Index t = 1; t < workers; ++t) pool.emplace_back(run);
    run();
    for (std::thread& thread : pool) thread.join();
  }
  if (error) std::rethrow_exception(error);
}

}  // namespace dubao::forecast
