#!/usr/bin/env bash
# The thorough checks before a release. `make check-all` has run `make test` before this.
# Runs everything, then says what failed.
set -uo pipefail
cd "$(dirname "$0")/.."
failed=()
step() {
  local name=$1
  shift
  echo "== $name"
  local start=$SECONDS
  "$@" || failed+=("$name")
  echo "   ($((SECONDS - start)) s)"
}
build_and_test() { # preset
  cmake --preset "$1" >/dev/null && cmake --build --preset "$1" && ctest --preset "$1" -j "$(nproc)" --output-log "build/ctest-$1.log" >/dev/null
  local code=$?
  grep -E 'tests passed|tests failed' "build/ctest-$1.log"
  return $code
}
stubs_are_current() { # the committed stubs are what the extension says, formatted
  rm -rf build/stubs && scripts/make_stubs.sh build/stubs && diff -r build/stubs bindings/dubao/_core
}

step "Clang: no warning, each header alone, tests" build_and_test clang
step "address and undefined-behaviour sanitizers" build_and_test asan
# All headers in one unit: every function is seen once. A unit a header sees the common ones two hundred times, for hours.
step "clang-tidy" bash -c "cmake --preset tidy >/dev/null && clang-tidy-14 -p build/tidy build/tidy/headers/dubao_dubao_hpp.cpp"
step "mypy" .venv/bin/mypy
step "committed stubs are current" stubs_are_current
step "Viet Nam edition" .venv/bin/dubao report examples/reports/vietnam-2026.toml --out build/check/vietnam
step "demo edition" .venv/bin/dubao report examples/reports/demo.toml --out build/check/demo
step "both editions in a browser" scripts/check_browser.sh build/check/vietnam/report.html build/check/demo/report.html

if [ ${#failed[@]} -gt 0 ]; then
  echo "FAILED: ${failed[*]}"
  exit 1
fi
echo "all thorough checks passed"
