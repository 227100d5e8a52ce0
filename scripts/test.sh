#!/usr/bin/env bash
# The quick suite, from a machine with the system packages to the last test. Two lanes side by side, each with half of the cores:
# one makes Python's environment and the extension and runs Python's tests, the other builds and runs those of C++ and then the
# documents, whose programs need both. Everything is run, then what failed is said; the summaries stand at the end.
set -uo pipefail
cd "$(dirname "$0")/.."
half=$((($(nproc) + 1) / 2))
documents=tests/python/test_documents.py
lanes=build/lanes
mkdir -p build
rm -rf "$lanes"
mkdir "$lanes"

# step NAME COMMAND…: runs it and keeps the name where it fails.
step() {
  local name=$1
  shift
  echo "== $name"
  "$@" || echo "$name" >>"$lanes/failed"
}

# The second lane must not wait for an extension that will never come.
extension_lane() {
  if scripts/setup.sh base && CMAKE_BUILD_PARALLEL_LEVEL=$half scripts/install_python.sh; then
    touch "$lanes/extension-built"
  else
    touch "$lanes/extension-failed"
    return 1
  fi
}

cpp_lane() {
  if { cmake --preset test && cmake --build --preset test -j "$half"; } >build/cpp-build.log 2>&1; then
    ctest --preset test -j "$half" --output-log build/ctest.log >/dev/null || echo "C++ tests" >>"$lanes/failed"
  else
    echo "C++ build (build/cpp-build.log)" >>"$lanes/failed"
  fi
  until [ -e "$lanes/extension-built" ]; do
    if [ -e "$lanes/extension-failed" ]; then return; fi
    sleep 1
  done
  .venv/bin/python -m pytest -q "$documents" >build/pytest-documents.log 2>&1 || echo "documents" >>"$lanes/failed"
}

rm -f build/ctest.log build/pytest.log build/pytest-documents.log build/cpp-build.log
cpp_lane &
beside=$!
# Stopped by hand: nothing stays behind.
trap 'kill "$beside" 2>/dev/null; exit 130' INT TERM
if extension_lane; then
  step "clang-format" bash -c "git ls-files '*.hpp' '*.cpp' | xargs clang-format-14 --dry-run -Werror"
  step "ruff check" .venv/bin/ruff check -q .
  step "ruff format" .venv/bin/ruff format -q --check .
  step "codespell" .venv/bin/codespell
  step "Python tests" bash -c "set -o pipefail; .venv/bin/python -m pytest -q --ignore=$documents 2>&1 | tee build/pytest.log"
else
  echo "extension" >>"$lanes/failed"
fi
echo "== C++ tests and documents (their logs are in build)"
wait "$beside"

echo
echo "== summaries"
grep -sE 'FAILED:|error:|ninja: build stopped' build/cpp-build.log | head -n 40 || true
grep -sE 'tests passed|tests failed|Total Test time' build/ctest.log || true
grep -A 40 -sE 'The following tests FAILED' build/ctest.log || true
if [ -e build/pytest.log ]; then tail -n 1 build/pytest.log; fi
if [ -e build/pytest-documents.log ]; then
  grep -E '^(FAILED|ERROR)' build/pytest-documents.log || true
  tail -n 1 build/pytest-documents.log
fi
if [ -e "$lanes/failed" ]; then
  echo "FAILED: $(sort "$lanes/failed" | paste -sd ',' | sed 's/,/, /g')"
  exit 1
fi
echo "all steps passed"
