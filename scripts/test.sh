#!/usr/bin/env bash
# The quick suite on what `make test` built. Runs everything, then says what failed; both summaries stand at the end.
set -uo pipefail
cd "$(dirname "$0")/.."
failed=()
step() {
  local name=$1
  shift
  echo "== $name"
  "$@" || failed+=("$name")
}

step "clang-format" bash -c "git ls-files '*.hpp' '*.cpp' | xargs clang-format-14 --dry-run -Werror"
step "ruff check" .venv/bin/ruff check -q .
step "ruff format" .venv/bin/ruff format -q --check .
step "codespell" .venv/bin/codespell
# Python's tests use one core; beside them run those of C++ and the documents, whose C++ programs take a minute to compile.
others=$(($(nproc) > 1 ? $(nproc) - 1 : 1))
documents=tests/python/test_documents.py
run_beside() {
  local failed=0
  ctest --preset test -j "$others" --output-log build/ctest.log >/dev/null || failed=1
  .venv/bin/python -m pytest -q $documents >build/pytest-documents.log 2>&1 || failed=1
  return $failed
}
run_beside &
beside=$!
step "Python tests" bash -c "set -o pipefail; .venv/bin/python -m pytest -q --ignore=$documents 2>&1 | tee build/pytest.log"
step "C++ tests and documents" wait "$beside"

echo
echo "== summaries"
grep -E 'tests passed|tests failed|Total Test time' build/ctest.log || true
grep -A 40 -E 'The following tests FAILED' build/ctest.log || true
tail -n 1 build/pytest.log
grep -E '^(FAILED|ERROR)' build/pytest-documents.log || true
tail -n 1 build/pytest-documents.log
if [ ${#failed[@]} -gt 0 ]; then
  echo "FAILED: ${failed[*]}"
  exit 1
fi
echo "all steps passed"
