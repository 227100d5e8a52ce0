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
# Python's tests use one core; those of C++ run beside them on the others.
others=$(($(nproc) > 1 ? $(nproc) - 1 : 1))
ctest --preset test -j "$others" --output-log build/ctest.log >/dev/null &
cpp=$!
step "Python tests" bash -c "set -o pipefail; .venv/bin/python -m pytest -q 2>&1 | tee build/pytest.log"
step "C++ tests" wait "$cpp"

echo
echo "== summaries"
grep -E 'tests passed|tests failed|Total Test time' build/ctest.log || true
grep -A 40 -E 'The following tests FAILED' build/ctest.log || true
tail -n 1 build/pytest.log
if [ ${#failed[@]} -gt 0 ]; then
  echo "FAILED: ${failed[*]}"
  exit 1
fi
echo "all steps passed"
