// SPDX-License-Identifier: Apache-2.0
//
// Counts what a test program takes from the heap: it replaces the global operators new and delete. Weak, so that several
// sources of one program may include it.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdlib>
#include <new>

namespace dubao::test {

/// Allocations since the program began.
inline std::atomic<long> allocations{0};

}  // namespace dubao::test

// Every form that pairs with another is replaced, so that a sanitizer never sees one end only.
__attribute__((noinline, weak)) void* operator new(std::size_t size, const std::nothrow_t& /*tag*/) noexcept {
  ++dubao::test::allocations;
  return std::malloc(size == 0 ? 1 : size);
}
__attribute__((noinline, weak)) void* operator new(std::size_t size) {
  if (void* memory = operator new(size, std::nothrow)) return memory;
  throw std::bad_alloc();
}
__attribute__((noinline, weak)) void* operator new[](std::size_t size) { return operator new(size); }
__attribute__((noinline, weak)) void operator delete(void* memory) noexcept { std::free(memory); }
__attribute__((noinline, weak)) void operator delete(void* memory, std::size_t /*size*/) noexcept {
  std::free(memory);
}
__attribute__((noinline, weak)) void operator delete[](void* memory) noexcept { std::free(memory); }
__attribute__((noinline, weak)) void operator delete[](void* memory, std::size_t /*size*/) noexcept {
  std::free(memory);
}
